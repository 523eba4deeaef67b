// @vitest-environment node
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SilenceWatch } from '../src/media/silence';

let timestamp: number;
let doubts: number;
let watch: SilenceWatch;

beforeEach(() => {
  vi.useFakeTimers();
  timestamp = doubts = 0;
  const receiver = { getSynchronizationSources: () => (timestamp ? [{ timestamp }] : []) };
  const peer = { getTransceivers: () => [{ receiver: {} }, { receiver }] };
  watch = new SilenceWatch(
    () => [peer as unknown as RTCPeerConnection],
    () => doubts++,
  );
  watch.start();
});

afterEach(() => {
  watch.close();
  vi.useRealTimers();
});

const arrivesFor = async (seconds: number) => {
  for (let half = 0; half < 2 * seconds; half++) {
    timestamp += 500;
    await vi.advanceTimersByTimeAsync(500);
  }
};

it('is told once when nothing arrives any more, within a second and a half', async () => {
  await arrivesFor(10);
  expect(doubts).toBe(0);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(doubts).toBe(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(doubts).toBe(1);
  await arrivesFor(1);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(doubts).toBe(2);
});

it('is not told where nothing ever arrived', async () => {
  await vi.advanceTimersByTimeAsync(60_000);
  expect(doubts).toBe(0);
});
