'use strict';
// README.vi.md: its register builds without a warning, and each mistake that it shows is reported as it says.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { test } = require('node:test');
const { codeLines, documentText, fencedBlocks, marked, shownFiles, tableRows } = require('../support/documents.js');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { temporaryFolder } = require('../support/folders.js');
const { Repository, photo } = require('../support/register.js');

const guide = documentText('README.vi.md');
const media = { 'content/media/2026/le-ky.jpg': photo, 'content/media/2026/chuong-trinh.pdf': '%PDF-1.4\n' };
const files = { ...shownFiles(guide), ...media };
const mistakes = tableRows(marked(guide, 'mistakes'));
const twenty = tableRows(marked(guide, 'twenty'));
const day = ['--date', '2026-11-30', '--lang', 'vi'];

const registerOf = (t, changes = {}) =>
  new Repository(`${temporaryFolder(t)}/register`).write({ ...files, ...changes });

function check(repository, ...args) {
  const result = repository.kyket(['check', '--worktree', ...day, ...args]);
  return { ...result, diagnostics: parseDiagnostics(result.stdout) };
}

// The file with lines, without regard to indents, replaced by others; all places where they stand.
function* replaced(text, right, wrong) {
  const lines = text.split('\n');
  for (let at = 0; at + right.length <= lines.length; at++) {
    if (!right.every((line, i) => lines[at + i].trim() === line)) continue;
    const indent = /^ */.exec(lines[at + right.length - 1])[0];
    yield [...lines.slice(0, at), ...wrong.map((line) => indent + line), ...lines.slice(at + right.length)].join('\n');
  }
  if (right.length === 1 && wrong.length === 1 && text.includes(`${right[0]} `)) yield text.replace(right[0], wrong[0]);
}

// All registers with the mistake.
function* withMistake(right, wrong) {
  if (/^[a-z]+\/.*\.\w+$/.test(right[0]))
    yield { [`content/${right[0]}`]: null, [`content/${wrong[0]}`]: files[`content/${right[0]}`] };
  for (const [file, text] of Object.entries(files))
    if (typeof text === 'string') for (const changed of replaced(text, right, wrong)) yield { [file]: changed };
}

test('the register of the guide passes a strict check and builds', (t) => {
  const repository = registerOf(t);
  assert.ok(Object.keys(shownFiles(guide)).length >= 8);
  const checked = check(repository, '--strict');
  assert.deepEqual([checked.status, checked.diagnostics], [0, []], checked.output);
  const built = repository.kyket(['build', '--worktree', '--strict', ...day]);
  assert.equal(built.status, 0, built.output);
  for (const page of ['thoa-thuan/chuong-trinh-2026', 'tin-tuc/2026/ky-chuong-trinh', 'tinh-thanh/kien-giang'])
    assert.ok(fs.existsSync(repository.path('output', page, 'index.html')), page);
});

test('the tables of mistakes are whole', () => {
  assert.ok(mistakes.length >= 20);
  assert.equal(twenty.length, 20);
  for (const row of [...mistakes, ...twenty]) assert.equal(row.length, 4, row.join(' | '));
});

for (const [wrong, code, , right] of mistakes)
  test(`the guide's mistake ${wrong} is reported as ${code}`, (t) => {
    const seen = [];
    for (const changes of withMistake(codeLines(right), codeLines(wrong))) {
      const { diagnostics } = check(registerOf(t, changes));
      seen.push(...diagnostics.map((each) => each.code));
    }
    assert.ok(seen.includes(codeLines(code)[0]), `${right} stands in ${seen.length} places: ${seen}`);
  });

for (const [wrong, said, , right] of twenty)
  test(`the guide says what kyket says of ${wrong}`, (t) => {
    const seen = [];
    for (const changes of withMistake(codeLines(right), codeLines(wrong))) seen.push(...check(registerOf(t, changes)).diagnostics.map(({ message }) => message));
    assert.ok(seen.includes(codeLines(said)[0]), `${right}: ${seen.join('\n')}`);
  });

test('the message that the guide explains is the program\'s', (t) => {
  const [, line] = fencedBlocks(guide).map(({ block }) => block.trim()).filter((block) => block.includes('[bad-date]')).entries().next().value;
  const [wrong, , , right] = twenty[0];
  const [changes] = withMistake(codeLines(right), codeLines(wrong));
  assert.equal(check(registerOf(t, changes)).stdout.split('\n')[0], line);
});

test('a warning that the guide silences is gone, and comes back without the reason\'s code', (t) => {
  const silence = fencedBlocks(guide).find(({ block }) => block.startsWith('silenced:')).block;
  const news = 'content/news/2026/ky-chuong-trinh.md';
  const without = files[news].replace(/ *credit: .*\n/, '');
  const codes = (text) => check(registerOf(t, { [news]: text })).diagnostics.map((each) => each.code);
  assert.deepEqual(codes(without), ['photo-without-credit']);
  assert.deepEqual(codes(without.replace('author:', `${silence}author:`)), []);
});

test('drafts and later news are published when they are asked for', (t) => {
  const draft = { 'content/pages/nhap.md': '---\ntitle: Nháp\ndraft: true\n---\n' };
  const later = { 'content/news/2027/mai.md': '---\ntitle: Ngày mai\ndate: 2027-01-01\n---\n' };
  const repository = registerOf(t, { ...draft, ...later });
  const exists = (page) => fs.existsSync(repository.path('output', page, 'index.html'));
  const build = (...args) => assert.equal(repository.kyket(['build', '--worktree', ...day, ...args]).status, 0);
  build();
  assert.deepEqual(['nhap', 'tin-tuc/2027/mai'].map(exists), [false, false]);
  build('--drafts', '--future');
  assert.deepEqual(['nhap', 'tin-tuc/2027/mai'].map(exists), [true, true]);
});

test('an old address that the guide shows leads to the new one', (t) => {
  const alias = /^`(aliases: .*)`/m.exec(guide)[1];
  const name = 'content/agreements/chuong-trinh-2026.md';
  const repository = registerOf(t, { [name]: files[name].replace('type:', `${alias}\ntype:`) });
  assert.equal(repository.kyket(['build', '--worktree', '--strict', ...day]).status, 0);
  const old = alias.replace('aliases: ', '');
  assert.match(fs.readFileSync(repository.path('output', old, 'index.html'), 'utf8'), /thoa-thuan\/chuong-trinh-2026\//);
});
