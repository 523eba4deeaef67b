package org.confab.callback;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;

/** An application's callbacks: set once, changed, deleted. */
@Entity
@Table(name = "callback_config")
class CallbackConfig {
  @Id
  @Column(name = "sdk_app_id")
  private long sdkAppId;

  private String url = "";
  private String commands = "";

  /** Requests are signed with it; {@code ""}: they are not. */
  private String token = "";

  protected CallbackConfig() {}

  CallbackConfig(long sdkAppId, Subscription subscription) {
    this.sdkAppId = sdkAppId;
    change(subscription);
  }

  final void change(Subscription subscription) {
    url = subscription.url();
    commands = String.join(",", subscription.commands());
  }

  void signWith(String newToken) {
    token = newToken;
  }

  Subscription subscription() {
    return new Subscription(url, List.of(commands.split(",", -1)));
  }

  String token() {
    return token;
  }
}
