import { describe, expect, it } from 'vitest';
import { hasStereo, withStereo } from '../src/media/stereo';

const sdp = (...lines: string[]) => ['v=0', 'm=audio 9 UDP/TLS/RTP/SAVPF 111 63', ...lines, ''].join('\r\n');
const MONO = sdp(
  'a=rtpmap:111 opus/48000/2',
  'a=fmtp:111 minptime=10;useinbandfec=1',
  'a=rtpmap:63 red/48000/2',
);

describe('sound in two channels', () => {
  it('is asked for in the parameters of Opus and of nothing else', () => {
    expect(hasStereo(MONO)).toBe(false);
    expect(withStereo(MONO)).toBe(MONO.replace('useinbandfec=1', 'useinbandfec=1;stereo=1;sprop-stereo=1'));
    expect(hasStereo(withStereo(MONO))).toBe(true);
    const video = sdp('a=rtpmap:96 H264/90000', 'a=fmtp:96 packetization-mode=1');
    expect(withStereo(video)).toBe(video);
  });

  it('is asked for once', () => {
    expect(withStereo(withStereo(MONO))).toBe(withStereo(MONO));
  });

  it('is asked for in every section', () => {
    const twice = MONO + MONO;
    expect(withStereo(twice)).toBe(withStereo(MONO) + withStereo(MONO));
  });
});
