'use strict';
// kyket import: press texts become drafts.

const assert = require('node:assert/strict');
const { once } = require('node:events');
const fs = require('node:fs');
const net = require('node:net');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { temporaryFolder } = require('../support/folders.js');
const { day, documentOf, drafts, importing, passes, register, zip } = require('../support/importing.js');
const { root } = require('../support/program.js');
const { entry, smallRepository } = require('../support/register.js');

const title = 'Ký kết Quy chế phối hợp giữa UBND tỉnh An Giang và Tỉnh đoàn giai đoạn 2028 - 2032';
const lead = '(Báo Thử) - Sáng 14/3/2028, tại Nhà văn hóa Long Xuyên, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký kết Quy chế phối hợp số 15/QC-UBND giai đoạn 2028 - 2032.';
const text = `Trang chủ

Đời sống

${title}

Thứ Ba, 14/03/2028 16:45     1203

${lead}

Đồng chí Nguyễn Văn An, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh An Giang và đồng chí Lê Thị Bé, Bí thư Tỉnh đoàn ký quy chế. Ảnh: Minh Tú

Dự lễ có ông Trần Quốc Khánh, Giám đốc Sở Tư pháp tỉnh An Giang; mức hỗ trợ là 2*3 [đồng] <b> mỗi em.

Quy chế có 3 nội dung gồm: Chăm lo trẻ em; Tạo việc làm; phổ biến pháp luật; Mỗi quý họp một lần./.

Hoàng Lan

Tin liên quan

Một tin khác của ngày hôm qua không thuộc bài này.
`;

test('what an import could not decide is told until its line is gone, of drafts by -D alone', (t) => {
  const other = entry({ name: 'Tỉnh đoàn Long Xuyên', short_name: 'Tỉnh đoàn', kind: 'youth-union', level: 'province' });
  const { repository, news } = importing(t, text.replaceAll('Tỉnh đoàn An Giang', 'Tỉnh đoàn').replaceAll('14/3/2028', '14/3').replace('14/03/2028', '14/03'), ['--url', 'https://bao.example.vn/a'], { 'content/organizations/tinh-doan-long-xuyen.md': other });
  const questions = news.comments.split('\n').filter((line) => line.startsWith('#? '));
  assert.ok(questions.length > 0, news.comments);
  const told = (...args) => {
    const lines = repository.kyket(['check', '--worktree', '--lang', 'en', ...day, ...args]).stdout.split('\n');
    return lines.filter((line) => line.startsWith(news.file) && line.includes('[open-question]'));
  };
  const whole = fs.readFileSync(repository.path(news.file), 'utf8');
  assert.equal(told('-D').length, questions.length);
  assert.ok(told().every((line) => line.includes(' note: ')), told().join('\n'));
  fs.writeFileSync(repository.path(news.file), whole.replace('draft: true\n', ''));
  assert.deepEqual(told().map((line) => /warning: still to be decided: (.*); decide, and/.exec(line)[1]), questions.map((line) => line.slice(3)));
  const lines = whole.split('\n');
  assert.equal(told()[0].split(':')[1], String(lines.indexOf(questions[0]) + 1 - (lines.indexOf('draft: true') < lines.indexOf(questions[0]) ? 1 : 0)));
  // Other comments, and what only looks like one, are nobody's question.
  fs.writeFileSync(repository.path(news.file), whole.replace('draft: true\n', '').replaceAll(/^#\? .*\n/gm, '# lời ghi chú\n').replace(/^summary: .*$/m, 'summary: |-\n  Tóm tắt\n  #? không phải câu hỏi') + '\n#? trong bài\n');
  assert.deepEqual(told(), []);
});

test('a text that tells of a signing becomes a draft of news and one of an agreement', (t) => {
  const { repository, result, news, agreements } = importing(t, text, ['--url', 'https://bao.example.vn/a']);
  assert.equal(result.status, 0, result.output);
  assert.match(news.file, /^content\/news\/2028\/ky-ket-quy-che/);
  const { title: newsTitle, date, summary, author, sources, event, organizations, people, draft } = news.fields;
  assert.equal(newsTitle, title);
  assert.equal(new Date(date).toISOString(), '2028-03-14T09:45:00.000Z');
  assert.equal(summary, lead.replace('(Báo Thử) - ', ''));
  assert.equal(author, 'Hoàng Lan');
  assert.equal(draft, true);
  assert.deepEqual([sources[0].name, sources[0].url], [`“${title}”, Báo Thử (bao.example.vn)`, 'https://bao.example.vn/a']);
  assert.equal(String(sources[0].accessed), '2028-12-01');
  assert.deepEqual([event.kind, String(event.date).slice(0, 10), event.place], ['signing', '2028-03-14', 'Nhà văn hóa Long Xuyên']);
  assert.deepEqual(organizations, ['ubnd-an-giang', 'tinh-doan-an-giang']);
  assert.deepEqual(people, ['nguyen-van-an', 'le-thi-be']);
  const id = agreements.file.split('/').at(-1).slice(0, -3);
  assert.deepEqual(news.fields.agreements, [id]);
  assert.match(id, /-2028-2032$/);
  const agreement = agreements.fields;
  assert.deepEqual(agreement.period, { start: 2028, end: 2032 });
  assert.deepEqual([agreement.type, agreement.number, agreement.place, String(agreement.signed).slice(0, 10)], ['quy-che', '15/QC-UBND', 'Nhà văn hóa Long Xuyên', '2028-03-14']);
  assert.deepEqual(agreement.signatories, [
    { organization: 'ubnd-an-giang', signers: [{ person: 'nguyen-van-an', title: 'Chủ tịch' }] },
    { organization: 'tinh-doan-an-giang', signers: [{ person: 'le-thi-be', title: 'Bí thư' }] },
  ]);
  assert.deepEqual(agreement.commitments.map((one) => one.title), ['Chăm lo trẻ em', 'Tạo việc làm; phổ biến pháp luật', 'Mỗi quý họp một lần']);
  passes(repository);
});

test('links stand at the first mention, markup is escaped, and what is no news is gone', (t) => {
  const { news, result } = importing(t, text);
  assert.match(news.body, /\[UBND tỉnh An Giang\]\(organization:ubnd-an-giang\) và \[Tỉnh đoàn An Giang\]\(organization:tinh-doan-an-giang\)/);
  assert.equal(news.body.split('organization:ubnd-an-giang').length, 2);
  assert.match(news.body, /2\\\*3 \\\[đồng\\\] \\<b\\>/);
  for (const gone of ['Trang chủ', '1203', 'Tin liên quan', 'Một tin khác', 'Minh Tú', 'Hoàng Lan', 'Báo Thử']) assert.ok(!news.body.includes(gone), gone);
  assert.match(news.comments, /caption: .*Đồng chí Nguyễn Văn An[^]*credit: Minh Tú/);
  assert.match(result.stderr, /^kyket new organization "Sở Tư pháp tỉnh An Giang"$/m);
  assert.match(result.stderr, /^kyket new person "Trần Quốc Khánh"$/m);
  assert.doesNotMatch(result.stderr, /^kyket new .*(Nguyễn Văn An|Tỉnh đoàn)/m);
});

test('what is doubtful is marked and told, and nothing is made up', (t) => {
  const doubtful = text.replace('Thứ Ba, 14/03/2028 16:45     1203', '').replace('Sáng 14/3/2028, tại Nhà văn hóa Long Xuyên', 'Sáng 14/3')
    .replace('số 15/QC-UBND giai đoạn 2028 - 2032', 'giai đoạn 2028 - 2030').replace('3 nội dung', '5 nội dung');
  const { result, news, agreements, repository } = importing(t, doubtful);
  for (const said of [/does not say when it was published/, /14\/3, has no year/, /two periods .*2028–2032 and 2028–2030/, /speaks of 5 contents, 3 were found/])
    assert.match(result.stderr, said);
  assert.equal(String(news.fields.date).slice(0, 10), '2028-12-01');
  assert.equal(news.fields.undated, true);
  assert.equal(importing(t, text).news.fields.undated, undefined);
  assert.deepEqual(news.fields.event, { kind: 'signing' });
  for (const key of ['signed', 'number', 'place']) assert.equal(agreements.fields[key], undefined, key);
  assert.match(agreements.comments, /14\/3[^]*2028–2032[^]*2028–2030[^]*5 nội dung/);
  assert.match(news.comments, /không cho biết ngày đăng/);
  passes(repository);
});

test('an office without its province is doubtful unless the text names it whole elsewhere', (t) => {
  const told = /"Tỉnh đoàn" without a province was taken for tinh-doan-an-giang/;
  const { result, repository } = importing(t, text.replaceAll('Tỉnh đoàn An Giang', 'Tỉnh đoàn'));
  assert.match(result.stderr, told);
  passes(repository);
  assert.doesNotMatch(importing(t, text).result.stderr, told);
});

test('parties that the register does not know keep the agreement from being written', (t) => {
  const { result, agreements, news, repository } = importing(t, text.replaceAll('Tỉnh đoàn An Giang', 'Sở Y tế tỉnh An Giang').replaceAll('Tỉnh đoàn', 'Sở Y tế tỉnh An Giang'));
  assert.equal(result.status, 0, result.output);
  assert.equal(agreements, undefined);
  assert.equal(news.fields.agreements, undefined);
  assert.match(result.stderr, /of 2 signatories that the text names, the register knows 1/);
  assert.match(result.stderr, /^kyket new organization "Sở Y tế tỉnh An Giang"$/m);
  passes(repository);
});

test('offices of many kinds are told apart by how their names begin, with the names a register has them under', (t) => {
  const others = ['Hội LHPN tỉnh An Giang', 'Trường Đại học Ba Thê', 'BHXH tỉnh An Giang', 'Tổng Công ty Lúa Vàng'];
  const whole = ['Hội Liên hiệp Phụ nữ tỉnh An Giang', 'Trường Đại học Ba Thê', 'Bảo hiểm xã hội tỉnh An Giang', 'Tổng Công ty Lúa Vàng'];
  for (const [i, other] of others.entries()) {
    const { result, repository } = importing(t, text.replaceAll('Tỉnh đoàn An Giang', other).replaceAll('Tỉnh đoàn', other));
    assert.match(result.stderr, /of 2 signatories that the text names, the register knows 1/, other);
    assert.ok(result.stderr.split('\n').includes(`kyket new organization "${whole[i]}"`), `${other}: ${result.stderr}`);
    passes(repository);
  }
  const ranked = importing(t, text.replaceAll('Lê Thị Bé, Bí thư Tỉnh đoàn', 'Lê Thị Bé, UV BCH Hội Nông dân tỉnh An Giang, Bí thư Tỉnh đoàn'));
  assert.doesNotMatch(ranked.result.stderr, /Hội Nông dân/);
  assert.match(importing(t, text.replaceAll('Giám đốc Sở Tư pháp', 'Chủ tịch Hội Nông dân')).result.stderr, /^kyket new organization "Hội Nông dân tỉnh An Giang"$/m);
});

test('a paper of a province speaks of that province, which is told', (t) => {
  const homeless = text.replace('(Báo Thử) - ', '').replaceAll(' tỉnh An Giang', ' tỉnh').replaceAll(' An Giang', '');
  const offices = ['ubnd-an-giang', 'tinh-doan-an-giang'];
  const told = /the text names no province; .* was taken, by the address or the name of the paper/;
  const placed = importing(t, homeless, ['--url', 'https://baoangiang.example.vn/ky-ket']);
  assert.deepEqual(placed.news.fields.organizations, offices);
  assert.match(placed.result.stderr, told);
  passes(placed.repository);
  // The path of an address is of the text, not of the paper; and a text that names its province needs no paper.
  assert.doesNotMatch(importing(t, homeless, ['--url', 'https://bao.example.vn/angiang']).result.stderr, told);
  assert.doesNotMatch(importing(t, text, ['--url', 'https://baoangiang.example.vn/ky-ket']).result.stderr, told);
});

test('a day without a year lies shortly before the publication, which is told', (t) => {
  for (const [published, said, day] of [['14/03/2028', '14/3', '2028-03-14'], ['05/01/2028', '30/12', '2027-12-30'], ['14/03/2028', '20/6', undefined], ['01/03/2027', '29/2', undefined]]) {
    const { news, agreements, result } = importing(t, text.replace('14/03/2028', published).replace('Sáng 14/3/2028', `Sáng ${said}`));
    for (const given of [news.fields.event.date, agreements.fields.signed])
      assert.equal(given && new Date(given).toISOString().slice(0, 10), day, said);
    assert.match(result.stderr, day === undefined ? /has no year in the text; put in/ : new RegExp(`has no year in the text; ${day.slice(0, 4)} was taken`), said);
  }
});

test('contents in running text are cut at its semicolons, which is told', (t) => {
  const listed = 'Quy chế có 3 nội dung gồm: Chăm lo trẻ em; Tạo việc làm; phổ biến pháp luật; Mỗi quý họp một lần./.';
  const running = 'Theo đó, hai đơn vị sẽ phối hợp chăm lo trẻ em; tạo việc làm; phổ biến pháp luật.';
  const { agreements, result, repository } = importing(t, text.replace(listed, running));
  assert.deepEqual(agreements.fields.commitments.map((one) => one.title), ['Chăm lo trẻ em', 'Tạo việc làm', 'Phổ biến pháp luật']);
  assert.match(result.stderr, /cut out of running text at its semicolons/);
  passes(repository);
  assert.doesNotMatch(importing(t, text).result.stderr, /running text/);
  // A list of people, or of a document's names, has no contents.
  for (const none of ['Dự lễ phối hợp có các đồng chí: A, Bí thư; B, Giám đốc; C, Chủ tịch.', 'Chương trình phối hợp số 14; số 15; số 16 đã hết hạn.'])
    assert.equal(importing(t, text.replace(listed, none)).agreements.fields.commitments, undefined, none);
});

// Without their provinces' names, as a province's paper writes.
const homely = (written) => `${title.replaceAll(' An Giang', '')}

14/03/2028

${written}

Hai bên sẽ gặp nhau mỗi quý.
`;
const paper = ['--url', 'https://baoangiang.example.vn/a'];
const officesOf = (imported) => imported.news.fields.organizations ?? [];
const told = (imported) => imported.result.stderr;

test('an office of a district, or of several places, is not taken for that of the province', (t) => {
  for (const place of ['huyện Ba Thê', 'huyện', 'xã', 'thị xã Ba Thê', 'phường 11', 'cấp huyện', 'các huyện', '3 tỉnh']) {
    const imported = importing(t, `Tổng kết phong trào của xã hội\n\n14/03/2028\n\nNgày 12/3, UBND ${place} tổng kết ở tỉnh An Giang.\n\nXong.\n`);
    assert.deepEqual(officesOf(imported), [], place);
    assert.doesNotMatch(told(imported), /was taken for ubnd-an-giang/, place);
    passes(imported.repository);
  }
  const named = importing(t, `Tổng kết phong trào của xã hội\n\n14/03/2028\n\nNgày 12/3, UBND huyện Ba Thê tổng kết ở tỉnh An Giang.\n\nXong.\n`);
  assert.match(told(named), /^kyket new organization "Ủy ban nhân dân huyện Ba Thê"$/m);
  for (const own of ['UBND tỉnh', 'UBND']) {
    const imported = importing(t, `Tổng kết phong trào của xã hội\n\n14/03/2028\n\nNgày 12/3, ${own} tổng kết ở tỉnh An Giang.\n\nXong.\n`);
    assert.deepEqual(officesOf(imported), ['ubnd-an-giang'], own);
    assert.ok(told(imported).includes(`"${own}" without a province was taken for ubnd-an-giang`), told(imported));
  }
});

test('provinces in a list are all named, so that none is that of the text', (t) => {
  const listed = importing(t, 'Ký kết quy chế phối hợp về thủy sản\n\n14/03/2028\n\nNgày 12/3, các tỉnh từ Kiên Giang đến An Giang ký quy chế với UBND.\n\nUBND gồm Kiên Giang, An Giang.\n');
  assert.deepEqual([officesOf(listed), listed.news.fields.provinces], [[], ['kien-giang', 'an-giang']]);
  const behind = importing(t, 'Ký kết quy chế phối hợp về thủy sản\n\n14/03/2028\n\nNgày 12/3, tỉnh Kiên Giang và An Giang ký quy chế.\n\nXong việc.\n');
  assert.deepEqual(behind.news.fields.provinces, ['kien-giang', 'an-giang']);
  // Elsewhere a province's name may be a person's, or of what bears it.
  const bearer = importing(t, 'Ký kết quy chế phối hợp về thủy sản\n\n14/03/2028\n\nNgày 12/3, ông Trần Kiên Giang và bà Lê Thị Bé ký quy chế ở tỉnh An Giang.\n\nXong việc.\n');
  assert.deepEqual(bearer.news.fields.provinces, ['an-giang']);
});

test('who came to a signing is no party to it', (t) => {
  const departments = {
    'content/organizations/so-y-te.md': entry({ name: 'Sở Y tế tỉnh An Giang', kind: 'department', level: 'province', province: 'an-giang' }),
    'content/organizations/so-noi-vu.md': entry({ name: 'Sở Nội vụ tỉnh An Giang', kind: 'department', level: 'province', province: 'an-giang' }),
  };
  const signed = 'UBND tỉnh, Tỉnh đoàn đã ký quy chế giai đoạn 2028-2032.';
  const imported = importing(t, `Hội nghị ký kết quy chế phối hợp\n\n14/03/2028\n\nNgày 14/3/2028 diễn ra hội nghị ký kết quy chế. Tham dự có Sở Y tế, Sở Nội vụ.\n\n${signed}\n`, paper, departments);
  assert.deepEqual(imported.agreements.fields.signatories.map((one) => one.organization), ['ubnd-an-giang', 'tinh-doan-an-giang']);
  passes(imported.repository);
  // Those that a paragraph names together are parties where no sentence of signing names any.
  const apart = importing(t, `Hội nghị ký kết quy chế phối hợp\n\n14/03/2028\n\nNgày 14/3/2028 có mặt Sở Y tế, Sở Nội vụ. Hai sở ký quy chế giai đoạn 2028-2032.\n\nXong việc.\n`, paper, departments);
  assert.deepEqual(apart.agreements.fields.signatories.map((one) => one.organization), ['so-y-te', 'so-noi-vu']);
});

test('the body of an office may be written small, and a regulation may be for carrying out work', (t) => {
  for (const body of ['Ban chấp hành', 'Ban Chấp hành', 'ban thường vụ']) {
    const imported = importing(t, homely(`Sáng 14/3/2028, ký Quy chế phối hợp giữa UBND tỉnh và ${body} Tỉnh đoàn giai đoạn 2028-2032.`), paper);
    assert.deepEqual(imported.agreements.fields.signatories.map((one) => one.organization), ['ubnd-an-giang', 'tinh-doan-an-giang'], body);
  }
  const period = (said) => importing(t, `UBND tỉnh và Tỉnh đoàn ký kết\n\n14/03/2028\n\nSáng 14/3/2028, UBND tỉnh và Tỉnh đoàn ${said}.\n\nXong việc.\n`, paper).agreements.fields.period;
  assert.deepEqual(period('ký Chương trình thực hiện công tác trẻ em giai đoạn 2028-2032'), { start: 2028, end: 2032 });
  assert.equal(period('ký kế hoạch thực hiện Chương trình trẻ em giai đoạn 2028-2032'), undefined);
  assert.equal(period('ký văn bản sau khi thực hiện công tác trẻ em giai đoạn 2023-2027'), undefined);
});

test('where a text was printed is no part of its lead', (t) => {
  const lead = (written) => importing(t, homely(written), paper).news.fields.summary;
  for (const printed of ['TPO - ', 'QĐND – ', 'VOV.VN - ', 'AN GIANG- ', '(Báo Thử) - AN GIANG- '])
    assert.equal(lead(`${printed}Trong dịp này, hai bên ký quy chế.`), 'Trong dịp này, hai bên ký quy chế.', printed);
  for (const kept of ['HĐND - UBND tỉnh ký quy chế phối hợp.', 'Hà Nội - Trong dịp này, hai bên ký quy chế.', 'LĐLĐ - UBND tỉnh ký quy chế.'])
    assert.equal(lead(kept), kept);
  const placed = importing(t, homely('AN GIANG- Chiều 14/3, UBND tỉnh và Tỉnh đoàn ký quy chế.'));
  assert.deepEqual(officesOf(placed), ['ubnd-an-giang', 'tinh-doan-an-giang']);
});

test('a sentence that tells a day is not the day of publication, and one in the address is', (t) => {
  const undated = 'UBND tỉnh An Giang và Tỉnh đoàn An Giang có quy chế\n\nHai bên đã ra quy chế phối hợp.\n\nQuy chế được thực hiện từ ngày 1/3/2028.\n';
  const none = importing(t, undated);
  assert.deepEqual([none.news.fields.undated, none.news.fields.title], [true, undated.split('\n')[0]]);
  assert.equal(String(importing(t, undated.replace('Hai bên', '1/3/2028.\n\nHai bên')).news.fields.date).slice(0, 10), '2028-03-01');
  const dated = importing(t, undated, ['--url', 'https://bao.example.vn/2028/03/05/quy-che/']);
  assert.deepEqual([String(dated.news.fields.date).slice(0, 10), dated.news.fields.undated], ['2028-03-05', undefined]);
  assert.match(told(dated), /the day in its address was taken/);
  for (const address of ['https://bao.example.vn/2028/13/05/quy-che/', 'https://bao.example.vn/2028/03/05', 'https://bao.example.vn/2028/03/quy-che/05/'])
    assert.equal(importing(t, undated, ['--url', address]).news.fields.undated, true, address);
  assert.doesNotMatch(told(importing(t, text, ['--url', 'https://bao.example.vn/2028/03/05/quy-che/'])), /address/);
});

test('an outlet that is letters alone, or the host, gives way to the host', (t) => {
  const source = (outlet, args) => importing(t, text.replace('(Báo Thử)', `(${outlet})`), args).news.fields.sources[0].name.split('”, ')[1];
  assert.equal(source('AG', paper), 'baoangiang.example.vn');
  assert.equal(source('Baoangiang.example.vn', paper), 'baoangiang.example.vn');
  assert.equal(source('Báo An Giang', paper), 'Báo An Giang (baoangiang.example.vn)');
  assert.equal(source('AG', []), 'AG');
  assert.equal(importing(t, text).news.fields.sources[0].accessed, undefined);
});

test('nothing is told of the fields of an agreement that is not written', (t) => {
  const one = text.replaceAll('Tỉnh đoàn An Giang', 'lãnh đạo').replaceAll('Tỉnh đoàn', 'lãnh đạo').replace('3 nội dung', '5 nội dung');
  const none = importing(t, one);
  assert.equal(none.agreements, undefined);
  assert.match(told(none), /no two signatories named together were found/);
  assert.doesNotMatch(told(none), /contents|commitments/);
  assert.match(told(importing(t, text.replace('3 nội dung', '5 nội dung'))), /speaks of 5 contents/);
});

test('a review or a closing of an agreement is an event of its kind', (t) => {
  const event = (head, lead = 'Ngày 14/3/2028, UBND tỉnh và Tỉnh đoàn họp.') => importing(t, `${head}\n\n15/03/2028\n\n${lead}\n\nHai bên nêu kết quả.\n`, paper).news.fields.event;
  assert.equal(event('Sơ kết ba năm thực hiện Quy chế phối hợp').kind, 'review');
  assert.equal(event('Hội nghị tổng kết Quy chế phối hợp giai đoạn trước').kind, 'closing');
  assert.equal(event('Tổng kết năm học và khen thưởng học sinh'), undefined);
  assert.equal(event('Sơ kết ba năm thực hiện Quy chế phối hợp', 'Ngày 14/3/2028, hai bên ký quy chế mới.').kind, 'signing');
  // What is signed may be told of at the end.
  const late = importing(t, 'Hội nghị tổng kết Quy chế phối hợp\n\n15/03/2028\n\nNgày 14/3/2028 có hội nghị.\n\nHai bên nêu kết quả.\n\nTại đây, UBND tỉnh và Tỉnh đoàn đã ký kết Quy chế phối hợp giai đoạn 2028-2032.\n', paper);
  assert.equal(late.news.fields.event.kind, 'signing');
  assert.equal(late.agreements.fields.signatories.length, 2);
});

test('courts, procuracies and central unions are known by the names that papers give them', (t) => {
  const courts = {
    'content/organizations/vksnd-kien-giang.md': entry({ name: 'Viện kiểm sát nhân dân tỉnh Kiên Giang', kind: 'judiciary', level: 'province', province: 'kien-giang' }),
    'content/organizations/hoi-nong-dan-viet-nam.md': entry({ name: 'Hội Nông dân Việt Nam', kind: 'union', level: 'central' }),
  };
  // An office of another province in the register hides none of this one.
  for (const written of ['Viện kiểm sát nhân dân tỉnh', 'Viện Kiểm sát nhân dân tỉnh', 'VKSND tỉnh', 'Viện KSND tỉnh', 'Viện kiểm sát tỉnh']) {
    const imported = importing(t, `Hội nghị ký kết quy chế phối hợp\n\n14/03/2028\n\nNgày 14/3/2028, UBND tỉnh và ${written} ký quy chế.\n\nXong việc.\n`, paper, courts);
    assert.match(told(imported), /^kyket new organization "Viện [Kk]iểm sát nhân dân tỉnh An Giang"$/m, written);
    assert.match(told(imported), /of 2 signatories that the text names, the register knows 1/, written);
  }
  const known = importing(t, homely('Ngày 14/3/2028, UBND tỉnh Kiên Giang và Viện kiểm sát tỉnh Kiên Giang ký quy chế.'), [], courts);
  assert.deepEqual(officesOf(known), ['vksnd-kien-giang']);
  const supreme = importing(t, homely('Ngày 14/3/2028, UBND tỉnh và Viện kiểm sát nhân dân tối cao ký quy chế với Trung ương Hội Nông dân.'), paper, courts);
  assert.match(told(supreme), /^kyket new organization "Viện kiểm sát nhân dân tối cao"$/m);
  assert.doesNotMatch(told(supreme), /vksnd-kien-giang/);
  assert.ok(officesOf(supreme).includes('hoi-nong-dan-viet-nam'));
  const congress = importing(t, homely('Ngày 14/3/2028, Đại hội đại biểu toàn quốc Đoàn Thanh niên Cộng sản Hồ Chí Minh họp ở tỉnh An Giang, UBND tỉnh ký quy chế.'), [], courts);
  assert.doesNotMatch(told(congress), /đoàn An Giang"$/m);
});

test('the head of a document and the stop of a title are no part of what it says', (t) => {
  const document = importing(t, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nQuy chế phối hợp của UBND tỉnh An Giang và Tỉnh đoàn.\n\nAn Giang, ngày 14 tháng 3 năm 2028\n\nHai bên phối hợp theo quy chế này.\n');
  assert.equal(document.news.fields.title, 'Quy chế phối hợp của UBND tỉnh An Giang và Tỉnh đoàn');
  assert.equal(importing(t, homely('Hai bên ký quy chế.').replace('2032\n', '2032...\n')).news.fields.title.endsWith('...'), true);
});

test('an agreement that the register has is referred to, not written again', (t) => {
  const { result, agreements, news } = importing(t, text.replaceAll('2028 - 2032', '2023 - 2027').replace('số 15/QC-UBND ', ''));
  assert.equal(agreements, undefined);
  assert.deepEqual(news.fields.agreements, ['quy-che-2023']);
  assert.match(result.stderr, /has the agreement already: quy-che-2023/);
});

test('nothing is replaced: a second import of a text is refused', (t) => {
  const { repository, news } = importing(t, text);
  const before = fs.readFileSync(repository.path(news.file), 'utf8');
  const again = repository.kyket(['import', '-', '--lang', 'en', ...day], { input: text });
  assert.equal(again.status, 2);
  assert.match(again.stderr, /choose another one/);
  assert.equal(again.stdout, '');
  assert.equal(fs.readFileSync(repository.path(news.file), 'utf8'), before);
});

for (const [name, dress] of [
  ['returns at the ends of lines', (plain) => plain.replaceAll('\n', '\r\n')],
  ['a byte order mark', (plain) => `\ufeff${plain}`],
  ['both', (plain) => `\ufeff${plain.replaceAll('\n', '\r\n')}`],
])
  test(`${name} change nothing of what is made, in the text and in the register`, (t) => {
    const plain = importing(t, text), whole = (repository, file) => fs.readFileSync(repository.path(file), 'utf8');
    const repository = smallRepository(t, register);
    const files = repository.git('ls-files', '-z', 'content').split('\0').filter((file) => /\.(md|yaml)$/.test(file));
    for (const file of files) fs.writeFileSync(repository.path(file), dress(whole(repository, file)));
    const result = repository.kyket(['import', '-', '--lang', 'en', ...day], { input: dress(text) });
    assert.deepEqual([result.status, result.stdout, result.stderr], [plain.result.status, plain.result.stdout, plain.result.stderr]);
    for (const file of result.stdout.trim().split('\n')) assert.equal(whole(repository, file), whole(plain.repository, file), file);
    for (const file of files) assert.equal(whole(repository, file), dress(whole(plain.repository, file)), file);
    passes(repository);
    // A paper that is named by a file is read so too.
    fs.writeFileSync(repository.path('bao.txt'), dress(text.replace(title, `${title} lần hai`)));
    const again = repository.kyket(['import', 'bao.txt', '--lang', 'en', ...day, '--id', 'lan-hai']);
    assert.equal(again.status, 0, again.output);
    assert.doesNotMatch(whole(repository, again.stdout.split('\n')[0]), /\r|\ufeff/);
  });

test('days in the forms of the press, and lines broken at a width', (t) => {
  for (const [written, moment] of [['25-11-2027 | 16:45 GMT+7', '2027-11-25T16:45:00+07:00'], ['Ngày đăng: 25/11/2027 - Lượt xem: 33', '2027-11-25'], ['Thứ Năm, ngày 25 tháng 11 năm 2027', '2027-11-25'], ['(09:49 | 02/06/2027)', '2027-06-02T09:49:00+07:00'], ['09:45 PM 29/06/2027', '2027-06-29T21:45:00+07:00']]) {
    const { repository, news } = importing(t, text.replace('Thứ Ba, 14/03/2028 16:45     1203', written));
    assert.match(fs.readFileSync(repository.path(news.file), 'utf8'), new RegExp(`^date: ${moment.replaceAll('+', '[+]')}$`, 'm'), written);
  }
  const wrap = (line) => line.replace(/(?![^\n]{1,72}$)([^\n]{1,72})\s/g, '$1\n');
  const wrapped = text.split('\n').map(wrap).join('\n');
  assert.notEqual(wrapped, text);
  const plain = importing(t, text);
  assert.equal(importing(t, wrapped).news.body, plain.news.body);
});

test('a text that is none, and legacy encodings, are refused with the reason', (t) => {
  const repository = smallRepository(t, register);
  const cases = [
    ['', /no title/, 1],
    [Buffer.from([0x4b, 0xfd, 0x20, 0x6b, 0xd5, 0x74]), /UTF-8/, 1],
    ['Ch??ng tr?nh ph?i h?p c?ng t?c\n\nH?i ngh? k? k?t ch??ng tr?nh.\n', /before Unicode|lost letters/, 1],
  ];
  for (const [input, said, status] of cases) {
    const result = repository.kyket(['import', '-', '--lang', 'en', ...day], { input });
    assert.equal(result.status, status, result.output.slice(0, 300));
    assert.match(result.stderr, said);
    assert.equal(result.stdout, '');
  }
  fs.writeFileSync(repository.path('lon.txt'), 'a'.repeat((16 << 20) + 1));
  assert.match(repository.kyket(['import', 'lon.txt', '--lang', 'en']).stderr, /too large/);
  fs.writeFileSync(repository.path('lon.txt'), 'a b\n'.repeat(1 << 18) + 'a');
  assert.match(repository.kyket(['import', 'lon.txt', '--lang', 'en']).stderr, /too large/);
  assert.equal(repository.kyket(['import', 'khong-co.txt', '--lang', 'en']).status, 3);
  assert.equal(repository.kyket(['import']).status, 2);
  assert.equal(repository.kyket(['import', '-', '--url', 'javascript:alert(1)']).status, 2);
});

const escaped = (line) => line.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const lines = text.split('\n').filter((line) => line !== '');

const html = `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Báo Thử</title><link rel="canonical" href="https://bao.example.vn/tu-trang">
<style>p { color: red }</style><script>document.write('bẫy')</script></head><body><nav><a href="/">Trang chủ</a></nav>
${lines.slice(2, -2).map((line) => (line === title ? `<h1>${escaped(line)}</h1>` : /^Đồng chí/.test(line) ? `<figure><img src="http://127.0.0.1:9/x.png"><figcaption>${escaped(line)}</figcaption></figure>` : `<p>${escaped(line).replace('An Giang', '<b>An</b>\n  Giang')}</p>`)).join('\n')}
<div class="share box"><a href="#">Gửi cho bạn</a></div><footer>Bản quyền thuộc về ai đó</footer></body></html>`;

const paragraphs = lines.map((line) => `<w:p>${line === title ? '<w:pPr><w:pStyle w:val="Title"/></w:pPr>' : ''}<w:r><w:t>${escaped(line.slice(0, 9))}</w:t></w:r><w:r><w:t xml:space="preserve">${escaped(line.slice(9))}</w:t></w:r></w:p>`).join('');

test('HTML and .docx say the same as plain text', (t) => {
  const plain = importing(t, text);
  const inputs = { html, stored: zip('word/document.xml', documentOf(paragraphs), { deflate: false }), deflated: zip('word/document.xml', documentOf(paragraphs)) };
  for (const [name, input] of Object.entries(inputs)) {
    const { result, news, agreements, repository } = importing(t, input);
    assert.equal(result.status, 0, result.output);
    const { sources: [source], ...fields } = news.fields;
    const { sources: [plainSource], ...plainFields } = plain.news.fields;
    assert.deepEqual(fields, plainFields, name);
    assert.equal(source.name.replace(' (bao.example.vn)', ''), plainSource.name);
    assert.equal(source.url, name === 'html' ? 'https://bao.example.vn/tu-trang' : undefined);
    assert.equal(news.body, plain.news.body, name);
    assert.deepEqual(agreements.fields.signatories, plain.agreements.fields.signatories);
    for (const gone of ['bẫy', 'Bản quyền', 'Gửi cho bạn', 'color']) assert.ok(!news.body.includes(gone), gone);
    passes(repository);
  }
});

test('what HTML says of itself is a line of text, as all else is', (t) => {
  const page = html.replace('<title>', '<meta name="author" content=" Hoàng \fLan\u200b&#10;Anh "><title>').replace('/tu-trang', '/tu-trang\f');
  const { result, news, repository } = importing(t, page);
  assert.equal(result.status, 0, result.output);
  assert.equal(news.fields.author, 'Hoàng Lan Anh');
  assert.equal(news.fields.sources[0].url, 'https://bao.example.vn/tu-trang');
  passes(repository);
});

test('hostile archives and documents are refused, and deep HTML is read', (t) => {
  const repository = smallRepository(t, register);
  const bomb = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>';
  const cases = {
    'entities': [zip('word/document.xml', documentOf('<w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p>', bomb)), /broken/],
    'a zip bomb': [zip('word/document.xml', Buffer.alloc(64 << 20, 0x20), { size: 10 }), /too large/],
    'a size that is a lie': [zip('word/document.xml', documentOf(paragraphs), { size: 0x7fffffff }), /too large/],
    'no document': [zip('xl/workbook.xml', documentOf(paragraphs)), /broken/],
    'an archive cut off': [zip('word/document.xml', documentOf(paragraphs)).subarray(0, 400), /broken/],
    'XML cut off': [zip('word/document.xml', documentOf(paragraphs).subarray(0, 900)), /broken/],
  };
  for (const [name, [input, said]] of Object.entries(cases)) {
    fs.writeFileSync(repository.path('bai.docx'), input);
    const result = repository.kyket(['import', 'bai.docx', '--lang', 'en', ...day]);
    assert.equal(result.status, 1, `${name}: ${result.output}`);
    assert.match(result.stderr, said, name);
    assert.equal(result.stdout, '', name);
  }
  const deep = importing(t, html.replace('<body>', `<body>${'<div>'.repeat(200)}`));
  assert.equal(deep.result.status, 0, deep.result.output);
});

test('texts made to take long are read in time, or refused', (t) => {
  const repository = smallRepository(t, register);
  const run = (input) => {
    fs.writeFileSync(repository.path('bai.txt'), input);
    const start = Date.now();
    const result = repository.kyket(['import', 'bai.txt', '--id', 'Không phải mã', '--lang', 'en', ...day]);
    assert.ok(Date.now() - start < 20000, input.slice(0, 20));
    return result;
  };
  const head = `${title}\n\n`;
  for (const unit of ['nội dung: ký ', 'đồng chí Lê Văn A, Bí thư; ', 'ab.Ab', 'ký giai đoạn 2021-2025 ', '(ABC ', 'tại A', 'UBND tỉnh ký. ', 'UBND các xã ký, Sở Y tế. ', 'UBND huyện Ba, An Giang, đã ký Quy chế. '])
    assert.match(run(head + unit.repeat(Math.floor(400000 / Buffer.byteLength(unit)))).stderr, /an id has/, unit);
  assert.match(run(head + 'a\n'.repeat(20000)).stderr, /too large/);
});

// Sanitizers must be loaded first, and make calls that a sandbox refuses.
test('a library that a file has taken over gets at no file, no network and no process', { skip: process.env.ASAN_OPTIONS !== undefined && 'under sanitizers' }, async (t) => {
  const repository = smallRepository(t, register);
  const folder = temporaryFolder(t);
  const library = path.join(folder, 'intruder.so');
  const made = spawnSync('cc', ['-D_GNU_SOURCE', '-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, path.join(root, 'tests', 'support', 'intruder.c'), '-ldl'], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  const victim = path.join(folder, 'bi-mat');
  fs.writeFileSync(victim, 'x');
  let calls = 0;
  const server = net.createServer(() => calls++).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  const env = { LD_PRELOAD: library, INTRUDER_FILE: victim, INTRUDER_PORT: String(server.address().port) };
  const result = repository.kyket(['import', '-', '--lang', 'en', ...day], { input: '<html><body><p>x</p></body></html>', env });
  assert.equal(result.status, 0, result.output);
  const { news } = drafts(repository, result);
  for (const attempt of ['reading', 'writing', 'removing', 'calling', 'signalling', 'forking', 'starting'])
    assert.match(news.body + news.fields.summary, new RegExp(`attempt ${attempt} failed`));
  assert.equal(fs.readFileSync(victim, 'utf8'), 'x');
  assert.equal(calls, 0);
});

test('a pipe or a device is no press text', (t) => {
  const repository = smallRepository(t, register);
  const pipe = repository.path('ong');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  for (const file of [pipe, '/dev/zero', repository.folder]) {
    const result = repository.kyket(['import', file, '--lang', 'en', ...day]);
    assert.equal(result.status, 3, result.output);
    assert.match(result.stderr, /can't be read/);
  }
});
