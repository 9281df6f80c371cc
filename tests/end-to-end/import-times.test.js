'use strict';
// kyket import: what a press text reports as signed, and what was signed before it or shall be.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { importing, passes } = require('../support/importing.js');

const page = (title, ...lines) => `${[title, '14/03/2028', ...lines, 'Hai bên sẽ gặp nhau mỗi quý để rút kinh nghiệm.'].join('\n\n')}\n`;
const both = 'UBND tỉnh An Giang và Tỉnh đoàn An Giang';
const kindOf = (imported) => imported.news.fields.event?.kind;

test('what was signed before is not what the text reports', (t) => {
  for (const lead of [
    `Thực hiện Quy chế phối hợp đã ký kết giữa ${both}, ngày 13/3/2028, hai đơn vị tuyên truyền pháp luật tại xã Vĩnh Trạch.`,
    `Thực hiện Chương trình phối hợp giai đoạn 2025-2029 được ký kết giữa ${both}, ngày 13/3/2028, Tỉnh đoàn mở lớp tập huấn.`,
    `Ngày 13/3/2028, đoàn công tác kiểm tra việc thực hiện quy chế phối hợp ký giữa ${both}.`,
    `Ngày 13/3/2028, ${both} triển khai Quy chế phối hợp ký ngày 1/3/2028.`,
    `Ngày 13/3/2028, ${both} tặng quà học sinh nghèo. Đây là hoạt động theo Quy chế phối hợp hai bên đã ký.`,
    `Từ khi ký kết Quy chế phối hợp, ${both} đã mở 245 lớp tuyên truyền.`,
    `Ngày 13/3/2028, huyện biểu dương ${both} đã ký kết và thực hiện tốt quy chế phối hợp.`,
    `Ngày 13/3/2028, ${both} bàn giao nhà do hai đơn vị ký kết tài trợ.`,
    `Ngày 13/3/2028, ${both} ký giao ước thi đua năm 2028.`,
    `Ngày 13/3/2028, ${both} đăng ký kế hoạch làm theo Bác.`,
    `Ngày 13/3/2028, Thư ký quy chế phối hợp giữa ${both} báo cáo.`,
  ]) {
    const imported = importing(t, page('Mở lớp tập huấn ở An Giang', lead));
    assert.equal(imported.agreements, undefined, lead);
    assert.notEqual(kindOf(imported), 'signing', lead);
    passes(imported.repository);
  }
  for (const lead of [
    `Thực hiện Chỉ thị số 26, sáng 13/3/2028, ${both} ký kết Quy chế phối hợp.`,
    `Ngày 13/3/2028, ${both} tổng kết Quy chế phối hợp giai đoạn 2023-2027 và ký kết Quy chế phối hợp giai đoạn 2028-2032.`,
    `Ngày 13/3/2028, ${both} đã ký kết Quy chế phối hợp.`,
    `Ngày 13/3/2028, ${both} ký cam kết phối hợp bảo vệ trẻ em.`,
    `Ngày 13/3/2028, Chủ tịch UBND tỉnh An Giang và Bí thư Tỉnh đoàn An Giang, cùng các phó bí thư ký Quy chế phối hợp giữa ${both}.`,
  ]) {
    const imported = importing(t, page('Mở lớp tập huấn ở An Giang', lead));
    assert.equal(kindOf(imported), 'signing', lead);
    assert.notEqual(imported.agreements, undefined, lead);
  }
});

test('what an earlier paragraph of the past tells is no signing of today', (t) => {
  const lead = `Ngày 13/3/2028, ${both} giao ban quý I.`;
  assert.equal(kindOf(importing(t, page('Giao ban quý I', lead, 'Năm 2023, hai bên đã ký kết Quy chế phối hợp giai đoạn 2023-2028.'))), undefined);
  assert.equal(kindOf(importing(t, page('Giao ban quý I', lead, 'Dịp này, hai bên đã ký kết Quy chế phối hợp giai đoạn 2028-2032.'))), 'signing');
});

test('what shall be signed is told, and no agreement is drafted', (t) => {
  for (const lead of [
    `Ngày 13/3/2028, ${both} họp góp ý dự thảo, tiến tới ký kết Quy chế phối hợp trong tháng 4.`,
    `Dự kiến ngày 20/3/2028, ${both} sẽ ký kết Quy chế phối hợp.`,
    `Ngày 13/3/2028, Sở Nội vụ đề nghị ${both} ký kết Quy chế phối hợp.`,
  ]) {
    const imported = importing(t, page('Chuẩn bị quy chế phối hợp ở An Giang', lead));
    assert.equal(imported.agreements, undefined, lead);
    assert.match(imported.result.stderr, /shall be signed/, lead);
  }
  assert.doesNotMatch(importing(t, page('Chuẩn bị quy chế phối hợp ở An Giang', `Ngày 13/3/2028, ${both} ký kết Quy chế phối hợp, sẽ sơ kết hằng năm.`)).result.stderr, /shall be signed/);
});

const signed = (t, ...said) => importing(t, page(`Ký kết quy chế phối hợp giữa ${both}`, `Ngày 13/3/2028, ${both} ký kết Quy chế phối hợp bảo vệ trẻ em.`, ...said));
const periodOf = (imported) => imported.agreements.fields.period;

test('the term is taken from a sentence on the document, and quoted', (t) => {
  for (const [said, period] of [
    ['Quy chế có hiệu lực 5 năm kể từ ngày 15/3/2028.', { start: '2028-03-15', end: '2033-03-14' }],
    ['Quy chế có hiệu lực từ ngày ký đến 31/12/2032.', { end: '2032-12-31' }],
    ['Quy chế có hiệu lực thi hành từ ngày 01/4/2028.', { start: '2028-04-01' }],
    ['Thời gian thực hiện: từ nay đến hết năm 2030.', { end: 2030 }],
    ['Quy chế có thời hạn 03 năm kể từ ngày ký.', { end: '2031-03-12' }],
    ['Quy chế được thực hiện từ tháng 4/2028 đến tháng 4/2033.', { start: '2028-04', end: '2033-04' }],
    ['Quy chế phối hợp giai đoạn 2028 - 2032 gồm 4 chương.', { start: 2028, end: 2032 }],
    ['Thời hạn của Quy chế là 24 tháng, tính từ 31/3/2028.', { start: '2028-03-31', end: '2030-03-30' }],
    ['Quy chế không xác định thời hạn.', { end: 'open' }],
  ]) {
    const imported = signed(t, said);
    assert.deepEqual(periodOf(imported), period, said);
    assert.ok(imported.result.stderr.includes(`the period is what this sentence says: "${said}"`), said);
    passes(imported.repository);
  }
});

test('the term of another document, of what is past or of no document is none', (t) => {
  for (const said of [
    'Quy chế này thực hiện Kế hoạch số 100/KH-UBND giai đoạn 2026-2030.',
    'Chương trình phối hợp giai đoạn 2023-2027 đã kết thúc.',
    'Giai đoạn 2023-2027, hai bên đã phối hợp mở 40 lớp tập huấn.',
    'Mục tiêu đến năm 2032 có 90% hội viên được tuyên truyền.',
  ]) {
    const imported = signed(t, said);
    assert.equal(periodOf(imported), undefined, said);
    assert.doesNotMatch(imported.result.stderr, /put it into period/, said);
  }
  const left = signed(t, 'Quy chế được thực hiện trong các năm 2028, 2029 và 2030.');
  assert.equal(periodOf(left), undefined);
  assert.match(left.result.stderr, /the text says of the term: "Quy chế được thực hiện trong các năm 2028, 2029 và 2030."; put it into period/);
});

test('years behind the document of the signing itself are its period, and those of what it prolongs are not', (t) => {
  const of = (object) => importing(t, page('Ký kết phối hợp ở An Giang', `Ngày 13/3/2028, ${both} ký kết ${object}.`));
  assert.deepEqual(periodOf(of('Quy chế phối hợp từ năm 2028 đến 2032')), { start: 2028, end: 2032 });
  assert.deepEqual(periodOf(of('Quy chế phối hợp (2028 - 2032)')), { start: 2028, end: 2032 });
  assert.deepEqual(periodOf(of('Quy chế phối hợp năm học 2028-2029')), { start: 2028, end: 2029 });
  const year = of('Quy chế phối hợp năm 2029');
  assert.deepEqual(periodOf(year), { start: 2029, end: 2029 });
  assert.match(year.agreements.fields.title, / năm 2029$/);
  assert.equal(periodOf(of('Quy chế phối hợp trẻ em, năm 2027 đã làm tốt')), undefined);
  assert.equal(periodOf(of('phụ lục bổ sung Quy chế phối hợp giai đoạn 2023-2030')), undefined);
  assert.equal(periodOf(of('gia hạn Quy chế phối hợp giai đoạn 2023-2027')), undefined);
  assert.match(of('Quy chế phối hợp giai đoạn 2022-2026').result.stderr, /2022–2026 ends before the signing/);
  assert.doesNotMatch(of('Quy chế phối hợp giai đoạn 2028-2030').result.stderr, /ends before the signing/);
});

test('the day of what is named by one is not that of the signing', (t) => {
  const dayOf = (...said) => String(importing(t, page('Ký kết phối hợp ở An Giang', said[0], ...said.slice(1))).news.fields.event.date).slice(0, 10);
  for (const said of [
    [`Căn cứ Kết luận ngày 5/2/2028 của Ban Thường vụ, sáng 13/3/2028, ${both} ký kết Quy chế phối hợp.`],
    [`Thực hiện kế hoạch ngày 5/2/2028, ${both} ký kết Quy chế phối hợp vào sáng 13/3/2028.`],
    [`Sau thành công của Đại hội ngày 5/2/2028, ${both} ký kết Quy chế phối hợp. Lễ ký diễn ra sáng 13/3/2028.`],
    [`Ngày 13/3/2028, sau Đại hội ngày 5/2/2028, ${both} ký kết Quy chế phối hợp.`],
  ])
    assert.equal(dayOf(...said), '2028-03-13', said[0]);
});
