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
