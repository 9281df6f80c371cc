'use strict';
// Allocations that fail: a sample of those of one build. `make faults` fails each of them.
// Not under sanitizers, which have allocations of their own.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { Faults } = require('../support/faults.js');
const { temporaryFolder } = require('../support/folders.js');
const { smallRepository } = require('../support/register.js');

test('a build in which an allocation fails ends with the right pages or with exit status 3 and the reason', async (t) => {
  const repository = smallRepository(t);
  repository.commit({ 'content/pages/gioi-thieu.md': '---\ntitle: Giới thiệu\n---\n\nĐã sửa.\n' }, 'Sửa');
  const faults = new Faults(repository, temporaryFolder(t));
  assert.ok(faults.count > 1000);
  const numbers = Array.from({ length: 60 }, (_, index) => 1 + Math.floor((index * faults.count) / 60) + (index % 7));
  assert.deepEqual(await faults.faults(numbers), []);
  // A build that no failing allocation meets ends well, so what the others report is theirs.
  assert.equal(await faults.fault(10 * faults.count), '');
});

test('a lack of memory is said to be one, whichever library asked for it', async (t) => {
  const faults = new Faults(smallRepository(t), temporaryFolder(t));
  for (const number of [20, Math.floor(faults.count / 2), faults.count - 200]) assert.equal(await faults.fault(number, { FAIL_ALL: '1' }), '');
});
