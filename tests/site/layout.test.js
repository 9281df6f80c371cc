'use strict';
// One page of every kind in a window of 320 pixels, with the register of this repository and with one whose words are too long for it, under
// a strict policy of content.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { chromium } = require('playwright-core');
const yaml = require('yaml');
const { layoutProblems } = require('../support/layout.js');
const { kyket, root } = require('../support/program.js');
const { Repository, agreement, dump, entry, numberedNews, smallRegister } = require('../support/register.js');
const { temporaryFolder } = require('../support/folders.js');

const policy = [
  "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'", "manifest-src 'self'",
  "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'",
].join('; ');

const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json' };

// A page for each template of pages; `large` has long lists and what was removed.
const own = {
  'agreement-list': '/thoa-thuan/', 'agreement-subset': '/thoa-thuan/tinh-trang/ended/', agreement: '/thoa-thuan/ctph-4286/',
  data: '/du-lieu/', 'data-table': '/du-lieu/agreements/', 'ending-list': '/thoa-thuan/het-han/', 'ending-year': '/thoa-thuan/het-han/2025/',
  history: '/thoa-thuan/ctph-4286/lich-su/', home: '/', missing: '/404.html', 'news-list': '/tin-tuc/',
  news: '/tin-tuc/2021/ky-ket-chuong-trinh-phoi-hop-2021-2025/', organization: '/co-quan/bo-ldtbxh/', 'organization-list': '/co-quan/',
  page: '/gioi-thieu/', person: '/nguoi-ky/dao-ngoc-dung/', 'person-list': '/nguoi-ky/', province: '/tinh-thanh/nghe-an/',
  'province-list': '/tinh-thanh/', 'review-list': '/so-ket/', search: '/tim-kiem/?q=nghe+an', territory: '/thoa-thuan/ca-nuoc/',
  timeline: '/dong-thoi-gian/2025/', topic: '/linh-vuc/tre-em/', 'topic-list': '/linh-vuc/', uptake: '/thoa-thuan/ctph-bgddt-twd-2016-2020/',
};
const large = {
  agreement: '/thoa-thuan/quy-che-2023/', 'agreement-list': '/thoa-thuan/', 'ending-year': '/thoa-thuan/het-han/2030/', history: '/thoa-thuan/quy-che-2018/lich-su/',
  home: '/', news: '/tin-tuc/2018/ky-quy-che/', 'news-list': '/tin-tuc/', older: '/co-quan/ubnd-an-giang/thoa-thuan/', organization: '/co-quan/ubnd-an-giang/',
  'organization-list': '/co-quan/', page: '/gioi-thieu/', person: '/nguoi-ky/nguyen-van-an/', 'person-list': '/nguoi-ky/', province: '/tinh-thanh/an-giang/',
  'province-list': '/tinh-thanh/', removed: '/thoa-thuan/da-go/', 'review-list': '/so-ket/', timeline: '/dong-thoi-gian/', topic: '/linh-vuc/tre-em/', 'topic-list': '/linh-vuc/',
};
// What leads elsewhere at once, and the frame and a part of others.
const noPages = ['layout', 'redirect', 'ending-part'];

const word = 'Chươngtrìnhphốihợpliênngànhvềbảovệchămsócvàgiáodụctrẻemgiaiđoạnmười';

// Adds the word to every text that readers see.
function lengthened(value, key) {
  if (Array.isArray(value)) return value.map((each) => lengthened(each, key));
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, lengthened(each, name)]));
  return ['title', 'name', 'summary', 'caption', 'credit', 'description', 'place', 'reason'].includes(key) ? `${value} ${word}` : value;
}

let browser;
before(async () => {
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
});
after(() => browser?.close());

// Looks at pages of a written site; what is wrong with each, with its kind.
async function visit(folder, pages, look, options) {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce', ...options });
  const tab = await context.newPage();
  const violations = [];
  tab.on('console', (message) => message.type() === 'error' && violations.push(message.text()));
  tab.on('pageerror', (error) => violations.push(error.message));
  await tab.route('**/*', async (route) => {
    const file = path.join(folder, decodeURIComponent(new URL(route.request().url()).pathname));
    try {
      const found = fs.statSync(file).isDirectory() ? path.join(file, 'index.html') : file;
      const type = types[path.extname(found)] ?? 'application/octet-stream';
      await route.fulfill({ path: found, headers: { 'Content-Security-Policy': policy, 'Content-Type': type } });
    } catch {
      await route.fulfill({ status: 404, body: '' }).catch(() => {});
    }
  });
  const problems = [];
  for (const [kind, address] of Object.entries(pages)) {
    violations.length = 0;
    const response = await tab.goto(`https://example.vn${address}`, { waitUntil: 'load' });
    const found = response.status() === 200 ? await look(tab) : [`status ${response.status()}`];
    problems.push(...[...found, ...violations].map((problem) => `${kind} (${address}): ${problem}`));
  }
  await context.close();
  return problems;
}

// What is folded is looked at too.
async function look(tab) {
  await tab.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  return tab.evaluate(layoutProblems);
}

let written;
function ownSite() {
  if (written !== undefined) return written;
  written = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-layout-')), 'site');
  process.on('exit', () => fs.rmSync(path.dirname(written), { recursive: true, force: true }));
  const result = kyket(['build', '--worktree', '-o', written, '-b', 'https://example.vn/']);
  assert.equal(result.status, 0, result.output);
  return written;
}

test('every page of this register fits 320 pixels and the policy, and its targets are large enough', async () => {
  assert.deepEqual(await visit(ownSite(), own, look), []);
});

test('every kind of page is among those looked at', () => {
  const templates = fs.readdirSync(path.join(root, 'themes', 'default', 'templates')).filter((name) => name.endsWith('.mustache')).map((name) => name.slice(0, -9));
  assert.deepEqual(templates.filter((name) => !(name in own) && !(name in large) && !noPages.includes(name)), []);
});

test('words longer than the window break', async (t) => {
  const files = Object.fromEntries(Object.entries(smallRegister()).map(([name, content]) => {
    if (!/\.(md|yaml)$/.test(name)) return [name, content];
    if (name.endsWith('.yaml')) return [name, dump(lengthened(yaml.parse(content)))];
    const [, front, body] = /^---\n([^]*?)---\n([^]*)$/.exec(content);
    return [name, entry(lengthened(yaml.parse(front)), `${body.trim()}\n\n${word} \`${word}\`\n\n| ${word} | ${word} |\n| --- | --- |\n| ${word} | 1 |`)];
  }));
  const repository = new Repository(path.join(temporaryFolder(t), 'register'));
  const many = Array.from({ length: 25 }, (_, i) => [`content/agreements/so-${i}.md`, entry(lengthened({ ...agreement, title: `Quy chế ${i}`,
    signed: '2024-02-03', period: { start: 2024, end: 2030 }, review: 'annual' }))]);
  repository.commit({ ...files, ...Object.fromEntries(many), ...numberedNews(1),
    'content/data/removed.yaml': dump([{ address: '/thoa-thuan/da-go/', date: '2024-03-01', reason: word }]) });
  repository.commit({ 'content/agreements/quy-che-2018.md': entry(lengthened({ ...agreement, number: '09/QC-UBND' }), `${word} và [tin](news:ky-quy-che).`) });
  const result = repository.kyket(['build', '--date', '2026-01-01', '-o', 'site']);
  assert.equal(result.status, 0, result.output);
  assert.deepEqual(await visit(repository.path('site'), large, look), []);
});

test('what is looked for is found: a wide box, a cut text, small targets, a style and a script in the page', async () => {
  const found = await visit(ownSite(), { page: '/gioi-thieu/' }, async (tab) => {
    await tab.evaluate(() => {
      const make = (name, text, style) => {
        const element = document.querySelector('main').appendChild(document.createElement(name));
        element.textContent = text;
        for (const [property, value] of Object.entries(style)) element.style.setProperty(property, value);
        return element;
      };
      make('p', 'rộng', { width: '400px' });
      make('p', 'chữ bị cắt ở mép', { width: '40px', overflow: 'hidden', 'white-space': 'nowrap' });
      for (const text of ['x', 'y']) Object.assign(make('a', text, { display: 'inline-block', height: '10px', width: '10px' }), { href: '/' });
      make('p', 'xa', { 'margin-left': '330px' });
      const [cell, text] = ['td', 'span'].map((name) => document.createElement(name));
      make('table', '', {}).append(cell);
      cell.append(text);
      text.append('chữ lấn sang ô bên');
      for (const [property, value] of [['position', 'relative'], ['left', '-60px']]) text.style.setProperty(property, value);
      document.body.insertAdjacentElement('beforeend', document.createElement('p')).setAttribute('style', 'color: red');
      try {
        document.body.innerHTML += '';
      } catch {
        // The policy forbids it, and says so.
      }
    });
    return look(tab);
  });
  for (const problem of [/the page has \d+ pixels in a window of 320/, /cut off: p.*chữ bị cắt/, /a target of 10 × 10: a {2}"x"/, /out of the window: p.*"xa"/, /over its cell: td.*chữ lấn/, /style.*Content Security Policy/i, /TrustedHTML/])
    assert.match(found.join('\n'), problem);
});
