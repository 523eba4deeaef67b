package org.confab.tests.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody in a meeting, with a page and devices of their own. What they do returns when the page
 * has done it; what they see is waited for, and fails with a sentence when it never comes.
 */
final class Person {
  /** Generous: the machine may be busy with other things. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final double POLL_MS = 200;
  private static final AtomicInteger LOOKS = new AtomicInteger();

  /** Lets a test find the page's connections and everything the page told. */
  private static final String WITNESS =
      """
      window.connections = [];
      window.RTCPeerConnection = class extends RTCPeerConnection {
        constructor(...args) {
          super(...args);
          window.connections.push(this);
        }
      };
      window.told = [];
      const known = new WeakSet();
      new MutationObserver(() => {
        for (const toast of document.querySelectorAll('[data-testid=toast]')) {
          if (!known.has(toast)) window.told.push(toast.textContent.trim());
          known.add(toast);
        }
      }).observe(document, { childList: true, subtree: true, characterData: true });
      """;

  /** Whether the remote pictures of a kind are exactly those of the users, and move. */
  private static final String MOVING =
      """
      ({ users, stream, self, look }) => {
        const all = [...document.querySelectorAll(`video[data-stream=${stream}]`)];
        const videos = all.filter((video) => video.dataset.userId !== self);
        const shown = videos.map((video) => video.dataset.userId).sort();
        const moving = videos.filter((video) => {
          const frames = video.getVideoPlaybackQuality().totalVideoFrames;
          if (video.look !== look) Object.assign(video, { look, framesBefore: frames });
          return video.videoWidth > 0 && frames >= video.framesBefore + 5;
        });
        return String(shown) === String([...users].sort()) && moving.length === videos.length;
      }
      """;

  /** The longest time, in milliseconds, that one of the remote pictures stood still. */
  private static final String LONGEST_STANDSTILL =
      """
      ({ seconds, self }) => new Promise((done) => {
        const began = performance.now();
        const seen = new Map();
        let longest = 0;
        const timer = setInterval(() => {
          const now = performance.now();
          for (const video of document.querySelectorAll('video[data-user-id]')) {
            if (video.dataset.userId === self) continue;
            const frames = video.getVideoPlaybackQuality().totalVideoFrames;
            const before = seen.get(video);
            if (frames !== before?.frames) seen.set(video, { frames, at: now });
            longest = Math.max(longest, now - seen.get(video).at);
          }
          if (now - began < seconds * 1000) return;
          clearInterval(timer);
          done(seen.size === 0 ? seconds * 1000 : longest);
        }, 50);
      })
      """;

  /** Whether sound of each of the users keeps arriving. */
  private static final String SOUNDING =
      """
      async ({ users, look }) => {
        const arriving = await Promise.all(users.map(async (user) => {
          const audio = document.querySelector(`audio[data-user-id="${user}"]`);
          const track = audio?.srcObject?.getAudioTracks()[0];
          const receivers = window.connections.flatMap((pc) => pc.getReceivers());
          const receiver = receivers.find((one) => one.track === track);
          if (!track || !receiver) return false;
          const stats = [...(await receiver.getStats()).values()];
          const bytes = stats.find(({ type }) => type === 'inbound-rtp')?.bytesReceived ?? 0;
          if (audio.look !== look) Object.assign(audio, { look, bytesBefore: bytes });
          return bytes > audio.bytesBefore + 500;
        }));
        return arriving.every(Boolean);
      }
      """;

  /** Whether a user's sound is on the left, and not on the right. */
  private static final String ON_THE_LEFT =
      """
      async (user) => {
        const audio = document.querySelector(`audio[data-user-id="${user}"]`);
        if (!audio?.srcObject?.getAudioTracks().length) return false;
        const context = new AudioContext();
        const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 });
        context.createMediaStreamSource(audio.srcObject).connect(splitter);
        const channels = [0, 1].map((channel) => {
          const analyser = new AnalyserNode(context);
          splitter.connect(analyser, channel);
          return analyser;
        });
        await new Promise((done) => setTimeout(done, 500));
        const [left, right] = channels.map((analyser) => {
          const samples = new Float32Array(analyser.fftSize);
          analyser.getFloatTimeDomainData(samples);
          return Math.sqrt(samples.reduce((sum, one) => sum + one * one, 0) / samples.length);
        });
        await context.close();
        return left > 0.05 && right < left / 10;
      }
      """;

  /** From now on the page stops no device, takes no track from a connection and says neither. */
  private static final String DISOBEY =
      """
      () => {
        MediaStreamTrack.prototype.stop = () => {};
        RTCRtpSender.prototype.replaceTrack = () => Promise.resolve();
        const { send } = WebSocket.prototype;
        WebSocket.prototype.send = function (frame) {
          send.call(this, frame.replace(/"(setPublishing|unpublish)"/, '"heartbeat"'));
        };
      }
      """;

  /** How many packets of a kind went out, or came in, over all connections together. */
  private static final String PACKETS =
      """
      async ({ direction, kind }) => {
        const open = window.connections.filter((pc) => pc.connectionState === 'connected');
        const stats = await Promise.all(open.map((pc) => pc.getStats()));
        return stats.flatMap((report) => [...report.values()])
          .filter((one) => one.type === direction && one.kind === kind)
          .reduce((sum, one) => sum + (one.packetsSent ?? one.packetsReceived ?? 0), 0);
      }
      """;

  /** Whether the camera picture of a user has a number of lines. */
  private static final String LINES =
      """
      ({ user, least, most }) => {
        const video = document.querySelector(`video[data-user-id="${user}"][data-stream=camera]`);
        const lines = video?.videoHeight ?? 0;
        return lines >= least && lines <= most;
      }
      """;

  /**
   * Looks at each frame, so that the way back begins before the sender is ready for another
   * request.
   */
  private static final String AND_BACK =
      """
      async ({ user, most }) => {
        const button = document.querySelector('[data-testid=btn-layout]');
        const lines = () =>
          document.querySelector(`video[data-user-id="${user}"][data-stream=camera]`)?.videoHeight ?? 0;
        const ends = Date.now() + 30_000;
        button.click();
        while (lines() === 0 || lines() > most) {
          if (Date.now() > ends) throw new Error(`${lines()} lines after 30 s`);
          await new Promise(requestAnimationFrame);
        }
        button.click();
      }
      """;

  /** What the application is told of the connection from now on. */
  private static final String LISTEN =
      """
      () => {
        window.states = [];
        window.conference.getRoomEngine()
          .on('onConnectionStateChanged', ({ state }) => window.states.push(state));
      }
      """;

  /** Enters a live room, by the engine, and shows whoever sends a picture in it. */
  private static final String LIVE =
      """
      async ({ roomId, isHost, self }) => {
        const engine = window.conference.getRoomEngine();
        const show = (userId, streamType) => {
          if (userId === self) return;
          const id = `live-${streamType}-${userId}`;
          if (!document.getElementById(id)) {
            const view = Object.assign(document.createElement('div'), { id });
            const left = 160 * document.querySelectorAll('[id^=live-]').length;
            view.style.cssText = `position:fixed;top:0;left:${left}px;width:160px;height:90px`;
            document.body.append(view);
          }
          engine.setRemoteVideoView({ userId, streamType, view: id });
          engine.startPlayRemoteVideo({ userId, streamType });
        };
        const showAll = ({ userId, hasVideoStream, hasScreenStream }) => {
          if (hasVideoStream) show(userId, 0);
          if (hasScreenStream) show(userId, 1);
        };
        engine.on('onUserVideoStateChanged', ({ userId, streamType, hasVideo }) => {
          if (hasVideo) show(userId, streamType);
        });
        engine.on('onOtherRoomConnected', ({ otherRoom }) => showAll(otherRoom.userInfo));
        if (isHost) await engine.createRoom({ roomId, roomType: 2 });
        await engine.enterRoom({ roomId, roomType: 2 });
        const { userInfoList } = await engine.getUserList();
        userInfoList.forEach(showAll);
        const other = engine.getOtherRoom();
        if (other) showAll(other.userInfo);
        if (!isHost) return;
        await engine.openLocalCamera();
        await engine.openLocalMicrophone();
      }
      """;

  private static final String AGREE_TO_BE_CONNECTED =
      """
      () => {
        const engine = window.conference.getRoomEngine();
        engine.on('onRequestReceived', ({ request: { requestId, requestAction } }) => {
          if (requestAction === 3) engine.responseRemoteRequest({ requestId, agree: true });
        });
      }
      """;

  private static final String CONNECTED_ANEW =
      """
      () => window.oldConnections.every((pc) => pc.connectionState === 'closed')
        && window.connections.some((pc) => pc.connectionState === 'connected')
      """;

  private static final String SITUATION =
      """
      () => JSON.stringify({
        videos: [...document.querySelectorAll('video')].map((video) => ({
          of: video.dataset.userId,
          stream: video.dataset.stream,
          width: video.videoWidth,
          height: video.videoHeight,
          frames: video.getVideoPlaybackQuality().totalVideoFrames,
        })),
        voices: [...document.querySelectorAll('audio[data-user-id]')].map((a) => a.dataset.userId),
        connections: window.connections.map((pc) => pc.connectionState),
        told: window.told,
      })
      """;

  private final Venue venue;
  private final String name;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private String userId = "";
  private String room = "";
  private URI way;
  private @Nullable Chromium machine;

  Person(Venue venue, String name, BrowserContext context) {
    this.venue = venue;
    this.name = name;
    way = venue.uri();
    context.addInitScript(WITNESS);
    page = context.newPage();
    page.setDefaultTimeout((double) PATIENCE.toMillis());
    page.onPageError(complaints::add);
    page.onConsoleMessage(this::note);
  }

  /** Sits at a machine that nobody else uses. */
  Person at(Chromium own) {
    machine = own;
    return this;
  }

  /** Comes to the server another way. */
  Person by(URI uri) {
    way = uri;
    return this;
  }

  String room() {
    return room;
  }

  Person startsMeeting(String roomId) {
    signIn("");
    part("room-id").fill(roomId);
    part("start-room").click();
    return enter(roomId);
  }

  /** Starts a meeting with seats, and sits on one. */
  Person startsMeetingWithSeats(String roomId) {
    signIn("");
    part("room-id").fill(roomId);
    part("with-seats").check();
    part("start-room").click();
    return enter(roomId);
  }

  /** Somebody who comes by the link of this person's meeting, with camera and microphone on. */
  Person invites(String guest) {
    return venue.enter(guest).comesTo(room);
  }

  Person comesTo(String roomId) {
    signIn("?room=" + roomId);
    return enter(roomId);
  }

  Person comesToTheStartPage() {
    signIn("");
    return appears("the conferences", part("conferences"));
  }

  /** Opens a live room, with camera and microphone on; the room component has no such rooms. */
  Person hostsLiveRoom(String roomId) {
    return live(roomId, true);
  }

  Person looksAtLiveRoom(String roomId) {
    return live(roomId, false);
  }

  private Person live(String roomId, boolean isHost) {
    comesToTheStartPage();
    room = roomId;
    return drives(LIVE, Map.of("roomId", roomId, "isHost", isHost, "self", userId));
  }

  Person agreesToBeConnected() {
    return drives(AGREE_TO_BE_CONNECTED, null);
  }

  Person connectsRoomWith(Person other) {
    Map<String, Object> asked =
        Map.of("roomId", other.room, "userId", other.userId, "timeout", (int) PATIENCE.toSeconds());
    return drivesEngine("connectOtherRoom", asked)
        .await(
            "is connected with " + other.room,
            "() => window.conference.getRoomEngine().getOtherRoom() !== null",
            null);
  }

  Person disconnectsRoom() {
    return drivesEngine("disconnectOtherRoom");
  }

  /** Has the page's engine do something, by the name of its method. */
  Person drivesEngine(String method) {
    return drivesEngine(method, Map.of());
  }

  private Person drivesEngine(String method, Map<String, Object> params) {
    return drives(
        "({ method, params }) => window.conference.getRoomEngine()[method](params)",
        Map.of("method", method, "params", params));
  }

  /** Has the page's engine do something that the room component does not offer. */
  Person drives(String script, @Nullable Object argument) {
    page.evaluate(script, argument);
    return this;
  }

  /** Plans a conference for soon, with a password that the invitation holds. */
  Person schedules(String conference, Duration fromNow, Person... others) {
    LocalDateTime start = LocalDateTime.now(ZoneId.systemDefault()).plus(fromNow);
    part("schedule-open").click();
    part("schedule-name").fill(conference);
    part("schedule-date").fill(start.toLocalDate().toString());
    part("schedule-time").fill(start.toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString());
    part("schedule-attendees")
        .fill(Arrays.stream(others).map(Person::userId).collect(Collectors.joining(", ")));
    part("schedule-password").fill("secret");
    part("schedule-save").click();
    return expects(conference);
  }

  /** Has it in the list of conferences. */
  Person expects(String conference) {
    return appears("the conference " + conference, row(conference));
  }

  Person expectsNothing() {
    return appears("that nothing is planned", part("conferences-empty"));
  }

  Person renames(String conference, String to) {
    row(conference).locator("[data-testid=conference-edit]").click();
    part("schedule-name").fill(to);
    part("schedule-save").click();
    return expects(to);
  }

  Person cancels(String conference) {
    row(conference).locator("[data-testid=conference-cancel]").click();
    return agrees();
  }

  Person joins(String conference) {
    row(conference).locator("[data-testid=conference-join]").click();
    return enter(conference);
  }

  Person joinsFromTheReminder() {
    part("toast-action").click();
    return enter("");
  }

  private Locator row(String conference) {
    return part("conferences")
        .locator("li")
        .filter(new Locator.FilterOptions().setHasText(conference));
  }

  private void signIn(String query) {
    page.navigate(way.resolve("/" + query).toString());
    part("signin-name").fill(name);
    part("signin-submit").click();
    await(
        "is signed in",
        "() => JSON.parse(sessionStorage.getItem('confab.signIn') ?? 'null') !== null",
        null);
    userId =
        String.valueOf(page.evaluate("() => JSON.parse(sessionStorage['confab.signIn']).userId"));
  }

  private Person enter(String roomId) {
    room = roomId;
    Locator camera = page.locator("[data-testid=lobby-camera]:not(.cf-round--off)");
    appears("the own camera in the lobby", camera);
    part("lobby-enter").click();
    return isInTheMeeting();
  }

  Person isInTheMeeting() {
    return appears("the meeting", part("btn-mic"));
  }

  Person mutes() {
    part("btn-mic").click();
    return this;
  }

  Person switchesCamera() {
    part("btn-camera").click();
    return this;
  }

  Person knowsOfListening() {
    return appears("that one only listens", part("banner-listening"));
  }

  Person asksForSeat() {
    page.locator("[data-testid=btn-seat][data-action=apply]").click();
    return this;
  }

  Person accepts(Person other) {
    part("btn-applications").click();
    part("accept-" + other.userId).click();
    return this;
  }

  Person choosesInMenuOf(Person other, String item) {
    part("menu-" + other.userId).click();
    part("menu-" + item).click();
    return this;
  }

  /** Shows the members, or hides them again. */
  Person opensTheMembers() {
    part("btn-members").click();
    return this;
  }

  /** With the members open: {@code all-mics}, {@code all-cameras} or {@code all-screens}. */
  Person takesFromAll(String what) {
    part(what).click();
    return agrees();
  }

  /** Whoever was chosen is the host from now on. */
  Person leavesTheMeetingTo(Person successor) {
    part("btn-end").click();
    part("successor").selectOption(successor.userId);
    part("leave-hand-over").click();
    return appears("that they have left", part("notice-left"));
  }

  Person agrees() {
    part("confirm-ok").click();
    return this;
  }

  Person sharesScreen() {
    part("btn-screen").click();
    return appears("that the screen is shared", part("sharing"));
  }

  Person stopsSharing() {
    part("btn-screen").click();
    return this;
  }

  /** From all pictures equally large to who is speaking large, and back. */
  Person switchesLayout() {
    part("btn-layout").click();
    return this;
  }

  /** And back in the moment in which the other is received with no more lines than so many. */
  Person switchesLayoutAndBack(Person other, int most) {
    page.evaluate(AND_BACK, Map.of("user", other.userId, "most", most));
    return this;
  }

  Person coversPictureOf(Person other) {
    page.locator(tile(other)).evaluate("tile => { tile.style.display = 'none'; }");
    return this;
  }

  Person uncoversPictureOf(Person other) {
    page.locator(tile(other)).evaluate("tile => { tile.style.display = ''; }");
    return this;
  }

  /** The camera picture of somebody, so many lines high. */
  Person seesLines(Person other, int least, int most) {
    return await(
        "sees %s with %d to %d lines".formatted(other, least, most),
        LINES,
        Map.of("user", other.userId, "least", least, "most", most));
  }

  Person seesNetworkOf(Person other) {
    return appears("how well " + other + " is connected", part("network-" + other.userId).first());
  }

  /** Only of one on another machine. */
  Person losesNetwork() {
    machine().losesNetwork();
    return this;
  }

  Person findsNetwork() {
    machine().goesOn();
    return this;
  }

  /** As when the laptop is closed; only of one on another machine. */
  Person fallsAsleep() {
    machine().sleeps();
    return this;
  }

  Person wakesUp() {
    machine().goesOn();
    return this;
  }

  private Chromium machine() {
    return Objects.requireNonNull(machine, "It has no machine of its own.");
  }

  /** For {@link #states}. */
  Person listens() {
    page.evaluate(LISTEN);
    return this;
  }

  /** What the application was told of the connection since it listens. */
  List<String> states() {
    return String.valueOf(page.evaluate("() => window.states.join('\\n')")).lines().toList();
  }

  /** What the browser says when the cable is pulled. */
  Person noticesThatItIsOffline() {
    page.evaluate("() => window.dispatchEvent(new Event('offline'))");
    return this;
  }

  /** Now or a moment ago: what it tries may be done at once. */
  Person isReconnecting() {
    return await("is reconnecting", "() => window.states.includes('reconnecting')", null);
  }

  Person isConnected() {
    return await("is connected", "() => window.states.at(-1) === 'connected'", null);
  }

  Person waits(Duration howLong) {
    page.waitForTimeout((double) howLong.toMillis());
    return this;
  }

  Person reloads() {
    page.reload();
    return isInTheMeeting();
  }

  Person removes(Person other) {
    part("btn-members").click();
    part("kick-" + other.userId).click();
    part("confirm-ok").click();
    return this;
  }

  Person opensTheChat() {
    part("btn-chat").click();
    return appears("the chat", part("chat-panel"));
  }

  Person closesTheChat() {
    part("chat-close").click();
    return this;
  }

  Person writes(String words) {
    part("chat-input").fill(words);
    part("chat-input").press("Enter");
    return this;
  }

  /** Everything that was written, in this order. */
  Person reads(String... words) {
    return await(
        "reads " + Arrays.toString(words),
        "words => String([...document.querySelectorAll('[data-testid=chat-message]')]"
            + ".map((one) => one.textContent.trim())) === String(words)",
        List.of(words));
  }

  Person seesUnread(int count) {
    Locator badge = part("btn-chat").locator(".cf-tool__badge");
    return appears(
        count + " unread messages",
        badge.filter(new Locator.FilterOptions().setHasText(String.valueOf(count))));
  }

  /** Opens and closes the members on the way. */
  Person stopsOrAllowsMessages() {
    part("btn-members").click();
    part("mute-chat-all").click();
    part("btn-members").click();
    return this;
  }

  Person seesThatMessagesAreOff() {
    return appears("that messages are off", part("chat-muted"));
  }

  Person seesThatMessagesAreOn() {
    return appears("where to write", part("chat-input"));
  }

  Person endsTheMeeting() {
    part("btn-end").click();
    part("confirm-ok").click();
    return this;
  }

  /** The camera pictures of exactly these, all of them moving. */
  Person sees(Person... others) {
    return await("sees " + Arrays.toString(others), MOVING, look("camera", others));
  }

  /** Tiles for itself and for exactly these, whether there is a picture in them or not. */
  Person meets(Person... others) {
    Set<String> expected = new TreeSet<>();
    expected.add("tile-camera-" + userId);
    for (Person other : others) {
      expected.add("tile-camera-" + other.userId);
    }
    return await(
        "meets " + Arrays.toString(others),
        "expected => String([...document.querySelectorAll('[data-testid^=tile-camera-]')]"
            + ".map((tile) => tile.dataset.testid).sort()) === String(expected)",
        List.copyOf(expected));
  }

  /** Still, without a pause that a person would call frozen. */
  Person keepsSeeing(Duration howLong) {
    Object standstill =
        page.evaluate(
            LONGEST_STANDSTILL, Map.of("seconds", (int) howLong.toSeconds(), "self", userId));
    long longest = ((Number) standstill).longValue();
    if (longest > 2_000) {
      throw new AssertionError(
          "%s sees a picture stand still for %d ms; %s".formatted(name, longest, situation()));
    }
    return this;
  }

  /** Whether there is something in it is what {@link #seesSpeak} asks. */
  Person hears(Person... others) {
    return await("hears " + Arrays.toString(others), SOUNDING, look("", others));
  }

  Person hearsOnTheLeftOnly(Person other) {
    return await("hears " + other + " on the left only", ON_THE_LEFT, other.userId);
  }

  /** By the engine: what is sent is music. */
  Person playsMusic() {
    page.evaluate("() => window.conference.getRoomEngine().updateAudioQuality({ quality: 2 })");
    return this;
  }

  Person hearsNothingOf(Person other) {
    return await(
        "hears nothing of " + other,
        "user => !document.querySelector(`audio[data-user-id=\"${user}\"]`)?.srcObject"
            + "?.getAudioTracks().length",
        other.userId);
  }

  Person seesSpeak(Person other) {
    Locator tile = page.locator(tile(other) + "[data-speaking=true]");
    return appears("that " + other + " speaks", tile);
  }

  Person seesMuted(Person other) {
    return appears(
        "that " + other + " is muted", page.locator(tile(other) + " [data-testid=mic-off]"));
  }

  Person seesScreenOf(Person other) {
    return await("sees the screen of " + other, MOVING, look("screen", other));
  }

  Person seesNoScreen() {
    return await("sees no screen", MOVING, look("screen"));
  }

  Person isToldOfTheRemoval() {
    return appears("that they were removed", part("notice-kicked")).playsNothing();
  }

  Person isToldOfTheEnd() {
    return appears("that the meeting has ended", part("notice-ended")).playsNothing();
  }

  Person isToldThatItWasMuted() {
    return await(
        "is told of having been muted",
        "() => window.told.includes('The host has muted you.')",
        null);
  }

  private Person playsNothing() {
    return await("plays nothing any more", "() => !document.querySelector('video, audio')", null);
  }

  Person knowsOfDirectConnections() {
    return appears("that connections are direct", part("mesh-notice"));
  }

  /** What messages came up since the page was loaded. */
  List<String> told() {
    Object told = page.evaluate("() => window.told.join('\\n')");
    return String.valueOf(told).lines().toList();
  }

  /** Like a client that was changed to go on sending whatever it is told. */
  Person disobeys() {
    page.evaluate(DISOBEY);
    return this;
  }

  /** Like a client that was changed to go on receiving whatever it is told. */
  Person keepsConnectionsOpen() {
    page.evaluate("() => { RTCPeerConnection.prototype.close = () => {}; }");
    return this;
  }

  /**
   * How many packets left the page so far.
   *
   * @param kind {@code audio} or {@code video}
   */
  long sent(String kind) {
    return packets("outbound-rtp", kind);
  }

  /** How many packets came to the page so far, over connections that are still up. */
  long received(String kind) {
    return packets("inbound-rtp", kind);
  }

  private long packets(String direction, String kind) {
    return ((Number) page.evaluate(PACKETS, Map.of("direction", direction, "kind", kind)))
        .longValue();
  }

  String userId() {
    return userId;
  }

  /** For {@link #hasConnectedAnew}. */
  Person remembersConnections() {
    page.evaluate("() => { window.oldConnections = [...window.connections]; }");
    return this;
  }

  /** None of the remembered connections is in use. */
  Person hasConnectedAnew() {
    return await("has connected anew", CONNECTED_ANEW, null);
  }

  void screenshot(Path file) {
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  void close() {
    page.context().close();
  }

  @Override
  public String toString() {
    return name;
  }

  private Locator part(String testId) {
    return page.locator("[data-testid='" + testId + "']");
  }

  private static String tile(Person other) {
    return "[data-testid='tile-camera-" + other.userId + "']";
  }

  private Map<String, Object> look(String stream, Person... others) {
    List<String> users = Arrays.stream(others).map(other -> other.userId).toList();
    return Map.of(
        "users", users, "stream", stream, "self", userId, "look", LOOKS.incrementAndGet());
  }

  private Person appears(String what, Locator locator) {
    try {
      locator.first().waitFor();
    } catch (TimeoutError e) {
      throw never("sees " + what, e);
    }
    return this;
  }

  /**
   * Until the script says yes; Playwright's own waiting takes the promise of an answer for a yes.
   */
  private Person await(String what, String script, @Nullable Object argument) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!isTrue(script, argument)) {
      if (System.nanoTime() > end) {
        throw never(what, null);
      }
      page.waitForTimeout(POLL_MS);
    }
    return this;
  }

  private boolean isTrue(String script, @Nullable Object argument) {
    try {
      return Boolean.TRUE.equals(page.evaluate(script, argument));
    } catch (PlaywrightException e) {
      if (String.valueOf(e.getMessage()).contains("context was destroyed")) {
        return false; // the page is on its way to another address
      }
      throw e;
    }
  }

  private AssertionError never(String what, @Nullable TimeoutError cause) {
    String sentence =
        "%s never %s within %d s; %s".formatted(name, what, PATIENCE.toSeconds(), situation());
    return new AssertionError(sentence, cause);
  }

  /** What the page shows and complained of, for the sentence of a failure. */
  String situation() {
    return "the page: " + page.evaluate(SITUATION) + ", its complaints: " + complaints;
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      complaints.add(message.text());
    }
  }
}
