// How what readers type is read: its words, what else they may stand for, and what misspelt ones may have been.

const { TITLE, apart, comparable, cut, fold, prepared, wordOf, wordsOf } = searchTerms;

const READINGS = 5; // ways to read a query that are looked up
const WORDS = 16; // of a query that are looked up
const GLUED = [2.5, 40]; // letters that syllables typed without blanks have on average at least, and at most together
const CUTS = 3; // ways to cut it that are looked up

const ONSETS = "|b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x".split("|");
const RIMES = ("a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu i ia ich iec iem ien ieng iep iet ieu im in inh ip it iu " +
  "o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi om on ong ooc oong op ot u ua uac uan uang uanh uat uay uc ue uech uen uenh ui um un ung " +
  "uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu y yem yen yet yeu").split(" ");
// Of c, g, ng and k, gh, ngh each pair shares the vowels; "gi" is written alone too.
const FRONT = RIMES.filter((rime) => /^[eiy]/.test(rime));
const BACK = RIMES.filter((rime) => !/^[eiy]/.test(rime));
const WRITTEN = { c: BACK, ng: BACK, k: FRONT, gh: FRONT, ngh: FRONT, g: RIMES.filter((rime) => !/^[ey]/.test(rime)) };
export const SYLLABLES = new Set(ONSETS.flatMap((onset) => (WRITTEN[onset] ?? RIMES).map((rime) => onset + rime)));

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
const isWritten = (word, folded, text) => !text || unstroked(word) === folded || unstroked(word) === unstroked(text);

// `phrases`: what is replaced, folded; by what; and, where its marks matter, as it is written; the longest first.
function replaced(words, phrases) {
  const folded = words.map((word) => wordOf(word).folded);
  const some = phrases.filter(([from]) => folded.includes(from[0]));
  const result = [];
  for (let i = 0; i < words.length; ) {
    const found = some.find(([from, , texts]) => from.every((word, k) => folded[i + k] === word && isWritten(words[i + k], word, texts?.[k])));
    result.push(...(found ? found[1] : [words[i]]));
    i += found ? found[0].length : 1;
  }
  return result;
}

// One letter more, less or another one, or two exchanged, among the syllables that there are.
export function near(folded) {
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

const longestFirst = (phrases) => phrases.sort((a, b) => b[0].length - a[0].length);

export class Queries {
  // `abbreviations` are [short, long] texts, `optional` words that a name may lack, `fillers` those that a question has besides what it
  // asks for, `titles` those before a person's name, `statuses` [code, words separated by commas].
  constructor({ abbreviations = [], optional = [], fillers = [], titles = [], statuses = [] }) {
    const pairs = phrasesOf(abbreviations.flat());
    const long = abbreviations.map((_, i) => [pairs[2 * i], pairs[2 * i + 1]]);
    this.longer = longestFirst(long.map(([short, full]) => [short.folded, full.words, short.words]));
    this.shorter = longestFirst(long.filter(([, full]) => full.words.length > 2).map(([short, full]) => [full.folded, short.words]));
    const without = (texts) => longestFirst(phrasesOf(texts).map(({ words, folded }) => [folded, [], words]));
    this.optional = without(optional);
    this.fillers = without(fillers);
    this.titles = without(titles);
    const told = statuses.flatMap(([code, texts]) => texts.split(",").map((text) => [code, text]));
    const phrases = phrasesOf(told.map(([, text]) => text));
    this.statuses = told.map(([code], i) => [code, phrases[i].folded]).sort((a, b) => b[1].length - a[1].length);
  }

  // Ways to read a query: as it is, with Telex and VNI undone, with abbreviations written out, with what has one abbreviated, and
  // without the words that may be left out. `isFirst`: looked up at once; others where no name has the words of these.
  readings(query) {
    const given = apart(prepared(query)).slice(0, TITLE);
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
    return { words: words.slice(0, WORDS).map(wordOf), title: words.slice(0, TITLE).map(wordOf), cost, open };
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

  // What a query tells of a status ("còn hiệu lực"), and the rest of it.
  statusIn(query) {
    const words = wordsOf(query);
    const folded = words.map((word) => wordOf(word).folded);
    for (const [code, phrase] of this.statuses)
      for (let at = 0; at + phrase.length <= words.length; at++)
        if (phrase.every((word, i) => folded[at + i] === word)) return { code, rest: [...words.slice(0, at), ...words.slice(at + phrase.length)].join(" ") };
    return null;
  }
}
