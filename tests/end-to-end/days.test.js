'use strict';
// Days of which only the month is known, and moments written in other zones: everything is shown, sorted and filed in
// Vietnam's time, and no more precisely than it is written.

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const parse5 = require('parse5');
const { parseDiagnostics, theDiagnostic } = require('../support/diagnostics.js');
const { exists, read, readSitemaps } = require('../support/folders.js');
const { agreement, dump, entry, news, site, smallRepository } = require('../support/register.js');
const { git } = require('../support/program.js');
const { allRows } = require('../support/search.js');
const { Website, attribute, elements, textOf } = require('../support/website.js');

const oldPath = 'content/agreements/quy-che-2018.md';

function build(t, files, args = []) {
  const repository = smallRepository(t, files);
  const result = repository.kyket(['build', ...args]);
  assert.equal(result.status, 0, result.output);
  assert.deepEqual(new Website(repository.path('output'), 'https://example.vn/').checkAll(), []);
  return repository;
}

const mainOf = (repository, page) =>
  [...elements(parse5.parse(read(repository.folder, 'output', page, 'index.html')))].find(({ tagName }) => tagName === 'main');
const textIn = (element) => textOf(element).replace(/\s+/g, ' ');
const timesOf = (repository, page) =>
  [...elements(mainOf(repository, page))]
    .filter((element) => element.tagName === 'time')
    .map((element) => [attribute(element, 'datetime'), textIn(element)]);
const has = (times, datetime, text) => assert.ok(times.some((time) => time[0] === datetime && time[1] === text), JSON.stringify(times));

const monthly = {
  [oldPath]: entry({
    ...agreement, signed: '2018-04', period: { start: '2018-04', end: '2022-10' }, sources: [{ name: 'Báo', date: '2018-05' }],
  }),
  'content/organizations/ubnd-an-giang.md': entry({
    name: 'Ủy ban nhân dân tỉnh An Giang', kind: 'peoples-committee', level: 'province', province: 'an-giang',
    founded: '1975-05', dissolved: '2030-06', successors: [{ organization: 'tinh-doan-an-giang', since: '2030-07' }],
  }),
  'content/people/nguyen-van-an.md': entry({
    name: 'Nguyễn Văn An', positions: [{ organization: 'ubnd-an-giang', title: 'Chủ tịch', from: '2016-02', to: '2026-11' }],
  }),
  'content/data/provinces.yaml': dump([
    { id: 'an-giang', name: 'An Giang', kind: 'tỉnh' },
    { id: 'kien-giang', name: 'Kiên Giang', kind: 'tỉnh', merged_into: 'an-giang', until: '2023-06' },
  ]),
  'content/news/2023/hop.md': entry({ title: 'Họp', date: '2023-07-01', event: { kind: 'meeting', date: '2023-06' }, agreements: ['quy-che-2023'] }),
};

test('a month is shown as a month, wherever a day may be', (t) => {
  const repository = build(t, monthly);
  const times = timesOf(repository, 'thoa-thuan/quy-che-2018');
  has(times, '2018-04', 'tháng 4/2018');
  has(times, '2022-10', 'tháng 10/2022');
  has(times, '2018-05', 'tháng 5/2018');
  const office = timesOf(repository, 'co-quan/ubnd-an-giang');
  has(office, '1975-05', 'tháng 5/1975');
  const person = timesOf(repository, 'nguoi-ky/nguyen-van-an');
  has(person, '2016-02', 'tháng 2/2016');
  has(person, '2026-11', 'tháng 11/2026');
  const province = timesOf(repository, 'tinh-thanh/kien-giang');
  has(province, '2023-06', 'tháng 6/2023');
  has(timesOf(repository, 'tin-tuc/2023/hop'), '2023-06', 'tháng 6/2023');
  for (const page of ['thoa-thuan/quy-che-2018', 'co-quan/ubnd-an-giang', 'tinh-thanh/kien-giang', 'dong-thoi-gian/2023'])
    assert.doesNotMatch(textIn(mainOf(repository, page)), /0?1\/0?4\/2018|31\/10\/2022|0?1\/0?5\/1975|30\/0?6\/2023|0?1\/0?7\/2023 Sáp nhập/, page);
});

test('a year or month in a sentence has the word that it needs, a day does not', (t) => {
  const parties = agreement.signatories;
  const repository = build(t, {
    'content/agreements/nam.md': entry({ title: 'Năm', signed: 2011, period: { end: 2015 }, signatories: parties }),
    'content/agreements/thang.md': entry({ title: 'Tháng', signed: '2023-03', period: { start: '2023-03-05', end: 2024 }, signatories: parties }),
    'content/agreements/ngay.md': entry({ title: 'Ngày', signed: '2021-05-04', period: { start: '2021-05-04', end: '2022-05-03' }, signatories: parties }),
    'content/people/nguyen-van-an.md': entry({ name: 'Nguyễn Văn An', positions: [
      { organization: 'ubnd-an-giang', title: 'Chủ tịch', from: 2016, to: '2020-05-01' }, { organization: 'ubnd-an-giang', title: 'Bí thư', from: 2021 },
      { organization: 'ubnd-an-giang', title: 'Phó', from: 2015, to: 2015 }] }),
  });
  const cited = (id) => textIn([...elements(mainOf(repository, `thoa-thuan/${id}`))].find((node) => attribute(node, 'id') === 'citation_text'));
  assert.match(cited('nam'), /, ký năm 2011,/);
  assert.match(cited('thang'), /, ký tháng 3\/2023,/);
  assert.match(cited('ngay'), /, ký ngày 04\/05\/2021,/);
  const list = textIn(mainOf(repository, 'thoa-thuan'));
  assert.match(list, /Ngày ký năm 2011 Thời hạn đến hết năm 2015/);
  assert.match(list, /Ngày ký tháng 3\/2023 Thời hạn từ 05\/03\/2023 đến hết năm 2024/);
  assert.match(list, /Ngày ký 04\/05\/2021 Thời hạn 04\/05\/2021–03\/05\/2022/);
  assert.match(textIn(mainOf(repository, 'nguoi-ky/nguyen-van-an')), /An Giang từ năm 2016 đến hết 01\/05\/2020 Bí thư .* từ năm 2021 Phó .* An Giang 2015 /);
  for (const page of ['thoa-thuan', 'thoa-thuan/nam', 'thoa-thuan/thang', 'thoa-thuan/ngay', 'thoa-thuan/het-han/2015', 'nguoi-ky/nguyen-van-an'])
    assert.doesNotMatch(textIn(mainOf(repository, page)), /(đến hết|từ|[Kk]ý|ký ngày|Kết thúc) \d{4}(?![\d/–])|ngày tháng/, page);
});

test('an agreement whose day of signing is not known says so, by what its sources are', (t) => {
  const signing = (signed, sources) => {
    const fields = { ...agreement, signed, sources };
    if (!sources) delete fields.sources;
    const [, said] = /Ngày ký ?(.*?) ?Nơi ký/.exec(textIn(mainOf(build(t, { [oldPath]: entry(fields) }), 'thoa-thuan/quy-che-2018')));
    assert.ok(!signed || said.endsWith('(chưa đến)')); // there for a signing that is to come, and hidden
    return said.replace(/ ?\(chưa đến\)$/, '');
  };
  const whole = [{ name: 'Báo', date: '2018-05' }], partly = [{ name: 'Báo', date: '2018-05', partial: true }];
  assert.equal(signing(2018, whole), '2018 (nguồn không nêu ngày, tháng)');
  assert.equal(signing('2018-04', whole), 'tháng 4/2018 (nguồn không nêu ngày)');
  assert.equal(signing('2018-04', partly), 'tháng 4/2018 (phần nguồn đọc được không nêu ngày)');
  assert.equal(signing(2018), '2018 (sổ chưa ghi ngày, tháng)');
  assert.equal(signing('2018-04-12', whole), '12/04/2018');
});

test('in English too', (t) => {
  const repository = smallRepository(t, { ...monthly, 'content/site.yaml': dump({ ...site, language: 'en', menu: undefined }) });
  assert.equal(repository.kyket(['build']).status, 0);
  assert.match(textIn(mainOf(repository, 'agreements/quy-che-2018')), /April 2018/);
});

test('a month stands in the timeline of its year and in the rows of search', (t) => {
  const repository = build(t, monthly);
  has(timesOf(repository, 'dong-thoi-gian/2018'), '2018-04', 'tháng 4/2018');
  has(timesOf(repository, 'dong-thoi-gian/2023'), '2023-06', 'tháng 6/2023');
  assert.equal(allRows(path.join(repository.folder, 'output')).find(({ url }) => url === '/thoa-thuan/quy-che-2018/').date, '2018-04');
});

test('a month sorts by its first day where something begins, by its last where it ends', (t) => {
  const signed = (day) => entry({ ...agreement, signed: day, title: `Quy chế ${day}`, period: { start: 2019, end: 2019 } });
  const repository = build(t, {
    'content/site.yaml': dump({ ...site, page_size: 20 }),
    'content/agreements/a.md': signed('2019-03-02'),
    'content/agreements/b.md': signed('2019-03'),
    'content/agreements/c.md': signed('2019-02-28'),
  });
  const text = textIn(mainOf(repository, 'thoa-thuan'));
  const order = ['Quy chế 2019-03-02', 'Quy chế 2019-03 ', 'Quy chế 2019-02-28'].map((title) => text.indexOf(title));
  assert.ok(order.every((at) => at >= 0) && order[0] < order[1] && order[1] < order[2], text);
  const result = smallRepository(t, { [oldPath]: entry({ ...agreement, period: { start: '2018-04', end: '2018-04' } }) }).kyket(['check', '--strict']);
  assert.ok(!parseDiagnostics(result.output).some(({ code }) => code === 'period-order'), result.output);
});

for (const [name, from, to, signed, warns] of [
  ['a month of signing within the position', '2018-04-20', undefined, '2018-04', false],
  ['a month of signing before the position', '2018-05-01', undefined, '2018-04', true],
  ['a month of signing that the position ends in', undefined, '2018-04-02', '2018-04', false],
  ['a month of signing after the position', undefined, '2018-03-31', '2018-04', true],
  ['a position that ends in the month of the day of signing', undefined, '2018-04', '2018-04-30', false],
])
  test(`${name} is ${warns ? 'told' : 'no contradiction'}`, (t) => {
    const position = { organization: 'ubnd-an-giang', title: 'Chủ tịch', ...(from && { from }), ...(to && { to }) };
    const repository = smallRepository(t, {
      'content/agreements/quy-che-2023.md': null,
      'content/news/2023/ky-quy-che-moi.md': null,
      [oldPath]: entry({ ...agreement, signed, number: '01/QC-UBND' }, 'Xem [tin](news:ky-quy-che).'),
      'content/people/nguyen-van-an.md': entry({ name: 'Nguyễn Văn An', positions: [position] }),
    });
    const result = repository.kyket(['check']);
    assert.equal(result.status, 0, result.output);
    assert.equal(parseDiagnostics(result.output).some(({ code }) => code === 'signer-position'), warns, result.output);
  });

test('a signing that the news dates by its month is the one that the agreement dates by its day', (t) => {
  const told = (event, signed) => {
    const repository = build(t, {
      [oldPath]: entry({ ...agreement, signed }),
      'content/news/2018/ky-quy-che.md': entry({ ...news, date: '2018-06-01', event: { kind: 'signing', date: event } }),
    });
    return textIn(mainOf(repository, 'dong-thoi-gian/2018')).match(/Ký kết/g).length;
  };
  assert.equal(told('2018-04', '2018-04-12'), 1);
  assert.equal(told('2018-04-12', '2018-04-12'), 1);
  assert.equal(told('2018-05', '2018-04-12'), 2);
  assert.equal(told('2018-04-12', '2018-04'), 2);
});

for (const [name, fields, code] of [
  ['a month that does not exist', { signed: '2018-13' }, 'bad-date'],
  ['a month in another form', { signed: '04/2018' }, 'bad-date'],
  ['a period that ends in the month before it begins', { period: { start: '2018-05', end: '2018-04' } }, undefined],
])
  test(`${name} is an error`, (t) => {
    const result = smallRepository(t, { [oldPath]: entry({ ...agreement, ...fields }) }).kyket(['build']);
    assert.equal(result.status, 1, result.output);
    if (code !== undefined) assert.match(theDiagnostic(result, code, oldPath).message, /the year has twelve months|; write 2018-04$/);
  });

test('news needs its day', (t) => {
  const path = 'content/news/2018/ky-quy-che.md';
  const result = smallRepository(t, { [path]: entry({ ...news, date: '2018-04' }) }).kyket(['build']);
  assert.equal(result.status, 1);
  theDiagnostic(result, 'bad-date', path);
});

test('the day on which news without a day was entered is told as that, and stands for no day of the source', (t) => {
  const file = 'content/news/2023/tong-ket.md';
  const closing = { ...news, title: 'Tổng kết quy chế', date: '2023-05-20', event: { kind: 'closing' }, agreements: ['quy-che-2018'] };
  const shown = (undated, sources) => {
    const repository = build(t, {
      [oldPath]: entry({ ...agreement, period: { start: 2018, end: 2026 }, review: 'annual' }),
      'content/agreements/quy-che-2023.md': null,
      'content/news/2023/ky-quy-che-moi.md': null,
      [file]: entry({ ...closing, undated, sources }),
    });
    const page = read(repository.folder, 'output', 'tin-tuc', '2023', 'tong-ket', 'index.html');
    const row = [...elements(mainOf(repository, 'tin-tuc'))].find((node) => node.tagName === 'li' && /Tổng kết quy chế/.test(textIn(node)));
    const feed = JSON.parse(read(repository.folder, 'output', 'feed.json')).items.find(({ title }) => title === closing.title);
    return {
      row: textIn(row),
      facts: textIn(mainOf(repository, 'tin-tuc/2023/tong-ket')),
      publications: [/article:published_time/.test(page), /"datePublished"/.test(page), feed.date_published !== undefined],
      front: textIn(mainOf(repository, '.')).includes(closing.title),
      found: allRows(path.join(repository.folder, 'output')).find(({ url }) => url === '/tin-tuc/2023/tong-ket/').date,
      unheld: textIn(mainOf(repository, 'thoa-thuan/quy-che-2018')).match(/Sổ chưa có tin/g)?.length ?? 0,
    };
  };
  const dated = shown(undefined), entered = shown(true);
  assert.doesNotMatch(dated.row, /ghi vào sổ/i);
  assert.match(entered.row, /Ghi vào sổ 20\/05\/2023/);
  assert.doesNotMatch(dated.facts, /Nguồn không nêu ngày/);
  assert.match(entered.facts, /Nguồn không nêu ngày đầy đủ Ghi vào sổ20\/05\/2023/);
  assert.deepEqual([dated.publications, entered.publications], [[true, true, true], [false, false, false]]);
  assert.deepEqual([dated.front, entered.front], [true, false]);
  assert.ok(dated.found !== undefined && !entered.found, JSON.stringify([dated.found, entered.found]));
  assert.equal(entered.unheld, dated.unheld + 1);
  assert.match(shown(true, [{ name: 'Báo An Giang', partial: true }]).facts, /Phần nguồn đọc được không nêu ngày đầy đủ Ghi vào sổ/);
});

test('a moment in another zone is shown and filed in Vietnam\'s time', (t) => {
  const repository = build(t, {
    'content/news/2026/tin.md': entry({ ...news, title: 'Tin tháng mười một', date: '2026-10-31T20:57:00.000Z', event: { kind: 'meeting', date: '2026-10-31T20:57:00.000Z' } }),
    'content/news/2027/giao-thua.md': entry({ ...news, title: 'Tin năm mới', date: '2026-12-31T17:00:00Z' }),
  }, ['--date', '2027-02-01']);
  has(timesOf(repository, 'tin-tuc/2026/tin'), '2026-11-01T03:57:00+07:00', '03:57, 01/11/2026');
  has(timesOf(repository, 'tin-tuc/2027/giao-thua'), '2027-01-01T00:00:00+07:00', '00:00, 01/01/2027');
  has(timesOf(repository, 'dong-thoi-gian/2026'), '2026-11-01T03:57:00+07:00', '01/11/2026');
  assert.ok(exists(repository.folder, 'output', 'tin-tuc', '2027', 'index.html'));
  assert.match(read(repository.folder, 'output', 'feed.xml'), /<published>2027-01-01T00:00:00\+07:00<\/published>/);
  assert.match(read(repository.folder, 'output', 'feed.xml'), /<published>2026-11-01T03:57:00\+07:00<\/published>/);
});

test('the folder of a news item is the year in Vietnam', (t) => {
  const path = 'content/news/2026/giao-thua.md';
  const result = smallRepository(t, { [path]: entry({ ...news, date: '2026-12-31T17:00:00Z' }) }).kyket(['build', '--date', '2027-02-01', '--strict']);
  assert.match(theDiagnostic(result, 'wrong-folder', path).message, /2027/);
});

test('a moment of tomorrow in Vietnam is of the future although it is written as today', (t) => {
  const repository = smallRepository(t, { 'content/news/2024/mai.md': entry({ ...news, title: 'Tin mai', date: '2024-06-01T20:00:00Z' }) });
  for (const [day, isThere] of [['2024-06-01', false], ['2024-06-02', true]]) {
    assert.equal(repository.kyket(['build', '--date', day]).status, 0);
    assert.equal(exists(repository.folder, 'output', 'tin-tuc', '2024', 'mai', 'index.html'), isThere, day);
  }
});

test('a change is dated in Vietnam\'s time whatever its author\'s zone was', (t) => {
  const repository = smallRepository(t);
  repository.write({ 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }, 'Mới.') });
  git(repository.folder, 'add', '--all');
  const date = '2024-03-31T20:00:00-0500';
  git(repository.folder, 'commit', '--quiet', '-m', 'Sửa', { env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } });
  assert.equal(repository.kyket(['build']).status, 0);
  has(timesOf(repository, 'gioi-thieu'), '2024-04-01T08:00:00+07:00', '01/04/2024');
  assert.match(readSitemaps(repository.folder, 'output'), /<lastmod>2024-04-01T08:00:00\+07:00<\/lastmod>/);
});
