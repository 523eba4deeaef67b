package org.confab.bench.bare;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends whatever it is sent to every session, in a loop. */
@ServerEndpoint("/naive")
public class NaiveEndpoint {
  private static final Set<Session> SESSIONS = ConcurrentHashMap.newKeySet();

  @OnOpen
  public void open(Session session) {
    session.setMaxIdleTimeout(0);
    SESSIONS.add(session);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // as naive as can be
  @OnMessage
  public void message(String text) {
    for (Session session : SESSIONS) {
      session.getAsyncRemote().sendText(text);
    }
  }

  @OnClose
  public void close(Session session) {
    SESSIONS.remove(session);
  }
}
