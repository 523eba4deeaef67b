/** The format of Opus, with its payload type. */
const OPUS = /^a=rtpmap:(\d+) opus\/[^\r\n]*/gim;

/**
 * The description with Opus taken in two channels, where it has Opus. Browsers send and decode one unless the side that
 * receives says so (RFC 7587, 6.1), and none says so by itself.
 */
export function inStereo(sdp: string): string {
  return sdp
    .split(/^(?=m=)/m)
    .map((section) => {
      const types = [...section.matchAll(OPUS)].map(([, type]) => type);
      return types.reduce(withStereo, section);
    })
    .join('');
}

function withStereo(section: string, type: string | undefined): string {
  const parameters = new RegExp(`^a=fmtp:${type} ([^\\r\\n]*)`, 'm');
  const found = parameters.exec(section);
  if (!found)
    return section.replace(new RegExp(`^a=rtpmap:${type} [^\\r\\n]*`, 'm'), `$&\r\na=fmtp:${type} stereo=1`);
  return /\bstereo=/.test(found[1] ?? '')
    ? section
    : section.replace(parameters, `a=fmtp:${type} stereo=1;$1`);
}
