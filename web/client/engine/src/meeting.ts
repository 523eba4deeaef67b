import { Conversation } from './chat/conversation';
import {
  TUIChangeReason,
  TUIRoomDismissedReason,
  TUIErrorCode,
  TUIKickedOutOfRoomReason,
  TUIMediaDevice,
  TUINetworkQuality,
  TUIRole,
  TUIVideoStreamType,
} from './enums';
import { Emitter } from './emitter';
import { codeOf, failed, messageOf } from './errors';
import { isForbidden, letGo } from './local/forbidden';
import type { LocalMedia, Outgoing } from './local/localMedia';
import type { Quality } from './local/quality';
import { JanusTransport } from './media/janus';
import { MeshTransport } from './media/mesh';
import { NetworkWatch } from './media/network';
import type { RemoteMedia } from './media/remoteMedia';
import { SilenceWatch } from './media/silence';
import type { MediaTransport, RemoteSlot, TransportContext } from './media/transport';
import { pictureOf } from './media/views';
import { infoOf, isRoomMessage, otherRoomOf, Room, userOf, type RoomSnapshot } from './room';
import { isRequestMessage, Requests } from './requests';
import { seatOf } from './seats';
import type { Session } from './session';
import type {
  EngineEvents,
  TUINetwork,
  TUIOtherRoom,
  TUIRequest,
  TUIRoomInfo,
  TUISeatInfo,
  TUIUserInfo,
  UserListPage,
} from './types';
import type { NotificationMessage } from './wire/connection';
import type { Methods, Resumed, WantedVideo, WireMessage } from './wire/protocol';

export interface MeetingContext {
  session: Session;
  events: Emitter<EngineEvents>;
  local: LocalMedia;
  remote: RemoteMedia;
  /** Somebody else said something, in the order of the room. */
  said: (message: WireMessage, roomId: string) => void;
  /** The meeting is over for us: by whom does not matter here. */
  ended: () => void;
}

type EnterParams = Methods['enterRoom']['params'];

const TRY_AGAIN_MS = 2_000;

const CLOSE: Record<TUIMediaDevice, (local: LocalMedia) => Promise<void>> = {
  [TUIMediaDevice.kMicrophone]: (local) => local.closeMicrophone(),
  [TUIMediaDevice.kCamera]: (local) => local.closeCamera(),
  [TUIMediaDevice.kScreen]: (local) => local.stopScreen(),
};

/** Our time in one room: its state and its media, from entering to leaving, across lost sockets. */
export class Meeting {
  readonly requests: Requests;
  private readonly room: Room;
  private readonly transport: MediaTransport;
  private readonly network: NetworkWatch;
  private readonly silence: SilenceWatch;
  readonly conversation: Conversation;
  private readonly unsubscribe: (() => void)[] = [];
  private retry: ReturnType<typeof setTimeout> | undefined;

  private constructor(
    info: TUIRoomInfo,
    private readonly enterParams: EnterParams,
    private readonly context: MeetingContext,
    /** Of ours, when we came back to a place that we had: somebody else has closed them, and we have not opened them since. */
    readonly closed: TUIMediaDevice[],
  ) {
    const { session, events } = context;
    this.room = new Room(info, session.userId, events, (seq) => session.sawSeq(seq));
    this.requests = new Requests(session, events, () => this.self);
    this.transport = this.newTransport();
    this.conversation = new Conversation(
      (method, params) => session.request(method, params),
      (message) => {
        if (message.userId !== session.userId) context.said(message, this.room.id);
      },
    );
    this.network = new NetworkWatch({
      peers: () => this.transport.peers,
      senderOf: (trackId) => context.remote.senderOf(trackId),
      selfId: session.userId,
      isConnected: () => session.isConnected,
      tell: (userNetworkList) => this.measured(userNetworkList),
    });
    this.silence = new SilenceWatch(
      () => this.transport.peers,
      () => session.askForSignOfLife(),
    );
    context.remote.whenWantsChange = () => this.transport.want(context.remote.wantsNow());
    this.unsubscribe.push(
      session.events.on('notification', (message) => this.notified(message)),
      session.events.on('resumed', ({ resumed }) => void this.comeBack(resumed)),
      events.on('onRemoteUserEnterRoom', ({ userInfo }) => this.transport.memberEntered(userInfo.userId)),
      events.on('onRemoteUserLeaveRoom', ({ userInfo }) => this.memberLeft(userInfo.userId)),
      events.on('onOtherRoomConnected', () => this.transport.connectOtherRoom(true)),
      events.on('onOtherRoomDisconnected', ({ otherRoom }) => {
        this.transport.connectOtherRoom(false);
        this.memberLeft(otherRoom.userInfo.userId);
      }),
      events.on('onSeatListChanged', () => void this.restrain()),
      events.on('onUserRoleChanged', ({ userId, userRole }) => {
        if (userId === session.userId && userRole === TUIRole.kGeneralUser) this.requests.decideNoMore();
      }),
      events.on('onUserVideoStateChanged', (change) => this.pictureChanged(change)),
      events.on('onUserAudioStateChanged', ({ userId, hasAudio, reason }) => {
        if (!hasAudio && this.wasClosed(userId, reason)) void this.closeDevice(TUIMediaDevice.kMicrophone);
      }),
    );
    session.takeUnheard().forEach((message) => this.notified(message));
  }

  static async enter(params: EnterParams, context: MeetingContext): Promise<Meeting> {
    const { session } = context;
    const resumed = session.takeResumed();
    const isStillMember = resumed?.roomId === params.roomId;
    if (resumed && !isStillMember) await session.giveUpPlace();
    const roomInfo = isStillMember
      ? (await fetchRoom(session)).roomInfo
      : (await session.request('enterRoom', params)).roomInfo;
    const meeting = new Meeting(roomInfo, params, context, (isStillMember && resumed.closed) || []);
    try {
      await meeting.begin(isStillMember);
      meeting.requests.tell();
      return meeting;
    } catch (error) {
      meeting.close();
      if (!isStillMember) leave(session, params.roomId);
      throw error;
    }
  }

  get info(): TUIRoomInfo {
    return this.room.info;
  }

  get isHost(): boolean {
    return this.room.info.ownerId === this.context.session.userId;
  }

  get members(): TUIUserInfo[] {
    return [...this.room.members.values()].map((user) => ({ ...user }));
  }

  get otherRoom(): TUIOtherRoom | null {
    return this.room.otherRoom;
  }

  private get self(): Pick<TUIUserInfo, 'userId' | 'userName' | 'nameCard' | 'avatarUrl'> {
    const { userId, userName, nameCard, avatarUrl } =
      this.room.members.get(this.room.selfId) ?? userOf({ userId: this.room.selfId });
    return { userId, userName, nameCard, avatarUrl };
  }

  async seatApplications(): Promise<TUIRequest[]> {
    return (await this.context.session.request('getSeatApplicationList', {})).requestList;
  }

  async fetchInfo(): Promise<TUIRoomInfo> {
    return infoOf((await fetchRoom(this.context.session)).roomInfo);
  }

  /** Members in order of entering; with a tag those that have it. */
  async userList(nextSequence: number, tag?: number): Promise<UserListPage> {
    const { session } = this.context;
    const page =
      tag === undefined
        ? await session.request('getUserList', { nextSequence })
        : await session.request('getUserListByTag', { tag, nextSequence });
    const users = page.userList.map(userOf);
    return Object.assign([...users], { userInfoList: users, nextSequence: page.nextSequence });
  }

  async userInfo(userId: string): Promise<TUIUserInfo> {
    const result = await this.context.session.request('getUserInfo', { userId });
    return userOf({ ...(result.userInfo ?? result), userId });
  }

  async seatList(): Promise<TUISeatInfo[]> {
    return (await this.context.session.request('getSeatList', {})).seatList.map(seatOf);
  }

  publish(outgoing: Outgoing): Promise<void> {
    return this.transport.publish(outgoing);
  }

  want(video: WantedVideo, isWanted: boolean): void {
    const { remote } = this.context;
    remote.want(video, isWanted, this.isSending(video.userId, pictureOf(video.streamType)));
  }

  /** Sends otherwise from now on. */
  tune(quality: Quality): void {
    this.transport.tune(quality);
  }

  close(): void {
    clearTimeout(this.retry);
    this.network.close();
    this.silence.close();
    this.context.remote.whenWantsChange = () => undefined;
    this.unsubscribe.forEach((unsubscribe) => unsubscribe());
    this.transport.close();
    this.requests.close();
    this.context.session.keepUnheard();
    this.context.remote.clear();
  }

  private async begin(isStillMember: boolean): Promise<void> {
    await this.room.load(() => this.snapshot(), true);
    for (const device of this.closed) await this.closeDevice(device);
    void this.conversation.catchUp();
    await this.restrain();
    if (isStillMember) await this.takeBackWhatAnEarlierPageSent();
    await this.transport.start(this.room.others);
    if (this.room.otherRoom) this.transport.connectOtherRoom(true);
    const { events, local } = this.context;
    this.network.start();
    this.silence.start();
    this.transport.tune(local.quality);
    await this.transport.publish(local.outgoing).catch((error: unknown) => {
      events.emit('onError', { code: codeOf(error), message: messageOf(error) });
      return letGo(local, error);
    });
  }

  private async takeBackWhatAnEarlierPageSent(): Promise<void> {
    const { session } = this.context;
    const self = this.room.members.get(session.userId);
    const isMesh = session.media.mode === 'mesh';
    for (const stream of ['camera', 'screen'] as const) {
      const isOn = stream === 'camera' ? self?.hasVideoStream || self?.hasAudioStream : self?.hasScreenStream;
      if (!isOn) continue;
      const taken = isMesh
        ? session.request('setPublishing', { stream, audio: false, video: false })
        : session.request('unpublish', { stream });
      await taken.catch(() => undefined);
    }
  }

  private async snapshot(): Promise<RoomSnapshot> {
    const { session } = this.context;
    const { roomInfo, otherRoom, seq } = await fetchRoom(session);
    const users: TUIUserInfo[] = [];
    let nextSequence = 0;
    do {
      const page = await session.request('getUserList', { nextSequence });
      users.push(...page.userList.map(userOf));
      nextSequence = page.nextSequence;
    } while (nextSequence !== 0);
    const seats = roomInfo.isSeatEnabled ? await this.seatList() : [];
    return { roomInfo, users, seats, otherRoom, seq };
  }

  /** In a room with seats only who sits sends anything, and from a locked seat not everything: lets go of the rest. */
  private async restrain(): Promise<void> {
    if (!this.room.info.isSeatEnabled) return;
    const seat = this.room.ownSeat;
    await this.context.local
      .restrict({
        audio: seat !== undefined && !seat.isAudioLocked,
        video: seat !== undefined && !seat.isVideoLocked,
      })
      .catch(() => undefined); // The devices are released; the server knows already.
  }

  private newTransport(): MediaTransport {
    const { session } = this.context;
    const { mode, iceServers } = session.media;
    const context: TransportContext = {
      // What waited until the socket is back would say what may not be true any more: connections are mended then.
      request: (method, params) =>
        session.isConnected ? session.request(method, params) : Promise.reject(failed('Not connected')),
      selfId: session.userId,
      iceServers,
      received: (userId, slot, receiver) => this.received(userId, slot, receiver),
      forbidden: (error) => void this.forbidden(error),
    };
    return mode === 'mesh' ? new MeshTransport(context) : new JanusTransport(context);
  }

  private notified(message: NotificationMessage): void {
    if (isRoomMessage(message)) {
      this.room.accept(message);
      if (message.method === 'onRoomDismissed' && message.params.roomId === this.room.id)
        this.context.ended();
    } else if (isRequestMessage(message)) {
      if (message.params.roomId !== this.room.id) return;
      this.room.passed(message.params.seq);
      this.requests.accept(message);
    } else if (message.method === 'onKickedOutOfRoom') {
      if (message.params.roomId === this.room.id) this.kickedOut(message.params);
    } else if (message.method === 'onReceiveTextMessage' || message.method === 'onReceiveCustomMessage') {
      if (message.params.roomId === this.room.id) this.conversation.accept(message.params.message);
    } else if (message.method === 'onMediaOffer') {
      this.transport.offered(message.params);
    } else if (message.method === 'onMediaReset') {
      void this.transport.rebuild();
    } else if (message.method === 'onRelay') {
      this.transport.relayed(message.params.userId, message.params.data);
    }
  }

  /** Messages are not replayed; in a room that had to be entered anew they are asked for after that. */
  private async comeBack(resumed: Resumed | null): Promise<void> {
    this.context.session.takeResumed();
    const { createTime } = this.room.info;
    const isMember = resumed?.roomId === this.room.id;
    if (isMember) void this.conversation.catchUp();
    await this.resumed(resumed);
    if (isMember) return;
    if (this.room.info.createTime !== createTime) this.conversation.beginAnew();
    await this.conversation.catchUp();
  }

  private kickedOut(params: EngineEvents['onKickedOutOfRoom']): void {
    this.context.events.emit('onKickedOutOfRoom', params);
    this.context.ended();
  }

  /** The socket is back. Depending on what the server still knows: go on, take a fresh snapshot, or enter anew. */
  private async resumed(resumed: Resumed | null): Promise<void> {
    try {
      const isMember = resumed?.roomId === this.room.id;
      const closed = (isMember && resumed.closed) || [];
      for (const device of closed) await this.closeDevice(device);
      if (isMember && resumed.replay) return this.transport.recover();
      if (!isMember) await this.enterAnew();
      await this.room.load(async () => ({ ...(await this.snapshot()), closed }), false);
      await this.restrain();
      await this.transport.rebuild();
    } catch (error) {
      this.lostRoom(error, () => void this.resumed(resumed));
    }
  }

  private async enterAnew(): Promise<void> {
    this.requests.close();
    await this.context.session.request('enterRoom', this.enterParams);
    this.requests.tell();
  }

  private lostRoom(error: unknown, tryAgain: () => void): void {
    const code = codeOf(error);
    if (code === TUIErrorCode.ERR_FAILED) {
      // With the socket lost again the next resume tries anew.
      clearTimeout(this.retry);
      if (this.context.session.isConnected) this.retry = setTimeout(tryAgain, TRY_AGAIN_MS);
    } else if (code === TUIErrorCode.ERR_ROOM_ID_NOT_EXIST) {
      const reason = TUIRoomDismissedReason.kByServer;
      this.context.events.emit('onRoomDismissed', { roomId: this.room.id, reason });
      this.context.ended();
    } else {
      const reason = TUIKickedOutOfRoomReason.kKickedByServer;
      this.kickedOut({ roomId: this.room.id, reason, message: messageOf(error) });
    }
  }

  private isSending(userId: string, slot: RemoteSlot): boolean {
    const member = this.room.person(userId);
    return (slot === 'screen' ? member?.hasScreenStream : member?.hasVideoStream) ?? false;
  }

  private received(userId: string, slot: RemoteSlot, receiver: RTCRtpReceiver | null): void {
    this.context.remote.received(userId, slot, receiver, this.isSending(userId, slot));
  }

  private measured(userNetworkList: TUINetwork[]): void {
    this.context.events.emit('onUserNetworkQualityChanged', { userNetworkList });
    const [self] = userNetworkList;
    if (self) this.context.remote.lost(self.downLoss);
    if (self?.quality === TUINetworkQuality.kQualityDown) this.context.session.askForSignOfLife();
  }

  private memberLeft(userId: string): void {
    this.transport.memberLeft(userId);
    this.context.remote.forget(userId);
    this.transport.want(this.context.remote.wantsNow());
  }

  /** Whether a host has closed something of ours. */
  private wasClosed(userId: string, reason: TUIChangeReason): boolean {
    return userId === this.room.selfId && reason === TUIChangeReason.kChangedByAdmin;
  }

  /** Closes here what a host has closed: the server forwards it no more, and the device is not left running for nobody. */
  private async closeDevice(device: TUIMediaDevice): Promise<void> {
    await CLOSE[device](this.context.local).catch(() => undefined); // The device is released; the server knows already.
  }

  private async forbidden(error: unknown): Promise<void> {
    if (!isForbidden(error)) return;
    this.context.events.emit('onError', { code: codeOf(error), message: messageOf(error) });
    await letGo(this.context.local, error);
  }

  private pictureChanged({
    userId,
    streamType,
    hasVideo,
    reason,
  }: EngineEvents['onUserVideoStateChanged']): void {
    if (!hasVideo && this.wasClosed(userId, reason)) {
      const isScreen = streamType === TUIVideoStreamType.kScreenStream;
      void this.closeDevice(isScreen ? TUIMediaDevice.kScreen : TUIMediaDevice.kCamera);
    }
    if (userId === this.room.selfId) return;
    const { remote } = this.context;
    remote.show(userId, pictureOf(streamType), hasVideo);
    const isWanted = remote.wantsToSee(userId, pictureOf(streamType));
    if (hasVideo && isWanted && !remote.hasPicture(userId, streamType)) this.transport.remind();
  }
}

/** Who could not be told of the room is not in it. */
function leave(session: Session, roomId: string): void {
  if (session.isConnected) session.request('exitRoom', {}).catch(() => undefined);
  else session.leaveLater(roomId);
}

/** The contract leaves open whether the fields of the room stand beside `seq` or under `roomInfo`: both are read. */
async function fetchRoom(
  session: Session,
): Promise<{ roomInfo: TUIRoomInfo; otherRoom: TUIOtherRoom | null; seq: number }> {
  const result = await session.request('fetchRoomInfo', {});
  const { roomInfo, otherRoom, seq, ...fields } = result as Methods['fetchRoomInfo']['result'] &
    Partial<TUIRoomInfo>;
  return {
    roomInfo: roomInfo ?? (fields as TUIRoomInfo),
    otherRoom: otherRoom ? otherRoomOf(otherRoom) : null,
    seq,
  };
}
