// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TUINetwork } from '../src';
import { gradeOf, NetworkWatch } from '../src/media/network';
import { FakePeerConnection } from './fakeMedia';

describe('the grade of a line', () => {
  const best = { loss: 0, delay: 0, jitter: 0 };
  it.each([
    [{ loss: 1, delay: 100, jitter: 20 }, 1],
    [{ ...best, loss: 1.1 }, 2],
    [{ ...best, delay: 101 }, 2],
    [{ ...best, jitter: 21 }, 2],
    [{ loss: 3, delay: 200, jitter: 40 }, 2],
    [{ ...best, loss: 8 }, 3],
    [{ ...best, loss: 8.1 }, 4],
    [{ ...best, delay: 800 }, 4],
    [{ ...best, delay: 801 }, 5],
    [{ ...best, jitter: 151 }, 5],
  ])('%j is %i', (measured, grade) => expect(gradeOf(measured)).toBe(grade));
});

describe('the network', () => {
  let told: TUINetwork[][];
  let peer: FakePeerConnection;
  let peers: FakePeerConnection[];
  let isConnected: boolean;
  let watch: NetworkWatch;

  beforeEach(() => {
    vi.useFakeTimers();
    told = [];
    isConnected = true;
    peer = new FakePeerConnection();
    peer.connectionState = 'connected';
    peers = [peer];
    watch = new NetworkWatch({
      peers: () => peers as unknown as RTCPeerConnection[],
      senderOf: (trackId) => trackId.split('/')[0],
      selfId: 'ann',
      isConnected: () => isConnected,
      tell: (networks) => told.push(networks),
    });
    watch.start();
  });
  afterEach(() => {
    watch.close();
    vi.useRealTimers();
  });

  const next = () => vi.advanceTimersByTimeAsync(2_000);
  const arrived = (track: string, packetsReceived: number, packetsLost: number, jitter = 0) => ({
    id: `in ${track}`,
    type: 'inbound-rtp',
    trackIdentifier: track,
    packetsReceived,
    packetsLost,
    jitter,
  });
  const pair = (currentRoundTripTime: number) => ({
    id: 'pair',
    type: 'candidate-pair',
    nominated: true,
    state: 'succeeded',
    currentRoundTripTime,
  });
  const back = (fractionLost: number) => ({ id: 'back', type: 'remote-inbound-rtp', fractionLost });

  it('is told every two seconds for us and for everybody we receive', async () => {
    peer.stats = [arrived('bob/camera', 100, 0), arrived('cai/camera', 95, 5, 0.03), pair(0.05), back(0.02)];
    await next();
    expect(told).toEqual([
      [
        { userId: 'ann', quality: 2, upLoss: 2, downLoss: 3, delay: 50 },
        { userId: 'bob', quality: 1, upLoss: 0, downLoss: 0, delay: 50 },
        { userId: 'cai', quality: 3, upLoss: 0, downLoss: 5, delay: 50 },
      ],
    ]);
    await next();
    expect(told).toHaveLength(2);
  });

  it('counts what was lost since the last time', async () => {
    peer.stats = [arrived('bob/camera', 100, 50)];
    await next();
    peer.stats = [arrived('bob/camera', 200, 50)];
    await next();
    peer.stats = [arrived('bob/camera', 300, 40)];
    await next();
    expect(told.map((networks) => networks[1]?.downLoss)).toEqual([33, 0, 0]);
  });

  it('is down while the server is not heard or a connection is broken', async () => {
    isConnected = false;
    await next();
    isConnected = true;
    peer.connectionState = 'disconnected';
    await next();
    peer.connectionState = 'connected';
    await next();
    expect(told.map(([self]) => self?.quality)).toEqual([6, 6, 1]);
  });

  it('is unknown before anything is connected, and not told when nothing travels', async () => {
    peer.connectionState = 'connecting';
    await next();
    peers = [];
    await next();
    expect(told).toEqual([[expect.objectContaining({ userId: 'ann', quality: 0 })]]);
  });
});
