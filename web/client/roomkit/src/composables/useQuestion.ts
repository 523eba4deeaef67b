import { TUIMediaDevice, TUIRoomType } from '@confab/engine';
import { computed } from 'vue';
import { conference } from '../conference';
import { theEngine } from '../engine';
import { useI18n, type MessageKey } from '../i18n';
import { nameOf, useRoom } from '../state/room';
import { isAbout, useUi } from '../state/ui';
import { useMediaControls } from './useMediaControls';
import { usePowers } from './usePowers';
import { useRequests } from './useRequests';

/** What is asked before something is done that others notice. */
export interface Question {
  title: string;
  text: string;
  confirm: string;
  isDangerous?: boolean;
  act: () => Promise<unknown>;
}

const SWITCHING_OFF: Record<TUIMediaDevice, { title: MessageKey; text: MessageKey; confirm: MessageKey }> = {
  [TUIMediaDevice.kMicrophone]: {
    title: 'power.muteAllTitle',
    text: 'power.muteAllText',
    confirm: 'power.muteAll',
  },
  [TUIMediaDevice.kCamera]: {
    title: 'power.camerasOffTitle',
    text: 'power.camerasOffText',
    confirm: 'power.camerasOff',
  },
  [TUIMediaDevice.kScreen]: {
    title: 'power.screensOffTitle',
    text: 'power.screensOffText',
    confirm: 'power.screensOff',
  },
};

/** The question of the open dialog, if it is one. */
export function useQuestion() {
  const room = useRoom();
  const ui = useUi();
  const { t } = useI18n();
  const { tell } = useMediaControls();
  const { applyFor } = useRequests();
  const { handOver, switchOff } = usePowers();

  /** The owner of a live room can only end it. */
  const mayHandOver = computed(() => room.info?.roomType !== TUIRoomType.kLive && room.order.length > 1);

  const leave = (): Question => ({
    title: t('leave.title'),
    text: t('leave.text'),
    confirm: t('leave.confirm'),
    isDangerous: true,
    act: () => conference.leave(),
  });
  const end = (): Question => ({
    title: t('end.title'),
    text: t('end.hostText'),
    confirm: t('end.confirm'),
    isDangerous: true,
    act: () => conference.dismiss(),
  });

  function kick(userId: string): Question | null {
    const user = room.members[userId];
    if (!user) return null;
    const name = nameOf(user);
    return {
      title: t('members.kickTitle', { name }),
      text: t('members.kickText', { name }),
      confirm: t('members.kickConfirm'),
      isDangerous: true,
      act: async () => {
        room.removing = userId;
        await theEngine()
          .kickRemoteUserOutOfRoom({ userId })
          .catch((error: unknown) => {
            room.removing = '';
            throw error;
          });
      },
    };
  }

  function makeHost(userId: string): Question | null {
    const user = room.members[userId];
    if (!user) return null;
    const name = nameOf(user);
    return {
      title: t('power.handOverTitle', { name }),
      text: t('power.handOverText', { name }),
      confirm: t('power.handOver'),
      act: () => handOver(user),
    };
  }

  const question = computed((): Question | null => {
    const { dialog } = ui;
    if (dialog === 'leave') return leave();
    if (dialog === 'end') return mayHandOver.value ? null : end();
    if (isAbout(dialog, 'kick')) return kick(dialog.kick);
    if (isAbout(dialog, 'handOver')) return makeHost(dialog.handOver);
    if (isAbout(dialog, 'switchOff')) {
      const { switchOff: device } = dialog;
      const { title, text, confirm } = SWITCHING_OFF[device];
      return { title: t(title), text: t(text), confirm: t(confirm), act: () => switchOff(device, true) };
    }
    if (isAbout(dialog, 'applyFor')) {
      const { applyFor: device } = dialog;
      const words = { title: t('apply.title'), text: t('apply.text'), confirm: t('apply.confirm') };
      return { ...words, act: () => applyFor(device) };
    }
    return null;
  });

  /** Does it; what goes wrong is said in words. */
  async function answerYes({ act }: Question): Promise<void> {
    ui.dialog = null;
    await act().catch(tell);
  }

  return { question, answerYes, mayHandOver, leave, end };
}
