package org.confab.tests.meeting;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.confab.json.Json;

/** A member of a {@link ModelRoom}. */
final class Person {
  final Set<Device> sends = EnumSet.noneOf(Device.class);

  /** What it may open although it is switched off for everybody. */
  final Set<Device> allowed = EnumSet.noneOf(Device.class);

  final Set<Integer> tags = new HashSet<>();
  String name;
  String card = "";
  ObjectNode custom = Json.object();
  boolean admin;
  boolean muted;

  Person(String name) {
    this.name = name;
  }

  void send(Device device, boolean does) {
    if (does) {
      sends.add(device);
    } else {
      sends.remove(device);
    }
  }

  /** The shape {@code userInfo}. */
  ObjectNode info(String userId, int role) {
    ObjectNode info = Json.object().put("userId", userId);
    if (!name.isEmpty()) {
      info.put("userName", name);
    }
    if (!card.isEmpty()) {
      info.put("nameCard", card);
    }
    if (role != ModelRoom.MEMBER) {
      info.put("userRole", role);
    }
    sends.forEach(device -> info.put(device.sent, true));
    if (muted) {
      info.put("isMessageDisabled", true);
    }
    if (!custom.isEmpty()) {
      info.set("roomCustomInfo", custom);
    }
    return info;
  }
}
