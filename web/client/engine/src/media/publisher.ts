import { TUIErrorCode } from '../enums';
import { codeOf } from '../errors';
import { isForbidden } from '../local/forbidden';
import { DEFAULT_QUALITY, type AudioQuality, type VideoQuality } from '../local/quality';
import { TaskQueue } from '../queue';
import { Backoff } from '../wire/backoff';
import type { StreamName } from '../wire/protocol';
import { encode, encodingsOf } from './encodings';
import { isCut, LONGEST_PAUSE_MS, preferCodecs, watch } from './peer';
import { inStereo } from './stereo';
import type { TransportContext } from './transport';

interface Tracks {
  audio: MediaStreamTrack | null;
  video: MediaStreamTrack | null;
}

interface Open {
  pc: RTCPeerConnection;
  audio: RTCRtpSender;
  video: RTCRtpSender;
  told: { audio: boolean; video: boolean };
}

/** How a connection sends. `hasSmall` is left out where one picture is all there can be. */
export interface Tuning {
  video: VideoQuality;
  audio: AudioQuality;
  hasSmall?: boolean;
}

/**
 * One sending connection to the media server. It negotiates a sound and a picture once; what is sent changes by replacing
 * tracks and saying so.
 */
export class Publisher {
  private open: Open | null = null;
  private wanted: Tracks = { audio: null, video: null };
  private tuning: Tuning;
  private isClosed = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private readonly queue = new TaskQueue();
  private readonly backoff = new Backoff(1_000, LONGEST_PAUSE_MS);

  constructor(
    private readonly stream: StreamName,
    private readonly context: TransportContext,
  ) {
    const { camera, screen, audio, hasSmall } = DEFAULT_QUALITY;
    this.tuning = stream === 'camera' ? { video: camera, audio, hasSmall } : { video: screen, audio };
  }

  /** Null while nothing is sent. */
  get peer(): RTCPeerConnection | null {
    return this.open?.pc ?? null;
  }

  /** Rejects when the room does not allow it; when it merely did not work, it is tried again until it does. */
  send(tracks: Tracks): Promise<void> {
    this.wanted = tracks;
    return this.queue.run(async () => {
      try {
        await this.reconcile();
      } catch (error) {
        if (codeOf(error) !== TUIErrorCode.ERR_FAILED) throw error;
        this.rebuildLater();
      }
    });
  }

  /** Sends otherwise from now on, without negotiating anew. */
  tune(tuning: Tuning): void {
    this.tuning = tuning;
    void this.queue.run(async () => {
      if (this.open) await this.adjust(this.open);
    });
  }

  /** Says again what may have been lost with the socket; a connection that was cut meanwhile is not waited for. */
  recover(): void {
    this.backoff.reset();
    if (this.retry !== undefined || isCut(this.peer)) return void this.rebuild();
    void this.queue.run(async () => {
      if (this.open) this.open.told = { audio: !this.wanted.audio, video: !this.wanted.video };
      await this.reconcile().catch((error: unknown) => this.failed(error));
    });
  }

  rebuild(): Promise<void> {
    clearTimeout(this.retry);
    this.retry = undefined;
    return this.queue.run(async () => {
      this.drop();
      await this.reconcile().catch((error: unknown) => this.failed(error));
    });
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.retry);
    this.drop();
  }

  private async reconcile(): Promise<void> {
    if (this.isClosed) return;
    const { audio, video } = this.wanted;
    if (!this.open) {
      if (audio || video) await this.connect(audio, video);
    } else if (this.stream === 'screen' && !audio && !video) {
      this.drop();
      await this.context.request('unpublish', { stream: this.stream });
    } else {
      await this.replace(this.open, audio, video);
    }
  }

  private async connect(audio: MediaStreamTrack | null, video: MediaStreamTrack | null): Promise<void> {
    const pc = new RTCPeerConnection({ iceServers: this.context.iceServers, bundlePolicy: 'max-bundle' });
    const audioSender = this.addSender(pc, 'audio');
    const videoSender = this.addSender(pc, 'video');
    const open: Open = {
      pc,
      audio: audioSender,
      video: videoSender,
      told: { audio: audio !== null, video: video !== null },
    };
    this.open = open;
    try {
      await audioSender.replaceTrack(audio);
      await videoSender.replaceTrack(video);
      await this.negotiate(open);
      await this.adjust(open);
    } catch (error) {
      if (this.open === open) this.drop();
      throw error;
    }
    watch(pc, this.backoff, () => void this.rebuild());
  }

  private addSender(pc: RTCPeerConnection, kind: 'audio' | 'video'): RTCRtpSender {
    const { video, hasSmall } = this.tuning;
    const sendEncodings = kind === 'video' ? encodingsOf(video, this.wanted.video, hasSmall) : [];
    const transceiver = pc.addTransceiver(kind, { direction: 'sendonly', sendEncodings });
    preferCodecs(transceiver, kind);
    return transceiver.sender;
  }

  private async negotiate({ pc, told }: Open): Promise<void> {
    const { stream } = this;
    const candidates: (RTCIceCandidateInit | null)[] = [];
    const { request } = this.context;
    let tell = (candidate: RTCIceCandidateInit | null) => void candidates.push(candidate);
    pc.addEventListener('icecandidate', ({ candidate }) => tell(candidate?.toJSON() ?? null));
    await pc.setLocalDescription(await pc.createOffer());
    const answered = request('publish', { stream, sdp: pc.localDescription?.sdp ?? '', ...told });
    tell = (candidate) => void request('candidate', { connection: stream, candidate }).catch(() => undefined);
    candidates.forEach(tell);
    const { sdp } = await answered;
    // the media server passes on what comes, and so says nothing of what its receivers take
    await pc.setRemoteDescription({ type: 'answer', sdp: inStereo(sdp) });
  }

  private async replace(open: Open, audio: MediaStreamTrack | null, video: MediaStreamTrack | null) {
    await open.audio.replaceTrack(audio);
    await open.video.replaceTrack(video);
    await this.adjust(open);
    const now = { audio: audio !== null, video: video !== null };
    const changes = {
      ...(now.audio !== open.told.audio && { audio: now.audio }),
      ...(now.video !== open.told.video && { video: now.video }),
    };
    if (Object.keys(changes).length === 0) return;
    await this.context.request('setPublishing', { stream: this.stream, ...changes });
    open.told = now;
  }

  /** How it is encoded follows from what was chosen and from the size of what is captured. */
  private async adjust({ audio, video }: Open): Promise<void> {
    const { tuning } = this;
    try {
      await encode(video, encodingsOf(tuning.video, this.wanted.video, tuning.hasSmall));
      await encode(audio, [{ maxBitrate: tuning.audio.bitrate }]);
    } catch (error) {
      console.warn('The browser does not send as it was told', error);
    }
  }

  /** What nobody waits for did not work. */
  private failed(error: unknown): void {
    if (isForbidden(error)) this.context.forbidden(error);
    else this.rebuildLater();
  }

  private rebuildLater(): void {
    if (this.isClosed) return;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.rebuild(), this.backoff.next());
  }

  private drop(): void {
    this.open?.pc.close();
    this.open = null;
  }
}
