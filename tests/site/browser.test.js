'use strict';
// One page of each kind in Chromium: narrow and wide, light and dark, with and without scripts.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { chromium } = require('playwright-core');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const { kyket } = require('../support/program.js');

const pages = {
  home: '/',
  'list of news': '/tin-tuc/',
  news: '/tin-tuc/2021/ky-ket-chuong-trinh-phoi-hop-2021-2025/',
  'list of agreements': '/thoa-thuan/',
  'agreements of a status': '/thoa-thuan/tinh-trang/ended/',
  'agreements of a year': '/thoa-thuan/nam/2022/',
  'years of ends': '/thoa-thuan/het-han/',
  'ends of a year': '/thoa-thuan/het-han/2025/',
  agreement: '/thoa-thuan/ctph-4286/',
  'comparison of commitments': '/thoa-thuan/qcph-tra-vinh-2018-2022/',
  'list of organizations': '/co-quan/',
  organization: '/co-quan/bo-ldtbxh/',
  'list of people': '/nguoi-ky/',
  person: '/nguoi-ky/dao-ngoc-dung/',
  'list of provinces': '/tinh-thanh/',
  province: '/tinh-thanh/nghe-an/',
  'list of topics': '/linh-vuc/',
  topic: '/linh-vuc/tre-em/',
  timeline: '/dong-thoi-gian/',
  'timeline of a year': '/dong-thoi-gian/2025/',
  search: '/tim-kiem/',
  page: '/gioi-thieu/',
  'page not found': '/404.html',
};

const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
  '.json': 'application/json', '.xml': 'application/xml', '.png': 'image/png', '.jpg': 'image/jpeg' };

const output = fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-browser-'));
let server;
let browser;
let origin;

before(async () => {
  server = http.createServer((request, response) => {
    let file = path.join(output, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    if (file.endsWith('/')) file += 'index.html';
    fs.readFile(file, (error, data) => {
      response.writeHead(error ? 404 : 200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream' });
      response.end(error ? '' : data);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${server.address().port}`;
  const result = kyket(['build', '--worktree', '-o', output, '-b', `${origin}/`]);
  assert.equal(result.status, 0, result.output);
  browser = await chromium.launch({
    executablePath: execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
});

after(async () => {
  await browser?.close();
  server?.close();
  fs.rmSync(output, { recursive: true, force: true });
});

// Pages one after another in a window of these options, each with what went wrong in it.
async function visitAll(options, look) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  let problems = [];
  page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  // What is still on its way to a page that was looked at, such as its icon, is cut off by leaving it.
  let leaving = true;
  page.on('requestfailed', (request) => {
    if (!leaving || request.failure()?.errorText !== 'net::ERR_ABORTED') problems.push(`request: ${request.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
      problems.push(`request to another host: ${request.url()}`);
  });
  const found = [];
  for (const [kind, address] of Object.entries(pages)) {
    problems = [];
    leaving = true;
    await page.goto(origin + address, { waitUntil: 'load' });
    leaving = false;
    await look(page, (problem) => problems.push(problem));
    found.push(...problems.map((problem) => `${kind} (${address}): ${problem}`));
  }
  leaving = true;
  await context.close();
  return found;
}

// What an editor's or a citizen's reader would stumble over.
async function checkAccessibility(page, report) {
  const sticking = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    return scrollWidth - clientWidth;
  });
  if (sticking > 0) report(`${sticking} pixels wider than the window`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  for (const { id, nodes } of violations) report(`${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

for (const [width, colorScheme] of [
  [360, 'light'],
  [768, 'light'],
  [1280, 'dark'],
])
  test(`${width} pixels wide, ${colorScheme}: accessible, nothing sticks out, no error`, async () => {
    assert.deepEqual(await visitAll({ viewport: { width, height: 800 }, colorScheme }, checkAccessibility), []);
  });

for (const javaScriptEnabled of [true, false])
  test(`an agreement with all its parts is short on a phone, ${javaScriptEnabled ? 'with' : 'without'} scripts, and what is folded opens`, async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 800 }, reducedMotion: 'reduce', javaScriptEnabled });
    const page = await context.newPage();
    await page.goto(origin + pages.agreement, { waitUntil: 'load' });
    const height = await page.evaluate(() => document.scrollingElement.scrollHeight);
    assert.ok(height <= 5500, `${height} pixels`);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('.prose p, .commitments p')].filter((each) => parseFloat(getComputedStyle(each).fontSize) < 16).length);
    assert.equal(small, 0);
    const folded = page.locator('#part_news li').first();
    assert.equal(await folded.isVisible(), false);
    await page.locator('#part_news summary').click();
    assert.equal(await folded.isVisible(), true);
    // In print everything is open, and a link into a folded part opens it.
    assert.equal(await page.locator('#part_reviews li').first().isVisible(), false);
    if (javaScriptEnabled) {
      await page.locator('.facts a[href="#part_reviews"]').click();
      await page.locator('#part_reviews li').first().waitFor({ state: 'visible' });
    }
    await context.close();
    const wide = await browser.newContext({ viewport: { width: 1280, height: 800 }, javaScriptEnabled });
    const tab = await wide.newPage();
    await tab.goto(origin + pages.agreement, { waitUntil: 'load' });
    assert.equal(await tab.locator('#part_news li').first().isVisible(), javaScriptEnabled);
    await wide.close();
  });

test('a page is cited with the day of access by script, and as text without; in print all stands open', async () => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2031-02-03T20:00:00Z'));
  await page.goto(origin + pages.agreement, { waitUntil: 'load' });
  await page.locator('.copy-button').click();
  await page.getByText('Đã sao chép.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const [, revision] = copied.match(/, bản ([0-9a-f]{10}) ngày \d\d\/\d\d\/\d{4}, truy cập ngày 04\/02\/2031\.$/) ?? assert.fail(copied);
  assert.equal(revision.length, 10);
  assert.match(copied, /^Ban biên tập Sổ ký kết, “Chương trình phối hợp .*”, số 4286-CTPH\/BLĐTBXH-TWĐTN, ký ngày 25\/11\/2021, Sổ ký kết, http:\/\/127\.0\.0\.1:\d+\/thoa-thuan\/ctph-4286\/, /);
  await context.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const tab = await plain.newPage();
  await tab.goto(origin + pages.agreement, { waitUntil: 'load' });
  assert.equal(await tab.locator('.copy-button').isVisible(), false);
  assert.equal(await tab.locator('.printed').isVisible(), false);
  await tab.emulateMedia({ media: 'print' });
  const hidden = await tab.locator('#part_news li, #part_reviews li, #citation_text, .printed').evaluateAll((all) => all.filter((each) => !each.checkVisibility()).length);
  assert.equal(hidden, 0);
  for (const part of ['.site-nav', '.toc', '.breadcrumbs', '.search-form']) assert.equal(await tab.locator(part).first().isVisible(), false, part);
  assert.match(await tab.locator('.printed').textContent(), /\/thoa-thuan\/ctph-4286\//);
  await plain.close();
});

test('without scripts every page shows its heading and its links', async () => {
  const found = await visitAll({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } }, async (page, report) => {
    if (!(await page.locator('h1').first().isVisible())) report('no heading can be seen');
    if ((await page.locator('a:visible').count()) === 0) report('no link can be seen');
  });
  assert.deepEqual(found, []);
});

test('what is checked is found: a text too faint, a line too long, a script that fails', async () => {
  const found = await visitAll({ viewport: { width: 360, height: 800 } }, async (page, report) => {
    if (!page.url().endsWith('/gioi-thieu/')) return;
    await page.evaluate(() => {
      document.querySelector('main').insertAdjacentHTML('beforeend', '<p style="color:#bbb;background:#fff;width:900px">mờ</p>');
      setTimeout(() => missing(), 0);
    });
    await page.waitForTimeout(50);
    await checkAccessibility(page, report);
  });
  assert.match(found.join('\n'), /wider than the window[^]*color-contrast/);
  assert.match(found.join('\n'), /script: missing/);
});

// A search page whose index the test makes up; `parts` by their names, or promises of them, and
// undefined for one that can't be had.
async function searchIn(parts, look) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const asked = [];
  await page.route('**/tim-kiem/*.json', async (route) => {
    const name = path.basename(new URL(route.request().url()).pathname);
    asked.push(name);
    const json = await parts[name];
    return json === undefined ? route.abort() : route.fulfill({ json });
  });
  await page.goto(`${origin}/tim-kiem/?q=nghe+an`, { waitUntil: 'load' });
  await look(page, asked);
  await context.close();
}

const made = (...years) => years.map((year) => ({ kind: 'news', title: `Tin Nghệ An ${year}`, url: `/${year}/`, date: `${year}-01-01` }));
const shown = (page) => page.locator('#search_results .row-title').allTextContents();

const statusOf = (page) => page.locator('#search_status').textContent();
const focusIn = (page) => page.evaluate(() => document.activeElement.textContent || document.activeElement.name);

async function accessible(page) {
  const found = [];
  await checkAccessibility(page, (problem) => found.push(problem));
  assert.deepEqual(found, []);
}

test('the newest are shown at once, older ones follow by themselves, and the focus stays', async () => {
  let arrive;
  const late = new Promise((resolve) => (arrive = resolve)).then(() => ({ entries: made(2020) }));
  const parts = { 'index.json': { parts: 2, entries: made(2026, 2025) }, '2.json': late, '1.json': { entries: made(2010) } };
  await searchIn(parts, async (page, asked) => {
    await page.getByText('Tin Nghệ An 2026').waitFor();
    assert.deepEqual(await shown(page), ['Tin Nghệ An 2026', 'Tin Nghệ An 2025']);
    assert.equal(await statusOf(page), 'Số kết quả: 2 · Đang tải dữ liệu tìm kiếm…');
    await accessible(page);
    await page.locator('#search_results .row-title').nth(1).focus();
    arrive();
    await page.getByText('Tin Nghệ An 2010').waitFor();
    assert.deepEqual(await shown(page), ['Tin Nghệ An 2026', 'Tin Nghệ An 2025', 'Tin Nghệ An 2020', 'Tin Nghệ An 2010']);
    assert.equal(await focusIn(page), 'Tin Nghệ An 2025');
    assert.equal(await statusOf(page), 'Số kết quả: 4');
    assert.equal(await page.locator('button.older').count(), 0);
    assert.deepEqual(asked, ['index.json', '2.json', '1.json']);
  });
});

test('a row says who signed and who did not, and a month as a month', async () => {
  const entries = [
    { kind: 'signer', title: 'Nghệ An Một', url: '/1/' },
    { kind: 'person', title: 'Nghệ An Hai', url: '/2/' },
    { kind: 'agreement', title: 'Nghệ An Ba', url: '/3/', date: '2025-10' },
    { kind: 'agreement', title: 'Nghệ An Bốn', url: '/4/', date: '2025-10-02' },
    { kind: 'agreement', title: 'Nghệ An Năm', url: '/5/', date: '2025-09-30' },
  ];
  await searchIn({ 'index.json': { entries } }, async (page) => {
    await page.getByText('Nghệ An Một').waitFor();
    const row = (title) => page.locator('#search_results .row', { hasText: title });
    assert.equal(await row('Nghệ An Một').locator('.row-note').textContent(), 'Người ký');
    assert.equal(await row('Nghệ An Hai').locator('.row-note').textContent(), 'Người liên quan');
    assert.match(await row('Nghệ An Ba').locator('time').textContent(), /tháng 10.*2025/i);
    assert.equal(await row('Nghệ An Ba').locator('time').getAttribute('datetime'), '2025-10');
    assert.equal(await row('Nghệ An Bốn').locator('time').textContent(), '02/10/2025');
    // The month sorts by its first day.
    assert.deepEqual((await shown(page)).slice(0, 3), ['Nghệ An Bốn', 'Nghệ An Ba', 'Nghệ An Năm']);
    await accessible(page);
  });
});

test('what is older still is searched when the reader asks for it, ten parts at a time', async () => {
  const parts = { 'index.json': { parts: 22, entries: made(2026) } };
  for (let i = 1; i <= 22; i++) parts[`${i}.json`] = { entries: made(2000 + i) };
  await searchIn(parts, async (page, asked) => {
    const older = page.locator('button.older');
    await older.waitFor();
    assert.deepEqual(asked.slice(1).map(parseFloat), [22, 21, 20, 19, 18, 17, 16, 15, 14, 13]);
    await page.locator('#search_form [name=q]').fill('2001');
    await page.getByText('Không tìm thấy').waitFor();
    await older.click();
    await page.waitForFunction(() => document.querySelector('#search_status').textContent.includes('Không'));
    assert.equal(asked.length, 21);
    assert.equal(await older.evaluate((button) => button === document.activeElement), true);
    await accessible(page);
    await older.click();
    await page.getByText('Tin Nghệ An 2001').waitFor();
    assert.equal(await older.count(), 0);
    assert.equal(await focusIn(page), 'q');
    assert.equal(asked.length, 23);
    assert.equal(new Set(asked).size, 23);
  });
});

test('more results are shown on demand, and stay when older ones follow', async () => {
  let arrive;
  const late = new Promise((resolve) => (arrive = resolve)).then(() => ({ entries: made(1900) }));
  const many = made(...Array.from({ length: 80 }, (_, i) => 2026 - i));
  await searchIn({ 'index.json': { parts: 1, entries: many }, '1.json': late }, async (page) => {
    await page.getByText('Tin Nghệ An 2026').waitFor();
    assert.equal((await shown(page)).length, 50);
    await page.getByText('Hiện thêm kết quả').click();
    assert.equal((await shown(page)).length, 80);
    assert.equal(await focusIn(page), 'Tin Nghệ An 1976');
    arrive();
    await page.getByText('Số kết quả: 81').waitFor();
    assert.equal((await shown(page)).length, 80);
    assert.equal(await focusIn(page), 'Tin Nghệ An 1976');
  });
});

test('what a reader types while older entries fail to come takes no way to ask for them', async () => {
  const parts = { 'index.json': { parts: 1, entries: made(2026) } };
  await searchIn(parts, async (page) => {
    const older = page.locator('button.older');
    await older.waitFor();
    let fail;
    parts['1.json'] = new Promise((resolve) => (fail = resolve));
    await older.click();
    await page.locator('#search_form [name=q]').fill('tin nghệ an');
    await page.getByText('Số kết quả: 1 · Đang tải').waitFor();
    assert.equal(await older.count(), 0);
    fail();
    await page.getByText('Không tải được').waitFor();
    assert.equal(await older.count(), 1);
    assert.equal(await focusIn(page), 'q');
  });
});

test('an index without parts asks for none; a part that can not be had can be asked for again', async () => {
  await searchIn({ 'index.json': { entries: made(2026) } }, async (page, asked) => {
    await page.getByText('Tin Nghệ An 2026').waitFor();
    assert.equal(await page.locator('button.older').count(), 0);
    assert.deepEqual(asked, ['index.json']);
  });
  const parts = { 'index.json': { parts: 1, entries: made(2026) } };
  await searchIn(parts, async (page) => {
    await page.getByText('Không tải được').waitFor();
    assert.deepEqual(await shown(page), ['Tin Nghệ An 2026']);
    await page.locator('button.older').click();
    await page.getByText('Không tải được').waitFor();
    parts['1.json'] = { entries: made(2010) };
    await page.locator('button.older').click();
    await page.getByText('Tin Nghệ An 2010').waitFor();
    assert.deepEqual(await shown(page), ['Tin Nghệ An 2026', 'Tin Nghệ An 2010']);
  });
});
