import { TaskQueue } from '../queue';
import { Backoff } from '../wire/backoff';
import { TUIVideoStreamType } from '../enums';
import type { OfferedTrack, ReceivingName, WantedVideo } from '../wire/protocol';
import { isCut, LONGEST_PAUSE_MS, watch } from './peer';
import { inStereo } from './stereo';
import type { RemoteSlot, TransportContext } from './transport';

const MOST_VIDEOS = 100;

interface Received {
  userId: string;
  slot: RemoteSlot;
  receiver: RTCRtpReceiver;
}

const slotOf = ({ kind, streamType }: OfferedTrack): RemoteSlot =>
  streamType === TUIVideoStreamType.kScreenStream
    ? kind === 'audio'
      ? 'screenAudio'
      : 'screen'
    : kind === 'audio'
      ? 'microphone'
      : 'camera';

/**
 * What stays the same as long as the server's side of the connection lives: another one means that it made a new one.
 * (The `o=` line does not do: Janus gives each offer a session id of its own.)
 */
const identityOf = (sdp: string) => /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? '';

/** The one connection from the media server by which everything of a room comes. The server offers, we answer. */
export class Receiver {
  private pc: RTCPeerConnection | null = null;
  private identity = '';
  private wanted: WantedVideo[] = [];
  private isClosed = false;
  private isAsking = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private received = new Map<string, Received>();
  private readonly queue = new TaskQueue();
  private readonly backoff = new Backoff(1_000, LONGEST_PAUSE_MS);

  constructor(
    private readonly context: TransportContext,
    private readonly name: ReceivingName = 'receive',
  ) {}

  /** Null while nothing is received. */
  get peer(): RTCPeerConnection | null {
    return this.pc;
  }

  async start(wanted: WantedVideo[] = []): Promise<void> {
    this.wanted = wanted.slice(0, MOST_VIDEOS);
    // An earlier page of ours may have left a connection behind: begin a new one.
    await this.ask(true).catch(() => this.askLater());
  }

  want(videos: WantedVideo[]): void {
    this.wanted = videos.slice(0, MOST_VIDEOS);
    this.askSoon();
  }

  /** Asks once for all that is wanted at the end of this turn. */
  askSoon(): void {
    if (this.isAsking || this.isClosed) return;
    this.isAsking = true;
    queueMicrotask(() => {
      this.isAsking = false;
      if (!this.isClosed) this.ask(false).catch(() => this.askLater());
    });
  }

  offered({ sdp, tracks }: { sdp: string; tracks: OfferedTrack[] }): void {
    void this.queue.run(async () => {
      if (this.isClosed) return;
      const pc = this.connectionFor(sdp);
      try {
        await pc.setRemoteDescription({ type: 'offer', sdp });
        this.accept(pc, tracks);
        const answer = await pc.createAnswer();
        await pc.setLocalDescription({ type: 'answer', sdp: inStereo(answer.sdp ?? '') });
        await this.context.request('answer', { sdp: pc.localDescription?.sdp ?? '', ...this.address });
      } catch (error) {
        if (this.isClosed || pc !== this.pc) return;
        console.warn('An offer of the media server could not be answered', error);
        this.askLater();
      }
    });
  }

  /** The socket is back: asks again; a connection that was cut meanwhile is not waited for. */
  recover(): void {
    this.backoff.reset();
    if (this.retry !== undefined || isCut(this.pc)) void this.rebuild();
    else this.askSoon();
  }

  async rebuild(): Promise<void> {
    clearTimeout(this.retry);
    this.retry = undefined;
    if (this.isClosed) return;
    this.drop();
    await this.ask(true).catch(() => this.askLater());
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.retry);
    this.drop();
  }

  private async ask(restart: boolean): Promise<void> {
    await this.context.request('receive', {
      videos: this.wanted,
      ...this.address,
      ...(restart && { restart }),
    });
  }

  private get address(): { connection?: ReceivingName } {
    return this.name === 'receive' ? {} : { connection: this.name };
  }

  private askLater(): void {
    if (this.isClosed) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.rebuild(), this.backoff.next());
  }

  private connectionFor(sdp: string): RTCPeerConnection {
    const identity = identityOf(sdp);
    if (this.pc && this.identity === identity) return this.pc;
    this.drop();
    const pc = new RTCPeerConnection({ iceServers: this.context.iceServers, bundlePolicy: 'max-bundle' });
    pc.addEventListener('icecandidate', ({ candidate }) => {
      if (this.pc !== pc) return;
      const params = { connection: this.name, candidate: candidate?.toJSON() ?? null };
      void this.context.request('candidate', params).catch(() => undefined);
    });
    watch(pc, this.backoff, () => void this.rebuild());
    this.identity = identity;
    return (this.pc = pc);
  }

  private accept(pc: RTCPeerConnection, tracks: OfferedTrack[]): void {
    const before = this.received;
    this.received = new Map();
    for (const track of tracks) {
      const transceiver = pc.getTransceivers().find(({ mid }) => mid === track.mid);
      if (!transceiver) continue;
      const { userId } = track;
      const slot = slotOf(track);
      this.received.set(`${slot} ${userId}`, { userId, slot, receiver: transceiver.receiver });
    }
    for (const [key, { userId, slot }] of before) {
      if (!this.received.has(key)) this.context.received(userId, slot, null);
    }
    for (const [key, { userId, slot, receiver }] of this.received) {
      if (before.get(key)?.receiver !== receiver) this.context.received(userId, slot, receiver);
    }
  }

  private drop(): void {
    this.pc?.close();
    this.pc = null;
    this.identity = '';
    for (const { userId, slot } of this.received.values()) this.context.received(userId, slot, null);
    this.received.clear();
  }
}
