'use strict';
// Reviews that follow from a term, and tables of who signed with whom.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const parse5 = require('parse5');
const { chromium } = require('playwright-core');
const { agreement, entry, news, smallRepository } = require('../support/register.js');
const { attribute, built, elements, words } = require('../support/website.js');

const nodes = (website, file, wanted) => [...elements(parse5.parse(website.read(file)))].filter(wanted);
const hasLink = (website, file, target) =>
  nodes(website, file, (node) => node.tagName === 'a' && attribute(node, 'href') === target).length > 0;

// The reviews of one page as [due, state, link], and each in words.
function reviews(website, file) {
  return nodes(website, file, (node) => node.tagName === 'li' && attribute(node.parentNode, 'class') === 'reviews').map((node) => {
    const inside = [...elements(node)];
    const link = inside.find(({ tagName }) => tagName === 'a');
    return [
      attribute(inside.find(({ tagName }) => tagName === 'time'), 'datetime'),
      attribute(node, 'data-state'),
      link && attribute(link, 'href'),
      words(node),
    ];
  });
}

const rows = (website, file) =>
  nodes(website, file, ({ tagName }) => tagName === 'tr').map((row) =>
    [...elements(row)].filter(({ tagName }) => /^t[hd]$/.test(tagName)).map(words),
  );

const reviewed = {
  'content/agreements/quy-che-2023.md': entry({ ...agreement, title: 'Quy chế mới', number: '02/QC', signed: '2023-03-01',
    period: { start: 2023, end: 2025 }, succeeds: 'quy-che-2018', review: 'annual' }),
  'content/news/2023/so-ket.md': entry({ ...news, title: 'Sơ kết năm đầu', date: '2023-12-20', agreements: ['quy-che-2023'],
    event: { kind: 'review', date: '2023-12-18' } }),
};
const page = 'thoa-thuan/quy-che-2023/index.html';
const overview = 'so-ket/index.html';

test('an agreement and the overview show what was reported, is due, has no report and is to come, by the day of the build', (t) => {
  const repository = smallRepository(t, reviewed);
  let website = built(repository, '2024-12-31');
  assert.deepEqual(reviews(website, page), [
    ['2023-12-31', 'done', '/tin-tuc/2023/so-ket/', 'Sơ kết, hạn 31/12/2023 Đã có tin Sơ kết năm đầu'],
    ['2024-12-31', 'due', undefined, 'Sơ kết, hạn 31/12/2024 Trong năm sơ kết'],
    ['2025-12-31', 'upcoming', undefined, 'Sơ kết, hạn 31/12/2025 Chưa đến kỳ'],
  ]);
  assert.deepEqual(reviews(website, overview), reviews(website, page));
  assert.match(website.read(overview), /<p class="empty-note">/);
  website = built(repository, '2025-01-01');
  assert.deepEqual(reviews(website, page).map(([, state]) => state), ['done', 'no-report', 'due']);
  assert.doesNotMatch(website.read(overview), /<p class="empty-note">/);
});

test('news of a day to come tells of a plan, not of a review that took place', (t) => {
  const told = (name, date, event) => ({ [`content/news/2024/${name}.md`]: entry({ ...news, title: name, date, agreements: ['quy-che-2023'], event }) });
  const plan = { ...told('se-so-ket', '2024-11-30', { kind: 'review', date: '2024-12-25' }), ...told('doi-ngay', '2024-12-02', { kind: 'closing', date: '2024-12-28' }) };
  const row = (files, day) => reviews(built(smallRepository(t, { ...reviewed, ...files }), day), page)[1];
  const announced = 'Có tin dự kiến ngày 28/12/2024: doi-ngay';
  assert.deepEqual(row(plan, '2024-12-10'), ['2024-12-31', 'due', '/tin-tuc/2024/doi-ngay/', `Sơ kết, hạn 31/12/2024 Trong năm sơ kết ${announced}`]);
  assert.deepEqual(row(plan, '2025-01-20'), ['2024-12-31', 'no-report', '/tin-tuc/2024/doi-ngay/', `Sơ kết, hạn 31/12/2024 Sổ chưa có tin ${announced}`]);
  const held = told('da-so-ket', '2024-12-28', { kind: 'review', date: '2024-12-28' });
  assert.deepEqual(row({ ...plan, ...held }, '2025-01-20'), ['2024-12-31', 'done', '/tin-tuc/2024/da-so-ket/', 'Sơ kết, hạn 31/12/2024 Đã có tin da-so-ket']);
});

test('the overview is linked where agreements are, and is not there without reviews', (t) => {
  const repository = smallRepository(t, reviewed);
  let website = built(repository, '2024-12-31');
  for (const file of ['index.html', 'thoa-thuan/index.html', page]) assert.ok(hasLink(website, file, '/so-ket/'), file);
  repository.commit({ 'content/agreements/quy-che-2023.md': entry({ ...agreement, title: 'Quy chế mới', number: '02/QC',
    signed: '2023-03-01', period: { start: 2023, end: 2025 }, succeeds: 'quy-che-2018', review: 'none' }) });
  website = built(repository, '2024-12-31');
  assert.ok(!website.files.has(overview));
  for (const file of ['index.html', 'thoa-thuan/index.html', page]) assert.ok(!hasLink(website, file, '/so-ket/'), file);
});

test('an organization shows with whom it signed, and the list of organizations who signs most', (t) => {
  const repository = smallRepository(t, {
    'content/organizations/hoi-nong-dan.md': entry({ name: 'Hội Nông dân' }),
    'content/agreements/ba-ben.md': entry({ ...agreement, title: 'Ba bên', number: '03/QC', signed: '2020-02-01', period: { start: 2020, end: 2030 },
      signatories: ['ubnd-an-giang', 'tinh-doan-an-giang', 'hoi-nong-dan'].map((organization) => ({ organization })) }),
  });
  const website = built(repository, '2024-06-01');
  assert.deepEqual(rows(website, 'co-quan/ubnd-an-giang/index.html'), [
    ['Cơ quan', 'Thỏa thuận', 'Còn hiệu lực', 'Từ năm', 'Gần nhất'],
    ['Tỉnh đoàn An Giang', '3', '2', '2018', '2023'],
    ['Hội Nông dân', '1', '1', '2020', '2020'],
  ]);
  assert.ok(hasLink(website, 'co-quan/hoi-nong-dan/index.html', '/co-quan/tinh-doan-an-giang/'));
  assert.deepEqual(rows(website, 'co-quan/index.html').slice(1), [
    ['Tỉnh đoàn An Giang', '3', '2', '0', '2'],
    ['Ủy ban nhân dân tỉnh An Giang', '3', '2', '0', '2'],
    ['Hội Nông dân', '1', '1', '0', '2'],
  ]);
});

test('a press on a head sorts a table, another turns it round', async (t) => {
  const files = {};
  const counts = { 'Ánh Dương': 2, 'Ban Đêm': 11, 'Đồng Tâm': 1 };
  Object.entries(counts).forEach(([name, count], index) => {
    files[`content/organizations/o${index}.md`] = entry({ name });
    for (let number = 0; number < count; number++)
      files[`content/agreements/t${index}-${number}.md`] = entry({ title: `Thỏa thuận ${index}.${number}`, signed: '2020-02-01',
        signatories: [{ organization: 'ubnd-an-giang' }, { organization: `o${index}` }] });
  });
  const repository = smallRepository(t, files);
  const website = built(repository, '2024-06-01');
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  t.after(() => browser.close());
  const tab = await browser.newPage();
  await tab.setContent(website.read('co-quan/ubnd-an-giang/index.html'));
  const names = () => tab.locator('.sortable tbody th').allInnerTexts();
  assert.deepEqual(await names(), ['Ban Đêm', 'Ánh Dương', 'Tỉnh đoàn An Giang', 'Đồng Tâm']);
  await tab.addScriptTag({ path: path.join(repository.path('output'), 'assets', 'table-sort.js') });
  const press = async (head) => {
    await tab.getByRole('button', { name: head }).click();
    return tab.locator('.sortable thead th[aria-sort]').evaluateAll((heads) => heads.map((each) => each.getAttribute('aria-sort')));
  };
  assert.deepEqual(await press('Thỏa thuận'), ['ascending']);
  assert.deepEqual((await names()).at(-1), 'Ban Đêm');
  assert.deepEqual(await press('Cơ quan'), ['ascending']);
  assert.deepEqual(await names(), ['Ánh Dương', 'Ban Đêm', 'Đồng Tâm', 'Tỉnh đoàn An Giang']);
  assert.deepEqual(await press('Cơ quan'), ['descending']);
  assert.deepEqual(await names(), ['Tỉnh đoàn An Giang', 'Đồng Tâm', 'Ban Đêm', 'Ánh Dương']);
  assert.deepEqual(await press('Từ năm'), ['descending']);
});

test('a theme without an overview of reviews has none, and all the rest', (t) => {
  const folder = path.join(__dirname, '..', '..', 'themes', 'default');
  const theme = {};
  for (const file of fs.readdirSync(folder, { recursive: true }))
    if (fs.statSync(path.join(folder, file)).isFile() && !file.endsWith('review-list.mustache'))
      theme[`themes/default/${file}`] = fs.readFileSync(path.join(folder, file));
  const language = 'themes/default/i18n/vi.yaml';
  theme[language] = theme[language].toString().replace(/^  (reviews|inherited|commitments): (so-ket|ke-thua|cam-ket)\n/gm, '');
  const website = built(smallRepository(t, { ...reviewed, ...theme }), '2024-06-01');
  assert.ok(!website.files.has('so-ket/index.html') && website.files.has('thoa-thuan/quy-che-2023/index.html'));
  assert.ok(!hasLink(website, 'index.html', '/so-ket/'));
});
