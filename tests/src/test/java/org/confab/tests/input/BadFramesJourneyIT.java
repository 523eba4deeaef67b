package org.confab.tests.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.BareSocket;
import org.confab.tests.kit.Keys;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever bytes come, and however many: an error or a close with a code, no fault in the log, and
 * others do not notice.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadFramesJourneyIT {
  private static final int PARSE_ERROR = -32700;
  private static final int INVALID_REQUEST = -32600;
  private static final int NO_SUCH_METHOD = -32601;
  private static final int INVALID = -1001;
  private static final int NOT_LOGGED_IN = -1002;
  private static final int STRANGERS = 300;
  private static final int FLOODS = 10;

  /** Of one flood; it is closed long before. The buffers on the way do not take so many. */
  private static final int MOST = 100_000;

  private final ServerUnderTest server =
      ServerUnderTest.start(
          Map.of(
              "CONFAB_MEDIA", "mesh", "CONFAB_STRANGERS_PER_ADDRESS", Integer.toString(STRANGERS)));
  private final Keys keys = new Administrator(server).keys();
  private final Witness witness = new Witness(server, keys);

  @AfterAll
  void nobodyNoticedAnything() {
    try {
      witness.close();
    } finally {
      server.closeWithoutFault();
    }
  }

  /** A message, and the code that it is answered with. */
  private record Frame(int code, String text) {
    @Override
    public String toString() {
      return code + " " + (text.length() > 60 ? text.substring(0, 60) + "…" : text);
    }
  }

  static Stream<Frame> frames() {
    return Stream.of(
        new Frame(PARSE_ERROR, "no json"),
        new Frame(PARSE_ERROR, "{\"id\":1,\"method\":\"heartbeat\"} and more"),
        new Frame(PARSE_ERROR, "{\"id\":1,\"method\":\"heartbeat\""),
        new Frame(PARSE_ERROR, "{\"id\":1,\"id\":2,\"method\":\"heartbeat\"}"),
        new Frame(PARSE_ERROR, "{\"id\":1,\"method\":\"login\",\"params\":{\"a\":1,\"a\":2}}"),
        new Frame(PARSE_ERROR, "[".repeat(16_384)),
        new Frame(PARSE_ERROR, "{\"id\":" + "9".repeat(2000) + ",\"method\":\"heartbeat\"}"),
        new Frame(PARSE_ERROR, "{\"method\":\"x\",\"params\":" + nested(40) + "}"),
        new Frame(PARSE_ERROR, "{'id':1}"),
        new Frame(PARSE_ERROR, "{\"id\":NaN,\"method\":\"heartbeat\"}"),
        new Frame(INVALID_REQUEST, ""),
        new Frame(INVALID_REQUEST, "[]"),
        new Frame(INVALID_REQUEST, "[{\"id\":1,\"method\":\"heartbeat\"}]"),
        new Frame(INVALID_REQUEST, "7"),
        new Frame(INVALID_REQUEST, "null"),
        new Frame(INVALID_REQUEST, "\"heartbeat\""),
        new Frame(INVALID_REQUEST, "{}"),
        new Frame(INVALID_REQUEST, "{\"id\":1}"),
        new Frame(INVALID_REQUEST, "{\"id\":1,\"method\":7}"),
        new Frame(INVALID_REQUEST, "{\"id\":1,\"method\":null}"),
        new Frame(INVALID_REQUEST, "{\"id\":1,\"result\":{}}"),
        new Frame(INVALID_REQUEST, heartbeat("null")),
        new Frame(INVALID_REQUEST, heartbeat("true")),
        new Frame(INVALID_REQUEST, heartbeat("{}")),
        new Frame(INVALID_REQUEST, heartbeat("[1]")),
        new Frame(INVALID_REQUEST, heartbeat("1.5")),
        new Frame(INVALID_REQUEST, heartbeat("1e400")),
        new Frame(INVALID_REQUEST, heartbeat("9".repeat(30))),
        new Frame(INVALID_REQUEST, heartbeat("\"" + "x".repeat(65) + "\"")),
        new Frame(NO_SUCH_METHOD, "{\"id\":1,\"method\":\"\"}"),
        new Frame(NO_SUCH_METHOD, "{\"id\":1,\"method\":\"Login\"}"),
        new Frame(NO_SUCH_METHOD, "{\"id\":1,\"method\":\"\\u0000\\ud800\"}"),
        new Frame(NO_SUCH_METHOD, "{\"id\":1,\"method\":\"" + "x".repeat(16_000) + "\"}"),
        new Frame(INVALID, "{\"id\":1,\"method\":\"login\",\"params\":[1]}"),
        new Frame(INVALID, "{\"id\":1,\"method\":\"login\",\"params\":\"x\"}"),
        new Frame(INVALID, "{\"id\":1,\"method\":\"login\",\"params\":null}"),
        new Frame(INVALID, "{\"id\":1,\"method\":\"login\"}"),
        new Frame(NOT_LOGGED_IN, "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"heartbeat\"}"),
        new Frame(NOT_LOGGED_IN, heartbeat("\"" + "x".repeat(64) + "\"")),
        new Frame(NOT_LOGGED_IN, heartbeat("-9223372036854775808")));
  }

  private static String nested(int levels) {
    return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
  }

  private static String heartbeat(String id) {
    return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"heartbeat\",\"params\":{}}";
  }

  @ParameterizedTest
  @MethodSource("frames")
  void whatIsNoGoodRequestIsAnswered(Frame frame) throws IOException {
    try (BareSocket socket = BareSocket.open(server.uri())) {
      socket.send(frame.text());
      JsonNode answer = socket.read();
      assertThat(answer.at("/error/code").asInt()).as("%s", answer).isEqualTo(frame.code());
      assertThat(answer.at("/error/message").asText()).isNotBlank().hasSizeLessThan(300);
      assertThat(answer.has("id")).isTrue();
      socket.send(heartbeat("7"));
      assertThat(socket.read().path("id").asInt()).as("it goes on").isEqualTo(7);
    }
  }

  @Test
  void aRequestWithoutIdIsNotAnswered() throws IOException {
    try (BareSocket socket = BareSocket.open(server.uri())) {
      socket.send("{\"method\":\"noSuchMethod\"}");
      socket.send("{\"method\":\"login\",\"params\":{}}");
      socket.send(heartbeat("7"));
      assertThat(socket.read().path("id").asInt()).isEqualTo(7);
    }
  }

  /** What a client does to a connection, and the codes that it is closed with then. */
  private record Deed(String what, List<Integer> codes, Doing doing) {
    Deed(String what, int code, Doing doing) {
      this(what, List.of(code), doing);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  private interface Doing {
    void to(BareSocket socket) throws IOException;
  }

  static Stream<Deed> deeds() {
    return Stream.of(
        new Deed("binary", 1003, socket -> socket.send(BareSocket.BINARY, new byte[3])),
        new Deed("much binary", 1003, socket -> socket.send(BareSocket.BINARY, new byte[100_000])),
        new Deed("a byte too many", 1009, socket -> socket.send("x".repeat(16_385))),
        new Deed("a third of the characters", 1009, socket -> socket.send("会".repeat(6_000))),
        new Deed(
            "megabytes",
            List.of(1009, 1011, BareSocket.GONE),
            socket -> socket.send("x".repeat(5_000_000))),
        new Deed(
            "a megabyte in parts",
            List.of(1009, BareSocket.GONE),
            socket -> {
              socket.sendPart(BareSocket.TEXT, new byte[0]);
              for (int i = 0; i < 40; i++) {
                socket.sendPart(BareSocket.CONTINUATION, "x".repeat(50_000).getBytes(UTF_8));
              }
            }),
        new Deed(
            "no UTF-8", 1007, socket -> socket.send(BareSocket.TEXT, (byte) 0xc3, (byte) 0x28)),
        new Deed("an unknown kind", 1002, socket -> socket.send(3)),
        new Deed("a reserved bit", 1002, socket -> socket.send(0x40 | BareSocket.TEXT)),
        new Deed(
            "continues nothing", 1002, socket -> socket.send(BareSocket.CONTINUATION, (byte) 'x')),
        new Deed("a long ping", 1002, socket -> socket.send(BareSocket.PING, new byte[126])),
        new Deed(
            "a length below zero", List.of(1002, 1011), socket -> socket.write(lengthBelowZero())),
        new Deed(
            "HTTP", 1002, socket -> socket.write("GET / HTTP/1.1\r\n".repeat(9).getBytes(UTF_8))));
  }

  private static byte[] lengthBelowZero() {
    byte[] head = new byte[20];
    Arrays.fill(head, (byte) 0xff);
    head[0] = (byte) (0x80 | BareSocket.TEXT);
    return head;
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void whatIsNoMessageEndsTheConnection(Deed deed) throws IOException {
    try (BareSocket socket = BareSocket.open(server.uri())) {
      try {
        deed.doing().to(socket);
      } catch (IOException closedMeanwhile) {
        // the code is to be read nevertheless
      }
      assertThat(socket.closeCode()).isIn(deed.codes());
    }
  }

  /** Messages may be longer then: 262,144 bytes. */
  @Test
  void whoHasLoggedInMaySayMore() throws IOException {
    try (BareSocket socket = BareSocket.open(server.uri())) {
      socket.send(
          ("{\"id\":1,\"method\":\"login\",\"params\":"
                  + "{\"sdkAppId\":%d,\"userId\":\"wordy\",\"userSig\":\"%s\"}}")
              .formatted(keys.sdkAppId(), keys.userSig("wordy")));
      assertThat(socket.read().has("result")).isTrue();
      String empty = "{\"id\":2,\"method\":\"\"}";
      socket.send(empty.replace("\"\"", "\"" + "x".repeat(262_144 - empty.length()) + "\""));
      assertThat(socket.read().at("/error/code").asInt()).isEqualTo(NO_SUCH_METHOD);
      socket.send("会".repeat(87_382));
      assertThat(socket.closeCode()).isEqualTo(1009);
    }
  }

  /** RFC 6455 (5.1) wants it closed; Tyrus reads it like others, which harms nobody. */
  @Test
  @DisabledIfSystemProperty(
      named = "confab.server",
      matches = "wildfly",
      disabledReason = "Undertow closes with 1002")
  void aFrameThatIsNotMaskedIsRead() throws IOException {
    try (BareSocket socket = BareSocket.open(server.uri())) {
      socket.write((byte) 0x81, (byte) 1, (byte) '7');
      assertThat(socket.read().at("/error/code").asInt()).isEqualTo(INVALID_REQUEST);
    }
  }

  /** Whoever stays without logging in makes room for others after ten seconds, whatever it does. */
  @Test
  void fromOneAddressComeNotTooManyStrangers() throws IOException {
    List<BareSocket> sockets = new ArrayList<>();
    try {
      BareSocket neverDone = BareSocket.open(server.uri());
      sockets.add(neverDone);
      neverDone.sendPart(BareSocket.TEXT, "{\"id\":1,".getBytes(UTF_8));
      long start = System.nanoTime();
      while (sockets.size() < 1000) {
        sockets.add(BareSocket.open(server.uri()));
      }
      BareSocket chatty = sockets.get(1);
      while (chatty.codeWithin(500) == 0) {
        chatty.send(heartbeat("1"));
      }
      long tens = 1 + (System.nanoTime() - start) / 9_000_000_000L;
      Map<Integer, Integer> codes = new TreeMap<>();
      for (BareSocket socket : sockets) {
        codes.merge(socket.closeCode(), 1, Integer::sum);
      }
      assertThat(codes).containsOnlyKeys(4408, 4429);
      assertThat(codes.get(4408)).isBetween(STRANGERS / 2, (int) tens * STRANGERS);
      assertThat(List.of(neverDone.closeCode(), chatty.closeCode())).containsOnly(4408);
    } finally {
      closeAll(sockets);
    }
    Awaitility.await("others are welcome again")
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              try (SignalClient welcome = SignalClient.of(server, keys, "welcome")) {
                welcome.result("heartbeat");
              }
            });
  }

  /** Frames that are announced to be long, and do not end, fill no memory. */
  @Test
  void manyWhoStopInTheMiddleAreBearable() throws IOException {
    byte[] megabytes = new byte[4_000_000];
    List<BareSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < STRANGERS - 20; i++) {
        BareSocket socket = BareSocket.open(server.uri());
        sockets.add(socket);
        socket.write((byte) 0x81, (byte) 0xff, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
        socket.write((byte) 0x7f, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
        try {
          socket.write(megabytes);
        } catch (IOException refused) {
          // as it should be
        }
      }
      for (BareSocket socket : sockets) {
        assertThat(socket.closeCode()).isIn(1009, 1011, BareSocket.GONE);
      }
    } finally {
      closeAll(sockets);
    }
  }

  /**
   * In its head, its length, its mask or its text: others go there, or wait until they are sent.
   */
  @Test
  void halfAFrameIsNoRequest() throws IOException {
    List<BareSocket> waiting = new ArrayList<>();
    String login = keys.login(1, "half");
    try {
      for (int bytes : List.of(1, 2, 3, 4, 6, 8, 9, 20, login.length())) {
        try (BareSocket gone = BareSocket.open(server.uri())) {
          gone.sendBeginning(login, bytes);
        }
        BareSocket patient = BareSocket.open(server.uri());
        waiting.add(patient);
        patient.sendBeginning(login, bytes);
      }
      for (BareSocket patient : waiting) {
        assertThat(patient.closeCode()).isEqualTo(4408);
      }
    } finally {
      closeAll(waiting);
    }
  }

  private static void closeAll(List<BareSocket> sockets) throws IOException {
    for (BareSocket socket : sockets) {
      socket.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":1,\"method\":\"heartbeat\"}",
        "{\"method\":\"heartbeat\"}",
        "no json",
        "{\"id\":1,\"method\":\"none\"}"
      })
  void whoFloodsIsSlowedDownAndThenClosed(String frame) throws IOException {
    for (boolean known : List.of(true, false)) {
      try (BareSocket socket = BareSocket.open(server.uri())) {
        if (known) {
          socket.send(keys.login(1, "flood"));
          assertThat(socket.read().has("result")).isTrue();
        }
        assertThat(flood(socket, frame)).as("logged in: %s", known).isEqualTo(4429);
      }
    }
  }

  private static int flood(BareSocket socket, String frame) throws IOException {
    int sent = floodUntilClosed(socket, frame);
    assertThat(sent).isLessThan(MOST);
    return socket.closeCode();
  }

  /** As quickly as it can; gives how many were sent. */
  private static int floodUntilClosed(BareSocket socket, String frame) throws IOException {
    for (int i = 0; i < MOST; i++) {
      try {
        socket.send(frame);
      } catch (IOException closedMeanwhile) {
        return i;
      }
      if (i % 20 == 0 && socket.codeWithin(1) != 0) {
        return i;
      }
    }
    return MOST;
  }

  /** Ten at a time, and each comes again when it was closed; the log does not grow with them. */
  @Test
  void tensOfThousandsOfRequestsDisturbNobody() throws Exception {
    int linesBefore = Files.readAllLines(server.log()).size();
    ExecutorService threads = Executors.newFixedThreadPool(FLOODS);
    try {
      long start = System.nanoTime();
      List<Future<Integer>> floods = new ArrayList<>();
      for (int i = 0; i < FLOODS; i++) {
        String user = "flood-" + i;
        floods.add(threads.submit(() -> flood(user)));
      }
      int sent = 0;
      for (Future<Integer> flood : floods) {
        sent += flood.get();
      }
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      System.out.printf(
          "%d requests in %d ms: %d a second.%n", sent, millis, sent * 1000L / millis);
      assertThat(sent).isGreaterThan(30_000);
    } finally {
      threads.shutdownNow();
    }
    assertThat(Files.readAllLines(server.log())).hasSizeLessThan(linesBefore + 100);
  }

  /** How many requests went out before they were enough. */
  private int flood(String user) throws IOException {
    int sent = 0;
    while (sent < 3_000) {
      try (BareSocket socket = BareSocket.open(server.uri())) {
        socket.send(keys.login(1, user));
        assertThat(socket.read().has("result")).isTrue();
        sent += floodUntilClosed(socket, heartbeat("2"));
        assertThat(socket.closeCode()).isEqualTo(4429);
      }
    }
    return sent;
  }

  /** 1,048,576 characters at once; the quicker the server, the fewer come anew meanwhile. */
  @Test
  void whoSaysTooMuchIsToldSo() throws IOException {
    String frame = "{\"id\":2,\"method\":\"" + "x".repeat(200_000) + "\"}";
    try (BareSocket socket = BareSocket.open(server.uri())) {
      socket.send(keys.login(1, "lengthy"));
      assertThat(socket.read().has("result")).isTrue();
      List<Integer> codes = new ArrayList<>();
      while (codes.size() < 12 && !codes.contains(-2)) {
        socket.send(frame);
        codes.add(socket.read().at("/error/code").asInt());
      }
      assertThat(codes).hasSizeGreaterThan(5).endsWith(-2);
      assertThat(codes.subList(0, codes.size() - 1)).containsOnly(NO_SUCH_METHOD);
      socket.send(heartbeat("3"));
      assertThat(socket.read().has("result")).as("a short one").isTrue();
    }
  }

  @Test
  void whoIsALittleTooQuickIsToldSo() throws IOException {
    try (BareSocket socket = BareSocket.open(server.uri())) {
      socket.send(keys.login(1, "quick"));
      assertThat(socket.read().has("result")).isTrue();
      for (int i = 0; i < 600; i++) {
        socket.send(heartbeat("2"));
      }
      int slowedDown = 0;
      for (int i = 0; i < 600; i++) {
        slowedDown += socket.read().at("/error/code").asInt() == -2 ? 1 : 0;
      }
      assertThat(slowedDown).isBetween(1, 400);
    }
  }
}
