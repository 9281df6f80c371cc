'use strict';
// A mistake is told once, at its cause, and what only follows from it is not told.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { agreement, dump, entry, news, photo, site, smallRegister, smallRepository } = require('../support/register.js');

const newsPath = 'content/news/2018/ky-quy-che.md';
const agreementPath = 'content/agreements/quy-che-2018.md';
const files = smallRegister();

// All that a check says of the small register with changes, as "file:line code".
function said(t, changes) {
  const result = smallRepository(t, changes).kyket(['check']);
  return parseDiagnostics(result.stdout).map(({ file, line, code }) => `${file}:${line} ${code}`);
}

const withoutKeys = (fields, ...keys) => Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));

test('the register without a mistake is told nothing', (t) => {
  assert.deepEqual(said(t, {}), []);
});

for (const [name, changes, wanted] of [
  ['a data file that is no YAML', { 'content/data/topics.yaml': '- id: tre-em\n  name: Trẻ em: a\n- id: viec-lam\n  name: Việc làm\n' }, ['content/data/topics.yaml:2 yaml-syntax']],
  ['a data file with an entry in a wrong form', { 'content/data/topics.yaml': '- tre-em\n' }, ['content/data/topics.yaml:1 wrong-type']],
  ['a data file that is no list', { 'content/data/topics.yaml': 'tre-em: Trẻ em\n' }, ['content/data/topics.yaml:1 wrong-type']],
  ['a data entry without an id', { 'content/data/topics.yaml': '- name: Trẻ em\n- id: viec-lam\n  name: Việc làm\n  silenced: [{code: not-linked, reason: x}]\n' }, ['content/data/topics.yaml:1 missing-field']],
  ['an entry that is no YAML', { 'content/organizations/ubnd-an-giang.md': '---\nname: Ủy ban: An Giang\nprovince: khong-co\n---\n' }, ['content/organizations/ubnd-an-giang.md:2 yaml-syntax']],
  ['an entry without its front matter, which alone names another', { 'content/organizations/moi.md': entry({ name: 'Cơ quan mới' }), 'content/pages/moi.md': 'Xem [](organization:moi).\n' }, ['content/pages/moi.md:1 no-front-matter']],
  ['site.yaml that is no YAML', { 'content/site.yaml': 'title: Sổ: thử\nbase_url: https://example.vn/\n' }, ['content/site.yaml:1 yaml-syntax']],
  ['a language that the theme has not', { 'content/site.yaml': dump({ ...site, language: 'vn' }) }, ['content/site.yaml:4 unknown-language']],
  ['signatories in a wrong form', { [agreementPath]: `---\n${dump(withoutKeys(agreement, 'signatories'))}signatories: [ubnd-an-giang, tinh-doan-an-giang]\n---\n` }, [`${agreementPath}:15 wrong-type`]],
  ['a period in a wrong form', { [agreementPath]: `---\nperiod: 2018-2022\n${dump(withoutKeys(agreement, 'period', 'signed'))}---\n` }, [`${agreementPath}:2 wrong-type`]],
  ['the members of a period beside it', { [agreementPath]: `---\nstart: 2018\nend: 2022\n${dump(withoutKeys(agreement, 'period', 'signed'))}---\n` }, [`${agreementPath}:2 misplaced-key`, `${agreementPath}:3 misplaced-key`]],
  ['a day that is none', { [agreementPath]: `---\nsigned: hôm qua\n${dump(withoutKeys(agreement, 'period', 'signed'))}---\n` }, [`${agreementPath}:2 bad-date`]],
  ['an invisible character in a key', { [newsPath]: files[newsPath].replace('date:', 'da\u200bte:') }, [`${newsPath}:3 yaml-syntax`]],
  ['a title that is a comment', { [newsPath]: files[newsPath].replace(/title: .*/, 'title: #Ký kết chương trình') }, [`${newsPath}:2 comment-cut`]],
  ['a line separator in a title', { [newsPath]: files[newsPath].replace(/title: .*/, 'title: Ký kết\u2028chương trình') }, [`${newsPath}:2 yaml-syntax`]],
  ['a paragraph separator in a title', { [newsPath]: files[newsPath].replace(/title: .*/, 'title: Ký kết\u2029chương trình') }, [`${newsPath}:2 yaml-syntax`]],
  ['a conflict in a data file', { 'content/data/topics.yaml': `${files['content/data/topics.yaml']}=======\n` }, ['content/data/topics.yaml:9 conflict-marker']],
  ['a data file with another ending', { 'content/data/topics.yaml': null, 'content/data/topics.yml': files['content/data/topics.yaml'] }, ['content/data/topics.yml:0 unknown-file']],
  ['an entry with another ending', { 'content/organizations/ubnd-an-giang.md': null, 'content/organizations/ubnd-an-giang.MD': files['content/organizations/ubnd-an-giang.md'] }, ['content/organizations/ubnd-an-giang.MD:0 unknown-file']],
  ['site.yaml with another ending', { 'content/site.yaml': null, 'content/site.yml': files['content/site.yaml'] }, ['content/site.yml:0 unknown-file']],
  ['an empty data file', { 'content/data/topics.yaml': '' }, ['content/data/topics.yaml:0 missing-field']],
  ['an id with a character that can\'t be seen', { 'content/data/topics.yaml': files['content/data/topics.yaml'].replace('id: tre-em', 'id: tre-em\u200b') }, ['content/data/topics.yaml:1 bad-id']],
  ['an id that can be none', { 'content/data/topics.yaml': files['content/data/topics.yaml'].replace('id: tre-em', 'id: Tre-Em') }, ['content/data/topics.yaml:1 bad-id']],
  ['a name of a file that can be none', { 'content/people/nguyen-van-an.md': null, 'content/people/Nguyễn Văn An.md': files['content/people/nguyen-van-an.md'] }, ['content/people/Nguyễn Văn An.md:1 bad-id']],
  ['a data file whose second item has no dash', { 'content/data/topics.yaml': files['content/data/topics.yaml'].replace('- id: viec-lam', '  id: viec-lam') }, ['content/data/topics.yaml:4 duplicate-key']],
  ['a period in years alone, which the title says too', { [agreementPath]: entry({ ...agreement, number: '01/QC-UBND', period: '2018-2022' }) }, [`${agreementPath}:5 wrong-type`]],
  ['a period with other keys', { [agreementPath]: entry({ ...agreement, number: '01/QC-UBND', period: { from: 2018, to: 2022 } }) }, [`${agreementPath}:6 wrong-type`]],
  ['photos by their names', { [newsPath]: entry({ ...news, photos: { 'le-ky.png': 'Hai người ký' } }) }, [`${newsPath}:14 wrong-type`]],
  ['a menu by its titles', { 'content/site.yaml': dump({ ...site, menu: { 'Tin tức': '/tin-tuc/' } }) }, ['content/site.yaml:8 wrong-type']],
  ['a title of two lines, the second with a colon', { [newsPath]: files[newsPath].replace('title: Ký quy chế', 'title: Ký quy chế\nở An Giang: ba nội dung của') }, [`${newsPath}:3 unknown-key`]],
  ['a day with a blank that can\'t be seen', { [agreementPath]: files[agreementPath].replace('signed: 2018-04-12', 'signed: 2018-04-12\u00a0') }, [`${agreementPath}:4 invisible-character`]],
  ['a party whose id is unknown, which also does something', { [agreementPath]: entry({ ...agreement, number: '01/QC-UBND', signatories: [{ organization: 'ubnd-an-gian' }, { organization: 'tinh-doan-an-giang' }], commitments: [{ title: 'Chăm lo trẻ em', by: ['ubnd-an-giang'] }] }) }, [`${agreementPath}:9 unknown-reference`]],
  ['parties in a wrong form, one of which does something', { [agreementPath]: entry({ ...agreement, number: '01/QC-UBND', signatories: ['ubnd-an-giang', 'tinh-doan-an-giang'], commitments: [{ title: 'Chăm lo trẻ em', by: ['ubnd-an-giang'] }] }) }, [`${agreementPath}:9 wrong-type`]],
  ['a data entry that was copied with its id', { 'content/data/topics.yaml': '- id: viec-lam\n  name: Việc làm\n  silenced: [{code: not-linked, reason: x}]\n- id: viec-lam\n  name: Trẻ em\n' }, ['content/data/topics.yaml:4 duplicate-id']],
  ['a required key in capitals', { [newsPath]: files[newsPath].replace('title:', 'Title:') }, [`${newsPath}:2 unknown-key`]],
  ['a required key in Vietnamese', { [newsPath]: files[newsPath].replace('title:', 'tiêu đề:') }, [`${newsPath}:2 unknown-key`]],
  ['a year of four digits that can\'t be meant', { [newsPath]: files[newsPath].replace('date: 2018', 'date: 0218') }, [`${newsPath}:3 far-year`]],
  ['a text that is a pointer of Git LFS', { 'content/pages/moi.md': `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n` }, ['content/pages/moi.md:1 not-text']],
  ['a text that is a file of Word', { 'content/pages/moi.md': Buffer.from('PK\x03\x04\x14\0\x06\0\xff\xfe', 'latin1') }, ['content/pages/moi.md:1 not-text']],
  ['a text that is RTF', { 'content/pages/moi.md': '{\\rtf1\\ansi Chào}\n' }, ['content/pages/moi.md:1 not-text']],
  ['a text that is a web page', { 'content/pages/moi.md': '<!DOCTYPE html>\n<html><body>Chào</body></html>\n' }, ['content/pages/moi.md:1 not-text']],
  ['a text that git-crypt has locked', { 'content/pages/moi.md': Buffer.from('\0GITCRYPT\0\xf3\xa0\x01', 'latin1') }, ['content/pages/moi.md:1 not-text']],
  ['a text in UTF-16', { 'content/pages/moi.md': Buffer.from('\ufeff---\ntitle: Mới\n---\n', 'utf16le') }, ['content/pages/moi.md:1 not-utf8']],
  ['a text whose lines end as on old machines', { 'content/pages/moi.md': '---\rtitle: Mới\r---\r' }, ['content/pages/moi.md:1 not-text']],
  ['removed.yaml beside its folder', { 'content/removed.yaml': dump([{ address: '/cu/', date: '2018-05-01', reason: 'Trùng mục khác.' }]) }, ['content/removed.yaml:0 unknown-file']],
  ['the settings by another program\'s name', { 'content/site.yaml': null, 'content/config.yaml': files['content/site.yaml'] }, ['content/config.yaml:0 unknown-file']],
  ['news in a folder with a Vietnamese name', { [newsPath]: null, 'content/tin-tuc/2018/ky-quy-che.md': files[newsPath] }, ['content/tin-tuc/2018/ky-quy-che.md:0 unknown-file']],
  ['a key without a blank behind its colon', { [newsPath]: files[newsPath].replace('date: 2018', 'date:2018') }, [`${newsPath}:3 yaml-syntax`]],
])
  test(`${name}: one message`, (t) => {
    assert.deepEqual(said(t, changes), wanted);
  });

// What looks alike and is a mistake of its own.
for (const [name, changes, wanted] of [
  ['a topic that an empty file lacks, where nothing else is wrong', { 'content/data/topics.yaml': '# chưa có\n', ...Object.fromEntries([agreementPath, 'content/agreements/quy-che-2023.md', 'content/news/2023/ky-quy-che-moi.md', newsPath].map((name) => [name, files[name].replaceAll(/^ *topics:\n( *- tre-em\n)+/gm, '')])) }, ['address-gone']],
  ['a key that the period has beside one that it has not', { [agreementPath]: entry({ ...agreement, number: '01/QC-UBND', period: { start: 2018, den: 2022 } }) }, ['no-period', 'unknown-key']],
  ['a key of Vietnamese that stands apart', { [newsPath]: files[newsPath].replace('date:', 'Người viết: An\ndate:') }, ['unknown-key']],
  ['a key that is given twice in one item', { 'content/data/topics.yaml': files['content/data/topics.yaml'].replace('  name: Trẻ em', '  name: Trẻ em\n  name: Trẻ em') }, ['duplicate-key']],
  ['a topic that a good file lacks', { 'content/data/topics.yaml': dump([{ id: 'viec-lam', name: 'Việc làm', silenced: [{ code: 'not-linked', reason: 'x' }] }]) }, ['unknown-reference']],
  ['a reference to another kind than the broken one', { 'content/data/topics.yaml': '- id: a: b\n', [newsPath]: files[newsPath].replace('nguyen-van-an', 'khong-co') }, ['unknown-reference', 'yaml-syntax']],
  ['one signatory', { [agreementPath]: entry({ ...agreement, signatories: agreement.signatories.slice(0, 1) }) }, ['few-signatories']],
  ['neither a day nor a period', { [agreementPath]: entry(withoutKeys(agreement, 'signed', 'period')) }, ['missing-field']],
  ['an organization that nothing names', { 'content/organizations/moi.md': entry({ name: 'Cơ quan mới' }) }, ['not-linked']],
  ['a title that is empty before a comment', { [newsPath]: files[newsPath].replace(/title: .*/, 'title: # tên') }, ['missing-field']],
  ['a reference to what no file is misnamed for', { 'content/pages/a.MD': entry({ title: 'A' }), [newsPath]: files[newsPath].replace('nguyen-van-an', 'khong-co') }, ['unknown-file', 'unknown-reference']],
  ['mistakes in two files', { 'content/pages/a.md': '---\ntitle: a: b\n---\n', 'content/pages/b.md': '---\ntitle: "b\n---\n' }, ['yaml-syntax']],
])
  test(`${name} is told`, (t) => {
    assert.deepEqual([...new Set(said(t, changes).map((each) => each.split(' ')[1]))].sort(), wanted);
  });

test('the same language is no mistake where the theme has it', (t) => {
  assert.deepEqual(said(t, { 'content/site.yaml': dump({ ...site, language: 'en' }) }).filter((each) => /language|string/.test(each)), []);
});

// An id is found by whatever name its writer knows; where nothing is near, the file that has the ids is named.
const named = {
  'content/data/provinces.yaml': dump([
    { id: 'an-giang', name: 'An Giang', kind: 'tỉnh' },
    { id: 'kien-giang', name: 'Kiên Giang', kind: 'tỉnh', merged_into: 'an-giang', until: '2025-06-30' },
    { id: 'ho-chi-minh', name: 'Hồ Chí Minh', kind: 'thành phố', code: '79', other_names: ['Sài Gòn'] },
  ]),
  'content/organizations/ubnd-an-giang.md': entry({ name: 'Ủy ban nhân dân tỉnh An Giang', short_name: 'UBND tỉnh An Giang', code: 'UBND', former_names: [{ name: 'Ủy ban hành chính Long Châu', until: '1976-01-31' }] }),
};
for (const [name, fields, best] of [
  ['the name', { provinces: 'Hồ Chí Minh' }, 'ho-chi-minh'],
  ['the initials', { provinces: 'tp-hcm' }, 'ho-chi-minh'],
  ['initials in capitals', { provinces: 'TPHCM' }, 'ho-chi-minh'],
  ['a code', { provinces: '79' }, 'ho-chi-minh'],
  ['another name', { provinces: 'sai-gon' }, 'ho-chi-minh'],
  ['a code of an organization', { organizations: 'UBND' }, 'ubnd-an-giang'],
  ['a former name', { organizations: 'Uỷ ban hành chính Long Châu' }, 'ubnd-an-giang'],
  ['a person\'s name', { people: 'Nguyễn Văn An' }, 'nguyen-van-an'],
  ['a province with its kind', { provinces: 'Tỉnh An Giang' }, 'an-giang'],
  ['the path of a file', { organizations: 'content/organizations/ubnd-an-giang.md' }, 'ubnd-an-giang'],
  ['a link', { organizations: 'organization:ubnd-an-giang' }, 'ubnd-an-giang'],
  ['some words of the only id that has them', { organizations: 'tinh-doan' }, 'tinh-doan-an-giang'],
])
  test(`an id is suggested for ${name}`, (t) => {
    const found = parseDiagnostics(smallRepository(t, { ...named, [newsPath]: entry({ ...news, ...fields }) }).kyket(['check']).stdout);
    assert.deepEqual(found.filter(({ code }) => code === 'unknown-reference').map(({ message }) => /did you mean "(.*)"\?$/.exec(message)?.[1]), [best]);
  });

for (const [fields, place] of [
  [{ provinces: 'atlantis-x' }, 'the ids are in content/data/provinces.yaml'],
  [{ organizations: 'atlantis-x' }, 'the ids are the names of the files in content/organizations/'],
])
  test(`without anything near it, ${place}`, (t) => {
    const found = parseDiagnostics(smallRepository(t, { [newsPath]: entry({ ...news, ...fields }) }).kyket(['check']).stdout);
    assert.ok(found.find(({ code }) => code === 'unknown-reference').message.endsWith(`; ${place}`));
  });

for (const [file, offer] of [
  ['media/le-ky.png', 'le-ky.png'],
  ['content/media/le-ky.png', 'le-ky.png'],
])
  test(`a photo ${file} names the folder twice`, (t) => {
    const photos = [{ file, alt: 'Hai người ký', credit: 'Ban biên tập' }];
    const [found, ...others] = parseDiagnostics(smallRepository(t, { [newsPath]: entry({ ...news, photos }) }).kyket(['check']).stdout);
    assert.deepEqual(others, []);
    assert.equal(found.code, 'missing-media');
    assert.match(found.message, new RegExp(`; write ${offer}$`));
  });

test('a folder media/ below media/ is one', (t) => {
  const photos = [{ file: 'media/a.png', alt: 'Hai người ký', credit: 'Ban biên tập' }];
  const files = { [newsPath]: entry({ ...news, photos }), 'content/media/media/a.png': photo };
  assert.deepEqual(parseDiagnostics(smallRepository(t, files).kyket(['check']).stdout).filter(({ code }) => code === 'missing-media'), []);
});

test('several ids in one value, and forms of mappings, are shown as they should be typed', (t) => {
  const cases = [
    ['organizations: ubnd-an-giang, tinh-doan-an-giang', '; write [ubnd-an-giang, tinh-doan-an-giang]'], ['organizations: ubnd-an-giang tinh-doan-an-giang', '; write [ubnd-an-giang, tinh-doan-an-giang]'],
    ['source: Báo An Giang', '; write source: {name: …, url: …, date: …}'], ['event: {kind: signing date: 2018-04-12}', '; write event: {kind: signing, date: 2018-04-12}'],
    ['event: {kind:signing}', '; write kind: signing'], ['organizations: [ubnd-an-giang, tinh-doan-an-giang]', null], ['event: {kind: signing, date: 2018-04-12}', null],
  ];
  const texts = cases.map(([line], i) => [`content/news/2018/tin-${i}.md`, `---\ntitle: Tin ${i}\ndate: 2018-04-13\n${line}\n---\n`]);
  const found = parseDiagnostics(smallRepository(t, Object.fromEntries(texts)).kyket(['check']).stdout);
  texts.forEach(([name], i) => {
    const own = found.filter(({ file, severity }) => file === name && severity === 'error');
    assert.equal(own.length, cases[i][1] === null ? 0 : 1, `${cases[i][0]}: ${own.map(({ message }) => message)}`);
    if (cases[i][1] !== null) assert.ok(own[0].message.endsWith(cases[i][1]), own[0].message);
  });
});

test('a path of another program is no path below media, and the one that was meant is offered', (t) => {
  const cases = [['/media/le-ky.png', 'le-ky.png'], ['..\\media\\anh\\le-ky.png', 'anh/le-ky.png'], ['C:\\Users\\an\\le-ky.png', 'le-ky.png'], ['https://example.vn/media/le-ky.png?x=1', 'le-ky.png']];
  for (const [file, offer] of cases) {
    const [found, ...others] = parseDiagnostics(smallRepository(t, { [newsPath]: entry({ ...news, photos: [{ file, alt: 'Hai người ký', credit: 'Ban biên tập' }] }) }).kyket(['check', '--lang', 'en']).stdout);
    assert.deepEqual([others.map(({ message }) => message), found.code], [[], 'bad-path']);
    assert.ok(found.message.endsWith(` and write ${offer}`), found.message);
  }
  const photos = [{ file: 'LE-KY.PNG', alt: 'Hai người ký', credit: 'Ban biên tập' }];
  assert.match(smallRepository(t, { [newsPath]: entry({ ...news, photos }) }).kyket(['check', '--lang', 'en']).stdout, /no file media\/LE-KY\.PNG; did you mean "le-ky\.png"/);
});

test('what was meant is shown as it should be typed, whatever stands there', (t) => {
  const cases = [
    ['title: [Video]', '; write title: "[Video]"'], ['summary: [Video, Ảnh]', '; write summary: "[Video, Ảnh]"'], ['date: [2018-04-12]', '; write date: 2018-04-12'], ['date:\n  - 2018-04-12', '; write date: 2018-04-12'],
    ['draft: có', '; write draft: true'], ['featured: không', '; write featured: false'], ['draft: maybe', '; write true or false'], ['featured: true', null],
    ['topics:\n  – tre-em\n  – viec-lam', '; write - tre-em'], ['topics:\n  • tre-em', '; write - tre-em'], ['topics:\n  -tre-em', '; write - tre-em'], ['topics:\n  tre-em', null], ['topics:\n  - tre-em', null],
    ['topics:\n  - tre-em\u200b', 'delete it, and type a blank where one belongs'], ['topics: [“tre-em”]', null],
  ];
  const texts = cases.map(([lines], i) => [`content/news/2018/tin-${i}.md`, `---\n${lines.startsWith('title') ? '' : `title: Tin ${i}\n`}${lines.startsWith('date') ? '' : 'date: 2018-04-13\n'}${lines}\n---\n`]);
  const found = parseDiagnostics(smallRepository(t, Object.fromEntries(texts)).kyket(['check', '--lang', 'en']).stdout);
  texts.forEach(([name], i) => {
    const own = found.filter(({ file, severity }) => file === name && severity === 'error');
    assert.equal(own.length, cases[i][1] === null ? 0 : 1, `${cases[i][0]}: ${own.map(({ message }) => message)}`);
    if (cases[i][1] !== null) assert.ok(own[0].message.endsWith(cases[i][1]), own[0].message);
  });
});

test('what stands above the front matter or in its lines unseen is named', (t) => {
  const page = (text) => parseDiagnostics(smallRepository(t, { 'content/pages/a.md': text }).kyket(['check', '--lang', 'en']).stdout).filter(({ file }) => file === 'content/pages/a.md');
  for (const [text, line, part] of [
    ['Bài viết\n---\ntitle: A\n---\n', 1, 'above the line ---'],
    ['# ghi chú\n---\ntitle: A\n---\n', 1, 'above the line ---'],
    ['---\u00a0\ntitle: A\n---\n', 1, 'a no-break space (U+00A0)'],
    ['---\ntitle: A\n---\u200b\nChữ.\n', 3, 'a character without width'],
    ['Đoạn một.\n\n---\n\nĐoạn hai.\n', 1, 'the file must begin with front matter'],
  ]) {
    const found = page(text);
    assert.deepEqual(found.map((each) => [each.line, each.code]), [[line, 'no-front-matter']], text);
    assert.ok(found[0].message.includes(part), found[0].message);
  }
});

test('what .gitignore hides is named where it is missed, and nothing is said of it elsewhere', (t) => {
  const hidden = { '.gitignore': 'content/people/le-*\n*.pdf\n' };
  const repository = smallRepository(t, hidden);
  repository.write({ 'content/people/le-thi-be.md': entry({ name: 'Lê Thị Bé' }), 'content/media/qc.pdf': '%PDF-1.4\n' });
  for (const args of [['check'], ['check', '--worktree']]) assert.deepEqual(parseDiagnostics(repository.kyket(args).stdout), []);
  repository.commit({
    [newsPath]: entry({ ...news, people: ['le-thi-be'], photos: [{ file: 'le-ky.png', alt: 'Hai người ký', credit: 'Ban biên tập' }] }),
    [agreementPath]: entry({ ...agreement, number: '01/QC-UBND', documents: [{ file: 'qc.pdf', title: 'Quy chế' }] }),
  });
  for (const args of [['check'], ['check', '--worktree']]) {
    const found = parseDiagnostics(repository.kyket([...args, '--lang', 'en']).stdout).filter(({ severity }) => severity === 'error');
    assert.deepEqual(found.map(({ file, code }) => [file, code]), [[agreementPath, 'missing-media'], [newsPath, 'unknown-reference']]);
    assert.ok(found[0].message.endsWith('git add -f content/media/qc.pdf'), found[0].message);
    assert.ok(found[1].message.endsWith('git add -f content/people/le-thi-be.md'), found[1].message);
  }
});

test('a file beside the folder that it belongs to is told with its place', (t) => {
  const said = (changes) => parseDiagnostics(smallRepository(t, changes).kyket(['check', '--lang', 'en']).stdout).map(({ message }) => message).join('\n');
  assert.match(said({ 'content/removed.yaml': dump([{ address: '/cu/', date: '2018-05-01', reason: 'Trùng mục khác.' }]) }), /rename it to data\/removed\.yaml$/);
  assert.match(said({ 'content/site.yaml': null, 'content/config.yaml': files['content/site.yaml'] }), /rename it to site\.yaml$/);
  assert.match(said({ 'content/tin-tuc/2018/moi.md': files[newsPath] }), /rename it to news\/2018\/moi\.md$/);
  assert.doesNotMatch(said({ 'content/ghi-chu.yaml': 'x: y\n', 'content/ghi-chu/a.md': 'x' }), /rename/);
});
