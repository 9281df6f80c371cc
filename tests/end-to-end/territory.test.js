'use strict';
// Regions, and agreements that cover more than the provinces of their parties.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const parse5 = require('parse5');
const { dump, smallRepository } = require('../support/register.js');
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
  const shown = (address) => withClass(website, address, 'region').map(words);
  for (const address of ['', 'tinh-thanh/'])
    assert.deepEqual(shown(address), ['Miền núi Cao Bằng', 'Đồng bằng An Giang 1 thỏa thuận đang hiệu lực Cà Mau', 'Vùng khác Không vùng']);
  const facts = (id) => withClass(website, `tinh-thanh/${id}/`, 'facts').map(words)[0];
  assert.match(facts('kien-giang'), /Vùng\s*Ven biển/);
  assert.doesNotMatch(facts('khac'), /Vùng/);
});
