package org.confab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusalTest {
  @Test
  void aClientCodeHasOneName() {
    Map<Integer, String> names = new HashMap<>();
    for (Refusal refusal : Refusal.values()) {
      names.putIfAbsent(refusal.clientCode(), refusal.clientName());
      assertThat(refusal.clientName())
          .as("name of %s", refusal)
          .isEqualTo(names.get(refusal.clientCode()));
    }
  }

  @Test
  void codesAreInTheRangesOfTheirDoors() {
    for (Refusal refusal : Refusal.values()) {
      assertThat(refusal.clientCode()).as("client code of %s", refusal).isNegative();
      assertThat(refusal.restCode())
          .as("REST code of %s", refusal)
          .matches(code -> (code >= 60002 && code <= 60021) || (code >= 100001 && code <= 100400));
      assertThat(refusal.cloudCode()).as("cloud code of %s", refusal).isNotBlank();
    }
  }

  @Test
  void noTwoRefusalsAreTheSame() {
    assertThat(Refusal.values())
        .extracting(r -> r.restCode() + " " + r.clientCode() + " " + r.cloudCode())
        .filteredOn(codes -> !codes.startsWith("6"))
        .filteredOn(codes -> !codes.equals("100001 -1 InternalError"))
        .doesNotHaveDuplicates();
  }
}
