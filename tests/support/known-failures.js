'use strict';
// A test of what is known to be broken, with the reason. It passes for as long as what it asserts does not hold, and
// fails once it does: then a plain test is to be made of it. tests/run.js counts those that still stand.

const assert = require('node:assert/strict');
const { test } = require('node:test');

const MARK = 'known to fail';

async function expectFailure(body, reason) {
  try {
    await body();
  } catch (error) {
    // Anything but an assertion is a fault of the test itself.
    if (error instanceof assert.AssertionError) return;
    throw error;
  }
  assert.fail(`this holds now, so make a plain test of it; it was ${MARK}: ${reason}`);
}

const knownToFail = (name, reason, body) => test(`${MARK}: ${name} (${reason})`, (t) => expectFailure(() => body(t), reason));

module.exports = { MARK, expectFailure, knownToFail };
