'use strict';
// What the feeds say of days: none that nobody named, none that has not come.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const path = require('node:path');
const { listFiles, read, readSitemaps, snapshot, temporaryFolder, writeFiles } = require('../support/folders.js');
const { agreement, entry, news, smallRegister, smallRepository } = require('../support/register.js');
const { git, kyket } = require('../support/program.js');

const oldPath = 'content/agreements/quy-che-2018.md';
const newPath = 'content/agreements/quy-che-2023.md';
const TODAY = '2024-06-01'; // of SOURCE_DATE_EPOCH in the tests; the commits are of 2024-01-01

function built(t, files, args = []) {
  const repository = smallRepository(t, files);
  const result = repository.kyket(['build', '--date', TODAY, ...args]);
  assert.equal(result.status, 0, result.output);
  return repository;
}

// An entry's dates in a feed: { published, updated }.
function datesOf(folder, address, feed = 'feed.xml') {
  const text = read(folder, 'output', feed).split('<entry>').find((part) => part.includes(`<id>https://example.vn${address}</id>`));
  assert.ok(text, `${address} is not in ${feed}`);
  const of = (name) => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1];
  return { published: of('published'), updated: of('updated') };
}
const quyChe = '/thoa-thuan/quy-che-2018/';
const datesWith = (t, fields, args) => datesOf(built(t, { [oldPath]: entry({ ...agreement, ...fields }) }, args).folder, quyChe);

test('an agreement is published on the day of its signing and updated by its last change', (t) => {
  const { published, updated } = datesWith(t, {});
  assert.equal(published, '2018-04-12T00:00:00+07:00');
  assert.match(updated, /^2024-01-01T/);
});

for (const [name, fields] of [
  ['only the month of signing is known', { signed: '2018-04' }],
  ['only the year of signing is known', { signed: 2018 }],
  ['nothing but the period is known', { signed: undefined }],
  ['nothing but a day on which it begins is known', { signed: undefined, period: { start: '2018-04-12', end: 2022 } }],
  ['it is to be signed', { signed: '2024-06-02', period: { start: '2024-06-02', end: 2029 } }],
])
  test(`an agreement is not published where ${name}`, (t) => {
    const { published, updated } = datesWith(t, fields);
    assert.equal(published, undefined);
    assert.match(updated, /^2024-01-01T/);
  });

test('an agreement that begins later has been published when it was signed', (t) => {
  const { published } = datesWith(t, { signed: '2024-05-31', period: { start: '2025-01-01', end: 2029 } });
  assert.equal(published, '2024-05-31T00:00:00+07:00');
});

test('one signed on the day of the build is published, and updated no earlier', (t) => {
  const { published, updated } = datesWith(t, { signed: TODAY, period: { start: TODAY, end: 2029 } });
  assert.equal(published, `${TODAY}T00:00:00+07:00`);
  assert.equal(updated, `${TODAY}T00:00:00+07:00`);
});

test('news of the future that is shown all the same is not published', (t) => {
  const files = { 'content/news/2024/mai.md': entry({ ...news, title: 'Mai', date: '2024-06-02T08:00' }) };
  const { published, updated } = datesOf(built(t, files, ['--future']).folder, '/tin-tuc/2024/mai/');
  assert.equal(published, undefined);
  assert.match(updated, /^2024-01-01T/);
});

test('news of a moment later on the day of the build is not published, of one that has come it is', (t) => {
  const path = 'content/news/2024/nay.md';
  for (const [time, published] of [['16:00', undefined], ['09:00', '2024-06-01T09:00:00+07:00']]) {
    const repository = smallRepository(t, { [path]: entry({ ...news, title: 'Nay', date: `${TODAY}T${time}` }) });
    assert.equal(repository.kyket(['build', '--date', `${TODAY}T10:00`, '--future']).status, 0);
    assert.equal(datesOf(repository.folder, '/tin-tuc/2024/nay/').published, published, time);
  }
});

test('a clock that was wrong does not update anything in the future', (t) => {
  const repository = smallRepository(t);
  repository.write({ [oldPath]: entry({ ...agreement, number: '9/QC-UBND' }) });
  git(repository.folder, 'add', '--all');
  const date = '2099-01-01T00:00:00+0700';
  git(repository.folder, 'commit', '--quiet', '-m', 'Sửa', { env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } });
  assert.equal(repository.kyket(['build', '--date', TODAY]).status, 0);
  assert.equal(datesOf(repository.folder, quyChe).updated, `${TODAY}T00:00:00+07:00`);
  for (const text of [read(repository.folder, 'output', 'feed.xml'), readSitemaps(repository.folder, 'output')]) assert.doesNotMatch(text, /2099/);
});

test('without a history what is known of the entry decides, else the day of the build', (t) => {
  const folder = temporaryFolder(t);
  writeFiles(folder, {
    ...smallRegister(),
    [oldPath]: entry({ ...agreement, signed: '2018-04', sources: [{ name: 'Báo', date: '2018-04-13', accessed: '2023-05-06' }, { name: 'Tạp chí', accessed: '2025-01-01' }] }),
    [newPath]: entry({ ...agreement, title: 'Quy chế mới', signed: undefined, period: { start: 2023 }, sources: [{ name: 'Báo', date: '2023-05' }] }),
  });
  const result = kyket(['build', '--worktree', '--date', TODAY], { cwd: folder });
  assert.equal(result.status, 0, result.output);
  assert.deepEqual(datesOf(folder, quyChe), { published: undefined, updated: '2023-05-06T00:00:00+07:00' });
  assert.deepEqual(datesOf(folder, '/thoa-thuan/quy-che-2023/'), { published: undefined, updated: `${TODAY}T00:00:00+07:00` });
  assert.deepEqual(datesOf(folder, '/tin-tuc/2023/ky-quy-che-moi/'), { published: '2023-03-01T00:00:00+07:00', updated: '2023-03-01T00:00:00+07:00' });
});

test('a feed follows the day of the build, forward and back', (t) => {
  const repository = built(t, { [oldPath]: entry({ ...agreement, signed: '2024-06-02', period: { start: '2024-06-02', end: 2029 } }) });
  for (const [day, published] of [['2024-06-02', '2024-06-02T00:00:00+07:00'], [TODAY, undefined], ['2024-06-03', '2024-06-02T00:00:00+07:00']]) {
    assert.equal(repository.kyket(['build', '--date', day]).status, 0);
    for (const feed of ['feed.xml', 'thoa-thuan/feed.xml', 'co-quan/ubnd-an-giang/feed.xml'])
      assert.equal(datesOf(repository.folder, quyChe, feed).published, published, `${day} ${feed}`);
  }
});

test('each feed is there as Atom and as JSON Feed, which say the same', (t) => {
  const { parseAtomFeed, parseJsonFeed } = require('feedsmith');
  const { folder } = built(t);
  const feeds = listFiles(path.join(folder, 'output')).filter((file) => path.basename(file) === 'feed.xml');
  assert.ok(feeds.length >= 5, feeds.join());
  const said = (text) => text?.value ?? text;
  for (const file of feeds) {
    const atom = parseAtomFeed(read(folder, 'output', file));
    const text = read(folder, 'output', file.replace(/xml$/, 'json'));
    const json = parseJsonFeed(text);
    assert.equal(JSON.parse(text).version, 'https://jsonfeed.org/version/1.1');
    assert.equal(json.title, said(atom.title), file);
    assert.equal(json.feed_url, `https://example.vn/${file.replace(/xml$/, 'json')}`);
    assert.deepEqual(json.authors, [{ name: 'Ban biên tập' }]);
    const entries = (atom.entries ?? []).map((item) => [item.id, said(item.title), said(item.summary), item.published, item.updated]);
    assert.deepEqual((json.items ?? []).map((item) => [item.id, item.title, item.summary, item.date_published, item.date_modified]), entries, file);
    for (const item of json.items ?? []) assert.ok(item.content_text.length > 0 && item.url === item.id);
    const page = read(folder, 'output', path.dirname(file), 'index.html');
    assert.ok(page.includes(`type="application/feed+json" title="`) && page.includes(`href="/${file.replace(/xml$/, 'json')}"`), file);
  }
});

test('a new entry rewrites one part of the sitemap, and the index stays', (t) => {
  const repository = built(t);
  const maps = () => Object.fromEntries(Object.entries(snapshot(path.join(repository.folder, 'output'))).filter(([file]) => /^sitemap/.test(file)));
  const before = maps();
  assert.ok(Object.keys(before).length > 8);
  repository.commit({ 'content/news/2018/them.md': entry({ ...news, title: 'Thêm' }) });
  assert.equal(repository.kyket(['build', '--date', TODAY]).status, 0);
  const after = maps();
  assert.deepEqual(Object.keys(after).filter((file) => after[file] !== before[file]), ['sitemap-news-2018.xml']);
});
