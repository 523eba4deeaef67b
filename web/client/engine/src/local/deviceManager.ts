import { TRTCDeviceState, TRTCDeviceType, TUIAudioRoute, TUIErrorCode, TUIMediaDeviceType } from '../enums';
import { Emitter } from '../emitter';
import { EngineError, unsupported } from '../errors';
import type { LocalPreview } from '../media/localPreview';
import type { Speakers } from '../media/speakers';
import type { TUIDeviceInfo } from '../types';
import { captureCamera, captureMicrophone } from './capture';
import { kindOf, type DeviceChange, type DeviceKind, type Devices } from './devices';
import type { LocalMedia } from './localMedia';
import { refused } from './refusals';
import { MicrophoneTest, SpeakerTest } from './soundTests';

/** The names of the events, spelt as in the published engine. */
export enum TUIRoomDeviceMangerEvents {
  onDeviceChanged = 'onDeviceChanged',
  onTestMicVolume = 'onTestMicVolume',
  onTestSpeakerVolume = 'onTestSpeakerVolume',
}

export interface DeviceEvents {
  onDeviceChanged: DeviceChange;
  /** 0 to 100. */
  onTestMicVolume: { volume: number };
  onTestSpeakerVolume: { volume: number };
}

export interface DeviceParts {
  devices: Devices;
  local: LocalMedia;
  preview: LocalPreview;
  speakers: Speakers;
}

/** The cameras, microphones and speakers of this device: which there are, which are used, and whether they work. */
export class TUIRoomDeviceManager {
  private readonly events = new Emitter<DeviceEvents>();
  private readonly microphoneTest = new MicrophoneTest((volume) =>
    this.events.emit('onTestMicVolume', { volume }),
  );
  private readonly speakerTest: SpeakerTest;

  constructor(private readonly parts: DeviceParts) {
    const { devices, local, speakers } = parts;
    this.speakerTest = new SpeakerTest(
      (volume) => this.events.emit('onTestSpeakerVolume', { volume }),
      () => speakers.deviceId,
    );
    local.prefer(devices.chosenId('videoinput'), devices.chosenId('audioinput'));
    const speakerId = devices.chosenId('audiooutput');
    if (speakerId) void speakers.setSpeaker(speakerId).catch(() => undefined);
  }

  on<K extends keyof DeviceEvents>(event: K, func: (payload: DeviceEvents[K]) => void): void {
    this.events.on(event, func);
  }

  off<K extends keyof DeviceEvents>(event: K, func: (payload: DeviceEvents[K]) => void): void {
    this.events.off(event, func);
  }

  getDevicesList({ type }: { type: TUIMediaDeviceType }): Promise<TUIDeviceInfo[]> {
    const kind = kindOf(type);
    return kind ? this.parts.devices.list(kind) : Promise.reject(unknownType());
  }

  /** One that is in use is replaced at once, and without negotiating anew. */
  async setCurrentDevice({ type, deviceId }: { type: TUIMediaDeviceType; deviceId: string }): Promise<void> {
    const { devices, local, speakers } = this.parts;
    const kind = kindOf(type);
    if (kind === 'videoinput') await local.useCamera({ deviceId });
    else if (kind === 'audioinput') await local.useMicrophone(deviceId);
    else if (kind === 'audiooutput') await speakers.setSpeaker(deviceId);
    else throw unknownType();
    devices.choose(kind, deviceId);
  }

  getCurrentDevice({ type }: { type: TUIMediaDeviceType }): TUIDeviceInfo {
    const kind = kindOf(type);
    if (!kind) throw unknownType();
    return this.parts.devices.current(kind, this.trackOf(kind));
  }

  async startCameraDeviceTest({ view }: { view: string }): Promise<void> {
    const { devices, preview } = this.parts;
    const { deviceId } = devices.current('videoinput', this.parts.local.camera);
    await preview.startTest(view, () => captureCamera({ deviceId, isPreferred: true }));
  }

  async stopCameraDeviceTest(): Promise<void> {
    this.parts.preview.stopTest();
  }

  /**
   * Tells `onTestMicVolume` from now on.
   *
   * @param interval milliseconds
   */
  async startMicDeviceTest({ interval }: { interval: number }): Promise<void> {
    const { deviceId } = this.parts.devices.current('audioinput', this.parts.local.microphone);
    await this.microphoneTest.start(interval, () => captureMicrophone({ deviceId, isPreferred: true }));
  }

  async stopMicDeviceTest(): Promise<void> {
    this.microphoneTest.stop();
  }

  /**
   * Plays over and over, and tells `onTestSpeakerVolume`.
   *
   * @param filePath an address that the browser can fetch and play; a chime of our own when it is left out
   */
  async startSpeakerDeviceTest({ filePath = '' }: { filePath?: string } = {}): Promise<void> {
    await this.speakerTest.start(filePath);
  }

  async stopSpeakerDeviceTest(): Promise<void> {
    this.speakerTest.stop();
  }

  /** Of a computer's camera it is not known: people sit in front of it. */
  isFrontCamera(): boolean {
    return this.parts.local.camera?.getSettings().facingMode !== 'environment';
  }

  /** On a telephone: the camera on this side, or on the other. */
  async switchCamera({ isFrontCamera }: { isFrontCamera: boolean }): Promise<void> {
    const { devices, local } = this.parts;
    await local.useCamera({ isFront: isFrontCamera });
    const used = local.camera?.getSettings().deviceId;
    if (used) devices.inUse('videoinput', used);
  }

  isAutoFocusEnabled(): boolean {
    const settings = this.parts.local.camera?.getSettings() as { focusMode?: string } | undefined;
    return settings?.focusMode === 'continuous';
  }

  enableCameraTorch({ enabled }: { enabled: boolean }): void {
    const { camera } = this.parts.local;
    const can = camera?.getCapabilities?.() as { torch?: boolean } | undefined;
    if (!camera || !can?.torch) throw unsupported('The open camera has no light that a browser can switch');
    const torch = { torch: enabled } as MediaTrackConstraintSet;
    camera.applyConstraints({ advanced: [torch] }).catch((error: unknown) => {
      console.warn('The light could not be switched', refused('camera', error));
    });
  }

  /** A browser plays by the loudspeaker, or by what is chosen with `setCurrentDevice`. */
  setAudioRoute({ route }: { route: TUIAudioRoute }): void {
    if (route === TUIAudioRoute.kAudioRouteEarpiece)
      throw unsupported('A browser does not let a page choose the earpiece');
  }

  /** Something was plugged in, pulled out or taken into use. What is in use and gone is replaced. */
  changed(change: DeviceChange): void {
    this.events.emit('onDeviceChanged', change);
    const { devices, speakers } = this.parts;
    const { deviceId, type, state } = change;
    const isGone = state === TRTCDeviceState.TRTCDeviceStateRemove;
    if (!isGone || type !== TRTCDeviceType.TRTCDeviceTypeSpeaker || deviceId !== speakers.deviceId) return;
    const { deviceId: other } = devices.current('audiooutput');
    void speakers.setSpeaker(other).then(
      () => devices.inUse('audiooutput', other),
      () => undefined, // the browser plays by another one of its own choice
    );
  }

  close(): void {
    this.microphoneTest.stop();
    this.speakerTest.stop();
    this.events.clear();
  }

  private trackOf(kind: DeviceKind): MediaStreamTrack | null {
    const { camera, microphone } = this.parts.local;
    return kind === 'videoinput' ? camera : kind === 'audioinput' ? microphone : null;
  }
}

const unknownType = () =>
  new EngineError(TUIErrorCode.ERR_INVALID_PARAMETER, 'type must be one of TUIMediaDeviceType');
