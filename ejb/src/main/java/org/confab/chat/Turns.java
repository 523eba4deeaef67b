package org.confab.chat;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.confab.kernel.RoomKey;

/**
 * Lets those who speak in a room of this node do so one after another. Who waits holds no
 * connection of the database, as it would if it waited for a row.
 */
@ApplicationScoped
class Turns {
  private static final int STRIPES = 256;

  private final List<Lock> locks =
      Stream.generate(() -> (Lock) new ReentrantLock(true)).limit(STRIPES).toList();

  Lock of(RoomKey room) {
    return locks.get(Math.floorMod(room.hashCode(), STRIPES));
  }
}
