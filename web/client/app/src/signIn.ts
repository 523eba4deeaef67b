/** What the demo login gives: enough to log in to the conference. */
export interface SignIn {
  sdkAppId: number;
  userId: string;
  userSig: string;
  userName: string;
}

export type SignInProblem = 'signin.demoOff' | 'signin.tooMany' | 'error.unreachable' | 'error.unknown';

export class SignInError extends Error {
  constructor(readonly key: SignInProblem) {
    super(key);
  }
}

const PROBLEMS: Partial<Record<number, SignInProblem>> = {
  404: 'signin.demoOff',
  429: 'signin.tooMany',
  502: 'error.unreachable',
  503: 'error.unreachable',
};

function isSignIn(value: unknown): value is SignIn {
  const { sdkAppId, userId, userSig } = (value ?? {}) as Partial<SignIn>;
  return typeof sdkAppId === 'number' && typeof userId === 'string' && typeof userSig === 'string';
}

/** Asks the server for a user of that name. */
export const signInAs = (userName: string): Promise<SignIn> => ask(userName, { userName });

/** Asks the server for another UserSig in place of one that is about to expire, or has a short while ago. */
export const renew = ({ userName, userId, userSig }: SignIn): Promise<SignIn> =>
  ask(userName, { userName, userId, userSig });

async function ask(userName: string, body: Partial<SignIn>): Promise<SignIn> {
  const response = await fetch('demo/login', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new SignInError('error.unreachable');
  });
  if (!response.ok) throw new SignInError(PROBLEMS[response.status] ?? 'error.unknown');
  const answer: unknown = await response.json().catch(() => null);
  if (!isSignIn(answer)) throw new SignInError('signin.demoOff');
  return { ...answer, userName: answer.userName || userName };
}
