import { readDestinations } from '../../api/desk.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { LoadFailed, Loading } from '../../design/Loading.tsx';
import { useMessages } from '../../messages/language.ts';
import { useLiveTexts } from '../../messages/live.ts';
import { useRouterTexts } from '../../messages/router.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { usePresenceWords } from '../usePresenceWords.ts';
import { ChoiceList } from './ChoiceList.tsx';
import { destinationGroups } from './destinationGroups.ts';

interface DestinationChoicesProps {
  interaction: string;
  only: 'agents' | 'queues' | undefined;
  search: string;
  chosen: string | null;
  onChoose: (value: string) => void;
}

/** Where a conversation could go, as it is now. */
export function DestinationChoices({ interaction, only, ...rest }: DestinationChoicesProps) {
  const { session } = useWorkspace();
  const { nameOf: presenceOf } = usePresenceWords();
  const messages = useMessages();
  const texts = useLiveTexts().transfer;
  const { words: wordsOf } = useRouterTexts();
  const { data, failure, reload } = useLoaded(interaction, (signal) =>
    readDestinations(session.api, interaction, signal),
  );
  if (failure !== null) return <LoadFailed why={explainFailure(failure, messages)} onRetry={reload} />;
  if (data === null) return <Loading />;
  return (
    <ChoiceList
      {...rest}
      searchLabel={
        only === 'agents' ? texts.searchAgents : only === 'queues' ? texts.searchQueues : texts.search
      }
      groups={destinationGroups(data, only, presenceOf, texts, wordsOf)}
      none={texts.none}
      found={texts.found}
    />
  );
}
