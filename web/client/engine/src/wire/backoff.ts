/** Growing delays with jitter, so that a thousand clients do not come back in the same instant. */
export class Backoff {
  private attempt = 0;

  constructor(
    private readonly firstMs: number,
    private readonly mostMs: number,
    private readonly random: () => number = Math.random,
  ) {}

  next(): number {
    const full = Math.min(this.mostMs, this.firstMs * 2 ** this.attempt);
    this.attempt++;
    return Math.round(full / 2 + (full / 2) * this.random());
  }

  reset(): void {
    this.attempt = 0;
  }
}
