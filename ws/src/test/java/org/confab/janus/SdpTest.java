package org.confab.janus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.junit.jupiter.api.Test;

class SdpTest {

  @Test
  void sectionsAreFoundWithTheirMids() {
    assertThat(Sdp.published(SdpSamples.OFFER))
        .containsExactly(new Sdp.Section("audio", "0"), new Sdp.Section("video", "1"));
  }

  @Test
  void whatIsNoSessionDescriptionIsRefused() {
    assertRefused("");
    assertRefused("hello");
    assertRefused("v=0\r\n");
    assertRefused("v=0\r\n\0" + SdpSamples.OFFER);
  }

  @Test
  void anOfferWithoutMidsIsRefused() {
    assertRefused(SdpSamples.OFFER.replace("a=mid:", "a=mud:"));
  }

  @Test
  void anOfferOfSeveralVideosIsRefused() {
    assertRefused(SdpSamples.OFFER + SdpSamples.VIDEO.replace("a=mid:1", "a=mid:2"));
  }

  @Test
  void anOfferOfDataIsRefused() {
    assertRefused(
        SdpSamples.OFFER + "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n");
  }

  @Test
  void anEndlessOfferIsRefused() {
    assertRefused(SdpSamples.OFFER + "a=x\r\n".repeat(200_000));
  }

  @Test
  void offersOfOneConnectionShareTheirSessionId() {
    assertThat(Sdp.withOrigin(SdpSamples.OFFER, 7, 3))
        .contains("\r\no=- 7 3 IN IP4 127.0.0.1\r\n")
        .hasLineCount((int) SdpSamples.OFFER.lines().count());
  }

  private static void assertRefused(String sdp) {
    assertThatThrownBy(() -> Sdp.published(sdp))
        .isInstanceOfSatisfying(
            Problem.class, p -> assertThat(p.refusal()).isEqualTo(Refusal.INVALID_ARGUMENT));
  }
}
