package org.confab.tests.input;

import static org.confab.tests.input.Conference.refuseIf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.confab.json.Json;
import org.jspecify.annotations.Nullable;

/** A room of {@link Conference}, with everything in it. */
final class ModelRoom {
  private final ObjectNode info;
  private final boolean hasSeats;

  /** In the order of entering. */
  private final Map<String, Guest> guests = new LinkedHashMap<>();

  /** In the order of the bans. */
  private final Map<String, Ban> bans = new LinkedHashMap<>();

  private final List<Chair> chairs = new ArrayList<>();
  private final long start;
  private final long end;
  private String owner;
  private String seatMode = "FreeToTake";
  private long entries;
  private long banPlaces;

  private static final class Guest {
    private final long entry;
    private final Set<Integer> marks = new TreeSet<>();
    private String card = "";
    private String custom = "";
    private boolean admin;

    Guest(long entry) {
      this.entry = entry;
    }
  }

  private record Ban(long place, long until) {}

  private static final class Chair {
    private @Nullable String user;
    private boolean locked;
    private boolean videoLocked;
    private boolean audioLocked;
  }

  ModelRoom(
      String id, String owner, boolean hasSeats, int seats, int mostMembers, long start, long end) {
    this.owner = owner;
    this.hasSeats = hasSeats;
    this.start = start;
    this.end = end;
    info =
        Json.object()
            .put("RoomId", id)
            .put("RoomName", id)
            .put("RoomType", "Conference")
            .put("MaxMemberCount", mostMembers)
            .put("MaxSeatCount", seats)
            .put("CustomInfo", "")
            .put("ScheduleStartTime", start)
            .put("ScheduleEndTime", end)
            .put("CreateTime", Instant.now().getEpochSecond())
            .put("IsSeatEnabled", hasSeats);
    for (String device : List.of("Video", "Audio", "Message", "ScreenSharing", "CloudRecording")) {
      info.put("Is" + device + "Disabled", false);
    }
    for (int i = 0; i < seats; i++) {
      chairs.add(new Chair());
    }
  }

  String id() {
    return info.path("RoomId").asText();
  }

  void change(ObjectNode settings) {
    info.setAll(settings);
    if (info.path("RoomName").asText().isEmpty()) {
      info.put("RoomName", id());
    }
    seatMode = settings.path("TakeSeatMode").asText(seatMode);
  }

  ObjectNode info() {
    long now = Instant.now().getEpochSecond();
    boolean running = !guests.isEmpty() || (now >= start && now < end);
    ObjectNode view =
        info.deepCopy()
            .put("Owner_Account", owner)
            .put("TakeSeatMode", hasSeats ? seatMode : "None")
            .put("RoomStatus", running ? "Running" : now < start ? "NotStarted" : "None")
            .put("MemberCount", guests.size());
    return Json.object().set("RoomInfo", view);
  }

  boolean isOwner(String user) {
    return owner.equals(user);
  }

  boolean has(String user) {
    return guests.containsKey(user);
  }

  void checkMember(String user) {
    refuseIf(!has(user), 100005);
  }

  /** False, when the room is full. */
  boolean enter(String user) {
    if (guests.size() >= info.path("MaxMemberCount").asInt()) {
      return false;
    }
    guests.put(user, new Guest(++entries));
    return true;
  }

  void leave(String user) {
    guests.remove(user);
    chairs.stream().filter(chair -> user.equals(chair.user)).forEach(chair -> chair.user = null);
  }

  void describe(
      String user, @Nullable String card, @Nullable String role, @Nullable String custom) {
    checkMember(user);
    Guest guest = guest(user);
    boolean asOwner = role != null && role.endsWith("Owner");
    refuseIf(asOwner && !isOwner(user), 100002);
    refuseIf(role != null && !asOwner && isOwner(user), 100006);
    guest.card = card == null ? guest.card : card;
    guest.custom = custom == null ? guest.custom : custom;
    guest.admin = role == null ? guest.admin : role.equals("Admin");
  }

  void handOver(String from, String to) {
    checkMember(to);
    refuseIf(!isOwner(from), 100002);
    owner = to;
    guest(to).admin = false;
  }

  private Guest guest(String user) {
    Guest guest = guests.get(user);
    if (guest == null) {
      throw new IllegalStateException(user + " is not in the room");
    }
    return guest;
  }

  /** The marks that anybody has. */
  Set<Integer> marks() {
    return guests.values().stream()
        .flatMap(guest -> guest.marks.stream())
        .collect(Collectors.toSet());
  }

  void mark(String user, Set<Integer> marks, boolean set) {
    if (set) {
      guest(user).marks.addAll(marks);
    } else {
      guest(user).marks.removeAll(marks);
    }
  }

  ObjectNode memberList(long after, int count) {
    List<String> rest = guests.keySet().stream().filter(user -> guest(user).entry > after).toList();
    ObjectNode page = Json.object();
    List<String> some = rest.subList(0, Math.min(count, rest.size()));
    page.put("Next", rest.size() > count ? Long.toString(guest(some.get(count - 1)).entry) : "");
    ArrayNode list = page.putArray("MemberList");
    for (String user : some) {
      Guest guest = guest(user);
      ObjectNode view =
          list.addObject()
              .put("Member_Account", user)
              .put("NameCard", guest.card)
              .put("Role", isOwner(user) ? "Owner" : guest.admin ? "Admin" : "Member");
      guest.marks.forEach(view.putArray("Marks")::add);
      view.put("CustomInfo", guest.custom);
    }
    return page;
  }

  boolean isBanned(String user) {
    return bans.containsKey(user);
  }

  /** Sends out who is in, and keeps out until then; one who is kept out already keeps its place. */
  void ban(String user, long until) {
    Ban ban = bans.get(user);
    bans.put(user, new Ban(ban == null ? ++banPlaces : ban.place(), until));
    leave(user);
  }

  void unban(String user) {
    bans.remove(user);
  }

  ObjectNode bannedList(long after, int limit) {
    List<String> rest =
        bans.entrySet().stream()
            .filter(ban -> ban.getValue().place() > after)
            .map(Map.Entry::getKey)
            .toList();
    List<String> some = rest.subList(0, Math.min(limit, rest.size()));
    ObjectNode page = Json.object();
    ArrayNode list = page.putArray("BannedAccountList");
    long next = 0;
    for (String user : some) {
      Ban ban = bans.get(user);
      if (ban != null) {
        list.addObject().put("Member_Account", user).put("BannedUntil", ban.until());
        next = ban.place();
      }
    }
    return page.put("NextOffset", rest.size() > limit ? next : 0);
  }

  void sit(String user, int index) {
    refuseIf(!hasSeats, 100211);
    checkMember(user);
    refuseIf(chairs.stream().anyMatch(chair -> user.equals(chair.user)), 100203);
    if (index == -1) {
      Chair free =
          chairs.stream()
              .filter(chair -> chair.user == null && !chair.locked)
              .findFirst()
              .orElse(null);
      refuseIf(free == null, 100205);
      if (free != null) {
        free.user = user;
      }
      return;
    }
    refuseIf(index < 0 || index >= chairs.size(), 100002);
    refuseIf(chairs.get(index).locked, 100200);
    refuseIf(chairs.get(index).user != null, 100210);
    chairs.get(index).user = user;
  }

  void stand(String user) {
    Chair taken = chairs.stream().filter(chair -> user.equals(chair.user)).findFirst().orElse(null);
    refuseIf(taken == null, 100002);
    if (taken != null) {
      taken.user = null;
    }
  }

  void lock(int index, @Nullable Boolean taken, @Nullable Boolean video, @Nullable Boolean audio) {
    refuseIf(!hasSeats, 100211);
    refuseIf(index < 0 || index >= chairs.size(), 100002);
    Chair chair = chairs.get(index);
    chair.locked = taken == null ? chair.locked : taken;
    chair.videoLocked = video == null ? chair.videoLocked : video;
    chair.audioLocked = audio == null ? chair.audioLocked : audio;
    chair.user = chair.locked ? null : chair.user;
  }

  ObjectNode seatList() {
    ObjectNode view = Json.object();
    ArrayNode list = view.putArray("SeatList");
    for (int i = 0; hasSeats && i < chairs.size(); i++) {
      Chair chair = chairs.get(i);
      ObjectNode seat = list.addObject().put("Index", i);
      if (chair.user != null) {
        seat.put("Member_Account", chair.user);
      }
      seat.put("IsTakenDisabled", chair.locked)
          .put("IsVideoDisabled", chair.videoLocked)
          .put("IsAudioDisabled", chair.audioLocked);
    }
    return view;
  }
}
