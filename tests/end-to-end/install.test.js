'use strict';
// make install: the program, the default theme and the manual page, where they belong.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { assertSameFiles, listFiles, temporaryFolder } = require('../support/folders.js');
const { environment, program, root } = require('../support/program.js');

const flavours = new Map(['check', 'sanitize'].map((name) => [path.join(root, 'build', name), name]));

test('make install puts everything below DESTDIR and PREFIX, and only there', (t) => {
  const destination = temporaryFolder(t);
  const prefix = '/usr/local';
  const flavour = flavours.get(path.dirname(program)) ?? 'release';
  const result = spawnSync('make', [`FLAVOUR=${flavour}`, `DESTDIR=${destination}`, `PREFIX=${prefix}`, 'install'], {
    cwd: root,
    env: environment(),
    encoding: 'utf8',
  });
  assert.equal(result.status, 0, result.stdout + result.stderr);
  const installed = path.join(destination, prefix);
  assert.deepEqual(
    listFiles(destination).filter((file) => !file.startsWith('usr/local/share/kyket/themes/default/')),
    ['usr/local/bin/kyket', 'usr/local/share/man/man1/kyket.1'],
  );
  assertSameFiles(path.join(installed, 'share/kyket/themes/default'), path.join(root, 'themes', 'default'));
  assert.equal(fs.statSync(path.join(installed, 'bin/kyket')).mode & 0o777, 0o755);
  assert.equal(fs.statSync(path.join(installed, 'share/man/man1/kyket.1')).mode & 0o777, 0o644);
  const run = spawnSync(path.join(installed, 'bin/kyket'), ['--version'], { env: environment(), encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  const manual = fs.readFileSync(path.join(installed, 'share/man/man1/kyket.1'), 'utf8');
  assert.match(manual, /^\.Dt KYKET 1$/m);
  const help = spawnSync(program, ['--help'], { env: environment(), encoding: 'utf8' }).stdout;
  for (const [option] of help.matchAll(/--[a-z-]+/g))
    assert.match(manual, new RegExp(`Fl ${option.slice(1)}\\b`), `the manual page does not name ${option}`);
});
