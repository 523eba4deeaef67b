import { TUIVideoStreamType } from '../enums';
import { Emitter } from '../emitter';
import type { EngineEvents } from '../types';
import type { WantedVideo } from '../wire/protocol';
import { Layers } from './layers';
import { Speakers } from './speakers';
import type { RemoteSlot } from './transport';
import { pictureOf, Views, type Picture } from './views';
import { Volumes } from './volumes';

/** Who scrolls past does not make the server stop and begin again. */
const UNSEEN_FOR_MS = 2_000;

const NOTHING = JSON.stringify([]);

const PICTURES: readonly Picture[] = ['camera', 'screen'];

/** What came from the others, and where it is seen and heard. */
export class RemoteMedia {
  readonly views = new Views(() => this.lookAgain());
  readonly speakers: Speakers;
  readonly volumes: Volumes;
  private readonly receivers = new Map<string, RTCRtpReceiver>();
  private readonly wanted = new Map<string, WantedVideo>();
  private readonly layers = new Layers();
  /** When a picture went out of sight; absent while nobody has looked at it yet. */
  private readonly seenUntil = new Map<string, number>();
  private told = NOTHING;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Is told when other pictures are looked at than before, or larger or smaller ones. */
  whenWantsChange: () => void = () => undefined;

  constructor(events: Emitter<EngineEvents>, selfId: () => string) {
    this.speakers = new Speakers((isRefused) => events.emit('onPlaybackRefused', { isRefused }));
    this.volumes = new Volumes(selfId, (userVolumeList) =>
      events.emit('onUserVoiceVolumeChanged', { userVolumeList }),
    );
  }

  /** The pictures to receive: of those asked for, the ones that can be seen, as large as they are shown. */
  wantsNow(): WantedVideo[] {
    const now = Date.now();
    return [...this.wanted].flatMap(([key, video]) => {
      const { isSeen, height } = this.views.attention(video.userId, pictureOf(video.streamType));
      if (isSeen) this.seenUntil.set(key, Infinity);
      else if (this.seenUntil.get(key) === Infinity) this.seenUntil.set(key, now);
      const isWanted = now - (this.seenUntil.get(key) ?? -Infinity) < UNSEEN_FOR_MS;
      return isWanted ? this.layers.of(video, isSeen ? height : null) : [];
    });
  }

  wantsToSee(userId: string, picture: Picture): boolean {
    return this.wantsNow().some(
      (video) => video.userId === userId && pictureOf(video.streamType) === picture,
    );
  }

  /** Who sends us the track with this id. */
  senderOf(trackId: string): string | undefined {
    for (const [key, { track }] of this.receivers) {
      if (track.id === trackId) return key.slice(key.indexOf(' ') + 1);
    }
    return undefined;
  }

  /** So much was lost on the way to us, in percent. */
  lost(percent: number): void {
    if (this.layers.lost(percent)) this.lookAgain();
  }

  setView(userId: string, picture: Picture, view: string | string[] | null): void {
    this.views.setView(userId, picture, view);
    this.lookAgain();
  }

  hasPicture(userId: string, streamType: TUIVideoStreamType): boolean {
    return this.receivers.has(`${pictureOf(streamType)} ${userId}`);
  }

  /** `isSending`: whether the member says that the picture is on; a kept connection may outlast it. */
  want(video: WantedVideo, isWanted: boolean, isSending: boolean): void {
    const key = `${pictureOf(video.streamType)} ${video.userId}`;
    if (isWanted) this.wanted.set(key, video);
    else this.unwant(key);
    this.show(video.userId, pictureOf(video.streamType), isSending);
    this.lookAgain();
  }

  received(userId: string, slot: RemoteSlot, receiver: RTCRtpReceiver | null, isSending: boolean): void {
    const key = `${slot} ${userId}`;
    if (receiver) this.receivers.set(key, receiver);
    else this.receivers.delete(key);
    if (slot === 'camera' || slot === 'screen') return this.show(userId, slot, isSending);
    const source = slot === 'microphone' ? slot : 'screen';
    this.speakers.setTrack(userId, source, receiver?.track ?? null);
    if (slot === 'microphone') this.volumes.setReceiver(userId, receiver);
  }

  show(userId: string, picture: Picture, isSending: boolean): void {
    const key = `${picture} ${userId}`;
    const isShown = isSending && this.wanted.has(key);
    const track = isShown ? (this.receivers.get(key)?.track ?? null) : null;
    this.views.setTrack(userId, picture, track);
  }

  forget(userId: string): void {
    for (const picture of PICTURES) {
      this.receivers.delete(`${picture} ${userId}`);
      this.unwant(`${picture} ${userId}`);
      this.views.setTrack(userId, picture, null);
    }
    this.layers.forget(userId);
    this.received(userId, 'microphone', null, false);
    this.received(userId, 'screenAudio', null, false);
    this.lookAgain();
  }

  clear(): void {
    this.receivers.clear();
    this.wanted.clear();
    this.seenUntil.clear();
    this.layers.clear();
    clearTimeout(this.timer);
    this.told = NOTHING;
    this.speakers.clear();
    this.volumes.close();
    this.views.clear();
  }

  private unwant(key: string): void {
    this.wanted.delete(key);
    this.seenUntil.delete(key);
  }

  /** Tells once what changed, and looks again when what went out of sight has been so for long enough. */
  private lookAgain(): void {
    const now = JSON.stringify(this.wantsNow());
    if (now !== this.told) this.whenWantsChange();
    this.told = now;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (JSON.stringify(this.wantsNow()) !== this.told) this.lookAgain();
    }, UNSEEN_FOR_MS);
  }
}
