'use strict';
// kyket import: what the register has already, an agreement by what a text tells of it.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { importing, passes } = require('../support/importing.js');
const { agreement, entry } = require('../support/register.js');

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

test('who is named as the issuer of a document alone is in the text, and not among the organizations', (t) => {
  const files = {
    'content/organizations/chinh-phu.md': entry({ name: 'Chính phủ', kind: 'ministry', level: 'central' }),
    'content/organizations/bo-y-te.md': entry({ name: 'Bộ Y tế', kind: 'ministry', level: 'central' }),
  };
  const organizations = (said) => {
    const imported = report(t, said, files);
    passes(imported.repository);
    assert.match(imported.news.body, /\(organization:chinh-phu\)/, said);
    return (imported.news.fields.organizations ?? []).toSorted();
  };
  for (const said of [
    'Hội nghị nhắc lại Chỉ thị số 41/CT-TTg ngày 22/11/2017 của Thủ tướng Chính phủ về chăm lo trẻ em.',
    'Tỉnh thực hiện chương trình mục tiêu quốc gia của Chính phủ về trẻ em.',
    'Việc này theo Nghị quyết liên tịch số 05 của Chính phủ và Bộ Y tế.',
    'Hội nghị phổ biến Luật Phòng, chống tác hại của rượu, bia của Chính phủ.',
    'Hội nghị phổ biến Bộ luật Lao động của Chính phủ.',
  ])
    assert.deepEqual(organizations(said), [], said);
  // Named otherwise, before or behind; who takes part; an object of the document that is none of its issuer.
  assert.deepEqual(organizations('Theo Chỉ thị 41 của Chính phủ, Bộ Y tế đã gửi bác sĩ về tỉnh.'), ['bo-y-te']);
  assert.deepEqual(organizations('Đại diện Chính phủ dự lễ. Kế hoạch 12 của Chính phủ được nhắc lại.'), ['chinh-phu']);
  assert.deepEqual(organizations('Quyết định 15 về việc xếp lại các vụ của Chính phủ được nhắc lại.'), ['chinh-phu']);
  assert.deepEqual(organizations('Luật Thanh niên về các việc của Chính phủ được nhắc lại.'), ['chinh-phu']);
  assert.deepEqual(organizations('Hội nghị nghe ý kiến của Chính phủ và Bộ Y tế.'), ['bo-y-te', 'chinh-phu']);
});

test('a party of what is signed is among the organizations, though its plan alone is told of', (t) => {
  const imported = report(t, 'Kế hoạch số 12/KH-UBND của UBND tỉnh An Giang được công bố.');
  assert.deepEqual(imported.news.fields.organizations ?? [], []);
  const signed = importing(t, page('Ký kết quy chế phối hợp giai đoạn 2028-2032', '14/03/2028', `Sáng 13/3/2028, ${parties} ký quy chế phối hợp.`, 'Kế hoạch của Tỉnh đoàn An Giang nêu rõ từng việc.'));
  assert.deepEqual(signed.news.fields.organizations.toSorted(), ['tinh-doan-an-giang', 'ubnd-an-giang']);
});

test('what is signed anew replaces the one of the same parties whose day of signing the text gives', (t) => {
  const lead = (said) => importing(t, page('Ký kết quy chế phối hợp giai đoạn 2028-2032', '14/04/2028', 'Sáng 13/4/2028, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký Quy chế phối hợp.', said));
  const dated = lead('Quy chế này thay thế Quy chế phối hợp ký ngày 01-3-2023.');
  assert.deepEqual(dated.agreements.fields.succeeds, ['quy-che-2023']);
  assert.match(told(dated), /"thay thế" of quy-che-2023/);
  passes(dated.repository);
  for (const none of ['Quy chế này thay thế Quy chế phối hợp ký ngày 02-3-2023.', 'Quy chế này thay thế Chương trình phối hợp ký ngày 01-3-2023.'])
    assert.equal(lead(none).agreements.fields.succeeds, undefined, none);
});

test('a person of the name with an office that is none of theirs may be a namesake', (t) => {
  const of = (post) => told(report(t, `Ông Lê Thị Bé, ${post}, phát biểu tại hội nghị.`));
  assert.match(of('Phó Chủ tịch UBND tỉnh An Giang'), /Lê Thị Bé of "UBND tỉnh An Giang" may be a namesake of le-thi-be/);
  for (const post of ['Bí thư Tỉnh đoàn An Giang', 'đại biểu trẻ']) assert.doesNotMatch(of(post), /namesake/, post);
});

test('the agreement whose parties stand before it in its sentence, or in the title, is found by its type and years', (t) => {
  const renamed = { 'content/agreements/quy-che-2018.md': entry({ ...agreement, title: 'Chăm lo trẻ em vùng biên' }) };
  const review = (lead, headline = 'Sơ kết quy chế phối hợp') => importing(t, page(headline, '14/03/2020', lead, 'Hai bên sẽ gặp nhau mỗi quý.'), [], renamed);
  const before = review(`Ngày 13/3/2020, tại Long Xuyên, ${parties} sơ kết 2 năm thực hiện Quy chế phối hợp giai đoạn 2018 - 2022.`);
  assert.deepEqual([agreements(before), before.news.fields.event.kind], [['quy-che-2018'], 'review']);
  passes(before.repository);
  const titled = review('Ngày 13/3/2020, hai bên sơ kết 2 năm thực hiện Quy chế phối hợp giai đoạn 2018 - 2022.', `${parties} sơ kết quy chế phối hợp`);
  assert.deepEqual(agreements(titled), ['quy-che-2018']);
  for (const other of [
    `Ngày 13/3/2020, ${parties} sơ kết 2 năm thực hiện Quy chế phối hợp giai đoạn 2008 - 2012.`,
    'Ngày 13/3/2020, Tỉnh đoàn An Giang sơ kết 2 năm thực hiện Quy chế phối hợp giai đoạn 2018 - 2022.',
  ])
    assert.equal(agreements(review(other)), undefined, other);
});

test('what is extended, changed or has an annex is amended, and is not the agreement that is signed; what the register lacks is told', (t) => {
  const signing = (said) => importing(t, page('Ký kết ở An Giang', '14/03/2020', `Ngày 13/3/2020, ${parties} ${said}.`, 'Hai bên sẽ gặp nhau mỗi quý.'));
  for (const [said, word] of [['ký gia hạn', 'gia hạn'], ['ký phụ lục', 'phụ lục'], ['ký bổ sung, sửa đổi', 'sửa đổi'], ['ký văn bản sửa đổi, bổ sung', 'bổ sung']]) {
    const imported = signing(`${said} Quy chế phối hợp giai đoạn 2018 - 2022`);
    assert.deepEqual(imported.agreements.fields.amends, ['quy-che-2018'], said);
    assert.equal(imported.agreements.fields.succeeds, undefined);
    assert.match(told(imported), new RegExp(`says "${word}" of quy-che-2018, which was put into amends`));
    passes(imported.repository);
  }
  const unknown = signing('ký phụ lục Quy chế phối hợp số 99/QC-UBND ngày 2/3/2015');
  assert.equal(unknown.agreements.fields.amends, undefined);
  assert.match(told(unknown), /says "phụ lục" of "Quy chế phối hợp số 99\/QC-UBND ngày 2\/3\/2015", which the register does not have; when it does, put its id into amends/);
  assert.match(told(signing('ký Quy chế phối hợp giai đoạn 2020 - 2024, thay thế Quy chế phối hợp số 99/QC-UBND')), /says "thay thế" of "Quy chế phối hợp số 99\/QC-UBND".*into succeeds/);
  for (const said of ['ký Quy chế phối hợp giai đoạn 2020 - 2024 để thực hiện Luật Trẻ em (sửa đổi)', 'ký Quy chế phối hợp giai đoạn 2020 - 2024. Hai bên sẽ sửa đổi, bổ sung Quy chế phối hợp khi cần'])
    assert.doesNotMatch(told(signing(said)), /says "/, said);
});
