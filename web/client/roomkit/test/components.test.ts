import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '@confab/engine';
import { engine, fresh, meetingOf, user } from './kit';
import ConferenceMainView from '../src/components/ConferenceMainView.vue';
import MemberPanel from '../src/components/members/MemberPanel.vue';
import MeetingDialogs from '../src/components/meeting/MeetingDialogs.vue';
import MeetingToolbar from '../src/components/toolbar/MeetingToolbar.vue';
import VideoTile from '../src/components/meeting/VideoTile.vue';
import { useLocal } from '../src/state/local';
import { useRoom } from '../src/state/room';
import { FeatureButton, useUi } from '../src/state/ui';

const id = (name: string) => `[data-testid="${name}"]`;
beforeEach(() => {
  fresh();
  HTMLDialogElement.prototype.showModal ??= () => undefined;
});

describe('a participant’s tile', () => {
  it('shows the initials while there is no picture, and that the microphone is off', () => {
    meetingOf(user('ann'), user('bob', { userName: 'Bob Stone' }));
    const tile = mount(VideoTile, { props: { userId: 'bob' } });
    expect(tile.find('.cf-avatar').text()).toBe('BS');
    expect(tile.find(id('mic-off')).exists()).toBe(true);
    expect(engine.asked('startPlayRemoteVideo')).toEqual([{ userId: 'bob', streamType: 0 }]);
  });

  it('gives way to the picture when there is one', async () => {
    meetingOf(user('ann'), user('bob'));
    const tile = mount(VideoTile, { props: { userId: 'bob' } });
    useRoom().videoChanged({ userId: 'bob', streamType: 0, hasVideo: true, reason: 0 });
    await flushPromises();
    expect(tile.find('.cf-avatar').exists()).toBe(false);
  });

  it('rings while somebody speaks', async () => {
    meetingOf(user('ann'), user('bob', { hasAudioStream: true }));
    const tile = mount(VideoTile, { props: { userId: 'bob' } });
    useRoom().heard([{ userId: 'bob', volume: 40 }], 1_000);
    await flushPromises();
    expect(tile.attributes('data-speaking')).toBe('true');
    useRoom().heard([{ userId: 'bob', volume: 0 }], 3_000);
    await flushPromises();
    expect(tile.attributes('data-speaking')).toBe('false');
  });

  it('stops receiving when it is not shown any more', () => {
    meetingOf(user('ann'), user('bob'));
    mount(VideoTile, { props: { userId: 'bob' } }).unmount();
    expect(engine.asked('stopPlayRemoteVideo')).toEqual([{ userId: 'bob', streamType: 0 }]);
  });
});

describe('the member panel', () => {
  it('lets the host remove others, and nobody else', () => {
    meetingOf(user('ann', { userRole: 0 }), user('bob'));
    expect(mount(MemberPanel).find(id('kick-bob')).exists()).toBe(true);
    expect(mount(MemberPanel).find(id('kick-ann')).exists()).toBe(false);
    meetingOf(user('bob'), user('ann', { userRole: 0 }), user('cai'));
    expect(mount(MemberPanel).findAll('[data-testid^="kick-"]')).toHaveLength(0);
  });

  it('finds members by name when there are many', async () => {
    meetingOf(...['ann', 'bob', 'cai', 'dan', 'eve', 'fay', 'gil', 'hal', 'ivy'].map((name) => user(name)));
    const panel = mount(MemberPanel);
    await panel.find(id('members-search')).setValue('EV');
    expect(panel.findAll('li').map((row) => row.attributes('data-testid'))).toEqual(['member-eve']);
    await panel.find(id('members-search')).setValue('zoe');
    expect(panel.text()).toContain('Nobody is called that.');
  });

  it('needs no search for a few', () => {
    meetingOf(user('ann'), user('bob'));
    expect(mount(MemberPanel).find(id('members-search')).exists()).toBe(false);
  });
});

describe('removing a member', () => {
  it('asks first', async () => {
    meetingOf(user('ann', { userRole: 0 }), user('bob'));
    useUi().dialog = { kick: 'bob' };
    const dialogs = mount(MeetingDialogs);
    expect(dialogs.text()).toContain('Remove Bob?');
    expect(engine.asked('kickRemoteUserOutOfRoom')).toEqual([]);
    await dialogs.find(id('confirm-ok')).trigger('click');
    expect(engine.asked('kickRemoteUserOutOfRoom')).toEqual([{ userId: 'bob' }]);
    expect(useRoom().removing).toBe('bob');
    expect(useUi().dialog).toBeNull();
  });

  it('says in words why it was refused', async () => {
    meetingOf(user('ann', { userRole: 0 }), user('bob'));
    engine.fail('kickRemoteUserOutOfRoom', new EngineError(-2201, 'x'));
    useUi().dialog = { kick: 'bob' };
    await mount(MeetingDialogs).find(id('confirm-ok')).trigger('click');
    await flushPromises();
    expect(useUi().toasts.map(({ text }) => text)).toEqual(['This member is not in the meeting any more.']);
    expect(useRoom().removing).toBe('');
  });
});

describe('the toolbar', () => {
  it('offers the host to end, and others to leave', () => {
    meetingOf(user('ann', { userRole: 0 }));
    expect(mount(MeetingToolbar).find(id('btn-end')).exists()).toBe(true);
    expect(mount(MeetingToolbar).find(id('btn-leave')).exists()).toBe(false);
    meetingOf(user('bob'), user('ann', { userRole: 0 }));
    expect(mount(MeetingToolbar).find(id('btn-leave')).exists()).toBe(true);
    expect(mount(MeetingToolbar).find(id('btn-end')).exists()).toBe(false);
  });

  it('says what each button will do, with its key', async () => {
    meetingOf(user('ann'));
    const toolbar = mount(MeetingToolbar);
    expect(toolbar.find(id('btn-mic')).attributes('aria-label')).toBe('Turn on your microphone (M)');
    useLocal().$patch({ isMicrophoneOpened: true });
    await flushPromises();
    expect(toolbar.find(id('btn-mic')).attributes('aria-label')).toBe('Mute your microphone (M)');
    useUi().setLanguage('zh-CN');
    await flushPromises();
    expect(toolbar.find(id('btn-mic')).attributes('aria-label')).toBe('关闭麦克风（M）');
  });

  it('opens a closed microphone, then only mutes it', async () => {
    meetingOf(user('ann'));
    const button = mount(MeetingToolbar).find(id('btn-mic'));
    await button.trigger('click');
    await flushPromises();
    expect(engine.asked('openLocalMicrophone')).toHaveLength(1);
    useLocal().$patch({ isMicrophoneOpened: true });
    await button.trigger('click');
    await flushPromises();
    expect(engine.asked('muteLocalAudio')).toHaveLength(1);
    expect(engine.asked('closeLocalMicrophone')).toHaveLength(0);
  });

  it('says in words that the camera may not be used', async () => {
    meetingOf(user('ann'));
    engine.fail('openLocalCamera', new EngineError(-1101, 'denied'));
    await mount(MeetingToolbar).find(id('btn-camera')).trigger('click');
    await flushPromises();
    expect(useUi().toasts[0]?.text).toMatch(/may not use your camera/);
  });

  it('hides what the application hides', () => {
    meetingOf(user('ann'));
    useUi().hide(FeatureButton.Invitation);
    expect(mount(MeetingToolbar).find(id('btn-invite')).exists()).toBe(false);
  });
});

describe('the main view', () => {
  it('sleeps until a meeting was entered, when it is told to', async () => {
    const view = mount(ConferenceMainView, { props: { displayMode: 'wake-up' } });
    expect(view.find('.cf-root').exists()).toBe(false);
    meetingOf(user('ann'));
    await flushPromises();
    expect(view.find('.cf-meeting').exists()).toBe(true);
  });

  it.each([
    ['endedByHost', 'notice-ended'],
    ['kickedByHost', 'notice-kicked'],
  ] as const)('says so when one was %s', async (notice, testId) => {
    meetingOf(user('bob'), user('ann', { userRole: 0 }));
    const view = mount(ConferenceMainView);
    useRoom().ended(notice);
    await flushPromises();
    expect(view.find(id(testId)).exists()).toBe(true);
    await view.find(id('notice-home')).trigger('click');
    expect(view.emitted('home')).toHaveLength(1);
    expect(useRoom().notice).toBeNull();
  });

  it('says that the connection is being found again', async () => {
    meetingOf(user('ann'));
    const view = mount(ConferenceMainView);
    useRoom().connection = 'reconnecting';
    await flushPromises();
    expect(view.find(id('banner-reconnecting')).text()).toContain('Reconnecting');
  });

  it('says that a small meeting has direct connections', () => {
    useRoom().mediaMode = 'mesh';
    meetingOf(user('ann'));
    expect(mount(ConferenceMainView).find(id('mesh-notice')).text()).toBe(
      'Small meeting, direct connections',
    );
  });

  it('shows a shared screen large and the others beside it', () => {
    meetingOf(user('ann'), user('bob', { hasScreenStream: true }), user('cai'));
    const view = mount(ConferenceMainView);
    expect(view.find('.cf-stage__main').attributes('data-testid')).toBe('tile-screen-bob');
    expect(view.findAll('.cf-stage__strip .cf-tile')).toHaveLength(3);
  });

  it('wears the chosen colours', async () => {
    const view = mount(ConferenceMainView);
    expect(view.find('.cf-root').attributes('data-theme')).toBe('LIGHT');
    useUi().setTheme('DARK');
    await flushPromises();
    expect(view.find('.cf-root').attributes('data-theme')).toBe('DARK');
  });
});
