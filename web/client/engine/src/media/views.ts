import { TUIVideoStreamType } from '../enums';

export type Picture = 'camera' | 'screen';

export const pictureOf = (streamType: TUIVideoStreamType): Picture =>
  streamType === TUIVideoStreamType.kScreenStream ? 'screen' : 'camera';

interface Place {
  views: string[];
  track: MediaStreamTrack | null;
  isMirrored: boolean;
  elements: HTMLVideoElement[];
}

/** Shows pictures: one `<video data-user-id data-stream>` in each view that was named for one. */
export class Views {
  private readonly places = new Map<string, Place>();

  setView(userId: string, picture: Picture, view: string | string[] | null): void {
    const place = this.place(userId, picture);
    place.views = view === null ? [] : [view].flat();
    this.draw(userId, picture, place);
  }

  setTrack(userId: string, picture: Picture, track: MediaStreamTrack | null, isMirrored = false): void {
    const place = this.place(userId, picture);
    place.track = track;
    place.isMirrored = isMirrored;
    this.draw(userId, picture, place);
  }

  clear(): void {
    for (const { elements } of this.places.values()) elements.forEach((element) => remove(element));
    this.places.clear();
  }

  private place(userId: string, picture: Picture): Place {
    const key = `${picture} ${userId}`;
    const place = this.places.get(key) ?? { views: [], track: null, isMirrored: false, elements: [] };
    this.places.set(key, place);
    return place;
  }

  private draw(userId: string, picture: Picture, place: Place): void {
    const parents = place.track ? place.views.map((id) => document.getElementById(id)) : [];
    place.elements = place.elements.filter((element) => {
      const isWanted = element.parentElement && parents.includes(element.parentElement);
      if (!isWanted) remove(element);
      return isWanted;
    });
    for (const parent of parents) {
      if (!parent || !place.track) continue;
      const known = place.elements.find((element) => element.parentElement === parent);
      const element = known ?? create(userId, picture, parent);
      if (!known) place.elements.push(element);
      element.style.transform = place.isMirrored ? 'scaleX(-1)' : '';
      play(element, place.track);
    }
  }
}

function create(userId: string, picture: Picture, parent: HTMLElement): HTMLVideoElement {
  const element = document.createElement('video');
  element.dataset['userId'] = userId;
  element.dataset['stream'] = picture;
  element.muted = element.autoplay = element.playsInline = true;
  element.disablePictureInPicture = true;
  const fit = picture === 'screen' ? 'contain' : 'cover';
  element.style.cssText = `width:100%;height:100%;object-fit:${fit};display:block`;
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
