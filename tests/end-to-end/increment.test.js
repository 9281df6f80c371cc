'use strict';
// A build makes only what is different; what it leaves is what a full build makes.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { assertSameFiles, exists, read, temporaryFolder, writeFiles } = require('../support/folders.js');
const { Repository, dump, entry, site, smallRepository } = require('../support/register.js');
const { root } = require('../support/program.js');
const { allRows } = require('../support/search.js');
const { campaign } = require('../property/campaign.js');

// Builds what is committed, for a day; then a full build must leave the same.
function build(repository, folder, date = '2024-06-01') {
  for (const [output, ...rest] of [['site'], ['full', '--full']]) {
    const result = repository.kyket(['build', '--date', date, '-o', path.join(folder, output), ...rest]);
    assert.equal(result.status, 0, result.output);
  }
  assertSameFiles(path.join(folder, 'site'), path.join(folder, 'full'));
}

const isSlow = process.env.ASAN_OPTIONS !== undefined;

test('after each of many random edits the site is the one a full build makes', (t) => {
  const edits = isSlow ? 20 : 120;
  const total = campaign(edits, 2);
  assert.equal(total.edits, edits);
  // A preview differs from the site on every page.
  assert.ok(total.unchanged > 1.5 * total.written, 'most files stay as they are');
  assert.ok(total.errors < edits / 4, 'most edits are without errors');
  // Others each time; a difference names its seed.
  const seed = Date.now() % 1000000;
  t.diagnostic(`random edits with the seed ${seed}`);
  assert.equal(campaign(edits / 2, seed).edits, edits / 2);
});

test('a new name of the province into which another is still to be merged reaches the search row of that other', (t) => {
  const repository = smallRepository(t, { 'content/data/provinces.yaml': dump([
    { id: 'an-giang', name: 'An Giang', former_names: [{ name: 'Long Xuyên', until: '2020-06-30' }] },
    { id: 'kien-giang', name: 'Kiên Giang', merged_into: 'an-giang', until: '2023-06-30' },
  ]) });
  const folder = temporaryFolder(t);
  for (const [day, name] of [['2020-06-30', /Long Xuyên/], ['2020-07-01', /An Giang/], ['2024-06-01', /An Giang/]]) {
    build(repository, folder, day);
    assert.match(JSON.stringify(allRows(path.join(folder, 'site')).find(({ url }) => url === '/tinh-thanh/kien-giang/').texts), name);
  }
});

test('what was copied from disk makes way for the page at its place', (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  const buildDisk = (output, ...args) => {
    const result = repository.kyket(['build', '--worktree', '-o', path.join(folder, output), ...args]);
    assert.equal(result.status, 0, result.output);
  };
  writeFiles(repository.folder, { 'content/static/robots.txt': 'của ban biên tập\n' });
  buildDisk('site');
  assert.equal(read(folder, 'site', 'robots.txt'), 'của ban biên tập\n');
  writeFiles(repository.folder, { 'content/static/robots.txt': null });
  buildDisk('site');
  buildDisk('full', '--full');
  assert.match(read(folder, 'site', 'robots.txt'), /Sitemap/);
  assert.ok(exists(folder, '.kyket'));
  assertSameFiles(path.join(folder, 'site'), path.join(folder, 'full'));
});

test('what is different is kept beside what is known of the whole site, and counts for nothing when it is damaged', (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  const cache = path.join(folder, '.kyket');
  const kept = (kind) => fs.readdirSync(cache).filter((name) => name.startsWith(`${kind}-`)).sort();
  const edit = (number) =>
    repository.commit({ [`content/pages/trang-${number}.md`]: entry({ title: `Trang ${number}` }) }, `Trang ${number}`);
  build(repository, folder);
  const [whole, ...others] = kept('site'); // of both outputs
  assert.equal(others.length, 1);
  assert.deepEqual(kept('later'), []);
  const before = [whole, ...others].map((name) => fs.readFileSync(path.join(cache, name)));
  edit(1);
  build(repository, folder);
  const [later] = kept('later');
  assert.equal(kept('later').length, 1, 'a full build knows of nothing before');
  const file = path.join(cache, later);
  const ofSite = later.replace('later-', 'site-');
  assert.deepEqual(fs.readFileSync(path.join(cache, ofSite)), before[[whole, ...others].indexOf(ofSite)]);
  edit(2);
  build(repository, folder);
  const bytes = fs.readFileSync(file);
  bytes[bytes.length >> 1] ^= 1;
  fs.writeFileSync(file, bytes);
  edit(3);
  build(repository, folder);
  edit(4);
  build(repository, folder);
  assert.equal(kept('later').length, 1);
  fs.rmSync(file);
  edit(5);
  build(repository, folder);
});

test('a mistake in a theme that is new is told, whatever was published with the one before', (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  const template = 'themes/default/templates/person.mustache';
  fs.cpSync(path.join(root, 'themes', 'default'), path.join(repository.folder, 'themes', 'default'), { recursive: true });
  repository.commit({}, 'Giao diện');
  build(repository, folder);
  const good = fs.readFileSync(path.join(repository.folder, template), 'utf8');
  repository.commit({ [template]: `${good}{{nobody}}\n` }, 'Một lỗi');
  const result = repository.kyket(['build', '--date', '2024-06-01', '-o', path.join(folder, 'site')]);
  assert.equal(result.status, 1, result.output);
  assert.match(result.output, /person\.mustache:.*unknown-name/);
  repository.commit({ [template]: good }, 'Lỗi đã sửa');
  build(repository, folder);
});

test('a feed without entries has the day of the build', (t) => {
  const folder = temporaryFolder(t);
  const repository = new Repository(path.join(folder, 'register'));
  repository.commit({ 'content/site.yaml': dump({ ...site, menu: [] }), 'content/pages/mot.md': entry({ title: 'Một trang' }) }, 'Sổ trống');
  build(repository, folder, '2024-06-01');
  assert.match(read(folder, 'site', 'feed.xml'), /2024-06-01/);
  build(repository, folder, '2024-06-02');
  assert.match(read(folder, 'site', 'feed.xml'), /2024-06-02/);
});

test('the chart of an organization has the newest agreements of it and of those it took over from', (t) => {
  const folder = temporaryFolder(t);
  const repository = new Repository(path.join(folder, 'register'));
  const agreement = (name, organization, days) => ({
    [`content/agreements/${name}.md`]: entry({
      title: `Thỏa thuận ${name}`,
      signed: new Date(Date.UTC(2020, 0, 1) - days * 86400000).toISOString().slice(0, 10),
      signatories: [{ organization }, { organization: 'ben-kia' }],
    }),
  });
  const files = {
    'content/site.yaml': dump({ ...site, menu: [] }),
    'content/organizations/nay.md': entry({ name: 'Sở nay' }),
    'content/organizations/cu.md': entry({
      name: 'Sở cũ',
      dissolved: '2020-12-31',
      successors: [{ organization: 'nay', since: '2021-01-01' }],
    }),
    'content/organizations/ben-kia.md': entry({ name: 'Bên kia' }),
  };
  for (let i = 0; i < 30; i++) {
    Object.assign(files, agreement(`cu-${i}`, 'cu', 20 * i));
    Object.assign(files, agreement(`nay-${i}`, 'nay', 20 * i + 10));
  }
  repository.commit(files, 'Sáu mươi thỏa thuận');
  build(repository, folder);
  // The 41st of both becomes the 40th, and is still the 21st of its own list.
  repository.commit(agreement('cu-20', 'cu', 385), 'Sửa ngày ký');
  build(repository, folder);
});

test('a name that a history shows goes from it when its bearer is held back', (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  const person = (more) => ({ 'content/people/le-thi-xa.md': entry({ name: 'Lê Thị Xa', ...more }) });
  const news = (...people) => ({ 'content/news/tin.md': entry({ title: 'Tin', date: '2024-01-02', summary: 'Tin.', people }, 'Tin.') });
  const history = 'site/tin-tuc/2024/tin/lich-su/index.html';
  for (const files of [{ ...person(), ...news('le-thi-xa') }, news()]) repository.commit(files);
  build(repository, folder);
  assert.match(read(folder, history), /Lê Thị Xa/);
  repository.commit(person({ draft: true }));
  build(repository, folder);
  assert.doesNotMatch(read(folder, history), /Lê Thị Xa/);
});
