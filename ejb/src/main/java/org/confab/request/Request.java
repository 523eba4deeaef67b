package org.confab.request;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.member.MemberInfo;
import org.confab.member.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Something that one asks of another. It is open until it is accepted, rejected or cancelled, has
 * had its time, or one side leaves; then it stays for a minute, so that an asker who is just coming
 * back learns how it ended. It goes with the asker's room; the one who is asked may be in another.
 *
 * <p>Not cached: the database removes requests with their room.
 */
@Entity
@Cacheable(false)
class Request {
  /** The specification gives no limit; rooms are planned for a day (spec 20095). */
  private static final int LONGEST_SECONDS = 24 * 60 * 60;

  @Id private String id = "";

  @Column(name = "sdk_app_id")
  private long sdkAppId;

  @Column(name = "room_id")
  private String roomId = "";

  @Enumerated(EnumType.STRING)
  private Action action = Action.TAKE_SEAT;

  @Column(name = "asker_id")
  private String askerId = "";

  @Column(name = "subject_id")
  private String subjectId = "";

  @Column(name = "asked_room_id")
  private @Nullable String askedRoomId;

  @Column(name = "open_matter")
  private @Nullable String openMatter;

  @Column(name = "seat_index")
  private int seatIndex;

  @Column(name = "asked_at")
  private long askedAt;

  private @Nullable Long deadline;

  @Enumerated(EnumType.STRING)
  private @Nullable Outcome outcome;

  @Column(name = "ended_by")
  private @Nullable String endedBy;

  @Column(name = "ended_at")
  private @Nullable Long endedAt;

  protected Request() {}

  /**
   * @param subjectId whose seat or device it is about: the asker's own, or that of the one who is
   *     asked
   * @param timeout seconds until it ends by itself, 0 for never (spec 6225), at most a day
   */
  Request(
      String id,
      RoomKey room,
      Action action,
      String askerId,
      String subjectId,
      int seatIndex,
      int timeout,
      Instant now) {
    this.id = id;
    this.sdkAppId = room.sdkAppId();
    this.roomId = room.roomId();
    this.action = action;
    this.askerId = askerId;
    this.subjectId = subjectId;
    this.openMatter = action.matter();
    this.seatIndex = seatIndex;
    this.askedAt = now.toEpochMilli();
    int seconds = Limits.number("timeout", timeout, 0, 0, LONGEST_SECONDS);
    this.deadline = seconds == 0 ? null : now.plusSeconds(seconds).toEpochMilli();
  }

  /** To the host of another room, rather than to somebody in that of the asker. */
  Request toOtherRoom(RoomKey other) {
    askedRoomId = other.roomId();
    return this;
  }

  void checkAnswer(Caller caller, Standing standing) {
    if (!action.isAnsweredBy(standing.isModerator(), subjectId.equals(caller.userId()))) {
      throw notYours("You were not asked.");
    }
  }

  void checkCancel(Caller caller) {
    if (!askerId.equals(caller.userId())) {
      throw notYours("Only who asked may cancel it.");
    }
  }

  private static Problem notYours(String sentence) {
    return new Problem(Refusal.REQUEST_NOT_YOURS, sentence);
  }

  /**
   * Ends it; refused when it has ended before.
   *
   * @param by who brought it about, {@code ""} when time did
   */
  void end(Outcome how, String by, Instant now) {
    if (!isOpen()) {
      throw closed();
    }
    outcome = how;
    openMatter = null;
    endedBy = by;
    endedAt = now.toEpochMilli();
  }

  static Problem closed() {
    return new Problem(Refusal.REQUEST_CLOSED, "There is no such request, or it was answered.");
  }

  /** What is asked already stands in the way of another request about the same matter. */
  Problem inTheWayOf(Action other, String asker) {
    return action == other && askerId.equals(asker)
        ? new Problem(Refusal.REQUEST_REPEATED, "You have asked already; wait for the answer.")
        : new Problem(
            Refusal.REQUEST_IN_CONFLICT, "Another request about the same is open; answer that.");
  }

  long askedAt() {
    return askedAt;
  }

  boolean isOpen() {
    return outcome == null;
  }

  boolean isOverdue(Instant now) {
    return isOpen() && deadline != null && deadline <= now.toEpochMilli();
  }

  /** Of the one who asks. */
  RoomKey room() {
    return new RoomKey(sdkAppId, roomId);
  }

  boolean isAboutOtherRoom() {
    return askedRoomId != null;
  }

  /** Of the one who is asked: mostly the same. */
  RoomKey askedRoom() {
    return askedRoomId == null ? room() : new RoomKey(sdkAppId, askedRoomId);
  }

  Action action() {
    return action;
  }

  String askerId() {
    return askerId;
  }

  String subjectId() {
    return subjectId;
  }

  int seatIndex() {
    return seatIndex;
  }

  /**
   * The request as others see it.
   *
   * @param asker null when it is no longer in the room
   */
  RequestInfo info(@Nullable MemberInfo asker) {
    return new RequestInfo(
        id,
        room(),
        askedRoom(),
        action,
        askerId,
        asker == null ? "" : asker.userName(),
        asker == null ? "" : asker.nameCard(),
        asker == null ? "" : asker.avatarUrl(),
        subjectId,
        seatIndex,
        Instant.ofEpochMilli(askedAt),
        outcome,
        endedBy == null ? "" : endedBy,
        endedAt == null ? null : Instant.ofEpochMilli(endedAt));
  }
}
