package org.confab.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.junit.jupiter.api.Test;

class MarksTest {
  @Test
  void areAddedAndTakenAway() {
    Marks marks = Marks.NONE.with(marks(1002, 1000)).with(marks(1001, 1000));
    assertThat(marks.list()).containsExactly(1000, 1001, 1002);
    assertThat(marks.without(marks(1001, 5000)).list()).containsExactly(1000, 1002);
  }

  @Test
  void areReadAsTheyWereWritten() {
    Marks marks = marks(1000, Integer.MAX_VALUE);
    assertThat(Marks.parse(marks.toText())).isEqualTo(marks);
    assertThat(Marks.parse(Marks.NONE.toText())).isEqualTo(Marks.NONE);
  }

  @Test
  void beginAtAThousand() {
    assertThat(marks(1000).checked().list()).containsExactly(1000);
    refused(Refusal.INVALID_ARGUMENT, () -> marks(1000, 999).checked());
    refused(Refusal.INVALID_ARGUMENT, () -> marks(-1).checkedToSet());
    refused(Refusal.INVALID_ARGUMENT, () -> marks().checked());
  }

  @Test
  void threeAreSetAtOnceTheSameOneTwiceCountsOnce() {
    assertThat(marks(1000, 1001, 1002, 1002).checkedToSet().list()).hasSize(3);
    refused(Refusal.TOO_MANY_MARKS, () -> marks(1000, 1001, 1002, 1003).checkedToSet());
    assertThat(marks(1000, 1001, 1002, 1003).checked().list()).as("to delete").hasSize(4);
  }

  @Test
  void aRoomHasTenKindsOnHoweverManyMembers() {
    Marks five = marks(1000, 1001, 1002, 1003, 1004);
    Marks five2 = marks(2000, 2001, 2002, 2003, 2004);
    Marks.checkKinds(List.of(five, five2, five.with(five2)));
    refused(Refusal.TOO_MANY_MARKS, () -> Marks.checkKinds(List.of(five, five2, marks(3000))));
  }

  @Test
  void tenOfTheLongestFitTheSchema() {
    assertThat("2147483647,".repeat(10).length()).isLessThanOrEqualTo(120);
  }

  private static Marks marks(Integer... numbers) {
    return Marks.of(List.of(numbers));
  }

  private static void refused(Refusal refusal, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.refusal()).isEqualTo(refusal));
  }
}
