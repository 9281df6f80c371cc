'use strict';
// Slips of typing and pasting, one of a kind: each is told with what to type instead, and what only resembles it is not.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { agreement, dump, entry, news, photo, site, smallRegister, smallRepository } = require('../support/register.js');
const { parseDiagnostics } = require('../support/diagnostics.js');

const page = (i) => `content/pages/bai-${i}.md`;
const check = (t, files, ...args) => parseDiagnostics(smallRepository(t, files).kyket(['check', '--lang', 'en', ...args]).output);

// All texts in one register, a page each: what is told of each.
function saidOf(t, texts, ...args) {
  const found = check(t, Object.fromEntries(texts.map((text, i) => [page(i), entry({ title: `Bài ${i}` }, text)])), ...args);
  return texts.map((_, i) => found.filter(({ file }) => file === page(i)));
}

function tells(name, cases) {
  test(name, (t) =>
    saidOf(t, cases.map(([text]) => text)).forEach((found, i) => {
      const [text, code, words] = cases[i];
      assert.deepEqual(found.map((each) => each.code), [code], `${text}: ${JSON.stringify(found)}`);
      assert.ok(found[0].message.includes(words), found[0].message);
    }));
}

function tellsNothing(name, texts) {
  test(name, (t) => saidOf(t, texts).forEach((found, i) => assert.deepEqual(found, [], texts[i])));
}

tells('a link whose words are another site, an address, or its name alone', [
  ['[baoangiang.com.vn](https://tuoitre.vn/tin)', 'misleading-link', 'reads "baoangiang.com.vn" and leads to https://tuoitre.vn/tin'],
  ['[tuoitre.vn/tin-cu](https://tienphong.vn/tin-cu)', 'misleading-link', 'leads to https://tienphong.vn'],
  ['[Tienphong.vn](https://tuoitre.vn)', 'misleading-link', 'reads "Tienphong.vn"'],
]);

tellsNothing('a link whose words are its own site, or no site', [
  '[baoangiang.com.vn](https://www.baoangiang.com.vn/tin)',
  '[chinhphu.vn](https://vanban.chinhphu.vn/)',
  '[Node.js](https://nodejs.dev/) và [ASP.NET](https://dotnet.microsoft.com/) và [v.v.](https://tuoitre.vn/)',
  '[quy-che.pdf](https://tuoitre.vn/a)',
]);

tells('a mistyped address that is no link, with the address that was meant', [
  ['Xem https//a.vn/tin.', 'left-markup', 'write https://a.vn/tin'],
  ['Xem https:a.vn/tin nhé', 'left-markup', 'write https://a.vn/tin'],
  ['Xem http:/a.vn.', 'left-markup', 'write http://a.vn'],
  ['Xem https;//a.vn', 'left-markup', 'write https://a.vn'],
  ['Xem https://www. a.vn/tin', 'left-markup', 'write https://www.a.vn/tin'],
  ['Xem https://angiang .gov.vn nhé', 'left-markup', 'write https://angiang.gov.vn'],
  ['Xem https:// angiang.gov.vn', 'left-markup', 'write https://angiang.gov.vn'],
  ['Xem [tin](agreement: quy-che-2018) này.', 'left-markup', 'write (agreement:quy-che-2018)'],
]);

tellsNothing('what only resembles a mistyped address', [
  'Địa chỉ mở đầu bằng https:// là an toàn; giao thức http/https.',
  'Xem https://a.vn. và https://b.vn, rồi 24//7.',
  'Viết `https//a.vn` là sai. Theo https: giao thức.',
  'https://a.vn.\n\n<https://www.a.vn/b>',
]);

tells('formulas and comments that readers see', [
  ['Tỷ lệ $\\frac{a}{b}$ đạt.', 'short-code', 'write **words**'],
  ['Gọi $x$ là số người.', 'short-code', '$x$ is LaTeX'],
  ['Diện tích $a^2$ mét.', 'short-code', '$a^2$'],
  ['Chương trình <<Tuổi trẻ sáng tạo>> bắt đầu.', 'short-code', 'write “Tuổi trẻ sáng tạo”'],
  ['// hỏi lại anh Hùng', 'left-markup', 'this comment is shown'],
  ['Hai bên /* hỏi lại */ ký.', 'left-markup', 'this comment is shown'],
]);

tellsNothing('sums of money, fractions and comments that are hidden', [
  'Trị giá $5 triệu, thêm $3 triệu; 10 triệu US$ và 5 triệu US$; A$5 và B$6.',
  'Giờ 24/7, km/h, và/hoặc <!-- hỏi lại -->.',
  '```\n// mã\n/* mã */\n$x$\n```',
  '**Lưu ý** * một sao / hai sao *\\/',
]);

tells('a small word twice, two words in one, and keys of Telex', [
  ['Chương trình của của Tỉnh đoàn.', 'typing-slip', '"của của"'],
  ['Gồm (các các nội dung) sau.', 'typing-slip', '"các các"'],
  ['Đơn vị đã đã ký.', 'typing-slip', '"đã đã"'],
  ['Hai bên ký vàphát động.', 'typing-slip', 'write và phát'],
  ['Việc làm chotrẻ em.', 'typing-slip', 'write cho trẻ'],
  ['Chương trinhf phối hợp.', 'typing-slip', '"trinhf"'],
  ['Hai bên phối hopwj.', 'typing-slip', '"hopwj"'],
  ['Chuowng trình.', 'typing-slip', '"Chuowng"'],
]);

tellsNothing('words that are said twice, and those of other languages', [
  'Xanh xanh, ngày ngày, người người, nhà nhà, đời đời, nơi nơi, lâu lâu, mãi mãi, luôn luôn, dần dần, từ từ, là là, này này.',
  'Giá trị của của cải; theo theo đuổi; bị bị cáo; các các-bon; và, và cả; của. Của ai; cho cho vay.',
  'Vành đai, vàng, vàm, choáng, choàng, trong trẻo, tại chỗ, những nhánh, với, được.',
  'chef, staff, brief, Wolf, golf, conf, self, Hajj, download, power, show, know, flow.',
  'cácbon, cáctông, ôtô, càphê, áptômát, kilômét; K’Hùng, Krông Pắc.',
  'Tệp trinhf.pdf, https://trinhf.vn/hopwj, `hopwj`.',
]);

tells('what its editor takes for held back, times that no clock shows', [
  ['CHƯA ĐĂNG - chờ anh Hùng\n\nBài.', 'placeholder', 'CHƯA ĐĂNG'],
  ['Nháp: hai bên ký.', 'placeholder', 'Nháp'],
  ['Hai bên ký (bản nháp).', 'placeholder', '(bản nháp)'],
  ['Hai bên ký [dự thảo].', 'placeholder', '[dự thảo]'],
  ['Lễ ký lúc 16h75.', 'bad-date', 'no clock shows 16h75'],
  ['Lúc 24h30 đêm.', 'bad-date', 'no clock shows 24h30'],
]);

tellsNothing('what only resembles that', [
  'TRƯỜNG HỢP CHƯA ĐĂNG KÝ',
  'Chưa đăng ký khai sinh.\n\nHai bên góp ý dự thảo (dự thảo luật).',
  'Từ 7h30 đến 24h00, trong 36h, 100h75, Qh75, 1h5.',
]);

test('words of two kinds that are spoilt are both told, and none twice', (t) => {
  const [both, one] = saidOf(t, ['Háº¿t hiệu lực.\n\nHai b\u0435n ký.', 'Háº¿t hiệu lực.']);
  assert.deepEqual(both.map(({ code }) => code).sort(), ['garbled-text', 'lookalike-letter']);
  assert.deepEqual(one.map(({ code }) => code), ['garbled-text']);
});

test('comments of programs in a front matter, and keys in Vietnamese, are told with what to type', (t) => {
  const file = 'content/news/2018/ky-quy-che.md', text = smallRegister()[file];
  for (const [line, code, words] of [
    ['// chờ duyệt', 'yaml-syntax', 'write # chờ duyệt'],
    ['/* chờ duyệt */', 'yaml-syntax', 'write # chờ duyệt'],
    ['// hỏi lại: anh Hùng', 'yaml-syntax', 'write # hỏi lại: anh Hùng'],
    ['Người viết: Minh Châu', 'unknown-key', 'did you mean "author"?'],
    ['tác giả: Minh Châu', 'unknown-key', 'did you mean "author"?'],
    ['author: Minh Châu // hỏi lại', 'left-markup', 'begin it with a blank and #'],
    ['author: Minh Châu,', 'untidy-title', 'author: this ends with ","'],
    ['chưa duyệt: true', 'held-back', 'write "draft: true"'],
  ]) {
    const found = check(t, { [file]: text.replace('summary:', `${line}\nsummary:`) }).filter((each) => each.file === file);
    assert.deepEqual(found.map((each) => each.code), [code], `${line}: ${JSON.stringify(found)}`);
    assert.ok(found[0].message.includes(words), found[0].message);
  }
  for (const line of ['# chờ duyệt', 'author: Minh Châu # hỏi', 'author: Báo A/B']) {
    const found = check(t, { [file]: text.replace('summary:', `${line}\nsummary:`) }).filter((each) => each.file === file && each.code !== 'comment-cut');
    assert.deepEqual(found, [], line);
  }
});

test('an address with a blank in its host, and one with a full stop behind it', (t) => {
  const file = 'content/news/2019/tin.md';
  const said = (url) => check(t, { [file]: entry({ title: 'Tin', date: '2019-01-01', sources: [{ name: 'Báo', url }] }, 'Bài.') }).filter((each) => each.file === file);
  for (const [url, code, words] of [['https://www. a.vn/b', 'bad-url', 'name of the site'], ['https://a.vn/b c', 'bad-url', 'write %20'], ['https://a.vn/b.', 'doubtful-link', 'write https://a.vn/b']]) {
    const [item, ...others] = said(url);
    assert.deepEqual([item.code, others], [code, []], url);
    assert.ok(item.message.includes(words), item.message);
  }
  for (const url of ['https://vi.wikipedia.org/wiki/Apple_Inc.', 'https://a.vn/b?q=c.d', 'https://a.vn/(b)']) assert.deepEqual(said(url), [], url);
});

test('a mail address or number to call that is none is told for what it is', (t) => {
  const [mail, call] = saidOf(t, ['[thư](<mailto:ban bien tap@a.vn>)', '[gọi](tel:o2963-abc)']);
  assert.match(mail[0].message, /no mail address; write mailto:name@/);
  assert.match(call[0].message, /no telephone number; write the digits/);
});

const office = (fields, id = 'so') => ({ [`content/organizations/${id}.md`]: entry({ name: 'Sở Nội vụ tỉnh An Giang', kind: 'department', level: 'province', province: 'an-giang', ...fields }, 'Với [](organization:tinh-doan-an-giang).') });
const said = (t, files, file, ...args) => check(t, files, ...args).filter((each) => each.file === file && each.code !== 'not-linked' && each.code !== 'no-news').map(({ severity, code }) => `${severity} ${code}`);

test('offices: several names in one, and successors without an end', (t) => {
  const file = 'content/organizations/so.md';
  for (const [fields, expected] of [
    [{}, []],
    [{ other_names: ['SNV; Sở NV'] }, ['warning odd-value']],
    [{ other_names: ['SNV, Sở Nội vụ AG'] }, ['warning odd-value']],
    [{ former_names: [{ name: 'Sở Tổ chức; Ban Tổ chức', until: '2010' }] }, ['warning odd-value']],
    [{ other_names: ['SNV', 'Sở Lao động, Thương binh và Xã hội'] }, []],
    [{ successors: [{ organization: 'ubnd-an-giang', since: '2025-03-01' }] }, ['warning odd-value']],
    [{ successors: [{ organization: 'ubnd-an-giang', scope: 'Việc làm' }] }, []],
    [{ dissolved: '2025-02-28', successors: [{ organization: 'ubnd-an-giang', since: '2025-03-01' }] }, []],
  ])
    assert.deepEqual(said(t, office(fields), file), expected, JSON.stringify(fields));
});

test('titles with a full stop, names of several people, places with their word, items with a sign', (t) => {
  const file = 'content/agreements/quy-che-2018.md';
  const signer = (name) => ({ signatories: [agreement.signatories[0], { organization: 'tinh-doan-an-giang', signers: [{ name }] }] });
  for (const [fields, expected] of [
    [{}, []],
    [{ title: 'Quy chế phối hợp giai đoạn 2018–2022.' }, ['warning untidy-title']],
    [{ title: 'Quy chế phối hợp giai đoạn 2018–2022 về y tế, v.v.' }, []],
    [{ title: 'Quy chế phối hợp giữa TP. A và Công ty B Co., Ltd.' }, []],
    [signer('Lê Thị Bé và Trần Văn Cò'), ['warning odd-value']],
    [{ place: 'tại Long Xuyên' }, ['warning untidy-title']],
    [{ place: 'Long Xuyên' }, []],
    [{ commitments: [{ title: '- Chăm lo trẻ em' }, { title: 'Họp mỗi quý' }] }, ['warning untidy-title']],
    [{ commitments: [{ title: 'a) Chăm lo trẻ em' }, { title: 'Họp mỗi quý' }] }, ['warning untidy-title']],
    [{ number: 'Số: 01/QC-UBND' }, ['warning bad-number-form']],
  ])
    assert.deepEqual(said(t, { [file]: entry({ ...agreement, number: '01/QC-UBND', ...fields }, 'Bài.') }, file), expected, JSON.stringify(fields));
  const [number] = check(t, { [file]: entry({ ...agreement, number: 'Số: 01/QC-UBND' }) }).filter(({ code }) => code === 'bad-number-form');
  assert.match(number.message, /write 01\/QC-UBND$/);
});

test('one photo twice, and a review before the signing', (t) => {
  const file = 'content/news/2019/tin.md', item = (fields, body) => ({ [file]: entry({ title: 'Hai bên họp', date: '2019-01-01', ...fields }, body) });
  const two = ['le-ky.png', 'le-ky.png'].map((name, i) => ({ file: name, alt: `Hai người ${i}`, credit: 'x' }));
  for (const [files, expected] of [
    [item({}, ''), []],
    [item({ photos: [two[0]] }, ''), []],
    [item({ photos: two }, 'Bài.'), ['warning repeated-item']],
    [item({ event: { kind: 'review', date: '2018-01-01' }, agreements: ['quy-che-2018'] }, 'Bài.'), ['warning wrong-order']],
    [item({ event: { kind: 'review', date: '2018-12-31' }, agreements: ['quy-che-2018'] }, 'Bài.'), []],
    [item({ event: { kind: 'closing', date: '2018-12-31' }, agreements: ['quy-che-2018', 'quy-che-2023'] }, 'Bài.'), []],
  ])
    assert.deepEqual(said(t, files, file), expected, files[file]);
});

test('a folder of drafts holds nothing back', (t) => {
  const file = 'content/news/2019/nhap/tin.md', draft = (fields) => ({ [file]: entry({ title: 'Hai bên họp', date: '2019-01-01', ...fields }, 'Bài.') });
  assert.deepEqual(said(t, draft({}), file), ['error held-back']);
  assert.deepEqual(said(t, draft({ draft: true }), file), []);
});

test('the address of the register that only this computer knows, and an id in the place of an old address', (t) => {
  const file = 'content/site.yaml', base = (base_url) => said(t, { [file]: dump({ ...site, base_url }) }, file);
  assert.deepEqual(base('http://localhost:8080/'), ['warning private-link']);
  assert.deepEqual(base('http://192.168.1.5/so/'), ['warning private-link']);
  assert.deepEqual(base('https://localhost.vn/'), []);
  const item = 'content/news/2019/tin.md', alias = (address) => check(t, { [item]: entry({ title: 'Hai bên họp', date: '2019-01-01', aliases: [address] }, 'Bài.') }).filter(({ file: at }) => at === item);
  const [told, ...others] = alias('tin-cu');
  assert.deepEqual([told.code, told.severity, others], ['bad-path', 'warning', []]);
  assert.match(told.message, /write \/tin-tuc\/2019\/tin-cu\/ where/);
  for (const address of ['/tin-cu/', '/tin-tuc/2019/tin-cu/', 'cu/tin.html']) assert.deepEqual(alias(address), [], address);
});

test('files: with a dot in static/, and large ones', (t) => {
  const large = Buffer.alloc(21e6, 'a');
  large.write('%PDF-1.4\n');
  const found = check(t, {
    'content/static/.htaccess': 'x', 'content/static/.well-known/security.txt': 'x', 'content/static/.gitkeep': '', 'content/static/a/.DS_Store': 'x',
    'content/media/lon.pdf': large, 'content/pages/tep.md': entry({ title: 'Tệp' }, '[Văn bản](media:lon.pdf)'),
  }).filter(({ file }) => /static|media/.test(file)).map(({ file, severity, code }) => [file, severity, code]);
  assert.deepEqual(found.sort(), [
    ['content/media/lon.pdf', 'warning', 'large-media'],
    ['content/static/.htaccess', 'warning', 'unknown-file'], ['content/static/.well-known', 'warning', 'unknown-file'],
  ]);
});

test('a build after one that was told of a file with a dot tells of it again', (t) => {
  const repository = smallRepository(t, { 'content/static/.htaccess': 'x' });
  for (let i = 0; i < 2; i++) assert.match(repository.kyket(['build', '--lang', 'en']).output, /static\/\.htaccess: warning/);
  repository.commit({ 'content/news/2019/tin.md': entry({ ...news, date: '2019-01-01' }, 'Bài.') });
  assert.match(repository.kyket(['build', '--lang', 'en']).output, /static\/\.htaccess: warning/);
});

test('a command takes the file of an entry for its id, and says the kind that a Vietnamese word means', (t) => {
  const repository = smallRepository(t);
  const kind = repository.kyket(['list', 'thỏa thuận', '--lang', 'en']);
  assert.equal(kind.status, 2);
  assert.match(kind.stderr, /did you mean "agreement"\?/);
  const renamed = repository.kyket(['rename', 'news', 'content/news/2018/ky-quy-che.md', 'ky-quy-che-dau', '--lang', 'en']);
  assert.equal(renamed.status, 0, renamed.output);
  assert.match(renamed.stdout, /^content\/news\/2018\/ky-quy-che-dau\.md$/m);
  assert.match(repository.kyket(['rename', 'news', 'khong-co.md', 'x', '--lang', 'en']).stderr, /khong-co/);
});

tells('keys of VNI, a blank that is missing behind a sign, letters for digits', [
  ['Hội nghị Vie65t Nam.', 'typing-slip', '"Vie65t" is how VNI is typed'],
  ['Tỉnh d9oàn và d9o7n vị.', 'typing-slip', '"d9o7n"'],
  ['Ke61t qua3 ba1o ca1o.', 'typing-slip', '"Ke61t"'],
  ['Hai bên ký.Chương trình bắt đầu.', 'typing-slip', 'write ký. Chương'],
  ['Hai bên đã ký,trong đó có ba nội dung.', 'typing-slip', 'write ký, trong'],
  ['Năm 2021.Chương trình bắt đầu.', 'typing-slip', 'write 2021. Chương'],
  ['Kính gửi:Ông Nguyễn Văn An', 'typing-slip', 'write gửi: Ông'],
  ['Hai bên cùng cùng ký.', 'typing-slip', '"cùng cùng"'],
  ['Ký ngày l5/6/2O26.', 'typing-slip', 'write 15/6/2026'],
  ['Năm 2O26 hai bên ký.', 'typing-slip', 'write 2026'],
  ['Ngày 3O tháng 4 năm 2021.', 'typing-slip', 'write 30'],
  ['Có 1.5OO đoàn viên.', 'typing-slip', 'write 1.500'],
]);

tellsNothing('what is cut short, names of sites and of things, and numbers', [
  'Tại TP.HCM, TP.Huế, Q.Bình Thạnh, ThS.Nguyễn Văn An, Ths.Lê Văn Bé, Bs.Trần Thị Cò, tp.Đà Nẵng, TX.An Nhơn.',
  'Xem tuoitre.vn, Tienphong.vn, ASP.NET, Node.js và www.angiang.gov.vn; 3.000 người, 20.11.2021.',
  'CO2, H2O, 2O2, i5, co2, h2o, w3c, khu65, tang1, b2b, 10l, 5l, m2, A1, 12a, 5G, O2, B12, k8s, mp3, F0, 16h30, I/2026.',
  'Người bần cùng cùng cực; năm năm; trong trong sạch; về về hưu; He said done.The end,and more.',
]);

tells('codes for the end of a line, headings and powers of other programs', [
  ['Dòng một.\\nDòng hai.', 'escaped-letters', '\\n is how programs write the end of a line'],
  ['Dòng một\\r\\n\\r\\nDòng hai.', 'escaped-letters', '\\r\\n\\r\\n is'],
  ['Nội dung\\tchi tiết', 'escaped-letters', '\\t is'],
  ['## ## Mục', 'left-markup', 'write ## once'],
  ['## ##', 'left-markup', 'this heading has no words'],
  ['h2. Mục hai', 'short-code', 'write ## Mục hai'],
  ['Diện tích 100 m^2.', 'short-code', 'write <sup>2</sup>'],
  ['Khoảng 10^{-3} mét.', 'short-code', 'write <sup>-3</sup>'],
]);

tellsNothing('backslashes, hashes and carets that are meant', [
  'Viết `\\n` để xuống dòng; \\\\n hiện ra; DOMAIN\\nam và `C:\\tailieu\\nam.txt`.',
  '## \\# Mục\n\n## #TuoiTre',
  'Mũ ^_^ và a ^ b và ^^, `m^2`; h2.vn và h2o. Hai.',
]);

tells('a bracket or quote that is never closed', [
  ['Hai bên (Tỉnh đoàn và Sở Nội vụ ký.\n\nĐoạn hai.', 'left-markup', '( opens here'],
  ['Chương trình “Tuổi trẻ sáng tạo bắt đầu.', 'left-markup', '“ opens here'],
  ['Chương trình "Tuổi trẻ bắt đầu.\n\nChương trình "Tuổi trẻ" tiếp tục.', 'left-markup', '" opens here'],
  ['Chương trình «Tuổi trẻ bắt đầu.', 'left-markup', '« opens here'],
  ['## Mục [một\n\nBài.', 'left-markup', '[ opens here'],
]);

tellsNothing('brackets and quotes that close elsewhere, or are none', [
  'Điểm a) một; b) hai; 1) ba. Khoảng [0; 1) và (0; 1]. Vui :) và buồn :( hết.',
  '(gồm các nội dung sau:\n\n- a) một\n- b) hai)',
  '“Đoạn một.\n\n“Đoạn hai.\n\n“Đoạn ba.” Ông nói.',
  'Màn hình 5" và 15", "Thanh niên năm 2025" và "Tuổi trẻ 2026", „abc“.',
  '![Hai người](media:le-ky.png "Chú (thích")',
]);

tells('shortened addresses, and links to nowhere but the top', [
  ['Xem [bài](https://bit.ly/3abcde).', 'tracked-link', 'write the address that it leads to'],
  ['Xem https://tinyurl.com/abc1 nhé.', 'tracked-link', 'tinyurl.com'],
  ['Xem [bài](#).', 'doubtful-link', 'leads to the top of this page alone'],
]);

tellsNothing('what is no such address', [
  'https://bitly.com/ và https://bit.ly, https://youtu.be/abc, https://forms.gle/abc, https://rabbit.ly.vn/x.',
  'Lên [đầu trang](#).',
]);

test('a text of the front matter with a code for a line, a lone bracket, and a day with letters', (t) => {
  const file = 'content/news/2019/tin.md', item = (fields) => ({ [file]: entry({ title: 'Hai bên họp', date: '2019-01-01', ...fields }, 'Bài.') });
  assert.deepEqual(said(t, item({ summary: 'Hai bên họp.\\nBàn ba việc.' }), file), ['warning escaped-letters']);
  assert.deepEqual(said(t, item({ summary: 'Hai bên (Tỉnh đoàn và Sở họp.' }), file), ['warning untidy-title']);
  assert.deepEqual(said(t, item({ summary: 'Hai bên (Tỉnh đoàn và Sở) họp: a) một; b) hai.' }), file), []);
  const [told] = check(t, item({ date: '2O19-0l-01' })).filter((each) => each.file === file);
  assert.match(told.message, /write 2019-01-01$/);
});

test('a robots.txt of the editors that keeps everybody away', (t) => {
  const file = 'content/static/robots.txt', robots = (text) => said(t, { [file]: text }, file);
  assert.deepEqual(robots('User-agent: *\nDisallow: /\n'), ['warning hidden-site']);
  assert.deepEqual(robots('# tạm\r\nuser-agent: GPTBot\r\nuser-agent: *\r\ndisallow: / # cấm\r\n'), ['warning hidden-site']);
  for (const text of ['User-agent: *\nDisallow:\n', 'User-agent: *\nDisallow: /tim-kiem/\n', 'User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nAllow: /\n', 'User-agent: GPTBot\nDisallow: /\n'])
    assert.deepEqual(robots(text), [], text);
});

test('a code of a province without its zero', (t) => {
  const file = 'content/data/provinces.yaml', text = smallRegister()[file];
  const code = (value) => check(t, { [file]: text.replace(/(- id: an-giang\n)/, `$1  code: ${value}\n`) }).filter((each) => each.file === file && each.code === 'odd-value');
  const [told] = code('1');
  assert.match(told.message, /write code: "01"$/);
  assert.deepEqual(code('"01"'), []);
});

test('a title of three sides, another period in the news, another day of signing in the text', (t) => {
  const file = 'content/agreements/quy-che-2018.md', item = 'content/news/2018/ky-quy-che.md';
  const told = (fields, body = 'Bài.') => said(t, { [file]: entry({ ...agreement, ...fields }, body) }, file);
  assert.deepEqual(told({ title: 'Quy chế phối hợp ba bên giai đoạn 2018–2022' }), ['note name-mismatch']);
  assert.deepEqual(told({ title: 'Quy chế phối hợp hai bên giai đoạn 2018–2022' }), []);
  const [year, month, day] = String(agreement.signed).split('-');
  assert.deepEqual(told({}, `Quy chế được hai bên ký ngày ${Number(day) + 1}/${month}/${year}.`), ['warning signing-mismatch']);
  assert.deepEqual(told({}, `Quy chế được hai bên ký ngày ${Number(day) + 1} tháng ${Number(month)} năm ${year} tại An Giang.`), ['warning signing-mismatch']);
  assert.deepEqual(told({}, `Quy chế được hai bên ký ngày ${day}/${month}/${year}.`), []);
  assert.deepEqual(told({}, `Quy chế thay thế văn bản ký ngày ${Number(day) + 1}/${month}/${year}; ký ngày 3/4/1999.`), []);
  const text = (summary) => said(t, { [item]: smallRegister()[item].replace(/^summary: .*$/m, `summary: ${summary}`) }, item);
  assert.deepEqual(text('Hai bên ký Quy chế phối hợp giai đoạn 2018–2023.'), ['warning period-mismatch']);
  assert.deepEqual(text('Hai bên ký Quy chế phối hợp giai đoạn 2018–2022, theo Chiến lược giai đoạn 2018–2030.'), []);
  assert.deepEqual(text('Hai bên ký Quy chế, theo Chiến lược phát triển thanh niên giai đoạn 2018–2030.'), []);
});

test('help for a command, and for one that is mistyped', (t) => {
  const repository = smallRepository(t);
  assert.match(repository.kyket(['help', 'build', '--lang', 'en']).stdout, /^usage: kyket build/i);
  const help = repository.kyket(['help', 'biuld', '--lang', 'en']);
  assert.deepEqual([help.status, help.stdout], [2, '']);
  assert.match(help.stderr, /no command "biuld"; did you mean "build"\?/);
  const run = repository.kyket(['chek', '--lang', 'en']);
  assert.equal(run.status, 2);
  assert.match(run.stderr, /did you mean "check"\?/);
  assert.equal(repository.kyket(['help', '--lang', 'en']).status, 0);
});

test('what was removed: on a day to come, in the place of itself, and in a circle', (t) => {
  const file = 'content/data/removed.yaml', one = { address: '/tin-tuc/2018/cu/', date: '2024-01-01', reason: 'Trùng.' }, other = { ...one, address: '/tin-tuc/2018/cu-hai/' };
  const codes = (...items) => check(t, { [file]: items.map((item) => dump([item])).join('') }, '--date', '2026-12-01').filter((each) => each.file === file && each.code !== 'unknown-address').map(({ line, code }) => `${line} ${code}`);
  assert.deepEqual(codes(one, other), []);
  assert.deepEqual(codes({ ...one, date: '2027-05-01' }), ['2 source-day']);
  assert.deepEqual(codes({ ...one, replaced_by: one.address }), ['4 circle']);
  assert.deepEqual(codes({ ...one, replaced_by: other.address }, { ...other, replaced_by: one.address }), ['4 circle', '8 circle']);
  assert.deepEqual(codes({ ...one, replaced_by: other.address }, { ...other, replaced_by: 'agreement:quy-che-2018' }), []);
  assert.match(smallRepository(t).kyket(['hook', 'instal', '--lang', 'en', '-o', 'x']).stderr, /its argument is install: instal/);
});

tells('a heading that stands twice', [['## Mục\n\n## Mục\n\nBài.', 'repeated-text', 'this stands right above too: Mục']]);

tellsNothing('headings of one name with something between, or below another', ['## Mục\n\nBài.\n\n## Mục\n\nBài.', '## Mục\n\n### Mục\n\nBài.']);

test('a period without the start that the title says', (t) => {
  const file = 'content/agreements/quy-che-2018.md', told = (period) => said(t, { [file]: entry({ ...agreement, period }, 'Bài.') }, file);
  assert.deepEqual(told({ end: '2022' }), ['warning no-period']);
  assert.deepEqual(told({ start: '2018', end: '2022' }), []);
});
