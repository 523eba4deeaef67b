import { Backoff } from '../wire/backoff';

const DISCONNECTED_TOO_LONG_MS = 5_000;

/** Between attempts to connect anew; never longer, so that media is back within five seconds of the network. */
export const LONGEST_PAUSE_MS = 4_000;

/** Codecs to offer, the preferred first: recordings copy H.264 as it is; every browser has VP8. */
export function preferCodecs(transceiver: RTCRtpTransceiver, kind: 'audio' | 'video'): void {
  const all = globalThis.RTCRtpReceiver?.getCapabilities?.(kind)?.codecs ?? [];
  const order = kind === 'video' ? ['video/h264', 'video/vp8', 'video/rtx'] : ['audio/opus'];
  const rank = ({ mimeType }: { mimeType: string }) => order.indexOf(mimeType.toLowerCase());
  const chosen = all.filter((codec) => rank(codec) >= 0).sort((a, b) => rank(a) - rank(b));
  if (chosen.length > 0) transceiver.setCodecPreferences?.(chosen);
}

/** Whether nothing goes through any more. */
export const isBroken = (pc: RTCPeerConnection | null): boolean =>
  pc?.connectionState === 'failed' || pc?.connectionState === 'disconnected';

/** Whether it is there, but nothing goes through, or not yet. */
export const isCut = (pc: RTCPeerConnection | null): boolean =>
  pc !== null && pc.connectionState !== 'connected';

/** Calls `mend` when a connection failed or was silent for too long, less and less often when that does not help. */
export function watch(pc: RTCPeerConnection, backoff: Backoff, mend: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (isBroken(pc)) mend();
    }, delayMs);
  };
  pc.addEventListener('connectionstatechange', () => {
    clearTimeout(timer);
    if (pc.connectionState === 'connected') backoff.reset();
    if (pc.connectionState === 'disconnected') later(DISCONNECTED_TOO_LONG_MS);
    if (pc.connectionState === 'failed') later(backoff.next());
  });
}
