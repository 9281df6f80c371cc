'use strict';
// The search index of a large register: in parts, of which a new entry changes none.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { commitFiles, registerFiles } = require('../benchmark/corpus.js');
const { assertSameFiles, temporaryFolder } = require('../support/folders.js');
const { kyket } = require('../support/program.js');

const PART = 1000;

// News of few words, a day each.
function* newsFiles(count) {
  yield ['content/site.yaml', 'title: Sổ thử\nbase_url: https://example.vn/\n'];
  for (let i = 0; i < count; i++) {
    const date = new Date(Date.UTC(1960, 0, 1 + i)).toISOString().slice(0, 10);
    yield [`content/news/${date.slice(0, 4)}/tin-${i * 7919 % count}.md`, `---\ntitle: Tin ngày ${date}\ndate: ${date}\n---\n`];
  }
}

async function register(t, files) {
  const folder = path.join(temporaryFolder(t), 'register.git');
  await commitFiles(folder, files, 'Sổ thử');
  return folder;
}

function build(repository, output, cache = `${output}.cache`) {
  const result = kyket(['build', '-C', repository, '-o', output, '--date', '2026-12-31', '--cache', cache]);
  assert.equal(result.status, 0, result.output);
  return output;
}

const textOf = (output, name) => fs.readFileSync(path.join(output, 'tim-kiem', name), 'utf8');
const readParts = (output) => {
  const index = JSON.parse(textOf(output, 'index.json'));
  const names = Array.from({ length: index.parts ?? 0 }, (_, i) => `${i + 1}.json`);
  return { index, parts: names.map((name) => JSON.parse(textOf(output, name)).entries) };
};

// What is wrong with an index in parts: each entry once, each part full, the oldest first, the newest in the index itself.
function check({ index, parts }, addresses) {
  const problems = [];
  const isDated = ({ kind }) => kind === 'agreement' || kind === 'news';
  const dated = index.entries.filter(isDated);
  const all = [...parts.flat(), ...index.entries].map(({ url }) => url).sort();
  if (JSON.stringify(all) !== JSON.stringify(addresses)) problems.push('not every entry is there once');
  if (parts.length > 0 && dated.length < PART) problems.push(`the index has ${dated.length} dated entries`);
  if (dated.length >= 2 * PART) problems.push('there is a part too few');
  let latest = '';
  for (const part of [...parts, dated]) {
    const dates = part.map(({ date }) => date).sort();
    if (part !== dated && (part.length !== PART || !part.every(isDated))) problems.push('a part is not whole');
    if (dates[0] < latest) problems.push('a part has what is older than the part before');
    latest = dates.at(-1);
  }
  return problems;
}

test('the index of a small register is one file', async (t) => {
  const output = build(await register(t, registerFiles(300, 1)), path.join(temporaryFolder(t), 'output'));
  assert.deepEqual(Object.keys(readParts(output).index), ['entries']);
  assert.deepEqual(fs.readdirSync(path.join(output, 'tim-kiem')).sort(), ['index.html', 'index.json']);
});

test('of a large register the older entries stand in parts, which a new entry leaves as they are', async (t) => {
  const repository = await register(t, newsFiles(2 * PART));
  const output = build(repository, path.join(temporaryFolder(t), 'output'));
  const before = readParts(output);
  assert.equal(before.parts.length, 1);
  const addresses = [...before.index.entries, ...before.parts.flat()].map(({ url }) => url).sort();
  assert.deepEqual(addresses.filter((address) => !fs.existsSync(path.join(output, address, 'index.html'))), []);
  assert.equal(addresses.filter((address) => /^\/(thoa-thuan|tin-tuc)\//.test(address)).length, 2 * PART);
  assert.deepEqual(check(before, addresses), []);

  const inodes = () => ['1.json', 'index.json'].map((name) => fs.statSync(path.join(output, 'tim-kiem', name)).ino);
  const was = inodes();
  await commitFiles(repository, [['content/news/2026/tin-moi.md', '---\ntitle: Tin mới\ndate: 2026-12-30\n---\n\nTin.\n']], 'Thêm tin');
  build(repository, output);
  const is = inodes();
  assert.deepEqual([is[0] === was[0], is[1] === was[1]], [true, false]);
  const whole = path.join(temporaryFolder(t), 'output');
  assertSameFiles(output, build(repository, whole));
  const after = readParts(output);
  assert.deepEqual(check(after, [...addresses, '/tin-tuc/2026/tin-moi/'].sort()), []);

  // What is checked is found.
  assert.match(check({ index: after.index, parts: [] }, addresses).join(), /not every entry/);
  assert.match(check({ index: { entries: after.parts[0] }, parts: [after.index.entries] }, addresses).join(), /older than the part before/);
  after.index.entries.push(after.parts[0].pop());
  assert.match(check(after, addresses).join(), /not whole/);
});
