package org.confab.janus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.confab.janus.Sizes.Resize;
import org.confab.media.Stream;
import org.junit.jupiter.api.Test;

class SizesTest {
  private static final Source ANN = new Source("camera-1", "1", "ann", Stream.CAMERA, "video");
  private static final Source BOB = new Source("camera-2", "1", "bob", Stream.CAMERA, "video");
  private static final Source SOUND = new Source("camera-1", "0", "ann", Stream.CAMERA, "audio");
  private static final Resize ANN_SMALL = new Resize("1", ANN, true);
  private static final Resize ANN_LARGE = new Resize("1", ANN, false);

  private final Map<String, Source> carried = new LinkedHashMap<>();
  private final Sizes sizes = new Sizes(carried);

  SizesTest() {
    carried.put("0", SOUND);
    carried.put("1", ANN);
    carried.put("2", BOB);
  }

  @Test
  void picturesBeginLargeAndAreAskedForOnce() {
    assertThat(sizes.changes(source -> false)).isEmpty();
    assertThat(sizes.changes(ANN::equals)).containsExactly(ANN_SMALL);

    sizes.asked(List.of(ANN_SMALL));

    assertThat(sizes.changes(ANN::equals)).isEmpty();
    assertThat(sizes.changes(source -> false)).containsExactly(ANN_LARGE);
  }

  @Test
  void whatComesAsAskedForIsNotAskedForAgain() {
    sizes.comes("1", false);
    sizes.comes("2", false);
    assertThat(sizes.isWaiting()).isFalse();

    sizes.asked(List.of(ANN_SMALL));
    assertThat(sizes.isWaiting()).isTrue();
    sizes.comes("1", true);

    assertThat(sizes.isWaiting()).isFalse();
    assertThat(sizes.remind()).isEmpty();
  }

  @Test
  void whatComesOtherwiseIsAskedForAgainAtGrowingIntervalsThenLeftAlone() {
    sizes.comes("1", true);

    List<Integer> reminded =
        IntStream.rangeClosed(1, 40).filter(second -> !sizes.remind().isEmpty()).boxed().toList();

    assertThat(reminded).containsExactly(1, 2, 4, 8, 16, 32);
    assertThat(sizes.isWaiting()).isFalse();
  }

  @Test
  void whoHasNothingElseToGiveDoesNotKeepOthersWaiting() {
    sizes.comes("1", true);
    IntStream.rangeClosed(1, 40).forEach(second -> sizes.remind());

    sizes.comes("2", true);

    assertThat(sizes.isWaiting()).isTrue();
    assertThat(sizes.remind()).containsExactly(new Resize("2", BOB, false));
  }

  @Test
  void whoIsAskedForAnewIsRemindedAnew() {
    sizes.comes("1", true);
    IntStream.rangeClosed(1, 40).forEach(second -> sizes.remind());

    sizes.asked(List.of(ANN_SMALL));
    sizes.asked(List.of(ANN_LARGE));

    assertThat(sizes.remind()).containsExactly(ANN_LARGE);
  }

  @Test
  void ofWhoSendsOnePictureNothingIsAwaited() {
    sizes.asked(List.of(ANN_SMALL));

    assertThat(sizes.isWaiting()).isFalse();
    assertThat(sizes.remind()).isEmpty();
  }

  @Test
  void whoIsNotReceivedAnyMoreIsForgotten() {
    sizes.comes("1", true);
    carried.remove("1");

    sizes.forgetOthers();

    assertThat(sizes.isWaiting()).isFalse();
    carried.put("1", ANN);
    assertThat(sizes.remind()).isEmpty();
  }
}
