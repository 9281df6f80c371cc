'use strict';
// The benchmark's registers are proper ones, and its floor writes what it is told.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { commitFiles, hugoFiles, registerFiles } = require('../benchmark/corpus.js');
const { listFiles: sizes } = require('../benchmark/machine.js');
const { assertSameFiles, read, temporaryFolder } = require('../support/folders.js');
const { git, kyket, program } = require('../support/program.js');
const { Website } = require('../support/website.js');

const beside = (name) => path.join(path.dirname(program), 'tests', 'benchmark', name);
const text = (files) => [...files].map(([name, content]) => `${name}\n${content}`).join('\n');

async function register(t, entries, seed = 1) {
  const folder = path.join(temporaryFolder(t), 'register.git');
  await commitFiles(folder, registerFiles(entries, seed), 'Sổ thử');
  return folder;
}

function build(t, repository) {
  const output = path.join(temporaryFolder(t), 'output');
  const result = kyket(['build', '-C', repository, '-o', output, '--date', '2026-12-31', '--cache', `${output}.cache`]);
  assert.equal(result.status, 0, result.output);
  return { output, said: result.output };
}

test('a register of 300 entries builds without a warning, and all its links lead somewhere', async (t) => {
  const { output, said } = build(t, await register(t, 300));
  assert.match(said, /^kyket: \d+ entries, .*\n$/);
  const website = new Website(output, 'https://example.vn/');
  assert.deepEqual(website.checkAll(), []);
  const count = (pattern) => [...website.files].filter((file) => pattern.test(file)).length;
  assert.equal(count(/^thoa-thuan\/ctph-\d+\/index\.html$/), 60);
  assert.equal(count(/^tin-tuc\/\d{4}\/tin-\d+\/index\.html$/), 240);
});

test('the same entries and seed are the same register; another seed is another', async (t) => {
  assert.equal(text(registerFiles(300, 1)), text(registerFiles(300, 1)));
  assert.notEqual(text(registerFiles(300, 1)), text(registerFiles(300, 2)));
  assert.equal(git(await register(t, 100), 'rev-parse', 'HEAD'), git(await register(t, 100), 'rev-parse', 'HEAD'));
});

test('a thousand entries are written the same twice', async (t) => {
  const repository = await register(t, 1000);
  assertSameFiles(build(t, repository).output, build(t, repository).output);
});

test('Hugo is given the same agreements and news', () => {
  const names = (files, pattern) => [...files].map(([name]) => pattern.exec(name)?.[1]).filter(Boolean).sort();
  const pattern = /^content\/(?:agreements|news\/\d{4})\/([^/]*?)(?:\.md|\/_index\.md)$/;
  const ours = names(registerFiles(300, 1), pattern);
  assert.equal(ours.length, 300);
  assert.deepEqual(names(hugoFiles(300, 1), pattern), ours);
});

test('the floor writes as many files and bytes as its manifest says, with any number of threads', async (t) => {
  const repository = await register(t, 100);
  const { output } = build(t, repository);
  const files = sizes(output);
  const folder = temporaryFolder(t);
  const manifest = path.join(folder, 'manifest');
  fs.writeFileSync(manifest, files.map(([name, size]) => `${size} ${name}\n`).join(''));
  for (const threads of ['1', '3']) {
    const floor = path.join(folder, threads);
    const measured = path.join(folder, 'measured.json');
    const stdout = execFileSync(beside('measure'), [measured, beside('floor'), '-j', threads, repository, floor, manifest], { encoding: 'utf8' });
    assert.deepEqual(sizes(floor), files);
    const stats = JSON.parse(stdout);
    assert.deepEqual([stats.written, stats.threads], [files.length, Number(threads)]);
    assert.equal(stats.read, git(repository, 'ls-tree', '-r', '--name-only', 'HEAD').trim().split('\n').length);
    assert.ok(stats.html > 0 && stats.events > stats.read * 4);
    assert.ok(JSON.parse(read(measured)).seconds >= stats.seconds.total);
  }
});
