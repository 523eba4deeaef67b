import { TUIVideoStreamType } from '../enums';
import type { Look } from './look';
import { pictureOf, Views, type Picture } from './views';

const TEST = 'camera test';

/** How this device's own camera is shown; `null`: mirrored where it looks at its user, as people know themselves. */
export type OwnLook = Omit<Look, 'isMirrored'> & { isMirrored: boolean | null };

/** Shows this device's own camera and screen, and a camera that is only tried out. */
export class LocalPreview {
  private readonly views = new Views();
  private readonly chosen = new Map<Picture, string | string[] | null>();
  private look: Partial<OwnLook> = {};
  private shownUser = '';
  private camera: MediaStreamTrack | null = null;
  private tested: MediaStreamTrack | null = null;
  private tests = 0;

  setView(view: string | string[] | null, streamType: TUIVideoStreamType): void {
    this.chosen.set(pictureOf(streamType), view);
  }

  setLook(look: Partial<OwnLook>): void {
    this.look = { ...this.look, ...look };
    if (this.shownUser) this.dress(this.shownUser, this.camera);
    this.dress(TEST, this.tested);
  }

  show(userId: string, camera: MediaStreamTrack | null, screen: MediaStreamTrack | null): void {
    if (userId !== this.shownUser) this.hide();
    this.shownUser = userId;
    this.camera = camera;
    const tracks: Record<Picture, MediaStreamTrack | null> = { camera, screen };
    this.dress(userId, camera);
    for (const [picture, view] of this.chosen) {
      this.views.setView(userId, picture, view);
      this.views.setTrack(userId, picture, tracks[picture]);
    }
  }

  async startTest(view: string, capture: () => Promise<MediaStreamTrack>): Promise<void> {
    this.stopTest();
    const test = this.tests;
    const track = await capture();
    if (test !== this.tests) return track.stop();
    this.tested = track;
    this.dress(TEST, track);
    this.views.setView(TEST, 'camera', view);
    this.views.setTrack(TEST, 'camera', track);
  }

  stopTest(): void {
    this.tests++;
    this.tested?.stop();
    this.tested = null;
    this.views.setTrack(TEST, 'camera', null);
  }

  close(): void {
    this.stopTest();
    this.views.clear();
    this.chosen.clear();
  }

  private dress(userId: string, camera: MediaStreamTrack | null): void {
    const { isMirrored, ...look } = this.look;
    const isOwnFace = camera?.getSettings().facingMode !== 'environment';
    this.views.setLook(userId, 'camera', { ...look, isMirrored: isMirrored ?? isOwnFace });
  }

  private hide(): void {
    if (!this.shownUser) return;
    this.views.setTrack(this.shownUser, 'camera', null);
    this.views.setTrack(this.shownUser, 'screen', null);
  }
}
