import { EngineError, TUIErrorCode as Code } from '@confab/engine';
import type { MessageKey } from './en-US';

const WORDS: Partial<Record<number, MessageKey>> = {
  [Code.ERR_FREQ_LIMIT]: 'error.frequency',
  [Code.ERR_SDKAPPID_NOT_FOUND]: 'error.login',
  [Code.ERR_SDK_NOT_INITIALIZED]: 'error.login',
  [Code.ERR_PERMISSION_DENIED]: 'error.notAllowed',
  [Code.ERR_CAMERA_START_FAILED]: 'error.cameraFailed',
  [Code.ERR_CAMERA_NOT_AUTHORIZED]: 'error.cameraDenied',
  [Code.ERR_CAMERA_OCCUPIED]: 'error.cameraBusy',
  [Code.ERR_CAMERA_DEVICE_EMPTY]: 'error.cameraNone',
  [Code.ERR_MICROPHONE_START_FAILED]: 'error.micFailed',
  [Code.ERR_MICROPHONE_NOT_AUTHORIZED]: 'error.micDenied',
  [Code.ERR_MICROPHONE_OCCUPIED]: 'error.micBusy',
  [Code.ERR_MICROPHONE_DEVICE_EMPTY]: 'error.micNone',
  [Code.ERR_GET_SCREEN_SHARING_TARGET_FAILED]: 'error.screenKept',
  [Code.ERR_START_SCREEN_SHARING_FAILED]: 'error.screenFailed',
  [Code.ERR_ROOM_ID_NOT_EXIST]: 'error.roomNotExist',
  [Code.ERR_EXIT_NOT_SUPPORTED_FOR_ROOM_OWNER]: 'error.ownerStays',
  [Code.ERR_OPERATION_NOT_SUPPORTED_IN_CURRENT_ROOM_TYPE]: 'error.roomType',
  [Code.ERR_ROOM_ID_INVALID]: 'error.roomIdInvalid',
  [Code.ERR_ROOM_ID_OCCUPIED]: 'error.roomIdTaken',
  [Code.ERR_ROOM_NAME_INVALID]: 'error.roomNameInvalid',
  [Code.ERR_ALREADY_IN_OTHER_ROOM]: 'error.otherRoom',
  [Code.ERR_NEED_PASSWORD]: 'error.needPassword',
  [Code.ERR_WRONG_PASSWORD]: 'error.wrongPassword',
  [Code.ERR_ROOM_USER_FULL]: 'error.roomFull',
  [Code.ERR_USER_NOT_EXIST]: 'error.userGone',
  [Code.ERR_USER_NOT_ENTERED]: 'error.userGone',
  [Code.ERR_NEED_OWNER_PERMISSION]: 'error.ownerOnly',
  [Code.ERR_NEED_ADMIN_PERMISSION]: 'error.adminOnly',
  [Code.ERR_REPEAT_OPERATION]: 'error.already',
  [Code.ERR_REQUEST_NO_PERMISSION]: 'error.notAsked',
  [Code.ERR_REQUEST_ID_INVALID]: 'error.answered',
  [Code.ERR_REQUEST_ID_REPEAT]: 'error.askedAlready',
  [Code.ERR_REQUEST_ID_CONFLICT]: 'error.askedOtherwise',
  [Code.ERR_ALREADY_IN_SEAT]: 'error.seatedAlready',
  [Code.ERR_SEAT_OCCUPIED]: 'error.seatTaken',
  [Code.ERR_SEAT_LOCKED]: 'error.seatLocked',
  [Code.ERR_USER_NOT_IN_SEAT]: 'error.notSeated',
  [Code.ERR_ALL_SEAT_OCCUPIED]: 'error.seatsFull',
  [Code.ERR_OPEN_MICROPHONE_NEED_SEAT_UNLOCK]: 'error.micNotAllowed',
  [Code.ERR_OPEN_MICROPHONE_NEED_PERMISSION_FROM_ADMIN]: 'error.micNotAllowed',
  [Code.ERR_OPEN_CAMERA_NEED_SEAT_UNLOCK]: 'error.cameraNotAllowed',
  [Code.ERR_OPEN_CAMERA_NEED_PERMISSION_FROM_ADMIN]: 'error.cameraNotAllowed',
  [Code.ERR_OPEN_SCREEN_SHARE_NEED_SEAT_UNLOCK]: 'error.screenNotAllowed',
  [Code.ERR_OPEN_SCREEN_SHARE_NEED_PERMISSION_FROM_ADMIN]: 'error.screenNotAllowed',
  [Code.ERR_SEND_MESSAGE_DISABLED_FOR_ALL]: 'chat.mutedAll',
  [Code.ERR_SEND_MESSAGE_DISABLED_FOR_CURRENT]: 'chat.mutedYou',
};

/** Whether somebody closed the browser's dialog for sharing a screen: no error, but an answer. */
export const isScreenDenied = (error: unknown): boolean =>
  error instanceof EngineError &&
  error.code === Code.ERR_START_SCREEN_SHARING_FAILED &&
  error.name === 'NotAllowedError';

/** What to tell a person about a refusal. */
export function wordsFor(error: unknown): MessageKey {
  if (isScreenDenied(error)) return 'error.screenDenied';
  return error instanceof EngineError ? (WORDS[error.code] ?? 'error.unknown') : 'error.unknown';
}
