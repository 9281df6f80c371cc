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
