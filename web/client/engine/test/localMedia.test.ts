import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '../src/errors';
import { LocalMedia, type Outgoing } from '../src/local/localMedia';
import { fakeDevices } from './fakeMedia';

let devices: ReturnType<typeof fakeDevices>;
let published: Outgoing[];
let refusal: EngineError | null;
const screenEndedByBrowser = vi.fn();
const lost = vi.fn();
const replaced = vi.fn();
let local: LocalMedia;

beforeEach(() => {
  devices = fakeDevices();
  published = [];
  refusal = null;
  screenEndedByBrowser.mockReset();
  lost.mockReset();
  replaced.mockReset();
  local = new LocalMedia({
    publish: (outgoing) => {
      if (refusal) return Promise.reject(refusal);
      published.push(outgoing);
      return Promise.resolve();
    },
    tuned: () => undefined,
    changed: () => undefined,
    screenEndedByBrowser,
    replaced,
    lost,
  });
});

const sending = () => {
  const { camera, screen } = local.outgoing;
  return [camera.video && 'camera', camera.audio && 'voice', screen.video && 'screen'].filter(Boolean);
};

describe('this device', () => {
  it('releases the camera when it is closed', async () => {
    await local.openCamera();
    expect(sending()).toEqual(['camera']);
    await local.closeCamera();
    expect(devices.given[0]?.readyState).toBe('ended');
    expect(published.at(-1)?.camera.video).toBeNull();
  });

  it('opens the camera once, however often it is asked', async () => {
    await Promise.all([local.openCamera(), local.openCamera()]);
    expect(devices.given).toHaveLength(1);
  });

  it('keeps the microphone but sends nothing while it is muted', async () => {
    await local.openMicrophone();
    await local.muteMicrophone(true);
    expect(sending()).toEqual([]);
    expect(devices.given[0]?.readyState).toBe('live');
    await local.muteMicrophone(false);
    expect(sending()).toEqual(['voice']);
  });

  it('lets go of a camera that the room does not allow', async () => {
    refusal = new EngineError(-2371, 'Cameras are disabled');
    await expect(local.openCamera()).rejects.toMatchObject({ code: -2371 });
    expect(devices.given[0]?.readyState).toBe('ended');
    expect(local.state.isCameraOpened).toBe(false);
  });

  it('lets go at once of all that may not be sent any more, whatever was refused between', async () => {
    await local.openCamera();
    await local.openMicrophone();
    await local.startScreen(true);
    published.length = 0;
    await local.restrict({ audio: false, video: false });
    expect(published).toEqual([
      { camera: { audio: null, video: null }, screen: { audio: null, video: null } },
    ]);
    expect(devices.given.map(({ readyState }) => readyState)).toEqual(['ended', 'ended', 'ended', 'ended']);
    await local.restrict({ audio: false, video: false });
    expect(published).toHaveLength(1);
  });

  it('keeps what may still be sent', async () => {
    await local.openCamera();
    await local.openMicrophone();
    await local.restrict({ audio: false, video: true });
    expect(sending()).toEqual(['camera']);
  });

  it('can look at the camera without sending it', async () => {
    await local.openCamera();
    await local.pushVideo(false);
    expect(sending()).toEqual([]);
    expect(local.state.isCameraOpened).toBe(true);
  });

  it('notices the browser ending a shared screen', async () => {
    await local.startScreen(true);
    expect(sending()).toEqual(['screen']);
    devices.given[0]?.end();
    await vi.waitFor(() => expect(screenEndedByBrowser).toHaveBeenCalledOnce());
    expect(sending()).toEqual([]);
    expect(devices.given.every(({ readyState }) => readyState === 'ended')).toBe(true);
  });

  it('does not mistake its own end of sharing for the browser’s', async () => {
    await local.startScreen(false);
    await local.stopScreen();
    expect(screenEndedByBrowser).not.toHaveBeenCalled();
  });

  it('takes another device when the one in use was pulled out', async () => {
    await local.openMicrophone();
    devices.given[0]?.end();
    await vi.waitFor(() => expect(replaced).toHaveBeenCalledOnce());
    expect(replaced).toHaveBeenCalledWith('microphone', devices.given[1]);
    expect(published.at(-1)?.camera.audio).toBe(devices.given[1]);
    expect(lost).not.toHaveBeenCalled();
  });

  it('says when there is no other device', async () => {
    await local.openMicrophone();
    devices.refuseWith('NotFoundError');
    devices.given[0]?.end();
    await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce());
    expect(lost).toHaveBeenCalledWith(expect.objectContaining({ code: -1107 }));
    expect(local.state.isMicrophoneOpened).toBe(false);
    expect(published.at(-1)?.camera.audio).toBeNull();
  });

  it('does not go on for ever with devices that break at once', async () => {
    await local.openCamera();
    for (let broken = 0; broken < 4; broken++) {
      await vi.waitFor(() => expect(devices.given).toHaveLength(broken + 1));
      devices.given.at(-1)?.end();
    }
    await vi.waitFor(() => expect(lost).toHaveBeenCalledWith(expect.objectContaining({ code: -1100 })));
    expect(devices.given).toHaveLength(4);
  });

  it('exchanges the camera without a moment of nothing', async () => {
    await local.openCamera();
    await local.useCamera({ deviceId: 'other' });
    expect(devices.asked.at(-1)).toMatchObject({ video: { deviceId: { exact: 'other' } } });
    expect(published.map(({ camera }) => camera.video)).toEqual(devices.given);
    expect(devices.given[0]?.readyState).toBe('ended');
  });

  it('keeps the camera that works when the other one does not', async () => {
    await local.openCamera();
    devices.refuseWith('NotFoundError', 'gone', 1);
    await expect(local.useCamera({ deviceId: 'gone' })).rejects.toMatchObject({ code: -1103 });
    expect(devices.given[0]?.readyState).toBe('live');
    await local.closeCamera();
    await local.openCamera();
    expect(devices.asked.at(-1)).not.toHaveProperty('video.deviceId');
  });

  it('closes the one camera first where two cannot be open at a time', async () => {
    await local.openCamera();
    devices.refuseWith('NotReadableError', 'in use', 1);
    await local.useCamera({ isFront: false });
    expect(devices.asked.at(-1)).toMatchObject({ video: { facingMode: 'environment' } });
    expect(devices.given.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
  });

  it('opens no device for a meeting that was left while the browser asked', async () => {
    const opening = local.openCamera();
    await Promise.resolve();
    local.closeAll();
    await expect(opening).rejects.toMatchObject({ code: -1 });
    expect(devices.given.map(({ readyState }) => readyState)).toEqual(['ended']);
    expect(local.state.isCameraOpened).toBe(false);
  });

  it('prefers what was chosen earlier, but does not insist', async () => {
    local.prefer('cam-7', '');
    await local.openCamera();
    expect(devices.asked.at(-1)).toMatchObject({ video: { deviceId: { ideal: 'cam-7' } } });
  });

  it('changes what is captured at once', async () => {
    await local.openCamera();
    await local.setQuality(({ camera }) => ({ camera: { ...camera, long: 640, short: 360, fps: 15 } }));
    expect(devices.given[0]?.applied).toEqual([
      { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 15, max: 15 } },
    ]);
  });

  const CASES: [name: string, camera: number, microphone: number, screen: number, more?: object][] = [
    ['NotAllowedError', -1101, -1105, -1109],
    ['SecurityError', -1101, -1105, -1109],
    ['NotReadableError', -1102, -1106, -1109],
    ['NotFoundError', -1103, -1107, -1108],
    ['OverconstrainedError', -1103, -1107, -1108, { constraint: 'deviceId' }],
    ['OverconstrainedError', -1100, -1104, -1109, { constraint: 'width' }],
    ['AbortError', -1100, -1104, -1109],
    ['InvalidStateError', -1100, -1104, -1109],
    ['TypeError', -1100, -1104, -1109],
  ];

  it.each(CASES)('%s of the browser becomes our codes', async (name, camera, microphone, screen, more) => {
    devices.refuseWith(name, 'refused', Infinity, more);
    await expect(local.openCamera()).rejects.toMatchObject({ code: camera, name });
    await expect(local.openMicrophone()).rejects.toMatchObject({ code: microphone, name });
    await expect(local.startScreen(false)).rejects.toMatchObject({ code: screen, name });
  });

  it('tells a screen that the system keeps from the browser from one that nobody chose', async () => {
    devices.refuseWith('NotAllowedError', 'Permission denied by system');
    await expect(local.startScreen(false)).rejects.toMatchObject({ code: -1108 });
    devices.refuseWith('NotAllowedError', 'Permission denied');
    await expect(local.startScreen(false)).rejects.toMatchObject({ code: -1109 });
  });

  it('says that devices need a safe page', async () => {
    Object.defineProperty(navigator, 'mediaDevices', { value: undefined, configurable: true });
    await expect(local.openCamera()).rejects.toMatchObject({ code: -1101 });
  });
});
