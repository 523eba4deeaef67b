declare global {
  /** Where the server is, when it is not where the page came from. */
  var CONFAB_SERVER: string | undefined;
}

/** The address of the signalling socket for a server given as http(s) or ws(s) URL; the page's origin by default. */
export function socketUrl(server?: string): string {
  const url = new URL(server || globalThis.CONFAB_SERVER || globalThis.location.origin);
  url.protocol = url.protocol.replace(/^http/, 'ws');
  if (!url.pathname.endsWith('/ws')) url.pathname = url.pathname.replace(/\/$/, '') + '/ws';
  return url.href;
}
