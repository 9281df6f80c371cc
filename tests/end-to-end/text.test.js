'use strict';
// Texts as editors paste them: what comes out as it was meant, and what is told at its place.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { dump, entry, smallRegister, smallRepository } = require('../support/register.js');
const { parseDiagnostics } = require('../support/diagnostics.js');

const page = 'content/pages/gioi-thieu.md';

const conflict = '<<<<<<< HEAD\nmột: 1\n=======\nhai: [\n>>>>>>> nhanh\n';

test('a conflict that git left is one error with its lines, wherever it is, and nothing else of the file', (t) => {
  const files = smallRegister();
  for (const [file, text, lines] of [
    [page, `${entry({ title: 'Trang' }, `[x](news:khong-co)\n\n${conflict}`)}`, '7, 9, 11'],
    [page, `---\ntitle: Trang\n${conflict}---\n`, '3, 5, 7'],
    ['content/data/topics.yaml', files['content/data/topics.yaml'] + conflict, null],
    [page, entry({ title: 'Trang' }, 'một\n\n=======\nhai\n>>>>>>> nhanh'), '7, 9'],
    [page, entry({ title: 'Trang' }, 'Bài.\n\n  <<<<<<< HEAD\n  một\n  =======\n  hai\n  >>>>>>> nhanh'), '7, 9, 11'],
    [page, entry({ title: 'Trang' }, '> <<<<<<< HEAD\n> một\n> =======\n> hai\n> >>>>>>> nhanh'), '5, 7, 9'],
    [page, entry({ title: 'Trang' }, '- một\n  <<<<<<< HEAD\n  hai\n  ||||||| 1234567\n  =======\n  >>>>>>> nhanh'), '6, 9, 10'],
    [page, '---\ntitle: Trang\nsummary: >\n  <<<<<<< HEAD\n  một\n---\n', '4'],
    [page, '---\ntitle: "<<<<<<< HEAD"\n---\n', '2'],
    [page, entry({ title: 'Trang' }, 'Bài.\n\n||||||| 1234567\n\nhai'), '7'],
  ]) {
    const repository = smallRepository(t, { [file]: text });
    const result = repository.kyket(['check', '--lang', 'en']);
    assert.equal(result.status, 1, result.output);
    const found = parseDiagnostics(result.output).filter((each) => each.file === file);
    assert.deepEqual(found.map(({ severity, code }) => [severity, code]), [['error', 'conflict-marker']], result.output);
    if (lines !== null) assert.match(result.output, new RegExp(`\\(lines ${lines}\\)`));
  }
});

test('what is left of a conflict when its other signs were taken out is told too', (t) => {
  for (const [text, line] of [['một\n\n=======\n\nhai', 7], ['=======\nhai', 5], ['một\n\n>>>>>>> nhanh\n', 7], ['Tên\n=======\n\nhai\n>>>>>>> hai từ\n', 6], ['```\n~~~\n```\n\n=======\n', 9]]) {
    const result = smallRepository(t, { [page]: entry({ title: 'Trang' }, text) }).kyket(['check', '--lang', 'en']);
    assert.deepEqual(parseDiagnostics(result.output).map(({ code, line: at }) => [code, at]), [['conflict-marker', line]], result.output);
  }
  for (const text of ['Mở đầu\n=======\n\nhai', '```\n\n=======\n>>>>>>> nhanh\n```', '~~~\n```\n\n=======\n~~~', 'Tên\n=======\n\n```\n>>>>>>> nhanh\n```', 'một\n\n========\n\nhai', '=======x'])
    assert.doesNotMatch(smallRepository(t, { [page]: entry({ title: 'Trang' }, text) }).kyket(['check', '--lang', 'en']).output, /conflict-marker/);
});

test('changes in the form that git shows them are an error at their first line, and what is meant is not', (t) => {
  for (const [text, line] of [['diff --git a/content/x.md b/content/x.md\nindex 1..2 100644', 5], ['Bài.\n\n--- a/content/x.md\n+++ b/content/x.md\n', 7], ['> +++ b/content/x.md', 5], ['Bài.\n\n@@ -1,2 +1,3 @@\n một\n+hai', 7], ['  @@ -1 +1 @@ title', 5]]) {
    const result = smallRepository(t, { [page]: entry({ title: 'Trang' }, text) }).kyket(['check', '--lang', 'en']);
    assert.deepEqual(parseDiagnostics(result.output).map(({ severity, code, line: at }) => [severity, code, at]), [['error', 'conflict-marker', line]], result.output);
  }
  for (const text of ['```diff\n--- a/x\n+++ b/x\n@@ -1,2 +1,3 @@\n```', 'Dòng `@@ -1,2 +1,3 @@` và `<<<<<<< HEAD`', '\\<<<<<<< HEAD', '>>>>>>>> tám dấu', '| a | b |\n|---|---|\n|||', 'C++ và @@ -x', '> > > > > > > bảy cấp'])
    assert.doesNotMatch(smallRepository(t, { [page]: entry({ title: 'Trang' }, text) }).kyket(['check', '--lang', 'en']).output, /conflict-marker/, text);
});

test('of changes in another encoding the message quotes what can be read', (t) => {
  const bytes = Buffer.concat([Buffer.from(entry({ title: 'Trang' }, '')), Buffer.from('diff --git a/Quy ch\xea b/Quy ch\xea\n', 'latin1')]);
  const { output } = smallRepository(t, { [page]: bytes }).kyket(['check', '--lang', 'en']);
  assert.match(output, /conflict-marker/);
  assert.match(output, /: diff --git a\/Quy ch/);
  assert.doesNotMatch(output, /\ufffd/);
});

test('a word that was saved in a wrong encoding, or has codes for letters, is told with what was meant', (t) => {
  const cases = [['Háº¿t hiệu lực', '"Háº¿t" was saved in a wrong encoding (in 1 places', 'write "Hết"'], ['Huế: â€œQuy chế', '"â€œQuy"', 'write "“Quy"'], ['Ká»³ họp', '"Ká»³"', 'write "Kỳ"'], ['ph%C6%B0%E1%BB%9Dng', '"ph%C6%B0%E1%BB%9Dng"', 'write "phường"'], ['Ch\\u01b0\\u01a1ng', 'codes in the place of letters', 'write "Chương"'], ['Quy%20ch%E1%BA%BF', '"Quy%20', 'write "Quy chế"']];
  const files = Object.fromEntries(cases.map(([text], i) => [`content/pages/bai-${i}.md`, entry({ title: `Bài ${i}` }, text)]));
  files['content/data/topics.yaml'] = dump([{ id: 'tre-em', name: 'Tráº» em' }, { id: 'viec-lam', name: 'Việc làm' }]);
  const found = parseDiagnostics(smallRepository(t, files).kyket(['check', '--lang', 'en']).stdout);
  cases.forEach(([text, what, way], i) => {
    const { message } = found.find(({ file }) => file === `content/pages/bai-${i}.md`);
    assert.ok(message.includes(what) && message.includes(way), `${text}: ${message}`);
  });
  assert.ok(found.some(({ file, code, message }) => file === 'content/data/topics.yaml' && code === 'garbled-text' && message.includes('write "Trẻ"')));
});

test('an address through a service, or with signs of visitors, is told with the one to write', (t) => {
  const cases = [['[x](https://www.google.com/url?q=https%3A%2F%2Fa.vn%2Fb%3Fc%3D1&sa=D)', 'https://a.vn/b?c=1'], ['[x](https://a.vn/b?id=1&utm_source=x&fbclid=y#z)', 'https://a.vn/b?id=1#z'], ['https://a.vn/?fbclid=abc', 'https://a.vn/'], ['Hai b\u0435n', '"ben"'], ['ＡＢ１', '"AB1"']];
  const files = Object.fromEntries(cases.map(([text], i) => [`content/pages/bai-${i}.md`, entry({ title: `Bài ${i}` }, text)]));
  files['content/news/2024/tin.md'] = entry({ title: 'Tin', date: '2024-01-01', sources: [{ name: 'Báo', url: 'https://a.vn/x?utm_source=zalo' }, { name: 'Báo khác', url: 'https://a.vn/y?id=1' }] });
  const found = parseDiagnostics(smallRepository(t, files).kyket(['check', '--lang', 'en']).stdout);
  cases.forEach(([text, meant], i) => assert.ok(found.find(({ file }) => file === `content/pages/bai-${i}.md`).message.endsWith(`write ${meant}`), text));
  assert.deepEqual(found.filter(({ code }) => code === 'tracked-link').map(({ file, line }) => `${file}:${line}`).filter((place) => place.includes('tin.md')), ['content/news/2024/tin.md:6']);
});

test('an entity that HTML has not is told, one that is meant to be seen is not', (t) => {
  const said = (text) => parseDiagnostics(smallRepository(t, { [page]: entry({ title: 'Trang' }, text) }).kyket(['check', '--lang', 'en']).output);
  for (const [text, entity] of [['Hai bên &thoa; ký', '&thoa;'], ['chữ&nbps;chữ', '&nbps;'], ['- **&Entity;**', '&Entity;']]) {
    const [item, ...others] = said(text);
    assert.deepEqual([item.code, others], ['left-markup', []]);
    assert.ok(item.message.startsWith(entity), item.message);
  }
  assert.deepEqual(said('AT&T; R&D; &amp;foo; \\&bar; &ocirc; &#160; `&ma;` a & b; [x](https://a.vn/?a=1&b=2;)'), []);
});

test('an address that only one machine or network knows is told, others are not', (t) => {
  const said = (address) => parseDiagnostics(smallRepository(t, { [page]: entry({ title: 'Trang' }, `[x](${address})`) }).kyket(['check', '--lang', 'en']).output).map(({ code, message }) => [code, /known on this computer/.test(message)]);
  for (const address of ['http://localhost:1313/tin/', 'https://LOCALHOST', 'http://127.0.0.1/', 'http://192.168.1.10:8080/a', 'http://10.0.0.2?a', 'http://may-chu.local/a', 'http://0.0.0.0:8000', 'http://172.16.0.1/', 'http://172.31.255.1:81/', 'http://169.254.1.1/', 'http://100.64.0.1/', 'http://[::1]/', 'http://[fe80::1]:80/', 'http://noi-bo/van-ban', 'http://may.lan/', 'https://ten@10.0.0.1/'])
    assert.deepEqual(said(address), [['private-link', true]], address);
  for (const address of ['https://localhost.vn/', 'https://10.vn/', 'https://127.example.vn/', 'http://203.162.1.1/', 'https://a.vn/?u=http://localhost/', 'https://thelocal.vn', 'http://172.32.0.1/', 'http://172.15.0.1/', 'http://100.128.0.1/', 'http://[2405:4800::1]/', 'https://ten@a.vn/', 'https://trường.vn/'])
    assert.deepEqual(said(address), [], address);
});

test('addresses that no browser can follow are left out and told, others are not', (t) => {
  const said = (address) => parseDiagnostics(smallRepository(t, { [page]: entry({ title: 'Trang' }, `[x](${address})`) }).kyket(['check', '--lang', 'en']).output).map(({ code }) => code);
  for (const address of ['http://https://a.vn/', 'https://a,vn/', 'https://a..vn/', 'https://.vn/', 'mailto:a', '<mailto:a b@c.vn>', 'mailto:a@b', 'mailto:a@@b.vn', 'tel:abc', 'tel:'])
    assert.deepEqual(said(address), ['unsafe-link'], address);
  for (const address of ['https://a.vn:8443/?q=a,b', 'mailto:a@b.vn?subject=x', 'mailto:a@b.vn,c@d.vn', 'mailto:?subject=x', '<tel:+84 24 1234 567>', 'tel:1900.1234;ext=5'])
    assert.deepEqual(said(address), [], address);
});

test("Word's bullets that lost their font are lists where several follow each other or a colon leads in", (t) => {
  const text = 'Gồm:\n\no Một việc\no Hai việc\n\nĐoạn.\n\n§ Ba\n§ Bốn\n\nĐoạn.\n\nØ Năm\nØ Sáu\n\nHọp:\n\no\tBảy\n\nĐoạn.\n\no Thanh đi chợ.\n\nox Tám\nox Chín';
  const repository = smallRepository(t, { [page]: entry({ title: 'Trang' }, text) });
  const result = repository.kyket(['build', '--lang', 'en']);
  assert.equal(result.status, 0, result.output);
  assert.doesNotMatch(result.output, /gioi-thieu/);
  const html = fs.readFileSync(repository.path('output', 'gioi-thieu', 'index.html'), 'utf8');
  assert.deepEqual([...html.matchAll(/<li>(Một việc|Hai việc|Ba|Bốn|Năm|Sáu|Bảy)<\/li>/g)].map((match) => match[1]), ['Một việc', 'Hai việc', 'Ba', 'Bốn', 'Năm', 'Sáu', 'Bảy']);
  assert.match(html, /<p>o Thanh đi chợ\.<\/p>\s*<p>ox Tám\s+ox Chín<\/p>/);
});

test('what was pasted twice is told where it stands again, and what only resembles is not', (t) => {
  const line = 'Hai bên ký chương trình phối hợp năm 2020.', said = (text) => parseDiagnostics(smallRepository(t, { [page]: entry({ title: 'Trang' }, text) }).kyket(['check', '--lang', 'en']).output);
  for (const [text, at] of [[`${line}\n\n${line}`, 7], [`Sáng nay,\n${line}\n${line}`, 7], [`- ${line}\n- ${line}\n- Khác hẳn`, 6], [`1. Một\n2. ${line}\n3. ${line}`, 7]])
    assert.deepEqual(said(text).filter(({ code }) => code === 'repeated-text').map((each) => each.line), [at], text);
  assert.deepEqual(said(`${line}\n\nKhác hẳn.\n\n${line}\n\n${line.replace('2020', '2021')}\n\nNơi nhận:\n\nNơi nhận:\n\n---\n\n---`), []);
});

test('equal commitments of one agreement are told, whatever their punctuation; of two they are not', (t) => {
  const { agreement } = require('../support/register.js');
  const file = 'content/agreements/quy-che-2018.md', said = (commitments) => parseDiagnostics(smallRepository(t, { [file]: entry({ ...agreement, commitments: commitments.map((title) => (typeof title === 'string' ? { title } : title)) }) }).kyket(['check', '--lang', 'en']).output);
  const [item, ...others] = said(['Họp mỗi quý', 'Chăm lo', 'họp  mỗi quý.']);
  assert.deepEqual([item.code, item.file, item.line, others], ['repeated-commitment', file, 22, []]);
  assert.match(item.message, /^commitment 1 /);
  for (const others of [['Họp mỗi tháng'], [{ title: 'Họp mỗi quý', group: 'II' }], [{ title: 'Họp mỗi quý', by: ['ubnd-an-giang'] }, { title: 'Họp mỗi quý', by: ['tinh-doan-an-giang'] }]])
    assert.deepEqual(said(['Họp mỗi quý', ...others]), []);
});

test('alternative texts that name a file or fit any picture are told, others are not', (t) => {
  const news = 'content/news/2020/anh.md', alts = ['Untitled', 'IMG_1234', 'z3456789012345_abc', 'image1.png', 'Ảnh 1', 'hình ảnh', 'Screenshot 2024-01-02 at 10.11', 'le-ky-ket', 'signing-ceremony-2020', 'photo (2)', 'WhatsApp Image 2024-01-02'];
  const good = ['Hai người ký', 'Ảnh chụp lễ ký', 'Hình ảnh lễ ký năm 2020', 'Covid-19', 'face-to-face', 'Ha-Noi-Hue', 'mother-in-law', 'Zalo và Đoàn ký kết', 'Image of Hanoi'];
  const text = entry({ title: 'Ảnh', date: '2020-01-01', photos: [...alts, ...good].map((alt) => ({ file: 'le-ky.png', alt, credit: 'x' })) }, [...alts, ...good].map((alt) => `![${alt}](media:le-ky.png)`).join('\n\n'));
  const codes = parseDiagnostics(smallRepository(t, { [news]: text }).kyket(['check', '--lang', 'en']).output).map(({ code }) => code);
  assert.deepEqual(codes.filter((code) => code === 'photo-without-alt').length, alts.length);
  assert.deepEqual(codes.filter((code) => code === 'image-without-alt').length, alts.length);
});

test('what only looks like a conflict is none', (t) => {
  const text = '<<<<<<<HEAD\n\n<<<<<<\n\n> > > > > > > trích\n\n>>>>>>> trích bảy lớp';
  const result = smallRepository(t, { [page]: entry({ title: 'Trang' }, text) }).kyket(['check', '--lang', 'en']);
  assert.equal(result.status, 0, result.output);
  assert.doesNotMatch(result.output, /conflict-marker/);
});

test("a text pasted from Word comes out as lists, paragraphs and a table, and nothing is told", (t) => {
  const text = [
    'Hai bên thống nhất:',
    '1/ Phối hợp:',
    '- Tuyên truyền',
    '+ Trên mạng',
    'a) Báo chí',
    '2/ Hỗ trợ',
    '',
    '\tSáng 20/11, tại Hà Nội.',
    '\tHai bên ký.',
    '',
    'STT\tTên',
    '1\tAn',
    '',
    '**Điều 1.**Phạm vi, xem https://example.vn/a_b.',
    '',
    '<p class="MsoNormal">Chữ <b>đậm</b><o:p></o:p></p>',
  ].join('\n');
  const repository = smallRepository(t, { [page]: entry({ title: 'Trang' }, text) });
  const result = repository.kyket(['build', '--strict', '--lang', 'en']);
  assert.equal(result.status, 0, result.output);
  assert.deepEqual(parseDiagnostics(result.output).filter(({ file }) => file === page), []);
  const html = fs.readFileSync(repository.path('output/gioi-thieu/index.html'), 'utf8');
  for (const part of [
    '<li>Trên mạng',
    '<ul class="typed">',
    '<p>Sáng 20/11, tại Hà Nội.</p>\n<p>Hai bên ký.</p>',
    '<th scope="col">STT</th>',
    '<strong>Điều 1.</strong>Phạm vi',
    '<a href="https://example.vn/a_b" class="external"',
    '<p>Chữ <strong>đậm</strong></p>',
  ])
    assert.ok(html.includes(part), `${part}\n${html}`);
});

test('check notes titles that were pasted without care, and texts of images that are names of files', (t) => {
  for (const [title, sentence] of [
    ['Lễ  ký kết', /several blanks/],
    ['KÝ KẾT CHƯƠNG TRÌNH PHỐI HỢP GIAI ĐOẠN 2026', /capital letters/],
    ['Ký kết A &amp; B', /entity of HTML/],
    ['Ký **kết**', /signs of markup/],
    ['Ký <b>kết</b>', /signs of markup/],
    ['Ký kết chương trình,', /ends with ,/],
    ['Ký kết chương trình phối hợp:', /ends with :/],
    ['Ký kết chương trình “Đồng hành', /pair “ ” only one/],
    ['Ký kết chương trình" phối hợp', /pair " " only one/],
    ['Ký kết (giai đoạn 2026', /pair \( \) only one/],
  ]) {
    const repository = smallRepository(t, { [page]: entry({ title }, 'Chữ.') });
    const result = repository.kyket(['check', '--lang', 'en']);
    const found = parseDiagnostics(result.output).filter(({ file }) => file === page);
    assert.deepEqual(found.map(({ severity, code, line }) => [severity, code, line]), [['warning', 'untidy-title', 2]], result.output);
    assert.match(found[0].message, sentence);
    assert.doesNotMatch(repository.kyket(['build', '--lang', 'en']).output, /untidy-title/);
  }
  for (const fields of [{ summary: 'Ký **quy chế**' }, { summary: 'A &amp; B' }, { summary: 'Xem [x](https://a.vn/)' }]) {
    const result = smallRepository(t, { [page]: entry({ title: 'Trang', ...fields }, 'Chữ.') }).kyket(['check', '--lang', 'en']);
    assert.deepEqual(parseDiagnostics(result.output).map(({ code, line }) => [code, line]), [['untidy-title', 3]], result.output);
  }
  assert.deepEqual(parseDiagnostics(smallRepository(t, { [page]: entry({ title: 'Trang', summary: 'BAN  CHẤP HÀNH TRUNG ƯƠNG ĐOÀN' }, 'Chữ.') }).kyket(['check']).output), []);
  const good = ['Ký "kết" (A) “B” [C]', '1) Ký kết', 'Ký kết A & B <2026>', 'UBND TP.HCM và BCH', 'Số 74/2019/NĐ-CP * và _'].map((title) => entry({ title }, 'x'));
  for (const text of [...good, entry({ title: 'x' }, '![Lễ ký của IMG tại Hà Nội](media:le-ky.png)')])
    assert.doesNotMatch(smallRepository(t, { [page]: text }).kyket(['check']).output, /untidy-title|image-without-alt/);
  const image = smallRepository(t, { [page]: entry({ title: 'x' }, '![IMG_2034.JPG](media:le-ky.png)') });
  const found = parseDiagnostics(image.kyket(['check', '--lang', 'en']).output).filter(({ code }) => code === 'image-without-alt');
  assert.deepEqual(found.map(({ file, line, column }) => [file, line, column]), [[page, 5, 17]]);
});

test('a file that ends in the middle of a sentence is told of, and one that only has no last line end is not', (t) => {
  const sentence = 'Hai bên thống nhất các nội dung phối hợp trong giai đoạn mới, trong đó tập trung vào công tác tuyên truyền và';
  for (const [text, told] of [
    [`${sentence}`, true], [`Đầu.\n\n- Một.\n- ${sentence}`, true], ['Xem [giới', true], ['Xem [giới thiệu](page:gioi', true], ['Xem [giới thiệu](page:gioi-thieu)', false], [`${sentence}\n`, false], [`${sentence} giám sát.`, false], [`${sentence} “giám sát”`, false], ['Tin, ảnh: Nguyễn Văn An', false],
  ]) {
    const found = parseDiagnostics(smallRepository(t, { [page]: `---\ntitle: A\n---\n${text}` }).kyket(['check', '--lang', 'en']).stdout).filter(({ code }) => code === 'cut-off');
    assert.deepEqual(found.map(({ file, line }) => [file, line]), told ? [[page, 3 + text.split('\n').length]] : [], text);
  }
});

test('a line of the front matter that slipped below its end is told of', (t) => {
  for (const [text, told] of [['summary: Tóm tắt', true], ['    note: việc ký', true], ['title:', true], ['\nsummary: Tóm tắt', false], ['Lưu ý: chưa đủ', false], ['note:x', false], ['ghi: chú', false]]) {
    const found = parseDiagnostics(smallRepository(t, { [page]: `---\ntitle: A\n---\n${text}\n` }).kyket(['check', '--lang', 'en']).stdout).filter(({ code }) => code === 'misplaced-key');
    assert.deepEqual(found.map(({ file, line, severity }) => [file, line, severity]), told ? [[page, 4, 'error']] : [], text);
  }
});

// Each text is a page of one register, which is checked once; `expected` are the codes of what is told of it.
function codesOfPages(t, cases, fields = {}) {
  const files = Object.fromEntries(cases.map(([text], i) => [`content/pages/bai-${i}.md`, entry({ title: `Bài ${i}`, ...fields }, text)]));
  const found = parseDiagnostics(smallRepository(t, files).kyket(['check', '--lang', 'en']).stdout);
  return cases.map((_, i) => [...new Set(found.filter(({ file }) => file === `content/pages/bai-${i}.md`).map(({ code }) => code))].join(' '));
}

const typed = [
  ['| a | b |\n| 1 | 2 |', 'table-columns'], ['| a | b |\n|---|---|\n| 1 | 2 |', ''], ['| a |', ''], ['|x| là trị tuyệt đối', ''],
  ['*một\n*hai', 'left-markup'], ['*Ghi chú: số liệu sơ bộ', ''], ['* một\n* hai', ''], ['*một*\n*hai*', ''],
  ['####### bảy', 'left-markup'], ['###### sáu', ''], ['***Điều 1.***Phạm vi', 'left-markup'], ['***Điều 1.*** Phạm vi', ''],
  ['==tô đậm== chữ', 'short-code'], ['a == b và c == d', ''], ['::: tip\nx\n:::', 'short-code'], ['Bốn chấm :::: giữa', ''], ['!!! note\nx', 'short-code'], ['Quá hay!!! Thật', ''],
  ['> [!NOTE]\n> x', 'short-code'], ['[x][1]', 'left-markup'], ['[x][1]\n\n[1]: https://a.vn/', ''], ['[1][2] là hai nguồn', 'left-markup'], ['(x)[https://a.vn/]', 'left-markup'],
  ['```\nmã', 'open-fence'], ['~~~\nmã\n```\n', 'open-fence'], ['```\nmã\n```', ''], ['- a\n\n  ```\n  mã\n  ```', ''], ['> ```\n> mã\n> ```', ''],
  ['**Điều 1. Phạm vi*', 'left-markup'], ['*Điều 1. Phạm vi**', 'left-markup'], ['***Điều 1**', 'left-markup'], ['__Điều 1. Phạm vi_', 'left-markup'], ['**Điều 1.** và *sau*', ''], ['**Tổng**\\* và', ''],
  ['Điều 1. *Phạm vi', 'left-markup'], ['Khách sạn 5* và 4*', ''], ['_Điều 1', 'left-markup'], ['Chữ _nghiêng_và chữ', 'left-markup'], ['Tệp _config.yml, ten_tep', ''], ['`mã', 'left-markup'], ['\\`mã', ''],
  ['[x(https://a.vn/)', 'left-markup'], ['[x[(https://a.vn/)', 'left-markup'], ['[x]https://a.vn/', 'left-markup'], ['[x]{https://a.vn/}', 'left-markup'], ['[x]<https://a.vn/>', 'left-markup'], ['[x](https://a.vn/)(https://b.vn/)', 'left-markup'],
  ['[https://a.vn Tên]', 'left-markup'], ['!(x)[media:le-ky.png]', 'left-markup'], ['Xem media:le-ky.png', 'left-markup'], ['agreement:quy-che-2018', 'left-markup'], ['[x](https://a.vn/ "Tên)', 'left-markup'],
  ['https:// a.vn', 'left-markup'], ['https:\\\\a.vn', 'left-markup'], ['hhttps://a.vn/', 'left-markup'], ['http://http://a.vn/', 'left-markup'], ['[1]https://a.vn, [Theo báo (https://a.vn)], https://www.a.vn/, http://www.a.vn', ''], ['Hà Nội (https://a.vn) [x](https://a.vn/ "Tên")', ''], ['news: tin mới, tỉ lệ 1:2', ''],
  ['[x]: https://a.vn/', 'unused-definition'], ['[x]: https://a.vn/ "Tên"\n\nXem [X].', ''], ['[Ghi chú]: số liệu sơ bộ', ''], ['```\n[x]: https://a.vn/\n```', ''],
  ['a &amp;amp; b', 'left-markup'], ['&amp;nbsp;chữ', 'left-markup'], ['A&nbspB', 'left-markup'], ['&lt;p&gt;chữ&lt;/p&gt;', 'left-markup'], ['\\<p> `&amp;amp;` &amp;khong; 3 &lt; 5 &gt; 4', ''],
  ["''nghiêng''", 'short-code'], ["'''đậm'''", 'short-code'], ['++chèn++', 'short-code'], ['H~2~O', 'short-code'], ['m^2^', 'short-code'], ['== Mục ==', 'short-code'], ['[b]đậm[/b]', 'short-code'], ['[youtube id=x]', 'short-code'], ['{color:red}đỏ', 'short-code'], ['Ông {ten}', 'short-code'], ['${ten}', 'short-code'], ['<%= ten %>', 'short-code'], ['%HO_TEN%', 'short-code'], [':smile:', 'short-code'], ['$$x$$', 'short-code'],
  ["C++ và C++17, 5'' và 6'', ~20 đến ~30, x^2 + y^2, $5, {a, b}, 9:30:15, 50% và 60%", ''],
  ['TODO: viết tiếp', 'placeholder'], ['Lorem ipsum dolor', 'placeholder'], ['Hết :contentReference[oaicite:0]', 'placeholder'], ['Hết【12†source】', 'placeholder'], ['turn0search1', 'placeholder'], ['Ngày ... tháng ... năm 2026', 'placeholder'], ['ngày     tháng     năm 2026', 'placeholder'], ['ngày xx tháng xx', 'placeholder'], ['năm 20xx', 'placeholder'], ['Số: …/CTPH', 'placeholder'],
  ['ông xxx phát biểu', 'placeholder'], ['[chèn ảnh]', 'placeholder'], ['(cập nhật sau)', 'placeholder'], ['[Tên đơn vị]', 'placeholder'], ['<điền tên>', 'placeholder'], ['Họ tên: ______', 'placeholder'], ['Họ tên: ..........', 'placeholder'], ['Số tiền ???', 'placeholder'], ['Error! Reference source not found.', 'placeholder'], ['Tổng #REF!', 'placeholder'],
  ['Thế kỷ XX, đại hội lần thứ XXX, thế kỷ xx, 4x4, 10x10, todo, "Vậy sao???", Nội dung... (ảnh: TTXVN), [1], [sic], (nhập khẩu), [Ảnh: TTXVN], ngày tháng năm sinh, [ngày 20/11]', ''],
  ['Thứ Hai, 20/11/2026', 'bad-date'], ['sáng thứ ba ngày 20 tháng 11 năm 2026', 'bad-date'], ['(Chủ nhật, 20-11-2026)', 'bad-date'], ['20/11/2026 (thứ 5)', 'bad-date'], ['Thứ Sáu, 20/11/2026; chiều thứ 6, ngày 20.11.2026', ''], ['Kỳ họp thứ hai, ngày 20/11/2026; lần thứ Ba ngày 20/11/2026', ''],
  ['ngày 31/4', 'bad-date'], ['2026-02-30', 'bad-date'], ['tháng 13/2026', 'bad-date'], ['giai đoạn 2025-2020', 'bad-date'], ['ngày 30/4, mục 31/4, 2026-02-28, tháng 12/2026, giai đoạn 2020-2025, từ 2025 xuống 2020', ''],
  ['Chuong trinh phoi hop giua hai ben trong nam nay', 'no-marks'], ['The meeting of the two parties then began at nine', ''], ['uy-ban-nhan-dan-tinh-an-giang-va-tinh-doan', ''], ['Phoi hop tot', ''],
  ['Tên | Năm\nAn | 2020', 'table-columns'], ['+---+---+\n| a | b |\n+---+---+', 'table-columns'], ['| a | b |\n|---|---|\n| 1 | 2 |\n\n| 3 | 4 |', 'table-columns'], ['(09:49 | 02/06/2023)', ''], ['|A|B|\n|–|—|\n|1|2|', ''],
  ['Bài.\n\n+++\ntitle = "x"\ndate = 2020\n+++', 'second-front-matter'], ['Bài.\n---\nTitle: x\nDate: 2020\n---', 'second-front-matter'], ['title: x\ndate: 2020-01-01', 'second-front-matter'], ['Title: là từ tiếng Anh\n\nDate: cũng vậy', ''],
  ['* một\n*hai\n* ba', 'left-markup'],
  ['Câu một!\nCâu hai!\nCâu ba!', 'joined-lines'], ['Ông A, Chủ tịch\nÔng B, Phó Chủ tịch\nÔng C, Bí thư', 'joined-lines'], ['Họ tên: An\nChức vụ: Chủ tịch', 'joined-lines'], ['Điều 1. Phạm vi\nĐiều 2. Nội dung', 'joined-lines'], ['Thứ nhất, một\nThứ hai, hai', 'joined-lines'], ['Một là, a\nHai là, b', 'joined-lines'], ['1 - Một\n2 - Hai', 'joined-lines'], ['i. Một\nii. Hai', 'joined-lines'], ['=> Một\n=> Hai', 'joined-lines'], ['📅 Ngày\n📍 Nơi', 'joined-lines'], ['[a](https://a.vn)\n[b](https://b.vn)', 'joined-lines'], ['ĐẠI DIỆN BÊN A\nĐẠI DIỆN BÊN B', 'joined-lines'], ['Hai bên ký.\nẢnh: TTXVN', 'joined-lines'], ['> Chữ tài chữ mệnh\n> Khéo là ghét nhau\n> Trải qua một cuộc', 'joined-lines'],
  ['Sáng 20/11/2020, tại thành phố Long Xuyên, tỉnh An Giang, Ủy ban nhân dân\nTỉnh đoàn An Giang đã ký kết chương trình phối hợp giai đoạn năm năm tới\nHà Nội và các tỉnh cùng dự.', ''], ['Hà Nội và\n[An](person:nguyen-van-an) cùng\n[Bình](person:nguyen-van-an) dự', ''], ['Ông A\\\nÔng B\\\nÔng C', ''], ['Lời dẫn:\nhai bên ký', ''],
  ['một;\nhai;\nba.', 'joined-lines'], ['Câu một; câu hai;\ncâu ba.', ''],
  ['một\u200bhai', 'invisible-character'], ['một\u00adhai', 'invisible-character'], ['một\u2028hai', 'invisible-character'], ['một\ufeffhai', 'invisible-character'], ['một\u202ehai', 'invisible-character'],
  ['một\u200c', 'invisible-character'], ['\u2066chữ\u2069', 'invisible-character'], ['\u2063', 'invisible-character'], ['chữ \ufe0f', 'invisible-character'], ['Ảnh \ufffc ở đây', 'invisible-character'],
  ['Ký \uf0e0 xong', 'invisible-character'], ['một \ue000 hai', 'invisible-character'], ['một \u{f0000}', 'invisible-character'], ['a \u0301 b', 'invisible-character'], ['\u0301đầu dòng', 'invisible-character'], ['chữ q\u0309', 'invisible-character'],
  ['\uf0b7 một\n\uf0b7 hai', ''], ['Buôn Ơ\u0306, 1\ufe0f\u20e3 ❤\ufe0f và 🏴\u{e0067}\u{e0062}\u{e007f}', ''],
  ['Hai b\u0435n ký', 'lookalike-letter'], ['\u041dội nghị', 'lookalike-letter'], ['\u0391N GIANG', 'lookalike-letter'], ['\u00d0oàn thanh niên', 'lookalike-letter'], ['\ufb01nal', 'lookalike-letter'], ['năm \uff12\uff10\uff12\uff10', 'lookalike-letter'],
  ['Москва, ΑΒΓ, β-caroten, Guðrún, T-34, № 5, ½', ''],
  ['%% ghi chú %%', 'short-code'], ['\\textbf{đậm}', 'short-code'], ['10%% và 20%%, a\\b{', ''],
  ['C:\\Users\\An\\a.jpg', 'local-path'], ['Xem file:///C:/a.pdf', 'local-path'], ['Bước C:\\*không*, `C:\\a`, tỉ lệ 1:2, hồ sơ: file', ''],
  ['## \n\nĐoạn', 'left-markup'], ['## Mục\n\nĐoạn', ''],
  ['ngày ban-\nhành', 'split-word'], ['Implemen-\ntation', 'split-word'], ['Bà Rịa -\nVũng Tàu, kinh tế –\nxã hội, 2020-\n2025', ''],
  ['Trang 2/3\n\nHai bên', 'page-mark'], ['Hai bên\n\n- 2 -', 'page-mark'], ['Page 1 of 3', 'page-mark'], ['Trang 2/3 của văn bản\n\n- 2 người', ''],
  ['Chia sẻ Facebook Zalo\n\nHai bên', 'copied-rest'], ['Hai bên\n\nIN BÀI VIẾT', 'copied-rest'], ['Lượt xem: 1.234', 'copied-rest'], ['12 lượt đọc', 'copied-rest'], ['Bình luận (0)', 'copied-rest'], ['- Facebook | Twitter | Zalo', 'copied-rest'], ['**Tin cùng chuyên mục**', 'copied-rest'],
  ['[10:21, 20/11/2018] Lan: em gửi bài chị duyệt giúp', 'copied-rest'], ['Đã gửi từ iPhone của tôi', 'copied-rest'], ['From: lan@a.vn\nSent: Friday\nTo: bai@a.vn', 'copied-rest'], ['Vào Th 6, 20 thg 11, 2018, Lan <lan@a.vn> đã viết:', 'copied-rest'], ['Commented [LN1]: xem lại', 'copied-rest'],
  ['Dưới đây là bản tin đã được chỉnh sửa theo yêu cầu của bạn:', 'copied-rest'], ['Hy vọng bản tin này phù hợp với bạn.', 'copied-rest'],
  ['KHÔNG ĐĂNG TRƯỚC 17H NGÀY 20/12/2030', 'held-back'], ['(Chờ lãnh đạo Sở duyệt rồi mới đăng)', 'held-back'], ['Dự thảo lần 2', 'held-back'], ['Dự thảo lần 2 đã được hai bên góp ý.', ''], ['draft: true', 'held-back'], ['Lưu hành nội bộ', 'held-back'],
  ['Chia sẻ kinh nghiệm trên Facebook và Zalo là một việc của năm.', ''], ['Lượt xem trang của Tỉnh đoàn đạt 12.000.', ''], ['Hai bên in bài viết thành tờ rơi.', ''], ['- Facebook\n- Trang của Tỉnh đoàn', ''], ['Chia sẻ', 'copied-rest'], ['Bình luận của bạn đọc được tiếp thu.', ''],
  ['[1] Lan: chú thích của báo', ''], ['From: chuyện bên lề', ''], ['Dưới đây là ba việc chính của năm:', ''], ['Chưa đăng ký thì chưa được nhận vốn.', ''], ['Không đăng tin sai sự thật là điều hai bên cam kết.', ''], ['Facebook và Zalo', ''],
  ['1. Một\n2. Hai\n4. Bốn', 'left-markup'], ['1. Một\n1. Hai\n1. Ba', ''], ['3. Ba\n4. Bốn', ''], ['1. Một\n\nĐoạn.\n\n3. Ba\n4. Bốn', ''], ['1. Một\n   1. Một một\n   2. Một hai\n2. Hai', ''],
  ['[DỰ THẢO] Hai bên ký', 'placeholder'], ['Hai bên góp ý bản dự thảo (DỰ THẢO 2)', ''],
  ['[cid:image001.png@01D5]', 'placeholder'], ['[image: a.png]', 'placeholder'], ['{ HYPERLINK "x" }', 'placeholder'], ['[Tin nhắn đã thu hồi]', 'placeholder'],
  ['https://a.vn/tin-tuc/ab…', 'cut-off'], ['Xem https://a.vn/x... nhé', 'cut-off'], ['[x](https://a.vn/…)', 'cut-off'], ['Chờ... https://a.vn/x, rồi… [x](https://a.vn/x)…', ''],
  ['[https://a.vn](https://b.vn)', 'misleading-link'], ['[https://a.vn/x](https://www.a.vn/y) [www.a.vn](https://tin.a.vn) [x](https://b.vn)', ''],
  ['[x](https://ten:mk@a.vn/)', 'secret-file'], ['[x](https://a.vn/@ten:mk)', ''],
  ['![Hai bên ký](https://a.vn/a.jpg)', 'foreign-picture'], ['![Hai bên ký](media:le-ky.png)', ''],
  ['[x](https://www.google.com/url?q=https%3A%2F%2Fa.vn%2F&sa=D)', 'tracked-link'], ['[x](https://l.facebook.com/l.php?u=https%3A%2F%2Fa.vn%2F)', 'tracked-link'], ['https://a.vn/?fbclid=abc', 'tracked-link'], ['[x](https://a.vn/?id=1&utm_source=zalo)', 'tracked-link'], ['[x](https://www.google.com/maps?q=Hue) https://a.vn/?id=1&url=2', ''],
  ['[x](https://docs.google.com/document/d/a/edit)', 'private-link'], ['[x](https://a.vn/wp-admin/post.php)', 'private-link'], ['[x](https://docs.google.com/document/d/e/a/pub) [x](https://a.vn/edit)', ''],
  ['Hai bên ký â€œQuy chếâ€ tại Huế', 'garbled-text'], ['CÃ¡c bên ký tại Huế', 'garbled-text'], ['Háº¿t hiệu lực', 'garbled-text'], ['Ä‘oàn thanh niên', 'garbled-text'], ['Tá»‰nh đoàn', 'garbled-text'], ['VÄƒn An', 'garbled-text'], ['2018â€“2022', 'garbled-text'],
  ['Quyết định nÃ y', 'garbled-text'], ['Ã”ng An', 'garbled-text'], ['Nhiệt độ 20Â°', 'garbled-text'], ['CÃ¡c cÆ¡ quan tá»‰nh', 'garbled-text'], ['Ă¡o dài Huế', 'garbled-text'], ['Vi├¬t Nam, Huế', 'garbled-text'], ['Tß╗ënh Huế', 'garbled-text'], ['Vui quá ðŸ˜€', 'garbled-text'],
  ['ỦY BAN NHÂN DÂN “XÃ”, XÃ–PHƯỜNG, “CẤP XÃ…”, XÃ\u00a0HỘI, XÃ\u00a0hội, mã… “quá…”, “lá”, chữ “â”… «Cô Tá»… 20°C, 5 m², 6½, Ångström, Äpfel, ð', ''],
  ['Ch\\u01b0\\u01a1ng', 'escaped-letters'], ['ch\\xc6\\xb0', 'escaped-letters'], ['ph%C6%B0%E1%BB%9Dng', 'escaped-letters'], ['Quy%20ch%E1%BA%BF', 'escaped-letters'], ['Ch=C6=B0=C6=A1ng', 'escaped-letters'], ['=?utf-8?q?ch=C6=B0?=', 'escaped-letters'],
  ['Tệp \\users\\xong, 100%20, tăng 20%C6, a=20=30, https://a.vn/ph%C6%B0%E1%BB%9Dng, [x](https://a.vn/%C6%B0) `\\u01b0` 50%/20%', ''],
  ['một\u00a0hai', ''], ['👨\u200d👩\u200d👧', ''], ['\u2067שלום\u2069', ''],
  ['Ngày 31/2/2026', 'bad-date'], ['Ngày 30 tháng 2 năm 2026', 'bad-date'], ['ngày 31 tháng 4', 'bad-date'], ['31.4.2026', 'bad-date'], ['31-11-2026', 'bad-date'], ['29/2/2025', 'bad-date'],
  ['29 tháng 2', ''], ['29/2/2024, 30-6-2025, 1.10.2025', ''], ['Số 31/2/2026/NĐ-CP, mục 13.13.2024.1, 1.234.567', ''], ['12 tháng qua', ''], ['30 tháng 4 năm 1975', ''],
];

test('what looks like markup and comes out as typed, signs that nobody sees, and days that are none are told', (t) => {
  assert.deepEqual(codesOfPages(t, typed).map((codes, i) => [typed[i][0], codes]), typed);
});

test('signs that mean one thing only come out as it', (t) => {
  const cases = [['A\n———\nB', '<p>A</p>\n<hr />\n<p>B</p>'], ['① Một\n② Hai', '<ul class="typed">\n<li>① Một</li>\n<li>② Hai</li>\n</ul>'], ['☐ a\n☑ b', '<ul class="typed">\n<li>☐ a</li>\n<li>☑ b</li>\n</ul>'], ['##Mục##', '<h2 id="muc">Mục</h2>'],
    [' -một\n -hai', '<ul>\n<li>một</li>\n<li>hai</li>\n</ul>'], ['[ ](https://a.vn/)', '>https://a.vn/</a>'], ['|A|B|\n|–|—|\n|1|2|', '<td>1</td>']];
  const repository = smallRepository(t, Object.fromEntries(cases.map(([text], i) => [`content/pages/bai-${i}.md`, entry({ title: `Bài ${i}` }, text)])));
  const result = repository.kyket(['build', '--strict', '--lang', 'en']);
  assert.equal(result.status, 0, result.output);
  cases.forEach(([text, html], i) => assert.ok(fs.readFileSync(repository.path(`output/bai-${i}/index.html`), 'utf8').includes(html), text));
});

test('markup of other programs is told with what to write here', (t) => {
  const cases = [['==tô==', 'write **tô**'], ["''nghiêng''", 'write *nghiêng*'], ['m^2^', 'write <sup>2</sup>'], ['== Mục ==', 'write ## Mục'], ['[b]đậm[/b]', '[b] is a sign of another program']];
  const files = Object.fromEntries(cases.map(([text], i) => [`content/pages/bai-${i}.md`, entry({ title: `Bài ${i}` }, text)]));
  const found = parseDiagnostics(smallRepository(t, files).kyket(['check', '--lang', 'en']).stdout);
  cases.forEach(([text, sentence], i) => assert.ok(found.find(({ file }) => file === `content/pages/bai-${i}.md`).message.includes(sentence), text));
});

const titles = [
  ['Cuộc thi #ThanhNien và #Doan', 'comment-cut', 'title: "Cuộc thi #ThanhNien và #Doan"'], ['Phần # 2', 'comment-cut', 'title: "Phần # 2"'], ['! khẩn', 'comment-cut', 'title: "! khẩn"'],
  ['!important ký', 'comment-cut', 'title: "!important ký"'], ['Một\n  dòng #hai', 'comment-cut', 'title: "Một dòng #hai"'],
  ['"Cuộc thi #ThanhNien"', ''], ["'Phần # 2'", ''], ['Phần#2', ''], ['C# và F#', ''], ['!!str 2026', ''],
  ['Ngày 31/2/2026', 'bad-date'], ['Ngày 28/2/2026', ''], ['Lễ ký [chèn ảnh]', 'placeholder'], ['TODO', 'placeholder'], ['Tên ......', 'placeholder'], ['Le ky ket chuong trinh phoi hop giua hai ben', 'no-marks'], ['Lễ ký thứ Hai, 20/11/2026', ''], ['Lễ ký sáng thứ Hai, 20/11/2026', 'bad-date'], ['Ký\u200bkết', 'invisible-character'], ['Ký\u00a0kết', ''],
  ['Ký \uf0b7 kết', 'invisible-character'], ['Ký \ufffc kết', 'invisible-character'], ['Ký \u0301 kết', 'invisible-character'], ['Các CÃ¡c bên', 'garbled-text'], ['Ch\\u01b0\\u01a1ng', 'escaped-letters'], ['"Ch\\u01b0\\u01a1ng"', ''],
  ['ph%C6%B0%E1%BB%9Dng', 'escaped-letters'], ['"Ch&#432;&#x1a1;ng"', 'escaped-letters'], ['Chương tr&igrave;nh', 'escaped-letters'], ['Đoàn & Hội, 100%20', ''],
];
const frontMatter = (title, line = '') => `---\ntitle: ${title}\n${line}---\n\nThân bài.\n`;

test('what YAML cuts off a title is told with the line as it should be', (t) => {
  const files = Object.fromEntries(titles.map(([title], i) => [`content/pages/bai-${i}.md`, frontMatter(title)]));
  const found = parseDiagnostics(smallRepository(t, files).kyket(['check', '--lang', 'en']).stdout);
  titles.forEach(([title, code, way], i) => {
    const own = found.filter(({ file }) => file === `content/pages/bai-${i}.md`);
    assert.deepEqual(own.map((each) => each.code), code === '' ? [] : [code], title);
    if (way !== undefined) assert.ok(own[0].message.endsWith(`: ${way}`), own[0].message);
  });
});

test('a comment is one where nothing is lost by it, and told where it swallows an id', (t) => {
  const news = (line) => `---\ntitle: Tin # x\n${line}---\n`.replace(' # x', '');
  const lines = [['date: 2024-05-01 # theo báo\n', ''], ['date: 2024-05-01\ntopics: [tre-em] # một\n', ''], ['date: 2024-05-01\nfeatured: true #x\n', ''], ['date: 2024-05-01\n# dòng riêng\n', ''],
    ['date: 2024-05-01\ntopics: #tre-em\n', 'comment-cut'], ['date: 2024-05-01\ntopics: # chưa rõ\n', ''], ['date: 2024-05-01\ntopics: # danh sách\n  - tre-em\n', '']];
  const files = Object.fromEntries(lines.map(([line], i) => [`content/news/2024/tin-${i}.md`, news(line).replace('Tin', `Tin ${i}`)]));
  const found = parseDiagnostics(smallRepository(t, files).kyket(['check', '--lang', 'en']).stdout);
  lines.forEach(([line, code], i) => {
    assert.deepEqual(found.filter(({ file }) => file === `content/news/2024/tin-${i}.md`).map((each) => each.code), code === '' ? [] : [code], line);
  });
});

test('quotes of a word processor around a whole value are taken as quotes, and others are letters', (t) => {
  const cases = [['“Ký kết”', 'Ký kết'], ['”Ký kết”', 'Ký kết'], ['„Ký kết“', 'Ký kết'], ['«Ký kết»', 'Ký kết'], ['‘Ký kết’', 'Ký kết'],
    ['“Ký kết” tại An Giang', '“Ký kết” tại An Giang'], ['“Một” và “hai”', '“Một” và “hai”'], ['\'“Ký kết”\'', '“Ký kết”']];
  const repository = smallRepository(t, Object.fromEntries(cases.map(([title], i) => [`content/pages/bai-${i}.md`, frontMatter(title)])));
  const result = repository.kyket(['build', '--strict', '--lang', 'en']);
  assert.equal(result.status, 0, result.output);
  cases.forEach(([title, shown], i) => {
    const html = fs.readFileSync(repository.path(`output/bai-${i}/index.html`), 'utf8');
    assert.equal(/<h1[^>]*>([^<]*)</.exec(html)[1].trim(), shown, title);
  });
  const dated = smallRepository(t, { 'content/news/2024/tin.md': '---\ntitle: Tin\ndate: “2024-05-01”\ntopics: [“tre-em”]\n---\n' });
  assert.equal(dated.kyket(['check', '--strict']).status, 0);
});

test('the manual names every rule by which an example of CommonMark comes out otherwise', () => {
  const root = path.resolve(__dirname, '../..');
  const manual = fs.readFileSync(path.join(root, 'generator/manual/kyket.5'), 'utf8');
  const exceptions = require('../conformance/commonmark-exceptions.json');
  assert.ok(exceptions.length > 50);
  for (const { rule } of exceptions) assert.ok(manual.includes(`\n.It ${rule}\n`), rule);
});
