'use strict';
// Small changes of a text: what a proof-reader does to one line.

const changes = {
  'a letter in upper or lower case': (text, random) => {
    const at = random.below(text.length);
    const letter = text[at];
    const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
    return text.slice(0, at) + other + text.slice(at + 1);
  },
  'a mark of punctuation more or less': (text, random) => {
    if (/[,.;]/.test(text) && random.chance(0.5)) return text.replace(/[,.;]/, '');
    const spaces = [...text.matchAll(/ /g)].map(({ index }) => index);
    const at = spaces.length === 0 ? text.length : random.pick(spaces);
    return text.slice(0, at) + random.pick([',', ';', '.', '!']) + text.slice(at);
  },
  'another word': (text, random, words) => {
    const parts = text.split(' ');
    parts[random.below(parts.length)] = words(1, 1);
    return parts.join(' ');
  },
  'a word more': (text, random, words) => `${text} ${words(1, 1)}`,
  'a word less': (text, random) => {
    const parts = text.split(' ');
    if (parts.length > 1) parts.splice(random.below(parts.length), 1);
    return parts.join(' ');
  },
  'two words in another order': (text, random) => {
    const parts = text.split(' ');
    const at = random.below(Math.max(1, parts.length - 1));
    if (parts.length > 1) [parts[at], parts[at + 1]] = [parts[at + 1], parts[at]];
    return parts.join(' ');
  },
  'two spaces for one': (text) => text.replace(' ', '  '),
  'letters and marks apart': (text) => text.normalize(text === text.normalize('NFD') ? 'NFC' : 'NFD'),
};

// The text with one of the changes: [text, what it was]. `words` makes so many to so many words.
function changeText(text, random, words) {
  const name = random.pick(Object.keys(changes));
  return [text.length === 0 ? words(1, 2) : changes[name](text, random, words), name];
}

module.exports = { changeText };
