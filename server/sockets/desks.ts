import type { Inbox, Invited, Offer, ServerToAgent } from '../../contracts/sockets.ts';

/** As the agents are told of their own. */
export type Presence = Parameters<ServerToAgent['presence:changed']>[0];

/** What one agent has been shown: an agent with two tabs is one agent. */
interface Desk {
  offers: Map<string, Offer>;
  /** By the interaction's number. */
  invitations: Map<string, Invited>;
  /** Numbers of the conversations that were opened on the desk. */
  open: Set<string>;
  /** The inbox and the presence that were told last, as JSON. */
  shown: string;
  presence: string;
  running: Promise<void> | null;
  again: boolean;
  /** The last look failed. */
  stale: boolean;
  /** Why offers went away, as the router said. */
  reasons: Map<string, string>;
}

export interface DesksDeps {
  inbox: (agentId: string) => Promise<Inbox>;
  presence: (agentId: string) => Promise<Presence>;
  tell: {
    presenceChanged: (agentId: string, presence: Presence) => void;
    offerMade: (agentId: string, offer: Offer) => void;
    offerWithdrawn: (agentId: string, workItemId: string, why: string) => void;
    invitationMade: (agentId: string, invited: Invited) => void;
    invitationWithdrawn: (agentId: string, interaction: string, why: string) => void;
    inboxChanged: (agentId: string, inbox: Inbox) => void;
  };
  /** Opens a conversation on the agent's sockets of this node. */
  open: (agentId: string, interaction: string) => Promise<void>;
  close: (agentId: string, interaction: string) => void;
  failed: (error: unknown, where: string) => void;
}

/**
 * Keeps what the desks of this node show equal to what the store says. News from the router, from another
 * node or from the clock all lead to the same look: read the inbox, tell the difference. Nothing is told twice.
 */
export interface Desks {
  /** A socket of the agent is new here: it is told everything. */
  arrived(agentId: string): Promise<void>;
  /** The agent's last socket here is gone. */
  left(agentId: string): void;
  sync(agentId: string): Promise<void>;
  withdrawn(agentId: string, workItemId: string, why: string): void;
  here(): string[];
  /** Looks again where a look failed. */
  retry(): Promise<void>;
}

export function createDesks(deps: DesksDeps): Desks {
  const desks = new Map<string, Desk>();

  async function look(agentId: string, desk: Desk): Promise<void> {
    const [presence, inbox] = await Promise.all([deps.presence(agentId), deps.inbox(agentId)]);
    const now = JSON.stringify(presence);
    if (desk.presence !== now) deps.tell.presenceChanged(agentId, presence);
    desk.presence = now;
    const offers = new Map(inbox.offers.map((offer) => [offer.workItemId, offer]));
    for (const [workItemId] of desk.offers) {
      if (offers.has(workItemId)) continue;
      deps.tell.offerWithdrawn(agentId, workItemId, desk.reasons.get(workItemId) ?? 'no longer offered');
      desk.reasons.delete(workItemId);
    }
    for (const [workItemId, offer] of offers)
      if (!desk.offers.has(workItemId)) deps.tell.offerMade(agentId, offer);
    desk.offers = offers;
    desk.invitations = tellInvitations(agentId, desk, inbox);
    const held = new Set(inbox.conversations.map((item) => item.interaction));
    for (const interaction of held) {
      if (desk.open.has(interaction)) continue;
      await deps.open(agentId, interaction);
      desk.open.add(interaction);
    }
    for (const interaction of desk.open) {
      if (held.has(interaction)) continue;
      desk.open.delete(interaction);
      deps.close(agentId, interaction);
    }
    const shown = JSON.stringify(inbox);
    if (desk.shown === shown) return;
    desk.shown = shown;
    deps.tell.inboxChanged(agentId, inbox);
  }

  /** The same asked anew is another invitation. Answers those that stand. */
  function tellInvitations(agentId: string, desk: Desk, inbox: Inbox): Desk['invitations'] {
    const now = new Map(inbox.invitations.map((invited) => [invited.interaction, invited]));
    for (const [interaction, { at }] of desk.invitations) {
      if (now.get(interaction)?.at === at) continue;
      const came = inbox.conversations.some((item) => item.interaction === interaction);
      deps.tell.invitationWithdrawn(agentId, interaction, came ? 'accepted' : 'no longer asked');
    }
    for (const [interaction, invited] of now)
      if (desk.invitations.get(interaction)?.at !== invited.at) deps.tell.invitationMade(agentId, invited);
    return now;
  }

  async function lookUntilQuiet(agentId: string, desk: Desk): Promise<void> {
    try {
      while (desk.again) {
        desk.again = false;
        await look(agentId, desk);
      }
      desk.stale = false;
    } catch (error) {
      // The sweeper looks again: what a desk shows must not stay wrong.
      desk.stale = true;
      deps.failed(error, 'looking at an inbox');
    } finally {
      desk.running = null;
    }
  }

  /** One look at a time for each agent; news that comes meanwhile leads to one more. */
  async function sync(agentId: string): Promise<void> {
    const desk = desks.get(agentId);
    if (desk === undefined) return;
    desk.again = true;
    desk.running ??= lookUntilQuiet(agentId, desk);
    await desk.running;
  }

  return {
    async arrived(agentId) {
      // Everything is told again: the tabs that were here before know these offers and take them as the same.
      for (let desk = desks.get(agentId); desk?.running != null; desk = desks.get(agentId))
        await desk.running;
      const reasons = desks.get(agentId)?.reasons ?? new Map<string, string>();
      desks.set(agentId, {
        offers: new Map(),
        invitations: new Map(),
        open: new Set(),
        shown: '',
        presence: '',
        running: null,
        again: false,
        stale: false,
        reasons,
      });
      await sync(agentId);
    },
    left: (agentId) => {
      desks.delete(agentId);
    },
    sync,
    withdrawn(agentId, workItemId, why) {
      desks.get(agentId)?.reasons.set(workItemId, why);
    },
    here: () => [...desks.keys()],
    async retry() {
      for (const [agentId, desk] of desks) if (desk.stale) await sync(agentId);
    },
  };
}
