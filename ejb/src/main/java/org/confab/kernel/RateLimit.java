package org.confab.kernel;

/** A token bucket: so many a second on average, so many at once. */
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
    return allows(System.nanoTime());
  }

  public synchronized boolean allows(long nanoTime) {
    tokens = Math.min(atOnce, tokens + (nanoTime - last) * perNano);
    last = nanoTime;
    if (tokens < 1) {
      refused++;
      return false;
    }
    tokens--;
    return true;
  }

  public synchronized int refused() {
    return refused;
  }
}
