package org.confab.tests.input;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.confab.json.Json;
import org.confab.tests.kit.Administrator;
import org.confab.tests.kit.CallbackReceiver;
import org.confab.tests.kit.ServerUnderTest;
import org.confab.tests.kit.SignalClient;

/**
 * Whatever commands follow one another, right and wrong ones, each is answered as {@link
 * Conference} has it; and whatever is asked for at once, one after another might have done it.
 *
 * <p>How often is said by {@code jqwik.tries.default}, also on the command line.
 */
class RandomCommandsJourneyIT {
  private static final Set<String> TIMES =
      Set.of("ScheduleStartTime", "ScheduleEndTime", "CreateTime", "BannedUntil");
  private static final int TOLERATED_SECONDS = 20;

  /** Of the server with its database: 32. Who waits for another one must hold none. */
  private static final int MORE_THAN_CONNECTIONS = 48;

  private static final int AT_ONCE = 6;

  /** Started by whoever needs it first. */
  private static final class Shared {
    static final ServerUnderTest SERVER = ServerUnderTest.usual();
    static final Administrator ADMINISTRATOR = new Administrator(SERVER);
    static final CallbackReceiver RECEIVER = CallbackReceiver.open();
  }

  @AfterContainer
  static void stop() {
    Shared.SERVER.close();
    Shared.RECEIVER.close();
  }

  private static Stage stage() {
    return new Stage(Shared.SERVER, Shared.ADMINISTRATOR, Shared.RECEIVER.url());
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    // jqwik would have most of them short
    return Call.any()
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  @Provide
  Arbitrary<List<Call>> manyCalls() {
    return Call.any().list().ofSize(AT_ONCE * 60);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void oneAfterAnotherTheyAreAnsweredAsTheModelHasIt(@ForAll("calls") List<Call> calls) {
    Conference model = new Conference(Shared.ADMINISTRATOR.keys().admin());
    try (Stage stage = stage()) {
      opening().forEach(call -> compare(stage, model, call));
      calls.forEach(call -> compare(stage, model, call));
      for (String roomId : List.of("@R0", "@R1")) {
        for (String list :
            List.of(
                "get_room_info",
                "get_room_member_list",
                "get_seat_list",
                "get_banned_member_list")) {
          compare(stage, model, new Call(list, Json.object().put("RoomId", roomId)));
        }
      }
      compare(stage, model, new Call("get_callback", Json.object()));
    }
  }

  /** A room with seats and some people, so that there is something to do. */
  private static List<Call> opening() {
    List<Call> calls = new ArrayList<>();
    ObjectNode room = Json.object().put("RoomId", "@R0").put("RoomType", "Conference");
    calls.add(
        new Call(
            "create_room",
            Json.object().set("RoomInfo", room.put("IsSeatEnabled", true).put("MaxSeatCount", 3))));
    for (int i = 0; i < 3; i++) {
      calls.add(new Call("enter", Json.object().put("RoomId", "@R0").put("user", "@u" + i)));
    }
    return calls;
  }

  private static void compare(Stage stage, Conference model, Call call) {
    JsonNode body = stage.body(call);
    switch (call.command()) {
      case "enter" -> {
        String user = body.path("user").asText();
        if (!stage.knows(user)) {
          model.logIn(user);
        }
        int code = stage.enter(body);
        assertThat(code).as("%s", call).isEqualTo(model.enter(user, body.path("RoomId").asText()));
      }
      case "exit" -> {
        String user = body.path("user").asText();
        if (!stage.knows(user)) {
          model.logIn(user);
        }
        int code = stage.exit(body);
        Boolean leaves = model.exit(user);
        assertThat(code)
            .as("%s", call)
            .isIn(leaves == null ? Set.of(-2100, -2101) : leaves ? Set.of(0) : Set.of(-2102));
      }
      default -> compareAnswers(stage, model, call, body);
    }
  }

  private static void compareAnswers(Stage stage, Conference model, Call call, JsonNode body) {
    Conference.Answer expected = model.perform(call.command(), body);
    JsonNode actual = stage.call(call.command(), body);
    assertThat(actual.path("ErrorCode").asInt(-1))
        .as("%s: %s", call, actual)
        .isIn(expected.codes());
    if (!expected.isDone()) {
      assertThat(actual.path("ErrorInfo").asText()).as("%s", call).isNotBlank();
      return;
    }
    JsonNode fields = actual.has("Response") ? actual.path("Response") : beside(actual);
    JsonNode wanted = Json.read(Json.write(expected.fields()));
    withTimesOf(wanted, fields);
    assertThat(fields).as("%s", call).isEqualTo(wanted);
    if (call.command().equals("destroy_room")) {
      stage.destroyed(body.path("RoomId").asText());
    }
  }

  private static JsonNode beside(JsonNode answer) {
    return ((ObjectNode) answer.deepCopy())
        .without(List.of("ActionStatus", "ErrorInfo", "ErrorCode", "RequestId"));
  }

  /** Times may differ a little: each side has looked at the clock by itself. */
  private static void withTimesOf(JsonNode wanted, JsonNode actual) {
    if (wanted instanceof ObjectNode object) {
      for (String time : TIMES) {
        long difference = object.path(time).asLong() - actual.path(time).asLong();
        if (object.has(time) && actual.has(time) && Math.abs(difference) < TOLERATED_SECONDS) {
          object.set(time, actual.path(time));
        }
      }
      object.properties().forEach(e -> withTimesOf(e.getValue(), actual.path(e.getKey())));
    }
    for (int i = 0; wanted.isArray() && i < wanted.size(); i++) {
      withTimesOf(wanted.path(i), actual.path(i));
    }
  }

  @Property(tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void atOnceTheyLeaveEveryRoomWhole(@ForAll("manyCalls") List<Call> calls) throws Exception {
    try (Stage stage = stage()) {
      opening().forEach(call -> send(stage, call));
      List<Callable<Set<Integer>>> threads = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        String client = "u" + i;
        List<Call> share = calls.subList(i * 60, i * 60 + 60);
        threads.add(
            () -> {
              Set<Integer> codes = new HashSet<>();
              share.forEach(call -> codes.add(send(stage, byClient(call, client))));
              return codes;
            });
      }
      for (Set<Integer> codes : atOnce(threads)) {
        assertThat(codes).as("no fault").doesNotContain(-1, 100001);
      }
      stage.checkWhole(stage.name("R", "0"));
      stage.checkWhole(stage.name("R", "1"));
    }
  }

  /** Each thread is one client; a client is one. */
  private static Call byClient(Call call, String client) {
    return call.body().has("user")
        ? new Call(call.command(), call.body().deepCopy().put("user", "@" + client))
        : call;
  }

  private static int send(Stage stage, Call call) {
    JsonNode body = stage.body(call);
    return switch (call.command()) {
      case "enter" -> stage.enter(body);
      case "exit" -> stage.exit(body);
      default -> stage.call(call.command(), body).path("ErrorCode").asInt(-1);
    };
  }

  @Example
  void ofThoseWhoAreGivenOneRoomAtOnceOneHasIt() throws Exception {
    try (Stage stage = stage()) {
      opening().forEach(call -> send(stage, call));
      ObjectNode room = Json.object().put("RoomId", "@R0");
      for (int round = 0; round < 8; round++) {
        String owner =
            stage
                .call("get_room_info", stage.body(new Call("", room)))
                .at("/Response/RoomInfo/Owner_Account")
                .asText();
        List<Callable<Integer>> givers = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          Call call =
              new Call(
                  "change_room_owner",
                  room.deepCopy()
                      .put("From_Account", owner)
                      .put(
                          "NewOwner_Account",
                          "@u" + (owner.endsWith("u" + i % 3) ? (i + 1) % 3 : i % 3)));
          givers.add(() -> send(stage, call));
        }
        if (stage.knows(owner)) {
          ObjectNode give = Json.object().put("userRole", 0);
          for (int i = 0; i < 3; i++) {
            String next = stage.name("u", String.valueOf(i));
            if (!next.equals(owner)) {
              givers.add(
                  () ->
                      stage
                          .client(owner)
                          .error("changeUserRole", give.deepCopy().put("userId", next)));
            }
          }
        }
        assertThat(atOnce(givers)).containsOnlyOnce(0).isSubsetOf(0, 100002, -2300);
        stage.checkWhole(stage.name("R", "0"));
      }
    }
  }

  @Example
  void ofAdministratorsAndClientsWhoWantOneIdOneHasIt() throws Exception {
    try (Stage stage = stage()) {
      for (int i = 0; i < 4; i++) {
        stage.client(stage.name("u", String.valueOf(i)));
      }
      for (int round = 0; round < 5; round++) {
        String roomId = stage.name("R", "0") + "-" + round;
        ObjectNode info = Json.object().put("RoomId", roomId).put("RoomType", "Conference");
        Call create = new Call("create_room", Json.object().set("RoomInfo", info));
        List<Callable<Integer>> creators = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
          creators.add(() -> send(stage, create));
        }
        for (int i = 0; i < 4; i++) {
          SignalClient client = stage.client(stage.name("u", String.valueOf(i)));
          creators.add(() -> client.error("createRoom", Json.object().put("roomId", roomId)));
        }
        assertThat(atOnce(creators))
            .containsOnlyOnce(0)
            .isSubsetOf(0, 100003, 100010, 100012, -2106, -2);
        send(stage, new Call("destroy_room", Json.object().put("RoomId", roomId)));
      }
    }
  }

  @Example
  void ofAdministratorsAndClientsWhoWantOneSeatOneHasIt() throws Exception {
    try (Stage stage = stage()) {
      opening().forEach(call -> send(stage, call));
      ObjectNode seat = Json.object().put("RoomId", "@R0").put("Index", 1);
      for (int round = 0; round < 8; round++) {
        List<Callable<Integer>> sitters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          Call give =
              new Call("pick_user_on_seat", seat.deepCopy().put("Member_Account", "@u" + i));
          SignalClient client = stage.client(stage.name("u", String.valueOf(i)));
          sitters.add(() -> send(stage, give));
          sitters.add(() -> client.error("takeSeat", Json.object().put("seatIndex", 1)));
        }
        assertThat(atOnce(sitters)).containsOnlyOnce(0).isSubsetOf(0, 100203, 100210, -2341, -2342);
        stage.checkWhole(stage.name("R", "0"));
        // whoever sits is taken off
        send(stage, new Call("lock_seat", seat.deepCopy().put("ForbidTaken", true)));
        send(stage, new Call("lock_seat", seat.deepCopy().put("ForbidTaken", false)));
      }
    }
  }

  /** Who leaves has no room, and who has it does not leave. */
  @Example
  void nobodyIsGivenARoomWhileLeavingIt() throws Exception {
    try (Stage stage = stage()) {
      opening().forEach(call -> send(stage, call));
      ObjectNode room = Json.object().put("RoomId", "@R0");
      Call give =
          new Call(
              "change_room_owner",
              room.deepCopy()
                  .put("From_Account", Shared.ADMINISTRATOR.keys().admin())
                  .put("NewOwner_Account", "@u1"));
      Call back =
          new Call(
              "change_room_owner",
              room.deepCopy().put("From_Account", "@u1").put("NewOwner_Account", "@u0"));
      Call leave = new Call("exit", Json.object().put("user", "@u1"));
      List<Integer> codes = atOnce(List.of(() -> send(stage, give), () -> send(stage, leave)));
      assertThat(codes).isIn(List.of(0, -2102), List.of(100005, 0));
      assertThat(send(stage, back)).isEqualTo(codes.get(0) == 0 ? 0 : 100002);
      stage.checkWhole(stage.name("R", "0"));
    }
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    CyclicBarrier start = new CyclicBarrier(tasks.size());
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    List<Future<T>> futures = new ArrayList<>();
    for (Callable<T> task : tasks) {
      futures.add(
          threads.submit(
              () -> {
                start.await();
                return task.call();
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get(2, TimeUnit.MINUTES));
    }
    threads.shutdown();
    return results;
  }
}
