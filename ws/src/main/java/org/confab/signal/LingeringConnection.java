package org.confab.signal;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the container that ends when nobody is about it any more. The container gives the
 * parts of a connection that ended to the next one at once, whoever still reads or writes; Tyrus
 * ends it on any thread. So the thread that reads ends it, when it has no more to read, and writing
 * is refused from then on.
 *
 * <p>Who is closed by the server may read why: as RFC 6455 section 7.1.1 has it, the server says
 * so, and goes when the client has said so too. What a client sends to a server that is gone makes
 * the system throw away what is on its way to the client.
 *
 * <p>The container reads only after it was asked whether there is more, until it has found some. So
 * who was told of data is alone with the connection as long as it does not ask.
 */
final class LingeringConnection implements WebConnection {
  private static final System.Logger LOG = System.getLogger(LingeringConnection.class.getName());

  /** What a client gets to answer, and to read what was sent to it before. */
  private static final long PATIENCE_MILLIS = 5000;

  private static final long QUIET_MILLIS = 1000;

  /** As much as may be under way from a client that does not know yet. */
  private static final int MOST_BYTES = 1024 * 1024;

  private final WebConnection connection;
  private final Workers workers;
  private final Input input;
  private final Output output;
  private volatile boolean closing;
  private volatile boolean overdue;
  private volatile boolean reading;
  private volatile boolean ended;
  private volatile long heardAt;

  LingeringConnection(WebConnection connection, Workers workers) throws IOException {
    this.connection = connection;
    this.workers = workers;
    input = new Input(connection.getInputStream());
    output = new Output(connection.getOutputStream());
  }

  /** Hands over what has come by now, and what comes from now on. */
  void listen() {
    try {
      input.listen();
    } catch (IllegalStateException closed) {
      LOG.log(Level.DEBUG, "A connection ended before it was listened to", closed);
    }
  }

  @Override
  public ServletInputStream getInputStream() {
    return input;
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return output;
  }

  @Override
  public void close() {
    if (!closing && !ended) {
      closing = true;
      heardAt = System.nanoTime();
      giveUpAfter(PATIENCE_MILLIS);
    }
  }

  private void giveUpAfter(long millis) {
    try {
      workers.after(millis, this::giveUp);
    } catch (RejectedExecutionException goingDown) {
      end();
    }
  }

  /** Who still sends is cut off by the thread that reads; who is silent, by this one. */
  private void giveUp() {
    overdue = true;
    if (reading || System.nanoTime() - heardAt < QUIET_MILLIS * 1_000_000) {
      giveUpAfter(QUIET_MILLIS);
    } else {
      end();
    }
  }

  private void end() {
    synchronized (output) {
      if (ended) {
        return;
      }
      ended = true;
    }
    try {
      connection.close();
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "Ending a connection that is gone", e);
    }
  }

  /** What the container tells; frames are read without looking through archives for each. */
  private final class Reader implements ReadListener {
    private final ReadListener listener;

    Reader(ReadListener listener) {
      this.listener = listener;
    }

    @Override
    public void onDataAvailable() throws IOException {
      reading = true;
      try (ContextLoader unused = ContextLoader.withoutArchives()) {
        if (closing) {
          input.drain();
        } else {
          listener.onDataAvailable();
        }
        if (input.deaf) {
          end();
        }
      } finally {
        reading = false;
      }
    }

    @Override
    public void onAllDataRead() throws IOException {
      try {
        listener.onAllDataRead();
      } finally {
        end();
      }
    }

    @Override
    public void onError(Throwable problem) {
      try {
        listener.onError(problem);
      } finally {
        end();
      }
    }
  }

  /** Keeps the listener until it may hear, and has no more for it after the client has closed. */
  private final class Input extends ServletInputStream {
    private final ServletInputStream stream;
    private final IncomingFrames frames = new IncomingFrames();
    private @Nullable ReadListener listener;
    private boolean listening;
    private int drained;

    /** Nothing more is asked for. */
    private boolean deaf;

    Input(ServletInputStream stream) {
      this.stream = stream;
    }

    void listen() {
      listening = true;
      if (listener != null && !ended) {
        stream.setReadListener(listener);
      }
    }

    @Override
    public void setReadListener(ReadListener newListener) {
      listener = new Reader(newListener);
      if (listening) {
        stream.setReadListener(listener);
      }
    }

    /** Reads what nobody wants any more. */
    void drain() throws IOException {
      byte[] unwanted = new byte[8192];
      do {
        int read = read(unwanted, 0, unwanted.length);
        heardAt = System.nanoTime();
        drained += Math.max(0, read);
        overdue |= read < 0 || drained > MOST_BYTES;
      } while (isReady());
    }

    @Override
    public boolean isFinished() {
      return deaf || stream.isFinished();
    }

    @Override
    public boolean isReady() {
      deaf |= overdue || frames.isClosed();
      return !deaf && stream.isReady();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = stream.read(bytes, offset, length);
      frames.follow(bytes, offset, Math.max(0, read));
      return read;
    }

    @Override
    public int available() throws IOException {
      return stream.available();
    }
  }

  /** Writes nothing any more when the connection has ended. */
  private final class Output extends ServletOutputStream {
    private final ServletOutputStream stream;

    Output(ServletOutputStream stream) {
      this.stream = stream;
    }

    private void check() throws IOException {
      if (ended) {
        throw new IOException("The connection has ended");
      }
    }

    @Override
    public synchronized void setWriteListener(WriteListener listener) {
      if (!ended) {
        stream.setWriteListener(listener);
      }
    }

    @Override
    public synchronized boolean isReady() {
      return ended || stream.isReady();
    }

    @Override
    public synchronized void write(int octet) throws IOException {
      check();
      stream.write(octet);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
      check();
      stream.write(bytes, offset, length);
    }

    @Override
    public synchronized void flush() throws IOException {
      check();
      stream.flush();
    }
  }
}
