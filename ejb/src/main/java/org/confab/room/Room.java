package org.confab.room;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.Objects;
import org.confab.app.Plan;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.jspecify.annotations.Nullable;

/**
 * A room: opened with an owner, entered and left, changed, and closed, after which nothing of it is
 * kept. Whoever changes it or who is in it holds its row locked, so that events of a room have one
 * order.
 */
@Entity
@Cacheable
@IdClass(RoomPk.class)
public class Room {
  private static final int PASSWORD_BYTES = 32;
  private static final int USUAL_SEATS = 20;

  /** Of a live room, whatever the plan (spec 11747). */
  private static final int LIVE_SEATS = 16;

  @Id
  @Column(name = "sdk_app_id")
  private long sdkAppId;

  @Id
  @Column(name = "room_id")
  private String roomId = "";

  private String name = "";

  @Enumerated(EnumType.STRING)
  private RoomType type = RoomType.CONFERENCE;

  @Column(name = "owner_id")
  private String ownerId = "";

  private String password = "";

  @Column(name = "max_members")
  private int maxMembers;

  @Column(name = "max_seats")
  private int maxSeats;

  @Column(name = "seats_enabled")
  private boolean seatsEnabled;

  @Enumerated(EnumType.STRING)
  @Column(name = "seat_mode")
  private SeatMode seatMode = SeatMode.FREE_TO_TAKE;

  @Column(name = "video_disabled")
  private boolean videoDisabled;

  @Column(name = "audio_disabled")
  private boolean audioDisabled;

  @Column(name = "message_disabled")
  private boolean messageDisabled;

  @Column(name = "screen_disabled")
  private boolean screenDisabled;

  @Column(name = "recording_disabled")
  private boolean recordingDisabled;

  @Column(name = "custom_info")
  private String customInfo = "";

  @Embedded private Timetable timetable = new Timetable();

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "member_count")
  private int memberCount;

  private long entries;

  private long seq;
  private long bans;

  protected Room() {}

  /** A new room, within the limits of specification and plan. */
  static Room open(long sdkAppId, RoomDraft draft, String ownerId, Plan plan, Instant now) {
    Room room = new Room();
    room.sdkAppId = sdkAppId;
    room.roomId = Limits.roomId(draft.roomId());
    room.type = draft.type();
    room.ownerId = Limits.userId("Owner_Account", ownerId);
    room.name = room.roomId;
    room.maxMembers = plan.maxMembers();
    room.seatsEnabled = draft.seatsEnabled();
    room.maxSeats = room.seats(draft.maxSeats(), plan);
    room.protect(Objects.requireNonNullElse(draft.password(), ""));
    room.createdAt = now.toEpochMilli();
    room.timetable = Timetable.of(draft, now);
    room.change(draft.settings(), plan);
    room.seq = 1;
    return room;
  }

  private int seats(@Nullable Integer given, Plan plan) {
    int most = type == RoomType.LIVE ? Math.min(LIVE_SEATS, plan.maxSeats()) : plan.maxSeats();
    int seats =
        Limits.number("MaxSeatCount", given, Math.min(USUAL_SEATS, most), 1, Integer.MAX_VALUE);
    if (seats > most) {
      throw new Problem(
          Refusal.SEATS_EXCEED_PLAN,
          "MaxSeatCount is " + seats + ", this room may have at most " + most + ".");
    }
    return seats;
  }

  /** Applies what is given, within the limits of the plan. */
  public void change(RoomChange change, Plan plan) {
    int newMax = Objects.requireNonNullElse(change.maxMembers(), maxMembers);
    if (newMax > plan.maxMembers()) {
      throw new Problem(
          Refusal.PLAN_EXCEEDED,
          "MaxMemberCount is " + newMax + ", the plan allows " + plan.maxMembers() + ".");
    }
    maxMembers = newMax;
    rename(Objects.requireNonNullElse(change.name(), name));
    customInfo = Objects.requireNonNullElse(change.customInfo(), customInfo);
    videoDisabled = orElse(change.videoDisabled(), videoDisabled);
    audioDisabled = orElse(change.audioDisabled(), audioDisabled);
    messageDisabled = orElse(change.messageDisabled(), messageDisabled);
    screenDisabled = orElse(change.screenDisabled(), screenDisabled);
    recordingDisabled = orElse(change.recordingDisabled(), recordingDisabled);
    seatMode = Objects.requireNonNullElse(change.seatMode(), seatMode);
  }

  private static boolean orElse(@Nullable Boolean given, boolean otherwise) {
    return given == null ? otherwise : given;
  }

  /**
   * Lets one more in.
   *
   * @return its place in the order of entering
   */
  public long admit() {
    checkSpace();
    memberCount++;
    return ++entries;
  }

  /** Refuses when as many are in it as may be. */
  public void checkSpace() {
    if (memberCount >= maxMembers) {
      throw new Problem(Refusal.ROOM_FULL, "The room is full: " + maxMembers + " are in it.");
    }
  }

  /** Checks what the one who enters says about the room; its owner needs no password. */
  public void checkEntry(String userId, @Nullable RoomType expected, @Nullable String given) {
    if (expected != null && expected != type) {
      throw new Problem(Refusal.ROOM_TYPE_DIFFERS, "The room is of another type.");
    }
    if (password.isEmpty() || isOwner(userId)) {
      return;
    }
    if (given == null || given.isEmpty()) {
      throw new Problem(Refusal.NEED_PASSWORD, "The room has a password.");
    }
    if (!password.equals(given)) {
      throw new Problem(Refusal.WRONG_PASSWORD, "The password is wrong.");
    }
  }

  /** One is out. */
  public void release() {
    memberCount--;
  }

  /** Allots the place of the next ban among those of the room. */
  public long nextBan() {
    return ++bans;
  }

  /** Whether anybody was ever banned from it. */
  public boolean hasBanned() {
    return bans > 0;
  }

  /** Allots the number of the next event. */
  public long nextSeq() {
    return ++seq;
  }

  public boolean isOwner(String userId) {
    return ownerId.equals(userId);
  }

  /**
   * Gives the room to another.
   *
   * @param from who must have it
   */
  public void handOver(String from, String to) {
    if (!isOwner(from)) {
      throw Limits.invalid("From_Account is not the owner of the room.");
    }
    ownerId = to;
  }

  /** Is called so from now on; {@code ""} stands for its id. */
  public void rename(String newName) {
    RoomChange.checkName(newName);
    name = newName.isEmpty() ? roomId : newName;
  }

  /** Who enters from now on needs this password; with {@code ""} none. */
  public void protect(String newPassword) {
    password = Limits.text("password", newPassword, "", PASSWORD_BYTES);
  }

  /** Whether members may open the device from now on; the owner and admins always may. */
  public void switchOff(Device device, boolean off) {
    switch (device) {
      case MICROPHONE -> audioDisabled = off;
      case CAMERA -> videoDisabled = off;
      case SCREEN -> screenDisabled = off;
    }
  }

  /** Whether members may send messages from now on; the owner and admins always may. */
  public void switchMessages(boolean off) {
    messageDisabled = off;
  }

  /** How members come to seats from now on; a room without seats gets them while it is empty. */
  public void seatBy(SeatMode mode) {
    seatMode = mode;
    seatsEnabled |= memberCount == 0;
  }

  /** Has this many seats from now on, within the limits of its type and the plan. */
  public void limitSeats(int count, Plan plan) {
    maxSeats = seats(count, plan);
  }

  /** Whether members sit on seats, and only those send anything. */
  public boolean hasSeats() {
    return seatsEnabled;
  }

  /** How many seats there are, of use only when it has any. */
  public int maxSeats() {
    return maxSeats;
  }

  public SeatMode seatMode() {
    return seatMode;
  }

  public RoomType type() {
    return type;
  }

  public RoomKey key() {
    return new RoomKey(sdkAppId, roomId);
  }

  public int memberCount() {
    return memberCount;
  }

  public boolean isDisabled(Device device) {
    return switch (device) {
      case MICROPHONE -> audioDisabled;
      case CAMERA -> videoDisabled;
      case SCREEN -> screenDisabled;
    };
  }

  /** The room as it is at the given time. */
  public RoomInfo info(Instant now) {
    return new RoomInfo(
        key(),
        name,
        type,
        ownerId,
        password,
        maxMembers,
        maxSeats,
        seatsEnabled,
        seatMode,
        videoDisabled,
        audioDisabled,
        messageDisabled,
        screenDisabled,
        recordingDisabled,
        customInfo,
        timetable.start(),
        timetable.end(),
        timetable.status(memberCount, now),
        Instant.ofEpochMilli(createdAt),
        memberCount,
        seq);
  }

  /** Whether nobody is in it six hours after its end. */
  boolean isAbandoned(Instant now) {
    return memberCount == 0 && timetable.isOver(Instant.ofEpochMilli(createdAt), now);
  }

  /** Whether it was planned: its owner and who is invited are told of it. */
  public boolean isScheduled() {
    return timetable.isScheduled();
  }

  /** Takes place at another time from now on; what is null stays. */
  public void move(@Nullable Instant start, @Nullable Instant end, Instant now) {
    timetable.move(start, end, memberCount, now);
  }

  /** Whether people are to be reminded of it now; it says so once. */
  public boolean remind(Instant now) {
    return timetable.remind(now);
  }

  /** Whether people are to be told that its status changed; it says so once. */
  public boolean turn(Instant now) {
    return timetable.turn(memberCount, now);
  }

  /** How long before its start people are reminded of it, 0 for not at all. */
  public int reminderSeconds() {
    return timetable.reminderSeconds();
  }
}
