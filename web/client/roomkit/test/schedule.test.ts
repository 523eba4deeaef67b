import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError, type TUIConferenceInfo } from '@confab/engine';
import { engine, fresh, info, meetingOf, user } from './kit';
import ToastList from '../src/components/common/ToastList.vue';
import ConferenceList from '../src/components/schedule/ConferenceList.vue';
import ScheduleDialog from '../src/components/schedule/ScheduleDialog.vue';
import { attendeesOf, endOf, newPlan, planOf, problemOf, startOf } from '../src/components/schedule/plan';
import { conference as meeting } from '../src/conference';
import { useConferences } from '../src/state/conferences';
import { useRoom } from '../src/state/room';
import { useUi } from '../src/state/ui';

const id = (name: string) => `[data-testid="${name}"]`;
const NOW = new Date('2026-11-22T09:10:00').getTime();
const START = new Date('2026-11-22T10:00:00').getTime() / 1000;
const conference = (roomId: string, changes: Partial<TUIConferenceInfo> = {}): TUIConferenceInfo => ({
  scheduleStartTime: START,
  scheduleEndTime: START + 3600,
  scheduleAttendees: ['bob'],
  reminderSecondsBeforeStart: 600,
  status: 1,
  basicRoomInfo: info({ roomId, roomName: `Room ${roomId}` }),
  ...changes,
});
const answerWith = (...conferences: TUIConferenceInfo[]) =>
  engine.answer('fetchScheduledConferenceList', { conferenceList: conferences, cursor: '' });
const rows = (list: ReturnType<typeof shown>) =>
  list.findAll('li').map((row) => row.attributes('data-testid')?.replace('conference-', ''));
const shown = () => mount(ConferenceList, { attachTo: document.body });
const toasts = () => useUi().toasts.map(({ text }) => text);

enableAutoUnmount(afterEach);
beforeEach(async () => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setTimeout', 'clearTimeout'] });
  fresh();
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  useConferences().$reset();
  answerWith();
  engine.answer('getSelfInfo', { userId: 'ann', userName: 'Ann' });
  await meeting.join('unused').catch(() => undefined);
  useRoom().clear();
  useRoom().selfId = 'ann';
});
afterEach(() => {
  document.body.innerHTML = '';
  vi.useRealTimers();
});

describe('the list of conferences', () => {
  it('has them by day, in the order of their starts', async () => {
    const tomorrow = { scheduleStartTime: START + 86_400, scheduleEndTime: START + 90_000 };
    answerWith(conference('2', tomorrow), conference('1'));
    const list = shown();
    await flushPromises();
    expect(rows(list)).toEqual(['1', '2']);
    expect(list.findAll('.cf-conferences__day')).toHaveLength(2);
    expect(list.text()).toContain('Sunday, November 22');
    expect(list.text()).toMatch(/10:00.+11:00/);
    expect(list.text()).toContain('By you');
  });

  it('reads page after page', async () => {
    const pages = [conference('1'), conference('2')];
    engine.answer('fetchScheduledConferenceList', {
      get conferenceList() {
        return pages.splice(0, 1);
      },
      get cursor() {
        return pages.length ? 'more' : '';
      },
    });
    const list = shown();
    await flushPromises();
    expect(rows(list)).toEqual(['1', '2']);
    expect(engine.asked('fetchScheduledConferenceList').slice(-2)).toMatchObject([
      { statusArray: [1, 2], cursor: '' },
      { cursor: 'more' },
    ]);
  });

  it('says when there is nothing, and when it could not be read', async () => {
    const empty = shown();
    await flushPromises();
    expect(empty.find(id('conferences-empty')).exists()).toBe(true);
    engine.fail('fetchScheduledConferenceList', new EngineError(-1, 'no'));
    const failed = shown();
    await flushPromises();
    expect(failed.find('[role="alert"]').exists()).toBe(true);
    engine.heal('fetchScheduledConferenceList');
  });

  it('joins with the password of the invitation', async () => {
    answerWith(conference('1', { basicRoomInfo: info({ roomId: '1', password: 'secret' }) }));
    const list = shown();
    await flushPromises();
    await list.find(id('conference-join')).trigger('click');
    expect(list.emitted('join')).toEqual([['1', 'secret']]);
  });

  it('lets the organiser change and cancel, and nobody else', async () => {
    answerWith(conference('1', { basicRoomInfo: info({ roomId: '1', ownerId: 'bob', ownerName: 'Bob' }) }));
    const list = shown();
    await flushPromises();
    expect(list.text()).toContain('By Bob');
    expect(list.find(id('conference-edit')).exists()).toBe(false);
    expect(list.find(id('conference-cancel')).exists()).toBe(false);
  });

  it('asks before it cancels', async () => {
    answerWith(conference('1'));
    const list = shown();
    await flushPromises();
    await list.find(id('conference-cancel')).trigger('click');
    expect(engine.asked('cancelConference')).toEqual([]);
    await list.find(id('confirm-ok')).trigger('click');
    await flushPromises();
    expect(engine.asked('cancelConference')).toEqual([{ roomId: '1' }]);
    expect(rows(list)).toEqual([]);
  });

  it('says that what has begun is not cancelled', async () => {
    answerWith(conference('1'));
    engine.fail('cancelConference', new EngineError(-1, 'somebody is in it'));
    const list = shown();
    await flushPromises();
    await list.find(id('conference-cancel')).trigger('click');
    await list.find(id('confirm-ok')).trigger('click');
    await flushPromises();
    expect(toasts()).toEqual(['Somebody is in it already. Join it and end it there.']);
    expect(rows(list)).toEqual(['1']);
    engine.heal('cancelConference');
  });
});

describe('what is told of conferences', () => {
  const told = async (...known: TUIConferenceInfo[]) => {
    answerWith(...known);
    const list = shown();
    await flushPromises();
    return list;
  };

  it('comes into the list, changes there and goes', async () => {
    const list = await told();
    const basicRoomInfo = info({ roomId: '1', roomName: 'Weekly', ownerId: 'bob', ownerName: 'Bob' });
    engine.tell('onConferenceScheduled', { conferenceInfo: conference('1', { basicRoomInfo }) });
    await flushPromises();
    expect(rows(list)).toEqual(['1']);
    expect(toasts()).toEqual(['Bob invites you to Weekly.']);
    const changed = { scheduleEndTime: START + 7200, basicRoomInfo: { roomId: '1', roomName: 'Monthly' } };
    engine.tell('onConferenceInfoChanged', { conferenceModifyInfo: changed });
    engine.tell('onConferenceStatusChanged', { roomId: '1', status: 2 });
    await flushPromises();
    expect(list.text()).toContain('Monthly');
    expect(list.text()).toContain('By Bob');
    expect(list.text()).toContain('12:00');
    expect(list.find('li').attributes('data-status')).toBe('2');
    engine.tell('onConferenceCancelled', { roomId: '1', reason: 0, operateUser: user('bob') });
    await flushPromises();
    expect(rows(list)).toEqual([]);
    expect(toasts()).toContain('Monthly was cancelled.');
  });

  it('is not told twice', async () => {
    const list = await told(conference('1'));
    engine.tell('onConferenceScheduled', { conferenceInfo: conference('1') });
    await flushPromises();
    expect(rows(list)).toEqual(['1']);
  });

  it('is kept although the list was being read', async () => {
    answerWith(conference('1'));
    const list = shown();
    engine.tell('onConferenceScheduled', { conferenceInfo: conference('2') });
    await flushPromises();
    expect(rows(list)).toEqual(['1', '2']);
  });

  it('leaves out what is over', async () => {
    const list = await told(conference('1'));
    engine.tell('onConferenceStatusChanged', { roomId: '1', status: 0 });
    await flushPromises();
    expect(rows(list)).toEqual([]);
  });

  it('keeps who is invited', async () => {
    await told(conference('1'));
    const change = { roomId: '1', leftUsers: [user('bob')], joinedUsers: [user('cai'), user('cai')] };
    engine.tell('onScheduleAttendeesChanged', change);
    expect(useConferences().coming[0]?.scheduleAttendees).toEqual(['cai']);
  });

  it('reminds before the start, with a way to join', async () => {
    const list = await told(conference('1'));
    const reminders = mount(ToastList);
    engine.tell('onConferenceWillStart', {
      conferenceInfo: conference('1', { scheduleStartTime: NOW / 1000 + 590 }),
    });
    await flushPromises();
    expect(toasts()).toEqual(['Room 1 starts in 10 minutes.']);
    await reminders.find(id('toast-action')).trigger('click');
    await flushPromises();
    expect(list.emitted('join')).toEqual([['1', '']]);
    expect(toasts()).toEqual([]);
  });

  it('reminds who is in a meeting without calling away', async () => {
    await told(conference('1'));
    meetingOf(user('ann'), user('bob'));
    engine.tell('onConferenceWillStart', {
      conferenceInfo: conference('1', { scheduleStartTime: NOW / 1000 + 20 }),
    });
    expect(useUi().toasts).toMatchObject([{ text: 'Room 1 is about to start.' }]);
    expect(useUi().toasts[0]).not.toHaveProperty('action');
  });

  it('is read anew after a lost connection', async () => {
    await told(conference('1'));
    const before = engine.asked('fetchScheduledConferenceList').length;
    answerWith(conference('2'));
    engine.tell('onConnectionStateChanged', { state: 'reconnecting' });
    engine.tell('onConnectionStateChanged', { state: 'connected' });
    await flushPromises();
    expect(engine.asked('fetchScheduledConferenceList')).toHaveLength(before + 1);
    expect(useConferences().coming.map(({ basicRoomInfo }) => basicRoomInfo.roomId)).toEqual(['2']);
  });
});

describe('planning a conference', () => {
  const open = (known?: TUIConferenceInfo) =>
    mount(ScheduleDialog, { props: known ? { conference: known } : {}, attachTo: document.body });
  const save = async (dialog: ReturnType<typeof open>) => {
    await dialog.find('form').trigger('submit');
    await flushPromises();
  };

  it('sends what was filled in', async () => {
    const dialog = open();
    await dialog.find(id('schedule-name')).setValue(' Weekly ');
    await dialog.find(id('schedule-date')).setValue('2026-11-23');
    await dialog.find(id('schedule-time')).setValue('14:30');
    await dialog.find(id('schedule-duration')).setValue('90');
    await dialog.find(id('schedule-attendees')).setValue('bob, cai\nbob');
    await dialog.find(id('schedule-reminder')).setValue('5');
    await dialog.find(id('schedule-password')).setValue('secret');
    await save(dialog);
    const start = new Date('2026-11-23T14:30').getTime() / 1000;
    expect(engine.asked('scheduleConference').at(-1)).toEqual({
      roomId: expect.stringMatching(/^\d{9}$/) as string,
      roomName: 'Weekly',
      password: 'secret',
      scheduleStartTime: start,
      scheduleEndTime: start + 5400,
      scheduleAttendees: ['bob', 'cai'],
      reminderSecondsBeforeStart: 300,
    });
    expect(dialog.emitted('close')).toHaveLength(1);
  });

  it('says what is wrong, and stays', async () => {
    const dialog = open();
    await dialog.find(id('schedule-date')).setValue('2020-01-01');
    await save(dialog);
    expect(dialog.find(id('schedule-problem')).text()).toBe(
      'That time has passed already. Choose a later one.',
    );
    await dialog.find(id('schedule-date')).setValue('2026-11-23');
    engine.fail('scheduleConference', new EngineError(-2106, 'taken'));
    await save(dialog);
    expect(dialog.find(id('schedule-problem')).text()).toContain('There is a meeting with this ID already');
    expect(dialog.emitted('close')).toBeUndefined();
    engine.heal('scheduleConference');
  });

  it('changes only what may be changed', async () => {
    const dialog = open(conference('1', { scheduleAttendees: ['bob', 'cai'] }));
    expect(dialog.find(id('schedule-password')).exists()).toBe(false);
    await dialog.find(id('schedule-name')).setValue('New');
    await dialog.find(id('schedule-attendees')).setValue('cai dan');
    await save(dialog);
    expect(engine.asked('updateConferenceInfo').at(-1)).toEqual({
      roomId: '1',
      roomName: 'New',
      scheduleStartTime: START,
      scheduleEndTime: START + 3600,
    });
    expect(engine.asked('removeAttendeesByAdmin').at(-1)).toEqual({ roomId: '1', userIdList: ['bob'] });
    expect(engine.asked('addAttendeesByAdmin').at(-1)).toEqual({ roomId: '1', userIdList: ['dan'] });
  });

  it('keeps the start of what runs', async () => {
    const dialog = open(conference('1', { status: 2 }));
    expect(dialog.find(id('schedule-time')).attributes()).toHaveProperty('disabled');
    await save(dialog);
    expect(engine.asked('updateConferenceInfo').at(-1)).not.toHaveProperty('scheduleStartTime');
  });
});

describe('a plan', () => {
  it('begins at the next half hour', () => {
    const plan = newPlan(NOW);
    expect([plan.date, plan.time, plan.minutes]).toEqual(['2026-11-22', '09:30', 60]);
    expect(newPlan(START * 1000).time).toBe('10:30');
    expect(endOf(plan) - startOf(plan)).toBe(3600);
  });

  it('is what a conference says', () => {
    const plan = planOf(conference('1'));
    expect(startOf(plan)).toBe(START);
    expect(plan).toMatchObject({ name: 'Room 1', minutes: 60, attendees: 'bob', reminderMinutes: 10 });
    expect(planOf(conference('1', { basicRoomInfo: info({ roomId: '1', roomName: '1' }) })).name).toBe('');
  });

  it('takes ids with whatever stands between them', () => {
    expect(attendeesOf({ ...newPlan(), attendees: ' a,b；c、d\n\ne  a ' })).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
  });

  it.each([
    ['schedule.noTime', { time: '' }],
    ['schedule.past', { date: '2026-11-21' }],
    ['schedule.nameLong', { name: '会'.repeat(11) }],
    ['schedule.tooMany', { attendees: Array.from({ length: 301 }, (_, i) => `u${i}`).join(' ') }],
    [null, { name: '会'.repeat(10) }],
  ])('is refused as %s', (problem, changes) => {
    expect(problemOf({ ...newPlan(NOW), ...changes }, NOW)).toBe(problem);
  });
});
