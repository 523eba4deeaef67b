package org.confab.member;

import org.confab.kernel.Caller;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/** What one who acts in a room may do to its members. */
public enum Standing {
  /** The application's administrator, above the roles of a room. */
  APPLICATION,
  OWNER,
  ADMIN,
  MEMBER;

  static Standing of(Caller caller, Role role) {
    if (caller.administrator()) {
      return APPLICATION;
    }
    return switch (role) {
      case OWNER -> OWNER;
      case ADMIN -> ADMIN;
      case MEMBER -> MEMBER;
    };
  }

  /** Whether it decides about others. */
  public boolean isModerator() {
    return this != MEMBER;
  }

  /** Refuses who may do nothing to others at all. */
  public void checkModerator() {
    if (!isModerator()) {
      throw new Problem(Refusal.NEED_ADMIN, "Only the owner or an admin may do this.");
    }
  }

  /** Refuses who is not the owner, nor above. */
  public void checkOwner() {
    if (this == ADMIN || this == MEMBER) {
      throw new Problem(Refusal.NEED_OWNER, "Only the owner may do this.");
    }
  }

  /** Nobody in the room removes its owner, and an admin no admin. */
  public void checkRemoval(String userId, Role role) {
    checkAbove(role, "You may not remove " + userId + ".");
  }

  /** Nobody in the room asks its owner for a device or onto a seat, and an admin no admin. */
  public void checkAsking(String userId, Role role) {
    checkAbove(role, "You may not ask this of " + userId + ".");
  }

  /** Nobody in the room closes the devices of its owner, and an admin of no admin (spec 3845). */
  public void checkClosing(String userId, Role role) {
    checkAbove(role, "You may not close what " + userId + " has opened.");
  }

  private void checkAbove(Role role, String otherwise) {
    checkModerator();
    boolean above =
        switch (this) {
          case APPLICATION -> true;
          case OWNER -> role != Role.OWNER;
          case ADMIN, MEMBER -> role == Role.MEMBER;
        };
    if (!above) {
      throw new Problem(Refusal.NEED_OWNER, otherwise);
    }
  }

  /**
   * Roles are given by the owner (spec 11684); a card is written by its bearer, by the owner and by
   * admins (spec 4801).
   */
  void checkChange(MemberChange change, boolean ofItself) {
    if (change.role() != null) {
      checkOwner();
    }
    if (!ofItself) {
      checkModerator();
    }
  }

  /** Nobody in the room takes the word from its owner, and an admin from no admin. */
  void checkMuting(String userId, Role role) {
    checkAbove(role, "You may not decide whether " + userId + " sends messages.");
  }
}
