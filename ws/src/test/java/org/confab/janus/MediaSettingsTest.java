package org.confab.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.confab.janus.MediaSettings.Choice;
import org.confab.janus.MediaSettings.Ports;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaSettingsTest {

  @Test
  void nothingNeedsToBeSet() {
    MediaSettings settings = of(Map.of());

    assertThat(settings.choice()).isEqualTo(Choice.AUTO);
    assertThat(settings.ports()).isEqualTo(new Ports(20_000, 40_000));
    assertThat(settings.publicAddresses()).isEmpty();
  }

  @Test
  void listsAreSeparatedByCommas() {
    assertThat(of(Map.of("CONFAB_PUBLIC_ADDRESS", "198.51.100.7, 2001:db8::7,")).publicAddresses())
        .containsExactly("198.51.100.7", "2001:db8::7");
  }

  @ParameterizedTest
  @CsvSource({
    "CONFAB_MEDIA, jitsi",
    "CONFAB_MEDIA_PORTS, 20000",
    "CONFAB_MEDIA_PORTS, 40000-20000",
    "CONFAB_MEDIA_PORTS, 20000-20010",
    "CONFAB_MEDIA_PORTS, 80-70000",
    "CONFAB_MEDIA_LOOPS, 0",
    "CONFAB_CAMERA_BITRATE, fast",
  })
  void aWrongSettingIsNamed(String key, String value) {
    assertThatThrownBy(() -> of(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(key);
  }

  private static MediaSettings of(Map<String, String> values) {
    return MediaSettings.of(key -> Optional.ofNullable(values.get(key)));
  }
}
