package org.confab.member;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.confab.kernel.Limits;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;

/** Numbers that an application marks members with, to tell groups of them apart (spec 21078). */
record Marks(SortedSet<Integer> numbers) {
  static final Marks NONE = new Marks(new TreeSet<>());

  private static final int LEAST = 1000;
  private static final int SET_AT_ONCE = 3;
  private static final int KINDS = 10;

  static Marks of(Collection<Integer> numbers) {
    return new Marks(new TreeSet<>(numbers));
  }

  /** Reads what {@link #toText} wrote. */
  static Marks parse(String text) {
    return text.isEmpty()
        ? NONE
        : of(Arrays.stream(text.split(",", -1)).map(Integer::valueOf).toList());
  }

  String toText() {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Refuses numbers that are no marks, and none. */
  Marks checked() {
    if (numbers.isEmpty()) {
      throw Limits.invalid("Marks is empty.");
    }
    if (numbers.first() < LEAST) {
      throw Limits.invalid(
          "Marks holds " + numbers.first() + ", marks are numbers from " + LEAST + " on.");
    }
    return this;
  }

  /** Refuses more than may be set on a member at once. */
  Marks checkedToSet() {
    if (numbers.size() > SET_AT_ONCE) {
      throw tooMany(
          "Marks has " + numbers.size() + " marks, at most " + SET_AT_ONCE + " are set at once.");
    }
    return checked();
  }

  /**
   * Refuses marks of too many kinds.
   *
   * @param inUse what the members of the room have
   */
  static void checkKinds(Collection<Marks> inUse) {
    Set<Integer> kinds =
        inUse.stream().flatMap(m -> m.numbers.stream()).collect(Collectors.toSet());
    if (kinds.size() > KINDS) {
      throw tooMany(
          "The room would have "
              + kinds.size()
              + " kinds of marks, at most "
              + KINDS
              + " are allowed.");
    }
  }

  Marks with(Marks more) {
    TreeSet<Integer> all = new TreeSet<>(numbers);
    all.addAll(more.numbers);
    return new Marks(all);
  }

  Marks without(Marks some) {
    TreeSet<Integer> rest = new TreeSet<>(numbers);
    rest.removeAll(some.numbers);
    return new Marks(rest);
  }

  List<Integer> list() {
    return List.copyOf(numbers);
  }

  private static Problem tooMany(String sentence) {
    return new Problem(Refusal.TOO_MANY_MARKS, sentence);
  }
}
