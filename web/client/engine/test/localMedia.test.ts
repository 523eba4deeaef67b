import { beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '../src/errors';
import { LocalMedia, type Outgoing } from '../src/local/localMedia';
import { fakeDevices } from './fakeMedia';

let devices: ReturnType<typeof fakeDevices>;
let published: Outgoing[];
let refusal: EngineError | null;
const screenEndedByBrowser = vi.fn();
const lost = vi.fn();
let local: LocalMedia;

beforeEach(() => {
  devices = fakeDevices();
  published = [];
  refusal = null;
  screenEndedByBrowser.mockReset();
  lost.mockReset();
  local = new LocalMedia({
    publish: (outgoing) => {
      if (refusal) return Promise.reject(refusal);
      published.push(outgoing);
      return Promise.resolve();
    },
    changed: () => undefined,
    screenEndedByBrowser,
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

  it('says when a device was pulled out', async () => {
    await local.openMicrophone();
    devices.given[0]?.end();
    await vi.waitFor(() => expect(local.state.isMicrophoneOpened).toBe(false));
    expect(lost).toHaveBeenCalledWith(expect.objectContaining({ code: -1104 }));
  });

  it.each([
    ['NotAllowedError', -1101, -1105, -1003],
    ['NotReadableError', -1102, -1106, -1109],
    ['NotFoundError', -1103, -1107, -1108],
    ['TypeError', -1100, -1104, -1109],
  ])('%s of the browser becomes our codes', async (name, camera, microphone, screen) => {
    devices.refuseWith(name);
    await expect(local.openCamera()).rejects.toMatchObject({ code: camera });
    await expect(local.openMicrophone()).rejects.toMatchObject({ code: microphone });
    await expect(local.startScreen(false)).rejects.toMatchObject({ code: screen });
  });
});
