'use strict';
// Commitments beside those of the agreement before or above, and those of a topic.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const parse5 = require('parse5');
const { agreement, dump, entry, site, smallRepository } = require('../support/register.js');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { Website, attribute, elements, words } = require('../support/website.js');

function built(repository, ...options) {
  const result = repository.kyket(['build', '--date', '2024-06-01', ...options]);
  assert.equal(result.status, 0, result.output);
  const website = new Website(repository.path('output'), 'https://example.vn/');
  assert.deepEqual(website.checkAll(), []);
  return website;
}

const hasClass = (node, name) => (attribute(node, 'class') ?? '').split(' ').includes(name);
const inside = (node, wanted) => [...elements(node)].filter(wanted);
const tag = (...names) => ({ tagName }) => names.includes(tagName);
const page = (website, file) => parse5.parse(website.read(file));

// Each comparison of a page: its heading, its counts, and its rows as words of the cells.
const comparisons = (website, file) =>
  inside(page(website, file), (node) => hasClass(node, 'comparison')).map((section) => ({
    heading: words(inside(section, tag('h2'))[0]),
    counts: words(inside(section, (node) => hasClass(node, 'comparison-counts'))[0]),
    rows: inside(section, tag('tr')).slice(1).map((row) => inside(row, tag('th', 'td')).map(words)),
    marks: inside(section, tag('del', 'ins')).map((node) => `${node.tagName} ${words(node)}`),
    links: inside(section, tag('a')).map((node) => attribute(node, 'href')),
  }));

const successor = { ...agreement, title: 'Quy chế mới', number: '02/QC-UBND', signed: '2023-03-01', period: { start: 2023, end: 2027 } };
const before = 'content/agreements/quy-che-2018.md';
const after = 'content/agreements/quy-che-2023.md';
const file = 'thoa-thuan/quy-che-2023/index.html';
const titles = (...list) => list.map((title) => ({ title }));

test('an agreement shows what became of the commitments of the one it succeeds', (t) => {
  const repository = smallRepository(t, {
    [before]: entry({ ...agreement, title: 'Quy chế cũ', number: '01/QC-UBND',
      commitments: titles('Chăm lo trẻ em Nghệ An', 'Họp mỗi quý', 'Thăm & <tặng> quà') }),
    [after]: entry({ ...successor, succeeds: 'quy-che-2018',
      commitments: titles('Mở lớp dạy nghề', 'họp  mỗi quý.', 'Chăm lo trẻ em Nghe An tốt hơn') }),
  });
  const website = built(repository);
  const own = '/thoa-thuan/quy-che-2023/#cam-ket-';
  const other = '/thoa-thuan/quy-che-2018/';
  assert.deepEqual(comparisons(website, file), [
    {
      heading: 'So sánh cam kết với Quy chế cũ',
      counts: 'Ghi như nhau 1 Ghi khác lời 1 Mới 1 Không thấy trong văn bản sau 1',
      rows: [
        ['Mới', 'Không thấy', 'Cam kết 1, thỏa thuận này Mở lớp dạy nghề'],
        ['Ghi như nhau', 'Cam kết 2, thỏa thuận trước Họp mỗi quý', 'Cam kết 2, thỏa thuận này họp mỗi quý.'],
        ['Ghi khác lời', 'Cam kết 1, thỏa thuận trước Chăm lo trẻ em Nghệ An', 'Cam kết 3, thỏa thuận này Chăm lo trẻ em Nghe An tốt hơn'],
        ['Không thấy trong văn bản sau', 'Cam kết 3, thỏa thuận trước Thăm & <tặng> quà', 'Không thấy'],
      ],
      marks: ['del Nghệ', 'ins Nghe', 'ins tốt hơn'],
      links: [other, `${own}1`, `${other}#cam-ket-2`, `${own}2`, `${other}#cam-ket-1`, `${own}3`, `${other}#cam-ket-3`],
    },
  ]);
  assert.deepEqual(comparisons(website, 'thoa-thuan/quy-che-2018/index.html'), []);
});

test('what a programme above has and this one has not is not gone', (t) => {
  const repository = smallRepository(t, {
    [before]: entry({ ...agreement, title: 'Chương trình', number: '01/QC-UBND', commitments: titles('Chăm lo trẻ em', 'Họp mỗi quý') }),
    [after]: entry({ ...successor, implements: 'quy-che-2018', commitments: titles('Chăm lo trẻ em', 'Mở lớp dạy nghề'),
      silenced: [{ code: 'overlapping-agreements', reason: 'Cùng các bên.' }] }),
  });
  const [comparison] = comparisons(built(repository), file);
  assert.equal(comparison.counts, 'Ghi như nhau 1 Bổ sung 1 Không thấy trong văn bản này 1');
  assert.deepEqual(comparison.rows.map(([change]) => change), ['Ghi như nhau', 'Bổ sung', 'Không thấy trong văn bản này']);
  assert.equal(comparison.rows[0][1], 'Cam kết 1, thỏa thuận làm cơ sở Chăm lo trẻ em');
});

test('what the source says decides before the words do', (t) => {
  const repository = smallRepository(t, {
    [before]: entry({ ...agreement, title: 'Quy chế cũ', number: '01/QC-UBND', commitments: titles('Dạy nghề', 'Họp mỗi quý', 'Trồng rừng ngập mặn, giữ đê biển') }),
    [after]: entry({ ...successor, succeeds: 'quy-che-2018', commitments: [
      { title: 'Chăm lo trẻ em', continues: [1, 2] }, { title: 'Dạy nghề' }, { title: 'Hội thi trồng rừng ngập mặn cho học sinh, sinh viên' }] }),
  });
  const [comparison] = comparisons(built(repository), file);
  assert.equal(comparison.counts, 'Có điểm chung 1 Tiếp tục 1 Mới 1');
  assert.deepEqual(comparison.rows.map(([change, old]) => [change, old]), [
    ['Tiếp tục', 'Cam kết 1, thỏa thuận trước Dạy nghề Cam kết 2, thỏa thuận trước Họp mỗi quý'],
    ['Mới', 'Không thấy'],
    ['Có điểm chung', 'Cam kết 3, thỏa thuận trước Trồng rừng ngập mặn, giữ đê biển'],
  ]);
  assert.deepEqual(comparison.marks, []);
});

test('of a list that is not complete nothing is said to be gone or new', (t) => {
  for (const [old, next] of [[{ commitments_complete: false }, {}], [{}, { commitments_complete: false }]]) {
    const repository = smallRepository(t, {
      [before]: entry({ ...agreement, number: '01/QC-UBND', commitments: titles('Dạy nghề'), ...old }),
      [after]: entry({ ...successor, succeeds: 'quy-che-2018', commitments: titles('Họp mỗi quý'), ...next }),
    });
    const website = built(repository);
    assert.equal(comparisons(website, file)[0].counts, 'Chỉ thấy trong văn bản này 1 Không thấy trong nguồn 1');
    assert.match(website.read(file), /không thấy trong nguồn chưa phải là không có/);
  }
});

test('without commitments on both sides nothing is compared', (t) => {
  const { commitments, ...bare } = agreement;
  const repository = smallRepository(t, { [before]: entry({ ...bare, number: '01/QC-UBND' }) });
  assert.equal(commitments.length, 2);
  let website = built(repository);
  assert.deepEqual(comparisons(website, file), []);
  repository.commit({ [before]: entry({ ...agreement, number: '01/QC-UBND' }) });
  website = built(repository);
  assert.equal(comparisons(website, file).length, 1);
  assert.equal(comparisons(website, file)[0].counts, 'Ghi như nhau 2');
});

test('at most 200 commitments and 4 agreements are compared, and the page says so', (t) => {
  const many = Array.from({ length: 201 }, (_, index) => ({ title: `Việc${index}` }));
  const files = { [before]: entry({ ...agreement, number: '01/QC-UBND', commitments: many }) };
  for (let number = 1; number <= 4; number++)
    files[`content/agreements/t${number}.md`] = entry({ ...agreement, title: `Chương trình ${number}`, number: `1${number}/QC-UBND` });
  files[after] = entry({ ...successor, succeeds: 'quy-che-2018', implements: ['t1', 't2', 't3'], commitments: many.slice(0, 200) });
  const repository = smallRepository(t, files);
  let website = built(repository);
  assert.match(website.read(file), /Chỉ so sánh 200 cam kết đầu/);
  assert.doesNotMatch(website.read(file), /chỉ so sánh cam kết với 4 văn bản đầu/);
  assert.deepEqual(comparisons(website, file).map(({ rows }) => rows.length), [200, 202, 202, 202]);
  repository.commit({ [after]: entry({ ...successor, implements: ['quy-che-2018', 't1', 't2', 't3', 't4'], commitments: many.slice(0, 3) }) });
  website = built(repository);
  assert.equal(comparisons(website, file).length, 4);
  assert.match(website.read(file), /chỉ so sánh cam kết với 4 văn bản đầu/);
});

// The commitments listed on a page as [title, link, agreement, status].
const listed = (website, where) =>
  inside(page(website, where), tag('li')).flatMap((row) => {
    const links = inside(row, tag('a'));
    if (!hasClass(row, 'row') || !/#cam-ket-/.test(attribute(links[0], 'href'))) return [];
    return [[words(links[0]), attribute(links[0], 'href'), words(links[1]), attribute(row, 'data-status')]];
  });

test('a topic lists its commitments across all agreements, those of drafts left out', (t) => {
  const repository = smallRepository(t, {
    [before]: entry({ ...agreement, short_title: 'Quy chế cũ', number: '01/QC-UBND' }),
    [after]: entry({ ...successor, succeeds: 'quy-che-2018', commitments: [
      { title: 'Mở lớp', topics: ['viec-lam'] }, { title: 'Dạy nghề cho trẻ', topics: ['tre-em', 'viec-lam'] }] }),
    'content/agreements/nhap.md': entry({ ...successor, title: 'Bản nháp', number: '09/QC-UBND', signed: '2024-01-01', draft: true }),
  });
  let website = built(repository);
  const children = [
    ['Dạy nghề cho trẻ', '/thoa-thuan/quy-che-2023/#cam-ket-2', 'Quy chế mới', 'in-force'],
    ['Chăm lo trẻ em', '/thoa-thuan/quy-che-2018/#cam-ket-1', 'Quy chế cũ', 'ended'],
  ];
  assert.deepEqual(listed(website, 'linh-vuc/tre-em/index.html'), children);
  assert.deepEqual(listed(website, 'linh-vuc/viec-lam/index.html').map(([title]) => title), ['Mở lớp', 'Dạy nghề cho trẻ']);
  website = built(repository, '--drafts');
  assert.deepEqual(listed(website, 'linh-vuc/tre-em/index.html')[0].slice(0, 3), ['Chăm lo trẻ em', '/thoa-thuan/nhap/#cam-ket-1', 'Bản nháp']);
});

test('a long list of commitments is cut into pages counted from the oldest', (t) => {
  const commitments = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => ({ title: `Việc ${from + index}`, topics: ['tre-em'] }));
  const repository = smallRepository(t, {
    'content/site.yaml': dump({ ...site, page_size: 3 }),
    [before]: entry({ ...agreement, number: '01/QC-UBND', commitments: commitments(1, 7) }),
    [after]: entry({ ...successor, succeeds: 'quy-che-2018', commitments: commitments(8, 10) }),
  });
  const website = built(repository);
  const numbers = (where) => listed(website, where).map(([title]) => Number(title.slice(5)));
  assert.deepEqual(numbers('linh-vuc/tre-em/index.html'), [8, 9, 10]);
  assert.match(website.read('linh-vuc/tre-em/index.html'), /<a href="\/linh-vuc\/tre-em\/cam-ket\/">Xem mọi cam kết \(10\)<\/a>/);
  assert.deepEqual(numbers('linh-vuc/tre-em/cam-ket/index.html'), [8, 9, 10, 1]);
  assert.deepEqual(numbers('linh-vuc/tre-em/cam-ket/2/index.html'), [2, 3, 4]);
  assert.deepEqual(numbers('linh-vuc/tre-em/cam-ket/1/index.html'), [5, 6, 7]);
  assert.ok(!website.files.has('linh-vuc/tre-em/cam-ket/3/index.html'));
  assert.match(website.read('linh-vuc/tre-em/cam-ket/1/index.html'), /<title>Trẻ em: Cam kết thuộc lĩnh vực, trang 1/);
});

// The commitments of an agreement's page: [group, number, words of the item, links that lead elsewhere].
const shown = (website, where) => {
  const list = inside(page(website, where), (node) => hasClass(node, 'commitment-list'))[0];
  let group = '';
  return inside(list, tag('h3', 'li')).flatMap((node) => {
    if (node.tagName === 'h3') group = words(node);
    const id = attribute(node, 'id');
    if (id === undefined || node.tagName === 'h3') return [];
    const links = inside(node, tag('a')).map((link) => attribute(link, 'href')).filter((href) => !href.startsWith('#') && !href.includes('/linh-vuc/'));
    return [[group, id, words(node), links]];
  });
};

test('a commitment is shown with its short form, its group, who carries it out and what it continues', (t) => {
  const repository = smallRepository(t, {
    [before]: entry({ ...agreement, short_title: 'Quy chế cũ', number: '01/QC-UBND', commitments: titles('Dạy nghề', 'Họp <mỗi> quý') }),
    [after]: entry({ ...successor, succeeds: 'quy-che-2018', commitments: [
      { title: 'Mở lớp dạy nghề cho người trẻ', summary: 'Dạy & học nghề', group: '1. Việc làm', by: 'ubnd-an-giang' },
      { title: 'Giới thiệu việc làm', group: '1. Việc làm', by: ['ubnd-an-giang', 'tinh-doan-an-giang'] },
      { title: 'Gặp nhau hằng quý', group: '2. Phối hợp', continues: [2, 1] },
    ] }),
  });
  const website = built(repository);
  assert.deepEqual(shown(website, file), [
    ['1. Việc làm', 'cam-ket-1', 'Dạy & học nghề Mở lớp dạy nghề cho người trẻ # Bên thực hiện: Ủy ban nhân dân tỉnh An Giang', ['/co-quan/ubnd-an-giang/']],
    ['1. Việc làm', 'cam-ket-2', 'Giới thiệu việc làm # Bên thực hiện: Ủy ban nhân dân tỉnh An Giang, Tỉnh đoàn An Giang', ['/co-quan/ubnd-an-giang/', '/co-quan/tinh-doan-an-giang/']],
    ['2. Phối hợp', 'cam-ket-3', 'Gặp nhau hằng quý # Tiếp tục: Cam kết 2, Quy chế cũ; Cam kết 1, Quy chế cũ', ['/thoa-thuan/quy-che-2018/#cam-ket-2', '/thoa-thuan/quy-che-2018/#cam-ket-1']],
  ]);
  assert.deepEqual(inside(page(website, file), (node) => hasClass(node, 'commitment-list')).flatMap((list) => inside(list, tag('h3')).map(words)), ['1. Việc làm', '2. Phối hợp']);
  // Without them nothing is said of them.
  const bare = shown(website, 'thoa-thuan/quy-che-2018/index.html');
  assert.deepEqual(bare, [['', 'cam-ket-1', 'Dạy nghề #', []], ['', 'cam-ket-2', 'Họp <mỗi> quý #', []]]);
});

test('a list that the source cuts short says so', (t) => {
  const sentence = 'Nguồn chỉ nêu một số nội dung.';
  for (const [fields, isSaid] of [[{ commitments_complete: false }, true], [{ commitments_complete: true }, false], [{}, false]]) {
    const website = built(smallRepository(t, { [after]: entry({ ...successor, ...fields }) }));
    assert.equal(website.read(file).includes(sentence), isSaid);
  }
});

// What is said of the second commitment's `continues` where `fields` are the agreement's: [code, line, sentence].
function said(t, continues, fields) {
  const repository = smallRepository(t, {
    [before]: entry({ ...agreement, number: '01/QC-UBND' }),
    'content/agreements/khac.md': entry({ ...agreement, title: 'Khác', number: '03/QC-UBND', signed: '2010-01-01', period: { start: 2010, end: 2012 }, commitments: titles('Một', 'Hai', 'Ba') }),
    [after]: entry({ ...successor, commitments: [{ title: 'Một' }, { title: 'Hai', continues }], ...fields }),
  });
  return parseDiagnostics(repository.kyket(['check', '--date', '2024-06-01']).output)
    .filter(({ file: of, code }) => of === after && code !== 'overlap').map(({ code, message }) => `${code}: ${message}`);
}

test('a number that is continued must be one of a commitment of the agreement before or above', (t) => {
  const old = { succeeds: 'quy-che-2018' };
  assert.deepEqual(said(t, [1, 2], old), []);
  assert.deepEqual(said(t, 2, { implements: 'quy-che-2018' }), []);
  assert.deepEqual(said(t, 'khac#3', { succeeds: 'quy-che-2018', implements: 'khac' }), []);
  assert.deepEqual(said(t, 2, { succeeds: 'quy-che-2018', implements: 'khac' }), []);
  assert.match(said(t, 3, old)[0], /^unknown-commitment: .*no commitment 3: "quy-che-2018" has 2/);
  assert.match(said(t, 3, { succeeds: 'quy-che-2018', implements: 'khac' })[0], /^unknown-commitment: .*no commitment 3/);
  assert.match(said(t, 1, {})[0], /^unknown-commitment: .*no agreement that 1 could be a commitment of/);
  assert.match(said(t, 'khac#1', old)[0], /^unknown-commitment: .*"khac#1" is of an agreement that this one neither succeeds nor implements/);
  assert.match(said(t, 1, { succeeds: ['quy-che-2018', 'khac'] })[0], /^ambiguous-commitment: .*quy-che-2018#1/);
  for (const wrong of [0, -1, 'một', 'khac#', '#', '1.5', '12345678901234567890'])
    assert.match(said(t, wrong, old)[0], /^bad-number: /, String(wrong));
  // What follows from an unknown agreement is not said.
  assert.match(said(t, 1, { succeeds: 'khong-co' }).join('\n'), /^unknown-reference: [^\n]*$/);
});

test('who carries a commitment out is a signatory or came after one', (t) => {
  const fields = (by) => ({ [after]: entry({ ...successor, commitments: [{ title: 'Một', by }] }) });
  const office = (more) => entry({ name: 'Sở Nội vụ', level: 'province', ...more });
  const path = 'content/organizations/so-noi-vu.md';
  const signatory = 'content/organizations/tinh-doan-an-giang.md';
  const codes = (files) => parseDiagnostics(smallRepository(t, files).kyket(['check', '--date', '2024-06-01']).output)
    .filter(({ file: of }) => of === after).map(({ code, severity }) => `${severity} ${code}`);
  assert.deepEqual(codes({ ...fields('so-noi-vu'), [path]: office() }), ['warning foreign-performer']);
  assert.deepEqual(codes(fields('tinh-doan-an-giang')), []);
  assert.deepEqual(codes(fields('khong-co')), ['error unknown-reference']);
  assert.deepEqual(codes({ ...fields('so-noi-vu'), [path]: office(),
    [signatory]: entry({ name: 'Tỉnh đoàn', level: 'province', dissolved: '2023-12-31', successors: [{ organization: 'so-noi-vu', since: '2024-01-01' }] }) }), []);
});

// The grid of those who carry a programme out: its head and rows as words of the cells, and what is said of each row in full.
function uptake(website, where) {
  const section = inside(page(website, where), (node) => hasClass(node, 'uptake'))[0];
  if (section === undefined) return undefined;
  const cells = (row) => inside(row, tag('th', 'td')).map(words);
  return {
    heading: words(inside(section, tag('h2'))[0]),
    rows: inside(section, tag('tr')).map(cells),
    findings: inside(section, tag('dl')).map((list) => inside(list, ({ tagName, parentNode }) => tagName === 'div' && parentNode === list).map(words)),
    links: inside(inside(section, tag('details')).at(-1), tag('a')).map((node) => attribute(node, 'href')),
  };
}

const down = (number, fields) => ({ [`content/agreements/d${number}.md`]: entry({ ...agreement, title: `Chương trình ${number}`, number: `2${number}/QC-UBND`, implements: 'quy-che-2018', ...fields }) });

test('a programme shows which of those that implement it took over which commitment', (t) => {
  const repository = smallRepository(t, {
    [before]: entry({ ...agreement, number: '01/QC-UBND', commitments: [...titles('Chăm lo trẻ em'), { title: 'Họp mỗi quý một lần tại tỉnh', summary: 'Họp <quý>' }] }),
    ...down(1, { commitments: titles('Mở lớp', 'CHĂM LO TRẺ EM.') }),
    ...down(2, { commitments: titles('Họp mỗi quý một lần tại huyện'), commitments_complete: false }),
    ...down(3, { commitments: undefined }),
  });
  const website = built(repository);
  const table = uptake(website, 'thoa-thuan/quy-che-2018/index.html');
  assert.equal(table.heading, 'Cam kết trong các văn bản thực hiện 3');
  assert.deepEqual(table.rows, [
    ['Cam kết', 'Chương trình 1', 'Chương trình 2', 'Chương trình 3'],
    ['1. Chăm lo trẻ em', 'Ghi như nhau', 'Không thấy trong nguồn', '– Sổ chưa có danh sách cam kết'],
    ['2. Họp <quý>', 'Không thấy trong văn bản', 'Ghi khác lời', '– Sổ chưa có danh sách cam kết'],
  ]);
  assert.deepEqual(table.findings, [
    ['Ghi như nhau Chương trình 1', 'Không thấy trong nguồn Chương trình 2'],
    ['Ghi khác lời Chương trình 2: Họp mỗi quý một lần tại huyện', 'Không thấy trong văn bản Chương trình 1'],
  ]);
  assert.deepEqual(table.links, ['#cam-ket-1', '/thoa-thuan/d1/#cam-ket-2', '/thoa-thuan/d2/', '#cam-ket-2', '/thoa-thuan/d2/#cam-ket-1', '/thoa-thuan/d1/']);
  for (const other of ['d1', 'd3', 'quy-che-2023']) assert.equal(uptake(website, `thoa-thuan/${other}/index.html`), undefined);
});

test('each topic stands once on the page, with the commitments that it is of', (t) => {
  const website = built(smallRepository(t, {
    [before]: entry({ ...agreement, number: '01/QC-UBND', topics: ['viec-lam'],
      commitments: [{ title: 'Chăm lo', topics: ['tre-em', 'tre-em'] }, { title: 'Họp' }, { title: 'Mở lớp', topics: ['tre-em', 'viec-lam'] }] }),
  }));
  const where = 'thoa-thuan/quy-che-2018/index.html';
  const rows = inside(page(website, where), (node) => hasClass(node, 'topic-uses')).flatMap((list) => inside(list, tag('li')));
  assert.deepEqual(rows.map(words), ['Việc làm cam kết 3', 'Trẻ em cam kết 1 · 3']);
  const links = inside(page(website, where), tag('a')).map((node) => attribute(node, 'href'));
  for (const topic of ['/linh-vuc/tre-em/', '/linh-vuc/viec-lam/']) assert.equal(links.filter((each) => each === topic).length, 1, topic);
  assert.deepEqual(inside(rows[1], tag('a')).map((node) => attribute(node, 'href')), ['/linh-vuc/tre-em/', '#cam-ket-1', '#cam-ket-3']);
});

test('the table of those who implement a programme follows each of them, and their provinces and regions', (t) => {
  const provinces = (region) => dump([
    { id: 'an-giang', name: 'An Giang', kind: 'tỉnh', region }, { id: 'kien-giang', name: 'Kiên Giang', kind: 'tỉnh', region: 'bac' },
    { id: 'ca-mau', name: 'Cà Mau', kind: 'tỉnh', region: 'nam' }]);
  const regions = (name) => dump([{ id: 'bac', name }, { id: 'nam', name: 'Miền Nam' }]);
  const files = { 'content/data/provinces.yaml': provinces('nam'), 'content/data/regions.yaml': regions('Miền Bắc'),
    [before]: entry({ ...agreement, number: '01/QC-UBND' }) };
  for (let number = 1; number <= 62; number++) Object.assign(files, down(number, {}));
  const repository = smallRepository(t, files);
  const where = 'thoa-thuan/quy-che-2018/index.html';
  const rows = () => {
    const website = built(repository);
    const full = repository.kyket(['build', '--date', '2024-06-01', '--full', '-o', '../toan-bo', '--cache', '../toan-bo-nho']);
    assert.equal(full.status, 0, full.output);
    assert.equal(website.read(where), new Website(repository.path('..', 'toan-bo'), 'https://example.vn/').read(where));
    return uptake(website, where).rows;
  };
  assert.deepEqual(rows(), [['Cam kết', 'Miền Nam'], ['1. Chăm lo trẻ em', '62/62'], ['2. Họp mỗi quý', '62/62']]);
  repository.commit({ 'content/data/provinces.yaml': provinces('bac') });
  assert.deepEqual(rows()[0], ['Cam kết', 'Miền Bắc']);
  repository.commit({ 'content/data/regions.yaml': regions('Phía Bắc') });
  assert.deepEqual(rows()[0], ['Cam kết', 'Phía Bắc']);
  repository.commit(down(7, { commitments: titles('Mở lớp') }));
  assert.deepEqual(rows()[2], ['2. Họp mỗi quý', '61/62']);
  repository.commit(down(7, { provinces: ['ca-mau'] }));
  assert.deepEqual(rows().map((row) => row.slice(1)), [['Phía Bắc', 'Không thuộc riêng vùng nào'], ['61/61', '1/1'], ['61/61', '1/1']]);
  repository.commit({ 'content/agreements/d1.md': null, 'content/agreements/d2.md': null });
  assert.equal(rows()[0].length, 61);
});
