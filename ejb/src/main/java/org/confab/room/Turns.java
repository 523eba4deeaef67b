package org.confab.room;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.confab.kernel.RoomKey;

/**
 * Lets transactions that change one room come to the database one after another, in the order they
 * began. The row's lock is what keeps them apart, also from other nodes; but a crowd that waits for
 * it in the database holds all its connections meanwhile, and is woken as a whole each time one of
 * it goes on.
 */
@ApplicationScoped
class Turns {
  private static final long PATIENCE_SECONDS = 5;

  private final ConcurrentMap<RoomKey, Turn> turns = new ConcurrentHashMap<>();

  @Resource private TransactionSynchronizationRegistry transactions;

  /** Whose turn it is in a room, and how many have it or wait for it. */
  private static final class Turn {
    final Semaphore semaphore = new Semaphore(1, true);
    int users;
  }

  /** Marks a transaction as one that has, or had, its turn in the room. */
  private record Had(RoomKey room) {}

  /**
   * Waits until it is the transaction's turn; the turn lasts as long as the transaction. One whose
   * turn does not come goes on without, and is left to the row's lock. Without a transaction there
   * is nothing to wait for.
   */
  void await(RoomKey room) {
    Had had = new Had(room);
    if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE
        || transactions.getResource(had) != null) {
      return;
    }
    transactions.putResource(had, true);
    Turn turn = join(room);
    boolean mine = false;
    try {
      mine = turn.semaphore.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Ending ending = new Ending(room, mine);
    try {
      transactions.registerInterposedSynchronization(ending);
    } catch (IllegalStateException timedOut) {
      ending.afterCompletion(Status.STATUS_ROLLEDBACK);
      throw timedOut;
    }
  }

  private Turn join(RoomKey room) {
    return turns.compute(
        room,
        (key, there) -> {
          Turn turn = there == null ? new Turn() : there;
          turn.users++;
          return turn;
        });
  }

  private void leave(RoomKey room, boolean mine) {
    turns.computeIfPresent(
        room,
        (key, turn) -> {
          if (mine) {
            turn.semaphore.release();
          }
          turn.users--;
          return turn.users == 0 ? null : turn;
        });
  }

  private final class Ending implements Synchronization {
    private final RoomKey room;
    private final boolean mine;

    Ending(RoomKey room, boolean mine) {
      this.room = room;
      this.mine = mine;
    }

    @Override
    public void beforeCompletion() {
      // the turn lasts until the commit is done
    }

    @Override
    public void afterCompletion(int status) {
      leave(room, mine);
    }
  }
}
