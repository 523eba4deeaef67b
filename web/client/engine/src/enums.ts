/** The numbers that travel, named as in the published engine. */

export enum TUIErrorCode {
  ERR_SUCC = 0,
  ERR_FAILED = -1,
  ERR_FREQ_LIMIT = -2,
  ERR_REPEAT_OPERATION = -3,
  ERR_SDKAPPID_NOT_FOUND = -1000,
  ERR_INVALID_PARAMETER = -1001,
  ERR_SDK_NOT_INITIALIZED = -1002,
  ERR_PERMISSION_DENIED = -1003,
  ERR_REQUIRE_PAYMENT = -1004,
  ERR_CAMERA_START_FAILED = -1100,
  ERR_CAMERA_NOT_AUTHORIZED = -1101,
  ERR_CAMERA_OCCUPIED = -1102,
  ERR_CAMERA_DEVICE_EMPTY = -1103,
  ERR_MICROPHONE_START_FAILED = -1104,
  ERR_MICROPHONE_NOT_AUTHORIZED = -1105,
  ERR_MICROPHONE_OCCUPIED = -1106,
  ERR_MICROPHONE_DEVICE_EMPTY = -1107,
  ERR_GET_SCREEN_SHARING_TARGET_FAILED = -1108,
  ERR_START_SCREEN_SHARING_FAILED = -1109,
  ERR_ROOM_ID_NOT_EXIST = -2100,
  ERR_OPERATION_INVALID_BEFORE_ENTER_ROOM = -2101,
  ERR_EXIT_NOT_SUPPORTED_FOR_ROOM_OWNER = -2102,
  ERR_OPERATION_NOT_SUPPORTED_IN_CURRENT_ROOM_TYPE = -2103,
  ERR_ROOM_ID_INVALID = -2105,
  ERR_ROOM_ID_OCCUPIED = -2106,
  ERR_ROOM_NAME_INVALID = -2107,
  ERR_ALREADY_IN_OTHER_ROOM = -2108,
  ERR_NEED_PASSWORD = -2109,
  ERR_WRONG_PASSWORD = -2110,
  ERR_ROOM_USER_FULL = -2111,
  ERR_USER_NOT_EXIST = -2200,
  ERR_USER_NOT_ENTERED = -2201,
  ERR_NEED_OWNER_PERMISSION = -2300,
  ERR_NEED_ADMIN_PERMISSION = -2301,
  ERR_REQUEST_NO_PERMISSION = -2310,
  ERR_REQUEST_ID_INVALID = -2311,
  ERR_REQUEST_ID_REPEAT = -2312,
  ERR_REQUEST_ID_CONFLICT = -2313,
  ERR_MAX_SEAT_COUNT_LIMIT = -2340,
  ERR_ALREADY_IN_SEAT = -2341,
  ERR_SEAT_OCCUPIED = -2342,
  ERR_SEAT_LOCKED = -2343,
  ERR_SEAT_INDEX_NOT_EXIST = -2344,
  ERR_USER_NOT_IN_SEAT = -2345,
  ERR_ALL_SEAT_OCCUPIED = -2346,
  ERR_SEAT_NOT_SUPPORT_LINK_MIC = -2347,
  ERR_OPEN_MICROPHONE_NEED_SEAT_UNLOCK = -2360,
  ERR_OPEN_MICROPHONE_NEED_PERMISSION_FROM_ADMIN = -2361,
  ERR_OPEN_CAMERA_NEED_SEAT_UNLOCK = -2370,
  ERR_OPEN_CAMERA_NEED_PERMISSION_FROM_ADMIN = -2371,
  ERR_OPEN_SCREEN_SHARE_NEED_SEAT_UNLOCK = -2372,
  ERR_OPEN_SCREEN_SHARE_NEED_PERMISSION_FROM_ADMIN = -2373,
  ERR_SEND_MESSAGE_DISABLED_FOR_ALL = -2380,
  ERR_SEND_MESSAGE_DISABLED_FOR_CURRENT = -2381,
}

export enum TUIRole {
  kRoomOwner = 0,
  kAdministrator = 1,
  kGeneralUser = 2,
}

export enum TUIVideoStreamType {
  kCameraStream = 0,
  kScreenStream = 1,
  kCameraStreamLow = 2,
}

export enum TUIRoomType {
  kConference = 1,
  kLive = 2,
}

// Names of earlier editions of the engine, for the same numbers (spec 13014).
// eslint-disable-next-line @typescript-eslint/no-namespace
export namespace TUIRoomType {
  export const kGroup = TUIRoomType.kConference;
  export const kOpen = TUIRoomType.kLive;
  export const kLivingRoom = TUIRoomType.kLive;
}

export enum TUISeatMode {
  kFreeToTake = 1,
  kApplyToTake = 2,
}

export enum TUIMediaDevice {
  kMicrophone = 1,
  kCamera = 2,
  kScreen = 3,
}

export enum TUIRequestAction {
  kInvalidAction = 0,
  kRequestToOpenRemoteCamera = 1,
  kRequestToOpenRemoteMicrophone = 2,
  kRequestToConnectOtherRoom = 3,
  kRequestToTakeSeat = 4,
  kRequestRemoteUserOnSeat = 5,
  kApplyToAdminToOpenLocalCamera = 6,
  kApplyToAdminToOpenLocalMicrophone = 7,
  kApplyToAdminToOpenLocalScreenShare = 8,
}

export enum TUIRequestCallbackType {
  kRequestAccepted = 0,
  kRequestRejected = 1,
  kRequestCancelled = 2,
  kRequestTimeout = 3,
  kRequestError = 4,
}

export enum TUIChangeReason {
  kChangedBySelf = 0,
  kChangedByAdmin = 1,
}

export enum TUIKickedOutOfRoomReason {
  kKickedByAdmin = 0,
  kKickedByLoggedOnOtherDevice = 1,
  kKickedByServer = 2,
}

export enum TUIRoomDismissedReason {
  kByOwner = 1,
  kByServer = 2,
}

export enum TUIMediaDeviceType {
  kMediaDeviceTypeUnknown = -1,
  kMediaDeviceTypeAudioInput = 0,
  kMediaDeviceTypeAudioOutput = 1,
  kMediaDeviceTypeVideoCamera = 2,
}

export enum TUIMediaDeviceState {
  kMediaDeviceStateAdd = 0,
  kMediaDeviceStateRemove = 1,
  kMediaDeviceStateActive = 2,
}

export enum TUIAudioRoute {
  kAudioRouteSpeakerphone = 0,
  kAudioRouteEarpiece = 1,
}

export enum TUIVideoQuality {
  kVideoQuality_360p = 1,
  kVideoQuality_540p = 2,
  kVideoQuality_720p = 3,
  kVideoQuality_1080p = 4,
}

/** What earlier editions called the same numbers (spec 11100, 12944). */
export enum TUIVideoProfile {
  kLowDefinition = 1,
  kStandardDefinition = 2,
  kHighDefinition = 3,
  kSuperDefinition = 4,
}

// eslint-disable-next-line @typescript-eslint/no-namespace
export namespace TUIVideoProfile {
  export const kVideoQuality_360P = TUIVideoProfile.kLowDefinition;
  export const kVideoQuality_540P = TUIVideoProfile.kStandardDefinition;
  export const kVideoQuality_720P = TUIVideoProfile.kHighDefinition;
  export const kVideoQuality_1080P = TUIVideoProfile.kSuperDefinition;
}

export enum TUIAudioQuality {
  kAudioProfileSpeech = 0,
  kAudioProfileDefault = 1,
  kAudioProfileMusic = 2,
}

/** What an earlier edition called it (spec 12958). */
export { TUIAudioQuality as TUIAudioProfile };

export enum TUIResolutionMode {
  kResolutionMode_Landscape = 0,
  kResolutionMode_Portrait = 1,
}

export enum TUINetworkQuality {
  kQualityUnknown = 0,
  kQualityExcellent = 1,
  kQualityGood = 2,
  kQualityPoor = 3,
  kQualityBad = 4,
  kQualityVeryBad = 5,
  kQualityDown = 6,
}

export enum TUICaptureSourceType {
  kWindow = 0,
  kScreen = 1,
}

/** How members come to speak, in an earlier edition (spec 13020). */
export enum TUISpeechMode {
  kFreeToSpeak = 1,
  kApplyToSpeak = 2,
  kSpeakAfterTakingSeat = 3,
}

export enum TRTCDeviceType {
  TRTCDeviceTypeUnknow = -1,
  TRTCDeviceTypeMic = 0,
  TRTCDeviceTypeSpeaker = 1,
  TRTCDeviceTypeCamera = 2,
}

export enum TRTCDeviceState {
  TRTCDeviceStateAdd = 0,
  TRTCDeviceStateRemove = 1,
  TRTCDeviceStateActive = 2,
}
