import { ChatSDK } from './chat/chatSdk';
import { newMessageId } from './chat/conversation';
import { TUIConferenceListManager } from './conferences/TUIConferenceListManager';
import { Emitter } from './emitter';
import {
  TUIErrorCode,
  TUIKickedOutOfRoomReason,
  TUIRequestAction,
  TUIRoomType,
  TUIVideoStreamType,
  TUIMediaDevice,
  type TUIRole,
  TUIMediaDeviceType,
  type TUIAudioQuality,
  type TUIResolutionMode,
  type TUISeatMode,
  type TUISpeechMode,
  type TUIVideoProfile,
  type TUIVideoQuality,
} from './enums';
import { EngineError } from './errors';
import { TUIRoomDeviceManager } from './local/deviceManager';
import { Devices } from './local/devices';
import { LocalMedia } from './local/localMedia';
import { audioQualityOf, withLevel, withMode, withParams } from './local/quality';
import { LocalPreview } from './media/localPreview';
import { RemoteMedia } from './media/remoteMedia';
import { pictureOf } from './media/views';
import { Meeting } from './meeting';
import type { Requests } from './requests';
import { speechParams, speechSteps } from './speech';
import { Session, type Credentials } from './session';
import { callExperimentalAPI, notListed, TRTCCloud } from './trtc/trtcCloud';
import type { TRTCDeviceInfo, TRTCScreenCaptureSourceInfo } from './trtc/values';
import type {
  ConnectionState,
  CreateRoomParams,
  EngineEvents,
  LocalMediaState,
  MediaMode,
  TUIEnterRoomOptions,
  TUILoginUserInfo,
  TUIOtherRoom,
  TUIRequest,
  TUIRequestCallback,
  TUIRoomInfo,
  TUISeatInfo,
  TUISeatLockParams,
  TUIUserInfo,
  TUIVideoEncoderParams,
  UserListPage,
} from './types';
import { socketUrl } from './wire/address';
import { LOGIN_REFUSED, type WireMessage } from './wire/protocol';

const REPLACED_BY_NEWER = 4409;

const CAMERA = TUIMediaDeviceType.kMediaDeviceTypeVideoCamera;
const MICROPHONE = TUIMediaDeviceType.kMediaDeviceTypeAudioInput;
const SPEAKER = TUIMediaDeviceType.kMediaDeviceTypeAudioOutput;

/** How a request is made: seconds until it ends by itself, 0 for never, and who is told of its outcome. */
interface Asking {
  timeout?: number;
  requestCallback?: (callback: TUIRequestCallback) => void;
}

const OPEN_REMOTE: Partial<Record<TUIMediaDevice, TUIRequestAction>> = {
  [TUIMediaDevice.kCamera]: TUIRequestAction.kRequestToOpenRemoteCamera,
  [TUIMediaDevice.kMicrophone]: TUIRequestAction.kRequestToOpenRemoteMicrophone,
};

const APPLY: Record<TUIMediaDevice, TUIRequestAction> = {
  [TUIMediaDevice.kCamera]: TUIRequestAction.kApplyToAdminToOpenLocalCamera,
  [TUIMediaDevice.kMicrophone]: TUIRequestAction.kApplyToAdminToOpenLocalMicrophone,
  [TUIMediaDevice.kScreen]: TUIRequestAction.kApplyToAdminToOpenLocalScreenShare,
};

interface View {
  userId: string;
  streamType: TUIVideoStreamType;
}

/**
 * The engine as applications know it: a thin front that hands each call to the part that knows how. Who is logged in belongs
 * to the page (static), the room and its media to the instance.
 */
export class TUIRoomEngine {
  private static server: string | undefined;
  private static readonly session = new Session({ url: () => socketUrl(TUIRoomEngine.server) });
  private static instance: TUIRoomEngine | null = null;
  private static nextChat: ChatSDK | null = null;

  private readonly events = new Emitter<EngineEvents>();
  private readonly devices = new Devices((change) => {
    this.events.emit('onDeviceChange', change);
    this.deviceManager.changed(change);
  });
  private readonly remote = new RemoteMedia(this.events, () => TUIRoomEngine.session.userId);
  private readonly preview = new LocalPreview();
  private readonly local = new LocalMedia({
    publish: async (outgoing) => this.meeting?.publish(outgoing),
    tuned: (quality) => this.meeting?.tune(quality),
    changed: (state) => this.localChanged(state),
    screenEndedByBrowser: () => this.events.emit('onUserScreenCaptureStopped', undefined),
    replaced: (device, track) => {
      const kind = device === 'camera' ? 'videoinput' : 'audioinput';
      this.devices.inUse(kind, track.getSettings().deviceId ?? '');
    },
    lost: ({ code, message }) => this.events.emit('onError', { code, message }),
  });
  private readonly deviceManager = new TUIRoomDeviceManager({
    devices: this.devices,
    local: this.local,
    preview: this.preview,
    speakers: this.remote.speakers,
  });
  private readonly trtc = new TRTCCloud({
    events: this.events,
    local: this.local,
    preview: this.preview,
    remote: this.remote,
    devices: this.deviceManager,
  });
  private readonly chat = TUIRoomEngine.takeChat().joins({
    roomId: () => this.meeting?.info.roomId ?? '',
    userId: () => TUIRoomEngine.session.userId,
    member: (userId) => this.member(userId),
    conversation: () => this.inRoom((meeting) => meeting.conversation),
    getSelfInfo: () => TUIRoomEngine.getSelfInfo(),
    setSelfInfo: (info) => TUIRoomEngine.setSelfInfo(info),
  });
  private readonly conferences = new TUIConferenceListManager(TUIRoomEngine.session);
  private readonly unsubscribe: (() => void)[];
  private meeting: Meeting | null = null;
  private created: Pick<TUIRoomInfo, 'roomId' | 'roomType' | 'isSeatEnabled'> | undefined;

  constructor() {
    const { events } = TUIRoomEngine.session;
    this.unsubscribe = [
      events.on('state', ({ state, closeCode }) => this.connectionChanged(state, closeCode)),
      events.on('refused', () => this.events.emit('onUserSigExpired', undefined)),
      events.on('notification', (message) => {
        if (message.method === 'onKickedOffLine') this.kickedOffLine(message.params.message);
      }),
    ];
    TUIRoomEngine.instance = this;
  }

  /** Extension: where the server is (http, https, ws or wss). Takes effect with the next login. */
  static setServer(url: string): void {
    TUIRoomEngine.server = url;
  }

  static once(event: string, func: () => void): void {
    if (event === 'ready') queueMicrotask(func);
  }

  static getInstance(): TUIRoomEngine {
    return TUIRoomEngine.instance ?? new TUIRoomEngine();
  }

  /** Extension: the chat of the engine there is, else of the next one. */
  static createChat(): ChatSDK {
    return TUIRoomEngine.instance?.chat ?? (TUIRoomEngine.nextChat ??= new ChatSDK());
  }

  private static takeChat(): ChatSDK {
    const chat = TUIRoomEngine.nextChat ?? new ChatSDK();
    TUIRoomEngine.nextChat = null;
    return chat;
  }

  /**
   * Who is logged in already goes on with the new UserSig, in the same room: before `onUserSigExpired` or after it. The chat
   * is that of the engine, whether it is given as `tim` or not.
   */
  static login(credentials: Credentials & { tim?: unknown }): Promise<void> {
    const { sdkAppId, userId, userSig } = credentials;
    return TUIRoomEngine.session.login({ sdkAppId, userId, userSig });
  }

  static async logout(): Promise<void> {
    TUIRoomEngine.instance?.leaveMedia();
    await TUIRoomEngine.session.logout();
  }

  static async setSelfInfo(info: {
    userName?: string;
    avatarUrl?: string;
    customInfo?: Record<string, unknown>;
  }): Promise<void> {
    await TUIRoomEngine.session.request('setSelfInfo', info);
  }

  static getSelfInfo(): Promise<TUILoginUserInfo> {
    return TUIRoomEngine.session.getSelfInfo();
  }

  /** Has no effect: there are no experiments here, but applications that name theirs go on. */
  static callExperimentalAPI(jsonStr: string): Promise<void> {
    return callExperimentalAPI(jsonStr);
  }

  on<K extends keyof EngineEvents>(event: K, func: (payload: EngineEvents[K]) => void): void {
    this.events.on(event, func);
  }

  off<K extends keyof EngineEvents>(event: K, func: (payload: EngineEvents[K]) => void): void {
    this.events.off(event, func);
  }

  // Rooms

  /** `speechMode`, which decides where it is given, and `name` are of an earlier edition. */
  async createRoom({
    speechMode,
    name,
    ...params
  }: CreateRoomParams & { speechMode?: TUISpeechMode; name?: string }): Promise<void> {
    const named = name === undefined ? {} : { roomName: name };
    const speech = speechMode === undefined ? {} : speechParams(speechMode, params.roomType);
    const room = { ...named, ...params, ...speech };
    await TUIRoomEngine.session.request('createRoom', room);
    const { roomId, roomType = TUIRoomType.kConference, isSeatEnabled = false } = room;
    this.created = { roomId, roomType, isSeatEnabled };
  }

  /** Without a type a room of any type is entered (spec 10866). */
  async enterRoom({
    roomId,
    roomType,
    options,
  }: {
    roomId: string;
    roomType?: TUIRoomType;
    options?: TUIEnterRoomOptions;
  }): Promise<TUIRoomInfo> {
    if (this.meeting) {
      throw new EngineError(TUIErrorCode.ERR_ALREADY_IN_OTHER_ROOM, 'Leave the present room first');
    }
    const { session } = TUIRoomEngine;
    const { events, local, remote } = this;
    const password = options?.password;
    this.meeting = await Meeting.enter(
      { roomId, ...(roomType && { roomType }), ...(password && { password }) },
      {
        session,
        events,
        local,
        remote,
        said: (message, id) => this.said(message, id),
        ended: () => this.leaveMedia(),
      },
    );
    return this.meeting.info;
  }

  /** Who cannot reach the server is out all the same, unless it is the host: the server is told later, or finds out. */
  async exitRoom(): Promise<void> {
    const { session } = TUIRoomEngine;
    const { meeting } = this;
    if (meeting && !meeting.isHost && !session.isConnected) session.leaveLater(meeting.info.roomId);
    else await session.request('exitRoom', {});
    this.leaveMedia();
  }

  async destroyRoom(): Promise<void> {
    await TUIRoomEngine.session.request('destroyRoom', {});
    this.leaveMedia();
  }

  async fetchRoomInfo(): Promise<TUIRoomInfo> {
    return this.inRoom((meeting) => meeting.fetchInfo());
  }

  async getUserList({ nextSequence = 0 }: { nextSequence?: number } = {}): Promise<UserListPage> {
    return this.inRoom((meeting) => meeting.userList(nextSequence));
  }

  async getUserInfo({ userId }: { userId: string }): Promise<TUIUserInfo[]> {
    return [await this.inRoom((meeting) => meeting.userInfo(userId))];
  }

  /** Of the room we are in, or else of the one created last. An empty name is refused (spec 10923). */
  async updateRoomNameByAdmin({ roomName }: { roomName: string }): Promise<void> {
    if (roomName === '') throw new EngineError(TUIErrorCode.ERR_ROOM_NAME_INVALID, 'The name is empty');
    await TUIRoomEngine.session.request('updateRoomNameByAdmin', { roomName, ...this.createdRoom() });
  }

  /**
   * Of an earlier edition: seats are applied for or not, or microphones and cameras are. Of the room we are in, or else
   * of the one created last (spec 10926).
   */
  async updateRoomSpeechModeByAdmin({ speechMode }: { speechMode: TUISpeechMode }): Promise<void> {
    const { session } = TUIRoomEngine;
    const room = this.notEntered;
    const steps = speechSteps(speechMode, room ?? this.inRoom(({ info }) => info), room !== undefined);
    for (const { method, params } of steps) {
      await session.request(method, { ...params, ...this.createdRoom() });
      if (room && method === 'updateRoomSeatModeByAdmin') this.created = { ...room, isSeatEnabled: true };
    }
  }

  /** For who enters from then on; an empty password is none. */
  async updateRoomPasswordByAdmin({ password }: { password: string }): Promise<void> {
    await TUIRoomEngine.session.request('updateRoomPasswordByAdmin', { password });
  }

  // Powers over members

  /** `reason` is an extension: what the member is told. */
  async kickRemoteUserOutOfRoom({ userId, reason }: { userId: string; reason?: string }): Promise<void> {
    await TUIRoomEngine.session.request('kickRemoteUserOutOfRoom', { userId, ...(reason && { reason }) });
  }

  /** `kRoomOwner` gives the room away. An earlier edition called it `role`. */
  async changeUserRole(
    change: { userId: string } & ({ userRole: TUIRole } | { role: TUIRole }),
  ): Promise<void> {
    const { userId } = change;
    const userRole = 'userRole' in change ? change.userRole : change.role;
    await TUIRoomEngine.session.request('changeUserRole', { userId, userRole });
  }

  async changeUserNameCard({ userId, nameCard }: { userId: string; nameCard: string }): Promise<void> {
    await TUIRoomEngine.session.request('changeUserNameCard', { userId, nameCard });
  }

  /** What is set replaces what was there before. */
  async setCustomInfoForUser({
    userId,
    customInfo,
  }: {
    userId: string;
    customInfo: Record<string, string>;
  }): Promise<void> {
    await TUIRoomEngine.session.request('setCustomInfoForUser', { userId, customInfo });
  }

  async closeRemoteDeviceByAdmin({
    userId,
    device,
  }: {
    userId: string;
    device: TUIMediaDevice;
  }): Promise<void> {
    await TUIRoomEngine.session.request('closeRemoteDeviceByAdmin', { userId, device });
  }

  /** The owner and admins still open it, and whom they allow it. */
  async disableDeviceForAllUserByAdmin({
    device,
    isDisable,
  }: {
    device: TUIMediaDevice;
    isDisable: boolean;
  }): Promise<void> {
    await TUIRoomEngine.session.request('disableDeviceForAllUserByAdmin', { device, isDisable });
  }

  /** As on the other platforms: tags are numbers from 1000 on. */
  async addCategoryTagForUsers({ tag, userList }: { tag: number; userList: string[] }): Promise<void> {
    await TUIRoomEngine.session.request('addCategoryTagForUsers', { tag, userList });
  }

  async removeCategoryTagForUsers({ tag, userList }: { tag: number; userList: string[] }): Promise<void> {
    await TUIRoomEngine.session.request('removeCategoryTagForUsers', { tag, userList });
  }

  async getUserListByTag({
    tag,
    nextSequence = 0,
  }: {
    tag: number;
    nextSequence?: number;
  }): Promise<UserListPage> {
    return this.inRoom((meeting) => meeting.userList(nextSequence, tag));
  }

  // Seats

  async getSeatList(): Promise<TUISeatInfo[]> {
    return this.inRoom((meeting) => meeting.seatList());
  }

  /**
   * Sits down; -1 is whichever seat is free. Where seats are applied for, the hosts are asked. Where nobody needs to be
   * asked the callback is told that it was accepted, and the request has no id.
   */
  async takeSeat({
    seatIndex,
    timeout,
    requestCallback,
  }: Asking & { seatIndex: number }): Promise<TUIRequest> {
    const action = TUIRequestAction.kRequestToTakeSeat;
    return this.asks((requests) => requests.ask(action, 'takeSeat', { seatIndex, timeout }, requestCallback));
  }

  /** Asks a member to sit down. */
  async takeUserOnSeatByAdmin({
    seatIndex,
    userId,
    timeout,
    requestCallback,
  }: Asking & { seatIndex: number; userId: string }): Promise<TUIRequest> {
    const action = TUIRequestAction.kRequestRemoteUserOnSeat;
    const params = { seatIndex, userId, timeout };
    return this.asks((requests) => requests.ask(action, 'takeUserOnSeatByAdmin', params, requestCallback));
  }

  /** The open applications: all of them for hosts, for others their own. */
  async getSeatApplicationList(): Promise<TUIRequest[]> {
    return this.inRoom((meeting) => meeting.seatApplications());
  }

  async leaveSeat(): Promise<void> {
    await TUIRoomEngine.session.request('leaveSeat', {});
  }

  async moveToSeat({ targetSeatIndex }: { targetSeatIndex: number }): Promise<void> {
    await TUIRoomEngine.session.request('moveToSeat', { targetSeatIndex });
  }

  /** Takes a member off its seat, wherever that is when `seatIndex` is -1. */
  async kickUserOffSeatByAdmin({ seatIndex, userId }: { seatIndex: number; userId: string }): Promise<void> {
    await TUIRoomEngine.session.request('kickUserOffSeatByAdmin', { seatIndex, userId });
  }

  /** What is left out of `lockParams` stays as it is. */
  async lockSeatByAdmin({
    seatIndex,
    lockParams,
  }: {
    seatIndex: number;
    lockParams: Partial<TUISeatLockParams>;
  }): Promise<void> {
    await TUIRoomEngine.session.request('lockSeatByAdmin', { seatIndex, lockParams });
  }

  async updateRoomSeatModeByAdmin({ seatMode }: { seatMode: TUISeatMode }): Promise<void> {
    await TUIRoomEngine.session.request('updateRoomSeatModeByAdmin', { seatMode });
  }

  /** Of the room we are in, or else of the one created last. */
  async setMaxSeatCount({ maxSeatCount }: { maxSeatCount: number }): Promise<void> {
    await TUIRoomEngine.session.request('setMaxSeatCount', { maxSeatCount, ...this.createdRoom() });
  }

  // Requests

  /** Asks a member to open its camera or microphone. */
  async openRemoteDeviceByAdmin({
    userId,
    device,
    timeout,
    requestCallback,
  }: Asking & { userId: string; device: TUIMediaDevice }): Promise<TUIRequest> {
    const action = OPEN_REMOTE[device] ?? TUIRequestAction.kInvalidAction;
    const params = { userId, device, timeout };
    return this.asks((requests) => requests.ask(action, 'openRemoteDeviceByAdmin', params, requestCallback));
  }

  /** Asks the hosts to be allowed what is switched off for everybody. Once accepted, the device can be opened. */
  async applyToAdminToOpenLocalDevice({
    device,
    timeout,
    requestCallback,
  }: Asking & { device: TUIMediaDevice }): Promise<TUIRequest> {
    const action = APPLY[device] ?? TUIRequestAction.kInvalidAction;
    const params = { device, timeout };
    return this.asks((requests) =>
      requests.ask(action, 'applyToAdminToOpenLocalDevice', params, requestCallback),
    );
  }

  /**
   * Asks the host of another live room that both rooms be connected, so that each host is known in both, and seen and heard
   * like a member.
   */
  async connectOtherRoom({
    roomId,
    userId,
    timeout,
    requestCallback,
  }: Asking & { roomId: string; userId: string }): Promise<TUIRequest> {
    const action = TUIRequestAction.kRequestToConnectOtherRoom;
    const params = { roomId, userId, timeout };
    return this.asks((requests) => requests.ask(action, 'connectOtherRoom', params, requestCallback));
  }

  /** Either host ends the connection for both rooms. */
  async disconnectOtherRoom(): Promise<void> {
    await TUIRoomEngine.session.request('disconnectOtherRoom', {});
  }

  /** Extension: the room that ours is connected with, as the engine knows it now. */
  getOtherRoom(): TUIOtherRoom | null {
    return this.meeting?.otherRoom ?? null;
  }

  async cancelRequest({ requestId }: { requestId: string }): Promise<void> {
    await TUIRoomEngine.session.request('cancelRequest', { requestId });
  }

  /** Answers what we are asked. Who agrees to open its camera or microphone has it opened here. */
  async responseRemoteRequest({ requestId, agree }: { requestId: string; agree: boolean }): Promise<void> {
    const request = await this.asks((requests) => requests.answer(requestId, agree));
    if (!agree) return;
    if (request?.requestAction === TUIRequestAction.kRequestToOpenRemoteCamera) await this.openLocalCamera();
    if (request?.requestAction === TUIRequestAction.kRequestToOpenRemoteMicrophone)
      await this.openLocalMicrophone();
  }

  /** Extension: the members as the engine knows them now, in order of entering, without asking the server. */
  getMembers(): TUIUserInfo[] {
    return this.meeting?.members ?? [];
  }

  /**
   * Extension: devices of ours that are off since a host closed them, known when a reloaded page enters the room that it is
   * still in. It does not open them by itself.
   */
  getClosedDevices(): TUIMediaDevice[] {
    return [...(this.meeting?.closed ?? [])];
  }

  /** Extension: how media travels; known after login. */
  getMediaMode(): MediaMode {
    return TUIRoomEngine.session.media.mode;
  }

  // This device

  setLocalVideoView({
    view,
    streamType = TUIVideoStreamType.kCameraStream,
  }: {
    view: string | string[] | null;
    streamType?: TUIVideoStreamType;
  }): void {
    this.preview.setView(view, streamType);
    this.showLocal();
  }

  /** What an earlier edition called `setLocalVideoView` (spec 11150). */
  setLocalRenderView(view: Parameters<this['setLocalVideoView']>[0]): void {
    this.setLocalVideoView(view);
  }

  openLocalCamera({ isFrontCamera }: { isFrontCamera?: boolean } = {}): Promise<void> {
    return this.local.openCamera(isFrontCamera === undefined ? undefined : { isFront: isFrontCamera });
  }

  closeLocalCamera(): Promise<void> {
    return this.local.closeCamera();
  }

  openLocalMicrophone(): Promise<void> {
    return this.local.openMicrophone();
  }

  closeLocalMicrophone(): Promise<void> {
    return this.local.closeMicrophone();
  }

  startPushLocalVideo(): Promise<void> {
    return this.local.pushVideo(true);
  }

  stopPushLocalVideo(): Promise<void> {
    return this.local.pushVideo(false);
  }

  startPushLocalAudio(): Promise<void> {
    return this.local.pushAudio(true);
  }

  stopPushLocalAudio(): Promise<void> {
    return this.local.pushAudio(false);
  }

  muteLocalAudio(): Promise<void> {
    return this.local.muteMicrophone(true);
  }

  unmuteLocalAudio(): Promise<void> {
    return this.local.muteMicrophone(false);
  }

  async startScreenSharing({ screenAudio = false, view }: { screenAudio?: boolean; view?: string } = {}) {
    if (view) this.setLocalVideoView({ view, streamType: TUIVideoStreamType.kScreenStream });
    await this.local.startScreen(screenAudio);
  }

  stopScreenSharing(): Promise<void> {
    return this.local.stopScreen();
  }

  /** Not in a browser: rejects. The same goes for the other three for applications of the desktop. */
  async startScreenSharingElectron(_target: { targetId: string; view?: string } | string): Promise<void> {
    throw notListed();
  }

  async stopScreenSharingElectron(): Promise<void> {
    throw notListed();
  }

  async getScreenSharingTarget(): Promise<TRTCScreenCaptureSourceInfo[]> {
    throw notListed();
  }

  async selectScreenSharingTarget(_target: { targetId: string } | string): Promise<void> {
    throw notListed();
  }

  /** How the camera is captured and sent, also while it is; 720p if nothing is said (spec 11081). */
  updateVideoQuality({ quality }: { quality: TUIVideoQuality | TUIVideoProfile }): Promise<void> {
    return this.local.setQuality(({ camera }) => ({ camera: withLevel(camera, quality) }));
  }

  /** The same in detail, for the camera or the screen. */
  updateVideoQualityEx({
    streamType,
    encoderParams,
  }: {
    streamType: TUIVideoStreamType;
    encoderParams: TUIVideoEncoderParams;
  }): Promise<void> {
    const picture = pictureOf(streamType);
    return this.local.setQuality((now) => ({ [picture]: withParams(now[picture], encoderParams) }));
  }

  setVideoResolutionMode({
    streamType,
    resolutionMode,
  }: {
    streamType: TUIVideoStreamType;
    resolutionMode: TUIResolutionMode;
  }): Promise<void> {
    const picture = pictureOf(streamType);
    return this.local.setQuality((now) => ({ [picture]: withMode(now[picture], resolutionMode) }));
  }

  /** An earlier edition called it `audioProfile`. */
  updateAudioQuality(
    chosen: { quality: TUIAudioQuality } | { audioProfile: TUIAudioQuality },
  ): Promise<void> {
    const quality = 'quality' in chosen ? chosen.quality : chosen.audioProfile;
    return this.local.setQuality(() => ({ audio: audioQualityOf(quality) }));
  }

  /** What an earlier edition called `updateAudioQuality` (spec 11118). */
  setLocalAudioProfile(chosen: { audioProfile: TUIAudioQuality }): Promise<void> {
    return this.updateAudioQuality(chosen);
  }

  // The others

  async setRemoteVideoView({ userId, streamType, view }: View & { view: string | string[] | null }) {
    this.remote.setView(userId, pictureOf(streamType), view);
  }

  async startPlayRemoteVideo({ userId, streamType }: View): Promise<void> {
    this.inRoom((meeting) => meeting.want({ userId, streamType }, true));
  }

  async stopPlayRemoteVideo({ userId, streamType }: View): Promise<void> {
    this.meeting?.want({ userId, streamType }, false);
  }

  async muteRemoteAudioStream({ userId, isMute }: { userId: string; isMute: boolean }): Promise<void> {
    this.remote.speakers.setMuted(userId, isMute);
  }

  /** Extension: plays what the browser had refused to play; call it from a click. */
  resumePlayback(): Promise<void> {
    return this.remote.speakers.resume();
  }

  // Devices

  /** Devices in one place, with events of their own. */
  getMediaDeviceManager(): TUIRoomDeviceManager {
    return this.deviceManager;
  }

  getCameraDevicesList(): Promise<TRTCDeviceInfo[]> {
    return this.deviceManager.getDevicesList({ type: CAMERA });
  }

  getMicDevicesList(): Promise<TRTCDeviceInfo[]> {
    return this.deviceManager.getDevicesList({ type: MICROPHONE });
  }

  getSpeakerDevicesList(): Promise<TRTCDeviceInfo[]> {
    return this.deviceManager.getDevicesList({ type: SPEAKER });
  }

  setCurrentCameraDevice({ deviceId }: { deviceId: string }): Promise<void> {
    return this.deviceManager.setCurrentDevice({ type: CAMERA, deviceId });
  }

  setCurrentMicDevice({ deviceId }: { deviceId: string }): Promise<void> {
    return this.deviceManager.setCurrentDevice({ type: MICROPHONE, deviceId });
  }

  setCurrentSpeakerDevice({ deviceId }: { deviceId: string }): Promise<void> {
    return this.deviceManager.setCurrentDevice({ type: SPEAKER, deviceId });
  }

  getCurrentCameraDevice(): TRTCDeviceInfo {
    return this.deviceManager.getCurrentDevice({ type: CAMERA });
  }

  getCurrentMicDevice(): TRTCDeviceInfo {
    return this.deviceManager.getCurrentDevice({ type: MICROPHONE });
  }

  getCurrentSpeakerDevice(): TRTCDeviceInfo {
    return this.deviceManager.getCurrentDevice({ type: SPEAKER });
  }

  switchCamera(choice: { isFrontCamera: boolean }): Promise<void> {
    return this.deviceManager.switchCamera(choice);
  }

  startCameraDeviceTest(place: { view: string }): Promise<void> {
    return this.deviceManager.startCameraDeviceTest(place);
  }

  stopCameraDeviceTest(): Promise<void> {
    return this.deviceManager.stopCameraDeviceTest();
  }

  startMicDeviceTest(pace: { interval: number }): Promise<void> {
    return this.deviceManager.startMicDeviceTest(pace);
  }

  stopMicDeviceTest(): Promise<void> {
    return this.deviceManager.stopMicDeviceTest();
  }

  // Messages

  /** Earlier form of what `getTIM()` does. */
  async sendTextMessage({ messageText }: { messageText: string }): Promise<void> {
    const message = { messageId: newMessageId(), messageText };
    await this.inRoom(({ conversation }) => conversation.sendText(message));
  }

  /** Earlier form of what `getTIM()` does. */
  async sendCustomMessage({ messageText }: { messageText: string }): Promise<void> {
    const message = { messageId: newMessageId(), messageText };
    await this.inRoom(({ conversation }) => conversation.sendCustom(message));
  }

  /** The owner and admins still send. */
  async disableSendingMessageForAllUser({ isDisable }: { isDisable: boolean }): Promise<void> {
    await TUIRoomEngine.session.request('disableSendingMessageForAllUser', { isDisable });
  }

  async disableSendingMessageByAdmin({
    userId,
    isDisable,
  }: {
    userId: string;
    isDisable: boolean;
  }): Promise<void> {
    await TUIRoomEngine.session.request('disableSendingMessageByAdmin', { userId, isDisable });
  }

  /** The part of the chat SDK that concerns the room. */
  getTIM(): ChatSDK {
    return this.chat;
  }

  /** Planned conferences. */
  getConferenceListManager(): TUIConferenceListManager {
    return this.conferences;
  }

  /** The layer below rooms, as far as room applications use it. */
  getTRTCCloud(): TRTCCloud {
    return this.trtc;
  }

  /** Leaves the room, which a host may not do, and lets go of everything: devices, connections, listeners. */
  destroy(): void {
    if (this.meeting) this.exitRoom().catch(() => undefined);
    this.leaveMedia();
    this.local.closeAll();
    this.preview.close();
    this.trtc.close();
    this.deviceManager.close();
    this.devices.close();
    this.conferences.close();
    this.unsubscribe.forEach((unsubscribe) => unsubscribe());
    this.events.clear();
    if (TUIRoomEngine.instance === this) TUIRoomEngine.instance = null;
  }

  /** The room created last, as long as we are in none. */
  private get notEntered(): typeof this.created {
    return this.meeting ? undefined : this.created;
  }

  /** Names the room created last where we are in none. */
  private createdRoom(): { roomId?: string } {
    return this.notEntered ? { roomId: this.notEntered.roomId } : {};
  }

  private inRoom<T>(ask: (meeting: Meeting) => T): T {
    if (!this.meeting) {
      throw new EngineError(TUIErrorCode.ERR_OPERATION_INVALID_BEFORE_ENTER_ROOM, 'Enter a room first');
    }
    return ask(this.meeting);
  }

  private asks<T>(ask: (requests: Requests) => Promise<T>): Promise<T> {
    return this.inRoom(({ requests }) => ask(requests));
  }

  private member(userId: string): TUIUserInfo | undefined {
    return this.meeting?.members.find((member) => member.userId === userId);
  }

  private localChanged(state: LocalMediaState): void {
    this.showLocal();
    this.remote.volumes.setLocal(state.isMicrophoneMuted ? null : this.local.microphone);
    this.events.emit('onLocalMediaChanged', state);
  }

  private showLocal(): void {
    const { userId } = TUIRoomEngine.session;
    this.preview.show(userId, this.local.camera, this.local.screen?.video ?? null);
  }

  private connectionChanged(state: ConnectionState, closeCode: number): void {
    this.events.emit('onConnectionStateChanged', { state });
    if (state !== 'disconnected') return;
    if (closeCode === LOGIN_REFUSED) this.expired();
    if (closeCode === REPLACED_BY_NEWER) this.kickedOffLine('This meeting went on in another window');
  }

  /** Nobody has logged in with another UserSig in time. */
  private expired(): void {
    const roomId = this.meeting?.info.roomId;
    this.leaveMedia();
    if (roomId === undefined) return;
    const reason = TUIKickedOutOfRoomReason.kKickedByServer;
    this.events.emit('onKickedOutOfRoom', { roomId, reason, message: 'The UserSig has expired' });
  }

  private kickedOffLine(message: string): void {
    this.leaveMedia();
    this.events.emit('onKickedOffLine', { message });
  }

  private said(message: WireMessage, roomId: string): void {
    const { messageId, message: words, timestamp, userId, userName = '', avatarUrl = '' } = message;
    const told = { messageId, message: words, userId, userName, avatarUrl };
    this.events.emit(message.isCustom ? 'onReceiveCustomMessage' : 'onReceiveTextMessage', {
      roomId,
      message: { ...told, timestamp: Math.floor(timestamp / 1000) },
    });
    this.chat.received(message);
  }

  private leaveMedia(): void {
    const { meeting } = this;
    this.meeting = null;
    meeting?.close();
    if (meeting) this.local.closeAll();
  }
}
