package org.confab.media;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.confab.kernel.RoomKey;
import org.jspecify.annotations.Nullable;

/**
 * The selective forwarding unit. Calls return at once; their outcome comes with the stage, which
 * fails with a {@link org.confab.kernel.Problem}, on a thread of the media adapter: what is chained
 * to it must not block. What the media server says of its own accord goes to the {@link Listener}.
 *
 * <p>A participant is a member of a room. Participants and rooms are made when first used; {@link
 * #leave} and {@link #close} end them.
 */
public interface Sfu {

  /** How clients exchange media. */
  enum Mode {
    JANUS,
    MESH
  }

  /** A member of a room on its way to the media server. */
  record Participant(RoomKey room, String userId) {}

  /** One publication somebody else can receive. */
  record Publication(String userId, Stream stream) {}

  /** What one section of an offer to a receiver carries; {@code kind} is audio or video. */
  record Track(String mid, String userId, Stream stream, String kind) {}

  /**
   * What a participant wants to see. Audio of everybody is always received.
   *
   * @param all every video there is or will be; else just {@code videos}
   * @param small of which cameras the small picture will do, where they send one
   */
  record Wish(boolean all, List<Publication> videos, Set<Publication> small) {
    public Wish(boolean all, List<Publication> videos) {
      this(all, videos, Set.of());
    }
  }

  /** A connection between a participant and the media server. */
  enum Connection {
    CAMERA,
    SCREEN,
    RECEIVE,

    /** By which the host of the room comes that one's own is connected with. */
    OTHER_ROOM
  }

  /** An ICE candidate as the browser gives it; {@code null} candidate text ends them. */
  record Candidate(
      @Nullable String text, @Nullable String sdpMid, @Nullable Integer sdpMLineIndex) {}

  /**
   * What the media server says of its own accord. Called on threads of the media adapter; must not
   * block.
   */
  interface Listener {
    /**
     * The participant must answer this offer on its receiving connection. Offers with the same
     * session id in their {@code o=} line belong to one connection; another one means a new
     * connection.
     *
     * @param connection one that receives
     */
    void offer(Participant to, Connection connection, String sdp, List<Track> tracks);

    /** A publishing connection of the participant broke off or was closed by the media server. */
    void hungUp(Participant participant, Stream stream);

    /** The media server was lost and is back: everybody must publish and receive anew. */
    void reset();
  }

  Mode mode();

  /** Whether a meeting can be held now. */
  boolean ready();

  void listen(Listener listener);

  /**
   * Takes an offer for publishing and gives the answer's SDP; replaces an earlier publication of
   * the same stream.
   */
  CompletionStage<String> publish(
      Participant participant, Stream stream, String offer, boolean audio, boolean video);

  /**
   * Forwards, or stops forwarding, what the participant sends in this stream. Without a publication
   * nothing happens.
   */
  CompletionStage<Void> forward(
      Participant participant, Stream stream, boolean audio, boolean video);

  CompletionStage<Void> unpublish(Participant participant, Stream stream);

  /**
   * Says what the participant wants to receive from now on; offers follow where something changes.
   *
   * @param restart the participant has lost its receiving connection: the next offer begins a new
   *     one
   */
  CompletionStage<Void> receive(Participant participant, Wish wish, boolean restart);

  /**
   * The same for the host of another room, whom the participant receives over a connection of its
   * own. It ends by {@link #part}, and with either room.
   *
   * @param host null for nobody (any more)
   */
  CompletionStage<Void> receiveOther(
      Participant participant, @Nullable Participant host, Wish wish, boolean restart);

  CompletionStage<Void> answer(Participant participant, Connection connection, String sdp);

  CompletionStage<Void> candidate(
      Participant participant, Connection connection, Candidate candidate);

  /** Nobody in the one room receives the host of the other any more. */
  void part(RoomKey room, RoomKey other);

  /** Ends every connection of the participant. */
  void leave(Participant participant);

  /** Ends the room and every connection in it. */
  void close(RoomKey room);
}
