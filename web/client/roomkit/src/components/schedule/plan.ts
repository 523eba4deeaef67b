import type { TUIConferenceInfo } from '@confab/engine';

/** What a person fills in: a day and a time as the browser's fields have them, minutes, ids as one text. */
export interface Plan {
  name: string;
  date: string;
  time: string;
  minutes: number;
  attendees: string;
  reminderMinutes: number;
  password: string;
}

export const DURATIONS = [15, 30, 45, 60, 90, 120, 180, 240, 480];
export const REMINDERS = [0, 5, 10, 30, 60];
const HALF_HOUR_MS = 30 * 60 * 1000;
const NAME_BYTES = 30;
const MOST_ATTENDEES = 300;

const two = (number: number) => String(number).padStart(2, '0');
const dateOf = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
const timeOf = (at: Date) => `${two(at.getHours())}:${two(at.getMinutes())}`;

/** The next full or half hour, for an hour. */
export function newPlan(now = Date.now()): Plan {
  const start = new Date(Math.ceil((now + 1) / HALF_HOUR_MS) * HALF_HOUR_MS);
  return {
    name: '',
    date: dateOf(start),
    time: timeOf(start),
    minutes: 60,
    attendees: '',
    reminderMinutes: 10,
    password: '',
  };
}

export function planOf(conference: TUIConferenceInfo): Plan {
  const start = new Date(conference.scheduleStartTime * 1000);
  const { roomName, roomId } = conference.basicRoomInfo;
  return {
    name: roomName === roomId ? '' : roomName,
    date: dateOf(start),
    time: timeOf(start),
    minutes: (conference.scheduleEndTime - conference.scheduleStartTime) / 60,
    attendees: conference.scheduleAttendees.join(' '),
    reminderMinutes: conference.reminderSecondsBeforeStart / 60,
    password: conference.basicRoomInfo.password,
  };
}

/** Seconds since 1970; NaN where the fields are no time. */
export const startOf = ({ date, time }: Plan): number => new Date(`${date}T${time}`).getTime() / 1000;

export const endOf = (plan: Plan): number => startOf(plan) + plan.minutes * 60;

/** Ids are separated by spaces, commas or lines; each counts once. */
export const attendeesOf = ({ attendees }: Plan): string[] => [
  ...new Set(attendees.split(/[\s,;，；、]+/).filter(Boolean)),
];

export type PlanProblem = 'schedule.noTime' | 'schedule.past' | 'schedule.nameLong' | 'schedule.tooMany';

/** What is wrong with it, if anything. */
export function problemOf(plan: Plan, now = Date.now()): PlanProblem | null {
  if (Number.isNaN(startOf(plan))) return 'schedule.noTime';
  if (endOf(plan) * 1000 <= now) return 'schedule.past';
  if (new TextEncoder().encode(plan.name.trim()).length > NAME_BYTES) return 'schedule.nameLong';
  if (attendeesOf(plan).length > MOST_ATTENDEES) return 'schedule.tooMany';
  return null;
}
