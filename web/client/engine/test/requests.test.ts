import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  TUIMediaDevice,
  TUIRequestAction,
  TUIRequestCallbackType,
  TUIRoomEngine,
  TUIRoomEvents,
  type EngineEvents,
  type TUIRequestCallback,
} from '../src';
import { fakeDevices, fakePeerConnections } from './fakeMedia';
import { FakeServer, login, refuse, roomInfo, settled } from './fakeServer';

let server: FakeServer;
let engine: TUIRoomEngine;
let devices: ReturnType<typeof fakeDevices>;
let told: [keyof EngineEvents, unknown][];
let outcomes: TUIRequestCallback[];

const listen = (...events: TUIRoomEvents[]) =>
  events.forEach((event) => engine.on(event, (payload) => told.push([event, payload])));
const request = (requestId: string, changes: object = {}) => ({
  requestAction: TUIRequestAction.kRequestToTakeSeat,
  timestamp: 1,
  requestId,
  userId: 'bob',
  userName: 'Bob',
  nameCard: '',
  avatarUrl: '',
  content: '',
  ...changes,
});
const inRoom = (seq: number) => ({ roomId: 'r1', seq });
const outcome = (requestId: string, requestCallbackType: TUIRequestCallbackType, seq = 9) => ({
  ...inRoom(seq),
  requestId,
  requestCallbackType,
  userId: 'bob',
  code: 0,
  message: '',
});
const received = (requestId: string, changes: object = {}) =>
  server.notify('onRequestReceived', { ...inRoom(4), request: request(requestId, changes) });
const ended = (method: string, requestId: string) =>
  server.notify(method, {
    ...inRoom(5),
    requestId,
    userId: 'bob',
    request: request(requestId),
    userInfo: { userId: 'bob' },
  });
const requestCallback = (callback: TUIRequestCallback) => outcomes.push(callback);

beforeEach(async () => {
  vi.useFakeTimers();
  sessionStorage.clear();
  fakePeerConnections();
  devices = fakeDevices();
  server = new FakeServer();
  vi.stubGlobal('WebSocket', function () {
    return server.open();
  });
  told = [];
  outcomes = [];
  const ann = { userId: 'ann', userName: 'Ann' };
  server.handlers['login'] = () => login();
  server.handlers['publish'] = () => ({ sdp: 'answer' });
  server.handlers['enterRoom'] = () => ({ roomInfo: roomInfo(), self: ann, seq: 3 });
  server.handlers['fetchRoomInfo'] = () => ({ ...roomInfo(), seq: 3 });
  server.handlers['getUserList'] = () => ({ userList: [ann], nextSequence: 0, seq: 3 });
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
const names = () => told.map(([name]) => name);

describe('who decides no more', () => {
  it('is not asked any more what the hosts are asked, but what it is asked itself', async () => {
    await enter();
    const role = (userRole: number, seq: number) =>
      server.notify('onUserRoleChanged', {
        ...inRoom(seq),
        userId: 'ann',
        userRole,
        userInfo: { userId: 'ann', userRole },
      });
    role(1, 4);
    received('q1');
    received('q2', { requestAction: TUIRequestAction.kRequestToOpenRemoteCamera });
    await settled();
    listen(TUIRoomEvents.onRequestCancelled, TUIRoomEvents.onRequestReceived);
    role(2, 5);
    await settled();
    expect(told).toMatchObject([['onRequestCancelled', { requestId: 'q1', userId: 'bob' }]]);
    role(1, 6);
    received('q1');
    await settled();
    expect(names()).toEqual(['onRequestCancelled', 'onRequestReceived']);
  });
});

describe('who asks', () => {
  it('gets the request, and once its outcome', async () => {
    await enter();
    server.handlers['takeSeat'] = () => ({ requestId: 'q1', request: request('q1', { userId: 'ann' }) });
    const asked = await engine.takeSeat({ seatIndex: -1, timeout: 60, requestCallback });
    expect(asked).toMatchObject({ requestId: 'q1', userId: 'ann' });
    expect(server.sent('takeSeat')).toEqual([{ seatIndex: -1, timeout: 60 }]);
    expect(outcomes).toEqual([]);
    server.notify('onRequestCallback', outcome('q1', TUIRequestCallbackType.kRequestAccepted));
    server.notify('onRequestCallback', outcome('q1', TUIRequestCallbackType.kRequestAccepted));
    await settled();
    expect(outcomes).toEqual([
      { requestId: 'q1', requestCallbackType: 0, userId: 'bob', code: 0, message: '' },
    ]);
  });

  it('asks the host of another room', async () => {
    await enter();
    server.handlers['connectOtherRoom'] = () => ({
      requestId: 'q3',
      request: request('q3', { userId: 'ann', requestAction: 3 }),
    });
    const asked = await engine.connectOtherRoom({
      roomId: 'r2',
      userId: 'bert',
      timeout: 9,
      requestCallback,
    });
    expect(asked.requestAction).toBe(TUIRequestAction.kRequestToConnectOtherRoom);
    expect(server.sent('connectOtherRoom')).toEqual([{ roomId: 'r2', userId: 'bert', timeout: 9 }]);
    server.notify('onRequestCallback', outcome('q3', TUIRequestCallbackType.kRequestAccepted));
    await settled();
    expect(outcomes).toMatchObject([{ requestId: 'q3', requestCallbackType: 0 }]);
    const otherRoom = { roomId: 'r2', userInfo: { userId: 'bert' } };
    server.notify('onOtherRoomConnected', { ...inRoom(10), otherRoom });
    await settled();
    expect(engine.getOtherRoom()).toMatchObject(otherRoom);
    await engine.disconnectOtherRoom();
    expect(server.sent('disconnectOtherRoom')).toHaveLength(1);
  });

  it('is accepted at once where nobody needs to be asked', async () => {
    await enter();
    const asked = await engine.takeSeat({ seatIndex: 0, timeout: 0, requestCallback });
    expect(asked).toMatchObject({ requestId: '', userId: 'ann', userName: 'Ann' });
    expect(outcomes).toMatchObject([{ requestId: '', requestCallbackType: 0, userId: 'ann' }]);
  });

  it('gets an outcome that overtakes the answer', async () => {
    await enter();
    server.handlers['openRemoteDeviceByAdmin'] = () => {
      server.notify('onRequestCallback', outcome('q2', TUIRequestCallbackType.kRequestRejected));
      return { requestId: 'q2', request: request('q2') };
    };
    const device = TUIMediaDevice.kCamera;
    await engine.openRemoteDeviceByAdmin({ userId: 'bob', device, timeout: 0, requestCallback });
    await settled();
    expect(outcomes).toMatchObject([{ requestId: 'q2', requestCallbackType: 1 }]);
  });

  it('is refused with the code of the server', async () => {
    await enter();
    server.handlers['takeUserOnSeatByAdmin'] = () => refuse(-2312, 'Asked already');
    const asked = engine.takeUserOnSeatByAdmin({ seatIndex: 0, userId: 'bob', timeout: 0, requestCallback });
    await expect(asked).rejects.toMatchObject({ code: -2312 });
    expect(outcomes).toEqual([]);
  });

  it('learns that nothing comes of it any more when the meeting is over', async () => {
    await enter();
    server.handlers['applyToAdminToOpenLocalDevice'] = () => ({ requestId: 'q3', request: request('q3') });
    const device = TUIMediaDevice.kScreen;
    await engine.applyToAdminToOpenLocalDevice({ device, timeout: 0, requestCallback });
    server.notify('onRoomDismissed', { roomId: 'r1', reason: 1, seq: 9 });
    await settled();
    expect(outcomes).toMatchObject([{ requestId: 'q3', requestCallbackType: 4, code: -2101 }]);
  });

  it('must be in a room', async () => {
    await expect(engine.takeSeat({ seatIndex: 0 })).rejects.toMatchObject({ code: -2101 });
  });
});

describe('who is asked', () => {
  it('is told once, and of the end', async () => {
    await enter();
    listen(
      TUIRoomEvents.onRequestReceived,
      TUIRoomEvents.onRequestCancelled,
      TUIRoomEvents.onRequestProcessed,
    );
    received('q1');
    received('q1');
    ended('onRequestProcessed', 'q1');
    ended('onRequestProcessed', 'q1');
    received('q2');
    ended('onRequestCancelled', 'q2');
    ended('onRequestCancelled', 'unknown');
    await settled();
    expect(names()).toEqual([
      'onRequestReceived',
      'onRequestProcessed',
      'onRequestReceived',
      'onRequestCancelled',
    ]);
    expect(told[1]?.[1]).toMatchObject({ requestId: 'q1', userId: 'bob', userInfo: { userRole: 2 } });
  });

  it('is told what was open when it entered, after it has entered', async () => {
    listen(TUIRoomEvents.onRequestReceived);
    server.handlers['enterRoom'] = () => {
      queueMicrotask(() => received('q1'));
      return { roomInfo: roomInfo(), self: { userId: 'ann' }, seq: 3 };
    };
    const entering = enter();
    await settled();
    await entering;
    expect(told).toMatchObject([['onRequestReceived', { request: { requestId: 'q1' } }]]);
  });

  it('is told after a reload too, where it is still in the room', async () => {
    engine.destroy();
    await TUIRoomEngine.logout();
    server.handlers['login'] = () => {
      queueMicrotask(() => {
        received('q1');
        received('q2');
        ended('onRequestCancelled', 'q2');
      });
      return login({ resumed: { roomId: 'r1', seq: 3, replay: false } });
    };
    engine = new TUIRoomEngine();
    listen(TUIRoomEvents.onRequestReceived);
    await TUIRoomEngine.login({ sdkAppId: 7, userId: 'ann', userSig: 'sig' });
    await settled();
    expect(told).toEqual([]);
    await enter();
    expect(server.sent('enterRoom')).toEqual([]);
    expect(names()).toEqual(['onRequestReceived']);
  });

  it('opens its microphone by agreeing, and not by refusing', async () => {
    await enter();
    const requestAction = TUIRequestAction.kRequestToOpenRemoteMicrophone;
    received('q1', { requestAction });
    received('q2', { requestAction });
    await settled();
    await engine.responseRemoteRequest({ requestId: 'q1', agree: false });
    expect(devices.given).toEqual([]);
    await engine.responseRemoteRequest({ requestId: 'q2', agree: true });
    expect(devices.given).toHaveLength(1);
    expect(server.sent('responseRemoteRequest')).toEqual([
      { requestId: 'q1', agree: false },
      { requestId: 'q2', agree: true },
    ]);
  });

  it('opens nothing when the answer is refused', async () => {
    await enter();
    received('q1', { requestAction: TUIRequestAction.kRequestToOpenRemoteCamera });
    await settled();
    server.handlers['responseRemoteRequest'] = () => refuse(-2311, 'Too late');
    await expect(engine.responseRemoteRequest({ requestId: 'q1', agree: true })).rejects.toMatchObject({
      code: -2311,
    });
    expect(devices.given).toEqual([]);
  });

  it('lists the applications for seats', async () => {
    await enter();
    server.handlers['getSeatApplicationList'] = () => ({ requestList: [request('q1')], seq: 3 });
    expect(await engine.getSeatApplicationList()).toMatchObject([{ requestId: 'q1', userName: 'Bob' }]);
  });
});
