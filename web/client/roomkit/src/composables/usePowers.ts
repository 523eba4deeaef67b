import { TUIRole, type TUIMediaDevice, type TUIUserInfo } from '@confab/engine';
import { theEngine } from '../engine';
import { useI18n } from '../i18n';
import { wordsFor } from '../i18n/errors';
import { nameOf } from '../state/room';
import { useUi } from '../state/ui';

/** What hosts decide about members and the meeting; what goes wrong is said in words. */
export function usePowers() {
  const ui = useUi();
  const { t } = useI18n();

  /** Whether it went well. */
  async function attempt(action: () => Promise<unknown>): Promise<boolean> {
    try {
      await action();
      return true;
    } catch (error) {
      ui.toast(t(wordsFor(error)), 'error');
      return false;
    }
  }

  async function close({ userId }: TUIUserInfo, device: TUIMediaDevice): Promise<void> {
    await attempt(() => theEngine().closeRemoteDeviceByAdmin({ userId, device }));
  }

  async function makeAdmin({ userId }: TUIUserInfo, isAdmin: boolean): Promise<void> {
    const userRole = isAdmin ? TUIRole.kAdministrator : TUIRole.kGeneralUser;
    await attempt(() => theEngine().changeUserRole({ userId, userRole }));
  }

  /** Gives the meeting to another. */
  async function handOver(user: TUIUserInfo): Promise<boolean> {
    const { userId } = user;
    const isDone = await attempt(() => theEngine().changeUserRole({ userId, userRole: TUIRole.kRoomOwner }));
    if (isDone) ui.toast(t('power.handedOver', { name: nameOf(user) }));
    return isDone;
  }

  async function rename({ userId }: TUIUserInfo, nameCard: string): Promise<void> {
    await attempt(() => theEngine().changeUserNameCard({ userId, nameCard }));
  }

  /** Switches a device off for all members, or on again. */
  async function switchOff(device: TUIMediaDevice, isDisable: boolean): Promise<void> {
    await attempt(() => theEngine().disableDeviceForAllUserByAdmin({ device, isDisable }));
  }

  /** Of the meeting; null when it cannot be learnt now. */
  async function fetchPassword(): Promise<string | null> {
    let password: string | null = null;
    await attempt(async () => {
      password = (await theEngine().fetchRoomInfo()).password;
    });
    return password;
  }

  async function renameRoom(roomName: string): Promise<void> {
    await attempt(() => theEngine().updateRoomNameByAdmin({ roomName }));
  }

  /** For who comes from now on; an empty password is none. */
  async function protectRoom(password: string): Promise<void> {
    const isDone = await attempt(() => theEngine().updateRoomPasswordByAdmin({ password }));
    if (isDone) ui.toast(t(password ? 'settings.protected' : 'settings.unprotected'));
  }

  return { close, makeAdmin, handOver, rename, switchOff, fetchPassword, renameRoom, protectRoom };
}
