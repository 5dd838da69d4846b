import type { NameRef } from '../../contracts/header.ts';
import type { Live, Member } from '../../contracts/live.ts';

/** Who was asked to take the conversation after a talk in private, and who is here for it (domain D4). Pure. */
export function consultationIn({ invitations, members }: Live): {
  asked: NameRef | null;
  member: Member | null;
} {
  return {
    asked: invitations.find(({ kind }) => kind === 'consult')?.agent ?? null,
    member: members.find(({ role }) => role === 'consult') ?? null,
  };
}

/** True while the member is being given the conversation. What a crash left of it counts no longer than a lease. Pure. */
export function isTaking({ takesAt }: Member, now: Date, leaseSeconds: number): boolean {
  return takesAt !== undefined && now.getTime() - Date.parse(takesAt) < leaseSeconds * 1_000;
}
