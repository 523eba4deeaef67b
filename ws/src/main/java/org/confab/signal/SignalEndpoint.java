package org.confab.signal;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Objects;
import org.confab.kernel.Utf8;
import org.jspecify.annotations.Nullable;

/** The WebSocket at {@code /ws}: one instance a connection. */
@ServerEndpoint(value = "/ws", configurator = SignalEndpoint.Handshake.class)
public class SignalEndpoint {
  private static final System.Logger LOG = System.getLogger(SignalEndpoint.class.getName());

  /**
   * Longer messages are refused, and no more is kept of one that is not whole yet; Tyrus has a
   * limit in {@code web.xml} for frames that are not.
   */
  private static final int MOST_BYTES = 262_144;

  /** Of one who has not logged in yet: twice what a login can need. */
  private static final int MOST_BYTES_OF_STRANGERS = 16_384;

  private static final String ADDRESS = "org.confab.address";

  @Inject private Connections connections;
  @Inject private Dispatcher dispatcher;
  @Inject private Clock clock;

  private @Nullable Connection connection;

  /** Of a message in several parts, those that came. */
  private @Nullable StringBuilder begun;

  /**
   * Hands the client's address to the session. Any origin may connect: the UserSig is the
   * credential, not a cookie.
   */
  public static class Handshake extends ServerEndpointConfig.Configurator {
    @Override
    public boolean checkOrigin(String origin) {
      return true;
    }

    @Override
    public void modifyHandshake(
        ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
      config.getUserProperties().put(ADDRESS, RemoteAddress.current());
    }
  }

  @OnOpen
  public void open(Session session) {
    session.setMaxIdleTimeout(0);
    String address = String.valueOf(session.getUserProperties().getOrDefault(ADDRESS, ""));
    Connection opened = new Connection(session, address, clock.millis(), connections.writer());
    connection = opened;
    connections.opened(opened);
  }

  /** Parts are put together here: Undertow would do so without an end. */
  @OnMessage
  public void text(String part, boolean last) {
    if (opened().isClosing()) {
      return;
    }
    StringBuilder before = begun;
    int already = before == null ? 0 : before.length();
    if (already + part.length() > most()) {
      begun = null;
      opened().close(CloseCode.TOO_BIG);
    } else if (!last) {
      begun = (before == null ? new StringBuilder() : before).append(part);
    } else {
      begun = null;
      message(before == null ? part : before.append(part).toString());
    }
  }

  private int most() {
    return opened().identity() == null ? MOST_BYTES_OF_STRANGERS : MOST_BYTES;
  }

  private void message(String frame) {
    if (Utf8.length(frame) > most()) {
      opened().close(CloseCode.TOO_BIG);
      return;
    }
    try (ContextLoader unused = ContextLoader.ofApplication()) {
      dispatcher.receive(opened(), frame);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A frame could not be taken", e);
      opened().close(CloseCode.FAILED);
    }
  }

  @OnMessage
  public void binary(byte[] part, boolean last) {
    opened().close(CloseCode.TEXT_ONLY);
  }

  @OnMessage
  public void pong(PongMessage pong) {
    opened().answered(pong);
  }

  private Connection opened() {
    return Objects.requireNonNull(connection, "opened before anything else");
  }

  @OnClose
  public void close(CloseReason reason) {
    try (ContextLoader unused = ContextLoader.ofApplication()) {
      connections.closed(opened());
    }
  }

  /** What the container makes of a client that breaks off, or sends what is no frame. */
  @OnError
  public void error(Throwable problem) {
    LOG.log(Level.DEBUG, "A connection broke", problem);
  }
}
