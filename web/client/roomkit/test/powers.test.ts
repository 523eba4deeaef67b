import { flushPromises, mount } from '@vue/test-utils';
import { EngineError, TUIMediaDevice } from '@confab/engine';
import { beforeEach, describe, expect, it } from 'vitest';
import { engine, fresh, info, meetingOf, request, user } from './kit';
import MeetingDialogs from '../src/components/meeting/MeetingDialogs.vue';
import MemberPanel from '../src/components/members/MemberPanel.vue';
import MeetingToolbar from '../src/components/toolbar/MeetingToolbar.vue';
import { useRequests } from '../src/composables/useRequests';
import { theEngine } from '../src/engine';
import { useLocal } from '../src/state/local';
import { mirror } from '../src/state/mirror';
import { useRoom } from '../src/state/room';
import { useUi } from '../src/state/ui';

const id = (name: string) => `[data-testid="${name}"]`;
const host = user('ann', { userRole: 0 });
const coHost = user('cai', { userRole: 1 });
const toasts = () => useUi().toasts.map(({ text }) => text);

let isMirrored = false;
beforeEach(() => {
  fresh();
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  if (!isMirrored) mirror(theEngine());
  isMirrored = true;
});

/** The ids of what the menu of a member offers. */
async function menuOf(panel: ReturnType<typeof mount>, userId: string): Promise<string[]> {
  const button = panel.find(id(`menu-${userId}`));
  if (!button.exists()) return [];
  await button.trigger('click');
  const items = panel.findAll('[role="menuitem"]').map((item) => item.attributes('data-testid') ?? '');
  await button.trigger('click');
  return items.map((item) => item.replace('menu-', ''));
}

describe('the menu of a member', () => {
  const bob = user('bob', { hasAudioStream: true, hasScreenStream: true });

  it('has everything for the host', async () => {
    meetingOf(host, bob, coHost);
    const panel = mount(MemberPanel);
    expect(await menuOf(panel, 'bob')).toEqual([
      'mute',
      'camera',
      'screen-off',
      'admin',
      'hand-over',
      'rename',
    ]);
    expect(await menuOf(panel, 'cai')).toEqual(['mic', 'camera', 'admin', 'hand-over', 'rename']);
    expect(await menuOf(panel, 'ann')).toEqual(['rename']);
  });

  it('has names for co-hosts, and devices of those below them', async () => {
    meetingOf(coHost, host, bob, user('dan', { userRole: 1 }));
    const panel = mount(MemberPanel);
    expect(await menuOf(panel, 'bob')).toEqual(['mute', 'camera', 'screen-off', 'rename']);
    expect(await menuOf(panel, 'ann')).toEqual(['rename']);
    expect(await menuOf(panel, 'dan')).toEqual(['rename']);
  });

  it('has just one’s own name for members', async () => {
    meetingOf(bob, host, user('dan'));
    const panel = mount(MemberPanel);
    expect(await menuOf(panel, 'bob')).toEqual(['rename']);
    expect(await menuOf(panel, 'ann')).toEqual([]);
    expect(await menuOf(panel, 'dan')).toEqual([]);
  });

  it('does what it says', async () => {
    meetingOf(host, bob);
    const panel = mount(MemberPanel);
    const choose = async (item: string) => {
      await panel.find(id('menu-bob')).trigger('click');
      await panel.find(id(`menu-${item}`)).trigger('click');
      await flushPromises();
    };
    await choose('mute');
    await choose('screen-off');
    expect(engine.asked('closeRemoteDeviceByAdmin')).toEqual([
      { userId: 'bob', device: 1 },
      { userId: 'bob', device: 3 },
    ]);
    await choose('admin');
    engine.tell('onUserInfoChanged', { userInfo: user('bob', { userRole: 1 }) });
    await flushPromises();
    await choose('admin');
    expect(engine.asked('changeUserRole')).toEqual([
      { userId: 'bob', userRole: 1 },
      { userId: 'bob', userRole: 2 },
    ]);
    await choose('hand-over');
    expect(useUi().dialog).toEqual({ handOver: 'bob' });
    await choose('rename');
    expect(useUi().dialog).toEqual({ rename: 'bob' });
  });

  it('does not give away a live room', async () => {
    meetingOf(host, bob);
    useRoom().info = info({ roomType: 2 });
    expect(await menuOf(mount(MemberPanel), 'bob')).not.toContain('hand-over');
  });
});

describe('a name', () => {
  const rename = (userId: string) => {
    useUi().dialog = { rename: userId };
    return mount(MeetingDialogs);
  };

  it('is changed', async () => {
    meetingOf(host, user('bob'));
    const dialogs = rename('bob');
    expect(dialogs.text()).toContain('Change the name of Bob');
    await dialogs.find(id('rename-input')).setValue('  Bobby ');
    await dialogs.find('form').trigger('submit');
    expect(engine.asked('changeUserNameCard')).toEqual([{ userId: 'bob', nameCard: 'Bobby' }]);
    expect(useUi().dialog).toBeNull();
  });

  it('is refused when it is too long, counted in bytes', async () => {
    meetingOf(host);
    const dialogs = rename('ann');
    await dialogs.find(id('rename-input')).setValue('会'.repeat(11));
    expect(dialogs.text()).toContain('That is too long');
    expect(dialogs.find(id('rename-ok')).attributes('disabled')).toBeDefined();
    await dialogs.find('form').trigger('submit');
    expect(engine.asked('changeUserNameCard')).toEqual([]);
    await dialogs.find(id('rename-input')).setValue('会'.repeat(10));
    expect(dialogs.find(id('rename-ok')).attributes('disabled')).toBeUndefined();
  });
});

describe('what is decided for all', () => {
  it.each([
    ['all-mics', TUIMediaDevice.kMicrophone, 'isMicrophoneDisableForAllUser', 'Mute all members?'],
    ['all-cameras', TUIMediaDevice.kCamera, 'isCameraDisableForAllUser', 'Stop the videos'],
    ['all-screens', TUIMediaDevice.kScreen, 'isScreenShareDisableForAllUser', 'Stop the screen sharing'],
  ])('%s is asked about, and taken back at once', async (button, device, flag, title) => {
    meetingOf(host, user('bob'));
    const panel = mount(MemberPanel);
    const dialogs = mount(MeetingDialogs);
    const before = panel.find(id(button)).text();
    await panel.find(id(button)).trigger('click');
    expect(engine.asked('disableDeviceForAllUserByAdmin')).toEqual([]);
    expect(dialogs.text()).toContain(title);
    await dialogs.find(id('confirm-ok')).trigger('click');
    expect(engine.asked('disableDeviceForAllUserByAdmin')).toEqual([{ device, isDisable: true }]);
    useRoom().info = info({ [flag]: true });
    await flushPromises();
    expect(panel.find(id(button)).text()).not.toBe(before);
    await panel.find(id(button)).trigger('click');
    expect(engine.asked('disableDeviceForAllUserByAdmin')).toHaveLength(2);
    expect(engine.asked('disableDeviceForAllUserByAdmin')[1]).toEqual({ device, isDisable: false });
  });

  it('is for hosts only, and nothing to switch off in a live room but messages', () => {
    meetingOf(user('bob'), host);
    expect(mount(MemberPanel).find(id('all-mics')).exists()).toBe(false);
    meetingOf(coHost, host);
    expect(mount(MemberPanel).find(id('all-mics')).exists()).toBe(true);
    useRoom().info = info({ roomType: 2 });
    const live = mount(MemberPanel);
    expect(live.find(id('all-mics')).exists()).toBe(false);
    expect(live.find(id('mute-chat-all')).exists()).toBe(true);
  });

  it('is said to members, once', async () => {
    meetingOf(user('bob', { hasAudioStream: true }), host);
    engine.tell('onAllUserMicrophoneDisableChanged', { isDisable: true });
    engine.tell('onUserAudioStateChanged', { userId: 'bob', hasAudio: false, reason: 1 });
    expect(toasts()).toEqual(['The host has muted all members.']);
    engine.tell('onAllUserMicrophoneDisableChanged', { isDisable: false });
    expect(toasts()).toHaveLength(2);
    fresh();
    meetingOf(host, user('bob'));
    engine.tell('onAllUserCameraDisableChanged', { isDisable: true });
    expect(toasts()).toEqual([]);
    expect(useRoom().info?.isCameraDisableForAllUser).toBe(true);
  });

  it('is said to the one whose device is closed alone', () => {
    meetingOf(user('bob', { hasAudioStream: true, hasVideoStream: true }), host);
    engine.tell('onUserAudioStateChanged', { userId: 'bob', hasAudio: false, reason: 1 });
    engine.tell('onUserVideoStateChanged', { userId: 'bob', streamType: 0, hasVideo: false, reason: 0 });
    engine.tell('onUserVideoStateChanged', { userId: 'ann', streamType: 0, hasVideo: false, reason: 1 });
    expect(toasts()).toEqual(['The host has muted you.']);
  });
});

describe('a button that is locked', () => {
  const locked = () => {
    meetingOf(user('bob'), host);
    useRoom().info = info({ isMicrophoneDisableForAllUser: true, isCameraDisableForAllUser: true });
    return mount(MeetingToolbar);
  };

  it('says why, and asks the host instead of touching the device', async () => {
    const toolbar = locked();
    expect(toolbar.find(id('btn-mic')).attributes('aria-label')).toContain('Ask to speak');
    expect(toolbar.findAll('.cf-tool__lock')).toHaveLength(2);
    await toolbar.find(id('btn-mic')).trigger('click');
    expect(engine.asked('openLocalMicrophone')).toEqual([]);
    expect(useUi().dialog).toEqual({ applyFor: TUIMediaDevice.kMicrophone });
    useUi().dialog = null;
    await toolbar.find(id('btn-camera')).trigger('click');
    expect(engine.asked('openLocalCamera')).toEqual([]);
    expect(useUi().dialog).toEqual({ applyFor: TUIMediaDevice.kCamera });
  });

  it('still switches off what is on', async () => {
    const toolbar = locked();
    useLocal().$patch({ isMicrophoneOpened: true });
    await flushPromises();
    await toolbar.find(id('btn-mic')).trigger('click');
    expect(engine.asked('muteLocalAudio')).toHaveLength(1);
  });

  it('opens once a host has agreed, until it is switched off anew', async () => {
    const toolbar = locked();
    await useRequests().applyFor(TUIMediaDevice.kMicrophone);
    const [params] = engine.asked('applyToAdminToOpenLocalDevice') as {
      requestCallback: (outcome: object) => void;
    }[];
    params?.requestCallback({ requestId: 'q1', requestCallbackType: 0, userId: 'ann', code: 0, message: '' });
    await flushPromises();
    expect(engine.asked('openLocalMicrophone')).toHaveLength(1);
    expect(toolbar.findAll('.cf-tool__lock')).toHaveLength(1);
    engine.tell('onAllUserMicrophoneDisableChanged', { isDisable: true });
    await flushPromises();
    expect(toolbar.findAll('.cf-tool__lock')).toHaveLength(2);
  });

  it('opens for who was asked to by a host', async () => {
    const toolbar = locked();
    await useRequests().answer(request('q1', 'ann', 2), true);
    await flushPromises();
    expect(toolbar.findAll('.cf-tool__lock')).toHaveLength(1);
  });

  it('is none for hosts', () => {
    meetingOf(coHost, host);
    useRoom().info = info({ isMicrophoneDisableForAllUser: true });
    expect(mount(MeetingToolbar).findAll('.cf-tool__lock')).toHaveLength(0);
  });
});

describe('the host who leaves', () => {
  const leaving = () => {
    useUi().dialog = 'end';
    return mount(MeetingDialogs);
  };

  it('makes somebody else the host, co-hosts first', async () => {
    meetingOf(host, user('bob'), coHost);
    const dialogs = leaving();
    expect(dialogs.findAll('option').map((option) => option.text())).toEqual(['Cai (co-host)', 'Bob']);
    await dialogs.find(id('successor')).setValue('bob');
    await dialogs.find(id('leave-hand-over')).trigger('click');
    await flushPromises();
    expect(engine.asked('changeUserRole')).toEqual([{ userId: 'bob', userRole: 0 }]);
    expect(engine.asked('exitRoom')).toHaveLength(1);
    expect(useRoom().notice).toBe('left');
  });

  it('stays when that is refused', async () => {
    meetingOf(host, user('bob'));
    engine.fail('changeUserRole', new EngineError(-2201, 'x'));
    await leaving().find(id('leave-hand-over')).trigger('click');
    await flushPromises();
    expect(engine.asked('exitRoom')).toEqual([]);
    expect(toasts()).toEqual(['This member is not in the meeting any more.']);
  });

  it('ends it for all', async () => {
    meetingOf(host, user('bob'));
    await leaving().find(id('confirm-ok')).trigger('click');
    await flushPromises();
    expect(engine.asked('destroyRoom')).toHaveLength(1);
  });

  it('can only end it when nobody else is there, or it is a live room', () => {
    meetingOf(host);
    expect(leaving().find(id('successor')).exists()).toBe(false);
    meetingOf(host, user('bob'));
    useRoom().info = info({ roomType: 2 });
    expect(leaving().find(id('successor')).exists()).toBe(false);
  });
});

describe('who gets another role', () => {
  it('is told so, and decides from then on', async () => {
    meetingOf(user('bob'), host);
    const panel = mount(MemberPanel);
    expect(panel.find(id('all-mics')).exists()).toBe(false);
    engine.tell('onUserRoleChanged', {
      userId: 'bob',
      userRole: 0,
      userInfo: user('bob', { userRole: 0 }),
    });
    await flushPromises();
    expect(toasts()).toEqual(['You are the host now.']);
    expect(panel.find(id('all-mics')).exists()).toBe(true);
    expect(useRoom().info?.ownerId).toBe('bob');
  });

  it('confirms giving the meeting away', async () => {
    meetingOf(host, user('bob'));
    useUi().dialog = { handOver: 'bob' };
    const dialogs = mount(MeetingDialogs);
    expect(dialogs.text()).toContain('Make Bob the host?');
    await dialogs.find(id('confirm-ok')).trigger('click');
    await flushPromises();
    expect(engine.asked('changeUserRole')).toEqual([{ userId: 'bob', userRole: 0 }]);
    expect(toasts()).toEqual(['Bob is the host now.']);
  });
});

describe('the settings of the meeting', () => {
  const settings = async (password: string) => {
    meetingOf(host, user('bob'));
    engine.answer('fetchRoomInfo', info({ password }));
    useUi().dialog = 'settings';
    const dialogs = mount(MeetingDialogs);
    await flushPromises();
    return dialogs;
  };

  it('show and change name and password, and say only what changed', async () => {
    const dialogs = await settings('old');
    const field = dialogs.find<HTMLInputElement>(id('settings-password'));
    expect(field.element.value).toBe('old');
    await field.setValue('');
    await dialogs.find(id('settings-ok')).trigger('click');
    await flushPromises();
    expect(engine.asked('updateRoomPasswordByAdmin')).toEqual([{ password: '' }]);
    expect(engine.asked('updateRoomNameByAdmin')).toEqual([]);
    expect(toasts()).toEqual(['The meeting has no password now.']);
    const again = await settings('');
    await again.find(id('settings-name')).setValue('Monthly');
    await again.find('form').trigger('submit');
    await flushPromises();
    expect(engine.asked('updateRoomNameByAdmin')).toEqual([{ roomName: 'Monthly' }]);
    expect(engine.asked('updateRoomPasswordByAdmin')).toHaveLength(1);
  });

  it('have their limits', async () => {
    const dialogs = await settings('');
    await dialogs.find(id('settings-name')).setValue('会'.repeat(11));
    expect(dialogs.find('[role=alert]').text()).toContain('too long');
    expect(dialogs.find(id('settings-ok')).attributes('disabled')).toBeDefined();
  });

  it('touch no password that is not known', async () => {
    meetingOf(host);
    engine.fail('fetchRoomInfo', new EngineError(-1, 'x'));
    useUi().dialog = 'settings';
    const dialogs = mount(MeetingDialogs);
    await flushPromises();
    expect(dialogs.find(id('settings-password')).attributes('disabled')).toBeDefined();
    await dialogs.find(id('settings-ok')).trigger('click');
    expect(engine.asked('updateRoomPasswordByAdmin')).toEqual([]);
  });
});
