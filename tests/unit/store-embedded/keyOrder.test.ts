import { Decimal128 } from 'bson';
import fc from 'fast-check';
import { compareValues } from '../../../store/embedded/bson/compare.ts';
import { decodeDoc } from '../../../store/embedded/bson/decode.ts';
import { encodeDoc } from '../../../store/embedded/bson/encode.ts';
import { encodeKey, encodeKeys } from '../../../store/embedded/bson/keys.ts';
import {
  Bin,
  Code,
  Double,
  Oid,
  Regex,
  Special,
  Stamp,
  type Value,
} from '../../../store/embedded/bson/values.ts';

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const number: fc.Arbitrary<Value> = fc.oneof(
  fc.integer(),
  fc.double().map((each) => new Double(each)),
  int64,
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -3, max: 3 }).map((each) => new Double(each)),
  int64.map((each) => new Double(Number(each))),
  fc
    .tuple(int64, fc.integer({ min: -40, max: 40 }))
    .map(([digits, exp]) => Decimal128.fromString(`${digits}E${exp}`)),
  fc
    .constantFrom('NaN', 'Infinity', '-Infinity', '0', '-0', '1E+6000', '-1E+6000', '1E-6000', '0.1', '1.00')
    .map((each) => Decimal128.fromString(each)),
);
const text = fc.string({ unit: 'binary', maxLength: 6 });
const scalar: fc.Arbitrary<Value> = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 3, arbitrary: text },
  fc.constantFrom<Value>(null, true, false, Special.minKey, Special.maxKey, Special.undefined),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((each) => new Oid(each)),
  fc.uint8Array({ maxLength: 5 }).map((each) => new Bin(each.length % 2, each)),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((each) => new Stamp(each)),
  fc
    .tuple(fc.stringMatching(/^[a-c]{0,3}$/), fc.constantFrom('', 'i'))
    .map(([pattern, flags]) => new Regex(pattern, flags)),
  fc.stringMatching(/^[a-c]{0,3}$/).map((each) => new Code(each, undefined)),
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom('a', 'b', '\0', 'aa', '1', '0'), tie('value')), { maxLength: 3 })
      .map((fields) => new Map(fields) as Value),
  ),
}));
const valid = value.filter((each) => {
  try {
    encodeDoc(new Map([['v', each]]));
    return true;
  } catch {
    return false;
  }
});

/** −0 and 0 are the same order. */
const sign = (order: number): number => Math.sign(order) + 0;

test('the order of encoded keys is the order of the values', () => {
  fc.assert(
    fc.property(valid, valid, (a, b) => {
      expect(sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(sign(compareValues(a, b)));
    }),
    { numRuns: 5000 },
  );
});

test('the order of encoded numbers of all types is their order', () => {
  fc.assert(
    fc.property(number, number, (a, b) => {
      expect(sign(Buffer.compare(encodeKey(a), encodeKey(b)))).toBe(sign(compareValues(a, b)));
    }),
    { numRuns: 5000 },
  );
});

test('no key is the beginning of another, so compound and descending keys keep the order', () => {
  fc.assert(
    fc.property(
      fc.tuple(valid, valid),
      fc.tuple(valid, valid),
      fc.boolean(),
      fc.boolean(),
      (a, b, first, second) => {
        const wanted =
          sign(first ? compareValues(b[0], a[0]) : compareValues(a[0], b[0])) ||
          sign(second ? compareValues(b[1], a[1]) : compareValues(a[1], b[1]));
        expect(sign(Buffer.compare(encodeKeys(a, [first, second]), encodeKeys(b, [first, second])))).toBe(
          wanted,
        );
      },
    ),
    { numRuns: 3000 },
  );
});

test('comparison is an order: turned round it is reversed', () => {
  fc.assert(
    fc.property(valid, valid, (a, b) => {
      expect(sign(compareValues(a, b)) + sign(compareValues(b, a))).toBe(0);
    }),
    { numRuns: 3000 },
  );
});

test('what is encoded is decoded as it was, types included', () => {
  fc.assert(
    fc.property(
      valid.filter(
        (each) =>
          !JSON.stringify(each, (_, inside) =>
            inside instanceof Map ? [...inside] : typeof inside === 'bigint' ? String(inside) : inside,
          )?.includes('\\u0000'),
      ),
      (each) => {
        const bytes = encodeDoc(new Map([['v', each]]));
        expect(Buffer.compare(encodeDoc(decodeDoc(bytes)), bytes)).toBe(0);
      },
    ),
    { numRuns: 2000 },
  );
});
