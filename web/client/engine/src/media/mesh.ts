import { TUIErrorCode } from '../enums';
import { codeOf } from '../errors';
import { NOTHING, type Outgoing } from '../local/localMedia';
import { DEFAULT_QUALITY, type Quality } from '../local/quality';
import { TaskQueue } from '../queue';
import type { StreamName } from '../wire/protocol';
import { MeshPeer, type Description, type LocalTracks } from './meshPeer';
import type { MediaTransport, RemoteSlot, TransportContext } from './transport';

/**
 * What members relay to each other. `from` and `to` name one life of a connection on either side, so that what belongs to
 * an earlier one (before a reload, before a failure) is known and dropped.
 */
type MeshMessage = { from: string; to?: string } & (
  | { type: 'hello'; isReply?: boolean }
  | ({ type: 'description' } & Description)
  | { type: 'candidate'; candidate: RTCIceCandidateInit | null }
);

interface Neighbour {
  ours: string;
  theirs: string;
  peer: MeshPeer | null;
  queue: TaskQueue;
}

const SLOTS: readonly RemoteSlot[] = ['microphone', 'camera', 'screen', 'screenAudio'];
const isSlot = (value: unknown): value is RemoteSlot => SLOTS.includes(value as RemoteSlot);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Others are not trusted to send what we would: anything else is dropped. */
function parse(data: unknown): MeshMessage | null {
  if (!isObject(data) || typeof data['from'] !== 'string') return null;
  const { type, slots, description, candidate } = data;
  if (type === 'hello') return data as unknown as MeshMessage;
  if (type === 'candidate' && (candidate === null || isObject(candidate)))
    return data as unknown as MeshMessage;
  const isDescription = isObject(description) && typeof description['sdp'] === 'string';
  const hasSlots = isObject(slots) && Object.values(slots).every(isSlot);
  return type === 'description' && isDescription && hasSlots ? (data as unknown as MeshMessage) : null;
}

/** Media straight from browser to browser; the server relays the arrangements and keeps who sends what. */
export class MeshTransport implements MediaTransport {
  private readonly neighbours = new Map<string, Neighbour>();
  private outgoing: Outgoing = NOTHING;
  private quality = DEFAULT_QUALITY;
  private readonly told: Record<StreamName, string> = { camera: '', screen: '' };
  private readonly queue = new TaskQueue();
  private isClosed = false;

  constructor(
    private readonly context: TransportContext,
    private readonly newId: () => string = () => crypto.getRandomValues(new Uint32Array(2)).join('-'),
  ) {}

  start(others: string[]): Promise<void> {
    others.forEach((userId) => this.greet(userId));
    return Promise.resolve();
  }

  publish(outgoing: Outgoing): Promise<void> {
    return this.queue.run(async () => {
      try {
        await this.tell('camera', outgoing.camera);
        await this.tell('screen', outgoing.screen);
      } catch (error) {
        if (codeOf(error) !== TUIErrorCode.ERR_FAILED) throw error;
        // It merely did not arrive: it is said again when the socket is back.
      }
      this.outgoing = outgoing;
      for (const { peer } of this.neighbours.values()) peer?.send(this.tracks);
    });
  }

  tune(quality: Quality): void {
    this.quality = quality;
    for (const { peer } of this.neighbours.values()) peer?.tune(quality);
  }

  get peers(): RTCPeerConnection[] {
    return [...this.neighbours.values()].flatMap(({ peer }) => peer?.connection ?? []);
  }

  want(): void {
    // What is small enough for a mesh is received whole.
  }

  remind(): void {
    // Nothing is asked for, so nothing can be forgotten.
  }

  connectOtherRoom(): void {
    // Only a media server connects rooms.
  }

  memberEntered(): void {
    // Who comes says hello.
  }

  memberLeft(userId: string): void {
    this.neighbours.get(userId)?.peer?.close();
    this.neighbours.delete(userId);
  }

  offered(): void {
    // There is no media server to offer anything.
  }

  relayed(userId: string, data: unknown): void {
    const message = parse(data);
    if (!message || this.isClosed || userId === this.context.selfId) return;
    const known = this.neighbours.get(userId);
    if (message.type === 'hello') this.helloFrom(userId, message.from, message.isReply === true);
    else if (known && message.from === known.theirs && message.to === known.ours)
      this.deliver(known, message);
  }

  recover(): void {
    this.told.camera = this.told.screen = '';
    void this.publish(this.outgoing).catch((error: unknown) => this.context.forbidden(error));
    const unsettled = [...this.neighbours].filter(([, { peer }]) => !peer?.isSettled);
    unsettled.forEach(([userId]) => this.greet(userId));
  }

  async rebuild(): Promise<void> {
    [...this.neighbours.keys()].forEach((userId) => this.greet(userId));
    this.recover();
  }

  close(): void {
    this.isClosed = true;
    for (const { peer } of this.neighbours.values()) peer?.close();
    this.neighbours.clear();
  }

  private get tracks(): LocalTracks {
    const { camera, screen } = this.outgoing;
    return {
      microphone: camera.audio,
      camera: camera.video,
      screen: screen.video,
      screenAudio: screen.audio,
    };
  }

  private async tell(stream: StreamName, tracks: { audio: unknown; video: unknown }): Promise<void> {
    const now = { audio: tracks.audio !== null, video: tracks.video !== null };
    const key = JSON.stringify(now);
    const isSilentYet = this.told[stream] === '' && !now.audio && !now.video && stream === 'screen';
    if (this.told[stream] === key || isSilentYet) return;
    await this.context.request('setPublishing', { stream, ...now });
    this.told[stream] = key;
  }

  /** Begins a new life of our connection with a member. */
  private greet(userId: string): void {
    this.memberLeft(userId);
    const neighbour: Neighbour = { ours: this.newId(), theirs: '', peer: null, queue: new TaskQueue() };
    this.neighbours.set(userId, neighbour);
    this.relay(userId, { type: 'hello', from: neighbour.ours });
  }

  private helloFrom(userId: string, theirs: string, isReply: boolean): void {
    const known = this.neighbours.get(userId);
    if (known && known.theirs === theirs) return;
    known?.peer?.close();
    const ours = known?.ours ?? this.newId();
    const neighbour: Neighbour = { ours, theirs, peer: null, queue: new TaskQueue() };
    this.neighbours.set(userId, neighbour);
    if (!isReply) this.relay(userId, { type: 'hello', from: ours, to: theirs, isReply: true });
    neighbour.peer = this.connect(userId, neighbour);
    neighbour.peer.send(this.tracks);
  }

  private connect(userId: string, { ours, theirs }: Neighbour): MeshPeer {
    return new MeshPeer({
      quality: this.quality,
      iceServers: this.context.iceServers,
      isPolite: this.context.selfId < userId,
      describe: (description) =>
        this.relay(userId, { type: 'description', from: ours, to: theirs, ...description }),
      candidate: (candidate) => this.relay(userId, { type: 'candidate', from: ours, to: theirs, candidate }),
      received: (slot, receiver) => this.context.received(userId, slot, receiver),
      lost: () => this.greet(userId),
    });
  }

  private deliver({ peer, queue }: Neighbour, message: MeshMessage): void {
    void queue
      .run(async () => {
        if (message.type === 'description') await peer?.described(message);
        else if (message.type === 'candidate') await peer?.candidate(message.candidate);
      })
      .catch((error: unknown) => console.warn('A direct connection could not be arranged', error));
  }

  private relay(userId: string, data: MeshMessage): void {
    if (this.isClosed) return;
    this.context.request('relay', { userId, data }).catch(() => undefined);
  }
}
