package org.confab.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.confab.member.Members;
import org.confab.room.Device;
import org.confab.room.RoomEvent.RoomUpdated;

/**
 * Who was allowed to open a device has to ask again once it is switched off for everybody anew,
 * from the transaction of switching it off on.
 */
@ApplicationScoped
class Disallowing {
  @Inject private Members members;

  public void updated(@Observes RoomUpdated updated) {
    for (Device device : Device.values()) {
      if (updated.info().isDisabled(device) && !updated.before().isDisabled(device)) {
        members.disallow(updated.room(), device);
      }
    }
  }
}
