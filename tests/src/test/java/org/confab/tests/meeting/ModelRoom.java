package org.confab.tests.meeting;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A room as docs/protocol.md describes it, written a second time: what each member may do, and what
 * comes of it. A method that refuses throws {@link Refused}, and has changed nothing.
 */
final class ModelRoom {
  static final int NEED_OWNER = -2300;
  static final int NEED_ADMIN = -2301;
  static final int INVALID = -1001;
  static final int NOT_A_MEMBER = -2201;

  private static final int ANY = -1;
  private static final int MOST_SEATS = 300;

  final String id;
  private final boolean hasSeats;
  private final Map<String, Person> people = new LinkedHashMap<>();
  private final List<Chair> chairs = new ArrayList<>();
  private final Map<String, Request> requests = new LinkedHashMap<>();
  private final Set<Device> off = new TreeSet<>();
  private String owner;
  private boolean appliedFor;
  private boolean mutedAll;
  private int messages;

  enum Device {
    MICROPHONE,
    CAMERA,
    SCREEN;

    static Device numbered(int number) {
      return values()[number - 1];
    }
  }

  /** A rule that was broken. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final int code;

    Refused(int code) {
      super("refused with " + code, null, false, false);
      this.code = code;
    }
  }

  /** A member. */
  static final class Person {
    boolean admin;
    boolean muted;
    final Map<Device, Boolean> sends = new EnumMap<>(Device.class);
    private final Set<Device> allowed = new TreeSet<>();

    boolean sends(Device device) {
      return sends.getOrDefault(device, false);
    }
  }

  private static final class Chair {
    private String user = "";
    private boolean locked;
    private boolean videoLocked;
    private boolean audioLocked;
  }

  /** A request, and how it ended: the number of its outcome, null while it is open. */
  static final class Request {
    final String action;
    final String asker;
    final String subject;
    private final int seat;
    @Nullable Integer outcome;

    Request(String action, String asker, String subject, int seat) {
      this.action = action;
      this.asker = asker;
      this.subject = subject;
      this.seat = seat;
    }

    private boolean isApplication() {
      return asker.equals(subject);
    }

    private String matter() {
      return action.replace("apply ", "").replace("open ", "").replace("invite", "seat");
    }
  }

  static void refuseIf(boolean broken, int code) {
    if (broken) {
      throw new Refused(code);
    }
  }

  ModelRoom(String id, String owner, boolean hasSeats, int seatMode, int seats) {
    this.id = id;
    this.owner = owner;
    this.hasSeats = hasSeats;
    this.appliedFor = seatMode == 2;
    for (int i = 0; i < seats; i++) {
      chairs.add(new Chair());
    }
  }

  // ---- who is in

  boolean has(String user) {
    return people.containsKey(user);
  }

  Person person(String user) {
    Person person = people.get(user);
    if (person == null) {
      throw new Refused(NOT_A_MEMBER);
    }
    return person;
  }

  Map<String, Person> people() {
    return people;
  }

  boolean isOwner(String user) {
    return owner.equals(user);
  }

  void enter(String user) {
    people.putIfAbsent(user, new Person());
  }

  void leave(String user) {
    stand(user);
    requests
        .values()
        .forEach(
            request -> {
              if (request.asker.equals(user)) {
                end(request, 2);
              } else if (request.subject.equals(user)) {
                end(request, 4);
              }
            });
    people.remove(user);
  }

  void kick(String by, String user) {
    checkModerator(by);
    checkAbove(by, user);
    leave(user);
  }

  /** 0 owner, 1 admin, 2 member; an owner is one also from outside. */
  int role(String user) {
    return isOwner(user) ? 0 : person(user).admin ? 1 : 2;
  }

  void checkModerator(String user) {
    refuseIf(role(user) == 2, NEED_ADMIN);
  }

  private void checkAbove(String by, String user) {
    person(user);
    refuseIf(role(by) >= role(user), NEED_OWNER);
  }

  void promote(String user, boolean admin) {
    person(user).admin = admin;
  }

  void own(String user) {
    person(user);
    if (!isOwner(user)) {
      owner = user;
      person(user).admin = false;
      person(user).muted = false;
    }
  }

  // ---- seats

  /** Who sits, by number; {@code ""} for nobody. */
  List<String> seats() {
    return hasSeats ? chairs.stream().map(chair -> chair.user).toList() : List.of();
  }

  private @Nullable Chair chairOf(String user) {
    return chairs.stream().filter(chair -> chair.user.equals(user)).findFirst().orElse(null);
  }

  private Chair chair(int index) {
    refuseIf(index < 0 || index >= chairs.size(), -2344);
    return chairs.get(index);
  }

  private void checkFree(Chair chair) {
    refuseIf(chair.locked, -2343);
    refuseIf(!chair.user.isEmpty(), -2342);
  }

  private void checkSitting(String user, int index) {
    refuseIf(!hasSeats, -2347);
    refuseIf(chairOf(user) != null, -2341);
    if (index != ANY) {
      checkFree(chair(index));
    }
  }

  private void sit(String user, int index) {
    checkSitting(user, index);
    Chair chair =
        index == ANY
            ? chairs.stream()
                .filter(each -> !each.locked && each.user.isEmpty())
                .findFirst()
                .orElseThrow(() -> new Refused(-2346))
            : chair(index);
    chair.user = user;
    restrict(user);
    requests.values().stream()
        .filter(request -> request.subject.equals(user) && request.matter().equals("seat"))
        .forEach(request -> end(request, 0));
  }

  private void stand(String user) {
    Chair chair = chairOf(user);
    if (chair != null) {
      chair.user = "";
      restrict(user);
    }
  }

  /** Sends no more than the seat allows. */
  private void restrict(String user) {
    Person person = people.get(user);
    if (person == null || !hasSeats) {
      return;
    }
    for (Device device : Device.values()) {
      if (refusalOf(user, device) != 0) {
        person.sends.put(device, false);
      }
    }
  }

  private int refusalOf(String user, Device device) {
    if (!hasSeats) {
      return 0;
    }
    Chair chair = chairOf(user);
    if (chair == null) {
      return -2345;
    }
    return switch (device) {
      case MICROPHONE -> chair.audioLocked ? -2360 : 0;
      case CAMERA -> chair.videoLocked ? -2370 : 0;
      case SCREEN -> chair.videoLocked ? -2372 : 0;
    };
  }

  /** True when it sits; otherwise the request is to be kept. */
  boolean takeSeat(String user, int index) {
    if (!hasSeats || !appliedFor || role(user) < 2) {
      sit(user, index);
      return true;
    }
    checkSitting(user, index);
    checkNothingOpen("apply seat", user, user);
    return false;
  }

  void leaveSeat(String user) {
    refuseIf(!hasSeats, -2347);
    refuseIf(chairOf(user) == null, -2345);
    stand(user);
  }

  void move(String user, int index) {
    refuseIf(!hasSeats, -2347);
    Chair to = chair(index);
    Chair from = chairOf(user);
    if (from == null) {
      throw new Refused(-2345);
    }
    if (from != to) {
      checkFree(to);
      from.user = "";
      to.user = user;
      restrict(user);
    }
  }

  void takeOff(String by, String user, int index) {
    checkModerator(by);
    Chair chair = hasSeats ? chairOf(user) : null;
    refuseIf(chair == null, -2345);
    refuseIf(index != ANY && chair(index) != chair, -2345);
    checkEviction(by, user);
    stand(user);
  }

  private void checkEviction(String by, String user) {
    if (!by.equals(user)) {
      checkAbove(by, user);
    }
  }

  void lock(
      String by,
      int index,
      @Nullable Boolean locked,
      @Nullable Boolean video,
      @Nullable Boolean audio) {
    refuseIf(!hasSeats, -2347);
    checkModerator(by);
    Chair chair = chair(index);
    String user = chair.user;
    if (Boolean.TRUE.equals(locked) && !user.isEmpty()) {
      checkEviction(by, user);
      stand(user);
    }
    chair.locked = locked == null ? chair.locked : locked;
    chair.videoLocked = video == null ? chair.videoLocked : video;
    chair.audioLocked = audio == null ? chair.audioLocked : audio;
    if (!chair.user.isEmpty()) {
      restrict(chair.user);
    }
  }

  void chooseMode(String by, int mode) {
    refuseIf(mode != 1 && mode != 2, INVALID);
    checkModerator(by);
    appliedFor = mode == 2;
  }

  void resize(String by, int count) {
    refuseIf(role(by) != 0, NEED_OWNER);
    refuseIf(count > MOST_SEATS, -2340);
    for (int i = count; i < chairs.size() && hasSeats; i++) {
      refuseIf(!chairs.get(i).user.isEmpty(), -2342);
    }
    while (chairs.size() > count) {
      chairs.remove(chairs.size() - 1);
    }
    while (chairs.size() < count) {
      chairs.add(new Chair());
    }
  }

  // ---- requests

  Map<String, Request> requests() {
    return requests;
  }

  private void end(Request request, int outcome) {
    if (request.outcome == null) {
      request.outcome = outcome;
    }
  }

  private void checkNothingOpen(String action, String asker, String subject) {
    Request wanted = new Request(action, asker, subject, ANY);
    for (Request open : requests.values()) {
      if (open.outcome == null
          && open.subject.equals(subject)
          && open.matter().equals(wanted.matter())) {
        throw new Refused(open.action.equals(action) && open.asker.equals(asker) ? -2312 : -2313);
      }
    }
  }

  void keep(String requestId, String action, String asker, String subject, int seat) {
    requests.put(requestId, new Request(action, asker, subject, seat));
  }

  private void checkAsking(String by, String user) {
    checkModerator(by);
    refuseIf(by.equals(user), INVALID);
    checkAbove(by, user);
  }

  void invite(String by, String user, int index) {
    checkAsking(by, user);
    checkSitting(user, index);
    checkNothingOpen("invite", by, user);
  }

  void askToOpen(String by, String user, Device device) {
    refuseIf(device == Device.SCREEN, INVALID);
    checkAsking(by, user);
    checkDevice(user, device);
    refuseIf(person(user).sends(device), -3);
    checkNothingOpen("open " + device, by, user);
  }

  private void checkDevice(String user, Device device) {
    int code = refusalOf(user, device);
    refuseIf(code != 0, code);
  }

  /** True when nobody has to be asked. */
  boolean apply(String user, Device device) {
    checkDevice(user, device);
    if (role(user) < 2) {
      return true;
    }
    refuseIf(person(user).sends(device), -3);
    checkNothingOpen("apply " + device, user, user);
    return false;
  }

  void answer(String by, String requestId, boolean agree) {
    Request request = requests.get(requestId);
    if (request == null) {
      throw new Refused(-2311);
    }
    boolean mayAnswer = request.isApplication() ? role(by) < 2 : request.subject.equals(by);
    refuseIf(!mayAnswer, -2310);
    refuseIf(request.outcome != null, -2311);
    if (agree) {
      if (request.matter().equals("seat")) {
        sit(request.subject, request.seat);
      } else {
        Device device = Device.valueOf(request.matter());
        checkDevice(request.subject, device);
        person(request.subject).allowed.add(device);
      }
    }
    end(request, agree ? 0 : 1);
  }

  void cancel(String by, String requestId) {
    Request request = requests.get(requestId);
    if (request == null) {
      throw new Refused(-2311);
    }
    refuseIf(!request.asker.equals(by), -2310);
    refuseIf(request.outcome != null, -2311);
    end(request, 2);
  }

  /** The open applications for seats that a user is shown. */
  List<String> applications(String user) {
    return requests.entrySet().stream()
        .filter(e -> e.getValue().outcome == null && e.getValue().action.equals("apply seat"))
        .filter(e -> role(user) < 2 || e.getValue().asker.equals(user))
        .map(Map.Entry::getKey)
        .toList();
  }

  // ---- sending

  void switchOff(Device device, boolean isOff) {
    if (isOff && off.add(device)) {
      people.values().forEach(person -> person.allowed.remove(device));
    } else if (!isOff) {
      off.remove(device);
    }
  }

  void publish(String user, boolean screen, boolean audio, boolean video) {
    Person person = person(user);
    if (audio || video) {
      refuseIf(hasSeats && chairOf(user) == null, -2345);
      refuseIf(audio && refusalOf(user, Device.MICROPHONE) != 0, -2360);
      refuseIf(video && refusalOf(user, Device.CAMERA) != 0, screen ? -2372 : -2370);
      if (screen) {
        refuseIf(video && needsPermission(user, Device.SCREEN), -2373);
      } else {
        refuseIf(audio && needsPermission(user, Device.MICROPHONE), -2361);
        refuseIf(video && needsPermission(user, Device.CAMERA), -2371);
      }
    }
    if (screen) {
      person.sends.put(Device.SCREEN, video);
    } else {
      person.sends.put(Device.MICROPHONE, audio);
      person.sends.put(Device.CAMERA, video);
    }
  }

  private boolean needsPermission(String user, Device device) {
    Person person = person(user);
    return off.contains(device)
        && role(user) == 2
        && !person.sends(device)
        && !person.allowed.contains(device);
  }

  // ---- messages

  int say(String user, String text) {
    refuseIf(text.isEmpty(), INVALID);
    refuseIf(person(user).muted, -2381);
    refuseIf(mutedAll && role(user) == 2, -2380);
    return ++messages;
  }

  int messages() {
    return messages;
  }

  void muteAll(String by, boolean mute) {
    checkModerator(by);
    mutedAll = mute;
  }

  void mute(String by, String user, boolean mute) {
    checkModerator(by);
    checkAbove(by, user);
    person(user).muted = mute;
  }

  /** A copy of who is muted, sends and decides, as all see it. */
  Map<String, String> faces() {
    Map<String, String> faces = new HashMap<>();
    people.forEach(
        (user, person) ->
            faces.put(
                user,
                role(user)
                    + (person.sends(Device.MICROPHONE) ? " sound" : "")
                    + (person.sends(Device.CAMERA) ? " picture" : "")
                    + (person.sends(Device.SCREEN) ? " screen" : "")
                    + (person.muted ? " muted" : "")));
    return faces;
  }
}
