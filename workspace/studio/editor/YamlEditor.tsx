import { useEffect, useRef, useState } from 'preact/hooks';
import type { AuthoringProblem } from '../../../contracts/authoring.ts';
import { listConnectionNames } from '../../api/connections.ts';
import { listTopics } from '../../api/topics.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { Loading } from '../../design/Loading.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { useWorkspace } from '../../shell/workspace.ts';
import type { KnownNames } from './completeTopic.ts';
import type { EditorHandle } from './createEditor.ts';

interface YamlEditorProps {
  text: string;
  readOnly: boolean;
  problems: readonly AuthoringProblem[];
  /** Where the cursor is at first. */
  firstLine: number | undefined;
  /** Gets the editor once it is there. */
  handle: { current: EditorHandle | null };
  onChange: (text: string) => void;
  onSave: () => void;
  onPlace: (text: string, offset: number) => void;
}

/** The editor's place on the page; the editor itself is loaded when it is first shown. */
export function YamlEditor(props: YamlEditorProps) {
  const { text, problems, readOnly, handle } = props;
  const authoring = useAuthoring();
  const parent = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  const names = useKnownNames();
  // What was typed and has not come back as `text` yet.
  const typed = useRef<string[]>([]);
  // The editor calls what holds at the time, not what held when it was made.
  const latest = useRef({ ...props, names });
  latest.current = { ...props, names };
  useEffect(() => {
    let gone = false;
    void import('./createEditor.ts').then(({ createEditor }) => {
      if (gone || parent.current === null) return;
      const { firstLine } = latest.current;
      handle.current = createEditor(parent.current, {
        text: latest.current.text,
        readOnly,
        label: authoring.write.label,
        phrases: authoring.editor,
        names: () => latest.current.names,
        onChange: (changed) => {
          typed.current.push(changed);
          latest.current.onChange(changed);
        },
        onSave: () => latest.current.onSave(),
        onPlace: (whole, offset) => latest.current.onPlace(whole, offset),
      });
      handle.current.setProblems(latest.current.problems);
      if (firstLine !== undefined) handle.current.goTo(firstLine, 1);
      setReady(true);
    });
    return () => {
      gone = true;
      handle.current?.destroy();
      handle.current = null;
    };
    // A change of the language makes it anew: its own words are set when it is made.
  }, [readOnly, authoring, handle]);
  useEffect(() => {
    const at = typed.current.indexOf(text);
    typed.current = typed.current.slice(at + 1);
    // An echo of the typing may be late: only a text from elsewhere replaces what stands in the editor.
    if (at >= 0) return;
    typed.current = [];
    handle.current?.setText(text);
  }, [text, handle]);
  useEffect(() => handle.current?.setProblems(problems), [problems, handle]);
  return (
    <div class="editor card" ref={parent}>
      {!ready && <Loading />}
    </div>
  );
}

function useKnownNames(): KnownNames {
  const { session } = useWorkspace();
  const { data } = useLoaded('names', async (signal) => {
    const [topics, connections] = await Promise.all([
      listTopics(session.api, signal),
      listConnectionNames(session.api, signal),
    ]);
    return {
      topics: topics.items.filter(({ type }) => type !== 'block').map(({ name }) => name),
      blocks: topics.items.filter(({ type }) => type === 'block').map(({ name }) => name),
      connections: connections.items.map(({ name }) => name),
    };
  });
  return data ?? { topics: [], blocks: [], connections: [] };
}
