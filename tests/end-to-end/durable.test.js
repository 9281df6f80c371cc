'use strict';
// A power cut: what was published before a build or what it publishes is on the disk, whole, at every moment.
// Not under sanitizers, which must be loaded before what writes down the calls.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { diskOf, kinds } = require('../support/disks.js');
const { read, snapshot, temporaryFolder } = require('../support/folders.js');
const { root } = require('../support/program.js');
const { entry, smallRepository } = require('../support/register.js');

// The calls of a build that change files or wait for the disk, in their order.
function recorder(t) {
  const folder = temporaryFolder(t);
  const library = path.join(folder, 'recorder.so');
  const source = path.join(root, 'tests', 'support', 'recorder.c');
  const made = spawnSync('cc', ['-D_GNU_SOURCE', '-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, source, '-ldl'], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  return (repository, ...args) => {
    const log = path.join(folder, 'log');
    fs.rmSync(log, { force: true });
    const result = repository.kyket(['build', '-o', path.join(folder, 'site'), ...args], { env: { LD_PRELOAD: library, RECORDER: log } });
    assert.equal(result.status, 0, result.output);
    const calls = read(log).trimEnd().split('\n').map((line) => line.split('\t'));
    return { calls, site: path.join(folder, 'site'), folder };
  };
}

const indexOf = (calls, ...wanted) => calls.findIndex((call) => wanted.every((part, index) => part === undefined || part === call[index]));
const lastIndexOf = (calls, test) => calls.findLastIndex(test);

// No write below the folder since the disk was last waited for before the call at `place`.
function assertSynced(calls, place, folder, what) {
  const synced = lastIndexOf(calls.slice(0, place), ([name]) => name === 'syncfs');
  assert.ok(synced >= 0, `${what}: nothing is synced before`);
  const since = calls.slice(synced, place).filter(([name, file]) => name === 'write' && file.startsWith(`${folder}/`));
  assert.deepEqual(since, [], `${what}: written after the last sync`);
}

test('a site is swapped in when it is on the disk, and the old one stays until the swap is', (t) => {
  const record = recorder(t);
  const repository = smallRepository(t);
  for (const more of [[], ['--full']]) {
    if (more.length > 0) repository.commit({ 'content/pages/moi.md': entry({ title: 'Mới' }) });
    const { calls, site, folder } = record(repository, ...more);
    const fresh = path.join(folder, '.site.kyket-new');
    const swap = indexOf(calls, 'rename', fresh, site);
    assert.ok(swap > 0 && calls.slice(0, swap).some(([name, file]) => name === 'write' && file.startsWith(`${fresh}/`)));
    assertSynced(calls, swap, fresh, 'the swap');
    const after = calls.slice(swap + 1);
    const synced = after.findIndex(([name, file]) => name === 'syncfs' || (name === 'fsync' && file === folder));
    const removed = after.findIndex(([name, file]) => name === 'unlink' && file.startsWith(`${fresh}/`));
    assert.ok(synced >= 0, 'the swap is on the disk at the end');
    assert.ok(removed < 0 || synced < removed, 'the old site stays until then');
    assert.equal(removed >= 0, more.length > 0);
  }
});

test('a journal counts when all it needs is on the disk, and goes when all it did is', (t) => {
  const record = recorder(t);
  const repository = smallRepository(t);
  record(repository);
  repository.commit({ 'content/pages/moi.md': entry({ title: 'Mới' }) });
  const { calls, site, folder } = record(repository);
  const stage = path.join(folder, '.site.kyket-stage');
  const begun = indexOf(calls, 'rename', `${stage}/journal.new`, `${stage}/journal`);
  assert.ok(begun > 0);
  assertSynced(calls, begun, stage, 'the journal');
  const isStep = ([name, from, to]) => name === 'rename' && from.startsWith(`${stage}/`) && to.startsWith(`${site}/`);
  const first = calls.findIndex(isStep);
  const last = lastIndexOf(calls, isStep);
  const ended = indexOf(calls, 'unlink', `${stage}/journal`);
  assert.ok(begun < first && first < last && last < ended);
  const isSync = (file) => ([name, synced]) => name === 'syncfs' || (name === 'fsync' && synced === file);
  assert.ok(calls.slice(begun, first).some(isSync(stage)), "the journal's name is on the disk before the first step");
  assert.ok(calls.slice(last, ended).some(isSync(undefined)), 'the steps are on the disk before the journal goes');
});

// New pages that link to each other, against the order of their names, in folders that are new and one that is there.
// Pages name those that link to them, so most of them are of one circle; the file and what is of the year is not.
const linked = (...ids) => entry({ title: 'Trang' }, ids.map((id) => `Xem [](page:${id}).`).join(' '));
const chain = {
  'content/pages/aa.md': linked('bb', 'zz'),
  'content/pages/bb.md': linked('cc'),
  'content/pages/cc.md': linked('zz'),
  'content/pages/mm.md': linked(),
  'content/pages/zz.md': entry({ title: 'Cuối' }, 'Có [tệp](media:y.pdf).'),
  'content/media/y.pdf': '%PDF-1.4\n',
  'content/static/a/moi.txt': 'mới\n',
  'content/news/moi.md': entry({ title: 'Tin', date: '1999-02-03', summary: 'Tin.' }, 'Xem [](page:mm).'),
};

test('a new page is put in its place after what it links to, and a new folder with its page', (t) => {
  const record = recorder(t);
  const repository = smallRepository(t);
  const { site } = record(repository);
  const before = snapshot(site);
  repository.commit(chain);
  const { calls } = record(repository);
  const after = snapshot(site);
  // The number of the step by which each new file came, and of those that changed something.
  const steps = calls.filter(([name, , to]) => name === 'rename' && to.startsWith(`${site}/`)).map(([, , to]) => to.slice(site.length + 1));
  const fresh = Object.keys(after).filter((name) => before[name] === undefined);
  const came = Object.fromEntries(fresh.map((name) => [name, steps.findIndex((step) => name === step || name.startsWith(`${step}/`))]));
  const changed = Object.keys(after).filter((name) => before[name] !== undefined && before[name] !== after[name]);
  const last = Math.max(...Object.values(came));
  assert.ok(fresh.length > 8 && changed.length > 3);
  for (const name of fresh) assert.ok(came[name] >= 0, name);
  for (const name of changed) assert.ok(steps.indexOf(name) > last, name);
  // In pages addresses begin at the root of the site, in feeds, lists and data also with its base URL.
  const target = (link) => [link, `${link}index.html`].map((name) => name.slice(1)).find((name) => came[name] !== undefined);
  const linksOf = (name) => {
    const marks = name.endsWith('.html') ? /(?:href|src)="(\/[^"#?]*)/g : /(?:"|https:\/\/example\.vn)(\/[^"#?<,\s]*)/g;
    return /\.(html|xml|json|csv|ics)$/.test(name) ? [...read(site, name).matchAll(marks)].map(([, link]) => target(link)).filter(Boolean) : [];
  };
  const links = Object.fromEntries(fresh.map((name) => [name, linksOf(name)]));
  const reaches = (from, to, seen = new Set()) => links[from].some((next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))));
  let ordered = 0;
  const circle = new Set();
  for (const name of fresh)
    for (const next of links[name]) {
      if (came[next] === came[name]) continue;
      if (reaches(next, name)) [name, next].forEach((one) => circle.add(came[one]));
      else assert.ok(came[next] < came[name], `${name} before ${next}`);
      ordered += Number(!reaches(next, name));
    }
  assert.ok(ordered >= 4, 'links that lead out of a circle');
  assert.ok(circle.size >= 4, 'pages in a circle');
  // Those of one circle come one right behind the other.
  const together = ['aa', 'bb', 'cc', 'zz'].map((id) => came[`${id}/index.html`]);
  assert.equal(Math.max(...together) - Math.min(...together), together.length - 1);
  for (const name of fresh) {
    const page = path.join(path.dirname(name), 'index.html');
    if (name.endsWith('.html')) assert.ok(came[page] === undefined ? before[page] !== undefined : came[page] <= came[name], `${name} without ${page}`);
  }
});

test('with --no-sync nothing waits for the disk', (t) => {
  const record = recorder(t);
  const repository = smallRepository(t);
  for (let number = 0; number < 2; number++) {
    const { calls, site } = record(repository, '--no-sync');
    assert.deepEqual(calls.filter(([name, file]) => name === 'syncfs' || (name === 'fsync' && file.startsWith(site))), []);
    repository.commit({ 'content/pages/moi.md': entry({ title: 'Mới' }) });
  }
});

const build = (repository, output, ...args) => {
  const result = repository.kyket(['build', '-o', output, '--date', '2024-06-01', ...args]);
  assert.equal(result.status, 0, result.output);
};
const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, 1000 * seconds));

// `make power-cuts` does the same with random edits, cuts while a build runs, and waits as long as a system holds back.
for (const kind of Object.keys(kinds))
  test(`after a power cut the site is what the last build published, whole: ${kind}`, async (t) => {
    const folder = temporaryFolder(t);
    const disk = diskOf(t, kind, folder);
    if (disk === undefined) return t.skip('no such file system can be mounted here');
    const repository = smallRepository(t);
    const site = path.join(disk.folder, 'site');
    // The disk at each of these moments, and the site as it should be in it.
    const cuts = [];
    const cut = () => cuts.push({ image: disk.copy(`cut-${cuts.length}`), wanted: snapshot(site) });
    build(repository, site);
    cut();
    for (const args of [[], ['--full'], []]) {
      repository.commit({ 'content/pages/moi.md': entry({ title: `Mới ${cuts.length}` }) });
      build(repository, site, ...args);
      cut();
    }
    await wait(2);
    cut();
    const last = snapshot(site);
    disk.unmount();
    for (const [number, { image, wanted }] of cuts.entries())
      await disk.afterCut(image, (found) => {
        assert.deepEqual(snapshot(path.join(found, 'site')), wanted, `cut ${number}`);
        build(repository, path.join(found, 'site'));
        assert.deepEqual(snapshot(path.join(found, 'site')), last, `the build after cut ${number}`);
      });
  });

test('what is lost in a power cut is seen to be lost: a site that was not synced', async (t) => {
  const disk = diskOf(t, 'ext4', temporaryFolder(t));
  if (disk === undefined) return t.skip('no ext4 in a file can be mounted here');
  const repository = smallRepository(t);
  const site = path.join(disk.folder, 'site');
  build(repository, site, '--no-sync');
  const image = disk.copy('cut');
  const whole = snapshot(site);
  disk.unmount();
  await disk.afterCut(image, (found) => {
    const left = path.join(found, 'site');
    assert.ok(!fs.existsSync(left) || JSON.stringify(snapshot(left)) !== JSON.stringify(whole));
  });
});
