'use strict';
// node tests/property/mutations.js MUTATIONS [SEED]: changes the content of this repository as mistyping does, one random change at a
// time. Of each is said whether check tells of it (a message that the content without it has not), whether the site's bytes are the same,
// or neither. Those that are neither are printed, with what differs in the content and in the pages' texts, to be read.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { kyket, git, root } = require('../support/program.js');
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

// The content's files by path.
const clean = new Map(
  git(root, 'ls-files', 'content').trim().split('\n').map((name) => [name, fs.readFileSync(path.join(root, name), 'utf8')]),
);
const texts = [...clean.keys()].filter((name) => /\.(md|yaml)$/.test(name));

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

function write(files) {
  fs.rmSync(path.join(folder, 'content'), { recursive: true, force: true });
  for (const [name, text] of files) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
}

// Messages without their lines, which move.
function messages() {
  const { stdout } = kyket(['check', '--worktree', '--lang', 'en', '--format', 'json', ...day], { cwd: folder });
  return JSON.parse(stdout).diagnostics.map(({ file, code, message }) => `${file}: ${message} [${code}]`);
}

// The site's files by path.
function build() {
  const output = path.join(folder, 'output');
  fs.rmSync(output, { recursive: true, force: true });
  const { status, output: said } = kyket(['build', '--worktree', '--no-sync', '--quiet', ...day], { cwd: folder });
  if (status !== 0) throw new Error(`check tells nothing, and a build fails: ${said}`);
  const names = fs.readdirSync(output, { recursive: true, withFileTypes: true }).filter((item) => item.isFile());
  return new Map(names.map((item) => [path.relative(output, path.join(item.parentPath ?? item.path, item.name)), fs.readFileSync(path.join(item.parentPath ?? item.path, item.name), 'utf8')]));
}

const shorten = (text) => (text.length > 240 ? `${text.slice(0, 240)}…` : text);

// Lines that only one of two texts has.
function difference(before, after) {
  const old = new Set(before.split('\n')), now = new Set(after.split('\n'));
  return [...[...old].filter((line) => !now.has(line)).map((line) => `- ${shorten(line)}`), ...[...now].filter((line) => !old.has(line)).map((line) => `+ ${shorten(line)}`)];
}

const words = (html) => html.replace(/<[^>]*>/g, '\n').replace(/\n[ \n]*/g, '\n');

write(clean);
const known = new Set(messages());
const site = build();
const total = { told: 0, same: 0, neither: 0 };
const byKind = {};
console.log(`seed ${seed}`);
for (let i = 0; i < count; i++) {
  const { kind, name, files } = mutate();
  write(files);
  const isTold = messages().some((message) => !known.has(message));
  const pages = isTold ? undefined : build();
  const differing = isTold ? [] : [...new Set([...site.keys(), ...pages.keys()])].filter((page) => site.get(page) !== pages.get(page));
  const result = isTold ? 'told' : differing.length === 0 ? 'same' : 'neither';
  total[result]++;
  byKind[kind] ??= { told: 0, same: 0, neither: 0 };
  byKind[kind][result]++;
  if (result !== 'neither') continue;
  console.log(`\n${i}: ${kind} in ${name}`);
  for (const file of new Set([...clean.keys(), ...files.keys()]))
    if (clean.get(file) !== files.get(file)) console.log(difference(clean.get(file) ?? '', files.get(file) ?? '').slice(0, 6).map((line) => `    ${line}`).join('\n'));
  const shown = differing.filter((page) => page.endsWith('.html'));
  console.log(`  ${differing.length} files differ: ${shown.slice(0, 4).join(' ')}`);
  if (shown.length > 0) console.log(difference(words(site.get(shown[0]) ?? ''), words(pages.get(shown[0]) ?? '')).slice(0, 6).map((line) => `    ${line}`).join('\n'));
}
console.log('');
for (const [kind, each] of Object.entries(byKind).sort()) console.log(`${kind}: ${each.told} told, ${each.same} the same, ${each.neither} neither`);
console.log(`${count} mutations: ${total.told} told, ${total.same} the same, ${total.neither} neither`);
