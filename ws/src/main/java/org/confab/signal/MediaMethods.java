package org.confab.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.confab.json.Fields;
import org.confab.json.Json;
import org.confab.kernel.Caller;
import org.confab.kernel.Limits;
import org.confab.kernel.Platform;
import org.confab.kernel.Problem;
import org.confab.kernel.Refusal;
import org.confab.kernel.RoomKey;
import org.confab.kernel.UserKey;
import org.confab.media.Publishing;
import org.confab.media.Sfu;
import org.confab.media.Sfu.Participant;
import org.confab.media.Stream;
import org.confab.member.MemberEvent.MemberLeft;
import org.confab.member.MemberEvent.StreamsChanged;
import org.confab.member.MemberInfo;
import org.confab.member.Membership;
import org.confab.otherroom.CoHosting;
import org.confab.otherroom.OtherRoomEvent.OtherRoomDisconnected;
import org.confab.room.RoomEvent.RoomDestroyed;
import org.confab.seat.SeatEvent.SeatsChanged;
import org.jspecify.annotations.Nullable;

/** What members send and receive: said in the room, done by the media server. */
@ApplicationScoped
class MediaMethods {
  private static final System.Logger LOG = System.getLogger(MediaMethods.class.getName());
  private static final int MOST_VIDEOS = 100;

  /** The stream type of the small picture that cameras send beside the large one. */
  private static final int SMALL_CAMERA = 2;

  private static final String RECEIVE = "receive";
  private static final String OTHER_ROOM = "otherRoom";
  private static final int RELAY_CHARACTERS = 32 * 1024;

  @Inject private Sfu sfu;
  @EJB private Publishing publishing;
  @EJB private Membership membership;
  @EJB private CoHosting coHosting;
  @Inject private Connections connections;
  @Inject private Workers workers;

  @SuppressWarnings("NullAway.Init") // made at the start
  private Forwarding forwarding;

  @PostConstruct
  void start() {
    forwarding =
        new Forwarding(sfu, member -> publishing.sending(member.room(), member.userId()), workers);
    sfu.listen(new FromSfu());
  }

  void publish(Call call) {
    Fields fields = call.fields();
    Stream stream = stream(fields);
    String offer = fields.text("sdp");
    boolean audio = fields.flag("audio");
    boolean video = fields.flag("video");
    Caller caller = call.caller();
    RoomKey room = call.room();
    Participant participant = new Participant(room, caller.userId());
    publishing.check(caller, room, stream, audio, video);
    sfu.publish(participant, stream, offer, audio, video)
        .whenCompleteAsync(
            (answer, failure) -> {
              if (failure != null) {
                call.refuse(failure);
                return;
              }
              try {
                publishing.say(caller, room, stream, audio, video);
                call.answer(Json.object().put("sdp", answer));
              } catch (RuntimeException e) {
                sfu.unpublish(participant, stream);
                call.refuse(e);
                leaveIfGone(caller, participant);
              }
            },
            workers);
  }

  void setPublishing(Call call) {
    Fields fields = call.fields();
    Stream stream = stream(fields);
    Caller caller = call.caller();
    RoomKey room = call.room();
    MemberInfo now = self(caller, room);
    boolean screen = stream == Stream.SCREEN;
    boolean audio = orElse(fields.flagOrNull("audio"), screen ? now.screen() : now.audio());
    boolean video = orElse(fields.flagOrNull("video"), screen ? now.screen() : now.video());
    publishing.say(caller, room, stream, audio, video);
    finish(call, forwarding.forward(new Participant(room, caller.userId()), stream, audio, video));
  }

  private MemberInfo self(Caller caller, RoomKey room) {
    return place(caller, room).orElseThrow(MediaMethods::notInThisRoom);
  }

  private Optional<MemberInfo> place(Caller caller, RoomKey room) {
    return membership
        .place(caller.user())
        .filter(place -> place.room().equals(room))
        .map(Membership.Place::member);
  }

  private static Problem notInThisRoom() {
    return new Problem(Refusal.NOT_IN_A_ROOM, "You are not in this room.");
  }

  private static boolean orElse(@Nullable Boolean given, boolean otherwise) {
    return given == null ? otherwise : given;
  }

  void unpublish(Call call) {
    Stream stream = stream(call.fields());
    publishing.say(call.caller(), call.room(), stream, false, false);
    finish(call, sfu.unpublish(participant(call), stream));
  }

  void receive(Call call) {
    Fields fields = call.fields();
    Participant participant = participant(call);
    Sfu.Connection connection = receiving(fields);
    boolean restart = Boolean.TRUE.equals(fields.flagOrNull("restart"));
    JsonNode videos = fields.raw("videos");
    if (videos != null && videos.isTextual()) {
      if (!videos.textValue().equals("all")) {
        throw Limits.invalid("videos must be a list, or \"all\".");
      }
      receive(call, participant, connection, new Sfu.Wish(true, List.of()), restart);
      return;
    }
    List<Sfu.Publication> wanted = new ArrayList<>();
    Set<Sfu.Publication> small = new HashSet<>();
    for (Fields video : fields.objects("videos", MOST_VIDEOS)) {
      boolean isSmall = video.number("streamType") == SMALL_CAMERA;
      Stream stream = isSmall ? Stream.CAMERA : streamType(video);
      Sfu.Publication publication = new Sfu.Publication(video.text("userId"), stream);
      wanted.add(publication);
      if (isSmall) {
        small.add(publication);
      }
    }
    receive(call, participant, connection, new Sfu.Wish(false, wanted, small), restart);
  }

  private void receive(
      Call call,
      Participant participant,
      Sfu.Connection connection,
      Sfu.Wish wish,
      boolean restart) {
    CompletionStage<Void> received =
        (connection == Sfu.Connection.OTHER_ROOM
                ? receiveOther(participant, wish, restart)
                : sfu.receive(participant, wish, restart))
            .thenRunAsync(
                () -> {
                  if (leaveIfGone(call.caller(), participant)) {
                    throw notInThisRoom();
                  }
                },
                workers);
    finish(call, received);
  }

  /** Whether it was sent out while it asked; then the media server has nothing of it any more. */
  private boolean leaveIfGone(Caller caller, Participant participant) {
    boolean gone = place(caller, participant.room()).isEmpty();
    if (gone) {
      sfu.leave(participant);
    }
    return gone;
  }

  /** Nothing is received where no room is connected, also when it was until now. */
  private CompletionStage<Void> receiveOther(
      Participant participant, Sfu.Wish wish, boolean restart) {
    Participant host = otherHost(participant.room()).orElse(null);
    CompletionStage<Void> received = sfu.receiveOther(participant, host, wish, restart);
    return host == null
        ? received
        : received.thenRunAsync(
            () -> {
              if (!otherHost(participant.room()).equals(Optional.of(host))) {
                sfu.part(participant.room(), host.room());
              }
            },
            workers);
  }

  private Optional<Participant> otherHost(RoomKey room) {
    return coHosting.otherHost(room).map(host -> new Participant(host.room(), host.userId()));
  }

  void answer(Call call) {
    Fields fields = call.fields();
    finish(call, sfu.answer(participant(call), receiving(fields), fields.text("sdp")));
  }

  void candidate(Call call) {
    Fields fields = call.fields();
    Fields candidate = fields.objectOrNull("candidate");
    Sfu.Candidate given =
        candidate == null
            ? new Sfu.Candidate(null, null, null)
            : new Sfu.Candidate(
                candidate.textOrNull("candidate"),
                candidate.textOrNull("sdpMid"),
                candidate.numberOrNull("sdpMLineIndex"));
    finish(call, sfu.candidate(participant(call), connection(fields), given));
  }

  void relay(Call call) {
    Fields fields = call.fields();
    JsonNode data = fields.raw("data");
    if (data == null || !data.isObject()) {
      throw Limits.invalid("data must be an object.");
    }
    if (sfu.mode() != Sfu.Mode.MESH) {
      throw new Problem(
          Refusal.NOT_IN_THIS_MEDIA_MODE,
          "Media goes through the server here; nothing is relayed.");
    }
    if (Json.write(data).length() > RELAY_CHARACTERS) {
      throw Limits.invalid("data is too long.");
    }
    RoomKey room = call.room();
    Connection to =
        connections
            .of(new UserKey(room.sdkAppId(), fields.text("userId")))
            .filter(other -> room.equals(other.room()))
            .orElseThrow(
                () ->
                    new Problem(Refusal.NOT_A_MEMBER, "That user is not connected in this room."));
    ObjectNode params = Json.object().put("userId", call.caller().userId());
    params.set("data", data);
    to.send(Rpc.notification("onRelay", params));
    call.answer();
  }

  private void finish(Call call, CompletionStage<Void> stage) {
    stage.whenCompleteAsync(
        (nothing, failure) -> {
          if (failure == null) {
            call.answer();
          } else {
            call.refuse(failure);
          }
        },
        workers);
  }

  private static Participant participant(Call call) {
    return new Participant(call.room(), call.caller().userId());
  }

  private static Stream stream(Fields fields) {
    return switch (fields.text("stream")) {
      case "camera" -> Stream.CAMERA;
      case "screen" -> Stream.SCREEN;
      default -> throw Limits.invalid("stream must be \"camera\" or \"screen\".");
    };
  }

  private static Sfu.Connection connection(Fields fields) {
    return switch (fields.text("connection")) {
      case "camera" -> Sfu.Connection.CAMERA;
      case "screen" -> Sfu.Connection.SCREEN;
      case RECEIVE -> Sfu.Connection.RECEIVE;
      case OTHER_ROOM -> Sfu.Connection.OTHER_ROOM;
      default ->
          throw Limits.invalid(
              "connection must be \"camera\", \"screen\", \"receive\" or \"otherRoom\".");
    };
  }

  /** The connection by which the room itself is received, unless the other one is named. */
  private static Sfu.Connection receiving(Fields fields) {
    return switch (Objects.requireNonNullElse(fields.textOrNull("connection"), RECEIVE)) {
      case RECEIVE -> Sfu.Connection.RECEIVE;
      case OTHER_ROOM -> Sfu.Connection.OTHER_ROOM;
      default -> throw Limits.invalid("connection must be \"receive\" or \"otherRoom\".");
    };
  }

  private static Stream streamType(Fields fields) {
    int number = fields.number("streamType");
    return Views.numbered(
        Stream.values(),
        Views::number,
        number,
        "streamType must be 0 (camera), 1 (screen) or 2 (camera, small).");
  }

  void left(@Observes(during = TransactionPhase.AFTER_SUCCESS) MemberLeft left) {
    sfu.leave(new Participant(left.room(), left.member().userId()));
  }

  /** Of whoever may send less than before, no more than that is forwarded. */
  void seatsChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) SeatsChanged changed) {
    changed
        .rights()
        .forEach(
            (userId, rights) -> {
              if (!rights.audio() || !rights.video()) {
                restrict(new Participant(changed.room(), userId));
              }
            });
  }

  /** Of whom somebody else has closed something, no more than what is left is forwarded. */
  void streamsChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) StreamsChanged changed) {
    String userId = changed.member().userId();
    if (!userId.equals(changed.caller().userId())) {
      restrict(new Participant(changed.room(), userId));
    }
  }

  private void restrict(Participant participant) {
    var unused =
        forwarding
            .restrict(participant)
            .exceptionally(
                gone -> {
                  LOG.log(Level.DEBUG, () -> participant + " left, or Janus is away", gone);
                  return null;
                });
  }

  void otherRoomDisconnected(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) OtherRoomDisconnected disconnected) {
    sfu.part(disconnected.room(), disconnected.other());
  }

  void destroyed(@Observes(during = TransactionPhase.AFTER_SUCCESS) RoomDestroyed destroyed) {
    sfu.close(destroyed.room());
  }

  /** What the media server says of its own accord, passed on. */
  private final class FromSfu implements Sfu.Listener {
    @Override
    public void offer(
        Participant to, Sfu.Connection connection, String sdp, List<Sfu.Track> tracks) {
      boolean isOther = connection == Sfu.Connection.OTHER_ROOM;
      ObjectNode params =
          Json.object().put("connection", isOther ? OTHER_ROOM : RECEIVE).put("sdp", sdp);
      ArrayNode list = params.putArray("tracks");
      for (Sfu.Track track : tracks) {
        list.addObject()
            .put("mid", track.mid())
            .put("userId", track.userId())
            .put("streamType", Views.number(track.stream()))
            .put("kind", track.kind());
      }
      connection(to).ifPresent(c -> c.send(Rpc.notification("onMediaOffer", params)));
    }

    @Override
    public void hungUp(Participant participant, Stream stream) {
      workers.execute(() -> silence(participant, stream));
    }

    @Override
    public void reset() {
      String message = Rpc.notification("onMediaReset", Json.object());
      for (Connection connection : connections.loggedIn()) {
        if (connection.room() != null) {
          connection.send(message);
        }
      }
    }

    private void silence(Participant participant, Stream stream) {
      UserKey user = new UserKey(participant.room().sdkAppId(), participant.userId());
      Caller caller =
          connection(participant)
              .map(Connection::identity)
              .map(Connection.Identity::caller)
              .orElse(new Caller(user.sdkAppId(), user.userId(), false, Platform.Unknown, ""));
      try {
        publishing.say(caller, participant.room(), stream, false, false);
      } catch (Problem gone) {
        // the member left meanwhile
      }
    }

    private Optional<Connection> connection(Participant participant) {
      return connections
          .of(new UserKey(participant.room().sdkAppId(), participant.userId()))
          .filter(c -> participant.room().equals(c.room()));
    }
  }
}
