import type { WaitStep } from '../../../../contracts/handoff.ts';
import { useRouting } from '../../../messages/routing.ts';
import { useWorkspace } from '../../../shell/workspace.ts';
import { ChoiceField } from '../fields/ChoiceField.tsx';
import { LanguageTexts } from '../fields/LanguageTexts.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { RowList } from '../fields/RowList.tsx';
import { type QueuePartProps, stepKinds, stepOf } from './queueDraft.ts';

interface QueueStepsProps extends QueuePartProps {
  topics: readonly { value: string; label: string }[];
}

/** What happens by itself while work waits (domain D2, queue triggers). */
export function QueueSteps({ draft, change, topics }: QueueStepsProps) {
  const { language } = useWorkspace();
  const texts = useRouting();
  const { queues } = texts;
  const spoken = language.code.value;
  return (
    <RowList
      legend={queues.steps}
      hint={queues.stepsHint}
      what={queues.step}
      items={draft.steps}
      onChange={(steps) => change({ steps })}
      add={queues.addStep}
      make={(): WaitStep => ({ afterSeconds: 60, everySeconds: null, do: stepOf('say', spoken) })}
      most={20}
    >
      {(step, changeStep, at) => (
        <>
          <div class="form-grid">
            <NumberField
              label={texts.seconds(queues.stepAfter)}
              path={`steps.${at}.afterSeconds`}
              min={0}
              max={604_800}
              empty={0}
              value={step.afterSeconds}
              onChange={(afterSeconds) => changeStep({ ...step, afterSeconds })}
            />
            <NumberField
              label={texts.seconds(queues.every)}
              path={`steps.${at}.everySeconds`}
              min={10}
              max={604_800}
              empty={null}
              value={step.everySeconds}
              onChange={(everySeconds) => changeStep({ ...step, everySeconds })}
            />
            <ChoiceField
              label={queues.what}
              value={step.do.kind}
              choices={stepKinds.map((value) => ({ value, label: queues.stepKinds[value] }))}
              onChoose={(kind) => kind !== null && changeStep({ ...step, do: stepOf(kind, spoken) })}
            />
            {step.do.kind === 'topic' && (
              <ChoiceField
                label={queues.topic}
                path={`steps.${at}.do.topic`}
                value={step.do.topic}
                none="–"
                choices={topics}
                onChoose={(topic) => changeStep({ ...step, do: { kind: 'topic', topic: topic ?? '' } })}
              />
            )}
            {step.do.kind === 'priority' && (
              <NumberField
                label={queues.by}
                path={`steps.${at}.do.by`}
                min={1}
                max={100}
                empty={1}
                value={step.do.by}
                onChange={(by) => changeStep({ ...step, do: { kind: 'priority', by } })}
              />
            )}
          </div>
          {step.do.kind === 'say' && (
            <LanguageTexts
              label={queues.text}
              path={`steps.${at}.do.text`}
              maxLength={1_000}
              value={step.do.text}
              onChange={(text) => changeStep({ ...step, do: { kind: 'say', text } })}
            />
          )}
        </>
      )}
    </RowList>
  );
}
