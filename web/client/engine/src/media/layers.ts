import { TUIVideoStreamType } from '../enums';
import type { WantedVideo } from '../wire/protocol';

/** The small picture is 180 pixels high: so large it may be shown, and only from so large on the large one is worth its bytes. */
const SMALL_UP_TO = 200;
const LARGE_FROM = 260;

/** A thin line is known by packets that do not come, twice in a row; and a good one when all came for so many times. */
const LOSING_PERCENT = 8;
const LOSING_TIMES = 2;
const FINE_PERCENT = 2;
const FINE_TIMES = 10;

/** Which picture of a camera is received: the large one, or the small one where that will do. */
export class Layers {
  private readonly small = new Set<string>();
  private losing = 0;
  private fine = 0;
  private isThin = false;

  /**
   * @param height of the place where it is shown, in pixels of the display; 0 when that is not known, null while it is out of sight
   */
  of(wanted: WantedVideo, height: number | null): WantedVideo {
    if (wanted.streamType !== TUIVideoStreamType.kCameraStream) return wanted;
    const { userId } = wanted;
    if (height !== null && height > 0 && height <= SMALL_UP_TO) this.small.add(userId);
    if (height !== null && (height === 0 || height >= LARGE_FROM)) this.small.delete(userId);
    const isSmall = this.isThin || this.small.has(userId);
    return isSmall ? { userId, streamType: TUIVideoStreamType.kCameraStreamLow } : wanted;
  }

  /**
   * Takes what was lost on the way to us, in percent, measured every two seconds.
   *
   * @returns whether other pictures should be received now
   */
  lost(percent: number): boolean {
    this.losing = percent >= LOSING_PERCENT ? this.losing + 1 : 0;
    this.fine = percent <= FINE_PERCENT ? this.fine + 1 : 0;
    const before = this.isThin;
    if (this.losing >= LOSING_TIMES) this.isThin = true;
    else if (this.fine >= FINE_TIMES) this.isThin = false;
    return before !== this.isThin;
  }

  forget(userId: string): void {
    this.small.delete(userId);
  }

  clear(): void {
    this.small.clear();
    this.losing = this.fine = 0;
    this.isThin = false;
  }
}
