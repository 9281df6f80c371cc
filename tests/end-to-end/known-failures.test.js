'use strict';
// What is known to be broken, and the tests of that kind of test.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { test } = require('node:test');
const { expectFailure, knownToFail } = require('../support/known-failures.js');
const { dump, entry, news, smallRepository } = require('../support/register.js');

const newsPath = 'content/news/2018/ky-quy-che.md';

test('what fails as expected passes, what holds now fails, and a broken test is no expected failure', async () => {
  await expectFailure(() => assert.equal(1, 2), 'one is not two');
  await expectFailure(async () => assert.equal(1, 2), 'one is not two');
  await assert.rejects(expectFailure(() => assert.equal(1, 1), 'one was two'), /this holds now.*one was two/);
  await assert.rejects(
    expectFailure(() => undefined.name, 'a fault of the test'),
    TypeError,
  );
});

knownToFail('an empty text of a link to a file is filled with its name', 'it shows an ellipsis', (t) => {
  const repository = smallRepository(t, { [newsPath]: entry(news, 'Xem [](media:le-ky.png).') });
  repository.kyket(['build', '-q']);
  const page = fs.readFileSync(repository.path('output/tin-tuc/2018/ky-quy-che/index.html'), 'utf8');
  assert.match(page, /<a href="\/media\/le-ky\.png">le-ky\.png<\/a>/);
});

knownToFail('a topic may have aliases', 'data files know no such key', (t) => {
  const topics = [{ id: 'tre-em', name: 'Trẻ em', aliases: ['/tre-em/'] }, { id: 'viec-lam', name: 'Việc làm' }];
  const repository = smallRepository(t, { 'content/data/topics.yaml': dump(topics) });
  repository.kyket(['build', '-q']);
  assert.ok(fs.existsSync(repository.path('output/tre-em/index.html')));
});
