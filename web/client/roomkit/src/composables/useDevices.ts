import { computed, onBeforeUnmount, onMounted, watch } from 'vue';
import { theEngine } from '../engine';
import { useI18n } from '../i18n';
import { useLocal } from '../state/local';
import { useMediaControls } from './useMediaControls';

export type DeviceKind = 'camera' | 'microphone' | 'speaker';

/** The devices to choose from, kept while something shows them. */
export function useDevices() {
  const local = useLocal();
  const { tell } = useMediaControls();

  async function refresh(): Promise<void> {
    const engine = theEngine();
    const [cameras, microphones, speakers] = await Promise.all([
      engine.getCameraDevicesList(),
      engine.getMicDevicesList(),
      engine.getSpeakerDevicesList(),
    ]);
    local.$patch({
      cameras,
      microphones,
      speakers,
      cameraId: engine.getCurrentCameraDevice().deviceId || cameras[0]?.deviceId || '',
      microphoneId: engine.getCurrentMicDevice().deviceId || microphones[0]?.deviceId || '',
      speakerId: engine.getCurrentSpeakerDevice().deviceId || speakers[0]?.deviceId || '',
    });
  }

  async function choose(kind: DeviceKind, deviceId: string): Promise<void> {
    const engine = theEngine();
    try {
      if (kind === 'camera') await engine.setCurrentCameraDevice({ deviceId });
      else if (kind === 'microphone') await engine.setCurrentMicDevice({ deviceId });
      else await engine.setCurrentSpeakerDevice({ deviceId });
    } catch (error) {
      tell(error);
    }
    await refresh();
  }

  const onChange = () => void refresh();
  onMounted(() => {
    theEngine().on('onDeviceChange', onChange);
    void refresh();
  });
  onBeforeUnmount(() => theEngine().off('onDeviceChange', onChange));
  // Names of devices are known only after one was opened.
  watch(() => [local.isCameraOpened, local.isMicrophoneOpened], onChange);

  return { choose };
}

/** The devices of a kind by their names; one whose name the browser keeps to itself has a number. */
export function useDeviceNames(kind: DeviceKind) {
  const local = useLocal();
  const { t } = useI18n();
  return computed(() =>
    local[`${kind}s`].map(({ deviceId, deviceName }, index) => ({
      deviceId,
      name: deviceName || t('device.numbered', { kind: t(`device.${kind}`), number: index + 1 }),
    })),
  );
}

/** Not every browser lets a page choose where sound comes out. */
export const canChooseSpeaker = () => 'setSinkId' in HTMLMediaElement.prototype;
export const canShareScreen = () => typeof navigator.mediaDevices?.getDisplayMedia === 'function';
