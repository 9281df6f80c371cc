'use strict';
// An agreement's place among others: chain of periods, tree of who carries it out, amendments.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const { test } = require('node:test');
const parse5 = require('parse5');
const { chromium } = require('playwright-core');
const { agreement, entry, smallRepository } = require('../support/register.js');
const { attribute, built, elements, words } = require('../support/website.js');

const made = (fields) =>
  entry({ signatories: [{ organization: 'ubnd-an-giang' }, { organization: 'tinh-doan-an-giang' }], ...fields });
// Without the link to news of a later moment than the days below.
const unlinked = { 'content/agreements/quy-che-2018.md': entry({ ...agreement, number: '01/QC-UBND' }) };
const pageOf = (id) => `thoa-thuan/${id}/index.html`;
const hasClass = (node, name) => (attribute(node, 'class') ?? '').split(' ').includes(name);
const all = (node, wanted) => [...elements(node)].filter(wanted);
const part = (website, id, name) =>
  all(parse5.parse(website.read(pageOf(id))), (node) => attribute(node, 'id') === `lineage_${name}`)[0];
const number = (node, name) => Number(attribute(node, name).replace('%', ''));

// The rows of the chain's picture: [status, from where to where its bar goes in whole per cent, its gap likewise].
const bars = (website, id) => {
  const [chart] = all(part(website, id, 'chain'), ({ tagName }) => tagName === 'svg');
  const place = (bar) => [Math.round(number(bar, 'x')), Math.round(number(bar, 'x') + number(bar, 'width'))];
  return all(chart, ({ tagName }) => tagName === 'svg').map((row) => [
    attribute(row, 'data-status'),
    ...all(row, (node) => hasClass(node, 'lineage-period') || hasClass(node, 'lineage-gap')).reverse().flatMap(place),
  ]);
};
// Its list in words: [status, words].
const list = (website, id) =>
  all(part(website, id, 'chain'), ({ tagName }) => tagName === 'li').map((row) => [attribute(row, 'data-status'), words(row)]);

// The tree as [name, status, [children]].
const branches = (list) =>
  list.childNodes
    .filter(({ tagName }) => tagName === 'li')
    .map((row) => {
      const inside = row.childNodes.filter(({ tagName }) => tagName === 'ul');
      const [name] = all(row, (node) => hasClass(node, 'lineage-name'));
      return [words(name), attribute(row, 'data-status'), inside.flatMap(branches)];
    });
const tree = (website, id) =>
  branches(all(part(website, id, 'tree'), ({ tagName }) => tagName === 'ul')[0]);

const periods = {
  ...unlinked,
  'content/agreements/mot.md': made({ title: 'Một', signed: '2001-01-01', period: { start: 2001, end: 2005 } }),
  'content/agreements/hai.md': made({ title: 'Hai', signed: '2005-06-01', period: { start: 2006, end: 2010 }, succeeds: 'mot' }),
  'content/agreements/ba.md': made({ title: 'Ba', signed: '2011-06-01', period: { start: 2012, end: 2017 }, succeeds: 'hai',
    terminated: { date: '2017-01-01' } }),
  'content/agreements/bon.md': made({ title: 'Bốn', signed: '2016-06-01', period: { start: '2016-07-01', end: 2020 }, succeeds: 'ba' }),
};

test('the chain shows bars, gaps and overlaps, with the statuses of the day', (t) => {
  const repository = smallRepository(t, periods);
  const days = {
    '2000-12-31': [['unsigned', 'unsigned', 'unsigned', 'unsigned'], 'Chưa ký', 'Chưa ký', 'Chưa ký', 'Chưa ký'],
    '2003-01-01': [['in-force', 'unsigned', 'unsigned', 'unsigned'], 'Còn hiệu lực', 'Chưa ký', 'Chưa ký', 'Chưa ký'],
    '2011-06-01': [['ended', 'ended', 'upcoming', 'unsigned'], 'Hết hiệu lực', 'Hết hiệu lực', 'Chưa có hiệu lực', 'Chưa ký'],
    '2014-01-01': [['ended', 'ended', 'in-force', 'unsigned'], 'Hết hiệu lực', 'Hết hiệu lực', 'Còn hiệu lực', 'Chưa ký'],
    '2017-01-01': [['ended', 'ended', 'terminated', 'in-force'], 'Hết hiệu lực', 'Hết hiệu lực', 'Đã chấm dứt', 'Còn hiệu lực'],
  };
  for (const [day, [statuses, ...labels]] of Object.entries(days)) {
    const website = built(repository, day);
    assert.deepEqual(bars(website, 'hai'),
      [[statuses[0], 0, 25], [statuses[1], 25, 50], [statuses[2], 55, 80, 50, 55], [statuses[3], 77, 100]], day);
    assert.deepEqual(list(website, 'hai'), [
      [statuses[0], `1 Một ${labels[0]} Thời hạn 2001–2005`],
      [statuses[1], `2 Hai Đang xem ${labels[1]} Thời hạn 2006–2010 Ký và bắt đầu chậm nhất là ngay sau ngày kết thúc của thỏa thuận trước, không gián đoạn.`],
      [statuses[2], `3 Ba ${labels[2]} Thời hạn 2012–2017 chấm dứt từ 01/01/2017 có thỏa thuận tiếp nối từ 01/07/2016 Bắt đầu sau khi thỏa thuận trước đã hết hạn: từ 01/01/2011 đến 31/12/2011 thỏa thuận này chưa có hiệu lực (1 năm)`],
      [statuses[3], `4 Bốn ${labels[3]} Thời hạn từ 01/07/2016 đến hết năm 2020 Hai thời hạn trùng nhau từ 01/07/2016 đến 31/12/2016 (6 tháng)`],
    ], day);
  }
});

test('what replaces an agreement stands beside its term, and the term is not taken for it', (t) => {
  const website = built(smallRepository(t, { ...unlinked,
    'content/agreements/cu.md': made({ title: 'Cũ', signed: '2008-08-22', period: { start: '2008-08-22' } }),
    'content/agreements/moi.md': made({ title: 'Mới', signed: '2023-10', succeeds: 'cu' }),
  }), '2024-01-01');
  assert.equal(list(website, 'moi')[0][1], '1 Cũ Đã được thay thế Thời hạn từ 22/08/2008, chưa rõ ngày kết thúc có thỏa thuận tiếp nối từ tháng 10/2023');
  assert.match(list(website, 'moi')[1][1], /^2 Mới Đang xem Chưa rõ thời hạn Ngày ký tháng 10\/2023 /);
  assert.doesNotMatch(words(part(website, 'moi', 'chain')), /(thay thế|hiệu lực|thời hạn) (từ|đến hết|\d)/);
});

const factsOf = (website, id) => words(all(parse5.parse(website.read(pageOf(id))), (node) => attribute(node, 'class') === 'facts')[0]);
test('terms of years overlap in years, those of days by days', (t) => {
  const website = built(smallRepository(t, { ...unlinked,
    'content/agreements/mot.md': made({ title: 'Một', signed: '2013-01-05', period: { start: 2013, end: 2017 } }),
    'content/agreements/hai.md': made({ title: 'Hai', signed: '2017-12-13', period: { start: 2017, end: '2021-06-30' }, succeeds: 'mot' }),
    'content/agreements/ba.md': made({ title: 'Ba', signed: '2021-06-12', period: { start: '2021-06-12', end: 2024 }, succeeds: 'hai' }),
  }), '2022-01-01');
  const told = list(website, 'hai').map(([, text]) => text);
  assert.match(told[1], /trùng nhau từ năm 2017 đến hết năm 2017, không rõ bao nhiêu ngày\.$/);
  assert.match(told[2], /Hai thời hạn trùng nhau từ 12\/06\/2021 đến 30\/06\/2021 \(19 ngày\)$/);
  assert.match(factsOf(website, 'hai'), /Thời hạntừ năm 2017 đến hết 30\/06\/2021Sổ tính bắt đầu từ khi ký, 13\/12\/2017/);
  assert.doesNotMatch(factsOf(website, 'ba'), /Sổ tính bắt đầu/);
});

test('every page of a chain draws the same but for where the reader is', (t) => {
  const website = built(smallRepository(t, periods), '2014-01-01');
  const told = (id) => list(website, id).map(([status, text]) => [status, text.replace('Đang xem ', '')]);
  for (const [id, name] of Object.entries({ mot: 'Một', ba: 'Ba', bon: 'Bốn' })) {
    assert.deepEqual(bars(website, id), bars(website, 'hai'));
    assert.deepEqual(told(id), told('hai'));
    const here = all(part(website, id, 'chain'), (node) => attribute(node, 'aria-current') !== undefined);
    assert.deepEqual(here.map(words), [name]);
  }
});

test('the picture has a name, its years, and the numbers of the list', (t) => {
  const section = part(built(smallRepository(t, periods), '2014-01-01'), 'hai', 'chain');
  const [chart] = all(section, ({ tagName }) => tagName === 'svg');
  const [title] = all(chart, ({ tagName }) => tagName === 'title');
  assert.equal(attribute(chart, 'role'), 'img');
  assert.equal(attribute(chart, 'aria-labelledby'), attribute(title, 'id'));
  assert.match(words(title), /danh sách nói cùng nội dung/);
  const texts = all(chart, ({ tagName }) => tagName === 'text').map(words);
  assert.deepEqual(texts, ['2005', '2010', '2015', '2020', '1', '2', '3', '4']);
  assert.deepEqual(all(section, ({ tagName }) => tagName === 'a').map((link) => attribute(link, 'href')),
    ['/thoa-thuan/mot/', '/thoa-thuan/ba/', '/thoa-thuan/bon/']);
});

const programme = {
  ...unlinked,
  'content/agreements/goc.md': made({ title: 'Gốc', period: { start: 2015, end: 2030 } }),
  'content/agreements/vung.md': made({ title: 'Vùng', period: { start: 2016, end: 2020 }, implements: 'goc' }),
  'content/agreements/tinh.md': made({ title: 'Tỉnh', period: { start: 2017, end: 2022 }, implements: 'vung', provinces: ['kien-giang'] }),
  'content/agreements/khac.md': made({ title: 'Khác', period: { start: 2017, end: 2030 }, implements: 'vung' }),
};

test('the tree goes from the programme down to the provinces, with the statuses of the day', (t) => {
  const repository = smallRepository(t, programme);
  let website = built(repository, '2018-01-01');
  assert.deepEqual(tree(website, 'goc'), [['Gốc', 'in-force', [['Vùng', 'in-force', [['Khác', 'in-force', []], ['Tỉnh', 'in-force', []]]]]]]);
  const leaf = [['Gốc', 'in-force', [['Vùng', 'in-force', [['Tỉnh', 'in-force', []], ['và các thỏa thuận khác cùng thực hiện', undefined, []]]]]]];
  assert.deepEqual(tree(website, 'tinh'), leaf);
  assert.match(words(part(website, 'goc', 'tree')), /Tỉnh Còn hiệu lực Thời hạn 2017–2022 An Giang, Kiên Giang/);
  const links = all(part(website, 'tinh', 'tree'), ({ tagName }) => tagName === 'a').map((link) => attribute(link, 'href'));
  assert.deepEqual(links, ['/thoa-thuan/goc/', '/thoa-thuan/vung/', '/thoa-thuan/vung/#lineage_tree']);
  website = built(repository, '2022-12-31');
  assert.deepEqual(tree(website, 'goc'), [['Gốc', 'in-force', [['Vùng', 'ended', [['Khác', 'in-force', []], ['Tỉnh', 'ending', []]]]]]]);
});

test('a programme of very many says how many have no room', (t) => {
  const files = { ...programme };
  for (let i = 0; i < 100; i++) files[`content/agreements/t${i}.md`] = made({ title: `Thứ ${i}`, signed: '2018-01-01', implements: 'goc' });
  const website = built(smallRepository(t, files), '2018-06-01');
  const section = part(website, 'goc', 'tree');
  assert.equal(all(section, (node) => hasClass(node, 'lineage-node')).length, 60);
  assert.match(words(section), /và 42 thỏa thuận khác cùng thực hiện/);
  assert.match(words(section), /chỉ nêu tối đa 60 thỏa thuận/);
  assert.doesNotMatch(words(part(website, 'tinh', 'tree')), /chỉ nêu tối đa/);
});

test('amendments stand in the order of their dates, both ways', (t) => {
  const website = built(smallRepository(t, {
    'content/agreements/goc.md': made({ title: 'Gốc', signed: '2015-01-01' }),
    'content/agreements/sua.md': made({ title: 'Sửa một', signed: '2017-03-04', amends: 'goc' }),
    'content/agreements/sua-nua.md': made({ title: 'Sửa hai', signed: '2016-02-03', amends: ['goc'] }),
    'content/agreements/sua-sua.md': made({ title: 'Sửa bản sửa', signed: '2018-02-03', amends: ['sua'] }),
  }), '2020-01-01');
  const rows = (id) => all(part(website, id, 'amendments'), ({ tagName }) => tagName === 'li').map(words);
  assert.deepEqual(rows('goc'), ['03/02/2016 Văn bản sửa đổi, bổ sung: Sửa hai Chưa rõ thời hạn', '04/03/2017 Văn bản sửa đổi, bổ sung: Sửa một Chưa rõ thời hạn']);
  assert.deepEqual(rows('sua'), ['04/03/2017 Sửa đổi, bổ sung Gốc Chưa rõ thời hạn', '03/02/2018 Văn bản sửa đổi, bổ sung: Sửa bản sửa Chưa rõ thời hạn']);
});

test('a page without such relations has no picture, nor one whose others are drafts', (t) => {
  const draft = (fields) => made({ title: 'Nháp', signed: '2016-01-01', draft: true, ...fields });
  const website = built(smallRepository(t, {
    'content/agreements/le.md': made({ title: 'Lẻ', signed: '2015-01-01' }),
    'content/agreements/nhap.md': draft({ succeeds: 'le', implements: 'le', amends: 'le' }),
  }), '2020-01-01');
  assert.doesNotMatch(website.read(pageOf('le')), /lineage/);
  assert.match(website.read(pageOf('quy-che-2018')), /<svg class="lineage/);
});

test('a late page corrects each label by the dates of its own agreement', async (t) => {
  const repository = smallRepository(t, programme);
  const website = built(repository, '2018-01-01');
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  t.after(() => browser.close());
  const tab = await browser.newPage();
  await tab.clock.setFixedTime(new Date('2024-06-01T00:00:00Z'));
  await tab.route('**/*', (route) => {
    const [script] = route.request().url().match(/(status|validity)\.js$/) ?? [];
    if (script) return route.fulfill({ path: path.join(repository.path('output'), 'assets', script), contentType: 'text/javascript' });
    if (route.request().isNavigationRequest()) return route.fulfill({ body: website.read(pageOf('goc')), contentType: 'text/html; charset=utf-8' });
    return route.abort();
  });
  await tab.goto('https://example.vn/thoa-thuan/goc/');
  assert.deepEqual(await tab.locator('#lineage_tree .status').allTextContents(),
    ['Còn hiệu lực', 'Hết hiệu lực', 'Còn hiệu lực', 'Hết hiệu lực']);
});
