package org.confab.janus;

import java.util.stream.Collectors;

/** Session descriptions of clients that never connect. */
final class SdpSamples {
  private static final String TRANSPORT =
      """
      c=IN IP4 0.0.0.0
      a=rtcp:9 IN IP4 0.0.0.0
      a=ice-ufrag:Gx3p
      a=ice-pwd:Xv0b2qZs8lGZkD0h6xUyIrVw
      a=ice-options:trickle
      a=fingerprint:sha-256 4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF:3E:5D:49:6B:19:E5:7C:AB:4A:AD:B9:B1:3F:82:18:3B:54:02:12:DF
      """;

  private static final String HEAD =
      crlf(
          """
          v=0
          o=- 4611731400430051336 2 IN IP4 127.0.0.1
          s=-
          t=0 0
          a=group:BUNDLE 0 1
          """);

  private static final String AUDIO =
      crlf(
          "m=audio 9 UDP/TLS/RTP/SAVPF 111\n"
              + TRANSPORT
              + """
              a=setup:actpass
              a=mid:0
              a=sendonly
              a=rtcp-mux
              a=rtpmap:111 opus/48000/2
              a=fmtp:111 minptime=10;useinbandfec=1
              a=ssrc:1001 cname:confab
              """);

  static final String VIDEO =
      crlf(
          "m=video 9 UDP/TLS/RTP/SAVPF 96 97\n"
              + TRANSPORT
              + """
              a=setup:actpass
              a=mid:1
              a=sendonly
              a=rtcp-mux
              a=rtpmap:96 H264/90000
              a=rtcp-fb:96 nack pli
              a=fmtp:96 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f
              a=rtpmap:97 VP8/90000
              a=rtcp-fb:97 nack pli
              a=ssrc:1002 cname:confab
              """);

  static final String OFFER = HEAD + AUDIO + VIDEO;

  private SdpSamples() {}

  /** Accepts everything that is offered. */
  static String answer(String offer) {
    return offer
        .lines()
        .filter(line -> !line.startsWith("a=candidate") && !line.startsWith("a=end-of"))
        .map(
            line ->
                switch (line.split("[: ]", 2)[0]) {
                  case "a=sendonly" -> "a=recvonly";
                  case "a=setup" -> "a=setup:active";
                  case "a=ice-ufrag" -> "a=ice-ufrag:Hy4q";
                  case "a=ice-pwd" -> "a=ice-pwd:Yw1c3raT9mHAlE1i7yVzJsWx";
                  default -> line;
                })
        .collect(Collectors.joining("\r\n", "", "\r\n"));
  }

  private static String crlf(String text) {
    return text.lines().collect(Collectors.joining("\r\n", "", "\r\n"));
  }
}
