import type { Picture } from './views';

/** How a picture is shown in its view. */
export interface Look {
  isMirrored: boolean;
  /** Whether it fills the view, cut where it must be, or is seen whole. */
  isFilling: boolean;
  /** Clockwise. */
  degrees: 0 | 90 | 180 | 270;
}

/** Faces fill their places; of a screen nothing may be missing. */
export const usualLook = (picture: Picture): Look => ({
  isMirrored: false,
  isFilling: picture === 'camera',
  degrees: 0,
});

/** Styles an element that fills its parent. */
export function dress(element: HTMLElement, { isMirrored, isFilling, degrees }: Look): void {
  const { style, parentElement } = element;
  const isLying = degrees % 180 !== 0;
  style.objectFit = isFilling ? 'cover' : 'contain';
  const turn = degrees ? ` rotate(${degrees}deg)` : '';
  const mirror = isMirrored ? ' scaleX(-1)' : '';
  // A picture that is turned by a right angle is as wide as its view is high: it measures itself by the view.
  style.transform = `${isLying ? 'translate(-50%, -50%)' : ''}${turn}${mirror}`.trim();
  style.position = isLying ? 'absolute' : '';
  style.left = style.top = isLying ? '50%' : '';
  style.width = isLying ? '100cqh' : '100%';
  style.height = isLying ? '100cqw' : '100%';
  if (!isLying || !parentElement) return;
  parentElement.style.containerType = 'size';
  if (getComputedStyle(parentElement).position === 'static') parentElement.style.position = 'relative';
}
