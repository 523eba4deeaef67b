// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { Emitter } from '../src/emitter';
import { Room, userOf } from '../src/room';
import { seatOf } from '../src/seats';
import type { EngineEvents, TUIRoomInfo } from '../src/types';
import type { WireSeat } from '../src/wire/protocol';
import { roomInfo } from './fakeServer';

const info = roomInfo({ isSeatEnabled: true, maxSeatCount: 3 }) as TUIRoomInfo;
const users = ['ann', 'bob'].map((userId) => userOf({ userId }));
const seats = (...taken: string[]) => taken.map((userId, index) => seatOf({ index, userId }));
const snapshot = (seq: number, ...taken: string[]) => ({
  roomInfo: info,
  users,
  seats: seats(...taken),
  seq,
});
const list = (seq: number, ...seatList: WireSeat[]) => ({
  method: 'onSeatListChanged' as const,
  params: { roomId: 'r1', seatList, seatedList: [], leftList: [], seq },
});
const takenOff = (seq: number, seatIndex: number) => ({
  method: 'onKickedOffSeat' as const,
  params: { roomId: 'r1', seatIndex, userId: 'ann', userInfo: { userId: 'ann' }, data: 'time over', seq },
});

let room: Room;
let changes: EngineEvents['onSeatListChanged'][];
let kicks: EngineEvents['onKickedOffSeat'][];
let counts: number[];

beforeEach(async () => {
  const events = new Emitter<EngineEvents>();
  changes = [];
  kicks = [];
  counts = [];
  events.on('onSeatListChanged', (change) => changes.push(change));
  events.on('onKickedOffSeat', (kick) => kicks.push(kick));
  events.on('onRoomMaxSeatCountChanged', ({ maxSeatNumber }) => counts.push(maxSeatNumber));
  room = new Room(info, 'ann', events);
  await room.load(() => Promise.resolve(snapshot(10, '', 'ann', '')), true);
});

describe('the seats of a room', () => {
  it('are known from the beginning, without an event', () => {
    expect(room.ownSeat?.index).toBe(1);
    expect(changes).toEqual([]);
  });

  it('say who sat down and who went, with all their fields', () => {
    room.accept(list(11, { index: 0, userId: 'ann' }, { index: 1, userId: 'bob' }, { index: 2 }));
    expect(changes).toHaveLength(1);
    expect(changes[0]?.seatList).toEqual(seats('ann', 'bob', ''));
    expect(changes[0]?.seatedList.map(({ index, userId }) => [index, userId])).toEqual([
      [0, 'ann'],
      [1, 'bob'],
    ]);
    expect(changes[0]?.leftList.map(({ index, userId }) => [index, userId])).toEqual([[1, 'ann']]);
    expect(room.ownSeat?.index).toBe(0);
  });

  it('tell a lock, though nobody moves', () => {
    room.accept(
      list(11, { index: 0, locked: true }, { index: 1, userId: 'ann', isAudioLocked: true }, { index: 2 }),
    );
    expect(changes[0]).toMatchObject({ seatedList: [], leftList: [] });
    expect(room.ownSeat?.isAudioLocked).toBe(true);
  });

  it('tell a repeated or old list once', () => {
    const change = list(11, { index: 0, userId: 'bob' }, { index: 1, userId: 'ann' }, { index: 2 });
    room.accept(change);
    room.accept(change);
    room.accept(list(9, { index: 0 }, { index: 1 }, { index: 2 }));
    expect(changes).toHaveLength(1);
    expect(room.ownSeat?.index).toBe(1);
  });

  it('tell the difference of a fresh snapshot', async () => {
    await room.load(() => Promise.resolve(snapshot(50, 'bob', '', '')), false);
    expect(changes).toMatchObject([
      { seatedList: [{ index: 0, userId: 'bob' }], leftList: [{ index: 1, userId: 'ann' }] },
    ]);
    expect(room.ownSeat).toBeUndefined();
  });

  it('tell the one who was taken off, once, before the list without it', () => {
    room.accept(takenOff(11, 1));
    room.accept(list(12, { index: 0 }, { index: 1 }, { index: 2 }));
    room.accept(takenOff(12, 1));
    expect(kicks).toEqual([
      { seatIndex: 1, userId: 'ann', userInfo: userOf({ userId: 'ann' }), data: 'time over' },
    ]);
  });

  it('become more', () => {
    room.accept({ method: 'onRoomMaxSeatCountChanged', params: { roomId: 'r1', maxSeatNumber: 4, seq: 11 } });
    expect(counts).toEqual([4]);
    expect(room.info.maxSeatCount).toBe(4);
  });
});
