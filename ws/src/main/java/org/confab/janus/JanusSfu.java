package org.confab.janus;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.confab.json.Json;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.media.Sfu;
import org.confab.media.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The SFU by Janus. It keeps one Janus process, one session with it, and the rooms of that session;
 * when the process is lost all of them are, and clients are asked to begin anew.
 */
final class JanusSfu implements Sfu, Plane {
  private static final System.Logger LOG = System.getLogger(JanusSfu.class.getName());
  private static final int LONGEST_CANDIDATE = 2048;
  private static final int LONGEST_MID = 64;

  private final MediaSettings settings;
  private final ScheduledThreadPoolExecutor loop;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JanusProcess process;
  private final Map<RoomKey, JanusRoom> rooms = new HashMap<>();
  private final String start = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
  private volatile Listener listener = new Deaf();
  private volatile boolean ready;
  private volatile String trouble = "Janus is starting.";
  private @Nullable JanusConnection connection;
  private boolean wasReady;
  private long ids;

  /**
   * @param addresses the machine's own addresses that media can use, asked at each start of Janus
   */
  JanusSfu(MediaSettings settings, Supplier<List<InetAddress>> addresses) {
    this.settings = settings;
    loop =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "confab-media");
              thread.setDaemon(true);
              return thread;
            });
    loop.setRemoveOnCancelPolicy(true);
    process = new JanusProcess(settings, addresses, new Watcher());
  }

  void start() {
    process.start();
  }

  void stop() {
    process.stop();
    run(this::lose);
    loop.shutdown();
  }

  JanusProcess process() {
    return process;
  }

  /** Why it is not ready, in a sentence. */
  String trouble() {
    return trouble;
  }

  @Override
  public Mode mode() {
    return Mode.JANUS;
  }

  @Override
  public boolean ready() {
    return ready;
  }

  @Override
  public void listen(Listener told) {
    listener = told;
  }

  @Override
  public CompletionStage<String> publish(
      Participant participant, Stream stream, String offer, boolean audio, boolean video) {
    return member(
        participant,
        member -> member.publisher(stream).publish(offer, Sdp.published(offer), audio, video));
  }

  @Override
  public CompletionStage<Void> forward(
      Participant participant, Stream stream, boolean audio, boolean video) {
    return known(participant, member -> member.publisher(stream).forward(audio, video));
  }

  @Override
  public CompletionStage<Void> unpublish(Participant participant, Stream stream) {
    return known(participant, member -> member.publisher(stream).unpublish());
  }

  @Override
  public CompletionStage<Void> receive(Participant participant, Wish wish, boolean restart) {
    return member(participant, member -> member.receiver().receive(wish, restart));
  }

  @Override
  public CompletionStage<Void> receiveOther(
      Participant participant, @Nullable Participant host, Wish wish, boolean restart) {
    return host == null
        ? known(participant, Member::stayAtHome)
        : member(
            participant, member -> member.visit(host, room(host.room())).receive(wish, restart));
  }

  @Override
  public CompletionStage<Void> answer(Participant participant, Connection connection, String sdp) {
    return on(
        () -> {
          Sdp.sections(sdp);
          return ifKnown(
              participant, member -> member.answer(connection, sdp), Receiver::nothingOffered);
        });
  }

  @Override
  public CompletionStage<Void> candidate(
      Participant participant, Connection of, Candidate candidate) {
    return known(participant, member -> member.trickle(of, trickled(candidate)));
  }

  @Override
  public void part(RoomKey key, RoomKey other) {
    run(
        () -> {
          JanusRoom room = rooms.get(key);
          if (room != null) {
            room.part(other);
          }
        });
  }

  @Override
  public void leave(Participant participant) {
    run(
        () -> {
          JanusRoom room = rooms.get(participant.room());
          if (room != null) {
            room.leave(participant);
          }
        });
  }

  @Override
  public void close(RoomKey key) {
    run(() -> emptied(key));
  }

  @Override
  public void emptied(RoomKey key) {
    JanusRoom room = rooms.remove(key);
    if (room != null) {
      room.close();
    }
  }

  private static ObjectNode trickled(Candidate candidate) {
    String text = candidate.text();
    if (text == null || text.isEmpty()) {
      return Json.object().put("completed", true);
    }
    String mid = candidate.sdpMid();
    if (text.length() > LONGEST_CANDIDATE
        || text.chars().anyMatch(c -> c < ' ')
        || !text.contains("candidate:")) {
      throw new Problem(Refusal.INVALID_ARGUMENT, "candidate is not an ICE candidate.");
    }
    ObjectNode trickled = Json.object().put("candidate", text);
    if (mid != null && mid.length() <= LONGEST_MID) {
      trickled.put("sdpMid", mid);
    }
    Integer index = candidate.sdpMLineIndex();
    return trickled.put("sdpMLineIndex", index == null ? 0 : index);
  }

  /** Nothing to do for whoever has neither published nor received. */
  private CompletionStage<Void> known(
      Participant participant, Function<Member, CompletableFuture<Void>> task) {
    return on(() -> ifKnown(participant, task, () -> CompletableFuture.completedFuture(null)));
  }

  /** Makes neither a room nor a member of one that has just been closed. */
  private CompletableFuture<Void> ifKnown(
      Participant participant,
      Function<Member, CompletableFuture<Void>> task,
      Supplier<CompletableFuture<Void>> otherwise) {
    JanusRoom room = rooms.get(participant.room());
    return room != null && room.has(participant)
        ? task.apply(room.member(participant))
        : otherwise.get();
  }

  private <T> CompletionStage<T> member(
      Participant participant, Function<Member, CompletableFuture<T>> task) {
    return on(() -> task.apply(room(participant.room()).member(participant)));
  }

  /** Does something on the loop; the failure of the stage is a Problem. */
  private <T> CompletionStage<T> on(Supplier<CompletableFuture<T>> task) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    Runnable now =
        () -> {
          if (!ready) {
            outcome.completeExceptionally(Problems.unavailable());
            return;
          }
          try {
            var unused =
                task.get().whenComplete((value, failure) -> settle(outcome, value, failure));
          } catch (RuntimeException e) {
            outcome.completeExceptionally(Problems.of(e));
          }
        };
    if (!run(now)) {
      outcome.completeExceptionally(Problems.unavailable());
    }
    return outcome;
  }

  private static <T> void settle(
      CompletableFuture<T> outcome, T value, @Nullable Throwable failure) {
    if (failure == null) {
      outcome.complete(value);
    } else {
      outcome.completeExceptionally(Problems.of(failure));
    }
  }

  JanusRoom room(RoomKey key) {
    return rooms.computeIfAbsent(key, k -> new JanusRoom(this, k));
  }

  int rooms() {
    return rooms.size();
  }

  private boolean run(Runnable task) {
    try {
      loop.execute(guarded(task));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "Unexpected in the media plane.", e);
      }
    };
  }

  @Override
  public JanusConnection connection() {
    return Objects.requireNonNull(connection);
  }

  @Override
  public MediaSettings settings() {
    return settings;
  }

  @Override
  public Listener listener() {
    return listener;
  }

  @Override
  public String newId(String kind) {
    return kind + '-' + start + '-' + ++ids;
  }

  @Override
  public Future<?> after(Duration delay, Runnable task) {
    return loop.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Everything in Janus is gone. */
  private void lose() {
    ready = false;
    if (connection != null) {
      connection.close();
    }
    List<JanusRoom> lost = List.copyOf(rooms.values());
    rooms.clear();
    lost.forEach(JanusRoom::close);
  }

  private final class Watcher implements JanusProcess.Watcher {
    @Override
    public void started(JanusEndpoint endpoint) {
      run(
          () -> {
            lose();
            JanusConnection opened = new JanusConnection(http, endpoint, loop, new Owner());
            connection = opened;
            opened.open();
          });
    }

    @Override
    public void ended(String why) {
      trouble = "Janus is not running: " + why;
      run(JanusSfu.this::lose);
    }
  }

  private final class Owner implements JanusConnection.Owner {
    @Override
    public void opened() {
      ready = true;
      LOG.log(Level.INFO, "Media is ready.");
      if (wasReady) {
        listener.reset();
      }
      wasReady = true;
    }

    @Override
    public void claimed() {
      rooms.values().forEach(JanusRoom::resume);
    }

    @Override
    public void gaveUp(String why) {
      LOG.log(Level.WARNING, "Janus is started anew: {0}.", why);
      trouble = "Janus is started anew: " + why;
      lose();
      process.kill();
    }
  }

  /** Until somebody listens. */
  private static final class Deaf implements Listener {
    @Override
    public void offer(Participant to, Connection connection, String sdp, List<Track> tracks) {}

    @Override
    public void hungUp(Participant participant, Stream stream) {}

    @Override
    public void reset() {}
  }
}
