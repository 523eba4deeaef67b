import type { TUISeatInfo } from './types';
import type { WireSeat } from './wire/protocol';

export function seatOf(seat: WireSeat): TUISeatInfo {
  const { isVideoLocked = false, isAudioLocked = false } = seat;
  return {
    userId: '',
    userName: '',
    nameCard: '',
    avatarUrl: '',
    locked: false,
    ...seat,
    isVideoLocked,
    isAudioLocked,
    videoMuted: isVideoLocked,
    audioMuted: isAudioLocked,
  };
}

/** Of these seats, those taken by somebody who has not the same one among those. */
const takenOtherwise = (these: TUISeatInfo[], those: TUISeatInfo[]) =>
  these.filter(({ index, userId }) => userId !== '' && those[index]?.userId !== userId);

/** What an application is told when the seats change; null when they did not. Both are in order. */
export function seatChange(before: TUISeatInfo[], now: TUISeatInfo[]) {
  if (JSON.stringify(before) === JSON.stringify(now)) return null;
  return {
    seatList: now.map((seat) => ({ ...seat })),
    seatedList: takenOtherwise(now, before).map((seat) => ({ ...seat })),
    leftList: takenOtherwise(before, now),
  };
}
