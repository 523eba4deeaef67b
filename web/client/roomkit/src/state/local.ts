import { TUIVideoQuality, type TRTCDeviceInfo } from '@confab/engine';
import { defineStore } from 'pinia';
import { remember, remembered } from './memory';
import { pinia } from './pinia';

const VIDEO_KEY = 'confab.video';

interface VideoSettings {
  videoQuality: TUIVideoQuality;
  isMirrored: boolean;
}

/** What was chosen at an earlier visit. */
function firstVideo(): VideoSettings {
  const usual = { videoQuality: TUIVideoQuality.kVideoQuality_720p, isMirrored: true };
  try {
    const { videoQuality, isMirrored } = JSON.parse(remembered(VIDEO_KEY) ?? '{}') as Partial<VideoSettings>;
    return {
      videoQuality: videoQuality && videoQuality in TUIVideoQuality ? videoQuality : usual.videoQuality,
      isMirrored: isMirrored ?? usual.isMirrored,
    };
  } catch {
    return usual;
  }
}

/** This device: what is on, and what there is to choose from. */
const useStore = defineStore('confab-local', {
  state: () => ({
    isCameraOpened: false,
    isMicrophoneOpened: false,
    isMicrophoneMuted: false,
    isScreenShared: false,
    isCameraBusy: false,
    isMicrophoneBusy: false,
    cameras: [] as TRTCDeviceInfo[],
    microphones: [] as TRTCDeviceInfo[],
    speakers: [] as TRTCDeviceInfo[],
    cameraId: '',
    microphoneId: '',
    speakerId: '',
    ...firstVideo(),
  }),
  getters: {
    isMicrophoneOn: (state) => state.isMicrophoneOpened && !state.isMicrophoneMuted,
  },
});

export const useLocal = () => useStore(pinia);

export function rememberVideo(): void {
  const { videoQuality, isMirrored } = useLocal();
  remember(VIDEO_KEY, JSON.stringify({ videoQuality, isMirrored }));
}
