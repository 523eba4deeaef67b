/** How much is seen of an element: its height in pixels of the display, 0 where nobody looks. */
type Seen = { isVisible: boolean; height: number };

/**
 * Watches whether elements are on the visible part of the page, and how large. What the browser does not watch for us
 * counts as seen, of unknown height.
 */
export class Onlookers {
  private readonly seen = new Map<Element, Seen>();
  private readonly intersections: IntersectionObserver | null;
  private readonly sizes: ResizeObserver | null;

  constructor(private readonly changed: () => void) {
    const { IntersectionObserver: Intersections, ResizeObserver: Sizes } = globalThis;
    this.intersections = Intersections
      ? new Intersections((entries) =>
          this.note(entries, ({ isIntersecting }) => ({ isVisible: isIntersecting })),
        )
      : null;
    const ratio = () => globalThis.devicePixelRatio || 1;
    this.sizes = Sizes
      ? new Sizes((entries) =>
          this.note(entries, ({ contentRect }) => ({ height: contentRect.height * ratio() })),
        )
      : null;
  }

  watch(element: Element): void {
    if (this.seen.has(element)) return;
    this.seen.set(element, { isVisible: true, height: 0 });
    this.intersections?.observe(element);
    this.sizes?.observe(element);
  }

  forget(element: Element): void {
    this.seen.delete(element);
    this.intersections?.unobserve(element);
    this.sizes?.unobserve(element);
  }

  of(element: Element): Seen {
    return this.seen.get(element) ?? { isVisible: true, height: 0 };
  }

  close(): void {
    this.seen.clear();
    this.intersections?.disconnect();
    this.sizes?.disconnect();
  }

  private note<E extends { target: Element }>(entries: E[], read: (entry: E) => Partial<Seen>): void {
    for (const entry of entries) {
      const seen = this.seen.get(entry.target);
      if (seen) Object.assign(seen, read(entry));
    }
    this.changed();
  }
}
