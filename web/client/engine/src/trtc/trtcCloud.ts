import { Emitter } from '../emitter';
import { TUIErrorCode, TUIMediaDeviceType } from '../enums';
import { EngineError, unsupported } from '../errors';
import type { TUIRoomDeviceManager } from '../local/deviceManager';
import type { LocalMedia } from '../local/localMedia';
import type { LocalPreview } from '../media/localPreview';
import type { Look } from '../media/look';
import type { RemoteMedia } from '../media/remoteMedia';
import type { EngineEvents } from '../types';
import { TRTCVideoFillMode, TRTCVideoMirrorType, TRTCVideoRotation, TRTCVideoStreamType } from './enums';
import type { TRTCDeviceInfo, TRTCScreenCaptureSourceInfo, TRTCVideoEncParam } from './values';

/** How a picture is shown; what is left out stays as it is. */
export interface TRTCRenderParams {
  rotation?: TRTCVideoRotation;
  fillMode?: TRTCVideoFillMode;
  /** Auto: one's own camera as in a mirror, everything else as it is. */
  mirrorType?: TRTCVideoMirrorType;
}

interface Parts {
  events: Emitter<EngineEvents>;
  local: LocalMedia;
  preview: LocalPreview;
  remote: RemoteMedia;
  devices: TUIRoomDeviceManager;
}

// Events of this layer have any number of arguments, of any type: the published engine says no more about them.
type Listener = (...args: never[]) => void;
type Tell = (...args: unknown[]) => void;

/** How to hear an event of this layer from the events of the engine. */
const SOURCES: Record<string, (parts: Parts, tell: Tell) => () => void> = {
  onError: ({ events }, tell) => events.on('onError', ({ code, message }) => tell(code, message)),
  onUserVoiceVolume: ({ events }, tell) =>
    events.on('onUserVoiceVolumeChanged', ({ userVolumeList }) =>
      tell(userVolumeList, userVolumeList.length),
    ),
  onNetworkQuality: ({ events }, tell) =>
    events.on('onUserNetworkQualityChanged', ({ userNetworkList: [self, ...others] }) => tell(self, others)),
  onDeviceChange: ({ events }, tell) =>
    events.on('onDeviceChange', ({ deviceId, type, state }) => tell(deviceId, type, state)),
  onScreenCaptureStopped: ({ events }, tell) => events.on('onUserScreenCaptureStopped', () => tell(0)),
  onTestMicVolume: ({ devices }, tell) => {
    const listener = ({ volume }: { volume: number }) => tell(volume);
    devices.on('onTestMicVolume', listener);
    return () => devices.off('onTestMicVolume', listener);
  },
  onTestSpeakerVolume: ({ devices }, tell) => {
    const listener = ({ volume }: { volume: number }) => tell(volume);
    devices.on('onTestSpeakerVolume', listener);
    return () => devices.off('onTestSpeakerVolume', listener);
  },
};

const CAMERA = TUIMediaDeviceType.kMediaDeviceTypeVideoCamera;
const MICROPHONE = TUIMediaDeviceType.kMediaDeviceTypeAudioInput;
const SPEAKER = TUIMediaDeviceType.kMediaDeviceTypeAudioOutput;

/** The part of the layer below rooms that room applications call. What a browser cannot do rejects with -2103 and says why. */
export class TRTCCloud {
  private readonly heard = new Map<string, Map<Listener, () => void>>();

  constructor(private readonly parts: Parts) {}

  /** Events that do not happen here are never told. */
  on(event: string, func: Listener): void {
    const source = SOURCES[event];
    const listeners = this.heard.get(event) ?? new Map<Listener, () => void>();
    if (!source || listeners.has(func)) return;
    this.heard.set(event, listeners);
    listeners.set(func, source(this.parts, func as Tell));
  }

  off(event: string, func: Listener): void {
    this.heard.get(event)?.get(func)?.();
    this.heard.get(event)?.delete(func);
  }

  /** How one's own camera is shown to oneself; others see it as it is. */
  async setLocalRenderParams(params: TRTCRenderParams): Promise<void> {
    const { mirrorType } = params;
    const isAuto = mirrorType === TRTCVideoMirrorType.TRTCVideoMirrorType_Auto;
    const isMirrored = mirrorType === TRTCVideoMirrorType.TRTCVideoMirrorType_Enable;
    this.parts.preview.setLook({
      ...lookOf(params),
      ...(mirrorType !== undefined && { isMirrored: isAuto ? null : isMirrored }),
    });
  }

  async setRemoteRenderParams(
    userId: string,
    streamType: TRTCVideoStreamType,
    params: TRTCRenderParams,
  ): Promise<void> {
    const isScreen = streamType === TRTCVideoStreamType.TRTCVideoStreamTypeSub;
    const { mirrorType } = params;
    const isMirrored = mirrorType === TRTCVideoMirrorType.TRTCVideoMirrorType_Enable;
    this.parts.remote.views.setLook(userId, isScreen ? 'screen' : 'camera', {
      ...lookOf(params),
      ...(mirrorType !== undefined && { isMirrored }),
    });
  }

  /** Whether a small picture of the camera is sent beside the large one. Its size is fixed: 180 lines. */
  async enableSmallVideoStream(enable: boolean, _params?: TRTCVideoEncParam): Promise<void> {
    await this.parts.local.setQuality(() => ({ hasSmall: enable }));
  }

  /** Whether others are heard before anybody says so; pictures are received from `startPlayRemoteVideo` on in any case. */
  async setDefaultStreamRecvMode(autoRecvAudio: boolean, _autoRecvVideo = true): Promise<void> {
    this.parts.remote.speakers.muteEverybody(!autoRecvAudio);
  }

  async muteRemoteAudio(userId: string, mute = true): Promise<void> {
    this.parts.remote.speakers.setMuted(userId, mute);
  }

  async muteAllRemoteAudio(mute: boolean): Promise<void> {
    this.parts.remote.speakers.muteEverybody(mute);
  }

  getCameraDevicesList(): Promise<TRTCDeviceInfo[]> {
    return this.parts.devices.getDevicesList({ type: CAMERA });
  }

  getMicDevicesList(): Promise<TRTCDeviceInfo[]> {
    return this.parts.devices.getDevicesList({ type: MICROPHONE });
  }

  getSpeakerDevicesList(): Promise<TRTCDeviceInfo[]> {
    return this.parts.devices.getDevicesList({ type: SPEAKER });
  }

  /** `onTestSpeakerVolume` tells how loud it is. */
  startSpeakerDeviceTest(filePath?: string): Promise<void> {
    return this.parts.devices.startSpeakerDeviceTest({ filePath });
  }

  stopSpeakerDeviceTest(): Promise<void> {
    return this.parts.devices.stopSpeakerDeviceTest();
  }

  /** Has no effect: there are no experiments here, but applications that name theirs go on. */
  callExperimentalAPI(jsonStr: string): Promise<void> {
    return callExperimentalAPI(jsonStr);
  }

  /** The models behind it belong to the hosted product. */
  async useVirtualBackground(_assetsPath?: string): Promise<void> {
    throw unsupported('Virtual backgrounds need a model that is not part of this engine');
  }

  async setVirtualBackground(_params: object): Promise<void> {
    return this.useVirtualBackground();
  }

  async useBeautyStyle(_assetsPath?: string): Promise<void> {
    throw unsupported('Beauty filters need a model that is not part of this engine');
  }

  async getScreenCaptureSources(): Promise<TRTCScreenCaptureSourceInfo[]> {
    throw notListed();
  }

  async selectScreenCaptureTarget(): Promise<void> {
    throw notListed();
  }

  close(): void {
    for (const listeners of this.heard.values()) listeners.forEach((unsubscribe) => unsubscribe());
    this.heard.clear();
  }
}

const DEGREES = { 0: 0, 1: 90, 2: 180, 3: 270 } as const;

function lookOf({ rotation, fillMode }: TRTCRenderParams): Partial<Omit<Look, 'isMirrored'>> {
  return {
    ...(rotation !== undefined && { degrees: DEGREES[rotation] ?? 0 }),
    ...(fillMode !== undefined && { isFilling: fillMode === TRTCVideoFillMode.TRTCVideoFillMode_Fill }),
  };
}

/** Why applications cannot list screens and windows. */
export const notListed = () =>
  unsupported('A browser does not list screens and windows: startScreenSharing lets its user choose one');

export async function callExperimentalAPI(jsonStr: string): Promise<void> {
  try {
    JSON.parse(jsonStr);
  } catch {
    throw new EngineError(TUIErrorCode.ERR_INVALID_PARAMETER, 'callExperimentalAPI takes JSON');
  }
}
