'use strict';
// Answers as lists: agreements by status, by the year of their end, by year and type.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const parse5 = require('parse5');
const { exists } = require('../support/folders.js');
const { agreement, entry, smallRepository } = require('../support/register.js');
const { attribute, built, elements, words } = require('../support/website.js');

const mainOf = (website, address) =>
  [...elements(parse5.parse(website.read(`${address}index.html`)))].find((node) => node.tagName === 'main');
const withClass = (website, address, name) =>
  [...elements(mainOf(website, address))].filter((node) => (attribute(node, 'class') ?? '').split(' ').includes(name));
const isShown = (node) => attribute(node, 'hidden') === undefined;
const rows = (website, address) => withClass(website, address, 'row').filter((node) => attribute(node, 'data-days') !== undefined);
const titles = (website, address, shown = true) =>
  rows(website, address).filter((row) => isShown(row) === shown)
    .map((row) => words([...elements(row)].find((node) => attribute(node, 'class') === 'row-title')));
const withTag = (website, address, tag) => [...elements(mainOf(website, address))].filter(({ tagName }) => tagName === tag);
const textOfMain = (website, address) => words(mainOf(website, address));
const has = (repository, address) => exists(repository.folder, 'output', address, 'index.html');

const statuses = ['in-force', 'ending', 'unknown', 'upcoming', 'unsigned', 'ended', 'replaced', 'terminated'];
const one = (fields) => entry({ ...agreement, commitments: [], ...fields });
// Beside the two of the small register: 2018 to 2022 and 2023 to 2027.
const register = {
  'content/agreements/chua-ro.md': one({ title: 'Chưa rõ', signed: '2020-01-01', period: { start: 2020 } }),
  'content/agreements/khong-han.md': one({ title: 'Không hạn', signed: '2020-02-01', period: { start: 2020, end: 'open' } }),
  'content/agreements/den-ngay.md': one({ title: 'Đến ngày', signed: '2021-01-01', period: { start: 2021, end: '2026-03-15' } }),
  'content/agreements/som-hon.md': one({ title: 'Sớm hơn', signed: '2021-02-01', period: { start: 2021, end: '2026-03-05' } }),
  'content/agreements/den-thang.md': one({ title: 'Đến tháng', signed: '2021-03-01', period: { start: 2021, end: '2026-03' } }),
  'content/agreements/den-nam.md': one({ title: 'Đến năm', signed: '2021-04-01', period: { start: 2021, end: 2026 } }),
  'content/agreements/cham-dut.md': one({ title: 'Chấm dứt sớm', signed: '2019-01-01', period: { start: 2019, end: 2030 }, terminated: { date: '2024-05-02' } }),
};

test('each status has its list, which tells its day and agrees with the counts that lead to it', (t) => {
  const repository = smallRepository(t, register);
  const website = built(repository, '2026-01-10');
  let total = 0;
  for (const status of statuses) {
    const address = `thoa-thuan/tinh-trang/${status}/`;
    const found = titles(website, address);
    total += found.length;
    for (const row of rows(website, address).filter(isShown)) assert.equal(attribute(row, 'data-status'), status);
    assert.match(textOfMain(website, address), /Tính đến ngày 10 tháng 1 năm 2026/, status);
    assert.match(textOfMain(website, address), new RegExp(`Số thỏa thuận: ${found.length}\\b`), status);
  }
  assert.equal(total, 9);
  assert.deepEqual(titles(website, 'thoa-thuan/tinh-trang/ending/'), ['Đến tháng', 'Sớm hơn', 'Đến ngày']);
  assert.deepEqual(titles(website, 'thoa-thuan/tinh-trang/upcoming/'), []);
  const counts = withClass(website, '', 'status-count').filter(isShown);
  assert.equal(counts.length, 5);
  for (const count of counts) {
    const status = attribute(count, 'data-status');
    const link = [...elements(count)].find(({ tagName }) => tagName === 'a');
    assert.equal(attribute(link, 'href'), `/thoa-thuan/tinh-trang/${status}/`);
    assert.match(words(count), new RegExp(`^${titles(website, `thoa-thuan/tinh-trang/${status}/`).length} `));
  }
});

test('a list of one status has ready what will come to it, soonest first, and says how far that goes', (t) => {
  const repository = smallRepository(t, register);
  let website = built(repository, '2026-01-10');
  // The register's own of 2023 to 2027 ends soon from July 2027 on, which is too far ahead.
  assert.deepEqual(titles(website, 'thoa-thuan/tinh-trang/ending/', false), ['Đến năm']);
  const until = withClass(website, 'thoa-thuan/tinh-trang/ending/', 'incomplete-note');
  assert.deepEqual(until.map((note) => [attribute(note, 'data-until'), isShown(note)]), [['2027-07-03', false]]);
  assert.deepEqual(titles(website, 'thoa-thuan/tinh-trang/ended/', false), ['Sớm hơn', 'Đến ngày', 'Đến tháng', 'Đến năm']);
  website = built(repository, '2040-01-10');
  assert.deepEqual(titles(website, 'thoa-thuan/tinh-trang/ended/', false), []);
  assert.deepEqual(withClass(website, 'thoa-thuan/tinh-trang/ended/', 'incomplete-note'), []);
});

test('lists of one status are cut into pages counted from the oldest', (t) => {
  const files = {};
  for (let number = 1; number <= 8; number++)
    files[`content/agreements/cu-${number}.md`] = one({ title: `Cũ ${number}`, signed: `2001-01-0${number}`, period: { start: 2001, end: 2002 } });
  const website = built(smallRepository(t, files), '2024-06-01');
  const address = 'thoa-thuan/tinh-trang/ended/';
  // page_size is 3 there, and the front has up to two pages.
  assert.deepEqual(titles(website, address).slice(-2), ['Cũ 8', 'Cũ 7']);
  assert.deepEqual(titles(website, `${address}trang/1/`), ['Cũ 3', 'Cũ 2', 'Cũ 1']);
  assert.match(textOfMain(website, `${address}trang/1/`), /Tính đến ngày 1 tháng 6 năm 2024/);
});

test('what ends in a year stands by month, by year alone where no more is known', (t) => {
  const website = built(smallRepository(t, register), '2026-01-10');
  const address = 'thoa-thuan/het-han/2026/';
  assert.deepEqual(withTag(website, address, 'h2').map(words), ['Tháng 3 năm 2026 3', 'Chỉ biết năm kết thúc 1']);
  assert.deepEqual(titles(website, address), ['Sớm hơn', 'Đến ngày', 'Đến tháng', 'Đến năm']);
  // What was terminated ended the day before, not at its term.
  assert.deepEqual(titles(website, 'thoa-thuan/het-han/2024/'), ['Chấm dứt sớm']);
  assert.match(textOfMain(website, 'thoa-thuan/het-han/2024/'), /Kết thúc 01\/05\/2024/);
  const years = withClass(website, 'thoa-thuan/het-han/', 'chips').map(words);
  assert.deepEqual(years, ['2027 1 2026 (năm nay) 4 2024 1 2022 1']);
  assert.match(textOfMain(website, 'thoa-thuan/het-han/'), /không đặt thời hạn kết thúc 1 .*không biết ngày kết thúc 1/);
  assert.deepEqual(titles(website, 'thoa-thuan/het-han/khong-thoi-han/'), ['Không hạn']);
  assert.deepEqual(titles(website, 'thoa-thuan/het-han/chua-ro/'), ['Chưa rõ']);
});

test('a term that begins and ends in one year, month or day names it once', (t) => {
  const terms = {
    nam: { start: 2026, end: 2026 }, thang: { start: '2026-03', end: '2026-03' }, ngay: { start: '2026-03-05', end: '2026-03-05' },
    'nam-thang': { start: 2026, end: '2026-03' }, hai: { start: 2025, end: 2026 }, mo: { start: 2026, end: 'open' },
  };
  const website = built(smallRepository(t, Object.fromEntries(Object.entries(terms).map(([id, period]) => [
    `content/agreements/${id}.md`, one({ title: `Văn bản ${id}`, signed: '2025-01-01', period }),
  ]))), '2026-01-10');
  const shown = (id) => words(withClass(website, `thoa-thuan/${id}/`, 'period')[0]);
  assert.deepEqual(Object.keys(terms).map(shown), [
    '2026', 'tháng 3/2026', '05/03/2026', 'từ năm 2026 đến hết tháng 3/2026', '2025–2026', 'từ năm 2026, văn bản không đặt thời hạn kết thúc',
  ]);
});

test('a month with many has a page of its own, and shows the first of them', (t) => {
  const files = {};
  for (let number = 10; number < 32; number++)
    files[`content/agreements/nhieu-${number}.md`] = one({ title: `Nhiều ${number}`, signed: '2021-01-01', period: { start: 2021, end: `2025-12-${number}` } });
  const repository = smallRepository(t, files);
  const website = built(repository, '2026-01-10');
  const shown = titles(website, 'thoa-thuan/het-han/2025/');
  assert.deepEqual([shown.length, shown[0], shown.at(-1)], [20, 'Nhiều 10', 'Nhiều 29']);
  assert.match(textOfMain(website, 'thoa-thuan/het-han/2025/'), /Xem tất cả \(22\)/);
  assert.deepEqual(titles(website, 'thoa-thuan/het-han/2025/12/')[0], 'Nhiều 31');
  assert.deepEqual(titles(website, 'thoa-thuan/het-han/2025/12/trang/1/'), ['Nhiều 12', 'Nhiều 11', 'Nhiều 10']);
  assert.ok(!has(repository, 'thoa-thuan/het-han/2027/12'));
});

test('what ends tells what follows, and who answers today: the last successor, in the province of today', (t) => {
  const repository = smallRepository(t, {
    'content/organizations/so-cu.md': entry({ name: 'Sở Cũ', province: 'kien-giang', dissolved: '2020-12-31', successors: [{ organization: 'so-giua', since: '2021-01-01' }] }),
    'content/organizations/so-giua.md': entry({ name: 'Sở Giữa', province: 'kien-giang', dissolved: '2025-06-30', successors: [{ organization: 'so-moi', since: '2025-07-01' }] }),
    'content/organizations/so-moi.md': entry({ name: 'Sở Mới', province: 'kien-giang' }),
    'content/organizations/doan-cu.md': entry({ name: 'Đoàn Cũ', dissolved: '2025-06-30' }),
    'content/agreements/truoc.md': one({ title: 'Trước', signed: '2019-01-01', period: { start: 2019, end: 2026 },
      signatories: [{ organization: 'so-cu' }, { organization: 'doan-cu' }] }),
    'content/agreements/sau.md': one({ title: 'Sau', signed: '2027-01-01', period: { start: 2027, end: 2029 }, succeeds: 'truoc' }),
  });
  const answering = (day) => withClass(built(repository, day), 'thoa-thuan/het-han/2026/', 'answering').map(words);
  assert.deepEqual(answering('2019-06-01'), ['Sở Cũ (tỉnh Kiên Giang) Đoàn Cũ']);
  assert.deepEqual(answering('2021-06-01'), ['Sở Cũ → Sở Giữa (tỉnh Kiên Giang) Đoàn Cũ']);
  assert.deepEqual(answering('2026-06-01'), ['Sở Cũ → Sở Mới (tỉnh An Giang) Đoàn Cũ → sổ chưa ghi cơ quan kế thừa']);
  const website = built(repository, '2026-06-01');
  assert.match(textOfMain(website, 'thoa-thuan/het-han/2026/'), /Tiếp nối: Sau/);
  assert.match(textOfMain(website, 'thoa-thuan/het-han/2029/'), /Sổ chưa ghi thỏa thuận tiếp nối/);
});

test('each year and each type has its list', (t) => {
  const repository = smallRepository(t, register);
  const website = built(repository, '2026-01-10');
  assert.deepEqual(titles(website, 'thoa-thuan/nam/2021/').slice(0, 2), ['Đến năm', 'Đến tháng']);
  assert.deepEqual(titles(website, 'thoa-thuan/nam/2019/'), ['Chấm dứt sớm']);
  assert.ok(!has(repository, 'thoa-thuan/nam/2017'));
});

// Twelve agreements and news of An Giang, with three rows a page.
const many = { 'content/organizations/a-hoi.md': entry({ name: 'A Hội', province: 'an-giang' }), 'content/organizations/b-hoi.md': entry({ name: 'B Hội', province: 'an-giang' }) };
for (let number = 10; number < 22; number++) {
  many[`content/agreements/ag-${number}.md`] = one({ title: `Văn bản ${number}`, signed: `2020-01-${number}`, period: { start: 2020, end: number < 20 ? 2021 : 2030 } });
  many[`content/news/2020/tin-${number}.md`] = entry({ title: `Tin ${number}`, date: `2020-02-${number}`, provinces: ['an-giang'] });
}

test("an entry's page shows the newest of each list, and leads to pages of all of it", (t) => {
  const repository = smallRepository(t, many);
  const website = built(repository, '2024-06-01');
  const address = 'tinh-thanh/an-giang/';
  assert.deepEqual(titles(website, address), ['Quy chế phối hợp giai đoạn 2023–2027', 'Văn bản 21', 'Văn bản 20']);
  const more = withClass(website, address, 'more').map((node) => [words(node).replace(/\s*→$/, ''), attribute([...elements(node)].find(({ tagName }) => tagName === 'a'), 'href')]);
  for (const link of [['Xem mọi thỏa thuận (14)', '/tinh-thanh/an-giang/thoa-thuan/'], ['Xem mọi tin (14)', '/tinh-thanh/an-giang/tin-tuc/'],
    ['Xem mọi cơ quan (4)', '/tinh-thanh/an-giang/co-quan/']])
    assert.ok(more.some(([text, href]) => text === link[0] && href === link[1]), `${link} among ${more.join('; ')}`);
  // The front of a list of its own has up to two pages, and numbers begin with the oldest.
  assert.equal(rows(website, `${address}thoa-thuan/`).length, 5);
  assert.deepEqual(titles(website, `${address}thoa-thuan/1/`), ['Văn bản 11', 'Văn bản 10', 'Quy chế phối hợp giai đoạn 2018–2022']);
  assert.deepEqual(withClass(website, `${address}co-quan/`, 'row-title').map(words), ['A Hội', 'B Hội', 'Tỉnh đoàn An Giang', 'Ủy ban nhân dân tỉnh An Giang']);
  // Offices come before news.
  const headings = withTag(website, address, 'h2').map(words);
  assert.ok(headings.indexOf('Cơ quan ở tỉnh thành 4') < headings.indexOf('Tin tức 14') && headings.includes('Cơ quan ở tỉnh thành 4'), headings.join('; '));
  // What fits has no page of its own.
  assert.ok(!has(repository, 'co-quan/a-hoi/thoa-thuan') && !has(repository, 'nguoi-ky/nguyen-van-an/tin-tuc'));
});

test('each count of a province, an office and a topic leads to what it counts', (t) => {
  const website = built(smallRepository(t, many), '2024-06-01');
  let lists = 0;
  for (const address of ['tinh-thanh/an-giang/', 'co-quan/ubnd-an-giang/', 'linh-vuc/tre-em/'])
    for (const count of withClass(website, address, 'status-count').filter(isShown)) {
      const href = attribute([...elements(count)].find(({ tagName }) => tagName === 'a'), 'href');
      const status = attribute(count, 'data-status');
      assert.equal(href, `/${address}thoa-thuan/tinh-trang/${status}/`);
      assert.equal(Number(words(count).split(' ')[0]), Number(/Số thỏa thuận: (\d+)/.exec(textOfMain(website, href.slice(1)))[1]));
      for (const row of rows(website, href.slice(1)).filter(isShown)) assert.equal(attribute(row, 'data-status'), status);
      lists++;
    }
  assert.equal(lists, 6);
  // Where all of them stand on the page, the count leads there.
  const [count] = withClass(built(smallRepository(t), '2024-06-01'), 'linh-vuc/tre-em/', 'status-count');
  assert.equal(attribute([...elements(count)].find(({ tagName }) => tagName === 'a'), 'href'), '#thoa-thuan');
});

test('a province of which nothing is known says so, and offers what covers it', (t) => {
  const repository = smallRepository(t, {
    'content/data/provinces.yaml': '- {id: an-giang, name: An Giang, kind: tỉnh, region: dong-bang-song-cuu-long}\n- {id: ca-mau, name: Cà Mau, kind: tỉnh, region: dong-bang-song-cuu-long}\n- {id: kien-giang, name: Kiên Giang, kind: tỉnh, merged_into: an-giang, until: 2025-06-30}\n',
    'content/agreements/ca-vung.md': one({ title: 'Của vùng', regions: ['dong-bang-song-cuu-long'] }),
    'content/agreements/toan-quoc.md': one({ title: 'Của cả nước', national: true }),
  });
  const website = built(repository, '2024-06-01');
  assert.match(textOfMain(website, 'tinh-thanh/ca-mau/'), /Sổ chưa có thỏa thuận, tin tức hay cơ quan nào của tỉnh Cà Mau\. Dưới đây/);
  assert.deepEqual(titles(website, 'tinh-thanh/ca-mau/').sort(), ['Của cả nước', 'Của vùng']);
  assert.doesNotMatch(textOfMain(website, 'tinh-thanh/an-giang/'), /Sổ chưa có thỏa thuận, tin tức/);
});

test('a page names no feed but its own', (t) => {
  const website = built(smallRepository(t, many), '2024-06-01');
  let feeds = 0;
  for (const url of website.pages.keys())
    for (const link of [...elements(parse5.parse(website.read(`${new URL(url).pathname.slice(1)}index.html`.replace('.htmlindex.html', '.html'))))].filter((node) => node.tagName === 'link' && attribute(node, 'type') === 'application/atom+xml')) {
      assert.equal(attribute(link, 'href'), `${new URL(url).pathname}feed.xml`);
      feeds++;
    }
  assert.ok(feeds > 5, `${feeds}`);
});
