// The words of a query and the keys that their lists have, see SEARCH in man 7 kyket-theme. What the query in the address needs is asked
// for as soon as this small file is there: a slow phone has the other scripts and the page's looks a second later. So it is no module,
// stands before the style sheet and is not put off.
const searchTerms = (() => {
  const LETTERS = 200; // of a query that are read
  const TITLE = 60; // words that a title has at most of which all are typed
  const NAME_PAIRS = 8; // of a name, beside one of which it stands
  const LONG = 9; // words of which a whole title is looked up first
  const EVERY = 8; // words of one of which every second pair is looked up first

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
  const fold = (text) =>
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

  const unstroked = (word) => comparable(word).replace(/đ/g, "d"); // d stands for đ

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
  const prepared = (text) => {
    const lower = text.normalize("NFC").toLowerCase();
    return /['’]/.test(lower) ? lower.replace(APOSTROPHE, "") : lower;
  };
  const apart = (text) => text.split(SEPARATORS).filter(Boolean);
  const cut = (piece) => piece.match(/[0-9]+|[^0-9]+/g);
  const wordsOf = (text) => apart(prepared(text)).flatMap(cut);

  const key = (place, term) => ((place & 0xffff0000) | (term >>> 16)) >>> 0;

  const keyOfWord = (word) => key(mix(word.hash, 0), mix(word.hash, 1));
  const placeOfPair = (a, b) => mix(a.hash, 0x10000 + b.first);
  const exactOfPair = (a, b) => mix(a.exact, b.exact) & 255;
  const keyOfPair = (a, b) => key(placeOfPair(a, b), mix(a.hash, b.hash ^ 0x5bd1e995));
  const keyOfFacet = (facet) => key(mix(hash(facet), 5), mix(hash(facet), 6));
  // A whole name stands beside one of its first pairs, or its only word, which a query has at hand: `exact` tells it from those.
  function nameOf(words) {
    const name = words.reduce((value, word) => mix(value, word.hash), 7);
    const pairs = Math.min(words.length >> 1, NAME_PAIRS);
    const at = pairs && 2 * (mix(name, 3) % pairs);
    return { key: key(pairs ? placeOfPair(words[at], words[at + 1]) : mix(words[0].hash, 0), mix(name, 4)), exact: mix(name, 5) & 255 };
  }

  // The pairs of words that follow each other, with the place of the first; and those of them that are looked up first, of many every
  // second one, so that each word is in one.
  const pairsOf = (words) => words.slice(1).map((word, i) => [words[i], word, i]);
  const firstPairs = (words) => pairsOf(words).filter(([, , i]) => words.length < EVERY || i % 2 === 0 || i === words.length - 2);

  const firstKeys = (words, title) => [nameOf(title).key, ...(words.length < 2 ? words.map(keyOfWord) : firstPairs(words).map(([a, b]) => keyOfPair(a, b)))];

  // What the parameters of the index say, and where the shard of a key lies.
  function parametersOf(text) {
    const [, rowBits, daysBits, bits, days, kinds] = text.split(" ");
    return { rowBits: Number(rowBits), daysBits: Number(daysBits), bits: bits.split(",").map(Number), dayFiles: days.split(",").filter(Boolean), kinds: kinds.split(",") };
  }
  const shardOf = (generation, bits, one) => `${generation}/${(bits ? one >>> (32 - bits) : 0).toString(16)}.bin`;
  const daysOf = (file) => `s/${file}.bin`;

  // The index and where it lies, and answers that were asked for here, by path.
  const { index, root } = document.currentScript.dataset;
  const asked = new Map();
  function ask() {
    const query = new URLSearchParams(location.search).get("q") ?? "";
    const words = wordsOf(query.slice(0, LETTERS)).slice(0, TITLE).map(wordOf);
    if (!words.length) return;
    const { bits, dayFiles } = parametersOf(index);
    const keys = words.length < LONG ? firstKeys(words, words) : [nameOf(words).key];
    // The longest first: browsers ask for six at a time.
    const shards = [...bits.entries()].reverse().flatMap(([generation, some]) => keys.map((one) => shardOf(generation, some, one)));
    for (const path of new Set([...shards, ...dayFiles.slice(-1).map(daysOf)])) {
      const answer = fetch(root + path);
      answer.catch(() => null); // whoever wants it is told
      asked.set(path, answer);
    }
  }

  // What lies at a path below the search page's.
  function answerOf(path) {
    const answer = asked.get(path) ?? fetch(root + path);
    asked.delete(path);
    return answer;
  }

  ask();

  return { EVERY, LETTERS, TITLE, LONG, fold, unstroked, wordOf, prepared, apart, cut, wordsOf, keyOfWord, exactOfPair, keyOfPair, keyOfFacet, nameOf, pairsOf, firstPairs, firstKeys, parametersOf, shardOf, daysOf, answerOf, index };
})();
