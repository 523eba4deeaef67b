package org.confab.app;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;

/**
 * A user of an application, known from the first login on, or from being imported; it carries what
 * the user says of itself.
 */
@Entity
@Cacheable
@IdClass(AccountPk.class)
class Account {
  @Id
  @Column(name = "sdk_app_id")
  private long sdkAppId;

  @Id
  @Column(name = "user_id")
  private String userId = "";

  @Column(name = "user_name")
  private String userName = "";

  @Column(name = "avatar_url")
  private String avatarUrl = "";

  @Column(name = "custom_info")
  private String customInfo = "";

  @Column(name = "created_at")
  private long createdAt;

  protected Account() {}

  Account(long sdkAppId, String userId, long createdAt) {
    this.sdkAppId = sdkAppId;
    this.userId = userId;
    this.createdAt = createdAt;
  }

  Profile profile() {
    return new Profile(userId, userName, avatarUrl, customInfo);
  }

  void describe(Profile profile) {
    userName = profile.userName();
    avatarUrl = profile.avatarUrl();
    customInfo = profile.customInfo();
  }
}
