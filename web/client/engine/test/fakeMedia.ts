import { vi } from 'vitest';

/** A track that can be stopped, and can end by itself. */
export class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  label = '';
  contentHint = '';
  readonly applied: MediaTrackConstraints[] = [];
  settings: MediaTrackSettings;
  constructor(
    readonly kind: 'audio' | 'video',
    readonly id = crypto.randomUUID(),
  ) {
    super();
    this.settings = { deviceId: `${kind}-1`, ...(kind === 'video' && { width: 1280, height: 720 }) };
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
    return this.settings;
  }
  applyConstraints(constraints: MediaTrackConstraints): Promise<void> {
    this.applied.push(constraints);
    return Promise.resolve();
  }
}

export const track = (kind: 'audio' | 'video') => new FakeTrack(kind) as unknown as MediaStreamTrack;

class FakeSender {
  track: MediaStreamTrack | null = null;
  constructor(public encodings: RTCRtpEncodingParameters[]) {}
  getParameters() {
    return { encodings: this.encodings.map((encoding) => ({ ...encoding })) };
  }
  setParameters({ encodings }: { encodings: RTCRtpEncodingParameters[] }): Promise<void> {
    this.encodings = encodings;
    return Promise.resolve();
  }
  replaceTrack(next: MediaStreamTrack | null): Promise<void> {
    this.track = next;
    return Promise.resolve();
  }
}

class FakeTransceiver {
  readonly sender: FakeSender;
  readonly receiver: { track: MediaStreamTrack };
  mid: string | null = null;
  constructor(
    readonly kind: 'audio' | 'video',
    public direction: RTCRtpTransceiverDirection,
    sendEncodings: RTCRtpEncodingParameters[] = [],
  ) {
    this.sender = new FakeSender(sendEncodings.length > 0 ? sendEncodings : [{}]);
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
  /** What its statistics say. */
  stats: object[] = [];
  private readonly transceivers: FakeTransceiver[] = [];
  private isNegotiationDue = false;

  constructor() {
    super();
    FakePeerConnection.all.push(this);
  }

  static get open(): FakePeerConnection[] {
    return this.all.filter(({ signalingState }) => signalingState !== 'closed');
  }

  addTransceiver(
    kind: 'audio' | 'video',
    {
      direction,
      sendEncodings,
    }: { direction: RTCRtpTransceiverDirection; sendEncodings?: RTCRtpEncodingParameters[] },
  ) {
    const transceiver = new FakeTransceiver(kind, direction, sendEncodings);
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

  getStats(): Promise<Map<string, object>> {
    return Promise.resolve(new Map(this.stats.map((report, index) => [String(index), report])));
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

type FakeDevice = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>;

/** Devices that give fake tracks, or refuse with the named error. */
export function fakeDevices() {
  const given: FakeTrack[] = [];
  const asked: MediaStreamConstraints[] = [];
  let refusal: DOMException | null = null;
  let refusals = 0;
  let present: FakeDevice[] = [];
  const events = new EventTarget();
  const give = (constraints: MediaStreamConstraints, kinds: ('audio' | 'video')[]) => {
    asked.push(constraints);
    if (refusal && refusals-- > 0) return Promise.reject(refusal);
    const tracks = kinds.map((kind) => new FakeTrack(kind));
    given.push(...tracks);
    return Promise.resolve({
      getTracks: () => tracks,
      getVideoTracks: () => tracks.filter(({ kind }) => kind === 'video'),
      getAudioTracks: () => tracks.filter(({ kind }) => kind === 'audio'),
    });
  };
  const mediaDevices = {
    getUserMedia: (constraints: MediaStreamConstraints) =>
      give(constraints, [constraints.video ? 'video' : 'audio']),
    getDisplayMedia: (constraints: MediaStreamConstraints) =>
      give(constraints, constraints.audio ? ['video', 'audio'] : ['video']),
    enumerateDevices: () => Promise.resolve(present),
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  };
  Object.defineProperty(navigator, 'mediaDevices', { value: mediaDevices, configurable: true });
  return {
    given,
    asked,
    refuseWith: (name: string, message = 'refused', times = Infinity, more: object = {}) => {
      refusal = Object.assign(new DOMException(message, name), more);
      refusals = times;
    },
    /** What is plugged in from now on, each as `kind id`. */
    plugIn: (...devices: string[]) => {
      present = devices.map((device) => {
        const [kind = '', deviceId = ''] = device.split(' ');
        return { kind: kind as MediaDeviceKind, deviceId, label: `The ${deviceId}` };
      });
      events.dispatchEvent(new Event('devicechange'));
    },
  };
}
