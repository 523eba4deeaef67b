package org.confab.signal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The latest events of a room, for those who come back after a short absence. */
final class History {
  private static final int MOST_ENTRIES = 512;

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long reachesBackTo;

  /** What was sent for one {@code seq}, and which users it is for. */
  record Entry(long seq, List<String> messages, Predicate<String> audience) {}

  History(long from) {
    this.reachesBackTo = from;
  }

  void add(Entry entry) {
    entries.add(entry);
    if (entries.size() > MOST_ENTRIES) {
      reachesBackTo = entries.remove().seq();
    }
  }

  /** Whether everything after this {@code seq} is here. */
  boolean reaches(long seq) {
    return seq >= reachesBackTo;
  }

  List<Entry> after(long seq) {
    return entries.stream().filter(entry -> entry.seq() > seq).toList();
  }
}
