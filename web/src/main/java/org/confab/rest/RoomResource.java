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
import org.confab.room.Hosting;
import org.confab.room.RoomChange;
import org.confab.room.RoomDraft;

/** Rooms (spec 19873–20600). */
@Path("room_engine_http_srv")
@ApplicationScoped
public class RoomResource {
  private static final int INVITEES_READ = 10_000;

  @EJB private Hosting hosting;
  @Inject private HttpServletRequest request;

  private Caller caller() {
    return Gate.caller(request);
  }

  @POST
  @Path("create_room")
  public Response createRoom(InputStream stream) {
    Fields body = Body.read(stream);
    Fields room = body.object("RoomInfo");
    hosting.open(
        caller(),
        new RoomDraft(
            room.text("RoomId"),
            RoomNames.type(room.text("RoomType")),
            room.accountOrNull("Owner_Account"),
            settings(room),
            Boolean.TRUE.equals(room.flagOrNull("IsSeatEnabled")),
            room.numberOrNull("MaxSeatCount"),
            null,
            room.timeOrNull("ScheduleStartTime"),
            room.timeOrNull("ScheduleEndTime"),
            null,
            body.accounts("ScheduleInviteeList_Account", INVITEES_READ)));
    return Envelope.ok();
  }

  @POST
  @Path("destroy_room")
  public Response destroyRoom(InputStream stream) {
    hosting.close(caller(), Body.read(stream).text("RoomId"));
    return Envelope.ok();
  }

  @POST
  @Path("update_room_info")
  public Response updateRoomInfo(InputStream stream) {
    Fields room = Body.read(stream).object("RoomInfo");
    hosting.change(caller(), room.text("RoomId"), settings(room));
    return Envelope.ok();
  }

  @POST
  @Path("get_room_info")
  public Response getRoomInfo(InputStream stream) {
    ObjectNode response = Json.object();
    response.set(
        "RoomInfo",
        RoomNames.view(hosting.describe(caller().room(Body.read(stream).text("RoomId")))));
    return Envelope.ok(response);
  }

  private static RoomChange settings(Fields room) {
    String seatMode = room.textOrNull("TakeSeatMode");
    return new RoomChange(
        room.textOrNull("RoomName"),
        room.numberOrNull("MaxMemberCount"),
        room.flagOrNull("IsVideoDisabled"),
        room.flagOrNull("IsAudioDisabled"),
        room.flagOrNull("IsMessageDisabled"),
        room.flagOrNull("IsScreenSharingDisabled"),
        room.flagOrNull("IsCloudRecordingDisabled"),
        room.textOrNull("CustomInfo"),
        seatMode == null ? null : RoomNames.seatMode(seatMode));
  }
}
