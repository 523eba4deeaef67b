package org.confab.signal;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A session that keeps what it is given; it may stop reading. */
final class FakeSession {
  final List<String> frames = new ArrayList<>();

  /** 0 while it is open. */
  int closeCode;

  boolean reading = true;
  private @Nullable SendHandler waiting;
  private @Nullable Connection connection;

  Connection connection() {
    return connection("127.0.0.1");
  }

  Connection connection(String address) {
    Connection made = new Connection(session(), address, 0, Runnable::run);
    connection = made;
    return made;
  }

  /** The write under way is done. */
  void read() {
    SendHandler handler = waiting;
    waiting = null;
    if (handler != null) {
      handler.onResult(new SendResult());
    }
  }

  /** The methods of all messages so far, batches taken apart. */
  List<String> methods() {
    List<String> methods = new ArrayList<>();
    for (String frame : frames) {
      for (var node : org.confab.json.Json.read("[" + frame + "]")) {
        if (node.isArray()) {
          node.forEach(message -> methods.add(message.path("method").asText()));
        } else {
          methods.add(node.path("method").asText());
        }
      }
    }
    return methods;
  }

  private Session session() {
    RemoteEndpoint.Async remote =
        proxy(
            RemoteEndpoint.Async.class,
            (method, args) -> {
              if (method.equals("sendText") && args.length == 2) {
                frames.add((String) args[0]);
                SendHandler handler = (SendHandler) args[1];
                if (reading) {
                  handler.onResult(new SendResult());
                } else {
                  waiting = handler;
                }
              }
              if (method.equals("sendPing") && reading && connection != null) {
                ByteBuffer payload = (ByteBuffer) args[0];
                connection.answered(() -> payload);
              }
              return null;
            });
    return proxy(
        Session.class,
        (method, args) -> {
          if (method.equals("getAsyncRemote")) {
            return remote;
          }
          if (method.equals("close") && args.length == 1) {
            closeCode = ((CloseReason) args[0]).getCloseCode().getCode();
          }
          return null;
        });
  }

  private interface Called {
    @Nullable Object with(String method, Object[] args);
  }

  private static <T> T proxy(Class<T> type, Called called) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) ->
                called.with(method.getName(), args == null ? new Object[0] : args)));
  }
}
