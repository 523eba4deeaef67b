import { Backoff } from '../wire/backoff';
import type { Quality } from '../local/quality';
import { encode, encodingsOf } from './encodings';
import { preferCodecs, watch } from './peer';
import type { RemoteSlot } from './transport';

export type LocalTracks = Record<RemoteSlot, MediaStreamTrack | null>;

/** What two members tell each other besides candidates: a description, and which of its sections carries what. */
export interface Description {
  description: RTCSessionDescriptionInit;
  slots: Record<string, RemoteSlot>;
}

export interface MeshPeerContext {
  quality: Quality;
  iceServers: RTCIceServer[];
  /** The polite one waits for the other's first offer, and takes its own back when two meet later. */
  isPolite: boolean;
  describe: (description: Description) => void;
  candidate: (candidate: RTCIceCandidateInit | null) => void;
  received: (slot: RemoteSlot, receiver: RTCRtpReceiver | null) => void;
  /** The connection failed and negotiating again did not help. */
  lost: () => void;
}

const KINDS: Record<RemoteSlot, 'audio' | 'video'> = {
  microphone: 'audio',
  camera: 'video',
  screen: 'video',
  screenAudio: 'audio',
};

/** Everything is sent once for each of the others, so less than by a media server. Bits per second. */
const MOST_BITRATE = { camera: 600_000, screen: 1_500_000 };
const RESTARTS_BEFORE_LOST = 2;

/** A direct connection with one other member, by perfect negotiation. */
export class MeshPeer {
  readonly connection: RTCPeerConnection;
  private quality: Quality;
  private readonly sending = new Map<RemoteSlot, RTCRtpTransceiver>();
  private receiving = new Map<RemoteSlot, RTCRtpReceiver>();
  private isMakingOffer = false;
  private isIgnoringOffer = false;
  private restarts = 0;

  constructor(private readonly context: MeshPeerContext) {
    this.quality = context.quality;
    this.connection = new RTCPeerConnection({ iceServers: context.iceServers, bundlePolicy: 'max-bundle' });
    this.connection.addEventListener('negotiationneeded', () => void this.offer());
    this.connection.addEventListener('icecandidate', ({ candidate }) =>
      context.candidate(candidate?.toJSON() ?? null),
    );
    this.connection.addEventListener('connectionstatechange', () => {
      if (this.connection.connectionState === 'connected') this.restarts = 0;
    });
    watch(this.connection, new Backoff(500, 4_000), () => this.mend());
    // Sections for what most people send are there from the start: turning it on needs no new negotiation.
    if (!context.isPolite) for (const slot of ['microphone', 'camera'] as const) this.addSection(slot);
  }

  get isSettled(): boolean {
    return this.connection.signalingState === 'stable' && this.connection.connectionState === 'connected';
  }

  send(tracks: LocalTracks): void {
    for (const slot of Object.keys(KINDS) as RemoteSlot[]) {
      const track = tracks[slot];
      const transceiver = this.sending.get(slot) ?? (track ? this.addSection(slot) : null);
      if (transceiver && transceiver.sender.track !== track)
        void transceiver.sender.replaceTrack(track).then(() => this.adjust(slot, transceiver.sender));
    }
  }

  tune(quality: Quality): void {
    this.quality = quality;
    for (const [slot, { sender }] of this.sending) void this.adjust(slot, sender);
  }

  async described({ description, slots }: Description): Promise<void> {
    const isBusy = this.isMakingOffer || this.connection.signalingState !== 'stable';
    this.isIgnoringOffer = !this.context.isPolite && description.type === 'offer' && isBusy;
    if (this.isIgnoringOffer) return;
    await this.connection.setRemoteDescription(description);
    this.accept(slots);
    if (description.type === 'offer') {
      await this.connection.setLocalDescription();
      this.describe();
    }
  }

  async candidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    try {
      await this.connection.addIceCandidate(candidate ?? undefined);
    } catch (error) {
      if (!this.isIgnoringOffer) throw error;
    }
  }

  close(): void {
    this.connection.close();
    [...this.receiving.keys()].forEach((slot) => this.context.received(slot, null));
    this.receiving.clear();
  }

  private addSection(slot: RemoteSlot): RTCRtpTransceiver {
    const sendEncodings = this.encodings(slot, null);
    const transceiver = this.connection.addTransceiver(KINDS[slot], { direction: 'sendonly', sendEncodings });
    preferCodecs(transceiver, KINDS[slot]);
    this.sending.set(slot, transceiver);
    return transceiver;
  }

  private encodings(slot: RemoteSlot, track: MediaStreamTrack | null): RTCRtpEncodingParameters[] {
    if (slot !== 'camera' && slot !== 'screen') return [{ maxBitrate: this.quality.audio.bitrate }];
    const quality = this.quality[slot];
    const bitrate = Math.min(quality.bitrate, MOST_BITRATE[slot]);
    return encodingsOf({ ...quality, bitrate }, track);
  }

  private async adjust(slot: RemoteSlot, sender: RTCRtpSender): Promise<void> {
    try {
      await encode(sender, this.encodings(slot, sender.track));
    } catch (error) {
      if (this.connection.signalingState !== 'closed')
        console.warn('The browser does not send as it was told', error);
    }
  }

  private async offer(): Promise<void> {
    // Chromium gathers no candidates after the very first offer was taken back, so two first offers must not meet.
    if (this.context.isPolite && !this.connection.remoteDescription) return;
    try {
      this.isMakingOffer = true;
      await this.connection.setLocalDescription();
      this.describe();
    } catch (error) {
      if (this.connection.signalingState !== 'closed')
        console.warn('A direct connection could not be offered', error);
    } finally {
      this.isMakingOffer = false;
    }
  }

  private describe(): void {
    const description = this.connection.localDescription?.toJSON() as RTCSessionDescriptionInit | undefined;
    if (!description) return;
    const slots: Record<string, RemoteSlot> = {};
    for (const [slot, { mid }] of this.sending) if (mid !== null) slots[mid] = slot;
    this.context.describe({ description, slots });
  }

  private accept(slots: Record<string, RemoteSlot>): void {
    for (const transceiver of this.connection.getTransceivers()) {
      const slot = transceiver.mid === null ? undefined : slots[transceiver.mid];
      if (!slot || this.receiving.get(slot) === transceiver.receiver) continue;
      this.receiving.set(slot, transceiver.receiver);
      this.context.received(slot, transceiver.receiver);
    }
  }

  private mend(): void {
    if (++this.restarts > RESTARTS_BEFORE_LOST) this.context.lost();
    else this.connection.restartIce();
  }
}
