package org.confab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.confab.client.ScriptedServer.event;
import static org.confab.client.ScriptedServer.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConfabClientTest {
  private final ScriptedServer server;
  private final ConfabClient client;

  ConfabClientTest() throws Exception {
    server = new ScriptedServer();
    client = ConfabClient.at(server.uri()).timeout(Duration.ofSeconds(2)).connect();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void answersFindTheirCallsInWhateverOrderTheyCome() {
    var first = client.call("first", object());
    var second = client.call("second", object());
    Awaitility.await("both are there").until(() -> server.received.size() == 2);
    server.say("{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{\"n\":\"two\"}}");
    server.say("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"n\":\"one\"}}");
    assertThat(first.join().path("n").asText()).isEqualTo("one");
    assertThat(second.join().path("n").asText()).isEqualTo("two");
  }

  @Test
  void aRefusalSaysWhy() {
    ObjectNode error = object().put("code", -2100).put("message", "There is no room x.");
    error.putObject("data").put("name", "ERR_ROOM_ID_NOT_EXIST");
    server.answer("enterRoom", params -> error);
    assertThatThrownBy(() -> client.rooms().enter("x"))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(-2100);
              assertThat(refused.name()).isEqualTo("ERR_ROOM_ID_NOT_EXIST");
            })
        .hasMessage("There is no room x.");
  }

  /** It has no form in UTF-8 of its own; what to think of it is the server's to decide. */
  @Test
  void halfACharacterArrivesAsItIs() {
    server.answer("say", params -> object());
    String half = "half \ud800 and 会";
    client.result("say", object().put("text", half));
    assertThat(server.calls("say").get(0).path("text").asText()).isEqualTo(half);
  }

  @Test
  void whatIsNotAnsweredEndsSomeTime() {
    assertThatThrownBy(() -> client.result("never")).isInstanceOf(NoAnswerException.class);
  }

  @Test
  void aBatchIsHeardInItsOrderAndListenersMayCall() {
    server.answer("getUserInfo", params -> object().put("userName", "Bob"));
    List<String> heard = new CopyOnWriteArrayList<>();
    client.on(
        "onRemoteUserEnterRoom",
        event -> heard.add(client.rooms().member(event.userInfo().userId()).userName()));
    client.on("onRemoteUserEnterRoom", event -> heard.add("and on"));
    client.onEvent(
        event -> {
          throw new IllegalStateException("a listener that fails");
        });
    client.onEvent(event -> heard.add(event.name()));
    ObjectNode params = object();
    params.putObject("userInfo").put("userId", "bob");
    server.say(
        "[" + event("onRemoteUserEnterRoom", params) + "," + event("onOther", object()) + "]");
    Awaitility.await("all are heard").until(() -> heard.size() == 4);
    assertThat(heard).containsExactly("Bob", "and on", "onRemoteUserEnterRoom", "onOther");
  }

  @Test
  void aListenerThatIsClosedHearsNothingMore() {
    List<String> heard = new CopyOnWriteArrayList<>();
    Subscription first = client.onEvent(event -> heard.add("first"));
    client.onEvent(event -> heard.add("second"));
    first.close();
    server.say(event("onAny", object()).toString());
    Awaitility.await("the other hears").until(() -> heard.contains("second"));
    assertThat(heard).containsExactly("second");
  }

  @Test
  void whoIsLoggedInIsHeardOf() {
    client.login(1, "ann", "sig");
    Awaitility.await("heartbeats").until(() -> server.calls("heartbeat").size() >= 2);
  }

  @Test
  void aDroppedConnectionComesBackWhereItWas() {
    AtomicReference<String> sig = new AtomicReference<>("old");
    client.login(1, "ann", sig::get);
    enter(40);
    server.say(event("onRoomNameChanged", object().put("roomId", "r").put("seq", 43)).toString());
    server.say(
        event("onRoomNameChanged", object().put("roomId", "other").put("seq", 99)).toString());
    AtomicReference<LoggedIn> back = new AtomicReference<>();
    AtomicReference<Closed> dropped = new AtomicReference<>();
    client.onConnection(
        new ConnectionListener() {
          @Override
          public void dropped(Closed why) {
            dropped.set(why);
          }

          @Override
          public void back(LoggedIn login) {
            back.set(login);
          }
        });
    server.answer(
        "login",
        params -> {
          ObjectNode login = ScriptedServer.login("ann");
          login.putObject("resumed").put("roomId", "r").put("seq", 43).put("replay", true);
          return login;
        });
    server.answer("ping", params -> object());
    client.result("heartbeat");
    sig.set("new");
    server.close(4408);
    Awaitility.await("it is back").until(() -> back.get() != null);
    assertThat(dropped.get()).isEqualTo(new Closed(4408, "scripted"));
    assertThat(back.get()).extracting(LoggedIn::resumedRoomId).isEqualTo("r");
    var login = server.calls("login").get(1);
    assertThat(login.path("userSig").asText()).isEqualTo("new");
    assertThat(login.at("/resume/token").asText()).isEqualTo("token-of-ann");
    assertThat(login.at("/resume/seq").asLong()).isEqualTo(43);
    client.result("ping");
  }

  @Test
  void whoIsElsewhereStaysAway() throws Exception {
    client.login(1, "ann", "sig");
    server.close(4403);
    assertThat(client.closed().get(5, TimeUnit.SECONDS).code())
        .isEqualTo(Closed.LOGGED_IN_ELSEWHERE);
    assertThat(server.calls("login")).hasSize(1);
    assertThatThrownBy(() -> client.result("ping")).isInstanceOf(DisconnectedException.class);
  }

  @Test
  void whoIsRefusedWhenComingBackIsTold() throws Exception {
    client.login(1, "ann", "sig");
    server.answer("login", params -> object().put("code", -1001).put("message", "expired"));
    server.close(4401);
    assertThat(client.closed().get(5, TimeUnit.SECONDS))
        .isEqualTo(new Closed(Closed.REFUSED, "expired"));
  }

  @Test
  void aServerInTroubleIsAskedAgain() {
    client.login(1, "ann", "sig");
    server.answer("ping", params -> object());
    server.answer(
        "login",
        params ->
            server.calls("login").size() == 2
                ? object().put("code", -1).put("message", "Something went wrong here.")
                : ScriptedServer.login("ann"));
    server.close(1011);
    Awaitility.await("it is logged in again").until(() -> server.calls("login").size() == 3);
    Awaitility.await("it goes on")
        .ignoreException(DisconnectedException.class)
        .untilAsserted(() -> client.result("ping"));
    assertThat(client.closed()).isNotDone();
  }

  @Test
  void callsUnderWayFailWhenTheConnectionDrops() {
    var call = client.call("slow", object());
    Awaitility.await("it is there").until(() -> !server.received.isEmpty());
    server.close(1001);
    assertThatThrownBy(() -> call.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(DisconnectedException.class);
  }

  @Test
  void anOutcomeMayComeBeforeTheAnswerThatNamesTheRequest() throws Exception {
    ObjectNode callback =
        object().put("requestId", "q").put("requestCallbackType", 1).put("userId", "bob");
    server.answer(
        "takeSeat",
        params -> {
          server.say(event("onRequestCallback", callback).toString());
          ObjectNode result = object().put("requestId", "q");
          result.putObject("request").put("requestId", "q").put("requestAction", 4);
          return result;
        });
    Asked asked = client.seats().take(Seats.ANY, Duration.ZERO);
    assertThat(asked.request()).get().extracting(RequestInfo::action).isEqualTo(4);
    assertThat(asked.outcome().get(5, TimeUnit.SECONDS))
        .isEqualTo(new Outcome(Outcome.Kind.REJECTED, "bob", 0, ""));
  }

  @Test
  void whereNobodyIsAskedItIsDone() {
    server.answer("takeSeat", params -> object());
    Asked asked = client.seats().take(0, Duration.ZERO);
    assertThat(asked.request()).isEmpty();
    assertThat(asked.outcome()).isCompletedWithValueMatching(Outcome::isAccepted);
  }

  @Test
  void whoIsOutOfTheRoomWaitsForNoOutcome() {
    client.login(1, "ann", "sig");
    enter(1);
    server.answer("takeSeat", params -> object().put("requestId", "q"));
    Asked asked = client.seats().take(0, Duration.ZERO);
    server.say(event("onRoomDismissed", object().put("roomId", "r").put("seq", 2)).toString());
    assertThatThrownBy(() -> asked.outcome().get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(DisconnectedException.class);
  }

  @Test
  void membersAreReadPageByPage() {
    server.answer(
        "getUserList",
        params -> {
          boolean first = params.path("nextSequence").asLong() == 0;
          ObjectNode page = object().put("nextSequence", first ? 7 : 0);
          page.putArray("userList").addObject().put("userId", first ? "ann" : "bob");
          return page;
        });
    assertThat(client.rooms().members()).extracting(UserInfo::userId).containsExactly("ann", "bob");
  }

  @Test
  void aServerThatIsNotThereIsSaidSo() {
    var nowhere = java.net.URI.create("http://localhost:1");
    assertThatThrownBy(() -> ConfabClient.connect(nowhere))
        .isInstanceOf(DisconnectedException.class)
        .hasMessageContaining("localhost:1");
  }

  private void enter(long seq) {
    server.answer(
        "enterRoom",
        params -> {
          ObjectNode result = object().put("seq", seq);
          result.putObject("roomInfo").put("roomId", "r");
          return result;
        });
    assertThat(client.rooms().enter("r").room().roomId()).isEqualTo("r");
  }
}
