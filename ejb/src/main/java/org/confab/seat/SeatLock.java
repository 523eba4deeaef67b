package org.confab.seat;

import org.jspecify.annotations.Nullable;

/**
 * What is locked of a seat, or unlocked; what is null stays as it is (spec 22255–22265).
 *
 * @param seat nobody may sit on it; whoever does is taken off first
 * @param video neither camera nor screen may be sent from it
 * @param audio no sound may be sent from it
 */
public record SeatLock(@Nullable Boolean seat, @Nullable Boolean video, @Nullable Boolean audio) {}
