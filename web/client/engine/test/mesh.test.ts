// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { EngineError } from '../src/errors';
import { MeshTransport } from '../src/media/mesh';
import type { Outgoing } from '../src/local/localMedia';
import type { RemoteSlot, TransportContext } from '../src/media/transport';
import { FakePeerConnection, fakePeerConnections, track } from './fakeMedia';
import { settled } from './fakeServer';

/** Members that relay to each other as the server would. */
class Neighbourhood {
  readonly transports = new Map<string, MeshTransport>();
  readonly seen = new Map<string, Map<string, RTCRtpReceiver>>();
  readonly told: [string, object][] = [];
  readonly forbidden: unknown[] = [];
  isRelaying = true;
  failure: EngineError | null = null;
  private ids = 0;

  enter(userId: string): MeshTransport {
    const seen = new Map<string, RTCRtpReceiver>();
    this.seen.set(userId, seen);
    const request = (method: string, params: { userId?: string; data?: unknown }) => {
      if (method === 'setPublishing' && this.failure) return Promise.reject(this.failure);
      if (method === 'setPublishing') this.told.push([userId, params]);
      if (method === 'relay' && this.isRelaying) {
        const copy: unknown = JSON.parse(JSON.stringify(params.data));
        queueMicrotask(() => this.transports.get(params.userId ?? '')?.relayed(userId, copy));
      }
      return Promise.resolve({});
    };
    const context: TransportContext = {
      request: request as TransportContext['request'],
      selfId: userId,
      iceServers: [],
      received: (from, slot, receiver) => {
        if (receiver) seen.set(`${from} ${slot}`, receiver);
        else seen.delete(`${from} ${slot}`);
      },
      forbidden: (error) => this.forbidden.push(error),
    };
    const transport = new MeshTransport(context, () => `life-${++this.ids}`);
    const others = [...this.transports.keys()].filter((other) => other !== userId);
    this.transports.set(userId, transport);
    void transport.start(others);
    return transport;
  }

  sees(userId: string): string[] {
    return [...(this.seen.get(userId)?.keys() ?? [])].sort();
  }
}

const camera = (): Outgoing => ({
  camera: { audio: track('audio'), video: track('video') },
  screen: { audio: null, video: null },
});
const PEOPLE: RemoteSlot[] = ['camera', 'microphone'];
const all = (...users: string[]) => users.flatMap((user) => PEOPLE.map((slot) => `${user} ${slot}`)).sort();
let meeting: Neighbourhood;

beforeEach(() => {
  fakePeerConnections();
  meeting = new Neighbourhood();
});

describe('a meeting without a media server', () => {
  it('connects everybody with everybody', async () => {
    for (const userId of ['ann', 'bob', 'cai']) {
      const transport = meeting.enter(userId);
      await settled();
      await transport.publish(camera());
    }
    await settled();
    expect(meeting.sees('ann')).toEqual(all('bob', 'cai'));
    expect(meeting.sees('bob')).toEqual(all('ann', 'cai'));
    expect(meeting.sees('cai')).toEqual(all('ann', 'bob'));
    expect(FakePeerConnection.open).toHaveLength(6);
  });

  it('brings a screen that is shared later', async () => {
    meeting.enter('ann');
    const bob = meeting.enter('bob');
    await settled();
    await bob.publish({ ...camera(), screen: { audio: null, video: track('video') } });
    await settled();
    expect(meeting.sees('ann')).toContain('bob screen');
    expect(meeting.told).toContainEqual(['bob', { stream: 'screen', audio: false, video: true }]);
  });

  it('says what it sends before it sends it, and only when it changes', async () => {
    const ann = meeting.enter('ann');
    const sending = camera();
    await ann.publish(sending);
    await ann.publish(sending);
    expect(meeting.told).toEqual([['ann', { stream: 'camera', audio: true, video: true }]]);
  });

  it('connects anew with one who reloaded the page', async () => {
    await meeting.enter('ann').publish(camera());
    await meeting.enter('bob').publish(camera());
    await settled();
    meeting.transports.get('bob')?.close();
    await meeting.enter('bob').publish(camera());
    await settled();
    expect(meeting.sees('ann')).toEqual(all('bob'));
    expect(meeting.sees('bob')).toEqual(all('ann'));
    expect(FakePeerConnection.open).toHaveLength(2);
  });

  it('finds together again when arrangements were lost', async () => {
    await meeting.enter('ann').publish(camera());
    await settled();
    meeting.isRelaying = false;
    const bob = meeting.enter('bob');
    await bob.publish(camera());
    await settled();
    expect(meeting.sees('ann')).toEqual([]);
    meeting.isRelaying = true;
    bob.recover();
    await settled();
    expect(meeting.sees('ann')).toEqual(all('bob'));
    expect(meeting.sees('bob')).toEqual(all('ann'));
  });

  it('ends the connection with one who left', async () => {
    await meeting.enter('ann').publish(camera());
    await meeting.enter('bob').publish(camera());
    await settled();
    meeting.transports.get('ann')?.memberLeft('bob');
    expect(meeting.sees('ann')).toEqual([]);
    expect(FakePeerConnection.open).toHaveLength(1);
  });

  it.each([null, 7, {}, { type: 'description', from: 'x', description: { sdp: 1 } }, { type: 'hello' }])(
    'drops what no member would send: %j',
    async (data) => {
      const ann = meeting.enter('ann');
      expect(() => ann.relayed('mallory', data)).not.toThrow();
      await settled();
      expect(FakePeerConnection.all).toHaveLength(0);
    },
  );

  it('says after a lost socket what it sends now, and tries nothing again that is not allowed', async () => {
    const ann = meeting.enter('ann');
    await ann.publish(camera());
    meeting.failure = new EngineError(-1, 'Not connected');
    await ann.publish({ ...camera(), camera: { audio: null, video: track('video') } });
    meeting.failure = null;
    ann.recover();
    await settled();
    expect(meeting.told.at(-1)).toEqual(['ann', { stream: 'camera', audio: false, video: true }]);
    meeting.failure = new EngineError(-2371, 'Cameras are off');
    ann.recover();
    await settled();
    expect(meeting.forbidden).toEqual([meeting.failure]);
    await expect(ann.publish(camera())).rejects.toMatchObject({ code: -2371 });
  });
});
