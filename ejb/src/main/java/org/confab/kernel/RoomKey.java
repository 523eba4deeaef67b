package org.confab.kernel;

import java.io.Serializable;

/** A room's name: ids are unique within an application. */
public record RoomKey(long sdkAppId, String roomId) implements Serializable {}
