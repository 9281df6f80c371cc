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
  'agreements narrowed': '/thoa-thuan/?tinh-trang=ended',
  'agreement on a past day': '/thoa-thuan/ctph-4286/?ngay=2022-01-01',
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
  [320, 'light'],
  [768, 'light'],
  [1280, 'dark'],
])
  test(`${width} pixels wide, ${colorScheme}: accessible, nothing sticks out, no error`, async () => {
    assert.deepEqual(await visitAll({ viewport: { width, height: 800 }, colorScheme }, checkAccessibility), []);
  });

for (const javaScriptEnabled of [true, false])
  test(`an agreement with all its parts is short on a phone, ${javaScriptEnabled ? 'with' : 'without'} scripts, and what is folded opens`, async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 800 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce', javaScriptEnabled });
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

test('text size and contrast are switched by the reader, kept, there from the first paint, and absent without script', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${origin}/gioi-thieu/`, { waitUntil: 'load' });
  const look = () => page.evaluate(() => [getComputedStyle(document.documentElement).fontSize, getComputedStyle(document.body).color, document.scrollingElement.scrollWidth]);
  const usual = await look();
  assert.equal(usual[0], '16px');
  const larger = page.getByRole('button', { name: 'Chữ to hơn' });
  await larger.focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  assert.equal((await look())[0], '20.8px');
  assert.match(await page.locator('.display-switches [role=status]').textContent(), /130\s?%/);
  for (let i = 0; i < 4; i++) await larger.click();
  assert.equal((await look())[0], '24px');
  const contrast = page.getByRole('button', { name: 'Tương phản cao' });
  assert.equal(await contrast.getAttribute('aria-pressed'), 'false');
  await contrast.click();
  assert.equal(await contrast.getAttribute('aria-pressed'), 'true');
  const [, color, width] = await look();
  assert.notEqual(color, usual[1]);
  assert.ok(width <= 360, `${width} wide with large text`);
  await accessible(page);
  // Another page has it before its body is there.
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.body) globalThis.first ??= [document.documentElement.dataset.textSize, document.documentElement.dataset.contrast].join();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(origin + pages.agreement, { waitUntil: 'load' });
  assert.equal(await page.evaluate(() => globalThis.first), '150,high');
  await accessible(page);
  await page.getByRole('button', { name: 'Cỡ chữ bình thường' }).click();
  await contrast.click();
  assert.equal((await look())[0], '16px');
  await context.close();
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const tab = await plain.newPage();
  await tab.goto(`${origin}/gioi-thieu/`, { waitUntil: 'load' });
  assert.equal(await tab.locator('.display-switches').isVisible(), false);
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

// The search page in a phone's window, with a query.
async function searchFor(query, look, { route, options } = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  const problems = [];
  const asked = [];
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  if (route) await page.route(...route);
  await page.goto(`${origin}/tim-kiem/?${new URLSearchParams(query)}`, { waitUntil: 'load' });
  await answered(page);
  await look(page, asked);
  await context.close();
  assert.deepEqual(problems, []);
}

const answered = (page) => page.locator('#search_results[aria-busy="false"]').waitFor({ state: 'attached' });
const shown = (page) => page.locator('#search_results .row-title').evaluateAll((links) => links.map((link) => link.getAttribute('href').replace(/^https?:..[^/]*/, '')));
const statusOf = (page) => page.locator('#search_status').textContent();

async function accessible(page) {
  const found = [];
  await checkAccessibility(page, (problem) => found.push(problem));
  assert.deepEqual(found, []);
}

test('rows of results say what they are and why they were found, with the words marked', async () => {
  await searchFor({ q: 'thanh niên các tỉnh Campuchia' }, async (page) => {
    assert.equal((await shown(page))[0], '/thoa-thuan/qcph-kien-giang-2023-2027/');
    const row = page.locator('#search_results .row').first();
    await row.locator('.row-why mark').first().waitFor();
    assert.match(await row.innerText(), /Trong bài: .*thanh niên các tỉnh Campuchia/s);
    assert.match((await row.locator('.row-why mark').allTextContents()).join(' '), /thanh niên các tỉnh Campuchia/);
    assert.match(await row.locator('.row-why').innerText(), /Giao lưu với thanh niên Campuchia · Để Tỉnh đoàn/); // two parts of the page, not one sentence
    assert.doesNotMatch(await row.locator('.row-why').innerText(), /#/);
    assert.equal(await row.locator('.status').textContent(), 'Còn hiệu lực');
    assert.match(await page.title(), /^thanh niên các tỉnh Campuchia – Tìm kiếm/);
    await accessible(page);
  });
  await searchFor({ q: '128/NQ-CP' }, async (page) => {
    const row = page.locator('#search_results .row', { hasText: 'Nghệ An' }).first();
    await row.locator('.row-why mark').first().waitFor();
    assert.match(await row.innerText(), /Trong bài: .*128\/NQ-CP/s);
    await accessible(page);
  });
});

test('rows mark the day by which they were found, and quote nothing that a page hides', async () => {
  await searchFor({ q: 'ngày 5 tháng 1 năm 2018' }, async (page) => {
    assert.equal((await shown(page))[0], '/thoa-thuan/ctph-btp-hlhpn-2018-2022/');
    assert.deepEqual(await page.locator('#search_results .row').first().locator('time mark').allTextContents(), ['05', '01', '2018']);
  });
  await searchFor({ q: '428' }, async (page) => {
    assert.equal((await shown(page))[0], '/thoa-thuan/ctph-4286/');
    assert.deepEqual(await page.locator('#search_results .row').first().locator('.row-why mark').allTextContents(), ['4286']);
  });
  // What is said of an agreement until it is signed alone stands hidden beside its day.
  await searchFor({ q: 'ngày ký 29/10/2018 nơi ký phần nguồn' }, async (page) => {
    const why = page.locator('#search_results .row').first().locator('.row-why', { hasText: 'Nơi ký' });
    await why.waitFor();
    assert.match(await why.innerText(), /29\/10\/2018/);
    assert.doesNotMatch(await why.innerText(), /chưa đến/);
  });
});

test('rows quote what is there alone, and mark what has the marks that were typed', async () => {
  const marked = async (page) => [...new Set((await page.locator('#search_results mark').allTextContents()).map((word) => word.toLowerCase()))].sort();
  const whys = (page) => page.locator('#search_results .row-why').allInnerTexts();
  // What was typed stands in no row that has not got it.
  await searchFor({ q: 'sài gòn' }, async (page) => {
    assert.ok((await shown(page)).length > 3);
    assert.deepEqual((await whys(page)).filter((text) => /^Trong bài: sài gòn$/.test(text)), []);
  });
  await searchFor({ q: 'đình công' }, async (page) => {
    await page.locator('.row-why mark').first().waitFor();
    assert.deepEqual(await marked(page), ['công', 'đình']);
    assert.match((await whys(page))[0], /^Trong bài: .*đình công/);
  });
  await searchFor({ q: 'dinh cong' }, async (page) => assert.ok((await marked(page)).length > 2, 'without marks any'));
  await searchFor({ q: 'ngệ an' }, async (page) => assert.ok((await marked(page)).includes('nghệ'), 'what is near'));
  // The way to a page, its topics and how to cite it are not its text.
  await searchFor({ q: 'truy xuất nguồn gốc' }, async (page) => {
    await page.locator('.row-why mark').first().waitFor();
    assert.doesNotMatch((await whys(page)).join(), /Trang chủ|Trích dẫn|Mục lục/);
  });
});

test('the offices offered are those found and the parties of what is shown, of each query its own', async () => {
  const offices = (page) => page.locator('#filter_office option').evaluateAll((options) => options.map(({ value }) => value));
  const offered = async (page, id) => {
    await page.locator('#filter_office').focus();
    await page.locator(`#filter_office option[value="${id}"]`).waitFor({ state: 'attached' });
    return offices(page);
  };
  await searchFor({ q: '4286', kind: 'agreement' }, async (page) => {
    assert.ok((await offered(page, 'bo-ldtbxh')).includes('trung-uong-doan'));
    await page.locator('#search_form [name=q]').fill('quy chế trà vinh 2013');
    await page.waitForURL(/2013/);
    await answered(page);
    const now = await offered(page, 'ubnd-tinh-tra-vinh');
    assert.ok(!now.includes('bo-ldtbxh'), now.join());
    await page.locator('#filter_office').selectOption('ubnd-tinh-tra-vinh');
    await page.waitForURL(/office=ubnd-tinh-tra-vinh/);
    await answered(page);
    assert.ok((await shown(page)).includes('/thoa-thuan/qcph-tra-vinh-2013-2017/'));
    assert.equal(await page.locator('#filter_office').inputValue(), 'ubnd-tinh-tra-vinh');
  });
});

test('the last word is marked whole, and what it may become only where no whole one is', async () => {
  const marked = (row) => row.locator('mark').allTextContents();
  await searchFor({ q: 'kiên gian' }, async (page) => {
    const row = page.locator('#search_results .row', { has: page.locator('a[href$="/tinh-thanh/kien-giang/"]') });
    assert.deepEqual((await marked(row)).slice(0, 2), ['Kiên', 'Giang']);
  });
  // "Trà" is meant, not the beginning of "trách", "trả" or "trang".
  await searchFor({ q: 'tỉnh tra' }, async (page) => {
    const all = (await page.locator('#search_results mark').allTextContents()).map((word) => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase());
    assert.ok(all.includes('tra'), all.join());
    assert.deepEqual([...new Set(all)].filter((word) => word !== 'tinh' && word !== 'tra'), []);
  });
});

test('the query and what it is narrowed by stand in the address, and come from there', async () => {
  await searchFor({ q: 'quy chế', status: 'current' }, async (page) => {
    const current = await shown(page);
    assert.ok(current.includes('/thoa-thuan/qcph-kien-giang-2023-2027/'));
    assert.ok(!current.includes('/thoa-thuan/qcph-kien-giang-2018-2022/'));
    assert.equal(await page.locator('details.search-filters').evaluate((details) => details.open), true);
    await page.locator('#filter_status').selectOption('');
    await page.waitForURL(/\?q=quy\+ch%E1%BA%BF$/);
    await answered(page);
    assert.ok((await shown(page)).length > 3);
    await page.locator('#filter_province').selectOption('an-giang');
    await page.waitForURL(/province=an-giang/);
    await answered(page);
    assert.ok((await shown(page)).includes('/thoa-thuan/qcph-kien-giang-2018-2022/'));
    await page.locator('#filter_office').focus();
    await page.locator('#filter_office option').nth(1).waitFor({ state: 'attached' });
    await accessible(page);
  });
});

test('what a reader types on is found, and of an answer that comes late nothing is shown', async () => {
  await searchFor({ q: 'nghe an' }, async (page) => {
    assert.equal((await shown(page))[0], '/tinh-thanh/nghe-an/');
    const input = page.locator('#search_form [name=q]');
    await input.fill('kien giang');
    await input.fill('tra vinh');
    await page.locator('#search_results a[href$="/tinh-thanh/tra-vinh/"]').waitFor();
    assert.equal((await shown(page))[0], '/tinh-thanh/tra-vinh/');
    assert.match(await statusOf(page), /^Số kết quả: \d+$/);
    assert.match(page.url(), /q=tra\+vinh$/);
    await input.fill('');
    await page.locator('#search_results:empty').waitFor({ state: 'attached' });
    assert.equal(await statusOf(page), '');
    assert.equal(new URL(page.url()).search, '');
  });
});

test('nothing found: the lists; a wrong letter: what is near; not all words: what has most of them', async () => {
  await searchFor({ q: 'zzz qqq' }, async (page) => {
    assert.match(await statusOf(page), /Không tìm thấy/);
    assert.ok(await page.locator('#search_lists a').first().isVisible());
    await accessible(page);
  });
  await searchFor({ q: 'ngệ an' }, async (page) => {
    assert.equal((await shown(page))[0], '/tinh-thanh/nghe-an/');
    assert.match(await statusOf(page), /chữ gần giống/);
    assert.ok(!(await page.locator('#search_lists').isVisible()));
  });
  await searchFor({ q: 'tỉnh đoàn kiên giang xyzzy' }, async (page) => assert.match(await statusOf(page), /những mục gần nhất/));
});

test('more results are shown on demand, with the focus on the first of them', async () => {
  await searchFor({ kind: 'organization', province: '', q: 'sở' }, async (page) => {
    const before = (await shown(page)).length;
    assert.ok(before <= 10);
  });
  await searchFor({ q: 'thanh niên' }, async (page) => {
    assert.equal((await shown(page)).length, 10);
    await page.getByText('Hiện thêm kết quả').click();
    await page.locator('#search_results .row').nth(10).waitFor();
    await page.waitForFunction(() => document.activeElement.classList.contains('row-title'));
    const focused = await page.evaluate(() => [...document.querySelectorAll('#search_results .row-title')].indexOf(document.activeElement));
    assert.equal(focused, 10);
    assert.equal(new Set(await shown(page)).size, (await shown(page)).length);
  });
});

test('what can not be loaded is told, and can be asked for again', async () => {
  let broken = true;
  const route = ['**/tim-kiem/0/*.bin', (one) => (broken ? one.abort() : one.continue())];
  await searchFor({ q: 'nghe an' }, async (page) => {
    assert.match(await statusOf(page), /Không tải được/);
    assert.ok(await page.locator('#search_lists a').first().isVisible());
    broken = false;
    await page.locator('#search_form button').click();
    await page.locator('#search_results a[href$="/tinh-thanh/nghe-an/"]').waitFor();
    await answered(page);
  }, { route });
});

test('what is typed is text, never markup, and a query asks for few files', async () => {
  await searchFor({ q: '<script>document.title="x"</script><img src=x onerror=alert(1)>' }, async (page) => {
    assert.equal(await page.locator('#search_results img, #search_results script, #search_status *').count(), 0);
  });
  await searchFor({ q: 'kiên giang' }, async (page, asked) => {
    const own = asked.filter((name) => /^\/tim-kiem\/./.test(name));
    assert.ok(own.length > 2 && own.length < 30, own.join());
    assert.equal(new Set(own).size, own.length);
  });
});

test('what a query needs is asked for before the modules of the search are there', async () => {
  let release;
  const asked = new Promise((resolve) => (release = resolve));
  const context = await browser.newContext();
  const page = await context.newPage();
  page.on('request', (request) => /\/tim-kiem\/[0-9]+\/.*\.bin$/.test(request.url()) && release());
  await page.route('**/assets/search-index.js', (one) => asked.then(() => one.continue()));
  await page.goto(`${origin}/tim-kiem/?q=nghe+an`, { waitUntil: 'commit' });
  await page.locator('#search_results a[href$="/tinh-thanh/nghe-an/"]').waitFor();
  await context.close();
});

test('nothing moves when results come', async () => {
  await searchFor({}, async (page) => {
    await page.goto(`${origin}/tim-kiem/?q=ki%C3%AAn+giang`, { waitUntil: 'commit' });
    await page.waitForFunction(() => document.querySelector('#search_results .row'));
    const shift = await page.evaluate(() => new Promise((resolve) => {
      new PerformanceObserver((list) => resolve(list.getEntries().reduce((sum, { value }) => sum + value, 0))).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => resolve(0), 500);
    }));
    assert.ok(shift < 0.01, `moved by ${shift}`);
  });
});

