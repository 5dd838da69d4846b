import { useEffect, useMemo, useState } from 'preact/hooks';
import { EmptyState } from '../../design/EmptyState.tsx';
import { Icon } from '../../design/Icon.tsx';
import { Loading } from '../../design/Loading.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import { formatRoute } from '../route.ts';
import { Switch } from '../Switch.tsx';
import type { TopicWork } from '../topic/useTopic.ts';
import { FlowDiagram } from './FlowDiagram.tsx';
import { FlowList } from './FlowList.tsx';
import type { PlacedFlow } from './layoutFlow.ts';

const views = ['diagram', 'list'] as const;

/** The dialogue drawn: every element and every way between them; a click leads to its line. */
export function FlowTab({ work }: { work: TopicWork }) {
  const { window } = useWorkspace();
  const { flow: texts } = useAuthoring();
  const [view, setView] = useState<(typeof views)[number]>('diagram');
  const makeFlow = useMakeFlow();
  const made = useMemo(() => makeFlow?.(work.text) ?? null, [makeFlow, work.text]);
  if (made === null) return <Loading />;
  const { flow, broken } = made;
  if (flow.nodes.length === 0)
    return <EmptyState icon="flow" title={texts.emptyTitle} text={texts.emptyHint} />;
  const open = (line: number) => {
    window.location.hash = formatRoute({ page: 'topic', name: work.detail.name, tab: 'write', line });
  };
  const wrong = flow.nodes.filter(({ unreachable, role }) => unreachable || role === 'missing').length;
  return (
    <>
      <div class="tab-tools">
        <Switch
          label={texts.view}
          name="flow"
          value={view}
          choices={views.map((value) => ({ value, label: texts.views[value] }))}
          onChoose={setView}
        />
        <span class="muted small">{texts.hint}</span>
        <span class="bar-space" />
        {(wrong > 0 || broken) && (
          <span class="flow-wrong small">
            <Icon name="warning" />
            {broken ? texts.broken : texts.wrong(wrong)}
          </span>
        )}
      </div>
      {view === 'diagram' ? (
        <FlowDiagram flow={flow} onOpen={open} />
      ) : (
        <FlowList flow={flow} onOpen={open} />
      )}
    </>
  );
}

type MakeFlow = (text: string) => { flow: PlacedFlow; broken: boolean };

/** What reads and places the dialogue is loaded when a diagram is first shown. */
function useMakeFlow(): MakeFlow | null {
  const [make, setMake] = useState<{ flow: MakeFlow } | null>(null);
  useEffect(() => {
    void import('./makeFlow.ts').then(({ makeFlow }) => setMake({ flow: makeFlow }));
  }, []);
  return make?.flow ?? null;
}
