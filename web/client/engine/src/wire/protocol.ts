import type { ConferenceMethods, ConferenceNotifications } from '../conferences/wire';
import type {
  TUIChangeReason,
  TUIKickedOutOfRoomReason,
  TUIMediaDevice,
  TUIRole,
  TUIRoomDismissedReason,
  TUIRoomType,
  TUISeatMode,
  TUIVideoStreamType,
} from '../enums';
import type {
  CreateRoomParams,
  MediaMode,
  TUILoginUserInfo,
  TUIRequest,
  TUIRequestCallback,
  TUIRoomInfo,
  TUISeatInfo,
  TUISeatLockParams,
  TUIUserInfo,
} from '../types';

/** Fields that have their default may be left out on the wire. */
export type WireUser = Partial<TUIUserInfo> & { userId: string };

/** A live room that ours is connected with, and its host. */
export interface WireOtherRoom {
  roomId: string;
  userInfo: WireUser;
}

export type WireSeat = Partial<TUISeatInfo> & { index: number };

export interface WireMessage {
  /** Its place among the messages of the room, from 1 on and without gaps. */
  number: number;
  messageId: string;
  /** Milliseconds since 1970. */
  timestamp: number;
  userId: string;
  userName?: string;
  nameCard?: string;
  avatarUrl?: string;
  /** `message` is data, which `description` and `extension` say more about. */
  isCustom?: boolean;
  message: string;
  description?: string;
  extension?: string;
}

export interface OutgoingMessage {
  /** What is sent twice under one id is said once. */
  messageId: string;
  messageText: string;
}

export interface MediaConfig {
  mode: MediaMode;
  iceServers: RTCIceServer[];
}

export interface Resumed {
  roomId: string;
  seq: number;
  /** The missed events follow; otherwise a fresh snapshot is needed. */
  replay: boolean;
  /** Devices of ours that were closed, and that we have not opened since. */
  closed?: TUIMediaDevice[];
}

export interface LoginParams {
  sdkAppId: number;
  userId: string;
  userSig: string;
  platform?: string;
  resume?: { token: string; seq: number };
}

export interface LoginResult {
  userId: string;
  userName: string;
  avatarUrl: string;
  resumeToken: string;
  heartbeatSeconds: number;
  media: MediaConfig;
  resumed?: Resumed;
}

export type StreamName = 'camera' | 'screen';
/** By which the room itself is received, and by which the host of the room that it is connected with. */
export type ReceivingName = 'receive' | 'otherRoom';
export type ConnectionName = StreamName | ReceivingName;

export interface WantedVideo {
  userId: string;
  streamType: TUIVideoStreamType;
}

export interface OfferedTrack extends WantedVideo {
  mid: string;
  kind: 'audio' | 'video';
}

export interface Offer {
  connection: ReceivingName;
  sdp: string;
  tracks: OfferedTrack[];
}

export interface Call<Params, Result> {
  params: Params;
  result: Result;
}

export type Nothing = Record<string, never>;

/** The request that was needed; absent when nobody had to be asked. */
interface Asked {
  requestId?: string;
  request?: TUIRequest;
}

export type AskMethod =
  | 'takeSeat'
  | 'takeUserOnSeatByAdmin'
  | 'openRemoteDeviceByAdmin'
  | 'applyToAdminToOpenLocalDevice'
  | 'connectOtherRoom';

/** Every method of the signalling protocol that the engine calls. */
export interface Methods extends ConferenceMethods {
  login: Call<LoginParams, LoginResult>;
  heartbeat: Call<Nothing, Nothing>;
  logout: Call<Nothing, Nothing>;
  setSelfInfo: Call<{ userName?: string; avatarUrl?: string; customInfo?: Record<string, unknown> }, Nothing>;
  getSelfInfo: Call<Nothing, TUILoginUserInfo>;
  createRoom: Call<CreateRoomParams, Nothing>;
  enterRoom: Call<
    { roomId: string; roomType?: TUIRoomType; password?: string },
    { roomInfo: TUIRoomInfo; self: WireUser; seatList?: WireSeat[]; seq: number }
  >;
  exitRoom: Call<Nothing, Nothing>;
  destroyRoom: Call<Nothing, Nothing>;
  fetchRoomInfo: Call<Nothing, { roomInfo?: TUIRoomInfo; otherRoom?: WireOtherRoom; seq: number }>;
  getUserList: Call<{ nextSequence?: number }, { userList: WireUser[]; nextSequence: number; seq: number }>;
  getUserInfo: Call<{ userId: string }, { userInfo?: WireUser } & Partial<WireUser>>;
  kickRemoteUserOutOfRoom: Call<{ userId: string; reason?: string }, Nothing>;
  updateRoomNameByAdmin: Call<{ roomName: string; roomId?: string }, Nothing>;
  updateRoomPasswordByAdmin: Call<{ password: string }, Nothing>;
  disableDeviceForAllUserByAdmin: Call<
    { device: TUIMediaDevice; isDisable: boolean; roomId?: string },
    Nothing
  >;
  closeRemoteDeviceByAdmin: Call<{ userId: string; device: TUIMediaDevice }, Nothing>;
  changeUserRole: Call<{ userId: string; userRole: TUIRole }, Nothing>;
  changeUserNameCard: Call<{ userId: string; nameCard: string }, Nothing>;
  setCustomInfoForUser: Call<{ userId: string; customInfo: Record<string, string> }, Nothing>;
  addCategoryTagForUsers: Call<{ tag: number; userList: string[] }, Nothing>;
  removeCategoryTagForUsers: Call<{ tag: number; userList: string[] }, Nothing>;
  getUserListByTag: Call<
    { tag: number; nextSequence?: number },
    { userList: WireUser[]; nextSequence: number; seq: number }
  >;
  getSeatList: Call<Nothing, { seatList: WireSeat[]; seq: number }>;
  takeSeat: Call<{ seatIndex: number; timeout?: number }, Asked>;
  takeUserOnSeatByAdmin: Call<{ seatIndex: number; userId: string; timeout?: number }, Asked>;
  openRemoteDeviceByAdmin: Call<{ userId: string; device: TUIMediaDevice; timeout?: number }, Asked>;
  applyToAdminToOpenLocalDevice: Call<{ device: TUIMediaDevice; timeout?: number }, Asked>;
  connectOtherRoom: Call<{ roomId: string; userId: string; timeout?: number }, Asked>;
  disconnectOtherRoom: Call<Nothing, Nothing>;
  responseRemoteRequest: Call<{ requestId: string; agree: boolean }, Nothing>;
  cancelRequest: Call<{ requestId: string }, Nothing>;
  getSeatApplicationList: Call<Nothing, { requestList: TUIRequest[]; seq: number }>;
  leaveSeat: Call<Nothing, Nothing>;
  moveToSeat: Call<{ targetSeatIndex: number }, Nothing>;
  kickUserOffSeatByAdmin: Call<{ seatIndex: number; userId: string }, Nothing>;
  lockSeatByAdmin: Call<{ seatIndex: number; lockParams: Partial<TUISeatLockParams> }, Nothing>;
  updateRoomSeatModeByAdmin: Call<{ seatMode: TUISeatMode; roomId?: string }, Nothing>;
  setMaxSeatCount: Call<{ maxSeatCount: number; roomId?: string }, Nothing>;
  sendTextMessage: Call<OutgoingMessage, { message: WireMessage }>;
  sendCustomMessage: Call<
    OutgoingMessage & { description?: string; extension?: string },
    { message: WireMessage }
  >;
  getMessageList: Call<
    { before?: number; after?: number; count?: number },
    { messageList: WireMessage[]; isCompleted: boolean }
  >;
  disableSendingMessageForAllUser: Call<{ isDisable: boolean }, Nothing>;
  disableSendingMessageByAdmin: Call<{ userId: string; isDisable: boolean }, Nothing>;
  publish: Call<{ stream: StreamName; sdp: string; audio: boolean; video: boolean }, { sdp: string }>;
  setPublishing: Call<{ stream: StreamName; audio?: boolean; video?: boolean }, Nothing>;
  unpublish: Call<{ stream: StreamName }, Nothing>;
  receive: Call<{ videos: WantedVideo[] | 'all'; restart?: boolean; connection?: ReceivingName }, Nothing>;
  answer: Call<{ sdp: string; connection?: ReceivingName }, Nothing>;
  candidate: Call<{ connection: ConnectionName; candidate: RTCIceCandidateInit | null }, Nothing>;
  relay: Call<{ userId: string; data: object }, Nothing>;
}

export interface InRoom {
  roomId: string;
  seq: number;
}

/** Room events: repeated ones are known by their `seq`. */
export interface RoomNotifications {
  onRemoteUserEnterRoom: InRoom & { userInfo: WireUser };
  onRemoteUserLeaveRoom: InRoom & { userInfo: WireUser };
  onRemoteUsersChanged: InRoom & { entered: WireUser[]; left: { userId: string }[]; userCount: number };
  onRoomUserCountChanged: InRoom & { userCount: number };
  onUserRoleChanged: InRoom & { userId: string; userRole: TUIRole; userInfo: WireUser };
  onUserInfoChanged: InRoom & { userInfo: WireUser };
  onUserVideoStateChanged: InRoom & {
    userId: string;
    streamType: TUIVideoStreamType;
    hasVideo: boolean;
    reason: TUIChangeReason;
  };
  onUserAudioStateChanged: InRoom & { userId: string; hasAudio: boolean; reason: TUIChangeReason };
  onRoomNameChanged: InRoom & { roomName: string };
  onRoomSeatModeChanged: InRoom & { seatMode: TUISeatMode };
  onRoomMaxSeatCountChanged: InRoom & { maxSeatNumber: number };
  onSeatListChanged: InRoom & { seatList: WireSeat[]; seatedList: WireSeat[]; leftList: WireSeat[] };
  onKickedOffSeat: InRoom & { seatIndex: number; userId: string; userInfo: WireUser; data: string };
  onAllUserCameraDisableChanged: InRoom & { isDisable: boolean };
  onAllUserMicrophoneDisableChanged: InRoom & { isDisable: boolean };
  onScreenShareForAllUserDisableChanged: InRoom & { isDisable: boolean };
  onSendMessageForAllUserDisableChanged: InRoom & { isDisable: boolean };
  onOtherRoomConnected: InRoom & { otherRoom: WireOtherRoom };
  onOtherRoomDisconnected: InRoom & { otherRoomId: string };
  onRoomDismissed: InRoom & { reason: TUIRoomDismissedReason };
}

interface AskedOfUs extends InRoom {
  requestId: string;
  userId: string;
  request: TUIRequest;
  userInfo: WireUser;
}

/** About requests: repeated ones are known by their `requestId`. */
export interface RequestNotifications {
  onRequestReceived: InRoom & { request: TUIRequest };
  onRequestCancelled: AskedOfUs;
  onRequestProcessed: AskedOfUs;
  onRequestCallback: InRoom & TUIRequestCallback;
}

/** Everything the server says unasked. */
export interface Notifications extends RoomNotifications, RequestNotifications, ConferenceNotifications {
  onKickedOutOfRoom: { roomId: string; reason: TUIKickedOutOfRoomReason; message: string };
  onKickedOffLine: { message: string };
  onMediaOffer: Offer;
  onMediaReset: Nothing;
  onRelay: { userId: string; data: unknown };
  onReceiveTextMessage: { roomId: string; message: WireMessage };
  onReceiveCustomMessage: { roomId: string; message: WireMessage };
}

/** Close codes after which coming back would be wrong or useless. */
export const FINAL_CLOSE_CODES: ReadonlySet<number> = new Set([1000, 1003, 1009, 4403, 4409]);
export const LOGIN_REFUSED = 4401;
export const TOO_MANY_REQUESTS = 4429;
