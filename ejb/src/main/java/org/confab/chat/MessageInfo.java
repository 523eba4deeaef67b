package org.confab.chat;

import java.time.Instant;
import org.confab.kernel.RoomKey;

/**
 * A message as others see it.
 *
 * @param number its place among the messages of the room: 1 for the first, and no gaps
 * @param messageId what its sender calls it, unique among what that one sent in the room
 * @param userName the sender's name when it was sent, as are the next two
 */
public record MessageInfo(
    RoomKey room,
    long number,
    String messageId,
    String userId,
    String userName,
    String nameCard,
    String avatarUrl,
    Content content,
    Instant at) {}
