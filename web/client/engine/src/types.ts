import type {
  TRTCDeviceState,
  TRTCDeviceType,
  TUIChangeReason,
  TUIKickedOutOfRoomReason,
  TUINetworkQuality,
  TUIRequestAction,
  TUIRequestCallbackType,
  TUIResolutionMode,
  TUIRole,
  TUIRoomDismissedReason,
  TUIRoomType,
  TUISeatMode,
  TUISpeechMode,
  TUIVideoQuality,
  TUIVideoStreamType,
} from './enums';
import type { TRTCVolumeInfo } from './trtc/values';

export interface TUIRoomInfo {
  roomId: string;
  roomName: string;
  roomType: TUIRoomType;
  isSeatEnabled: boolean;
  seatMode: TUISeatMode;
  password: string;
  isMicrophoneDisableForAllUser: boolean;
  isScreenShareDisableForAllUser: boolean;
  isCameraDisableForAllUser: boolean;
  isMessageDisableForAllUser: boolean;
  maxSeatCount: number;
  roomOwner: string;
  ownerId: string;
  ownerName: string;
  ownerAvatarUrl: string;
  /** Milliseconds since 1970. */
  createTime: number;
  roomMemberCount: number;

  // What an earlier edition said (spec 13087).
  /** `roomOwner` */
  owner?: string;
  /** `roomName` */
  name?: string;
  /** Whether members may open their cameras. */
  enableVideo?: boolean;
  /** Whether members may open their microphones. */
  enableAudio?: boolean;
  /** Whether members may send messages. */
  enableMessage?: boolean;
  /** `isSeatEnabled` */
  enableSeatControl?: boolean;
}

export interface TUIUserInfo {
  userId: string;
  userName: string;
  nameCard: string;
  avatarUrl: string;
  userRole: TUIRole;
  hasAudioStream: boolean;
  hasVideoStream: boolean;
  hasScreenStream: boolean;
  isMessageDisabled: boolean;
  roomCustomInfo: Record<string, unknown>;
}

export interface TUISeatInfo {
  /** From 0 on. */
  index: number;
  /** Who sits there; empty, as the names, when nobody does. */
  userId: string;
  userName: string;
  nameCard: string;
  avatarUrl: string;
  /** Nobody may sit there. */
  locked: boolean;
  isVideoLocked: boolean;
  isAudioLocked: boolean;

  // What an earlier edition called the same (spec 13199).
  videoMuted?: boolean;
  audioMuted?: boolean;
}

export interface TUISeatLockParams {
  lockSeat: boolean;
  lockVideo: boolean;
  lockAudio: boolean;
}

export interface TUIRequest {
  requestAction: TUIRequestAction;
  /** Milliseconds since 1970. */
  timestamp: number;
  /** Empty when what was asked for needed nobody's answer. */
  requestId: string;
  userId: string;
  userName: string;
  nameCard: string;
  avatarUrl: string;
  content: string;
}

/** Extension: a live room that ours is connected with. Its host is no member of our room. */
export interface TUIOtherRoom {
  roomId: string;
  userInfo: TUIUserInfo;
}

export interface TUIRequestCallback {
  requestCallbackType: TUIRequestCallbackType;
  requestId: string;
  userId: string;
  code: number;
  message: string;
}

export interface TUIMessage {
  messageId: string;
  message: string;
  /** Seconds since 1970. */
  timestamp: number;
  userId: string;
  userName: string;
  avatarUrl: string;
}

export interface TUILoginUserInfo {
  userId: string;
  userName: string;
  avatarUrl: string;
  customInfo: Record<string, unknown>;
}

export interface TUIEnterRoomOptions {
  password?: string;
}

export interface TUIDeviceInfo {
  deviceId: string;
  /** Empty until the browser was allowed to use a device of its kind. */
  deviceName: string;
  /** A browser tells it only of a device that is open: never set. */
  deviceProperties?: { supportedResolution?: { width: number; height: number }[] };
}

export interface TUIVideoEncoderParams {
  quality?: TUIVideoQuality;
  videoResolution: TUIVideoQuality;
  /** Pictures per second, 1 to 60. */
  fps: number;
  /** Kilobits per second. */
  bitrate: number;
  resolutionMode: TUIResolutionMode;
}

/** How well media travels between us and a member, or for ourselves between us and everybody. */
export interface TUINetwork {
  userId: string;
  quality: TUINetworkQuality;
  /** Lost on the way from us, in percent; 0 for others. */
  upLoss: number;
  /** Lost on the way to us, in percent. */
  downLoss: number;
  /** There and back, in milliseconds. */
  delay: number;
}

/** One page of members. The array is the page itself; the two fields serve callers that page by `nextSequence`. */
export type UserListPage = TUIUserInfo[] & { userInfoList: TUIUserInfo[]; nextSequence: number };

export interface CreateRoomParams {
  roomId: string;
  roomName?: string;
  roomType?: TUIRoomType;
  isSeatEnabled?: boolean;
  seatMode?: TUISeatMode;
  isMicrophoneDisableForAllUser?: boolean;
  isScreenShareDisableForAllUser?: boolean;
  isCameraDisableForAllUser?: boolean;
  isMessageDisableForAllUser?: boolean;
  maxSeatCount?: number;
  password?: string;
}

/** Whether the server can be heard. `disconnected` is final: nobody tries any more. */
export type ConnectionState = 'connecting' | 'connected' | 'reconnecting' | 'disconnected';

/** How media travels: through the media server, or directly between the browsers of a small room. */
export type MediaMode = 'janus' | 'mesh';

/** What this device captures and sends. */
export interface LocalMediaState {
  isCameraOpened: boolean;
  isMicrophoneOpened: boolean;
  isMicrophoneMuted: boolean;
  isScreenShared: boolean;
}

/** The payload of every event, by its name. */
export interface EngineEvents {
  onError: { code: number; message: string };
  onKickedOutOfRoom: { roomId: string; reason: TUIKickedOutOfRoomReason; message: string };
  onKickedOffLine: { message: string };
  onUserSigExpired: undefined;
  onRoomDismissed: { roomId: string; reason: TUIRoomDismissedReason };
  onRoomNameChanged: { roomId: string; roomName: string };
  onRoomSeatModeChanged: { roomId: string; seatMode: TUISeatMode };
  /** Of an earlier edition. */
  onRoomSpeechModeChanged: { roomId: string; speechMode: TUISpeechMode };
  onRoomUserCountChanged: { roomId: string; userCount: number };
  onAllUserCameraDisableChanged: { isDisable: boolean };
  onAllUserMicrophoneDisableChanged: { isDisable: boolean };
  onScreenShareForAllUserDisableChanged: { isDisable: boolean };
  onSendMessageForAllUserDisableChanged: { isDisable: boolean };
  onRoomMaxSeatCountChanged: { maxSeatNumber: number };
  /** `seatList` is all seats; the others are those on which somebody sat down, and from which somebody went. */
  onSeatListChanged: { seatList: TUISeatInfo[]; seatedList: TUISeatInfo[]; leftList: TUISeatInfo[] };
  /** To the one who was taken off. Extension: `data` is what the application says to it. */
  onKickedOffSeat: { seatIndex: number; userId: string; userInfo: TUIUserInfo; data: string };
  onRemoteUserEnterRoom: { roomId: string; userInfo: TUIUserInfo };
  onRemoteUserLeaveRoom: { roomId: string; userInfo: TUIUserInfo };
  /** Somebody asks us, or the hosts, of whom we are one. */
  onRequestReceived: { request: TUIRequest };
  /** What we were asked was taken back or had its time; `userId` and `userInfo` are those of who did it. */
  onRequestCancelled: { requestId: string; userId: string; request: TUIRequest; userInfo: TUIUserInfo };
  /** Another host has answered, or what was asked came about otherwise. */
  onRequestProcessed: { requestId: string; userId: string; request: TUIRequest; userInfo: TUIUserInfo };
  /** Extension: the outcome of a request that nobody waits for here: it was made before the page was reloaded. */
  onRequestCallback: TUIRequestCallback;
  /** Extension: our live room is connected with another one, whose host is known in ours. */
  onOtherRoomConnected: { roomId: string; otherRoom: TUIOtherRoom };
  /** Extension: it is so no more; `otherRoom` as it was last. */
  onOtherRoomDisconnected: { roomId: string; otherRoom: TUIOtherRoom };
  onUserInfoChanged: { userInfo: TUIUserInfo };
  onUserRoleChanged: { userId: string; userRole: TUIRole; userInfo: TUIUserInfo };
  onUserVideoStateChanged: {
    userId: string;
    streamType: TUIVideoStreamType;
    hasVideo: boolean;
    reason: TUIChangeReason;
  };
  onUserAudioStateChanged: { userId: string; hasAudio: boolean; reason: TUIChangeReason };
  /** Whether one member may send messages. */
  onSendMessageForUserDisableChanged: { roomId: string; userId: string; isDisable: boolean };
  /** What others say. */
  onReceiveTextMessage: { roomId: string; message: TUIMessage };
  onReceiveCustomMessage: { roomId: string; message: TUIMessage };
  onUserVoiceVolumeChanged: { userVolumeList: TRTCVolumeInfo[] };
  /** Every two seconds while something is sent or received: ourselves, and who is received. */
  onUserNetworkQualityChanged: { userNetworkList: TUINetwork[] };
  onDeviceChange: { deviceId: string; type: TRTCDeviceType; state: TRTCDeviceState };
  onUserScreenCaptureStopped: undefined;
  /** Extension: the connection to the server was lost or found again. */
  onConnectionStateChanged: { state: ConnectionState };
  /** Extension: a camera, microphone or screen of this device was opened, closed or muted. */
  onLocalMediaChanged: LocalMediaState;
  /** Extension: the browser does not play sound before the user has touched the page; call `resumePlayback`. */
  onPlaybackRefused: { isRefused: boolean };
}

/** The names of the events, for `on` and `off`. */
export enum TUIRoomEvents {
  onError = 'onError',
  onKickedOutOfRoom = 'onKickedOutOfRoom',
  onKickedOffLine = 'onKickedOffLine',
  onUserSigExpired = 'onUserSigExpired',
  onRoomDismissed = 'onRoomDismissed',
  onRoomNameChanged = 'onRoomNameChanged',
  onRoomSeatModeChanged = 'onRoomSeatModeChanged',
  onRoomSpeechModeChanged = 'onRoomSpeechModeChanged',
  onRoomUserCountChanged = 'onRoomUserCountChanged',
  onAllUserCameraDisableChanged = 'onAllUserCameraDisableChanged',
  onAllUserMicrophoneDisableChanged = 'onAllUserMicrophoneDisableChanged',
  onScreenShareForAllUserDisableChanged = 'onScreenShareForAllUserDisableChanged',
  onSendMessageForAllUserDisableChanged = 'onSendMessageForAllUserDisableChanged',
  onRoomMaxSeatCountChanged = 'onRoomMaxSeatCountChanged',
  onSeatListChanged = 'onSeatListChanged',
  onKickedOffSeat = 'onKickedOffSeat',
  onRemoteUserEnterRoom = 'onRemoteUserEnterRoom',
  onRemoteUserLeaveRoom = 'onRemoteUserLeaveRoom',
  onRequestReceived = 'onRequestReceived',
  onRequestCancelled = 'onRequestCancelled',
  onRequestProcessed = 'onRequestProcessed',
  onRequestCallback = 'onRequestCallback',
  onOtherRoomConnected = 'onOtherRoomConnected',
  onOtherRoomDisconnected = 'onOtherRoomDisconnected',
  onUserInfoChanged = 'onUserInfoChanged',
  onUserRoleChanged = 'onUserRoleChanged',
  onUserVideoStateChanged = 'onUserVideoStateChanged',
  onUserAudioStateChanged = 'onUserAudioStateChanged',
  onSendMessageForUserDisableChanged = 'onSendMessageForUserDisableChanged',
  onReceiveTextMessage = 'onReceiveTextMessage',
  onReceiveCustomMessage = 'onReceiveCustomMessage',
  onUserVoiceVolumeChanged = 'onUserVoiceVolumeChanged',
  onUserNetworkQualityChanged = 'onUserNetworkQualityChanged',
  onDeviceChange = 'onDeviceChange',
  onUserScreenCaptureStopped = 'onUserScreenCaptureStopped',
  onConnectionStateChanged = 'onConnectionStateChanged',
  onLocalMediaChanged = 'onLocalMediaChanged',
  onPlaybackRefused = 'onPlaybackRefused',
}
