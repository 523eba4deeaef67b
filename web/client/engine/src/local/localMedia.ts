import { TUIErrorCode } from '../enums';
import { EngineError, failed } from '../errors';
import { TaskQueue } from '../queue';
import type { LocalMediaState } from '../types';
import {
  captureCamera,
  captureMicrophone,
  captureScreen,
  type CameraChoice,
  type DeviceChoice,
  type ScreenTracks,
} from './capture';
import { constraintsOf, DEFAULT_QUALITY, type Quality } from './quality';
import { isOccupied, refused } from './refusals';

/** What is to be sent: null where nothing is. */
export interface Outgoing {
  camera: { audio: MediaStreamTrack | null; video: MediaStreamTrack | null };
  screen: { audio: MediaStreamTrack | null; video: MediaStreamTrack | null };
}

export const NOTHING: Outgoing = {
  camera: { audio: null, video: null },
  screen: { audio: null, video: null },
};

interface Listener {
  /** Something to send came, went or was replaced. Rejects when the room does not allow it. */
  publish: (outgoing: Outgoing) => Promise<void>;
  /** How to send from now on. */
  tuned: (quality: Quality) => void;
  changed: (state: LocalMediaState) => void;
  screenEndedByBrowser: () => void;
  /** The device was pulled out or taken away, and another one has taken its place. */
  replaced: (device: Device, track: MediaStreamTrack) => void;
  /** There was none to take its place. */
  lost: (error: EngineError) => void;
}

type Device = 'camera' | 'microphone';

/** One that breaks at once is not replaced for ever. */
const MOST_STAND_INS = 3;

/** The camera, the microphone and the screen of this device. A closed device is released. */
export class LocalMedia {
  camera: MediaStreamTrack | null = null;
  microphone: MediaStreamTrack | null = null;
  screen: ScreenTracks | null = null;
  private isVideoPushed = true;
  private isAudioPushed = true;
  private isMuted = false;
  private cameraChoice: CameraChoice = {};
  private microphoneChoice: DeviceChoice = {};
  private quality_: Quality = DEFAULT_QUALITY;
  private standIns = 0;
  private closings = 0;
  private readonly queue = new TaskQueue();

  constructor(private readonly listener: Listener) {}

  get state(): LocalMediaState {
    return {
      isCameraOpened: this.camera !== null,
      isMicrophoneOpened: this.microphone !== null,
      isMicrophoneMuted: this.isMuted,
      isScreenShared: this.screen !== null,
    };
  }

  get quality(): Quality {
    return this.quality_;
  }

  get outgoing(): Outgoing {
    const { screen } = this;
    return {
      camera: {
        audio: this.isAudioPushed && !this.isMuted ? this.microphone : null,
        video: this.isVideoPushed ? this.camera : null,
      },
      screen: { audio: screen?.audio ?? null, video: screen?.video ?? null },
    };
  }

  /** What was chosen at an earlier visit. */
  prefer(cameraId: string, microphoneId: string): void {
    if (cameraId) this.cameraChoice = { deviceId: cameraId, isPreferred: true };
    if (microphoneId) this.microphoneChoice = { deviceId: microphoneId, isPreferred: true };
  }

  openCamera(choice?: CameraChoice): Promise<void> {
    return this.queue.run(async () => {
      if (this.camera && !choice) return;
      await this.exchange('camera', choice);
      await this.publishOr(() => this.release('camera'));
    });
  }

  closeCamera(): Promise<void> {
    return this.queue.run(async () => {
      this.release('camera');
      await this.publish();
    });
  }

  openMicrophone(): Promise<void> {
    return this.queue.run(async () => {
      if (this.microphone) return;
      await this.exchange('microphone');
      await this.publishOr(() => this.release('microphone'));
    });
  }

  closeMicrophone(): Promise<void> {
    return this.queue.run(async () => {
      this.release('microphone');
      this.isMuted = false;
      await this.publish();
    });
  }

  muteMicrophone(isMuted: boolean): Promise<void> {
    return this.queue.run(async () => {
      const before = this.isMuted;
      this.isMuted = isMuted;
      await this.publishOr(() => (this.isMuted = before));
    });
  }

  pushVideo(isPushed: boolean): Promise<void> {
    return this.queue.run(async () => {
      this.isVideoPushed = isPushed;
      await this.publish();
    });
  }

  pushAudio(isPushed: boolean): Promise<void> {
    return this.queue.run(async () => {
      this.isAudioPushed = isPushed;
      await this.publish();
    });
  }

  startScreen(withAudio: boolean): Promise<void> {
    return this.queue.run(async () => {
      if (this.screen)
        throw new EngineError(TUIErrorCode.ERR_REPEAT_OPERATION, 'The screen is shared already');
      const screen = await captureScreen(withAudio);
      this.screen = screen;
      screen.video.addEventListener('ended', () => {
        if (this.screen === screen) void this.stopScreen().then(this.listener.screenEndedByBrowser);
      });
      await this.publishOr(() => this.releaseScreen());
    });
  }

  stopScreen(): Promise<void> {
    return this.queue.run(async () => {
      this.releaseScreen();
      await this.publish();
    });
  }

  /** Lets go of what may not be sent: of all of it before it is said, since nothing between the two would be allowed. */
  restrict({ audio, video }: { audio: boolean; video: boolean }): Promise<void> {
    return this.queue.run(async () => {
      const isTooMuch =
        (!audio && (this.microphone || this.screen?.audio)) || (!video && (this.camera || this.screen));
      if (!isTooMuch) return;
      if (!audio) this.silence();
      if (!video) {
        this.release('camera');
        this.releaseScreen();
      }
      await this.publish();
    });
  }

  private silence(): void {
    this.release('microphone');
    this.isMuted = false;
    this.screen?.audio?.stop();
    if (this.screen) this.screen.audio = null;
  }

  /** Chooses a camera; an open one is replaced at once. */
  async useCamera(choice: CameraChoice): Promise<void> {
    if (this.camera) await this.openCamera(choice);
    else this.cameraChoice = choice;
  }

  async useMicrophone(deviceId: string): Promise<void> {
    await this.queue.run(async () => {
      const choice = deviceId ? { deviceId } : {};
      if (!this.microphone) {
        this.microphoneChoice = choice;
        return;
      }
      await this.exchange('microphone', choice);
      await this.publish();
    });
  }

  /** What is captured now changes at once; a microphone is opened anew, as browsers do not change one that runs. */
  setQuality(choose: (now: Quality) => Partial<Quality>): Promise<void> {
    return this.queue.run(async () => {
      const change = choose(this.quality_);
      const quality = (this.quality_ = { ...this.quality_, ...change });
      this.listener.tuned(quality);
      if (change.camera) await constrain('camera', this.camera, constraintsOf(change.camera));
      if (change.screen)
        await constrain('screen', this.screen?.video, { frameRate: { ideal: change.screen.fps } });
      if (change.audio && this.microphone) {
        await this.exchange('microphone');
        await this.publish();
      }
      this.listener.tuned(quality); // what is captured now may have another size
    });
  }

  closeAll(): void {
    this.closings++;
    this.release('camera');
    this.release('microphone');
    this.releaseScreen();
    this.isMuted = false;
    this.isVideoPushed = this.isAudioPushed = true;
    this.listener.changed(this.state);
  }

  /**
   * Opens a device in place of the open one, if there is one. Where only one can be open at a time the old one is closed
   * first, and opened again when the new one does not work.
   */
  private async exchange(device: Device, choice = this.choiceOf(device)): Promise<void> {
    const before = this.choiceOf(device);
    try {
      this.take(device, await this.capture(device, choice));
    } catch (error) {
      if (!(error instanceof EngineError && isOccupied(error) && this[device])) throw error;
      this.release(device);
      try {
        this.take(device, await this.capture(device, choice));
      } catch (again) {
        this.take(device, await this.capture(device, before));
        await this.publish();
        throw again;
      }
    }
    if (device === 'camera') this.cameraChoice = choice;
    else this.microphoneChoice = choice;
    this.standIns = 0;
  }

  private choiceOf(device: Device): CameraChoice {
    return device === 'camera' ? this.cameraChoice : this.microphoneChoice;
  }

  /** Browsers may ask first, which takes as long as people like: what comes after all was closed is not wanted any more. */
  private async capture(device: Device, choice: CameraChoice): Promise<MediaStreamTrack> {
    const { camera, audio } = this.quality_;
    const { closings } = this;
    const track = await (device === 'camera'
      ? captureCamera(choice, camera)
      : captureMicrophone(choice, audio));
    if (closings === this.closings) return track;
    track.stop();
    throw failed(`The ${device} was closed before it opened`);
  }

  private take(device: Device, track: MediaStreamTrack): void {
    this.release(device);
    this[device] = track;
    track.addEventListener('ended', () => void this.findStandIn(device, track));
  }

  /** The device of the track went away. */
  private findStandIn(device: Device, gone: MediaStreamTrack): Promise<void> {
    return this.queue.run(async () => {
      if (this[device] !== gone) return;
      this.release(device);
      try {
        if (++this.standIns > MOST_STAND_INS) throw refused(device, new Error(`The ${device} went away`));
        this.take(device, await this.capture(device, {}));
      } catch (error) {
        if (device === 'microphone') this.isMuted = false;
        await this.publish().catch(() => undefined);
        this.listener.lost(refused(device, error));
        return;
      }
      await this.publish().catch(() => undefined);
      const track = this[device];
      if (track) this.listener.replaced(device, track);
    });
  }

  private release(device: Device): void {
    this[device]?.stop();
    this[device] = null;
  }

  private releaseScreen(): void {
    this.screen?.video.stop();
    this.screen?.audio?.stop();
    this.screen = null;
  }

  private async publish(): Promise<void> {
    this.listener.changed(this.state);
    await this.listener.publish(this.outgoing);
  }

  /** What was refused is undone, so that the device is not left running for nobody. */
  private async publishOr(undo: () => void): Promise<void> {
    try {
      await this.publish();
    } catch (error) {
      undo();
      this.listener.changed(this.state);
      await this.listener.publish(this.outgoing).catch(() => undefined);
      throw error;
    }
  }
}

async function constrain(
  source: Device | 'screen',
  track: MediaStreamTrack | null | undefined,
  constraints: MediaTrackConstraints,
): Promise<void> {
  try {
    await track?.applyConstraints(constraints);
  } catch (error) {
    throw refused(source, error);
  }
}
