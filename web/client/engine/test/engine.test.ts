import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  TRTCVideoFillMode,
  TRTCVideoMirrorType,
  TRTCVideoRotation,
  TUIAudioQuality,
  TUIRole,
  TUIRoomEngine,
  TUIRoomEvents,
  TUIRoomType,
  TUISpeechMode,
  TUIVideoQuality,
  type EngineEvents,
} from '../src';
import { FakePeerConnection, fakeDevices, fakePeerConnections } from './fakeMedia';
import { FakeServer, login, refuse, roomInfo, settled } from './fakeServer';

let server: FakeServer;
let engine: TUIRoomEngine;
let devices: ReturnType<typeof fakeDevices>;
let told: [keyof EngineEvents, unknown][];
let members: { userId: string; userRole?: TUIRole; hasVideoStream?: boolean }[];

const listen = (...events: TUIRoomEvents[]) =>
  events.forEach((event) => engine.on(event, (payload) => told.push([event, payload])));

beforeEach(async () => {
  vi.useFakeTimers();
  sessionStorage.clear();
  document.body.innerHTML = '<div id="place"></div>';
  vi.stubGlobal(
    'MediaStream',
    class extends EventTarget {
      constructor(readonly tracks: unknown[]) {
        super();
      }
      getVideoTracks() {
        return this.tracks;
      }
    },
  );
  HTMLMediaElement.prototype.play = () => Promise.resolve();
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', { writable: true, configurable: true });
  fakePeerConnections();
  devices = fakeDevices();
  server = new FakeServer();
  vi.stubGlobal('WebSocket', function () {
    return server.open();
  });
  told = [];
  members = [
    { userId: 'ann', userRole: TUIRole.kRoomOwner },
    { userId: 'bob', hasVideoStream: true },
  ];
  server.handlers['login'] = () => login();
  server.handlers['publish'] = () => ({ sdp: 'answer' });
  server.handlers['enterRoom'] = () => ({ roomInfo: roomInfo(), self: members[0], seq: 3 });
  server.handlers['fetchRoomInfo'] = () => ({ ...roomInfo({ roomMemberCount: members.length }), seq: 3 });
  server.handlers['getUserList'] = () => ({ userList: members, nextSequence: 0, seq: 3 });
  engine = new TUIRoomEngine();
  TUIRoomEngine.setServer('http://meet.example');
  await TUIRoomEngine.login({ sdkAppId: 7, userId: 'ann', userSig: 'sig' });
});

afterEach(async () => {
  server.isSilent = false;
  engine.destroy();
  await TUIRoomEngine.logout();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const enter = () => engine.enterRoom({ roomId: 'r1' });

describe('the engine', () => {
  it('is ready', async () => {
    const ready = vi.fn();
    TUIRoomEngine.once('ready', ready);
    await settled();
    expect(ready).toHaveBeenCalledOnce();
  });

  it('enters a room and lists its members with all fields', async () => {
    const info = await enter();
    expect(info.roomName).toBe('Weekly');
    const page = await engine.getUserList();
    expect(page).toHaveLength(2);
    expect(page[1]).toMatchObject({ userId: 'bob', userName: '', userRole: 2, hasAudioStream: false });
    expect(page.nextSequence).toBe(0);
  });

  it('rejects with the code of the server, and stays outside', async () => {
    server.handlers['enterRoom'] = () => refuse(-2110, 'Wrong password');
    await expect(enter()).rejects.toMatchObject({ code: -2110 });
    await expect(engine.getUserList()).rejects.toMatchObject({ code: -2101 });
  });

  it('enters a room of whatever type, unless one is asked for', async () => {
    await enter();
    expect(server.sent('enterRoom')).toEqual([{ roomId: 'r1' }]);
    await engine.destroyRoom();
    await engine.enterRoom({ roomId: 'r1', roomType: TUIRoomType.kLive, options: { password: 'x' } });
    expect(server.sent('enterRoom').at(-1)).toEqual({ roomId: 'r1', roomType: 2, password: 'x' });
  });

  it('leaves the room it is destroyed in', async () => {
    await enter();
    engine.destroy();
    await settled();
    expect(server.sent('exitRoom')).toHaveLength(1);
  });

  it('does not stay in a room of which it learnt nothing', async () => {
    server.handlers['getUserList'] = () => refuse(-2, 'Too often');
    await expect(enter()).rejects.toMatchObject({ code: -2 });
    expect(server.sent('exitRoom')).toHaveLength(1);
    server.handlers['getUserList'] = () => {
      server.drop();
      return {};
    };
    await expect(enter()).rejects.toMatchObject({ code: -1 });
    server.handlers['login'] = () => login({ resumed: { roomId: 'r1', seq: 3, replay: true } });
    await vi.advanceTimersByTimeAsync(1_000);
    await settled();
    expect(server.sent('exitRoom')).toHaveLength(2);
  });

  it('is out at once when the server cannot be told, and tells it later', async () => {
    server.handlers['enterRoom'] = () => ({ roomInfo: roomInfo({ ownerId: 'bob' }), self: {}, seq: 3 });
    server.handlers['fetchRoomInfo'] = () => ({ ...roomInfo({ ownerId: 'bob' }), seq: 3 });
    await enter();
    server.drop();
    await engine.exitRoom();
    await expect(engine.getUserList()).rejects.toMatchObject({ code: -2101 });
    server.handlers['login'] = () => login({ resumed: { roomId: 'r1', seq: 3, replay: true } });
    await vi.advanceTimersByTimeAsync(1_000);
    await settled();
    expect(server.sent('exitRoom')).toHaveLength(1);
  });

  it('keeps the host in the room until the server has heard that it leaves', async () => {
    await enter();
    server.drop();
    const left = engine.exitRoom();
    expect(engine.getMembers()).not.toEqual([]);
    server.handlers['exitRoom'] = () => refuse(-2102, 'The owner may not leave');
    server.handlers['login'] = () => login({ resumed: { roomId: 'r1', seq: 3, replay: true } });
    const refused = expect(left).rejects.toMatchObject({ code: -2102 });
    await vi.advanceTimersByTimeAsync(1_000);
    await refused;
    expect(engine.getMembers()).not.toEqual([]);
  });

  it('enters another room than the one it was in before a reload', async () => {
    await TUIRoomEngine.logout();
    const before = { userId: 'ann', sdkAppId: 7, token: 'token-1', seq: 3 };
    sessionStorage.setItem('confab.session', JSON.stringify(before));
    server.handlers['login'] = ({ resume }) =>
      login(resume ? { resumed: { roomId: 'r0', seq: 3, replay: true } } : { resumeToken: 'token-2' });
    await TUIRoomEngine.login({ sdkAppId: 7, userId: 'ann', userSig: 'sig' });
    server.requests.length = 0;
    await enter();
    expect(server.requests.map(({ method }) => method).slice(0, 2)).toEqual(['login', 'enterRoom']);
    expect(server.sent('login')[0]).not.toHaveProperty('resume');
  });

  it('understands how an earlier edition said how people come to speak', async () => {
    const { kApplyToSpeak, kFreeToSpeak } = TUISpeechMode;
    const name = 'Monthly';
    await engine.createRoom({
      roomId: 'r1',
      name,
      speechMode: kApplyToSpeak,
      isCameraDisableForAllUser: false,
    });
    expect(server.sent('createRoom')).toEqual([
      { roomId: 'r1', roomName: name, isMicrophoneDisableForAllUser: true, isCameraDisableForAllUser: true },
    ]);
    await enter();
    await engine.updateRoomSpeechModeByAdmin({ speechMode: kFreeToSpeak });
    expect(server.sent('disableDeviceForAllUserByAdmin')).toEqual([
      { device: 1, isDisable: false },
      { device: 2, isDisable: false },
    ]);
  });

  it('says of a room what an earlier edition said', async () => {
    const earlier = {
      owner: 'ann',
      name: 'Weekly',
      enableVideo: true,
      enableAudio: true,
      enableMessage: true,
      enableSeatControl: false,
    };
    expect(await enter()).toMatchObject(earlier);
    server.handlers['fetchRoomInfo'] = () => ({ ...roomInfo({ isCameraDisableForAllUser: true }), seq: 4 });
    expect(await engine.fetchRoomInfo()).toMatchObject({ ...earlier, enableVideo: false });
  });

  it('lets people sit down to speak in a room that was just created', async () => {
    await engine.createRoom({ roomId: 'r1' });
    await engine.updateRoomSpeechModeByAdmin({ speechMode: TUISpeechMode.kApplyToSpeak });
    await engine.updateRoomSpeechModeByAdmin({ speechMode: TUISpeechMode.kSpeakAfterTakingSeat });
    expect(server.sent('disableDeviceForAllUserByAdmin')).toEqual([
      { roomId: 'r1', device: 1, isDisable: true },
      { roomId: 'r1', device: 2, isDisable: true },
    ]);
    expect(server.sent('updateRoomSeatModeByAdmin')).toEqual([{ roomId: 'r1', seatMode: 2 }]);
    await expect(
      engine.updateRoomSpeechModeByAdmin({ speechMode: TUISpeechMode.kApplyToSpeak }),
    ).rejects.toMatchObject({ code: -2103 });
  });

  it('tells who enters and leaves', async () => {
    await enter();
    listen(TUIRoomEvents.onRemoteUserEnterRoom, TUIRoomEvents.onRemoteUserLeaveRoom);
    server.notify('onRemoteUserEnterRoom', { roomId: 'r1', userInfo: { userId: 'cai' }, seq: 4 });
    server.notify('onRemoteUserEnterRoom', { roomId: 'r1', userInfo: { userId: 'cai' }, seq: 4 });
    server.notify('onRemoteUserLeaveRoom', { roomId: 'r1', userInfo: { userId: 'bob' }, seq: 5 });
    await settled();
    expect(told.map(([name]) => name)).toEqual(['onRemoteUserEnterRoom', 'onRemoteUserLeaveRoom']);
    expect(engine.getMembers().map(({ userId }) => userId)).toEqual(['ann', 'cai']);
  });

  it('shows a remote picture in its view while the member sends it', async () => {
    await enter();
    await engine.setRemoteVideoView({ userId: 'bob', streamType: 0, view: 'place' });
    await engine.startPlayRemoteVideo({ userId: 'bob', streamType: 0 });
    server.notify('onMediaOffer', {
      sdp: 'o=- 5 1\nm=audio 0\nm=video 1',
      tracks: [
        { mid: '0', userId: 'bob', streamType: 0, kind: 'audio' },
        { mid: '1', userId: 'bob', streamType: 0, kind: 'video' },
      ],
    });
    await settled();
    const video = () => document.querySelector('#place video[data-user-id="bob"][data-stream="camera"]');
    expect(video()).not.toBeNull();
    expect(document.querySelector('audio[data-user-id="bob"]')).not.toBeNull();
    const change = { roomId: 'r1', userId: 'bob', streamType: 0, reason: 0 };
    server.notify('onUserVideoStateChanged', { ...change, hasVideo: false, seq: 4 });
    await settled();
    expect(video()).toBeNull();
    server.notify('onUserVideoStateChanged', { ...change, hasVideo: true, seq: 5 });
    await settled();
    expect(video()).not.toBeNull();
    await engine.muteRemoteAudioStream({ userId: 'bob', isMute: true });
    expect(document.querySelector<HTMLAudioElement>('audio[data-user-id="bob"]')?.muted).toBe(true);
  });

  it('publishes what was opened before entering', async () => {
    await engine.openLocalCamera();
    expect(server.sent('publish')).toHaveLength(0);
    await enter();
    expect(server.sent('publish')).toMatchObject([{ stream: 'camera', audio: false, video: true }]);
  });

  it('lets go of devices and connections when it is kicked out', async () => {
    await enter();
    await engine.openLocalCamera();
    listen(TUIRoomEvents.onKickedOutOfRoom);
    server.notify('onKickedOutOfRoom', { roomId: 'r1', reason: 0, message: 'Bye' });
    await settled();
    expect(told).toEqual([['onKickedOutOfRoom', { roomId: 'r1', reason: 0, message: 'Bye' }]]);
    expect(devices.given.every(({ readyState }) => readyState === 'ended')).toBe(true);
    expect(FakePeerConnection.open).toHaveLength(0);
  });

  it('tells of a room that was dismissed', async () => {
    await enter();
    listen(TUIRoomEvents.onRoomDismissed);
    server.notify('onRoomDismissed', { roomId: 'r1', reason: 1, seq: 9 });
    await settled();
    expect(told).toEqual([['onRoomDismissed', { roomId: 'r1', reason: 1 }]]);
  });

  it('publishes and receives again when the media server was restarted', async () => {
    await enter();
    await engine.openLocalMicrophone();
    server.notify('onMediaReset', {});
    await settled();
    expect(server.sent('publish')).toHaveLength(2);
    expect(server.sent('receive').at(-1)).toMatchObject({ restart: true });
  });
});

describe('pictures and voices', () => {
  const place = () => document.querySelector<HTMLVideoElement>('#place video');
  const encodings = () => FakePeerConnection.open[0]?.getTransceivers()[1]?.sender.encodings;

  it('are sent in the quality that was chosen before, and in another at once', async () => {
    await engine.updateVideoQuality({ quality: TUIVideoQuality.kVideoQuality_540p });
    await enter();
    await engine.openLocalCamera();
    expect(devices.asked.at(-1)).toMatchObject({ video: { height: { ideal: 540 } } });
    expect(encodings()?.[0]).toMatchObject({ maxBitrate: 900_000 });
    const encoderParams = { videoResolution: 1, fps: 10, bitrate: 300, resolutionMode: 0 };
    await engine.updateVideoQualityEx({ streamType: 0, encoderParams });
    await settled();
    expect(devices.given[0]?.applied.at(-1)).toMatchObject({ height: { ideal: 360 } });
    expect(encodings()?.[0]).toMatchObject({ maxBitrate: 300_000, maxFramerate: 10 });
    expect(server.sent('publish')).toHaveLength(1);
    await expect(engine.updateVideoQuality({ quality: 9 as number })).rejects.toMatchObject({ code: -1001 });
  });

  it('opens the microphone anew for another quality of sound', async () => {
    await enter();
    await engine.openLocalMicrophone();
    await engine.updateAudioQuality({ quality: TUIAudioQuality.kAudioProfileMusic });
    expect(devices.asked.at(-1)).toMatchObject({ audio: { noiseSuppression: false } });
    expect(devices.given.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
    expect(server.sent('publish')).toHaveLength(1);
  });

  it('can do without the small picture', async () => {
    await enter();
    await engine.openLocalCamera();
    expect(encodings()?.[1]).toMatchObject({ rid: 'l', active: true });
    await engine.getTRTCCloud().enableSmallVideoStream(false);
    await settled();
    expect(encodings()?.[1]).toMatchObject({ rid: 'l', active: false });
  });

  it('asks for the small picture when an application does', async () => {
    await enter();
    await engine.setRemoteVideoView({ userId: 'bob', streamType: 2, view: 'place' });
    await engine.startPlayRemoteVideo({ userId: 'bob', streamType: 2 });
    await settled();
    expect(server.sent('receive').at(-1)).toEqual({ videos: [{ userId: 'bob', streamType: 2 }] });
  });

  it('asks for nothing that has no view, and stops with its view', async () => {
    await enter();
    await engine.startPlayRemoteVideo({ userId: 'bob', streamType: 0 });
    await settled();
    expect(server.sent('receive')).toEqual([{ videos: [], restart: true }]);
    await engine.setRemoteVideoView({ userId: 'bob', streamType: 0, view: 'place' });
    await settled();
    expect(server.sent('receive').at(-1)).toEqual({ videos: [{ userId: 'bob', streamType: 0 }] });
    await engine.setRemoteVideoView({ userId: 'bob', streamType: 0, view: null });
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.sent('receive').at(-1)).toEqual({ videos: [] });
  });

  it('shows the own camera as in a mirror, or as it is told', async () => {
    const cloud = engine.getTRTCCloud();
    engine.setLocalVideoView({ view: 'place' });
    await engine.openLocalCamera();
    expect(place()?.style.transform).toBe('scaleX(-1)');
    await cloud.setLocalRenderParams({ mirrorType: TRTCVideoMirrorType.TRTCVideoMirrorType_Disable });
    expect(place()?.style.transform).toBe('');
    await cloud.setLocalRenderParams({
      rotation: TRTCVideoRotation.TRTCVideoRotation180,
      fillMode: TRTCVideoFillMode.TRTCVideoFillMode_Fit,
      mirrorType: TRTCVideoMirrorType.TRTCVideoMirrorType_Enable,
    });
    expect(place()?.style.transform).toBe('rotate(180deg) scaleX(-1)');
    expect(place()?.style.objectFit).toBe('contain');
    Object.assign(devices.given[0]?.settings ?? {}, { facingMode: 'environment' });
    await cloud.setLocalRenderParams({ rotation: 0, mirrorType: 0 });
    expect(place()?.style.transform).toBe('');
  });

  it('shows others as it is told, also before they are seen', async () => {
    await enter();
    await engine.getTRTCCloud().setRemoteRenderParams('bob', 0, { rotation: 1, mirrorType: 1 });
    await engine.setRemoteVideoView({ userId: 'bob', streamType: 0, view: 'place' });
    await engine.startPlayRemoteVideo({ userId: 'bob', streamType: 0 });
    server.notify('onMediaOffer', {
      sdp: 'o=- 5 1\nm=video 1',
      tracks: [{ mid: '1', userId: 'bob', streamType: 0, kind: 'video' }],
    });
    await settled();
    expect(place()?.style.transform).toBe('translate(-50%, -50%) rotate(90deg) scaleX(-1)');
    expect(place()?.style.position).toBe('absolute');
  });

  it('does not play others before it is told to, when that was wished', async () => {
    await engine.getTRTCCloud().setDefaultStreamRecvMode(false, false);
    await enter();
    server.notify('onMediaOffer', {
      sdp: 'o=- 5 1\nm=audio 0',
      tracks: [{ mid: '0', userId: 'bob', streamType: 0, kind: 'audio' }],
    });
    await settled();
    const voice = () => document.querySelector<HTMLAudioElement>('audio[data-user-id="bob"]');
    expect(voice()?.muted).toBe(true);
    await engine.muteRemoteAudioStream({ userId: 'bob', isMute: false });
    expect(voice()?.muted).toBe(false);
  });
});

describe('the layer below rooms', () => {
  it('rejects what a browser cannot do, with a sentence', async () => {
    const cloud = engine.getTRTCCloud();
    const impossible = [
      () => cloud.useVirtualBackground(),
      () => cloud.setVirtualBackground({}),
      () => cloud.useBeautyStyle(),
      () => cloud.getScreenCaptureSources(),
      () => cloud.selectScreenCaptureTarget(),
      () => engine.getScreenSharingTarget(),
      () => engine.selectScreenSharingTarget('1'),
      () => engine.startScreenSharingElectron('1'),
      () => engine.stopScreenSharingElectron(),
    ];
    for (const attempt of impossible) {
      await expect(attempt()).rejects.toMatchObject({ code: -2103, message: expect.stringMatching(/ .* /) });
    }
  });

  it('takes experiments without doing them', async () => {
    await expect(TUIRoomEngine.callExperimentalAPI('{"api":"setFramework"}')).resolves.toBeUndefined();
    await expect(engine.getTRTCCloud().callExperimentalAPI('{oops')).rejects.toMatchObject({ code: -1001 });
  });

  it('tells its own events, once for each listener and not after it was taken back', async () => {
    const cloud = engine.getTRTCCloud();
    const heard = vi.fn();
    cloud.on('onError', heard);
    cloud.on('onError', heard);
    await engine.openLocalCamera();
    devices.refuseWith('NotFoundError', 'none left');
    devices.given[0]?.end();
    await settled();
    expect(heard.mock.calls).toEqual([[-1103, 'none left']]);
    cloud.off('onError', heard);
    cloud.off('onError', heard);
    cloud.on('onNothingSuch', heard);
    devices.refuseWith('NotFoundError', 'none left', 0);
    await engine.openLocalCamera();
    devices.refuseWith('NotFoundError', 'none left');
    devices.given[1]?.end();
    await settled();
    expect(heard).toHaveBeenCalledOnce();
  });
});

describe('in a room with seats the engine', () => {
  let seatList: object[];

  beforeEach(() => {
    const info = roomInfo({ isSeatEnabled: true, maxSeatCount: 2 });
    seatList = [{ index: 0 }, { index: 1, userId: 'bob', userName: 'Bob' }];
    server.handlers['enterRoom'] = () => ({ roomInfo: info, self: members[0], seatList, seq: 3 });
    server.handlers['fetchRoomInfo'] = () => ({ ...info, seq: 3 });
    server.handlers['getSeatList'] = () => ({ seatList, seq: 3 });
  });

  const seatsAre = async (seq: number, ...list: object[]) => {
    const params = { roomId: 'r1', seatList: list, seatedList: [], leftList: [], seq };
    server.notify('onSeatListChanged', params);
    await settled();
  };

  it('gives all seats with all their fields', async () => {
    await enter();
    expect(await engine.getSeatList()).toEqual([
      expect.objectContaining({ index: 0, userId: '', locked: false, isVideoLocked: false }),
      expect.objectContaining({ index: 1, userId: 'bob', userName: 'Bob', isAudioLocked: false }),
    ]);
  });

  it('has no seats to give outside of a room', async () => {
    await expect(engine.getSeatList()).rejects.toMatchObject({ code: -2101 });
  });

  it('sits down, and tells so as a request that was accepted', async () => {
    await enter();
    const requestCallback = vi.fn();
    const request = await engine.takeSeat({ seatIndex: -1, timeout: 0, requestCallback });
    expect(server.sent('takeSeat')).toEqual([{ seatIndex: -1, timeout: 0 }]);
    expect(request).toMatchObject({ requestAction: 4, requestId: '', userId: 'ann' });
    expect(requestCallback).toHaveBeenCalledWith(
      expect.objectContaining({ requestCallbackType: 0, userId: 'ann', code: 0 }),
    );
  });

  it('rejects with the code of a seat that is taken', async () => {
    await enter();
    const requestCallback = vi.fn();
    server.handlers['takeSeat'] = () => refuse(-2342, 'Somebody sits there');
    await expect(engine.takeSeat({ seatIndex: 1, requestCallback })).rejects.toMatchObject({ code: -2342 });
    expect(requestCallback).not.toHaveBeenCalled();
  });

  it('says what is asked of seats', async () => {
    await engine.createRoom({ roomId: 'r1' });
    await engine.setMaxSeatCount({ maxSeatCount: 2 });
    expect(server.sent('setMaxSeatCount')).toEqual([{ maxSeatCount: 2, roomId: 'r1' }]);
    await engine.updateRoomNameByAdmin({ roomName: 'Monthly' });
    expect(server.sent('updateRoomNameByAdmin')).toEqual([{ roomName: 'Monthly', roomId: 'r1' }]);
    await expect(engine.updateRoomNameByAdmin({ roomName: '' })).rejects.toMatchObject({ code: -2107 });
    await enter();
    await engine.moveToSeat({ targetSeatIndex: 1 });
    await engine.leaveSeat();
    await engine.kickUserOffSeatByAdmin({ seatIndex: 1, userId: 'bob' });
    await engine.lockSeatByAdmin({ seatIndex: 1, lockParams: { lockSeat: true } });
    await engine.updateRoomSeatModeByAdmin({ seatMode: 2 });
    await engine.setMaxSeatCount({ maxSeatCount: 3 });
    expect(server.requests.slice(-6).map(({ method, params }) => [method, params])).toEqual([
      ['moveToSeat', { targetSeatIndex: 1 }],
      ['leaveSeat', {}],
      ['kickUserOffSeatByAdmin', { seatIndex: 1, userId: 'bob' }],
      ['lockSeatByAdmin', { seatIndex: 1, lockParams: { lockSeat: true } }],
      ['updateRoomSeatModeByAdmin', { seatMode: 2 }],
      ['setMaxSeatCount', { maxSeatCount: 3 }],
    ]);
  });

  it('lets go of its devices when it sits nowhere, and sends nothing', async () => {
    await engine.openLocalCamera();
    await enter();
    expect(devices.given.every(({ readyState }) => readyState === 'ended')).toBe(true);
    expect(server.sent('publish')).toEqual([]);
  });

  it('lets go of what is locked on its seat, and of all when it is off', async () => {
    seatList = [{ index: 0, userId: 'ann' }, { index: 1 }];
    await enter();
    await engine.openLocalCamera();
    await engine.openLocalMicrophone();
    await engine.startScreenSharing();
    let local = { isCameraOpened: false, isMicrophoneOpened: false, isScreenShared: false };
    engine.on(TUIRoomEvents.onLocalMediaChanged, (state) => (local = state));
    await seatsAre(4, { index: 0, userId: 'ann', isAudioLocked: true }, { index: 1 });
    expect(local).toMatchObject({ isCameraOpened: true, isMicrophoneOpened: false, isScreenShared: true });
    await seatsAre(5, { index: 0, userId: 'ann', isVideoLocked: true }, { index: 1 });
    expect(local).toMatchObject({ isCameraOpened: false, isScreenShared: false });
    await engine.openLocalMicrophone();
    await seatsAre(6, { index: 0 }, { index: 1 });
    expect(local).toMatchObject({ isMicrophoneOpened: false });
    expect(server.sent('setPublishing').at(-1)).toEqual({ stream: 'camera', audio: false });
  });
});

describe('after a lost socket the engine', () => {
  const comeBack = async (resumed?: object) => {
    listen(
      TUIRoomEvents.onConnectionStateChanged,
      TUIRoomEvents.onRemoteUserEnterRoom,
      TUIRoomEvents.onRemoteUserLeaveRoom,
      TUIRoomEvents.onRoomDismissed,
    );
    server.handlers['login'] = () => login(resumed ? { resumed } : {});
    server.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    await settled();
  };
  const connection = (state: string) => ['onConnectionStateChanged', { state }];

  it('goes on when the missed events follow', async () => {
    await enter();
    const asked = server.sent('getUserList').length;
    await comeBack({ roomId: 'r1', seq: 3, replay: true });
    expect(told).toEqual([connection('reconnecting'), connection('connected')]);
    expect(server.sent('getUserList')).toHaveLength(asked);
    expect(server.sent('login').at(-1)).toMatchObject({ resume: { token: 'token-1', seq: 3 } });
  });

  it('takes a fresh snapshot, tells the difference and publishes again', async () => {
    await enter();
    await engine.openLocalCamera();
    members = [{ userId: 'ann', userRole: TUIRole.kRoomOwner }, { userId: 'cai' }];
    await comeBack({ roomId: 'r1', seq: 3, replay: false });
    expect(told.map(([name]) => name)).toEqual([
      'onConnectionStateChanged',
      'onConnectionStateChanged',
      'onRemoteUserLeaveRoom',
      'onRemoteUserEnterRoom',
    ]);
    expect(server.sent('publish')).toHaveLength(2);
  });

  it('enters anew when its member is gone', async () => {
    await enter();
    await comeBack();
    expect(server.sent('enterRoom')).toHaveLength(2);
  });

  it('says that the room is gone when it is', async () => {
    await enter();
    server.handlers['enterRoom'] = () => refuse(-2100, 'No such room');
    await comeBack();
    expect(told.at(-1)).toEqual(['onRoomDismissed', { roomId: 'r1', reason: 2 }]);
  });

  it('does not enter again what a reloaded page is still in, and takes back what that page sent', async () => {
    members = [{ userId: 'ann', userRole: TUIRole.kRoomOwner, hasVideoStream: true }];
    server.handlers['login'] = () => login({ resumed: { roomId: 'r1', seq: 3, replay: true } });
    await TUIRoomEngine.login({ sdkAppId: 7, userId: 'ann', userSig: 'sig' });
    await enter();
    expect(server.sent('enterRoom')).toHaveLength(0);
    expect(server.sent('unpublish')).toEqual([{ stream: 'camera' }]);
  });
});
