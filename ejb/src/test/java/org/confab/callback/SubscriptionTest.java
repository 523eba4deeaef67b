package org.confab.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionTest {
  private static final List<String> ONE = List.of("Room.CallbackAfterMemberEnter");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.com",
        "ftp://example.com",
        "http://",
        "http:///path",
        "http://exa mple.com",
        "http://user:password@example.com",
        "http://example.com#part",
        "http://example.com:99999/",
        "file:///etc/passwd"
      })
  void whatNobodyCanPostToIsRefused(String url) {
    refused(url, ONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://example.com", "HTTPS://example.com:8443/a?b=c", "http://[::1]/"})
  void httpUrlsAreTaken(String url) {
    assertThat(new Subscription(url, ONE).url()).isEqualTo(url);
  }

  @Test
  void aUrlOfMoreThan2048BytesIsRefused() {
    String longest = "http://example.com/" + "a".repeat(2048 - 19);

    assertThat(new Subscription(longest, ONE).url()).hasSize(2048);
    refused(longest + "a", ONE);
  }

  @Test
  void unknownAndMissingCommandsAreRefused() {
    refused("http://example.com", List.of());
    refused("http://example.com", List.of("Room.CallbackAfterMemberEnter", "Room.Nothing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Room.CallbackUpdateRoomInfo", "Room.CallbackAfterUpdateRoomInfo"})
  void eitherSpellingOfTheUpdateIsKeptAndWanted(String spelling) {
    Subscription subscription = new Subscription("http://example.com", List.of(spelling));

    assertThat(subscription.commands()).containsExactly(spelling);
    assertThat(subscription.wants(CallbackCommand.ROOM_UPDATED)).isTrue();
    assertThat(subscription.wants(CallbackCommand.ROOM_CREATED)).isFalse();
  }

  private static void refused(String url, List<String> commands) {
    assertThatExceptionOfType(Problem.class)
        .isThrownBy(() -> new Subscription(url, commands))
        .satisfies(problem -> assertThat(problem.refusal()).isEqualTo(Refusal.INVALID_ARGUMENT));
  }
}
