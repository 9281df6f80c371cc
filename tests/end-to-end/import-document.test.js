'use strict';
// kyket import: the text of an agreement itself, which is no news.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { documentOf, importing, passes, zip } = require('../support/importing.js');
const { dump, entry } = require('../support/register.js');

const told = (imported) => imported.result.stderr;
const office = (name, fields) => entry({ name, kind: 'department', level: 'province', province: 'an-giang', ...fields });
const national = (name, fields) => entry({ name, kind: 'ministry', level: 'central', ...fields });
const files = {
  'content/data/agreement-types.yaml': dump([{ id: 'quy-che', name: 'Quy chế phối hợp' }, { id: 'nghi-quyet', name: 'Nghị quyết liên tịch' }, { id: 'chuong-trinh', name: 'Chương trình phối hợp' }]),
  'content/organizations/bo-y-te.md': national('Bộ Y tế', { code: 'BYT' }),
  'content/organizations/toa-an-toi-cao.md': national('Tòa án nhân dân tối cao', { kind: 'judiciary', code: 'TANDTC' }),
  'content/organizations/trung-uong-doan.md': national('Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh', { short_name: 'Trung ương Đoàn', kind: 'youth-union', code: 'TWĐTN' }),
  'content/organizations/so-y-te.md': office('Sở Y tế tỉnh An Giang'),
};
const motto = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', '---------------'];
const ministries = ['BỘ Y TẾ - TRUNG ƯƠNG ĐOÀN', '-------', ...motto, 'Số: 03/2027/NQLT-BYT-TWĐTN', 'Hà Nội, ngày 08 tháng 12 năm 2027', 'NGHỊ QUYẾT LIÊN TỊCH', 'VỀ VIỆC CHĂM SÓC SỨC KHỎE THANH NIÊN VIỆT NAM GIAI ĐOẠN 2028 - 2032'];
const bases = ['Căn cứ Luật Thanh niên số 57/2020/QH14 ngày 16 tháng 6 năm 2020;', 'Căn cứ Luật Khám bệnh ngày 9 tháng 1 năm 2023; Nghị định số 96/2023/NĐ-CP ngày 30/12/2023 của Chính phủ;', 'Căn cứ chức năng, nhiệm vụ của hai cơ quan,'];
const provisions = ['Chương I', 'QUY ĐỊNH CHUNG', 'Điều 1. Phạm vi điều chỉnh', 'Nghị quyết này quy định việc chăm sóc thanh niên Việt Nam.', 'Điều 2. Nguyên tắc', '1. Bình đẳng.', '2. Thường xuyên.', 'Chương II', 'NỘI DUNG PHỐI HỢP', 'Điều 3. Khám sức khỏe cho thanh niên', '1. Mỗi năm một lần.', 'Điều 4. Tuyên truyền về dinh dưỡng', 'Hai bên cùng thực hiện.', 'Chương III', 'TỔ CHỨC THỰC HIỆN', 'Điều 5. Hiệu lực', 'Nghị quyết có hiệu lực từ ngày ký./.'];
const signatures = ['TM. BAN CHẤP HÀNH TRUNG ƯƠNG ĐOÀN', 'BÍ THƯ THỨ NHẤT', '(Đã ký)', 'Trần Văn Bình', 'KT. BỘ TRƯỞNG BỘ Y TẾ', 'THỨ TRƯỞNG', 'Lê Văn An'];
const page = (...lines) => `${lines.flat().join('\n')}\n`;
const whole = [...ministries, ...bases, ...provisions, ...signatures];
const reading = (t, lines, more = {}) => importing(t, Array.isArray(lines) ? page(lines) : lines, [], { ...files, ...more });
const signersOf = (imported) => imported.agreements.fields.signatories.map((one) => [one.organization, ...(one.signers ?? []).map((signer) => [signer.name ?? signer.person, signer.title])]);
const contentsOf = (imported) => imported.agreements.fields.commitments?.map((one) => one.title);
const dayOf = (date) => new Date(date).toISOString().slice(0, 10);

test('the text of a document becomes a draft of the agreement, and no news', (t) => {
  const imported = reading(t, whole);
  assert.equal(imported.result.status, 0, imported.result.output);
  assert.equal(imported.news, undefined);
  const { title, type, number, signed, place, period, legal_basis: basis, national: ofCountry, draft, sources } = imported.agreements.fields;
  assert.equal(title, 'Nghị quyết liên tịch về việc chăm sóc sức khỏe thanh niên Việt Nam giai đoạn 2028 - 2032');
  assert.deepEqual([type, number, dayOf(signed), place, period, ofCountry, draft], ['nghi-quyet', '03/2027/NQLT-BYT-TWĐTN', '2027-12-08', 'Hà Nội', { start: 2028, end: 2032 }, true, true]);
  assert.deepEqual(signersOf(imported), [['bo-y-te', ['Lê Văn An', 'Thứ trưởng']], ['trung-uong-doan', ['Trần Văn Bình', 'Bí thư thứ nhất']]]);
  assert.deepEqual(basis, [
    { number: '57/2020/QH14', title: 'Luật Thanh niên số 57/2020/QH14 ngày 16 tháng 6 năm 2020' },
    { title: 'Luật Khám bệnh ngày 9 tháng 1 năm 2023' },
    { number: '96/2023/NĐ-CP', title: 'Nghị định số 96/2023/NĐ-CP ngày 30/12/2023 của Chính phủ' },
  ]);
  assert.deepEqual(contentsOf(imported), ['Khám sức khỏe cho thanh niên', 'Tuyên truyền về dinh dưỡng']);
  assert.equal(sources[0].name, `“${title}”`);
  assert.match(told(imported), /is that of the document itself, which was read by its layout/);
  assert.match(imported.agreements.comments, /tệp là chính văn bản/);
  passes(imported.repository);
});

test('HTML and .docx of a document say the same as its plain text', (t) => {
  const plain = reading(t, whole).agreements.fields;
  const cell = (lines, tag) => lines.map((line) => `<${tag}>${line}</${tag}>`).join('');
  const html = `<html><body><table><tr><td>${cell(whole.slice(0, 2), 'p')}</td><td>${cell(motto, 'p')}</td></tr><tr><td>${whole[5]}</td><td><i>${whole[6].replace('ngày', 'ngày\n')}</i></td></tr></table>${cell(whole.slice(7, -7), 'p')}<table><tr><td>${cell(signatures.slice(0, 4), 'p')}</td><td>${cell(signatures.slice(4), 'p')}</td></tr></table></body></html>`;
  const word = zip('word/document.xml', documentOf(whole.map((line) => `<w:p><w:r><w:t>${line}</w:t></w:r></w:p>`).join('')));
  for (const input of [html, word]) {
    const imported = reading(t, input);
    assert.equal(imported.result.status, 0, imported.result.output);
    assert.deepEqual([imported.news, imported.agreements.fields], [undefined, plain]);
  }
});

test('parties are those of the number, of the title, of who issues it, or of the head', (t) => {
  const both = ['ubnd-an-giang', 'tinh-doan-an-giang'];
  const head = [...motto, 'Số: 15/QC-UBND', 'An Giang, ngày 5 tháng 1 năm 2028', 'QUY CHẾ'];
  const title = 'PHỐI HỢP CÔNG TÁC GIỮA ỦY BAN NHÂN DÂN TỈNH VÀ TỈNH ĐOÀN AN GIANG';
  for (const lines of [
    [...head, title, ...bases, 'Điều 1. Phạm vi'],
    [...head, 'Phối hợp chăm lo trẻ em', ...bases, 'Ủy ban nhân dân tỉnh và Ban Thường vụ Tỉnh đoàn An Giang thống nhất ban hành quy chế như sau:', 'Điều 1. Phạm vi'],
    ['ỦY BAN NHÂN DÂN TỈNH', 'TỈNH ĐOÀN AN GIANG', ...head, 'PHỐI HỢP CHĂM LO TRẺ EM', ...bases, '1. Phạm vi'],
  ]) {
    const imported = reading(t, lines);
    assert.equal(imported.result.status, 0, imported.result.output);
    assert.deepEqual(imported.agreements.fields.signatories.map((one) => one.organization), both, told(imported));
    assert.equal(imported.agreements.fields.national, undefined);
    passes(imported.repository);
  }
  // In capital letters "TƯ" is a word, as in the name of this ministry.
  const justice = reading(t, [...head, 'PHỐI HỢP GIỮA BỘ TƯ PHÁP VÀ BỘ Y TẾ', ...bases, 'Điều 1. Phạm vi'], { 'content/organizations/bo-tu-phap.md': national('Bộ Tư pháp') });
  assert.deepEqual([justice.agreements.fields.signatories.map((one) => one.organization), justice.agreements.fields.title], [['bo-tu-phap', 'bo-y-te'], 'Quy chế phối hợp giữa Bộ Tư pháp và Bộ Y tế']);
  const union = reading(t, [...head, 'PHỐI HỢP GIỮA BỘ Y TẾ VÀ TƯ ĐOÀN', ...bases, 'Điều 1. Phạm vi']);
  assert.deepEqual(union.agreements.fields.signatories.map((one) => one.organization), ['bo-y-te', 'trung-uong-doan']);
  const named = reading(t, [...head, title, ...bases, 'Ủy ban nhân dân tỉnh và Tỉnh đoàn An Giang ban hành, hai bên giữ công tác này.', 'Điều 1. Phạm vi']);
  assert.equal(named.agreements.fields.title, 'Quy chế phối hợp công tác giữa Ủy ban nhân dân tỉnh và Tỉnh đoàn An Giang');
});

test('signers side by side are read, and none where it is not clear who is whose', (t) => {
  const expected = [['bo-y-te', ['Lê Văn An', 'Bộ trưởng']], ['trung-uong-doan', ['Trần Văn Bình', 'Bí thư']]];
  const front = [...ministries, ...bases, ...provisions];
  for (const end of [
    ['TM. BỘ Y TẾ\tTM. TRUNG ƯƠNG ĐOÀN', 'BỘ TRƯỞNG\tBÍ THƯ', 'Lê Văn An\tTrần Văn Bình'],
    ['BỘ TRƯỞNG BỘ Y TẾ', 'Lê Văn An', 'BÍ THƯ TRUNG ƯƠNG ĐOÀN', 'Đại tá Trần Văn Bình', 'Nơi nhận:', '- Ban Bí thư Trung ương Đảng (để báo cáo);'],
  ]) {
    const imported = reading(t, [...front, ...end]);
    assert.deepEqual(signersOf(imported), expected, end[0]);
    assert.doesNotMatch(told(imported), /does not show clearly who signed/);
    passes(imported.repository);
  }
  for (const end of [['BỘ TRƯỞNG', 'Lê Văn An'], ['TM. BỘ Y TẾ', 'TM. TRUNG ƯƠNG ĐOÀN', 'BÍ THƯ', 'Trần Văn Bình'], []]) {
    const imported = reading(t, [...front, ...end]);
    assert.deepEqual(signersOf(imported), [['bo-y-te'], ['trung-uong-doan']], end[0]);
    assert.match(told(imported), /does not show clearly who signed/);
  }
});

test('contents are those of the part on them, and numbers elsewhere are none', (t) => {
  const program = ['I. MỤC ĐÍCH, YÊU CẦU', '1. Nâng cao sức khỏe.', '2. Đúng tiến độ.', 'II. NỘI DUNG PHỐI HỢP', '1. Khám sức khỏe cho thanh niên. Mỗi năm một lần.', 'a) Ở xã;', 'b) Ở phường.', '2. Tuyên truyền về dinh dưỡng;', 'III. TỔ CHỨC THỰC HIỆN', '1. Bộ Y tế chủ trì.', '2. Trung ương Đoàn phối hợp.'];
  assert.deepEqual(contentsOf(reading(t, [...ministries, ...bases, ...program])), ['Khám sức khỏe cho thanh niên', 'Tuyên truyền về dinh dưỡng']);
  const article = ['Điều 1. Phạm vi', '1. Cả nước.', '2. Mọi lứa tuổi.', 'Điều 2. Nội dung phối hợp', '1. Khám sức khỏe.', '2. Tuyên truyền.', 'Điều 3. Kinh phí', '1. Ngân sách.', '2. Xã hội hóa.'];
  assert.deepEqual(contentsOf(reading(t, [...ministries, ...bases, ...article])), ['Khám sức khỏe', 'Tuyên truyền']);
  const none = reading(t, [...ministries, ...bases, '1. Phạm vi điều chỉnh', '2. Đối tượng áp dụng', '3. Nguyên tắc']);
  assert.equal(contentsOf(none), undefined);
  assert.match(told(none), /no numbered or listed contents/);
});

test('a document is refused that has no two known parties or no time, or that the register has', (t) => {
  const refused = (lines, said, more) => {
    const imported = reading(t, lines, more);
    assert.equal(imported.result.status, 1, imported.result.output);
    assert.deepEqual([imported.news, imported.agreements, imported.result.stdout], [undefined, undefined, '']);
    assert.match(told(imported), said);
    return imported;
  };
  const court = ['BỘ Y TẾ - SỞ TƯ PHÁP TỈNH AN GIANG', ...motto, 'Số: 03/QCPH-BYT-STP', 'Hà Nội, ngày 8 tháng 12 năm 2027', 'QUY CHẾ PHỐI HỢP', 'GIỮA BỘ Y TẾ VÀ SỞ TƯ PHÁP TỈNH AN GIANG', ...bases, 'Điều 1. Phạm vi'];
  assert.match(told(refused(court, /is the text of a document itself, and the register knows 1 of its parties/)), /^kyket new organization "Sở Tư pháp tỉnh An Giang"$/mi);
  refused([...motto, 'Số: 03/QCPH-XX-YY', 'Hà Nội, ngày 8 tháng 12 năm 2027', 'QUY CHẾ PHỐI HỢP', 'VỀ CHĂM LO TRẺ EM', ...bases, 'Điều 1. Phạm vi'], /the register knows 0 of its parties/);
  const timeless = whole.filter((line) => !line.includes('ngày 08')).map((line) => line.replace(' GIAI ĐOẠN 2028 - 2032', ''));
  refused(timeless, /has neither its day nor a period in its title/);
  const known = { 'content/agreements/cu.md': entry({ title: 'Nghị quyết cũ', type: 'nghi-quyet', number: '03/2027/NQLT-BYT-TWĐTN', signed: '2027-12-08', signatories: [{ organization: 'bo-y-te' }, { organization: 'trung-uong-doan' }] }) };
  refused(whole, /is the text of cu, which the register has already: content\/agreements\/cu\.md/, known);
});

test('a press text stays one, though it quotes a document or has its words in a title', (t) => {
  const both = 'UBND tỉnh An Giang và Tỉnh đoàn An Giang';
  const title = 'Ký kết quy chế phối hợp giai đoạn 2028-2032';
  for (const lines of [
    [title, '14/03/2028', `Sáng 13/3/2028, ${both} ký quy chế phối hợp số 15/QC-UBND.`, 'Căn cứ quy chế, hai bên sẽ gặp nhau.'],
    [title, '14/03/2028', 'QUY CHẾ PHỐI HỢP', `Sáng 13/3/2028, ${both} ký quy chế phối hợp.`, 'Điều 1. Hai bên phối hợp.'],
    [title, '14/03/2028', `Sáng 13/3/2028, ${both} ký quy chế phối hợp.`, 'Toàn văn như sau:', ...whole],
  ]) {
    const imported = reading(t, lines);
    assert.equal(imported.news?.fields.title, title, told(imported));
    assert.doesNotMatch(told(imported), /document itself/);
  }
  // What one office decides alone is no agreement, though a regulation goes with it.
  const decision = reading(t, ['ỦY BAN NHÂN DÂN', 'TỈNH AN GIANG', ...motto, 'Số: 346/2027/QĐ-UBND', 'An Giang, ngày 25 tháng 1 năm 2027', 'QUYẾT ĐỊNH', 'BAN HÀNH QUY CHẾ PHỐI HỢP QUẢN LÝ GIÁM ĐỊNH TRÊN ĐỊA BÀN TỈNH', ...bases, 'QUYẾT ĐỊNH:', 'Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp.', 'QUY CHẾ PHỐI HỢP', 'Điều 1. Phạm vi']);
  assert.equal(decision.agreements, undefined);
  assert.doesNotMatch(told(decision), /document itself/);
});
