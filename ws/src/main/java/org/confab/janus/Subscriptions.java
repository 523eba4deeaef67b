package org.confab.janus;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final Map<String, Source> carried = new LinkedHashMap<>();

  private final Sizes sizes = new Sizes(carried);

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

  Sizes sizes() {
    return sizes;
  }

  private void withhold(Change asked) {
    sizes.forgetOthers();
    asked.subscribe().stream().filter(s -> !carried.containsValue(s)).forEach(withheld::add);
  }

  List<Track> tracks() {
    return carried.entrySet().stream().map(e -> e.getValue().track(e.getKey())).toList();
  }

  private static String key(String feed, String mid) {
    return feed + ' ' + mid;
  }
}
