import { two } from './calendar.ts';

/** Hours as people say them: "at 3" and "half past 4" at work are in the afternoon. `half`: what was said with it; `exact`: on a 24-hour clock. */
export function clockTime(
  hours: number,
  minutes: number,
  half: 'morning' | 'afternoon' | 'exact' | 'unsaid',
): string {
  let hour = hours;
  if (half === 'afternoon' && hour < 12) hour += 12;
  if (half === 'morning' && hour === 12) hour = 0;
  if (half === 'unsaid' && hour >= 1 && hour <= 6) hour += 12;
  return `${two(hour)}:${two(minutes)}`;
}
