import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TUIMediaDevice, TUIRole, TUIRoomEngine, TUIRoomEvents, type EngineEvents } from '../src';
import { fakeDevices, fakePeerConnections } from './fakeMedia';
import { FakeServer, login, refuse, roomInfo, settled } from './fakeServer';

let server: FakeServer;
let engine: TUIRoomEngine;
let devices: ReturnType<typeof fakeDevices>;
let told: [keyof EngineEvents, unknown][];

beforeEach(async () => {
  sessionStorage.clear();
  vi.stubGlobal('MediaStream', class extends EventTarget {});
  fakePeerConnections();
  devices = fakeDevices();
  server = new FakeServer();
  vi.stubGlobal('WebSocket', function () {
    return server.open();
  });
  told = [];
  const userList = [
    { userId: 'ann', hasAudioStream: true, hasVideoStream: true, hasScreenStream: true },
    { userId: 'bob', userRole: TUIRole.kRoomOwner },
  ];
  server.handlers['login'] = () => login();
  server.handlers['publish'] = () => ({ sdp: 'answer' });
  server.handlers['enterRoom'] = () => ({ roomInfo: roomInfo(), self: userList[0], seq: 3 });
  server.handlers['fetchRoomInfo'] = () => ({ ...roomInfo(), seq: 3 });
  server.handlers['getUserList'] = () => ({ userList, nextSequence: 0, seq: 3 });
  engine = new TUIRoomEngine();
  TUIRoomEngine.setServer('http://meet.example');
  await TUIRoomEngine.login({ sdkAppId: 7, userId: 'ann', userSig: 'sig' });
  await engine.enterRoom({ roomId: 'r1' });
});

afterEach(async () => {
  engine.destroy();
  await TUIRoomEngine.logout();
  vi.unstubAllGlobals();
});

const listen = (...events: TUIRoomEvents[]) =>
  events.forEach((event) => engine.on(event, (payload) => told.push([event, payload])));
const local = () => ({
  microphone: devices.given.some((track) => track.kind === 'audio' && track.readyState === 'live'),
  pictures: devices.given.filter((track) => track.kind === 'video' && track.readyState === 'live').length,
});

async function openAll(): Promise<void> {
  await engine.openLocalCamera();
  await engine.openLocalMicrophone();
  await engine.startScreenSharing();
}

describe('who decides about others', () => {
  it('says it to the server', async () => {
    await engine.updateRoomNameByAdmin({ roomName: 'Monthly' });
    await engine.updateRoomPasswordByAdmin({ password: 'secret' });
    await engine.disableDeviceForAllUserByAdmin({ device: TUIMediaDevice.kMicrophone, isDisable: true });
    await engine.closeRemoteDeviceByAdmin({ userId: 'bob', device: TUIMediaDevice.kScreen });
    await engine.changeUserRole({ userId: 'bob', userRole: TUIRole.kAdministrator });
    await engine.changeUserNameCard({ userId: 'bob', nameCard: 'Bobby' });
    await engine.setCustomInfoForUser({ userId: 'bob', customInfo: { team: 'red' } });
    await engine.addCategoryTagForUsers({ tag: 1000, userList: ['bob'] });
    await engine.removeCategoryTagForUsers({ tag: 1000, userList: ['bob'] });
    await engine.kickRemoteUserOutOfRoom({ userId: 'bob', reason: 'noise' });
    await engine.kickRemoteUserOutOfRoom({ userId: 'bob' });
    await engine.changeUserRole({ userId: 'bob', role: TUIRole.kGeneralUser });
    expect(server.sent('changeUserRole').at(-1)).toEqual({ userId: 'bob', userRole: TUIRole.kGeneralUser });
    expect(server.requests.slice(-12, -1).map(({ method, params }) => [method, params])).toEqual([
      ['updateRoomNameByAdmin', { roomName: 'Monthly' }],
      ['updateRoomPasswordByAdmin', { password: 'secret' }],
      ['disableDeviceForAllUserByAdmin', { device: 1, isDisable: true }],
      ['closeRemoteDeviceByAdmin', { userId: 'bob', device: 3 }],
      ['changeUserRole', { userId: 'bob', userRole: 1 }],
      ['changeUserNameCard', { userId: 'bob', nameCard: 'Bobby' }],
      ['setCustomInfoForUser', { userId: 'bob', customInfo: { team: 'red' } }],
      ['addCategoryTagForUsers', { tag: 1000, userList: ['bob'] }],
      ['removeCategoryTagForUsers', { tag: 1000, userList: ['bob'] }],
      ['kickRemoteUserOutOfRoom', { userId: 'bob', reason: 'noise' }],
      ['kickRemoteUserOutOfRoom', { userId: 'bob' }],
    ]);
  });

  it('learns why it may not', async () => {
    server.handlers['changeUserRole'] = () => refuse(-2300, 'Only the owner may do this.');
    await expect(
      engine.changeUserRole({ userId: 'bob', userRole: TUIRole.kAdministrator }),
    ).rejects.toMatchObject({ code: -2300, message: 'Only the owner may do this.' });
  });

  it('lists members by tag, with all their fields', async () => {
    server.handlers['getUserListByTag'] = () => ({ userList: [{ userId: 'bob' }], nextSequence: 9, seq: 4 });
    const page = await engine.getUserListByTag({ tag: 1000 });
    expect(server.sent('getUserListByTag')).toEqual([{ tag: 1000, nextSequence: 0 }]);
    expect([...page]).toMatchObject([{ userId: 'bob', userName: '', userRole: 2 }]);
    expect(page.nextSequence).toBe(9);
  });

  it('gives the room away: both roles and the owner change', async () => {
    listen(TUIRoomEvents.onUserRoleChanged);
    const change = (userId: string, userRole: TUIRole, seq: number) =>
      server.notify('onUserRoleChanged', {
        roomId: 'r1',
        userId,
        userRole,
        userInfo: { userId, userRole },
        seq,
      });
    change('bob', TUIRole.kGeneralUser, 4);
    change('ann', TUIRole.kRoomOwner, 5);
    await settled();
    expect(told.map(([, payload]) => payload)).toMatchObject([
      { userId: 'bob', userRole: 2 },
      { userId: 'ann', userRole: 0 },
    ]);
  });
});

describe('whose device a host has closed', () => {
  const sound = (userId: string, reason: number, seq: number) =>
    server.notify('onUserAudioStateChanged', { roomId: 'r1', userId, hasAudio: false, reason, seq });
  const picture = (streamType: number, reason: number, seq: number) =>
    server.notify('onUserVideoStateChanged', {
      roomId: 'r1',
      userId: 'ann',
      streamType,
      hasVideo: false,
      reason,
      seq,
    });

  it('lets go of that one, and tells the application by whom', async () => {
    await openAll();
    listen(TUIRoomEvents.onUserAudioStateChanged);
    sound('ann', 1, 4);
    await settled();
    expect(local()).toEqual({ microphone: false, pictures: 2 });
    expect(told).toEqual([['onUserAudioStateChanged', { userId: 'ann', hasAudio: false, reason: 1 }]]);
    picture(0, 1, 5);
    await settled();
    expect(local().pictures).toBe(1);
    picture(1, 1, 6);
    await settled();
    expect(local().pictures).toBe(0);
  });

  it('keeps what it closed elsewhere, and what others close', async () => {
    await openAll();
    sound('bob', 1, 4);
    sound('ann', 0, 5);
    picture(0, 0, 6);
    await settled();
    expect(local()).toEqual({ microphone: true, pictures: 2 });
  });

  it('may open it again', async () => {
    await engine.openLocalMicrophone();
    sound('ann', 1, 4);
    await settled();
    await engine.openLocalMicrophone();
    expect(local().microphone).toBe(true);
    expect(server.sent('setPublishing').map(({ audio }) => audio)).toEqual([false, true]);
  });
});
