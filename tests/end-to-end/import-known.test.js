'use strict';
// kyket import: what the register has already, an agreement by what a text tells of it.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { importing, passes } = require('../support/importing.js');
const { entry } = require('../support/register.js');

const page = (...lines) => `${lines.join('\n\n')}\n`;
const told = (imported) => imported.result.stderr;
const agreements = (imported) => imported.news.fields.agreements;
const report = (t, said, files) => importing(t, page('Tỉnh chăm lo trẻ em vùng biên', '14/03/2028', 'Sáng 13/3/2028, tại thành phố Long Xuyên, nhiều đại biểu dự hội nghị.', said, 'Hai bên sẽ gặp nhau mỗi quý.'), [], files);
const parties = 'Tỉnh đoàn An Giang và UBND tỉnh An Giang';

test('type, parties and years that agree are the agreement, whatever stands between and in any order', (t) => {
  for (const said of [
    `Quy chế phối hợp về chăm lo trẻ em giữa ${parties} giai đoạn 2018 - 2022 đã kết thúc.`,
    `Quy chế phối hợp chăm lo trẻ em giai đoạn 2018-2022, được lãnh đạo ${parties} ban hành, đã kết thúc.`,
    `Quy chế phối hợp được ký ngày 12/4/2018 giữa ${parties} đã kết thúc.`,
    `Quy chế phối hợp được ký ngày 12 tháng 04 năm 2018 giữa ${parties} đã kết thúc.`,
  ]) {
    const imported = report(t, said);
    assert.deepEqual(agreements(imported), ['quy-che-2018'], said);
    assert.ok(imported.news.body.includes('[Quy chế phối hợp](agreement:quy-che-2018)'), said);
    assert.doesNotMatch(told(imported), /may be quy-che/);
    passes(imported.repository);
  }
});

test('its number is enough, with other signs too, and is the link where it is the register\'s own', (t) => {
  const other = report(t, 'Quy chế phối hợp số 01-QC/UBND về trẻ em đã kết thúc.');
  assert.deepEqual(agreements(other), ['quy-che-2018']);
  const own = report(t, `Quy chế phối hợp số 01/QC-UBND giữa ${parties} đã kết thúc.`);
  assert.ok(own.news.body.includes('[01/QC-UBND](agreement:quy-che-2018)'));
  assert.ok(!own.news.body.includes('[Quy chế phối hợp]'));
});

test('other years, another number or another party is no agreement of the register', (t) => {
  const offices = { 'content/organizations/so-y-te.md': entry({ name: 'Sở Y tế tỉnh An Giang', kind: 'department', level: 'province', province: 'an-giang' }) };
  for (const said of [
    `Quy chế phối hợp giữa ${parties} giai đoạn 2008 - 2012 đã kết thúc.`,
    'Quy chế phối hợp giữa Sở Y tế tỉnh An Giang và UBND tỉnh An Giang giai đoạn 2018 - 2022 đã kết thúc.',
    `Quy chế phối hợp số 77/QC-UBND ngày 1/2/2010 giữa ${parties} đã kết thúc.`,
  ]) {
    const imported = report(t, said, offices);
    assert.equal(agreements(imported), undefined, said);
    assert.doesNotMatch(told(imported), /may be quy-che/, said);
  }
});

test('the same parties without years are one that may be meant, if it is the only one', (t) => {
  const said = `Quy chế phối hợp giữa ${parties} có nhiều kết quả.`;
  const only = report(t, said, { 'content/agreements/quy-che-2023.md': null, 'content/news/2023/ky-quy-che-moi.md': null });
  assert.equal(agreements(only), undefined);
  assert.match(told(only), /"Quy chế phối hợp" may be quy-che-2018, which is of the same parties/);
  assert.match(only.news.comments, /quy-che-2018/);
  assert.doesNotMatch(told(report(t, said)), /may be quy-che/);
});

test('what is signed anew is not taken for one before it; one signed on the day of the register\'s is that', (t) => {
  const lead = (day) => page('Ký kết quy chế phối hợp', '14/04/2028', `Sáng ${day}, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký Quy chế phối hợp.`, 'Hai bên sẽ gặp nhau mỗi quý.');
  const anew = importing(t, lead('13/4/2028'));
  assert.notEqual(anew.agreements, undefined);
  assert.doesNotMatch(told(anew), /may be quy-che/);
  const known = importing(t, lead('12/4/2018'));
  assert.equal(known.agreements, undefined);
  assert.match(told(known), /the register has the agreement already: quy-che-2018/);
});

test('an address that is a source of an entry is told, and which entry has it; another is not', (t) => {
  const address = 'https://bao.example.vn/tin/ky-quy-che.html';
  const files = { 'content/news/2018/ky-quy-che.md': entry({ title: 'Ký quy chế phối hợp', date: '2018-04-12', agreements: ['quy-che-2018'], sources: [{ name: 'Báo Thử', url: address }] }, 'Hai bên ký.') };
  const text = page('Tỉnh chăm lo trẻ em vùng biên', '14/03/2028', 'Sáng 13/3/2028, nhiều đại biểu dự hội nghị.', 'Hai bên sẽ gặp nhau.');
  for (const url of [address, `${address}#anh`, address.replace('https://', 'http://www.')]) {
    const imported = importing(t, text, ['--url', url], files);
    assert.equal(imported.result.status, 0);
    assert.match(told(imported), /warning: the address is a source of news ky-quy-che already \(content\/news\/2018\/ky-quy-che\.md\)/, url);
    assert.match(imported.news.comments, /ky-quy-che/);
    passes(imported.repository);
  }
  assert.doesNotMatch(told(importing(t, text, ['--url', address.replace('ky-', 'so-ket-')], files)), /is a source/);
  assert.doesNotMatch(told(importing(t, text, [], files)), /is a source/);
});
