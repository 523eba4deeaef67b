import { flushPromises, mount } from '@vue/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { EngineError, TUINetworkQuality } from '@confab/engine';
import { engine, fresh, meetingOf, user } from './kit';
import MeetingDialogs from '../src/components/meeting/MeetingDialogs.vue';
import MeetingHeader from '../src/components/meeting/MeetingHeader.vue';
import VideoTile from '../src/components/meeting/VideoTile.vue';
import MeetingToolbar from '../src/components/toolbar/MeetingToolbar.vue';
import { restoreVideoSettings } from '../src/composables/useVideoSettings';
import { theEngine } from '../src/engine';
import { useLocal } from '../src/state/local';
import { useRoom } from '../src/state/room';
import { useUi } from '../src/state/ui';

const id = (name: string) => `[data-testid="${name}"]`;
const network = (userId: string, quality: TUINetworkQuality) => ({
  userId,
  quality,
  upLoss: 4,
  downLoss: 2,
  delay: 80,
});

beforeEach(() => {
  localStorage.clear();
  fresh();
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  meetingOf(user('ann'), user('bob'));
});

describe('the sign of the network', () => {
  it('says in bars and in words how well a member is connected', async () => {
    const tile = mount(VideoTile, { props: { userId: 'bob' } });
    expect(tile.find(id('network-bob')).exists()).toBe(false);
    useRoom().measured([network('bob', 4)]);
    await flushPromises();
    const sign = tile.find(id('network-bob'));
    expect(sign.attributes('aria-label')).toBe('The network is bad');
    expect(sign.attributes('title')).toContain('Delay 80 ms, 4 % lost');
    expect(sign.findAll('.cf-network__bar--on')).toHaveLength(1);
    useRoom().measured([network('bob', 1)]);
    await flushPromises();
    expect(sign.findAll('.cf-network__bar--on')).toHaveLength(4);
  });

  it('is in the top bar for oneself', async () => {
    const header = mount(MeetingHeader, { props: { isFullScreen: false, canFullScreen: false } });
    useRoom().measured([network('ann', 6)]);
    await flushPromises();
    expect(header.find(id('network-ann')).attributes('aria-label')).toBe('No connection');
  });

  it('goes when nothing is measured any more', async () => {
    const tile = mount(VideoTile, { props: { userId: 'bob' } });
    useRoom().measured([network('bob', 2)]);
    useRoom().measured([network('ann', 2)]);
    await flushPromises();
    expect(tile.find(id('network-bob')).exists()).toBe(false);
  });
});

describe('the devices beside the buttons', () => {
  const cameras = [
    { deviceId: 'a', deviceName: 'Built in' },
    { deviceId: 'b', deviceName: '' },
  ];

  async function open(about: string) {
    engine.answer('getCameraDevicesList', cameras);
    engine.answer('getMicDevicesList', [{ deviceId: 'm', deviceName: 'Headset' }]);
    engine.answer('getSpeakerDevicesList', []);
    const toolbar = mount(MeetingToolbar, { attachTo: document.body });
    await toolbar.find(id(`devices-${about}`)).trigger('click');
    await flushPromises();
    return toolbar;
  }

  it('are chosen among with a click', async () => {
    const toolbar = await open('camera');
    const choices = toolbar.findAll(`${id('choice-camera')} label`);
    expect(choices.map((choice) => choice.text())).toEqual(['Built in', 'Camera 2']);
    await choices[1]?.find('input').setValue();
    expect(engine.asked('setCurrentCameraDevice')).toEqual([{ deviceId: 'b' }]);
    toolbar.unmount();
  });

  it('show at the microphone how loud one is', async () => {
    const toolbar = await open('microphone');
    useLocal().$patch({ isMicrophoneOpened: true });
    useRoom().heard([{ userId: 'ann', volume: 40 }]);
    await flushPromises();
    expect(toolbar.find(id('mic-level')).attributes('aria-valuenow')).toBe('40');
    toolbar.unmount();
  });

  it('close with Escape, and give the focus back', async () => {
    const toolbar = await open('camera');
    await toolbar.find(id('choice-camera')).trigger('keydown', { key: 'Escape' });
    expect(toolbar.find(id('choice-camera')).exists()).toBe(false);
    expect(document.activeElement).toBe(toolbar.find(id('devices-camera')).element);
    toolbar.unmount();
  });

  it('close when something else is pointed at', async () => {
    const toolbar = await open('camera');
    toolbar.find(id('choice-camera')).element.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await flushPromises();
    expect(toolbar.find(id('choice-camera')).exists()).toBe(true);
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await flushPromises();
    expect(toolbar.find(id('choice-camera')).exists()).toBe(false);
    toolbar.unmount();
  });

  it('say in words why another one cannot be used', async () => {
    const toolbar = await open('camera');
    engine.fail('setCurrentCameraDevice', new EngineError(-1102, 'busy'));
    await toolbar.findAll(`${id('choice-camera')} input`)[1]?.setValue();
    await flushPromises();
    expect(useUi().toasts[0]?.text).toMatch(/in use by another application/);
    toolbar.unmount();
  });
});

describe('the settings', () => {
  const settings = () => {
    useUi().dialog = 'devices';
    return mount(MeetingDialogs);
  };

  it('choose the quality of the picture, and remember it', async () => {
    await settings().find(id('video-quality')).setValue('1');
    await flushPromises();
    expect(engine.asked('updateVideoQuality')).toEqual([{ quality: 1 }]);
    expect(JSON.parse(localStorage['confab.video'])).toMatchObject({ videoQuality: 1 });
  });

  it('keep the quality that works when another one is refused', async () => {
    engine.fail('updateVideoQuality', new EngineError(-1100, 'no'));
    await settings().find(id('video-quality')).setValue('4');
    await flushPromises();
    expect(useLocal().videoQuality).toBe(3);
    expect(useUi().toasts).toHaveLength(1);
  });

  it('turn the mirror off and on', async () => {
    const mirror = settings().find(id('mirror'));
    await mirror.setValue(false);
    await mirror.setValue(true);
    expect(engine.asked('setLocalRenderParams')).toEqual([{ mirrorType: 2 }, { mirrorType: 0 }]);
  });

  it('tell a new engine what was chosen before', async () => {
    await restoreVideoSettings(theEngine());
    expect(engine.asked('updateVideoQuality')).toEqual([]);
    useLocal().$patch({ isMirrored: false, videoQuality: 2 });
    await restoreVideoSettings(theEngine());
    expect(engine.asked('setLocalRenderParams')).toEqual([{ mirrorType: 2 }]);
    expect(engine.asked('updateVideoQuality')).toEqual([{ quality: 2 }]);
  });

  it('play a sound by the speaker until they are closed', async () => {
    const dialog = settings();
    await dialog.find(id('test-speaker')).trigger('click');
    expect(engine.asked('startSpeakerDeviceTest')).toHaveLength(1);
    dialog.unmount();
    expect(engine.asked('stopSpeakerDeviceTest')).toHaveLength(1);
  });
});
