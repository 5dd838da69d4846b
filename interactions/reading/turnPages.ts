import type { Page } from '../../contracts/http.ts';
import { unreadableCursor } from '../../store/keysetPage.ts';
import type { Turn } from '../turn.ts';
import type { Turns } from '../turns.store.ts';

/** How turns are read as lines. `carried`: one number that the turns before leave behind, 0 at the start. */
export interface TurnReading<T> {
  lines(turn: Turn, carried: number): T[];
  carry(turn: Turn, carried: number, lines: readonly T[]): number;
}

/** Where a page ends: in which turn, after how many of its lines, and what the turns before left behind. */
interface Place {
  turn: number;
  given: number;
  carried: number;
}

/**
 * One page of what the turns of a conversation say. A page goes on where the last one ended without reading what came
 * before, so the last page of a long conversation costs as much as the first.
 * @throws AppError `invalid` for a cursor that no page answered.
 */
export async function pageOfTurns<T>(
  turns: Turns,
  interactionId: string,
  reading: TurnReading<T>,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<T>> {
  const place = cursor === undefined ? { turn: 0, given: 0, carried: 0 } : placeOf(cursor);
  let { given, carried } = place;
  const items: T[] = [];
  for await (const turn of turns.read(interactionId, place.turn)) {
    const lines = reading.lines(turn, carried);
    for (const line of lines.slice(given)) {
      if (items.length === limit) return { items, nextCursor: `${turn.seq}.${given}.${carried}` };
      items.push(line);
      given += 1;
    }
    carried = reading.carry(turn, carried, lines);
    given = 0;
  }
  return { items, nextCursor: null };
}

/** Every line in order, one turn in memory at a time. */
export async function* linesOfTurns<T>(
  turns: Turns,
  interactionId: string,
  reading: TurnReading<T>,
): AsyncGenerator<T> {
  let carried = 0;
  for await (const turn of turns.read(interactionId, 0)) {
    const lines = reading.lines(turn, carried);
    yield* lines;
    carried = reading.carry(turn, carried, lines);
  }
}

function placeOf(cursor: string): Place {
  const [, turn, given, carried] = /^(\d{1,15})\.(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? [];
  if (turn === undefined) throw unreadableCursor();
  return { turn: Number(turn), given: Number(given), carried: Number(carried) };
}
