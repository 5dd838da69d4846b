import { defaultSettings } from '../../contracts/settings.ts';
import type { TopicDefinition } from '../../contracts/topic.ts';
import { createCatalog } from '../catalog.ts';
import { applyPlan, planVersions } from '../planVersions.ts';
import { playDialogue } from './playDialogue.ts';
import type { PlayedTopic } from './reportDialogues.ts';

/** Plays all dialogues of the topics named, or of all, with all topics at hand and the settings as shipped. */
export async function playTopics(
  topics: readonly TopicDefinition[],
  names: readonly string[],
): Promise<PlayedTopic[]> {
  const catalog = createCatalog(applyPlan([], planVersions([], topics)));
  const wanted = topics.filter(({ name }) => names.length === 0 || names.includes(name));
  const played: PlayedTopic[] = [];
  for (const topic of wanted) {
    const dialogues = [];
    for (const dialogue of topic.tests)
      dialogues.push(await playDialogue(catalog, topic, dialogue, defaultSettings()));
    played.push({ topic: topic.name, dialogues });
  }
  return played;
}
