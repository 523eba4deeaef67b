import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Emitter } from '../src/emitter';
import { Layers } from '../src/media/layers';
import { RemoteMedia } from '../src/media/remoteMedia';
import type { EngineEvents } from '../src';

const camera = { userId: 'bob', streamType: 0 };
const small = { userId: 'bob', streamType: 2 };

describe('which picture is received', () => {
  it('is the small one where it is shown small, without wavering', () => {
    const layers = new Layers();
    const heights = [720, 261, 220, 200, 220, 259, 260];
    expect(heights.map((height) => layers.of(camera, height).streamType)).toEqual([0, 0, 0, 2, 2, 2, 0]);
  });

  it('is the large one where nobody knows how large it is shown', () => {
    expect(new Layers().of(camera, 0)).toEqual(camera);
  });

  it('is what was asked for, of a screen or when the small one was asked for', () => {
    const layers = new Layers();
    expect(layers.of({ userId: 'bob', streamType: 1 }, 100).streamType).toBe(1);
    expect(layers.of(small, 1000)).toEqual(small);
  });

  it('is the small one on a thin line, until it is a good one for twenty seconds', () => {
    const layers = new Layers();
    expect(layers.lost(20)).toBe(false);
    expect(layers.lost(20)).toBe(true);
    expect(layers.of(camera, 720)).toEqual(small);
    for (let times = 1; times < 10; times++) expect(layers.lost(0)).toBe(false);
    expect(layers.lost(0)).toBe(true);
    expect(layers.of(camera, 720)).toEqual(camera);
  });
});

describe('pictures that nobody looks at', () => {
  let observe: (target: Element, isIntersecting: boolean) => void;
  let resize: (target: Element, height: number) => void;
  let remote: RemoteMedia;
  const wanted = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    class Observer {
      observe() {}
      unobserve() {}
      disconnect() {}
    }
    vi.stubGlobal(
      'IntersectionObserver',
      class extends Observer {
        constructor(changed: (entries: object[]) => void) {
          super();
          observe = (target, isIntersecting) => changed([{ target, isIntersecting }]);
        }
      },
    );
    vi.stubGlobal(
      'ResizeObserver',
      class extends Observer {
        constructor(changed: (entries: object[]) => void) {
          super();
          resize = (target, height) => changed([{ target, contentRect: { height } }]);
        }
      },
    );
    document.body.innerHTML = '<div id="place"></div>';
    wanted.mockReset();
    remote = new RemoteMedia(new Emitter<EngineEvents>(), () => 'ann');
    remote.whenWantsChange = () => wanted(remote.wantsNow());
  });
  afterEach(() => {
    remote.clear();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const place = () => document.getElementById('place') as HTMLElement;

  it('are not received: without a view, and out of sight for two seconds', async () => {
    remote.want(camera, true, true);
    expect(remote.wantsNow()).toEqual([]);
    remote.setView('bob', 'camera', 'place');
    expect(wanted).toHaveBeenLastCalledWith([camera]);
    observe(place(), false);
    expect(remote.wantsNow()).toEqual([camera]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(wanted).toHaveBeenLastCalledWith([]);
    observe(place(), true);
    expect(wanted).toHaveBeenLastCalledWith([camera]);
  });

  it('come back unchanged when somebody only scrolled past', async () => {
    remote.want(camera, true, true);
    remote.setView('bob', 'camera', 'place');
    await vi.advanceTimersByTimeAsync(60_000);
    wanted.mockReset();
    observe(place(), false);
    await vi.advanceTimersByTimeAsync(1_500);
    observe(place(), true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(wanted).not.toHaveBeenCalled();
  });

  it('wait for a view that is not in the page yet', () => {
    remote.want(camera, true, true);
    remote.setView('bob', 'camera', 'later');
    expect(remote.wantsNow()).toEqual([camera]);
  });

  it('become small with their place', () => {
    remote.want(camera, true, true);
    remote.setView('bob', 'camera', 'place');
    resize(place(), 120);
    expect(wanted).toHaveBeenLastCalledWith([small]);
    resize(place(), 700);
    expect(wanted).toHaveBeenLastCalledWith([camera]);
  });
});
