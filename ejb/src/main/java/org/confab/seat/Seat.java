package org.confab.seat;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.MemberInfo;
import org.jspecify.annotations.Nullable;

/**
 * One seat of a room. It is taken and left, and may be locked: as a whole, then nobody sits on it,
 * or for the sound or the pictures of whoever does. It is stored from its first use on, until the
 * room is gone.
 *
 * <p>Not cached: the database removes seats with their room.
 */
@Entity
@Cacheable(false)
@IdClass(SeatPk.class)
class Seat {
  @Id
  @Column(name = "sdk_app_id")
  private long sdkAppId;

  @Id
  @Column(name = "room_id")
  private String roomId = "";

  @Id
  @Column(name = "seat_index")
  private int index;

  @Column(name = "user_id")
  private @Nullable String userId;

  private boolean locked;

  @Column(name = "video_locked")
  private boolean videoLocked;

  @Column(name = "audio_locked")
  private boolean audioLocked;

  protected Seat() {}

  Seat(RoomKey room, int index) {
    this.sdkAppId = room.sdkAppId();
    this.roomId = room.roomId();
    this.index = index;
  }

  void sit(String user) {
    checkFree();
    userId = user;
  }

  void checkFree() {
    if (locked) {
      throw new Problem(Refusal.SEAT_LOCKED, "Seat " + index + " is locked; try another.");
    }
    if (userId != null) {
      throw new Problem(Refusal.SEAT_OCCUPIED, "Somebody sits on seat " + index + ".");
    }
  }

  void vacate() {
    userId = null;
  }

  /** Locks and unlocks what is given; whoever sits on a seat that is locked as a whole is off. */
  void lock(SeatLock lock) {
    locked = orElse(lock.seat(), locked);
    videoLocked = orElse(lock.video(), videoLocked);
    audioLocked = orElse(lock.audio(), audioLocked);
    if (locked) {
      vacate();
    }
  }

  private static boolean orElse(@Nullable Boolean given, boolean otherwise) {
    return given == null ? otherwise : given;
  }

  boolean isFree() {
    return !locked && userId == null;
  }

  boolean isTakenBy(String user) {
    return user.equals(userId);
  }

  /** Whether it differs from a seat that was never used. */
  boolean isUsed() {
    return userId != null || locked || videoLocked || audioLocked;
  }

  int index() {
    return index;
  }

  /** {@code ""} when nobody sits on it. */
  String userId() {
    return userId == null ? "" : userId;
  }

  /**
   * @param occupant who sits on it, null when that is nobody
   */
  SeatInfo info(@Nullable MemberInfo occupant) {
    return new SeatInfo(
        index,
        userId(),
        occupant == null ? "" : occupant.userName(),
        occupant == null ? "" : occupant.nameCard(),
        occupant == null ? "" : occupant.avatarUrl(),
        locked,
        videoLocked,
        audioLocked);
  }
}
