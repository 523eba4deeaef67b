package org.confab.signal;

import jakarta.websocket.CloseReason;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.confab.kernel.Caller;
import org.confab.kernel.RateLimit;
import org.confab.kernel.RoomKey;
import org.jspecify.annotations.Nullable;

/**
 * One client's WebSocket, from opening to closing: who it is, where it is, what waits to be written
 * and to be carried out.
 */
final class Connection {
  private static final System.Logger LOG = System.getLogger(Connection.class.getName());
  private static final int MOST_REQUESTS_WAITING = 256;
  private static final int MOST_CHARACTERS_WAITING = 1024 * 1024;
  private static final int REFUSED_FOR_CLOSE = 1000;

  final String clientIp;
  private final RateLimit requests = new RateLimit(100, 200);

  /** What one says may go to everybody in the room, and not all of them have a quick line. */
  private final RateLimit characters = new RateLimit(64 * 1024, 1024 * 1024);

  private final Session session;
  private final Outbox outbox;
  private final Window window = new Window(this::ping);
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Deque<String> inbox = new ArrayDeque<>();
  private int charactersWaiting;
  private boolean busy;
  private boolean sentAway;

  private final long openedAt;
  private volatile long lastHeard;
  private volatile @Nullable Identity identity;
  private volatile @Nullable Stay stay;
  private volatile @Nullable CloseCode closedFor;
  private int refusedLogins;

  /**
   * Who a connection speaks for, once logged in.
   *
   * @param client the resume token
   * @param expires when the UserSig does
   * @param login numbers the login: the later, the higher
   */
  record Identity(Caller caller, String client, Instant expires, long login) {}

  /** In a room, as of one of its {@code seq}. */
  private record Stay(RoomKey room, long since) {}

  /**
   * @param writer carries out the writing, in order
   */
  Connection(Session session, String clientIp, long now, Executor writer) {
    this.session = session;
    this.clientIp = clientIp;
    this.openedAt = now;
    this.lastHeard = now;
    this.outbox = new Outbox(this::write, writer);
  }

  /** Queues a message for the client. One that does not read is dropped, with a reason. */
  void send(String message) {
    if (!outbox.add(message)) {
      close(CloseCode.NOT_READING);
    }
  }

  private void write(String frame, Consumer<Boolean> done) {
    try (ContextLoader unused = ContextLoader.withoutArchives()) {
      session
          .getAsyncRemote()
          .sendText(
              frame,
              result -> {
                if (result.isOK()) {
                  window.written(frame.length(), done);
                } else {
                  done.accept(false);
                }
              });
    }
  }

  private void ping(long number) {
    try {
      session.getAsyncRemote().sendPing(Window.payload(number));
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "Asking a connection that is gone", e);
    }
  }

  /** The client has read up to a ping of ours. */
  void answered(PongMessage pong) {
    window.answered(pong.getApplicationData());
  }

  /**
   * Takes a request in.
   *
   * @return whether it may be carried out now; otherwise it waits for the one under way
   */
  synchronized boolean begin(String frame) {
    if (!busy) {
      busy = true;
      return true;
    }
    if (inbox.size() >= MOST_REQUESTS_WAITING
        || charactersWaiting + frame.length() > MOST_CHARACTERS_WAITING) {
      close(CloseCode.TOO_MANY_REQUESTS);
    } else {
      inbox.add(frame);
      charactersWaiting += frame.length();
    }
    return false;
  }

  /** Counts a request; false when the client has asked for too many, or too long ones. */
  boolean allows(String frame) {
    return requests.allows() && characters.allows(frame.length());
  }

  /** Whether it was told so many times, and goes on all the same. */
  boolean doesNotListen() {
    return requests.refused() + characters.refused() >= REFUSED_FOR_CLOSE;
  }

  /** The next request that waits, if any; the one under way is done. */
  synchronized @Nullable String next() {
    String frame = inbox.poll();
    busy = frame != null;
    charactersWaiting -= frame == null ? 0 : frame.length();
    return frame;
  }

  /** Whoever is sent away asks for nothing more; what one asked who went by itself is done. */
  private synchronized void forgetRequests() {
    sentAway = true;
    inbox.clear();
    charactersWaiting = 0;
  }

  synchronized boolean isSentAway() {
    return sentAway;
  }

  void heard(long now) {
    lastHeard = now;
  }

  /** Milliseconds since it was heard; of one that has not logged in, since it was opened. */
  long silence(long now) {
    return now - (identity == null ? openedAt : lastHeard);
  }

  @Nullable Identity identity() {
    return identity;
  }

  /** Whether its login began after that of another one of the same user. */
  boolean loggedInAfter(Connection other) {
    Identity ours = identity;
    Identity theirs = other.identity;
    return ours != null && theirs != null && ours.login() > theirs.login();
  }

  void identify(@Nullable Identity newIdentity) {
    identity = newIdentity;
  }

  @Nullable RoomKey room() {
    Stay current = stay;
    return current == null ? null : current.room();
  }

  /** In the room, as of one of its {@code seq}. */
  synchronized void enter(RoomKey key, long seq) {
    stay = new Stay(key, seq);
  }

  /** Out of that room by what has this {@code seq}, unless it is in another or again by now. */
  synchronized void leave(RoomKey key, long seq) {
    Stay current = stay;
    if (current != null && current.room().equals(key) && current.since() < seq) {
      stay = null;
    }
  }

  /** Counts a refused login; true when there were too many. */
  boolean refuseLogin() {
    return ++refusedLogins >= 5;
  }

  boolean isClosing() {
    return closing.get();
  }

  /** Closes at once with a reason the client can act on; what is queued is lost. */
  void close(CloseCode code) {
    if (closing.compareAndSet(false, true)) {
      forgetRequests();
      outbox.close();
      closeSession(code);
    }
  }

  /** Closes whatever is under way: there is nobody to wait for. */
  void cut(CloseCode code) {
    closing.set(true);
    forgetRequests();
    outbox.close();
    closeSession(code);
  }

  /** Closes after what is queued was written. */
  void closeAfterWriting(CloseCode code) {
    if (closing.compareAndSet(false, true)) {
      forgetRequests();
      outbox.finish(() -> closeSession(code));
    }
  }

  /** Why the server closed it; null while it is open, and when the client did. */
  @Nullable CloseCode closedFor() {
    return closedFor;
  }

  private void closeSession(CloseCode code) {
    closedFor = code;
    try {
      session.close(new CloseReason(code, code.reason()));
    } catch (IOException | IllegalStateException e) {
      LOG.log(Level.DEBUG, "Closing a connection that is gone", e);
    }
  }

  /** The socket is gone. */
  void closed() {
    closing.set(true);
    outbox.close();
  }
}
