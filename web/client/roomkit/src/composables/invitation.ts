/** The address of this page that leads to a meeting. */
export function invitationTo(roomId: string): string {
  const url = new URL(location.href);
  url.search = new URLSearchParams({ room: roomId }).toString();
  url.hash = '';
  return url.href;
}

/** Nine digits, easy to say on the telephone. */
export function newRoomId(): string {
  const [number = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(100_000_000 + (number % 900_000_000));
}
