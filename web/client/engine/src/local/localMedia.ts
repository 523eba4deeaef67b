import { TUIErrorCode } from '../enums';
import { EngineError } from '../errors';
import { TaskQueue } from '../queue';
import type { LocalMediaState } from '../types';
import {
  captureCamera,
  captureMicrophone,
  captureScreen,
  type CameraChoice,
  type ScreenTracks,
} from './capture';

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
  changed: (state: LocalMediaState) => void;
  screenEndedByBrowser: () => void;
  /** The device was pulled out or taken away. */
  lost: (error: EngineError) => void;
}

/** The camera, the microphone and the screen of this device. A closed device is released. */
export class LocalMedia {
  camera: MediaStreamTrack | null = null;
  microphone: MediaStreamTrack | null = null;
  screen: ScreenTracks | null = null;
  private isVideoPushed = true;
  private isAudioPushed = true;
  private isMuted = false;
  private cameraChoice: CameraChoice = {};
  private microphoneId: string | undefined;
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

  openCamera(choice?: CameraChoice): Promise<void> {
    return this.queue.run(async () => {
      if (choice) this.cameraChoice = choice;
      if (this.camera && !choice) return;
      const track = await captureCamera(this.cameraChoice);
      this.take('camera', track);
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
      this.take('microphone', await captureMicrophone(this.microphoneId));
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
    this.cameraChoice = choice;
    if (this.camera) await this.openCamera(choice);
  }

  async useMicrophone(deviceId: string): Promise<void> {
    this.microphoneId = deviceId || undefined;
    await this.queue.run(async () => {
      if (!this.microphone) return;
      this.take('microphone', await captureMicrophone(this.microphoneId));
      await this.publish();
    });
  }

  closeAll(): void {
    this.release('camera');
    this.release('microphone');
    this.releaseScreen();
    this.isMuted = false;
    this.isVideoPushed = this.isAudioPushed = true;
    this.listener.changed(this.state);
  }

  private take(device: 'camera' | 'microphone', track: MediaStreamTrack): void {
    this.release(device);
    this[device] = track;
    track.addEventListener('ended', () => {
      if (this[device] !== track) return;
      const isCamera = device === 'camera';
      void (isCamera ? this.closeCamera() : this.closeMicrophone());
      const code = isCamera ? TUIErrorCode.ERR_CAMERA_START_FAILED : TUIErrorCode.ERR_MICROPHONE_START_FAILED;
      this.listener.lost(new EngineError(code, `The ${device} went away`));
    });
  }

  private release(device: 'camera' | 'microphone'): void {
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
