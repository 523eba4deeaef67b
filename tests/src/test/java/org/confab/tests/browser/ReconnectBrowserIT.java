package org.confab.tests.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.confab.json.Json;
import org.confab.tests.kit.Gate;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A meeting goes on when the network, the server or the page was away. With {@code
 * -Dconfab.grace=30} the network is gone for 5, 30 and 90 seconds; usually all but the first is
 * shorter in the same proportion.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReconnectBrowserIT {
  private static final int GRACE = Integer.getInteger("confab.grace", 5);

  @RegisterExtension
  static final Venue VENUE =
      Venue.with(Map.of("CONFAB_MEDIA", "janus", "CONFAB_GRACE_SECONDS", Integer.toString(GRACE)));

  private static final int LAST = Integer.MAX_VALUE;
  private static final String BACK = "You are connected again.";
  private static final Pattern GOING = Pattern.compile("has (joined|left)\\.$");

  /** Five seconds are promised; the rest is for busy machines. */
  private static final Duration SOON = Duration.ofSeconds(10);

  static IntStream absences() {
    return IntStream.of(5, GRACE, 3 * GRACE).distinct();
  }

  @ParameterizedTest
  @MethodSource("absences")
  void mediaIsBackSoonAfterTheNetwork(int seconds) {
    Person ann = VENUE.host("Ann").listens();
    Person bob = VENUE.enterFromElsewhere("Bob").comesTo(ann.room()).listens();
    ann.sees(bob).hears(bob);
    bob.sees(ann).hears(ann);

    bob.losesNetwork().waits(Duration.ofSeconds(seconds));
    bob.findsNetwork();
    allSeeEachOtherSoon("%d s without network".formatted(seconds), ann, bob);

    assertThatTheyWereLostAndFoundOnce(bob);
    assertThat(ann.states()).isEmpty();
    assertThat(comingsAndGoings(ann))
        .as("what others are told of an absence of %d s", seconds)
        .isEqualTo(
            seconds > GRACE
                ? List.of("Bob has joined.", "Bob has left.", "Bob has joined.")
                : List.of("Bob has joined."));
    assertThat(comingsAndGoings(bob)).isEmpty();
  }

  @Test
  void whoOpensTheLaptopAgainIsBackWithoutAClick() throws IOException {
    try (Gate gate = Gate.to(VENUE.uri())) {
      Person ann = VENUE.host("Ann");
      Person bob = VENUE.enterFromElsewhere("Bob").by(gate.uri()).comesTo(ann.room()).listens();
      ann.sees(bob);
      bob.sees(ann);

      bob.fallsAsleep();
      gate.forget();
      ann.waits(Duration.ofSeconds(GRACE)).sees().meets();
      bob.wakesUp();
      allSeeEachOtherSoon("the laptop was opened again", ann, bob);

      assertThatTheyWereLostAndFoundOnce(bob);
    }
  }

  @Test
  void nobodyNoticesAReload() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    ann.sees(bob);
    bob.mutes();
    ann.seesMuted(bob);

    soon(
        "the page was reloaded",
        () -> {
          bob.reloads().sees(ann).hears(ann);
          ann.sees(bob);
        });
    bob.meets(ann);
    ann.seesMuted(bob).meets(bob);

    assertThat(comingsAndGoings(ann)).containsExactly("Bob has joined.");
  }

  @Test
  void whatAHostClosesWhileOneIsAwayStaysClosed() throws IOException {
    try (Gate gate = Gate.to(VENUE.uri())) {
      Person ann = VENUE.host("Ann");
      Person bob = VENUE.enter("Bob").by(gate.uri()).comesTo(ann.room()).listens();
      ann.sees(bob).hears(bob);

      gate.shut();
      ann.opensTheMembers().choosesInMenuOf(bob, "mute");
      bob.noticesThatItIsOffline().isReconnecting();
      gate.open();
      bob.isConnected();

      ann.sees(bob).seesMuted(bob);
      bob.sees(ann).isToldThatItWasMuted();
      bob.mutes();
      ann.hears(bob);
    }
  }

  @Test
  @Order(LAST - 2)
  void theMeetingGoesOnAfterTheServerWasKilled() {
    Person ann = VENUE.host("Ann").listens();
    Person bob = ann.invites("Bob").listens();
    ann.sees(bob).hears(bob);
    bob.sees(ann).hears(ann);

    VENUE.server().kill();
    VENUE.server().restart();
    allSeeEachOtherSoon("the killed server was ready again", ann, bob);

    assertThatTheyWereLostAndFoundOnce(ann, bob);
    assertThat(comingsAndGoings(ann)).containsExactly("Bob has joined.");
  }

  /** Who comes after it has a UserSig of a quarter of a minute: {@link #aUserSigIsRenewed}. */
  @Test
  @Order(LAST - 1)
  void theMeetingGoesOnAfterTheServerWasStartedAnew() {
    Person ann = VENUE.host("Ann").listens();
    Person bob = ann.invites("Bob").listens();
    ann.sees(bob);
    bob.sees(ann);

    VENUE.server().restart(Map.of("CONFAB_DEMO_USERSIG_SECONDS", "15"));
    allSeeEachOtherSoon("the server was ready again", ann, bob);

    assertThatTheyWereLostAndFoundOnce(ann, bob);
    assertThat(comingsAndGoings(ann)).containsExactly("Bob has joined.");
  }

  @Test
  @Order(LAST)
  void aUserSigIsRenewed() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob").listens();
    bob.isReconnecting();
    allSeeEachOtherSoon("the UserSig had expired", ann, bob);

    assertThatTheyWereLostAndFoundOnce(bob);
    assertThat(comingsAndGoings(ann)).containsExactly("Bob has joined.");
  }

  @Test
  void nobodyGetsAUserSigForThatOfAnother() throws IOException, InterruptedException {
    JsonNode ann = signIn(Json.object().put("userName", "Ann"));
    JsonNode bob = signIn(Json.object().put("userName", "Bob"));
    ObjectNode renewal = Json.object().put("userName", "Ann").put("userId", userId(ann));
    assertThat(userId(signIn(renewal.put("userSig", userSig(ann))))).isEqualTo(userId(ann));
    assertThat(post(renewal.put("userSig", userSig(bob))).statusCode()).isEqualTo(400);
    renewal.remove("userSig");
    assertThat(post(renewal).statusCode()).isEqualTo(400);
  }

  private static JsonNode signIn(ObjectNode body) throws IOException, InterruptedException {
    HttpResponse<byte[]> response = post(body);
    assertThat(response.statusCode()).isEqualTo(200);
    return Json.read(response.body());
  }

  private static HttpResponse<byte[]> post(ObjectNode body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(VENUE.uri().resolve("/demo/login"))
            .POST(BodyPublishers.ofString(Json.write(body)))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
  }

  private static String userId(JsonNode signIn) {
    return signIn.path("userId").asText();
  }

  private static String userSig(JsonNode signIn) {
    return signIn.path("userSig").asText();
  }

  private static void allSeeEachOtherSoon(String what, Person ann, Person bob) {
    soon(
        what,
        () -> {
          bob.sees(ann).hears(ann);
          ann.sees(bob).hears(bob);
        });
    bob.meets(ann);
    ann.meets(bob);
  }

  private static void soon(String what, Runnable seeing) {
    long back = System.nanoTime();
    seeing.run();
    Duration took = Duration.ofNanos(System.nanoTime() - back);
    System.out.printf("All saw and heard each other %d ms after %s.%n", took.toMillis(), what);
    assertThat(took).isLessThan(SOON);
  }

  private static void assertThatTheyWereLostAndFoundOnce(Person... people) {
    for (Person person : people) {
      person.isConnected();
      assertThat(person.states()).as("%s", person).containsExactly("reconnecting", "connected");
      assertThat(person.told()).filteredOn(BACK::equals).as("%s", person).hasSize(1);
    }
  }

  private static List<String> comingsAndGoings(Person person) {
    return person.told().stream().filter(GOING.asPredicate()).toList();
  }
}
