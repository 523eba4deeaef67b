package org.confab.signal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Limits;
import org.confab.room.SeatMode;
import org.confab.seat.SeatLock;
import org.confab.seat.Seating;
import org.jspecify.annotations.Nullable;

/** Who sits where. */
@ApplicationScoped
class SeatMethods {
  @EJB private Seating seating;

  void getSeatList(Call call) {
    Seating.SeatList list = seating.list(call.room());
    ObjectNode result = Json.object();
    result.set("seatList", Views.seats(list.seats()));
    call.answer(result.put("seq", list.seq()));
  }

  void leaveSeat(Call call) {
    seating.leave(call.caller(), call.room().roomId());
    call.answer();
  }

  void moveToSeat(Call call) {
    seating.move(call.caller(), call.room().roomId(), call.fields().number("targetSeatIndex"));
    call.answer();
  }

  void kickUserOffSeatByAdmin(Call call) {
    Fields fields = call.fields();
    Integer index = fields.numberOrNull("seatIndex");
    seating.takeOff(
        call.caller(),
        call.room().roomId(),
        fields.text("userId"),
        index == null ? Seating.ANY : index,
        "");
    call.answer();
  }

  void lockSeatByAdmin(Call call) {
    Fields fields = call.fields();
    Fields lock = fields.object("lockParams");
    seating.lock(
        call.caller(),
        call.room().roomId(),
        fields.number("seatIndex"),
        new SeatLock(
            lock.flagOrNull("lockSeat"),
            lock.flagOrNull("lockVideo"),
            lock.flagOrNull("lockAudio")));
    call.answer();
  }

  /** Also before entering (spec 10926). */
  void updateRoomSeatModeByAdmin(Call call) {
    SeatMode mode = mode(call.fields());
    if (mode == null) {
      throw Limits.invalid("seatMode is missing.");
    }
    seating.chooseMode(call.caller(), call.roomNamed().roomId(), mode);
    call.answer();
  }

  /** Also before entering, so the room may be named (spec 11741). */
  void setMaxSeatCount(Call call) {
    Fields fields = call.fields();
    int count = fields.number("maxSeatCount");
    seating.resize(call.caller(), call.roomNamed().roomId(), count);
    call.answer();
  }

  static @Nullable SeatMode mode(Fields fields) {
    Integer number = fields.numberOrNull("seatMode");
    if (number == null) {
      return null;
    }
    return Views.numbered(
        SeatMode.values(),
        Views::number,
        number,
        "seatMode must be 1 (free to take) or 2 (apply to take).");
  }
}
