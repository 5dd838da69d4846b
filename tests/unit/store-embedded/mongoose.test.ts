import mongoose, { Schema } from 'mongoose';
import { type StoreProcess, startStoreProcess } from '../../support/storeProcess.ts';

let store: StoreProcess;
let connection: mongoose.Connection;
beforeAll(async () => {
  store = await startStoreProcess();
  connection = await mongoose.createConnection(store.uri).asPromise();
});
afterAll(async () => {
  await connection?.close();
  await store?.remove();
});

test('a model creates, validates, finds, populates and saves with versions', async () => {
  const Author = connection.model('Author', new Schema({ name: { type: String, required: true } }));
  const schema = new Schema(
    {
      title: String,
      author: { type: Schema.Types.ObjectId, ref: 'Author' },
      tags: [String],
      meta: Map,
      price: Schema.Types.Decimal128,
    },
    { timestamps: true, optimisticConcurrency: true },
  );
  const Book = connection.model('Book', schema);
  await expect(Author.create({})).rejects.toThrow(/required/);
  const author = await Author.create({ name: 'N' });
  const book = await new Book({
    title: 'T',
    author,
    tags: ['a'],
    meta: { k: 'v' },
    price: '1.50',
  } as never).save();
  const found = await Book.findById(book._id).populate<{ author: { name: string } }>('author').orFail();
  expect(found.author.name).toBe('N');
  expect(found.price?.toString()).toBe('1.50');
  book.tags.push('b');
  await book.save();
  found.title = 'other';
  await expect(found.save()).rejects.toThrow(mongoose.Error.VersionError);
  expect((await Book.findOne({ tags: 'b' }).lean().orFail()).tags).toEqual(['a', 'b']);
});

test('unique indexes, upserts with defaults, bulk writes, aggregates and cursors', async () => {
  const Item = connection.model(
    'Item',
    new Schema({
      key: { type: String, unique: true },
      n: { type: Number, default: 5 },
      at: { type: Date, expires: 60 },
    }),
  );
  await Item.syncIndexes();
  await Item.create({ key: 'a' });
  await expect(Item.create({ key: 'a' })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { key: 1 },
    keyValue: { key: 'a' },
  });
  const made = await Item.findOneAndUpdate(
    { key: 'b' },
    { $inc: { n: 0 } },
    { upsert: true, returnDocument: 'after', setDefaultsOnInsert: true },
  );
  expect(made.key).toBe('b');
  const result = await Item.bulkWrite([
    { insertOne: { document: { key: 'c' } as never } },
    { updateMany: { filter: {}, update: { $set: { n: 7 } } as never } },
  ]);
  expect(result.modifiedCount).toBe(3);
  expect(await Item.aggregate([{ $group: { _id: null, sum: { $sum: '$n' } } }])).toEqual([
    { _id: null, sum: 21 },
  ]);
  const keys: string[] = [];
  for await (const each of Item.find().sort({ key: -1 }).cursor()) keys.push(String(each.key));
  expect(keys).toEqual(['c', 'b', 'a']);
  expect((await Item.listIndexes()).map((each) => each.name)).toEqual(['_id_', 'key_1', 'at_1']);
  expect(await Item.exists({ key: 'a' })).not.toBeNull();
  expect((await Item.deleteMany({})).deletedCount).toBe(3);
});
