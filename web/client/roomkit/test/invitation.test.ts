import { expect, it } from 'vitest';
import { invitationTo, newRoomId } from '../src/composables/invitation';

it('a new meeting gets nine digits', () => expect(newRoomId()).toMatch(/^[1-9]\d{8}$/));

it('an invitation is the address of this page, with the meeting and nothing else', () => {
  history.replaceState(null, '', '/page?room=other&x=1#there');
  expect(new URL(invitationTo('a b&c')).pathname).toBe('/page');
  expect(new URL(invitationTo('a b&c')).searchParams.get('room')).toBe('a b&c');
  expect(invitationTo('1')).toMatch(/\/page\?room=1$/);
});
