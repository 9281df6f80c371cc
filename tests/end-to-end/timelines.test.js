'use strict';
// Timelines: terms as bars, what is dated as points, counts by year, and the lists that say the same.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const parse5 = require('parse5');
const { agreement, dump, entry, news, smallRepository } = require('../support/register.js');
const { attribute, built, elements, words } = require('../support/website.js');

const within = (node, wanted) => [...elements(node)].filter(wanted);
const byClass = (name) => (node) => (attribute(node, 'class') ?? '').split(' ').includes(name);
const page = (website, file) => parse5.parse(website.read(file));

// The rows of the page's chart in words, each with what is drawn: [text, [shape, x, width]...].
function rows(website, file) {
  return within(page(website, file), byClass('period-rows'))
    .flatMap((list) => within(list, ({ tagName }) => tagName === 'li'))
    .map((row) => [
      words(within(row, byClass('period-label'))[0]),
      ...within(row, (node) => ['rect', 'circle'].includes(node.tagName) || byClass('period-arrow')(node)).map((shape) =>
        [shape.tagName === 'svg' ? 'arrow' : shape.tagName, attribute(shape, shape.tagName === 'circle' ? 'cx' : 'x'), attribute(shape, 'width')]
          .filter((value, index) => value !== undefined && !(shape.tagName === 'svg' && index === 2)),
      ),
    ]);
}

const ticks = (website, file) =>
  within(page(website, file), byClass('period-grid')).flatMap((grid) => within(grid, ({ tagName }) => tagName === 'text').map(words));

const table = (website, file) =>
  within(page(website, file), ({ tagName }) => tagName === 'tr').map((row) => within(row, ({ tagName }) => /^t[hd]$/.test(tagName)).map(words));

const hasLink = (website, file, target) => within(page(website, file), (node) => node.tagName === 'a' && attribute(node, 'href') === target).length > 0;

const signedBy = (organizations) => organizations.map((organization) => ({ organization }));
const term2018 = 'Quy chế phối hợp giai đoạn 2018–2022';
const term2023 = 'Quy chế phối hợp giai đoạn 2023–2027';

test('the page of an organization, a person, a province and a topic draws the terms of its agreements', (t) => {
  const website = built(smallRepository(t), '2024-06-01');
  const bars = [
    [`${term2018} 2018–2022 Hết hiệu lực`, ['rect', '2.77%', '47.23%']],
    [`${term2023} 2023–2027 Còn hiệu lực`, ['rect', '51.62%', '48.38%']],
  ];
  for (const file of ['co-quan/ubnd-an-giang', 'nguoi-ky/nguyen-van-an', 'linh-vuc/tre-em']) {
    assert.deepEqual(rows(website, `${file}/index.html`), bars, file);
    assert.deepEqual(ticks(website, `${file}/index.html`), ['2018', '2020', '2022', '2024', '2026', '2028'], file);
  }
  assert.deepEqual(rows(website, 'tinh-thanh/an-giang/index.html'), [['Sáp nhập 01/07/2025 Kiên Giang', ['circle', '74.97%']], ...bars]);
  assert.deepEqual(rows(website, 'linh-vuc/viec-lam/index.html'), []);
  assert.ok(hasLink(website, 'co-quan/ubnd-an-giang/index.html', '/thoa-thuan/quy-che-2018/'));
});

test('the status goes with the day of the build, the picture does not', (t) => {
  // Without the link to news of a later moment than the first day.
  const repository = smallRepository(t, { 'content/agreements/quy-che-2018.md': entry({ ...agreement, number: '01/QC-UBND' }) });
  const file = 'co-quan/ubnd-an-giang/index.html';
  const shapes = (website) => rows(website, file).map(([, ...drawn]) => drawn);
  const before = built(repository, '2017-01-01');
  const first = shapes(before);
  assert.deepEqual(rows(before, file).map(([text]) => text), [`${term2018} 2018–2022 Chưa ký`, `${term2023} 2023–2027 Chưa ký`]);
  for (const date of ['2020-01-01', '2024-06-01', '2040-01-01']) assert.deepEqual(shapes(built(repository, date)), first, date);
  assert.match(rows(built(repository, '2040-01-01'), file)[1][0], /Hết hiệu lực$/);
});

test('a terminated, an open and a merely signed agreement', (t) => {
  const website = built(
    smallRepository(t, {
      'content/organizations/hoi-nong-dan.md': entry({ name: 'Hội Nông dân' }),
      'content/agreements/cham-dut.md': entry({ title: 'Chấm dứt', period: { start: 2019, end: 2024 }, terminated: { date: '2021-01-01' }, signatories: signedBy(['hoi-nong-dan', 'ubnd-an-giang']) }),
      'content/agreements/mo.md': entry({ title: 'Mở', period: { start: 2020, end: 'open' }, signatories: signedBy(['hoi-nong-dan', 'tinh-doan-an-giang']) }),
      'content/agreements/da-ky.md': entry({ title: 'Đã ký', signed: '2021-01-01', signatories: signedBy(['hoi-nong-dan', 'ubnd-an-giang', 'tinh-doan-an-giang']) }),
    }),
    '2024-06-01',
  );
  assert.deepEqual(rows(website, 'co-quan/hoi-nong-dan/index.html'), [
    ['Chấm dứt 2019–2024 chấm dứt từ 01/01/2021 Đã chấm dứt', ['rect', '0%', '50.03%']],
    ['Mở từ năm 2020, văn bản không đặt thời hạn kết thúc Còn hiệu lực', ['rect', '24.98%', '75.02%'], ['arrow', '100%']],
    ['Đã ký Ngày ký 01/01/2021 Chưa rõ thời hạn', ['circle', '50.03%'], ['arrow', '100%']],
  ]);
});

test("an agreement's page draws its term with its signing, reviews and other events", (t) => {
  const website = built(
    smallRepository(t, {
      'content/news/2024/so-ket.md': entry({ ...news, title: 'Sơ kết', date: '2024-01-02', agreements: ['quy-che-2023'], event: { kind: 'review', date: '2024-01-01' } }),
    }),
    '2024-06-01',
  );
  assert.deepEqual(rows(website, 'thoa-thuan/quy-che-2023/index.html'), [
    ['Ký kết 01/03/2023', ['circle', '3.23%']],
    ['Sơ kết 01/01/2024 Sơ kết', ['circle', '19.99%']],
    ['Thời hạn 2023–2027 Còn hiệu lực', ['rect', '3.23%', '96.77%']],
  ]);
});

test('who inherits shows in chart and list what its predecessor shows', (t) => {
  const website = built(
    smallRepository(t, {
      'content/organizations/so-cu.md': entry({ name: 'Sở cũ', province: 'kien-giang', founded: 2010, dissolved: '2024-12-31', successors: [{ organization: 'so-moi' }] }),
      'content/organizations/so-moi.md': entry({ name: 'Sở mới', province: 'an-giang' }),
      'content/agreements/cua-so-cu.md': entry({ title: 'Của sở cũ', signed: '2020-05-04', period: { start: 2021, end: 2025 }, signatories: signedBy(['so-cu', 'ubnd-an-giang']) }),
      'content/news/2022/so-ket.md': entry({ title: 'Sơ kết của sở cũ', date: '2022-01-01', agreements: ['cua-so-cu'], event: { kind: 'review', date: '2021-12-30' } }),
    }),
    '2025-08-01',
  );
  const events = (file) => within(page(website, `${file}/index.html`), byClass('timeline')).flatMap((list) => within(list, ({ tagName }) => tagName === 'li').map(words));
  const inherited = ['2025 Kết thúc thời hạn Của sở cũ', '31/12/2024 Kết thúc hoạt động Sở cũ', '30/12/2021 Sơ kết Sơ kết của sở cũ', '2021 Bắt đầu thời hạn Của sở cũ', '04/05/2020 Ký kết Của sở cũ'];
  for (const file of ['co-quan/so-cu', 'co-quan/so-moi', 'tinh-thanh/kien-giang', 'tinh-thanh/an-giang'])
    for (const event of inherited) {
      const all = [file, ...['', '/1', '/2', '/3'].map((number) => `${file}/dong-thoi-gian${number}`)].filter((each) => website.files.has(`${each}/index.html`));
      assert.ok(all.flatMap(events).includes(event), `${event} is not in ${all.flatMap(events)}`);
    }
  assert.deepEqual(rows(website, 'co-quan/so-moi/index.html'), [
    ['Kết thúc hoạt động 31/12/2024 Sở cũ', ['circle', '79.96%']],
    ['Của sở cũ 2021–2025 Sắp hết hiệu lực', ['rect', '0%', '100%']],
  ]);
});

test('the front counts by year and leads to every month; a year draws the terms that touch it', (t) => {
  const website = built(smallRepository(t), '2024-06-01');
  const front = 'dong-thoi-gian/index.html';
  assert.deepEqual(table(website, front), [
    ['Năm', 'Trong thời hạn', 'Có ngày ký trong năm', 'Sự kiện'],
    ['2018', '1', '1', '1'], ['2019', '1', '0', '0'], ['2020', '1', '0', '0'], ['2021', '1', '0', '0'], ['2022', '1', '0', '1'],
    ['2023', '1', '1', '1'], ['2024', '1', '0', '0'], ['2025', '1', '0', '1'], ['2026', '1', '0', '0'], ['2027', '1', '0', '1'],
  ]);
  assert.equal(within(page(website, front), byClass('period-terms')).length, 10);
  assert.equal(rows(website, front).length, 2);
  for (const target of ['2027/#thang-12', '2025/#thang-07', '2023/#thang-03', '2022/#thang-12', '2018/#thang-04'])
    assert.ok(hasLink(website, front, `/dong-thoi-gian/${target}`), target);
  // A term of whole years does not begin before it is signed: the signing alone is told.
  for (const target of ['2023/#thang-01', '2018/#thang-01'])
    assert.ok(!hasLink(website, front, `/dong-thoi-gian/${target}`), target);
  assert.match(words(page(website, front)), /Tháng 7 năm 2025 01\/07\/2025 Sáp nhập Kiên Giang/, 'the events of the latest year in which something happens');
  assert.deepEqual(rows(website, 'dong-thoi-gian/2023/index.html'), [[`${term2023} 2023–2027 Còn hiệu lực`, ['rect', '16.16%', '83.84%'], ['arrow', '100%']]]);
  assert.deepEqual(ticks(website, 'dong-thoi-gian/2023/index.html'), Array.from({ length: 12 }, (_, month) => String(month + 1)));
});

test('a chart has at most 40 bars and says how many it leaves out', (t) => {
  const files = {};
  for (let number = 1; number <= 41; number++)
    files[`content/agreements/t${number}.md`] = entry({ ...agreement, title: `Thỏa thuận ${number}`, period: { start: 1950 + number, end: 1950 + number }, signed: `${1950 + number}-01-01` });
  const website = built(smallRepository(t, files), '2024-06-01');
  const file = 'linh-vuc/tre-em/index.html';
  assert.equal(rows(website, file).length, 40);
  assert.match(rows(website, file)[0][0], /^Thỏa thuận 4 1954 /);
  assert.match(words(page(website, file)), /Không vẽ 3 thỏa thuận khác/);
  assert.equal(rows(website, 'dong-thoi-gian/index.html').length, 0, 'the front of more than 40 agreements has columns alone');
  assert.equal(within(page(website, 'dong-thoi-gian/index.html'), byClass('period-terms')).length, 2027 - 1951 + 1);
});

test('the front shows 50 events of the latest year and leads to the others', (t) => {
  const meetings = (count) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`content/news/2024/hop-${index}.md`,
    entry({ title: `Họp ${index}`, date: '2024-05-02', agreements: ['quy-che-2023'], event: { kind: 'meeting', date: '2024-05-01' } })]));
  const repository = smallRepository(t, { ...meetings(50),
    'content/data/provinces.yaml': dump([{ id: 'an-giang', name: 'An Giang' }, { id: 'kien-giang', name: 'Kiên Giang', merged_into: 'an-giang', until: '2020-06-30' }]) });
  const events = (website, file) => within(page(website, file), byClass('timeline')).flatMap((list) => within(list, ({ tagName }) => tagName === 'li')).length;
  const more = (website) => /Xem mọi sự kiện năm 2024/.test(words(page(website, 'dong-thoi-gian/index.html')));
  let website = built(repository, '2024-06-01');
  assert.deepEqual([events(website, 'dong-thoi-gian/index.html'), more(website)], [50, false]);
  repository.commit(meetings(51));
  website = built(repository, '2024-06-01');
  assert.deepEqual([events(website, 'dong-thoi-gian/index.html'), more(website)], [50, true]);
  assert.equal(events(website, 'dong-thoi-gian/2024/index.html'), 51);
  assert.match(rows(website, 'thoa-thuan/quy-che-2023/index.html')[1][0], /^Hội nghị 01\/05\/2024/);
  assert.match(words(page(website, 'thoa-thuan/quy-che-2023/index.html')), /Số mốc cũ hơn không có trong hình: 27/);
});

test('a register without anything dated has no pictures', (t) => {
  const website = built(
    smallRepository(t, {
      'content/agreements/quy-che-2018.md': null, 'content/agreements/quy-che-2023.md': null,
      'content/news/2018/ky-quy-che.md': null, 'content/news/2023/ky-quy-che-moi.md': null,
    }),
    '2024-06-01',
  );
  for (const file of ['dong-thoi-gian/index.html', 'co-quan/ubnd-an-giang/index.html', 'tinh-thanh/an-giang/index.html'])
    assert.equal(within(page(website, file), byClass('period-chart')).length, 0, file);
});
