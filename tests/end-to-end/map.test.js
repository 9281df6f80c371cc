'use strict';
// The maps of provinces: tiles where the register puts them, with the number and the shade of what is in force.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const parse5 = require('parse5');
const { agreement, dump, entry, smallRepository } = require('../support/register.js');
const { attribute, built, elements, words } = require('../support/website.js');

const withClass = (node, name) => [...elements(node)].filter((each) => (attribute(each, 'class') ?? '').split(' ').includes(name));
const textsOf = (node, name) => withClass(node, name).map(words).join(' ');

// Of each map of a page: its view box, and its tiles with place, name, texts and shade.
function mapsOf(website, address = 'tinh-thanh/') {
  return withClass(parse5.parse(website.read(`${address}index.html`)), 'map').map((map) => ({
    box: attribute(map, 'viewbox') ?? attribute(map, 'viewBox'),
    tiles: withClass(map, 'map-tile').map((tile) => [
      attribute([...elements(tile)].find(({ tagName }) => tagName === 'g'), 'transform').replace(/[^\d ]/g, ''),
      attribute(tile, 'href'),
      words([...elements(tile)].find(({ tagName }) => tagName === 'title')),
      `${textsOf(tile, 'map-initials')}|${textsOf(tile, 'map-name')}|${textsOf(tile, 'map-count')}`,
      attribute(tile, 'data-shade'),
    ]),
  }));
}

const provinces = (list) => ({ 'content/data/provinces.yaml': dump(list) });
const anGiang = { id: 'an-giang', name: 'An Giang', kind: 'tỉnh' };
const unit = (id, name, tile, fields) => ({ id, name, kind: 'tỉnh', tile: { column: tile[0], row: tile[1] }, ...fields });

test('today’s units and islands stand on the map, and on another one those of before the merger', (t) => {
  const website = built(smallRepository(t), '2026-01-01');
  const said = 'thỏa thuận còn hiệu lực';
  const now = {
    box: '0 0 20 40',
    tiles: [
      ['10 20', '/tinh-thanh/an-giang/', `Tỉnh An Giang: 1 ${said}`, 'AG|An Giang|1', '1'],
      ['0 30', '/tinh-thanh/an-giang/', `Đảo Phú Quốc, tỉnh An Giang: 1 ${said}`, 'PQ|Phú Quốc|1', '1'],
    ],
  };
  const before = {
    box: '0 0 20 60',
    tiles: [
      ['10 30', '/tinh-thanh/an-giang/', `Tỉnh An Giang: 1 ${said}`, 'AG|An Giang|1', '1'],
      ['10 40', '/tinh-thanh/kien-giang/', `Tỉnh Kiên Giang: 0 ${said}`, 'KG|Kiên Giang|0', '0'],
      ['0 50', '/tinh-thanh/an-giang/', `Đảo Phú Quốc, tỉnh An Giang: 1 ${said}`, 'PQ|Phú Quốc|1', '1'],
    ],
  };
  assert.deepEqual(mapsOf(website), [now, before]);
  const small = now.tiles.map(([place, href, label, text, shade]) => [place, href, label, text.replace(/\|.*\|/, '||'), shade]);
  assert.deepEqual(mapsOf(website, ''), [{ box: now.box, tiles: small }]);
  const rows = withClass(parse5.parse(website.read('tinh-thanh/index.html')), 'map-table').map((table) =>
    [...elements(table)].filter(({ tagName }) => tagName === 'tr').slice(1).map(words));
  assert.deepEqual(rows, [['An Giang Đồng bằng sông Cửu Long 1'], ['An Giang 1', 'Kiên Giang An Giang 0']]);
});

test('on a day before the merger there is one map, that of its time', (t) => {
  const website = built(smallRepository(t), '2025-06-30');
  assert.deepEqual(mapsOf(website).map(({ box, tiles }) => [box, tiles.length]), [['0 0 20 60', 3]]);
});

test('what came down through a merger counts on the map of today alone', (t) => {
  const repository = smallRepository(t, {
    'content/organizations/ubnd-an-giang.md': entry({ name: 'Ủy ban nhân dân tỉnh Kiên Giang', province: 'kien-giang' }),
    'content/organizations/tinh-doan-an-giang.md': entry({ name: 'Tỉnh đoàn Kiên Giang', province: 'kien-giang' }),
  });
  const counts = mapsOf(built(repository, '2026-01-01')).map(({ tiles }) => tiles.map(([, , , text]) => text));
  assert.deepEqual(counts, [['AG|An Giang|1', 'PQ|Phú Quốc|1'], ['AG|An Giang|0', 'KG|Kiên Giang|1', 'PQ|Phú Quốc|0']]);
});

test('the name in a tile: cut where its lines are shortest, initials where it is too long', (t) => {
  const repository = smallRepository(t, provinces([
    unit('an-giang', 'Bà Rịa – Vũng Tàu', [1, 1]), unit('kien-giang', 'Huế', [2, 1]),
    unit('mot', 'Thừa Thiên Huế', [3, 1]), unit('dai', 'Nguyễnthịhuệtrang', [4, 1]),
  ]));
  assert.deepEqual(mapsOf(built(repository, '2026-01-01'))[0].tiles.map(([, , , text]) => text.split('|').slice(0, 2)), [
    ['BRVT', 'Bà Rịa – Vũng Tàu'], ['Huế', 'Huế'], ['TTH', 'Thừa Thiên Huế'], ['N', ''],
  ]);
});

test('tiles of the same initials have the letters that tell them apart, the others no more', (t) => {
  const names = ['Lào Cai', 'Lai Châu', 'Quảng Ninh', 'Quảng Nam', 'Quảng Ngãi', 'Hà Giang', 'Hậu Giang', 'Hà Nam', 'An Giang', 'Trùng', 'Trùng'];
  const repository = smallRepository(t, provinces(names.map((name, i) => unit(['an-giang', 'kien-giang'][i] ?? `tinh-${i}`, name, [i + 1, 1], { kind: i === 10 ? 'thành phố' : 'tỉnh' }))));
  assert.deepEqual(mapsOf(built(repository, '2026-01-01'))[0].tiles.map(([, , , text]) => text.split('|')[0]),
    ['LCa', 'LCh', 'QNi', 'QNa', 'QNg', 'HàG', 'HậG', 'HN', 'AG', 'T', 'T']);
});

test('shades are steps of round numbers, which the legend names', (t) => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`content/agreements/so-${i}.md`,
    entry({ ...agreement, title: `Quy chế số ${i}`, signed: '2024-01-02', period: { start: 2024, end: 'open' }, provinces: i < 6 ? ['kien-giang'] : [] })]));
  const website = built(smallRepository(t, {
    ...many, ...provinces([unit('an-giang', 'An Giang', [1, 1]), unit('kien-giang', 'Kiên Giang', [1, 2])]),
  }), '2026-01-01');
  const shown = mapsOf(website)[0].tiles.map(([, , , text, shade]) => [text.split('|')[2], shade]);
  assert.deepEqual(shown, [['22', '3'], ['6', '1']]);
  const legend = withClass(parse5.parse(website.read('tinh-thanh/index.html')), 'map-legend')[0];
  const items = [...elements(legend)].filter((node) => node.tagName === 'li' && attribute(node, 'hidden') === undefined);
  assert.deepEqual(items.map(words), ['0', '1–10', '11–20', '21 trở lên']);
});

test('a register without tiles has no map, only its lists', (t) => {
  const website = built(smallRepository(t, provinces([anGiang, { id: 'kien-giang', name: 'Kiên Giang', merged_into: 'an-giang' }])), '2026-01-01');
  assert.deepEqual([...mapsOf(website), ...mapsOf(website, '')], []);
  assert.doesNotMatch(website.read('tinh-thanh/index.html'), /class="maps"|table-sort/);
});

test('a tile that is no place of a map is an error, one that is taken a warning', (t) => {
  const check = (list) => smallRepository(t, provinces(list)).kyket(['check', '--lang', 'en']);
  const outside = check([{ ...anGiang, tile: { column: 13, row: 1 } }, unit('kien-giang', 'Kiên Giang', [1, 0])]);
  assert.equal(outside.status, 1);
  assert.equal(outside.output.match(/a tile's column must be from 1 to 12, its row from 1 to 60 \[bad-number\]/g).length, 2);
  const taken = check([unit('an-giang', 'An Giang', [1, 1]), unit('kien-giang', 'Kiên Giang', [1, 1])]);
  assert.equal(taken.status, 0, taken.output);
  assert.match(taken.output, /provinces\.yaml:\d+:\d+: warning: An Giang has the same tile of the map.*\[taken-tile\]/);
  const silenced = [{ code: 'taken-tile', reason: 'Chưa vẽ lại.' }];
  const quiet = check([unit('an-giang', 'An Giang', [1, 1]), unit('kien-giang', 'Kiên Giang', [1, 1], { silenced })]);
  assert.doesNotMatch(quiet.output, /taken-tile/);
});
