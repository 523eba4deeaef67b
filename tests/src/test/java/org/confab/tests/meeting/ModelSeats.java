package org.confab.tests.meeting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.confab.json.Json;

/** The seats of a {@link ModelRoom}; a room without seats has a number of them, and none. */
final class ModelSeats {
  private static final int ANY = -1;
  private static final int MOST = 300;

  private final boolean there;
  private final List<Seat> seats = new ArrayList<>();

  private static final class Seat {
    private String user = "";
    private boolean locked;
    private boolean videoLocked;
    private boolean audioLocked;

    private void checkFree() {
      Refused.when(locked, -2343);
      Refused.when(!user.isEmpty(), -2342);
    }
  }

  ModelSeats(boolean there, int count) {
    this.there = there;
    setCount(count);
  }

  boolean areThere() {
    return there;
  }

  int count() {
    return seats.size();
  }

  private void setCount(int count) {
    while (seats.size() > count) {
      seats.remove(seats.size() - 1);
    }
    while (seats.size() < count) {
      seats.add(new Seat());
    }
  }

  void resize(int count) {
    Refused.when(count > MOST, Refused.TOO_MANY_SEATS);
    seats.stream().skip(count).forEach(seat -> Refused.when(!seat.user.isEmpty(), -2342));
    setCount(count);
  }

  private void check() {
    Refused.when(!there, -2347);
  }

  private Seat at(int index) {
    Refused.when(index < 0 || index >= seats.size(), -2344);
    return seats.get(index);
  }

  private Optional<Seat> of(String user) {
    return seats.stream().filter(seat -> seat.user.equals(user)).findFirst();
  }

  private Seat takenBy(String user) {
    return of(user).orElseThrow(() -> new Refused(Refused.NOT_SEATED));
  }

  /** Refuses what {@link #sit} would, save that none is free. */
  void checkSitting(String user, int index) {
    check();
    Refused.when(of(user).isPresent(), -2341);
    if (index != ANY) {
      at(index).checkFree();
    }
  }

  void sit(String user, int index) {
    checkSitting(user, index);
    Seat seat =
        index == ANY
            ? seats.stream()
                .filter(each -> !each.locked && each.user.isEmpty())
                .findFirst()
                .orElseThrow(() -> new Refused(-2346))
            : at(index);
    seat.user = user;
  }

  void leave(String user) {
    check();
    takenBy(user).user = "";
  }

  /** Frees the seat of one who may have none. */
  void vacate(String user) {
    of(user).ifPresent(seat -> seat.user = "");
  }

  void move(String user, int index) {
    check();
    Seat to = at(index);
    Seat from = takenBy(user);
    if (from != to) {
      to.checkFree();
      from.user = "";
      to.user = user;
    }
  }

  /** Refuses when it does not sit there. */
  void checkSits(String user, int index) {
    Seat seat = takenBy(user);
    Refused.when(index != ANY && at(index) != seat, Refused.NOT_SEATED);
  }

  /** Who sits there, {@code ""} for nobody. */
  String occupant(int index) {
    check();
    return at(index).user;
  }

  /**
   * @param params what is left out stays
   */
  void lock(int index, JsonNode params) {
    Seat seat = at(index);
    seat.locked = params.path("lockSeat").asBoolean(seat.locked);
    seat.videoLocked = params.path("lockVideo").asBoolean(seat.videoLocked);
    seat.audioLocked = params.path("lockAudio").asBoolean(seat.audioLocked);
  }

  /** The error of sending from the device, 0 for none. */
  int refusal(String user, Device device) {
    if (!there) {
      return 0;
    }
    return of(user)
        .map(
            seat -> {
              boolean locked = device == Device.MICROPHONE ? seat.audioLocked : seat.videoLocked;
              return locked ? device.lockedOnSeat : 0;
            })
        .orElse(Refused.NOT_SEATED);
  }

  /** The shape {@code seatInfo} of all, without what people are called. */
  List<ObjectNode> list() {
    return IntStream.range(0, there ? seats.size() : 0).mapToObj(this::info).toList();
  }

  private ObjectNode info(int index) {
    Seat seat = seats.get(index);
    ObjectNode info = Json.object().put("index", index);
    if (!seat.user.isEmpty()) {
      info.put("userId", seat.user);
    }
    if (seat.locked) {
      info.put("locked", true);
    }
    if (seat.videoLocked) {
      info.put("isVideoLocked", true);
    }
    if (seat.audioLocked) {
      info.put("isAudioLocked", true);
    }
    return info;
  }
}
