import type { VideoQuality } from '../local/quality';

/** The small picture of a camera: enough for a place in a strip, and for a thin line. */
const SMALL = { short: 180, bitrate: 150_000, fps: 15 };

/** The names of the two pictures of one camera; the media server takes the first for the best. */
const LARGE_RID = 'h';
const SMALL_RID = 'l';

const twoDecimals = (number: number) => Math.round(number * 100) / 100;

/** How often as many pixels a side has as it should. */
const scaleTo = (wanted: number, actual: number) => Math.max(1, twoDecimals(actual / wanted));

/**
 * How a picture is encoded.
 *
 * @param small whether a small picture is sent beside the large one; `undefined` where there can be none
 */
export function encodingsOf(
  { short, bitrate, fps }: VideoQuality,
  track: MediaStreamTrack | null,
  small?: boolean,
): RTCRtpEncodingParameters[] {
  const { width = short, height = short } = track?.getSettings() ?? {};
  const actual = Math.min(width, height);
  const scaleResolutionDownBy = scaleTo(short, actual);
  const large = { maxBitrate: bitrate, maxFramerate: fps, scaleResolutionDownBy };
  if (small === undefined) return [large];
  return [
    { rid: LARGE_RID, ...large },
    {
      rid: SMALL_RID,
      active: small,
      maxBitrate: Math.min(SMALL.bitrate, bitrate),
      maxFramerate: Math.min(SMALL.fps, fps),
      scaleResolutionDownBy: Math.max(scaleResolutionDownBy, scaleTo(SMALL.short, actual)),
    },
  ];
}

/** Changes how a sender encodes, as far as the browser lets us; their number and names are settled with its first offer. */
export async function encode(
  sender: RTCRtpSender,
  encodings: Omit<RTCRtpEncodingParameters, 'rid'>[],
): Promise<void> {
  const parameters = sender.getParameters();
  const wanted = parameters.encodings.map((present, index) => ({
    ...present,
    ...encodings[index],
    ...(present.rid !== undefined && { rid: present.rid }),
  }));
  if (JSON.stringify(wanted) === JSON.stringify(parameters.encodings)) return;
  await sender.setParameters({ ...parameters, encodings: wanted });
}
