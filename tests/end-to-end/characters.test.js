'use strict';
// Characters that no page, feed or data file can hold: they are refused where they would come from, at their place,
// or shown as a blank, and no file of the site has one.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const { test } = require('node:test');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { listFiles, writeFiles } = require('../support/folders.js');
const { kyket } = require('../support/program.js');
const { agreement, dump, entry, news, smallRegister, smallRepository } = require('../support/register.js');
const { Website } = require('../support/website.js');

const page = 'content/pages/gioi-thieu.md';
// C0 but tab, line feed and carriage return; DEL and C1; noncharacters of XML and of HTML.
const controls = [
  ...Array.from({ length: 32 }, (_, code) => code).filter((code) => ![9, 10, 13].includes(code)),
  ...Array.from({ length: 33 }, (_, code) => 0x7f + code),
  0xfdd0, 0xfdef, 0xfffe, 0xffff,
];
const forbidden = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]/u;

// No text file of the site has such a character, as such or as an entity.
function assertClean(repository) {
  let seen = 0;
  for (const file of listFiles(repository.path('output'))) {
    if (!/\.(html|xml|json|txt|css|js|ics|csv)$/.test(file)) continue;
    seen++;
    const text = fs.readFileSync(repository.path('output', file), 'utf8');
    assert.doesNotMatch(text, forbidden, file);
    for (const [all, hexadecimal, digits] of text.matchAll(/&#(x?)([0-9a-f]+);/gi))
      assert.doesNotMatch(String.fromCodePoint(parseInt(digits, hexadecimal ? 16 : 10)), forbidden, `${file}: ${all}`);
  }
  assert.ok(seen > 10);
  const website = new Website(repository.path('output'), 'https://example.vn/');
  assert.deepEqual([...website.checkFeeds(), ...website.checkSitemap()], []);
}

test('control characters in a body show as blanks, with a warning at the first', (t) => {
  const all = controls.map((code) => `a${String.fromCodePoint(code)}b`).join(' ');
  for (const [name, text, column] of [
    ['as such', all, 2],
    ['as entities', controls.filter((code) => code !== 0).map((code) => `a&#${code};b`).join(' '), 2],
    ['as hexadecimal entities', controls.filter((code) => code !== 0).map((code) => `a&#x${code.toString(16)};b`).join(' '), 2],
  ])
  {
    const bodies = [
      text,
      `## ${text}`,
      `| ${text} |\n|-|\n| ${text} |`,
      `[chữ](/tin-tuc/ "${text}") ![ảnh](media:le-ky.png "${text}")`,
      `![${text}](media:le-ky.png)`,
      '```' + text + '\n' + text + '\n```',
      `chữ [^1]\n\n[^1]: ${text}`,
      `chữ [^${text}]\n\n[^${text}]: x`,
    ];
    const repository = smallRepository(t, { [page]: entry({ title: 'Trang' }, bodies.join('\n\n')) });
    const result = repository.kyket(['build']);
    assert.equal(result.status, 0, `${name}: ${result.output}`);
    const found = parseDiagnostics(result.output).filter(({ code }) => code === 'invalid-character');
    for (const { file, severity } of found) assert.deepEqual([file, severity], [page, 'warning']);
    assert.ok(found.some((each) => each.line === 5 && each.column === column), `${name}: ${result.output}`);
    assertClean(repository);
  }
});

test('what is no control character stays', (t) => {
  const kept = 'a\tb\u00a0c\u00ad\u200b\u202e\u2066\u2028\ufdcf\ufdf0\ufffc\u{1f600}';
  const repository = smallRepository(t, { [page]: entry({ title: 'Trang' }, kept) });
  const result = repository.kyket(['build']);
  assert.equal(result.status, 0, result.output);
  assert.deepEqual(parseDiagnostics(result.output).map(({ code }) => code), ['invisible-character']);
  assert.ok(fs.readFileSync(repository.path('output/gioi-thieu/index.html'), 'utf8').includes(kept.slice(2)));
});

test('addresses with control characters are left out', (t) => {
  for (const address of ['media:a%C2%85.png', 'media:a%01.png', 'news:a%7Fb'])
  {
    const links = [`[](<${address}>)`, `[chữ](<${address}>)`, `![ảnh](<${address}>)`];
    const repository = smallRepository(t, { [page]: entry({ title: 'Trang' }, links.join('\n\n')) });
    const result = repository.kyket(['build']);
    assert.equal(result.status, 0, result.output);
    const lines = parseDiagnostics(result.output).filter(({ file, code }) => file === page && code === 'unsafe-link').map(({ line }) => line);
    assert.deepEqual(lines, [5, 7, 9], `${address}: ${result.output}`);
    assertClean(repository);
  }
});

test('no author and no message of a commit brings one to a page of changes', (t) => {
  const repository = smallRepository(t);
  const odd = controls.filter((code) => code !== 0).map((code) => String.fromCodePoint(code)).join('x');
  repository.write({ [page]: entry({ title: 'Trang' }, 'Chữ khác.'), 'content/agreements/quy-che-2018.md': entry({ ...agreement, place: 'An Giang' }) });
  repository.git('add', '--all');
  repository.git('commit', '--quiet', '--cleanup=verbatim', '-m', `Sửa ${odd}`, { env: { GIT_AUTHOR_NAME: `Tên ${odd}`, GIT_AUTHOR_DATE: '1717100000 +0700' } });
  const result = repository.kyket(['build']);
  assert.equal(result.status, 0, result.output);
  assert.ok(listFiles(repository.path('output')).some((file) => fs.readFileSync(repository.path('output', file), 'utf8').includes('Tên')));
  assertClean(repository);
});

// The files of the small register, by the kind that `kyket schema` names, with the record that a field is put into.
const kinds = {
  site: ['content/site.yaml', require('../support/register.js').site, dump],
  province: ['content/data/provinces.yaml', { id: 'x', name: 'X' }, (record) => smallRegister()['content/data/provinces.yaml'] + dump([record])],
  topic: ['content/data/topics.yaml', { id: 'x', name: 'X' }, (record) => smallRegister()['content/data/topics.yaml'] + dump([record])],
  agreement_type: ['content/data/agreement-types.yaml', { id: 'x', name: 'X' }, (record) => smallRegister()['content/data/agreement-types.yaml'] + dump([record])],
  organization: ['content/organizations/x.md', { name: 'X' }, entry],
  person: ['content/people/x.md', { name: 'X' }, entry],
  agreement: ['content/agreements/quy-che-2018.md', agreement, entry],
  news: ['content/news/2018/ky-quy-che.md', news, entry],
  page: [page, { title: 'X' }, entry],
};

// A value of the schema with the text in each of its texts: one value for each.
function* valuesOf(schema, root, text) {
  if (schema.$ref) schema = schema.$ref.split('/').slice(1).reduce((part, name) => part[name], root);
  for (const choice of schema.anyOf ?? schema.oneOf ?? []) yield* valuesOf(choice, root, text);
  const type = [schema.type].flat();
  if (type.includes('string')) yield text;
  if (type.includes('array')) for (const value of valuesOf(schema.items, root, text)) yield [value];
  if (type.includes('object'))
    for (const [name, part] of Object.entries(schema.properties ?? {}))
      for (const value of valuesOf(part, root, text)) yield { [name]: value };
}

test('no text of any field may hold one', (t) => {
  const repository = smallRepository(t);
  let fields = 0;
  for (const [kind, [file, record, write]] of Object.entries(kinds)) {
    const printed = kyket(['schema', kind]);
    assert.equal(printed.status, 0, printed.output);
    const schema = JSON.parse(printed.stdout);
    const properties = (schema.type === 'array' ? schema.items : schema).properties;
    // The first value of each field in one record, then the second of those that have one, and so on.
    // The short form of `sources` excludes it.
    const values = Object.entries(properties).filter(([name]) => name !== 'source').map(([name, part]) => [name, [...valuesOf(part, schema, 'dieu-khien')]]);
    for (let turn = 0; values.some(([, all]) => turn < all.length); turn++) {
      const text = write({ ...record, ...Object.fromEntries(values.filter(([, all]) => turn < all.length).map(([name, all]) => [name, all[turn]])) }).replaceAll('dieu-khien', '"a\\x01b\\x85c\\ufffe"');
      repository.write({ ...smallRegister(), [file]: text });
      const result = repository.kyket(['check', '--worktree']);
      writeFiles(repository.folder, { [file]: null });
      assert.equal(result.status, 1, `${kind}: ${text}\n${result.output}`);
      assert.doesNotMatch(result.output, forbidden, kind);
      const told = new Set(parseDiagnostics(result.output).filter((each) => each.file === file && each.severity === 'error').map(({ line }) => line));
      for (const [index, line] of text.split('\n').entries()) {
        if (!line.includes('\\x01')) continue;
        fields++;
        assert.ok(told.has(index + 1), `${kind}, line ${index + 1}: ${line}\n${result.output}`);
      }
    }
  }
  assert.ok(fields > 60, `${fields} fields`);
});
