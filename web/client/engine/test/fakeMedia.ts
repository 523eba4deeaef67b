import { vi } from 'vitest';

/** A track that can be stopped, and can end by itself. */
export class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  label = '';
  contentHint = '';
  constructor(readonly kind: 'audio' | 'video') {
    super();
  }
  stop(): void {
    this.readyState = 'ended';
  }
  /** The device went away, or the browser's own button ended it. */
  end(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
  getSettings(): MediaTrackSettings {
    return { deviceId: `${this.kind}-1` };
  }
}

export const track = (kind: 'audio' | 'video') => new FakeTrack(kind) as unknown as MediaStreamTrack;

class FakeSender {
  track: MediaStreamTrack | null = null;
  replaceTrack(next: MediaStreamTrack | null): Promise<void> {
    this.track = next;
    return Promise.resolve();
  }
}

class FakeTransceiver {
  readonly sender = new FakeSender();
  readonly receiver: { track: MediaStreamTrack };
  mid: string | null = null;
  constructor(
    readonly kind: 'audio' | 'video',
    public direction: RTCRtpTransceiverDirection,
  ) {
    this.receiver = { track: track(kind) };
  }
}

interface Section {
  mid: string;
  kind: 'audio' | 'video';
}

/**
 * Enough of RTCPeerConnection for negotiation: a description lists the sections as `m=kind mid` lines, so that both sides
 * end with the same ones.
 */
export class FakePeerConnection extends EventTarget {
  static readonly all: FakePeerConnection[] = [];
  signalingState: RTCSignalingState = 'stable';
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: (RTCSessionDescriptionInit & { toJSON(): RTCSessionDescriptionInit }) | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  private readonly transceivers: FakeTransceiver[] = [];
  private isNegotiationDue = false;

  constructor() {
    super();
    FakePeerConnection.all.push(this);
  }

  static get open(): FakePeerConnection[] {
    return this.all.filter(({ signalingState }) => signalingState !== 'closed');
  }

  addTransceiver(kind: 'audio' | 'video', { direction }: { direction: RTCRtpTransceiverDirection }) {
    const transceiver = new FakeTransceiver(kind, direction);
    this.transceivers.push(transceiver);
    this.askForNegotiation();
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  createOffer(): Promise<RTCSessionDescriptionInit> {
    for (const transceiver of this.transceivers) {
      transceiver.mid ??= String(this.transceivers.filter(({ mid }) => mid !== null).length);
    }
    return Promise.resolve({ type: 'offer', sdp: this.sections() });
  }

  createAnswer(): Promise<RTCSessionDescriptionInit> {
    return Promise.resolve({ type: 'answer', sdp: this.sections() });
  }

  async setLocalDescription(given?: RTCSessionDescriptionInit): Promise<void> {
    const isAnswer = this.signalingState === 'have-remote-offer';
    const description = given ?? (isAnswer ? await this.createAnswer() : await this.createOffer());
    this.localDescription = { ...description, toJSON: () => description };
    this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
    this.askIfStillDue();
  }

  setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    this.remoteDescription = description;
    this.signalingState = description.type === 'offer' ? 'have-remote-offer' : 'stable';
    for (const { mid, kind } of sectionsOf(description.sdp ?? '')) {
      if (this.transceivers.some((transceiver) => transceiver.mid === mid)) continue;
      const transceiver = new FakeTransceiver(kind, 'recvonly');
      transceiver.mid = mid;
      this.transceivers.push(transceiver);
    }
    this.askIfStillDue();
    return Promise.resolve();
  }

  addIceCandidate(): Promise<void> {
    return Promise.resolve();
  }

  restartIce(): void {
    this.askForNegotiation();
  }

  close(): void {
    this.signalingState = 'closed';
    this.connectionState = 'closed';
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  private sections(): string {
    const lines = this.transceivers
      .filter(({ mid }) => mid !== null)
      .map(({ kind, mid }) => `m=${kind} ${mid}`);
    return ['o=- 1 1', ...lines].join('\n');
  }

  private askForNegotiation(): void {
    if (this.isNegotiationDue) return;
    this.isNegotiationDue = true;
    queueMicrotask(() => {
      this.isNegotiationDue = false;
      if (this.signalingState === 'stable') this.dispatchEvent(new Event('negotiationneeded'));
    });
  }

  private askIfStillDue(): void {
    const isDue = this.transceivers.some(({ mid, direction }) => mid === null && direction !== 'recvonly');
    if (this.signalingState === 'stable' && isDue) this.askForNegotiation();
  }
}

const sectionsOf = (sdp: string): Section[] =>
  [...sdp.matchAll(/^m=(audio|video) (\S+)/gm)].map(([, kind, mid]) => ({
    kind: kind as 'audio' | 'video',
    mid: mid ?? '',
  }));

export function fakePeerConnections(): void {
  FakePeerConnection.all.length = 0;
  vi.stubGlobal('RTCPeerConnection', FakePeerConnection);
}

/** Devices that give fake tracks, or refuse with the named error. */
export function fakeDevices() {
  const given: FakeTrack[] = [];
  let refusal = '';
  const give = (kinds: ('audio' | 'video')[]) => {
    if (refusal) return Promise.reject(new DOMException('refused', refusal));
    const tracks = kinds.map((kind) => new FakeTrack(kind));
    given.push(...tracks);
    return Promise.resolve({
      getTracks: () => tracks,
      getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
      getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
    });
  };
  const mediaDevices = {
    getUserMedia: ({ video }: MediaStreamConstraints) => give([video ? 'video' : 'audio']),
    getDisplayMedia: ({ audio }: MediaStreamConstraints) => give(audio ? ['video', 'audio'] : ['video']),
    enumerateDevices: () => Promise.resolve([]),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  };
  Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true });
  return { given, refuseWith: (name: string) => (refusal = name) };
}
