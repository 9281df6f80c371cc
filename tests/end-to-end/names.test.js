'use strict';
// What offices and provinces are called on a day: on agreements' pages, on their own, and in search.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const parse5 = require('parse5');
const { assertSameFiles } = require('../support/folders.js');
const { dump, entry, smallRepository } = require('../support/register.js');
const { allRows, openSearch } = require('../support/search.js');
const { attribute, built, elements, words } = require('../support/website.js');

const all = (website, address) => [...elements(parse5.parse(website.read(`${address}index.html`)))];
const withClass = (website, address, name) =>
  all(website, address).filter((node) => (attribute(node, 'class') ?? '').split(' ').includes(name));
const first = (website, address, tag) => words(all(website, address).find(({ tagName }) => tagName === tag));
const shown = ['party', 'name-now', 'heirs'];
const parties = (website, address) => {
  const [list] = withClass(website, address, 'parties');
  return list.childNodes.filter(({ tagName }) => tagName === 'li').map((party) =>
    [...elements(party)].filter((node) => shown.includes(attribute(node, 'class'))).map(words).join(' '));
};
// What stands beside a word of the facts.
const fact = (website, address, name) => {
  const terms = [...elements(withClass(website, address, 'facts')[0])].filter(({ tagName }) => tagName === 'dt');
  const term = terms.find((node) => words(node) === name);
  return term?.parentNode.childNodes.filter(({ tagName }) => tagName === 'dd').map(words);
};
const index = (website) => allRows(website.folder);

const an = { type: 'quy-che', signatories: [{ organization: 'ubnd-an-giang' }, { organization: 'bo' }], provinces: ['hue'] };
const files = {
  'content/data/provinces.yaml': dump([
    { id: 'an-giang', name: 'An Giang', kind: 'tỉnh', former_names: [{ name: 'Long Châu Hà', until: '2010-06-30' }] },
    { id: 'kien-giang', name: 'Kiên Giang', kind: 'tỉnh', merged_into: 'an-giang', until: '2025-06-30', other_names: ['KG'] },
    { id: 'hue', name: 'Huế', kind: 'thành phố', former_names: [{ name: 'Thừa Thiên Huế', kind: 'tỉnh', until: '2024-12-31' }],
      other_names: ['TT Huế', 'Cố đô'] },
  ]),
  'content/organizations/bo.md': entry({ name: 'Bộ Mới', short_name: 'BM', kind: 'ministry', founded: 2000, other_names: 'Bộ Chữ Tắt',
    former_names: [{ name: 'Tổng cục Cũ', kind: 'other', until: 2012 }] }),
  'content/people/nguyen-van-an.md': entry({ name: 'Nguyễn Văn An', other_names: ['Ba An'] }),
  'content/data/topics.yaml': dump([{ id: 'tre-em', name: 'Trẻ em', other_names: 'thiếu nhi' }, { id: 'viec-lam', name: 'Việc làm' }]),
  'content/agreements/truoc.md': entry({ ...an, title: 'Quy chế truoc', signed: '2012-12-31' }),
  'content/agreements/sau.md': entry({ ...an, title: 'Quy chế sau', signed: '2025-01-01', provinces: ['hue', 'kien-giang'] }),
  'content/agreements/thoi-han.md': entry({ ...an, title: 'Quy chế thoi-han', period: { start: 2010, end: 2011 } }),
  'content/agreements/se-ky.md': entry({ ...an, title: 'Quy chế se-ky', signed: '2030-01-01' }),
};

test('parties and provinces bear the name of the day of signing, with today\'s beside it', (t) => {
  const repository = smallRepository(t, files);
  let website = built(repository, '2026-01-01');
  assert.deepEqual(parties(website, 'thoa-thuan/truoc/'), ['Ủy ban nhân dân tỉnh An Giang', 'Tổng cục Cũ nay là Bộ Mới']);
  assert.deepEqual(fact(website, 'thoa-thuan/truoc/', 'Tỉnh thành'), ['Tỉnh An Giang', 'Tỉnh Thừa Thiên Huế (nay là thành phố Huế)']);
  assert.deepEqual(parties(website, 'thoa-thuan/sau/'), ['Ủy ban nhân dân tỉnh An Giang', 'Bộ Mới']);
  assert.deepEqual(fact(website, 'thoa-thuan/sau/', 'Tỉnh thành'),
    ['Tỉnh An Giang', 'Thành phố Huế', 'Tỉnh Kiên Giang (nay thuộc tỉnh An Giang)']);
  for (const id of ['thoi-han', 'se-ky']) {
    assert.deepEqual(parties(website, `thoa-thuan/${id}/`), ['Ủy ban nhân dân tỉnh An Giang', 'Bộ Mới'], id);
    assert.deepEqual(fact(website, `thoa-thuan/${id}/`, 'Tỉnh thành'), ['Tỉnh An Giang', 'Thành phố Huế'], id);
  }
  // Everywhere else today's.
  assert.match(words(withClass(website, 'thoa-thuan/', 'rows')[0]), /BM/);
  assert.doesNotMatch(website.read('thoa-thuan/index.html'), /Tổng cục Cũ/);
  // A build for a day before: that was today's name.
  website = built(repository, '2024-12-31');
  assert.deepEqual(fact(website, 'thoa-thuan/truoc/', 'Tỉnh thành'), ['Tỉnh An Giang', 'Tỉnh Thừa Thiên Huế']);
  assert.deepEqual(parties(website, 'thoa-thuan/truoc/')[1], 'Tổng cục Cũ nay là Bộ Mới');
});

test('an office that is no more had another name later, and has none now', (t) => {
  const website = built(smallRepository(t, { ...files, 'content/organizations/bo.md': entry({ name: 'Bộ Mới', dissolved: '2020-12-31',
    former_names: [{ name: 'Tổng cục Cũ', until: 2012 }] }), 'content/agreements/sau.md': null, 'content/agreements/se-ky.md': null }), '2026-01-01');
  assert.match(parties(website, 'thoa-thuan/truoc/')[1], /^Tổng cục Cũ sau đó là Bộ Mới Hoạt động đến hết 31\/12\/2020/);
});

test('headings and lists have the name of the day, and a city is never without its kind', (t) => {
  const repository = smallRepository(t, files);
  const seen = (day) => {
    const website = built(repository, day);
    const chips = [...elements(withClass(website, 'tinh-thanh/', 'region')[0])].filter(({ tagName }) => tagName === 'a');
    return [first(website, 'tinh-thanh/hue/', 'h1'), first(website, 'tinh-thanh/hue/', 'title'),
      chips.map((node) => node.childNodes[0].value.trim()).join()];
  };
  assert.deepEqual(seen('2024-12-31'),
    ['Tỉnh Thừa Thiên Huế', 'Tỉnh Thừa Thiên Huế – Sổ thử', 'An Giang,Kiên Giang,Thừa Thiên Huế']);
  assert.deepEqual(seen('2025-01-01'), ['Thành phố Huế', 'Thành phố Huế – Sổ thử', 'An Giang,TP. Huế,Kiên Giang']);
  const website = built(repository, '2026-01-01');
  assert.match(website.read('tinh-thanh/an-giang/feed.xml'), /<title>Tỉnh An Giang – Sổ thử<\/title>/);
  assert.match(website.read('tinh-thanh/hue/feed.xml'), /<title>Thành phố Huế – Sổ thử<\/title>/);
});

test('the own pages of offices and provinces list all names with their days, where there are several', (t) => {
  const website = built(smallRepository(t, files), '2026-01-01');
  const names = (address) => withClass(website, address, 'unit-names').flatMap((list) =>
    list.childNodes.filter(({ tagName }) => tagName === 'li').map(words));
  assert.deepEqual(names('tinh-thanh/hue/'),
    ['Thành phố Huế TP. Huế từ 01/01/2025', 'Tỉnh Thừa Thiên Huế đến hết 31/12/2024']);
  assert.deepEqual(names('co-quan/bo/'), ['Bộ Mới BM Bộ từ năm 2013', 'Tổng cục Cũ Khác từ năm 2000 đến hết năm 2012']);
  assert.deepEqual(names('tinh-thanh/kien-giang/'), []);
  assert.deepEqual(names('co-quan/ubnd-an-giang/'), []);
});

test('search knows all names; other names stand nowhere else', async (t) => {
  const website = built(smallRepository(t, files), '2026-01-01');
  const found = (url) => index(website).find((one) => one.url === url);
  const hue = found('/tinh-thanh/hue/');
  assert.equal(hue.title, 'Thành phố Huế');
  const names = (row) => row.texts.filter(([label]) => label === 'name').map(([, text]) => text);
  assert.deepEqual(names(hue), ['TP. Huế', 'Huế', 'Tỉnh Thừa Thiên Huế', 'Thừa Thiên Huế', 'TT Huế', 'Cố đô']);
  assert.deepEqual(names(found('/co-quan/bo/')), ['BM', 'Tổng cục Cũ', 'Bộ Chữ Tắt']);
  assert.deepEqual(names(found('/nguoi-ky/nguyen-van-an/')), ['Ba An']);
  assert.deepEqual(names(found('/linh-vuc/tre-em/')), ['thiếu nhi']);
  assert.deepEqual(names(found('/linh-vuc/viec-lam/')), []);
  const search = await openSearch(website.folder, '2026-01-01');
  for (const [query, url] of [['thua thien hue', '/tinh-thanh/hue/'], ['TT Huế', '/tinh-thanh/hue/'], ['co do', '/tinh-thanh/hue/'], ['tp. hue', '/tinh-thanh/hue/'],
    ['Bộ chữ tắt', '/co-quan/bo/'], ['tổng cục cũ', '/co-quan/bo/'], ['ba an', '/nguoi-ky/nguyen-van-an/'], ['thieu nhi', '/linh-vuc/tre-em/']])
    assert.equal((await search.find(query)).urls[0], url, query);
  for (const [address, name] of [['tinh-thanh/hue/', 'Cố đô'], ['co-quan/bo/', 'Bộ Chữ Tắt'], ['linh-vuc/tre-em/', 'thiếu nhi']])
    assert.ok(!website.read(`${address}index.html`).includes(name), address);
});

test('a day on which names change makes the pages again that show them', (t) => {
  const repository = smallRepository(t, files);
  built(repository, '2024-12-31');
  const website = built(repository, '2025-01-01');
  assert.equal(first(website, 'tinh-thanh/hue/', 'h1'), 'Thành phố Huế');
  const whole = repository.kyket(['build', '--date', '2025-01-01', '-o', 'whole', '--full', '--cache', 'whole.cache']);
  assert.equal(whole.status, 0, whole.output);
  assertSameFiles(repository.path('output'), repository.path('whole'));
});
