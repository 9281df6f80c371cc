'use strict';
// Who signed: "Người ký" is said only of those whom a source names as signers; what a source does not name is said to be
// not named.

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const parse5 = require('parse5');
const { read } = require('../support/folders.js');
const { agreement, entry, news, smallRepository } = require('../support/register.js');
const { allRows } = require('../support/search.js');
const { Website, attribute, elements, textOf } = require('../support/website.js');

const oldPath = 'content/agreements/quy-che-2018.md';
const bePath = 'content/people/le-thi-be.md';
const officer = { name: 'Lê Thị Bé', positions: [{ organization: 'tinh-doan-an-giang', title: 'Bí thư' }] };
const source = { name: 'Báo An Giang' };

function build(t, files) {
  const repository = smallRepository(t, files);
  const result = repository.kyket(['build']);
  assert.equal(result.status, 0, result.output);
  assert.deepEqual(new Website(repository.path('output'), 'https://example.vn/').checkAll(), []);
  return repository;
}

const mainOf = (repository, page) =>
  [...elements(parse5.parse(read(repository.folder, 'output', page, 'index.html')))].find(({ tagName }) => tagName === 'main');
const textIn = (element) => textOf(element).replace(/\s+/g, ' ').trim();
const kickerOf = (repository, page) => textIn([...elements(mainOf(repository, page))].find((each) => attribute(each, 'class') === 'kicker'));
// The groups of the people's list: their headings with counts, and whom they name.
const groupsOf = (repository) =>
  [...elements(mainOf(repository, 'nguoi-ky'))]
    .filter((each) => attribute(each, 'class') === 'people')
    .map((section) => [
      textIn([...elements(section)].find(({ tagName }) => tagName === 'h2')),
      ...[...elements(section)].filter((each) => attribute(each, 'class') === 'row-title').map(textIn),
    ]);
const kindInSearch = (repository, url) => allRows(path.join(repository.folder, 'output')).find((each) => each.url === url).kind;

const attended = { 'content/people/tran-dai.md': entry({ name: 'Trần Đại', positions: [{ organization: 'ubnd-an-giang', title: 'Phó Chủ tịch' }] }) };

test('who signed and who only attended are apart in the list, on their pages and in search', (t) => {
  const repository = build(t, {
    ...attended, 'content/news/2018/ky-quy-che.md': entry({ ...news, people: ['nguyen-van-an', 'tran-dai'] }),
  });
  assert.deepEqual(groupsOf(repository), [['Người ký 1', 'Nguyễn Văn An'], ['Người liên quan 1', 'Trần Đại']]);
  assert.equal(kickerOf(repository, 'nguoi-ky/nguyen-van-an'), 'Người ký');
  assert.equal(kickerOf(repository, 'nguoi-ky/tran-dai'), 'Người liên quan');
  assert.equal(kindInSearch(repository, '/nguoi-ky/nguyen-van-an/'), 'signer');
  assert.equal(kindInSearch(repository, '/nguoi-ky/tran-dai/'), 'person');
  const { attrs } = [...elements(mainOf(repository, 'tim-kiem'))].find((each) => attribute(each, 'id') === 'search_form');
  const words = Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
  assert.equal(words['data-kind-signer'], 'Người ký');
  assert.equal(words['data-kind-person'], 'Người liên quan');
});

test('who only attended is a signer nowhere', (t) => {
  const repository = build(t, {
    ...attended, 'content/news/2018/ky-quy-che.md': entry({ ...news, people: ['tran-dai'] }, 'Có [](person:tran-dai).'),
  });
  const page = textIn(mainOf(repository, 'nguoi-ky/tran-dai')).replace('Người ký và người liên quan', '');
  assert.doesNotMatch(page, /Người ký|người ký|đã ký thỏa/);
  assert.match(page, /Không nguồn nào trong sổ nêu người này đã ký một thỏa thuận/);
  assert.doesNotMatch(read(repository.folder, 'output', 'nguoi-ky', 'tran-dai', 'index.html').match(/<meta name="description"[^>]*>/)[0], /ký/);
  const row = [...elements(mainOf(repository, 'co-quan/ubnd-an-giang'))].filter((each) => attribute(each, 'class') === 'row').map(textIn);
  assert.ok(row.some((text) => /^Trần Đại .*Người liên quan$/.test(text)) && row.some((text) => /^Nguyễn Văn An .*Người ký$/.test(text)), row.join('|'));
});

test('one whose agreements are all held back is no signer', (t) => {
  const repository = build(t, {
    [oldPath]: entry({ ...agreement, draft: true }),
    'content/agreements/quy-che-2023.md': null,
    'content/news/2018/ky-quy-che.md': null, 'content/news/2023/ky-quy-che-moi.md': null,
  });
  assert.deepEqual(groupsOf(repository), [['Người liên quan 1', 'Nguyễn Văn An']]);
});

for (const [name, person, isSigner] of [
  ['of that name in the office that signed', officer, true],
  ['of that name without any position', { name: 'Lê Thị Bé' }, true],
  ['of that name in another office', { ...officer, positions: [{ organization: 'ubnd-an-giang', title: 'Bí thư' }] }, false],
  ['of another name in the office that signed', { ...officer, name: 'Lê Thị Bê' }, false],
])
  test(`someone ${name} is ${isSigner ? '' : 'not '}the signer who is named without an id`, (t) => {
    const repository = build(t, { [bePath]: entry(person) });
    assert.equal(kickerOf(repository, 'nguoi-ky/le-thi-be'), isSigner ? 'Người ký' : 'Người liên quan');
    const links = [...elements(mainOf(repository, 'thoa-thuan/quy-che-2018'))].filter(({ tagName }) => tagName === 'a').map((each) => attribute(each, 'href'));
    assert.equal(links.includes('/nguoi-ky/le-thi-be/'), isSigner);
    assert.equal(/Quy chế phối hợp giai đoạn 2018–2022/.test(textIn(mainOf(repository, 'nguoi-ky/le-thi-be'))), isSigner);
  });

test('of two namesakes in one office neither is taken for the signer', (t) => {
  const repository = smallRepository(t, { [bePath]: entry(officer), 'content/people/le-thi-be-2.md': entry(officer) });
  assert.equal(repository.kyket(['build']).status, 0);
  assert.deepEqual(groupsOf(repository).map(([heading]) => heading), ['Người ký 1', 'Người liên quan 2']);
});

test('an entry for a signer who had none changes the agreement\'s page', (t) => {
  const repository = build(t, {});
  repository.commit({ [bePath]: entry(officer) });
  assert.equal(repository.kyket(['build']).status, 0);
  assert.match(read(repository.folder, 'output', 'thoa-thuan', 'quy-che-2018', 'index.html'), /href="\/nguoi-ky\/le-thi-be\/"/);
  repository.commit({ 'content/people/le-thi-be-2.md': entry(officer) });
  assert.equal(repository.kyket(['build']).status, 0);
  assert.doesNotMatch(read(repository.folder, 'output', 'thoa-thuan', 'quy-che-2018', 'index.html'), /href="\/nguoi-ky\/le-thi-be\/"/);
});

test('what the source of an agreement does not name is said where a reader looks for it, and only that', (t) => {
  const bare = { ...agreement, signed: undefined, sources: [source], signatories: [{ organization: 'ubnd-an-giang' }, agreement.signatories[1]] };
  const repository = build(t, {
    [oldPath]: entry(bare),
    'content/agreements/quy-che-2023.md': entry({ ...agreement, title: 'Quy chế phối hợp giai đoạn 2023–2027', signed: '2023-03-01', period: { start: 2023, end: 2027 }, number: '02/QC-UBND', place: 'Long Xuyên', sources: [source], succeeds: 'quy-che-2018' }),
  });
  const text = textIn(mainOf(repository, 'thoa-thuan/quy-che-2018'));
  for (const words of ['Nguồn không nêu số hiệu', 'Nguồn không nêu ngày ký', 'Nguồn không nêu nơi ký', 'Nguồn không nêu tên người ký'])
    assert.equal(text.split(words).length, 2, `${words}: ${text}`);
  assert.doesNotMatch(text, /Sổ chưa ghi/);
  assert.doesNotMatch(textIn(mainOf(repository, 'thoa-thuan/quy-che-2023')), /Nguồn không nêu|Sổ chưa ghi/);
});

test('of a source that was not read whole it is said that the part that was read does not name it', (t) => {
  const bare = { ...agreement, signed: undefined, signatories: [{ organization: 'ubnd-an-giang' }, agreement.signatories[1]], commitments_complete: false };
  const page = (sources) => textIn(mainOf(build(t, { [oldPath]: entry({ ...bare, sources }) }), 'thoa-thuan/quy-che-2018'));
  const [read, unread] = [page([source, { name: 'Báo khác', partial: false }]), page([source, { name: 'Báo khác', partial: true, note: 'nơi ký' }])];
  const fields = ['số hiệu', 'ngày ký đầy đủ', 'nơi ký', 'tên người ký của bên này'];
  for (const field of fields) {
    assert.equal(unread.split(`Phần nguồn đọc được không nêu ${field}`).length, 2, unread);
    assert.equal(read.split(`Nguồn không nêu ${field}`).length, 2, read);
  }
  assert.match(unread, /Phần nguồn đọc được chỉ nêu một số nội dung/);
  assert.match(read, /\d Nguồn chỉ nêu một số nội dung/);
  assert.doesNotMatch(unread, /Nguồn không nêu/);
  assert.doesNotMatch(read, /đọc được/);
  assert.match(unread, /không nói điều gì là xét theo phần đọc được/);
  assert.match(unread, /Báo An Giang Báo khác \(có thể còn phần chưa đọc được\): nơi ký/);
});

test('what is known of the end is said, and no more', (t) => {
  const ofPeriod = (period, others = {}) => textIn(mainOf(build(t, { [oldPath]: entry({ ...agreement, period, ...others }) }), 'thoa-thuan/quy-che-2018'));
  const year = ofPeriod({ start: 2018, end: 2022 }), month = ofPeriod({ start: 2018, end: '2022-05' }), day = ofPeriod({ start: 2018, end: '2022-05-31' });
  assert.match(year, /Kết thúc trong năm 2022/);
  assert.match(month, /Kết thúc trong (tháng )?0?5\/2022/);
  for (const text of [year, month]) assert.doesNotMatch(text, /Đến hết/);
  assert.match(day, /Đến hết 31\/05\/2022/);
  assert.match(ofPeriod({ start: 2018 }, { title: 'Quy chế' }), /Thời hạntừ năm 2018 \(chưa rõ ngày kết thúc\)/);
  const followed = ofPeriod({ start: 2018, end: 2030 });
  assert.match(followed, /Có thỏa thuận tiếp nối từ 01\/03\/2023/);
  assert.doesNotMatch(followed, /[Đđ]ược thay thế từ/);
  const silent = ofPeriod(undefined, { title: 'Quy chế' });
  assert.match(silent, /Thời hạnChưa rõ/);
  assert.doesNotMatch(silent, /nguồn không nêu/i);
});

test('without a source the register says that it does not know', (t) => {
  const repository = build(t, { [oldPath]: entry(agreement) });
  const text = textIn(mainOf(repository, 'thoa-thuan/quy-che-2018'));
  assert.match(text, /Sổ chưa ghi số hiệu/);
  assert.match(text, /Sổ chưa ghi nơi ký/);
  assert.doesNotMatch(text, /Nguồn không nêu/);
});

test('a register without people says so', (t) => {
  const repository = build(t, {
    'content/people/nguyen-van-an.md': null,
    'content/news/2018/ky-quy-che.md': entry({ ...news, people: undefined }),
    'content/news/2023/ky-quy-che-moi.md': null,
    'content/agreements/quy-che-2023.md': null,
    [oldPath]: entry({ ...agreement, signatories: agreement.signatories.map(({ organization }) => ({ organization })) }),
  });
  assert.match(textIn(mainOf(repository, 'nguoi-ky')), /Sổ chưa ghi người nào/);
  assert.deepEqual(groupsOf(repository), []);
});
