package org.confab.request;

/** A request about two rooms is gone with the room of its asker; the other room is to be told. */
record AskerGone(RequestInfo request) {}
