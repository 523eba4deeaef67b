package org.confab.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger.Level;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.jspecify.annotations.Nullable;

/** One request under way: what was asked, by whom, and its one answer. */
final class Call {
  private static final System.Logger LOG = System.getLogger(Call.class.getName());

  final Connection connection;
  final Rpc.Request request;
  private final Runnable done;
  private final AtomicBoolean answered = new AtomicBoolean();
  private @Nullable CloseCode last;

  /**
   * @param done run once, when it is answered
   */
  Call(Connection connection, Rpc.Request request, Runnable done) {
    this.connection = connection;
    this.request = request;
    this.done = done;
  }

  /** The params of one who is logged in. */
  Fields fields() {
    identity();
    return fieldsOfAnybody();
  }

  Fields fieldsOfAnybody() {
    if (!request.params().isObject()) {
      throw new Problem(Refusal.INVALID_ARGUMENT, "params must be one object.");
    }
    return Fields.of(request.params());
  }

  Connection.Identity identity() {
    Connection.Identity identity = connection.identity();
    if (identity == null) {
      throw new Problem(Refusal.NOT_LOGGED_IN, "Log in first.");
    }
    return identity;
  }

  Caller caller() {
    return identity().caller();
  }

  /** The room the caller is in; who is nobody yet is told that first. */
  RoomKey room() {
    identity();
    RoomKey room = connection.room();
    if (room == null) {
      throw new Problem(Refusal.NOT_IN_A_ROOM, "Enter a room first.");
    }
    return room;
  }

  /** The room that is named, or else the one the caller is in: for who has not entered it yet. */
  RoomKey roomNamed() {
    String named = fields().textOrNull("roomId");
    return named == null ? room() : caller().room(named);
  }

  /** The answer is the last thing that is sent; what was asked after this is not done. */
  Call closing(CloseCode code) {
    last = code;
    return this;
  }

  void answer() {
    answer(Json.object());
  }

  void answer(ObjectNode result) {
    end(() -> Rpc.result(idOrNull(), result));
  }

  void noSuchMethod() {
    end(() -> Rpc.methodNotFound(idOrNull(), request.method()));
  }

  /** Answers with the problem; anything else is logged once, and answered without detail. */
  void refuse(Throwable failure) {
    Problem problem = problemIn(failure);
    end(() -> Rpc.error(idOrNull(), problem));
  }

  private JsonNode idOrNull() {
    return request.id() == null ? Json.object().nullNode() : request.id();
  }

  private void end(java.util.function.Supplier<String> frame) {
    if (answered.compareAndSet(false, true)) {
      if (request.id() != null) {
        connection.send(frame.get());
      }
      if (last != null) {
        connection.closeAfterWriting(last);
      }
      done.run();
    }
  }

  private Problem problemIn(Throwable failure) {
    Problem problem = Problem.in(failure);
    if (problem != null) {
      return problem;
    }
    String id = UUID.randomUUID().toString();
    LOG.log(Level.ERROR, "Request " + id + " (" + request.method() + ") failed", failure);
    return new Problem(Refusal.INTERNAL, "Something went wrong here (" + id + "). Try again.");
  }
}
