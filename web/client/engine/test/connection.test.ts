// @vitest-environment node
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Backoff } from '../src/wire/backoff';
import { Connection, type Greeting } from '../src/wire/connection';
import { socketUrl } from '../src/wire/address';
import { FakeServer, refuse, settled } from './fakeServer';

let server: FakeServer;
let connection: Connection;
let states: string[];
const greeting: Greeting = async (request) => {
  await request('login', { sdkAppId: 1, userId: 'ann', userSig: 's' });
  return { heartbeatSeconds: 10 };
};

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  connection = new Connection({
    url: () => 'ws://x/ws',
    openSocket: server.open,
    backoff: new Backoff(500, 10_000, () => 1),
  });
  states = [];
  connection.events.on('state', ({ state }) => states.push(state));
});

afterEach(() => {
  connection.close();
  vi.useRealTimers();
});

describe('a connection', () => {
  it('rejects with the code and the sentence of the server', async () => {
    server.handlers['enterRoom'] = () => refuse(-2100, 'No such room');
    await connection.open(greeting);
    await expect(connection.request('enterRoom', { roomId: 'x' })).rejects.toMatchObject({
      code: -2100,
      message: 'No such room',
    });
  });

  it('takes a batch apart in its order', async () => {
    await connection.open(greeting);
    const heard: string[] = [];
    connection.events.on('notification', ({ method }) => heard.push(method));
    server.deliver(server.last, [
      { jsonrpc: '2.0', method: 'onRelay', params: { userId: 'bob', data: {} } },
      { jsonrpc: '2.0', method: 'onMediaReset', params: {} },
      { jsonrpc: '2.0', method: 'onKickedOffLine', params: { message: '' } },
    ]);
    await settled();
    expect(heard).toEqual(['onRelay', 'onMediaReset', 'onKickedOffLine']);
  });

  it('survives a frame that is not JSON', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await connection.open(greeting);
    server.last.onmessage?.({ data: '{oops' });
    await expect(connection.request('heartbeat', {})).resolves.toEqual({});
  });

  it('says at once that the server cannot be reached when it never was', async () => {
    server.isUp = false;
    await expect(connection.open(greeting)).rejects.toMatchObject({ code: -1 });
    expect(server.sockets).toHaveLength(1);
    expect(states).toEqual(['connecting', 'disconnected']);
  });

  it('comes back with growing delay and logs in again', async () => {
    await connection.open(greeting);
    server.isUp = false;
    server.drop();
    expect(states.at(-1)).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(499);
    expect(server.sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(server.sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(999);
    expect(server.sockets).toHaveLength(2);
    server.isUp = true;
    await vi.advanceTimersByTimeAsync(1);
    await settled();
    expect(server.sockets).toHaveLength(3);
    expect(states).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
    expect(server.sent('login')).toHaveLength(2);
  });

  it('keeps requests made meanwhile until it is back, and fails the one that was under way', async () => {
    await connection.open(greeting);
    server.isSilent = true;
    const underWay = connection.request('exitRoom', {});
    const failure = expect(underWay).rejects.toMatchObject({ code: -1 });
    await settled();
    server.drop();
    server.isSilent = false;
    const meanwhile = connection.request('getSelfInfo', {});
    await failure;
    expect(server.sent('getSelfInfo')).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(500);
    await expect(meanwhile).resolves.toEqual({});
  });

  it.each([1000, 4403, 4409])('does not come back after close code %i', async (code) => {
    await connection.open(greeting);
    server.drop(code);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sockets).toHaveLength(1);
    expect(states.at(-1)).toBe('disconnected');
    await expect(connection.request('heartbeat', {})).rejects.toMatchObject({ code: -1002 });
  });

  it('pauses longer after too many requests', async () => {
    await connection.open(greeting);
    server.drop(4429);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(server.sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(500);
    expect(server.sockets).toHaveLength(2);
  });

  it.each(['closes with 4401', 'refuses the login of a new socket'])(
    'waits for other credentials when the server %s, and gives up in the end',
    async (how) => {
      await connection.open(greeting);
      const refused = vi.fn();
      connection.events.on('refused', refused);
      server.handlers['login'] = () => refuse(-1001, 'The UserSig has expired');
      server.drop(how === 'closes with 4401' ? 4401 : 1006);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(refused).toHaveBeenCalledOnce();
      const tried = server.sockets.length;
      await vi.advanceTimersByTimeAsync(28_000);
      expect(server.sockets).toHaveLength(tried);
      expect(states.at(-1)).toBe('reconnecting');
      await vi.advanceTimersByTimeAsync(2_000);
      expect(states.at(-1)).toBe('disconnected');
      await expect(connection.request('heartbeat', {})).rejects.toMatchObject({ code: -1002 });
    },
  );

  it('goes on with other credentials, trying until the server is there', async () => {
    await connection.open(greeting);
    server.drop(4401);
    const meanwhile = connection.request('getSelfInfo', {});
    server.isUp = false;
    const another = vi.fn(greeting);
    await expect(connection.reopen(another)).rejects.toMatchObject({ code: -1 });
    server.isUp = true;
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(meanwhile).resolves.toEqual({});
    expect(another).toHaveBeenCalledOnce();
    expect(states).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states.at(-1)).toBe('connected');
  });

  it('is told when the other credentials are refused too', async () => {
    await connection.open(greeting);
    const refused = vi.fn();
    connection.events.on('refused', refused);
    server.drop(4401);
    server.handlers['login'] = () => refuse(-1001, 'Made for another user');
    await expect(connection.reopen(greeting)).rejects.toMatchObject({ code: -1001 });
    expect(refused).toHaveBeenCalledTimes(2);
    expect(states.at(-1)).toBe('reconnecting');
  });

  it('asks for a sign of life when the network has changed, and comes back at once without one', async () => {
    vi.stubGlobal('document', undefined);
    const online = new EventTarget();
    vi.stubGlobal('addEventListener', online.addEventListener.bind(online));
    await connection.open(greeting);
    online.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(states.at(-1)).toBe('connected');
    server.isSilent = true;
    online.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(2_499);
    expect(states.at(-1)).toBe('connected');
    server.isSilent = false;
    await vi.advanceTimersByTimeAsync(501);
    await settled();
    expect(states).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
    expect(server.sockets).toHaveLength(2);
    vi.unstubAllGlobals();
  });

  it('tries another socket at once when the network has changed under one that is being opened', async () => {
    vi.stubGlobal('document', undefined);
    const online = new EventTarget();
    vi.stubGlobal('addEventListener', online.addEventListener.bind(online));
    await connection.open(greeting);
    server.isHanging = true;
    server.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.sockets).toHaveLength(2);
    server.isHanging = false;
    online.dispatchEvent(new Event('online'));
    await vi.advanceTimersByTimeAsync(0);
    await settled();
    expect(server.sockets).toHaveLength(3);
    expect(states).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
    vi.unstubAllGlobals();
  });

  it('asks at once for a sign of life when the machine wakes up', async () => {
    await connection.open(greeting);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(server.sent('heartbeat')).toHaveLength(0);
    server.isSilent = true;
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.sent('heartbeat')).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_500);
    expect(states.at(-1)).toBe('reconnecting');
  });

  it('takes whatever the server says for a sign of life', async () => {
    await connection.open(greeting);
    server.isSilent = true;
    connection.askForSignOfLife();
    server.notify('onMediaReset', {});
    await vi.advanceTimersByTimeAsync(3_000);
    expect(states.at(-1)).toBe('connected');
  });

  it('gives up on a later socket sooner than on the first', async () => {
    await connection.open(greeting);
    server.isHanging = true;
    server.drop();
    await vi.advanceTimersByTimeAsync(500 + 3_999);
    expect(server.sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1 + 1_000);
    expect(server.sockets).toHaveLength(3);
  });

  it('tries another socket when a server that restarts does not answer the login', async () => {
    await connection.open(greeting);
    server.isSilent = true;
    server.drop();
    await vi.advanceTimersByTimeAsync(500 + 7_999);
    expect(server.sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1 + 2_000);
    expect(server.sockets).toHaveLength(3);
  });

  it.each([5, 30, 90])('is lost and found once when the network is gone for %i s', async (seconds) => {
    const patient = new Connection({ url: () => 'ws://x/ws', openSocket: server.open });
    patient.events.on('state', ({ state }) => states.push(state));
    await patient.open(greeting);
    server.isUp = false;
    server.drop();
    await vi.advanceTimersByTimeAsync(seconds * 1_000);
    server.isUp = true;
    await vi.advanceTimersByTimeAsync(4_000);
    await settled();
    expect(states).toEqual(['connecting', 'connected', 'reconnecting', 'connected']);
    patient.close();
  });

  it('beats every ten seconds, and takes a server that does not answer for lost', async () => {
    await connection.open(greeting);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(server.sent('heartbeat')).toHaveLength(3);
    server.isSilent = true;
    await vi.advanceTimersByTimeAsync(25_000);
    expect(states).toContain('reconnecting');
  });
});

describe('the address of the server', () => {
  it.each([
    ['http://host:8080', 'ws://host:8080/ws'],
    ['https://meet.example/', 'wss://meet.example/ws'],
    ['wss://meet.example/confab', 'wss://meet.example/confab/ws'],
    ['ws://host/ws', 'ws://host/ws'],
  ])('%s is spoken to at %s', (given, expected) => expect(socketUrl(given)).toBe(expected));
});

describe('delays', () => {
  it('grow, stay below their limit, and differ between clients', () => {
    const late = new Backoff(500, 4_000, () => 1);
    expect([1, 2, 3, 4, 5].map(() => late.next())).toEqual([500, 1000, 2000, 4000, 4000]);
    const early = new Backoff(500, 4_000, () => 0);
    expect(early.next()).toBe(250);
  });
});
