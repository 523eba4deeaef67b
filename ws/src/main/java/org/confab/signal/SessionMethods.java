package org.confab.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.confab.app.Accounts;
import org.confab.app.Profile;
import org.confab.janus.IceServers;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Platform;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;
import org.confab.media.Sfu;
import org.confab.member.GraceTime;
import org.confab.member.Membership;
import org.confab.member.Presence;
import org.confab.usersig.UserSigs;
import org.jspecify.annotations.Nullable;

/** Logging in and out, coming back, and what a user says of itself. */
@ApplicationScoped
class SessionMethods {
  private static final int TOKEN_CHARACTERS = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject private Connections connections;
  @Inject private RoomFeeds feeds;
  @Inject private UserSigs userSigs;
  @EJB private Accounts accounts;
  @EJB private Membership membership;
  @Inject private Presence presence;
  @Inject private GraceTime graceTime;
  @Inject private Sfu sfu;
  @Inject private IceServers iceServers;

  /** What a client that comes back says: which it was, and what it knows. */
  private record Resume(String token, long seq) {
    static @Nullable Resume in(Fields fields) {
      Fields resume = fields.objectOrNull("resume");
      return resume == null
          ? null
          : new Resume(
              Limits.text("resume.token", resume.text("token"), "", TOKEN_CHARACTERS),
              resume.longNumber("seq"));
    }
  }

  void login(Call call) {
    Connection connection = call.connection;
    if (connection.identity() != null) {
      throw new Problem(Refusal.INVALID_ARGUMENT, "This connection is logged in already.");
    }
    long login = connections.nextLogin();
    Fields fields = call.fieldsOfAnybody();
    UserKey user =
        new UserKey(fields.longNumber("sdkAppId"), Limits.userId("userId", fields.text("userId")));
    Platform platform = platform(fields.textOrNull("platform"));
    Resume resume = Resume.in(fields);
    Instant expires;
    try {
      expires = userSigs.verify(user, fields.text("userSig")).expires();
    } catch (Problem refused) {
      if (connection.refuseLogin()) {
        call.closing(CloseCode.REFUSED);
      }
      call.refuse(refused);
      return;
    }
    Profile profile = register(user);
    Optional<Membership.Place> place =
        resume == null
            ? Optional.empty()
            : membership.place(user).filter(p -> p.client().equals(resume.token()));
    Optional<Connection> older = connections.of(user);
    boolean same =
        resume != null
            && (place.isPresent()
                || older
                    .map(Connection::identity)
                    .filter(identity -> identity.client().equals(resume.token()))
                    .isPresent());
    String client = resume != null && same ? resume.token() : freshToken();
    ObjectNode result =
        Views.profile(profile)
            .put("resumeToken", client)
            .put("heartbeatSeconds", graceTime.heartbeat().toSeconds());
    result.set("media", media(user));
    Caller caller =
        new Caller(user.sdkAppId(), user.userId(), false, platform, connection.clientIp);
    connection.identify(new Connection.Identity(caller, client, expires, login));
    connections.loggedIn(user, connection).ifPresent(over -> dismiss(over, same));
    if (resume != null && place.isPresent() && !connection.isClosing()) {
      presence.joined(user, place.get().room(), client);
      comeBack(call, place.get().room(), resume, result);
    } else {
      call.answer(result);
    }
  }

  private static Platform platform(@Nullable String given) {
    if (given == null) {
      return Platform.Unknown;
    }
    for (Platform platform : Platform.values()) {
      if (platform.name().equals(given) && platform != Platform.RESTAPI) {
        return platform;
      }
    }
    return Platform.Unknown;
  }

  /** The first login makes the account; two first logins at once make it once. */
  private Profile register(UserKey user) {
    try {
      return accounts.register(user);
    } catch (EJBException raced) {
      return accounts.profile(user);
    }
  }

  private static void dismiss(Connection older, boolean sameClient) {
    if (sameClient) {
      older.close(CloseCode.REPLACED);
    } else {
      String message = "You logged in on another device or page.";
      RoomKey room = older.room();
      if (room != null) {
        older.send(RoomMessages.displaced(room, message));
      }
      older.send(Rpc.notification("onKickedOffLine", Json.object().put("message", message)));
      older.closeAfterWriting(CloseCode.LOGGED_IN_ELSEWHERE);
    }
  }

  private void comeBack(Call call, RoomKey room, Resume resume, ObjectNode result) {
    feeds.with(
        room,
        feed -> {
          boolean replay = feed.reaches(resume.seq());
          long knows = replay ? resume.seq() : feed.seq();
          String userId = call.caller().userId();
          if (feed.hasLeft(userId, knows)) {
            call.answer(result);
            return;
          }
          ObjectNode resumed =
              result
                  .putObject("resumed")
                  .put("roomId", room.roomId())
                  .put("seq", knows)
                  .put("replay", replay);
          ArrayNode closed = resumed.putArray("closed");
          membership
              .closedDevices(call.caller().user())
              .forEach(device -> closed.add(Views.number(device)));
          feed.attach(
              call.connection,
              userId,
              knows,
              seq -> {
                call.answer(result);
                if (!replay) {
                  feed.endings(userId).forEach(call.connection::send);
                }
              });
        },
        roomGone -> call.answer(result));
  }

  private ObjectNode media(UserKey user) {
    ObjectNode media = Json.object().put("mode", sfu.mode() == Sfu.Mode.JANUS ? "janus" : "mesh");
    ArrayNode servers = media.putArray("iceServers");
    for (IceServers.IceServer server : iceServers.forUser(user.userId())) {
      ObjectNode node = servers.addObject();
      node.put("urls", server.urls());
      if (server.username() != null) {
        node.put("username", server.username()).put("credential", server.credential());
      }
    }
    return media;
  }

  private static String freshToken() {
    byte[] random = new byte[24];
    RANDOM.nextBytes(random);
    return Base64.getUrlEncoder().encodeToString(random);
  }

  /** A sign of life, which every request is; this one says nothing else. */
  void heartbeat(Call call) {
    call.identity();
    call.answer();
  }

  void logout(Call call) {
    Caller caller = call.caller();
    RoomKey room = call.connection.room();
    if (room != null) {
      membership.withdraw(caller, room.roomId());
    }
    call.closing(CloseCode.GOODBYE).answer();
  }

  void getSelfInfo(Call call) {
    call.answer(Views.profile(accounts.profile(call.caller().user())));
  }

  void setSelfInfo(Call call) {
    Fields fields = call.fields();
    JsonNode custom = fields.raw("customInfo");
    if (custom != null && !custom.isObject()) {
      throw new Problem(Refusal.INVALID_ARGUMENT, "customInfo must be an object.");
    }
    membership.introduce(
        call.caller(),
        fields.textOrNull("userName"),
        fields.textOrNull("avatarUrl"),
        custom == null ? null : Json.write(custom));
    call.answer();
  }
}
