import type { Clock } from '../contracts/clock.ts';
import { AppError } from '../contracts/errors.ts';
import type { MessageDraft } from '../contracts/messages.ts';
import type { Settings } from '../contracts/settings.ts';
import type { ConversationChanged, RequesterPayload } from '../contracts/sockets.ts';
import { hasEnded } from '../contracts/states.ts';
import { closeEvents } from '../interactions/closeEvents.ts';
import type { ConversationState } from '../interactions/conversationState.ts';
import { idleDeadline } from '../interactions/idleDeadline.ts';
import { languageAfter } from '../interactions/languageAfter.ts';
import type { Masking } from '../interactions/masking/masking.ts';
import type { Said } from '../interactions/requesterMessage.ts';
import { scoreSentiment } from '../interactions/sentiment/scoreSentiment.ts';
import type { RecordValue, TurnDraft, TurnEvent } from '../interactions/turn.ts';
import { describeConversation } from '../topics/describeConversation.ts';
import type { DialogState } from '../topics/dialog.ts';
import type { OpenInput } from '../topics/openInput.ts';
import { readDialogState } from '../topics/readDialogState.ts';
import type { Answering } from './answering.ts';
import { maskSaid } from './maskSaid.ts';
import { textsFor } from './texts.ts';

export interface RequesterTurnsDeps {
  clock: Clock;
  settings: () => Settings;
  answering: Answering;
  /** What the Virtual Agent waits for: it gets the sensitive data that it asks for. */
  openInput: (state: DialogState | null) => Promise<OpenInput | null>;
  /** Masks sensitive data before anything is stored (design §8). */
  masking: () => Masking;
}

/** What requesters do, each as the turn it makes. All are decisions: nothing is written here (design 3.4). */
export interface RequesterTurns {
  opened(
    state: ConversationState,
    opened: Extract<TurnEvent, { type: 'conversation_opened' }>,
  ): Promise<TurnDraft>;
  message(state: ConversationState, clientMessageId: string, said: Said): Promise<TurnDraft>;
  ended(state: ConversationState): TurnDraft | null;
  restarted(state: ConversationState): Promise<TurnDraft>;
  /** A pause of the Virtual Agent is over at `now`; null: it is not, or somebody spoke before, or resumed it. */
  resumed(state: ConversationState, now: Date): Promise<TurnDraft | null>;
  leftForSearch(state: ConversationState, query: string): TurnDraft;
  /** The post-chat survey, once. @throws AppError `conflict` (nothing is asked, or no more), `invalid`. */
  answeredSurvey(
    state: ConversationState,
    survey: ConversationChanged['survey'] | null,
    answer: RequesterPayload<'survey:answer'>,
  ): TurnDraft;
}

export function createRequesterTurns(deps: RequesterTurnsDeps): RequesterTurns {
  const { clock, settings } = deps;
  const { answer } = deps.answering;

  return {
    opened(state, opened) {
      const event = { ...opened, context: maskValues(deps.masking(), opened.context) };
      return answer(
        withRequester(state, event),
        { kind: 'opened' },
        draftOf({ kind: 'requester', action: 'opened' }, [event], []),
      );
    },
    async message(state, clientMessageId, said) {
      if (hasEnded(state.header.state)) throw new AppError('closed', 'this conversation has ended');
      // What runs for the requester meanwhile is answered first (domain D4).
      const live = state.header.owner !== 'virtual_agent' && state.live.errand === null;
      const masking = deps.masking();
      const open = live || !masking.on ? null : await deps.openInput(readDialogState(state.dialog));
      const { shown, input, told } = maskSaid(masking, state, said, open);
      const draft: TurnDraft = {
        cause: { kind: 'requester', action: 'message', clientMessageId },
        events: [],
        messages: [{ ...shown, id: clientMessageId }],
      };
      const measured = (locale: string) =>
        'text' in said ? scoreSentiment(shown.text, settings().sentiment.neutralBand, locale) : null;
      if (live) return { ...draft, sentiment: measured(state.header.locale) };
      const answered = await answer(state, input, draft, { element: open?.element ?? null, told });
      // What was secret is not measured; the rest is in the language that the turn found it to be in.
      return answered.sentiment === null
        ? answered
        : { ...answered, sentiment: measured(languageAfter(answered.events, state.header.locale)) };
    },
    ended(state) {
      if (hasEnded(state.header.state)) return null;
      const { name } = state.header.openedFor;
      const events = closeEvents(state, 'requester_end', { kind: 'requester', name }, describe(state), {
        settings: settings().wrapUp,
        now: clock.now(),
      });
      const farewell: MessageDraft = {
        type: 'text',
        text: textsFor(state.header.locale).ended(name),
        from: { kind: 'system', name: 'System' },
      };
      return draftOf({ kind: 'requester', action: 'ended' }, events, [farewell]);
    },
    async restarted(state) {
      if (hasEnded(state.header.state)) throw new AppError('closed', 'this conversation has ended');
      if (state.header.owner !== 'virtual_agent')
        throw new AppError('conflict', 'a person has this conversation; it cannot be restarted');
      return answer(
        state,
        { kind: 'restarted' },
        draftOf({ kind: 'requester', action: 'restarted' }, [], []),
      );
    },
    async resumed(state, now) {
      const due = idleDeadline(state, settings());
      if (due?.action !== 'resume' || due.at.getTime() > now.getTime()) return null;
      return answer(state, { kind: 'resumed' }, draftOf({ kind: 'system', action: 'resumed' }, [], []));
    },
    leftForSearch(state, query) {
      if (hasEnded(state.header.state)) throw new AppError('closed', 'this conversation has ended');
      return draftOf(
        { kind: 'requester', action: 'left_for_search' },
        [{ type: 'left_for_search', query: deps.masking().mask(query) }],
        [],
      );
    },
    answeredSurvey(state, survey, { score, comment = '' }) {
      if (survey == null) throw new AppError('conflict', 'nothing is asked here, or it was answered');
      if (comment !== '' && !survey.comment) throw new AppError('invalid', 'no comment is asked for');
      const { question } = survey;
      const said = {
        question: textsFor(state.header.locale).surveyComment,
        answer: deps.masking().mask(comment),
      };
      return draftOf(
        { kind: 'requester', action: 'answered_survey' },
        [
          { type: 'survey_answered', question, answer: String(score) },
          ...(comment === '' ? [] : [{ type: 'survey_answered', ...said } as const]),
        ],
        [],
      );
    },
  };
}

/** The words a conversation is known by when nobody wrote a short description. */
export function describe(state: ConversationState): string {
  return describeConversation(readDialogState(state.dialog));
}

function draftOf(cause: TurnDraft['cause'], events: TurnEvent[], messages: MessageDraft[]): TurnDraft {
  return { cause, events, messages };
}

function withRequester(
  state: ConversationState,
  opened: Extract<TurnEvent, { type: 'conversation_opened' }>,
): ConversationState {
  const { openedFor, channel, locale, context } = opened;
  return { ...state, context, header: { ...state.header, openedFor, channel, locale } };
}

/** What the page passed on, too, may be what somebody wrote. */
function maskValues(masking: Masking, context: Record<string, RecordValue>): Record<string, RecordValue> {
  const masked = (value: RecordValue): RecordValue => {
    const text = typeof value === 'number' ? String(value) : value;
    return typeof text === 'string' && masking.find(text).length > 0 ? masking.mask(text) : value;
  };
  return Object.fromEntries(
    Object.entries(context).map(([name, value]) => [masking.mask(name), masked(value)]),
  );
}
