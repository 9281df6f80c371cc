'use strict';
// kyket import: contents that a text lists in running text, and whether it says that they are all.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { importing } = require('../support/importing.js');

const page = (...lines) => `${lines.join('\n\n')}\n`;
const both = 'UBND tỉnh An Giang và Tỉnh đoàn An Giang';
const fields = (t, said) => importing(t, page('Ký kết quy chế phối hợp giai đoạn 2028-2032', '14/03/2028', `Ngày 12/3/2028, ${both} ký quy chế phối hợp.`, said, 'Hai bên sẽ gặp nhau mỗi quý.')).agreements.fields;
const titles = ['Chăm lo trẻ em', 'Tạo việc làm', 'Họp mỗi quý'];
const list = titles.join('; ');

test('a list that begins with "như" or ends with an ellipsis or "v.v." is not complete', (t) => {
  for (const said of [`Các nội dung phối hợp như: ${list}.`, `Nội dung phối hợp gồm: ${list}…`, `Nội dung phối hợp gồm: ${list}...`, `Nội dung phối hợp gồm: ${list}; v.v.`, `Nội dung phối hợp gồm: ${list} v.v.`]) {
    const found = fields(t, said);
    assert.deepEqual(found.commitments.map((one) => one.title), titles, said);
    assert.equal(found.commitments_complete, false, said);
  }
});

test('a list that ends with its last content is not called incomplete', (t) => {
  for (const said of [`Nội dung phối hợp gồm: ${list}.`, `Nội dung phối hợp gồm: ${list}. Hai bên còn nhiều việc…`]) {
    const found = fields(t, said);
    assert.deepEqual(found.commitments.map((one) => one.title), titles, said);
    assert.equal(found.commitments_complete, undefined, said);
  }
});

test('what leads to a list with a colon is no part of its first content', (t) => {
  for (const said of [`Hai bên thống nhất ký kết, tập trung: ${list}.`, `Hai bên cam kết những việc sau đây: ${list}.`, `Hai bên cam kết: ${list}.`])
    assert.deepEqual(fields(t, said).commitments.map((one) => one.title), titles, said);
  // Behind the colon of a subject stands its name.
  const named = fields(t, 'Hai bên phối hợp tuyên truyền với chủ đề: Tuổi trẻ sống đẹp; mở lớp may; họp mỗi quý.');
  assert.deepEqual(named.commitments.map((one) => one.title), ['Tuyên truyền với chủ đề: Tuổi trẻ sống đẹp', 'Mở lớp may', 'Họp mỗi quý']);
  // A colon behind the first content's end is of a later one.
  const later = fields(t, 'Hai bên sẽ phối hợp chăm lo trẻ em; mở lớp: may và thêu; họp mỗi quý.');
  assert.deepEqual(later.commitments.map((one) => one.title), ['Chăm lo trẻ em', 'Mở lớp: may và thêu', 'Họp mỗi quý']);
});

test('a row of contents in one paragraph may stand behind a sentence, and ends with its last one', (t) => {
  for (const [first, second, third] of [['Thứ nhất, ', 'Thứ hai, ', 'Thứ ba, '], ['Một là, ', 'Hai là, ', 'Ba là, '], ['(1) ', '(2) ', '(3) ']]) {
    const row = `${first}${titles[0]}. ${second}${titles[1]}. ${third}${titles[2]}.`;
    for (const said of [`Quy chế có ba việc. ${row}`, `Quy chế có ba việc. ${row} Đầu mối là hai văn phòng.`, `${row} Đầu mối là hai văn phòng.`])
      assert.deepEqual(fields(t, said).commitments?.map((one) => one.title), titles, said);
  }
  // A first without a second is no row.
  assert.equal(fields(t, `Quy chế có một việc. Thứ nhất, ${titles[0]}. Đầu mối là hai văn phòng.`).commitments, undefined);
});

test('what each party does is a commitment of that party', (t) => {
  const [office, union] = ['ubnd-an-giang', 'tinh-doan-an-giang'];
  const of = (said) => fields(t, said).commitments?.map(({ title, by }) => [title, ...(by ?? [])]);
  assert.deepEqual(of('Theo đó, UBND tỉnh An Giang cấp đất, làm đường; Tỉnh đoàn An Giang góp ngày công.'), [['Cấp đất, làm đường', office], ['Góp ngày công', union]]);
  assert.deepEqual(of('UBND tỉnh An Giang có trách nhiệm: cấp đất; làm đường. Tỉnh đoàn An Giang có trách nhiệm: góp ngày công; trông nom.'), [['Cấp đất', office], ['Làm đường', office], ['Góp ngày công', union], ['Trông nom', union]]);
  for (const none of [
    'UBND tỉnh An Giang đã cấp đất; Tỉnh đoàn An Giang đã góp ngày công.',
    'UBND tỉnh An Giang do ông Trần Văn Mít làm đại diện; Tỉnh đoàn An Giang do bà Lê Thị Ổi làm đại diện.',
    'UBND tỉnh An Giang cấp đất; làm đường.',
    'Dự lễ ký có UBND tỉnh An Giang; Tỉnh đoàn An Giang; nhiều đại biểu.',
  ])
    assert.equal(of(none), undefined, none);
});

test('a list of what was done before, who came, was rewarded or asked for something is none of contents', (t) => {
  const rows = ['1. Mở 245 lớp tuyên truyền.', '2. Tặng 1.200 suất quà.', '3. Xây 20 căn nhà.'].join('\n\n');
  for (const said of [
    `Trong 5 năm qua, hai bên đã đạt kết quả sau:\n\n${rows}`,
    'Giai đoạn 2023-2027, hai bên đã thực hiện tốt 3 nội dung: tuyên truyền pháp luật; xây dựng mô hình; giúp đỡ hội viên.',
    'Hai bên đã phối hợp thực hiện tốt các nội dung ký kết:\n\n- Mở 245 lớp;\n\n- Tặng quà.',
    'Những năm qua, hai bên phối hợp chặt chẽ trên các lĩnh vực: tuyên truyền; xây dựng mô hình; tặng quà.',
    'Tham dự lễ ký có:\n\n1. Ông Lê Bá Tùng, Phó Chủ tịch UBND tỉnh;\n\n2. Ông Trần Hữu Phúc, Bí thư Tỉnh đoàn.',
    'Có mặt:\n\n1. Ông Lê Bá Tùng, Phó Chủ tịch UBND tỉnh;\n\n2. Ông Trần Hữu Phúc, Bí thư Tỉnh đoàn.',
    `Dịp này, 3 tập thể được khen thưởng:\n\n${rows}`,
    'Hội nghị đã thông qua 3 nội dung: Báo cáo kết quả phối hợp; Phương hướng nhiệm vụ; Dự thảo Quy chế.',
    'Phát biểu tại lễ ký, ông Lê Bá Tùng đề nghị hai bên thực hiện tốt các nhiệm vụ: tăng cường tuyên truyền; nhân rộng mô hình.',
  ])
    assert.equal(fields(t, said).commitments, undefined, said);
  for (const said of [
    `Trên cơ sở kết quả đạt được, hai bên thống nhất các nội dung sau:\n\n${titles.map((one, i) => `${i + 1}. ${one}.`).join('\n\n')}`,
    `Kết quả 5 năm:\n\n${rows}\n\nQuy chế mới gồm 3 nội dung:\n\n${titles.map((one, i) => `${i + 1}. ${one}.`).join('\n\n')}`,
    titles.map((one, i) => `${i + 1}. ${one}.`).join('\n\n'),
  ])
    assert.deepEqual(fields(t, said).commitments?.map((one) => one.title), titles, said);
});

test('what is counted otherwise below a content is a part of it, and no content', (t) => {
  const said = ['Quy chế gồm các nội dung sau:', '1. Chăm lo trẻ em:', 'a) Mở lớp;', 'b) Tặng sách.', '2. Tạo việc làm:', 'a) Dạy nghề;', 'b) Cho vay.', '3. Họp mỗi quý.'].join('\n\n');
  assert.deepEqual(fields(t, said).commitments.map((one) => one.title), titles);
  const letters = ['Quy chế gồm các nội dung sau:', 'a) Chăm lo trẻ em:', '1. Mở lớp;', '2. Tặng sách.', 'b) Tạo việc làm.', 'c) Họp mỗi quý.'].join('\n\n');
  assert.deepEqual(fields(t, letters).commitments.map((one) => one.title), titles);
});

test('a row may be counted with a dash, a slash or "Nội dung 1", and begin behind a colon; numbers that are none count nothing', (t) => {
  const contents = (...said) => importing(t, `Ký kết quy chế phối hợp\n\n14/03/2028\n\nSáng 13/3/2028, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký quy chế phối hợp.\n\n${said.join('\n\n')}\n\nHai bên sẽ gặp nhau mỗi quý.\n`).agreements.fields.commitments?.map((one) => one.title);
  const two = ['Mở lớp học', 'Trồng cây'];
  for (const rows of [
    ['Nội dung gồm:', '1- Mở lớp học.', '2- Trồng cây.'],
    ['Nội dung gồm:', '1/ Mở lớp học.', '2/ Trồng cây.'],
    ['Hai bên thống nhất:', 'Nội dung 1: Mở lớp học.', 'Nội dung 2: Trồng cây.'],
    ['Hai bên thống nhất nội dung:', 'Thứ nhất là mở lớp học.', 'Thứ hai là trồng cây.'],
    ['Nội dung của quy chế: Một là, mở lớp học. Hai là, trồng cây.'],
  ])
    assert.deepEqual(contents(...rows), two, rows.join(' | '));
  assert.equal(contents('Nội dung gồm nhiều việc.', '1 - 2 lớp học ở mỗi xã.', '2 - 3 vườn cây ở mỗi huyện.'), undefined);
});
