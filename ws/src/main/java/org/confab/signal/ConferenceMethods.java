package org.confab.signal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.room.RoomDraft;
import org.confab.room.RoomStatus;
import org.confab.schedule.Agenda;
import org.confab.schedule.Scheduling;

/** Planned conferences; of each it is said which, since their users need not be in a room. */
@ApplicationScoped
class ConferenceMethods {
  private static final int STATUSES = 3;

  @EJB private Scheduling scheduling;
  @EJB private Agenda agenda;

  void scheduleConference(Call call) {
    Fields fields = call.fields();
    scheduling.schedule(
        call.caller(),
        RoomMethods.draft(
            fields,
            fields.time("scheduleStartTime"),
            fields.time("scheduleEndTime"),
            fields.numberOrNull("reminderSecondsBeforeStart"),
            fields.texts("scheduleAttendees", RoomDraft.INVITEES)));
    call.answer();
  }

  void cancelConference(Call call) {
    scheduling.cancel(call.caller(), call.fields().text("roomId"));
    call.answer();
  }

  void updateConferenceInfo(Call call) {
    Fields fields = call.fields();
    scheduling.change(
        call.caller(),
        fields.text("roomId"),
        RoomMethods.checkedName(fields.textOrNull("roomName")),
        fields.timeOrNull("scheduleStartTime"),
        fields.timeOrNull("scheduleEndTime"));
    call.answer();
  }

  void fetchScheduledConferenceList(Call call) {
    Fields fields = call.fields();
    Agenda.Page page =
        agenda.conferences(
            call.caller(), statuses(fields), cursor(fields), fields.numberOrNull("count"));
    ObjectNode result = Json.object();
    ArrayNode list = result.putArray("conferenceList");
    page.conferences().forEach(conference -> list.add(ConferenceMessages.conference(conference)));
    call.answer(result.put("cursor", page.next()));
  }

  void fetchAttendeeList(Call call) {
    Fields fields = call.fields();
    Agenda.Invited page =
        agenda.attendees(
            call.caller(), fields.text("roomId"), cursor(fields), fields.numberOrNull("count"));
    ObjectNode result = Json.object();
    result.set("attendeeList", ConferenceMessages.users(page.attendees()));
    call.answer(result.put("cursor", page.next()).put("totalAttendeeCount", page.total()));
  }

  void addAttendeesByAdmin(Call call) {
    scheduling.invite(call.caller(), call.fields().text("roomId"), userIds(call));
    call.answer();
  }

  void removeAttendeesByAdmin(Call call) {
    scheduling.uninvite(call.caller(), call.fields().text("roomId"), userIds(call));
    call.answer();
  }

  private static List<String> userIds(Call call) {
    return call.fields().texts("userIdList", RoomDraft.INVITEES);
  }

  private static Set<RoomStatus> statuses(Fields fields) {
    return fields.numbers("statusArray", STATUSES).stream()
        .map(
            number ->
                Views.numbered(
                    RoomStatus.values(),
                    ConferenceMessages::number,
                    number,
                    "statusArray may hold 0 (over), 1 (not started) and 2 (running)."))
        .collect(Collectors.toSet());
  }

  private static String cursor(Fields fields) {
    return Objects.requireNonNullElse(fields.textOrNull("cursor"), "");
  }
}
