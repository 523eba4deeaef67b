import {
  TUIAudioQuality,
  TUIErrorCode,
  TUIResolutionMode,
  type TUIVideoProfile,
  TUIVideoQuality,
} from '../enums';
import { EngineError } from '../errors';
import type { TUIVideoEncoderParams } from '../types';

/** What is captured and sent of a picture. */
export interface VideoQuality {
  /** The longer and the shorter side, in pixels. */
  long: number;
  short: number;
  /** Pictures per second. */
  fps: number;
  /** Bits per second, at most. */
  bitrate: number;
  isPortrait: boolean;
}

type Level = Pick<VideoQuality, 'long' | 'short' | 'bitrate'>;

const LEVELS: Record<TUIVideoQuality, Level> = {
  [TUIVideoQuality.kVideoQuality_360p]: { long: 640, short: 360, bitrate: 500_000 },
  [TUIVideoQuality.kVideoQuality_540p]: { long: 960, short: 540, bitrate: 900_000 },
  [TUIVideoQuality.kVideoQuality_720p]: { long: 1280, short: 720, bitrate: 1_500_000 },
  [TUIVideoQuality.kVideoQuality_1080p]: { long: 1920, short: 1080, bitrate: 2_500_000 },
};

const HIGHEST_FPS = 60;

/** The default is 720p (spec 11081). */
export const CAMERA: VideoQuality = {
  ...LEVELS[TUIVideoQuality.kVideoQuality_720p],
  fps: 24,
  isPortrait: false,
};

/** Sharp rather than smooth. */
export const SCREEN: VideoQuality = {
  ...LEVELS[TUIVideoQuality.kVideoQuality_1080p],
  fps: 15,
  isPortrait: false,
};

const invalid = (sentence: string) => new EngineError(TUIErrorCode.ERR_INVALID_PARAMETER, sentence);

function levelOf(quality: TUIVideoQuality | TUIVideoProfile): Level {
  const level = (LEVELS as Partial<Record<number, Level>>)[quality];
  if (!level) throw invalid('quality must be one of TUIVideoQuality');
  return level;
}

export const withLevel = (
  before: VideoQuality,
  quality: TUIVideoQuality | TUIVideoProfile,
): VideoQuality => ({
  ...before,
  ...levelOf(quality),
});

/** The bitrate of encoder parameters is in kilobits per second; what is 0 or left out follows from the resolution. */
export function withParams(before: VideoQuality, params: Partial<TUIVideoEncoderParams>): VideoQuality {
  const { videoResolution = params.quality, fps = 0, bitrate = 0, resolutionMode } = params;
  if (!(fps >= 0 && fps <= HIGHEST_FPS)) throw invalid(`fps must be from 1 to ${HIGHEST_FPS}`);
  if (!(bitrate >= 0 && bitrate < Infinity)) throw invalid('bitrate must be kilobits per second');
  const after = videoResolution === undefined ? { ...before } : withLevel(before, videoResolution);
  if (fps > 0) after.fps = fps;
  if (bitrate > 0) after.bitrate = bitrate * 1_000;
  return resolutionMode === undefined ? after : withMode(after, resolutionMode);
}

export const withMode = (before: VideoQuality, mode: TUIResolutionMode): VideoQuality => ({
  ...before,
  isPortrait: mode === TUIResolutionMode.kResolutionMode_Portrait,
});

export function constraintsOf({ long, short, fps, isPortrait }: VideoQuality): MediaTrackConstraints {
  const [width, height] = isPortrait ? [short, long] : [long, short];
  return { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: fps, max: fps } };
}

/** What is captured and sent of a voice. */
export interface AudioQuality {
  constraints: MediaTrackConstraints;
  /** Bits per second, at most. */
  bitrate: number;
}

const SPEECH = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

/** Music is left as it sounds: what cleans speech takes music for noise. */
const AUDIO: Record<TUIAudioQuality, AudioQuality> = {
  [TUIAudioQuality.kAudioProfileSpeech]: {
    constraints: { ...SPEECH, channelCount: 1, sampleRate: { ideal: 16_000 } },
    bitrate: 24_000,
  },
  [TUIAudioQuality.kAudioProfileDefault]: { constraints: SPEECH, bitrate: 48_000 },
  [TUIAudioQuality.kAudioProfileMusic]: {
    constraints: {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      channelCount: { ideal: 2 },
      sampleRate: { ideal: 48_000 },
    },
    bitrate: 128_000,
  },
};

export function audioQualityOf(quality: TUIAudioQuality): AudioQuality {
  const found = (AUDIO as Partial<Record<number, AudioQuality>>)[quality];
  if (!found) throw invalid('quality must be one of TUIAudioQuality');
  return found;
}

/** What somebody chose, by streams. */
export interface Quality {
  camera: VideoQuality;
  screen: VideoQuality;
  audio: AudioQuality;
  /** Whether a small picture of the camera is sent too. */
  hasSmall: boolean;
}

export const DEFAULT_QUALITY: Quality = {
  camera: CAMERA,
  screen: SCREEN,
  audio: AUDIO[TUIAudioQuality.kAudioProfileDefault],
  hasSmall: true,
};
