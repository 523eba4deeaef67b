package org.confab.janus;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Janus as our child. One thread starts it, waits for it, and starts it again when it dies, after a
 * pause that grows while it keeps dying. The thread lives as long as the process does, because the
 * kernel ends the process when the thread that started it is gone (PR_SET_PDEATHSIG): so Janus dies
 * with us, even after a SIGKILL.
 */
final class JanusProcess {
  /** Told on the thread of the process; must not block. */
  interface Watcher {
    void started(JanusEndpoint endpoint);

    /** It ended, or could not be started; another try follows. */
    void ended(String why);
  }

  private static final System.Logger LOG = System.getLogger(JanusProcess.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration STEADY = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final long LARGEST_LOG = 16L << 20;

  private final MediaSettings settings;
  private final Supplier<List<InetAddress>> addresses;
  private final Watcher watcher;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::keepAlive, "confab-janus");
  private volatile @Nullable Process process;
  private String saidLast = "";

  JanusProcess(MediaSettings settings, Supplier<List<InetAddress>> addresses, Watcher watcher) {
    this.settings = settings;
    this.addresses = addresses;
    this.watcher = watcher;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ends Janus and this watch over it; returns when it is gone, after a few seconds at most. */
  void stop() {
    stopped.countDown();
    Process running = process;
    if (running != null) {
      running.destroy();
    }
    try {
      thread.join(PATIENCE.toMillis());
      if (thread.isAlive() && running != null) {
        running.destroyForcibly();
        thread.join(PATIENCE.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends a Janus that does not answer; it is started again. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  /** For tests: the process id of Janus, or -1. */
  long pid() {
    Process running = process;
    return running == null ? -1 : running.pid();
  }

  private void keepAlive() {
    Duration pause = FIRST_PAUSE;
    while (stopped.getCount() > 0) {
      long began = System.nanoTime();
      String why = runOnce();
      if (stopped.getCount() == 0) {
        return;
      }
      if (System.nanoTime() - began > STEADY.toNanos()) {
        pause = FIRST_PAUSE;
        saidLast = "";
      }
      say(why);
      watcher.ended(why);
      try {
        if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
      pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
    }
  }

  /** Why it ended. */
  private String runOnce() {
    try {
      JanusInstallation installation =
          JanusInstallation.find()
              .orElseThrow(
                  () -> new IOException("it is not installed; " + JanusInstallation.HOW_TO_GET));
      List<InetAddress> own = addresses.get();
      if (own.isEmpty() && settings.addresses().isEmpty()) {
        say(
            "This machine has no network address besides loopback, which WebRTC does not use:"
                + " media will not connect.");
      }
      JanusEndpoint endpoint = JanusEndpoint.create();
      Path main = new JanusConfiguration(settings, installation, own).write(endpoint);
      Process running = launch(installation, main);
      process = running;
      if (stopped.getCount() == 0) {
        running.destroy();
      }
      LOG.log(Level.INFO, "Janus runs as process {0}.", String.valueOf(running.pid()));
      watcher.started(endpoint);
      int status = running.waitFor();
      return "it ended with status " + status + "; see " + log();
    } catch (IOException e) {
      return "" + e.getMessage();
    } catch (InterruptedException e) {
      stopped.countDown();
      return "interrupted";
    } finally {
      Process running = process;
      if (running != null && running.isAlive()) {
        running.destroyForcibly();
      }
      process = null;
    }
  }

  private Process launch(JanusInstallation installation, Path main) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            installation.setpriv().toString(),
            "--pdeathsig",
            "TERM",
            installation.janus().toString(),
            "-F",
            String.valueOf(main.getParent()),
            "-C",
            main.toString());
    builder.directory(settings.data().toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(freshLog().toFile()));
    return builder.start();
  }

  private Path log() {
    return settings.data().resolve("log").resolve("janus.log");
  }

  private Path freshLog() throws IOException {
    Path log = log();
    Files.createDirectories(settings.data().resolve("log"));
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
      Files.move(log, log.resolveSibling("janus.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
    return log;
  }

  /** The same once only, however often it is tried. */
  private void say(String why) {
    if (!why.equals(saidLast)) {
      saidLast = why;
      LOG.log(Level.WARNING, "Janus: {0}", why);
    }
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
