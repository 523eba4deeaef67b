const LOOK_EVERY_MS = 500;
const TOO_QUIET_MS = 1_000;

/**
 * Notices that nothing arrives any more of what arrived a moment ago: sooner than a heartbeat, or the browser, that the
 * network is gone. Who is received and stops sending is noticed as well, so what is told is a doubt.
 */
export class SilenceWatch {
  private timer: ReturnType<typeof setInterval> | undefined;
  private newest = 0;
  /** How long nothing has arrived; told of once. */
  private quietMs = Infinity;

  constructor(
    private readonly peers: () => RTCPeerConnection[],
    private readonly tell: () => void,
  ) {}

  start(): void {
    this.timer ??= setInterval(() => this.look(), LOOK_EVERY_MS);
  }

  close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private look(): void {
    if (this.hasArrived()) {
      this.quietMs = 0;
    } else if (this.quietMs < TOO_QUIET_MS) {
      this.quietMs += LOOK_EVERY_MS;
      if (this.quietMs >= TOO_QUIET_MS) this.tell();
    }
  }

  /** Sound comes fifty times a second, also of who says nothing: mostly the first that is looked at tells. */
  private hasArrived(): boolean {
    for (const peer of this.peers()) {
      for (const { receiver } of peer.getTransceivers()) {
        const [source] = receiver.getSynchronizationSources?.() ?? [];
        if (source && source.timestamp > this.newest) {
          this.newest = source.timestamp;
          return true;
        }
      }
    }
    return false;
  }
}
