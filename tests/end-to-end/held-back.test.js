'use strict';
// What is held back is not published: near misses of `draft`, keys that other programs know, and news whose moment has not come.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { test } = require('node:test');
const { entry, news, smallRepository } = require('../support/register.js');

const page = (line) => ({ 'content/pages/thu.md': `---\ntitle: Thử\n${line}\n---\nThân bài.\n` });
const codes = ({ output }) => [...output.matchAll(/\[([a-z-]+)\]$/gm)].map(([, code]) => code);

for (const line of [
  'Draft: true', 'DRAFT: true', 'drafts: true', 'draf: true', 'darft: true', 'dratf: yes', 'is_draft: true', 'isDraft: 1', 'nháp: true', 'Nháp: có', 'ban-nhap: true',
  'bản nháp: true', 'status: draft', 'Status: Draft', 'trạng thái: nháp', 'state: pending', 'published: false', 'Published: no', 'publish: "false"', 'public: false',
  'hidden: true', 'unlisted: true', 'embargo: true', 'publishDate: 2026-12-15', 'publish_date: 2026-12-15', 'expiryDate: 2026-12-31', 'expires: 2026-12-31',
  'ngày đăng: 2026-12-15', 'hide: true', 'ẩn: true', 'disabled: true', 'active: false', 'show: no', 'xuất bản: false', 'lịch đăng: 2026-12-15',
]) {
  test(`"${line}" is an error and publishes nothing`, (t) => {
    const repository = smallRepository(t, page(line));
    const result = repository.kyket(['build', '--date', '2026-11-30']);
    assert.equal(result.status, 1, result.output);
    assert.deepEqual(codes(result), ['held-back'], result.output);
    assert.match(result.output, /content\/pages\/thu\.md:3:1: error: /);
    assert.ok(!fs.existsSync(repository.path('output', 'index.html')));
  });
}

for (const line of ['draft: false', 'published: true', 'hidden: false', 'status: final', 'graph: 1', 'drift-net: 2', 'expiry: none', 'author_note: nháp', 'hide: false', 'active: true', 'show: true'])
  test(`"${line}" holds nothing back`, (t) => {
    const repository = smallRepository(t, page(line));
    const result = repository.kyket(['build', '--date', '2026-11-30']);
    assert.equal(result.status, 0, result.output);
    assert.ok(!codes(result).includes('held-back'), result.output);
    assert.ok(fs.existsSync(repository.path('output', 'thu', 'index.html')));
  });

test('draft: true still holds back', (t) => {
  const repository = smallRepository(t, page('draft: true'));
  assert.equal(repository.kyket(['build', '--date', '2026-11-30']).status, 0);
  assert.ok(!fs.existsSync(repository.path('output', 'thu', 'index.html')));
});

const later = { 'content/news/2026/toi.md': entry({ ...news, title: 'Tin buổi tối', date: '2026-11-30T23:30', event: undefined }) };
const isThere = (repository) => fs.existsSync(repository.path('output', 'tin-tuc', '2026', 'toi', 'index.html'));

test('news appears at its moment, not before, and a build without a new commit sees that it has come', (t) => {
  const repository = smallRepository(t, later);
  for (const [date, there] of [['2026-11-30T14:05', false], ['2026-11-30T23:29:59', false], ['2026-11-30T23:30', true], ['2026-11-30T20:00', false], ['2026-11-30', true], ['2026-11-29', false]]) {
    const result = repository.kyket(['build', '--date', date]);
    assert.equal(result.status, 0, result.output);
    assert.equal(isThere(repository), there, date);
    assert.equal(/1 tin chờ đến lúc đăng|waits for its moment: 1, the first on 2026-11-30T23:30:00\+07:00/.test(result.output), !there, result.output);
  }
});

test('a moment of another zone is one of Vietnam', (t) => {
  const repository = smallRepository(t, { 'content/news/2026/toi.md': entry({ ...news, date: '2026-11-30T18:00:00Z', event: undefined }) });
  for (const [date, there] of [['2026-11-30', false], ['2026-12-01T00:59', false], ['2026-12-01T01:00', true]]) {
    const result = repository.kyket(['build', '--date', date]);
    assert.equal(result.status, 0, result.output);
    assert.equal(isThere(repository), there, date);
  }
});

test('a moment is compared in seconds of SOURCE_DATE_EPOCH too', (t) => {
  const repository = smallRepository(t, later);
  const at = Date.parse('2026-11-30T23:30:00+07:00') / 1000;
  for (const [seconds, there] of [[at - 1, false], [at, true]]) {
    assert.equal(repository.kyket(['build'], { env: { SOURCE_DATE_EPOCH: String(seconds) } }).status, 0);
    assert.equal(isThere(repository), there);
  }
});

test('--stats tells how many items wait and when the next change is', (t) => {
  const repository = smallRepository(t, later);
  const stats = (...options) => {
    const result = repository.kyket(['build', '--stats', 'stats.json', ...options]);
    assert.equal(result.status, 0, result.output);
    const { waiting, next_change: next } = JSON.parse(fs.readFileSync(repository.path('stats.json'), 'utf8'));
    return [waiting, next];
  };
  assert.deepEqual(stats('--date', '2026-11-30T08:00'), [1, '2026-11-30T23:30:00+07:00']);
  assert.deepEqual(stats('--date', '2026-11-30T08:01'), [1, '2026-11-30T23:30:00+07:00'], 'of a build in which nothing has changed');
  assert.deepEqual(stats('--date', '2026-11-30T08:01', '--future'), [0, '2027-07-04T00:00:00+07:00']); // quy-che-2023 ends within 180 days
  assert.deepEqual(stats('--date', '2027-07-04'), [0, '2028-01-01T00:00:00+07:00']);
  assert.deepEqual(stats('--date', '2028-01-01'), [0, null]);
});

test('check names what waits, with its day, also a year that was mistyped', (t) => {
  const repository = smallRepository(t, { 'content/news/2062/xa.md': entry({ ...news, date: '2062-11-01', event: undefined }) });
  const result = repository.kyket(['check', '--date', '2026-11-30']);
  assert.match(result.output, /content\/news\/2062\/xa\.md:\d+:\d+: note: .*2062-11-01.*\[waiting\]/);
  assert.doesNotMatch(repository.kyket(['check', '--date', '2062-11-01']).output, /\[waiting\]/);
});

test('a site with drafts or news of the future says on each page that it is a preview, and is not to be indexed', (t) => {
  const repository = smallRepository(t, later);
  const read = (name) => fs.readFileSync(repository.path('output', name), 'utf8');
  const pages = ['index.html', 'gioi-thieu/index.html', 'thoa-thuan/quy-che-2023/index.html', '404.html'];
  for (const [options, preview] of [[[], false], [['-D'], true], [[], false], [['-F'], true], [['--drafts', '--future'], true]]) {
    const result = repository.kyket(['build', '--date', '2026-11-30T12:00', ...options]);
    assert.equal(result.status, 0, result.output);
    for (const name of pages) {
      assert.equal(/<meta name="robots" content="noindex, nofollow">/.test(read(name)), preview, `${name} ${options}`);
      assert.equal(/<p class="preview" role="note">Bản xem trước/.test(read(name)), preview, `${name} ${options}`);
    }
    assert.equal(/^Disallow: \/$/m.test(read('robots.txt')), preview, `robots.txt ${options}`);
  }
});
