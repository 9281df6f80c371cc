'use strict';
// A page that is read later than it was built: its script brings what it says up to the reader's day, and only forward.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { chromium } = require('playwright-core');
const { agreement, entry, news, smallRepository } = require('../support/register.js');

let browser;
before(async () => {
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
});
after(() => browser?.close());

const files = {
  // Without its link to news that is of a later moment on the first of the days below.
  'content/agreements/quy-che-2018.md': entry({ ...agreement, number: '01/QC-UBND' }),
  'content/agreements/quy-che-2023.md': entry({ ...agreement, title: 'Quy chế mới', number: '02/QC', signed: '2023-03-01',
    period: { start: 2023, end: 2026 }, succeeds: 'quy-che-2018', review: 'annual' }),
  'content/agreements/quy-che-2026.md': entry({ ...agreement, title: 'Quy chế sau', number: '03/QC', signed: '2024-03-01',
    period: { start: '2026-07-01', end: 2030 }, succeeds: 'quy-che-2023' }),
  'content/news/2023/so-ket.md': entry({ ...news, title: 'Sơ kết năm đầu', date: '2023-12-20', agreements: ['quy-che-2023'],
    event: { kind: 'review', date: '2023-12-18' } }),
};

// A register whose site is built for a day when it is asked for.
function register(t) {
  const repository = smallRepository(t, files);
  const made = new Map();
  return (day) => {
    if (!made.has(day)) {
      const result = repository.kyket(['build', '--date', day, '-o', `site-${day}`, '--cache', 'cache']);
      assert.equal(result.status, 0, result.output);
      made.set(day, repository.path(`site-${day}`));
    }
    return made.get(day);
  };
}

const strict = { 'Content-Security-Policy': "default-src 'self'; script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'" };

// What `look` finds on a page built on a day and read at noon of another; files of the site come from its folder.
async function readOn(t, { built, read, address, site = register(t), act }, look) {
  const folder = site(built);
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.clock.setFixedTime(new Date(`${read}T12:00:00+07:00`));
  await tab.route('**/*', async (route) => {
    const file = path.join(folder, decodeURIComponent(new URL(route.request().url()).pathname));
    try {
      await route.fulfill({ path: fs.statSync(file).isDirectory() ? path.join(file, 'index.html') : file, headers: strict });
    } catch {
      // The icon may be asked for when the test is over and its files are gone.
      await route.abort().catch(() => {});
    }
  });
  await tab.goto(`https://example.vn${address}`, { waitUntil: 'load' });
  if (act) await act(tab);
  const found = await tab.evaluate(look);
  await context.close();
  return found;
}

const reviews = () =>
  [...document.querySelectorAll('.reviews li')].map((each) => `${each.dataset.state}: ${each.querySelector('.review-state').textContent}`);
const status = () => {
  const article = document.querySelector('article');
  return `${article.dataset.status}: ${article.querySelector('.status').textContent}`;
};

const page = '/thoa-thuan/quy-che-2023/';
const done = 'done: Đã có tin';
const due = 'due: Trong năm sơ kết';
const noReport = 'no-report: Sổ chưa có tin';
const upcoming = 'upcoming: Chưa đến kỳ';

for (const [built, read, expected] of [
  ['2024-06-01', '2024-06-01', [done, due, upcoming]],
  ['2024-06-01', '2024-12-31', [done, due, upcoming]],
  ['2024-06-01', '2025-01-01', [done, noReport, due]],
  ['2024-06-01', '2025-12-31', [done, noReport, due]],
  ['2024-06-01', '2026-01-01', [done, noReport, noReport]],
  ['2026-07-01', '2026-07-01', [done, noReport, noReport]],
  ['2025-02-01', '2023-02-01', [done, noReport, due]],
])
  test(`reviews of a page built on ${built} and read on ${read}`, async (t) => {
    assert.deepEqual(await readOn(t, { built, read, address: page }, reviews), expected);
  });

// Of the overview: both lists with their numbers, and the day that they are of.
const overview = () => {
  const seen = (selector, within = document) =>
    [...within.querySelectorAll(selector)].filter((each) => each.checkVisibility()).map((each) => each.innerText.replace(/\s+/g, ' ').trim());
  const [missing, coming] = document.querySelectorAll('main section');
  return [seen('.as-of time'), seen('.count', missing), seen('.review-dates li', missing), seen('.empty-note', missing), seen('.count', coming), seen('.row p', coming)];
};
for (const [read, expected] of [
  ['2024-12-31', [['ngày 31 tháng 12 năm 2024'], ['0'], [], ['Mọi lần sơ kết đã đến hạn đều có tin.'], ['1'], ['Sơ kết, hạn ngày 31 tháng 12 năm 2024 · Trong năm sơ kết']]],
  ['2025-01-01', [['ngày 1 tháng 1 năm 2025'], ['1'], ['31/12/2024'], [], ['1'], ['Sơ kết, hạn ngày 31 tháng 12 năm 2025 · Trong năm sơ kết']]],
  ['2026-01-01', [['ngày 1 tháng 1 năm 2026'], ['1'], ['31/12/2024', '31/12/2025'], [], ['0'], []]],
])
  test(`the overview of reviews built on 2024-06-01 and read on ${read} is the one of that day`, async (t) => {
    assert.deepEqual(await readOn(t, { built: '2024-06-01', read, address: '/so-ket/' }, overview), expected);
    assert.deepEqual(await readOn(t, { built: read, read, address: '/so-ket/' }, overview), expected);
  });

for (const [built, read, expected] of [
  ['2022-06-01', '2023-02-28', 'unsigned: Chưa ký'],
  ['2022-06-01', '2023-03-01', 'in-force: Còn hiệu lực'],
  ['2024-06-01', '2026-06-30', 'in-force: Còn hiệu lực'],
  ['2024-06-01', '2026-07-01', 'replaced: Đã được thay thế'],
  ['2024-06-01', '2022-01-01', 'in-force: Còn hiệu lực'],
])
  test(`the status of a page built on ${built} and read on ${read}`, async (t) => {
    assert.equal(await readOn(t, { built, read, address: page }, status), expected);
  });

// Of an agreement's facts: how long yet, the reviews without news, and the next one.
const facts = () =>
  ['.time-left', '.own-unreported', '.own-next'].map((selector) => {
    const element = document.querySelector(`.facts ${selector}`);
    return element.checkVisibility() ? element.innerText.replace(/\s+/g, ' ').trim() : '';
  });
for (const [built, read, expected] of [
  ['2024-06-01', '2024-06-01', ['(còn 2 năm 1 tháng)', '', 'Lần tiếp theo, hạn: 31/12/2024']],
  ['2024-06-01', '2024-07-01', ['(còn 2 năm)', '', 'Lần tiếp theo, hạn: 31/12/2024']],
  ['2024-06-01', '2025-05-15', ['(còn 13 tháng)', 'Sổ chưa có tin về 1 lần sơ kết', 'Lần tiếp theo, hạn: 31/12/2025']],
  ['2024-06-01', '2026-01-01', ['(còn 6 tháng)', 'Sổ chưa có tin về 2 lần sơ kết', '']],
  ['2026-01-01', '2026-06-30', ['(còn 1 ngày)', 'Sổ chưa có tin về 2 lần sơ kết', '']],
  ['2026-01-01', '2026-07-01', ['', 'Sổ chưa có tin về 2 lần sơ kết', '']],
])
  test(`the facts of a page built on ${built} and read on ${read}`, async (t) => {
    assert.deepEqual(await readOn(t, { built, read, address: page }, facts), expected);
  });
test('days are counted to a known day alone, not to the end of a year', async (t) => {
  for (const [id, end, left] of [['ngay', '2027-08-31', ['(còn 3 năm 3 tháng)']], ['nam', 2027, []]]) {
    const folder = smallRepository(t, { [`content/agreements/${id}.md`]: entry({ ...agreement, title: 'Quy chế giai đoạn 2020–2027', number: '09/QC', period: { start: 2020, end } }) });
    assert.equal(folder.kyket(['build', '--date', '2024-06-01']).status, 0);
    const shown = () => [...document.querySelectorAll('.time-left')].map((each) => each.textContent);
    assert.deepEqual(await readOn(t, { built: '', read: '2024-06-01', address: `/thoa-thuan/${id}/`, site: () => folder.path('output') }, shown), left);
  }
});
test('of an agreement without an end nobody says how long it goes on', async (t) => {
  const folder = smallRepository(t, { 'content/agreements/mo.md': entry({ ...agreement, title: 'Quy chế mở', number: '09/QC', period: { start: 2020, end: 'open' } }) });
  assert.equal(folder.kyket(['build', '--date', '2024-06-01']).status, 0);
  const left = () => document.querySelectorAll('.time-left').length;
  assert.equal(await readOn(t, { built: '', read: '2024-06-01', address: '/thoa-thuan/mo/', site: () => folder.path('output') }, left), 0);
});

// What a page says of agreements on a day does not depend on when it was built.
const days = ['2018-04-11', '2018-04-12', '2023-01-01', '2023-03-01', '2026-07-01', '2031-01-01'];
const said = () => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).map((each) => each.innerText.replace(/\s+/g, ' ').trim());
  return { counts: seen('.counts li'), notes: seen('.current-note'), rows: seen('.row[data-days]'), days: seen('.as-of'),
    // Of the units of the day of the build; those without agreements may have been merged since.
    tiles: [...(document.querySelector('.map')?.querySelectorAll('a') ?? [])].filter(({ textContent }) => !textContent.includes(': 0 '))
      .map((tile) => [tile.querySelector('title').textContent, tile.dataset.shade, tile.querySelector('.map-count').textContent]),
    legend: [...(document.querySelector('.map-legend')?.children ?? [])].filter(({ hidden }) => !hidden).map(({ innerText }) => innerText),
    headings: seen('.home-agreements h2') };
};
test('a page says on a day the same whenever it was built', async (t) => {
  const site = register(t);
  for (const address of ['/', '/tinh-thanh/', '/tinh-thanh/an-giang/', '/linh-vuc/', '/co-quan/', '/co-quan/ubnd-an-giang/'])
    for (const [i, read] of days.entries()) {
      const now = await readOn(t, { built: read, read, address, site }, said);
      for (const built of days.slice(Math.max(0, i - 2), i))
        assert.deepEqual(await readOn(t, { built, read, address, site }, said), now, `${address} built on ${built}, read on ${read}`);
    }
});

// What is signed only on a day to come is told as signed from that day on, and not before: by the build and by the reader's day alike.
const unsigned = {
  'content/agreements/truoc.md': entry({ ...agreement, title: 'Bản trước', number: '07/QC', signed: '2020-02-03', period: { start: 2020, end: 2025 }, news: undefined }),
  'content/agreements/sau.md': entry({ ...agreement, title: 'Bản sau', number: '08/QC', signed: '2026-12-20', period: { start: 2026, end: 2030 },
    succeeds: 'truoc', amends: 'truoc', review: 'annual',
    signatories: [{ organization: 'ubnd-an-giang', signers: [{ name: 'Trần Thị Mới', person: 'tran-thi-moi' }] }, { organization: 'tinh-doan-an-giang' }] }),
  'content/people/tran-thi-moi.md': entry({ name: 'Trần Thị Mới' }),
};
const signing = () => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).map((each) => (each.innerText ?? '').replace(/\s+/g, ' ').trim());
  return { notices: seen('.notice p'), signed: seen('.facts .fact-short')[1], chain: seen('.lineage-transition'), pictures: seen('.lineage-gap, .lineage-hatch').length,
    events: seen('.own-timeline li') };
};
test('what is not signed yet is not told as done, whenever the page was built', async (t) => {
  const folder = smallRepository(t, unsigned);
  const site = (day) => {
    assert.equal(folder.kyket(['build', '--date', day, '-o', `site-${day}`]).status, 0);
    return folder.path(`site-${day}`);
  };
  const [early, late] = ['2026-12-03', '2026-12-20'];
  const look = (built, read, id) => readOn(t, { built, read, address: `/thoa-thuan/${id}/`, site }, signing);
  const before = await look(early, early, 'sau');
  assert.equal(before.signed, 'Ngày ký 20/12/2026 (chưa đến)');
  assert.deepEqual([before.chain, before.pictures], [[], 0]);
  assert.ok(before.events.includes('20/12/2026 Ký kết (dự kiến)'), before.events.join());
  const after = await look(early, late, 'sau');
  assert.equal(after.signed, 'Ngày ký 20/12/2026');
  assert.equal(after.chain.length, 1);
  assert.ok(after.events.includes('20/12/2026 Ký kết'));
  assert.deepEqual(after, await look(late, late, 'sau'));
  const notices = (label) => [`Thỏa thuận tiếp nối: Bản sau ${label}`, `Văn bản sửa đổi, bổ sung thỏa thuận này: Bản sau ${label}`];
  assert.deepEqual((await look(early, early, 'truoc')).notices, notices('Chưa ký'));
  assert.deepEqual(await look(early, late, 'truoc'), await look(late, late, 'truoc'));
  assert.deepEqual((await look(early, late, 'truoc')).notices, notices('Còn hiệu lực'));
  const rows = (read) => readOn(t, { built: early, read, address: '/so-ket/', site }, () =>
    [...document.querySelectorAll('[data-reviews=coming] .row-title')].filter((each) => each.checkVisibility()).map((each) => each.textContent));
  assert.deepEqual([await rows(early), await rows(late)], [[], ['Bản sau']]);
  const page = (day, file) => fs.readFileSync(path.join(site(day), file), 'utf8');
  const signers = (day) => page(day, 'nguoi-ky/index.html').split('Người liên quan')[0].includes('Trần Thị Mới');
  assert.deepEqual([signers(early), signers(late)], [false, true]);
  const asked = (day) => [page(day, 'lich.ics').includes('review-2027'), page(day, 'thoa-thuan/sau/index.html').includes('"legislationDate":"2026-12-20"')];
  assert.deepEqual([asked(early), asked(late)], [[false, false], [true, true]]);
});

test('pages of agreements are the same on two days when no status changes', (t) => {
  const repository = smallRepository(t, files);
  const pages = ['2024-06-01', '2024-06-02', '2025-01-01'].map((date) => {
    const result = repository.kyket(['build', '--date', date]);
    assert.equal(result.status, 0, result.output);
    return fs.readFileSync(repository.path('output', 'thoa-thuan', 'quy-che-2023', 'index.html'), 'utf8');
  });
  assert.equal(pages[0], pages[1]);
  assert.notEqual(pages[1], pages[2]);
});

// A list of one status has its rows, its number and its day of the reader's day, and tells when it can't know.
const listed = () => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).map((each) => each.innerText.replace(/\s+/g, ' ').trim());
  return { rows: seen('.row-title').sort(), total: seen('.total'), days: seen('.as-of'), empty: seen('.empty-note').length, incomplete: seen('.incomplete-note').length };
};
test('a list of one status is that of the reader\'s day', async (t) => {
  const site = register(t);
  const of = (built, read, status) => readOn(t, { built, read, address: `/thoa-thuan/tinh-trang/${status}/`, site }, listed);
  for (const status of ['in-force', 'replaced', 'upcoming', 'ended', 'ending']) {
    const now = await of('2026-07-01', '2026-07-01', status);
    assert.deepEqual(await of('2025-08-01', '2026-07-01', status), now, status);
  }
  assert.deepEqual((await of('2025-08-01', '2026-07-01', 'replaced')).rows, ['Quy chế mới']);
  assert.deepEqual(await of('2025-08-01', '2026-07-01', 'upcoming'),
    { rows: [], total: ['Số thỏa thuận: 0'], days: ['Tính đến ngày 1 tháng 7 năm 2026.'], empty: 1, incomplete: 0 });
  // More than a year ahead it does not know, and says so; the number is right all the same.
  assert.deepEqual(await of('2024-06-01', '2026-07-01', 'replaced'),
    { rows: [], total: ['Số thỏa thuận: 1'], days: ['Tính đến ngày 1 tháng 7 năm 2026.'], empty: 1, incomplete: 1 });
});

// Another day than the reader's: the field's, in the address.
const judged = () => {
  const seen = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).map((each) => each.innerText.replace(/\s+/g, ' ').trim());
  return { counts: seen('.counts:not([data-all]) li'), rows: seen('.row-title'), labels: seen('.row .status'), total: seen('.total'), note: seen('.on-day-note').join(), field: document.getElementById('on_day').value, reset: seen('.on-day-reset').length };
};
const settled = (tab) => tab.waitForFunction(() => /./.test(document.querySelector('.on-day-note').textContent) && !/Đang tải/.test(document.querySelector('.on-day-note').textContent));
const noteOf = (day) => `Tình trạng được xét vào ngày ${day}, theo những gì sổ ghi.`;

test('an agreement is judged on a past day and on one to come, and an impossible day is told of', async (t) => {
  const site = register(t);
  const on = async (day) => {
    const found = await readOn(t, { built: '2024-06-01', read: '2024-06-01', address: `${page}?ngay=${day}`, site, act: settled }, judged);
    const now = await readOn(t, { built: '2024-06-01', read: '2024-06-01', address: `${page}?ngay=${day}`, site }, status);
    return [now, found.note, found.field, found.reset];
  };
  assert.deepEqual(await on('2023-02-28'), ['unsigned: Chưa ký', noteOf('28/02/2023'), '2023-02-28', 1]);
  assert.deepEqual(await on('2026-07-01'), ['replaced: Đã được thay thế', noteOf('01/07/2026'), '2026-07-01', 1]);
  for (const day of ['2023-02-30', 'hom-nay', '2023-2-1', '0000-01-01'])
    assert.deepEqual(await on(day), ['in-force: Còn hiệu lực', 'Ngày trong đường dẫn không hợp lệ; tình trạng được xét vào hôm nay.', '2024-06-01', 1], day);
  const plain = await readOn(t, { built: '2024-06-01', read: '2024-06-01', address: page, site }, judged);
  assert.deepEqual([plain.note, plain.field, plain.reset], ['', '2024-06-01', 0]);
});

// Ten more, one a year, in lists of three a page.
const years = {};
for (let year = 2008; year < 2018; year++)
  years[`content/agreements/nam-${year}.md`] = entry({ ...agreement, title: `Văn bản ${year}`, signed: `${year}-02-01`, period: { start: year, end: year + 1 }, commitments: [] });
function yearly(t) {
  const repository = smallRepository(t, { ...files, ...years });
  const result = repository.kyket(['build', '--date', '2024-06-01', '-o', 'site', '--cache', 'cache']);
  assert.equal(result.status, 0, result.output);
  return () => repository.path('site');
}

test('a list and its counts are those of the day that is asked for, whatever page a row stands on', async (t) => {
  const site = yearly(t);
  const look = (address) => readOn(t, { built: '', read: '2024-06-01', address, site, act: settled }, judged);
  let found = await look('/thoa-thuan/tinh-trang/in-force/?ngay=2012-03-01');
  assert.deepEqual([found.rows, found.labels, found.total], [['Văn bản 2012', 'Văn bản 2011'], ['Còn hiệu lực', 'Còn hiệu lực'], ['Số thỏa thuận: 2']]);
  assert.equal(found.note, `${noteOf('01/03/2012')} Số thỏa thuận: 2`);
  found = await look('/thoa-thuan/tinh-trang/ending/?ngay=2012-08-01');
  assert.deepEqual(found.rows, ['Văn bản 2011']);
  found = await look('/thoa-thuan/tinh-trang/terminated/?ngay=2012-08-01');
  assert.deepEqual([found.rows, found.note], [[], `${noteOf('01/08/2012')} Không có thỏa thuận nào như vậy.`]);
  found = await look('/tinh-thanh/an-giang/thoa-thuan/tinh-trang/ended/?ngay=2013-01-01');
  assert.deepEqual(found.rows, ['Văn bản 2011', 'Văn bản 2010', 'Văn bản 2009', 'Văn bản 2008']);
  const counted = (address) =>
    readOn(t, { built: '', read: '2024-06-01', address, site, act: (tab) => tab.locator('.counts a', { hasText: '8 chưa ký' }).waitFor() }, judged).then(({ counts }) => counts);
  assert.deepEqual(await counted('/tinh-thanh/an-giang/?ngay=2013-01-01'), ['1 còn hiệu lực', '8 chưa ký', '4 hết hiệu lực']);
});

test('the list of agreements is narrowed at once, the choice is in the address, and the number is told', async (t) => {
  const site = yearly(t);
  const choose = (address, choices) => readOn(t, { built: '', read: '2024-06-01', address, site,
    act: async (tab) => {
      for (const [id, value] of choices) {
        await tab.locator(id).selectOption(value);
        await settled(tab);
      }
      if (!choices.length) await settled(tab);
    } }, () => ({ rows: [...document.querySelectorAll('.row-title')].filter((each) => each.checkVisibility()).map((each) => each.innerText), query: location.search,
    note: document.querySelector('.on-day-note').textContent, role: document.querySelector('.on-day-note').getAttribute('role') }));
  let found = await choose('/thoa-thuan/', [['#narrow_status', 'ended'], ['#narrow_year', '2016']]);
  assert.deepEqual(found, { rows: ['Văn bản 2016'], query: '?tinh-trang=ended&nam=2016', note: 'Số thỏa thuận: 1', role: 'status' });
  found = await choose('/thoa-thuan/?tinh-trang=ended&nam=2016', []);
  assert.deepEqual(found.rows, ['Văn bản 2016']);
  found = await choose('/thoa-thuan/?loai=quy-che&tinh-thanh=an-giang&ngay=2017-03-01&tinh-trang=in-force', []);
  assert.deepEqual([found.rows, found.note], [['Văn bản 2017', 'Văn bản 2016'], `${noteOf('01/03/2017')} Số thỏa thuận: 2`]);
  found = await choose('/thoa-thuan/?tinh-trang=la&nam=1900', [['#narrow_status', 'terminated']]);
  assert.deepEqual([found.rows, found.note], [[], 'Không có thỏa thuận nào như vậy.']);
});
