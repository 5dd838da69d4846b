import { Badge } from '../../design/Badge.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { KindIcon } from './KindIcon.tsx';
import type { PlacedFlow } from './layoutFlow.ts';

/** The same dialogue in words: each element with where it leads. */
export function FlowList({ flow, onOpen }: { flow: PlacedFlow; onOpen: (line: number) => void }) {
  const { flow: texts, kinds } = useAuthoring();
  const titles = new Map(flow.nodes.map(({ id, role, title }) => [id, role === 'end' ? texts.end : title]));
  return (
    <ol class="flow-list card">
      {flow.nodes
        .filter(({ role }) => role === 'element')
        .map(({ id, kind, title, line, unreachable }) => (
          <li key={id}>
            <KindIcon kind={kind} />
            <div>
              <button type="button" class="flow-link" onClick={() => line !== null && onOpen(line)}>
                {title}
              </button>
              <p class="muted small">
                <span class="mono">{id}</span> · {kinds[kind] ?? kind}
                {unreachable && <Badge tone="danger">{texts.unreachable}</Badge>}
              </p>
            </div>
            <ul>
              {flow.edges
                .filter(({ from }) => from === id)
                .map(({ to, label }) => (
                  <li key={to}>
                    {label !== '' && <Badge>{texts.branches[label] ?? label}</Badge>} → {titles.get(to)}
                    {to.startsWith('missing ') && <Badge tone="danger">{texts.missing}</Badge>}
                  </li>
                ))}
            </ul>
          </li>
        ))}
    </ol>
  );
}
