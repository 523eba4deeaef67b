package org.confab.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.media.Sfu;
import org.confab.media.Sfu.Candidate;
import org.confab.media.Sfu.Connection;
import org.confab.media.Sfu.Participant;
import org.confab.media.Sfu.Track;
import org.confab.media.Sfu.Wish;
import org.confab.media.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * With a Janus of its own. Publishers come in as plain RTP where a WebRTC client would be needed.
 */
@Tag("janus")
class JanusSfuTest {
  private static final RoomKey ROOM = new RoomKey(1_400_000_001, "一号 room");
  private static final RoomKey OTHER = new RoomKey(1_400_000_001, "other");
  private static final Participant HUGO = new Participant(OTHER, "hugo");
  private static final Participant ANN = new Participant(ROOM, "ann");
  private static final Wish EVERYTHING = new Wish(true, List.of());

  private record Offer(Participant to, Connection by, String sdp, List<Track> tracks) {}

  private final BlockingQueue<Offer> offers = new LinkedBlockingQueue<>();
  private final AtomicInteger resets = new AtomicInteger();

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path data;

  @SuppressWarnings("NullAway.Init")
  private JanusSfu sfu;

  @BeforeEach
  void begin() {
    assumeThat(JanusInstallation.find()).isPresent();
    sfu = start(data);
    sfu.listen(
        new Sfu.Listener() {
          @Override
          public void offer(Participant to, Connection by, String sdp, List<Track> tracks) {
            offers.add(new Offer(to, by, sdp, tracks));
          }

          @Override
          public void hungUp(Participant participant, Stream stream) {}

          @Override
          public void reset() {
            resets.incrementAndGet();
          }
        });
    await("Janus is ready").until(sfu::ready);
  }

  @AfterEach
  void end() {
    if (sfu != null) {
      sfu.stop();
    }
  }

  static JanusSfu start(Path data) {
    Map<String, String> values = Map.of("CONFAB_DATA", data.toString());
    JanusSfu started =
        new JanusSfu(
            MediaSettings.of(key -> Optional.ofNullable(values.get(key))), HostAddresses::find);
    started.start();
    return started;
  }

  @Test
  void anOfferIsAnswered() throws Exception {
    String answer = get(sfu.publish(ANN, Stream.CAMERA, SdpSamples.OFFER, true, false));

    assertThat(answer).startsWith("v=0").contains("m=audio", "m=video", "a=recvonly", "H264/90000");
    get(sfu.forward(ANN, Stream.CAMERA, false, true));
    get(sfu.candidate(ANN, Connection.CAMERA, new Candidate(null, null, null)));
  }

  @Test
  void publishingAgainReplaces() throws Exception {
    String first = get(sfu.publish(ANN, Stream.CAMERA, SdpSamples.OFFER, true, true));
    String second = get(sfu.publish(ANN, Stream.CAMERA, SdpSamples.OFFER, true, true));
    get(sfu.publish(ANN, Stream.SCREEN, SdpSamples.OFFER, false, true));

    assertThat(second).isNotEqualTo(first);
    get(sfu.unpublish(ANN, Stream.CAMERA));
    get(sfu.unpublish(ANN, Stream.CAMERA));
  }

  @Test
  void whatIsNoSdpIsRefused() throws Exception {
    assertRefused(sfu.publish(ANN, Stream.CAMERA, "hello", true, true), Refusal.INVALID_ARGUMENT);
    assertRefused(sfu.answer(ANN, Connection.RECEIVE, SdpSamples.OFFER), Refusal.INVALID_ARGUMENT);
    assertRefused(
        sfu.publish(
            ANN, Stream.CAMERA, SdpSamples.OFFER.replace("m=video 9", "m=video x"), true, true),
        Refusal.INVALID_ARGUMENT);
    get(sfu.publish(ANN, Stream.CAMERA, SdpSamples.OFFER, true, true));
    assertRefused(
        sfu.candidate(ANN, Connection.CAMERA, new Candidate("a\r\nb", "0", 0)),
        Refusal.INVALID_ARGUMENT);
  }

  @Test
  void forwardingWithoutAPublicationIsNothing() throws Exception {
    get(sfu.forward(ANN, Stream.CAMERA, true, true));
  }

  @Test
  void whoIsThereIsOffered() throws Exception {
    get(sfu.receive(ANN, EVERYTHING, false));
    comes("bob");

    Offer first = nextOffer();
    assertThat(first.to()).isEqualTo(ANN);
    assertThat(first.tracks())
        .extracting(Track::userId, Track::kind)
        .containsExactlyInAnyOrder(tuple("bob", "audio"), tuple("bob", "video"));

    // Two come while the first offer waits: one offer holds both.
    comes("cy");
    comes("dee");
    assertThat(offers).isEmpty();
    get(sfu.answer(ANN, Connection.RECEIVE, SdpSamples.answer(first.sdp())));

    Offer second = nextOffer();
    assertThat(second.tracks())
        .extracting(Track::userId)
        .containsExactlyInAnyOrder("bob", "bob", "cy", "cy", "dee", "dee");
    assertThat(origin(second)).isEqualTo(origin(first));
  }

  @Test
  void onlyVideosAskedForAreOffered() throws Exception {
    comes("bob");
    comes("cy");
    get(
        sfu.receive(
            ANN, new Wish(false, List.of(new Sfu.Publication("cy", Stream.CAMERA))), false));

    assertThat(nextOffer().tracks())
        .extracting(t -> t.userId() + " " + t.kind())
        .containsExactlyInAnyOrder("bob audio", "cy audio", "cy video");
  }

  @Test
  void whoGoesIsTakenOut() throws Exception {
    Feed bob = comes("bob");
    comes("cy");
    get(sfu.receive(ANN, EVERYTHING, false));
    get(sfu.answer(ANN, Connection.RECEIVE, SdpSamples.answer(nextOffer().sdp())));

    goes(bob);

    Offer offer = nextOffer();
    assertThat(offer.tracks()).extracting(Track::userId).containsExactly("cy", "cy");
    assertThat(offer.sdp()).contains("a=inactive");
  }

  @Test
  void aLostReceivingConnectionIsBegunAnew() throws Exception {
    comes("bob");
    get(sfu.receive(ANN, EVERYTHING, false));
    Offer first = nextOffer();
    get(sfu.answer(ANN, Connection.RECEIVE, SdpSamples.answer(first.sdp())));

    get(sfu.receive(ANN, EVERYTHING, true));

    Offer second = nextOffer();
    assertThat(second.tracks()).hasSameSizeAs(first.tracks());
    assertThat(origin(second)).isNotEqualTo(origin(first));
  }

  @Test
  void theHostOfAnotherRoomComesByAConnectionOfItsOwn() throws Exception {
    comes("bob");
    get(sfu.receive(ANN, EVERYTHING, false));
    Offer own = nextOffer();
    get(sfu.answer(ANN, Connection.RECEIVE, SdpSamples.answer(own.sdp())));
    comes(OTHER, "hugo");
    comes(OTHER, "guest");

    get(sfu.receiveOther(ANN, HUGO, EVERYTHING, true));

    Offer other = nextOffer();
    assertThat(other.to()).isEqualTo(ANN);
    assertThat(other.by()).isEqualTo(Connection.OTHER_ROOM);
    assertThat(other.tracks())
        .extracting(Track::userId, Track::kind)
        .containsExactlyInAnyOrder(tuple("hugo", "audio"), tuple("hugo", "video"));
    assertThat(origin(other)).isNotEqualTo(origin(own));
    get(sfu.answer(ANN, Connection.OTHER_ROOM, SdpSamples.answer(other.sdp())));
    get(sfu.candidate(ANN, Connection.OTHER_ROOM, new Candidate(null, null, null)));
    assertRefused(
        sfu.answer(ANN, Connection.CAMERA, SdpSamples.answer(other.sdp())),
        Refusal.INVALID_ARGUMENT);
    assertThat(offers).isEmpty();
  }

  @Test
  void aHostWhoComesLaterIsOfferedThenAndTakenOutWhenGone() throws Exception {
    get(sfu.receiveOther(ANN, HUGO, EVERYTHING, false));
    Feed hugo = comes(OTHER, "hugo");
    Offer first = nextOffer();
    get(sfu.answer(ANN, Connection.OTHER_ROOM, SdpSamples.answer(first.sdp())));

    goes(hugo);

    Offer second = nextOffer();
    assertThat(second.tracks()).isEmpty();
    assertThat(origin(second)).isEqualTo(origin(first));
  }

  @Test
  void ofPartedRoomsNothingIsReceivedAnyMore() throws Exception {
    get(sfu.receive(HUGO, EVERYTHING, false));
    comes(OTHER, "hugo");
    get(sfu.receiveOther(ANN, HUGO, EVERYTHING, false));
    Offer offer = nextOffer();
    assertThat(guests()).isEqualTo(1);

    sfu.part(ROOM, new RoomKey(1, "yet another"));
    assertThat(guests()).isEqualTo(1);
    sfu.part(ROOM, OTHER);

    assertThat(guests()).isZero();
    assertRefused(
        sfu.answer(ANN, Connection.OTHER_ROOM, SdpSamples.answer(offer.sdp())),
        Refusal.INVALID_ARGUMENT);
    get(sfu.receiveOther(ANN, HUGO, EVERYTHING, true));
    assertThat(nextOffer().tracks()).hasSize(2);
    get(sfu.receiveOther(ANN, null, EVERYTHING, false));
    assertThat(guests()).isZero();
  }

  @Test
  void whoOnlyLooksIntoAnotherRoomLeavesNothingThere() throws Exception {
    get(sfu.receiveOther(ANN, HUGO, EVERYTHING, false));
    assertThat(knownRooms()).isEqualTo(2);
    sfu.leave(ANN);
    assertThat(knownRooms()).isZero();

    get(sfu.receiveOther(ANN, HUGO, EVERYTHING, false));
    sfu.close(OTHER);
    assertThat(knownRooms()).isEqualTo(1);
    comes(OTHER, "hugo");
    get(sfu.receiveOther(ANN, HUGO, EVERYTHING, false));
    assertThat(nextOffer().tracks()).hasSize(2);
  }

  private int guests() throws Exception {
    return seen(() -> sfu.room(OTHER).guests());
  }

  private int knownRooms() throws Exception {
    return seen(sfu::rooms);
  }

  private <T> T seen(Supplier<T> what) throws Exception {
    CompletableFuture<T> result = new CompletableFuture<>();
    later(() -> result.complete(what.get()));
    return get(result);
  }

  @Test
  void aLostSocketIsMended() throws Exception {
    get(sfu.receive(ANN, EVERYTHING, false));
    CompletableFuture<Void> aborted = new CompletableFuture<>();
    later(
        () -> {
          sfu.connection().abort();
          aborted.complete(null);
        });
    get(aborted);

    await("Janus answers again")
        .ignoreExceptions()
        .untilAsserted(() -> get(sfu.publish(ANN, Stream.CAMERA, SdpSamples.OFFER, true, true)));
    comes("bob");
    assertThat(nextOffer().tracks()).hasSize(2);
    assertThat(resets).hasValue(0);
  }

  @Test
  void aKilledJanusIsBackInSeconds() throws Exception {
    long killed = sfu.process().pid();
    signal("KILL", killed);

    await("everybody is told to begin anew")
        .atMost(Duration.ofSeconds(8))
        .until(() -> resets.get() == 1);
    assertThat(sfu.process().pid()).isNotEqualTo(killed);
    get(sfu.publish(ANN, Stream.CAMERA, SdpSamples.OFFER, true, true));
  }

  @Test
  void aJanusThatHangsIsReplaced() throws Exception {
    signal("STOP", sfu.process().pid());

    await("everybody is told to begin anew")
        .atMost(Duration.ofSeconds(30))
        .until(() -> resets.get() == 1);
    get(sfu.publish(ANN, Stream.CAMERA, SdpSamples.OFFER, true, true));
  }

  @Test
  void roomsEndAndBeginAnew() throws Exception {
    get(sfu.publish(ANN, Stream.CAMERA, SdpSamples.OFFER, true, true));
    sfu.close(ROOM);
    get(sfu.publish(ANN, Stream.CAMERA, SdpSamples.OFFER, true, true));
    sfu.leave(ANN);
    get(sfu.publish(ANN, Stream.CAMERA, SdpSamples.OFFER, true, true));
  }

  @Test
  void whoLeavesWhileTheRoomIsMadeLeavesNothing() throws Exception {
    CompletionStage<String> published =
        sfu.publish(ANN, Stream.CAMERA, SdpSamples.OFFER, true, true);
    sfu.leave(ANN);

    assertRefused(published, Refusal.MEDIA_UNAVAILABLE);
    get(sfu.forward(ANN, Stream.CAMERA, true, true));
    await("no room is left in Janus").until(() -> roomsInJanus() == 0);
  }

  private int roomsInJanus() throws Exception {
    CompletableFuture<Integer> count = new CompletableFuture<>();
    later(
        () -> {
          var unused =
              sfu.connection()
                  .attach("list", new JanusHandle.Events() {})
                  .thenCompose(
                      handle ->
                          handle.request(
                              JanusHandle.body("list")
                                  .put("admin_key", sfu.connection().adminKey())))
                  .thenAccept(reply -> count.complete(reply.data().path("list").size()));
        });
    return get(count);
  }

  @Test
  void stoppingEndsJanus() {
    ProcessHandle janus = ProcessHandle.of(sfu.process().pid()).orElseThrow();

    sfu.stop();

    assertThat(janus.isAlive()).isFalse();
    assertThatThrownBy(() -> get(sfu.receive(ANN, EVERYTHING, false)))
        .hasCauseInstanceOf(Problem.class);
  }

  @Test
  void janusDiesWithUs() throws Exception {
    Path ours = data.resolve("child");
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Server.class.getName(),
                ours.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = server.inputReader()) {
      long janus = Long.parseLong(lines.readLine());
      assertThat(ProcessHandle.of(janus)).isPresent();

      server.destroyForcibly();

      await("Janus is gone").until(() -> !ProcessHandle.of(janus).map(this::runs).orElse(false));
    } finally {
      server.destroyForcibly();
    }
  }

  /** A server that is about to be killed. */
  static final class Server {
    private Server() {}

    public static void main(String[] arguments) throws InterruptedException {
      JanusSfu sfu = start(Path.of(arguments[0]));
      await().until(sfu::ready);
      System.out.println(sfu.process().pid());
      Thread.currentThread().join();
    }
  }

  /** A dead child that nobody has waited for yet does not run. */
  private boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** Somebody publishes, by plain RTP: no client is needed for that. */
  private Feed comes(String userId) throws Exception {
    return comes(ROOM, userId);
  }

  private Feed comes(RoomKey key, String userId) throws Exception {
    CompletableFuture<Feed> came = new CompletableFuture<>();
    later(
        () -> {
          JanusRoom room = sfu.room(key);
          Feed feed =
              new Feed(
                  sfu.newId("remote"),
                  userId,
                  Stream.CAMERA,
                  Sdp.published(SdpSamples.OFFER),
                  (broken, reason) -> room.remove(broken));
          var unused =
              room.ready()
                  .thenCompose(
                      ready -> {
                        room.add(feed);
                        return room.command(remote(feed));
                      })
                  .whenComplete(
                      (reply, failure) -> {
                        if (failure == null) {
                          came.complete(feed);
                        } else {
                          came.completeExceptionally(failure);
                        }
                      });
        });
    Feed feed = get(came);
    await("the publication of " + userId + " is known").until(feed::isUp);
    return feed;
  }

  private static ObjectNode remote(Feed feed) {
    ObjectNode body = JanusHandle.body("add_remote_publisher").put("id", feed.id());
    body.put("display", feed.userId());
    ArrayNode streams = body.putArray("streams");
    streams.addObject().put("mid", "0").put("mindex", 0).put("type", "audio").put("codec", "opus");
    streams.addObject().put("mid", "1").put("mindex", 1).put("type", "video").put("codec", "h264");
    return body;
  }

  private void goes(Feed feed) {
    later(() -> feed.hungUp("gone"));
  }

  private void later(Runnable task) {
    var unused = sfu.after(Duration.ZERO, task);
  }

  private Offer nextOffer() throws InterruptedException {
    Offer offer = offers.poll(10, TimeUnit.SECONDS);
    assertThat(offer).as("an offer within 10 s").isNotNull();
    return offer;
  }

  private static String origin(Offer offer) {
    return offer
        .sdp()
        .lines()
        .filter(l -> l.startsWith("o="))
        .findFirst()
        .orElseThrow()
        .split(" ", -1)[1];
  }

  private static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  private static void assertRefused(CompletionStage<?> stage, Refusal refusal) {
    assertThatThrownBy(() -> get(stage))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(refusal));
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
