import { TRTCScreenCaptureSourceType, TRTCVideoResolution, TRTCVideoResolutionMode } from './enums';

export class TRTCDeviceInfo {
  constructor(
    public deviceId = '',
    /** Empty until the browser was allowed to use a device of its kind. */
    public deviceName = '',
  ) {}
}

export class TRTCVolumeInfo {
  constructor(
    public userId = '',
    /** 0 (silence) to 100. */
    public volume = 0,
  ) {}
}

export class TRTCVideoEncParam {
  constructor(
    public videoResolution = TRTCVideoResolution.TRTCVideoResolution_640_360,
    public resMode = TRTCVideoResolutionMode.TRTCVideoResolutionModeLandscape,
    /** Pictures per second. */
    public videoFps = 15,
    /** Kilobits per second. */
    public videoBitrate = 500,
  ) {}
}

export class Rect {
  constructor(
    public left = 0,
    public top = 0,
    public right = 0,
    public bottom = 0,
  ) {}
}

interface ImageBuffer {
  buffer: ArrayBuffer;
  length: number;
  width: number;
  height: number;
}

const noImage = (): ImageBuffer => ({ buffer: new ArrayBuffer(0), length: 0, width: 0, height: 0 });

/** A screen or a window, where an application may list them; in a browser its user chooses instead. */
export class TRTCScreenCaptureSourceInfo {
  constructor(
    public type: number = TRTCScreenCaptureSourceType.TRTCScreenCaptureSourceTypeUnknown,
    public sourceId = '',
    public sourceName = '',
    public thumbBGRA: ImageBuffer = noImage(),
    public iconBGRA: ImageBuffer = noImage(),
    public isMinimizeWindow = false,
  ) {}
}
