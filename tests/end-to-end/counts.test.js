'use strict';
// How many agreements have which status, where lists show it; and who signed what came down from another unit, on every page of a list.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const parse5 = require('parse5');
const { agreement, entry, smallRepository } = require('../support/register.js');
const { attribute, built, elements, words } = require('../support/website.js');

const withClass = (website, address, name) =>
  [...elements(parse5.parse(website.read(`${address}index.html`)))].filter((node) =>
    (attribute(node, 'class') ?? '').split(' ').includes(name),
  );
const counts = (website, address) =>
  withClass(website, address, 'status-count').filter((node) => attribute(node, 'hidden') === undefined).map((node) => `${attribute(node, 'data-status')}: ${words(node)}`);
const marks = (website, address) => withClass(website, address, 'signed-by').map(words);
// The rows of agreements of a page.
const rows = (website, address) => withClass(website, address, 'row').filter((node) => attribute(node, 'data-status') !== undefined);

// Seven agreements of Kiên Giang, one a year from 2010 on, beside the two of An Giang.
const kienGiang = {
  // Without its link to news, which on the first of the days below is of a later moment.
  'content/agreements/quy-che-2018.md': entry({ ...agreement, number: '01/QC-UBND' }),
  'content/organizations/ubnd-kien-giang.md': entry({ name: 'Ủy ban nhân dân tỉnh Kiên Giang', short_name: 'UBND Kiên Giang',
    province: 'kien-giang', dissolved: '2025-06-30', successors: [{ organization: 'ubnd-an-giang', since: '2025-07-01' }] }),
  'content/organizations/hoi-nong-dan.md': entry({ name: 'Hội Nông dân' }),
};
for (let year = 2010; year < 2017; year++)
  kienGiang[`content/agreements/kien-giang-${year}.md`] = entry({ ...agreement, title: `Quy chế năm ${year}`, signed: `${year}-02-01`,
    period: { start: year, end: year }, topics: ['viec-lam'], commitments: [],
    signatories: [{ organization: 'ubnd-kien-giang' }, { organization: 'hoi-nong-dan' }] });
kienGiang['content/data/topics.yaml'] = '- {id: tre-em, name: Trẻ em}\n- {id: viec-lam, name: Việc làm}\n';

test('each status is counted on the front page and on those of provinces, organizations and topics', (t) => {
  const repository = smallRepository(t, kienGiang);
  let website = built(repository, '2015-06-01');
  assert.deepEqual(counts(website, ''), ['in-force: 1 còn hiệu lực', 'unsigned: 3 chưa ký', 'ended: 5 hết hiệu lực']);
  assert.deepEqual(counts(website, 'tinh-thanh/kien-giang/'), ['in-force: 1 còn hiệu lực', 'unsigned: 1 chưa ký', 'ended: 5 hết hiệu lực']);
  assert.deepEqual(counts(website, 'linh-vuc/tre-em/'), ['unsigned: 2 chưa ký']);
  assert.deepEqual(counts(website, 'co-quan/ubnd-an-giang/'), ['unsigned: 2 chưa ký']);
  website = built(repository, '2022-09-01');
  assert.deepEqual(counts(website, ''), ['ending: 1 sắp hết hiệu lực', 'unsigned: 1 chưa ký', 'ended: 7 hết hiệu lực']);
  assert.deepEqual(counts(website, 'linh-vuc/tre-em/'), ['ending: 1 sắp hết hiệu lực', 'unsigned: 1 chưa ký']);
  website = built(repository, '2025-07-01');
  assert.deepEqual(counts(website, 'tinh-thanh/an-giang/'),
    ['in-force: 1 còn hiệu lực', 'ended: 8 hết hiệu lực']);
  // Its own, then what it inherited.
  assert.deepEqual(counts(website, 'co-quan/ubnd-an-giang/'),
    ['in-force: 1 còn hiệu lực', 'ended: 1 hết hiệu lực', 'ended: 7 hết hiệu lực']);
});

test('what nothing is counted for has no counts', (t) => {
  const website = built(smallRepository(t), '2025-06-30');
  assert.deepEqual(counts(website, 'linh-vuc/viec-lam/'), []);
  assert.deepEqual(counts(website, 'tinh-thanh/kien-giang/'), []);
});

test('every page of the list says which former province signed, from the day it is merged', (t) => {
  const repository = smallRepository(t, kienGiang);
  let website = built(repository, '2025-06-30');
  assert.deepEqual(marks(website, 'tinh-thanh/an-giang/'), []);
  assert.deepEqual(marks(website, 'tinh-thanh/kien-giang/'), []);
  website = built(repository, '2025-07-01');
  assert.deepEqual(marks(website, 'tinh-thanh/kien-giang/'), []);
  const mark = 'Bên ký thuộc tỉnh Kiên Giang (nay thuộc tỉnh An Giang)';
  const pages = ['', 'thoa-thuan/', 'thoa-thuan/2/', 'thoa-thuan/1/'].map((address) => `tinh-thanh/an-giang/${address}`);
  assert.deepEqual(pages.map((address) => marks(website, address).length), [1, 1, 3, 3]);
  for (const address of pages)
    for (const row of rows(website, address))
      assert.equal(words(row).includes(mark), words(row).includes('Quy chế năm'), words(row));
});

test('an inherited agreement says which organization signed, on every page of the list', (t) => {
  const website = built(smallRepository(t, kienGiang), '2025-07-01');
  const mark = 'Ký bởi UBND Kiên Giang (hoạt động đến hết 30/06/2025)';
  for (const [address, count] of [['co-quan/ubnd-an-giang/', 3], ['co-quan/ubnd-an-giang/ke-thua/', 4], ['co-quan/ubnd-an-giang/ke-thua/1/', 3]])
    assert.deepEqual(marks(website, address), Array(count).fill(mark), address);
});

test('lists say what an organization inherited, apart from what it signed, and pages what was left to it', (t) => {
  const files = {
    ...kienGiang,
    'content/organizations/ubnd-kien-giang.md': entry({ name: 'Ủy ban nhân dân tỉnh Kiên Giang', province: 'kien-giang', dissolved: '2025-06-30',
      successors: [{ organization: 'ubnd-an-giang', since: '2025-07-01', scope: 'mọi nhiệm vụ' }, { organization: 'tinh-doan-an-giang' }] }),
  };
  const repository = smallRepository(t, files);
  const notes = (website, address) => withClass(website, address, 'inherited-note').map((node) => words(node));
  const table = (website) => withClass(website, 'co-quan/', 'sortable').map((node) => words(node))[0];
  let website = built(repository, '2025-06-30');
  assert.deepEqual(notes(website, 'co-quan/'), []);
  assert.doesNotMatch(website.read('co-quan/ubnd-an-giang/index.html'), /mọi nhiệm vụ/);
  website = built(repository, '2025-07-01');
  const note = '7 thỏa thuận của cơ quan đã kế thừa';
  assert.deepEqual(notes(website, 'co-quan/'), [note, note]);
  assert.deepEqual(notes(website, 'tinh-thanh/an-giang/'), [note, note]);
  assert.match(table(website), /Ủy ban nhân dân tỉnh An Giang 2 \d 7 /);
  assert.match(words(withClass(website, 'co-quan/ubnd-an-giang/', 'entry-body')[0]),
    /Kế thừa từ\s*Ủy ban nhân dân tỉnh Kiên Giang\s*Nhiệm vụ được nhận: mọi nhiệm vụ\s*Nhận từ 01\/07\/2025\s*Cơ quan cũ hoạt động đến hết 30\/06\/2025/);
  assert.doesNotMatch(website.read('co-quan/tinh-doan-an-giang/index.html'), /Nhiệm vụ được nhận/);
  assert.match(withClass(website, 'thoa-thuan/kien-giang-2010/', 'heirs').map((node) => words(node))[0],
    /Cơ quan kế thừa: Ủy ban nhân dân tỉnh An Giang \(mọi nhiệm vụ\); Tỉnh đoàn An Giang\./);
});

test('who answers for a party today stands at the end of its line, with those between; what is not known is said', (t) => {
  const heir = (organization, scope) => ({ organization, since: '2020-01-01', scope });
  const office = (name, ...successors) => entry({ name, dissolved: '2020-12-31', successors });
  const files = {
    ...kienGiang,
    'content/organizations/ubnd-kien-giang.md': office('Ủy ban cũ', heir('giua', 'trẻ em'), heir('cuoi'), heir('tinh-doan-an-giang', 'thanh niên')),
    'content/organizations/giua.md': office('Sở Giữa', heir('ubnd-an-giang'), heir('tinh-doan-an-giang')),
    'content/organizations/cuoi.md': office('Sở Cuối'),
  };
  const website = built(smallRepository(t, files), '2026-01-01');
  const [line] = withClass(website, 'thoa-thuan/kien-giang-2010/', 'heirs').map((node) => words(node));
  assert.equal(line, 'Hoạt động đến hết 31/12/2020. Cơ quan kế thừa: Sở Cuối, hoạt động đến hết 31/12/2020; Tỉnh đoàn An Giang (thanh niên); '
    + 'Ủy ban nhân dân tỉnh An Giang (trẻ em), qua Sở Giữa.');
  // No scope is made of two: nobody knows to whom went on what the office between had taken over.
  const apart = built(smallRepository(t, { ...files, 'content/organizations/ubnd-kien-giang.md': office('Ủy ban cũ', heir('giua', 'trẻ em')),
    'content/organizations/giua.md': office('Sở Giữa', heir('ubnd-an-giang', 'đất đai'), { ...heir('tinh-doan-an-giang', 'trẻ em'), since: '2027-01-01' }) }), '2026-01-01');
  assert.equal(withClass(apart, 'thoa-thuan/kien-giang-2010/', 'heirs').map((node) => words(node))[0],
    'Hoạt động đến hết 31/12/2020. Cơ quan kế thừa: Tỉnh đoàn An Giang (trẻ em), từ 01/01/2027, qua Sở Giữa.');
  const unknown = built(smallRepository(t, { ...files, 'content/organizations/ubnd-kien-giang.md': office('Ủy ban cũ', heir('giua', 'trẻ em')),
    'content/organizations/giua.md': office('Sở Giữa', heir('ubnd-an-giang', 'đất đai')) }), '2026-01-01');
  assert.equal(withClass(unknown, 'thoa-thuan/kien-giang-2010/', 'heirs').map((node) => words(node))[0],
    'Hoạt động đến hết 31/12/2020. Cơ quan kế thừa: Sở Giữa (trẻ em), hoạt động đến hết 31/12/2020.');
  const alone = built(smallRepository(t, { ...kienGiang, 'content/organizations/ubnd-kien-giang.md': office('Ủy ban cũ') }), '2026-01-01');
  assert.equal(withClass(alone, 'thoa-thuan/kien-giang-2010/', 'heirs').map((node) => words(node))[0],
    'Hoạt động đến hết 31/12/2020. Sổ chưa ghi cơ quan kế thừa.');
});
