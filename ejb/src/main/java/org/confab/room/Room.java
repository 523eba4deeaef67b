package org.confab.room;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
  private static final int INVITEES = 300;
  private static final int USUAL_SEATS = 20;
  private static final Duration SHORTEST = Duration.ofMinutes(5);
  private static final Duration USUAL = Duration.ofHours(1);
  static final Duration KEPT = Duration.ofHours(6);
  private static final Duration LONGEST = Duration.ofHours(24);

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

  @Column(name = "schedule_start")
  private long scheduleStart;

  @Column(name = "schedule_end")
  private long scheduleEnd;

  @Column(name = "created_at")
  private long createdAt;

  @Column(name = "member_count")
  private int memberCount;

  private long entries;

  private long seq;
  private long bans;

  @ElementCollection
  @CollectionTable(
      name = "room_invitee",
      joinColumns = {
        @JoinColumn(name = "sdk_app_id", referencedColumnName = "sdk_app_id"),
        @JoinColumn(name = "room_id", referencedColumnName = "room_id")
      })
  @Column(name = "user_id")
  private Set<String> invitees = new LinkedHashSet<>();

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
    room.maxSeats = seats(draft.maxSeats(), plan);
    room.protect(Objects.requireNonNullElse(draft.password(), ""));
    room.createdAt = now.toEpochMilli();
    room.schedule(draft, now);
    if (draft.invitees().size() > INVITEES) {
      throw Limits.invalid(
          "ScheduleInviteeList_Account has "
              + draft.invitees().size()
              + " entries, at most "
              + INVITEES
              + " are allowed.");
    }
    draft
        .invitees()
        .forEach(i -> room.invitees.add(Limits.userId("ScheduleInviteeList_Account", i)));
    room.change(draft.settings(), plan);
    room.seq = 1;
    return room;
  }

  private static int seats(@Nullable Integer given, Plan plan) {
    int usual = Math.min(USUAL_SEATS, plan.maxSeats());
    int seats = Limits.number("MaxSeatCount", given, usual, 1, Integer.MAX_VALUE);
    if (seats > plan.maxSeats()) {
      throw new Problem(
          Refusal.SEATS_EXCEED_PLAN,
          "MaxSeatCount is " + seats + ", the plan allows " + plan.maxSeats() + ".");
    }
    return seats;
  }

  private void schedule(RoomDraft draft, Instant now) {
    Instant start = Objects.requireNonNullElse(draft.scheduleStart(), now);
    Instant end = Objects.requireNonNullElseGet(draft.scheduleEnd(), () -> start.plus(USUAL));
    Duration length = Duration.between(start, end);
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw Limits.invalid(
          "ScheduleEndTime must be 5 minutes to 24 hours after ScheduleStartTime.");
    }
    scheduleStart = start.toEpochMilli();
    scheduleEnd = end.toEpochMilli();
  }

  /** Applies what is given. */
  void change(RoomChange change, Plan plan) {
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
    if (memberCount >= maxMembers) {
      throw new Problem(Refusal.ROOM_FULL, "The room is full: " + maxMembers + " are in it.");
    }
    memberCount++;
    return ++entries;
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

  /** How members come to seats from now on. */
  public void seatBy(SeatMode mode) {
    seatMode = mode;
  }

  /** Has this many seats from now on, within the limits of the plan. */
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
        Instant.ofEpochMilli(scheduleStart),
        Instant.ofEpochMilli(scheduleEnd),
        status(now),
        Instant.ofEpochMilli(createdAt),
        memberCount,
        seq);
  }

  /** Running while somebody is in it, early or late, and in its time; closed after it. */
  private RoomStatus status(Instant now) {
    if (memberCount > 0) {
      return RoomStatus.RUNNING;
    }
    long time = now.toEpochMilli();
    if (time < scheduleStart) {
      return RoomStatus.NOT_STARTED;
    }
    return time < scheduleEnd ? RoomStatus.RUNNING : RoomStatus.NONE;
  }

  /**
   * Whether nobody is in it six hours after its end (spec 20095). One that was opened for a time
   * gone by has six hours from then on.
   */
  boolean isAbandoned(Instant now) {
    long since = Math.max(scheduleEnd, createdAt);
    return memberCount == 0 && since <= now.minus(KEPT).toEpochMilli();
  }

  List<String> invitees() {
    return List.copyOf(invitees);
  }
}
