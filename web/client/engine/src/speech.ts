import { TUIMediaDevice, TUIRoomType, TUISeatMode, TUISpeechMode } from './enums';
import { unsupported } from './errors';
import type { CreateRoomParams, TUIRoomInfo } from './types';
import type { Methods } from './wire/protocol';

const { kFreeToSpeak, kApplyToSpeak, kSpeakAfterTakingSeat } = TUISpeechMode;
const { kMicrophone, kCamera } = TUIMediaDevice;

type Speech = Pick<
  TUIRoomInfo,
  'roomType' | 'isSeatEnabled' | 'seatMode' | 'isMicrophoneDisableForAllUser' | 'isCameraDisableForAllUser'
>;

/** What is to be asked of the server. */
type Step = {
  [M in 'updateRoomSeatModeByAdmin' | 'disableDeviceForAllUserByAdmin']: {
    method: M;
    params: Methods[M]['params'];
  };
}['updateRoomSeatModeByAdmin' | 'disableDeviceForAllUserByAdmin'];

/** How people come to speak, as an earlier edition asked for it (spec 10719–10806): by seats and by what is switched off. */
export function speechParams(speechMode: TUISpeechMode, roomType?: TUIRoomType): Partial<CreateRoomParams> {
  if (speechMode === kSpeakAfterTakingSeat)
    return { isSeatEnabled: true, seatMode: TUISeatMode.kApplyToTake };
  if (roomType === TUIRoomType.kLive) {
    if (speechMode === kApplyToSpeak) throw unsupported('In a live room people ask for seats');
    return { isSeatEnabled: true, seatMode: TUISeatMode.kFreeToTake };
  }
  const isOff = speechMode === kApplyToSpeak;
  return isOff ? { isMicrophoneDisableForAllUser: true, isCameraDisableForAllUser: true } : {};
}

/** How people come to speak in a room, in the words of that edition. */
export function speechModeOf(room: Speech): TUISpeechMode {
  if (room.isSeatEnabled)
    return room.seatMode === TUISeatMode.kApplyToTake ? kSpeakAfterTakingSeat : kFreeToSpeak;
  return room.isMicrophoneDisableForAllUser && room.isCameraDisableForAllUser ? kApplyToSpeak : kFreeToSpeak;
}

/** What changes it. A room gets seats as long as nobody has entered it, and keeps those that it has. */
export function speechSteps(
  speechMode: TUISpeechMode,
  { roomType, isSeatEnabled }: Pick<Speech, 'roomType' | 'isSeatEnabled'>,
  isEmpty = false,
): Step[] {
  const { isSeatEnabled: needsSeats = false, seatMode } = speechParams(speechMode, roomType);
  if (needsSeats !== isSeatEnabled && !(isEmpty && needsSeats))
    throw unsupported(`This room has ${isSeatEnabled ? '' : 'no '}seats since it was created`);
  if (seatMode) return [{ method: 'updateRoomSeatModeByAdmin', params: { seatMode } }];
  const isDisable = speechMode === kApplyToSpeak;
  return [kMicrophone, kCamera].map((device) => ({
    method: 'disableDeviceForAllUserByAdmin',
    params: { device, isDisable },
  }));
}
