package org.confab.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "é", "会议室", "😀 smile", "a\u0000b", "mixé会😀"})
  void countsWhatEncodingWouldGive(String text) {
    assertThat(Utf8.length(text)).isEqualTo(text.getBytes(UTF_8).length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "a\ud83db", "\ude00\ud83d"})
  void halfACharacterIsNotWhole(String text) {
    assertThat(Utf8.isWhole(text)).isFalse();
    assertThat(Utf8.isWhole("😀 会é")).isTrue();
  }
}
