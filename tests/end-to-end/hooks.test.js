'use strict';
// `kyket hook install`: a push that would break the site is refused, one that does not is published, and of many at once the branch's head is what stands there.

const assert = require('node:assert/strict');
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { setTimeout: wait } = require('node:timers/promises');
const { promisify } = require('node:util');
const { entry, smallRepository } = require('../support/register.js');
const { git, kyket } = require('../support/program.js');
const { snapshot, temporaryFolder } = require('../support/folders.js');

// A bare repository with hooks, and a register that pushes to it.
function setUp(t, { output = 'trang web' } = {}) {
  const folder = temporaryFolder(t);
  const bare = path.join(folder, "kho's.git");
  const site = path.join(folder, output);
  git(folder, 'init', '-q', '--bare', '-b', 'main', bare);
  const installed = kyket(['hook', 'install', '-C', bare, '-o', site]);
  assert.equal(installed.status, 0, installed.output);
  const repository = smallRepository(t);
  git(repository.folder, 'branch', '-M', 'main');
  git(repository.folder, 'remote', 'add', 'origin', bare);
  return { folder, bare, site, repository, installed };
}

// `make pushes` asks for more of both.
const ROUNDS = Number(process.env.ROUNDS ?? 3);
const PUSHES = Number(process.env.PUSHES ?? 6);

const run = promisify(execFile);
const push = (repository, ...refs) => run('git', ['push', '-q', 'origin', ...refs], { cwd: repository.folder }).then(({ stderr }) => ({ good: true, said: stderr }), ({ stderr }) => ({ good: false, said: stderr }));
// Git takes one of several that found the branch at the same commit; the others come again.
async function pushUntilTaken(repository, ref) {
  for (let tries = 1; ; tries++) {
    const { good, said } = await push(repository, ref);
    if (good) return tries;
    assert.match(said, /cannot lock ref|failed to update ref|failed to push/);
    assert.ok(tries < 500, said);
    await wait(20 * tries);
  }
}
const commit = (repository, files) => {
  for (const [file, text] of Object.entries(files)) fs.writeFileSync(repository.path(file), text);
  git(repository.folder, 'add', '-A');
  git(repository.folder, 'commit', '-q', '-m', 'x');
};

test('a good push is published, a bad one is refused with its mistakes and leaves branch and site as they were', async (t) => {
  const { bare, site, repository, installed } = setUp(t);
  assert.deepEqual(installed.stdout.trim().split('\n').map((file) => path.basename(file)), ['pre-receive', 'post-receive']);
  const first = await push(repository, 'main');
  assert.ok(first.good);
  assert.match(first.said, /^remote: kyket: \d+ (mục|entries), /m);
  const front = fs.readFileSync(path.join(site, 'index.html'), 'utf8');
  const head = git(bare, 'rev-parse', 'main');
  commit(repository, { 'content/pages/hong.md': '---\ntitle: Hỏng\nnope: [\n---\n' });
  const { good, said } = await push(repository, 'main');
  assert.ok(!good);
  assert.match(said, /content\/pages\/hong\.md:3:7: error: .*\[yaml-syntax\]/);
  assert.doesNotMatch(said, /remote: kyket: \d/);
  assert.equal(git(bare, 'rev-parse', 'main'), head);
  assert.equal(fs.readFileSync(path.join(site, 'index.html'), 'utf8'), front);
  // Another branch is nobody's business.
  assert.ok((await push(repository, 'main:thu')).good);
  commit(repository, { 'content/pages/hong.md': entry({ title: 'Đã mở' }) });
  assert.ok((await push(repository, 'main')).good);
  assert.ok(fs.existsSync(path.join(site, 'hong', 'index.html')));
  // A branch may go; the site stays.
  git(bare, 'config', 'receive.denyDeleteCurrent', 'ignore');
  assert.ok((await push(repository, ':main')).good);
  assert.ok(fs.existsSync(path.join(site, 'hong', 'index.html')));
});

test('of many pushes at once the head of the branch is what is published', async (t) => {
  const { bare, site, repository } = setUp(t);
  assert.ok((await push(repository, 'main')).good);
  const beside = fs.readdirSync(path.dirname(site)).sort();
  let tries = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const names = [];
    for (let i = 0; i < PUSHES; i++) {
      commit(repository, { 'content/pages/vong.md': entry({ title: `Vòng ${round} lần ${i}` }) });
      git(repository.folder, 'branch', '-f', `r${i}`);
      names.push(`r${i}`);
    }
    for (const tried of await Promise.all(names.map((name) => pushUntilTaken(repository, `+${name}:main`)))) tries += tried;
    const head = git(bare, 'show', 'main:content/pages/vong.md');
    const [title] = /Vòng \d+ lần \d+/.exec(head);
    assert.ok(fs.readFileSync(path.join(site, 'vong', 'index.html'), 'utf8').includes(title), title);
    assert.deepEqual(fs.readdirSync(path.dirname(site)).sort(), beside);
    git(repository.folder, 'reset', '-q', '--hard', git(bare, 'rev-parse', 'main').trim());
  }
  const full = path.join(path.dirname(site), 'full');
  assert.equal(kyket(['build', '-C', bare, '-o', full, '--full']).status, 0);
  assert.deepEqual(snapshot(site), snapshot(full));
  t.diagnostic(`${ROUNDS} rounds of ${PUSHES} pushes at once, all taken, after ${tries} tries`);
});

test('hooks of another program are left alone, own ones are written anew', (t) => {
  const { bare, site } = setUp(t);
  assert.equal(kyket(['hook', 'install', '-C', bare, '-o', site]).status, 0);
  const file = path.join(bare, 'hooks', 'post-receive');
  fs.writeFileSync(file, '#!/bin/sh\nexit 0\n');
  const before = fs.readFileSync(path.join(bare, 'hooks', 'pre-receive'), 'utf8');
  const result = kyket(['hook', 'install', '-C', bare, '-o', `${site}2`]);
  assert.equal(result.status, 3);
  assert.ok(result.stderr.includes(file), result.stderr);
  assert.equal(fs.readFileSync(file, 'utf8'), '#!/bin/sh\nexit 0\n');
  assert.equal(fs.readFileSync(path.join(bare, 'hooks', 'pre-receive'), 'utf8'), before);
});

test('what is wrong with the call is said', (t) => {
  const folder = temporaryFolder(t);
  assert.equal(kyket(['hook', 'install', '-C', folder, '-o', 'x']).status, 3);
  assert.equal(kyket(['hook', 'install', '-C', folder]).status, 2);
  assert.equal(kyket(['hook', 'remove', '-C', folder, '-o', 'x']).status, 2);
  assert.equal(kyket(['hook']).status, 2);
});
