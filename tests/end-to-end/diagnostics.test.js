'use strict';
// What is wrong is said in one line each, with file, line and column, all at once, and the published site stays.

const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { assertNoDiagnostics, parseDiagnostics, theDiagnostic } = require('../support/diagnostics.js');
const { snapshot } = require('../support/folders.js');
const { agreement, dump, entry, news, site, smallRepository } = require('../support/register.js');

const newsPath = 'content/news/2018/ky-quy-che.md';

// The place of a text in a file: the line, and the column in characters.
function placeOf(text, wanted) {
  const lines = text.split('\n');
  const line = lines.findIndex((each) => each.includes(wanted));
  assert.notEqual(line, -1, `"${wanted}" is not in the file`);
  return { line: line + 1, column: Array.from(lines[line].slice(0, lines[line].indexOf(wanted))).length + 1 };
}

// A build of the small register with changes that must fail; returns the run.
function fails(t, files, args = []) {
  const result = smallRepository(t, files).kyket(['build', ...args]);
  assert.equal(result.status, 1, result.output);
  return result;
}

test('a reference with a typo: its place, the nearest id, exit status 1, the published site as it was', (t) => {
  const repository = smallRepository(t);
  assert.equal(repository.kyket(['build']).status, 0);
  const published = snapshot(repository.path('output'));
  const text = entry({ ...news, agreements: ['quy-che-2081'] });
  repository.commit({ [newsPath]: text });
  const result = repository.kyket(['build']);
  assert.equal(result.status, 1);
  const { line, column } = placeOf(text, 'quy-che-2081');
  assert.ok(
    result.stderr
      .split('\n')
      .includes(
        `${newsPath}:${line}:${column}: error: unknown agreement "quy-che-2081"; did you mean "quy-che-2018"? [unknown-reference]`,
      ),
    result.output,
  );
  assert.deepEqual(snapshot(repository.path('output')), published);
});

for (const [kind, fields, wrong, right] of [
  ['organization', { organizations: ['ubnd-an-gaing'] }, 'ubnd-an-gaing', 'ubnd-an-giang'],
  ['person', { people: ['nguyen-van-ann'] }, 'nguyen-van-ann', 'nguyen-van-an'],
  ['province', { provinces: ['an-gyang'] }, 'an-gyang', 'an-giang'],
  ['topic', { topics: ['tre-me'] }, 'tre-me', 'tre-em'],
])
  test(`an unknown ${kind} in a front matter`, (t) => {
    const text = entry({ ...news, ...fields });
    const found = theDiagnostic(fails(t, { [newsPath]: text }), 'unknown-reference', newsPath);
    assert.deepEqual({ line: found.line, column: found.column }, placeOf(text, wrong));
    assert.equal(found.message, `unknown ${kind} "${wrong}"; did you mean "${right}"?`);
  });

for (const [kind, wrong, right] of [
  ['agreement', 'quy-che-2017', 'quy-che-2018'],
  ['news', 'ky-qui-che', 'ky-quy-che'],
  ['organization', 'ubnd-angiang', 'ubnd-an-giang'],
  ['person', 'nguyen-van-anh', 'nguyen-van-an'],
  ['province', 'angiang', 'an-giang'],
  ['topic', 'treem', 'tre-em'],
  ['page', 'gioi-thiu', 'gioi-thieu'],
])
  test(`an unknown ${kind} in a link of a body`, (t) => {
    const text = entry(news, `Đoạn đầu.\n\nChữ có dấu [](${kind}:${wrong}) ở giữa.`);
    const found = theDiagnostic(fails(t, { [newsPath]: text }), 'unknown-reference', newsPath);
    assert.equal(found.line, placeOf(text, wrong).line);
    assert.match(found.message, new RegExp(`unknown ${kind} "${wrong}"; did you mean "${right}"\\?`));
  });

test('the suggestion looks past diacritics and case; where nothing is near there is none', (t) => {
  const text = entry({ ...news, topics: ['Trẻ-Em'], people: ['hoan-toan-khac'] });
  const found = parseDiagnostics(fails(t, { [newsPath]: text }).output).map(({ message }) => message);
  assert.ok(found.includes('unknown topic "Trẻ-Em"; did you mean "tre-em"?'), found.join('\n'));
  assert.ok(found.some((message) => /^unknown person "hoan-toan-khac"(?!.*did you mean)/.test(message)), found.join('\n'));
});

test('columns count characters', (t) => {
  const text = entry(news).replace('agreements:\n', 'agreements: # ở đây có dấu\n').replace('  - quy-che-2018', '  - "quy-ché-2018x"');
  const found = theDiagnostic(fails(t, { [newsPath]: text }), 'unknown-reference');
  assert.equal(found.column, 5);
  const inline = entry(news).replace(/^title: .*$/m, 'title: {"Đề tài có dấu": [tựa]}');
  const nested = parseDiagnostics(fails(t, { [newsPath]: inline }).output).filter(({ file }) => file === newsPath);
  assert.ok(nested.some(({ line, column }) => line === 2 && column === 8), JSON.stringify(nested));
});

test('photos and documents that are not in media/, media: links and relative links', (t) => {
  const text = entry(
    { ...news, photos: [{ file: 'le-kỳ.png', alt: 'x', credit: 'y' }] },
    'Xem [bản quét](media:khong-co.pdf) và [mục](../2019/khong-co.md).',
  );
  const found = parseDiagnostics(fails(t, { [newsPath]: text }).output);
  assert.deepEqual(found.map(({ file, severity }) => `${file} ${severity}`), Array(3).fill(`${newsPath} error`));
  assert.match(found[0].message, /le-kỳ\.png.*did you mean ".*le-ky\.png"/);
  assert.equal(found[0].code, 'missing-media');
});

test('everything that is wrong is said at once, sorted by place', (t) => {
  const result = fails(t, {
    [newsPath]: entry({ ...news, agreements: ['khong-co-1'], topics: ['khong-co-2'] }, '[](page:khong-co-3)'),
    'content/news/2023/ky-quy-che-moi.md': entry({ title: 'Không có ngày' }),
    'content/pages/gioi-thieu.md': entry({ summary: 'Không có tiêu đề' }),
    'content/people/nguyen-van-an.md': '---\nname: "Nguyễn\n---\n',
    'content/agreements/quy-che-2023.md': entry({ ...agreement, period: { start: 2023, end: 'sau này' } }),
  });
  const found = parseDiagnostics(result.output).filter(({ severity }) => severity === 'error');
  const files = found.map(({ file }) => file);
  for (const file of [
    newsPath,
    'content/news/2023/ky-quy-che-moi.md',
    'content/pages/gioi-thieu.md',
    'content/people/nguyen-van-an.md',
    'content/agreements/quy-che-2023.md',
  ])
    assert.ok(files.includes(file), `${file} is not in:\n${result.output}`);
  assert.equal(found.filter(({ file }) => file === newsPath).length, 3, result.output);
  const keys = found.map(({ file, line, column }) => `${file}:${String(line).padStart(6)}:${String(column).padStart(6)}`);
  assert.deepEqual(keys, [...keys].sort());
});

for (const [name, path, text, code, near] of [
  ['news without a date', newsPath, entry({ title: 'x' }), 'missing-field', /"date"/],
  ['news without a title', newsPath, entry({ date: '2018-04-12' }), 'missing-field', /"title"/],
  ['a person without a name', 'content/people/nguyen-van-an.md', entry({ positions: [] }), 'missing-field', /"name"/],
  ['a file without front matter', newsPath, 'Chỉ có chữ.\n', 'no-front-matter', /---/],
  ['a front matter that never ends', newsPath, '---\ntitle: x\n\nChữ.\n', 'no-front-matter', /---/],
  ['an empty file', newsPath, '', 'no-front-matter', /---/],
  ['YAML that is none', newsPath, '---\ntitle: "x\ndate: 2018-04-12\n---\n', 'yaml-syntax', /./],
  ['a tab as indentation', newsPath, '---\ntitle: x\nevent:\n\tkind: signing\n---\n', 'yaml-syntax', /./],
  ['a key twice', newsPath, `---\ntitle: a\ntitle: b\ndate: 2018-04-12\n---\n`, 'duplicate-key', /title/],
  ['a list where a text belongs', newsPath, entry({ ...news, title: ['x'] }), 'wrong-type', /title/],
  ['a text where a mapping belongs', newsPath, entry({ ...news, event: 'ký' }), 'wrong-type', /event/],
])
  test(`${name} is an error`, (t) => {
    const found = theDiagnostic(fails(t, { [path]: text }), code, path);
    assert.equal(found.severity, 'error');
    assert.match(found.message, near);
    assert.ok(found.line >= 1);
  });

for (const [name, path, text] of [
  ['a day that does not exist', newsPath, entry({ ...news, date: '2018-02-30' })],
  ['a date of another form', newsPath, entry({ ...news, date: '12/4/2018' })],
  ['a choice that is none', newsPath, entry({ ...news, event: { kind: 'sining' } })],
  ['a flag that is none', newsPath, entry({ ...news, featured: 'có' })],
  ['an address that is none', newsPath, entry({ ...news, source: { name: 'x', url: 'javascript:alert(1)' } })],
  ['a number that is none', 'content/site.yaml', dump({ ...site, page_size: 'nhiều' })],
  ['a page size of 0', 'content/site.yaml', dump({ ...site, page_size: 0 })],
  ['a period that ends before it starts', 'content/agreements/quy-che-2018.md', entry({ ...agreement, period: { start: 2022, end: 2018 } })],
  ['an agreement with one signatory', 'content/agreements/quy-che-2018.md', entry({ ...agreement, signatories: agreement.signatories.slice(1) })],
  ['an agreement without day and period', 'content/agreements/quy-che-2018.md', entry({ ...agreement, signed: undefined, period: undefined })],
  ['a site without a base URL', 'content/site.yaml', dump({ ...site, base_url: undefined })],
  ['a site with a base URL that is none', 'content/site.yaml', dump({ ...site, base_url: '/so/' })],
  ['a site with a base URL that is very long', 'content/site.yaml', dump({ ...site, base_url: `https://example.vn/${'a'.repeat(2000)}/` })],
  ['an id with a space', 'content/pages/hai tu.md', entry({ title: 'x' })],
  ['an id with an accent', 'content/pages/giới-thiệu-2.md', entry({ title: 'x' })],
])
  test(`${name} is an error at its place`, (t) => {
    const found = parseDiagnostics(fails(t, { [path]: text }).output);
    assert.equal(found.length, 1, JSON.stringify(found));
    assert.equal(found[0].file, path);
    assert.equal(found[0].severity, 'error');
    assert.ok(found[0].line >= 1 && found[0].column >= 1, JSON.stringify(found[0]));
  });

test('an unknown key is a warning with a suggestion; with --strict an error', (t) => {
  const text = entry({ ...news, sumary: 'x', hoan_toan_khac: 'y' });
  const repository = smallRepository(t, { [newsPath]: text });
  const lenient = repository.kyket(['build']);
  assert.equal(lenient.status, 0, lenient.output);
  const found = parseDiagnostics(lenient.output);
  assert.deepEqual(found.map(({ code, severity }) => `${severity} ${code}`), ['warning unknown-key', 'warning unknown-key']);
  assert.deepEqual({ line: found[0].line, column: found[0].column }, placeOf(text, 'sumary:'));
  assert.match(found[0].message, /"sumary".*did you mean "summary"\?/);
  assert.doesNotMatch(found[1].message, /did you mean/);
  const published = snapshot(repository.path('output'));
  repository.commit({ 'content/pages/moi.md': entry({ title: 'Trang mới' }) });
  const strict = repository.kyket(['build', '--strict']);
  assert.equal(strict.status, 1, strict.output);
  assert.deepEqual(parseDiagnostics(strict.output).map(({ severity }) => severity), ['error', 'error']);
  assert.deepEqual(snapshot(repository.path('output')), published);
});

test('unknown keys deep inside, in data files and in site.yaml', (t) => {
  const repository = smallRepository(t, {
    [newsPath]: entry({ ...news, event: { kind: 'signing', plase: 'An Giang' } }),
    'content/data/topics.yaml': dump([{ id: 'tre-em', name: 'Trẻ em', descripton: 'x' }]),
    'content/site.yaml': dump({ ...site, publiser: 'x' }),
  });
  const result = repository.kyket(['build']);
  assert.equal(result.status, 0, result.output);
  const found = parseDiagnostics(result.output);
  assert.deepEqual(
    found.map(({ file, code }) => `${file} ${code}`),
    ['content/data/topics.yaml unknown-key', `${newsPath} unknown-key`, 'content/site.yaml unknown-key'],
  );
  assert.match(found.map(({ message }) => message).join('\n'), /"description"[^]*"place"[^]*"publisher"/);
});

test('files that belong nowhere are named in a warning', (t) => {
  const repository = smallRepository(t, {
    'content/ban-nhap/x.md': entry(agreement),
    'content/agreements/ghi-chu.txt': 'x\n',
    'content/news/2019/tin.md': entry({ ...news, title: 'Tin khác', date: '2018-04-12' }),
  });
  const result = repository.kyket(['build']);
  assert.equal(result.status, 0, result.output);
  const found = parseDiagnostics(result.output).map(({ file, code, severity }) => `${severity} ${file} ${code}`);
  assert.deepEqual(found, [
    'warning content/agreements/ghi-chu.txt unknown-file',
    'warning content/ban-nhap/x.md unknown-file',
    'warning content/news/2019/tin.md wrong-folder',
  ]);
});

test('a file whose name says almost what it is would be lost, and is an error that offers the name', (t) => {
  const text = entry({ title: 'Trang' });
  const files = {
    'pages/a.MD': 'pages/a.md', 'pages/b.markdown': 'pages/b.md', 'pages/c.md.txt': 'pages/c.md', 'pages/sub/d.mdx': 'pages/sub/d.md', 'Pages/e.md': 'pages/e.md', 'agreement/f.md': 'agreements/f.md',
    'agrements/x.md': 'agreements/x.md', 'data/topics.yml': 'data/topics.yaml', 'data/Regions.yaml': 'data/regions.yaml', 'data/agreement_types.yaml': 'data/agreement-types.yaml', 'site.yml': 'site.yaml',
  };
  const silent = ['pages/ghi-chu.txt', 'data/nguon.yaml', 'data/README.md', 'LICENSE', 'newsletter/a.md', 'pages/anh.jpg'];
  const all = [...Object.keys(files), ...silent];
  const others = { 'content/data/topics.yaml': null, 'content/data/agreement-types.yaml': null, 'content/site.yaml': null };
  const found = parseDiagnostics(fails(t, { ...others, ...Object.fromEntries(all.map((name) => [`content/${name}`, text])) }).output).filter(({ code }) => code === 'unknown-file');
  for (const [name, meant] of Object.entries(files)) {
    const [item] = found.filter(({ file }) => file === `content/${name}`);
    assert.equal(item.severity, 'error', name);
    assert.ok(item.message.endsWith(`rename it to ${meant}`), item.message);
  }
  assert.deepEqual(found.filter(({ severity }) => severity === 'warning').map(({ file }) => file), silent.map((name) => `content/${name}`).sort());
  const copy = theDiagnostic(fails(t, { 'content/pages/gioi-thieu.MD': text }), 'unknown-file');
  assert.match(copy.message, /pages\/gioi-thieu\.md is there already/);
});

test('an id of two entries of one kind is an error that names both; of two kinds it is none', (t) => {
  const twice = fails(t, { 'content/news/2019/ky-quy-che.md': entry({ ...news, date: '2019-01-01' }) });
  const found = theDiagnostic(twice, 'duplicate-id');
  assert.equal(found.file, 'content/news/2019/ky-quy-che.md');
  assert.match(found.message, /content\/news\/2018\/ky-quy-che\.md/);
  const data = fails(t, {
    'content/data/topics.yaml': dump([{ id: 'tre-em', name: 'Trẻ em' }, { id: 'tre-em', name: 'Trẻ' }]),
  });
  assert.equal(theDiagnostic(data, 'duplicate-id').file, 'content/data/topics.yaml');
  assert.equal(theDiagnostic(data, 'duplicate-id').line, 3);
  const other = smallRepository(t, { 'content/pages/quy-che-2018.md': entry({ title: 'Trang cùng mã' }) });
  assert.equal(other.kyket(['build']).status, 0);
});

test('a page may not take the address of a section, nor an alias that of a page', (t) => {
  const page = fails(t, { 'content/pages/tin-tuc.md': entry({ title: 'Trang' }) });
  assert.equal(parseDiagnostics(page.output)[0].file, 'content/pages/tin-tuc.md');
  const alias = fails(t, { 'content/pages/trang.md': entry({ title: 'Trang', aliases: ['/gioi-thieu/'] }) });
  assert.match(alias.output, /content\/pages\/(trang|gioi-thieu)\.md:\d+:\d+: error: /);
  const both = fails(t, {
    'content/pages/a.md': entry({ title: 'A', aliases: ['/cu/'] }),
    'content/pages/b.md': entry({ title: 'B', aliases: ['/cu/'] }),
  });
  assert.match(both.output, /content\/pages\/[ab]\.md:\d+:\d+: error: /);
  const file = fails(t, { 'content/static/gioi-thieu/index.html': 'x' });
  assert.match(file.output, /error: /);
});

test('an address that no file system takes is an error where the content asks for it', (t) => {
  const long = (parts, length) => `/${Array.from({ length: parts }, () => 'a'.repeat(length)).join('/')}/`;
  for (const alias of [long(300, 1), long(128, 1), long(1, 256), long(3, 300)]) {
    const result = fails(t, { 'content/pages/trang.md': entry({ title: 'Trang', aliases: [alias] }) });
    const found = theDiagnostic(result, 'address-too-long');
    assert.deepEqual([found.file, found.line], ['content/pages/trang.md', 4]);
    assert.match(found.message, /address \/a.* make it shorter/);
  }
  const repository = smallRepository(t, {
    'content/pages/trang.md': entry({ title: 'Trang', aliases: [long(127, 1), long(1, 255), long(4, 250)] }),
  });
  for (const more of [[], ['--full'], ['--full']]) {
    const result = repository.kyket(['build', ...more]);
    assert.equal(result.status, 0, result.output);
  }
});

test('each address that is taken twice is told once for each that wants it, and files that are folders too', (t) => {
  const found = parseDiagnostics(
    fails(t, {
      'content/pages/a.md': entry({ title: 'A', aliases: ['/x.html', '/y.html'] }),
      'content/pages/b.md': entry({ title: 'B', aliases: ['/x.html'] }),
      'content/pages/c.md': entry({ title: 'C', aliases: ['/x.html', '/x.html-c/', '/x.html/z/'] }),
      'content/pages/d.md': entry({ title: 'D', aliases: ['/y.html/q.html', '/y.html/q.html/r/'] }),
    }).output,
  ).filter(({ code }) => code === 'address-conflict');
  assert.deepEqual(
    found.map(({ file, message }) => `${file}: ${message.split(' ').slice(0, 3).join(' ')}`),
    [
      'content/pages/b.md: the address /x.html',
      'content/pages/c.md: the address /x.html',
      'x.html/z/index.html: /x.html is a',
      'y.html/q.html: /y.html is a',
      'y.html/q.html/r/index.html: /y.html is a',
      'y.html/q.html/r/index.html: /y.html/q.html is a',
    ],
  );
  // Whose it is already is named, and is not where it is a page that no file of the content asks for.
  const told = (address) => found.filter(({ message }) => message.startsWith(`the address ${address} is taken by `)).map(({ message }) => message);
  assert.deepEqual(told('/x.html'), Array(2).fill('the address /x.html is taken by content/pages/a.md; rename one of them, or take its alias out'));
  const list = theDiagnostic(fails(t, { 'content/pages/a.md': entry({ title: 'A', aliases: ['/tin-tuc/'] }) }), 'address-conflict');
  assert.match(list.message, /is taken by another page or file/);
});

for (const relation of ['succeeds', 'implements']) {
  test(`${relation}: an agreement that names itself is an error`, (t) => {
    const path = 'content/agreements/quy-che-2018.md';
    const text = entry({ ...agreement, [relation]: 'quy-che-2018' });
    const found = theDiagnostic(fails(t, { [path]: text }), 'self-reference', path);
    assert.deepEqual({ line: found.line, column: found.column }, placeOf(text, 'quy-che-2018'));
  });

  test(`${relation}: a circle is one error that names all in it`, (t) => {
    const files = {};
    for (const [id, next] of [['a', 'b'], ['b', 'c'], ['c', 'a'], ['d', 'a']])
      files[`content/agreements/${id}.md`] = entry({ ...agreement, title: `Quy chế ${id}`, [relation]: [next] });
    const found = theDiagnostic(fails(t, files), 'circle');
    assert.match(found.file, /^content\/agreements\/[abc]\.md$/);
    assert.match(found.message, /a.*b.*c|b.*c.*a|c.*a.*b/);
    assert.doesNotMatch(found.message, /\bd\b/);
  });

  test(`${relation}: a line and a diamond are no circle`, (t) => {
    const files = {};
    for (const [id, next] of [['a', ['b', 'c']], ['b', ['d']], ['c', ['d']], ['d', []]])
      files[`content/agreements/${id}.md`] = entry({ ...agreement, title: `Quy chế ${id}`, period: undefined, [relation]: next });
    const result = smallRepository(t, files).kyket(['build']);
    assert.equal(result.status, 0, result.output);
    assertNoDiagnostics(result);
  });
}

test('a circle across succeeds and implements is none; a long line of 5,000 is no trouble', (t) => {
  const files = {
    'content/agreements/a.md': entry({ ...agreement, title: 'A', succeeds: 'b' }),
    'content/agreements/b.md': entry({ ...agreement, title: 'B', implements: 'a' }),
  };
  assert.equal(smallRepository(t, files).kyket(['check']).status, 0);
  const line = {};
  for (let number = 0; number < 5000; number++)
    line[`content/agreements/dai-${number}.md`] = entry({
      title: `Quy chế ${number}`,
      signed: '2018-01-01',
      signatories: agreement.signatories.map(({ organization }) => ({ organization })),
      ...(number > 0 ? { succeeds: `dai-${number - 1}` } : {}),
    });
  const result = smallRepository(t, line).kyket(['check']);
  assert.equal(result.status, 0, result.output);
});

test('circles of other relations end too: merged provinces, parents, successors', (t) => {
  const files = {
    'content/data/provinces.yaml': dump([
      { id: 'an-giang', name: 'An Giang', merged_into: 'kien-giang' },
      { id: 'kien-giang', name: 'Kiên Giang', merged_into: 'an-giang' },
    ]),
    'content/organizations/a.md': entry({ name: 'A', parent: 'b', successors: [{ organization: 'b' }] }),
    'content/organizations/b.md': entry({ name: 'B', parent: 'a', successors: [{ organization: 'a' }] }),
    'content/organizations/c.md': entry({ name: 'C', parent: 'c', successors: [{ organization: 'c' }] }),
  };
  const result = smallRepository(t, files).kyket(['build']);
  assert.ok([0, 1].includes(result.status), result.output);
});

test('a published entry may not name a draft', (t) => {
  const result = fails(t, { 'content/pages/nhap.md': entry({ title: 'Nháp', draft: true }), [newsPath]: entry(news, '[](page:nhap)') });
  assert.equal(theDiagnostic(result, 'draft-reference').file, newsPath);
});

test("a draft's mistakes are notes until it is to be published", (t) => {
  const draft = 'content/pages/nhap.md';
  const repository = smallRepository(t, { [draft]: entry({ title: 'Nháp', draft: true, topics: ['tre-em'] }, '[](page:khong-co-dau)') });
  for (const args of [['build'], ['build', '--strict']]) {
    const result = repository.kyket(args);
    assert.equal(result.status, 0, result.output);
    assert.deepEqual(
      parseDiagnostics(result.output).map(({ file, severity, code }) => `${severity} ${file} ${code}`).sort(),
      [`note ${draft} unknown-key`, `note ${draft} unknown-reference`],
    );
  }
  const published = repository.kyket(['build', '-D']);
  assert.equal(published.status, 1, published.output);
  assert.equal(theDiagnostic(published, 'unknown-reference').severity, 'error');
});

const bad = {
  [newsPath]: entry({ ...news, agreements: ['quy-che-2081'], sumary: 'a, b: 100%' }),
  'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }, 'Chữ "trích" [](topic:tre-me) và <img src="a">.'),
  'content/pages/hai%, a.md': entry({ title: 'x' }),
};

test('check carries the same diagnostics as text, JSON, GitHub commands and SARIF', (t) => {
  const repository = smallRepository(t, bad);
  const text = repository.kyket(['check']);
  assert.equal(text.status, 1, text.output);
  const wanted = parseDiagnostics(text.stdout);
  assert.ok(wanted.length >= 5, text.output);
  assert.deepEqual(new Set(wanted.map(({ severity }) => severity)), new Set(['error', 'warning']));
  assert.deepEqual(parseDiagnostics(repository.kyket(['build']).stderr), wanted);
  assert.equal(repository.kyket(['check', '--format', 'text']).stdout, text.stdout);

  const json = repository.kyket(['check', '--format', 'json']);
  assert.equal(json.status, 1);
  assert.deepEqual(JSON.parse(json.stdout).diagnostics, wanted);

  const github = repository.kyket(['check', '--format', 'github']);
  assert.equal(github.status, 1);
  const unescape = (part) => decodeURIComponent(part.replace(/%(?![0-9A-F]{2})/g, '%25'));
  const commands = github.stdout
    .trimEnd()
    .split('\n')
    .map((line) => /^::(error|warning|notice) file=([^,:]*),line=(\d+),col=(\d+),title=([a-z0-9-]+)::(.*)$/.exec(line) ?? assert.fail(line))
    .map(([, severity, file, line, column, code, message]) => ({
      file: unescape(file),
      line: Number(line),
      column: Number(column),
      severity: severity === 'notice' ? 'note' : severity,
      message: unescape(message),
      code,
    }));
  assert.deepEqual(commands, wanted);
  assert.ok(
    github.stdout.includes(
      `::error file=${newsPath},line=${wanted.find(({ file }) => file === newsPath).line},col=5,title=unknown-reference::unknown agreement "quy-che-2081"; did you mean "quy-che-2018"?\n`,
    ),
    github.stdout,
  );

  const sarif = repository.kyket(['check', '--format', 'sarif']);
  assert.equal(sarif.status, 1);
  const log = JSON.parse(sarif.stdout);
  assert.equal(log.version, '2.1.0');
  assert.equal(log.runs[0].tool.driver.name, 'kyket');
  assert.deepEqual(
    log.runs[0].results.map(({ ruleId, level, message, locations: [{ physicalLocation: place }] }) => ({
      file: decodeURIComponent(place.artifactLocation.uri),
      line: place.region.startLine,
      column: place.region.startColumn,
      severity: level,
      message: message.text,
      code: ruleId,
    })),
    wanted,
  );
  for (const { locations } of log.runs[0].results)
    assert.match(locations[0].physicalLocation.artifactLocation.uri, /^[\w./%-]+$/, 'not a URI reference');
});

// The rows of the program's table of messages: [identifier, code].
function messageRows() {
  const table = readFileSync(path.join(__dirname, '../../generator/base/diagnostics.def'), 'utf8');
  const rows = [...table.matchAll(/^MESSAGE\((\w+), "([a-z0-9-]+)", (?:NOTE|WARNING|ERROR), \(/gm)];
  assert.equal(rows.length, [...table.matchAll(/^MESSAGE\(/gm)].length);
  return rows.map(([, identifier, code]) => [identifier, code]);
}

test('the rules in SARIF are the codes of the table of messages, each with its sentences', (t) => {
  const rows = messageRows();
  const log = JSON.parse(smallRepository(t).kyket(['check', '--format', 'sarif']).stdout);
  const { rules } = log.runs[0].tool.driver;
  assert.deepEqual(
    rules.map(({ id }) => id),
    [...new Set(rows.map(([, code]) => code))].sort(),
  );
  for (const { id, messageStrings } of rules)
    assert.deepEqual(
      Object.keys(messageStrings).sort(),
      rows.filter(([, code]) => code === id).map(([identifier]) => identifier).sort(),
    );
  assert.equal(
    rules.find(({ id }) => id === 'few-signatories').messageStrings.few_signatories.text,
    'an agreement needs at least two signatories',
  );
});

test('check of a good register: empty reports, exit status 0', (t) => {
  const repository = smallRepository(t);
  assert.deepEqual(parseDiagnostics(repository.kyket(['check']).output), []);
  assert.deepEqual(JSON.parse(repository.kyket(['check', '--format', 'json']).stdout).diagnostics, []);
  assert.equal(repository.kyket(['check', '--format', 'github']).stdout, '');
  assert.deepEqual(JSON.parse(repository.kyket(['check', '--format', 'sarif']).stdout).runs[0].results, []);
});

test('check --strict fails on a warning', (t) => {
  const repository = smallRepository(t, { [newsPath]: entry({ ...news, sumary: 'x' }), 'content/media/le-ky.png': null });
  assert.equal(repository.kyket(['check']).status, 0);
  const strict = repository.kyket(['check', '--strict', '--format', 'json']);
  assert.equal(strict.status, 1);
  assert.deepEqual(JSON.parse(strict.stdout).diagnostics.map(({ severity }) => severity), ['error']);
});

test('diagnostics without a file parse in every format too', (t) => {
  const repository = smallRepository(t);
  for (const format of ['text', 'json', 'github', 'sarif']) {
    const result = repository.kyket(['check', '--rev', 'khong-co', '--format', format]);
    assert.equal(result.status, 3, result.output);
    if (format === 'text') assert.equal(theDiagnostic(result, 'revision').file, '');
    if (format === 'json') assert.equal(JSON.parse(result.stdout).diagnostics[0].code, 'revision');
    if (format === 'github') assert.match(result.stdout, /^::error title=revision::/);
    if (format === 'sarif') assert.equal(JSON.parse(result.stdout).runs[0].results[0].ruleId, 'revision');
  }
});

test('a mistake in a theme is an error with file, line, column and a suggestion', (t) => {
  const { listFiles } = require('../support/folders.js');
  const { root } = require('../support/program.js');
  const fs = require('node:fs');
  const path = require('node:path');
  const theme = {};
  for (const file of listFiles(path.join(root, 'themes', 'default')))
    theme[`themes/rieng/${file}`] = fs.readFileSync(path.join(root, 'themes', 'default', file));
  const template = Object.keys(theme).find((name) => name.endsWith('/agreement.mustache'));
  theme[template] = `{{! một dòng }}\n  {{agreement.titel}}\n${theme[template]}`;
  const found = parseDiagnostics(fails(t, { ...theme, 'content/site.yaml': dump({ ...site, theme: 'rieng' }) }).output);
  assert.equal(found.length, 1, JSON.stringify(found));
  assert.equal(found[0].file, template);
  assert.equal(found[0].code, 'unknown-name');
  assert.deepEqual({ line: found[0].line, severity: found[0].severity }, { line: 2, severity: 'error' });
  assert.match(found[0].message, /titel.*did you mean.*title/);
});

test('check --since tells only what these commits changed or broke, and ends by that alone', (t) => {
  const page = (fields, body) => entry(fields, body);
  const repository = smallRepository(t, { 'content/pages/cu.md': page({ title: 'Cũ', sai: 1 }, 'Xem [](page:dich).'), 'content/pages/dich.md': page({ title: 'Đích' }) });
  const told = (...args) => {
    const result = repository.kyket(['check', ...args]);
    const found = parseDiagnostics(result.output).filter(({ code }) => code !== 'uncommitted');
    return [result.status, found.map(({ file, code }) => `${file} ${code}`)];
  };
  const all = told()[1];
  assert.ok(all.includes('content/pages/cu.md unknown-key'));
  assert.deepEqual(told('--since', 'HEAD', '--strict'), [0, []]);
  // What is new, what stands in a changed file, and what a change broke elsewhere; the rest is as it was.
  repository.commit({ 'content/pages/moi.md': page({ title: 'Mới', khac: 1 }) });
  assert.deepEqual(told('--since', 'HEAD~1'), [0, ['content/pages/moi.md unknown-key']]);
  assert.deepEqual(told('--since', 'HEAD~1', '--strict')[0], 1);
  repository.commit({ 'content/pages/dich.md': null });
  assert.deepEqual(told('--since', 'HEAD~1'), [1, ['content/pages/cu.md unknown-reference']]);
  assert.deepEqual(told('--since', 'HEAD~2'), [1, ['content/pages/cu.md unknown-reference', 'content/pages/moi.md unknown-key']]);
  assert.deepEqual(told('--since', 'HEAD'), [0, []]);
  // Lines that moved are the same message; of a file that changed all is told.
  repository.commit({ 'content/pages/dich.md': page({ title: 'Đích' }), 'content/pages/cu.md': page({ title: 'Cũ', summary: 'Thêm một dòng.', sai: 1 }, 'Xem [](page:dich).') });
  assert.deepEqual(told('--since', 'HEAD~1'), [0, ['content/pages/cu.md unknown-key']]);
  // Files on disk, touched or not.
  assert.deepEqual(told('--since', 'HEAD', '--worktree'), [0, []]);
  repository.write({ 'content/pages/them.md': page({ title: 'Thêm' }, '[](page:khong-co)') });
  assert.deepEqual(told('--since', 'HEAD', '--worktree'), [1, ['content/pages/them.md unknown-reference']]);
  repository.write({ 'content/pages/cu.md': page({ title: 'Cũ rồi', sai: 1 }), 'content/pages/them.md': null });
  assert.deepEqual(told('--since', 'HEAD', '--worktree'), [0, ['content/pages/cu.md unknown-key']]);
  repository.git('checkout', '--quiet', '.');
  // Of a branch that went on meanwhile what it changed is not this one's.
  repository.git('checkout', '--quiet', '-b', 'nhanh');
  repository.commit({ 'content/pages/nhanh.md': page({ title: 'Nhánh', khac: 1 }) });
  repository.git('checkout', '--quiet', 'main');
  repository.commit({ 'content/pages/cu.md': page({ title: 'Cũ' }) });
  assert.deepEqual(told('--rev', 'nhanh', '--since', 'main'), [0, ['content/pages/nhanh.md unknown-key']]);
  // Every format.
  const args = ['check', '--rev', 'nhanh', '--since', 'main', '--format'];
  assert.equal(JSON.parse(repository.kyket([...args, 'json']).stdout).diagnostics.length, 1);
  assert.equal(JSON.parse(repository.kyket([...args, 'gitlab']).stdout).length, 1);
  assert.equal(JSON.parse(repository.kyket([...args, 'sarif']).stdout).runs[0].results.length, 1);
  assert.equal(repository.kyket([...args, 'github']).stdout.match(/^::/gm).length, 1);
  // A revision that is not there is wrong usage, with what may be meant.
  const wrong = repository.kyket(['check', '--since', 'khong-co']);
  assert.equal(wrong.status, 2);
  assert.match(wrong.output, /unknown revision "khong-co".*git branch --all/);
  repository.git('update-ref', 'refs/remotes/origin/xa', 'HEAD~1');
  assert.match(repository.kyket(['check', '--since', 'xa']).output, /did you mean "origin\/xa"/);
});
