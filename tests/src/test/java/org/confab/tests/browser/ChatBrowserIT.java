package org.confab.tests.browser;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people in a meeting write to each other. */
class ChatBrowserIT {
  @RegisterExtension static final Venue VENUE = Venue.withMedia("mesh");

  @Test
  void twoWriteToEachOtherAndWhoComesBackReadsItAll() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");

    ann.opensTheChat().writes("Welcome, <b>Bob</b>").writes("see https://example.org/agenda");
    bob.seesUnread(2);
    bob.opensTheChat().reads("Welcome, <b>Bob</b>", "see https://example.org/agenda");
    bob.writes("你好 👋");
    ann.reads("Welcome, <b>Bob</b>", "see https://example.org/agenda", "你好 👋");

    bob.reloads();
    ann.writes("back?");
    bob.opensTheChat()
        .reads("Welcome, <b>Bob</b>", "see https://example.org/agenda", "你好 👋", "back?");
  }

  @Test
  void theHostTakesTheWordFromAllAndGivesItBack() {
    Person ann = VENUE.host("Ann");
    Person bob = ann.invites("Bob");
    bob.opensTheChat();

    ann.stopsOrAllowsMessages();
    bob.seesThatMessagesAreOff();
    ann.opensTheChat().writes("now listen").closesTheChat();
    bob.reads("now listen");
    ann.stopsOrAllowsMessages();
    bob.seesThatMessagesAreOn().writes("thanks").reads("now listen", "thanks");
  }
}
