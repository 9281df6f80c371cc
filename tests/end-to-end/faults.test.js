'use strict';
// Calls that go wrong: a sample of those of tests/support/faults.js. `make faults` lets each of them go wrong.
// Not under sanitizers, which must be loaded before what counts the calls and have allocations of their own.

const assert = require('node:assert/strict');
const { after, before, test } = require('node:test');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Campaign, Place, Tally, classes, scenarios } = require('../support/faults.js');
const { Random } = require('../property/random.js');

let folder;
let campaign;
before(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-faults-')));
  campaign = new Campaign(folder);
});
after(() => fs.rmSync(folder, { recursive: true, force: true }));

// As many of each class as may be, spread over all of its calls.
const SAMPLE = { files: 1, memory: 8 };

function sample(faults) {
  const random = new Random(18);
  return Object.keys(classes).flatMap((name) => {
    const all = faults.filter((fault) => fault.class === name);
    const count = Math.min(all.length, name === 'memory' ? SAMPLE.memory : SAMPLE.files);
    return Array.from({ length: count }, (_, index) => all[Math.floor(((index + random.next()) * all.length) / count)]);
  });
}

for (const name of Object.keys(scenarios))
  test(`${name}: a call that goes wrong leaves the old site, the new one, or says that it is between`, async () => {
    const tally = new Tally();
    assert.deepEqual(await campaign.run(name, { choose: sample, tally }), []);
    assert.ok([...tally.rows.values()].reduce((sum, row) => sum + row.tried, 0) > 15);
  });

test('what goes wrong is seen to go wrong: the judge knows a lie, a wrong page and what is left', async () => {
  const place = new Place(campaign, 'full', 'judge');
  const judged = (more) => {
    const wrong = [];
    place.judge({ how: 'fail', error: 5, status: 0, signal: null, said: '', where: 'new', found: place.wanted, wrong, ...more });
    return wrong.length;
  };
  assert.equal(judged({}), 0);
  assert.equal(judged({ status: 3, where: 'old', found: place.old, said: 'Input/output error; the published site is as it was' }), 0);
  assert.equal(judged({ status: 3, where: 'old', found: place.old, said: 'something' }), 1);
  const unopened = (reason) => judged({ status: 3, where: 'old', found: place.old, said: `the repository can't be opened: ${reason}; see` });
  assert.deepEqual(['failed to refresh packfiles', "failed to stat '/x'", "failed to load object database in '/x'", 'failed to do it', 'failed to stat', 'no reason given'].map(unopened), [0, 0, 0, 1, 1, 1]);
  assert.equal(judged({ status: 3, said: 'Input/output error; nothing was published' }), 1);
  assert.equal(judged({ where: 'old', found: place.old }), 1);
  assert.equal(judged({ status: 1, where: 'old', found: place.old }), 1);
  assert.equal(judged({ signal: 'SIGSEGV', status: null }), 1);
  assert.equal(judged({ found: { ...place.wanted, 'index.html': 'x' } }), 1);
  fs.writeFileSync(path.join(place.work, 'tep'), '');
  assert.deepEqual(place.leftovers(), ['tep']);
});

test('a lack of memory that lasts is said to be one, whichever library asked for it', async () => {
  const place = new Place(campaign, 'increment', 'memory');
  assert.ok(place.counts.memory > 1000);
  for (const at of [20, Math.floor(place.counts.memory / 2), place.counts.memory - 200]) {
    const { wrong } = await place.fault({ class: 'memory', at, error: os.constants.errno.ENOMEM, on: true });
    assert.deepEqual(wrong, []);
  }
  // A build that no failing call meets ends well, so what the others report is theirs.
  const { where, status } = await place.fault({ class: 'memory', at: 10 * place.counts.memory });
  assert.deepEqual({ where, status }, { where: 'new', status: 0 });
});

test('a file system of which nothing more can be learned ends a build, and is not asked for ever', async () => {
  for (const name of ['first', 'full']) {
    const place = new Place(campaign, name, 'deaf');
    for (const at of [6, 7, 17]) {
      const { wrong } = await place.fault({ class: 'stat', at, error: os.constants.errno.EIO, on: true });
      assert.deepEqual(wrong, []);
    }
  }
});
