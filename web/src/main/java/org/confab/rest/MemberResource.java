package org.confab.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.member.Banning;
import org.confab.member.Marking;
import org.confab.member.MemberChange;
import org.confab.member.MemberInfo;
import org.confab.member.MemberMarks;
import org.confab.member.Membership;
import org.confab.member.Moderation;
import org.jspecify.annotations.Nullable;

/** Members of rooms (spec 20601–21781). */
@Path("room_engine_http_srv")
@ApplicationScoped
public class MemberResource {
  private static final int MEMBERS_READ = 10_000;
  private static final int MEMBERS_BY_DEFAULT = 50;
  private static final int MEMBERS_AT_ONCE = 1000;
  private static final int BANNED_AT_ONCE = 100;
  private static final int MARKS_READ = 1000;
  private static final int SET_MARKS = 1;
  private static final int DELETE_MARKS = 2;

  @EJB private Membership membership;
  @EJB private Moderation moderation;
  @EJB private Banning banning;
  @EJB private Marking marking;
  @Inject private HttpServletRequest request;

  private Caller caller() {
    return Gate.caller(request);
  }

  @POST
  @Path("get_room_member_list")
  public Response getRoomMemberList(InputStream stream) {
    Fields body = Body.read(stream);
    int count =
        Limits.number("Count", body.numberOrNull("Count"), MEMBERS_BY_DEFAULT, 1, MEMBERS_AT_ONCE);
    Membership.Page page =
        membership.list(caller().room(body.text("RoomId")), place(body.textOrNull("Next")), count);
    ObjectNode response =
        Json.object().put("Next", page.next() == 0 ? "" : String.valueOf(page.next()));
    ArrayNode list = response.putArray("MemberList");
    page.members().forEach(member -> list.add(view(member)));
    return Envelope.ok(response);
  }

  @POST
  @Path("kick_user_out")
  public Response kickUserOut(InputStream stream) {
    Fields body = Body.read(stream);
    membership.kick(
        caller(),
        body.text("RoomId"),
        body.accounts("MemberList_Account", MEMBERS_READ),
        body.text("Reason"));
    return Envelope.ok();
  }

  @POST
  @Path("update_room_member_info")
  public Response updateRoomMemberInfo(InputStream stream) {
    Fields body = Body.read(stream);
    Fields member = body.object("MemberInfo");
    String role = member.textOrNull("Role");
    moderation.change(
        caller(),
        body.text("RoomId"),
        new MemberChange(
            member.account("Member_Account"),
            member.textOrNull("NameCard"),
            role == null ? null : RoomNames.role(role),
            member.textOrNull("CustomInfo")));
    return Envelope.ok();
  }

  @POST
  @Path("change_room_owner")
  public Response changeRoomOwner(InputStream stream) {
    Fields body = Body.read(stream);
    moderation.handOver(
        caller(),
        body.text("RoomId"),
        body.account("From_Account"),
        body.account("NewOwner_Account"));
    return Envelope.ok();
  }

  /** {@code CommandType} is a string in the table, a number in the example (spec 21047). */
  @POST
  @Path("mark_room_member")
  public Response markRoomMember(InputStream stream) {
    Fields body = Body.read(stream);
    Long command = body.numeralOrNull("CommandType");
    if (command == null || (command != SET_MARKS && command != DELETE_MARKS)) {
      throw Limits.invalid("CommandType must be 1 (set) or 2 (delete).");
    }
    String roomId = body.text("RoomId");
    List<MemberMarks> marks =
        body.objects("MemberList", MEMBERS_READ).stream()
            .map(
                member ->
                    new MemberMarks(
                        member.account("Member_Account"), member.numbers("Marks", MARKS_READ)))
            .toList();
    if (command == SET_MARKS) {
      marking.set(caller(), roomId, marks);
    } else {
      marking.delete(caller(), roomId, marks);
    }
    return Envelope.ok();
  }

  @POST
  @Path("ban_room_member")
  public Response banRoomMember(InputStream stream) {
    Fields body = Body.read(stream);
    banning.ban(
        caller(),
        body.text("RoomId"),
        body.accounts("MemberList_Account", MEMBERS_READ),
        body.text("Reason"),
        body.number("Duration"));
    return Envelope.ok();
  }

  @POST
  @Path("unban_room_member")
  public Response unbanRoomMember(InputStream stream) {
    Fields body = Body.read(stream);
    banning.lift(caller(), body.text("RoomId"), body.accounts("MemberList_Account", MEMBERS_READ));
    return Envelope.ok();
  }

  /** The place is {@code Offset} in the example (spec 21520), {@code Next} in the table. */
  @POST
  @Path("get_banned_member_list")
  public Response getBannedMemberList(InputStream stream) {
    Fields body = Body.read(stream);
    int limit =
        Limits.number("Limit", body.numberOrNull("Limit"), BANNED_AT_ONCE, 1, BANNED_AT_ONCE);
    String field = body.has("Offset") ? "Offset" : "Next";
    Banning.Page page =
        banning.list(
            caller().room(body.text("RoomId")),
            Limits.place(field, body.numeralOrNull(field)),
            limit);
    ObjectNode response = Json.object();
    ArrayNode list = response.putArray("BannedAccountList");
    page.banned()
        .forEach(
            banned ->
                list.addObject()
                    .put("Member_Account", banned.userId())
                    .put("BannedUntil", banned.until().getEpochSecond()));
    return Envelope.ok(response.put("NextOffset", page.next()));
  }

  private static long place(@Nullable String next) {
    if (next == null || next.isEmpty()) {
      return 0;
    }
    try {
      long place = Long.parseLong(next);
      if (place >= 0) {
        return place;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw Limits.invalid("Next must be \"\" or what the last answer gave.");
  }

  private static ObjectNode view(MemberInfo member) {
    ObjectNode view =
        Json.object()
            .put("Member_Account", member.userId())
            .put("NameCard", member.nameCard())
            .put("Role", RoomNames.role(member.role()));
    ArrayNode marks = view.putArray("Marks");
    List<Integer> all = member.marks();
    all.forEach(marks::add);
    return view.put("CustomInfo", member.customInfo());
  }
}
