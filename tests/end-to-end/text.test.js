'use strict';
// Texts as editors paste them: what comes out as it was meant, and what is told at its place.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { entry, smallRegister, smallRepository } = require('../support/register.js');
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
  for (const address of ['http://localhost:1313/tin/', 'https://LOCALHOST', 'http://127.0.0.1/', 'http://192.168.1.10:8080/a', 'http://10.0.0.2?a', 'http://may-chu.local/a', 'http://0.0.0.0:8000'])
    assert.deepEqual(said(address), [['private-link', true]], address);
  for (const address of ['https://localhost.vn/', 'https://10.vn/', 'https://127.example.vn/', 'http://203.162.1.1/', 'https://a.vn/?u=http://localhost/', 'https://thelocal.vn'])
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
  const news = 'content/news/2020/anh.md', alts = ['Untitled', 'IMG_1234', 'z3456789012345_abc', 'image1.png', 'Ảnh 1', 'hình ảnh', 'Screenshot 2024-01-02 at 10.11', 'le-ky-ket', 'photo (2)', 'WhatsApp Image 2024-01-02'];
  const good = ['Hai người ký', 'Ảnh chụp lễ ký', 'Hình ảnh lễ ký năm 2020', 'Covid-19', 'Zalo và Đoàn ký kết', 'Image of Hanoi'];
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
    [`${sentence}`, true], [`Đầu.\n\n- Một.\n- ${sentence}`, true], [`${sentence}\n`, false], [`${sentence} giám sát.`, false], [`${sentence} “giám sát”`, false], ['Tin, ảnh: Nguyễn Văn An', false],
  ]) {
    const found = parseDiagnostics(smallRepository(t, { [page]: `---\ntitle: A\n---\n${text}` }).kyket(['check', '--lang', 'en']).stdout).filter(({ code }) => code === 'cut-off');
    assert.deepEqual(found.map(({ file, line }) => [file, line]), told ? [[page, 3 + text.split('\n').length]] : [], text);
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
  ['một;\nhai;\nba.', 'joined-lines'], ['Câu một; câu hai;\ncâu ba.', ''],
  ['một\u200bhai', 'invisible-character'], ['một\u00adhai', 'invisible-character'], ['một\u2028hai', 'invisible-character'], ['một\ufeffhai', 'invisible-character'], ['một\u202ehai', 'invisible-character'],
  ['một\u00a0hai', ''], ['👨\u200d👩\u200d👧', ''], ['\u2067שלום\u2069', ''],
  ['Ngày 31/2/2026', 'bad-date'], ['Ngày 30 tháng 2 năm 2026', 'bad-date'], ['ngày 31 tháng 4', 'bad-date'], ['31.4.2026', 'bad-date'], ['31-11-2026', 'bad-date'], ['29/2/2025', 'bad-date'],
  ['29 tháng 2', ''], ['29/2/2024, 30-6-2025, 1.10.2025', ''], ['Số 31/2/2026/NĐ-CP, mục 13.13.2024.1, 1.234.567', ''], ['12 tháng qua', ''], ['30 tháng 4 năm 1975', ''],
];

test('what looks like markup and comes out as typed, signs that nobody sees, and days that are none are told', (t) => {
  assert.deepEqual(codesOfPages(t, typed).map((codes, i) => [typed[i][0], codes]), typed);
});

const titles = [
  ['Cuộc thi #ThanhNien và #Doan', 'comment-cut', 'title: "Cuộc thi #ThanhNien và #Doan"'], ['Phần # 2', 'comment-cut', 'title: "Phần # 2"'], ['! khẩn', 'comment-cut', 'title: "! khẩn"'],
  ['!important ký', 'comment-cut', 'title: "!important ký"'], ['Một\n  dòng #hai', 'comment-cut', 'title: "Một dòng #hai"'],
  ['"Cuộc thi #ThanhNien"', ''], ["'Phần # 2'", ''], ['Phần#2', ''], ['C# và F#', ''], ['!!str 2026', ''],
  ['Ngày 31/2/2026', 'bad-date'], ['Ngày 28/2/2026', ''], ['Ký\u200bkết', 'invisible-character'], ['Ký\u00a0kết', ''],
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
