package org.confab.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rooms and their members. */
public final class Rooms {
  private final ConfabClient client;

  Rooms(ConfabClient client) {
    this.client = client;
  }

  /** Creates a conference with what is usual; nobody is in it yet. */
  public void create(String roomId, String roomName) {
    create(ConfabClient.params().put("roomId", roomId).put("roomName", roomName));
  }

  /**
   * Creates a room.
   *
   * @param room the params of {@code createRoom}
   */
  public void create(ObjectNode room) {
    client.result("createRoom", room);
  }

  /** Enters a room. */
  public Entry enter(String roomId) {
    return Entry.of(client.result("enterRoom", ConfabClient.params().put("roomId", roomId)));
  }

  /** Enters a room that has a password. */
  public Entry enter(String roomId, String password) {
    return Entry.of(
        client.result(
            "enterRoom", ConfabClient.params().put("roomId", roomId).put("password", password)));
  }

  /** Leaves the room; the owner of a conference may not. */
  public void exit() {
    client.result("exitRoom");
  }

  /** Ends the room for everybody, which its owner may. */
  public void destroy() {
    client.result("destroyRoom");
  }

  /** The room that one is in. */
  public RoomInfo info() {
    return RoomInfo.of(client.result("fetchRoomInfo"));
  }

  /** All members, in the order of entering. */
  public List<UserInfo> members() {
    List<UserInfo> members = new ArrayList<>();
    long next = 0;
    do {
      JsonNode page = client.result("getUserList", ConfabClient.params().put("nextSequence", next));
      page.path("userList").forEach(member -> members.add(UserInfo.of(member)));
      next = page.path("nextSequence").asLong();
    } while (next != 0);
    return members;
  }

  /** A member. */
  public UserInfo member(String userId) {
    return UserInfo.of(client.result("getUserInfo", user(userId)));
  }

  /** Sends a member out, which the owner and admins may. */
  public void kick(String userId) {
    client.result("kickRemoteUserOutOfRoom", user(userId));
  }

  /** The room that the live room one is in is connected with, if it is. */
  public Optional<OtherRoom> other() {
    return OtherRoom.in(client.result("fetchRoomInfo"));
  }

  /**
   * Asks the host of another live room that both rooms be connected, which the host of a live room
   * may. It answers, or one takes it back, as with seats.
   *
   * @param userId the host of that room
   * @param timeout whole seconds after which the request ends; zero for never
   */
  public Asked connectOther(String roomId, String userId, Duration timeout) {
    return client.ask(
        "connectOtherRoom", user(userId).put("roomId", roomId).put("timeout", timeout.toSeconds()));
  }

  /** Ends the connection with another room, which either host may. */
  public void disconnectOther() {
    client.result("disconnectOtherRoom");
  }

  private static ObjectNode user(String userId) {
    return ConfabClient.params().put("userId", userId);
  }
}
