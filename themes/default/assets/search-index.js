// Finds entries in the index that man 7 kyket-theme describes under SEARCH, loading only the shards that a query needs: first how what
// readers type is read, then the index. One file, since browsers ask for six at a time, and a slow phone's next one comes most of a second later.

const { EVERY, LONG, TITLE, apart, cut, daysOf, exactOfPair, firstKeys, firstPairs, fold, keyOfFacet, keyOfPair, keyOfWord, nameOf, pairsOf, parametersOf, prepared, shardOf, unstroked, wordOf, wordsOf } = searchTerms;

// Queries: their words, what else they may stand for, and what misspelt ones may have been.

const READINGS = 6; // ways to read a query that are looked up
const ALONE = 3; // ways to write out an abbreviation alone
const WORDS = 16; // of a query that are looked up
const GLUED = [1.6, 40]; // letters that syllables typed without blanks have on average at least, and at most together
const WAYS = 10; // ways to cut it whose syllables are looked up beside each other
const CUTS = 3; // of them that are looked up

const ONSETS = "|b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x".split("|");
const RIMES = ("a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu " +
  "o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on ong ooc oong op ot u ua uac uan uang uanh uat uay uc ue uech uen uenh ui um un ung " +
  "uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu").split(" ");
// Of c, g, ng and k, gh, ngh each pair shares the vowels; "gi" is written alone too.
const FRONT = RIMES.filter((rime) => /^[eiy]/.test(rime));
const BACK = RIMES.filter((rime) => !/^[eiy]/.test(rime));
const WRITTEN = { c: BACK, ng: BACK, k: FRONT, gh: FRONT, ngh: FRONT, g: RIMES.filter((rime) => !/^[ey]/.test(rime)) };
const SYLLABLES = new Set(ONSETS.flatMap((onset) => (WRITTEN[onset] ?? RIMES).map((rime) => onset + rime)));

// The words of texts, as they are and folded: of all at once, which takes a slow phone much less than one by one.
function phrasesOf(texts) {
  const whole = prepared(texts.map((text) => text.replace(/\s+/g, " ")).join("\n"));
  const [plain, folded] = [whole, fold(whole)].map((lines) => lines.split("\n").map((line) => apart(line).flatMap(cut)));
  return texts.map((_, i) => ({ words: plain[i], folded: folded[i] }));
}

// 19/2008/NQLT-CP-UBTUMTTQVN: a number, maybe a year, a kind, and who issued it.
const ISSUED = /([0-9]+(?:\/[0-9]+)?[/-]\p{L}+)(?:[/-]\p{L}+)+/gu;

// What is left of the Telex or VNI keys of a syllable whose marks were not put on.
function undone(piece) {
  const whole = fold(piece);
  const bare = whole.replace(/^d9/, "d"); // VNI's đ
  if (SYLLABLES.has(whole) || !/^[a-z]{2,}[a-z0-9]*$/.test(bare)) return null;
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
  return ways[bare.length].filter((way) => way.length > 1 && bare.length >= way.length * GLUED[0]).sort((a, b) => cost(a) - cost(b)).slice(0, WAYS);
}

// Whether a word was typed without marks, or with the marks of the text, if that is to be looked at.
const hasMarks = ({ text, folded }) => unstroked(text) !== folded;
const isWritten = (word, folded, text) => !text || unstroked(word) === folded || unstroked(word) === unstroked(text);

// `phrases`: what is replaced, folded; by what, or null where it stays; and, where its marks matter, as it is written; the longest first.
function replaced(words, phrases) {
  const folded = words.map((word) => wordOf(word).folded);
  const some = phrases.filter(([from]) => folded.includes(from[0]));
  const result = [];
  for (let i = 0; i < words.length; ) {
    const found = some.find(([from, , texts]) => from.every((word, k) => folded[i + k] === word && isWritten(words[i + k], word, texts?.[k])));
    const end = i + (found ? found[0].length : 1);
    result.push(...(found?.[1] ?? words.slice(i, end)));
    i = end;
  }
  return result;
}

// What sounds alike in some part of the country is confused most: at the beginning of a syllable, and at its end.
const both = (pairs) => pairs.flatMap(([a, b]) => [[a, b], [b, a]]);
const LIKE_ONSETS = both([["ch", "tr"], ["s", "x"], ["l", "n"], ["d", "gi"], ["d", "r"], ["gi", "r"], ["d", "v"], ["c", "k"], ["g", "gh"], ["ng", "ngh"]]);
const LIKE_ENDS = both([["n", "ng"], ["n", "nh"], ["t", "c"], ["i", "y"]]);
const onsetOf = (syllable) => ONSETS.reduce((best, one) => (one.length > best.length && syllable.startsWith(one) ? one : best), "");

// The syllables that a misspelt one is usually meant for.
function alike(folded) {
  const onset = onsetOf(folded);
  const begun = LIKE_ONSETS.filter(([from]) => from === onset).map(([from, to]) => to + folded.slice(from.length));
  const ended = LIKE_ENDS.filter(([from]) => folded.endsWith(from)).map(([from, to]) => folded.slice(0, -from.length) + to);
  return [...begun, ...ended].filter((one) => one !== folded && SYLLABLES.has(one));
}

// Those, then with one letter more, less or another one, or two exchanged, among the syllables that there are, rare ones last.
function near(folded) {
  const found = alike(folded);
  const isRare = (syllable) => /^(?!qu).*(o[aeo]|u[aeoy])/.test(syllable) && !/(o[aeo]|u[aeoy])/.test(folded);
  const others = [...SYLLABLES].filter((one) => one !== folded && Math.abs(one.length - folded.length) < 2 && isNear(folded, one) && !found.includes(one));
  return [...found, ...others.sort((a, b) => isRare(a) - isRare(b) || (b[0] === folded[0]) - (a[0] === folded[0]) || b.length - a.length)];
}
function isNear(a, b) {
  let begin = 0;
  while (begin < a.length && a[begin] === b[begin]) begin++;
  let end = 0;
  while (end < a.length - begin && end < b.length - begin && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [left, right] = [a.slice(begin, a.length - end), b.slice(begin, b.length - end)];
  return (left.length < 2 && right.length < 2) || (left.length === 2 && left === right[1] + right[0]);
}

// Days and months with years as readers write them, those with most parts first: 2018-10-29, 29/10/2018, 29 tháng 10 năm 2018,
// tháng 10 năm 2018, 10/2018. `words` stand before a day, a month and a year. A number of a document (06/2015/TTLT) is none.
function datePatterns(words) {
  const [day, month, year] = [0, 1, 2].map((i) => (words[i] ? `(?:${[words[i], fold(words[i])].join("|")})` : "(?!)"));
  const [dayOf, monthOf, yearOf] = ["(?<day>[0-9]{1,2})", "(?<month>[0-9]{1,2})", "(?<year>(?:19|20)[0-9]{2})"];
  const before = "(?<![\\p{L}\\p{Nd}/.-])";
  const behind = "(?![\\p{L}\\p{Nd}]|[/-][\\p{L}\\p{Nd}])";
  return [
    `${yearOf}[-/.]${monthOf}[-/.]${dayOf}`,
    `(?:${day}\\s+)?${dayOf}(?:\\s*[-/.]\\s*|\\s+)${monthOf}(?:\\s*[-/.]\\s*|\\s+)${yearOf}`,
    `(?:${day}\\s+)?${dayOf}\\s+${month}\\s+${monthOf}\\s*(?:${year}|[-/.,])?\\s*${yearOf}`,
    `(?:${month}\\s+)?${monthOf}\\s*[-/.]\\s*${yearOf}`,
    `${month}\\s+${monthOf}\\s*(?:${year}|,)?\\s*${yearOf}`,
  ].map((pattern) => new RegExp(before + pattern + behind, "gu"));
}

const longestFirst = (phrases) => phrases.sort((a, b) => b[0].length - a[0].length);

class Queries {
  // `abbreviations` are [short, long] texts, `optional` words that a name may lack, `fillers` those that a question has besides what it
  // asks for, `kept` phrases with such words that stay, `titles` those before a person's name (of two words: offices), `statuses`
  // [code, words separated by commas], `questions` words that ask for a status, `listWords` those beside the name of a list,
  // `dateWords` those before a day, a month and a year.
  constructor({ abbreviations = [], optional = [], fillers = [], kept = [], titles = [], statuses = [], questions = [], listWords = [], dateWords = [] }) {
    this.dates = datePatterns(dateWords);
    const pairs = phrasesOf(abbreviations.flat());
    const long = abbreviations.map((_, i) => [pairs[2 * i], pairs[2 * i + 1]]);
    this.longer = longestFirst(long.map(([short, full]) => [short.folded, full.words, short.words]));
    this.shorter = longestFirst(long.filter(([, full]) => full.words.length > 2).map(([short, full]) => [full.folded, short.words]));
    const without = (texts) => longestFirst(phrasesOf(texts).map(({ words, folded }) => [folded, [], words]));
    this.optional = without(optional);
    const staying = phrasesOf(kept).map(({ words, folded }) => [folded, null, words]);
    this.fillers = longestFirst([...without(fillers), ...staying]);
    this.listWords = without(listWords);
    this.questions = without(questions);
    this.titles = without(titles);
    this.offices = this.titles.filter(([from]) => from.length > 1);
    const told = statuses.flatMap(([code, texts]) => texts.split(",").map((text) => [code, text]));
    const phrases = phrasesOf(told.map(([, text]) => text));
    this.statuses = told.map(([code], i) => [code, phrases[i].folded]).sort((a, b) => b[1].length - a[1].length);
  }

  // The query with its days and months as the index has them, in digits: 29 10 2018.
  dated(query) {
    const digits = (...parts) => ` ${parts.map((part) => part.padStart(2, "0")).join(" ")} `;
    const isDay = ({ day = "1", month }) => day >= 1 && day <= 31 && month >= 1 && month <= 12;
    return this.dates.reduce(
      (text, pattern) =>
        text.replace(pattern, (...found) => {
          const date = found.at(-1);
          return isDay(date) ? digits(...[date.day, date.month, date.year].filter(Boolean)) : found[0];
        }),
      prepared(query),
    );
  }

  // Ways to cut each of its words.
  cuts(query) {
    return apart(prepared(query)).slice(0, TITLE).map(apartFrom);
  }

  // Ways to read a query: as it is, with Telex and VNI undone, with days in digits, with abbreviations written out, without the words
  // that may be left out, and with what has an abbreviation abbreviated. `isFirst`: looked up at once; others where no name has the
  // words of these. `cuts`: what each of its words may be cut into.
  readings(query, cuts = []) {
    const given = apart(prepared(query)).slice(0, TITLE);
    const plain = given.flatMap(cut);
    const typed = given.flatMap((piece) => undone(piece) ?? cut(piece));
    const dated = wordsOf(this.dated(query)).slice(0, TITLE);
    const all = given.length > 1 ? [typed, dated, plain] : [plain, dated, typed];
    const bases = [...all];
    for (let i = 0; i < CUTS; i++) if (cuts.some((ways) => ways.length > i)) all.push(given.flatMap((piece, k) => cuts[k][i] ?? cuts[k][0] ?? undone(piece) ?? cut(piece)));
    const writtenOut = all.map((words) => replaced(words, this.longer));
    const plainer = [...bases, ...writtenOut.slice(0, bases.length)].map((words) => replaced(words, this.fillers));
    const named = plainer.map((words) => replaced(words.slice(0, 2), this.optional).concat(words.slice(2)));
    const shorter = all.map((words) => replaced(words, this.shorter));
    all.push(...writtenOut, ...this.writtenOutAlone(all[0]), ...plainer, ...named, ...shorter);
    const seen = new Set();
    const different = all.filter((words) => words.length && !seen.has(words.join(" ")) && seen.add(words.join(" ")));
    const open = !/\s$/.test(query);
    const hasNumber = /[0-9]/.test(query); // which most likely is one that a name has, with the abbreviations as they are
    const isGiven = (words) => words === all[0] || (given.length === 1 && words === all[2]);
    return different.slice(0, READINGS).map((words, i) => ({ ...this.reading(words, open, i && 0.4 + i / 10), isGiven: isGiven(words), isFirst: isGiven(words) || words === dated || (writtenOut.includes(words) && !hasNumber) }));
  }

  // With each of its abbreviations written out alone, where there are several: names have some of them as they are.
  writtenOutAlone(words) {
    const ways = this.longer.map((phrase) => replaced(words, [phrase])).filter((some) => some.length !== words.length);
    const different = [...new Map(ways.map((some) => [some.join(" "), some])).values()];
    return different.length > 1 ? different.slice(0, ALONE) : [];
  }

  reading(words, open, cost) {
    return { words: words.slice(0, WORDS).map(wordOf), title: words.slice(0, TITLE).map(wordOf), cost, open, asksPerson: replaced(words, this.offices).length < words.length };
  }

  // The reading without the titles of people, if it has some.
  untitled({ words, open }) {
    const typed = words.map(({ text }) => text);
    const left = replaced(typed, this.titles);
    return left.length && left.length < typed.length ? [this.reading(left, open, 1)] : [];
  }

  // The reading without the abbreviations of who issued a document behind its number, which sources write in several ways, if it has some.
  unissued(query) {
    const left = query.replace(ISSUED, "$1");
    return left === query ? [] : [{ ...this.reading(wordsOf(left), false, 1), isPart: true }];
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

  // What a query tells of a status ("còn hiệu lực"), or "" where it asks for one ("hết hạn khi nào"), and the rest of it.
  statusIn(query) {
    const words = wordsOf(query);
    const folded = words.map((word) => wordOf(word).folded);
    const isAt = (phrase, at) => phrase.every((word, i) => folded[at + i] === word);
    const isAsked = (begin, end) => this.questions.some(([phrase]) => isAt(phrase, end) || (begin > 0 && phrase.length > 1 && isAt(phrase, 0)));
    for (const [code, phrase] of this.statuses)
      for (let at = 0, end = phrase.length; end <= words.length; at++, end++)
        if (isAt(phrase, at)) return { code: isAsked(at, end) ? "" : code, rest: [...words.slice(0, at), ...words.slice(end)].join(" ") };
    return null;
  }

  // A query without the words of a question, and without those that stand beside the name of a list, or before it alone.
  plain(query) {
    return replaced(wordsOf(query), this.fillers).join(" ");
  }
  unlisted(query) {
    return replaced(wordsOf(query), this.listWords).join(" ");
  }
  unlistedBefore(query) {
    const words = wordsOf(query);
    const isLeft = (count) => count <= words.length && !replaced(words.slice(0, count), this.listWords).length;
    return words.slice([4, 3, 2, 1].find(isLeft) ?? 0).join(" ");
  }
}

// The index.

const UNDATED = 2 ** 26;
const WEIGHTS = [4, 16, 30]; // of a word in a body, in another text of the register, in a name
const OTHER_MARKS = 0.7; // of the weight of a word that was typed with marks, where it has others
const TOGETHER = 20; // what words have more that follow each other as they were typed
const WHOLE = [3, 14]; // what all words of a query have more that do so, and those of a long one
const ENOUGH = 10; // results of words together, beside which they are not looked for apart
const QUOTED = 6; // words of a long one
const KINDS = { province: 3.4, topic: 3.2, organization: 3, person: 2.9, agreement: 2, page: 1.8, news: 0 };
const NAMED = 40; // what an entry has more that is called as the query is
const PERSON = 12; // what a person has more where an office of people is asked for
const CURRENT = 0.8; // what an agreement in force has more
const APART = 4; // words of a longer query that are looked up apart
const GUESSES = 6; // words that misspelt ones may have been
const MISSPELT = 2; // words of a query that may be misspelt
const SCATTERED = 12; // what an entry has less whose few words are apart
const SHORT = 3; // words of a query that may be misspelt although all of them are somewhere, apart
const LACKING = { syllable: 20, besideName: 10, other: 50 }; // what an entry has less that lacks a word; one that says more than a syllable is another
const BEHIND = 2; // of them that are looked for beside the next word too
const RUN = 6; // words of a name within a query, at most
const MOST = 20; // entries which have most of the words, where those that have all have them apart

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
  // So many numbers, each of them the gap from the one before.
  ascending(count) {
    const { bytes } = this;
    const all = [];
    for (let value = 0; all.length < count && this.left; all.push(value)) {
      let byte = bytes[this.at++];
      for (let scale = 1; ; scale *= 128, byte = bytes[this.at++]) {
        value += (byte & 127) * scale;
        if (!(byte > 127)) break;
      }
    }
    return all;
  }
  skip(count) {
    const { bytes } = this;
    let { at } = this;
    for (; count && at < bytes.length; count--) while (bytes[at++] > 127);
    this.at = at;
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
      const count = Math.floor(head / 8);
      if (lists) lists.push([place, exact, reader.ascending(count)]);
      else reader.skip(count);
    }
  }
  return found;
}

const dayText = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

// The validity of agreements, whose days are written out for those alone that are asked for.
class Validity {
  constructor() {
    this.places = new Map(); // of an id's six numbers: flags, and a day for each of the first five
    this.numbers = [];
    this.texts = new Map();
  }
  add(file) {
    const reader = new Reader(file);
    for (let id = 0, signed = 0; reader.left; ) {
      id += reader.number();
      const flags = reader.byte();
      let from = 0;
      if (flags & 1) from = signed += reader.signed();
      this.places.set(id, this.numbers.length);
      this.numbers.push(flags, from);
      if (flags & 2) from += reader.signed();
      this.numbers.push(from);
      for (const flag of [4, 8, 16]) this.numbers.push(flags & flag ? from + reader.signed() : 0);
    }
  }
  day(number) {
    let text = this.texts.get(number);
    if (!text) this.texts.set(number, (text = dayText(number)));
    return text;
  }
  get(id) {
    const place = this.places.get(id);
    if (place === undefined) return undefined;
    const flags = this.numbers[place];
    const days = [1, 2, 4, 8, 16].map((flag, i) => (flags & flag ? this.day(this.numbers[place + 1 + i]) : ""));
    if (flags & 32) days[2] = days[2] ? `open:${days[2]}` : "open";
    return days.join("/");
  }
}

// What a reading finds: of each entry, which has a place, how well it has each word, and behind which it has the next one too.
class Found {
  constructor(words, passes) {
    this.words = words;
    this.passes = passes; // whether an entry has what is chosen besides
    this.places = new Map(); // by ids
    this.weights = new Float32Array(64 * words);
    this.links = new Int32Array(64); // a bit for each word
    this.covered = new Int32Array(64); // how many words
    this.runs = new Map(); // by ids: words within the query that are its whole name
  }
  get size() {
    return this.places.size;
  }
  add(id, from, to, weight) {
    let place = this.places.get(id);
    // A word that stands beside the next one as it was typed says no more where it stands alone.
    if (from === to && place !== undefined && this.links[place] & ((1 << from) | ((1 << from) >> 1))) return;
    if (place === undefined) {
      this.places.set(id, (place = this.size));
      if (place === this.links.length) this.grow();
    }
    for (let i = from, at = place * this.words + from; i <= to; i++, at++)
      if (this.weights[at] < weight) {
        if (!this.weights[at]) this.covered[place]++;
        this.weights[at] = weight;
      }
    if (to > from) this.links[place] |= 2 ** to - 2 ** from;
  }
  // What is known of words that stand apart.
  forget(id, from, to) {
    const place = this.places.get(id);
    if (place === undefined || this.links[place]) return;
    for (let i = from, at = place * this.words + from; i <= to; i++, at++) {
      if (this.weights[at]) this.covered[place]--;
      this.weights[at] = 0;
    }
  }
  addRun(id, from, to) {
    this.add(id, from, to, WEIGHTS[2]);
    this.runs.set(id, Math.max(to - from + 1, this.runs.get(id) ?? 0));
  }
  grow() {
    for (const name of ["weights", "links", "covered"]) {
      const few = this[name];
      this[name] = new few.constructor(2 * few.length);
      this[name].set(few);
    }
  }
  // Whether an entry has all words, at least so well.
  hasAll(place, least = 0) {
    if (this.covered[place] < this.words) return false;
    for (let at = place * this.words, i = 0; i < this.words; i++) if (this.weights[at + i] < least) return false;
    return true;
  }
  // The places of entries that pass.
  those(isOne) {
    const some = [];
    for (let place = 0; place < this.size; place++) if (isOne(place)) some.push(place);
    return some;
  }
  some(isOne) {
    for (let place = 0; place < this.size; place++) if (isOne(place)) return true;
    return false;
  }
  // Those that have most of the words.
  best() {
    let most = 0;
    for (let place = 0; place < this.size; place++) most = Math.max(most, this.covered[place]);
    return this.those((place) => this.covered[place] === most);
  }
}

// The names that words within a query may be, whose keys are in the shards of its pairs: see nameOf and firstPairs.
function runsOf(words) {
  const runs = [];
  const step = words.length < EVERY ? 1 : 2;
  for (let from = 0; from < words.length; from += step)
    for (let to = from + 1; to < words.length && to - from < RUN; to++) if (to - from + 1 < words.length) runs.push({ from, to, name: nameOf(words.slice(from, to + 1)) });
  return runs;
}

// Ids, those with more points first, then later days, then lower ids of what has no day. Each is a number, with its points before
// its place among equal ones, since numbers are sorted fastest.
function inOrder(results) {
  const PLACES = 2 ** 28;
  const keys = Float64Array.from(results, ([id, points]) => Math.round((points + 1024) * 4096) * PLACES + (id < UNDATED ? 2 * UNDATED + id : 2 * UNDATED - 1 - (id - UNDATED)));
  return Array.from(keys.sort().reverse(), (key) => key % PLACES).map((place) => (place < 2 * UNDATED ? 3 * UNDATED - 1 - place : place - 2 * UNDATED));
}

const isCurrent = (status) => status === "in-force" || status === "ending";

const called = (text) => wordsOf(text).map(fold).join(" ");

// What a list is called, the longest name first.
const namesOf = ([name, , others = ""]) => [name, ...others.split(",")].map(called).filter(Boolean).sort((a, b) => b.length - a.length);

// Whether all that was asked for was found, and the parts of an answer but those before the last that lack some of it.
const isAnswer = (part) => part?.ids.length > 0 && part.how !== "some";
const whole = (parts) => parts.filter((part, i) => i === parts.length - 1 || isAnswer(part));

export class SearchIndex {
  // `load(path, isJson)` gives what is at a path below the search page's; `sections` are [title, url, other names separated by
  // commas, the kind of what the list has], `yearWord` may stand before a year; `statusOn(days)` is the status of an agreement today;
  // `phrases`: see Queries.
  constructor({ parameters, load, sections = [], yearWord = "", statusOn, ...phrases }) {
    Object.assign(this, parametersOf(parameters));
    this.load = load;
    this.statusOn = statusOn;
    this.loaded = new Map();
    this.queries = new Queries(phrases);
    this.sections = sections;
    this.yearWord = called(yearWord);
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
    // The longest first: browsers ask for six at a time.
    for (const [generation, bits] of [...this.bits.entries()].reverse())
      for (const one of found.keys()) {
        const path = shardOf(generation, bits, one);
        if (!shards.has(path)) shards.set(path, { mask: bits ? 2 ** (32 - bits) : 2 ** 32, keys: [] });
        shards.get(path).keys.push(one);
      }
    await Promise.all(
      [...shards].map(async ([path, { mask, keys }]) => {
        const bytes = await this.get(path);
        const lists = listsOf(bytes, new Set(keys.map((one) => one % mask)));
        for (const one of keys) for (const list of lists.get(one % mask) ?? []) found.get(one).push(list);
      }),
    );
    return found;
  }

  // Marks in `found` what lists say of the words `from` up to `to`, which count less where they have other marks than those typed.
  mark(found, lists, from, to, exact, factor, hasMarks = false) {
    for (const [place, written, ids] of lists) {
      const weight = WEIGHTS[place] * (hasMarks && written >= 0 && written !== exact ? OTHER_MARKS : factor) + (written === exact ? 1.5 : 0);
      for (const id of ids) if (found.passes(id)) found.add(id, from, to, weight);
    }
  }

  // What a reading finds of the entries that pass.
  async match(reading, passes) {
    const { words } = reading;
    const name = nameOf(reading.title);
    const found = new Found(words.length, passes);
    const endings = this.queries.endings(reading);
    const named = (lists, { exact } = name) => new Set(lists.filter(([place, written]) => place === 2 && written === exact).flatMap(([, , ids]) => ids.filter(passes)));
    if (words.length >= LONG) {
      const names = named((await this.look([name.key])).get(name.key));
      for (const id of names) found.add(id, 0, words.length - 1, WEIGHTS[2]);
      if (names.size) return { reading, found, names, isNamed: true, isWritten: true };
    }
    const pairs = firstPairs(words);
    const wanted = new Set(firstKeys(words, reading.title));
    for (const ending of endings) wanted.add(keyOfPair(words.at(-2), ending));
    const runs = runsOf(words);
    for (const run of runs) wanted.add(run.name.key);
    const lists = await this.look(wanted);
    const names = named(lists.get(name.key));
    for (const { from, to, name: one } of runs) for (const id of named(lists.get(one.key), one)) found.addRun(id, from, to);
    const markPairs = (some, from) => {
      for (const [a, b, i] of some) this.mark(found, from.get(keyOfPair(a, b)), i, i + 1, exactOfPair(a, b), 1, hasMarks(a) || hasMarks(b));
    };
    markPairs(pairs, lists);
    if (words.length < 2) this.mark(found, lists.get(keyOfWord(words[0])), 0, 0, words[0].exact & 255, 1, hasMarks(words[0]));
    // A last word that names or texts have is most likely whole.
    const isWhole = endings.length > 0 && lists.get(keyOfPair(words.at(-2), words.at(-1))).some(([place]) => place > 0);
    for (const ending of endings) this.mark(found, lists.get(keyOfPair(words.at(-2), ending)), words.length - 2, words.length - 1, -2, isWhole ? 0.45 : 0.9);
    // The pairs that were left out, where the others do not say which it is; and apart words that no name has together, of many
    // only those that the best results lack.
    const count = found.those((place) => found.hasAll(place)).length;
    const lacking = this.lacking(words, found);
    const left = names.size || count === 1 ? [] : pairsOf(words).filter(([, , i]) => pairs.every(([, , k]) => k !== i));
    const others = count ? left : left.filter(([a, b]) => lacking.includes(a) || lacking.includes(b));
    const least = words.length > 3 ? WEIGHTS[0] : WEIGHTS[2] * 0.7;
    const isEnough = words.length < 2 || (words.length > 2 && count >= ENOUGH) || found.some((place) => found.hasAll(place, least));
    const apart = isEnough ? [] : this.apart(words, lacking);
    const more = await this.look(new Set([...others.map(([a, b]) => keyOfPair(a, b)), ...apart.map(keyOfWord)]));
    markPairs(others, more);
    words.forEach((word, i) => apart.includes(word) && this.mark(found, more.get(keyOfWord(word)), i, i, word.exact & 255, 1, hasMarks(word)));
    const together = pairs.reduce((bits, [, , i]) => bits | (1 << i), 0);
    // What alone has every second pair of many words has the others too, and is what is quoted: other readings would say no more.
    const quoted = pairs.length < words.length - 1 ? found.those((place) => found.hasAll(place) && (found.links[place] & together) === together) : [];
    if (count === 1) for (const place of quoted) found.links[place] = 2 ** (words.length - 1) - 1;
    const standsIn = (least) => names.size > 0 || found.some((place) => found.hasAll(place, least * 0.7) && (found.links[place] & together) === together);
    return { reading, found, names, isNamed: standsIn(WEIGHTS[2]) || quoted.length > 0, isWritten: standsIn(WEIGHTS[1]) };
  }

  // The words that some of the best results lack.
  lacking(words, found) {
    const best = found.best();
    return best.length ? words.filter((word, i) => best.some((place) => !found.weights[place * words.length + i])) : words;
  }

  // The words that are to be looked for apart: of many numbers and what is no syllable, which say most, else the longest.
  apart(words, lacking) {
    if (words.length < 4) return words;
    const some = [...new Set(lacking)];
    const telling = some.filter((word) => !SYLLABLES.has(word.folded));
    return (telling.length ? telling : some.sort((a, b) => b.folded.length - a.folded.length)).slice(0, APART);
  }

  // Whether the few words of a query are together in no name nor other text of the register; and whether they are so anywhere.
  isDoubtful({ reading: { words }, isNamed, isWritten }) {
    return words.length > 1 && words.length <= SHORT && !isNamed && !isWritten;
  }
  isTogether({ found }) {
    return found.some((place) => found.hasAll(place) && found.links[place]);
  }

  // What a reading finds besides where a word is misspelt: one that none of the best results has beside its neighbour. `which`: "here",
  // by words with the same first letters, which stand in the same shards; "wide", by others too; "alike", by what is usually meant, each.
  // Gives the words that it may have been, which the register has together with their neighbours.
  async matchNear(match, which, isInstead = false) {
    const { reading, found } = match;
    const { words } = reading;
    let linked = 0;
    if (which !== "alike") for (const place of found.best()) linked |= found.links[place] | (found.links[place] << 1);
    const doubtful = words.map((word, i) => [word, i]).filter(([word, i]) => !((linked >> i) & 1) && /^\D{2,}$/.test(word.folded));
    doubtful.sort(([a], [b]) => SYLLABLES.has(a.folded) - SYLLABLES.has(b.folded) || b.folded.length - a.folded.length).splice(MISSPELT);
    const count = Math.max(2, Math.floor(GUESSES / (doubtful.length || 1)));
    const others = {
      here: (word, i) => (i > 0 ? near(word.folded).map(wordOf).filter(({ first }) => first === word.first).slice(0, GUESSES * 2) : []),
      wide: (word) => near(word.folded).slice(0, count).map(wordOf),
      alike: (word) => alike(word.folded).slice(0, count).map(wordOf),
    };
    const guesses = doubtful.flatMap(([word, i]) => others[which](word, i).map((other) => [other, i]));
    if (!guesses.length || words.length >= LONG) return [];
    const keyOf = ([other, i]) => (words.length < 2 ? keyOfWord(other) : i > 0 ? keyOfPair(words[i - 1], other) : keyOfPair(other, words[1]));
    const lists = await this.look(new Set(guesses.map(keyOf)));
    const isThere = guesses.filter((guess) => lists.get(keyOf(guess)).length);
    const placeOf = ([, i]) => [Math.max(0, i - 1), words.length < 2 ? 0 : Math.max(1, i)];
    if (isInstead) for (const guess of isThere) for (const [, , ids] of lists.get(keyOf(guess))) for (const id of ids) found.forget(id, ...placeOf(guess));
    for (const guess of isThere) this.mark(found, lists.get(keyOf(guess)), ...placeOf(guess), -2, 0.8);
    // The word behind may stand beside a better one too: that of the results which have most words by now.
    const best = new Set(found.best());
    const isBest = (guess) => lists.get(keyOf(guess)).some(([, , ids]) => ids.some((id) => best.has(found.places.get(id))));
    const behind = isThere.filter((guess) => guess[1] > 0 && guess[1] + 1 < words.length && isBest(guess)).slice(0, BEHIND);
    const more = await this.look(new Set(behind.map(([other, i]) => keyOfPair(other, words[i + 1]))));
    for (const [other, i] of behind) this.mark(found, more.get(keyOfPair(other, words[i + 1])), i, i + 1, -2, 0.8);
    return isThere.filter((guess) => !isInstead || lists.get(keyOf(guess)).some(([place]) => place > 0)).map(([other]) => other);
  }

  score(id, place, { reading, found, names }) {
    const count = found.words;
    let sum = 0;
    let links = 0;
    for (let at = place * count, i = 0; i < count; i++) sum += found.weights[at + i];
    for (let bits = found.links[place]; bits; bits &= bits - 1) links++;
    const kind = this.kindOf(id);
    const isWhole = links > 1 && links === count - 1;
    const together = (count > 1 ? (TOGETHER * links) / (count - 1) : TOGETHER) + (isWhole ? WHOLE[Number(count >= QUOTED)] : 0);
    const byName = (names.has(id) ? NAMED : 0) + (found.runs.has(id) ? 4 + 4 * found.runs.get(id) : 0);
    return sum / count + together + byName + (KINDS[kind] ?? 1) + (reading.asksPerson && kind === "person" ? PERSON : 0) - reading.cost;
  }

  // What an entry has less for the words that it lacks; less for syllables where its name is half of the query.
  lost(id, place, { reading: { words }, found }) {
    const syllable = found.runs.get(id) * 2 >= words.length ? LACKING.besideName : LACKING.syllable;
    return words.reduce((sum, { folded }, i) => sum + (found.weights[place * words.length + i] ? 0 : SYLLABLES.has(folded) ? syllable : LACKING.other), 0);
  }

  // Ids with scores, of entries in which all words are; with `some`, most of them.
  collect(results, match, some) {
    const { found } = match;
    const least = found.words - (some ? Math.floor(found.words / 2) : 0);
    // Of few words that are together somewhere, those apart say little, but in the names of people, of which one leaves out the middle.
    const scattered = found.words <= SHORT && this.isTogether(match) ? SCATTERED : 0;
    for (const [id, place] of found.places) {
      if (found.covered[place] < (some ? found.runs.get(id) ?? least : least)) continue;
      const points = this.score(id, place, match) - (found.covered[place] < found.words ? this.lost(id, place, match) : 0) - (found.links[place] || this.kindOf(id) === "person" ? 0 : scattered);
      if (!(results.get(id) >= points)) results.set(id, points);
    }
  }

  // Behind or between what has all words, but nowhere together: what has most of them, as the name of it may be among them.
  addMost(results, matches) {
    const most = new Map();
    for (const match of matches) if (!match.reading.isPart) this.collect(most, match, true);
    const left = new Map([...most].filter(([id]) => !results.has(id)));
    for (const id of inOrder(left).slice(0, MOST)) results.set(id, left.get(id));
  }

  // The validity of agreements, by ids.
  days() {
    this.validity ??= this.readDays();
    this.validity.catch(() => (this.validity = undefined));
    return this.validity;
  }

  async readDays() {
    const all = new Validity();
    for (const file of await Promise.all(this.dayFiles.map((name) => this.get(daysOf(name))))) all.add(file);
    return all;
  }

  // The rows of results, in their order.
  async rows(ids) {
    const file = (id) => `r/${id < UNDATED ? id >>> this.rowBits : id >>> 4}.json`;
    const files = new Map(await Promise.all([...new Set(ids.map(file))].map(async (path) => [path, await this.get(path, true)])));
    return ids.map((id) => files.get(file(id)).find((row) => row.id === id)).filter(Boolean);
  }

  // The lists of the site that are called so, or by several of their names ("dữ liệu json"), maybe with other words of who looks for a list.
  sectionsOf(query) {
    const title = called(query);
    const name = called(this.queries.plain(this.queries.unlisted(query)));
    const isOne = (names) => names.includes(title) || names.includes(name);
    const isSeveral = (names) => name && !names.reduce((left, one) => left.replace(` ${one} `, "  "), ` ${name} `).trim();
    const all = this.sections.filter(() => title.length > 2).map((section) => [section, namesOf(section)]);
    const found = all.filter(([, names]) => isOne(names));
    return (found.length ? found : all.filter(([, names]) => isSeveral(names))).map(([section]) => section);
  }

  // Where the name of a list and a year are typed ("tin 2021"): the kind of what it has, and the facet; else null.
  listedIn(query) {
    const words = called(query).split(" ");
    const year = words.find((word) => /^(19|20)[0-9]{2}$/.test(word));
    const list = words.filter((word) => word !== year && word !== this.yearWord).join(" ");
    const kind = year && this.sectionsOf(list).find(([, , , of]) => of)?.[3];
    return kind ? { kind, facets: [`y:${year}`] } : null;
  }

  // The kind of what a list has whose name a query begins with ("thỏa thuận nghệ an"), or a question ends with ("nghệ an có những thỏa
  // thuận nào"), and what is asked of it; else null.
  listIn(query) {
    const unlisted = this.queries.unlistedBefore(query);
    const plain = this.queries.plain(query);
    for (const section of this.sections.filter(([, , , kind]) => kind))
      for (const name of namesOf(section)) {
        if (called(unlisted).startsWith(`${name} `)) return { kind: section[3], query: unlisted };
        if (name.includes(" ") && called(plain).endsWith(` ${name}`) && called(plain) !== called(query)) return { kind: section[3], query: plain.slice(0, -name.length) };
      }
    return null;
  }

  // All that is found: `ids`, the best first; `how`: "all", "near" (a letter was wrong) or "some" (not all words are there); `words` that rows
  // can mark; `sections` of the site that are named so.
  async find(query, { kind = "", status = "", province = "", office = "", topic = "", year = "" } = {}) {
    const facets = Object.entries({ p: province, o: office, t: topic, y: year }).filter(([, value]) => value).map(([facet, value]) => `${facet}:${value}`);
    const isBare = !facets.length && !kind && !status;
    const chosen = { facets, kind, status };
    const listed = isBare ? this.listedIn(query) : null;
    const said = status || listed ? null : this.queries.statusIn(query);
    const parts = said ? await this.findStated(query, said, chosen) : await this.findListed(query, listed ?? (isBare ? this.listIn(query) : null), chosen);
    const sections = isBare ? this.sectionsOf(query) : [];
    const ids = [...new Set(parts.flatMap((part) => part.ids))];
    return { ids, how: sections.length ? "all" : parts[0].how, words: [...new Set(parts.flatMap((part) => part.words))], sections };
  }

  // What tells of a status: what has it, if more than its body has the rest; then what has the rest, or else the query as it is.
  async findStated(query, { code, rest }, chosen) {
    const isList = !this.queries.plain(rest) || this.sectionsOf(rest).length > 0;
    const stated = code ? await this.search(isList ? "" : rest, { ...chosen, status: code }) : null;
    if (isList && stated?.ids.length) return [stated];
    const other = isList ? null : await this.search(rest, chosen);
    if (!isAnswer(other)) return whole([stated, await this.search(query, chosen)]);
    return stated?.isTold || !other.isTold ? whole([stated, other]) : [other];
  }

  // What a list has that is named; then what has the words anywhere.
  async findListed(query, list, chosen) {
    return whole(await Promise.all([list && this.search(list.query ?? "", list), this.search(query, chosen)]));
  }

  // Whether the first ten may be others, or in another order, by the status of agreements.
  dependsOnDays(results) {
    const least = (Float64Array.from(results.values()).sort().at(-10) ?? -Infinity) - CURRENT;
    let agreements = 0;
    for (const [id, one] of results) agreements += one >= least && id < UNDATED && id & 1;
    return agreements > 1;
  }

  async addCurrent(results) {
    const days = await this.days();
    for (const id of results.keys()) {
      const now = this.statusNow(days, id);
      if (isCurrent(now)) results.set(id, results.get(id) + CURRENT);
      else if (now === "upcoming" || now === "unknown") results.set(id, results.get(id) + CURRENT / 2);
    }
  }

  statusNow(days, id) {
    const known = days.get(id);
    return known ? this.statusOn(known) : "";
  }

  // Whether an entry has all that is chosen, by its id; and those of which there are no others.
  async choice({ facets, kind, status }) {
    const [lists, days] = await Promise.all([this.look(new Set(facets.map(keyOfFacet))), status ? this.days() : null]);
    const having = facets.map((facet) => new Set(lists.get(keyOfFacet(facet)).flatMap(([, , ids]) => ids)));
    const isNow = (id) => {
      const now = this.statusNow(days, id);
      return status === now || (status === "current" && isCurrent(now));
    };
    const passes = (id) => (!kind || this.kindOf(id) === kind) && having.every((ids) => ids.has(id)) && (!days || isNow(id));
    return { passes, all: having[0] ?? days?.places.keys() ?? [] };
  }

  // The ways to cut words of a query whose syllables follow each other somewhere, those in names and texts first.
  async cutsOf(query) {
    const cuts = this.queries.cuts(query).map((ways) => ways.map((way) => pairsOf(way.map(wordOf))));
    const lists = await this.look(new Set(cuts.flat(2).map(([a, b]) => keyOfPair(a, b))));
    const placeOf = (pairs) => Math.min(...pairs.map(([a, b]) => Math.max(-1, ...lists.get(keyOfPair(a, b)).map(([place]) => place))));
    const textOf = (pairs) => [...pairs.map(([{ text }]) => text), pairs.at(-1)[1].text];
    return cuts.map((ways) => ways.filter((way) => placeOf(way) >= 0).sort((a, b) => placeOf(b) - placeOf(a)).slice(0, CUTS).map(textOf));
  }

  // The same without what the words say of a status.
  async search(query, { facets = [], kind = "", status = "" } = {}) {
    let readings = this.queries.readings(query);
    const results = new Map();
    let how = "all";
    const guessed = [];
    const { passes, all } = await this.choice({ facets, kind, status });
    let matches = [];
    const first = readings.filter(({ isFirst }) => isFirst);
    const matchAll = async (some, isOne = passes) => (matches = [...matches, ...(await Promise.all(some.map((reading) => this.match(reading, isOne))))]);
    const collect = (some) => {
      for (const match of matches) if (!some || !match.reading.isPart) this.collect(results, match, some);
      return results.size > 0;
    };
    if (readings.length) {
      // The words as they are; what else they may stand for where no name has them; words like them.
      const matching = matchAll(first);
      this.days().catch(() => null); // most likely needed next
      await matching;
      if (!matches.some(({ isNamed }) => isNamed)) {
        const textOf = ({ title }) => title.map(({ text }) => text).join(" ");
        const done = new Set(first.map(textOf));
        readings = this.queries.readings(query, await this.cutsOf(query));
        await matchAll(readings.filter((reading) => !done.has(textOf(reading))));
      }
      if (!matches.some(({ isWritten }) => isWritten)) await matchAll(this.queries.unissued(query));
      const matchNear = async (...way) => {
        const given = matches.filter(({ reading }) => reading.isGiven);
        guessed.push(...(await Promise.all(given.map((match) => this.matchNear(match, ...way)))).flat());
      };
      const matchUntitled = (isOne) => matchAll(readings.slice(0, 1).flatMap((reading) => this.queries.untitled(reading)), isOne);
      if (collect(false)) {
        const isTogether = () => matches.some((match) => this.isTogether(match));
        if (matches.every((match) => this.isDoubtful(match))) {
          await matchNear(isTogether() ? "alike" : "wide", true);
          results.clear();
          collect(false);
        }
        if (!matches.some(({ isNamed, isWritten }) => isNamed || isWritten)) {
          if (!isTogether()) await matchUntitled((id) => this.kindOf(id) === "person" && passes(id));
          collect(false);
          this.addMost(results, matches);
        }
      } else if ((await matchUntitled()) && collect(false)) {
        how = "some";
      } else {
        how = "near";
        for (const which of ["here", "wide"]) {
          if (results.size) break;
          await matchNear(which);
          collect(false);
        }
        if (!results.size) {
          how = "some";
          collect(true);
        }
      }
    } else for (const id of all) if (passes(id)) results.set(id, KINDS[this.kindOf(id)] ?? 1);
    if (this.dependsOnDays(results)) await this.addCurrent(results);
    const ids = inOrder(results);
    const words = [...new Set([...readings.flatMap((reading) => reading.words), ...guessed])];
    return { ids, how, words, isTold: matches.some(({ isNamed, isWritten }) => isNamed || isWritten) };
  }
}
