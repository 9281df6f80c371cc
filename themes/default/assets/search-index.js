// Finds entries in the index that man 7 kyket-theme describes under SEARCH, loading only the shards that a query needs.

const UNDATED = 2 ** 26;
const WEIGHTS = [4, 16, 30]; // of a word in a body, in another text of the register, in a name
const TOGETHER = 20; // what words have more that follow each other as they were typed
const WHOLE = [3, 14]; // what all words of a query have more that do so, and those of a long one
const ENOUGH = 10; // results of words together, beside which they are not looked for apart
const QUOTED = 6; // words of a long one
const EVERY = 8; // words of one of which every second pair is looked up first
const KINDS = { province: 3.4, topic: 3.2, organization: 3, person: 2.9, agreement: 2, page: 1.8, news: 0 };
const CURRENT = 0.8; // what an agreement in force has more
const READINGS = 5; // ways to read a query that are looked up
const WORDS = 16; // of a query that are looked up
const NAME_PAIRS = 8; // of a name, beside one of which it stands
const APART = 4; // words of a longer query that are looked up apart
const TITLE = 60; // words that a title has at most of which all are typed
const LONG = 9; // words of which a whole title is looked up first
const GUESSES = 6; // words that misspelt ones may have been
const MISSPELT = 2; // words of a query that may be misspelt
const GLUED = [2.5, 40]; // letters that syllables typed without blanks have on average at least, and at most together
const CUTS = 3; // ways to cut it that are looked up
const SHORT = 3; // words of a query that may be misspelt although all of them are somewhere, apart
const LACKING = [20, 50]; // what an entry has less that lacks a word, and one that says more than a syllable
const BEHIND = 2; // of them that are looked for beside the next word too

const ONSETS = "|b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x".split("|");
const RIMES = ("a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu " +
  "o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on ong ooc oong op ot u ua uac uan uang uanh uat uay uc ue uech uen uenh ui um un ung " +
  "uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu").split(" ");
// Of c, g, ng and k, gh, ngh each pair shares the vowels; "gi" is written alone too.
const isSpelt = (onset, rime) => (/^[eiy]/.test(rime) ? !/^(c|ng)$/.test(onset) && (onset !== "g" || /^i/.test(rime)) : !/^(k|gh|ngh)$/.test(onset));
const SYLLABLES = new Set(ONSETS.flatMap((onset) => RIMES.filter((rime) => isSpelt(onset, rime)).map((rime) => onset + rime)));

const encoder = new TextEncoder();
function hash(text) {
  let value = 0x811c9dc5;
  for (const byte of encoder.encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}
function mix(a, b) {
  let value = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 15), 0xc2b2ae35);
  return (value ^ (value >>> 13)) >>> 0;
}
const key = (place, term) => ((place & 0xffff0000) | (term >>> 16)) >>> 0;

export const fold = (text) =>
  text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/đ/g, "d").normalize("NFC");

// Without its tone, which stands behind: so it does not matter on which vowel it was written.
function comparable(word) {
  const tones = [];
  const bare = word.normalize("NFD").replace(/[\u0300\u0301\u0303\u0309\u0323]/g, (tone) => {
    tones.push(String.fromCharCode(1 + "\u0300\u0301\u0303\u0309\u0323".indexOf(tone)));
    return "";
  });
  return bare.normalize("NFC").toLowerCase() + tones.join("");
}

const known = new Map();
function wordOf(text) {
  let word = known.get(text);
  if (!word) {
    const folded = fold(text);
    const [first = 1, second = 0] = encoder.encode(folded);
    word = { text, folded, hash: hash(folded), exact: hash(comparable(text)), first: first | (second << 8) };
    known.set(text, word);
  }
  return word;
}

const APOSTROPHE = /(?<=[\p{L}\p{M}])['’](?=[\p{L}\p{M}])/gu; // left out
const SEPARATORS = /[\0-/:-@[-`{-\u00bf\u00d7\u2000-\u2fff\u3000-\u303f]+/;
export const pieces = (text) => text.normalize("NFC").toLowerCase().replace(APOSTROPHE, "").split(SEPARATORS).filter(Boolean);
const cut = (piece) => piece.match(/[0-9]+|[^0-9]+/g);
export const wordsOf = (text) => pieces(text).flatMap(cut);

const keyOfWord = (word) => key(mix(word.hash, 0), mix(word.hash, 1));
const placeOfPair = (a, b) => mix(a.hash, 0x10000 + b.first);
const keyOfPair = (a, b) => key(placeOfPair(a, b), mix(a.hash, b.hash ^ 0x5bd1e995));
const keyOfFacet = (facet) => key(mix(hash(facet), 5), mix(hash(facet), 6));
// A whole name stands beside one of its first pairs, or its only word, which a query has at hand: `exact` tells it from those.
function nameOf(words) {
  const name = words.reduce((value, word) => mix(value, word.hash), 7);
  const pairs = Math.min(words.length >> 1, NAME_PAIRS);
  const at = pairs && 2 * (mix(name, 3) % pairs);
  return { key: key(pairs ? placeOfPair(words[at], words[at + 1]) : mix(words[0].hash, 0), mix(name, 4)), exact: mix(name, 5) & 255 };
}

// What is left of the Telex or VNI keys of a syllable whose marks were not put on.
function undone(piece) {
  const bare = fold(piece);
  if (SYLLABLES.has(bare) || !/^[a-z]{2,}[a-z0-9]*$/.test(bare)) return null;
  const vni = /[0-9]/.test(bare) && !/[0-9]{3}/.test(bare) ? bare.replace(/[0-9]/g, "") : bare;
  const telex = vni.replace(/dd/g, "d").replace(/([aeo])([sfrxjw]?)\1/g, "$1$2").replace(/(?<=[aeiouy][a-z]*)[sfrxjwz]/g, "").replace(/w/g, "u");
  return [vni, telex].find((one) => one.length > 1 && (SYLLABLES.has(one) || SYLLABLES.has(one.replace(/k$/, "c")))) ?? null;
}

// The ways to cut a word into syllables that were typed without blanks, those first whose syllables are few and begin with consonants.
function apartFrom(piece) {
  const bare = fold(piece);
  if (SYLLABLES.has(bare) || bare.length > GLUED[1] || !/^[a-z]+$/.test(bare)) return [];
  const ways = Array.from({ length: bare.length + 1 }, () => []);
  ways[0].push([]);
  for (let end = 1; end <= bare.length; end++)
    for (let begin = Math.max(0, end - 7); begin < end; begin++) {
      const syllable = bare.slice(begin, end);
      if (SYLLABLES.has(syllable)) for (const way of ways[begin]) if (ways[end].length < 16) ways[end].push([...way, syllable]);
    }
  const cost = (way) => way.length * 4 + way.slice(1).filter((one) => /^[aeiouy]/.test(one)).length;
  return ways[bare.length].filter((way) => way.length > 1 && bare.length >= way.length * GLUED[0]).sort((a, b) => cost(a) - cost(b)).slice(0, CUTS);
}

// Whether a word was typed without marks, or with the marks of the text, if that is to be looked at; d stands for đ.
const unstroked = (word) => comparable(word).replace(/đ/g, "d");
const isWritten = (word, folded, text) => fold(word) === folded && (!text || unstroked(word) === folded || unstroked(word) === unstroked(text));

function replaced(words, pairs) {
  const result = [];
  for (let i = 0; i < words.length; ) {
    const found = pairs.find(([from, , texts]) => from.every((word, k) => isWritten(words[i + k] ?? "", word, texts?.[k])));
    result.push(...(found ? found[1] : [words[i]]));
    i += found ? found[0].length : 1;
  }
  return result;
}

// One letter more, less or another one, or two exchanged, among the syllables that there are.
function near(folded) {
  const found = [];
  for (const other of SYLLABLES) if (other !== folded && Math.abs(other.length - folded.length) < 2 && isNear(folded, other)) found.push(other);
  return found.sort((a, b) => (b[0] === folded[0]) - (a[0] === folded[0]) || b.length - a.length);
}
function isNear(a, b) {
  let begin = 0;
  while (begin < a.length && a[begin] === b[begin]) begin++;
  let end = 0;
  while (end < a.length - begin && end < b.length - begin && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [left, right] = [a.slice(begin, a.length - end), b.slice(begin, b.length - end)];
  return (left.length < 2 && right.length < 2) || (left.length === 2 && left === right[1] + right[0]);
}

// A reader of numbers and bytes.
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }
  get left() {
    return this.at < this.bytes.length;
  }
  byte() {
    return this.bytes[this.at++];
  }
  number() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.byte();
      value += (byte & 127) * scale;
      if (!(byte > 127)) return value;
    }
  }
  signed() {
    const value = this.number();
    return value % 2 ? -(value + 1) / 2 : value / 2;
  }
}

// The lists of some keys of a shard, each [class, exact, ids].
function listsOf(bytes, wanted) {
  const reader = new Reader(bytes);
  const found = new Map();
  for (let low = 0; reader.left; ) {
    low += reader.number();
    const lists = wanted.has(low) ? [] : null;
    if (lists) found.set(low, lists);
    for (let more = 1; more; ) {
      const head = reader.number();
      more = head & 1;
      const place = (head >> 1) & 3;
      const exact = place ? reader.byte() : -1;
      let count = Math.floor(head / 8);
      if (!lists) {
        for (; count && reader.left; count--) while (reader.byte() > 127);
        continue;
      }
      const ids = [];
      for (let id = 0; count && reader.left; count--) ids.push((id += reader.number()));
      lists.push([place, exact, ids]);
    }
  }
  return found;
}

const dayText = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

export class SearchIndex {
  // `load(path, isJson)` gives what is at a path below the search page's; `abbreviations` are [short, long] texts, `optional` words that a
  // name may lack, `fillers` those that a question has besides what it asks for, `titles` those before a person's name, `statuses` [code,
  // words separated by commas], `sections` [title, url, other names separated by commas]; `statusOn(days)` is the status of an agreement today.
  constructor({ parameters, load, abbreviations = [], optional = [], fillers = [], titles = [], statuses = [], sections = [], statusOn }) {
    const [, rowBits, daysBits, bits, files, kinds] = parameters.split(" ");
    this.rowBits = Number(rowBits);
    this.daysBits = Number(daysBits);
    this.bits = bits.split(",").map(Number);
    this.dayFiles = files ? files.split(",") : [];
    this.kinds = kinds.split(",");
    this.load = load;
    this.statusOn = statusOn;
    this.loaded = new Map();
    const long = abbreviations.map((pair) => pair.map((text) => wordsOf(text)));
    this.longer = long.map(([short, full]) => [short.map(fold), full, short]).sort((a, b) => b[0].length - a[0].length);
    this.shorter = long.filter(([, full]) => full.length > 2).map(([short, full]) => [full.map(fold), short]).sort((a, b) => b[0].length - a[0].length);
    this.statuses = statuses.flatMap(([code, texts]) => texts.split(",").map((text) => [code, wordsOf(text).map(fold)])).sort((a, b) => b[1].length - a[1].length);
    this.sections = sections.flatMap(([title, url, names = ""]) => [title, ...names.split(",")].map((name) => [wordsOf(name).map(fold).join(" "), title, url]));
    const without = (texts) => texts.map((text) => [wordsOf(text).map(fold), [], wordsOf(text)]).sort((a, b) => b[0].length - a[0].length);
    this.optional = without(optional);
    this.fillers = without(fillers);
    this.titles = without(titles);
  }

  kindOf(id) {
    return id < UNDATED ? (id & 1 ? "agreement" : "news") : this.kinds[Math.floor((id - UNDATED) / 2 ** 22)];
  }

  get(path, isJson) {
    if (!this.loaded.has(path)) {
      const promise = this.load(path, isJson);
      promise.catch(() => this.loaded.delete(path));
      this.loaded.set(path, promise);
    }
    return this.loaded.get(path);
  }

  // The lists of all keys, of all generations.
  async look(keys) {
    const found = new Map([...keys].map((one) => [one, []]));
    const shards = new Map();
    for (const one of found.keys())
      this.bits.forEach((bits, generation) => {
        const path = `${generation}/${(bits ? one >>> (32 - bits) : 0).toString(16)}.bin`;
        if (!shards.has(path)) shards.set(path, { mask: bits ? 2 ** (32 - bits) : 2 ** 32, keys: [] });
        shards.get(path).keys.push(one);
      });
    await Promise.all(
      [...shards].map(async ([path, { mask, keys }]) => {
        const bytes = await this.get(path);
        const lists = listsOf(bytes, new Set(keys.map((one) => one % mask)));
        for (const one of keys) for (const list of lists.get(one % mask) ?? []) found.get(one).push(list);
      }),
    );
    return found;
  }

  // Ways to read a query: as it is, with Telex and VNI undone, with abbreviations written out, with what has one abbreviated, and
  // without the words that may be left out. `isFirst`: looked up at once; others where no name has the words of these.
  readings(query) {
    const given = pieces(query).slice(0, TITLE);
    const plain = given.flatMap(cut);
    const typed = given.flatMap((piece) => undone(piece) ?? cut(piece));
    const all = given.length > 1 ? [typed, plain] : [plain, typed];
    const cuts = given.map(apartFrom);
    for (let i = 0; i < CUTS; i++) if (cuts.some((ways) => ways.length > i)) all.push(given.flatMap((piece, k) => cuts[k][i] ?? cuts[k][0] ?? undone(piece) ?? cut(piece)));
    const writtenOut = all.map((words) => replaced(words, this.longer));
    for (const [i, words] of [...all.entries()]) all.push(writtenOut[i], replaced(words, this.shorter));
    for (const words of [...all]) all.push(replaced(words, this.fillers));
    for (const words of [...all]) all.push(replaced(words.slice(0, 2), this.optional).concat(words.slice(2)));
    const seen = new Set();
    const different = all.filter((words) => words.length && !seen.has(words.join(" ")) && seen.add(words.join(" ")));
    const open = !/\s$/.test(query);
    const hasNumber = /[0-9]/.test(query); // which most likely is one that a name has, with the abbreviations as they are
    const isGiven = (words) => words === all[0] || (given.length === 1 && words === all[1]);
    return different.slice(0, READINGS).map((words, i) => ({ ...this.reading(words, open, i && 0.4 + i / 10), isGiven: isGiven(words), isFirst: isGiven(words) || (writtenOut.includes(words) && !hasNumber) }));
  }

  reading(words, open, cost) {
    return { words: words.slice(0, WORDS).map(wordOf), name: nameOf(words.slice(0, TITLE).map(wordOf)), cost, open };
  }

  // The reading without the titles of people, if it has some.
  untitled({ words, open }) {
    const typed = words.map(({ text }) => text);
    const left = replaced(typed, this.titles);
    return left.length && left.length < typed.length ? [this.reading(left, open, 1)] : [];
  }

  // What the last word may become, among what one shard has.
  endings({ words, open }) {
    const last = words.at(-1);
    if (!open || words.length < 2 || last.folded.length < 2) return [];
    if (/^[0-9]+$/.test(last.folded)) {
      const more = Array.from({ length: 110 }, (_, i) => last.folded + (i < 10 ? i : String(i - 10).padStart(2, "0")));
      return last.folded.length < 4 ? more.map(wordOf) : [];
    }
    return [...SYLLABLES].filter((one) => one.startsWith(last.folded) && one !== last.folded).map(wordOf);
  }

  // Marks in `found` (by ids) what a list says of the words `from` up to `to` of a reading.
  mark(found, lists, reading, from, to, exact, factor) {
    for (const [place, written, ids] of lists) {
      const weight = WEIGHTS[place] * factor + (written === exact ? 1.5 : 0);
      for (const id of ids) {
        let one = found.get(id);
        if (!one) found.set(id, (one = { weights: new Float32Array(reading.words.length), links: 0 }));
        for (let i = from; i <= to; i++) if (one.weights[i] < weight) one.weights[i] = weight;
        if (to > from) one.links |= 1 << from;
      }
    }
  }

  // What a reading finds, by ids: how well.
  async match(reading) {
    const { words, name } = reading;
    const found = new Map();
    const endings = this.endings(reading);
    const named = (lists) => new Set(lists.filter(([place, exact]) => place === 2 && exact === name.exact).flatMap(([, , ids]) => ids));
    if (words.length >= LONG) {
      const names = named((await this.look([name.key])).get(name.key));
      const whole = { weights: words.map(() => WEIGHTS[2]), links: 2 ** (words.length - 1) - 1 };
      if (names.size) return { reading, found: new Map([...names].map((id) => [id, whole])), names, isNamed: true };
    }
    // Of many words every second pair, so that each word is in one.
    const every = words.slice(1).map((word, i) => [words[i], word, i]);
    const pairs = every.filter(([, , i]) => words.length < EVERY || i % 2 === 0 || i === words.length - 2);
    const wanted = new Set([name.key, ...pairs.map(([a, b]) => keyOfPair(a, b)), ...(words.length < 2 ? words.map(keyOfWord) : [])]);
    for (const ending of endings) wanted.add(keyOfPair(words.at(-2), ending));
    const lists = await this.look(wanted);
    const names = named(lists.get(name.key));
    const markPairs = (some, from) => {
      for (const [a, b, i] of some) this.mark(found, from.get(keyOfPair(a, b)), reading, i, i + 1, mix(a.exact, b.exact) & 255, 1);
    };
    markPairs(pairs, lists);
    if (words.length < 2) this.mark(found, lists.get(keyOfWord(words[0])), reading, 0, 0, words[0].exact & 255, 1);
    // A last word that names or texts have is most likely whole.
    const isWhole = endings.length > 0 && lists.get(keyOfPair(words.at(-2), words.at(-1))).some(([place]) => place > 0);
    for (const ending of endings) this.mark(found, lists.get(keyOfPair(words.at(-2), ending)), reading, words.length - 2, words.length - 1, -2, isWhole ? 0.45 : 0.9);
    // The pairs that were left out, where the others do not say which it is; and apart words that no name has together, of many
    // only those that the best results lack.
    const complete = () => [...found.values()].filter(({ weights }) => weights.every(Boolean));
    const count = complete().length;
    const lacking = this.lacking(words, found);
    const left = names.size || count === 1 ? [] : every.filter((pair) => !pairs.includes(pair));
    const others = count ? left : left.filter(([a, b]) => lacking.includes(a) || lacking.includes(b));
    const least = words.length > 3 ? WEIGHTS[0] : WEIGHTS[2] * 0.7;
    const isEnough = words.length < 2 || (words.length > 2 && count >= ENOUGH) || [...found.values()].some(({ weights }) => weights.every((weight) => weight >= least));
    const apart = isEnough ? [] : this.apart(words, lacking);
    const more = await this.look(new Set([...others.map(([a, b]) => keyOfPair(a, b)), ...apart.map(keyOfWord)]));
    markPairs(others, more);
    words.forEach((word, i) => apart.includes(word) && this.mark(found, more.get(keyOfWord(word)), reading, i, i, word.exact & 255, 1));
    const isNamed = names.size > 0 || complete().some(({ weights, links }) => weights.every((weight) => weight >= WEIGHTS[2] * 0.7) && pairs.every(([, , i]) => (links >> i) & 1));
    return { reading, found, names, isNamed };
  }

  // Of what was found those that have most of the words.
  best(found) {
    const covered = ({ weights }) => weights.reduce((sum, weight) => sum + (weight > 0), 0);
    const most = [...found.values()].reduce((best, one) => Math.max(best, covered(one)), 0);
    return [...found.values()].filter((one) => covered(one) === most);
  }

  // The words that some of the best results lack.
  lacking(words, found) {
    const best = this.best(found);
    return best.length ? words.filter((word, i) => best.some(({ weights }) => !weights[i])) : words;
  }

  // The words that are to be looked for apart: of many numbers and what is no syllable, which say most, else the longest.
  apart(words, lacking) {
    if (words.length < 4) return words;
    const some = [...new Set(lacking)];
    const telling = some.filter((word) => !SYLLABLES.has(word.folded));
    return (telling.length ? telling : some.sort((a, b) => b.folded.length - a.folded.length)).slice(0, APART);
  }

  // Whether the few words of a query are nowhere together.
  isDoubtful({ reading: { words }, found }) {
    return words.length > 1 && words.length <= SHORT && ![...found.values()].some(({ weights, links }) => weights.every(Boolean) && links > 0);
  }

  // What a reading finds besides where a word is misspelt: one that none of the best results has beside its neighbour. `isWide`:
  // also by words with other first letters, which stand in other shards.
  async matchNear(match, isWide) {
    const { reading, found } = match;
    const { words } = reading;
    let linked = 0;
    for (const { links } of this.best(found)) linked |= links | (links << 1);
    const doubtful = words.map((word, i) => [word, i]).filter(([word, i]) => !((linked >> i) & 1) && /^\D{2,}$/.test(word.folded));
    doubtful.sort(([a], [b]) => SYLLABLES.has(a.folded) - SYLLABLES.has(b.folded) || b.folded.length - a.folded.length).splice(MISSPELT);
    const count = Math.max(2, Math.floor(GUESSES / (doubtful.length || 1)));
    const guesses = doubtful.flatMap(([word, i]) => {
      const some = near(word.folded).map(wordOf);
      return (isWide ? some.slice(0, count) : i > 0 ? some.filter(({ first }) => first === word.first).slice(0, GUESSES * 2) : []).map((other) => [other, i]);
    });
    if (!guesses.length || words.length >= LONG) return;
    const keyOf = ([other, i]) => (words.length < 2 ? keyOfWord(other) : i > 0 ? keyOfPair(words[i - 1], other) : keyOfPair(other, words[1]));
    const lists = await this.look(new Set(guesses.map(keyOf)));
    const isThere = guesses.filter((guess) => lists.get(keyOf(guess)).length);
    for (const guess of isThere) this.mark(found, lists.get(keyOf(guess)), reading, Math.max(0, guess[1] - 1), words.length < 2 ? 0 : Math.max(1, guess[1]), -2, 0.8);
    // The word behind may stand beside a better one too: that of the results which have most words by now.
    const best = new Set(this.best(found));
    const isBest = (guess) => lists.get(keyOf(guess)).some(([, , ids]) => ids.some((id) => best.has(found.get(id))));
    const behind = isThere.filter((guess) => guess[1] > 0 && guess[1] + 1 < words.length && isBest(guess)).slice(0, BEHIND);
    const more = await this.look(new Set(behind.map(([other, i]) => keyOfPair(other, words[i + 1]))));
    for (const [other, i] of behind) this.mark(found, more.get(keyOfPair(other, words[i + 1])), reading, i, i + 1, -2, 0.8);
  }

  score(id, one, reading, names) {
    const count = reading.words.length;
    let sum = 0;
    let links = 0;
    for (const weight of one.weights) sum += weight;
    for (let bits = one.links; bits; bits &= bits - 1) links++;
    return sum / count + (count > 1 ? (TOGETHER * links) / (count - 1) : TOGETHER) + (links > 1 && links === count - 1 ? WHOLE[Number(count >= QUOTED)] : 0) + (names.has(id) ? 40 : 0) + (KINDS[this.kindOf(id)] ?? 1) - reading.cost;
  }

  lost({ weights }, words) {
    return words.reduce((sum, { folded }, i) => sum + (weights[i] ? 0 : LACKING[Number(!SYLLABLES.has(folded))]), 0);
  }

  // Ids with scores, of entries in which all words are; with `some`, most of them.
  collect(results, reading, { found, names }, some) {
    for (const [id, one] of found) {
      let missing = 0;
      for (const weight of one.weights) missing += weight === 0;
      if (missing > (some ? Math.floor(one.weights.length / 2) : 0)) continue;
      const points = this.score(id, one, reading, names) - (missing && this.lost(one, reading.words));
      if (!(results.get(id) >= points)) results.set(id, points);
    }
  }

  // The validity of agreements, by ids.
  days() {
    this.validity ??= this.readDays();
    this.validity.catch(() => (this.validity = undefined));
    return this.validity;
  }

  async readDays() {
    const all = new Map();
    for (const file of await Promise.all(this.dayFiles.map((name) => this.get(`s/${name}.bin`)))) {
      const reader = new Reader(file);
      for (let id = 0, signed = 0; reader.left; ) {
        id += reader.number();
        const flags = reader.byte();
        let from = 0;
        if (flags & 1) from = signed += reader.signed();
        const days = [flags & 1 ? dayText(signed) : ""];
        if (flags & 2) from += reader.signed();
        days.push(flags & 2 ? dayText(from) : "");
        for (const flag of [4, 8, 16]) days.push(flags & flag ? dayText(from + reader.signed()) : "");
        if (flags & 32) days[2] = days[2] ? `open:${days[2]}` : "open";
        all.set(id, days.join("/"));
      }
    }
    return all;
  }

  // The rows of results, in their order.
  async rows(ids) {
    const file = (id) => `r/${id < UNDATED ? id >>> this.rowBits : id >>> 4}.json`;
    const files = new Map(await Promise.all([...new Set(ids.map(file))].map(async (path) => [path, await this.get(path, true)])));
    return ids.map((id) => files.get(file(id)).find((row) => row.id === id)).filter(Boolean);
  }

  // What a query tells of a status ("còn hiệu lực"), and the rest of it.
  statusIn(query) {
    const words = wordsOf(query);
    const folded = words.map(fold);
    for (const [code, phrase] of this.statuses)
      for (let at = 0; at + phrase.length <= words.length; at++)
        if (phrase.every((word, i) => folded[at + i] === word)) return { code, rest: [...words.slice(0, at), ...words.slice(at + phrase.length)].join(" ") };
    return null;
  }

  // All that is found: `ids`, the best first; `how`: "all", "near" (a letter was wrong) or "some" (not all words are there); `words` that rows
  // can mark; `sections` of the site that are named so.
  async find(query, { kind = "", status = "", province = "", office = "", topic = "", year = "" } = {}) {
    const facets = Object.entries({ p: province, o: office, t: topic, y: year }).filter(([, value]) => value).map(([facet, value]) => `${facet}:${value}`);
    const said = status ? null : this.statusIn(query);
    const stated = said && (await this.search(said.rest, { facets, kind, status: said.code }));
    const first = stated && (stated.how === "all" || !said.rest) ? stated.ids : [];
    const found = first.length && !said.rest ? { ...stated, ids: [] } : await this.search(query, { facets, kind, status });
    const isFirst = new Set(first);
    const title = wordsOf(query).map(fold).join(" ");
    const sections = facets.length || kind || status || title.length < 3 ? [] : this.sections.filter(([name]) => name === title).map(([, ...section]) => section);
    return { ids: [...first, ...found.ids.filter((id) => !isFirst.has(id))], how: first.length || sections.length ? "all" : found.how, words: found.words, sections };
  }

  // Whether the first ten may be others, or in another order, by the status of agreements.
  dependsOnDays(results) {
    const points = [...results.values()].sort((a, b) => b - a);
    const least = (points[9] ?? -Infinity) - CURRENT;
    let agreements = 0;
    for (const [id, one] of results) agreements += one >= least && id < UNDATED && id & 1;
    return agreements > 1;
  }

  // The same without what the words say of a status.
  async search(query, { facets = [], kind = "", status = "" } = {}) {
    const readings = this.readings(query);
    let results = new Map();
    let how = "all";
    let isDoubted = false;
    const narrowing = facets.length ? this.look(new Set(facets.map(keyOfFacet))) : null;
    let matches = [];
    const first = readings.filter(({ isFirst }) => isFirst);
    const matchAll = async (some) => (matches = [...matches, ...(await Promise.all(some.map((reading) => this.match(reading))))]);
    const collect = (some) => {
      for (const match of matches) this.collect(results, match.reading, match, some);
      return results.size > 0;
    };
    if (readings.length) {
      // The words as they are; what else they may stand for where no name has them; words like them.
      const matching = matchAll(first);
      this.days().catch(() => null); // most likely needed next
      await matching;
      if (!matches.some(({ isNamed }) => isNamed)) await matchAll(readings.filter((reading) => !first.includes(reading)));
      const matchNear = (isWide) => Promise.all(matches.filter(({ reading }) => reading.isGiven).map((match) => this.matchNear(match, isWide)));
      if (collect(false)) {
        isDoubted = matches.every((match) => this.isDoubtful(match));
        if (isDoubted) await matchNear(true).then(() => collect(false));
      } else if ((await matchAll(readings.slice(0, 1).flatMap((reading) => this.untitled(reading)))) && collect(false)) {
        how = "some";
      } else {
        how = "near";
        for (const isWide of [false, true]) {
          if (results.size) break;
          await matchNear(isWide);
          collect(false);
        }
        if (!results.size) {
          how = "some";
          collect(true);
        }
      }
    }
    const lists = await narrowing;
    facets.forEach((facet, i) => {
      const ids = new Set(lists.get(keyOfFacet(facet)).flatMap(([, , some]) => some));
      const isAll = !readings.length && i === 0;
      results = new Map(isAll ? [...ids].map((id) => [id, KINDS[this.kindOf(id)] ?? 1]) : [...results].filter(([id]) => ids.has(id)));
    });
    if (status || this.dependsOnDays(results)) {
      const days = await this.days();
      if (status && !readings.length && !narrowing) for (const id of days.keys()) results.set(id, 0);
      for (const id of [...results.keys()]) {
        const now = days.has(id) ? this.statusOn(days.get(id)) : "";
        if (status && status !== now && !(status === "current" && (now === "in-force" || now === "ending"))) results.delete(id);
        else if (now === "in-force" || now === "ending") results.set(id, results.get(id) + CURRENT);
        else if (now === "upcoming" || now === "unknown") results.set(id, results.get(id) + CURRENT / 2);
      }
    }
    if (kind) for (const id of [...results.keys()]) if (this.kindOf(id) !== kind) results.delete(id);
    const dated = (id) => (id < UNDATED ? id : 0);
    const ids = [...results.keys()].sort((a, b) => results.get(b) - results.get(a) || dated(b) - dated(a) || a - b);
    const words = [...new Set(readings.flatMap((reading) => reading.words))];
    if (how === "near" || isDoubted) words.push(...words.flatMap((word) => near(word.folded).slice(0, GUESSES).map(wordOf)));
    return { ids, how, words };
  }
}
