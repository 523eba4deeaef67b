import { TUIErrorCode } from '../enums';
import { EngineError, failed } from '../errors';
import { audioContext, levelOf, levelOfSource, percent, type Level } from '../media/sound';

const EVERY_MS = 200;
/** Faster than this no meter is drawn. */
const SHORTEST_INTERVAL_MS = 50;

const NOTES_HZ = [523.25, 659.25, 783.99];
const NOTE_SECONDS = 0.35;

/** Listens to a microphone and tells how loud it is, 0 to 100, at an interval in milliseconds. */
export class MicrophoneTest {
  private track: MediaStreamTrack | null = null;
  private level: Level | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private attempts = 0;

  constructor(private readonly tell: (volume: number) => void) {}

  async start(intervalMs: number, capture: () => Promise<MediaStreamTrack>): Promise<void> {
    if (!(intervalMs > 0))
      throw new EngineError(TUIErrorCode.ERR_INVALID_PARAMETER, 'interval must be milliseconds');
    this.stop();
    const attempt = this.attempts;
    const track = await capture();
    if (attempt !== this.attempts) return track.stop();
    this.track = track;
    this.level = levelOf(track);
    const tell = () => this.tell(percent(this.level?.read() ?? 0));
    this.timer = setInterval(tell, Math.max(intervalMs, SHORTEST_INTERVAL_MS));
  }

  stop(): void {
    this.attempts++;
    clearInterval(this.timer);
    this.level?.close();
    this.track?.stop();
    this.level = this.track = null;
  }
}

/** Plays a sound over and over by the speaker that is in use, and tells how loud it is, 0 to 100. */
export class SpeakerTest {
  private readonly ends: (() => void)[] = [];

  constructor(
    private readonly tell: (volume: number) => void,
    private readonly speakerId: () => string,
  ) {}

  /**
   * @param address of a file that the browser can play; a chime of our own when it is empty
   */
  async start(address: string): Promise<void> {
    this.stop();
    if (!globalThis.AudioContext) throw failed('This browser cannot play a test sound');
    const context = audioContext();
    const sound = address ? await load(context, address) : chime(context);
    this.stop(); // another one may have begun while this was loaded
    const source = new AudioBufferSourceNode(context, { buffer: sound, loop: true });
    const output = context.createMediaStreamDestination();
    source.connect(output);
    const element = new Audio();
    element.srcObject = output.stream;
    const speakerId = this.speakerId();
    if (speakerId) await element.setSinkId?.(speakerId).catch(() => undefined);
    const level = levelOfSource(source);
    const timer = setInterval(() => this.tell(percent(level.read())), EVERY_MS);
    this.ends.push(() => {
      clearInterval(timer);
      level.close();
      source.stop();
      element.srcObject = null;
    });
    source.start();
    await element.play();
  }

  stop(): void {
    this.ends.splice(0).forEach((end) => end());
  }
}

async function load(context: AudioContext, address: string): Promise<AudioBuffer> {
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`It was answered with ${response.status}`);
    return await context.decodeAudioData(await response.arrayBuffer());
  } catch (error) {
    const sentence = `filePath cannot be played: ${String(error)}`;
    throw new EngineError(TUIErrorCode.ERR_INVALID_PARAMETER, sentence);
  }
}

/** Three rising notes and a pause. */
function chime(context: AudioContext): AudioBuffer {
  const rate = context.sampleRate;
  const length = Math.round(NOTE_SECONDS * rate);
  const buffer = context.createBuffer(1, length * (NOTES_HZ.length + 2), rate);
  const samples = buffer.getChannelData(0);
  NOTES_HZ.forEach((hz, note) => {
    for (let at = 0; at < length; at++) {
      const fading = Math.exp((-4 * at) / length);
      samples[note * length + at] = 0.4 * fading * Math.sin((2 * Math.PI * hz * at) / rate);
    }
  });
  return buffer;
}
