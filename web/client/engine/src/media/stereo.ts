/** Opus in one channel is what browsers send and play unless its parameters say otherwise (RFC 7587, section 6.1). */
const STEREO = 'stereo=1;sprop-stereo=1';

const OPUS = /^a=rtpmap:(\d+) opus\/48000\/2/gim;

/** The description with two channels for all sound in it. */
export function withStereo(sdp: string): string {
  const types = new Set([...sdp.matchAll(OPUS)].map(([, type = '']) => type));
  return [...types].reduce(
    (changed, type) => changed.replace(new RegExp(`^a=fmtp:${type} (?!.*stereo=1).*$`, 'gm'), `$&;${STEREO}`),
    sdp,
  );
}

/** Whether some sound in it comes in two channels. */
export const hasStereo = (sdp: string): boolean => /^a=fmtp:.*\bstereo=1/m.test(sdp);
