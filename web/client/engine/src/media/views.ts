import { TUIVideoStreamType } from '../enums';
import { dress, usualLook, type Look } from './look';
import { Onlookers } from './onlookers';

export type Picture = 'camera' | 'screen';

export const pictureOf = (streamType: TUIVideoStreamType): Picture =>
  streamType === TUIVideoStreamType.kScreenStream ? 'screen' : 'camera';

interface Place {
  views: string[];
  track: MediaStreamTrack | null;
  look: Look;
  elements: HTMLVideoElement[];
  parents: Element[];
}

/** Whether somebody can see a picture, and how high it is then, in pixels of the display; 0 when that is not known. */
export interface Attention {
  isSeen: boolean;
  height: number;
}

/** Shows pictures: one `<video data-user-id data-stream>` in each view that was named for one. */
export class Views {
  private readonly places = new Map<string, Place>();
  private readonly onlookers: Onlookers;

  /**
   * @param attentionChanged a picture came into sight, went out of it, or changed its size
   */
  constructor(attentionChanged: () => void = () => undefined) {
    this.onlookers = new Onlookers(attentionChanged);
  }

  setView(userId: string, picture: Picture, view: string | string[] | null): void {
    const place = this.place(userId, picture);
    place.views = view === null ? [] : [view].flat();
    this.draw(userId, picture, place);
  }

  setTrack(userId: string, picture: Picture, track: MediaStreamTrack | null): void {
    const place = this.place(userId, picture);
    place.track = track;
    this.draw(userId, picture, place);
  }

  setLook(userId: string, picture: Picture, change: Partial<Look>): void {
    const place = this.place(userId, picture);
    place.look = { ...place.look, ...change };
    place.elements.forEach((element) => dress(element, place.look));
  }

  attention(userId: string, picture: Picture): Attention {
    const { parents, views } = this.place(userId, picture);
    const visible = parents.map((parent) => this.onlookers.of(parent)).filter(({ isVisible }) => isVisible);
    const isToCome = views.length > parents.length; // its element is not in the page yet
    return {
      isSeen: visible.length > 0 || isToCome,
      height: Math.max(0, ...visible.map(({ height }) => height)),
    };
  }

  clear(): void {
    for (const { elements } of this.places.values()) elements.forEach((element) => remove(element));
    this.places.clear();
    this.onlookers.close();
  }

  private place(userId: string, picture: Picture): Place {
    const key = `${picture} ${userId}`;
    const known = this.places.get(key);
    if (known) return known;
    const place = { views: [], track: null, look: usualLook(picture), elements: [], parents: [] };
    this.places.set(key, place);
    return place;
  }

  private draw(userId: string, picture: Picture, place: Place): void {
    const found = place.views.map((id) => document.getElementById(id)).filter((parent) => parent !== null);
    this.watch(place, found);
    const parents = place.track ? found : [];
    place.elements = place.elements.filter((element) => {
      const isWanted = element.parentElement && parents.includes(element.parentElement);
      if (!isWanted) remove(element);
      return isWanted;
    });
    for (const parent of parents) {
      if (!place.track) continue;
      const known = place.elements.find((element) => element.parentElement === parent);
      const element = known ?? create(userId, picture, parent);
      if (!known) {
        place.elements.push(element);
        dress(element, place.look);
      }
      play(element, place.track);
    }
  }

  private watch(place: Place, parents: Element[]): void {
    const before = place.parents;
    place.parents = parents;
    parents.forEach((parent) => this.onlookers.watch(parent));
    const shown = new Set([...this.places.values()].flatMap((other) => other.parents));
    before.filter((parent) => !shown.has(parent)).forEach((parent) => this.onlookers.forget(parent));
  }
}

function create(userId: string, picture: Picture, parent: HTMLElement): HTMLVideoElement {
  const element = document.createElement('video');
  element.dataset['userId'] = userId;
  element.dataset['stream'] = picture;
  element.muted = element.autoplay = element.playsInline = true;
  element.disablePictureInPicture = true;
  element.style.display = 'block';
  parent.append(element);
  return element;
}

function play(element: HTMLVideoElement, track: MediaStreamTrack): void {
  const shown = element.srcObject instanceof MediaStream ? element.srcObject.getVideoTracks()[0] : null;
  if (shown !== track) element.srcObject = new MediaStream([track]);
  void element.play()?.catch(() => undefined); // A muted video is refused only while its page is hidden.
}

function remove(element: HTMLVideoElement): void {
  element.srcObject = null;
  element.remove();
}
