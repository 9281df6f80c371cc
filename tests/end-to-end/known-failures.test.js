'use strict';
// What is known to be broken, and the tests of that kind of test.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { expectFailure } = require('../support/known-failures.js');

test('what fails as expected passes, what holds now fails, and a broken test is no expected failure', async () => {
  await expectFailure(() => assert.equal(1, 2), 'one is not two');
  await expectFailure(async () => assert.equal(1, 2), 'one is not two');
  await assert.rejects(expectFailure(() => assert.equal(1, 1), 'one was two'), /this holds now.*one was two/);
  await assert.rejects(
    expectFailure(() => undefined.name, 'a fault of the test'),
    TypeError,
  );
});
