import { TRTCDeviceState, TRTCDeviceType, TUIMediaDeviceType } from '../enums';
import type { TRTCDeviceInfo } from '../trtc/values';

export type DeviceKind = 'videoinput' | 'audioinput' | 'audiooutput';

const TYPES: Record<DeviceKind, TRTCDeviceType> = {
  videoinput: TRTCDeviceType.TRTCDeviceTypeCamera,
  audioinput: TRTCDeviceType.TRTCDeviceTypeMic,
  audiooutput: TRTCDeviceType.TRTCDeviceTypeSpeaker,
};

const KINDS: Partial<Record<TUIMediaDeviceType, DeviceKind>> = {
  [TUIMediaDeviceType.kMediaDeviceTypeVideoCamera]: 'videoinput',
  [TUIMediaDeviceType.kMediaDeviceTypeAudioInput]: 'audioinput',
  [TUIMediaDeviceType.kMediaDeviceTypeAudioOutput]: 'audiooutput',
};

export const kindOf = (type: TUIMediaDeviceType): DeviceKind | undefined => KINDS[type];

export interface DeviceChange {
  deviceId: string;
  type: TRTCDeviceType;
  state: TRTCDeviceState;
}

type Chosen = Partial<Record<DeviceKind, string>>;

const MEMORY_KEY = 'confab.devices';
const infoOf = ({ deviceId, label }: MediaDeviceInfo): TRTCDeviceInfo => ({ deviceId, deviceName: label });

/** The devices there are, those chosen, also at an earlier visit, and what is plugged in and out. */
export class Devices {
  private known: MediaDeviceInfo[] = [];
  private readonly chosen: Chosen = recall();
  private readonly media = navigator.mediaDevices as MediaDevices | undefined;
  private readonly onChange = () => void this.compare();

  /**
   * @param changed something was plugged in, pulled out, or taken into use
   */
  constructor(private readonly changed: (change: DeviceChange) => void) {
    this.media?.addEventListener?.('devicechange', this.onChange);
    void this.all().then((devices) => (this.known = devices));
  }

  async list(kind: DeviceKind): Promise<TRTCDeviceInfo[]> {
    this.known = await this.all();
    return this.of(kind).map(infoOf);
  }

  /** Empty where nothing was chosen. */
  chosenId(kind: DeviceKind): string {
    return this.chosen[kind] ?? '';
  }

  choose(kind: DeviceKind, deviceId: string): void {
    this.chosen[kind] = deviceId;
    remember(this.chosen);
    this.inUse(kind, deviceId);
  }

  /** Tells that a device is in use now. */
  inUse(kind: DeviceKind, deviceId: string): void {
    this.changed({ deviceId, type: TYPES[kind], state: TRTCDeviceState.TRTCDeviceStateActive });
  }

  /** The one in use, else the chosen one if it is there, else the browser's first. */
  current(kind: DeviceKind, track?: MediaStreamTrack | null): TRTCDeviceInfo {
    if (track) return { deviceId: track.getSettings().deviceId ?? '', deviceName: track.label };
    const devices = this.of(kind);
    const chosenId = this.chosenId(kind);
    const device = devices.find(({ deviceId }) => deviceId === chosenId) ?? devices[0];
    return device ? infoOf(device) : { deviceId: chosenId, deviceName: '' };
  }

  close(): void {
    this.media?.removeEventListener?.('devicechange', this.onChange);
  }

  /** Devices without an id are placeholders: the page was not allowed to use one of their kind yet. */
  private of(kind: DeviceKind): MediaDeviceInfo[] {
    return this.known.filter((device) => device.kind === kind && device.deviceId);
  }

  private async all(): Promise<MediaDeviceInfo[]> {
    return (await this.media?.enumerateDevices().catch(() => [])) ?? [];
  }

  private async compare(): Promise<void> {
    const before = this.known;
    this.known = await this.all();
    this.tell(before, this.known, TRTCDeviceState.TRTCDeviceStateRemove);
    this.tell(this.known, before, TRTCDeviceState.TRTCDeviceStateAdd);
  }

  private tell(those: MediaDeviceInfo[], without: MediaDeviceInfo[], state: TRTCDeviceState): void {
    const others = new Set(without.map(({ kind, deviceId }) => kind + deviceId));
    for (const { kind, deviceId } of those) {
      if (deviceId && !others.has(kind + deviceId)) {
        this.changed({ deviceId, type: TYPES[kind as DeviceKind], state });
      }
    }
  }
}

function recall(): Chosen {
  try {
    const chosen: unknown = JSON.parse(globalThis.localStorage?.getItem(MEMORY_KEY) ?? '{}');
    return typeof chosen === 'object' && chosen !== null ? { ...chosen } : {};
  } catch {
    return {};
  }
}

function remember(chosen: Chosen): void {
  try {
    globalThis.localStorage?.setItem(MEMORY_KEY, JSON.stringify(chosen));
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}
