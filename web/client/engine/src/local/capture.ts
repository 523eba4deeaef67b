import { TUIErrorCode } from '../enums';
import { EngineError, messageOf } from '../errors';

type Refusals = Record<'started' | 'notAuthorized' | 'occupied' | 'empty', TUIErrorCode>;

const CAMERA: Refusals = {
  started: TUIErrorCode.ERR_CAMERA_START_FAILED,
  notAuthorized: TUIErrorCode.ERR_CAMERA_NOT_AUTHORIZED,
  occupied: TUIErrorCode.ERR_CAMERA_OCCUPIED,
  empty: TUIErrorCode.ERR_CAMERA_DEVICE_EMPTY,
};

const MICROPHONE: Refusals = {
  started: TUIErrorCode.ERR_MICROPHONE_START_FAILED,
  notAuthorized: TUIErrorCode.ERR_MICROPHONE_NOT_AUTHORIZED,
  occupied: TUIErrorCode.ERR_MICROPHONE_OCCUPIED,
  empty: TUIErrorCode.ERR_MICROPHONE_DEVICE_EMPTY,
};

const SCREEN: Refusals = {
  started: TUIErrorCode.ERR_START_SCREEN_SHARING_FAILED,
  notAuthorized: TUIErrorCode.ERR_PERMISSION_DENIED,
  occupied: TUIErrorCode.ERR_START_SCREEN_SHARING_FAILED,
  empty: TUIErrorCode.ERR_GET_SCREEN_SHARING_TARGET_FAILED,
};

const REASONS: Record<string, keyof Refusals> = {
  NotAllowedError: 'notAuthorized',
  SecurityError: 'notAuthorized',
  NotReadableError: 'occupied',
  AbortError: 'occupied',
  NotFoundError: 'empty',
  OverconstrainedError: 'empty',
};

function refused(error: unknown, refusals: Refusals): EngineError {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return new EngineError(refusals[REASONS[name] ?? 'started'], messageOf(error));
}

/** Browsers hide the devices from pages that came neither over HTTPS nor from this machine. */
function mediaDevices(refusals: Refusals): MediaDevices {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new EngineError(refusals.notAuthorized, 'Devices need HTTPS or localhost');
  return devices;
}

async function capture(constraints: MediaStreamConstraints, refusals: Refusals): Promise<MediaStreamTrack> {
  const devices = mediaDevices(refusals);
  try {
    const stream = await devices.getUserMedia(constraints);
    const [track] = stream.getTracks();
    if (!track) throw new EngineError(refusals.started, 'The browser gave no track');
    return track;
  } catch (error) {
    throw error instanceof EngineError ? error : refused(error, refusals);
  }
}

export interface CameraChoice {
  deviceId?: string;
  isFront?: boolean;
}

export function captureCamera({ deviceId, isFront }: CameraChoice): Promise<MediaStreamTrack> {
  const which = deviceId ? { deviceId: { exact: deviceId } } : isFront === undefined ? {} : facing(isFront);
  const size = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 24, max: 30 } };
  return capture({ video: { ...size, ...which } }, CAMERA);
}

const facing = (isFront: boolean) => ({ facingMode: isFront ? 'user' : 'environment' });

export function captureMicrophone(deviceId?: string): Promise<MediaStreamTrack> {
  const clean = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  return capture({ audio: { ...clean, ...(deviceId && { deviceId: { exact: deviceId } }) } }, MICROPHONE);
}

export interface ScreenTracks {
  video: MediaStreamTrack;
  audio: MediaStreamTrack | null;
}

export async function captureScreen(withAudio: boolean): Promise<ScreenTracks> {
  const devices = mediaDevices(SCREEN);
  try {
    const stream = await devices.getDisplayMedia({
      video: { frameRate: { ideal: 15, max: 30 } },
      audio: withAudio,
    });
    const [video] = stream.getVideoTracks();
    if (!video) throw new EngineError(SCREEN.started, 'The browser gave no track');
    video.contentHint = 'detail';
    return { video, audio: stream.getAudioTracks()[0] ?? null };
  } catch (error) {
    throw error instanceof EngineError ? error : refused(error, SCREEN);
  }
}
