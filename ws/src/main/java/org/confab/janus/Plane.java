package org.confab.janus;

import java.time.Duration;
import java.util.concurrent.Future;
import org.confab.kernel.RoomKey;
import org.confab.media.Sfu;

/** What rooms need of the media plane while one Janus process lives. */
interface Plane {
  JanusConnection connection();

  MediaSettings settings();

  Sfu.Listener listener();

  /** Nobody exchanges media in the room any more. */
  void emptied(RoomKey room);

  /** Unique as long as this server runs. */
  String newId(String kind);

  /** Runs the task on the loop, later. */
  Future<?> after(Duration delay, Runnable task);
}
