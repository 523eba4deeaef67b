package org.confab.member;

/** What a member may do; a room has one owner. */
public enum Role {
  OWNER,
  ADMIN,
  MEMBER
}
