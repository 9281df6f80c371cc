'use strict';
// A build makes only what is different; what it leaves is what a full build makes.

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const { assertSameFiles, exists, read, temporaryFolder, writeFiles } = require('../support/folders.js');
const { smallRepository } = require('../support/register.js');
const { campaign } = require('../property/campaign.js');

const isSlow = process.env.ASAN_OPTIONS !== undefined;

test('after each of many random edits the site is the one a full build makes', () => {
  const edits = isSlow ? 25 : 150;
  const total = campaign(edits, 1);
  assert.equal(total.edits, edits);
  assert.ok(total.unchanged > 2 * total.written, 'most files stay as they are');
  assert.ok(total.errors < edits / 4, 'most edits are without errors');
});

test('what was copied from disk makes way for the page at its place', (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  const build = (output, ...args) => {
    const result = repository.kyket(['build', '--worktree', '-o', path.join(folder, output), ...args]);
    assert.equal(result.status, 0, result.output);
  };
  writeFiles(repository.folder, { 'content/static/robots.txt': 'của ban biên tập\n' });
  build('site');
  assert.equal(read(folder, 'site', 'robots.txt'), 'của ban biên tập\n');
  writeFiles(repository.folder, { 'content/static/robots.txt': null });
  build('site');
  build('full', '--full');
  assert.match(read(folder, 'site', 'robots.txt'), /Sitemap/);
  assert.ok(exists(folder, '.kyket'));
  assertSameFiles(path.join(folder, 'site'), path.join(folder, 'full'));
});
