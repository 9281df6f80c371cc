'use strict';
// node tests/property/mutations.js MUTATIONS [SEED]: changes the content of this repository as mistyping does, one random change at a
// time. Of each is said whether check tells of it (a message that the content without it has not), whether the site's bytes are the same,
// whether the pages are the same but for the signs that were typed (a wrong letter in a name, which nobody but a reader knows), or neither.
// Those that are neither are printed, with what differs in the content and in the pages, to be read.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { kyket, git, root } = require('../support/program.js');
const { changedLines } = require('./differences.js');
const { Random } = require('./random.js');

const count = Number(process.argv[2] ?? 300);
const seed = Number(process.argv[3] ?? Date.now() % 1000000);
if (!(count > 0) || !Number.isInteger(seed)) {
  console.error('usage: node tests/property/mutations.js MUTATIONS [SEED]');
  process.exit(2);
}

const random = new Random(seed);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-mutations-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
const day = ['--date', '2026-11-30'];

// The content's files by path: texts, and bytes of what is none.
const isText = (name) => /\.(md|yaml)$/.test(name);
const clean = new Map(
  git(root, 'ls-files', '-z', 'content').split('\0').filter(Boolean).map((name) => [name, fs.readFileSync(path.join(root, name), isText(name) ? 'utf8' : undefined)]),
);
const texts = [...clean.keys()].filter(isText);

const isLetter = (character) => /\p{L}/u.test(character);

// Where the front matter of a file ends, as a number of lines; a data file is all of it.
function frontLines(name, lines) {
  return name.endsWith('.yaml') ? lines.length : lines.indexOf('---', 1);
}

// Each gives the file's new text, or nothing where it can't be done to it.
const changes = {
  'delete a key': (lines, front) => withLine(lines, front, (line) => (/^\s*(- )?[a-z_]+:/.test(line) ? [] : undefined)),
  'misspell a key': (lines, front) => withLine(lines, front, (line) => line.replace(/[a-z_]{3,}(?=:)/, (key) => swap(key))),
  'duplicate a key': (lines, front) => withLine(lines, front, (line) => (/^[a-z_]+: \S/.test(line) ? [line, line] : undefined)),
  'drop the blank behind a colon': (lines, front) => withLine(lines, front, (line) => line.replace(/: /, ':')),
  'drop a colon': (lines, front) => withLine(lines, front, (line) => line.replace(/:/, '')),
  'change an indent': (lines, front) => withLine(lines, front, (line) => (random.chance(0.5) ? ` ${line}` : line.replace(/^ /, ''))),
  'delete a line': (lines) => withLine(lines, lines.length, () => []),
  'duplicate a line': (lines) => withLine(lines, lines.length, (line) => (line === '' ? undefined : [line, line])),
  'swap lines': (lines) => {
    const at = random.below(lines.length - 1);
    return [...lines.slice(0, at), lines[at + 1], lines[at], ...lines.slice(at + 2)];
  },
  'delete a character': (lines) => withCharacter(lines, () => ''),
  'duplicate a character': (lines) => withCharacter(lines, (character) => character + character),
  'swap characters': (lines) => withLine(lines, lines.length, (line) => (line.length > 3 ? swap(line) : undefined)),
  'change a letter': (lines) => withCharacter(lines, (character) => (isLetter(character) ? random.pick('aăâbcdđeêghiklmnoôơpqrstuưvxy'.split('')) : undefined)),
  'change case': (lines) => withCharacter(lines, (character) => (character === character.toUpperCase() ? character.toLowerCase() : character.toUpperCase())),
  'change a digit': (lines) => withCharacter(lines, (character) => (/\d/.test(character) ? String(random.below(10)) : undefined)),
  'change a sign': (lines) => withCharacter(lines, (character) => (/[^\p{L}\d\s]/u.test(character) ? random.pick(['', '.', ',', '-', '–', ':', '"', '*', '[', '(', '#', '/']) : undefined)),
  'add a blank': (lines) => withCharacter(lines, (character) => (random.chance(0.5) ? ` ${character}` : `${character} `)),
  'add an invisible sign': (lines) => withCharacter(lines, (character) => character + random.pick(['\u200b', '\u00a0', '\u00ad', '\ufeff'])),
  'a tab for blanks': (lines, front) => withLine(lines, front, (line) => line.replace(/^ +/, '\t')),
};

function swap(text) {
  const at = random.below(text.length - 1);
  return text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
}

function withLine(lines, limit, change) {
  const at = random.below(Math.max(1, limit));
  const changed = change(lines[at]);
  return changed === undefined ? undefined : [...lines.slice(0, at), ...[].concat(changed), ...lines.slice(at + 1)];
}

function withCharacter(lines, change) {
  return withLine(lines, lines.length, (line) => {
    const characters = [...line];
    if (characters.length === 0) return undefined;
    const at = random.below(characters.length);
    const changed = change(characters[at]);
    return changed === undefined ? undefined : [...characters.slice(0, at), changed, ...characters.slice(at + 1)].join('');
  });
}

const fileChanges = {
  'delete a file': (files, name) => files.delete(name),
  'rename a file': (files, name) => {
    const renamed = `${path.dirname(name)}/${swap(path.basename(name, path.extname(name)))}${path.extname(name)}`;
    if (renamed === name) return;
    files.set(renamed, files.get(name));
    files.delete(name);
  },
  'copy a file': (files, name) => files.set(name.replace(/(\.\w+)$/, '-2$1'), files.get(name)),
  'truncate a file': (files, name) => files.set(name, files.get(name).slice(0, random.below(files.get(name).length))),
  'empty a file': (files, name) => files.set(name, ''),
};

function mutate() {
  for (;;) {
    const files = new Map(clean);
    const name = random.pick(texts);
    const kind = random.chance(0.12) ? random.pick(Object.keys(fileChanges)) : random.pick(Object.keys(changes));
    if (fileChanges[kind] !== undefined) {
      fileChanges[kind](files, name);
    } else {
      const lines = clean.get(name).split('\n');
      const changed = changes[kind](lines, frontLines(name, lines));
      if (changed !== undefined) files.set(name, changed.join('\n'));
    }
    if (files.size !== clean.size || [...files].some(([file, text]) => clean.get(file) !== text)) return { kind, name, files };
  }
}

// The files on disk, by path.
const written = new Map();

function write(files) {
  for (const name of written.keys()) if (!files.has(name)) fs.rmSync(path.join(folder, name));
  for (const [name, text] of files) {
    if (written.get(name) === text) continue;
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  written.clear();
  for (const [name, text] of files) written.set(name, text);
}

// Messages without their lines, which move.
function messages() {
  const { stdout } = kyket(['check', '--worktree', '--lang', 'en', '--format', 'json', ...day], { cwd: folder });
  return JSON.parse(stdout).diagnostics.map(({ file, code, message }) => `${file}: ${message} [${code}]`);
}

// The site's files by path. It is of no repository, so that no page says when it was changed.
function build() {
  const output = path.join(folder, 'output'), repository = path.join(folder, '.git'), aside = path.join(folder, 'aside');
  fs.renameSync(repository, aside);
  const { status, output: said } = kyket(['build', '--worktree', '--no-sync', '--quiet', ...day], { cwd: folder });
  fs.renameSync(aside, repository);
  if (status !== 0) throw new Error(`check tells nothing, and a build fails: ${said}`);
  const names = fs.readdirSync(output, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
  return new Map(names.map((item) => [path.relative(output, path.join(item.parentPath ?? item.path, item.name)), fs.readFileSync(path.join(item.parentPath ?? item.path, item.name), 'latin1')]));
}

const utf8 = (bytes) => Buffer.from(bytes ?? '', 'latin1').toString();
const shorten = (text) => (text.length > 240 ? `${text.slice(0, 240)}…` : text);

// How files differ from others by their paths.
const difference = (before, after) => changedLines(before, after).slice(0, 12).map((line) => `    ${shorten(line)}`).join('\n');

// The first words of a page that are others.
function differenceOfPages(before, after) {
  const files = [before, after].map((html, i) => {
    fs.writeFileSync(path.join(folder, `page-${i}`), words(utf8(html)));
    return `page-${i}`;
  });
  const { stdout } = spawnSync('diff', ['-U0', ...files], { cwd: folder, encoding: 'utf8' });
  return stdout.split('\n').filter((line) => /^[-+](?![-+])/.test(line)).slice(0, 10).map((line) => `      ${shorten(line)}`).join('\n');
}

// What was taken out of a text and what came in its place, as one string.
function replaced(before, after) {
  let begin = 0, end = 0;
  const least = Math.min(before.length, after.length);
  while (begin < least && before[begin] === after[begin]) begin++;
  while (end < least - begin && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return `${before.slice(begin, before.length - end)}\n${after.slice(begin, after.length - end)}`;
}

// A page as its texts, among them those of attributes that are read out or shown, and what holds them.
function partsOf(html) {
  const texts = [];
  const note = (text) => {
    texts.push(text.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'"));
    return '';
  };
  const frame = html
    .replace(/(<script type="application\/ld\+json">)([^]*?)(<\/script>)/g, '$1$3')
    .replace(/ (?:alt|title|content|aria-label|data-[a-z-]+)="([^"]*)"/g, (_, text) => note(text))
    .replace(/>[^<]+/g, (text) => `>${note(text.slice(1))}`);
  return { frame, texts };
}

const plain = (change) => change.toLowerCase().replace(/["']/g, '');

// Whether pages differ from what they were by nothing but the signs in which the content differs.
function isAsTyped(kind, name, files, pages) {
  if (files.size !== clean.size || fileChanges[kind] !== undefined) return false;
  const typed = plain(replaced(clean.get(name), files.get(name)));
  if (typed.includes('\n', typed.indexOf('\n') + 1)) return false;
  for (const page of new Set([...site.keys(), ...pages.keys()])) {
    if (site.get(page) === pages.get(page)) continue;
    if (!site.has(page) || !pages.has(page)) {
      if (page.endsWith('.html')) return false;
      continue;
    }
    if (!page.endsWith('.html')) continue;
    const before = partsOf(utf8(site.get(page))), after = partsOf(utf8(pages.get(page)));
    if (before.frame !== after.frame || before.texts.length !== after.texts.length) return false;
    if (before.texts.some((text, i) => text !== after.texts[i] && plain(replaced(text, after.texts[i])) !== typed)) return false;
  }
  return true;
}

const words = (html) => html.replace(/<script[^]*?<\/script>/g, '').replace(/<[^>]*>/g, '\n').replace(/\n[ \n]*/g, '\n');

git(folder, 'init', '--quiet');
write(clean);
git(folder, 'add', 'content');
git(folder, 'commit', '--quiet', '-m', 'Nội dung', { env: { GIT_AUTHOR_DATE: '2026-11-29T12:00:00+07:00', GIT_COMMITTER_DATE: '2026-11-29T12:00:00+07:00' } });
const known = new Set(messages());
const site = build();
const results = ['told', 'same', 'as typed', 'neither', 'failed'];
const none = () => Object.fromEntries(results.map((result) => [result, 0]));
const total = none();
const byKind = {};
const figures = (counts) => results.filter((result) => counts[result] > 0).map((result) => `${counts[result]} ${result}`).join(', ');
console.log(`seed ${seed}`);

function judge({ kind, name, files }, number) {
  write(files);
  if (messages().some((message) => !known.has(message))) return 'told';
  let pages;
  try {
    pages = build();
  } catch (error) {
    console.log(`\n${number}: ${kind} in ${name}: ${error.message}`);
    return 'failed';
  }
  const differing = [...new Set([...site.keys(), ...pages.keys()])].filter((page) => site.get(page) !== pages.get(page));
  if (differing.length === 0) return 'same';
  if (isAsTyped(kind, name, files, pages)) return 'as typed';
  console.log(`\n${number}: ${kind} in ${name}`);
  console.log(difference(clean, files));
  const shown = differing.filter((page) => page.endsWith('.html'));
  console.log(`  ${differing.length} files differ: ${shown.slice(0, 4).join(' ')}`);
  const own = shown.find((page) => page.includes(path.basename(name, path.extname(name)))) ?? shown[0];
  if (own !== undefined) console.log(differenceOfPages(site.get(own), pages.get(own)));
  return 'neither';
}

for (let i = 0; i < count; i++) {
  const mutation = mutate();
  const result = judge(mutation, i);
  total[result]++;
  byKind[mutation.kind] ??= none();
  byKind[mutation.kind][result]++;
}
console.log('');
for (const [kind, each] of Object.entries(byKind).sort()) console.log(`${kind}: ${figures(each)}`);
console.log(`${count} mutations: ${figures(total)}`);
process.exit(total.failed === 0 ? 0 : 1);
