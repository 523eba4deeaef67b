import { TUIMediaDevice, TUIRole, TUIRoomType, type TUIUserInfo } from '@confab/engine';
import { computed } from 'vue';
import type { MessageKey } from '../i18n';
import { useRoom } from '../state/room';
import { useSeats } from '../state/seats';
import { useUi } from '../state/ui';
import { usePowers } from './usePowers';
import { useRequests } from './useRequests';

export interface MenuItem {
  id: string;
  label: MessageKey;
  act: () => unknown;
}

/** What we may ask of a member and decide about it, as things are now. */
export function useMemberMenu(user: () => TUIUserInfo) {
  const room = useRoom();
  const seats = useSeats();
  const ui = useUi();
  const { inviteToSeat, askToOpen, takeOffSeat, lockSeat } = useRequests();
  const { close, makeAdmin } = usePowers();
  const seat = computed(() => seats.seats.find(({ userId }) => userId === user().userId));

  function devices(): MenuItem[] {
    const { kMicrophone, kCamera, kScreen } = TUIMediaDevice;
    const { hasAudioStream, hasVideoStream, hasScreenStream } = user();
    const maySend = !seats.hasSeats || seat.value !== undefined;
    const list: MenuItem[] = [];
    if (hasAudioStream) list.push({ id: 'mute', label: 'power.mute', act: () => close(user(), kMicrophone) });
    else if (maySend && !seat.value?.isAudioLocked)
      list.push({ id: 'mic', label: 'request.openMic', act: () => askToOpen(user(), kMicrophone) });
    if (hasVideoStream)
      list.push({ id: 'camera-off', label: 'power.cameraOff', act: () => close(user(), kCamera) });
    else if (maySend && !seat.value?.isVideoLocked)
      list.push({ id: 'camera', label: 'request.openCamera', act: () => askToOpen(user(), kCamera) });
    if (hasScreenStream)
      list.push({ id: 'screen-off', label: 'power.screenOff', act: () => close(user(), kScreen) });
    return list;
  }

  function seating(): MenuItem[] {
    if (!seats.hasSeats) return [];
    if (!seat.value) return [{ id: 'invite', label: 'seat.invite', act: () => inviteToSeat(user()) }];
    const { index, isAudioLocked, isVideoLocked } = seat.value;
    const isLocked = isAudioLocked && isVideoLocked;
    return [
      { id: 'lock', label: isLocked ? 'seat.unlock' : 'seat.lock', act: () => lockSeat(index, !isLocked) },
      { id: 'off', label: 'seat.takeOff', act: () => takeOffSeat(user()) },
    ];
  }

  function roles(): MenuItem[] {
    if (!room.isOwner) return [];
    const { userId, userRole } = user();
    const isAdmin = userRole === TUIRole.kAdministrator;
    const list: MenuItem[] = [
      {
        id: 'admin',
        label: isAdmin ? 'power.unmakeAdmin' : 'power.makeAdmin',
        act: () => makeAdmin(user(), !isAdmin),
      },
    ];
    if (room.info?.roomType !== TUIRoomType.kLive)
      list.push({ id: 'hand-over', label: 'power.handOver', act: () => (ui.dialog = { handOver: userId }) });
    return list;
  }

  /** One's own name everybody changes, those of others the hosts. */
  function names(): MenuItem[] {
    const { userId } = user();
    if (userId !== room.selfId && !room.isModerator) return [];
    return [{ id: 'rename', label: 'power.rename', act: () => (ui.dialog = { rename: userId }) }];
  }

  return computed((): MenuItem[] => {
    const mine = room.self?.userRole ?? TUIRole.kGeneralUser;
    const isBelow = user().userId !== room.selfId && mine < user().userRole; // roles count down: the host is 0
    return isBelow ? [...devices(), ...seating(), ...roles(), ...names()] : names();
  });
}
