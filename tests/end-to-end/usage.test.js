'use strict';
// The command line: what is asked wrongly is said, with exit status 2, and nothing is done.

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const { exists, temporaryFolder } = require('../support/folders.js');
const { smallRepository } = require('../support/register.js');

for (const args of [
  [],
  ['dung'],
  ['biuld'],
  ['build', '--khong-co'],
  ['build', '-x'],
  ['build', 'thua'],
  ['build', '-o'],
  ['build', '--rev'],
  ['build', '--date', 'hom-nay'],
  ['build', '--date', '2024-02-30'],
  ['build', '--date', ''],
  ['build', '-j', '0'],
  ['build', '-j', 'hai'],
  ['build', '-o', ''],
  ['build', '-b', 'example.vn'],
  ['build', '-b', 'ftp://example.vn/'],
  ['build', '-b', 'javascript:alert(1)'],
  ['build', '--strict=yes'],
  ['check', '--format', 'xml'],
  ['check', '-o', 'site'],
  ['build', '--format', 'json'],
])
  test(`wrong usage: kyket ${args.join(' ')}`, (t) => {
    const repository = smallRepository(t);
    const result = repository.kyket(args);
    assert.equal(result.status, 2, result.output);
    assert.notEqual(result.stderr, '');
    assert.equal(result.stdout, '');
    assert.ok(!exists(repository.folder, 'output'));
  });

test('what is asked wrongly is named as it was typed', (t) => {
  const repository = smallRepository(t);
  for (const [args, named] of [
    [['build', '-x'], '-x'], [['build', '-qx', 'thua'], '-x'], [['build', '-x', '-q'], '-x'], [['check', '--strict', '-xD', '-F'], '-x'], [['build', '--khong-co', 'x'], '--khong-co'], [['build', '--quiet=5', '-F'], '--quiet=5'],
    [['build', '-q', '-o'], '-o'], [['build', '--date'], '--date'], [['build', '-qo'], '-o'], [['build', '-q', '--output'], '--output'], [['build', '-qđ', '-F'], '-qđ'],
  ]) {
    const { status, stderr } = repository.kyket(args);
    assert.equal(status, 2);
    assert.ok(stderr.includes(`: ${named};`), `${args}: ${stderr}`);
  }
});

test('--help goes to standard output and is done', (t) => {
  const repository = smallRepository(t);
  for (const args of [['--help'], ['build', '--help'], ['check', '--help']]) {
    const result = repository.kyket(args);
    assert.equal(result.status, 0, result.output);
    assert.match(result.stdout, /kyket (build|check)/);
    assert.equal(result.stderr, '');
  }
});

test('--version says the version', (t) => {
  const result = smallRepository(t).kyket(['--version']);
  assert.equal(result.status, 0, result.output);
  assert.match(result.stdout, /^kyket \d+\.\d+\.\d+/);
});

test('every option of the contract is accepted, short and long', (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  for (const [index, args] of [
    ['-b', 'https://example.vn/', '--date', '2024-06-01', '-D', '-F', '--strict', '-j', '2', '--full', '--force', '--no-sync', '-q'],
    ['--cache', path.join(folder, 'cache'), '--stats', path.join(folder, 'stats.json'), '-v', '--drafts', '--future'],
    ['-C', repository.folder, '--rev', 'HEAD', '--content', 'content'],
    ['--repo', repository.folder, '--worktree'],
  ].entries()) {
    const output = path.join(folder, `site-${index}`);
    const result = repository.kyket(['build', '-o', output, ...args]);
    assert.equal(result.status, 0, result.output);
    assert.ok(exists(output, 'index.html'));
  }
  assert.ok(exists(folder, 'stats.json'));
});

test('-q says nothing when all is well, and still what is wrong', (t) => {
  const repository = smallRepository(t);
  const quiet = repository.kyket(['build', '-q']);
  assert.deepEqual([quiet.status, quiet.output], [0, '']);
  repository.commit({ 'content/pages/hong.md': '---\ntitle: [\n---\n' });
  const wrong = repository.kyket(['build', '-q']);
  assert.equal(wrong.status, 1);
  assert.match(wrong.output, /content\/pages\/hong\.md:\d+:\d+: error: /);
});

test('check writes nothing', (t) => {
  const repository = smallRepository(t);
  const result = repository.kyket(['check']);
  assert.equal(result.status, 0, result.output);
  assert.equal(repository.git('status', '--porcelain', '--ignored'), '');
});
