'use strict';
// Regions, and agreements that cover more than the provinces of their parties.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const parse5 = require('parse5');
const { assertSameFiles } = require('../support/folders.js');
const { dump, entry, smallRepository } = require('../support/register.js');
const { attribute, built, elements, words } = require('../support/website.js');

const all = (website, address) => [...elements(parse5.parse(website.read(`${address}index.html`)))];
const withClass = (website, address, name) =>
  all(website, address).filter((node) => (attribute(node, 'class') ?? '').split(' ').includes(name));

const regions = [
  { id: 'mien-nui', name: 'Miền núi' },
  { id: 'dong-bang', name: 'Đồng bằng' },
  { id: 'ven-bien', name: 'Ven biển', until: '2025-06-30' },
];

test('provinces stand under their regions, in the order of the regions', (t) => {
  const repository = smallRepository(t, {
    'content/data/regions.yaml': dump(regions),
    'content/data/provinces.yaml': dump([
      { id: 'khac', name: 'Không vùng' },
      { id: 'an-giang', name: 'An Giang', region: 'dong-bang' },
      { id: 'cao-bang', name: 'Cao Bằng', region: 'mien-nui' },
      { id: 'ca-mau', name: 'Cà Mau', region: 'dong-bang' },
      { id: 'kien-giang', name: 'Kiên Giang', region: 'ven-bien', merged_into: 'an-giang', until: '2025-06-30' },
    ]),
  });
  const website = built(repository, '2026-01-01');
  // Heading and names, without counts.
  const shown = (address) => withClass(website, address, 'region').map((node) => {
    const inside = [...elements(node)];
    return [words(inside[0]), ...inside.filter(({ tagName }) => tagName === 'a').map((link) => link.childNodes[0].value.trim())].join(' ');
  });
  for (const address of ['', 'tinh-thanh/'])
    assert.deepEqual(shown(address), ['Miền núi Cao Bằng', 'Đồng bằng An Giang Cà Mau', 'Vùng khác Không vùng']);
  const facts = (id) => withClass(website, `tinh-thanh/${id}/`, 'facts').map(words)[0];
  assert.match(facts('kien-giang'), /Vùng\s*Ven biển/);
  assert.doesNotMatch(facts('khac'), /Vùng/);
});

const offices = {
  'content/data/regions.yaml': dump(regions),
  'content/data/provinces.yaml': dump([
    { id: 'an-giang', name: 'An Giang', kind: 'tỉnh', region: 'dong-bang' },
    { id: 'cao-bang', name: 'Cao Bằng', kind: 'tỉnh', region: 'mien-nui' },
    { id: 'kien-giang', name: 'Kiên Giang', kind: 'tỉnh', region: 'ven-bien', merged_into: 'an-giang', until: '2025-06-30' },
  ]),
  'content/organizations/bo-mot.md': entry({ name: 'Bộ Một', level: 'central' }),
  'content/organizations/bo-hai.md': entry({ name: 'Bộ Hai', level: 'central' }),
};
const between = (fields, parties = ['bo-mot', 'bo-hai']) =>
  entry({ type: 'quy-che', ...fields, signatories: parties.map((organization) => ({ organization })) });
const numbered = (number, fields) => ({
  [`content/agreements/so-${number}.md`]: between({ title: `Số ${number}`, signed: `2020-01-${String(number).padStart(2, '0')}`, ...fields }),
});
// What stands apart on a province's page: heading, titles of agreements, and where all are.
const apart = (website, id) => withClass(website, `tinh-thanh/${id}/`, 'territory').map((section) => {
  const inside = [...elements(section)];
  const more = inside.find((node) => attribute(node, 'class') === 'more');
  const all = more === undefined ? undefined : [...elements(more)][0];
  const titles = inside.filter((node) => attribute(node, 'class') === 'row-title').map(words);
  return [words(inside[0]), titles.join(), ...(all === undefined ? [] : [`${words(all)} ${attribute(all, 'href')}`])];
});

test('a province shows apart what covers the country and its region, without counting it', (t) => {
  const repository = smallRepository(t, {
    ...offices,
    ...numbered(1, { national: true }),
    ...numbered(2, { regions: ['dong-bang'] }),
    ...numbered(3, { regions: ['mien-nui'] }),
    ...numbered(4, { regions: 'ven-bien' }),
    ...numbered(5, { regions: ['ven-bien'], signed: '2026-01-01' }),
    ...numbered(6, {}),
    ...numbered(8, { signed: '2025-07-01', national: true }),
    'content/agreements/so-7.md': between({ title: 'Số 7', signed: '2020-02-01', national: true }, ['ubnd-an-giang', 'bo-mot']),
    'content/news/2020/tin-so-1.md': entry({ title: 'Tin số 1', date: '2020-01-02', agreements: ['so-1'] }),
  });
  let website = built(repository, '2026-02-01');
  const national = ['Áp dụng cả nước', 'Số 8,Số 1', 'Xem mọi thỏa thuận như vậy (3) /thoa-thuan/ca-nuoc/'];
  // Its own agreement for the whole country is among its own alone.
  assert.deepEqual(apart(website, 'an-giang'), [national, ['Áp dụng cho vùng Đồng bằng', 'Số 2']]);
  assert.deepEqual(apart(website, 'cao-bang'),
    [['Áp dụng cả nước', 'Số 8,Số 7,Số 1'], ['Áp dụng cho vùng Miền núi', 'Số 3']]);
  // A former province: what covered the country and its own region in its time, and nothing of its successor's region.
  assert.deepEqual(apart(website, 'kien-giang'),
    [['Áp dụng cả nước', 'Số 7,Số 1', 'Xem mọi thỏa thuận như vậy (3) /thoa-thuan/ca-nuoc/'],
      ['Áp dụng cho vùng Ven biển', 'Số 4', 'Xem mọi thỏa thuận như vậy (2) /thoa-thuan/vung/ven-bien/']]);
  assert.equal(withClass(website, 'tinh-thanh/cao-bang/', 'status-count').length, 0);
  assert.doesNotMatch(website.read('tinh-thanh/cao-bang/index.html'), /Tin số 1|Ký kết/);
  assert.doesNotMatch(website.read('tin-tuc/2020/tin-so-1/index.html'), /Cao Bằng/);
  website = built(repository, '2025-06-30');
  assert.deepEqual(apart(website, 'kien-giang').map(([heading, titles]) => [heading, titles]),
    [['Áp dụng cả nước', 'Số 8,Số 7,Số 1'], ['Áp dụng cho vùng Ven biển', 'Số 5,Số 4']]);
});

test('an agreement names its territory', (t) => {
  const website = built(smallRepository(t, { ...offices, ...numbered(1, { national: true }), ...numbered(2, { regions: ['mien-nui', 'dong-bang'] }),
    ...numbered(3, {}) }), '2026-01-01');
  const facts = (number) => words(withClass(website, `thoa-thuan/so-${number}/`, 'facts')[0]);
  assert.match(facts(1), /Phạm vi áp dụng\s*Cả nước/);
  assert.match(facts(2), /Phạm vi áp dụng\s*Vùng Miền núi\s*Vùng Đồng bằng/);
  assert.doesNotMatch(facts(3), /Phạm vi/);
  assert.match(words(withClass(website, 'thoa-thuan/vung/mien-nui/', 'page-head')[0]), /^Thỏa thuận áp dụng cho vùng Miền núi/);
});

test('of many only the newest ten are shown, and all on pages of their own; an increment is what a full build is', (t) => {
  const repository = smallRepository(t, { ...offices, ...Object.assign({}, ...Array.from({ length: 14 }, (_, i) => numbered(i + 1, { national: true }))) });
  let website = built(repository, '2026-01-01');
  const titles = Array.from({ length: 10 }, (_, i) => `Số ${14 - i}`).join();
  assert.deepEqual(apart(website, 'cao-bang'), [['Áp dụng cả nước', titles, 'Xem mọi thỏa thuận như vậy (14) /thoa-thuan/ca-nuoc/']]);
  const listed = ['', 'trang/3/', 'trang/2/', 'trang/1/'].flatMap((page) => withClass(website, `thoa-thuan/ca-nuoc/${page}`, 'row-title').map(words));
  assert.deepEqual(listed, Array.from({ length: 14 }, (_, i) => `Số ${14 - i}`));
  const change = (files) => {
    repository.commit(files);
    website = built(repository, '2026-01-01');
    const whole = repository.kyket(['build', '--date', '2026-01-01', '-o', 'whole', '--full', '--cache', 'whole.cache']);
    assert.equal(whole.status, 0, whole.output);
    assertSameFiles(repository.path('output'), repository.path('whole'));
  };
  change(numbered(15, { national: true }));
  assert.match(apart(website, 'cao-bang')[0][1], /^Số 15,/);
  change(numbered(15, { regions: ['mien-nui'] }));
  assert.deepEqual(apart(website, 'cao-bang')[1].slice(0, 2), ['Áp dụng cho vùng Miền núi', 'Số 15']);
  change({ 'content/data/regions.yaml': dump([{ ...regions[0], name: 'Núi cao' }, ...regions.slice(1)]) });
  assert.equal(apart(website, 'cao-bang')[1][0], 'Áp dụng cho vùng Núi cao');
  change(numbered(15, { regions: ['dong-bang'] }));
  assert.equal(apart(website, 'cao-bang').length, 1);
});
