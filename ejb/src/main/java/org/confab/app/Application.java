package org.confab.app;

import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A tenant. It is made once, with its keys, and outlives everything in it. */
@Entity
@Cacheable
class Application {
  @Id
  @Column(name = "sdk_app_id")
  private long sdkAppId;

  @Column(name = "secret_key")
  private String secretKey = "";

  private String admin = "";

  @Column(name = "secret_id")
  private String secretId = "";

  @Column(name = "api_secret_key")
  private String apiSecretKey = "";

  @Column(name = "max_members")
  private int maxMembers;

  @Column(name = "max_seats")
  private int maxSeats;

  @Column(name = "created_at")
  private long createdAt;

  protected Application() {}

  Application(AppKeys keys, Plan plan, long createdAt) {
    this.sdkAppId = keys.sdkAppId();
    this.secretKey = keys.secretKey();
    this.admin = keys.admin();
    this.secretId = keys.secretId();
    this.apiSecretKey = keys.apiSecretKey();
    this.maxMembers = plan.maxMembers();
    this.maxSeats = plan.maxSeats();
    this.createdAt = createdAt;
  }

  AppKeys keys() {
    return new AppKeys(sdkAppId, secretKey, admin, secretId, apiSecretKey);
  }

  Plan plan() {
    return new Plan(maxMembers, maxSeats);
  }

  String admin() {
    return admin;
  }
}
