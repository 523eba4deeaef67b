package org.confab.member;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.confab.app.Profile;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.room.Device;
import org.confab.room.Room;

/**
 * A user in a room, from entering to leaving. It survives a dropped connection: the client that
 * comes back in time carries on, and the same user's next client takes over.
 *
 * <p>Not cached: the database removes members with their room.
 */
@Entity
@Cacheable(false)
@IdClass(RoomUserPk.class)
public class Member {
  @Id
  @Column(name = "sdk_app_id")
  private long sdkAppId;

  @Id
  @Column(name = "room_id")
  private String roomId = "";

  @Id
  @Column(name = "user_id")
  private String userId = "";

  private long entry;

  @Column(name = "user_name")
  private String userName = "";

  @Column(name = "avatar_url")
  private String avatarUrl = "";

  @Column(name = "name_card")
  private String nameCard = "";

  @Column(name = "is_admin")
  private boolean admin;

  @Column(name = "custom_info")
  private String customInfo = "";

  private boolean audio;

  private boolean video;

  private boolean screen;

  @Column(name = "message_disabled")
  private boolean messageDisabled;

  @Column(name = "microphone_allowed")
  private boolean microphoneAllowed;

  @Column(name = "camera_allowed")
  private boolean cameraAllowed;

  @Column(name = "screen_allowed")
  private boolean screenAllowed;

  @Column(name = "microphone_closed")
  private boolean microphoneClosed;

  @Column(name = "camera_closed")
  private boolean cameraClosed;

  @Column(name = "screen_closed")
  private boolean screenClosed;

  private String marks = "";
  private String client = "";

  @Column(name = "entered_at")
  private long enteredAt;

  protected Member() {}

  Member(RoomKey room, Profile profile, long entry, String client, Instant now) {
    this.sdkAppId = room.sdkAppId();
    this.roomId = room.roomId();
    this.userId = profile.userId();
    this.entry = entry;
    this.client = client;
    this.enteredAt = now.toEpochMilli();
    describe(profile);
  }

  final void describe(Profile profile) {
    userName = profile.userName();
    avatarUrl = profile.avatarUrl();
  }

  void takeOver(String newClient) {
    client = newClient;
  }

  /** Says what the camera stream carries from now on. */
  public void send(boolean newAudio, boolean newVideo) {
    audio = newAudio;
    video = newVideo;
    microphoneClosed &= !newAudio;
    cameraClosed &= !newVideo;
  }

  /** Says whether the screen is sent from now on. */
  public void share(boolean newScreen) {
    screen = newScreen;
    screenClosed &= !newScreen;
  }

  /** May open the device from now on, although it is switched off for everybody. */
  public void allow(Device device) {
    switch (device) {
      case MICROPHONE -> microphoneAllowed = true;
      case CAMERA -> cameraAllowed = true;
      case SCREEN -> screenAllowed = true;
    }
  }

  /** Stops sending from the device, and has to ask before it opens one that is switched off. */
  public void close(Device device) {
    switch (device) {
      case MICROPHONE -> microphoneAllowed = false;
      case CAMERA -> cameraAllowed = false;
      case SCREEN -> screenAllowed = false;
    }
    stop(device);
  }

  /** Stops sending from the device, by somebody else's will, until it opens it itself. */
  public void stop(Device device) {
    switch (device) {
      case MICROPHONE -> {
        audio = false;
        microphoneClosed = true;
      }
      case CAMERA -> {
        video = false;
        cameraClosed = true;
      }
      case SCREEN -> {
        screen = false;
        screenClosed = true;
      }
    }
  }

  /** What others have closed and it has not opened since. */
  Set<Device> closedDevices() {
    Set<Device> closed = EnumSet.noneOf(Device.class);
    if (microphoneClosed) {
      closed.add(Device.MICROPHONE);
    }
    if (cameraClosed) {
      closed.add(Device.CAMERA);
    }
    if (screenClosed) {
      closed.add(Device.SCREEN);
    }
    return closed;
  }

  /** Whether it may open the device even where that is switched off for everybody. */
  public boolean isAllowed(Device device) {
    return switch (device) {
      case MICROPHONE -> microphoneAllowed;
      case CAMERA -> cameraAllowed;
      case SCREEN -> screenAllowed;
    };
  }

  /** Applies what is given. */
  void change(MemberChange change, boolean owner) {
    Role newRole = Objects.requireNonNullElse(change.role(), role(owner));
    if (newRole != role(owner)) {
      if (newRole == Role.OWNER) {
        throw Limits.invalid("Role must be Admin or Member; owners are changed by handing over.");
      }
      if (owner) {
        throw new Problem(
            Refusal.OWNER_KEEPS_ROLE, "The owner keeps the role until the room is handed over.");
      }
    }
    nameCard = Objects.requireNonNullElse(change.nameCard(), nameCard);
    customInfo = Objects.requireNonNullElse(change.customInfo(), customInfo);
    admin = newRole == Role.ADMIN;
  }

  void mark(UnaryOperator<Marks> how) {
    marks = how.apply(Marks.parse(marks)).toText();
  }

  /** Whether it may send messages from now on. */
  void switchMessages(boolean off) {
    messageDisabled = off;
  }

  /**
   * The room is this member's from now on; whoever owns it is no admin besides, and has its say:
   * nobody else could give it back.
   */
  void own() {
    admin = false;
    messageDisabled = false;
  }

  Role role(boolean owner) {
    return owner ? Role.OWNER : admin ? Role.ADMIN : Role.MEMBER;
  }

  String client() {
    return client;
  }

  RoomKey room() {
    return new RoomKey(sdkAppId, roomId);
  }

  public String userId() {
    return userId;
  }

  /**
   * The member as others see it.
   *
   * @param in the room it is in
   */
  public MemberInfo info(Room in) {
    return info(in.isOwner(userId));
  }

  MemberInfo info(boolean owner) {
    return new MemberInfo(
        room(),
        userId,
        userName,
        nameCard,
        avatarUrl,
        role(owner),
        customInfo,
        Marks.parse(marks).list(),
        audio,
        video,
        screen,
        messageDisabled,
        entry);
  }
}
