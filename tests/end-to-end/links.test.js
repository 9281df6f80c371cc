'use strict';
// Links lead somewhere: each address and each place in a page that the content names is one that the site has.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { temporaryFolder } = require('../support/folders.js');
const { root } = require('../support/program.js');
const { Repository, agreement, dump, entry, news, site, smallRegister, smallRepository } = require('../support/register.js');

const page = 'content/pages/thu.md';
const newsPath = 'content/news/2018/ky-quy-che.md';

// The body's own errors, "line:column code: message" each, where each line of it is a paragraph.
function errorsOf(t, lines, files = {}, args = []) {
  const repository = smallRepository(t, { [page]: entry({ title: 'Thử' }, lines.join('\n\n')), ...files });
  const result = repository.kyket(['check', '--lang', 'en', ...args]);
  const found = parseDiagnostics(result.stdout).filter(({ severity, code }) => severity === 'error' || code === 'unsafe-link');
  return { repository, found, said: found.map(({ message, code }) => `${code}: ${message}`) };
}

const good = [
  '[a](/tin-tuc/) [b](/thoa-thuan) [c](/) [d](/tim-kiem/?q=an) [e](/feed.xml) [f](/xac-minh.txt) [g](/media/le-ky.png)',
  '![Ảnh](/media/le-ky.png) [h](/tin-tuc/2018/ky-quy-che/) [i](/thoa-thuan/quy-che-2018/index.html) [i](/cu/)',
  '[j](agreement:quy-che-2018#cam-ket-2) [k](agreement:quy-che-2018#boi-canh) [l](../agreements/quy-che-2018.md#boi-canh)',
  '[m](#phan-hai) [n](#top) [o](#) [p](#%70han-hai) [q](agreement:quy-che-2018#site_main) [r](page:gioi-thieu#so-de-lam-gi)',
  '[s](https://example.vn/tin-tuc/) [t](http://EXAMPLE.vn/thoa-thuan/quy-che-2018/#cam-ket-1) [u](https://example.vn) https://example.vn/tin-tuc/',
  '[v](https://example.vn.khac.example/khong-co/) [w](https://bao.example.vn/khong-co/) [x](mailto:a@example.vn) [y](https://example.vn/khac)',
  '[z](/media/le-ky.png#page=2) [chú thích](#fn-1) [^c] [đoạn](/thoa-thuan/quy-che-2018/#:~:text=Bối) [bảng](/thoa-thuan/#site_main)',
  '## Phần hai',
  '[^c]: Chú thích.',
];
const other = { 'content/pages/khac.md': entry({ title: 'Khác', aliases: ['/cu/'] }) };

test('addresses and places that are there', (t) => {
  const { repository, said } = errorsOf(t, good, other);
  assert.deepEqual(said, []);
  const built = repository.kyket(['build']);
  assert.equal(built.status, 0, built.output);
});

for (const [name, link, wanted] of [
  ['a page', '[x](/khong-co/)', /"\/khong-co\/" leads nowhere.*like agreement:ID/],
  ['a page by a near address', '[x](/tin-tuc/2018/ky-quy-ch/)', /did you mean "\/tin-tuc\/2018\/ky-quy-che\/"\?/],
  ['a page in another folder', '[x](/ban-tin/cu/so-2018/ky-quy-che/)', /did you mean "\/tin-tuc\/2018\/ky-quy-che\/"\?/],
  ['a page without accents', '[x](/Tin-Tức/)', /did you mean "\/tin-tuc\/"\?/],
  ['a file', '[x](/media/khong-co.pdf)', /leads nowhere/],
  ['a picture', '![x](/media/le-ki.png)', /did you mean "\/media\/le-ky\.png"\?/],
  ['a file as a folder', '[x](/media/le-ky.png/)', /leads nowhere/],
  ['a commitment', '[x](agreement:quy-che-2018#cam-ket-9)', /\/thoa-thuan\/quy-che-2018\/ has no place "cam-ket-9"; did you mean "cam-ket-2"\?/],
  ['a heading of a news item', '[x](news:ky-quy-che#khong-co)', /has no place "khong-co"; take the part/],
  ['a heading that is typed', '[x](agreement:quy-che-2018#Bối cảnh)', /did you mean "boi-canh"\?/],
  ['a heading by a path to a file', '[x](../agreements/quy-che-2018.md#khong-co)', /has no place "khong-co"/],
  ['a place in the page itself', '[x](#khong-co)', /\/thu\/ has no place "khong-co"/],
  ['a place in a list', '[x](/thoa-thuan/#khong-co)', /\/thoa-thuan\/ has no place "khong-co"/],
  ['an address of the site', '[x](https://example.vn/khong-co/)', /"\/khong-co\/" leads nowhere/],
  ['an address of the site in a text', 'Xem https://example.vn/tin-tuk/ nhé', /did you mean "\/tin-tuc\/"\?/],
  ['a file of the site by http', '[x](http://example.vn/media/khong-co.pdf)', /leads nowhere/],
])
  test(`${name} that is not there is told at its place`, (t) => {
    const before = ['Đoạn đầu.', `Xem ở đây: ${link.replace(/ cảnh/, '%20cảnh')}`];
    const { repository, found, said } = errorsOf(t, before);
    assert.equal(said.length, 1, said.join('\n'));
    assert.match(said[0], /^dead-link: /);
    assert.match(said[0], wanted);
    assert.deepEqual([found[0].file, found[0].line], [page, 7]);
    assert.ok(found[0].column >= 'Xem '.length + 1, found[0].column);
    const built = repository.kyket(['build', '-q']);
    assert.equal(built.status, 1);
    assert.match(built.output, /\[dead-link\]/);
    assert.ok(!fs.existsSync(repository.path('output/index.html')));
  });

test('a menu entry, and a field that names the site, without their page', (t) => {
  const menu = [...site.menu, { title: 'Tiếng Anh', url: '/en/' }, { title: 'Chỗ', url: '/gioi-thieu/#khong-co' }, { title: 'Nơi khác', url: 'https://bao.example.vn/x/' }];
  const { said, found } = errorsOf(t, [], {
    'content/site.yaml': dump({ ...site, menu }),
    [newsPath]: entry({ ...news, sources: [{ name: 'Tin', url: 'https://example.vn/tin-tuc/1999/' }, { name: 'Báo', url: 'https://bao.example.vn/1/' }] }),
  });
  assert.deepEqual(found.map(({ file, code }) => [file, code]), [[newsPath, 'dead-link'], ['content/site.yaml', 'dead-link'], ['content/site.yaml', 'dead-link']]);
  assert.match(said.join('\n'), /"\/tin-tuc\/1999\/"[^]*"\/en\/"[^]*"khong-co"/);
});

test('below a base path links are as they are written in the content', (t) => {
  const based = { 'content/site.yaml': dump({ ...site, base_url: 'https://example.vn/so/' }) };
  const { said } = errorsOf(t, ['[a](/tin-tuc/) [b](https://example.vn/so/tin-tuc/) [c](https://example.vn/khac/) [d](/so/tin-tuc/) [e](https://example.vn/so/tin/)'], based);
  assert.equal(said.length, 2, said.join('\n'));
  assert.match(said[0], /"\/so\/tin-tuc\/".*did you mean "\/tin-tuc\/"\?/);
  assert.match(said[1], /"\/tin\/" leads nowhere/);
});

test('what a theme of its own gives a page counts, and nothing else', (t) => {
  const templates = path.join(root, 'themes/default/templates');
  const text = fs.readFileSync(path.join(templates, 'page.mustache'), 'utf8');
  const theme = Object.fromEntries(
    fs.readdirSync(path.join(root, 'themes/default'), { recursive: true, withFileTypes: true })
      .filter((item) => item.isFile())
      .map((item) => path.relative(root, path.join(item.parentPath ?? item.path, item.name)))
      .map((name) => [name.replace('themes/default', 'themes/rieng'), fs.readFileSync(path.join(root, name))]),
  );
  theme['themes/rieng/templates/page.mustache'] = text.replace('<h1>', '<h1 id="rieng-{{id}}">');
  assert.notEqual(theme['themes/rieng/templates/page.mustache'], text);
  const link = ['[x](page:gioi-thieu#rieng-gioi-thieu)'];
  assert.equal(errorsOf(t, link).said.length, 1);
  assert.deepEqual(errorsOf(t, link, { ...theme, 'content/site.yaml': dump({ ...site, theme: 'rieng' }) }).said, []);
});

test('a draft\'s links are notes; what is not published can\'t be linked to', (t) => {
  const later = (date) => entry({ ...news, title: `Tin ${date}`, date }, 'Xem [](news:sau).');
  const files = {
    'content/pages/nhap.md': entry({ title: 'Nháp', draft: true }, '[x](/khong-co/) [](news:sau)'),
    'content/news/2025/sau.md': entry({ ...news, title: 'Tin sau', date: '2025-05-01' }),
    'content/news/2025/cung-luc.md': later('2025-05-01'),
    'content/news/2025/truoc.md': later('2025-04-30'),
  };
  const { repository, said, found } = errorsOf(t, ['[](news:sau)', '[](../news/2025/sau.md)', '[](page:nhap)', '[](nhap.md)'], files);
  assert.deepEqual(found.map(({ file, code, line }) => [path.basename(file), code, line]), [
    ['truoc.md', 'draft-reference', 11],
    ['thu.md', 'draft-reference', 5],
    ['thu.md', 'draft-reference', 7],
    ['thu.md', 'draft-reference', 9],
    ['thu.md', 'draft-reference', 11],
  ].map(([file, code, line]) => [file, code, file === 'truoc.md' ? found[0].line : line]));
  assert.match(said[1], /the news "sau" is not published before 2025-05-01;/);
  assert.match(said[3], /the page "nhap" is a draft;/);
  const notes = repository.commit({ [page]: null, 'content/news/2025/truoc.md': null }) && repository.kyket(['check', '--lang', 'en']);
  assert.equal(notes.status, 0, notes.output);
  assert.match(notes.output, /nhap\.md:6:5: note: .*\[dead-link\]/);
  assert.match(notes.output, /nhap\.md:6:\d+: note: .*not published before.*\[draft-reference\]/);
  for (const option of ['--future', '--drafts']) {
    const seen = repository.kyket(['check', '--lang', 'en', option]);
    assert.equal(seen.status, option === '--future' ? 0 : 1, seen.output);
  }
});

test('an address as it is said aloud is shown as it must be typed', (t) => {
  const { said } = errorsOf(t, ['[x](www.x.vn)', '[x](www.x.vn/a?b)', '[x](a@b.vn)', '[x](tin.md)']);
  assert.match(said[0], /write https:\/\/www\.x\.vn$/);
  assert.match(said[1], /write https:\/\/www\.x\.vn\/a\?b$/);
  assert.match(said[2], /write mailto:a@b\.vn$/);
  assert.match(said[3], /^unknown-reference/);
  const fields = errorsOf(t, [], {
    'content/site.yaml': dump({ ...site, menu: [{ title: 'x', url: 'www.x.vn' }] }),
    'content/organizations/ubnd-an-giang.md': entry({ name: 'UBND tỉnh', website: 'www.angiang.gov.vn' }),
  });
  assert.match(fields.said.join('\n'), /website: "www\.angiang\.gov\.vn" lacks https:\/\/; write https:\/\/www\.angiang\.gov\.vn[^]*url: .*write https:\/\/www\.x\.vn/);
});

test('a link to a file that has no text bears the document\'s title, else the file\'s name', (t) => {
  const repository = smallRepository(t, {
    'content/media/van-ban/quy-che.pdf': '%PDF-1.4\n',
    'content/agreements/quy-che-2018.md': entry({ ...agreement, documents: [{ file: 'van-ban/quy-che.pdf', title: 'Toàn văn <quy chế>' }] }),
    [newsPath]: entry(news, 'Xem [](media:van-ban/quy-che.pdf), <media:le-ky.png> và [chữ](media:le-ky.png).'),
  });
  const body = () => fs.readFileSync(repository.path('output/tin-tuc/2018/ky-quy-che/index.html'), 'utf8');
  assert.equal(repository.kyket(['build', '-q']).status, 0);
  assert.match(body(), /<a href="\/media\/van-ban\/quy-che\.pdf">Toàn văn &lt;quy chế&gt;<\/a>, <a href="\/media\/le-ky\.png">le-ky\.png<\/a> và <a href="\/media\/le-ky\.png">chữ<\/a>/);
  repository.commit({ 'content/agreements/quy-che-2018.md': entry({ ...agreement, documents: [{ file: 'van-ban/quy-che.pdf' }] }) });
  assert.equal(repository.kyket(['build', '-q']).status, 0);
  assert.match(body(), />quy-che\.pdf<\/a>/); // in an increment too
});

test('topics and provinces have aliases too, and kinds without pages have none', (t) => {
  const repository = smallRepository(t, {
    'content/data/topics.yaml': dump([{ id: 'tre-em', name: 'Trẻ em', aliases: ['/tre-em/'] }, { id: 'viec-lam', name: 'Việc làm' }]),
    'content/data/provinces.yaml': dump([{ id: 'an-giang', name: 'An Giang', kind: 'tỉnh', aliases: ['/an-giang.html'] }]),
    'content/data/agreement-types.yaml': dump([{ id: 'quy-che', name: 'Quy chế phối hợp', aliases: ['/quy-che/'] }]),
  });
  const result = repository.kyket(['build', '-q', '--lang', 'en']);
  assert.match(result.output, /agreement-types\.yaml:3:3: warning: unknown key "aliases"/);
  assert.match(fs.readFileSync(repository.path('output/tre-em/index.html'), 'utf8'), /url=\/linh-vuc\/tre-em\/"/);
  assert.match(fs.readFileSync(repository.path('output/an-giang.html'), 'utf8'), /url=\/tinh-thanh\/an-giang\/"/);
  assert.ok(!fs.existsSync(repository.path('output/quy-che')));
});

test('a target that goes is told in an increment as in a full build', (t) => {
  const repository = smallRepository(t, { [page]: entry({ title: 'Thử' }, '[a](agreement:quy-che-2018#boi-canh) [b](/khac/) [c](agreement:quy-che-2018#cam-ket-2)'), ...other });
  assert.equal(repository.kyket(['build', '-q']).status, 0);
  repository.commit({ 'content/agreements/quy-che-2018.md': entry({ ...agreement, commitments: [] }, '## Bối cảnh khác'), 'content/pages/khac.md': null });
  const increment = repository.kyket(['build', '-q']), full = repository.kyket(['build', '-q', '--full']);
  assert.equal(increment.status, 1);
  assert.equal(increment.output, full.output);
  assert.equal(increment.output.match(/\[dead-link\]/g).length, 3, increment.output);
});

const removedPath = 'content/data/removed.yaml';
const gone = [
  { address: '/tin-tuc/2017/cu/', date: '2024-05-01', reason: 'Đăng nhầm <b>', replaced_by: 'agreement:quy-che-2018#cam-ket-1' },
  { address: '/cu/a.html', date: '2024-05', reason: 'Sai', replaced_by: 'https://khac.example.vn/' },
  { address: '/cu/b', date: '2024', reason: 'Trùng', replaced_by: '/tin-tuc/' },
  { address: '/cu/c/', date: '2024-05-02', reason: 'Sai' },
];

test('what was removed has a page that says so, at its address, kept from search', (t) => {
  const repository = smallRepository(t, {
    [removedPath]: dump(gone),
    'content/site.yaml': dump({ ...site, base_url: 'https://example.vn/so/' }),
    [page]: entry({ title: 'Thử' }, '[mục đã gỡ](/cu/b/)'),
  });
  const built = repository.kyket(['build']);
  assert.equal(built.status, 0, built.output);
  assert.match(built.output, /^kyket: 14 entries/m); // the lines are no entries of the register
  const text = (name) => fs.readFileSync(repository.path('output', name), 'utf8');
  const first = text('tin-tuc/2017/cu/index.html');
  for (const part of ['<h1>Mục này đã được gỡ khỏi sổ</h1>', '<time datetime="2024-05-01">01/05/2024</time>', 'Đăng nhầm &lt;b&gt;', '<meta name="robots" content="noindex">', '<code>/so/tin-tuc/2017/cu/</code>',
    '<a href="/so/thoa-thuan/quy-che-2018/#cam-ket-1">Quy chế phối hợp giai đoạn 2018–2022</a>'])
    assert.ok(first.includes(part), part);
  assert.match(text('cu/a.html'), /tháng 5\/2024[^]*<a href="https:\/\/khac\.example\.vn\/" class="external" rel="noopener external">/);
  assert.match(text('cu/b/index.html'), /<a href="\/so\/tin-tuc\/">\/tin-tuc\/<\/a>/);
  assert.ok(!text('cu/c/index.html').includes('Thay bằng'));
  for (const file of ['sitemap-agreement-2018.xml', 'sitemap-agreements-lists.xml', 'feed.xml']) assert.ok(!text(file).includes('cu/'), file);
  const results = fs.readdirSync(path.join(repository.folder, 'output', 'tim-kiem', 'r'));
  assert.ok(results.length > 0);
  for (const file of results) assert.ok(!text(`tim-kiem/r/${file}`).includes('cu/'), file);
  // The successor's new title is shown by an increment too.
  repository.commit({ 'content/agreements/quy-che-2018.md': entry({ ...agreement, title: 'Quy chế tên mới 2018–2022' }) });
  assert.equal(repository.kyket(['build', '-q']).status, 0);
  assert.ok(text('tin-tuc/2017/cu/index.html').includes('>Quy chế tên mới 2018–2022</a>'));
});

for (const [name, change, code, column, message] of [
  ['an address that is a page\'s', { address: '/tin-tuc/' }, 'address-conflict', 3, /taken/],
  ['an address that is an alias', { address: '/cu-moi/' }, 'address-conflict', 0, /taken/],
  ['an address without its /', { address: 'cu/d/' }, 'bad-path', 12, /is no path on this site/],
  ['an address that leads out', { address: '/cu/../d/' }, 'bad-path', 12, /is no path on this site/],
  ['the address of another', { address: '/cu/c' }, 'duplicate-id', 3, /taken/],
  ['no reason', { reason: undefined }, 'missing-field', 3, /reason/],
  ['no day', { date: 'hôm qua' }, 'bad-date', 9, /hôm qua/],
  ['an unknown successor', { replaced_by: 'agreement:quy-che-2019' }, 'unknown-reference', 16, /did you mean "quy-che-2018"/],
  ['a draft as successor', { replaced_by: 'page:nhap' }, 'draft-reference', 16, /draft/],
  ['a successor of no form', { replaced_by: 'quy-che-2018' }, 'unknown-reference', 16, /agreement:ID/],
  ['a successor that is no page', { replaced_by: '/khong-co/' }, 'dead-link', 16, /leads nowhere/],
])
  test(`removed.yaml: ${name} is an error`, (t) => {
    const repository = smallRepository(t, {
      [removedPath]: dump([...gone, { address: '/cu/d/', date: '2024-05-03', reason: 'Sai', ...change }]),
      'content/pages/nhap.md': entry({ title: 'Nháp', draft: true }),
      'content/pages/khac.md': entry({ title: 'Khác', aliases: ['/cu-moi/'] }),
    });
    const found = parseDiagnostics(repository.kyket(['check', '--lang', 'en']).output).filter(({ severity }) => severity === 'error');
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.equal(found[0].code, code);
    assert.match(found[0].message, message);
    assert.equal(found[0].file, name === 'an address that is an alias' ? 'content/pages/khac.md' : removedPath);
    if (column > 0) assert.equal(found[0].column, column);
  });

const goneOf = (output) => parseDiagnostics(output).filter(({ code }) => code === 'address-gone');
const oldNews = 'content/news/2020/tin-cu.md';

test('an address that was published and is gone is told, with the line that keeps it', (t) => {
  const repository = smallRepository(t, {
    'content/agreements/cu.md': entry({ ...agreement, title: 'Quy chế cũ 2013–2017', number: '09/QC', signed: '2013-01-01', period: { start: 2013, end: 2017 } }, 'Thân bài cũ.'),
    'content/agreements/doi-ten.md': entry({ ...agreement, title: 'Quy chế đổi tên 2010–2012', signed: '2010-01-01', period: { start: 2010, end: 2012 } }),
    'content/people/tran-van-x.md': entry({ name: 'Trần Văn X' }),
    [oldNews]: entry({ title: 'Tin cũ', date: '2020-03-01' }),
    'content/pages/nhap.md': entry({ title: 'Nháp', draft: true }),
    'content/news/2031/sau.md': entry({ title: 'Tin chưa tới lúc', date: '2031-01-01' }),
    'content/pages/co-bi-danh.md': entry({ title: 'Có bí danh' }),
    'content/pages/co-dong-go.md': entry({ title: 'Có dòng gỡ' }),
    'content/pages/tro-lai.md': entry({ title: 'Trở lại' }),
  });
  const read = (name) => fs.readFileSync(repository.path(name), 'utf8');
  assert.equal(repository.kyket(['build', '-q']).status, 0);
  repository.commit({ 'content/pages/tro-lai.md': null });
  repository.commit({
    'content/pages/tro-lai.md': entry({ title: 'Trở lại' }),
    'content/agreements/cu.md': null, 'content/agreements/quy-che-2013.md': read('content/agreements/cu.md'), // git mv
    'content/agreements/doi-ten.md': null, 'content/agreements/quy-che-2010.md': read('content/agreements/doi-ten.md').replace('2010-01-01', '2010-01-02'),
    'content/people/tran-van-x.md': null, [oldNews]: null, 'content/pages/nhap.md': null, 'content/news/2031/sau.md': null,
    'content/pages/co-bi-danh.md': null, 'content/pages/bi-danh.md': entry({ title: 'Khác hẳn', aliases: '/co-bi-danh/' }),
    'content/pages/co-dong-go.md': null, [removedPath]: dump([{ address: '/co-dong-go/', date: '2024-01-02', reason: 'Sai' }]),
  });
  const increment = repository.kyket(['build']), full = repository.kyket(['build', '--full']), check = repository.kyket(['check', '--lang', 'en']);
  assert.equal(increment.status, 0, increment.output);
  const found = goneOf(increment.output).map(({ file, message, severity }) => [severity, file, message]);
  assert.deepEqual(found, goneOf(full.output).map(({ file, message, severity }) => [severity, file, message]));
  assert.deepEqual(goneOf(check.output).map(({ file, message, severity }) => [severity, file, message]), found);
  assert.deepEqual(found.map(([, file]) => path.basename(file)), ['quy-che-2010.md', 'quy-che-2013.md', 'removed.yaml', 'removed.yaml']);
  assert.match(found[0][2], /^the address \/thoa-thuan\/doi-ten\/ of content\/agreements\/doi-ten\.md .*; write aliases: \/thoa-thuan\/doi-ten\/ here/);
  assert.match(found[1][2], /write aliases: \/thoa-thuan\/cu\//);
  const lines = found.slice(2).map(([, , message]) => /add a line here: (- .*)$/.exec(message)[1]);
  assert.deepEqual(lines.sort(), ['- {address: /nguoi-ky/tran-van-x/, date: 2024-01-01, reason: …}', '- {address: /tin-tuc/2020/tin-cu/, date: 2024-01-01, reason: …}']);
  // Written as they are told, they keep the addresses, and nothing is told any more; not in an increment from a kept history either.
  const written = Object.fromEntries(found.slice(0, 2).map(([, file, message]) => [file, read(file).replace('---\n', `---\n${/write (aliases: \S+)/.exec(message)[1]}\n`)]));
  repository.commit({ ...written, [removedPath]: read(removedPath) + lines.map((line) => `${line.replace('…', 'Gỡ')}\n`).join('') });
  for (const args of [['build'], ['build', '--full'], ['check']]) {
    const result = repository.kyket(args);
    assert.equal(result.status, 0, result.output);
    assert.deepEqual(goneOf(result.output), []);
  }
});

test('an element that went from a data file is told, with what keeps its address', (t) => {
  const topics = (...names) => dump(names.map(([id, name]) => ({ id, name, silenced: [{ code: 'not-linked', reason: 'x' }] })));
  const repository = smallRepository(t, { 'content/data/topics.yaml': topics(['tre-em', 'Trẻ em'], ['viec-lam', 'Việc làm'], ['cu', 'Cũ'], ['doi', 'Đổi mã']) });
  repository.commit({ 'content/data/topics.yaml': topics(['tre-em', 'Trẻ em'], ['viec-lam', 'Việc làm'], ['doi-ma', 'Đổi mã']) });
  const check = () => goneOf(repository.kyket(['check', '--lang', 'en']).output).map(({ file, message }) => [file, message]);
  const found = check();
  assert.deepEqual(found.map(([file]) => file), [removedPath, 'content/data/topics.yaml'].sort());
  assert.match(found[0][1], /\/linh-vuc\/cu\/.*- \{address: \/linh-vuc\/cu\/, date: 2024-01-01, reason: …\}/);
  assert.match(found[1][1], /write aliases: \/linh-vuc\/doi\//);
  repository.commit({ 'content/data/topics.yaml': `${topics(['tre-em', 'Trẻ em'], ['viec-lam', 'Việc làm'])}- id: doi-ma\n  name: Đổi mã\n  aliases: /linh-vuc/doi/\n`, [removedPath]: dump([{ address: '/linh-vuc/cu/', date: '2024-01-02', reason: 'Sai' }]) });
  assert.deepEqual(check(), []);
});

test('a file that HEAD has and the work tree has not is told too, and a shallow clone tells nothing false', (t) => {
  const repository = smallRepository(t, { [oldNews]: entry({ title: 'Tin cũ', date: '2020-03-01' }) });
  fs.rmSync(repository.path(oldNews));
  const found = goneOf(repository.kyket(['check', '--worktree', '--lang', 'en']).output);
  assert.deepEqual(found.map(({ file }) => file), [removedPath]);
  assert.match(found[0].message, /- \{address: \/tin-tuc\/2020\/tin-cu\/, date: 2024-06-01, reason/);
  repository.commit();
  assert.equal(goneOf(repository.kyket(['check']).output).length, 1);
  const clone = repository.path('..', 'nong');
  repository.git('clone', '--quiet', '--depth', '1', `file://${repository.folder}`, clone);
  const shallow = repository.kyket(['check', '-C', clone, '--strict']);
  assert.equal(shallow.status, 0, shallow.output);
});

test('an address in removed.yaml that no commit knows is told, with the one that is most like it', (t) => {
  const line = (address, more = {}) => ({ address, date: '2024-01-02', reason: 'Sai', ...more });
  const repository = new Repository(path.join(temporaryFolder(t), 'register'));
  repository.commit({ ...smallRegister(), [oldNews]: entry({ title: 'Tin cũ', date: '2020-03-01' }), [removedPath]: dump([line('/tin-tuc/2019/mang-theo/')]) });
  const check = (...args) => parseDiagnostics(repository.kyket(['check', '--lang', 'en', ...args]).output).filter(({ code }) => code === 'unknown-address').map(({ line: at, message }) => `${at} ${message}`);
  // What came into the repository with all else can't be known of; nor what another program had here, outside of the sections.
  repository.commit({ [oldNews]: null, [removedPath]: dump([line('/tin-tuc/2019/mang-theo/'), line('/tin-tuc/2020/tin-cu/'), line('/bai-cu/12.html'), line('/linh-vuc/cu/')]) });
  assert.deepEqual(check(), []);
  repository.commit({ [removedPath]: dump([line('/tin-tuc/2019/mang-theo/'), line('/tin-tuc/2020/tin-cu/'), line('/tin-tuc/2020/tin-cuu/'), line('/thoa-thuan/khong-he-co/'), line('/co-quan/cu-x/', { silenced: [{ code: 'unknown-address', reason: 'Của trang cũ' }] })]) });
  assert.deepEqual(check(), [
    '7 no commit of this repository has an entry at the address /tin-tuc/2020/tin-cuu/; did you mean /tin-tuc/2020/tin-cu/?',
    '10 no commit of this repository has an entry at the address /thoa-thuan/khong-he-co/; correct the address, or take this part out',
  ]);
  assert.doesNotMatch(repository.kyket(['check']).output, /unused-silence/);
  assert.doesNotMatch(repository.kyket(['build']).output, /unknown-address/); // advice is for those who ask
  const clone = repository.path('..', 'khong-sau');
  repository.git('clone', '--quiet', '--depth', '1', `file://${repository.folder}`, clone);
  assert.deepEqual(check('-C', clone), []);
});

test('the warning at an entry that took over an address is silenced there', (t) => {
  const fields = { title: 'Có bí danh' };
  const repository = smallRepository(t, { 'content/pages/cu.md': entry(fields) });
  repository.commit({ 'content/pages/cu.md': null, 'content/pages/moi.md': entry({ ...fields, silenced: [{ code: 'address-gone', reason: 'Không ai biết' }] }) });
  assert.equal(repository.kyket(['check', '--strict']).status, 0, repository.kyket(['check']).output);
  repository.commit({ 'content/pages/moi.md': entry(fields) });
  assert.equal(goneOf(repository.kyket(['check']).output).length, 1);
});
