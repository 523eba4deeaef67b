import type { Outgoing } from '../local/localMedia';
import type { Quality } from '../local/quality';
import type { Offer, WantedVideo } from '../wire/protocol';
import { Publisher } from './publisher';
import { Receiver } from './receiver';
import type { MediaTransport, TransportContext } from './transport';

/**
 * Media by way of the media server: a connection for the camera, one for the screen, one to receive by; and one more to
 * receive the other room's host by, while ours is connected with one.
 */
export class JanusTransport implements MediaTransport {
  private readonly camera: Publisher;
  private readonly screen: Publisher;
  private readonly receiver: Receiver;
  private otherRoom: Receiver | null = null;
  private wanted: WantedVideo[] = [];

  constructor(private readonly context: TransportContext) {
    this.camera = new Publisher('camera', context);
    this.screen = new Publisher('screen', context);
    this.receiver = new Receiver(context);
  }

  start(): Promise<void> {
    return this.receiver.start();
  }

  async publish({ camera, screen }: Outgoing): Promise<void> {
    await Promise.all([this.camera.send(camera), this.screen.send(screen)]);
  }

  tune({ camera, screen, audio, hasSmall }: Quality): void {
    this.camera.tune({ video: camera, audio, hasSmall });
    this.screen.tune({ video: screen, audio });
  }

  get peers(): RTCPeerConnection[] {
    const own = [this.camera.peer, this.screen.peer, this.receiver.peer];
    return [...own, this.otherRoom?.peer ?? null].filter((peer) => peer !== null);
  }

  want(videos: WantedVideo[]): void {
    this.wanted = videos;
    this.receiver.want(videos);
    this.otherRoom?.want(videos);
  }

  remind(): void {
    this.receiver.askSoon();
    this.otherRoom?.askSoon();
  }

  connectOtherRoom(isConnected: boolean): void {
    this.otherRoom?.close();
    this.otherRoom = isConnected ? new Receiver(this.context, 'otherRoom') : null;
    void this.otherRoom?.start(this.wanted);
  }

  memberEntered(): void {
    // The server connects us with who comes.
  }

  memberLeft(): void {
    // The server's next offer takes them out.
  }

  offered(offer: Offer): void {
    if (offer.connection === 'otherRoom') this.otherRoom?.offered(offer);
    else this.receiver.offered(offer);
  }

  relayed(): void {
    // Members have nothing to arrange among themselves here.
  }

  recover(): void {
    this.camera.recover();
    this.screen.recover();
    this.receiver.recover();
    this.otherRoom?.recover();
  }

  async rebuild(): Promise<void> {
    const { camera, screen, receiver, otherRoom } = this;
    await Promise.all([camera, screen, receiver, otherRoom].map((connection) => connection?.rebuild()));
  }

  close(): void {
    this.camera.close();
    this.screen.close();
    this.receiver.close();
    this.otherRoom?.close();
  }
}
