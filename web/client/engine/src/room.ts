import { TUIChangeReason, TUIMediaDevice, TUIRole, TUIVideoStreamType } from './enums';
import { Emitter } from './emitter';
import { seatChange, seatOf } from './seats';
import { speechModeOf } from './speech';
import type { EngineEvents, TUIOtherRoom, TUIRoomInfo, TUISeatInfo, TUIUserInfo } from './types';
import type { NotificationMessage } from './wire/connection';
import type { RoomNotifications, WireOtherRoom, WireUser } from './wire/protocol';

export function userOf(user: WireUser): TUIUserInfo {
  return {
    userName: '',
    nameCard: '',
    avatarUrl: '',
    userRole: TUIRole.kGeneralUser,
    hasAudioStream: false,
    hasVideoStream: false,
    hasScreenStream: false,
    isMessageDisabled: false,
    roomCustomInfo: {},
    ...user,
  };
}

/** With the names of an earlier edition. */
export const infoOf = (info: TUIRoomInfo): TUIRoomInfo => ({
  ...info,
  owner: info.roomOwner,
  name: info.roomName,
  enableVideo: !info.isCameraDisableForAllUser,
  enableAudio: !info.isMicrophoneDisableForAllUser,
  enableMessage: !info.isMessageDisableForAllUser,
  enableSeatControl: info.isSeatEnabled,
});

export const otherRoomOf = ({ roomId, userInfo }: WireOtherRoom): TUIOtherRoom => ({
  roomId,
  userInfo: userOf(userInfo),
});

export interface RoomSnapshot {
  roomInfo: TUIRoomInfo;
  users: TUIUserInfo[];
  seats: TUISeatInfo[];
  otherRoom?: TUIOtherRoom | null;
  /** The room was at least this far when the snapshot was taken. */
  seq: number;
  /** Devices of ours that are off since somebody else closed them. */
  closed?: TUIMediaDevice[];
}

type RoomMessage = Extract<NotificationMessage, { method: keyof RoomNotifications }>;

const ROOM_METHODS: ReadonlySet<string> = new Set<keyof RoomNotifications>([
  'onRemoteUserEnterRoom',
  'onRemoteUserLeaveRoom',
  'onRemoteUsersChanged',
  'onRoomUserCountChanged',
  'onUserRoleChanged',
  'onUserInfoChanged',
  'onUserVideoStateChanged',
  'onUserAudioStateChanged',
  'onRoomNameChanged',
  'onRoomSeatModeChanged',
  'onRoomMaxSeatCountChanged',
  'onSeatListChanged',
  'onKickedOffSeat',
  'onOtherRoomConnected',
  'onOtherRoomDisconnected',
  'onAllUserCameraDisableChanged',
  'onAllUserMicrophoneDisableChanged',
  'onScreenShareForAllUserDisableChanged',
  'onSendMessageForAllUserDisableChanged',
  'onRoomDismissed',
]);

export const isRoomMessage = (message: NotificationMessage): message is RoomMessage =>
  ROOM_METHODS.has(message.method);

/**
 * The room as this client knows it. Events of the server and fresh snapshots both end in the same state and the same
 * events for the application; what is already known is not told twice.
 */
export class Room {
  readonly members = new Map<string, TUIUserInfo>();
  private seats: TUISeatInfo[] = [];
  private other: TUIOtherRoom | null = null;
  private seq = 0;
  private info_: TUIRoomInfo;
  private held: RoomMessage[] | null = null;

  constructor(
    info: TUIRoomInfo,
    readonly selfId: string,
    private readonly events: Emitter<EngineEvents>,
    private readonly sawSeq: (seq: number) => void = () => undefined,
  ) {
    this.info_ = { ...info };
  }

  get id(): string {
    return this.info_.roomId;
  }

  get info(): TUIRoomInfo {
    return infoOf(this.info_);
  }

  get others(): string[] {
    return [...this.members.keys()].filter((userId) => userId !== this.selfId);
  }

  /** Which room ours is connected with, if any. */
  get otherRoom(): TUIOtherRoom | null {
    return this.other && { ...this.other, userInfo: { ...this.other.userInfo } };
  }

  /** Whoever may be seen and heard here: a member, or the host of the other room. */
  person(userId: string): TUIUserInfo | undefined {
    const host = this.other?.userInfo;
    return this.members.get(userId) ?? (host?.userId === userId ? host : undefined);
  }

  /** Where we sit, if anywhere. */
  get ownSeat(): TUISeatInfo | undefined {
    return this.seats.find(({ userId }) => userId === this.selfId);
  }

  /** Loads a snapshot; events that arrive meanwhile are applied after it. `isSilent`: nobody was told anything before. */
  async load(fetch: () => Promise<RoomSnapshot>, isSilent: boolean): Promise<void> {
    const held: RoomMessage[] = (this.held ??= []);
    try {
      const snapshot = await fetch();
      this.replace(snapshot, isSilent);
    } finally {
      this.held = null;
      held.forEach((message) => this.accept(message));
    }
  }

  /** Events of one operation share a `seq`: only a lower one is surely old. Applying one twice tells nothing twice. */
  accept(message: RoomMessage): void {
    const { params } = message;
    if (params.roomId !== this.id) return;
    if (this.held) {
      this.held.push(message);
    } else if (params.seq >= this.seq) {
      this.advance(params.seq);
      this.apply(message);
    }
  }

  /** Something happened in the room that is not for us here. */
  passed(seq: number): void {
    if (!this.held && seq > this.seq) this.advance(seq);
  }

  private advance(seq: number): void {
    this.seq = seq;
    this.sawSeq(seq);
  }

  private apply({ method, params }: RoomMessage): void {
    switch (method) {
      case 'onRemoteUserEnterRoom':
        return this.entered(params.userInfo);
      case 'onRemoteUserLeaveRoom':
        return this.left(params.userInfo.userId);
      case 'onRemoteUsersChanged':
        params.left.forEach(({ userId }) => this.left(userId));
        params.entered.forEach((user) => this.entered(user));
        return this.counted(params.userCount);
      case 'onRoomUserCountChanged':
        return this.counted(params.userCount);
      case 'onUserRoleChanged':
      case 'onUserInfoChanged':
        return this.renewed(userOf(params.userInfo));
      case 'onUserVideoStateChanged':
        return this.video(params.userId, params.streamType, params.hasVideo, params.reason);
      case 'onUserAudioStateChanged':
        return this.audio(params.userId, params.hasAudio, params.reason);
      case 'onRoomNameChanged':
        return this.set({ roomName: params.roomName });
      case 'onRoomSeatModeChanged':
        return this.set({ seatMode: params.seatMode });
      case 'onRoomMaxSeatCountChanged':
        return this.set({ maxSeatCount: params.maxSeatNumber });
      case 'onSeatListChanged':
        return this.reseated(params.seatList.map(seatOf));
      case 'onKickedOffSeat':
        return this.takenOff(params);
      case 'onOtherRoomConnected':
        return this.connected(otherRoomOf(params.otherRoom));
      case 'onOtherRoomDisconnected':
        return this.connected(null);
      case 'onAllUserCameraDisableChanged':
        return this.set({ isCameraDisableForAllUser: params.isDisable });
      case 'onAllUserMicrophoneDisableChanged':
        return this.set({ isMicrophoneDisableForAllUser: params.isDisable });
      case 'onScreenShareForAllUserDisableChanged':
        return this.set({ isScreenShareDisableForAllUser: params.isDisable });
      case 'onSendMessageForAllUserDisableChanged':
        return this.set({ isMessageDisableForAllUser: params.isDisable });
      case 'onRoomDismissed':
        return this.events.emit('onRoomDismissed', { roomId: this.id, reason: params.reason });
    }
  }

  private reseated(seats: TUISeatInfo[]): void {
    const change = seatChange(this.seats, seats);
    this.seats = seats;
    if (change) this.events.emit('onSeatListChanged', change);
  }

  /** It comes before the list without us: once that is here, it is an old one. */
  private takenOff({ seatIndex, userId, userInfo, data }: RoomNotifications['onKickedOffSeat']): void {
    if (this.ownSeat?.index !== seatIndex) return;
    this.events.emit('onKickedOffSeat', { seatIndex, userId, userInfo: userOf(userInfo), data });
  }

  private replace(
    { roomInfo, users, seats, otherRoom = null, seq, closed = [] }: RoomSnapshot,
    isSilent: boolean,
  ): void {
    if (seq > this.seq) this.advance(seq);
    if (isSilent) {
      this.info_ = { ...roomInfo };
      this.members.clear();
      users.forEach((user) => this.members.set(user.userId, user));
      this.seats = seats;
      this.other = otherRoom;
      return;
    }
    const present = new Set(users.map(({ userId }) => userId));
    [...this.members.keys()].filter((userId) => !present.has(userId)).forEach((userId) => this.left(userId));
    closed.forEach((device) => this.closed(device));
    users.forEach((user) => this.entered(user));
    this.counted(roomInfo.roomMemberCount);
    this.set(roomInfo);
    this.reseated(seats);
    this.connected(otherRoom);
  }

  /** With which room ours is connected from now on; of the same host it is told what changed about it. */
  private connected(now: TUIOtherRoom | null): void {
    const before = this.other;
    const { id: roomId, events } = this;
    if (before && before.userInfo.userId === now?.userInfo.userId && before.roomId === now.roomId) {
      return this.hostChanged(before.userInfo, now.userInfo);
    }
    this.other = now;
    if (before) events.emit('onOtherRoomDisconnected', { roomId, otherRoom: before });
    if (now)
      events.emit('onOtherRoomConnected', { roomId, otherRoom: { ...now, userInfo: { ...now.userInfo } } });
  }

  private hostChanged(known: TUIUserInfo, now: TUIUserInfo): void {
    const { userId, hasAudioStream, hasVideoStream, hasScreenStream, ...card } = now;
    const { kCameraStream, kScreenStream } = TUIVideoStreamType;
    const bySelf = TUIChangeReason.kChangedBySelf;
    const before = JSON.stringify(known);
    Object.assign(known, card);
    if (JSON.stringify(known) !== before) this.events.emit('onUserInfoChanged', { userInfo: { ...known } });
    this.audio(userId, hasAudioStream, bySelf);
    this.video(userId, kCameraStream, hasVideoStream, bySelf);
    this.video(userId, kScreenStream, hasScreenStream, bySelf);
  }

  private entered(wire: WireUser): void {
    const user = userOf(wire);
    if (this.members.has(user.userId)) return this.renewed(user);
    this.members.set(user.userId, user);
    if (user.userId !== this.selfId) {
      this.events.emit('onRemoteUserEnterRoom', { roomId: this.id, userInfo: { ...user } });
    }
  }

  private left(userId: string): void {
    const user = this.members.get(userId);
    if (!user || userId === this.selfId) return;
    this.members.delete(userId);
    this.events.emit('onRemoteUserLeaveRoom', { roomId: this.id, userInfo: user });
  }

  /** A member as it is now: tell what changed meanwhile. */
  private renewed(now: TUIUserInfo): void {
    const { userId } = now;
    const known = this.members.get(userId) ?? now;
    const bySelf = TUIChangeReason.kChangedBySelf;
    const flags = {
      hasAudioStream: known.hasAudioStream,
      hasVideoStream: known.hasVideoStream,
      hasScreenStream: known.hasScreenStream,
    };
    this.changed({ ...now, ...flags });
    if (flags.hasAudioStream !== now.hasAudioStream) this.audio(userId, now.hasAudioStream, bySelf);
    if (flags.hasVideoStream !== now.hasVideoStream) {
      this.video(userId, TUIVideoStreamType.kCameraStream, now.hasVideoStream, bySelf);
    }
    if (flags.hasScreenStream !== now.hasScreenStream) {
      this.video(userId, TUIVideoStreamType.kScreenStream, now.hasScreenStream, bySelf);
    }
  }

  private changed(user: TUIUserInfo): void {
    const { userId, userRole } = user;
    const known = this.members.get(userId);
    const merged = { ...known, ...user };
    if (known && JSON.stringify(known) === JSON.stringify(merged)) return;
    this.members.set(userId, merged);
    if (userRole === TUIRole.kRoomOwner) this.owned(merged);
    if (known && known.userRole !== userRole) {
      this.events.emit('onUserRoleChanged', { userId, userRole, userInfo: { ...merged } });
    }
    const { isMessageDisabled: isDisable } = merged;
    if (known && known.isMessageDisabled !== isDisable) {
      this.events.emit('onSendMessageForUserDisableChanged', {
        roomId: this.info_.roomId,
        userId,
        isDisable,
      });
    }
    this.events.emit('onUserInfoChanged', { userInfo: { ...merged } });
  }

  private owned({ userId, userName, avatarUrl }: TUIUserInfo): void {
    this.set({ roomOwner: userId, ownerId: userId, ownerName: userName, ownerAvatarUrl: avatarUrl });
  }

  private video(userId: string, streamType: TUIVideoStreamType, hasVideo: boolean, reason: TUIChangeReason) {
    const user = this.person(userId);
    const flag = streamType === TUIVideoStreamType.kScreenStream ? 'hasScreenStream' : 'hasVideoStream';
    if (user?.[flag] === hasVideo) return;
    if (user) user[flag] = hasVideo;
    this.events.emit('onUserVideoStateChanged', { userId, streamType, hasVideo, reason });
  }

  private audio(userId: string, hasAudio: boolean, reason: TUIChangeReason): void {
    const user = this.person(userId);
    if (user?.hasAudioStream === hasAudio) return;
    if (user) user.hasAudioStream = hasAudio;
    this.events.emit('onUserAudioStateChanged', { userId, hasAudio, reason });
  }

  private closed(device: TUIMediaDevice): void {
    const { selfId } = this;
    const byAdmin = TUIChangeReason.kChangedByAdmin;
    const { kCameraStream, kScreenStream } = TUIVideoStreamType;
    if (device === TUIMediaDevice.kMicrophone) this.audio(selfId, false, byAdmin);
    else
      this.video(selfId, device === TUIMediaDevice.kScreen ? kScreenStream : kCameraStream, false, byAdmin);
  }

  private counted(userCount: number): void {
    if (this.info_.roomMemberCount === userCount) return;
    this.info_.roomMemberCount = userCount;
    this.events.emit('onRoomUserCountChanged', { roomId: this.id, userCount });
  }

  private set(changes: Partial<TUIRoomInfo>): void {
    const before = this.info_;
    const now = (this.info_ = { ...before, ...changes });
    const { events, id: roomId } = this;
    if (before.roomName !== now.roomName)
      events.emit('onRoomNameChanged', { roomId, roomName: now.roomName });
    if (before.seatMode !== now.seatMode)
      events.emit('onRoomSeatModeChanged', { roomId, seatMode: now.seatMode });
    if (before.maxSeatCount !== now.maxSeatCount)
      events.emit('onRoomMaxSeatCountChanged', { maxSeatNumber: now.maxSeatCount });
    for (const [field, event] of SWITCHES) {
      if (before[field] !== now[field]) events.emit(event, { isDisable: now[field] });
    }
    const speechMode = speechModeOf(now);
    if (speechModeOf(before) !== speechMode) events.emit('onRoomSpeechModeChanged', { roomId, speechMode });
  }
}

const SWITCHES = [
  ['isCameraDisableForAllUser', 'onAllUserCameraDisableChanged'],
  ['isMicrophoneDisableForAllUser', 'onAllUserMicrophoneDisableChanged'],
  ['isScreenShareDisableForAllUser', 'onScreenShareForAllUserDisableChanged'],
  ['isMessageDisableForAllUser', 'onSendMessageForAllUserDisableChanged'],
] as const;
