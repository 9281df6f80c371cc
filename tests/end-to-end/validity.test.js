'use strict';
// A page that is read later than it was built: its script brings the labels up to the reader's day, and only forward.

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

// What `look` finds on a page built on a day and read at noon of another; files of the site come from its folder.
async function readOn(t, { built, read, address }, look) {
  const repository = smallRepository(t, files);
  const result = repository.kyket(['build', '--date', built]);
  assert.equal(result.status, 0, result.output);
  const context = await browser.newContext();
  t.after(() => context.close());
  const tab = await context.newPage();
  await tab.clock.setFixedTime(new Date(`${read}T12:00:00+07:00`));
  await tab.route('**/*', async (route) => {
    const file = repository.path('output', decodeURIComponent(new URL(route.request().url()).pathname));
    try {
      await route.fulfill({ path: fs.statSync(file).isDirectory() ? path.join(file, 'index.html') : file });
    } catch {
      // The icon may be asked for when the test is over and its files are gone.
      await route.abort().catch(() => {});
    }
  });
  await tab.goto(`https://example.vn${address}`, { waitUntil: 'load' });
  return tab.evaluate(look);
}

const reviews = () =>
  [...document.querySelectorAll('.reviews li')].map((each) =>
    each.hidden ? 'gone' : `${each.dataset.state}: ${each.querySelector('.review-state').textContent}`,
  );
const status = () => {
  const article = document.querySelector('article');
  return `${article.dataset.status}: ${article.querySelector('.status').textContent}`;
};
const counts = () => [...document.querySelectorAll('.counts li')].map((each) => `${each.dataset.status}: ${each.textContent}`);

const page = '/thoa-thuan/quy-che-2023/';
const done = 'done: Đã thực hiện';
const due = 'due: Đang đến kỳ';
const overdue = 'overdue: Quá hạn, chưa có tin';
const upcoming = 'upcoming: Chưa đến kỳ';

for (const [built, read, expected] of [
  ['2024-06-01', '2024-06-01', [done, due, upcoming, upcoming]],
  ['2024-06-01', '2024-12-31', [done, due, upcoming, upcoming]],
  ['2024-06-01', '2025-01-01', [done, overdue, due, upcoming]],
  ['2024-06-01', '2026-06-30', [done, overdue, overdue, due]],
  ['2024-06-01', '2026-07-01', [done, overdue, overdue, 'gone']],
  ['2026-07-01', '2026-07-01', [done, overdue, overdue]],
  ['2025-02-01', '2023-02-01', [done, overdue, due, upcoming]],
])
  test(`reviews of a page built on ${built} and read on ${read}`, async (t) => {
    assert.deepEqual(await readOn(t, { built, read, address: page }, reviews), expected);
  });

test('the overview moves on too, list and next review', async (t) => {
  const next = () => [...document.querySelectorAll('.row-fact[data-state]')].map((each) => each.textContent.trim());
  for (const [read, expected] of [
    ['2024-12-31', 'Đang đến kỳ'],
    ['2025-01-01', 'Quá hạn, chưa có tin'],
  ])
    assert.deepEqual(await readOn(t, { built: '2024-06-01', read, address: '/so-ket/' }, next), [expected]);
  assert.deepEqual(await readOn(t, { built: '2024-06-01', read: '2025-01-01', address: '/so-ket/' }, reviews), [
    done, overdue, due, upcoming,
  ]);
});

for (const [built, read, expected] of [
  ['2022-06-01', '2022-12-31', 'upcoming: Chưa hiệu lực'],
  ['2022-06-01', '2023-01-01', 'in-force: Đang hiệu lực'],
  ['2024-06-01', '2026-06-30', 'in-force: Đang hiệu lực'],
  ['2024-06-01', '2026-07-01', 'replaced: Đã được thay thế'],
  ['2024-06-01', '2022-01-01', 'in-force: Đang hiệu lực'],
])
  test(`the status of a page built on ${built} and read on ${read}`, async (t) => {
    assert.equal(await readOn(t, { built, read, address: page }, status), expected);
  });

test('counts are those of the build', async (t) => {
  const found = await readOn(t, { built: '2022-06-01', read: '2027-02-01', address: '/tinh-thanh/an-giang/' }, counts);
  assert.deepEqual(found, ['in-force: 1 đang hiệu lực', 'upcoming: 2 chưa hiệu lực']);
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
