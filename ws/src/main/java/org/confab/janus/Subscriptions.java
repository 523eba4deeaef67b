package org.confab.janus;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.confab.media.Sfu.Track;

/**
 * What one receiving connection carries. Janus neither removes doubles nor sorts out those who are
 * gone, so this table says what to ask it for.
 */
final class Subscriptions {
  /**
   * What to ask Janus for.
   *
   * @param unsubscribe sections of the receiving connection
   */
  record Change(List<Source> subscribe, List<String> unsubscribe) {
    boolean isEmpty() {
      return subscribe.isEmpty() && unsubscribe.isEmpty();
    }
  }

  /** A section as Janus reports it. */
  record Section(String mid, String feed, String feedMid) {}

  /**
   * What size of a picture to ask Janus for.
   *
   * @param at its section in the receiving connection
   */
  record Resize(String at, Source source, boolean small) {}

  private final Map<String, Source> carried = new LinkedHashMap<>();

  /** Carried as the small picture; Janus begins with the large one. */
  private final Set<Source> small = new HashSet<>();

  /** Asked for and not given; asking again would not help. */
  private final Set<Source> withheld = new HashSet<>();

  Change towards(Collection<Source> wanted) {
    Set<Source> missing = new LinkedHashSet<>(wanted);
    withheld.retainAll(missing);
    missing.removeAll(carried.values());
    missing.removeAll(withheld);
    Set<Source> kept = new HashSet<>(wanted);
    List<String> superfluous =
        carried.entrySet().stream()
            // A source that is carried twice is kept once.
            .filter(section -> !kept.remove(section.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    return new Change(List.copyOf(missing), superfluous);
  }

  /** Takes what Janus reports after the change was asked for: all sections in use. */
  void became(Change asked, Collection<Section> sections) {
    Map<String, Source> known = new LinkedHashMap<>();
    carried.values().forEach(s -> known.put(key(s.feed(), s.mid()), s));
    asked.subscribe().forEach(s -> known.put(key(s.feed(), s.mid()), s));
    carried.clear();
    for (Section section : sections) {
      Source source = known.get(key(section.feed(), section.feedMid()));
      if (source != null) {
        carried.put(section.mid(), source);
      }
    }
    withhold(asked);
  }

  /** Janus found nothing to change: what was to go is gone, what was to come does not come. */
  void unchanged(Change asked) {
    carried.keySet().removeAll(asked.unsubscribe());
    withhold(asked);
  }

  /** The pictures that are carried in another size than wanted. */
  List<Resize> resized(Predicate<Source> wantedSmall) {
    return carried.entrySet().stream()
        .filter(section -> !section.getValue().isAudio())
        .map(e -> new Resize(e.getKey(), e.getValue(), wantedSmall.test(e.getValue())))
        .filter(resize -> resize.small() != small.contains(resize.source()))
        .toList();
  }

  void became(List<Resize> asked) {
    asked.forEach(
        resize -> {
          if (resize.small()) {
            small.add(resize.source());
          } else {
            small.remove(resize.source());
          }
        });
  }

  private void withhold(Change asked) {
    small.retainAll(carried.values());
    asked.subscribe().stream().filter(s -> !carried.containsValue(s)).forEach(withheld::add);
  }

  List<Track> tracks() {
    return carried.entrySet().stream().map(e -> e.getValue().track(e.getKey())).toList();
  }

  private static String key(String feed, String mid) {
    return feed + ' ' + mid;
  }
}
