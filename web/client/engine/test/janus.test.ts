// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EngineError } from '../src/errors';
import { JanusTransport } from '../src/media/janus';
import type { Outgoing } from '../src/local/localMedia';
import type { TransportContext } from '../src/media/transport';
import type { ReceivingName } from '../src/wire/protocol';
import { DEFAULT_QUALITY } from '../src/local/quality';
import { FakePeerConnection, fakePeerConnections, FakeTrack, track } from './fakeMedia';
import { settled } from './fakeServer';

let requests: [string, Record<string, unknown>][];
let received: string[];
let forbidden: unknown[];
let failure: EngineError | null;
let transport: JanusTransport;

const outgoing = (
  camera: Partial<Outgoing['camera']>,
  screen: Partial<Outgoing['screen']> = {},
): Outgoing => ({
  camera: { audio: null, video: null, ...camera },
  screen: { audio: null, video: null, ...screen },
});
const asked = (method: string) => requests.filter(([name]) => name === method).map(([, params]) => params);
const latest = () => FakePeerConnection.all.at(-1) as FakePeerConnection;

beforeEach(() => {
  vi.useFakeTimers();
  fakePeerConnections();
  requests = [];
  received = [];
  forbidden = [];
  failure = null;
  const request = (method: string, params: Record<string, unknown>) => {
    requests.push([method, params]);
    if (failure) return Promise.reject(failure);
    return Promise.resolve(method === 'publish' ? { sdp: 'answer' } : {});
  };
  transport = new JanusTransport({
    request: request as TransportContext['request'],
    selfId: 'ann',
    iceServers: [],
    received: (userId, slot, receiver) => received.push(`${receiver ? '+' : '-'}${userId} ${slot}`),
    forbidden: (error) => forbidden.push(error),
  });
});

afterEach(() => {
  transport.close();
  vi.useRealTimers();
});

let offers = 0;
/** As Janus does it: each offer has a session id of its own, the connection is known by its `ice-ufrag`. */
const offer = (
  connection: number,
  tracks: [string, string, number, 'audio' | 'video'][],
  by: ReceivingName = 'receive',
) => ({
  connection: by,
  sdp: [
    `o=- ${++offers} 1 IN`,
    `a=ice-ufrag:${connection}`,
    ...tracks.map(([mid, , , kind]) => `m=${kind} ${mid}`),
  ].join('\n'),
  tracks: tracks.map(([mid, userId, streamType, kind]) => ({ mid, userId, streamType, kind })),
});

describe('sending by the media server', () => {
  it('negotiates sound and picture once, then says what it sends', async () => {
    const voice = track('audio');
    await transport.publish(outgoing({ audio: voice }));
    await transport.publish(outgoing({ audio: voice, video: track('video') }));
    await transport.publish(outgoing({ video: track('video') }));
    expect(asked('publish')).toEqual([
      { stream: 'camera', sdp: 'o=- 1 1\nm=audio 0\nm=video 1', audio: true, video: false },
    ]);
    expect(asked('setPublishing')).toEqual([
      { stream: 'camera', video: true },
      { stream: 'camera', audio: false },
    ]);
    expect(FakePeerConnection.all).toHaveLength(1);
  });

  it('makes no connection for nothing', async () => {
    await transport.publish(outgoing({}));
    expect(FakePeerConnection.all).toHaveLength(0);
  });

  it('sends the screen over a connection of its own and ends it', async () => {
    await transport.publish(outgoing({}, { video: track('video') }));
    await transport.publish(outgoing({}));
    expect(asked('publish')).toHaveLength(1);
    expect(asked('unpublish')).toEqual([{ stream: 'screen' }]);
    expect(FakePeerConnection.open).toHaveLength(0);
  });

  it('publishes anew when the connection failed, with a growing pause', async () => {
    await transport.publish(outgoing({ video: track('video') }));
    latest().become('failed');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked('publish')).toHaveLength(2);
    latest().become('failed');
    await vi.advanceTimersByTimeAsync(999);
    expect(asked('publish')).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1_001);
    expect(asked('publish')).toHaveLength(3);
    expect(FakePeerConnection.open).toHaveLength(1);
  });

  it('tries again when publishing merely did not work, and hands on a refusal', async () => {
    failure = new EngineError(-1, 'the media server is busy');
    await transport.publish(outgoing({ video: track('video') }));
    failure = null;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked('publish')).toHaveLength(2);
    failure = new EngineError(-2371, 'Cameras are disabled');
    const screen = outgoing({ video: track('video') }, { video: track('video') });
    await expect(transport.publish(screen)).rejects.toMatchObject({ code: -2371 });
  });

  it('says again after a lost socket what it sends', async () => {
    await transport.publish(outgoing({ video: track('video') }));
    latest().become('connected');
    transport.recover();
    await settled();
    expect(asked('setPublishing')).toEqual([{ stream: 'camera', audio: false, video: true }]);
    expect(asked('publish')).toHaveLength(1);
  });
});

describe('how the media server is sent to', () => {
  const encodings = () => latest().getTransceivers()[1]?.sender.encodings;

  it('is a large and a small picture of the camera, and one of the screen', async () => {
    await transport.publish(outgoing({ video: track('video') }));
    expect(encodings()).toMatchObject([
      { rid: 'h', scaleResolutionDownBy: 1, maxBitrate: 1_500_000 },
      { rid: 'l', scaleResolutionDownBy: 4, active: true },
    ]);
    await transport.publish(outgoing({ video: track('video') }, { video: track('video') }));
    expect(encodings()).toHaveLength(1);
  });

  it('changes without a new negotiation', async () => {
    await transport.publish(outgoing({ video: track('video') }));
    const camera = { ...DEFAULT_QUALITY.camera, short: 360, bitrate: 500_000, fps: 15 };
    transport.tune({ ...DEFAULT_QUALITY, camera, hasSmall: false });
    await settled();
    expect(encodings()).toMatchObject([
      { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000, maxFramerate: 15 },
      { rid: 'l', active: false },
    ]);
    expect(asked('publish')).toHaveLength(1);
  });

  it('follows the size of another camera', async () => {
    const upright = new FakeTrack('video');
    upright.settings = { width: 480, height: 640 };
    await transport.publish(outgoing({ video: track('video') }));
    await transport.publish(outgoing({ video: upright as unknown as MediaStreamTrack }));
    expect(encodings()?.[1]?.scaleResolutionDownBy).toBe(2.67);
  });
});

describe('after the network was gone', () => {
  it('sends and receives anew at once what was cut, without waiting for its turn', async () => {
    await transport.start();
    await transport.publish(outgoing({ video: track('video') }));
    transport.offered(offer(5, [['0', 'bob', 0, 'audio']]));
    await settled();
    FakePeerConnection.open.forEach((pc) => pc.become('disconnected'));
    requests = [];
    transport.recover();
    await settled();
    expect(asked('publish')).toHaveLength(1);
    expect(asked('receive')).toEqual([{ videos: [], restart: true }]);
  });

  it('does not wait for the pause after what failed meanwhile', async () => {
    failure = new EngineError(-1, 'no connection');
    await transport.publish(outgoing({ video: track('video') }));
    failure = null;
    requests = [];
    transport.recover();
    await settled();
    expect(asked('publish')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked('publish')).toHaveLength(1);
  });
});

describe('what may not be sent any more', () => {
  it.each([-2345, -2361, -2371, -2373])('is not tried again after %i, but said', async (code) => {
    await transport.publish(outgoing({ audio: track('audio') }));
    failure = new EngineError(code, 'not allowed');
    await transport.rebuild();
    latest().become('connected');
    transport.recover();
    await settled();
    requests = [];
    await vi.advanceTimersByTimeAsync(60_000);
    expect(forbidden).toContain(failure);
    expect(asked('publish')).toEqual([]);
  });
});

describe('receiving by the media server', () => {
  it('asks for sound on entering, and once for all pictures wanted in the same moment', async () => {
    await transport.start();
    transport.want([{ userId: 'bob', streamType: 0 }]);
    transport.want([
      { userId: 'bob', streamType: 0 },
      { userId: 'cai', streamType: 1 },
    ]);
    await settled();
    expect(asked('receive')).toEqual([
      { videos: [], restart: true },
      {
        videos: [
          { userId: 'bob', streamType: 0 },
          { userId: 'cai', streamType: 1 },
        ],
      },
    ]);
  });

  it('answers offers in order and tells whose media came and went', async () => {
    transport.offered(
      offer(5, [
        ['0', 'bob', 0, 'audio'],
        ['1', 'bob', 0, 'video'],
      ]),
    );
    transport.offered(
      offer(5, [
        ['0', 'bob', 0, 'audio'],
        ['2', 'cai', 1, 'video'],
      ]),
    );
    await settled();
    expect(asked('answer')).toHaveLength(2);
    expect(received).toEqual(['+bob microphone', '+bob camera', '-bob camera', '+cai screen']);
    expect(FakePeerConnection.all).toHaveLength(1);
  });

  it('makes a new connection when the server did', async () => {
    transport.offered(offer(5, [['0', 'bob', 0, 'audio']]));
    transport.offered(offer(6, [['0', 'bob', 0, 'audio']]));
    await settled();
    expect(received).toEqual(['+bob microphone', '-bob microphone', '+bob microphone']);
    expect(FakePeerConnection.open).toHaveLength(1);
  });

  it('rebuilds everything after a restart of the media server, trying again while it is not there', async () => {
    await transport.start();
    await transport.publish(outgoing({ video: track('video') }));
    transport.offered(offer(5, [['0', 'bob', 0, 'audio']]));
    await settled();
    failure = new EngineError(-1, 'no media server');
    await transport.rebuild();
    expect(FakePeerConnection.open).toHaveLength(0);
    failure = null;
    requests = [];
    await vi.advanceTimersByTimeAsync(2_000);
    expect(asked('publish')).toMatchObject([{ stream: 'camera', video: true }]);
    expect(asked('receive')).toEqual([{ videos: [], restart: true }]);
  });
});

describe('the host of another room', () => {
  const host = offer(7, [['0', 'hugo', 0, 'video']], 'otherRoom');

  it('comes by a connection of its own, beside that of our room', async () => {
    transport.want([{ userId: 'hugo', streamType: 0 }]);
    await settled();
    requests = [];
    transport.connectOtherRoom(true);
    transport.offered(offer(5, [['0', 'bob', 0, 'audio']]));
    transport.offered(host);
    await settled();
    expect(asked('receive')).toEqual([
      { videos: [{ userId: 'hugo', streamType: 0 }], connection: 'otherRoom', restart: true },
    ]);
    expect(asked('answer').map(({ connection }) => connection)).toEqual([undefined, 'otherRoom']);
    expect(received).toEqual(['+bob microphone', '+hugo camera']);
    expect(transport.peers).toHaveLength(2);
  });

  it('is gone with the connection of the rooms, and nobody else', async () => {
    transport.connectOtherRoom(true);
    transport.offered(offer(5, [['0', 'bob', 0, 'audio']]));
    transport.offered(host);
    await settled();
    transport.connectOtherRoom(false);
    transport.offered(host);
    await settled();
    expect(received).toEqual(['+bob microphone', '+hugo camera', '-hugo camera']);
    expect(FakePeerConnection.open).toHaveLength(1);
  });

  it('is received anew after a restart of the media server', async () => {
    transport.connectOtherRoom(true);
    transport.offered(host);
    await settled();
    requests = [];
    await transport.rebuild();
    expect(asked('receive')).toContainEqual({ videos: [], connection: 'otherRoom', restart: true });
    expect(received).toEqual(['+hugo camera', '-hugo camera']);
  });
});
