import type { Outgoing } from '../local/localMedia';
import type { Quality } from '../local/quality';
import type { Methods, Offer, WantedVideo } from '../wire/protocol';

export type Request = <M extends keyof Methods>(
  method: M,
  params: Methods[M]['params'],
) => Promise<Methods[M]['result']>;

/** What a remote member sends us. */
export type RemoteSlot = 'microphone' | 'camera' | 'screen' | 'screenAudio';

export interface TransportContext {
  request: Request;
  selfId: string;
  iceServers: RTCIceServer[];
  /** A member's media came (a receiver), was replaced, or went (null). */
  received: (userId: string, slot: RemoteSlot, receiver: RTCRtpReceiver | null) => void;
  /** What was sent before may not be sent any more: nobody tries it again. */
  forbidden: (error: unknown) => void;
}

/** Brings media from and to the others, whichever way it travels. */
export interface MediaTransport {
  /** Just entered: make connections to receive by. `others` are the members there already. */
  start(others: string[]): Promise<void>;
  /** What to send from now on; may be called at any time, the last one counts. */
  publish(outgoing: Outgoing): Promise<void>;
  /** How to send it. */
  tune(quality: Quality): void;
  /** The connections there are now, to be measured. */
  readonly peers: RTCPeerConnection[];
  /** The pictures that somebody looks at. */
  want(videos: WantedVideo[]): void;
  /** A wanted picture was announced, but nothing has come for it yet. */
  remind(): void;
  /** Whether there is another room, whose host is seen and heard in ours, and from now on another one than before. */
  connectOtherRoom(isConnected: boolean): void;
  memberEntered(userId: string): void;
  memberLeft(userId: string): void;
  offered(offer: Offer): void;
  relayed(userId: string, data: unknown): void;
  /** The socket was lost and is back: say again what may have been lost with it. */
  recover(): void;
  /** Everything on the other side is gone: make all connections anew. */
  rebuild(): Promise<void>;
  close(): void;
}
