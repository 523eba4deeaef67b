package org.confab.room;

import jakarta.ejb.ApplicationException;

/** A room was not opened since there is one of its id. */
@ApplicationException(rollback = true)
final class RoomIdTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String wantedBy;

  /**
   * @param wantedBy who would have been its owner
   */
  RoomIdTaken(String wantedBy) {
    super("taken", null, false, false);
    this.wantedBy = wantedBy;
  }

  String wantedBy() {
    return wantedBy;
  }
}
