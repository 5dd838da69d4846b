import { useRouting } from '../../../messages/routing.ts';
import { useWorkspace } from '../../../shell/workspace.ts';
import { CheckField } from '../fields/CheckField.tsx';
import { LanguageTexts } from '../fields/LanguageTexts.tsx';
import { QueueCard } from './QueueCard.tsx';
import type { QueuePartProps } from './queueDraft.ts';

/** What is asked after a live conversation (domain D2 "post-chat survey"). */
export function QueueSurvey({ draft: { survey }, change }: QueuePartProps) {
  const { language } = useWorkspace();
  const { queues } = useRouting();
  return (
    <QueueCard title={queues.afterChat}>
      <CheckField
        label={queues.survey}
        path="survey"
        checked={survey !== null}
        onChange={(asked) =>
          change({ survey: asked ? { question: { [language.code.value]: '' }, comment: true } : null })
        }
      />
      {survey !== null && (
        <>
          <LanguageTexts
            label={queues.question}
            path="survey.question"
            maxLength={1_000}
            value={survey.question}
            onChange={(question) => change({ survey: { ...survey, question } })}
          />
          <CheckField
            label={queues.comment}
            checked={survey.comment}
            onChange={(comment) => change({ survey: { ...survey, comment } })}
          />
        </>
      )}
    </QueueCard>
  );
}
