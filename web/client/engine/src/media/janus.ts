import type { Outgoing } from '../local/localMedia';
import type { Quality } from '../local/quality';
import type { OfferedTrack, WantedVideo } from '../wire/protocol';
import { Publisher } from './publisher';
import { Receiver } from './receiver';
import type { MediaTransport, TransportContext } from './transport';

/** Media by way of the media server: a connection for the camera, one for the screen, one to receive by. */
export class JanusTransport implements MediaTransport {
  private readonly camera: Publisher;
  private readonly screen: Publisher;
  private readonly receiver: Receiver;

  constructor(context: TransportContext) {
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
    return [this.camera.peer, this.screen.peer, this.receiver.peer].filter((peer) => peer !== null);
  }

  want(videos: WantedVideo[]): void {
    this.receiver.want(videos);
  }

  remind(): void {
    this.receiver.askSoon();
  }

  memberEntered(): void {
    // The server connects us with who comes.
  }

  memberLeft(): void {
    // The server's next offer takes them out.
  }

  offered(offer: { sdp: string; tracks: OfferedTrack[] }): void {
    this.receiver.offered(offer);
  }

  relayed(): void {
    // Members have nothing to arrange among themselves here.
  }

  recover(): void {
    this.camera.recover();
    this.screen.recover();
    this.receiver.recover();
  }

  async rebuild(): Promise<void> {
    await Promise.all([this.camera.rebuild(), this.screen.rebuild(), this.receiver.rebuild()]);
  }

  close(): void {
    this.camera.close();
    this.screen.close();
    this.receiver.close();
  }
}
