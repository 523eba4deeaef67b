import { flushPromises, mount } from '@vue/test-utils';
import { EngineError, type TUIRequestCallback } from '@confab/engine';
import { beforeEach, describe, expect, it } from 'vitest';
import { engine, fresh, info, meetingOf, request, seatsOf, stageOf, user } from './kit';
import ConferenceMainView from '../src/components/ConferenceMainView.vue';
import MeetingDialogs from '../src/components/meeting/MeetingDialogs.vue';
import RequestDialog from '../src/components/meeting/RequestDialog.vue';
import MemberPanel from '../src/components/members/MemberPanel.vue';
import MeetingToolbar from '../src/components/toolbar/MeetingToolbar.vue';
import { conference } from '../src/conference';
import { useLocal } from '../src/state/local';
import { mirror } from '../src/state/mirror';
import { useRoom } from '../src/state/room';
import { useSeats } from '../src/state/seats';
import { useUi } from '../src/state/ui';
import { theEngine } from '../src/engine';

const SEAT = 4;
const INVITATION = 5;
const MICROPHONE = 2;
const id = (name: string) => `[data-testid="${name}"]`;
const host = user('ann', { userRole: 0 });
const toasts = () => useUi().toasts.map(({ text }) => text);
const tellOutcome = (method: string, outcome: Partial<TUIRequestCallback>) => {
  const [params] = engine.asked(method) as { requestCallback: (outcome: object) => void }[];
  params?.requestCallback({ requestId: 'q1', userId: 'ann', code: 0, message: '', ...outcome });
};

let isMirrored = false;
beforeEach(() => {
  fresh();
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  if (!isMirrored) mirror(theEngine());
  isMirrored = true;
});

describe('who sits on no seat', () => {
  it('sees that it listens, and gets no refusals', async () => {
    stageOf(['ann'], user('bob'), host);
    const view = mount(ConferenceMainView);
    expect(view.find(id('banner-listening')).text()).toContain('You are listening');
    for (const button of ['btn-mic', 'btn-camera']) {
      expect(view.find(id(button)).attributes('disabled')).toBeDefined();
    }
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'm' }));
    await flushPromises();
    expect(engine.asked('openLocalMicrophone')).toEqual([]);
    expect(toasts()).toEqual([]);
    expect(view.findAll('.cf-tile').map((tile) => tile.attributes('data-testid'))).toEqual([
      'tile-camera-ann',
    ]);
  });

  it('raises its hand, and lowers it', async () => {
    stageOf(['ann'], user('bob'), host);
    engine.answer('takeSeat', request('q1', 'bob', SEAT));
    const toolbar = mount(MeetingToolbar);
    const button = toolbar.find(id('btn-seat'));
    expect(button.attributes('data-action')).toBe('apply');
    await button.trigger('click');
    await flushPromises();
    expect(engine.asked('takeSeat')).toMatchObject([{ seatIndex: -1 }]);
    expect(button.attributes('data-action')).toBe('cancel');
    expect(button.attributes('aria-pressed')).toBe('true');
    await button.trigger('click');
    await flushPromises();
    expect(engine.asked('cancelRequest')).toEqual([{ requestId: 'q1' }]);
    expect(button.attributes('data-action')).toBe('apply');
  });

  it('is told that the host said no', async () => {
    stageOf(['ann'], user('bob'), host);
    engine.answer('takeSeat', request('q1', 'bob', SEAT));
    await mount(MeetingToolbar).find(id('btn-seat')).trigger('click');
    await flushPromises();
    tellOutcome('takeSeat', { requestCallbackType: 1 });
    expect(useSeats().applied).toBeNull();
    expect(toasts()).toEqual(['The host has not given you a seat this time.']);
  });

  it('may speak once it sits, and can leave its seat', async () => {
    stageOf(['ann'], user('bob'), host);
    useSeats().applied = request('q1', 'bob', SEAT);
    const toolbar = mount(MeetingToolbar);
    engine.tell('onSeatListChanged', {
      seatList: seatsOf('ann', 'bob'),
      seatedList: seatsOf('ann', 'bob').slice(1),
      leftList: [],
    });
    await flushPromises();
    expect(toolbar.find(id('btn-mic')).attributes('disabled')).toBeUndefined();
    expect(toasts()).toEqual(['You have a seat: turn on your microphone to speak.']);
    expect(toolbar.find(id('btn-seat')).attributes('data-action')).toBe('leave');
    await toolbar.find(id('btn-seat')).trigger('click');
    expect(engine.asked('leaveSeat')).toHaveLength(1);
  });

  it('takes a seat by itself where seats are free to take', () => {
    stageOf(['ann'], user('bob'), host);
    engine.tell('onRoomSeatModeChanged', { roomId: '123', seatMode: 1 });
    expect(mount(MeetingToolbar).find(id('btn-seat')).attributes('data-action')).toBe('take');
  });
});

describe('a room without seats', () => {
  it('has nothing of all that', () => {
    meetingOf(user('bob'), host);
    const view = mount(ConferenceMainView);
    expect(view.find(id('btn-seat')).exists()).toBe(false);
    expect(view.find(id('banner-listening')).exists()).toBe(false);
    expect(view.find(id('btn-mic')).attributes('disabled')).toBeUndefined();
  });
});

describe('the host', () => {
  it('sees who asks, with their number, and answers', async () => {
    stageOf(['ann'], host, user('bob'), user('cai'));
    engine.tell('onRequestReceived', { request: request('q1', 'bob', SEAT) });
    engine.tell('onRequestReceived', { request: request('q1', 'bob', SEAT) });
    engine.tell('onRequestReceived', { request: request('q2', 'cai', SEAT) });
    expect(mount(MeetingToolbar).find(id('btn-applications')).text()).toContain('2');
    const panel = mount(MemberPanel);
    expect(panel.find(id('application-bob')).text()).toContain('Asks for a seat');
    expect(panel.find(id('accept-bob')).attributes('aria-label')).toBe('Accept the request of Bob');
    await panel.find(id('accept-bob')).trigger('click');
    await flushPromises();
    await panel.find(id('reject-cai')).trigger('click');
    await flushPromises();
    expect(engine.asked('responseRemoteRequest')).toEqual([
      { requestId: 'q1', agree: true },
      { requestId: 'q2', agree: false },
    ]);
    expect(panel.find(id('applications')).exists()).toBe(false);
  });

  it('answers all at once', async () => {
    stageOf(['ann'], host, user('bob'), user('cai'));
    engine.tell('onRequestReceived', { request: request('q1', 'bob', SEAT) });
    engine.tell('onRequestReceived', { request: request('q2', 'cai', SEAT) });
    await mount(MemberPanel).find(id('accept-all')).trigger('click');
    await flushPromises();
    expect(engine.asked('responseRemoteRequest')).toHaveLength(2);
  });

  it('keeps an application for which no seat is free, and is told why', async () => {
    stageOf(['ann'], host, user('bob'));
    engine.tell('onRequestReceived', { request: request('q1', 'bob', SEAT) });
    engine.fail('responseRemoteRequest', new EngineError(-2346, 'full'));
    const panel = mount(MemberPanel);
    await panel.find(id('accept-bob')).trigger('click');
    await flushPromises();
    expect(toasts()).toContain('All seats are taken.');
    expect(panel.find(id('application-bob')).exists()).toBe(true);
  });

  it('sees an application go that another host has answered', async () => {
    stageOf(['ann'], host, user('bob'));
    engine.tell('onRequestReceived', { request: request('q1', 'bob', SEAT) });
    engine.tell('onRequestReceived', { request: request('q2', 'bob', SEAT) });
    engine.tell('onRequestProcessed', { requestId: 'q1' });
    engine.tell('onRequestCancelled', { requestId: 'q2' });
    expect(useSeats().applications).toEqual([]);
  });

  it('invites to a seat, takes off it, and asks for devices', async () => {
    stageOf(['ann', 'cai'], host, user('bob'), user('cai'));
    const panel = mount(MemberPanel, { attachTo: document.body });
    await panel.find(id('menu-bob')).trigger('click');
    expect(panel.find(id('menu-mic')).exists()).toBe(false);
    expect(panel.find('[role="menuitem"]').text()).toBe('Invite to a seat');
    await panel.find(id('menu-invite')).trigger('click');
    await flushPromises();
    expect(engine.asked('takeUserOnSeatByAdmin')).toMatchObject([{ userId: 'bob', seatIndex: -1 }]);
    tellOutcome('takeUserOnSeatByAdmin', { requestCallbackType: 1 });
    expect(toasts()).toContain('Bob does not want to now.');
    await panel.find(id('menu-cai')).trigger('click');
    await panel.find(id('menu-mic')).trigger('click');
    expect(engine.asked('openRemoteDeviceByAdmin')).toMatchObject([{ userId: 'cai', device: 1 }]);
    await panel.find(id('menu-cai')).trigger('click');
    await panel.find(id('menu-lock')).trigger('click');
    expect(engine.asked('lockSeatByAdmin')).toEqual([
      { seatIndex: 1, lockParams: { lockAudio: true, lockVideo: true } },
    ]);
    await panel.find(id('menu-cai')).trigger('click');
    await panel.find(id('menu-off')).trigger('click');
    expect(engine.asked('kickUserOffSeatByAdmin')).toEqual([{ seatIndex: -1, userId: 'cai' }]);
    panel.unmount();
  });

  it('moves through the menu with the keys, and leaves it with Escape', async () => {
    stageOf(['ann', 'cai'], host, user('cai'));
    const panel = mount(MemberPanel, { attachTo: document.body });
    await panel.find(id('menu-cai')).trigger('click');
    await flushPromises();
    expect(document.activeElement?.textContent?.trim()).toBe('Ask to turn on the microphone');
    await panel.find('[role="menu"]').trigger('keydown', { key: 'ArrowDown' });
    expect(document.activeElement?.textContent?.trim()).toBe('Ask to turn on the camera');
    await panel.find('[role="menu"]').trigger('keydown', { key: 'Escape' });
    expect(panel.find('[role="menu"]').exists()).toBe(false);
    expect(document.activeElement?.getAttribute('data-testid')).toBe('menu-cai');
    panel.unmount();
  });
});

describe('the menu of a member', () => {
  it('stays open while what is in it changes, and closes when one goes elsewhere', async () => {
    stageOf(['ann', 'cai'], host, user('cai'));
    const panel = mount(MemberPanel, { attachTo: document.body });
    await panel.find(id('menu-cai')).trigger('click');
    await flushPromises();
    useRoom().audioChanged({ userId: 'cai', hasAudio: true, reason: 0 });
    await flushPromises();
    await panel
      .find(id('menu-camera'))
      .trigger('focusout', { relatedTarget: panel.find(id('menu-off')).element });
    await flushPromises();
    expect(panel.find(id('menu-off')).exists()).toBe(true);
    await panel.find(id('menu-off')).trigger('focusout', { relatedTarget: document.body });
    await flushPromises();
    expect(panel.find('[role="menu"]').exists()).toBe(false);
    panel.unmount();
  });
});

describe('who is asked by a host', () => {
  it('agrees or not, one question after another', async () => {
    meetingOf(user('bob'), host);
    engine.tell('onRequestReceived', { request: request('q1', 'ann', MICROPHONE) });
    engine.tell('onRequestReceived', { request: request('q2', 'ann', INVITATION) });
    const dialog = mount(RequestDialog);
    expect(dialog.text()).toContain('Ann asks you to turn on your microphone.');
    await dialog.find(id('confirm-ok')).trigger('click');
    await flushPromises();
    expect(dialog.text()).toContain('Ann invites you to take a seat.');
    await dialog.find(id('confirm-cancel')).trigger('click');
    await flushPromises();
    expect(engine.asked('responseRemoteRequest')).toEqual([
      { requestId: 'q1', agree: true },
      { requestId: 'q2', agree: false },
    ]);
    expect(dialog.find('dialog').exists()).toBe(false);
  });

  it('is asked no more when the host takes it back', async () => {
    meetingOf(user('bob'), host);
    engine.tell('onRequestReceived', { request: request('q1', 'ann', MICROPHONE) });
    const dialog = mount(RequestDialog);
    engine.tell('onRequestCancelled', { requestId: 'q1' });
    await flushPromises();
    expect(dialog.find('dialog').exists()).toBe(false);
  });
});

describe('what is switched off for everybody', () => {
  it('is applied for, and opened when the host agrees', async () => {
    meetingOf(user('bob'), host);
    engine.fail('openLocalMicrophone', new EngineError(-2361, 'ask'));
    await mount(MeetingToolbar).find(id('btn-mic')).trigger('click');
    await flushPromises();
    expect(toasts()).toEqual([]);
    const dialogs = mount(MeetingDialogs);
    expect(dialogs.text()).toContain('Ask the host?');
    await dialogs.find(id('confirm-ok')).trigger('click');
    expect(engine.asked('applyToAdminToOpenLocalDevice')).toMatchObject([{ device: 1 }]);
    tellOutcome('applyToAdminToOpenLocalDevice', { requestCallbackType: 0 });
    await flushPromises();
    expect(engine.asked('openLocalMicrophone')).toHaveLength(2);
  });
});

describe('starting with seats', () => {
  const ann = { userId: 'ann', userName: 'Ann' };

  it('makes a room where seats are applied for, and seats the host with what the lobby had on', async () => {
    useRoom().selfId = 'ann';
    useLocal().$patch({ isMicrophoneOpened: true });
    engine.answer('enterRoom', info({ isSeatEnabled: true, seatMode: 2 }));
    engine.answer('getMembers', [{ ...host, ...ann }]);
    engine.answer('getSeatList', seatsOf('ann', ''));
    await conference.start('123', { isSeatEnabled: true });
    expect(engine.asked('createRoom')).toMatchObject([{ isSeatEnabled: true, seatMode: 2 }]);
    expect(engine.asked('takeSeat')).toEqual([{ seatIndex: -1 }]);
    expect(engine.asked('openLocalMicrophone')).toHaveLength(1);
    expect(engine.asked('openLocalCamera')).toEqual([]);
  });

  it('lets others enter as listeners, without opening anything', async () => {
    useRoom().selfId = 'bob';
    engine.answer('enterRoom', info({ isSeatEnabled: true, seatMode: 2 }));
    engine.answer('getMembers', [user('bob'), host]);
    engine.answer('getSeatList', seatsOf('ann', ''));
    engine.answer('getSeatApplicationList', [request('q1', 'bob', SEAT)]);
    await conference.join('123', { isOpenCamera: true, isOpenMicrophone: true });
    expect(engine.asked('openLocalCamera')).toEqual([]);
    expect(engine.asked('openLocalMicrophone')).toEqual([]);
    expect(useSeats().isAudience).toBe(true);
    expect(useSeats().applied?.requestId).toBe('q1');
    expect(engine.asked('takeSeat')).toEqual([]);
  });
});
