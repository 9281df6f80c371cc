'use strict';
// .ci/packages: does nothing when all is there, asks apt-get for what is missing, and says what it lacks.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { temporaryFolder, writeFiles } = require('../support/folders.js');
const { root } = require('../support/program.js');

const script = path.join(root, '.ci', 'packages');
const commands = { build: ['make', 'gcc', 'pkg-config', 'esbuild'], check: ['git', 'node', 'npm', 'java', 'valgrind', 'mandoc', 'vips', 'chromium'] };

// A PATH with a shell's tools, stand-ins for the commands, and an apt-get that writes down what it is asked and
// brings what it is asked for.
function machine(t, { present, apt = 'works', user = 0, sudo = false, offered = [] }) {
  const folder = temporaryFolder(t);
  const bin = path.join(folder, 'bin');
  const files = {};
  const stand = (name, text) => (files[`bin/${name}`] = `#!/bin/sh\n${text}\n`);
  for (const name of present) stand(name, 'exit 0');
  stand('id', `echo ${user}`);
  if (sudo) stand('sudo', `echo "sudo $*" >>${folder}/log\nexec "$@"`);
  if (apt !== 'absent')
    stand('apt-get', `echo "$* $DEBIAN_FRONTEND" >>${folder}/log
case "$*" in
*install*) ${apt === 'works' ? `for name in make gcc pkg-config esbuild git node npm java valgrind mandoc vips chromium ${offered.join(' ')}; do printf '#!/bin/sh\\nexit 0\\n' >${bin}/$name; chmod +x ${bin}/$name; done` : apt === 'fails' ? 'exit 100' : ':'} ;;
*update*) ${apt === 'offline' ? 'exit 100' : ':'} ;;
esac`);
  stand('apt-cache', `case " ${offered.join(' ')} " in *" $2 "*) exit 0 ;; esac\nexit 100`);
  writeFiles(folder, files);
  for (const name of Object.keys(files)) fs.chmodSync(path.join(folder, name), 0o755);
  for (const tool of ['env', 'cat', 'chmod', 'printf']) {
    const found = ['/usr/bin', '/bin'].map((place) => path.join(place, tool)).find((file) => fs.existsSync(file));
    fs.symlinkSync(found, path.join(bin, tool));
  }
  return (...groups) => {
    const result = spawnSync('/bin/sh', [script, ...groups], { env: { PATH: bin }, encoding: 'utf8', timeout: 20000 });
    const log = path.join(folder, 'log');
    return { ...result, log: fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n') : [] };
  };
}

const all = [...commands.build, ...commands.check];

test('when all is there, nothing is done and nothing said', (t) => {
  const result = machine(t, { present: all, user: 1000, apt: 'absent' })('build', 'check');
  assert.deepEqual([result.status, result.stdout, result.stderr], [0, '', '']);
});

test('what is missing is installed, without questions and without more than is asked for', (t) => {
  const result = machine(t, { present: all.filter((name) => name !== 'valgrind' && name !== 'java') })('check');
  assert.equal(result.status, 0, result.stderr);
  assert.match(result.log[0], /^update\b/);
  assert.match(result.log[1], /^install .*--no-install-recommends default-jre-headless valgrind noninteractive$/);
  assert.equal(result.log.length, 2);
});

test('a bare machine gets everything of a group', (t) => {
  const result = machine(t, { present: [] })('build');
  assert.equal(result.status, 0, result.stderr);
  for (const name of ['make', 'gcc', 'libc6-dev', 'pkg-config', 'libcmark-dev', 'libyaml-dev', 'libgit2-dev', 'libicu-dev', 'libjansson-dev', 'libxxhash-dev', 'zlib1g-dev', 'esbuild'])
    assert.ok(result.log[1].split(' ').includes(name), name);
  assert.ok(!result.log[1].includes('valgrind'));
});

test('a user goes through sudo', (t) => {
  const result = machine(t, { present: commands.build, user: 1000, sudo: true })('check');
  assert.equal(result.status, 0, result.stderr);
  assert.match(result.log[0], /^sudo apt-get update/);
  assert.ok(result.log.some((line) => /^install .* noninteractive$/.test(line)), result.log.join('\n'));
});

for (const [name, options, sentence] of [
  ['a user without sudo', { user: 1000 }, /needs root.*apt-get install/],
  ['no apt-get', { apt: 'absent' }, /no apt-get/],
  ['no network', { apt: 'offline' }, /update failed/],
  ['a failing apt-get', { apt: 'fails' }, /install failed/],
  ['packages that do not bring what is needed', { apt: 'useless' }, /not found/],
])
  test(`${name}: it says plainly what is lacking, and fails`, (t) => {
    const result = machine(t, { present: [], ...options })('build');
    assert.equal(result.status, 1);
    assert.match(result.stderr, sentence);
    assert.match(result.stderr, /libcmark-dev/);
  });

test('what is only wished for is installed where Debian has it', (t) => {
  const result = machine(t, { present: ['git'], offered: ['hugo'] })('bench');
  assert.equal(result.status, 0, result.stderr);
  assert.match(result.log[1], /^install .* nodejs hugo noninteractive$/);
  const without = machine(t, { present: ['git'] })('bench');
  assert.equal(without.status, 0, without.stderr);
  assert.match(without.log[1], /^install .* nodejs noninteractive$/);
});

test('wrong groups are wrong usage', (t) => {
  for (const groups of [[], ['bulid'], ['build', 'chek']]) {
    const result = machine(t, { present: [] })(...groups);
    assert.equal(result.status, 2, result.stderr);
    assert.match(result.stderr, /usage: /);
    assert.deepEqual(result.log, []);
  }
});

test('the lock file of the tests fixes every package by its digest, and names no registry', () => {
  const lock = JSON.parse(fs.readFileSync(path.join(root, 'tests', 'package-lock.json'), 'utf8'));
  const packages = Object.entries(lock.packages).filter(([name]) => name !== '');
  assert.ok(packages.length > 10);
  for (const [name, { integrity, resolved, hasInstallScript }] of packages) {
    assert.match(integrity ?? '', /^sha512-/, name);
    assert.equal(resolved, undefined, name);
    assert.ok(!hasInstallScript || name === 'node_modules/vnu-jar', `${name} runs a script when it is installed`);
  }
  assert.match(fs.readFileSync(path.join(root, 'tests', '.npmrc'), 'utf8'), /^ignore-scripts=true$/m);
});
