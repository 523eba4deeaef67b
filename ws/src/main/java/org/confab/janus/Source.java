package org.confab.janus;

import org.confab.media.Sfu.Publication;
import org.confab.media.Sfu.Track;
import org.confab.media.Stream;

/**
 * One audio or video of a publication.
 *
 * @param feed the publication's id in Janus, never used twice
 * @param mid its section in the publisher's connection
 * @param kind {@code audio} or {@code video}
 */
record Source(String feed, String mid, String userId, Stream stream, String kind) {
  boolean isAudio() {
    return kind.equals("audio");
  }

  Publication publication() {
    return new Publication(userId, stream);
  }

  /**
   * @param at the section it has in the receiver's connection
   */
  Track track(String at) {
    return new Track(at, userId, stream, kind);
  }
}
