import { TUIVideoStreamType } from '../enums';
import { Emitter } from '../emitter';
import type { EngineEvents } from '../types';
import type { WantedVideo } from '../wire/protocol';
import { Speakers } from './speakers';
import type { RemoteSlot } from './transport';
import { pictureOf, Views, type Picture } from './views';
import { Volumes } from './volumes';

const PICTURES: readonly Picture[] = ['camera', 'screen'];

/** What came from the others, and where it is seen and heard. */
export class RemoteMedia {
  readonly views = new Views();
  readonly speakers: Speakers;
  readonly volumes: Volumes;
  private readonly receivers = new Map<string, RTCRtpReceiver>();
  private readonly wanted = new Map<string, WantedVideo>();

  constructor(events: Emitter<EngineEvents>, selfId: () => string) {
    this.speakers = new Speakers((isRefused) => events.emit('onPlaybackRefused', { isRefused }));
    this.volumes = new Volumes(selfId, (userVolumeList) =>
      events.emit('onUserVoiceVolumeChanged', { userVolumeList }),
    );
  }

  get wants(): WantedVideo[] {
    return [...this.wanted.values()];
  }

  hasPicture(userId: string, streamType: TUIVideoStreamType): boolean {
    return this.receivers.has(`${pictureOf(streamType)} ${userId}`);
  }

  /** `isSending`: whether the member says that the picture is on; a kept connection may outlast it. */
  want(video: WantedVideo, isWanted: boolean, isSending: boolean): void {
    const key = `${pictureOf(video.streamType)} ${video.userId}`;
    if (isWanted) this.wanted.set(key, video);
    else this.wanted.delete(key);
    this.show(video.userId, pictureOf(video.streamType), isSending);
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
      this.wanted.delete(`${picture} ${userId}`);
      this.views.setTrack(userId, picture, null);
    }
    this.received(userId, 'microphone', null, false);
    this.received(userId, 'screenAudio', null, false);
  }

  clear(): void {
    this.receivers.clear();
    this.wanted.clear();
    this.speakers.clear();
    this.volumes.close();
    this.views.clear();
  }
}
