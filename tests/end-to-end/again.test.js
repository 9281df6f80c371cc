'use strict';
// The same built again: it ends at once and says the same; whatever is different is built.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { exists, read, temporaryFolder, writeFiles } = require('../support/folders.js');
const { smallRepository } = require('../support/register.js');

// A build of a register with a warning; `seconds.read` is 0 when nothing was read but the last build's record.
function setUp(t) {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  repository.commit({ 'content/pages/them.md': '---\ntitle: Thêm\nsumary: sai khóa\n---\n' }, 'Một trang');
  const build = (...args) => {
    const stats = path.join(folder, 'stats.json');
    const result = repository.kyket(['build', '-q', '--date', '2024-06-01', '-o', path.join(folder, 'site'), '--stats', stats, ...args]);
    assert.equal(result.status, 0, result.output);
    const { seconds, ...counts } = JSON.parse(fs.readFileSync(stats, 'utf8'));
    return { ...counts, seconds, said: result.stderr, atOnce: seconds.read === 0 };
  };
  return { repository, folder, build };
}

test('the same again ends at once, with the same warnings and counts', (t) => {
  const { build } = setUp(t);
  const first = build();
  const second = build();
  assert.equal(first.atOnce, false);
  assert.equal(second.atOnce, true);
  assert.match(first.said, /unknown-key/);
  assert.equal(second.said, first.said);
  assert.deepEqual([second.written, second.unchanged, second.removed], [0, first.written, 0]);
  assert.deepEqual([second.entries, second.pages], [first.entries, first.pages]);
});

test('the phases are told in their order and make up the time', (t) => {
  const { build } = setUp(t);
  const { seconds, phases } = build();
  assert.deepEqual(Object.keys(phases), [
    'start', 'list', 'entries', 'resolve', 'order', 'link', 'derive', 'history', 'theme', 'plan',
    'compare', 'search', 'pages', 'commit', 'keep',
  ]);
  const sum = Object.values(phases).reduce((before, each) => before + each, 0);
  assert.ok(Object.values(phases).every((each) => each >= 0));
  assert.ok(sum <= seconds.total && sum > seconds.read + seconds.plan + seconds.publish - 1e-3);
  assert.deepEqual(Object.keys(build().phases), ['start'], 'the same again');
});

test('another day, option, commit or folder is built', (t) => {
  const { repository, folder, build } = setUp(t);
  build();
  for (const args of [['--date', '2026-06-01'], ['-b', 'https://khac.example.vn/'], ['-D'], ['--worktree'], ['--full']])
    assert.equal(build(...args).atOnce, false, args.join(' '));
  assert.equal(build().atOnce, false, 'what is published is another site now');
  assert.equal(build().atOnce, true);
  assert.equal(build('-o', path.join(folder, 'other')).atOnce, false);
  repository.commit({ 'content/pages/them.md': '---\ntitle: Thêm nữa\n---\n' }, 'Sửa');
  const after = build();
  assert.equal(after.atOnce, false);
  assert.equal(after.said, '');
  assert.match(read(folder, 'site', 'them', 'index.html'), /Thêm nữa/);
});

test('a build with errors in between leaves what was known', (t) => {
  const { repository, folder, build } = setUp(t);
  build();
  repository.commit({ 'content/pages/hong.md': '---\n{\n---\n' }, 'Hỏng');
  const failed = repository.kyket(['build', '-q', '--date', '2024-06-01', '-o', path.join(folder, 'site')]);
  assert.equal(failed.status, 1);
  const back = build('--rev', 'HEAD~1');
  assert.equal(back.atOnce, true);
  assert.equal(exists(folder, 'site', 'hong', 'index.html'), false);
});

test('a record that is damaged or gone counts for nothing', (t) => {
  const { folder, build } = setUp(t);
  build();
  const cache = path.join(folder, '.kyket');
  const name = path.join(cache, fs.readdirSync(cache).find((file) => file.startsWith('last-')));
  const good = fs.readFileSync(name);
  for (const bad of [good.subarray(0, 20), Buffer.alloc(0), Buffer.concat([good, Buffer.from('x')]), Buffer.from('kyket-last-1 1 1 1 1 1')]) {
    fs.writeFileSync(name, bad);
    assert.equal(build().atOnce, false);
    assert.equal(build().atOnce, true);
  }
  fs.rmSync(name);
  assert.equal(build().atOnce, false);
});

test('what others changed in the output goes with --full alone', (t) => {
  const { folder, build } = setUp(t);
  build();
  writeFiles(path.join(folder, 'site'), { 'index.html': 'của ai đó', 'la.html': 'lạ' });
  assert.equal(build().atOnce, true);
  assert.equal(read(folder, 'site', 'index.html'), 'của ai đó');
  build('--full');
  assert.match(read(folder, 'site', 'index.html'), /Sổ thử/);
  assert.equal(exists(folder, 'site', 'la.html'), false);
});
