package org.confab.app;

/** What an application may use at most. */
public record Plan(int maxMembers, int maxSeats) {
  /** A self-hosted server has no smaller plans to sell: what one room is designed for. */
  public static final Plan WHOLE = new Plan(10_000, 300);
}
