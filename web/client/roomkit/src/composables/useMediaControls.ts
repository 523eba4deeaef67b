import { EngineError, TUIErrorCode, TUIMediaDevice } from '@confab/engine';
import { theEngine } from '../engine';
import { useI18n } from '../i18n';
import { isScreenDenied, wordsFor } from '../i18n/errors';
import { useLocal } from '../state/local';
import { useRoom } from '../state/room';
import { useSeats } from '../state/seats';
import { useUi } from '../state/ui';

const TO_APPLY_FOR: Partial<Record<number, TUIMediaDevice>> = {
  [TUIErrorCode.ERR_OPEN_MICROPHONE_NEED_PERMISSION_FROM_ADMIN]: TUIMediaDevice.kMicrophone,
  [TUIErrorCode.ERR_OPEN_CAMERA_NEED_PERMISSION_FROM_ADMIN]: TUIMediaDevice.kCamera,
  [TUIErrorCode.ERR_OPEN_SCREEN_SHARE_NEED_PERMISSION_FROM_ADMIN]: TUIMediaDevice.kScreen,
};

/** Turns microphone, camera and screen on and off; what goes wrong is said in words. */
export function useMediaControls() {
  const local = useLocal();
  const ui = useUi();
  const { t } = useI18n();
  const room = useRoom();
  const seats = useSeats();
  /** What the hosts may allow is asked of them. */
  const tell = (error: unknown) => {
    const device = error instanceof EngineError ? TO_APPLY_FOR[error.code] : undefined;
    if (device === undefined) ui.toast(t(wordsFor(error)), 'error');
    else ui.dialog = { applyFor: device };
  };

  /** Asks whether to ask a host, where that is needed: the device is not touched before. */
  function isHeldBack(device: TUIMediaDevice): boolean {
    if (!room.isLocked(device)) return false;
    ui.dialog = { applyFor: device };
    return true;
  }

  async function toggleMicrophone(): Promise<void> {
    if (local.isMicrophoneBusy || seats.isAudience) return;
    if (!local.isMicrophoneOn && isHeldBack(TUIMediaDevice.kMicrophone)) return;
    local.isMicrophoneBusy = true;
    const engine = theEngine();
    try {
      if (local.isMicrophoneOn) await engine.muteLocalAudio();
      else {
        if (!local.isMicrophoneOpened) await engine.openLocalMicrophone();
        if (local.isMicrophoneMuted) await engine.unmuteLocalAudio();
      }
    } catch (error) {
      tell(error);
    } finally {
      local.isMicrophoneBusy = false;
    }
  }

  async function toggleCamera(): Promise<void> {
    if (local.isCameraBusy || seats.isAudience) return;
    if (!local.isCameraOpened && isHeldBack(TUIMediaDevice.kCamera)) return;
    local.isCameraBusy = true;
    try {
      if (local.isCameraOpened) await theEngine().closeLocalCamera();
      else await theEngine().openLocalCamera();
    } catch (error) {
      tell(error);
    } finally {
      local.isCameraBusy = false;
    }
  }

  async function toggleScreen(): Promise<void> {
    if (!local.isScreenShared && isHeldBack(TUIMediaDevice.kScreen)) return;
    try {
      if (local.isScreenShared) await theEngine().stopScreenSharing();
      else await theEngine().startScreenSharing({ screenAudio: true });
    } catch (error) {
      if (isScreenDenied(error)) ui.toast(t('error.screenDenied'));
      else tell(error);
    }
  }

  return { toggleMicrophone, toggleCamera, toggleScreen, tell };
}
