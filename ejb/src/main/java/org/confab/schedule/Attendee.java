package org.confab.schedule;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import org.confab.kernel.RoomKey;
import org.confab.member.RoomUserPk;

/**
 * One who is invited to a room; it need not be known yet, nor come, and others may come.
 *
 * <p>Not cached: the database removes attendees with their room.
 */
@Entity
@Cacheable(false)
@Table(name = "room_invitee")
@IdClass(RoomUserPk.class)
class Attendee {
  @Id
  @Column(name = "sdk_app_id")
  private long sdkAppId;

  @Id
  @Column(name = "room_id")
  private String roomId = "";

  @Id
  @Column(name = "user_id")
  private String userId = "";

  protected Attendee() {}

  Attendee(RoomKey room, String userId) {
    this.sdkAppId = room.sdkAppId();
    this.roomId = room.roomId();
    this.userId = userId;
  }
}
