'use strict';
// Power cuts: sites are built on file systems in files (support/disks.js), which are copied at random moments while a
// build runs, and 0, 1, 6, 12 and 36 seconds after it has ended.
//
//     node tests/property/power_cuts.js [MINUTES [SEED [KINDS]]]        KINDS: ext4,xfs
//
// In a copy that was taken after the end the site is the new one, whole. In one of before it is the old one or the new
// one; between only while a build changes it in place, and then the journal of that is there. The next build in the
// copy ends well, leaves the branch's site and nothing beside it. As root, where the system mounts files.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { once } = require('node:events');
const { Editor } = require('./editor.js');
const { Random } = require('./random.js');
const { Disk, kinds } = require('../support/disks.js');
const { snapshot } = require('../support/folders.js');
const { environment, program } = require('../support/program.js');
const { Repository, smallRegister } = require('../support/register.js');

const AFTER = [0, 1, 6, 12, 36];
const DURING = 3; // cuts while a build runs
const POOL_BYTES = 16 * 2 ** 30;

const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
const same = (left, right) => {
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => left[name] === right[name]);
};
const siteIn = (folder) => (fs.existsSync(path.join(folder, 'site')) ? snapshot(path.join(folder, 'site')) : {});
const argumentsOf = (repository, folder, more) => ['build', '-C', repository.folder, '-o', path.join(folder, 'site'), '--date', '2024-06-01', ...more];

function buildNow(repository, folder, ...more) {
  const { status, signal, stdout, stderr } = spawnSync(program, argumentsOf(repository, folder, more), { cwd: folder, env: environment(), encoding: 'utf8' });
  return { status: signal ?? status, said: stdout + stderr };
}

// The files of the disks lie on one that can share blocks, so that a copy is of one moment.
function makePool(folder) {
  const pool = new Disk('xfs', path.join(folder, 'pool'));
  pool.kind = { ...pool.kind, size: POOL_BYTES };
  assert.ok(pool.make(), 'no xfs in a file can be made and mounted here');
  return pool;
}

// A register of its own and its site on a disk.
class Place {
  constructor(campaign, kind, number) {
    const folder = path.join(campaign.pool.folder, `${kind.replace(/\W/g, '-')}-${number}`);
    Object.assign(this, { campaign, kind, cuts: [], number: 0, seconds: 0.3, random: new Random(1000 * campaign.seed + number), disk: new Disk(kind, path.join(folder, 'disk')) });
    this.repository = new Repository(path.join(folder, 'register'));
    this.repository.commit(smallRegister());
    this.editor = new Editor(this.repository, this.random);
    assert.ok(this.disk.make(), `no ${kind} in a file can be made and mounted here`);
  }

  async round() {
    const { disk, random, repository } = this;
    const old = siteIn(disk.folder);
    const isFirst = Object.keys(old).length === 0;
    for (let edits = random.between(1, 4); edits > 0; edits--) repository.commit(this.editor.change());
    const whole = isFirst || random.chance(0.3);
    const begun = Date.now();
    const child = spawn(program, argumentsOf(repository, disk.folder, whole ? ['--full'] : []), { cwd: disk.folder, env: environment(), stdio: 'ignore' });
    const during = Array.from({ length: DURING }, () => disk.copyLater(`cut-${++this.number}`, random.next() * this.seconds));
    assert.deepEqual(await once(child, 'close'), [0, null]);
    const begin = Date.now();
    this.seconds = (begin - begun) / 1000;
    for (const seconds of AFTER) {
      await wait(Math.max(0, seconds - (Date.now() - begin) / 1000));
      this.cuts.push({ when: seconds, image: disk.copy(`cut-${++this.number}`) });
    }
    for (const image of await Promise.all(during)) this.cuts.push({ when: 'during', image });
    const wanted = siteIn(disk.folder);
    disk.unmount();
    for (const { when, image } of this.cuts.splice(0)) await disk.afterCut(image, (folder) => this.judge({ when, folder, old, wanted, whole }));
    assert.ok(disk.mount());
  }

  judge({ when, folder, old, wanted, whole }) {
    const found = siteIn(folder);
    const where = same(found, wanted) ? 'new' : same(found, old) ? 'old' : 'between';
    const wrong = [];
    if (when !== 'during' && where !== 'new') wrong.push(`the site is ${where}`);
    const hasJournal = fs.existsSync(path.join(folder, '.site.kyket-stage', 'journal'));
    if (where === 'between' && (whole || !hasJournal)) wrong.push(`between, ${whole ? 'in a swap' : 'and no journal'}`);
    const odd = Object.keys({ ...found, ...old, ...wanted }).filter((name) => found[name] !== old[name] && found[name] !== wanted[name]);
    if (odd.length > 0) wrong.push(`neither old nor new: ${odd.slice(0, 5).join(', ')}`);
    const next = buildNow(this.repository, folder);
    if (next.status !== 0) wrong.push(`the next build: ${next.status}: ${next.said}`);
    else if (!same(siteIn(folder), wanted)) wrong.push('the next build leaves another site');
    const left = fs.readdirSync(folder).filter((name) => !['site', '.kyket', 'lost+found'].includes(name));
    if (left.length > 0) wrong.push(`left: ${left.join(', ')}`);
    this.campaign.add(this.kind, when, where, wrong);
  }
}

class Campaign {
  constructor(folder, seed) {
    Object.assign(this, { seed, rows: new Map(), wrong: [] });
    this.pool = makePool(folder);
  }

  add(kind, when, where, wrong) {
    const key = `${kind}, ${when === 'during' ? 'during a build' : `${when} s after`}`;
    const row = this.rows.get(key) ?? { cuts: 0, old: 0, new: 0, between: 0, wrong: 0 };
    row.cuts++;
    row[where]++;
    row.wrong += Number(wrong.length > 0);
    this.rows.set(key, row);
    for (const text of wrong) {
      this.wrong.push(text);
      console.log(`${key}: ${text}`);
    }
  }
}

async function main(minutes = '15', seed = '1', names = Object.keys(kinds).join()) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-power-'));
  const campaign = new Campaign(folder, Number(seed));
  const places = [];
  try {
    // Most of a round is waiting, so several go on at once.
    for (const kind of names.split(',')) for (let i = 0; i < 3; i++) places.push(new Place(campaign, kind, places.length));
    const end = Date.now() + 60000 * Number(minutes);
    await Promise.all(places.map(async (place) => {
      do await place.round();
      while (Date.now() < end);
    }));
  } finally {
    places.forEach(({ disk }) => disk.unmount());
    campaign.pool.unmount();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  console.log(`seed ${seed}`);
  console.table(Object.fromEntries([...campaign.rows].sort()));
  return campaign.wrong.length === 0 ? 0 : 1;
}

main(...process.argv.slice(2)).then((status) => (process.exitCode = status));
