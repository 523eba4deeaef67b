package org.confab.janus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.confab.janus.Subscriptions.Change;
import org.confab.janus.Subscriptions.Section;
import org.confab.media.Sfu.Track;
import org.confab.media.Stream;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
  private static final Source ANN_AUDIO =
      new Source("camera-1", "0", "ann", Stream.CAMERA, "audio");
  private static final Source ANN_VIDEO =
      new Source("camera-1", "1", "ann", Stream.CAMERA, "video");
  private static final Source BOB_AUDIO =
      new Source("camera-2", "0", "bob", Stream.CAMERA, "audio");

  private final Subscriptions subscriptions = new Subscriptions();

  @Test
  void whatIsMissingIsSubscribedOnce() {
    Change change = subscriptions.towards(Set.of(ANN_AUDIO, ANN_VIDEO));

    assertThat(change.subscribe()).containsExactlyInAnyOrder(ANN_AUDIO, ANN_VIDEO);
    assertThat(change.unsubscribe()).isEmpty();
    subscriptions.became(change, sections("0 camera-1 0", "1 camera-1 1"));
    assertThat(subscriptions.towards(Set.of(ANN_AUDIO, ANN_VIDEO)).isEmpty()).isTrue();
  }

  @Test
  void tracksNameWhoIsInEachSection() {
    subscriptions.became(
        subscriptions.towards(Set.of(ANN_AUDIO, ANN_VIDEO)),
        sections("0 camera-1 1", "1 camera-1 0"));

    assertThat(subscriptions.tracks())
        .containsExactly(
            new Track("0", "ann", Stream.CAMERA, "video"),
            new Track("1", "ann", Stream.CAMERA, "audio"));
  }

  @Test
  void whatIsNoLongerWantedIsUnsubscribedByItsSection() {
    carry("0 camera-1 0", "1 camera-1 1");

    Change change = subscriptions.towards(Set.of(ANN_AUDIO));

    assertThat(change.subscribe()).isEmpty();
    assertThat(change.unsubscribe()).containsExactly("1");
  }

  @Test
  void whatIsSubscribedAnewIsLargeAgain() {
    carry("0 camera-1 0", "1 camera-1 1");
    Sizes sizes = subscriptions.sizes();
    sizes.asked(sizes.changes(source -> true));
    subscriptions.unchanged(subscriptions.towards(Set.of(ANN_AUDIO)));

    carry("0 camera-1 0", "1 camera-1 1");

    assertThat(sizes.changes(source -> true))
        .containsExactly(new Sizes.Resize("1", ANN_VIDEO, true));
  }

  @Test
  void oneComesAndAnotherGoesInOneChange() {
    carry("0 camera-1 0", "1 camera-1 1");

    Change change = subscriptions.towards(Set.of(BOB_AUDIO));

    assertThat(change.subscribe()).containsExactly(BOB_AUDIO);
    assertThat(change.unsubscribe()).containsExactlyInAnyOrder("0", "1");
    subscriptions.became(change, sections("0 camera-2 0"));
    assertThat(subscriptions.tracks())
        .containsExactly(new Track("0", "bob", Stream.CAMERA, "audio"));
  }

  @Test
  void aSourceCarriedTwiceIsKeptOnce() {
    carry("0 camera-1 0", "1 camera-1 1", "2 camera-1 1");

    assertThat(subscriptions.towards(Set.of(ANN_AUDIO, ANN_VIDEO)).unsubscribe())
        .containsExactly("2");
  }

  @Test
  void whatJanusDoesNotGiveIsNotAskedForAgain() {
    Change change = subscriptions.towards(Set.of(ANN_AUDIO, ANN_VIDEO));
    subscriptions.became(change, sections("0 camera-1 0"));

    assertThat(subscriptions.towards(Set.of(ANN_AUDIO, ANN_VIDEO)).isEmpty()).isTrue();
  }

  @Test
  void whatWasWithheldIsAskedForAgainAfterItWasNotWanted() {
    subscriptions.became(subscriptions.towards(Set.of(ANN_VIDEO)), List.of());
    assertThat(subscriptions.towards(Set.of()).isEmpty()).isTrue();

    assertThat(subscriptions.towards(Set.of(ANN_VIDEO)).subscribe()).containsExactly(ANN_VIDEO);
  }

  @Test
  void whenJanusFindsNothingToChangeNothingIsAskedForAgain() {
    carry("0 camera-1 0", "1 camera-1 1");
    Change change = subscriptions.towards(Set.of(ANN_AUDIO, BOB_AUDIO));

    subscriptions.unchanged(change);

    assertThat(subscriptions.towards(Set.of(ANN_AUDIO, BOB_AUDIO)).isEmpty()).isTrue();
    assertThat(subscriptions.tracks())
        .containsExactly(new Track("0", "ann", Stream.CAMERA, "audio"));
  }

  private void carry(String... sections) {
    subscriptions.became(subscriptions.towards(Set.of(ANN_AUDIO, ANN_VIDEO)), sections(sections));
  }

  private static List<Section> sections(String... lines) {
    return List.of(lines).stream()
        .map(line -> line.split(" ", -1))
        .map(word -> new Section(word[0], word[1], word[2]))
        .toList();
  }
}
