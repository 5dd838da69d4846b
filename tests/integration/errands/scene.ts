import {
  type AgentClient,
  eventually,
  openAgent,
  openRequester,
  type Requester,
} from '../../support/clients.ts';
import { type InProcess, type InProcessOptions, startInProcess } from '../../support/inProcess.ts';
import { topicsFolder } from '../../support/topicsFolder.ts';

/** Topics of these tests beside the shipped ones. */
const topics = {
  device: `name: device
title: Note a device
agents_may_start: true
elements:
  - id: name
    kind: text_input
    prompt: What is the device called?
  - id: pin
    kind: text_input
    secure: true
    prompt: And its PIN?
  - id: wait
    kind: pause
    seconds: 5
  - id: thanks
    kind: text
    text: Thank you, {{ vaInputs.name }} is noted.
translations:
  de:
    title: Ein Gerät aufnehmen
    name.prompt: Wie heißt das Gerät?
`,
  slow: `name: slow
title: Ask the archive
agents_may_start: true
elements:
  - id: what
    kind: text_input
    prompt: What shall I look for?
  - id: ask
    kind: http_action
    connection: archive
    path: find
    into: found
  - id: said
    kind: text
    text: The archive has it.
`,
  patient: `name: patient
title: Ask the archive later
agents_may_start: true
elements:
  - id: wait
    kind: pause
    seconds: 5
  - id: ask
    kind: http_action
    connection: archive
    method: POST
    path: find
    into: found
  - id: said
    kind: text
    text: The archive has it.
`,
  hasty: `name: hasty
title: Tell the archive
agents_may_start: true
elements:
  - id: tell
    kind: http_action
    connection: archive
    method: POST
    path: tell
    into: told
  - id: said
    kind: text
    text: The archive knows.
`,
  private: `name: private
title: Not for agents
elements:
  - id: hello
    kind: text
    text: Hello.
`,
  elsewhere: `name: elsewhere
title: On the phone
agents_may_start: true
channels: [sms]
elements:
  - id: hello
    kind: text
    text: Hello.
`,
};

/** The shipped topics and these. */
export const errandTopics = () => topicsFolder(topics);

export interface Errands extends InProcess {
  agent: AgentClient;
}

/** A node with an agent at work. */
export async function openErrands(topicsDir: string, options: InProcessOptions = {}): Promise<Errands> {
  const node = await startInProcess({ topicsDir, settings: { survey: { probability: 0 } }, ...options });
  const agent = await openAgent(node.url, await node.login('agent1@example.com'));
  await agent.is('available');
  return { ...node, agent };
}

/** A requester whom the agent has. */
export async function inTalk(
  { url, agent }: Pick<Errands, 'url' | 'agent'>,
  body: Record<string, unknown> = {},
): Promise<{ requester: Requester; number: string }> {
  const requester = await openRequester(url, body);
  await requester.hears(/./);
  await requester.says('agent');
  const number = requester.session.interactionNumber;
  await agent.accepts(await agent.isOffered(number));
  await requester.becomes('agent');
  await eventually(() => agent.opened.some(({ interaction }) => interaction === number), 'the desk');
  return { requester, number };
}
