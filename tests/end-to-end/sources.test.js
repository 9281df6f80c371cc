'use strict';
// Where an entry's statements come from: a list of sources on every kind of entry, shown at the foot of its page.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const parse5 = require('parse5');
const { theDiagnostic } = require('../support/diagnostics.js');
const { read } = require('../support/folders.js');
const { agreement, dump, entry, news, smallRegister, smallRepository } = require('../support/register.js');
const { Website, attribute, elements, textOf } = require('../support/website.js');

const newsPath = 'content/news/2018/ky-quy-che.md';
const source = { name: 'Báo An Giang', url: 'https://bao.example/ky', date: '2018-04-13', accessed: '2026-11-30', note: 'ngày ký và người ký' };
const cited = 'Báo An Giang, ngày 13/04/2018, truy cập ngày 30/11/2026: ngày ký và người ký';

const sectionOf = (repository, page) => {
  const document = parse5.parse(read(repository.folder, 'output', page, 'index.html'));
  return [...elements(document)].find((element) => attribute(element, 'class') === 'sources');
};
const itemsOf = (repository, page) => {
  const section = sectionOf(repository, page);
  if (section === undefined) return [];
  const items = [...elements(section)].filter((element) => element.tagName === 'li');
  return items.map((item) => textOf(item).replace(/\s+/g, ' ').trim());
};

// The entry at `at` with more fields: of a file, or of the data file's entry of that id.
function withFields(path, fields, id) {
  const text = smallRegister()[path];
  if (id === undefined) return { [path]: text.replace(/^---\n/, `---\n${dump(fields)}`) };
  return { [path]: text.replace(`- id: ${id}\n`, `- id: ${id}\n${dump(fields).replace(/^(?=.)/gm, '  ')}`) };
}

function build(t, files) {
  const repository = smallRepository(t, files);
  const result = repository.kyket(['build', '--strict']);
  assert.equal(result.status, 0, result.output);
  return repository;
}

for (const [kind, path, page, id] of [
  ['a news item', newsPath, 'tin-tuc/2018/ky-quy-che'],
  ['an agreement', 'content/agreements/quy-che-2018.md', 'thoa-thuan/quy-che-2018'],
  ['an organization', 'content/organizations/ubnd-an-giang.md', 'co-quan/ubnd-an-giang'],
  ['a person', 'content/people/nguyen-van-an.md', 'nguoi-ky/nguyen-van-an'],
  ['a page', 'content/pages/gioi-thieu.md', 'gioi-thieu'],
  ['a province', 'content/data/provinces.yaml', 'tinh-thanh/an-giang', 'an-giang'],
  ['a topic', 'content/data/topics.yaml', 'linh-vuc/tre-em', 'tre-em'],
])
  test(`the page of ${kind} cites its sources at its foot, in their order`, (t) => {
    const repository = build(t, withFields(path, { sources: [source, { name: 'Biên bản' }] }, id));
    assert.deepEqual(itemsOf(repository, page), [cited, 'Biên bản']);
    const link = [...elements(sectionOf(repository, page))].find((element) => element.tagName === 'a');
    assert.equal(attribute(link, 'href'), source.url);
    assert.equal(attribute(link, 'rel'), 'external');
    const html = read(repository.folder, 'output', page, 'index.html');
    const shown = html.replace(/<script type="application\/ld\+json">.*?<\/script>/gs, '');
    assert.equal(shown.split(source.name).length, 2, 'the source stands once');
    assert.ok(html.indexOf('class="sources"') < html.indexOf('<footer'), 'within the page');
    assert.deepEqual(new Website(repository.path('output'), 'https://example.vn/').checkAll(), []);
  });

test('a page without sources has no such section', (t) => {
  const repository = build(t, {});
  for (const page of ['tin-tuc/2018/ky-quy-che', 'thoa-thuan/quy-che-2018', 'tinh-thanh/an-giang'])
    assert.equal(sectionOf(repository, page), undefined, page);
});

test('a type of agreements may have sources too', (t) => {
  build(t, withFields('content/data/agreement-types.yaml', { sources: [source] }, 'quy-che'));
});

test('the only source may stand under "source"', (t) => {
  const repository = build(t, { [newsPath]: entry({ ...news, source }) });
  assert.deepEqual(itemsOf(repository, 'tin-tuc/2018/ky-quy-che'), [cited]);
});

test('what is not known of a source is left out, and a year or month is said as such', (t) => {
  const repository = build(t, {
    [newsPath]: entry({ ...news, sources: [{ name: 'a', date: 2018 }, { name: 'b', accessed: '2026-11-30' }, { name: 'c', note: 'số hiệu' }] }),
  });
  assert.deepEqual(itemsOf(repository, 'tin-tuc/2018/ky-quy-che'), ['a, năm 2018', 'b, truy cập ngày 30/11/2026', 'c: số hiệu']);
});

for (const [name, fields, code, near] of [
  ['both "source" and "sources"', { source, sources: [source] }, 'duplicate-key', /both "source" and "sources" are given/],
  ['both the other way round', { sources: [source], source }, 'duplicate-key', /both "source" and "sources" are given/],
  ['"source" as a list', { source: [source] }, 'wrong-type', /source: expected a mapping/],
  ['"source" as a text', { source: 'Báo An Giang' }, 'wrong-type', /source: expected a mapping/],
  ['a source without a name', { sources: [{ url: 'https://bao.example/' }] }, 'missing-field', /"name"/],
  ['an address that runs a program', { sources: [{ name: 'x', url: 'javascript:alert(1)' }] }, 'bad-url', /no web address/],
  ['a day that does not exist', { sources: [{ name: 'x', date: '2018-02-30' }] }, 'bad-date', /no date/],
])
  test(`${name} is an error`, (t) => {
    const { sources, source: single, ...rest } = fields;
    assert.deepEqual(rest, {});
    const text = Object.entries(fields).reduce((before, [key, value]) => before + dump({ [key]: value }), '');
    const repository = smallRepository(t, { [newsPath]: entry(news).replace('---\n', `---\n${text}`) });
    const result = repository.kyket(['build']);
    assert.equal(result.status, 1, result.output);
    const found = theDiagnostic(result, code, newsPath);
    assert.equal(found.severity, 'error');
    assert.match(found.message, near);
    assert.ok(sources !== undefined || single !== undefined);
  });

test('a source twice under its short form is a key given twice', (t) => {
  const repository = smallRepository(t, {
    'content/agreements/quy-che-2018.md': `---\nsource: {name: a}\nsource: {name: b}\n${dump(agreement)}---\n`,
  });
  const found = theDiagnostic(repository.kyket(['build']), 'duplicate-key');
  assert.match(found.message, /"source" is given twice/);
});

test('a changed source changes its page alone', (t) => {
  const repository = build(t, withFields(newsPath, { sources: [source] }));
  repository.commit(withFields(newsPath, { sources: [{ ...source, note: 'nơi ký' }] }));
  assert.equal(repository.kyket(['build']).status, 0);
  assert.match(itemsOf(repository, 'tin-tuc/2018/ky-quy-che')[0], /: nơi ký$/);
});
