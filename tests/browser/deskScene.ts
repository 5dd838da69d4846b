import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type AgentClient, openAgent, type Requester } from '../support/clients.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { askForPerson, becomeAvailable, newPerson, signIn } from './workspacePages.ts';

/** A server for the tests of a suite, and for each a browser, requesters and colleagues who are gone after it. */
export interface DeskScene {
  readonly server: TestServer;
  readonly context: BrowserContext;
  /** A browser of another kind instead. */
  anew(options: Parameters<typeof newPerson>[1]): Promise<void>;
  /** The desk of Ada, who is away. */
  desk(): Promise<Page>;
  /** The same, and she takes work. */
  readyDesk(): Promise<Page>;
  somebodyAsks(): Promise<Requester>;
  /** Whoever came otherwise. */
  remember(requester: Requester): void;
  colleague(email: string): Promise<AgentClient>;
}

export function deskScene(browser: Browser): DeskScene {
  let server: TestServer;
  let context: BrowserContext;
  let waiting: Requester[];
  let colleagues: AgentClient[];
  beforeAll(async () => {
    server = await startServer();
  });
  beforeEach(async () => {
    context = await newPerson(browser);
    waiting = [];
    colleagues = [];
  });
  afterEach(async () => {
    // Nothing of one test may be offered in the next.
    for (const requester of waiting) {
      await requester.socket.emitWithAck('conversation:end', {});
      requester.leave();
    }
    for (const colleague of colleagues) {
      await colleague.is('offline');
      colleague.leave();
    }
    await context.close();
  });
  afterAll(() => server.close());
  const desk = () => signIn(context, server, '/workspace', 'agent1@example.com');
  return {
    get server() {
      return server;
    },
    get context() {
      return context;
    },
    async anew(options) {
      await context.close();
      context = await newPerson(browser, options);
    },
    desk,
    async readyDesk() {
      const page = await desk();
      await becomeAvailable(page);
      return page;
    },
    async somebodyAsks() {
      const requester = await askForPerson(server);
      waiting.push(requester);
      return requester;
    },
    remember: (requester) => void waiting.push(requester),
    async colleague(email) {
      const agent = await openAgent(server.url, await server.login(email));
      colleagues.push(agent);
      return agent;
    },
  };
}

/** The interaction of a requester. */
export const numberOf = (requester: Requester): string => requester.session.interactionNumber;
export const composer = (page: Page) => page.getByLabel(/^Message to /);
/** The focus is nowhere that takes letters. */
export const leaveFields = (page: Page): Promise<void> => page.locator('#content').focus();

/** The offer that is there is accepted, by its key. */
export async function accepted(page: Page): Promise<void> {
  await page.locator('.offer').waitFor();
  await leaveFields(page);
  await page.keyboard.press('a');
  await composer(page).waitFor();
}
