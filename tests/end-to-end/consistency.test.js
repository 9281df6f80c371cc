'use strict';
// What check tells of a register that is not complete, and a build does not; how it is silenced.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { assertNoDiagnostics, parseDiagnostics, theDiagnostic } = require('../support/diagnostics.js');
const { agreement, entry, news, smallRepository } = require('../support/register.js');

const bare = (more = {}) => entry({ ...agreement, title: 'Quy chế không có tin', number: '03/QC-UBND', signed: '2024-01-05',
  period: { start: 2028, end: 2030 }, ...more });
const person = (more = {}) => entry({ name: 'Trần Văn Ba', ...more });
const incomplete = {
  'content/agreements/khong-tin.md': bare(),
  'content/people/tran-van-ba.md': person(),
};

test('check warns of what is missing, a build does not, strict or not', (t) => {
  const repository = smallRepository(t, incomplete);
  let result = repository.kyket(['check']);
  assert.equal(result.status, 0, result.output);
  for (const [code, file] of [['no-news', 'content/agreements/khong-tin.md'], ['not-linked', 'content/people/tran-van-ba.md']]) {
    const { severity, line } = theDiagnostic(result, code, file);
    assert.deepEqual([severity, line], ['warning', 1]);
  }
  assert.equal(parseDiagnostics(result.output).length, 2);
  assert.match(result.output, /errors: 0, warnings: 2/);
  result = repository.kyket(['check', '--strict']);
  assert.equal(result.status, 1, result.output);
  for (const args of [['build'], ['build', '--strict'], ['build', '--strict', '-v']]) {
    result = repository.kyket(args);
    assert.equal(result.status, 0, result.output);
    assertNoDiagnostics(result);
  }
});

test('each is silenced in its entry with a reason, and a reason that is needed no more is told', (t) => {
  const silenced = (code) => ({ silenced: [{ code, reason: 'Đã hỏi cơ quan ký.' }] });
  const repository = smallRepository(t, {
    'content/agreements/khong-tin.md': bare(silenced('no-news')),
    'content/people/tran-van-ba.md': person(silenced('not-linked')),
  });
  const result = repository.kyket(['check', '--strict']);
  assert.equal(result.status, 0, result.output);
  assertNoDiagnostics(result);
  assertNoDiagnostics(repository.kyket(['build', '--strict']));
  repository.commit({ 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }, 'Hỏi [](person:tran-van-ba).') });
  assert.equal(theDiagnostic(repository.kyket(['check']), 'unused-silence').file, 'content/people/tran-van-ba.md');
});

test('a province that no signatory belongs to is told', (t) => {
  const repository = smallRepository(t, {
    'content/agreements/quy-che-2018.md': entry({ ...agreement, provinces: ['an-giang', 'kien-giang'] }),
  });
  assertNoDiagnostics(repository.kyket(['check', '--date', '2025-06-30']));
  repository.commit({
    'content/data/provinces.yaml': '- {id: an-giang, name: An Giang}\n- {id: kien-giang, name: Kiên Giang}\n',
  });
  assert.equal(theDiagnostic(repository.kyket(['check']), 'foreign-province').severity, 'warning');
});

test('what is missing on a day is told on that day: news of the future tells of nothing yet', (t) => {
  // Without the link to news of a later moment than the first day.
  const repository = smallRepository(t, { 'content/agreements/quy-che-2018.md': entry({ ...agreement, number: '01/QC-UBND' }) });
  const codes = (date) => parseDiagnostics(repository.kyket(['check', '--date', date]).output).map(({ code }) => code);
  assert.deepEqual(codes('2018-04-11'), ['no-news', 'signed-in-future', 'no-news', 'signed-in-future', 'waiting', 'waiting']);
  assert.deepEqual(codes('2018-04-12'), ['no-news', 'signed-in-future', 'waiting']);
  assert.deepEqual(codes('2023-03-01'), []);
});

test('days of sources that can\'t be are told by check', (t) => {
  const source = (fields) => ({ 'content/organizations/ubnd-an-giang.md': entry({ name: 'Ủy ban nhân dân tỉnh An Giang', source: { name: 'Báo An Giang', ...fields } }) });
  const url = 'https://baoangiang.com.vn/a.html';
  for (const [fields, told] of [
    [{ url, date: '2018-04-12', accessed: '2024-05-30' }, []],
    [{ url, date: '2018-04-12', accessed: '2018-04-12' }, []],
    [{ url, date: '2018-04-12T09:00', accessed: '2018-04' }, []],
    [{ url, accessed: '2042-05-30' }, ['source-day']],
    [{ url, date: '2081-04-12' }, ['source-day']],
    [{ url, date: '2018-04-12', accessed: '2017-05-30' }, ['source-day']],
    [{ accessed: '2024-05-30' }, ['source-day']],
  ]) {
    const repository = smallRepository(t, source(fields));
    const found = parseDiagnostics(repository.kyket(['check', '--lang', 'en']).stdout);
    assert.deepEqual(found.map(({ code }) => code), told, JSON.stringify(fields));
    assertNoDiagnostics(repository.kyket(['build']));
  }
});

test('an agreement without a day that the news of its signing knows is told of', (t) => {
  const told = (fields, event, more) => parseDiagnostics(smallRepository(t, {
    'content/agreements/quy-che-2023.md': entry({ ...agreement, title: 'Quy chế phối hợp giai đoạn 2023–2027', number: '02/QC-UBND', period: { start: 2023, end: 2027 }, succeeds: 'quy-che-2018', signed: undefined, ...fields }),
    'content/news/2023/ky-quy-che-moi.md': entry({ ...news, title: 'Ký quy chế phối hợp mới', date: '2023-03-01', agreements: ['quy-che-2023'], event, ...more }),
  }).kyket(['check', '--lang', 'en']).stdout).filter(({ code }) => code === 'signing-mismatch').map(({ message }) => message);
  assert.match(told({}, { kind: 'signing', date: '2023-03-01' }).join(), /write signed: 2023-03-01$/);
  assert.deepEqual(told({ signed: '2023-03-01' }, { kind: 'signing', date: '2023-03-01' }), []);
  assert.deepEqual(told({}, { kind: 'review', date: '2023-03-01' }), []);
  assert.deepEqual(told({}, { kind: 'signing', date: '2023-03-01' }, { agreements: ['quy-che-2018', 'quy-che-2023'] }).filter((message) => /write signed/.test(message)), []);
});

test('an item of a list that says only what the one beside it says is told of', (t) => {
  const told = (fields) => parseDiagnostics(smallRepository(t, { 'content/organizations/ubnd-an-giang.md': entry({ name: 'Ủy ban nhân dân tỉnh An Giang', ...fields }) }).kyket(['check', '--lang', 'en']).stdout).map(({ code, line }) => `${line} ${code}`);
  const url = 'https://baoangiang.com.vn/a.html', name = 'Báo An Giang';
  for (const [sources, wanted] of [
    [[{ name }, { name, url }], ['4 repeated-item']],
    [[{ name, url }, { name }], ['6 repeated-item']],
    [[{ name, url }, { name, url }], ['6 repeated-item']],
    [[{ name, url }, { name, url: `${url}?b` }], []],
    [[{ name, date: '2018-04-12' }, { name, date: '2018-04-13' }], []],
    [[{ name }, { name: 'Báo Kiên Giang' }], []],
  ])
    assert.deepEqual(told({ sources }), wanted, JSON.stringify(sources));
});

test('what the title of an agreement says and nothing else does is told of', (t) => {
  const told = (fields) => parseDiagnostics(smallRepository(t, {
    'content/data/agreement-types.yaml': '- id: quy-che\n  name: Quy chế\n- id: quy-che-phoi-hop\n  name: Quy chế phối hợp\n',
    'content/agreements/quy-che-2018.md': entry({ ...agreement, number: '01/QC-UBND', ...fields }),
  }).kyket(['check', '--lang', 'en']).stdout).filter(({ file }) => file === 'content/agreements/quy-che-2018.md').map(({ code, message }) => `${code} ${message.split('; ')[1]}`);
  assert.deepEqual(told({}), []);
  assert.deepEqual(told({ type: undefined }), ['no-type write type: quy-che-phoi-hop']);
  assert.deepEqual(told({ type: undefined, title: 'Quy chế mới' }), ['no-type write type: quy-che']);
  assert.deepEqual(told({ type: undefined, title: 'Quy chếm' }), []);
  assert.deepEqual(told({ period: { start: 2018 } }), ['no-period write end: 2022, or end: open where the text sets none']);
  assert.deepEqual(told({ period: { start: 2018, end: 'open' } }), []);
  assert.deepEqual(told({ period: { start: 2018 }, title: 'Quy chế phối hợp' }), []);
});

test('an address whose host can be none is told of', (t) => {
  const told = (website) => parseDiagnostics(smallRepository(t, { 'content/organizations/ubnd-an-giang.md': entry({ name: 'Ủy ban nhân dân tỉnh An Giang', website }) }).kyket(['check', '--lang', 'en']).stdout).map(({ code }) => code);
  for (const bad of ['https://angiang.gov.v/', 'https://baomoi.cđm/a', 'https://baomoi.cóm:80/a']) assert.deepEqual(told(bad), ['bad-url'], bad);
  for (const good of ['https://angiang.gov.vn/', 'https://tênmiền.vn/', 'http://10.0.0.1/', 'http://10.0.0.1:8080/', 'https://пример.рф/', 'https://localhost/']) assert.deepEqual(told(good), [], good);
});
