package org.confab.client;

/** What a member is in its room, in the order of the numbers on the wire. */
public enum Role {
  OWNER,
  ADMIN,
  MEMBER;

  static Role numbered(int number) {
    return number == 0 ? OWNER : number == 1 ? ADMIN : MEMBER;
  }
}
