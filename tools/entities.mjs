/**
 * Entities of FollowTheMoney that nobody reported, in the shapes and shares of `seeds/party-donations`: of 474 entities 290
 * are payments, 89 addresses, 56 companies, 22 people and 17 organisations. The same seed makes the same file.
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Those that receive, each so many of 289 payments. */
const PARTIES = [126, 53, 39, 32, 13, 11, 10, 2, 2, 1];
/** Of 95 donors, so many are of these schemata: 17 organisations less the parties. */
const DONORS = [
  { schema: 'Company', share: 56 },
  { schema: 'Person', share: 22 },
  { schema: 'Organization', share: 17 },
];
const ADDRESSES_OF_A_DONOR = 89 / 95;
const PAYMENTS_OF_A_DONOR = 290 / 95;
const STATES = ['de', 'de', 'de', 'de', 'de', 'de', 'gb', 'cy', 'lu'];
const STARTS = ['Bran', 'Düs', 'Grü', 'Ha', 'Kö', 'Lü', 'Mei', 'Nord', 'Ost', 'Pau', 'Ro', 'Schö', 'Stein', 'Wald'];
const ENDS = ['au', 'bach', 'berg', 'brück', 'burg', 'dorf', 'feld', 'hausen', 'heim', 'rath', 'stadt', 'thal', 'wig'];
const FIRST_NAMES = ['Anna', 'Bernd', 'Çiğdem', 'Dieter', 'Ewa', 'François', 'Gül', 'Jörg', 'Łukasz', 'Renate', 'Zoë'];
const FORMS = ['AG', 'GmbH', 'KGaA', 'GmbH & Co. KG', 'SE'];
const DAYS = 3_465;
const FIRST_DAY = Date.UTC(2002, 6, 4);
const DAY_MS = 86_400_000;

/**
 * Writes them into a file, one JSON object on each line.
 *
 * @param {string} path
 * @param {{ count: number, seed?: number }} options
 */
export async function writeEntities(path, options) {
  await pipeline(Readable.from(pieces(options)), createWriteStream(path));
}

/** @param {{ count: number, seed?: number }} options */
function* pieces(options) {
  let piece = '';
  for (const entity of entities(options)) {
    piece += `${JSON.stringify(entity)}\n`;
    if (piece.length < 1 << 16) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

/**
 * @typedef {{ id: string, properties: Record<string, string[]>, schema: string }} Entity
 * @param {{ count: number, seed?: number }} options
 * @returns {Generator<Entity>}
 */
function* entities({ count, seed = 1 }) {
  let made = 0;
  for (const entity of allFrom(randomOf(seed))) {
    if (made++ === count) return;
    yield entity;
  }
}

/** Without an end. @param {Random} random @returns {Generator<Entity>} */
function* allFrom(random) {
  const parties = PARTIES.map((share, at) => ({ id: random.id(), name: `Partei ${at + 1}`, share }));
  for (const { id, name } of parties) yield { id, properties: { name: [name] }, schema: 'Organization' };
  for (;;) {
    const addresses = Array.from({ length: random.about(ADDRESSES_OF_A_DONOR) }, () => random.id());
    const { schema } = random.byShare(DONORS);
    for (const id of addresses) yield address(id, schema, random);
    const donor = { id: random.id(), name: nameOf(schema, random) };
    const properties = { country: [random.of(STATES)], name: [donor.name] };
    yield {
      id: donor.id,
      properties: addresses.length > 0 ? { addressEntity: addresses, ...properties } : properties,
      schema,
    };
    for (let payment = random.about(PAYMENTS_OF_A_DONOR); payment > 0; payment--)
      yield paymentOf(donor, random.byShare(parties), random);
  }
}

/** The streets of people are left out. @param {string} id @param {string} of @param {Random} random @returns {Entity} */
function address(id, of, random) {
  const city = `${10_000 + random.below(90_000)} ${placeOf(random)}`;
  const country = [random.of(STATES)];
  if (of === 'Person') return { id, properties: { city: [city], country }, schema: 'Address' };
  const street = `${placeOf(random)}er Straße ${1 + random.below(200)}`;
  const full = [`${street}, ${city}`, ...(random.below(7) === 0 ? [`${street} , ${city}`] : [])];
  return { id, properties: { city: [city], country, full, street: [street] }, schema: 'Address' };
}

/** @typedef {{ id: string, name: string }} Named @param {Named} payer @param {Named} party @param {Random} random @returns {Entity} */
function paymentOf(payer, party, random) {
  const cents = random.below(5) === 0 ? `.${String(random.below(100)).padStart(2, '0')}` : '';
  return {
    id: random.id(),
    properties: {
      amountEur: [`${50_000 + random.below(500_000)}${cents}`],
      beneficiary: [party.id],
      date: [new Date(FIRST_DAY + random.below(DAYS) * DAY_MS).toISOString().slice(0, 10)],
      namesMentioned: [payer.name, party.name],
      payer: [payer.id],
    },
    schema: 'Payment',
  };
}

/** @param {string} schema @param {Random} random */
function nameOf(schema, random) {
  if (schema === 'Person') return `${random.of(FIRST_NAMES)} ${placeOf(random)}er`;
  if (schema === 'Organization') return `Verband der ${placeOf(random)}er Wirtschaft e.V.`;
  return `${placeOf(random)} ${random.of(FORMS)}`;
}

/** @param {Random} random */
function placeOf(random) {
  return `${random.of(STARTS)}${random.of(ENDS)}`;
}

/** @typedef {ReturnType<typeof randomOf>} Random */

/** A source of numbers that look random: mulberry32. @param {number} seed */
function randomOf(seed) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (/** @type {number} */ end) => Math.floor((next() / 2 ** 32) * end);
  return {
    below,
    /** A whole number whose mean is this one. */
    about: (/** @type {number} */ mean) => Math.floor(2 * mean * (next() / 2 ** 32) + 0.5),
    /** @template T @param {readonly T[]} all @returns {T} */
    of: (all) => /** @type {T} */ (all[below(all.length)]),
    /** @template {{ share: number }} T @param {readonly T[]} all @returns {T} one of them, as often as its share says */
    byShare(all) {
      let left = below(all.reduce((sum, { share }) => sum + share, 0));
      for (const each of all) {
        if (left < each.share) return each;
        left -= each.share;
      }
      throw new TypeError('There is nothing to choose from.');
    },
    /** As those of FollowTheMoney are: 40 hexadecimal digits. */
    id: () => Array.from({ length: 5 }, () => next().toString(16).padStart(8, '0')).join(''),
  };
}
