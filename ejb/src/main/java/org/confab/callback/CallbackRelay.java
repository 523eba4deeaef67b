package org.confab.callback;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.confab.kernel.RoomKey;

/**
 * Brings the rooms that have callbacks to deliver to the couriers, by a queue that is grouped by
 * room: a room's messages go to one courier at a time, rooms go side by side, on every node.
 *
 * <p>It hears of them after each commit, and from {@link CallbackSearch} of those it did not hear
 * of. So a message may be lost or doubled without harm, and needs no disk.
 */
@ApplicationScoped
class CallbackRelay {
  static final String QUEUE = "java:app/jms/Callbacks";

  private static final System.Logger LOG = System.getLogger(CallbackRelay.class.getName());
  private static final String SDK_APP_ID = "sdkAppId";
  private static final String ROOM_ID = "roomId";
  private static final long IDLE_SECONDS = 60;

  private final Set<RoomKey> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean sending = new AtomicBoolean();

  @Resource private ManagedThreadFactory threads;

  @Resource(lookup = "java:app/jms/ConnectionFactory")
  private ConnectionFactory connections;

  @Resource(lookup = QUEUE)
  private Queue queue;

  /** Of its own: the container's executor would prepare its context anew for each commit. */
  private final ThreadPoolExecutor sender =
      new ThreadPoolExecutor(
          0,
          1,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> threads.newThread(task));

  @PreDestroy
  void stop() {
    sender.shutdown();
  }

  public void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) CallbackDue due) {
    wake(due);
  }

  /** Wakes a courier for the room soon; returns at once. */
  public void wake(CallbackDue due) {
    waiting.add(due.room());
    if (sending.compareAndSet(false, true)) {
      sender.execute(this::send);
    }
  }

  static CallbackDue read(Message message) throws JMSException {
    return new CallbackDue(
        new RoomKey(message.getLongProperty(SDK_APP_ID), message.getStringProperty(ROOM_ID)));
  }

  private void send() {
    do {
      try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
        JMSProducer producer =
            context.createProducer().setDeliveryMode(DeliveryMode.NON_PERSISTENT);
        for (Iterator<RoomKey> rooms = waiting.iterator(); rooms.hasNext(); ) {
          RoomKey room = rooms.next();
          rooms.remove();
          producer.send(queue, message(context, room));
        }
      } catch (JMSException | JMSRuntimeException e) {
        waiting.clear();
        LOG.log(Level.WARNING, "The broker is away; callbacks wait in the outbox", e);
      } finally {
        sending.set(false);
      }
    } while (!waiting.isEmpty() && sending.compareAndSet(false, true));
  }

  private static Message message(JMSContext context, RoomKey room) throws JMSException {
    Message message = context.createMessage();
    message.setLongProperty(SDK_APP_ID, room.sdkAppId());
    message.setStringProperty(ROOM_ID, room.roomId());
    message.setStringProperty("JMSXGroupID", room.sdkAppId() + "/" + room.roomId());
    return message;
  }
}
