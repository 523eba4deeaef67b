package org.confab.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.request.Requesting;
import org.confab.seat.SeatLock;
import org.confab.seat.Seating;

/** Seats of rooms (spec 21782–22318). */
@Path("room_engine_http_mic")
@ApplicationScoped
public class SeatResource {
  @EJB private Seating seating;
  @EJB private Requesting requesting;
  @Inject private HttpServletRequest request;

  private Caller caller() {
    return Gate.caller(request);
  }

  /** All seats in order; none of a room without seats. */
  @POST
  @Path("get_seat_list")
  public Response getSeatList(InputStream stream) {
    Fields body = Body.read(stream);
    ObjectNode response = Json.object();
    Seating.SeatList list = seating.list(caller().room(body.text("RoomId")));
    response.set("SeatList", RoomNames.seats(list.seats()));
    return Envelope.ok(response);
  }

  /** {@code Index} -1 is whichever seat is free: else none could be answered 100205. */
  @POST
  @Path("pick_user_on_seat")
  public Response pickUserOnSeat(InputStream stream) {
    Fields body = Body.read(stream);
    requesting.giveSeat(
        caller(), body.text("RoomId"), body.account("Member_Account"), body.number("Index"));
    return Envelope.ok();
  }

  @POST
  @Path("kick_user_off_seat")
  public Response kickUserOffSeat(InputStream stream) {
    Fields body = Body.read(stream);
    seating.takeOff(
        caller(),
        body.text("RoomId"),
        body.account("Member_Account"),
        Seating.ANY,
        body.text("Data"));
    return Envelope.ok();
  }

  /** What is left out stays as it is. */
  @POST
  @Path("lock_seat")
  public Response lockSeat(InputStream stream) {
    Fields body = Body.read(stream);
    seating.lock(
        caller(),
        body.text("RoomId"),
        body.number("Index"),
        new SeatLock(
            body.flagOrNull("ForbidTaken"),
            body.flagOrNull("ForbidVideo"),
            body.flagOrNull("ForbidAudio")));
    return Envelope.ok();
  }
}
