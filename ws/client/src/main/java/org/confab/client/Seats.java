package org.confab.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** Seats and devices, and asking for them. */
public final class Seats {
  /** Whichever seat is free, or wherever somebody sits. */
  public static final int ANY = -1;

  private final ConfabClient client;

  /** What may be asked for. */
  public enum Device {
    MICROPHONE(1),
    CAMERA(2),
    SCREEN(3);

    private final int number;

    Device(int number) {
      this.number = number;
    }
  }

  Seats(ConfabClient client) {
    this.client = client;
  }

  /** All seats in order; none in a room without seats. */
  public List<SeatInfo> list() {
    return SeatInfo.list(client.result("getSeatList").path("seatList"));
  }

  /**
   * Sits down, or asks for it where seats are applied for.
   *
   * @param index or {@link #ANY}
   * @param timeout whole seconds after which the request ends; zero for never
   */
  public Asked take(int index, Duration timeout) {
    return client.ask("takeSeat", asking(timeout).put("seatIndex", index));
  }

  /** Stands up. */
  public void leave() {
    client.result("leaveSeat");
  }

  /** Changes to another seat. */
  public void move(int index) {
    client.result("moveToSeat", ConfabClient.params().put("targetSeatIndex", index));
  }

  /** Asks a member to sit down, which the owner and admins may. */
  public Asked invite(String userId, int index, Duration timeout) {
    return client.ask(
        "takeUserOnSeatByAdmin", asking(timeout).put("userId", userId).put("seatIndex", index));
  }

  /** Takes a member off its seat, which the owner and admins may. */
  public void takeOff(String userId) {
    client.result(
        "kickUserOffSeatByAdmin",
        ConfabClient.params().put("userId", userId).put("seatIndex", ANY));
  }

  /** Locks a seat for sitting, or unlocks it, which the owner and admins may. */
  public void lock(int index, boolean locked) {
    ObjectNode params = ConfabClient.params().put("seatIndex", index);
    params.putObject("lockParams").put("lockSeat", locked);
    client.result("lockSeatByAdmin", params);
  }

  /** Asks a member to open its microphone or camera, which the owner and admins may. */
  public Asked openDevice(String userId, Device device, Duration timeout) {
    return client.ask(
        "openRemoteDeviceByAdmin",
        asking(timeout).put("userId", userId).put("device", device.number));
  }

  /** Asks to be allowed what is switched off for everybody. */
  public Asked applyForDevice(Device device, Duration timeout) {
    return client.ask(
        "applyToAdminToOpenLocalDevice", asking(timeout).put("device", device.number));
  }

  /** Answers a request that was put to one. */
  public void answer(String requestId, boolean agree) {
    client.result(
        "responseRemoteRequest",
        ConfabClient.params().put("requestId", requestId).put("agree", agree));
  }

  /** Takes back what one asked. */
  public void cancel(String requestId) {
    client.result("cancelRequest", ConfabClient.params().put("requestId", requestId));
  }

  /** The open applications for seats: all for the owner and admins, for others their own. */
  public List<RequestInfo> applications() {
    return Lists.of(client.result("getSeatApplicationList").path("requestList"), RequestInfo::of);
  }

  private static ObjectNode asking(Duration timeout) {
    return ConfabClient.params().put("timeout", timeout.toSeconds());
  }
}
