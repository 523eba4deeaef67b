package org.confab.member;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import org.confab.kernel.RoomKey;

/**
 * A user who may not enter a room before a time. It ends with that time, by being lifted, or with
 * the room; a new ban of the same user only moves the time.
 *
 * <p>Not cached: the database removes bans with their room.
 */
@Entity
@Cacheable(false)
@IdClass(RoomUserPk.class)
class Ban {
  @Id
  @Column(name = "sdk_app_id")
  private long sdkAppId;

  @Id
  @Column(name = "room_id")
  private String roomId = "";

  @Id
  @Column(name = "user_id")
  private String userId = "";

  private long place;

  @Column(name = "banned_until")
  private long until;

  protected Ban() {}

  Ban(RoomKey room, String userId, long place, Instant until) {
    this.sdkAppId = room.sdkAppId();
    this.roomId = room.roomId();
    this.userId = userId;
    this.place = place;
    renew(until);
  }

  /** Lasts until then, whatever it was before. */
  final void renew(Instant newUntil) {
    until = newUntil.toEpochMilli();
  }

  boolean isInForce(Instant now) {
    return now.toEpochMilli() < until;
  }

  long place() {
    return place;
  }

  Banning.Banned info() {
    return new Banning.Banned(userId, Instant.ofEpochMilli(until));
  }
}
