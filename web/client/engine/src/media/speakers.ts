/** Plays what the others say in hidden `<audio data-user-id>` elements of its own. */
export class Speakers {
  private readonly elements = new Map<string, HTMLAudioElement>();
  /** Whom somebody muted, or let be heard, by name. */
  private readonly muted = new Map<string, boolean>();
  private isEverybodyMuted = false;
  private readonly refused = new Set<HTMLAudioElement>();
  private speakerId = '';

  constructor(private readonly refusalChanged: (isRefused: boolean) => void) {}

  setTrack(userId: string, source: 'microphone' | 'screen', track: MediaStreamTrack | null): void {
    const key = `${source} ${userId}`;
    if (!track) return this.remove(key);
    const element = this.elements.get(key) ?? this.create(key, userId, source);
    element.srcObject = new MediaStream([track]);
    void this.play(element);
  }

  setMuted(userId: string, isMuted: boolean): void {
    this.muted.set(userId, isMuted);
    this.apply();
  }

  /** Whether those of whom nothing else was said are not heard. */
  muteEverybody(isMuted: boolean): void {
    this.isEverybodyMuted = isMuted;
    this.apply();
  }

  get deviceId(): string {
    return this.speakerId;
  }

  async setSpeaker(deviceId: string): Promise<void> {
    this.speakerId = deviceId;
    await Promise.all([...this.elements.values()].map((element) => element.setSinkId?.(deviceId)));
  }

  /** Call this from a click when the browser had refused to play. */
  async resume(): Promise<void> {
    await Promise.all([...this.refused].map((element) => this.play(element)));
  }

  clear(): void {
    [...this.elements.keys()].forEach((key) => this.remove(key));
    this.muted.clear();
  }

  private isMuted(userId: string): boolean {
    return this.muted.get(userId) ?? this.isEverybodyMuted;
  }

  private apply(): void {
    for (const element of this.elements.values())
      element.muted = this.isMuted(element.dataset['userId'] ?? '');
  }

  private create(key: string, userId: string, source: string): HTMLAudioElement {
    const element = document.createElement('audio');
    element.dataset['userId'] = userId;
    element.dataset['source'] = source;
    element.autoplay = true;
    element.hidden = true;
    element.muted = this.isMuted(userId);
    if (this.speakerId) void element.setSinkId?.(this.speakerId).catch(() => undefined);
    document.body.append(element);
    this.elements.set(key, element);
    return element;
  }

  private async play(element: HTMLAudioElement): Promise<void> {
    try {
      await element.play();
      this.mark(element, false);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.mark(element, true);
    }
  }

  private mark(element: HTMLAudioElement, isRefused: boolean): void {
    const before = this.refused.size;
    if (isRefused) this.refused.add(element);
    else this.refused.delete(element);
    if (before === 0 || this.refused.size === 0) {
      if (before !== this.refused.size) this.refusalChanged(this.refused.size > 0);
    }
  }

  private remove(key: string): void {
    const element = this.elements.get(key);
    if (!element) return;
    this.mark(element, false);
    element.srcObject = null;
    element.remove();
    this.elements.delete(key);
  }
}
