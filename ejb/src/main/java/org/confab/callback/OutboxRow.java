package org.confab.callback;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.QueryHint;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import org.confab.kernel.DomainEvent;
import org.confab.kernel.RoomKey;

/**
 * A callback not delivered yet. It is written in the transaction of what it tells, tried when it is
 * the first of its room and due, and deleted when it was delivered; after the last attempt it is
 * parked until an administrator replays or discards it.
 *
 * <p>Its id is its place in the order. The number is drawn while the room's row is locked, one at a
 * time and by the database, so that a room's callbacks have rising ids on whichever node they come
 * about, and become visible in that order.
 */
@Entity
@Table(name = "callback_outbox")
// its number of rows is part of what is understood once: given with a query, it would be each time
@NamedQuery(
    name = OutboxRow.FIRST,
    query =
        "select r from OutboxRow r where r.sdkAppId = :app and r.roomId = :room"
            + " and r.parked = false order by r.id",
    hints = @QueryHint(name = "eclipselink.jdbc.max-rows", value = OutboxRow.BATCH))
class OutboxRow {
  static final int ERROR_LENGTH = 500;

  /** The first callbacks of a room that are not parked, {@link #BATCH} of them. */
  static final String FIRST = "OutboxRow.first";

  static final String BATCH = "20";

  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "callback_order")
  @SequenceGenerator(name = "callback_order", sequenceName = "callback_order", allocationSize = 1)
  private long id;

  @Column(name = "event_id")
  private String eventId = "";

  @Column(name = "sdk_app_id")
  private long sdkAppId;

  @Column(name = "room_id")
  private String roomId = "";

  private String command = "";

  @Column(name = "client_ip")
  private String clientIp = "";

  private String platform = "";
  private String body = "";

  @Column(name = "created_at")
  private long createdAt;

  /** Not tried before; while it is being tried, when another may take over. */
  @Column(name = "due_at")
  private long dueAt;

  private int attempts;
  private boolean parked;

  @Column(name = "last_error")
  private String lastError = "";

  protected OutboxRow() {}

  OutboxRow(DomainEvent event, CallbackCommand command, String body) {
    this.eventId = EventId.next(event.at());
    this.sdkAppId = event.room().sdkAppId();
    this.roomId = event.room().roomId();
    this.command = command.wireName();
    this.clientIp = event.caller().clientIp();
    this.platform = event.caller().platform().name();
    this.body = body;
    this.createdAt = event.at().toEpochMilli();
    this.dueAt = createdAt;
  }

  long id() {
    return id;
  }

  RoomKey room() {
    return new RoomKey(sdkAppId, roomId);
  }

  String eventId() {
    return eventId;
  }

  boolean isParked() {
    return parked;
  }

  long dueAt() {
    return dueAt;
  }

  int attempts() {
    return attempts;
  }

  String lastError() {
    return lastError;
  }

  /** Not delivered; to be tried again then. */
  void retryAt(long time, String error) {
    attempts++;
    dueAt = time;
    lastError = shortened(error);
  }

  /** Not delivered, and not tried again of its own accord. */
  void park(String error) {
    attempts++;
    parked = true;
    lastError = shortened(error);
  }

  /** As if it had not been tried yet. */
  void replayAt(long time) {
    attempts = 0;
    parked = false;
    dueAt = time;
  }

  CallbackPost post(Subscriptions.Receiver receiver) {
    return new CallbackPost(
        receiver.subscription().url(),
        receiver.token(),
        eventId,
        sdkAppId,
        command,
        clientIp,
        platform,
        body);
  }

  DeadLetter deadLetter() {
    return new DeadLetter(id, eventId, roomId, command, body, attempts, lastError, createdAt);
  }

  private static String shortened(String error) {
    return error.length() <= ERROR_LENGTH ? error : error.substring(0, ERROR_LENGTH);
  }
}
