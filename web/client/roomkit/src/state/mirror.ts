import {
  TencentCloudChat,
  TUIChangeReason,
  TUIKickedOutOfRoomReason,
  TUIMediaDevice,
  TUIRole,
  TUIRoomDismissedReason,
  TUIVideoStreamType,
  type EngineEvents,
  type TUIRoomEngine,
  type TUIUserInfo,
} from '@confab/engine';
import { translate, type MessageKey, type Words } from '../i18n';
import { useChat } from './chat';
import { useLocal } from './local';
import { nameOf, useRoom, type Notice } from './room';
import { useSeats } from './seats';
import { useUi } from './ui';

const KICKED: Record<TUIKickedOutOfRoomReason, Notice> = {
  [TUIKickedOutOfRoomReason.kKickedByAdmin]: 'kickedByHost',
  [TUIKickedOutOfRoomReason.kKickedByLoggedOnOtherDevice]: 'kickedElsewhere',
  [TUIKickedOutOfRoomReason.kKickedByServer]: 'kickedByServer',
};

/** What a member is told when a device is switched off for everybody, on again, and closed for it alone. */
const SWITCHED: Record<TUIMediaDevice, { off: MessageKey; on: MessageKey; closed: MessageKey }> = {
  [TUIMediaDevice.kMicrophone]: {
    off: 'power.micsAreOff',
    on: 'power.micsAreOn',
    closed: 'power.youAreMuted',
  },
  [TUIMediaDevice.kCamera]: {
    off: 'power.camerasAreOff',
    on: 'power.camerasAreOn',
    closed: 'power.yourCameraIsOff',
  },
  [TUIMediaDevice.kScreen]: {
    off: 'power.screensAreOff',
    on: 'power.screensAreOn',
    closed: 'power.yourScreenIsOff',
  },
};

const NEW_ROLE: Record<TUIRole, MessageKey> = {
  [TUIRole.kRoomOwner]: 'power.youAreHost',
  [TUIRole.kAdministrator]: 'power.youAreAdmin',
  [TUIRole.kGeneralUser]: 'power.youAreMember',
};

/** Comings and goings are announced only where they are few enough to be read. */
const ANNOUNCE_UP_TO = 20;

/** Keeps the state as the engine's events tell it. */
export function mirror(engine: TUIRoomEngine): void {
  const room = useRoom();
  const seats = useSeats();
  const ui = useUi();
  const local = useLocal();
  const chat = useChat();
  const say = (key: MessageKey, words?: Words) => ui.toast(translate(ui.language, key, words));
  const announce = (key: MessageKey, user: TUIUserInfo) => {
    if (room.isIn && room.userCount <= ANNOUNCE_UP_TO) say(key, { name: nameOf(user) });
  };
  const on = <K extends keyof EngineEvents>(event: K, handle: (payload: EngineEvents[K]) => void) =>
    engine.on(event, handle);

  on('onRemoteUserEnterRoom', ({ userInfo }) => {
    room.put(userInfo);
    announce('meeting.entered', userInfo);
  });
  on('onRemoteUserLeaveRoom', ({ userInfo }) => {
    if (room.removing === userInfo.userId) {
      room.removing = '';
      say('members.kicked', { name: nameOf(userInfo) });
    } else {
      announce('meeting.left', userInfo);
    }
    room.remove(userInfo.userId);
  });
  on('onUserInfoChanged', ({ userInfo }) => room.put(userInfo));
  on('onUserRoleChanged', ({ userId, userRole, userInfo }) => {
    room.put(userInfo);
    if (userRole === TUIRole.kRoomOwner && room.info) room.info.ownerId = room.info.roomOwner = userId;
    if (userId === room.selfId && room.isIn) say(NEW_ROLE[userRole]);
  });
  /** Where it is switched off for everybody, that was said already. */
  const closed = (device: TUIMediaDevice, reason: TUIChangeReason) => {
    if (reason !== TUIChangeReason.kChangedByAdmin) return;
    if (!room.isSwitchedOff(device)) say(SWITCHED[device].closed);
    room.disallow(device);
  };
  on('onUserVideoStateChanged', (change) => {
    room.videoChanged(change);
    const isScreen = change.streamType === TUIVideoStreamType.kScreenStream;
    if (change.userId === room.selfId && !change.hasVideo)
      closed(isScreen ? TUIMediaDevice.kScreen : TUIMediaDevice.kCamera, change.reason);
  });
  on('onUserAudioStateChanged', (change) => {
    room.audioChanged(change);
    if (change.userId === room.selfId && !change.hasAudio) closed(TUIMediaDevice.kMicrophone, change.reason);
  });
  const switched = (device: TUIMediaDevice, isDisable: boolean) => {
    room.switchedOff(device, isDisable);
    if (room.isIn && !room.isModerator) say(isDisable ? SWITCHED[device].off : SWITCHED[device].on);
  };
  on('onAllUserMicrophoneDisableChanged', ({ isDisable }) => switched(TUIMediaDevice.kMicrophone, isDisable));
  on('onAllUserCameraDisableChanged', ({ isDisable }) => switched(TUIMediaDevice.kCamera, isDisable));
  on('onScreenShareForAllUserDisableChanged', ({ isDisable }) => switched(TUIMediaDevice.kScreen, isDisable));
  on('onUserVoiceVolumeChanged', ({ userVolumeList }) => room.heard(userVolumeList));
  on('onUserNetworkQualityChanged', ({ userNetworkList }) => room.measured(userNetworkList));
  on('onRoomUserCountChanged', ({ userCount }) => (room.userCount = userCount));
  on('onRoomSeatModeChanged', ({ seatMode }) => {
    if (room.info) room.info.seatMode = seatMode;
  });
  on('onSeatListChanged', ({ seatList, seatedList }) => {
    const didSit = seats.isAudience && seatedList.some(({ userId }) => userId === room.selfId);
    seats.reseated(seatList);
    if (didSit && room.isIn) say('seat.youSit');
  });
  on('onKickedOffSeat', () => say('seat.youWereTakenOff'));
  on('onRequestReceived', ({ request }) => {
    const name = request.nameCard || request.userName || request.userId;
    if (seats.received(request) === 'application') say('request.received', { name });
  });
  on('onRequestCancelled', ({ requestId }) => seats.ended(requestId));
  on('onRequestProcessed', ({ requestId }) => seats.ended(requestId));
  on('onRequestCallback', ({ requestId }) => seats.ended(requestId));
  on('onRoomNameChanged', ({ roomName }) => {
    if (room.info) room.info.roomName = roomName;
  });
  on('onSendMessageForAllUserDisableChanged', ({ isDisable }) => {
    if (room.info) room.info.isMessageDisableForAllUser = isDisable;
  });
  engine
    .getTIM()
    .on(TencentCloudChat.EVENT.MESSAGE_RECEIVED, ({ data }) => chat.received(data, ui.isChatShown));
  on('onRoomDismissed', ({ reason }) =>
    room.ended(reason === TUIRoomDismissedReason.kByServer ? 'endedByServer' : 'endedByHost'),
  );
  on('onKickedOutOfRoom', ({ reason }) => room.ended(KICKED[reason] ?? 'kickedByServer'));
  on('onKickedOffLine', () => room.ended('offline'));
  on('onPlaybackRefused', ({ isRefused }) => (room.isPlaybackRefused = isRefused));
  /** The application may still have it renewed: that shows like any other lost connection. */
  let isExpired = false;
  on('onUserSigExpired', () => (isExpired = true));
  on('onConnectionStateChanged', ({ state }) => {
    if (state === 'connected' && room.connection === 'reconnecting') say('banner.reconnected');
    if (state === 'disconnected' && isExpired) room.ended('expired');
    if (state !== 'reconnecting') isExpired = false;
    room.connection = state;
  });
  on('onLocalMediaChanged', (state) => local.$patch(state));
}
