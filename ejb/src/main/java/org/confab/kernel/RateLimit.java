package org.confab.kernel;

/** A token bucket: so many a second on average, so many at once, of whatever is counted. */
public final class RateLimit {
  private final double perNano;
  private final double atOnce;
  private double tokens;
  private long last = System.nanoTime();
  private int refused;

  public RateLimit(int perSecond, int atOnce) {
    this.perNano = perSecond / 1e9;
    this.atOnce = atOnce;
    this.tokens = atOnce;
  }

  public boolean allows() {
    return allows(1);
  }

  /** Takes them all, or none of them. */
  public boolean allows(int amount) {
    return allows(amount, System.nanoTime());
  }

  synchronized boolean allows(int amount, long nanoTime) {
    tokens = Math.min(atOnce, tokens + (nanoTime - last) * perNano);
    last = nanoTime;
    if (tokens < amount) {
      refused++;
      return false;
    }
    tokens -= amount;
    return true;
  }

  /** How often it did not allow what was asked. */
  public synchronized int refused() {
    return refused;
  }
}
