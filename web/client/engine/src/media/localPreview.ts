import { TUIVideoStreamType } from '../enums';
import { pictureOf, Views, type Picture } from './views';

const TEST = 'camera test';

/** Shows this device's own camera (mirrored, as people know themselves) and screen, and a camera that is only tried out. */
export class LocalPreview {
  private readonly views = new Views();
  private readonly chosen = new Map<Picture, string | string[] | null>();
  private shownUser = '';
  private tested: MediaStreamTrack | null = null;

  setView(view: string | string[] | null, streamType: TUIVideoStreamType): void {
    this.chosen.set(pictureOf(streamType), view);
  }

  show(userId: string, camera: MediaStreamTrack | null, screen: MediaStreamTrack | null): void {
    if (userId !== this.shownUser) this.hide();
    this.shownUser = userId;
    const tracks: Record<Picture, MediaStreamTrack | null> = { camera, screen };
    for (const [picture, view] of this.chosen) {
      this.views.setView(userId, picture, view);
      const isMirrored = picture === 'camera' && camera?.getSettings().facingMode !== 'environment';
      this.views.setTrack(userId, picture, tracks[picture], isMirrored);
    }
  }

  async startTest(view: string, capture: () => Promise<MediaStreamTrack>): Promise<void> {
    this.stopTest();
    this.tested = await capture();
    this.views.setView(TEST, 'camera', view);
    this.views.setTrack(TEST, 'camera', this.tested, true);
  }

  stopTest(): void {
    this.tested?.stop();
    this.tested = null;
    this.views.setTrack(TEST, 'camera', null);
  }

  close(): void {
    this.stopTest();
    this.views.clear();
    this.chosen.clear();
  }

  private hide(): void {
    if (!this.shownUser) return;
    this.views.setTrack(this.shownUser, 'camera', null);
    this.views.setTrack(this.shownUser, 'screen', null);
  }
}
