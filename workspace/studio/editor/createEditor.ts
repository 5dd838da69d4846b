import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState, type Text } from '@codemirror/state';
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import type { AuthoringProblem } from '../../../contracts/authoring.ts';
import { completeTopic, type KnownNames } from './completeTopic.ts';
import { editorColours, editorTheme } from './editorTheme.ts';
import docs from './topicDocs.atBuild.ts';

export interface EditorNeeds {
  text: string;
  readOnly: boolean;
  label: string;
  /** The editor's own words, by their English. */
  phrases: Readonly<Record<string, string>>;
  names: () => KnownNames;
  onChange: (text: string) => void;
  onSave: () => void;
  /** Where the cursor is now. */
  onPlace: (text: string, offset: number) => void;
}

export interface EditorHandle {
  setText: (text: string) => void;
  setProblems: (problems: readonly AuthoringProblem[]) => void;
  /** Both count from 1. */
  goTo: (line: number, column: number) => void;
  /** Puts an element after the one under the cursor, and selects its first line. */
  insertElement: (snippet: string) => void;
  destroy: () => void;
}

/** Marks a text that the page put in, which it need not be told of. */
const fromOutside = Annotation.define<boolean>();

/** The YAML editor. It and what it is made of are a part of the studio that is loaded on demand. */
export function createEditor(parent: HTMLElement, needs: EditorNeeds): EditorHandle {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: needs.text,
      extensions: [
        lineNumbers(),
        foldGutter(),
        lintGutter(),
        history(),
        indentOnInput(),
        indentUnit.of('  '),
        bracketMatching(),
        closeBrackets(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        autocompletion({ override: [(context) => complete(context, needs.names())], icons: false }),
        yaml(),
        syntaxHighlighting(editorColours),
        editorTheme,
        EditorView.lineWrapping,
        EditorState.readOnly.of(needs.readOnly),
        EditorState.phrases.of(needs.phrases),
        EditorView.contentAttributes.of({
          'aria-label': needs.label,
          'aria-readonly': String(needs.readOnly),
          tabindex: '0',
        }),
        // Tab leaves the editor: nobody is caught in it who uses the keyboard alone.
        keymap.of([
          {
            key: 'Mod-s',
            run: () => {
              needs.onSave();
              return true;
            },
          },
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...foldKeymap,
          ...completionKeymap,
          ...lintKeymap,
        ]),
        EditorView.updateListener.of(({ docChanged, selectionSet, state, transactions }) => {
          if (!docChanged && !selectionSet) return;
          const text = state.doc.toString();
          const typed = transactions.some((each) => each.docChanged && each.annotation(fromOutside) !== true);
          if (typed) needs.onChange(text);
          needs.onPlace(text, state.selection.main.head);
        }),
      ],
    }),
  });
  return {
    setText(text) {
      const { doc } = view.state;
      if (text === doc.toString()) return;
      view.dispatch({
        changes: { from: 0, to: doc.length, insert: text },
        annotations: fromOutside.of(true),
      });
    },
    setProblems(problems) {
      view.dispatch(
        setDiagnostics(
          view.state,
          problems.map((problem) => markOf(view.state.doc, problem)),
        ),
      );
    },
    goTo(line, column) {
      const at = placeOf(view.state.doc, line, column);
      view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
      view.focus();
    },
    insertElement(snippet) {
      const { doc, selection } = view.state;
      const at = endOfElement(doc, doc.lineAt(selection.main.head).number);
      const before = at > 0 && doc.sliceString(at - 1, at) !== '\n' ? '\n\n' : '\n';
      const insert = `${before}${snippet}`;
      view.dispatch({
        changes: { from: at, insert },
        selection: { anchor: at + before.length + '  - id: '.length },
        scrollIntoView: true,
      });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

function complete(context: CompletionContext, names: KnownNames): CompletionResult | null {
  const found = completeTopic(context.state.doc.toString(), context.pos, docs, names);
  if (found === null || (!context.explicit && found.from === context.pos && !afterKey(context))) return null;
  return { from: found.from, options: found.options, validFor: /^[\w-]*$/ };
}

/** Values are offered as soon as the key stands; names of properties when one begins to write them. */
function afterKey(context: CompletionContext): boolean {
  return context.matchBefore(/: +$/) !== null;
}

function placeOf(doc: Text, line: number, column: number): number {
  const at = doc.line(Math.max(1, Math.min(line, doc.lines)));
  return Math.min(at.from + Math.max(0, column - 1), at.to);
}

/** A problem marks the rest of its line. */
function markOf(doc: Text, { line, column, severity, message, path }: AuthoringProblem): Diagnostic {
  const from = placeOf(doc, line, column);
  return {
    from,
    to: Math.max(from, doc.lineAt(from).to),
    severity,
    message: path === '' ? message : `${path} ${message}`,
  };
}

/** Where the element that the line is in ends; outside the elements, where the last of them ends. */
function endOfElement(doc: Text, line: number): number {
  const lines = doc.toString().split('\n');
  const first = lines.findIndex((each) => /^elements:/.test(each));
  if (first < 0) return doc.length;
  const after = lines.findIndex((each, at) => at > first && /^\S/.test(each) && !each.startsWith('#'));
  const last = after < 0 ? lines.length : after;
  const inside = line - 1 > first && line - 1 < last;
  const next = inside
    ? lines.findIndex((each, at) => at > line - 1 && at < last && /^\s*- id:/.test(each))
    : -1;
  let end = next < 0 ? last : next;
  // Comments above the next element belong to that one.
  while (end > first + 1 && /^\s*(#.*)?$/.test(lines[end - 1] ?? '')) end -= 1;
  return doc.line(end).to;
}
