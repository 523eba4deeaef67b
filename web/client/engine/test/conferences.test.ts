import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  TUIConferenceCancelReason,
  TUIConferenceListManagerEvents,
  TUIConferenceStatus,
  TUIRoomEngine,
  type TUIConferenceInfo,
  type TUIConferenceListManager,
} from '../src';
import { FakeServer, login, refuse, roomInfo, settled } from './fakeServer';

let server: FakeServer;
let engine: TUIRoomEngine;
let conferences: TUIConferenceListManager;
let told: [string, unknown][];

const conference = (roomId: string): TUIConferenceInfo => ({
  scheduleStartTime: 1_795_341_600,
  scheduleEndTime: 1_795_345_200,
  scheduleAttendees: ['bob'],
  reminderSecondsBeforeStart: 600,
  status: TUIConferenceStatus.kConferenceStatusNotStarted,
  basicRoomInfo: roomInfo({ roomId }),
});

beforeEach(async () => {
  vi.useFakeTimers();
  sessionStorage.clear();
  server = new FakeServer();
  vi.stubGlobal('WebSocket', function () {
    return server.open();
  });
  server.handlers['login'] = () => login();
  engine = new TUIRoomEngine();
  TUIRoomEngine.setServer('http://meet.example');
  await TUIRoomEngine.login({ sdkAppId: 7, userId: 'ann', userSig: 'sig' });
  conferences = engine.getConferenceListManager();
  told = [];
  Object.values(TUIConferenceListManagerEvents).forEach((event) =>
    conferences.on(event, (payload) => told.push([event, payload])),
  );
});

afterEach(async () => {
  engine.destroy();
  await TUIRoomEngine.logout();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('planned conferences', () => {
  it('are planned, changed and cancelled outside of a room', async () => {
    const plan = { roomId: 'r1', scheduleStartTime: 1, scheduleEndTime: 2, scheduleAttendees: ['bob'] };
    await conferences.scheduleConference(plan);
    await conferences.updateConferenceInfo({ roomId: 'r1', roomName: 'Monthly' });
    await conferences.addAttendeesByAdmin({ roomId: 'r1', userIdList: ['cai'] });
    await conferences.removeAttendeesByAdmin({ roomId: 'r1', userIdList: ['bob'] });
    await conferences.cancelConference({ roomId: 'r1' });
    expect(server.requests.slice(1).map(({ method, params }) => [method, params])).toEqual([
      ['scheduleConference', plan],
      ['updateConferenceInfo', { roomId: 'r1', roomName: 'Monthly' }],
      ['addAttendeesByAdmin', { roomId: 'r1', userIdList: ['cai'] }],
      ['removeAttendeesByAdmin', { roomId: 'r1', userIdList: ['bob'] }],
      ['cancelConference', { roomId: 'r1' }],
    ]);
  });

  it('are refused with the code', async () => {
    server.handlers['cancelConference'] = () => refuse(-2300, 'not yours');
    await expect(conferences.cancelConference({ roomId: 'r1' })).rejects.toMatchObject({ code: -2300 });
  });

  it('come page by page, as an array that says where to go on', async () => {
    server.handlers['fetchScheduledConferenceList'] = ({ cursor }) =>
      cursor === ''
        ? { conferenceList: [conference('r1'), conference('r2')], cursor: '5:r2' }
        : { conferenceList: [conference('r3')], cursor: '' };
    const first = await conferences.fetchScheduledConferenceList({ cursor: '', count: 2 });
    expect(first.map(({ basicRoomInfo }) => basicRoomInfo.roomId)).toEqual(['r1', 'r2']);
    expect(first.conferenceList).toHaveLength(2);
    const statusArray = [TUIConferenceStatus.kConferenceStatusRunning];
    const { cursor } = first;
    const next = await conferences.fetchScheduledConferenceList({ statusArray, cursor, count: 2 });
    expect(next.cursor).toBe('');
    expect(server.sent('fetchScheduledConferenceList')[1]).toEqual({
      statusArray: [2],
      cursor: '5:r2',
      count: 2,
    });
  });

  it('say who is invited, with all fields of a user', async () => {
    server.handlers['fetchAttendeeList'] = () => ({
      attendeeList: [{ userId: 'bob', userName: 'Bob', avatarUrl: '' }],
      cursor: '',
      totalAttendeeCount: 1,
    });
    const page = await conferences.fetchAttendeeList({ roomId: 'r1', cursor: '', count: 20 });
    expect(page[0]).toMatchObject({ userId: 'bob', userName: 'Bob', hasAudioStream: false });
    expect(page.totalAttendeeCount).toBe(1);
  });

  it('are told of, each event with its payload', async () => {
    const conferenceInfo = conference('r1');
    const by = { userId: 'bob', userName: 'Bob', avatarUrl: '' };
    const { kConferenceCancelReasonRemovedFromAttendees: reason } = TUIConferenceCancelReason;
    const conferenceModifyInfo = { scheduleEndTime: 5, basicRoomInfo: { roomId: 'r1', roomName: 'New' } };
    server.notify('onConferenceScheduled', { conferenceInfo });
    server.notify('onConferenceWillStart', { conferenceInfo });
    server.notify('onConferenceInfoChanged', { conferenceModifyInfo });
    server.notify('onScheduleAttendeesChanged', { roomId: 'r1', leftUsers: [], joinedUsers: [by] });
    server.notify('onConferenceStatusChanged', { roomId: 'r1', status: 2 });
    server.notify('onConferenceCancelled', { roomId: 'r1', reason, operateUser: by });
    await settled();
    expect(told).toMatchObject([
      ['onConferenceScheduled', { conferenceInfo }],
      ['onConferenceWillStart', { conferenceInfo }],
      ['onConferenceInfoChanged', { conferenceModifyInfo }],
      ['onScheduleAttendeesChanged', { roomId: 'r1', leftUsers: [], joinedUsers: [{ ...by, nameCard: '' }] }],
      ['onConferenceStatusChanged', { roomId: 'r1', status: 2 }],
      ['onConferenceCancelled', { roomId: 'r1', reason: 1, operateUser: { ...by, userRole: 2 } }],
    ]);
  });

  it('are told of no more after the engine is gone', async () => {
    engine.destroy();
    server.notify('onConferenceStatusChanged', { roomId: 'r1', status: 2 });
    await settled();
    expect(told).toEqual([]);
  });
});
