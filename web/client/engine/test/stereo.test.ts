// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { inStereo } from '../src/media/stereo';

const sdp = (...lines: string[]) => lines.map((line) => `${line}\r\n`).join('');

describe('inStereo', () => {
  it('adds to what Opus is told', () => {
    const told = [
      'm=audio 9 UDP/TLS/RTP/SAVPF 111 63',
      'a=rtpmap:111 opus/48000/2',
      'a=rtpmap:63 red/48000/2',
    ];
    expect(inStereo(sdp(...told, 'a=fmtp:111 minptime=10;useinbandfec=1', 'a=fmtp:63 111/111'))).toBe(
      sdp(...told, 'a=fmtp:111 stereo=1;minptime=10;useinbandfec=1', 'a=fmtp:63 111/111'),
    );
  });

  it('tells Opus that is told nothing, in the section that it is in', () => {
    expect(
      inStereo(
        sdp(
          'v=0',
          'm=video 9 X 111',
          'a=rtpmap:111 VP8/90000',
          'm=audio 9 X 111',
          'a=rtpmap:111 opus/48000/2',
          'a=mid:1',
        ),
      ),
    ).toBe(
      sdp('v=0', 'm=video 9 X 111', 'a=rtpmap:111 VP8/90000') +
        sdp('m=audio 9 X 111', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 stereo=1', 'a=mid:1'),
    );
  });

  it.each([
    ['said already', sdp('m=audio 9 X 111', 'a=rtpmap:111 opus/48000/2', 'a=fmtp:111 stereo=0;minptime=10')],
    ['no Opus', sdp('m=audio 9 X 0', 'a=rtpmap:0 PCMU/8000')],
    ['nothing', ''],
  ])('leaves alone what has %s', (_, given) => {
    expect(inStereo(given)).toBe(given);
  });
});
