import { TUINetworkQuality } from '../enums';
import type { TUINetwork } from '../types';
import { isBroken } from './peer';

const EVERY_MS = 2_000;

/**
 * From which loss (percent), round trip and jitter (milliseconds) on a line is worse than the quality. What is worst decides.
 */
const GRADES: [TUINetworkQuality, loss: number, delay: number, jitter: number][] = [
  [TUINetworkQuality.kQualityExcellent, 1, 100, 20],
  [TUINetworkQuality.kQualityGood, 3, 200, 40],
  [TUINetworkQuality.kQualityPoor, 8, 400, 80],
  [TUINetworkQuality.kQualityBad, 15, 800, 150],
];

export interface Measured {
  /** Percent. */
  loss: number;
  /** Milliseconds. */
  delay: number;
  jitter: number;
}

export function gradeOf({ loss, delay, jitter }: Measured): TUINetworkQuality {
  const fits = GRADES.find(
    ([, mostLoss, mostDelay, mostJitter]) => loss <= mostLoss && delay <= mostDelay && jitter <= mostJitter,
  );
  return fits?.[0] ?? TUINetworkQuality.kQualityVeryBad;
}

interface Arrived {
  lost: number;
  received: number;
  /** Seconds. */
  jitter: number;
}

/** The part of the browser's statistics that is used. */
interface Report {
  id: string;
  type: string;
  trackIdentifier?: string;
  packetsLost?: number;
  packetsReceived?: number;
  jitter?: number;
  fractionLost?: number;
  nominated?: boolean;
  state?: string;
  currentRoundTripTime?: number;
}

interface NetworkContext {
  peers: () => RTCPeerConnection[];
  /** Who sends the track with this id to us. */
  senderOf: (trackId: string) => string | undefined;
  selfId: string;
  /** Whether the server can be heard. */
  isConnected: () => boolean;
  tell: (networks: TUINetwork[]) => void;
}

const NOTHING: Arrived = { lost: 0, received: 0, jitter: 0 };
const lossOf = ({ lost, received }: Arrived) =>
  lost + received === 0 ? 0 : (100 * lost) / (lost + received);
const add = (a: Arrived, b: Arrived): Arrived => ({
  lost: a.lost + b.lost,
  received: a.received + b.received,
  jitter: Math.max(a.jitter, b.jitter),
});

/** Says every two seconds, from the browser's statistics, how well media travels. */
export class NetworkWatch {
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly before = new WeakMap<RTCPeerConnection, Map<string, Arrived>>();

  constructor(private readonly context: NetworkContext) {}

  start(): void {
    this.timer ??= setInterval(() => void this.measure(), EVERY_MS);
  }

  close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private async measure(): Promise<void> {
    const { peers, tell, selfId, isConnected } = this.context;
    const now = peers();
    if (now.length === 0 && isConnected()) return;
    const arrivals = new Map<string, Arrived>();
    let upLoss = 0;
    let delay = 0;
    for (const peer of now) {
      const read = await this.read(peer);
      read.arrivals.forEach((arrived, userId) =>
        arrivals.set(userId, add(arrivals.get(userId) ?? NOTHING, arrived)),
      );
      upLoss = Math.max(upLoss, read.upLoss);
      delay = Math.max(delay, read.delay);
    }
    if (this.timer === undefined) return;
    const isDown = !isConnected() || now.some(isBroken);
    const isUnknown = !now.some(({ connectionState }) => connectionState === 'connected');
    const all = [...arrivals.values()].reduce(add, NOTHING);
    const networkOf = (userId: string, arrived: Arrived, up: number): TUINetwork => {
      const downLoss = lossOf(arrived);
      const measured = { loss: Math.max(up, downLoss), delay, jitter: arrived.jitter * 1_000 };
      const quality = isDown
        ? TUINetworkQuality.kQualityDown
        : isUnknown
          ? TUINetworkQuality.kQualityUnknown
          : gradeOf(measured);
      return {
        userId,
        quality,
        upLoss: Math.round(up),
        downLoss: Math.round(downLoss),
        delay: Math.round(delay),
      };
    };
    const others = [...arrivals].map(([userId, arrived]) => networkOf(userId, arrived, 0));
    tell([networkOf(selfId, all, upLoss), ...others]);
  }

  private async read(peer: RTCPeerConnection) {
    const arrivals = new Map<string, Arrived>();
    let upLoss = 0;
    let delay = 0;
    const stats = await peer.getStats().catch(() => null);
    const before = this.before.get(peer) ?? new Map<string, Arrived>();
    this.before.set(peer, before);
    stats?.forEach((report: Report) => {
      if (report.type === 'inbound-rtp') {
        const userId = this.context.senderOf(report.trackIdentifier ?? '');
        const arrived = since(before, report);
        if (userId && arrived.received + arrived.lost > 0)
          arrivals.set(userId, add(arrivals.get(userId) ?? NOTHING, arrived));
      } else if (report.type === 'remote-inbound-rtp') {
        upLoss = Math.max(upLoss, 100 * (report.fractionLost ?? 0));
      } else if (report.type === 'candidate-pair' && report.nominated && report.state === 'succeeded') {
        delay = Math.max(delay, 1_000 * (report.currentRoundTripTime ?? 0));
      }
    });
    return { arrivals, upLoss, delay };
  }
}

/** What came since the last time. What was sent again counts as not lost, so that a total may also fall. */
function since(
  before: Map<string, Arrived>,
  { id, packetsLost = 0, packetsReceived = 0, jitter = 0 }: Report,
) {
  const last = before.get(id) ?? NOTHING;
  before.set(id, { lost: packetsLost, received: packetsReceived, jitter });
  const lost = Math.max(0, packetsLost - last.lost);
  return { lost, received: Math.max(0, packetsReceived - last.received), jitter };
}
