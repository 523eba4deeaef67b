import type { TRTCVolumeInfo } from '../trtc/values';
import { levelOf, percent, type Level } from './sound';

/**
 * Only the newest sound is asked about. With 300 a sound that comes twice a second, such as the one browsers test with,
 * is looked at in the same five moments for ever, and may be in none.
 */
const EVERY_MS = 270;

/** Says nearly four times a second how loud everybody is. */
export class Volumes {
  private readonly receivers = new Map<string, RTCRtpReceiver>();
  private local: Level | null = null;
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
