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

// What `look` finds on a page built on a day and read at noon of another; files of the site come from its folder.
async function readOn(t, { built, read, address, site = register(t) }, look) {
  const folder = site(built);
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.clock.setFixedTime(new Date(`${read}T12:00:00+07:00`));
  await tab.route('**/*', async (route) => {
    const file = path.join(folder, decodeURIComponent(new URL(route.request().url()).pathname));
    try {
      await route.fulfill({ path: fs.statSync(file).isDirectory() ? path.join(file, 'index.html') : file });
    } catch {
      // The icon may be asked for when the test is over and its files are gone.
      await route.abort().catch(() => {});
    }
  });
  await tab.goto(`https://example.vn${address}`, { waitUntil: 'load' });
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
  ['2024-06-01', '2025-05-15', ['(còn 13 tháng)', 'Sổ chưa có tin về 1 lần', 'Lần tiếp theo, hạn: 31/12/2025']],
  ['2024-06-01', '2026-01-01', ['(còn 6 tháng)', 'Sổ chưa có tin về 2 lần', '']],
  ['2026-01-01', '2026-06-30', ['(còn 1 ngày)', 'Sổ chưa có tin về 2 lần', '']],
  ['2026-01-01', '2026-07-01', ['', 'Sổ chưa có tin về 2 lần', '']],
])
  test(`the facts of a page built on ${built} and read on ${read}`, async (t) => {
    assert.deepEqual(await readOn(t, { built, read, address: page }, facts), expected);
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
