import { TUIRequestAction, TUIRole, TUISeatMode, type TUIRequest, type TUISeatInfo } from '@confab/engine';
import { defineStore } from 'pinia';
import { pinia } from './pinia';
import { isHost, useRoom } from './room';

const APPLICATIONS: ReadonlySet<TUIRequestAction> = new Set([
  TUIRequestAction.kRequestToTakeSeat,
  TUIRequestAction.kApplyToAdminToOpenLocalCamera,
  TUIRequestAction.kApplyToAdminToOpenLocalMicrophone,
  TUIRequestAction.kApplyToAdminToOpenLocalScreenShare,
]);

/** Who sits where, and what is asked: by us, of us, and of the hosts. */
const useStore = defineStore('confab-seats', {
  state: () => ({
    seats: [] as TUISeatInfo[],
    /** What members ask of the hosts, in the order of asking. */
    applications: [] as TUIRequest[],
    /** What a host asks of us. */
    questions: [] as TUIRequest[],
    /** Our own application for a seat. */
    applied: null as TUIRequest | null,
    isBusy: false,
  }),
  getters: {
    hasSeats: () => useRoom().info?.isSeatEnabled === true,
    ownSeat: (state): TUISeatInfo | undefined =>
      state.seats.find(({ userId }) => userId !== '' && userId === useRoom().selfId),
    /** Listens only: the room has seats, and we sit on none. */
    isAudience(): boolean {
      return this.hasSeats && !this.ownSeat;
    },
    seated: (state): Set<string> => new Set(state.seats.flatMap(({ userId }) => userId || [])),
    /** Whether we have to ask for a seat. */
    mustApply: () => useRoom().info?.seatMode === TUISeatMode.kApplyToTake && !decides(),
    decides: () => decides(),
  },
  actions: {
    /** Notes what is asked; says of what kind it is, unless it is known. */
    received(request: TUIRequest): 'application' | 'question' | null {
      const isApplication = APPLICATIONS.has(request.requestAction);
      const list = isApplication ? this.applications : this.questions;
      if (list.some(({ requestId }) => requestId === request.requestId)) return null;
      list.push(request);
      return isApplication ? 'application' : 'question';
    },
    ended(requestId: string) {
      const others = (request: TUIRequest) => request.requestId !== requestId;
      this.applications = this.applications.filter(others);
      this.questions = this.questions.filter(others);
      if (this.applied?.requestId === requestId) this.applied = null;
    },
    reseated(seats: TUISeatInfo[]) {
      this.seats = seats;
      if (this.ownSeat) this.applied = null;
    },
  },
});

function decides(): boolean {
  const { self } = useRoom();
  return self !== undefined && (isHost(self) || self.userRole === TUIRole.kAdministrator);
}

export const useSeats = () => useStore(pinia);
