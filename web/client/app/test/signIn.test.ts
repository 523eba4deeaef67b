import { afterEach, describe, expect, it, vi } from 'vitest';
import { renew, signInAs } from '../src/signIn';

const answer = (status: number, body: unknown = {}) =>
  vi.stubGlobal('fetch', vi.fn().mockResolvedValue(new Response(JSON.stringify(body), { status })));

afterEach(() => vi.unstubAllGlobals());

describe('signing in', () => {
  it('asks the server for a user of that name', async () => {
    answer(200, { sdkAppId: 7, userId: 'u1', userSig: 's', userName: 'Ann' });
    await expect(signInAs('Ann')).resolves.toMatchObject({ userId: 'u1', userName: 'Ann' });
    expect(vi.mocked(fetch).mock.calls[0]?.[1]?.body).toBe('{"userName":"Ann"}');
  });

  it.each([
    [404, 'signin.demoOff'],
    [429, 'signin.tooMany'],
    [503, 'error.unreachable'],
    [500, 'error.unknown'],
  ])('puts status %i into words', async (status, key) => {
    answer(status);
    await expect(signInAs('Ann')).rejects.toMatchObject({ key });
  });

  it('says that the server cannot be reached', async () => {
    vi.stubGlobal('fetch', vi.fn().mockRejectedValue(new TypeError('network')));
    await expect(signInAs('Ann')).rejects.toMatchObject({ key: 'error.unreachable' });
  });

  it('does not take a page of another kind for an answer', async () => {
    vi.stubGlobal('fetch', vi.fn().mockResolvedValue(new Response('<html>', { status: 200 })));
    await expect(signInAs('Ann')).rejects.toMatchObject({ key: 'signin.demoOff' });
  });

  it('has a UserSig renewed by showing the old one', async () => {
    answer(200, { sdkAppId: 7, userId: 'u1', userSig: 'new' });
    const old = { sdkAppId: 7, userId: 'u1', userSig: 'old', userName: 'Ann' };
    await expect(renew(old)).resolves.toEqual({ ...old, userSig: 'new' });
    expect(JSON.parse(String(vi.mocked(fetch).mock.calls[0]?.[1]?.body))).toEqual({
      userName: 'Ann',
      userId: 'u1',
      userSig: 'old',
    });
  });
});
