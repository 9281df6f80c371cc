'use strict';
// make install: the program, the default theme, the manual and completion, where they belong.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { assertSameFiles, listFiles, temporaryFolder } = require('../support/folders.js');
const { environment, program, root } = require('../support/program.js');
const { smallRepository } = require('../support/register.js');

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
  const manual = ['man1/kyket.1', 'man5/kyket.5', 'man7/kyket-theme.7'].map((page) => `share/man/${page}`);
  const parts = fs.readdirSync(path.dirname(program)).filter((name) => /^kyket-[a-z]+$/.test(name));
  assert.ok(parts.includes('kyket-links'));
  assert.deepEqual(
    listFiles(installed).filter((file) => !file.startsWith('share/kyket/')),
    ['bin/kyket', ...parts.sort().map((name) => `libexec/kyket/${name}`), 'share/bash-completion/completions/kyket', ...manual, 'share/zsh/site-functions/_kyket'],
  );
  assert.deepEqual(fs.readdirSync(destination), ['usr']);
  assert.deepEqual(fs.readdirSync(path.join(destination, 'usr')), ['local']);
  assertSameFiles(path.join(installed, 'share/kyket/themes/default'), path.join(root, 'themes', 'default'));
  assertSameFiles(path.join(installed, 'share/kyket/hosting'), path.join(root, 'generator', 'hosting'));
  assert.deepEqual(fs.readdirSync(path.join(installed, 'share/kyket')).sort(), ['hosting', 'themes']);
  assert.equal(fs.statSync(path.join(installed, 'bin/kyket')).mode & 0o777, 0o755);
  for (const page of manual) assert.equal(fs.statSync(path.join(installed, page)).mode & 0o777, 0o644);
  const run = spawnSync(path.join(installed, 'bin/kyket'), ['--version'], { env: environment(), encoding: 'utf8' });
  assert.equal(run.status, 0, run.stderr);
  // Whatever the prefix, it finds the themes there, and so do its parts.
  const themes = path.join(installed, 'share/kyket/themes');
  fs.cpSync(path.join(themes, 'default'), path.join(themes, 'other'), { recursive: true });
  fs.writeFileSync(path.join(themes, 'other/assets/other.css'), '/* another theme */');
  const repository = smallRepository(t, { 'content/site.yaml': 'title: Sổ thử\nbase_url: https://example.vn/\ntheme: other\n' });
  const built = spawnSync(path.join(installed, 'bin/kyket'), ['build'], { cwd: repository.folder, env: environment(), encoding: 'utf8' });
  assert.equal(built.status, 0, built.stderr);
  assert.ok(fs.existsSync(path.join(repository.folder, 'output/assets/other.css')));
  // The program finds its parts there: this is what kyket-serve says.
  const part = spawnSync(path.join(installed, 'bin/kyket'), ['serve', '--port', 'x'], { env: environment(), encoding: 'utf8' });
  assert.equal(part.status, 2, part.stderr);
  assert.match(part.stderr, /^kyket serve: --port needs a number/);
});
