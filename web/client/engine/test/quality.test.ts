import { describe, expect, it } from 'vitest';
import { TUIResolutionMode, TUIVideoQuality } from '../src';
import { CAMERA, constraintsOf, withLevel, withMode, withParams } from '../src/local/quality';
import { encodingsOf } from '../src/media/encodings';
import { FakeTrack } from './fakeMedia';

const captured = (width: number, height: number) => {
  const track = new FakeTrack('video');
  track.settings = { width, height };
  return track as unknown as MediaStreamTrack;
};

describe('the quality of a picture', () => {
  it.each([
    [TUIVideoQuality.kVideoQuality_360p, 640, 360, 500_000],
    [TUIVideoQuality.kVideoQuality_540p, 960, 540, 900_000],
    [TUIVideoQuality.kVideoQuality_720p, 1280, 720, 1_500_000],
    [TUIVideoQuality.kVideoQuality_1080p, 1920, 1080, 2_500_000],
  ])('%i is a size and a bitrate', (quality, width, height, bitrate) => {
    const chosen = withLevel(CAMERA, quality);
    expect(constraintsOf(chosen)).toMatchObject({ width: { ideal: width }, height: { ideal: height } });
    expect(chosen.bitrate).toBe(bitrate);
  });

  it('stands upright when it is told to', () => {
    const upright = withMode(CAMERA, TUIResolutionMode.kResolutionMode_Portrait);
    expect(constraintsOf(upright)).toMatchObject({ width: { ideal: 720 }, height: { ideal: 1280 } });
  });

  it('follows the parameters of the encoder, in kilobits per second', () => {
    const params = { videoResolution: TUIVideoQuality.kVideoQuality_540p, fps: 10, bitrate: 700 };
    expect(withParams(CAMERA, { ...params, resolutionMode: 0 })).toEqual({
      long: 960,
      short: 540,
      fps: 10,
      bitrate: 700_000,
      isPortrait: false,
    });
  });

  it('keeps what the parameters leave open', () => {
    expect(withParams(CAMERA, { quality: TUIVideoQuality.kVideoQuality_360p })).toEqual({
      ...CAMERA,
      long: 640,
      short: 360,
      bitrate: 500_000,
    });
  });

  it.each([[{ fps: 61 }], [{ fps: -1 }], [{ fps: NaN }], [{ bitrate: -5 }], [{ videoResolution: 9 }]])(
    'refuses %j',
    (params) =>
      expect(() => withParams(CAMERA, params)).toThrowError(expect.objectContaining({ code: -1001 })),
  );
});

describe('the encoding of a picture', () => {
  it('is one where one is all there can be', () => {
    expect(encodingsOf(CAMERA, captured(1280, 720))).toEqual([
      { maxBitrate: 1_500_000, maxFramerate: 24, scaleResolutionDownBy: 1 },
    ]);
  });

  it('has a small one of 180 lines beside the large one, the large one first', () => {
    expect(encodingsOf(CAMERA, captured(640, 360), true)).toEqual([
      { rid: 'h', maxBitrate: 1_500_000, maxFramerate: 24, scaleResolutionDownBy: 1 },
      { rid: 'l', active: true, maxBitrate: 150_000, maxFramerate: 15, scaleResolutionDownBy: 2 },
    ]);
  });

  it('is smaller than what is captured when that is larger than wanted', () => {
    const [large, small] = encodingsOf(withLevel(CAMERA, 1), captured(1280, 720), true);
    expect(large?.scaleResolutionDownBy).toBe(2);
    expect(small?.scaleResolutionDownBy).toBe(4);
  });

  it('goes by the shorter side, however the camera is held', () => {
    expect(encodingsOf(CAMERA, captured(720, 1280))[0]?.scaleResolutionDownBy).toBe(1);
  });

  it('keeps the small one ready but silent when nobody wants it', () => {
    expect(encodingsOf(CAMERA, null, false)[1]).toMatchObject({ rid: 'l', active: false });
  });
});
