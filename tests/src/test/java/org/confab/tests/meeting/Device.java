package org.confab.tests.meeting;

/** What a member sends from, and what the protocol calls it. */
enum Device {
  MICROPHONE("hasAudioStream", "isMicrophoneDisableForAllUser", -2360, -2361),
  CAMERA("hasVideoStream", "isCameraDisableForAllUser", -2370, -2371),
  SCREEN("hasScreenStream", "isScreenShareDisableForAllUser", -2372, -2373);

  /** In {@code userInfo}: it is sent. */
  final String sent;

  /** In {@code roomInfo}: it is switched off for everybody. */
  final String off;

  /** The error of a seat that does not allow it. */
  final int lockedOnSeat;

  /** The error where it is switched off for everybody. */
  final int needsPermission;

  Device(String sent, String off, int lockedOnSeat, int needsPermission) {
    this.sent = sent;
    this.off = off;
    this.lockedOnSeat = lockedOnSeat;
    this.needsPermission = needsPermission;
  }

  static Device numbered(int number) {
    return values()[number - 1];
  }
}
