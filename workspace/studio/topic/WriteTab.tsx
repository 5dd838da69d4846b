import { useEffect, useRef, useState } from 'preact/hooks';
import type { AuthoringProblem } from '../../../contracts/authoring.ts';
import { Icon } from '../../design/Icon.tsx';
import { useAuthoring } from '../../messages/authoring.ts';
import { elementIds } from '../editor/completeTopic.ts';
import type { EditorHandle } from '../editor/createEditor.ts';
import { type CursorPlace, cursorPlace } from '../editor/cursorPlace.ts';
import { ElementHelp } from '../editor/ElementHelp.tsx';
import { elementSnippet } from '../editor/snippets.ts';
import { YamlEditor } from '../editor/YamlEditor.tsx';
import type { TopicWork } from './useTopic.ts';

/** The topic's YAML with its problems, and beside it what the element under the cursor takes. */
export function WriteTab({ work, line }: { work: TopicWork; line: number | undefined }) {
  const editor = useRef<EditorHandle | null>(null);
  const [place, setPlace] = useState<CursorPlace>(() => cursorPlace(work.text, 0));
  useEffect(() => {
    if (line !== undefined) editor.current?.goTo(line, 1);
  }, [line]);
  return (
    <div class="write">
      <div class="write-main">
        <YamlEditor
          text={work.text}
          readOnly={work.readOnly}
          problems={work.problems}
          firstLine={line}
          handle={editor}
          onChange={work.edit}
          onSave={() => void work.save()}
          onPlace={(text, offset) => setPlace(cursorPlace(text, offset))}
        />
        <Problems
          problems={work.problems}
          checked={work.checked}
          onChoose={({ line: at, column }) => editor.current?.goTo(at, column)}
        />
      </div>
      <ElementHelp
        place={place}
        readOnly={work.readOnly}
        onInsert={(kind) => editor.current?.insertElement(elementSnippet(kind, elementIds(work.text)))}
      />
    </div>
  );
}

interface ProblemsProps {
  problems: readonly AuthoringProblem[];
  checked: boolean;
  onChoose: (problem: AuthoringProblem) => void;
}

function Problems({ problems, checked, onChoose }: ProblemsProps) {
  const { write } = useAuthoring();
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return (
    <section class="problems card" aria-label={write.problems} aria-busy={!checked}>
      <p class="problems-head" role="status">
        {problems.length === 0 ? (
          <>
            <span class="mark-on">
              <Icon name="check" />
            </span>
            {write.noProblems}
          </>
        ) : (
          <>
            <span class={errors > 0 ? 'problem-error' : 'problem-warning'}>
              <Icon name="warning" />
            </span>
            {write.count(errors, problems.length - errors)}
          </>
        )}
      </p>
      {problems.length > 0 && (
        <ul class="problem-list">
          {problems.map((problem) => (
            <li key={`${problem.line}:${problem.column} ${problem.message}`}>
              <button type="button" class="problem" onClick={() => onChoose(problem)}>
                <span class={`problem-place mono problem-${problem.severity}`}>
                  {write.line(problem.line)}
                  <span class="hidden-visually">, {write.severities[problem.severity]}: </span>
                </span>
                <span>
                  {problem.path !== '' && <span class="mono problem-path">{problem.path}</span>}{' '}
                  {problem.message}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
