import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Session } from '../src/session';
import { FakeServer, login, settled } from './fakeServer';

const credentials = { sdkAppId: 7, userId: 'ann', userSig: 'sig' };
let server: FakeServer;
const newSession = () => new Session({ url: () => 'ws://x/ws', openSocket: server.open }, sessionStorage);

beforeEach(() => {
  vi.useFakeTimers();
  sessionStorage.clear();
  server = new FakeServer();
  server.handlers['login'] = () => login();
});
afterEach(() => vi.useRealTimers());

describe('a session', () => {
  it('resumes after a reload with the token and the last event it saw', async () => {
    const before = newSession();
    await before.login(credentials);
    before.sawSeq(41);
    await newSession().login(credentials);
    expect(server.sent('login').map(({ resume }) => resume)).toEqual([
      undefined,
      { token: 'token-1', seq: 41 },
    ]);
  });

  it('does not resume for another user, nor after a logout', async () => {
    const ann = newSession();
    await ann.login(credentials);
    await newSession().login({ ...credentials, userId: 'bob' });
    expect(server.sent('login')[1]).not.toHaveProperty('resume');
    await ann.login(credentials);
    await ann.logout();
    await ann.login(credentials);
    expect(server.sent('login').at(-1)).not.toHaveProperty('resume');
  });

  it('tells what the server still knows after a lost socket', async () => {
    const session = newSession();
    const heard: unknown[] = [];
    session.events.on('resumed', ({ resumed }) => heard.push(resumed));
    await session.login(credentials);
    server.handlers['login'] = () => login({ resumed: { roomId: 'r1', seq: 9, replay: true } });
    server.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    await settled();
    expect(heard).toEqual([{ roomId: 'r1', seq: 9, replay: true }]);
  });

  it('goes on in its place with a new UserSig, and says so', async () => {
    const session = newSession();
    const heard: unknown[] = [];
    session.events.on('resumed', ({ resumed }) => heard.push(resumed));
    await session.login(credentials);
    session.sawSeq(41);
    server.handlers['login'] = () => login({ resumed: { roomId: 'r1', seq: 41, replay: true } });
    await session.login({ ...credentials, userSig: 'another' });
    expect(server.sent('login').at(-1)).toMatchObject({
      userSig: 'another',
      resume: { token: 'token-1', seq: 41 },
    });
    expect(heard).toEqual([{ roomId: 'r1', seq: 41, replay: true }]);
  });

  it('gives up the place of an earlier page when nobody enters there again', async () => {
    await newSession().login(credentials);
    server.handlers['login'] = ({ resume }) =>
      resume ? login({ resumed: { roomId: 'r1', seq: 0, replay: true } }) : login({ resumeToken: 'token-2' });
    await newSession().login(credentials);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(server.sent('login')).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(server.sent('login')).toHaveLength(3);
    expect(server.sent('login').at(-1)).not.toHaveProperty('resume');
  });

  it('keeps a place that was entered again', async () => {
    await newSession().login(credentials);
    server.handlers['login'] = () => login({ resumed: { roomId: 'r1', seq: 0, replay: true } });
    const session = newSession();
    await session.login(credentials);
    expect(session.takeResumed()?.roomId).toBe('r1');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.sent('login')).toHaveLength(2);
  });

  it('says first of all that it has left, when it could not say so before', async () => {
    const session = newSession();
    await session.login(credentials);
    server.drop();
    session.leaveLater('r1');
    server.handlers['login'] = () => login({ resumed: { roomId: 'r1', seq: 9, replay: true } });
    const waiting = session.request('getSelfInfo', {});
    await vi.advanceTimersByTimeAsync(1_000);
    await waiting;
    expect(server.requests.map(({ method }) => method)).toEqual([
      'login',
      'login',
      'exitRoom',
      'getSelfInfo',
    ]);
    expect(session.takeResumed()).toBeNull();
    server.drop();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(server.sent('exitRoom')).toHaveLength(1);
  });

  it('begins anew for another user', async () => {
    const session = newSession();
    const heard = vi.fn();
    session.events.on('resumed', heard);
    await session.login(credentials);
    await session.login({ ...credentials, userId: 'bob' });
    expect(heard).not.toHaveBeenCalled();
  });
});
