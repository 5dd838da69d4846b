import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlayedDialogue } from '../../../contracts/authoring.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { type DialogueToPlay, playDialogue } from '../../api/topics.ts';
import { Button } from '../../design/Button.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useMessages } from '../../messages/language.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import type { TopicWork } from '../topic/useTopic.ts';
import { KeepTestDialog } from './KeepTestDialog.tsx';
import { RunDetails } from './RunDetails.tsx';
import { TryChat } from './TryChat.tsx';
import { dialogueFrom, firstOptions, type TryOptions, TryOptionsForm } from './TryOptions.tsx';
import type { TryStep } from './tryStep.ts';

/** A chat with the text as it stands in the editor. Nothing of it is stored: each step plays the whole run again. */
export function TryTab({ work }: { work: TopicWork }) {
  const messages = useMessages();
  const { tryOut } = useAuthoring();
  const [options, setOptions] = useState<TryOptions>(() => firstOptions(work.detail));
  const [keeping, setKeeping] = useState(false);
  const run = useRun(work, options);
  return (
    <div class="try-out">
      <section class="try-window card" aria-label={tryOut.window}>
        <div class="try-head">
          <TryOptionsForm options={options} onChange={setOptions} />
          <Button small icon="refresh" onClick={run.restart} aria-disabled={run.busy}>
            {tryOut.restart}
          </Button>
          {!work.readOnly && (
            <Button
              small
              icon="check"
              disabled={run.steps.length === 0 || run.played === null}
              onClick={() => setKeeping(true)}
            >
              {tryOut.keep}
            </Button>
          )}
        </div>
        <TryChat
          played={run.played}
          failure={run.failure === null ? null : explainFailure(run.failure, messages)}
          busy={run.busy}
          onStep={run.add}
        />
      </section>
      <RunDetails played={run.played} options={options} said={run.steps} />
      {keeping && run.played !== null && (
        <KeepTestDialog
          work={work}
          dialogue={dialogueFrom(options, run.steps)}
          played={run.played}
          onClose={() => setKeeping(false)}
        />
      )}
    </div>
  );
}

/** A run and its steps so far; other options, and a changed text, start it anew. */
function useRun(work: TopicWork, options: TryOptions) {
  const { api } = useWorkspace().session;
  const [steps, setSteps] = useState<TryStep[]>([]);
  const [played, setPlayed] = useState<PlayedDialogue | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const round = useRef(0);
  // What was done, answered or not: who is quicker than the server is not held up.
  const done = useRef<TryStep[]>([]);
  const play = async (wanted: TryStep[]) => {
    round.current += 1;
    done.current = wanted;
    const own = round.current;
    setBusy(true);
    const dialogue: DialogueToPlay = dialogueFrom(
      options,
      wanted.length === 0 ? [{ after: '0 seconds' }] : wanted,
    );
    try {
      const { dialogues } = await playDialogue(api, work.detail.name, { yaml: work.text, dialogue });
      if (own !== round.current) return;
      setPlayed(dialogues[0] ?? null);
      setSteps(wanted);
      setFailure(null);
    } catch (error) {
      if (own !== round.current) return;
      done.current = steps;
      setFailure(error);
    } finally {
      if (own === round.current) setBusy(false);
    }
  };
  useEffect(() => {
    setPlayed(null);
    setSteps([]);
    void play([]);
    return () => {
      round.current += 1;
    };
  }, [work.text, options]);
  return {
    steps,
    played,
    failure,
    busy,
    add: (step: TryStep) => void play([...done.current, step]),
    restart: () => {
      setPlayed(null);
      void play([]);
    },
  };
}
