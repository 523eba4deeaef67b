import type { TRTCVolumeInfo } from '../types';

const EVERY_MS = 300;

/** Loudness as people feel it: half the amplitude is not half as loud. */
const percent = (level: number) => Math.round(100 * Math.sqrt(Math.min(1, Math.max(0, level))));

/** Says about three times a second how loud everybody is. */
export class Volumes {
  private readonly receivers = new Map<string, RTCRtpReceiver>();
  private local: LevelOfTrack | null = null;
  private localTrack: MediaStreamTrack | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly selfId: () => string,
    private readonly tell: (volumes: TRTCVolumeInfo[]) => void,
  ) {}

  setReceiver(userId: string, receiver: RTCRtpReceiver | null): void {
    if (receiver) this.receivers.set(userId, receiver);
    else this.receivers.delete(userId);
    this.runIfNeeded();
  }

  setLocal(track: MediaStreamTrack | null): void {
    if (track === this.localTrack) return;
    this.localTrack = track;
    this.local?.close();
    this.local = track ? levelOf(track) : null;
    this.runIfNeeded();
  }

  close(): void {
    this.receivers.clear();
    this.setLocal(null);
  }

  private runIfNeeded(): void {
    const isNeeded = this.receivers.size > 0 || this.local !== null;
    if (!isNeeded && this.timer !== undefined) this.tell([]);
    if (!isNeeded || this.timer === undefined) {
      clearInterval(this.timer);
      this.timer = isNeeded ? setInterval(() => void this.measure(), EVERY_MS) : undefined;
    }
  }

  private async measure(): Promise<void> {
    const remote = [...this.receivers].map(async ([userId, receiver]) => ({
      userId,
      volume: percent(await remoteLevel(receiver)),
    }));
    const volumes = await Promise.all(remote);
    if (this.local) volumes.push({ userId: this.selfId(), volume: percent(this.local.read()) });
    if (this.timer !== undefined) this.tell(volumes);
  }
}

async function remoteLevel(receiver: RTCRtpReceiver): Promise<number> {
  const source = receiver.getSynchronizationSources?.()[0];
  if (source?.audioLevel !== undefined) return source.audioLevel;
  const stats = await receiver.getStats().catch(() => null);
  let level = 0;
  stats?.forEach((report: { type: string; audioLevel?: number }) => {
    if (report.type === 'inbound-rtp') level = report.audioLevel ?? 0;
  });
  return level;
}

interface LevelOfTrack {
  read: () => number;
  close: () => void;
}

let context: AudioContext | null = null;

/** One audio context for the page; browsers start it asleep until the page is touched or captures. */
function audioContext(): AudioContext {
  if (!context) {
    const created = (context = new AudioContext());
    const wake = () => void created.resume();
    globalThis.addEventListener('pointerdown', wake, { passive: true });
    globalThis.addEventListener('keydown', wake, { passive: true });
  }
  if (context.state === 'suspended') void context.resume();
  return context;
}

function levelOf(track: MediaStreamTrack): LevelOfTrack | null {
  if (!globalThis.AudioContext) return null;
  const audio = audioContext();
  const source = audio.createMediaStreamSource(new MediaStream([track]));
  const analyser = audio.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    },
    close: () => {
      source.disconnect();
      analyser.disconnect();
    },
  };
}
