'use strict';
// The command line: what is asked wrongly is said, with exit status 2, and nothing is done.

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const { exists, snapshot, temporaryFolder } = require('../support/folders.js');
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

const shell = (script) => ['sh', '-c', script];
const commands = [['list', 'page'], ['schema', 'page'], ['check'], ['check', '--format', 'json'], ['version'], ['help'], ['new', '--help']];
for (const [name, script] of [['full', 'exec "$0" "$@" >/dev/full'], ['closed', 'exec "$0" "$@" >&-']])
  test(`what can't be printed because the output is ${name} is said, with exit status 3`, (t) => {
    const repository = smallRepository(t);
    for (const args of commands) {
      const { status, stderr } = repository.kyket(args, { wrapper: shell(script) });
      assert.equal(status, 3, args.join(' '));
      assert.equal(stderr.replace(/^content\/.*\n/gm, ''), `kyket ${args[0]}: can't write the output\n`, args.join(' '));
    }
    const made = repository.kyket(['new', 'page', 'Trang mới'], { wrapper: shell(script) });
    assert.deepEqual([made.status, made.stderr], [3, "kyket new: can't write the output\n"]);
    assert.ok(exists(repository.folder, 'content/pages/trang-moi.md'));
    assert.equal(repository.kyket(['list', 'page']).status, 0);
  });

test('closed streams are no files of the site: it is built as ever', (t) => {
  const repository = smallRepository(t);
  const wrapper = shell('exec "$0" "$@" <&- >&- 2>&-');
  const build = (...more) => assert.equal(repository.kyket(['build', '--date', '2026-01-01', ...more], { wrapper: more.length > 0 ? undefined : wrapper }).status, 0);
  build();
  // With a warning to print.
  repository.commit({ 'content/pages/gioi-thieu.md': '---\ntitle: Giới thiệu\nkhoa_la: x\n---\nĐổi.\n' });
  build();
  build('-o', 'plain', '--cache', '.plain');
  assert.deepEqual(snapshot(repository.path('output')), snapshot(repository.path('plain')));
});

test('a limit of the size of files is a failed call, told with its reason, and leaves nothing half', (t) => {
  const repository = smallRepository(t);
  const limited = (...args) => repository.kyket(args, { wrapper: shell('ulimit -f 0; exec "$0" "$@"') });
  for (const args of [['build'], ['new', 'page', 'Trang mới'], ['rename', 'agreement', 'quy-che-2018', 'quy-che-moi'], ['remove', 'agreement', 'quy-che-2018', '--reason', 'Ghi nhầm']]) {
    const { status, stderr } = limited(...args);
    assert.equal(status, 3, `${args}: ${stderr}`);
    assert.match(stderr, /error: .*File too large/);
    assert.equal(repository.git('status', '--porcelain').replace(/^\?\? (\.kyket|output)\/\n/gm, ''), '');
  }
  assert.equal(repository.kyket(['build']).status, 0);
});

test('a stack that is too small is said, not met', (t) => {
  const repository = smallRepository(t);
  const limited = (kibibytes) => repository.kyket(['build'], { wrapper: shell(`ulimit -s ${kibibytes}; exec "$0" "$@"`) });
  const { status, stderr } = limited(128);
  assert.deepEqual([status, stderr], [3, 'kyket: the stack may grow to 128 KiB here, which is too small; allow more first: ulimit -s 256\n']);
  assert.ok(!exists(repository.folder, 'output'));
  assert.equal(limited(256).status, 0);
});
