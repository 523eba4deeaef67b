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
  private static final int MOST_BYTES = 262_144;

  /**
   * Where the container itself breaks off, which loses the close code; what is between is read, and
   * then refused here. Not more than that: it is what one of many strangers may make the server
   * keep. Tyrus has the same limit for frames that are not whole yet, in {@code web.xml}.
   */
  private static final int MOST_BYTES_READ = MOST_BYTES + 64 * 1024;

  private static final String ADDRESS = "org.confab.address";

  @Inject private Connections connections;
  @Inject private Dispatcher dispatcher;
  @Inject private Clock clock;

  private @Nullable Connection connection;

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
    session.setMaxTextMessageBufferSize(MOST_BYTES_READ);
    session.setMaxBinaryMessageBufferSize(1024);
    session.setMaxIdleTimeout(0);
    String address = String.valueOf(session.getUserProperties().getOrDefault(ADDRESS, ""));
    Connection opened = new Connection(session, address, clock.millis(), connections.writer());
    connection = opened;
    connections.opened(opened);
  }

  @OnMessage
  public void text(String frame) {
    if (Utf8.length(frame) > MOST_BYTES) {
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
  public void binary(byte[] frame) {
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
