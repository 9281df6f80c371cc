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
  ]) {
    const repository = smallRepository(t, { [page]: entry({ title }, 'Chữ.') });
    const result = repository.kyket(['check', '--lang', 'en']);
    const found = parseDiagnostics(result.output).filter(({ file }) => file === page);
    assert.deepEqual(found.map(({ severity, code, line }) => [severity, code, line]), [['warning', 'untidy-title', 2]], result.output);
    assert.match(found[0].message, sentence);
    assert.doesNotMatch(repository.kyket(['build', '--lang', 'en']).output, /untidy-title/);
  }
  const good = ['Ký kết A & B <2026>', 'UBND TP.HCM và BCH', 'Số 74/2019/NĐ-CP * và _'].map((title) => entry({ title }, 'x'));
  for (const text of [...good, entry({ title: 'x' }, '![Lễ ký của IMG tại Hà Nội](media:le-ky.png)')])
    assert.doesNotMatch(smallRepository(t, { [page]: text }).kyket(['check']).output, /untidy-title|image-without-alt/);
  const image = smallRepository(t, { [page]: entry({ title: 'x' }, '![IMG_2034.JPG](media:le-ky.png)') });
  const found = parseDiagnostics(image.kyket(['check', '--lang', 'en']).output).filter(({ code }) => code === 'image-without-alt');
  assert.deepEqual(found.map(({ file, line, column }) => [file, line, column]), [[page, 5, 17]]);
});

test('the manual names every rule by which an example of CommonMark comes out otherwise', () => {
  const root = path.resolve(__dirname, '../..');
  const manual = fs.readFileSync(path.join(root, 'generator/manual/kyket.5'), 'utf8');
  const exceptions = require('../conformance/commonmark-exceptions.json');
  assert.ok(exceptions.length > 50);
  for (const { rule } of exceptions) assert.ok(manual.includes(`\n.It ${rule}\n`), rule);
});
