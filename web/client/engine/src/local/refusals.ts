import { TUIErrorCode } from '../enums';
import { EngineError, messageOf } from '../errors';

/** Why a device was not given to us. */
type Reason = 'failed' | 'notAuthorized' | 'forbiddenBySystem' | 'occupied' | 'empty';

export type Source = 'camera' | 'microphone' | 'screen';

const CODES: Record<Source, Record<Reason, TUIErrorCode>> = {
  camera: {
    failed: TUIErrorCode.ERR_CAMERA_START_FAILED,
    notAuthorized: TUIErrorCode.ERR_CAMERA_NOT_AUTHORIZED,
    forbiddenBySystem: TUIErrorCode.ERR_CAMERA_NOT_AUTHORIZED,
    occupied: TUIErrorCode.ERR_CAMERA_OCCUPIED,
    empty: TUIErrorCode.ERR_CAMERA_DEVICE_EMPTY,
  },
  microphone: {
    failed: TUIErrorCode.ERR_MICROPHONE_START_FAILED,
    notAuthorized: TUIErrorCode.ERR_MICROPHONE_NOT_AUTHORIZED,
    forbiddenBySystem: TUIErrorCode.ERR_MICROPHONE_NOT_AUTHORIZED,
    occupied: TUIErrorCode.ERR_MICROPHONE_OCCUPIED,
    empty: TUIErrorCode.ERR_MICROPHONE_DEVICE_EMPTY,
  },
  // Who closes the browser's dialog has not shared anything; -1108 asks for the permission to record the screen (spec 23956).
  screen: {
    failed: TUIErrorCode.ERR_START_SCREEN_SHARING_FAILED,
    notAuthorized: TUIErrorCode.ERR_START_SCREEN_SHARING_FAILED,
    forbiddenBySystem: TUIErrorCode.ERR_GET_SCREEN_SHARING_TARGET_FAILED,
    occupied: TUIErrorCode.ERR_START_SCREEN_SHARING_FAILED,
    empty: TUIErrorCode.ERR_GET_SCREEN_SHARING_TARGET_FAILED,
  },
};

/** By the names that browsers give. Anything else has no better word than that it failed. */
const REASONS: Record<string, Reason> = {
  NotAllowedError: 'notAuthorized',
  SecurityError: 'notAuthorized',
  NotReadableError: 'occupied',
  NotFoundError: 'empty',
};

const nameOf = (error: unknown) =>
  error instanceof Error || error instanceof DOMException ? error.name : '';

function reasonOf(error: unknown): Reason {
  const name = nameOf(error);
  if (name === 'NotAllowedError' && /by system/i.test(messageOf(error))) return 'forbiddenBySystem';
  // The device that was asked for is not there; all else that we ask for is a wish.
  if (name === 'OverconstrainedError')
    return (error as { constraint?: string }).constraint === 'deviceId' ? 'empty' : 'failed';
  return REASONS[name] ?? 'failed';
}

/** What an application is told of a browser's refusal; its `name` stays the browser's. */
export function refused(source: Source, error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const refusal = new EngineError(CODES[source][reasonOf(error)], messageOf(error));
  refusal.name = nameOf(error) || refusal.name;
  return refusal;
}

export const isOccupied = ({ code }: EngineError) =>
  code === TUIErrorCode.ERR_CAMERA_OCCUPIED || code === TUIErrorCode.ERR_MICROPHONE_OCCUPIED;

/** Browsers hide the devices from pages that came neither over HTTPS nor from this machine. */
export function mediaDevices(source: Source): MediaDevices {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices)
    throw new EngineError(CODES[source].notAuthorized, 'Devices need a page from HTTPS or localhost');
  return devices;
}
