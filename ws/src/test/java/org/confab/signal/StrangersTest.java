package org.confab.signal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StrangersTest {
  private final Strangers strangers = new Strangers();

  @Test
  void eachAddressIsCountedByItself() {
    Connection first = new FakeSession().connection("192.0.2.1");
    assertThat(strangers.add(first)).isEqualTo(1);
    assertThat(strangers.add(new FakeSession().connection("192.0.2.2"))).isEqualTo(1);
    assertThat(strangers.add(new FakeSession().connection("192.0.2.1"))).isEqualTo(2);
    strangers.remove(first);
    strangers.remove(first);
    assertThat(strangers.add(new FakeSession().connection("192.0.2.1"))).isEqualTo(2);
  }
}
