import { TUIErrorCode as Code } from '../enums';
import { codeOf } from '../errors';
import type { LocalMedia } from './localMedia';

/** What to let go of when the room refuses to have something sent. */
const LETTING_GO: Partial<Record<number, (local: LocalMedia) => Promise<void>>> = {
  [Code.ERR_USER_NOT_IN_SEAT]: (local) => local.restrict({ audio: false, video: false }),
  [Code.ERR_OPEN_MICROPHONE_NEED_SEAT_UNLOCK]: (local) => local.restrict({ audio: false, video: true }),
  [Code.ERR_OPEN_CAMERA_NEED_SEAT_UNLOCK]: (local) => local.restrict({ audio: true, video: false }),
  [Code.ERR_OPEN_SCREEN_SHARE_NEED_SEAT_UNLOCK]: (local) => local.restrict({ audio: true, video: false }),
  [Code.ERR_OPEN_MICROPHONE_NEED_PERMISSION_FROM_ADMIN]: (local) => local.closeMicrophone(),
  [Code.ERR_OPEN_CAMERA_NEED_PERMISSION_FROM_ADMIN]: (local) => local.closeCamera(),
  [Code.ERR_OPEN_SCREEN_SHARE_NEED_PERMISSION_FROM_ADMIN]: (local) => local.stopScreen(),
};

/** Whether the room does not allow it, so that trying again is of no use. */
export const isForbidden = (error: unknown): boolean => codeOf(error) in LETTING_GO;

/** Closes what the room does not allow, so that no device is left running for nobody, and goes on with the rest. */
export async function letGo(local: LocalMedia, error: unknown, before?: number): Promise<void> {
  const code = codeOf(error);
  if (code === before) return;
  await LETTING_GO[code]?.(local).catch((next: unknown) => letGo(local, next, code));
}
