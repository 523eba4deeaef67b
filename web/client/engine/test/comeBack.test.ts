import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TUIMediaDevice, TUIRoomEngine, TUIRoomEvents, type EngineEvents } from '../src';
import { FakePeerConnection, fakeDevices, fakePeerConnections } from './fakeMedia';
import { FakeServer, login, refuse, roomInfo, settled } from './fakeServer';

const credentials = { sdkAppId: 7, userId: 'ann', userSig: 'sig' };
let server: FakeServer;
let engine: TUIRoomEngine;
let devices: ReturnType<typeof fakeDevices>;
let told: [keyof EngineEvents, unknown][];
let self: { userId: string; hasAudioStream?: boolean; hasVideoStream?: boolean };
let info: object;

beforeEach(async () => {
  vi.useFakeTimers();
  sessionStorage.clear();
  vi.stubGlobal('MediaStream', class extends EventTarget {});
  fakePeerConnections();
  devices = fakeDevices();
  server = new FakeServer();
  vi.stubGlobal('WebSocket', function () {
    return server.open();
  });
  told = [];
  self = { userId: 'ann', hasAudioStream: true, hasVideoStream: true };
  info = roomInfo({ ownerId: 'bob', roomOwner: 'bob' });
  server.handlers['login'] = () => login();
  server.handlers['publish'] = () => ({ sdp: 'answer' });
  server.handlers['enterRoom'] = () => ({ roomInfo: info, self, seq: 3 });
  server.handlers['fetchRoomInfo'] = () => ({ ...info, seq: 3 });
  server.handlers['getUserList'] = () => ({ userList: [self, { userId: 'bob' }], nextSequence: 0, seq: 3 });
  engine = new TUIRoomEngine();
  TUIRoomEngine.setServer('http://meet.example');
  await TUIRoomEngine.login(credentials);
});

afterEach(async () => {
  engine.destroy();
  await TUIRoomEngine.logout();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const listen = (...events: TUIRoomEvents[]) =>
  events.forEach((event) => engine.on(event, (payload) => told.push([event, payload])));
const enter = () => engine.enterRoom({ roomId: 'r1' });
const isOpen = (kind: 'audio' | 'video') =>
  devices.given.some((track) => track.kind === kind && track.readyState === 'live');

async function speaks(): Promise<void> {
  await enter();
  await engine.openLocalMicrophone();
  await engine.openLocalCamera();
  FakePeerConnection.open.forEach((pc) => pc.become('connected'));
}

/** The socket drops and is back, and the server knows of us what is given. */
async function comeBack(resumed?: object): Promise<void> {
  server.handlers['login'] = () => login(resumed && { resumed: { roomId: 'r1', seq: 3, ...resumed } });
  server.requests.length = 0;
  server.drop();
  await vi.advanceTimersByTimeAsync(1_000);
  await settled();
}

describe('who comes back', () => {
  it.each([true, false])('opens nothing that a host has closed meanwhile (replay: %s)', async (replay) => {
    await speaks();
    listen(TUIRoomEvents.onUserAudioStateChanged);
    self.hasAudioStream = false;
    await comeBack({ replay, closed: [TUIMediaDevice.kMicrophone] });
    const said = [...server.sent('publish'), ...server.sent('setPublishing')];
    expect(said.map(({ audio }) => audio)).not.toContain(true);
    expect(server.sent(replay ? 'setPublishing' : 'publish').at(-1)).toMatchObject({ video: true });
    expect(isOpen('audio')).toBe(false);
    expect(isOpen('video')).toBe(true);
    const byHost = ['onUserAudioStateChanged', { userId: 'ann', hasAudio: false, reason: 1 }];
    expect(told).toEqual(replay ? [] : [byHost]); // with a replay the event itself follows
  });

  it('says again what it sends, when nobody has closed anything', async () => {
    await speaks();
    await comeBack({ replay: true, closed: [] });
    expect(server.sent('setPublishing').at(-1)).toEqual({ stream: 'camera', audio: true, video: true });
    await comeBack({ replay: false, closed: [] });
    expect(server.sent('publish').at(-1)).toMatchObject({ audio: true, video: true });
  });

  it('lets go of what is switched off for everybody by now, and goes on with the rest', async () => {
    await speaks();
    listen(TUIRoomEvents.onError);
    server.handlers['publish'] = ({ audio }) =>
      audio ? refuse(-2361, 'Microphones are off') : { sdp: 'answer' };
    await comeBack({ replay: false });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(isOpen('audio')).toBe(false);
    expect(server.sent('publish').map(({ audio, video }) => [audio, video])).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(told).toEqual([['onError', { code: -2361, message: 'Microphones are off' }]]);
  });

  it('publishes nothing before it knows what it may', async () => {
    await speaks();
    server.isUp = false;
    server.drop();
    FakePeerConnection.open.forEach((pc) => pc.become('failed'));
    await vi.advanceTimersByTimeAsync(10_000);
    server.isUp = true;
    server.requests.length = 0;
    server.handlers['login'] = () =>
      login({ resumed: { roomId: 'r1', seq: 3, replay: true, closed: [TUIMediaDevice.kCamera] } });
    await vi.advanceTimersByTimeAsync(5_000);
    const pictures = server.sent('publish').map(({ video }) => video);
    expect(new Set(pictures)).toEqual(new Set([false]));
  });

  it('tries again when the server could not say how the room is', async () => {
    await speaks();
    server.handlers['fetchRoomInfo'] = () => refuse(-1, 'Something went wrong');
    await comeBack({ replay: false });
    expect(server.sent('publish')).toEqual([]);
    server.handlers['fetchRoomInfo'] = () => ({ ...info, seq: 3 });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.sent('publish')).toHaveLength(1);
  });

  it('enters the room again that it left after coming back', async () => {
    await enter();
    await comeBack({ replay: true });
    await engine.exitRoom();
    await enter();
    expect(server.sent('enterRoom')).toHaveLength(1);
  });

  it('learns after a reload what was closed, which stays closed', async () => {
    server.handlers['login'] = () =>
      login({ resumed: { roomId: 'r1', seq: 3, replay: true, closed: [TUIMediaDevice.kCamera] } });
    await TUIRoomEngine.login(credentials);
    await engine.openLocalCamera();
    await enter();
    expect(engine.getClosedDevices()).toEqual([TUIMediaDevice.kCamera]);
    expect(isOpen('video')).toBe(false);
  });
});

describe('when the UserSig expires', () => {
  const STORY = [
    TUIRoomEvents.onUserSigExpired,
    TUIRoomEvents.onKickedOutOfRoom,
    TUIRoomEvents.onConnectionStateChanged,
  ];
  const connection = (state: string) => ['onConnectionStateChanged', { state }];

  it('the application is asked for another, and the meeting goes on in the same place', async () => {
    await speaks();
    listen(...STORY);
    server.handlers['login'] = () => login({ resumed: { roomId: 'r1', seq: 3, replay: true } });
    server.drop(4401);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(told).toEqual([connection('reconnecting'), ['onUserSigExpired', undefined]]);
    expect(isOpen('video')).toBe(true);
    await TUIRoomEngine.login({ ...credentials, userSig: 'another' });
    await settled();
    expect(told.at(-1)).toEqual(connection('connected'));
    expect(server.sent('login').at(-1)).toMatchObject({ userSig: 'another', resume: { token: 'token-1' } });
    expect(server.sent('enterRoom')).toHaveLength(1);
    expect(server.sent('setPublishing').at(-1)).toMatchObject({ audio: true, video: true });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(told).toHaveLength(3);
  });

  it('the meeting is over after half a minute without another', async () => {
    await speaks();
    listen(...STORY);
    server.drop(4401);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(told).toEqual([
      connection('reconnecting'),
      ['onUserSigExpired', undefined],
      connection('disconnected'),
      ['onKickedOutOfRoom', { roomId: 'r1', reason: 2, message: 'The UserSig has expired' }],
    ]);
    expect(isOpen('audio')).toBe(false);
    expect(isOpen('video')).toBe(false);
  });

  it('another one may come before', async () => {
    await speaks();
    listen(...STORY);
    server.handlers['login'] = () => login({ resumed: { roomId: 'r1', seq: 3, replay: true } });
    await TUIRoomEngine.login({ ...credentials, userSig: 'another' });
    await settled();
    expect(told).toEqual([connection('reconnecting'), connection('connected')]);
    expect((await engine.getUserList()).map(({ userId }) => userId)).toEqual(['ann', 'bob']);
  });
});
