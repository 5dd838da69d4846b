import type { Schedule } from '../../../../contracts/handoff.ts';

/** Workdays from eight to five, where the administrator is. */
export function newSchedule(): Schedule {
  return {
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    hours: [1, 2, 3, 4, 5].map((day) => ({ day, from: '08:00', to: '17:00' })),
    holidays: [],
  };
}
