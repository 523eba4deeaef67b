/** Loudness as people feel it, 0 to 100: half the amplitude is not half as loud. */
export const percent = (level: number) => Math.round(100 * Math.sqrt(Math.min(1, Math.max(0, level))));

export interface Level {
  /** The amplitude now, 0 to 1. */
  read: () => number;
  close: () => void;
}

let context: AudioContext | null = null;

/** One audio context for the page; browsers start it asleep until the page is touched or captures. */
export function audioContext(): AudioContext {
  if (!context) {
    const created = (context = new AudioContext());
    const wake = () => void created.resume();
    globalThis.addEventListener('pointerdown', wake, { passive: true });
    globalThis.addEventListener('keydown', wake, { passive: true });
  }
  if (context.state === 'suspended') void context.resume();
  return context;
}

export function levelOfSource(source: AudioNode): Level {
  const analyser = source.context.createAnalyser();
  analyser.fftSize = 1024;
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(samples);
      return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
    },
    close: () => {
      source.disconnect(analyser);
      analyser.disconnect();
    },
  };
}

/** Null where the browser cannot listen to tracks. */
export function levelOf(track: MediaStreamTrack): Level | null {
  if (!globalThis.AudioContext) return null;
  return levelOfSource(audioContext().createMediaStreamSource(new MediaStream([track])));
}
