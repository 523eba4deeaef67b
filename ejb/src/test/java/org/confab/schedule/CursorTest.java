package org.confab.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.confab.kernel.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
  @Test
  void whatWasGivenOutIsUnderstood() {
    Cursor cursor = new Cursor(1_795_341_600_000L, "a:b/c \"d\"");
    assertThat(Cursor.parse(cursor.toText())).isEqualTo(cursor);
    assertThat(Cursor.parse("")).isEqualTo(Cursor.BEGINNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1", "1:", ":r", "-1:r", "1:r\n", "9999999999999999999:r", " "})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Cursor.parse(text)).isInstanceOf(Problem.class);
  }
}
