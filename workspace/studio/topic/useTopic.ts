import { useCallback, useEffect, useState } from 'preact/hooks';
import type { AuthoringProblem, TopicDetail } from '../../../contracts/authoring.ts';
import { explainFailure } from '../../api/explainFailure.ts';
import { CallFailed } from '../../api/problem.ts';
import {
  checkTopic,
  discardDraft,
  publishTopic,
  readTopic,
  rollbackTopic,
  saveTopic,
  setTopicActive,
} from '../../api/topics.ts';
import { useLoaded } from '../../api/useLoaded.ts';
import { useAuthoring } from '../../messages/authoring.ts';
import { useWorkspace } from '../../shell/workspace.ts';

/** How long nobody types before the text is checked. */
const checkAfterMs = 400;

/** One topic that is being written: what the server has, what stands in the editor, and what may be done with it. */
export interface TopicWork {
  detail: TopicDetail;
  text: string;
  /** The text differs from what is saved. */
  dirty: boolean;
  readOnly: boolean;
  problems: readonly AuthoringProblem[];
  /** The problems are those of the text as it stands. */
  checked: boolean;
  busy: boolean;
  /** What somebody else saved in the meantime; the author has to choose. */
  theirs: TopicDetail | null;
  edit: (text: string) => void;
  /** Answers whether it is saved. */
  save: () => Promise<boolean>;
  publish: () => Promise<void>;
  recover: () => Promise<void>;
  setActive: (active: boolean) => Promise<void>;
  rollback: (version: number) => Promise<boolean>;
  takeTheirs: () => void;
  keepMine: () => void;
}

export function useTopic(name: string): {
  work: TopicWork | null;
  failure: unknown;
  reload: () => void;
} {
  const { session, toasts } = useWorkspace();
  const { topic: texts } = useAuthoring();
  const { api } = session;
  const { data, failure, reload } = useLoaded(name, (signal) => readTopic(api, name, signal));
  const [detail, setDetail] = useState<TopicDetail | null>(null);
  const [text, setText] = useState('');
  const [theirs, setTheirs] = useState<TopicDetail | null>(null);
  const [busy, setBusy] = useState(false);
  /** `sent`: what the answer is to; what was typed while it was on its way stays. */
  const take = useCallback((taken: TopicDetail, sent?: string) => {
    setDetail(taken);
    setText((now) => (sent === undefined || now === sent ? taken.yaml : now));
    setTheirs(null);
  }, []);
  useEffect(() => {
    if (data !== null) take(data);
  }, [data, take]);
  const check = useCheck(detail, text);
  const dirty = detail !== null && text !== detail.yaml;

  if (detail === null) return { work: null, failure, reload };

  /** What was said of an earlier attempt is over with the next one. */
  const begin = () => {
    setBusy(true);
    for (const { id } of toasts.shown.value) toasts.dismiss(id);
  };
  const run = async (act: () => Promise<TopicDetail>, said: string, sent?: string): Promise<boolean> => {
    if (busy) return false;
    begin();
    try {
      take(await act(), sent);
      toasts.say(() => said);
      return true;
    } catch (error) {
      await fail(error, detail.revision);
      return false;
    } finally {
      setBusy(false);
    }
  };
  /** A draft with a newer revision is shown beside ours; anything else is said in the server's words. */
  const fail = async (error: unknown, revision: number) => {
    const conflict = error instanceof CallFailed && error.code === 'conflict';
    // Where it cannot be read either, the first failure is the one to say.
    const found = conflict ? await readTopic(api, name).catch(() => null) : null;
    if (found !== null && found.revision !== revision) setTheirs(found);
    else toasts.say((m) => explainFailure(error, m), { bad: true });
  };
  const save = () =>
    run(
      () => saveTopic(api, name, { yaml: text, revision: detail.revision }),
      detail.version === null ? texts.savedDraft : texts.saved,
      text,
    );
  const publish = async () => {
    if (busy) return;
    begin();
    let { revision } = detail;
    try {
      // Publishing means what is seen: the text in the editor goes first.
      if (dirty) {
        const saved = await saveTopic(api, name, { yaml: text, revision });
        revision = saved.revision;
        setDetail(saved);
      }
      const done = await publishTopic(api, name);
      take(done, text);
      toasts.say(() => texts.published(done.version ?? 1));
    } catch (error) {
      if (error instanceof CallFailed && error.code === 'invalid') {
        check.again();
        toasts.say(() => texts.refused, { bad: true });
      } else await fail(error, revision);
    } finally {
      setBusy(false);
    }
  };
  return {
    failure,
    reload,
    work: {
      detail,
      text,
      dirty,
      readOnly: detail.shipped,
      problems: check.problems,
      checked: check.checked,
      busy,
      theirs,
      edit: setText,
      save,
      publish,
      recover: async () => {
        await run(() => discardDraft(api, name), texts.recovered);
      },
      setActive: async (active) => {
        await run(() => setTopicActive(api, name, active), active ? texts.activated : texts.deactivated);
      },
      rollback: (version) => run(() => rollbackTopic(api, name, version), texts.rolledBack(version)),
      takeTheirs: () => theirs !== null && take(theirs),
      keepMine: () => {
        if (theirs !== null) setDetail(theirs);
        setTheirs(null);
      },
    },
  };
}

/** Has the text checked whenever it rests; a text that is as it was loaded has its problems already. */
function useCheck(detail: TopicDetail | null, text: string) {
  const { api } = useWorkspace().session;
  const [result, setResult] = useState<{ of: string; problems: readonly AuthoringProblem[] } | null>(null);
  const [round, setRound] = useState(0);
  const known = detail !== null && text === detail.yaml && round === 0 ? detail.found : null;
  // `round` is what again() counts up to check once more.
  useEffect(() => {
    if (known !== null) {
      setResult({ of: text, problems: known });
      return;
    }
    if (text === '') return;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      checkTopic(api, text, abort.signal).then(
        ({ problems }) => setResult({ of: text, problems }),
        () => {
          // Offline, or typed over: the marks stay as they were, and saving will say what is wrong.
        },
      );
    }, checkAfterMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [text, known, round]);
  return {
    problems: result?.problems ?? [],
    checked: result?.of === text,
    again: () => setRound((count) => count + 1),
  };
}
