import { TRTCVideoMirrorType, TUIVideoQuality, type TUIRoomEngine } from '@confab/engine';
import { theEngine } from '../engine';
import { rememberVideo, useLocal } from '../state/local';
import { useMediaControls } from './useMediaControls';

const mirrorTypeOf = (isMirrored: boolean) =>
  isMirrored ? TRTCVideoMirrorType.TRTCVideoMirrorType_Auto : TRTCVideoMirrorType.TRTCVideoMirrorType_Disable;

const showMirrored = (engine: TUIRoomEngine, isMirrored: boolean) =>
  engine.getTRTCCloud().setLocalRenderParams({ mirrorType: mirrorTypeOf(isMirrored) });

/** Tells a new engine what was chosen at an earlier visit. */
export async function restoreVideoSettings(engine: TUIRoomEngine): Promise<void> {
  const { isMirrored, videoQuality: quality } = useLocal();
  if (!isMirrored) await showMirrored(engine, false);
  if (quality !== TUIVideoQuality.kVideoQuality_720p) await engine.updateVideoQuality({ quality });
}

/** How the own camera is sent, and how one sees oneself. */
export function useVideoSettings() {
  const local = useLocal();
  const { tell } = useMediaControls();

  async function setQuality(quality: TUIVideoQuality): Promise<void> {
    try {
      await theEngine().updateVideoQuality({ quality });
      local.videoQuality = quality;
      rememberVideo();
    } catch (error) {
      tell(error);
    }
  }

  async function setMirrored(isMirrored: boolean): Promise<void> {
    local.isMirrored = isMirrored;
    rememberVideo();
    await showMirrored(theEngine(), isMirrored);
  }

  return { setQuality, setMirrored };
}
