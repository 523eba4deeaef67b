package org.confab.callback;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.confab.kernel.RoomKey;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rooms that have callbacks to deliver to the couriers, by a queue that is grouped by
 * room: a room's messages go to one courier at a time, rooms go side by side, on every node.
 *
 * <p>It hears of them after each commit, and looks every second for those it did not hear of: to be
 * retried, or left by a crash. So a message may be lost or doubled without harm, and needs no disk.
 */
@Startup
@Singleton
@DependsOn("Schema")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CallbackRelay {
  static final String QUEUE = "java:app/jms/Callbacks";

  private static final System.Logger LOG = System.getLogger(CallbackRelay.class.getName());
  private static final String SDK_APP_ID = "sdkAppId";
  private static final String ROOM_ID = "roomId";
  private static final long GRACE_MILLIS = 2_000;
  private static final int ROOMS_AT_ONCE = 1_000;

  private final Set<RoomKey> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean sending = new AtomicBoolean();

  @Inject private Outbox outbox;
  @Inject private Clock clock;
  @Resource private ManagedScheduledExecutorService threads;

  @Resource(lookup = "java:app/jms/ConnectionFactory")
  private ConnectionFactory connections;

  @Resource(lookup = QUEUE)
  private Queue queue;

  private @Nullable ScheduledFuture<?> search;

  @PostConstruct
  void start() {
    search = threads.scheduleWithFixedDelay(this::search, 1, 1, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (search != null) {
      search.cancel(false);
    }
  }

  public void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) CallbackDue due) {
    wake(due);
  }

  /** Wakes a courier for the room soon; returns at once. */
  public void wake(CallbackDue due) {
    waiting.add(due.room());
    if (sending.compareAndSet(false, true)) {
      threads.execute(this::send);
    }
  }

  static CallbackDue read(Message message) throws JMSException {
    return new CallbackDue(
        new RoomKey(message.getLongProperty(SDK_APP_ID), message.getStringProperty(ROOM_ID)));
  }

  private void search() {
    try {
      outbox
          .overdue(clock.millis(), GRACE_MILLIS, ROOMS_AT_ONCE)
          .forEach(room -> wake(new CallbackDue(room)));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Cannot look for callbacks to deliver; tried again in a second", e);
    }
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
