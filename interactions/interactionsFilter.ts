import { AppError } from '../contracts/errors.ts';
import type { InteractionHeader } from '../contracts/header.ts';
import type { InteractionsQuery } from '../contracts/http.ts';

interface ListPlan {
  filter: Record<string, unknown>;
  sort: Record<string, 1 | -1>;
  cursorOf: (last: InteractionHeader) => string;
}

/**
 * A validated list query as a filter, an order and the way to the next page (protocol §2). Pure.
 * The cursor is the sort value and the id of the last row, so that rows with equal times are not lost.
 */
export function interactionsFilter(query: InteractionsQuery): ListPlan {
  const descending = query.sort.startsWith('-');
  const field = query.sort.replace('-', '') as 'openedAt' | 'updatedAt' | 'number';
  const path = field === 'number' ? 'number' : `header.${field}`;
  const conditions: Record<string, unknown>[] = [];
  const equal = (name: string, value: unknown): void => {
    if (value !== undefined) conditions.push({ [name]: value });
  };
  equal('header.state', query.state);
  equal('header.stateReason', query.stateReason);
  equal('header.type', query.type);
  equal('header.direction', query.direction);
  equal('header.virtualAgent', query.virtualAgent);
  equal('header.agentChat', query.agentChat);
  equal('header.sentiment', query.sentiment);
  equal('header.tags', query.tag);
  const either = (names: string[], value: string | undefined): void => {
    if (value !== undefined) conditions.push({ $or: names.map((name) => ({ [name]: value })) });
  };
  either(['header.assignedTo.id', 'header.assignedTo.name'], query.assignedTo);
  either(['header.openedFor.id', 'header.openedFor.email', 'header.openedFor.name'], query.openedFor);
  either(['header.queue.id', 'header.queue.name'], query.queue);
  if (query.from !== undefined) conditions.push({ 'header.openedAt': { $gte: instant(query.from) } });
  if (query.to !== undefined) conditions.push({ 'header.openedAt': { $lte: instant(query.to) } });
  if (query.q !== undefined && query.q.trim() !== '') conditions.push(words(query.q.trim()));
  if (query.cursor !== undefined) conditions.push(after(query.cursor, path, descending));
  const direction = descending ? -1 : 1;
  return {
    filter: conditions.length === 0 ? {} : { $and: conditions },
    sort: { [path]: direction, _id: direction },
    cursorOf: (last) => Buffer.from(JSON.stringify([last[field], last.id])).toString('base64url'),
  };
}

function instant(iso: string): string {
  return new Date(iso).toISOString();
}

function words(q: string): Record<string, unknown> {
  if (/^IMS\d{7}$/i.test(q)) return { number: q.toUpperCase() };
  const pattern = { $regex: q.slice(0, 100).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' };
  return {
    $or: [{ number: pattern }, { 'header.shortDescription': pattern }, { 'header.openedFor.name': pattern }],
  };
}

function after(cursor: string, path: string, descending: boolean): Record<string, unknown> {
  const [value, id] = readCursor(cursor);
  const op = descending ? '$lt' : '$gt';
  return { $or: [{ [path]: { [op]: value } }, { [path]: value, _id: { [op]: id } }] };
}

function readCursor(cursor: string): [string, string] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && typeof parsed[0] === 'string' && typeof parsed[1] === 'string')
      return [parsed[0], parsed[1]];
  } catch {
    // Falls through to the error below: an unreadable cursor is the client's mistake.
  }
  throw new AppError('invalid', 'the cursor is not one that a list answered', {
    errors: [{ path: 'cursor', message: 'unreadable' }],
  });
}
