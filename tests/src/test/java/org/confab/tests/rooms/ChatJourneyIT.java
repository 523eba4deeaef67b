package org.confab.tests.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.awaitility.Awaitility;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.ExternalDatabase;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What members write to each other, over sockets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatJourneyIT {
  private static final int KEPT = 200;

  private final ExternalDatabase database = new ExternalDatabase();
  private final ServerUnderTest server =
      ServerUnderTest.start(
          Map.of(
              "CONFAB_MEDIA", "mesh",
              "CONFAB_DB_URL", database.url(),
              "CONFAB_CHAT_KEPT", String.valueOf(KEPT)));
  private final Administrator administrator = new Administrator(server);

  ChatJourneyIT() throws IOException {}

  @AfterAll
  void stop() {
    server.close();
    database.close();
  }

  @Test
  void whatOneSaysAllReadAlsoTheSender() {
    SignalClient ann = host("say", "say-ann");
    SignalClient bob = client("say-bob");
    bob.result("setSelfInfo", Json.object().put("userName", "Bob").put("avatarUrl", "b.png"));
    assertThat(bob.error("sendTextMessage", text("too early"))).isEqualTo(-2101);
    assertThat(bob.error("getMessageList")).isEqualTo(-2101);
    bob.enter("say");

    JsonNode sent = bob.result("sendTextMessage", text("你好 👋")).path("message");
    JsonNode heard = ann.hears("onReceiveTextMessage");
    assertThat(heard.path("roomId").asText()).isEqualTo("say");
    JsonNode message = heard.path("message");
    assertThat(message).isEqualTo(sent);
    assertThat(message.path("number").asLong()).isEqualTo(1);
    assertThat(message.path("message").asText()).isEqualTo("你好 👋");
    assertThat(message.path("userId").asText()).isEqualTo("say-bob");
    assertThat(message.path("userName").asText()).isEqualTo("Bob");
    assertThat(message.path("avatarUrl").asText()).isEqualTo("b.png");
    assertThat(message.path("messageId").asText()).isNotEmpty();
    assertThat(message.path("timestamp").asLong())
        .isCloseTo(System.currentTimeMillis(), Offset.offset(60_000L));
    assertThat(bob.hears("onReceiveTextMessage").path("message")).isEqualTo(sent);

    ObjectNode vote =
        text("{\"vote\":1}")
            .put("description", "a vote")
            .put("extension", "x")
            .put("messageId", "v");
    ann.result("sendCustomMessage", vote);
    JsonNode custom = bob.hears("onReceiveCustomMessage").path("message");
    assertThat(custom.path("number").asLong()).isEqualTo(2);
    assertThat(custom.path("messageId").asText()).isEqualTo("v");
    assertThat(custom.path("message").asText()).isEqualTo("{\"vote\":1}");
    assertThat(custom.path("description").asText()).isEqualTo("a vote");
    assertThat(custom.path("extension").asText()).isEqualTo("x");
    assertThat(history(ann, Json.object())).containsExactly(sent, custom);
    close(ann, bob);
  }

  @Test
  void messagesHaveLimits() {
    SignalClient ann = host("limits", "limits-ann");
    assertThat(ann.error("sendTextMessage", text(""))).isEqualTo(-1001);
    assertThat(ann.error("sendTextMessage")).isEqualTo(-1001);
    assertThat(ann.error("sendTextMessage", text("会".repeat(4097)))).isEqualTo(-1001);
    assertThat(ann.error("sendTextMessage", text("x").put("messageId", "a b"))).isEqualTo(-1001);
    assertThat(ann.error("sendTextMessage", text("x").put("messageId", "x".repeat(65))))
        .isEqualTo(-1001);
    assertThat(
            ann.error(
                "sendCustomMessage", text("x".repeat(12_000)).put("extension", "y".repeat(300))))
        .isEqualTo(-1001);
    assertThat(ann.error("getMessageList", Json.object().put("count", 101))).isEqualTo(-1001);
    assertThat(ann.error("getMessageList", Json.object().put("count", 0))).isEqualTo(-1001);
    assertThat(ann.error("getMessageList", Json.object().put("before", 3).put("after", 1)))
        .isEqualTo(-1001);
    assertThat(history(ann, Json.object())).isEmpty();

    ann.result("sendTextMessage", text("会".repeat(4096)).put("messageId", "x".repeat(64)));
    assertThat(history(ann, Json.object()).get(0).path("message").asText()).hasSize(4096);
    close(ann);
  }

  @Test
  void aLateComerReadsBackPageByPage() {
    SignalClient ann = host("late", "late-ann");
    for (int i = 1; i <= 45; i++) {
      ann.result("sendTextMessage", text("m" + i));
    }
    SignalClient bob = client("late-bob");
    bob.enter("late");
    JsonNode last = bob.result("getMessageList");
    assertThat(numbers(last)).containsExactlyElementsOf(range(26, 45));
    assertThat(last.path("isCompleted").asBoolean()).isFalse();
    JsonNode middle = bob.result("getMessageList", Json.object().put("before", 26));
    assertThat(numbers(middle)).containsExactlyElementsOf(range(6, 25));
    ann.result("sendTextMessage", text("m46"));
    JsonNode first = bob.result("getMessageList", Json.object().put("before", 6).put("count", 5));
    assertThat(numbers(first)).containsExactlyElementsOf(range(1, 5));
    assertThat(first.path("isCompleted").asBoolean()).isTrue();
    assertThat(first.at("/messageList/0/message").asText()).isEqualTo("m1");

    JsonNode rest = bob.result("getMessageList", Json.object().put("after", 42).put("count", 3));
    assertThat(numbers(rest)).containsExactlyElementsOf(range(43, 45));
    assertThat(rest.path("isCompleted").asBoolean()).isFalse();
    rest = bob.result("getMessageList", Json.object().put("after", 45));
    assertThat(numbers(rest)).containsExactly(46L);
    assertThat(rest.path("isCompleted").asBoolean()).isTrue();
    assertThat(numbers(bob.result("getMessageList", Json.object().put("after", 46)))).isEmpty();
    close(ann, bob);
  }

  @Test
  void ofManyWhoSpeakAtOnceAllSeeTheSameOrderAndOnlySoMuchIsKept() throws Exception {
    int senders = 4;
    int each = 75;
    int all = senders * each;
    List<SignalClient> clients = new ArrayList<>();
    clients.add(host("many", "many-0"));
    for (int i = 1; i < senders; i++) {
      clients.add(client("many-" + i));
      clients.get(i).enter("many");
    }
    together(
        clients.stream()
            .<Runnable>map(
                client ->
                    () -> {
                      for (int i = 1; i <= each; i++) {
                        client.result("sendTextMessage", text("m" + i));
                      }
                    })
            .toList());
    List<JsonNode> seen = said(clients.get(0), all);
    assertThat(seen.stream().map(m -> m.path("number").asLong()).toList())
        .containsExactlyElementsOf(range(1, all));
    for (SignalClient client : clients) {
      assertThat(said(client, all)).isEqualTo(seen);
    }
    for (int i = 0; i < senders; i++) {
      String sender = "many-" + i;
      assertThat(seen.stream().filter(m -> m.path("userId").asText().equals(sender)))
          .extracting(m -> m.path("message").asText())
          .as("what %s said, in its order", sender)
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, each).mapToObj(n -> "m" + n).toList());
    }
    JsonNode oldest =
        clients.get(0).result("getMessageList", Json.object().put("after", 0).put("count", 1));
    assertThat(numbers(oldest)).as("the first of those kept").containsExactly(101L);
    clients.forEach(SignalClient::close);
  }

  @Test
  void whatAnotherNodeSaysMeanwhileTakesNoMessageAway() throws Exception {
    SignalClient ann = host("nodes", "nodes-ann");
    int each = 60;
    together(
        List.of(
            () -> {
              for (int i = 1; i <= each; i++) {
                ann.result("sendTextMessage", text("here " + i));
              }
            },
            () -> sayFromAnotherNode("nodes", each)));
    JsonNode all = ann.result("getMessageList", Json.object().put("after", 0).put("count", 100));
    List<Long> numbers = numbers(all);
    assertThat(numbers).containsExactlyElementsOf(range(1, 100));
    JsonNode rest = ann.result("getMessageList", Json.object().put("after", 100).put("count", 100));
    assertThat(numbers(rest)).containsExactlyElementsOf(range(101, 2L * each));
    assertThat(said(ann, each)).hasSize(each);
    close(ann);
  }

  @Test
  void whatIsSentAgainIsSaidOnce() {
    SignalClient ann = host("once", "once-ann");
    SignalClient bob = client("once-bob");
    bob.enter("once");
    ObjectNode hello = text("hello").put("messageId", "id-1");
    JsonNode first = ann.result("sendTextMessage", hello).path("message");
    JsonNode second = ann.result("sendTextMessage", text("other").put("messageId", "id-1"));
    assertThat(second.path("message")).as("what was said stays").isEqualTo(first);
    bob.result("sendTextMessage", hello);
    assertThat(numbers(ann.result("getMessageList"))).as("ids are a sender's own").hasSize(2);

    ann.result("disableSendingMessageByAdmin", mute("once-bob", true));
    assertThat(bob.result("sendTextMessage", hello).at("/message/number").asLong()).isEqualTo(2);
    assertThat(bob.error("sendTextMessage", text("new"))).isEqualTo(-2381);

    assertThat(numbers(ann.result("getMessageList"))).containsExactly(1L, 2L);
    assertThat(said(ann, 2)).hasSize(2);
    close(ann, bob);
  }

  @Test
  void whoComesBackMissesNothingAndGetsNothingTwice() {
    SignalClient ann = host("back", "back-ann");
    SignalClient bob = new SignalClient(server);
    String token = bob.logIn(administrator.keys(), "back-bob").path("resumeToken").asText();
    long seq = bob.enter("back").path("seq").asLong();
    ann.result("sendTextMessage", text("one"));
    long last = bob.hears("onReceiveTextMessage").at("/message/number").asLong();
    bob.drop();
    ann.result("sendTextMessage", text("two"));
    ann.result("sendTextMessage", text("three"));

    SignalClient back = new SignalClient(server);
    JsonNode login = back.comeBack(administrator.keys(), "back-bob", token, seq);
    assertThat(login.at("/resumed/replay").asBoolean()).isTrue();
    ann.result("sendTextMessage", text("four"));
    back.hears("onReceiveTextMessage", e -> e.at("/message/number").asLong() == 4);
    JsonNode missed = back.result("getMessageList", Json.object().put("after", last));
    assertThat(numbers(missed)).containsExactly(2L, 3L, 4L);
    assertThat(said(back, 1)).as("only what came since is told").hasSize(1);
    close(ann, back);
  }

  @Test
  void wordsAreTakenAndGivenBack() {
    SignalClient ann = host("mute", "mute-ann");
    SignalClient bob = client("mute-bob");
    SignalClient cai = client("mute-cai");
    bob.enter("mute");
    cai.enter("mute");
    assertThat(bob.error("disableSendingMessageForAllUser", flag(true))).isEqualTo(-2301);
    assertThat(bob.error("disableSendingMessageByAdmin", mute("mute-cai", true))).isEqualTo(-2301);
    assertThat(ann.error("disableSendingMessageByAdmin", mute("nobody", true))).isEqualTo(-2201);
    assertThat(ann.error("disableSendingMessageByAdmin", mute("mute-ann", true))).isEqualTo(-2300);
    assertThat(ann.error("disableSendingMessageForAllUser")).isEqualTo(-1001);

    ann.result("disableSendingMessageForAllUser", flag(true));
    bob.hears("onSendMessageForAllUserDisableChanged", e -> e.path("isDisable").asBoolean());
    assertThat(bob.error("sendTextMessage", text("x"))).isEqualTo(-2380);
    assertThat(bob.error("sendCustomMessage", text("x"))).isEqualTo(-2380);
    ann.result("sendTextMessage", text("the owner has its say"));
    ok("{\"RoomId\":\"mute\",\"MemberInfo\":{\"Member_Account\":\"mute-cai\",\"Role\":\"Admin\"}}");
    cai.result("sendTextMessage", text("and so have admins"));
    assertThat(cai.error("disableSendingMessageByAdmin", mute("mute-ann", true))).isEqualTo(-2300);
    cai.result("disableSendingMessageForAllUser", flag(false));
    bob.hears("onSendMessageForAllUserDisableChanged", e -> !e.path("isDisable").asBoolean());
    bob.result("sendTextMessage", text("again"));

    cai.result("disableSendingMessageByAdmin", mute("mute-bob", true));
    JsonNode muted = ann.hears("onSendMessageForUserDisableChanged");
    assertThat(muted.path("userId").asText()).isEqualTo("mute-bob");
    assertThat(muted.path("isDisable").asBoolean()).isTrue();
    assertThat(bob.error("sendTextMessage", text("x"))).isEqualTo(-2381);
    assertThat(history(bob, Json.object())).as("it may still read").hasSize(3);
    JsonNode self = bob.result("getUserInfo", Json.object().put("userId", "mute-bob"));
    assertThat(self.path("isMessageDisabled").asBoolean()).isTrue();
    ann.result("disableSendingMessageByAdmin", mute("mute-bob", false));
    bob.result("sendTextMessage", text("thanks"));
    close(ann, bob, cai);
  }

  @Test
  void aRestartKeepsWhatWasSaidAndTheEndOfTheRoomDoesNot() throws Exception {
    SignalClient ann = new SignalClient(server);
    String token = ann.logIn(administrator.keys(), "keep-ann").path("resumeToken").asText();
    ann.result("createRoom", Json.object().put("roomId", "keep"));
    long seq = ann.enter("keep").path("seq").asLong();
    ann.result("sendTextMessage", text("before").put("messageId", "b"));
    server.kill();
    server.restart();

    SignalClient back = new SignalClient(server);
    back.comeBack(administrator.keys(), "keep-ann", token, seq);
    assertThat(
            back.result("sendTextMessage", text("before").put("messageId", "b"))
                .at("/message/number")
                .asLong())
        .isEqualTo(1);
    assertThat(back.result("sendTextMessage", text("after")).at("/message/number").asLong())
        .isEqualTo(2);
    assertThat(stored("keep")).isEqualTo(2);
    back.result("destroyRoom");
    assertThat(back.error("getMessageList")).isEqualTo(-2101);
    assertThat(stored("keep")).isZero();

    back.result("createRoom", Json.object().put("roomId", "keep2"));
    back.enter("keep2");
    assertThat(history(back, Json.object())).isEmpty();
    close(ann, back);
  }

  private SignalClient host(String roomId, String userId) {
    SignalClient client = client(userId);
    client.result("createRoom", Json.object().put("roomId", roomId));
    client.enter(roomId);
    return client;
  }

  private SignalClient client(String userId) {
    return SignalClient.of(server, administrator.keys(), userId);
  }

  private void ok(String body) {
    assertThat(administrator.rooms("update_room_member_info", body).path("ErrorCode").asInt())
        .isZero();
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.url(), "confab", "");
  }

  private long stored(String roomId) throws SQLException {
    try (Connection connection = connect();
        PreparedStatement count =
            connection.prepareStatement("select count(*) from message where room_id = ?")) {
      count.setString(1, roomId);
      try (ResultSet result = count.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }

  /** As another server on the same database does it. */
  private void sayFromAnotherNode(String roomId, int count) {
    try (Connection connection = connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into message select sdk_app_id, room_id, (select coalesce(max(number), 0)"
                    + " + 1 from message where room_id = ?), 'other', ?, '', '', '', false, 'there',"
                    + " '', '', 0 from room where room_id = ?")) {
      int done = 0;
      while (done < count) {
        insert.setString(1, roomId);
        insert.setString(2, "there-" + done);
        insert.setString(3, roomId);
        try {
          done += insert.executeUpdate();
        } catch (SQLIntegrityConstraintViolationException taken) {
          // the next number then
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void together(List<Runnable> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      CompletableFuture.allOf(
              tasks.stream()
                  .map(task -> CompletableFuture.runAsync(task, threads))
                  .toArray(CompletableFuture<?>[]::new))
          .get();
    } finally {
      threads.shutdown();
    }
  }

  /** The messages it was told of, in the order of telling, once there are so many. */
  private static List<JsonNode> said(SignalClient client, int count) {
    Awaitility.await("is told of " + count + " messages")
        .atMost(Duration.ofSeconds(20))
        .until(() -> said(client).size() >= count);
    return said(client);
  }

  private static List<JsonNode> said(SignalClient client) {
    return client.told().stream()
        .filter(event -> event.path("method").asText().startsWith("onReceive"))
        .map(event -> event.at("/params/message"))
        .toList();
  }

  private static List<JsonNode> history(SignalClient client, ObjectNode params) {
    return StreamSupport.stream(
            client.result("getMessageList", params).path("messageList").spliterator(), false)
        .toList();
  }

  private static List<Long> numbers(JsonNode page) {
    return StreamSupport.stream(page.path("messageList").spliterator(), false)
        .map(message -> message.path("number").asLong())
        .toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private static ObjectNode text(String messageText) {
    return Json.object().put("messageText", messageText);
  }

  private static ObjectNode flag(boolean isDisable) {
    return Json.object().put("isDisable", isDisable);
  }

  private static ObjectNode mute(String userId, boolean isDisable) {
    return flag(isDisable).put("userId", userId);
  }

  private static void close(SignalClient... clients) {
    for (SignalClient client : clients) {
      client.close();
    }
  }
}
