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
const places = [];
after(async () => {
  await Promise.all(places.map((place) => place.end()));
  fs.rmSync(folder, { recursive: true, force: true });
});

function newPlace(name, number) {
  places.push(new Place(campaign, name, number));
  return places.at(-1);
}

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
  const place = newPlace('full', 'judge');
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
  fs.mkdirSync(path.join(place.site, 'trong'));
  assert.deepEqual(place.leftovers(place.state()), ['tep', 'site/trong']);
});

test('a build in a copy of the loaded program makes the calls that a started one makes, and a folder is brought back whole', async () => {
  const place = newPlace('increment', 'copy');
  for (const [name, count] of Object.entries(place.counts)) {
    if (count === 0) continue;
    place.kept.restore();
    const last = await place.server('build', place.scenario.args).build({ class: name, at: count, how: 'kill' });
    place.kept.restore();
    const beyond = await place.server('build', place.scenario.args).build({ class: name, at: count + 1, how: 'kill' });
    assert.deepEqual([name, last.signal, beyond.status], [name, 'SIGKILL', 0]);
    assert.equal(place.state().where, 'new');
  }
  place.kept.restore();
  assert.equal(place.state().where, 'old');
  const page = path.join(place.site, 'index.html');
  const text = fs.readFileSync(page, 'utf8');
  for (const change of [() => fs.writeFileSync(page, text.replace('Sổ', 'Xổ')), () => fs.rmSync(page), () => fs.chmodSync(page, 0o600), () => fs.writeFileSync(path.join(place.site, 'tep'), 'x')]) {
    const before = place.kept.digest(place.kept.look());
    change();
    assert.notEqual(place.kept.digest(place.kept.look()), before);
    assert.equal(place.state().where, fs.statSync(page, { throwIfNoEntry: false })?.mode === 0o100600 ? 'old' : 'between');
    place.kept.restore();
    assert.equal(place.kept.digest(place.kept.look()), before);
    assert.equal(fs.statSync(page).mode, 0o100644);
  }
});

test('a lack of memory that lasts is said to be one, whichever library asked for it', async () => {
  const place = newPlace('increment', 'memory');
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
    const place = newPlace(name, 'deaf');
    for (const at of [6, 7, 17]) {
      const { wrong } = await place.fault({ class: 'stat', at, error: os.constants.errno.EIO, on: true });
      assert.deepEqual(wrong, []);
    }
  }
});
