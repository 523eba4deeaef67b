import type { TRTCDeviceInfo } from '@confab/engine';
import { defineStore } from 'pinia';
import { pinia } from './pinia';

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
  }),
  getters: {
    isMicrophoneOn: (state) => state.isMicrophoneOpened && !state.isMicrophoneMuted,
  },
});

export const useLocal = () => useStore(pinia);
