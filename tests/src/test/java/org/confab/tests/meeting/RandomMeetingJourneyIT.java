package org.confab.tests.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ServerUnderTest;

/**
 * Whatever several clients do one after another, each is answered as {@link Model} has it, and told
 * what the others did; and whatever they do at once, all of them end with the same room before
 * their eyes.
 *
 * <p>How often is said by {@code jqwik.tries.default}, also on the command line.
 */
class RandomMeetingJourneyIT {
  private static final int STEPS = 80;
  private static final int STEPS_AT_ONCE = 60;

  /** Started by whoever needs it first. */
  private static final class Shared {
    static final ServerUnderTest SERVER =
        ServerUnderTest.start(Map.of("CONFAB_MEDIA", "mesh", "CONFAB_RATE_PER_COMMAND", "0"));
    static final Administrator ADMINISTRATOR = new Administrator(SERVER);
  }

  @AfterContainer
  static void stop() {
    try {
      assertThat(Shared.SERVER.faults()).isEmpty();
    } finally {
      Shared.SERVER.close();
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Step.any().list().ofMinSize(1).ofMaxSize(STEPS);
  }

  @Provide
  Arbitrary<List<Step>> manySteps() {
    return Step.any().list().ofSize(Step.USERS * STEPS_AT_ONCE);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void oneAfterAnotherTheyAreAnsweredAsTheModelHasIt(@ForAll("steps") List<Step> steps) {
    try (Scene scene = new Scene(Shared.SERVER, Shared.ADMINISTRATOR)) {
      opening().forEach(scene::take);
      steps.forEach(scene::take);
      scene.checkWhatWasTold();
    }
  }

  /** A room with seats that all are in, so that there is something to do. */
  private static List<Step> opening() {
    List<Step> steps = new ArrayList<>();
    steps.add(
        new Step(
            0,
            "createRoom",
            Json.object()
                .put("roomId", "R0")
                .put("isSeatEnabled", true)
                .put("seatMode", 2)
                .put("maxSeatCount", 3)));
    for (int user = 0; user < Step.USERS; user++) {
      steps.add(new Step(user, "enterRoom", Json.object().put("roomId", "R0")));
    }
    return steps;
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void atOnceTheyEndWithTheSameRoomBeforeTheirEyes(@ForAll("manySteps") List<Step> steps)
      throws Exception {
    try (Scene scene = new Scene(Shared.SERVER, Shared.ADMINISTRATOR)) {
      opening().forEach(scene::take);
      List<Callable<List<Integer>>> threads =
          IntStream.range(0, Step.USERS)
              .<Callable<List<Integer>>>mapToObj(
                  user -> () -> of(user, steps).map(scene::dare).toList())
              .toList();
      ExecutorService pool = Executors.newFixedThreadPool(Step.USERS);
      for (Future<List<Integer>> codes : pool.invokeAll(threads, 2, TimeUnit.MINUTES)) {
        assertThat(codes.get()).as("no fault").doesNotContain(-1);
      }
      pool.shutdown();
      scene.checkWhole();
    }
  }

  /** The calls among the steps that are this user's; the room stays. */
  private static java.util.stream.Stream<Step> of(int user, List<Step> steps) {
    return steps.stream()
        .filter(step -> step.user() == user)
        .filter(step -> !step.method().startsWith("+") && !step.method().equals("destroyRoom"));
  }
}
