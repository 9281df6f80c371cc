'use strict';
// `kyket publish`: the site as it was built arrives elsewhere, what is new first and removals last; what is no site is not sent, and what is
// not kyket's is not replaced.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { assertSameFiles, exists, read, temporaryFolder, writeFiles } = require('../support/folders.js');
const { kyket } = require('../support/program.js');
const { entry, smallRepository } = require('../support/register.js');

const rsync = spawnSync('sh', ['-c', 'command -v rsync'], { encoding: 'utf8' }).stdout.trim();

// A program of this name before all others, and what its runs write to a log.
function standIn(t, name, script) {
  const folder = temporaryFolder(t);
  writeFiles(folder, { [name]: `#!/bin/sh\n${script.replaceAll('LOG', path.join(folder, 'log'))}\n`, log: '' });
  fs.chmodSync(path.join(folder, name), 0o755);
  return { env: { PATH: `${folder}:${process.env.PATH}` }, log: () => read(folder, 'log').split('\n').filter(Boolean) };
}

function setUp(t, files = {}) {
  const repository = smallRepository(t, files);
  const build = () => {
    const result = repository.kyket(['build', '-q']);
    assert.equal(result.status, 0, result.output);
  };
  build();
  return { repository, build, site: repository.path('output'), target: path.join(temporaryFolder(t), 'trang web') };
}

test('rsync: what is new goes first, then what has changed, then what is gone', { skip: rsync === '' && 'there is no rsync' }, (t) => {
  const { repository, build, site, target } = setUp(t, { 'content/pages/cu.md': entry({ title: 'Trang cũ' }) });
  const first = repository.kyket(['publish', target]);
  assert.equal(first.status, 0, first.output);
  assert.match(first.stderr, /output is published at .*trang web, with rsync/);
  assertSameFiles(target, site);
  // What others keep there, under names with a dot, stays; what else is there goes.
  writeFiles(target, { '.htaccess': 'x', '.well-known/acme/khoa': 'x', 'assets/.giu': 'x', 'la.html': 'x', 'thoa-thuan/la/index.html': 'x' });
  repository.commit({ 'content/pages/cu.md': null, 'content/pages/moi.md': entry({ title: 'Trang mới' }), 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu khác' }) });
  build();
  const state = (name, wanted) => `grep -qs "${wanted}" '${target}/${name}/index.html' && printf '1 ' >>LOG || printf '0 ' >>LOG`;
  const watcher = standIn(t, 'rsync', `${rsync} "$@"\nstatus=$?\n${state('moi', 'Trang mới')}\n${state('gioi-thieu', 'Giới thiệu khác')}\n${state('cu', 'Trang cũ')}\necho >>LOG\nexit $status`);
  const second = repository.kyket(['publish', target, '-o', 'output/', '-q'], watcher);
  assert.deepEqual([second.status, second.output], [0, '']);
  assert.deepEqual(watcher.log().map((line) => line.trim()), ['1 0 1', '1 1 1', '1 1 0']);
  for (const name of ['.htaccess', '.well-known/acme/khoa', 'assets/.giu']) {
    assert.equal(read(target, name), 'x', name);
    fs.rmSync(path.join(target, name));
  }
  fs.rmSync(path.join(target, '.well-known'), { recursive: true });
  assertSameFiles(target, site);
  // A target that can't be written: rsync's own words, and ours.
  const failed = repository.kyket(['publish', path.join(target, '..', 'khong', 'co', 'x')]);
  assert.equal(failed.status, 3);
  assert.match(failed.stderr, /rsync: .*\n[\s\S]*kyket publish: rsync failed when it sent what is new, with exit status \d+/);
});

test('rsync: two builds of one second, with pages of one size, are told apart', { skip: rsync === '' && 'there is no rsync' }, (t) => {
  const { repository, site, target } = setUp(t);
  const page = path.join(site, 'gioi-thieu', 'index.html');
  const second = Math.floor(Date.now() / 1000);
  for (const [fraction, title] of [[0.25, 'aaaa'], [0.5, 'bbbb']]) {
    fs.writeFileSync(page, read(page).replace(/<title>..../, `<title>${title}`));
    fs.utimesSync(page, second, second + fraction);
    assert.equal(repository.kyket(['publish', target, '-q']).status, 0);
  }
  assert.match(read(page), /<title>bbbb/);
  assertSameFiles(target, site);
});

test('rclone: it copies, then removes; the output is locked meanwhile, and no shell reads the target', (t) => {
  const { repository, site } = setUp(t);
  const target = 'kho:$(touch bi-pha); so';
  const rclone = standIn(t, 'rclone', `flock -n '${path.dirname(site)}' true && echo unlocked >>LOG\nfor word; do printf '%s|' "$word" >>LOG; done; echo >>LOG`);
  const result = repository.kyket(['publish', '--with', 'rclone', target], rclone);
  assert.equal(result.status, 0, result.output);
  const paths = `--|${site}/|${target}|`;
  assert.deepEqual(rclone.log(), [`copy|--ignore-existing|${paths}`, `copy|${paths}`, `sync|--delete-after|--filter=- .*|--filter=- .*/**|${paths}`]);
  assert.ok(!exists(repository.folder, 'bi-pha'));
});

test('a step that fails is the last, with its exit status or signal', (t) => {
  const { repository } = setUp(t);
  for (const [end, sentence] of [['exit 5', /rclone failed when it sent what is new, with exit status 5/], ['kill -TERM $$', /rclone was stopped when it sent what is new, by signal 15/]]) {
    const rclone = standIn(t, 'rclone', `echo "$1" >>LOG\n${end}`);
    const result = repository.kyket(['publish', '--with', 'rclone', 'kho:so'], rclone);
    assert.equal(result.status, 3);
    assert.match(result.stderr, sentence);
    assert.doesNotMatch(result.stderr, /is published/);
    assert.deepEqual(rclone.log(), ['copy']);
  }
});

test('a program that is not installed is named, with its package', (t) => {
  const { repository } = setUp(t);
  for (const name of ['rsync', 'rclone']) {
    const result = repository.kyket(['publish', '--with', name, 'kho:so'], { env: { PATH: temporaryFolder(t) } });
    assert.equal(result.status, 3);
    assert.match(result.stderr, new RegExp(`${name} is not installed; install the Debian package ${name}`));
  }
});

test('what is no whole site is not sent', (t) => {
  const { repository } = setUp(t);
  const sender = standIn(t, 'rsync', 'echo "$@" >>LOG');
  writeFiles(repository.folder, { 'khac/a.html': 'x', 'do-dang/index.html': 'x', 'do-dang/.kyket': 'kyket\n' });
  fs.mkdirSync(repository.path('rong'));
  for (const folder of ['khac', 'rong', 'do-dang', 'khong-co', 'khong/co']) {
    const result = repository.kyket(['publish', 'www@example.vn:/srv/', '-o', folder], sender);
    assert.equal(result.status, 3, folder);
    assert.match(result.stderr, /is no site that kyket has built/, folder);
  }
  assert.ok(!exists(repository.folder, 'khong'));
  assert.deepEqual(sender.log(), []);
});

test('folders of this machine that are not kyket\'s, or not apart, are refused', (t) => {
  const { repository, site } = setUp(t);
  const sender = standIn(t, 'rsync', 'echo "$@" >>LOG');
  writeFiles(repository.folder, { 'khac/a.html': 'x', 'tep': 'x' });
  fs.symlinkSync(site, repository.path('loi-tat'));
  for (const [target, sentence] of [['khac', /khac holds files that are not kyket's/], ['tep', /tep holds files/], [site, /must lie apart/], ['output/a/b', /must lie apart/], ['.', /must lie apart/], ['loi-tat', /must lie apart/]]) {
    const result = repository.kyket(['publish', target], sender);
    assert.equal(result.status, 3, target);
    assert.match(result.stderr, sentence, target);
  }
  assert.deepEqual(sender.log(), []);
  for (const args of [[], [''], ['a', 'b'], ['a', '--with', 'scp']]) assert.equal(repository.kyket(['publish', ...args]).status, 2, args.join(' '));
  assert.equal(repository.kyket(['publish', 'kho:so'], sender).status, 0);
  assert.equal(kyket(['publish', '--', '-x:y', '-o'], { cwd: repository.folder }).status, 2);
});
