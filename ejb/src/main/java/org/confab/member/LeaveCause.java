package org.confab.member;

/** Why a member is no longer in a room (spec 23420). */
public enum LeaveCause {
  LEAVE,
  KICKED,
  EXPIRED
}
