// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { Emitter } from '../src/emitter';
import { Room, userOf } from '../src/room';
import type { EngineEvents, TUIRoomInfo } from '../src/types';
import { roomInfo } from './fakeServer';

const info = (changes: object = {}) => roomInfo(changes) as TUIRoomInfo;
const snapshot = (users: string[], seq: number, changes: object = {}) => ({
  roomInfo: info({ roomMemberCount: users.length, ...changes }),
  users: users.map((userId) => userOf({ userId })),
  seats: [],
  seq,
});

let room: Room;
let told: [string, unknown][];

beforeEach(async () => {
  const events = new Emitter<EngineEvents>();
  told = [];
  const names: (keyof EngineEvents)[] = [
    'onRemoteUserEnterRoom',
    'onRemoteUserLeaveRoom',
    'onRoomUserCountChanged',
    'onUserVideoStateChanged',
    'onUserAudioStateChanged',
    'onUserInfoChanged',
    'onUserRoleChanged',
    'onRoomNameChanged',
    'onAllUserCameraDisableChanged',
    'onOtherRoomConnected',
    'onOtherRoomDisconnected',
  ];
  for (const name of names) events.on(name, (payload) => told.push([name, payload]));
  room = new Room(info(), 'ann', events);
  await room.load(() => Promise.resolve(snapshot(['ann', 'bob'], 10)), true);
});

const connected = (seq: number, host: object = {}) => ({
  method: 'onOtherRoomConnected' as const,
  params: { roomId: 'r1', otherRoom: { roomId: 'r2', userInfo: { userId: 'bert', ...host } }, seq },
});
const names = () => told.map(([name]) => name);
const video = (seq: number, hasVideo: boolean) => ({
  method: 'onUserVideoStateChanged' as const,
  params: { roomId: 'r1', userId: 'bob', streamType: 0, hasVideo, reason: 0, seq },
});

describe('a room', () => {
  it('tells nothing of those who were there before', () => expect(told).toEqual([]));

  it('ignores repeated events', () => {
    room.accept(video(11, true));
    room.accept(video(11, true));
    room.accept(video(9, false));
    expect(names()).toEqual(['onUserVideoStateChanged']);
    expect(room.members.get('bob')?.hasVideoStream).toBe(true);
  });

  it('takes all events of one operation, which share a number', () => {
    room.accept({
      method: 'onRemoteUserEnterRoom',
      params: { roomId: 'r1', userInfo: { userId: 'cai' }, seq: 11 },
    });
    room.accept({ method: 'onRoomUserCountChanged', params: { roomId: 'r1', userCount: 3, seq: 11 } });
    expect(names()).toEqual(['onRemoteUserEnterRoom', 'onRoomUserCountChanged']);
  });

  it('ignores events of another room', () => {
    room.accept({ method: 'onRoomUserCountChanged', params: { roomId: 'r2', userCount: 5, seq: 99 } });
    expect(told).toEqual([]);
  });

  it('unfolds the changes of a big room', () => {
    const params = {
      roomId: 'r1',
      entered: [{ userId: 'cai' }, { userId: 'dan' }],
      left: [{ userId: 'bob' }],
      userCount: 3,
      seq: 11,
    };
    room.accept({ method: 'onRemoteUsersChanged', params });
    expect(names()).toEqual([
      'onRemoteUserLeaveRoom',
      'onRemoteUserEnterRoom',
      'onRemoteUserEnterRoom',
      'onRoomUserCountChanged',
    ]);
  });

  it('turns a fresh snapshot into what happened meanwhile', async () => {
    const fresh = snapshot(['ann', 'cai'], 50, { roomName: 'Renamed', isCameraDisableForAllUser: true });
    await room.load(() => Promise.resolve(fresh), false);
    expect(told).toEqual([
      ['onRemoteUserLeaveRoom', { roomId: 'r1', userInfo: userOf({ userId: 'bob' }) }],
      ['onRemoteUserEnterRoom', { roomId: 'r1', userInfo: userOf({ userId: 'cai' }) }],
      ['onRoomNameChanged', { roomId: 'r1', roomName: 'Renamed' }],
      ['onAllUserCameraDisableChanged', { isDisable: true }],
    ]);
  });

  it('tells what a member turned on or became while we were away', async () => {
    const fresh = snapshot(['ann'], 50);
    fresh.users.push(userOf({ userId: 'bob', hasVideoStream: true, hasAudioStream: true, userRole: 1 }));
    fresh.roomInfo.roomMemberCount = 2;
    await room.load(() => Promise.resolve(fresh), false);
    expect(names()).toEqual([
      'onUserRoleChanged',
      'onUserInfoChanged',
      'onUserAudioStateChanged',
      'onUserVideoStateChanged',
    ]);
  });

  it('applies events that come while a snapshot is fetched after it', async () => {
    await room.load(() => {
      const params = { roomId: 'r1', userInfo: { userId: 'cai' }, seq: 21 };
      room.accept({ method: 'onRemoteUserEnterRoom', params });
      room.accept(video(19, true));
      return Promise.resolve(snapshot(['ann', 'bob'], 20));
    }, false);
    expect(names()).toEqual(['onRemoteUserEnterRoom']);
    expect([...room.members.keys()]).toEqual(['ann', 'bob', 'cai']);
  });

  it('tells a role once, though two events bring it, and knows its new owner', () => {
    const userInfo = { userId: 'bob', userName: 'Bob', userRole: 0 };
    const params = { roomId: 'r1', userInfo, seq: 11 };
    room.accept({ method: 'onUserRoleChanged', params: { ...params, userId: 'bob', userRole: 0 } });
    room.accept({ method: 'onUserInfoChanged', params });
    expect(names()).toEqual(['onUserRoleChanged', 'onUserInfoChanged']);
    expect(room.info).toMatchObject({ roomOwner: 'bob', ownerId: 'bob', ownerName: 'Bob' });
  });

  it('reads fields that were left out as their defaults', () => {
    room.accept({
      method: 'onUserInfoChanged',
      params: { roomId: 'r1', userInfo: { userId: 'bob', userRole: 1 }, seq: 11 },
    });
    room.accept({
      method: 'onUserInfoChanged',
      params: { roomId: 'r1', userInfo: { userId: 'bob' }, seq: 12 },
    });
    expect(room.members.get('bob')?.userRole).toBe(2);
  });
});

describe('a room that is connected with another', () => {
  it('knows its host, who is no member', () => {
    room.accept(connected(11, { userName: 'Bert' }));
    room.accept(connected(11, { userName: 'Bert' }));
    expect(names()).toEqual(['onOtherRoomConnected']);
    expect(room.otherRoom).toMatchObject({ roomId: 'r2', userInfo: { userId: 'bert', userName: 'Bert' } });
    expect(room.person('bert')?.userName).toBe('Bert');
    expect(room.members.has('bert')).toBe(false);
  });

  it('tells what the host sends and is called from then on', () => {
    room.accept(connected(11));
    room.accept(connected(12, { hasVideoStream: true }));
    room.accept(connected(13, { hasVideoStream: true, hasAudioStream: true, userName: 'Bert' }));
    expect(told.slice(1)).toMatchObject([
      ['onUserVideoStateChanged', { userId: 'bert', streamType: 0, hasVideo: true }],
      ['onUserInfoChanged', { userInfo: { userId: 'bert', userName: 'Bert' } }],
      ['onUserAudioStateChanged', { userId: 'bert', hasAudio: true }],
    ]);
    expect(room.person('bert')?.hasVideoStream).toBe(true);
  });

  it('tells the end, once', () => {
    const end = (seq: number) => ({
      method: 'onOtherRoomDisconnected' as const,
      params: { roomId: 'r1', otherRoomId: 'r2', seq },
    });
    room.accept(connected(11));
    room.accept(end(12));
    room.accept(end(12));
    expect(names()).toEqual(['onOtherRoomConnected', 'onOtherRoomDisconnected']);
    expect(room.otherRoom).toBeNull();
    expect(room.person('bert')).toBeUndefined();
  });

  it('learns from a snapshot what it missed', async () => {
    const otherRoom = { roomId: 'r2', userInfo: userOf({ userId: 'bert' }) };
    await room.load(() => Promise.resolve({ ...snapshot(['ann', 'bob'], 20), otherRoom }), false);
    expect(names()).toEqual(['onOtherRoomConnected']);
    await room.load(() => Promise.resolve(snapshot(['ann', 'bob'], 21)), false);
    expect(names()).toEqual(['onOtherRoomConnected', 'onOtherRoomDisconnected']);
  });
});
