import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TUIMediaDeviceType, TUIRoomDeviceManager, TUIRoomDeviceMangerEvents } from '../src';
import { Devices } from '../src/local/devices';
import { LocalMedia } from '../src/local/localMedia';
import { LocalPreview } from '../src/media/localPreview';
import { Speakers } from '../src/media/speakers';
import { fakeDevices, FakeTrack, track } from './fakeMedia';
import { settled } from './fakeServer';

const CAMERA = TUIMediaDeviceType.kMediaDeviceTypeVideoCamera;
const MICROPHONE = TUIMediaDeviceType.kMediaDeviceTypeAudioInput;
const SPEAKER = TUIMediaDeviceType.kMediaDeviceTypeAudioOutput;

let plugged: ReturnType<typeof fakeDevices>;
let local: LocalMedia;
let speakers: Speakers;
let devices: Devices;
let manager: TUIRoomDeviceManager;
let told: object[];
const sinks: string[] = [];

function open(): void {
  devices = new Devices((change) => manager.changed(change));
  speakers = new Speakers(() => undefined);
  const preview = new LocalPreview();
  local = new LocalMedia({
    publish: () => Promise.resolve(),
    tuned: () => undefined,
    changed: () => undefined,
    screenEndedByBrowser: () => undefined,
    replaced: () => undefined,
    lost: () => undefined,
  });
  manager = new TUIRoomDeviceManager({ devices, local, preview, speakers });
  manager.on(TUIRoomDeviceMangerEvents.onDeviceChanged, (change) => told.push(change));
}

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('MediaStream', class {});
  HTMLMediaElement.prototype.play = () => Promise.resolve();
  Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', { writable: true, configurable: true });
  HTMLMediaElement.prototype.setSinkId = (id) => Promise.resolve(void sinks.push(id));
  sinks.length = 0;
  told = [];
  plugged = fakeDevices();
  plugged.plugIn('videoinput cam', 'audioinput mic', 'audiooutput horn', 'audiooutput phones');
  open();
});

afterEach(() => {
  manager.close();
  devices.close();
  local.closeAll();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the devices', () => {
  it('are listed by their kind, without those the page may not know yet', async () => {
    plugged.plugIn('videoinput cam', 'videoinput', 'audioinput mic');
    expect(await manager.getDevicesList({ type: CAMERA })).toEqual([
      { deviceId: 'cam', deviceName: 'The cam' },
    ]);
    expect(await manager.getDevicesList({ type: SPEAKER })).toEqual([]);
    await expect(manager.getDevicesList({ type: 9 as number })).rejects.toMatchObject({ code: -1001 });
  });

  it('are told when they are plugged in and pulled out', async () => {
    await settled();
    plugged.plugIn('videoinput cam', 'audioinput headset', 'audiooutput horn', 'audiooutput phones');
    await settled();
    expect(told).toEqual([
      { deviceId: 'mic', type: 0, state: 1 },
      { deviceId: 'headset', type: 0, state: 0 },
    ]);
  });

  it('are told when they are taken into use', async () => {
    await manager.setCurrentDevice({ type: MICROPHONE, deviceId: 'mic' });
    await manager.setCurrentDevice({ type: CAMERA, deviceId: 'cam' });
    await manager.setCurrentDevice({ type: SPEAKER, deviceId: 'phones' });
    expect(told).toEqual([
      { deviceId: 'mic', type: 0, state: 2 },
      { deviceId: 'cam', type: 2, state: 2 },
      { deviceId: 'phones', type: 1, state: 2 },
    ]);
  });

  it('are remembered after a reload', async () => {
    await manager.setCurrentDevice({ type: SPEAKER, deviceId: 'phones' });
    await manager.setCurrentDevice({ type: CAMERA, deviceId: 'cam' });
    manager.close();
    devices.close();
    open();
    await settled();
    expect(manager.getCurrentDevice({ type: SPEAKER })).toEqual({
      deviceId: 'phones',
      deviceName: 'The phones',
    });
    speakers.setTrack('bob', 'microphone', track('audio'));
    expect(sinks).toEqual(['phones']);
    await local.openCamera();
    expect(plugged.asked.at(-1)).toMatchObject({ video: { deviceId: { ideal: 'cam' } } });
  });

  it('are the browser’s first where nothing was chosen, or where that is missing', async () => {
    await settled();
    expect(manager.getCurrentDevice({ type: SPEAKER }).deviceId).toBe('horn');
    await manager.setCurrentDevice({ type: SPEAKER, deviceId: 'phones' });
    plugged.plugIn('audiooutput horn');
    await settled();
    expect(manager.getCurrentDevice({ type: SPEAKER }).deviceId).toBe('horn');
  });

  it('play by another speaker when the one in use is pulled out', async () => {
    await settled();
    speakers.setTrack('bob', 'microphone', track('audio'));
    await manager.setCurrentDevice({ type: SPEAKER, deviceId: 'phones' });
    told.length = 0;
    plugged.plugIn('videoinput cam', 'audioinput mic', 'audiooutput horn');
    await settled();
    expect(sinks.at(-1)).toBe('horn');
    expect(told).toEqual([
      { deviceId: 'phones', type: 1, state: 1 },
      { deviceId: 'horn', type: 1, state: 2 },
    ]);
  });

  it('survive a memory that somebody spoiled', () => {
    localStorage.setItem('confab.devices', '{oops');
    expect(open).not.toThrow();
  });
});

describe('what a browser cannot do', () => {
  it('is said: the earpiece, a light that the camera has not', async () => {
    expect(() => manager.setAudioRoute({ route: 1 })).toThrowError(expect.objectContaining({ code: -2103 }));
    expect(() => manager.setAudioRoute({ route: 0 })).not.toThrow();
    await local.openCamera();
    expect(() => manager.enableCameraTorch({ enabled: true })).toThrowError(
      expect.objectContaining({ code: -2103 }),
    );
  });

  it('knows which way a camera looks', async () => {
    await local.openCamera();
    expect(manager.isFrontCamera()).toBe(true);
    Object.assign(plugged.given[0]?.settings ?? {}, { facingMode: 'environment' });
    expect(manager.isFrontCamera()).toBe(false);
  });

  it('switches to the camera on the other side', async () => {
    await local.openCamera();
    await manager.switchCamera({ isFrontCamera: false });
    expect(plugged.asked.at(-1)).toMatchObject({ video: { facingMode: 'environment' } });
    expect(told).toEqual([{ deviceId: 'video-1', type: 2, state: 2 }]);
  });
});

describe('trying a microphone', () => {
  let amplitude: number;

  beforeEach(() => {
    vi.useFakeTimers();
    amplitude = 0.25;
    const analyser = {
      fftSize: 0,
      getFloatTimeDomainData: (samples: Float32Array) => samples.fill(amplitude),
      disconnect: () => undefined,
    };
    vi.stubGlobal(
      'AudioContext',
      class {
        state = 'running';
        createAnalyser = () => analyser;
        createMediaStreamSource = () => ({
          context: this,
          connect: () => undefined,
          disconnect: () => undefined,
        });
      },
    );
  });

  it('tells how loud it is, at the interval', async () => {
    const volumes: number[] = [];
    manager.on(TUIRoomDeviceMangerEvents.onTestMicVolume, ({ volume }) => volumes.push(volume));
    await manager.startMicDeviceTest({ interval: 100 });
    await vi.advanceTimersByTimeAsync(200);
    amplitude = 0;
    await vi.advanceTimersByTimeAsync(100);
    expect(volumes).toEqual([50, 50, 0]);
    await manager.stopMicDeviceTest();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(volumes).toHaveLength(3);
    expect(plugged.given[0]?.readyState).toBe('ended');
  });

  it.each([0, -1, NaN])('refuses the interval %d', async (interval) => {
    await expect(manager.startMicDeviceTest({ interval })).rejects.toMatchObject({ code: -1001 });
    expect(plugged.given).toEqual([]);
  });

  it('leaves nothing running when it is stopped before the browser has opened it', async () => {
    const starting = manager.startMicDeviceTest({ interval: 100 });
    await manager.stopMicDeviceTest();
    await starting;
    expect(plugged.given.map((one: FakeTrack) => one.readyState)).toEqual(['ended']);
  });
});
