import type { NameRef } from './header.ts';

/** Who else is in a live conversation, and what goes on in it beside the words (domain D4). Times: ISO 8601 UTC. */

export const memberRoles = ['observer', 'whisper', 'consult', 'public'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** What one may write in a conversation: to the requester too, private notes alone, or nothing. */
export type Writing = 'all' | 'private' | 'none';

/** The one table of what a role may write (domain D4). */
export const writes: Readonly<Record<'holder' | MemberRole, Writing>> = {
  holder: 'all',
  public: 'all',
  whisper: 'private',
  consult: 'private',
  observer: 'none',
};

/** A supervisor's three ways of being there, each with its role (domain D4, F7 17). */
export const viewModes = { observe: 'observer', whisper: 'whisper', barge: 'public' } as const;
export type ViewMode = keyof typeof viewModes;

/** Somebody besides the agent who has the conversation. `supervises`: came by themselves, nobody asked them. */
export interface Member {
  agent: NameRef;
  role: MemberRole;
  supervises: boolean;
  at: string;
  /** Since then they are being given the conversation after a talk: neither side can go back on it. */
  takesAt?: string;
}

/** Somebody was asked to come. `consult`: for a talk in private, before a transfer. */
export interface Invitation {
  agent: NameRef;
  by: NameRef;
  kind: 'invite' | 'consult';
  note: string | null;
  at: string;
}

/** The Virtual Agent runs a topic for the requester while a person has the conversation, or while they wait. */
export interface Errand {
  topic: string;
  title: string;
  /** null: the queue's own step started it. */
  by: NameRef | null;
  at: string;
}

export interface Live {
  members: Member[];
  invitations: Invitation[];
  help: { by: NameRef; note: string | null; at: string } | null;
  errand: Errand | null;
}

/** Nobody else is there and nothing goes on. */
export const quiet: Live = { members: [], invitations: [], help: null, errand: null };

/** True for a supervisor who reads without being seen. Who had the conversation before reads on, and is seen. */
export function isUnseen({ role, supervises }: Pick<Member, 'role' | 'supervises'>): boolean {
  return role === 'observer' && supervises;
}

/** What an agent sees of it: other supervisors know who looks on, agents do not (domain D4). Pure. */
export function liveFor(live: Live, viewer: { id: string; supervises: boolean }): Live {
  if (viewer.supervises) return live;
  const members = live.members.filter((member) => !isUnseen(member) || member.agent.id === viewer.id);
  return { ...live, members };
}
