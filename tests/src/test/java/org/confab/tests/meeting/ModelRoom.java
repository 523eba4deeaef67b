package org.confab.tests.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.confab.json.Json;
import org.confab.tests.meeting.ModelRequests.Action;
import org.confab.tests.meeting.ModelRequests.Outcome;
import org.confab.tests.meeting.ModelRequests.Request;
import org.jspecify.annotations.Nullable;

/**
 * A room as docs/protocol.md describes it, written a second time: who may do what, and what comes
 * of it. A method that refuses throws {@link Refused}.
 */
final class ModelRoom {
  static final int OWNER = 0;
  static final int ADMIN = 1;
  static final int MEMBER = 2;

  private static final int LIVE = 2;
  private static final int LIVE_SEATS = 16;
  private static final int APPLIED_FOR = 2;
  private static final int REPEATED = -3;

  final String id;
  final ModelSeats seats;
  final ModelRequests requests = new ModelRequests();

  /** There is one when the room is a conference. */
  @Nullable ModelPlan plan;

  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Set<Device> off = EnumSet.noneOf(Device.class);
  private final boolean live;
  private String owner;
  private String name;
  private String password = "";
  private int seatMode;
  private boolean mutedAll;
  private int messages;

  /**
   * @param params of {@code createRoom}
   */
  ModelRoom(String owner, JsonNode params) {
    this.owner = owner;
    id = params.path("roomId").asText();
    name = id;
    live = params.path("roomType").asInt() == LIVE;
    seatMode = params.path("seatMode").asInt();
    mutedAll = params.path("isMessageDisableForAllUser").asBoolean();
    seats =
        new ModelSeats(
            params.path("isSeatEnabled").asBoolean(), params.path("maxSeatCount").asInt());
    for (Device device : Device.values()) {
      if (params.path(device.off).asBoolean()) {
        off.add(device);
      }
    }
  }

  // ---- who is in, and who decides

  boolean has(String user) {
    return people.containsKey(user);
  }

  Set<String> users() {
    return people.keySet();
  }

  Person person(String user) {
    Person person = people.get(user);
    if (person == null) {
      throw new Refused(Refused.NOT_A_MEMBER);
    }
    return person;
  }

  boolean isOwner(String user) {
    return owner.equals(user);
  }

  /** An owner is one also from outside. */
  int role(String user) {
    return isOwner(user) ? OWNER : person(user).admin ? ADMIN : MEMBER;
  }

  boolean isModerator(String user) {
    return role(user) != MEMBER;
  }

  private void checkModerator(String user) {
    Refused.when(!isModerator(user), Refused.NEED_ADMIN);
  }

  private void checkOwner(String user) {
    Refused.when(!isOwner(user), Refused.NEED_OWNER);
  }

  /** Nobody decides about the owner, and an admin about no admin. */
  private void checkAbove(String by, String user) {
    checkModerator(by);
    person(user);
    Refused.when(role(by) >= role(user), Refused.NEED_OWNER);
  }

  void checkPassword(String user, String given) {
    if (!password.isEmpty() && !isOwner(user)) {
      Refused.when(given.isEmpty(), -2109);
      Refused.when(!given.equals(password), -2110);
    }
  }

  void enter(String user, String userName) {
    people.putIfAbsent(user, new Person(userName));
  }

  void exit(String user) {
    Refused.when(isOwner(user), -2102);
    leave(user);
  }

  void leave(String user) {
    seats.vacate(user);
    requests.left(user);
    people.remove(user);
  }

  void kick(String by, String user) {
    checkAbove(by, user);
    leave(user);
  }

  void giveRole(String by, String user, int role) {
    checkOwner(by);
    Refused.when(role == OWNER && live, Refused.NOT_IN_THIS_ROOM_TYPE);
    Person person = person(user);
    if (role != OWNER) {
      Refused.when(isOwner(user), -1003);
      person.admin = role == ADMIN;
    } else if (!isOwner(user)) {
      owner = user;
      person.admin = false;
      person.muted = false;
    }
  }

  /** Writes on a card: each on its own, those who decide on any. */
  void describe(String by, String user, Consumer<Person> how) {
    if (!by.equals(user)) {
      checkModerator(by);
    }
    how.accept(person(user));
  }

  void tag(String by, List<String> users, Consumer<Person> how) {
    checkOwner(by);
    users.stream().map(this::person).toList().forEach(how);
  }

  List<String> tagged(int tag) {
    return people.keySet().stream().filter(user -> person(user).tags.contains(tag)).toList();
  }

  // ---- what the room is like

  void rename(String by, String newName) {
    checkModerator(by);
    name = newName.isEmpty() ? id : newName;
  }

  void protect(String by, String newPassword) {
    checkModerator(by);
    password = newPassword;
  }

  void chooseSeatMode(String by, int mode) {
    checkModerator(by);
    seatMode = mode;
  }

  void resize(String by, int count) {
    Refused.when(!isOwner(by) && !has(by), Refused.NOT_IN_A_ROOM);
    checkOwner(by);
    Refused.when(live && count > LIVE_SEATS, Refused.TOO_MANY_SEATS);
    seats.resize(count);
  }

  void switchOff(String by, Device device, boolean isOff) {
    checkModerator(by);
    Refused.when(live && isOff, Refused.NOT_IN_THIS_ROOM_TYPE);
    if (!isOff) {
      off.remove(device);
    } else if (off.add(device)) {
      people.forEach(
          (user, person) -> {
            person.allowed.remove(device);
            if (!isModerator(user)) {
              person.sends.remove(device);
            }
          });
    }
  }

  // ---- conferences

  ModelPlan plan() {
    return Objects.requireNonNull(plan, "asked of conferences only");
  }

  private boolean hasBegun() {
    return !people.isEmpty();
  }

  /** The organiser decides from wherever it is, admins while they are in. */
  private void checkPlanner(String user) {
    Refused.when(!isOwner(user) && !(has(user) && person(user).admin), Refused.NEED_ADMIN);
  }

  void checkPart(String user) {
    Refused.when(!isOwner(user) && !has(user) && !plan().invited.contains(user), -1003);
  }

  void replan(String by, JsonNode params) {
    checkPlanner(by);
    plan().move(params, hasBegun());
    if (params.has("roomName")) {
      rename(by, params.path("roomName").asText());
    }
  }

  void invite(String by, Consumer<Set<String>> how) {
    checkPlanner(by);
    how.accept(plan().invited);
  }

  /** TUIConferenceInfo, without what the organiser is called; an invitation holds the password. */
  ObjectNode conference() {
    ObjectNode conference = plan().info(hasBegun());
    conference.set("basicRoomInfo", info().put("password", password).put("ownerId", owner));
    return conference;
  }

  // ---- seats

  /** Sends no more than its seat allows. */
  private void restrict(String user) {
    person(user).sends.removeIf(device -> seats.refusal(user, device) != 0);
  }

  private void sit(String user, int index) {
    seats.sit(user, index);
    restrict(user);
    requests.seated(user);
  }

  /** True when it sits; otherwise it is to be asked for. */
  boolean takeSeat(String user, int index) {
    if (!seats.areThere() || seatMode != APPLIED_FOR || isModerator(user)) {
      sit(user, index);
      return true;
    }
    seats.checkSitting(user, index);
    requests.checkNothingOpen(new Action(true, null), user, user);
    return false;
  }

  void leaveSeat(String user) {
    seats.leave(user);
    restrict(user);
  }

  void move(String user, int index) {
    seats.move(user, index);
    restrict(user);
  }

  void takeOff(String by, String user, int index) {
    checkModerator(by);
    seats.checkSits(user, index);
    evict(by, user);
  }

  private void evict(String by, String user) {
    if (!by.equals(user)) {
      checkAbove(by, user);
    }
    leaveSeat(user);
  }

  void lock(String by, int index, JsonNode params) {
    Refused.when(!seats.areThere(), -2347);
    checkModerator(by);
    String user = seats.occupant(index);
    if (params.path("lockSeat").asBoolean() && !user.isEmpty()) {
      evict(by, user);
    }
    seats.lock(index, params);
    if (!user.isEmpty()) {
      restrict(user);
    }
  }

  // ---- requests

  private void checkAsking(String by, String user) {
    checkModerator(by);
    Refused.when(by.equals(user), Refused.INVALID);
    checkAbove(by, user);
  }

  Action invite(String by, String user, int index) {
    Action action = new Action(false, null);
    checkAsking(by, user);
    seats.checkSitting(user, index);
    requests.checkNothingOpen(action, by, user);
    return action;
  }

  Action askToOpen(String by, String user, Device device) {
    Refused.when(device == Device.SCREEN, Refused.INVALID);
    Action action = new Action(false, device);
    checkAsking(by, user);
    checkSeat(user, device);
    Refused.when(person(user).sends.contains(device), REPEATED);
    requests.checkNothingOpen(action, by, user);
    return action;
  }

  /** True when nobody has to be asked. */
  boolean apply(String user, Device device) {
    checkSeat(user, device);
    if (isModerator(user)) {
      return true;
    }
    Refused.when(person(user).sends.contains(device), REPEATED);
    requests.checkNothingOpen(new Action(true, device), user, user);
    return false;
  }

  /** Whether the request is put to the user. */
  boolean mayAnswer(String user, Request request) {
    return request.action.application() ? isModerator(user) : request.subject.equals(user);
  }

  void answer(String by, String requestId, boolean agree) {
    Request request = requests.get(requestId);
    Refused.when(!mayAnswer(by, request), -2310);
    Refused.when(!request.isOpen(), Refused.NO_SUCH_REQUEST);
    Device device = request.action.device();
    if (!agree) {
      request.end(Outcome.REJECTED);
    } else if (device == null) {
      sit(request.subject, request.seat);
    } else {
      checkSeat(request.subject, device);
      person(request.subject).allowed.add(device);
      request.end(Outcome.ACCEPTED);
    }
  }

  void cancel(String by, String requestId) {
    Request request = requests.get(requestId);
    Refused.when(!request.asker.equals(by), -2310);
    request.end(Outcome.CANCELLED);
  }

  /** The open applications for seats that the user is shown. */
  List<String> seatApplications(String user) {
    boolean all = isModerator(user);
    return requests.seatApplications(request -> all || request.asker.equals(user));
  }

  // ---- sending

  private void checkSeat(String user, Device device) {
    int code = seats.refusal(user, device);
    Refused.when(code != 0, code);
  }

  private void checkPermission(String user, Device device) {
    Person person = person(user);
    boolean free = !off.contains(device) || isModerator(user) || person.allowed.contains(device);
    Refused.when(!free && !person.sends.contains(device), device.needsPermission);
  }

  /**
   * @param audio of the screen: its sound, which is part of it
   */
  void publish(String user, boolean screen, boolean audio, boolean video) {
    Device picture = screen ? Device.SCREEN : Device.CAMERA;
    if (audio) {
      checkSeat(user, Device.MICROPHONE);
    }
    if (video) {
      checkSeat(user, picture);
    }
    if (audio && !screen) {
      checkPermission(user, Device.MICROPHONE);
    }
    if (video) {
      checkPermission(user, picture);
    }
    person(user).send(picture, video);
    if (!screen) {
      person(user).send(Device.MICROPHONE, audio);
    }
  }

  void close(String by, String user, Device device) {
    checkAbove(by, user);
    person(user).send(device, false);
    person(user).allowed.remove(device);
  }

  // ---- messages

  void say(String user, String text, boolean custom) {
    Refused.when(text.isEmpty() && !custom, Refused.INVALID);
    Refused.when(person(user).muted, -2381);
    Refused.when(mutedAll && !isModerator(user), -2380);
    messages++;
  }

  int messages() {
    return messages;
  }

  void muteAll(String by, boolean mute) {
    checkModerator(by);
    mutedAll = mute;
  }

  void mute(String by, String user, boolean mute) {
    checkAbove(by, user);
    person(user).muted = mute;
  }

  // ---- as all see it

  /** The shape {@code userInfo} of everybody. */
  Map<String, JsonNode> members() {
    Map<String, JsonNode> members = new TreeMap<>();
    people.forEach((user, person) -> members.put(user, person.info(user, role(user))));
    return members;
  }

  /** What may change of the shape {@code roomInfo}. */
  ObjectNode info() {
    ObjectNode info =
        Json.object()
            .put("roomName", name)
            .put("seatMode", seatMode)
            .put("maxSeatCount", seats.count())
            .put("isMessageDisableForAllUser", mutedAll)
            .put("roomMemberCount", people.size());
    for (Device device : Device.values()) {
      info.put(device.off, off.contains(device));
    }
    return info;
  }

  String owner() {
    return owner;
  }

  /** As those see it who decide; others do not. */
  String passwordFor(String user) {
    return isModerator(user) ? password : "";
  }
}
