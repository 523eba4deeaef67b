package org.confab.kernel;

/**
 * Why an operation was refused, with the code each door answers: the server REST API (spec
 * 19720–19824 and the tables of each command), the client engine (spec 23913) and the cloud API.
 * This is the only table of its kind.
 */
public enum Refusal {
  INTERNAL(100001, -1, "ERR_FAILED", "InternalError"),
  INVALID_ARGUMENT(100002, -1001, "ERR_INVALID_PARAMETER", "InvalidParameter"),
  TOO_OFTEN(60007, -2, "ERR_FREQ_LIMIT", "RequestLimitExceeded"),
  NOT_LOGGED_IN(60004, -1002, "ERR_SDK_NOT_INITIALIZED", "AuthFailure"),

  MALFORMED_URL(60002, -1001, "ERR_INVALID_PARAMETER", "InvalidParameter"),
  MALFORMED_JSON(60003, -1001, "ERR_INVALID_PARAMETER", "InvalidParameter"),
  SIGNATURE_MISSING(60004, -1001, "ERR_INVALID_PARAMETER", "AuthFailure.InvalidAuthorization"),
  SIGNATURE_INVALID(60005, -1001, "ERR_INVALID_PARAMETER", "AuthFailure.SignatureFailure"),
  SIGNATURE_EXPIRED(60005, -1001, "ERR_INVALID_PARAMETER", "AuthFailure.SignatureExpire"),
  KEY_UNKNOWN(60005, -1001, "ERR_INVALID_PARAMETER", "AuthFailure.SecretIdNotFound"),
  APPLICATION_UNKNOWN(60006, -1000, "ERR_SDKAPPID_NOT_FOUND", "FailedOperation.SdkAppIdNotExist"),
  MALFORMED_REQUEST(60008, -1001, "ERR_INVALID_PARAMETER", "InvalidParameter"),
  REQUEST_TOO_BIG(60008, -1001, "ERR_INVALID_PARAMETER", "RequestSizeLimitExceeded"),
  NO_SUCH_COMMAND(60009, -1001, "ERR_INVALID_PARAMETER", "InvalidAction"),
  NO_SUCH_VERSION(60009, -1001, "ERR_INVALID_PARAMETER", "NoSuchVersion"),
  NEED_APP_ADMIN(60010, -1003, "ERR_PERMISSION_DENIED", "AuthFailure.UnauthorizedOperation"),
  APPLICATION_TOO_OFTEN(60011, -2, "ERR_FREQ_LIMIT", "RequestLimitExceeded"),
  APPLICATION_MISSING(60012, -1000, "ERR_SDKAPPID_NOT_FOUND", "MissingParameter.SdkAppId"),
  ACCOUNT_NO_STRING(60015, -1001, "ERR_INVALID_PARAMETER", "InvalidParameter.UserId"),

  ARGUMENT_MISSING(100002, -1001, "ERR_INVALID_PARAMETER", "MissingParameter"),
  ROOM_ID_MISSING(100002, -1001, "ERR_INVALID_PARAMETER", "MissingParameter.RoomId"),
  USER_IDS_MISSING(100002, -1001, "ERR_INVALID_PARAMETER", "MissingParameter.UserIds"),
  APPLICATION_INVALID(60012, -1000, "ERR_SDKAPPID_NOT_FOUND", "InvalidParameter.SdkAppId"),
  USER_IDS_INVALID(100002, -1001, "ERR_INVALID_PARAMETER", "InvalidParameter.UserIds"),

  ROOM_ID_TAKEN(100003, -2106, "ERR_ROOM_ID_OCCUPIED", "FailedOperation"),
  ROOM_NOT_FOUND(100004, -2100, "ERR_ROOM_ID_NOT_EXIST", "FailedOperation.RoomNotExist"),
  ROOM_ID_INVALID(100002, -2105, "ERR_ROOM_ID_INVALID", "InvalidParameter.RoomId"),
  ROOM_NAME_INVALID(100002, -2107, "ERR_ROOM_NAME_INVALID", "InvalidParameter"),
  ROOM_ID_TAKEN_BY_OWNER(100010, -2106, "ERR_ROOM_ID_OCCUPIED", "FailedOperation"),
  ROOM_CREATED_TOO_OFTEN(100012, -2, "ERR_FREQ_LIMIT", "RequestLimitExceeded"),
  PLAN_EXCEEDED(100007, -1004, "ERR_REQUIRE_PAYMENT", "FailedOperation"),
  SEATS_EXCEED_PLAN(100007, -2340, "ERR_MAX_SEAT_COUNT_LIMIT", "FailedOperation"),
  ROOM_TYPE_DIFFERS(
      100002, -2103, "ERR_OPERATION_NOT_SUPPORTED_IN_CURRENT_ROOM_TYPE", "FailedOperation"),
  NOT_IN_THIS_ROOM_TYPE(
      100002, -2103, "ERR_OPERATION_NOT_SUPPORTED_IN_CURRENT_ROOM_TYPE", "InvalidParameter"),
  NEED_PASSWORD(100006, -2109, "ERR_NEED_PASSWORD", "FailedOperation"),
  WRONG_PASSWORD(100006, -2110, "ERR_WRONG_PASSWORD", "FailedOperation"),
  TOO_MANY_MARKS(100009, -1, "ERR_FAILED", "FailedOperation"),
  BANNED(100006, -1003, "ERR_PERMISSION_DENIED", "AuthFailure.UnauthorizedOperation"),
  ROOM_FULL(100006, -2111, "ERR_ROOM_USER_FULL", "FailedOperation"),

  ACCOUNT_UNKNOWN(100002, -2200, "ERR_USER_NOT_EXIST", "InvalidParameter.UserId"),
  NOT_A_MEMBER(100005, -2201, "ERR_USER_NOT_ENTERED", "InvalidParameter.UserId"),
  NOT_IN_A_ROOM(100005, -2101, "ERR_OPERATION_INVALID_BEFORE_ENTER_ROOM", "FailedOperation"),
  IN_ANOTHER_ROOM(100002, -2108, "ERR_ALREADY_IN_OTHER_ROOM", "FailedOperation"),
  OWNER_MAY_NOT_EXIT(100006, -2102, "ERR_EXIT_NOT_SUPPORTED_FOR_ROOM_OWNER", "FailedOperation"),
  OWNER_KEEPS_ROLE(100006, -1003, "ERR_PERMISSION_DENIED", "FailedOperation"),
  NEED_OWNER(100006, -2300, "ERR_NEED_OWNER_PERMISSION", "AuthFailure.UnauthorizedOperation"),
  NEED_ADMIN(100006, -2301, "ERR_NEED_ADMIN_PERMISSION", "AuthFailure.UnauthorizedOperation"),

  MESSAGES_OFF(100006, -2380, "ERR_SEND_MESSAGE_DISABLED_FOR_ALL", "FailedOperation"),
  MESSAGES_OFF_FOR_MEMBER(
      100006, -2381, "ERR_SEND_MESSAGE_DISABLED_FOR_CURRENT", "FailedOperation"),

  NOT_IN_THIS_MEDIA_MODE(
      100002, -2103, "ERR_OPERATION_NOT_SUPPORTED_IN_CURRENT_ROOM_TYPE", "UnsupportedOperation"),
  MEDIA_UNAVAILABLE(100001, -1, "ERR_FAILED", "InternalError"),
  CAMERA_NEEDS_PERMISSION(
      100006, -2371, "ERR_OPEN_CAMERA_NEED_PERMISSION_FROM_ADMIN", "FailedOperation"),
  MICROPHONE_NEEDS_PERMISSION(
      100006, -2361, "ERR_OPEN_MICROPHONE_NEED_PERMISSION_FROM_ADMIN", "FailedOperation"),
  SCREEN_NEEDS_PERMISSION(
      100006, -2373, "ERR_OPEN_SCREEN_SHARE_NEED_PERMISSION_FROM_ADMIN", "FailedOperation"),

  NO_SEATS(100211, -2347, "ERR_SEAT_NOT_SUPPORT_LINK_MIC", "FailedOperation"),
  NO_SUCH_SEAT(100002, -2344, "ERR_SEAT_INDEX_NOT_EXIST", "InvalidParameter"),
  SEAT_LOCKED(100200, -2343, "ERR_SEAT_LOCKED", "FailedOperation"),
  SEAT_OCCUPIED(100210, -2342, "ERR_SEAT_OCCUPIED", "FailedOperation"),
  SEATS_FULL(100205, -2346, "ERR_ALL_SEAT_OCCUPIED", "FailedOperation"),
  ALREADY_SEATED(100203, -2341, "ERR_ALREADY_IN_SEAT", "FailedOperation"),
  NOT_SEATED(100002, -2345, "ERR_USER_NOT_IN_SEAT", "FailedOperation"),
  MICROPHONE_SEAT_LOCKED(100006, -2360, "ERR_OPEN_MICROPHONE_NEED_SEAT_UNLOCK", "FailedOperation"),
  CAMERA_SEAT_LOCKED(100006, -2370, "ERR_OPEN_CAMERA_NEED_SEAT_UNLOCK", "FailedOperation"),
  SCREEN_SEAT_LOCKED(100006, -2372, "ERR_OPEN_SCREEN_SHARE_NEED_SEAT_UNLOCK", "FailedOperation"),

  REQUEST_NOT_YOURS(
      100006, -2310, "ERR_REQUEST_NO_PERMISSION", "AuthFailure.UnauthorizedOperation"),
  REQUEST_CLOSED(100002, -2311, "ERR_REQUEST_ID_INVALID", "InvalidParameter"),
  REQUEST_REPEATED(100202, -2312, "ERR_REQUEST_ID_REPEAT", "FailedOperation"),
  REQUEST_IN_CONFLICT(100006, -2313, "ERR_REQUEST_ID_CONFLICT", "FailedOperation"),
  SEAT_APPLIED_FOR(100202, -2313, "ERR_REQUEST_ID_CONFLICT", "FailedOperation"),
  DEVICE_OPEN(100006, -3, "ERR_REPEAT_OPERATION", "FailedOperation"),

  CONFERENCE_RUNNING(100006, -1, "ERR_FAILED", "FailedOperation"),
  NOT_INVITED(100005, -1003, "ERR_PERMISSION_DENIED", "AuthFailure.UnauthorizedOperation"),

  CALLBACK_EXISTS(100300, -1, "ERR_FAILED", "FailedOperation"),
  CALLBACK_MISSING(100301, -1, "ERR_FAILED", "FailedOperation"),
  CALLBACK_MISSING_TO_SIGN(100302, -1, "ERR_FAILED", "FailedOperation");

  private final int restCode;
  private final int clientCode;
  private final String clientName;
  private final String cloudCode;

  Refusal(int restCode, int clientCode, String clientName, String cloudCode) {
    this.restCode = restCode;
    this.clientCode = clientCode;
    this.clientName = clientName;
    this.cloudCode = cloudCode;
  }

  /** {@code ErrorCode} of the server REST API. */
  public int restCode() {
    return restCode;
  }

  /** {@code code} of the client engine, negative. */
  public int clientCode() {
    return clientCode;
  }

  /** The client code's name in {@code TUIErrorCode}. */
  public String clientName() {
    return clientName;
  }

  /** {@code Error.Code} of the cloud API. */
  public String cloudCode() {
    return cloudCode;
  }
}
