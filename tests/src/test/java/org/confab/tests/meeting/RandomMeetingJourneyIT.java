package org.confab.tests.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.protocol.ProtocolDocument;

/**
 * Whatever several clients do one after another, each is answered as {@link Model} has it, and told
 * what the others did; and whatever they do at once, all of them end with the same room before
 * their eyes.
 *
 * <p>How often the first is tried is said by {@code jqwik.tries.default}, also on the command line.
 */
class RandomMeetingJourneyIT {
  private static final int STEPS = 80;
  private static final int STEPS_AT_ONCE = 60;

  /** What belongs to no meeting of this kind, and has journeys of its own. */
  private static final Set<String> OTHERS =
      Set.of(
          "login",
          "logout",
          // media through the server
          "publish",
          "receive",
          "answer",
          "candidate",
          // two rooms, by the media server too
          "connectOtherRoom",
          "disconnectOtherRoom");

  /** Started by whoever needs it first. */
  private static final class Shared {
    static final ServerUnderTest SERVER = ServerUnderTest.usual();
    static final Administrator ADMINISTRATOR = new Administrator(SERVER);
  }

  @AfterContainer
  static void stop() {
    Shared.SERVER.closeWithoutFault();
  }

  @Example
  void everyMethodOfAMeetingIsTaken() {
    Set<String> methods = new HashSet<>(ProtocolDocument.read().methods().keySet());
    methods.removeAll(OTHERS);
    assertThat(Step.methods()).containsAll(methods);
  }

  @Provide
  Arbitrary<Step> creating() {
    return Step.creating();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    // jqwik would have most of them short
    return Step.any()
        .list()
        .ofMinSize(1)
        .ofMaxSize(STEPS)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  @Provide
  Arbitrary<List<Step>> stepsAtOnce() {
    return Step.any().list().ofSize(STEPS_AT_ONCE);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void oneAfterAnotherTheyAreAnsweredAsTheModelHasIt(
      @ForAll("creating") Step creating, @ForAll("steps") List<Step> steps) {
    try (Scene scene = new Scene(Shared.SERVER, Shared.ADMINISTRATOR)) {
      opening(creating).forEach(scene::take);
      steps.forEach(scene::take);
      scene.checkWhatWasTold();
    }
  }

  /** A room that all are in, so that there is something to do. */
  private static List<Step> opening(Step creating) {
    List<Step> steps = new ArrayList<>();
    steps.add(creating);
    for (int user = 0; user < Step.USERS; user++) {
      steps.add(new Step(user, "enterRoom", Json.object().put("roomId", "R0")));
    }
    return steps;
  }

  @Property(tries = 5, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void atOnceTheyEndWithTheSameRoomBeforeTheirEyes(
      @ForAll("creating") Step creating, @ForAll("stepsAtOnce") List<Step> steps) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(Step.USERS);
    try (Scene scene = new Scene(Shared.SERVER, Shared.ADMINISTRATOR)) {
      opening(creating).forEach(scene::take);
      List<Callable<List<Integer>>> threads = new ArrayList<>();
      for (int i = 0; i < Step.USERS; i++) {
        int user = i;
        threads.add(
            () ->
                steps.stream()
                    .filter(step -> step.user() == user && step.leavesTheRoom())
                    .map(scene::dare)
                    .toList());
      }
      for (Future<List<Integer>> codes : pool.invokeAll(threads, 2, TimeUnit.MINUTES)) {
        assertThat(codes.get()).as("codes, each documented for its method").isNotNull();
      }
      scene.checkWhole();
    } finally {
      pool.shutdown();
    }
  }
}
