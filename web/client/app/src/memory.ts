import type { SignIn } from './signIn';

/** What a reload of this window brings back: who we are, and the meeting we are in. */
export interface PresentMeeting {
  roomId: string;
  isCameraOpened: boolean;
  isMicrophoneOn: boolean;
}

const SIGN_IN = 'confab.signIn';
const MEETING = 'confab.meeting';
const NAME = 'confab.name';

function read<T>(key: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

function write(key: string, value: unknown): void {
  if (value === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, JSON.stringify(value));
}

export const memory = {
  signIn: () => read<SignIn>(SIGN_IN),
  setSignIn: (signIn: SignIn | null) => write(SIGN_IN, signIn),
  meeting: () => read<PresentMeeting>(MEETING),
  setMeeting: (meeting: PresentMeeting | null) => write(MEETING, meeting),
  name: () => localStorage.getItem(NAME) ?? '',
  setName: (name: string) => localStorage.setItem(NAME, name),
};

/** The invitation in the address: `/?room=ID`. */
export const invitedRoom = (): string => new URLSearchParams(location.search).get('room')?.trim() ?? '';

export function showRoomInAddress(roomId: string): void {
  const url = new URL(location.href);
  url.search = roomId ? new URLSearchParams({ room: roomId }).toString() : '';
  history.replaceState(null, '', url);
}
