import { TRTCDeviceState, TRTCDeviceType } from '../enums';
import { Emitter } from '../emitter';
import type { EngineEvents, TRTCDeviceInfo } from '../types';

export type DeviceKind = 'videoinput' | 'audioinput' | 'audiooutput';

const TYPES: Record<DeviceKind, TRTCDeviceType> = {
  videoinput: TRTCDeviceType.TRTCDeviceTypeCamera,
  audioinput: TRTCDeviceType.TRTCDeviceTypeMic,
  audiooutput: TRTCDeviceType.TRTCDeviceTypeSpeaker,
};

const infoOf = ({ deviceId, label }: MediaDeviceInfo): TRTCDeviceInfo => ({ deviceId, deviceName: label });

/** The devices there are, those chosen, and what is plugged in and out. */
export class Devices {
  private readonly chosen = new Map<DeviceKind, TRTCDeviceInfo>();
  private known: MediaDeviceInfo[] = [];
  private readonly media = navigator.mediaDevices as MediaDevices | undefined;
  private readonly onChange = () => void this.compare();

  constructor(private readonly events: Emitter<EngineEvents>) {
    this.media?.addEventListener?.('devicechange', this.onChange);
    void this.all().then((devices) => (this.known = devices));
  }

  async list(kind: DeviceKind): Promise<TRTCDeviceInfo[]> {
    const devices = await this.all();
    return devices.filter((device) => device.kind === kind && device.deviceId).map(infoOf);
  }

  async choose(kind: DeviceKind, deviceId: string): Promise<void> {
    const found = (await this.list(kind)).find((device) => device.deviceId === deviceId);
    this.chosen.set(kind, found ?? { deviceId, deviceName: '' });
    const state = TRTCDeviceState.TRTCDeviceStateActive;
    this.events.emit('onDeviceChange', { deviceId, type: TYPES[kind], state });
  }

  /** The chosen device, else the one in use, else an unnamed default. */
  current(kind: DeviceKind, inUse?: MediaStreamTrack | null): TRTCDeviceInfo {
    const using = inUse && { deviceId: inUse.getSettings().deviceId ?? '', deviceName: inUse.label };
    return using ?? this.chosen.get(kind) ?? { deviceId: '', deviceName: '' };
  }

  close(): void {
    this.media?.removeEventListener?.('devicechange', this.onChange);
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
        this.events.emit('onDeviceChange', { deviceId, type: TYPES[kind as DeviceKind], state });
      }
    }
  }
}
