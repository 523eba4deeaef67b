package org.confab.member;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.time.Instant;
import java.util.List;
import org.confab.app.Profile;
import org.confab.kernel.RoomKey;

/**
 * A user in a room, from entering to leaving. It survives a dropped connection: the client that
 * comes back in time carries on, and the same user's next client takes over.
 *
 * <p>Not cached: the database removes members with their room.
 */
@Entity
@Cacheable(false)
@IdClass(MemberPk.class)
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
  void send(boolean newAudio, boolean newVideo) {
    audio = newAudio;
    video = newVideo;
  }

  void share(boolean newScreen) {
    screen = newScreen;
  }

  boolean isAdmin() {
    return admin;
  }

  String client() {
    return client;
  }

  RoomKey room() {
    return new RoomKey(sdkAppId, roomId);
  }

  String userId() {
    return userId;
  }

  MemberInfo info(boolean owner) {
    return new MemberInfo(
        room(),
        userId,
        userName,
        nameCard,
        avatarUrl,
        owner ? Role.OWNER : admin ? Role.ADMIN : Role.MEMBER,
        customInfo,
        List.of(),
        audio,
        video,
        screen,
        messageDisabled,
        entry);
  }
}
