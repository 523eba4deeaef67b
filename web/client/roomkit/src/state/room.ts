import {
  TUIMediaDevice,
  TUIRole,
  TUIVideoStreamType,
  type ConnectionState,
  type EngineEvents,
  type MediaMode,
  type TRTCVolumeInfo,
  type TUINetwork,
  type TUIRoomInfo,
  type TUIUserInfo,
} from '@confab/engine';
import { defineStore } from 'pinia';
import { pinia } from './pinia';

/** Why we are not in the meeting any more. */
export type Notice =
  | 'endedByYou'
  | 'endedByHost'
  | 'endedByServer'
  | 'kickedByHost'
  | 'kickedElsewhere'
  | 'kickedByServer'
  | 'offline'
  | 'expired'
  | 'left';

/** Where the room says that a device is switched off for everybody. */
const SWITCHES = {
  [TUIMediaDevice.kMicrophone]: 'isMicrophoneDisableForAllUser',
  [TUIMediaDevice.kCamera]: 'isCameraDisableForAllUser',
  [TUIMediaDevice.kScreen]: 'isScreenShareDisableForAllUser',
} as const;

const SPEAKING_FROM = 14;
const SPEAKING_LASTS_MS = 900;

const useStore = defineStore('confab-room', {
  state: () => ({
    isIn: false,
    isEntering: false,
    info: null as TUIRoomInfo | null,
    selfId: '',
    selfName: '',
    members: {} as Record<string, TUIUserInfo>,
    /** In order of entering, oneself first. */
    order: [] as string[],
    userCount: 0,
    /** Devices that a host has allowed us although they are switched off for everybody. */
    allowed: [] as TUIMediaDevice[],
    mediaMode: 'janus' as MediaMode,
    connection: 'disconnected' as ConnectionState,
    isPlaybackRefused: false,
    volumes: {} as Record<string, number>,
    networks: {} as Record<string, TUINetwork>,
    spokeAt: {} as Record<string, number>,
    speakers: [] as string[],
    lastSpeaker: '',
    notice: null as Notice | null,
    noticeRoomId: '',
    /** Whom we are removing: it has not left of itself. */
    removing: '',
  }),
  getters: {
    roomId: (state) => state.info?.roomId ?? '',
    self: (state): TUIUserInfo | undefined => state.members[state.selfId],
    isModerator: (state) =>
      (state.members[state.selfId]?.userRole ?? TUIRole.kGeneralUser) !== TUIRole.kGeneralUser,
    isSwitchedOff:
      (state) =>
      (device: TUIMediaDevice): boolean =>
        state.info?.[SWITCHES[device]] === true,
    /** Whether we have to ask a host before we open it. */
    isLocked(): (device: TUIMediaDevice) => boolean {
      return (device) => this.isSwitchedOff(device) && !this.isModerator && !this.allowed.includes(device);
    },
    isOwner: (state) => state.members[state.selfId]?.userRole === TUIRole.kRoomOwner,
    users: (state): TUIUserInfo[] => state.order.flatMap((userId) => state.members[userId] ?? []),
    /** Who shows a screen: the last one to have begun. */
    screenUserId: (state): string | undefined =>
      state.order.filter((userId) => state.members[userId]?.hasScreenStream).at(-1),
  },
  actions: {
    entered(info: TUIRoomInfo, selfId: string, users: TUIUserInfo[]) {
      this.info = info;
      this.selfId = selfId;
      this.members = Object.fromEntries(users.map((user) => [user.userId, user]));
      const others = users.map(({ userId }) => userId).filter((userId) => userId !== selfId);
      this.order = this.members[selfId] ? [selfId, ...others] : others;
      this.userCount = Math.max(info.roomMemberCount, users.length);
      this.allowed = [];
      this.notice = null;
      this.isIn = true;
    },
    put(user: TUIUserInfo) {
      this.members[user.userId] = { ...this.members[user.userId], ...user };
      if (!this.order.includes(user.userId)) {
        this.order.push(user.userId);
        this.userCount = Math.max(this.userCount, this.order.length);
      }
    },
    remove(userId: string) {
      Reflect.deleteProperty(this.members, userId);
      Reflect.deleteProperty(this.spokeAt, userId);
      const before = this.order.length;
      this.order = this.order.filter((known) => known !== userId);
      if (this.order.length < before) this.userCount = Math.max(this.order.length, this.userCount - 1);
    },
    videoChanged({ userId, streamType, hasVideo }: EngineEvents['onUserVideoStateChanged']) {
      const user = this.members[userId];
      if (!user) return;
      if (streamType === TUIVideoStreamType.kScreenStream) user.hasScreenStream = hasVideo;
      else user.hasVideoStream = hasVideo;
    },
    audioChanged({ userId, hasAudio }: EngineEvents['onUserAudioStateChanged']) {
      const user = this.members[userId];
      if (user) user.hasAudioStream = hasAudio;
    },
    switchedOff(device: TUIMediaDevice, isDisable: boolean) {
      if (this.info) this.info[SWITCHES[device]] = isDisable;
      if (isDisable) this.disallow(device);
    },
    allow(device: TUIMediaDevice) {
      if (!this.allowed.includes(device)) this.allowed.push(device);
    },
    disallow(device: TUIMediaDevice) {
      this.allowed = this.allowed.filter((other) => other !== device);
    },
    measured(networks: TUINetwork[]) {
      this.networks = Object.fromEntries(networks.map((network) => [network.userId, network]));
    },
    heard(volumes: TRTCVolumeInfo[], now = Date.now()) {
      this.volumes = Object.fromEntries(volumes.map(({ userId, volume }) => [userId, volume]));
      let loudest = SPEAKING_FROM - 1;
      for (const { userId, volume } of volumes) {
        if (volume < SPEAKING_FROM) continue;
        this.spokeAt[userId] = now;
        if (volume > loudest && userId !== this.selfId) {
          loudest = volume;
          this.lastSpeaker = userId;
        }
      }
      const speakers = Object.keys(this.spokeAt).filter(
        (userId) => now - (this.spokeAt[userId] ?? 0) < SPEAKING_LASTS_MS,
      );
      if (speakers.join() !== this.speakers.join()) this.speakers = speakers;
    },
    ended(notice: Notice) {
      if (this.isIn || notice === 'offline' || notice === 'expired') {
        this.notice = notice;
        this.noticeRoomId = this.roomId;
      }
      this.clear();
    },
    clear() {
      this.isIn = false;
      this.info = null;
      this.members = {};
      this.order = [];
      this.userCount = 0;
      this.volumes = {};
      this.networks = {};
      this.spokeAt = {};
      this.speakers = [];
      this.lastSpeaker = '';
      this.isPlaybackRefused = false;
      this.removing = '';
    },
  },
});

export const useRoom = () => useStore(pinia);
export type RoomStore = ReturnType<typeof useRoom>;

export const nameOf = (user: TUIUserInfo | undefined): string =>
  user ? user.nameCard || user.userName || user.userId : '';

export const isHost = (user: TUIUserInfo): boolean => user.userRole === TUIRole.kRoomOwner;
