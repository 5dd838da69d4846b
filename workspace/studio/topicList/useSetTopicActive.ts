import { explainFailure } from '../../api/explainFailure.ts';
import { setTopicActive } from '../../api/topics.ts';
import { useAuthoring } from '../../messages/authoring.ts';
import { useWorkspace } from '../../shell/workspace.ts';

/** Switches a topic on or off and says so; `done` hears of success. */
export function useSetTopicActive(done: () => void): (name: string, active: boolean) => Promise<void> {
  const { session, toasts } = useWorkspace();
  const { list } = useAuthoring();
  return async (name, active) => {
    try {
      const { title } = await setTopicActive(session.api, name, active);
      toasts.say(() => (active ? list.activated(title) : list.deactivated(title)));
      done();
    } catch (error) {
      toasts.say((m) => explainFailure(error, m), { bad: true });
    }
  };
}
