package org.confab.chat;

/**
 * Something was said in a room. It is none of the room's numbered events: messages have numbers of
 * their own.
 */
public record MessageSent(MessageInfo message) {}
