'use strict';
// What changed in an entry, revision by revision, on a page of its own.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const parse5 = require('parse5');
const { theDiagnostic } = require('../support/diagnostics.js');
const { assertSameFiles, listFiles, read, readSitemaps, snapshot, temporaryFolder } = require('../support/folders.js');
const { git } = require('../support/program.js');
const { Repository, agreement, entry, news, smallRepository } = require('../support/register.js');
const { Website, attribute, elements, words } = require('../support/website.js');

function built(repository, args = []) {
  const result = repository.kyket(['build', '--date', '2024-06-01', ...args]);
  assert.equal(result.status, 0, result.output);
  const website = new Website(repository.path('output'), 'https://example.vn/');
  assert.deepEqual(website.checkAll(), []);
  return website;
}

const nodes = (website, file, wanted) => [...elements(parse5.parse(website.read(file)))].filter(wanted);
const hasClass = (name) => (node) => (attribute(node, 'class') ?? '').split(' ').includes(name);
const inside = (node, wanted) => [...elements(node)].filter(wanted);

// The revisions of a page as {day, summary, commit, note, added, removed, text}.
function revisions(website, file) {
  const [list] = nodes(website, file, hasClass('revisions'));
  return list.childNodes.filter(({ tagName }) => tagName === 'li').map((item) => {
    const first = (wanted) => inside(item, wanted).map(words)[0];
    const marked = (name) => inside(item, ({ tagName }) => tagName === name).map((node) => words(node).replace(/^\[(thêm|bỏ): |\]$/g, '').trim());
    return {
      day: attribute(inside(item, ({ tagName }) => tagName === 'time')[0], 'datetime').slice(0, 10),
      summary: first(hasClass('revision-summary')),
      commit: first(({ tagName }) => tagName === 'code'),
      note: first(hasClass('revision-note')),
      added: marked('ins'),
      removed: marked('del'),
      text: first((node) => hasClass('passages')(node) && node.parentNode.tagName === 'li' && node.parentNode === item),
      changes: inside(item, hasClass('history-changes')).flatMap((list) => inside(list, ({ tagName }) => tagName === 'li').map(words)),
    };
  });
}

const page = 'thoa-thuan/quy-che-2018/lich-su/index.html';
const owner = 'thoa-thuan/quy-che-2018/index.html';
const file = 'content/agreements/quy-che-2018.md';
const text = (fields, body) => entry({ ...agreement, number: '01/QC-UBND', ...fields }, body);
const long = Array.from({ length: 60 }, (_, i) => `Câu dài số ${i} không đổi.`).join(' ');
const links = (website, from) => nodes(website, from, ({ tagName }) => tagName === 'a').map((node) => [attribute(node, 'href'), words(node)]);
const history = (website, from = owner) => links(website, from).find(([target]) => target.endsWith('/lich-su/'));

test('an entry with several revisions has a page that says when, by whom and what changed in words', (t) => {
  const repository = smallRepository(t);
  const one = repository.git('rev-parse', 'HEAD').trim();
  const two = repository.commit({ [file]: text({}, `Hai bên phối hợp chăm lo trẻ em.\n\n${long}`) }, 'Viết lại <phần> mở đầu');
  const three = repository.commit({ [file]: text({ review: 'annual' }, `Hai bên cùng chăm lo trẻ em.\n\n${long}`) }, 'Sơ kết hằng năm');
  const website = built(repository);
  assert.deepEqual(history(website), ['/thoa-thuan/quy-che-2018/lich-su/', 'Lịch sử sửa đổi: 3 lần']);
  const found = revisions(website, page);
  assert.deepEqual(found.map(({ summary }) => summary), ['Sơ kết hằng năm', 'Viết lại <phần> mở đầu', 'Sổ nhỏ']);
  assert.deepEqual(found.map(({ commit }) => commit), [three, two, one].map((id) => id.slice(0, 10)));
  assert.deepEqual(found.map(({ day }) => day), ['2024-01-01', '2024-01-01', '2024-01-01']);
  assert.deepEqual(found[0].removed, ['phối hợp']);
  assert.deepEqual(found[0].added, ['cùng']);
  assert.deepEqual(found[0].changes, ['Thêm sơ kết: Hằng năm']);
  assert.equal(found[0].note, undefined);
  assert.match(found[0].text, /^Hai bên \[bỏ: phối hợp\]\[thêm: cùng\] chăm lo trẻ em\. …$/);
  assert.doesNotMatch(found[0].text, /Câu dài số 30/);
  assert.equal(found[2].note, 'Bản đầu tiên.');
  assert.equal(found[2].text, undefined);
  assert.match(website.read(page), /người sửa: Ban biên tập/);
  // It leads back, and is for readers: not for search engines.
  const places = links(website, page).map(([target]) => target);
  assert.ok(places.includes('/thoa-thuan/') && places.includes('/thoa-thuan/quy-che-2018/'));
  assert.match(website.read(page), /<meta name="robots" content="noindex">/);
  assert.doesNotMatch(website.read(owner), /noindex/);
  assert.doesNotMatch(readSitemaps(website.folder), /lich-su/);
  assert.match(readSitemaps(website.folder), /thoa-thuan\/quy-che-2018\//);
});

// What the history says of one change of an agreement's fields.
function told(t, before, after, others = {}) {
  const repository = smallRepository(t, { [file]: text(before), ...others });
  repository.commit({ [file]: text(after) }, 'Sửa');
  const [found] = revisions(built(repository), page);
  return found;
}

test('fields are told in words: names for ids, days as on pages, no key of YAML', (t) => {
  const commitments = [{ title: 'Một', by: 'tinh-doan-an-giang' }, { title: 'Hai' }];
  const found = told(t,
    { period: { start: 2018, end: 2026 }, signed: '2018-04-12', topics: ['tre-em'], commitments, review: 'annual', place: 'Long Xuyên', sources: [{ name: 'Báo A' }] },
    { period: { start: 2018, end: 2027 }, signed: '2018-05-20', topics: ['viec-lam'], national: true, place: 'Rạch Giá',
      commitments: [{ title: 'Một', by: 'ubnd-an-giang' }, { title: 'Hai' }, { title: 'Ba', topics: ['tre-em'] }],
      sources: [{ name: 'Báo A', date: '2018-05-21' }] });
  assert.deepEqual(found.changes.toSorted(), [
    'Sửa ngày ký: 20/05/2018 thay cho 12/04/2018', 'Sửa nơi diễn ra: Rạch Giá thay cho Long Xuyên',
    'Sửa thời hạn, đến hết: 2027 thay cho 2026', 'Thêm áp dụng cả nước: có', 'Bỏ lĩnh vực: Trẻ em', 'Thêm lĩnh vực: Việc làm',
    'Bỏ nội dung cam kết 1, bên thực hiện: Tỉnh đoàn An Giang', 'Thêm nội dung cam kết 1, bên thực hiện: Ủy ban nhân dân tỉnh An Giang', 'Thêm nội dung cam kết 3: Ba, Trẻ em', 'Bỏ sơ kết: Hằng năm',
    'Thêm nguồn 1, ngày: 21/05/2018',
  ].toSorted());
  assert.equal(found.text, undefined);
});

test('an end that is left open, an order, a long text and an id that is no more are told too', (t) => {
  assert.deepEqual(told(t, { period: { start: 2018, end: 2026 } }, { period: { start: 2018, end: 'open' } }).changes,
    ['Sửa thời hạn, đến hết: văn bản không đặt thời hạn kết thúc thay cho 2026']);
  assert.deepEqual(told(t, { topics: ['tre-em', 'viec-lam'] }, { topics: ['viec-lam', 'tre-em'] }).changes, ['Đổi thứ tự lĩnh vực']);
  const summary = Array.from({ length: 12 }, (_, i) => `Câu dài số ${i}.`).join(' ');
  const found = told(t, { summary }, { summary: summary.replace('số 3', 'thứ ba') });
  assert.deepEqual([found.removed, found.added], [['số 3'], ['thứ ba']]);
  assert.match(found.changes[0], /^Sửa tóm tắt: /);
  const repository = smallRepository(t, { [file]: text({ topics: ['mat-tich'] }) .replace('mat-tich', 'tre-em') });
  repository.commit({ [file]: text({ topics: ['mat-tich'] }) }, 'Lĩnh vực cũ');
  repository.commit({ [file]: text({ topics: ['viec-lam'] }) }, 'Lĩnh vực mới');
  assert.deepEqual(revisions(built(repository), page)[0].changes, ['Bỏ lĩnh vực: mat-tich', 'Thêm lĩnh vực: Việc làm']);
});

test('how a file is written is no change; what can not be read whole is compared as it stands', (t) => {
  const repository = smallRepository(t, { [file]: text({ place: 'Long Xuyên' }) });
  repository.commit({ [file]: text({ place: 'Long Xuyên' }).replace('place:', '# nơi ký\nplace:') }, 'Ghi chú');
  repository.commit({ [file]: text({ place: 'Long Xuyên', chua_biet: 'gì đó' }) }, 'Khóa lạ');
  repository.commit({ [file]: text({ place: 'Rạch Giá' }) }, 'Khóa quen');
  const [known, unknown, note] = revisions(built(repository), page);
  assert.deepEqual([note.changes, note.note], [[], 'Chỉ đổi cách ghi trong tệp; thông tin và nội dung không đổi.']);
  for (const each of [known, unknown]) {
    assert.deepEqual(each.changes, []);
    assert.match(each.text, /chua_biet/);
  }
});

test('a history follows the names of what it tells of', (t) => {
  const repository = smallRepository(t, { [file]: text({ topics: ['tre-em'] }) });
  repository.commit({ [file]: text({ topics: ['viec-lam'] }) }, 'Sửa');
  built(repository);
  const path = 'content/data/topics.yaml';
  repository.commit({ [path]: fs.readFileSync(repository.path(path), 'utf8').replace('Trẻ em', 'Thiếu nhi') }, 'Đổi tên');
  assert.deepEqual(revisions(built(repository), page)[0].changes, ['Bỏ lĩnh vực: Thiếu nhi', 'Thêm lĩnh vực: Việc làm']);
});

test('an entry with one revision shows it and has no page of its own', (t) => {
  const repository = smallRepository(t);
  const website = built(repository);
  assert.ok(![...website.files].some((name) => String(name).includes('lich-su')));
  assert.equal(history(website), undefined);
  assert.match(website.read(owner), /class="last-change"/);
  assert.doesNotMatch(website.read(owner), /không có lịch sử trước/);
});

test('a file that was deleted and brought back shows both, and what changed across', (t) => {
  const repository = smallRepository(t, { 'content/news/2022/tin.md': entry({ ...news, title: 'Tin cũ' }, 'Nội dung một.') });
  repository.commit({ 'content/news/2022/tin.md': null }, 'Bỏ tin');
  repository.commit({ 'content/news/2022/tin.md': entry({ ...news, title: 'Tin cũ' }, 'Nội dung hai.') }, 'Đưa lại');
  const found = revisions(built(repository), 'tin-tuc/2018/tin/lich-su/index.html');
  assert.deepEqual(found.map(({ summary }) => summary), ['Đưa lại', 'Bỏ tin', 'Thay đổi']);
  assert.deepEqual(found.map(({ note }) => note), [
    'Mục được đưa trở lại kho nội dung sau khi bị xóa.', 'Mục bị xóa khỏi kho nội dung.', 'Bản đầu tiên.']);
  assert.deepEqual([found[0].removed, found[0].added], [['một'], ['hai']]);
});

test('a merge shows where both sides were brought together, and each side once', (t) => {
  const repository = smallRepository(t);
  repository.commit({ [file]: text({}, 'Một.\n\nHai.\n\nBa.\n\nBốn.\n\nNăm.') }, 'Gốc');
  repository.git('checkout', '--quiet', '-b', 'side');
  repository.commit({ [file]: text({}, 'Một mới.\n\nHai.\n\nBa.\n\nBốn.\n\nNăm.'), 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }) }, 'Bên cạnh');
  repository.git('checkout', '--quiet', 'main');
  repository.commit({ [file]: text({}, 'Một.\n\nHai.\n\nBa.\n\nBốn.\n\nNăm mới.') }, 'Bên chính');
  repository.git('merge', '--quiet', '--no-edit', '-m', 'Gộp', 'side');
  const website = built(repository);
  const summaries = (name) => revisions(website, name).map(({ summary }) => summary);
  const expected = git(repository.folder, 'log', '--format=%s', '--', file).trim().split('\n');
  assert.deepEqual(summaries(page), expected);
  assert.deepEqual([...expected].sort(), ['Bên chính', 'Bên cạnh', 'Gốc', 'Gộp', 'Sổ nhỏ'].sort());
  assert.deepEqual(revisions(website, page)[0].added, ['mới']); // against the first parent
  assert.deepEqual(summaries('gioi-thieu/lich-su/index.html'), ['Bên cạnh', 'Sổ nhỏ']);
});

test('an older revision shows only what came before it, and files on disk what is committed', (t) => {
  const repository = smallRepository(t);
  const two = repository.commit({ [file]: text({}, 'Hai.') }, 'Hai');
  repository.commit({ [file]: text({}, 'Ba.') }, 'Ba');
  assert.deepEqual(revisions(built(repository, ['--rev', two]), page).map(({ summary }) => summary), ['Hai', 'Sổ nhỏ']);
  repository.write({ [file]: text({}, 'Bốn.'), 'content/news/2022/moi.md': entry({ title: 'Mới', date: '2022-01-01' }) });
  const website = built(repository, ['--worktree']);
  assert.deepEqual(revisions(website, page).map(({ summary }) => summary), ['Ba', 'Hai', 'Sổ nhỏ']);
  assert.doesNotMatch(website.read(page), /Bốn/);
  assert.doesNotMatch(website.read(owner), /class="last-change"/);
  assert.equal(history(website)[1], 'Lịch sử sửa đổi: 3 lần');
  assert.equal(history(website, 'tin-tuc/2022/moi/index.html'), undefined);
});

test('a shallow clone says that it knows no more; without its texts too', (t) => {
  const repository = smallRepository(t);
  for (const number of ['Một', 'Hai', 'Ba']) repository.commit({ [file]: text({}, `${number}.`) }, number);
  repository.commit({ 'content/agreements/quy-che-2023.md': text({ title: 'Quy chế phối hợp giai đoạn 2023–2027', number: '02/QC-UBND',
    signed: '2023-03-01', period: { start: 2023, end: 2027 }, succeeds: 'quy-che-2018' }, 'Sửa.') }, 'Một lần');
  repository.git('config', 'uploadpack.allowFilter', 'true');
  const clone = (...args) => {
    const folder = path.join(temporaryFolder(t), 'clone');
    git(repository.folder, 'clone', '--quiet', ...args, `file://${repository.folder}`, folder);
    return new Repository(folder, repository.clock);
  };
  let website = built(clone('--depth', '4'));
  assert.match(website.read(page), /không có lịch sử trước <time datetime="2024-01-01T/);
  assert.deepEqual(revisions(website, page).map(({ summary, note }) => [summary, note]), [['Ba', undefined], ['Hai', undefined]]);
  assert.deepEqual(revisions(website, page)[1].removed, ['Một']); // the oldest commit has the text before it
  assert.match(website.read('thoa-thuan/quy-che-2023/index.html'), /class="last-change"[^]*không có lịch sử trước ngày <time/);
  assert.match(website.read('gioi-thieu/index.html'), /không có lịch sử trước ngày <time/);
  website = built(clone());
  assert.doesNotMatch(website.read(page) + website.read(owner), /không có lịch sử trước/);
  // A partial clone has the commits but not the texts of the past.
  const partial = clone('--filter=blob:none');
  partial.git('config', 'core.repositoryFormatVersion', '0'); // of 1 libgit2 1.5 looks for extensions, and leaks memory
  website = built(partial);
  const notes = revisions(website, page).map(({ note }) => note);
  assert.match(notes[0], /không có văn bản của lần sửa này/);
  assert.equal(notes.at(-1), 'Bản đầu tiên.');
});

test('a text of the past that can\'t be read stops the build, and the site stays as it was', (t) => {
  const repository = smallRepository(t);
  for (const number of ['Một', 'Hai', 'Ba']) repository.commit({ [file]: text({}, `${number}.`) }, number);
  const id = repository.git('rev-parse', `HEAD~1:${file}`).trim();
  const object = repository.path('.git', 'objects', id.slice(0, 2), id.slice(2));
  const good = fs.readFileSync(object);
  const website = built(repository);
  const before = snapshot(website.folder);
  fs.chmodSync(object, 0o644);
  for (const bad of [good.subarray(0, good.length - 6), Buffer.alloc(0), Buffer.from('x')]) {
    fs.writeFileSync(object, bad);
    const result = repository.kyket(['build', '--date', '2024-06-01', '--full']);
    assert.equal(result.status, 3, result.output);
    const diagnostic = theDiagnostic(result, 'unreadable');
    assert.equal(diagnostic.file, file);
    assert.match(diagnostic.message, new RegExp(id));
    assert.deepEqual(snapshot(website.folder), before);
  }
  fs.writeFileSync(object, good);
  assert.deepEqual(revisions(built(repository, ['--full']), page).map(({ note }) => note), [undefined, undefined, undefined, 'Bản đầu tiên.']);
  // Not there at all it is no error, as in a partial clone, and nothing is made up.
  fs.unlinkSync(object);
  const notes = revisions(built(repository, ['--full']), page).map(({ note }) => note);
  assert.match(notes[0], /không có văn bản của lần sửa này/);
  assert.equal(notes.at(-1), 'Bản đầu tiên.');
});

test('what is long is cut, and the page says so', (t) => {
  const repository = smallRepository(t);
  const paragraphs = (word, count) => Array.from({ length: count }, (_, i) => `${word} ${i}`).join('\n\n');
  repository.commit({ [file]: text({}, paragraphs('một', 3000)) }, 'Dài');
  repository.commit({ [file]: text({}, paragraphs('hai', 30000)) }, 'Quá dài');
  fs.chmodSync(repository.path(file), 0o755);
  repository.commit({}, 'Quyền');
  for (let i = 0; i < 50; i++) repository.commit({ 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }, `Lần ${i}.`) }, `Lần ${i}`);
  let website = built(repository);
  assert.deepEqual(revisions(website, page).map(({ note }) => note), [
    'Văn bản quá dài để so sánh.', 'Văn bản quá dài để so sánh.', 'Còn những thay đổi khác, quá dài để hiện hết ở đây.', 'Bản đầu tiên.']);
  assert.ok(website.read(page).length < 100000);
  const pages = revisions(website, 'gioi-thieu/lich-su/index.html');
  assert.equal(pages.length, 50);
  assert.equal(pages[0].summary, 'Lần 49');
  assert.equal(pages[49].summary, 'Lần 0');
  assert.match(website.read('gioi-thieu/lich-su/index.html'), /không hiện ở đây: 1\./);
  repository.commit({ [file]: text({}, 'Ngắn.') }, 'Ngắn');
  fs.chmodSync(repository.path(file), 0o644);
  repository.commit({}, 'Quyền');
  website = built(repository);
  assert.deepEqual(revisions(website, page).slice(0, 2).map(({ note }) => note), ['Nội dung không đổi.', 'Văn bản quá dài để so sánh.']);
});

test('whatever was committed once does no harm', (t) => {
  const repository = smallRepository(t);
  repository.commit({ [file]: Buffer.from([0, 1, 0xff, 0xfe, 13, 10, 0x3c, 0x73, 0x3e, 0x26]) }, 'Hỏng');
  repository.commit({ [file]: text({}, 'Tốt.') }, 'Sửa');
  const website = built(repository);
  assert.match(revisions(website, page)[0].removed.join(' '), /\ufffd\ufffd.*<s>&/);
});

test('a theme made before goes on without', (t) => {
  const repository = smallRepository(t);
  const theme = path.join(temporaryFolder(t), 'theme');
  fs.cpSync(path.join(__dirname, '..', '..', 'themes', 'default'), theme, { recursive: true });
  fs.rmSync(path.join(theme, 'templates', 'history.mustache'));
  repository.commit({ [file]: text({}, 'Hai.') }, 'Hai');
  const website = built(repository, ['--theme', theme]);
  assert.equal(history(website), undefined);
  assert.match(website.read(owner), /class="last-change"/);
});

test('a kept history gives the same site as a whole walk, damaged or of another line of commits too', (t) => {
  const repository = smallRepository(t);
  const file = 'content/pages/doi.md';
  for (let i = 0; i < 20; i++) repository.commit({ [file]: `---\ntitle: Đổi\n---\nLần ${i}.\n` }, `Lần ${i}`);
  const folder = temporaryFolder(t);
  const kept = path.join(folder, '.kyket', 'history');
  const build = (output, ...args) => {
    const result = repository.kyket(['build', '--date', '2024-06-01', '-o', path.join(folder, output), ...args]);
    assert.equal(result.status, 0, result.output);
  };
  const expectSame = (what) => {
    build('site');
    build('whole', '--full');
    const compared = spawnSync('diff', ['-r', 'site', 'whole'], { cwd: folder, encoding: 'utf8' });
    assert.equal(compared.stdout, '', what);
    assert.equal(compared.status, 0, what);
  };
  expectSame('the first build');
  assert.ok(fs.existsSync(kept), 'so many commits are kept');
  const before = fs.readFileSync(kept);
  repository.commit({ [file]: '---\ntitle: Đổi\n---\nLần nữa.\n', 'content/pages/moi.md': '---\ntitle: Mới\n---\n' }, 'Nữa');
  expectSame('one more commit');
  assert.deepEqual(fs.readFileSync(kept), before, 'few commits are walked again instead of written');
  repository.git('reset', '-q', '--hard', 'HEAD~5');
  repository.commit({ [file]: '---\ntitle: Đổi\n---\nKhác.\n' }, 'Khác');
  expectSame('another line of commits');
  fs.writeFileSync(kept, before.subarray(0, before.length - 3));
  repository.commit({ [file]: '---\ntitle: Đổi\n---\nKhác nữa.\n' }, 'Khác nữa');
  expectSame('a damaged file');
});

test("no page shows a day that has not come, whatever an author's clock said, and the commit is named", (t) => {
  const repository = smallRepository(t);
  const name = 'content/pages/gioi-thieu.md';
  repository.write({ [name]: entry({ title: 'Giới thiệu' }, 'Từ tương lai.') });
  repository.git('add', '--all');
  git(repository.folder, 'commit', '--quiet', '-m', 'Tương lai', { env: { GIT_AUTHOR_DATE: '2099-01-01T08:00:00+07:00', GIT_COMMITTER_DATE: '2099-01-01T08:00:00+07:00' } });
  const commit = repository.git('rev-parse', 'HEAD').trim();
  const output = path.join(temporaryFolder(t), 'site');
  const build = (...args) => repository.kyket(['build', '-o', output, ...args]);
  const noneLater = () => {
    for (const name of listFiles(output)) assert.doesNotMatch(read(output, name), /2099/, name);
  };
  let result = build();
  assert.equal(result.status, 0, result.output);
  const { severity, file: place, message } = theDiagnostic(result, 'clock-ahead');
  assert.deepEqual([severity, place], ['warning', name]);
  assert.ok(message.includes(commit), message);
  noneLater();
  assert.match(read(output, 'gioi-thieu', 'index.html'), /class="last-change"[^]*2024-06-01/);
  // On another day, as an increment and as a whole.
  build('--date', '2024-07-05');
  noneLater();
  assert.match(read(output, 'gioi-thieu', 'lich-su', 'index.html'), /datetime="2024-07-05"/);
  const whole = path.join(temporaryFolder(t), 'whole');
  build('--date', '2024-07-05', '--full', '-o', whole);
  assertSameFiles(output, whole);
  assert.equal(build('--strict').status, 1);
  // A build of an earlier day is not the fault of a clock; what came after that day is not dated later.
  repository.commit({ [name]: entry({ title: 'Giới thiệu' }, 'Nay.') });
  result = build('--date', '2023-01-01', '--force');
  assert.equal(result.status, 0, result.output);
  assert.doesNotMatch(result.output, /clock-ahead/);
  assert.doesNotMatch(read(output, 'gioi-thieu', 'index.html'), /datetime="2024/);
});
