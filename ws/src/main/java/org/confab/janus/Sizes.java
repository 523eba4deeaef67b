package org.confab.janus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How large the pictures of one receiving connection are asked for, and how large they come.
 *
 * <p>Janus changes to the other picture of a camera with its next key frame and requests one, once.
 * A browser leaves out requests that follow one another within 300 ms, and any may be lost on its
 * way; then the picture would stay as it is for minutes. So what does not come as it was asked for
 * is asked for again: after 1, 2, 4, 8, 16 and 32 seconds. A camera that has no other picture to
 * give is left alone after that.
 */
final class Sizes {
  private static final int LAST_REMINDER = 32;

  /**
   * What to ask Janus for.
   *
   * @param at its section in the receiving connection
   */
  record Resize(String at, Source source, boolean small) {}

  private final Map<String, Source> carried;

  /** Asked for as the small picture; Janus begins with the large one. */
  private final Set<Source> small = new HashSet<>();

  /** By section, as Janus told last; it tells of cameras that send two pictures. */
  private final Map<String, Boolean> comesSmall = new HashMap<>();

  private final Map<Source, Integer> secondsLate = new HashMap<>();

  /**
   * @param carried what is received, by section; follows the changes
   */
  Sizes(Map<String, Source> carried) {
    this.carried = carried;
  }

  /** The pictures that were asked for in another size than is wanted now. */
  List<Resize> changes(Predicate<Source> wantedSmall) {
    return pictures(wantedSmall)
        .filter(resize -> resize.small() != small.contains(resize.source()))
        .toList();
  }

  void asked(List<Resize> resizes) {
    for (Resize resize : resizes) {
      secondsLate.remove(resize.source());
      if (resize.small()) {
        small.add(resize.source());
      } else {
        small.remove(resize.source());
      }
    }
  }

  void comes(String at, boolean isSmall) {
    comesSmall.put(at, isSmall);
  }

  /** Whether something is to be asked for again later. */
  boolean isWaiting() {
    return late().anyMatch(resize -> seconds(resize) < LAST_REMINDER);
  }

  /** Another second went by. Returns what is to be asked for again. */
  List<Resize> remind() {
    List<Resize> late = late().toList();
    secondsLate.keySet().retainAll(late.stream().map(Resize::source).toList());
    late.forEach(resize -> secondsLate.merge(resize.source(), 1, Integer::sum));
    return late.stream()
        .filter(resize -> seconds(resize) <= LAST_REMINDER)
        .filter(resize -> Integer.bitCount(seconds(resize)) == 1)
        .toList();
  }

  void forgetOthers() {
    small.retainAll(carried.values());
    secondsLate.keySet().retainAll(carried.values());
    comesSmall.keySet().retainAll(carried.keySet());
  }

  private Stream<Resize> late() {
    return pictures(small::contains)
        .filter(resize -> comesSmall.getOrDefault(resize.at(), resize.small()) != resize.small());
  }

  private Stream<Resize> pictures(Predicate<Source> isSmall) {
    return carried.entrySet().stream()
        .filter(section -> !section.getValue().isAudio())
        .map(e -> new Resize(e.getKey(), e.getValue(), isSmall.test(e.getValue())));
  }

  private int seconds(Resize resize) {
    return secondsLate.getOrDefault(resize.source(), 0);
  }
}
