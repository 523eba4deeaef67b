import { failed } from '../errors';
import { constraintsOf, DEFAULT_QUALITY, type AudioQuality, type VideoQuality } from './quality';
import { mediaDevices, refused, type Source } from './refusals';

async function capture(constraints: MediaStreamConstraints, source: Source): Promise<MediaStreamTrack> {
  const devices = mediaDevices(source);
  try {
    const stream = await devices.getUserMedia(constraints);
    const [track] = stream.getTracks();
    if (!track) throw failed('The browser gave no track');
    return track;
  } catch (error) {
    throw refused(source, error);
  }
}

/** A device by its id. One that was merely preferred, at an earlier visit, may be missing: then it is another. */
export interface DeviceChoice {
  deviceId?: string;
  isPreferred?: boolean;
}

export interface CameraChoice extends DeviceChoice {
  isFront?: boolean;
}

function which({ deviceId, isPreferred }: DeviceChoice): MediaTrackConstraints {
  if (!deviceId) return {};
  return { deviceId: isPreferred ? { ideal: deviceId } : { exact: deviceId } };
}

export function captureCamera(
  choice: CameraChoice,
  quality: VideoQuality = DEFAULT_QUALITY.camera,
): Promise<MediaStreamTrack> {
  const { deviceId, isFront } = choice;
  const facing = deviceId || isFront === undefined ? {} : { facingMode: isFront ? 'user' : 'environment' };
  return capture({ video: { ...constraintsOf(quality), ...facing, ...which(choice) } }, 'camera');
}

export function captureMicrophone(
  choice: DeviceChoice = {},
  { constraints }: AudioQuality = DEFAULT_QUALITY.audio,
): Promise<MediaStreamTrack> {
  return capture({ audio: { ...constraints, ...which(choice) } }, 'microphone');
}

export interface ScreenTracks {
  video: MediaStreamTrack;
  audio: MediaStreamTrack | null;
}

/** The screen is captured as large as it is: what is sent of it is the encoder's matter. */
export async function captureScreen(
  withAudio: boolean,
  { fps }: VideoQuality = DEFAULT_QUALITY.screen,
): Promise<ScreenTracks> {
  const devices = mediaDevices('screen');
  try {
    const stream = await devices.getDisplayMedia({
      video: { frameRate: { ideal: fps, max: Math.max(fps, 30) } },
      audio: withAudio,
    });
    const [video] = stream.getVideoTracks();
    if (!video) throw failed('The browser gave no track');
    video.contentHint = 'detail';
    return { video, audio: stream.getAudioTracks()[0] ?? null };
  } catch (error) {
    throw refused('screen', error);
  }
}
