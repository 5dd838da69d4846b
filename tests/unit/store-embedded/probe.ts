import { type Collection, type Document, MongoClient, MongoServerError } from 'mongodb';
import { type StoreProcess, startStoreProcess } from '../../support/storeProcess.ts';

/** A store, a client, and a fresh collection for each test: what the semantic probes work with. */
export interface Probe {
  readonly client: MongoClient;
  readonly collection: Collection<Document>;
  readonly store: StoreProcess;
  /** The `_id`s that a filter finds among the documents, in order. */
  finds(documents: Document[], filter: Document): Promise<unknown[]>;
  /** The document (`_id` 1) after an update, without its `_id`. */
  updated(
    document: Document,
    update: Document | Document[],
    options?: UpdateOptions,
  ): Promise<Document | null>;
  /** What a pipeline gives for the documents. */
  piped(documents: Document[], pipeline: Document[]): Promise<Document[]>;
  /** What an expression gives for a document. */
  evaluated(expression: unknown, document?: Document): Promise<unknown>;
}

export interface UpdateOptions {
  filter?: Document;
  arrayFilters?: Document[];
  upsert?: boolean;
}

/** Starts a store for the test file; every test has an empty collection. */
export function useProbe(): Probe {
  let store: StoreProcess;
  let client: MongoClient;
  let count = 0;
  let current: Collection<Document>;
  beforeAll(async () => {
    store = await startStoreProcess();
    client = await new MongoClient(store.uri, { promoteLongs: false, promoteValues: true }).connect();
  });
  beforeEach(() => {
    count += 1;
    current = client.db('probe').collection(`c${count}`);
  });
  afterAll(async () => {
    await client?.close();
    await store?.remove();
  });
  const fill = async (documents: Document[]): Promise<void> => {
    await current.deleteMany({});
    if (documents.length > 0)
      await current.insertMany(
        documents.map((each, i) => ('_id' in each ? each : { _id: i + 1, ...each })) as never,
      );
  };
  return {
    get client() {
      return client;
    },
    get collection() {
      return current;
    },
    get store() {
      return store;
    },
    finds: async (documents, filter) => {
      await fill(documents);
      const found = await current.find(filter, { sort: { _id: 1 } }).toArray();
      return found.map((each) => each._id);
    },
    updated: async (document, update, options = {}) => {
      await fill([{ ...document, _id: 1 }]);
      const { filter, ...rest } = options;
      await current.updateOne({ _id: 1, ...filter } as never, update as never, rest);
      const found = await current.findOne({ _id: 1 } as never);
      if (!found) return null;
      const { _id, ...fields } = found;
      return fields;
    },
    piped: async (documents, pipeline) => {
      await fill(documents);
      return current.aggregate(pipeline).toArray();
    },
    evaluated: async (expression, document = {}) => {
      await fill([document]);
      const [found] = await current.aggregate([{ $project: { _id: 0, value: expression } }]).toArray();
      return found?.value;
    },
  };
}

/** The MongoDB error code with which a promise fails; undefined when it does not. */
export async function codeOf(work: Promise<unknown>): Promise<number | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    if (error instanceof MongoServerError) return error.code as number;
    throw error;
  }
}
