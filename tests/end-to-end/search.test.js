'use strict';
// Search over the whole text: what readers type, and the page that must come; and the shards of the index, of which an entry
// changes only those that hold its own terms.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, before, test } = require('node:test');
const { commitFiles, registerFiles } = require('../benchmark/corpus.js');
const { assertSameFiles, listFiles, temporaryFolder } = require('../support/folders.js');
const { dump, entry } = require('../support/register.js');
const { git, kyket, root } = require('../support/program.js');
const { openSearch, statusRule, themeModule } = require('../support/search.js');

function build(repository, output, { cache = `${output}.cache`, date = '2026-11-30', options = [] } = {}) {
  const result = kyket(['build', '-C', repository, '-o', output, '--date', date, '--cache', cache, ...options]);
  assert.equal(result.status, 0, result.output);
  return output;
}

async function register(t, files) {
  const folder = path.join(temporaryFolder(t), 'register.git');
  await commitFiles(folder, files, 'Sổ thử');
  return folder;
}

// By kind: [what is typed, the address or its beginning, among how many first results].
const asked = {
  province: [['Tiền Giang', '/tinh-thanh/tien-giang/', 1], ['thành phố cần thơ', '/tinh-thanh/can-tho/', 1], ['bến tre', '/tinh-thanh/ben-tre/', 1]],
  'no diacritics': [['da nang', '/tinh-thanh/da-nang/', 1], ['dak lak', '/tinh-thanh/dak-lak/', 1], ['tinh doan tra vinh', '/co-quan/tinh-doan-tra-vinh/', 1]],
  'tone places': [['Thanh Hoá', '/tinh-thanh/thanh-hoa/', 1], ['khánh hòa', '/tinh-thanh/khanh-hoa/', 1], ['uỷ ban nhân dân tỉnh trà vinh', '/co-quan/ubnd-tinh-tra-vinh/', 1]],
  'telex and vni': [['nghej an', '/tinh-thanh/nghe-an/', 3], ['khowri nghieepj', '/linh-vuc/khoi-nghiep/', 1], ['tre3 em', '/linh-vuc/tre-em/', 1], ['d9a2 na8ng4', '/tinh-thanh/da-nang/', 1], ['D9o62ng tha1p', '/tinh-thanh/dong-thap/', 1], ['tinhr ddoanf', '/co-quan/tinh-doan-', 3]],
  'a wrong letter': [['ngệ an', '/tinh-thanh/nghe-an/', 1], ['kien giagn', '/tinh-thanh/kien-giang/', 1], ['đào ngọc dùgn', '/nguoi-ky/dao-ngoc-dung/', 1]],
  'an unfinished word': [['vĩnh lo', '/tinh-thanh/vinh-long/', 1], ['nguyen anh tu', '/nguoi-ky/nguyen-anh-tuan/', 1], ['giáo dục ngh', '/linh-vuc/giao-duc-nghe-nghiep/', 3]],
  abbreviation: [
    ['TP.HCM', '/tinh-thanh/ho-chi-minh/', 3], ['bộ gd&đt', '/co-quan/bo-giao-duc-va-dao-tao/', 1], ['Bộ LĐTBXH', '/co-quan/bo-ldtbxh/', 3],
    ['Sở LĐTBXH Nghệ An', '/co-quan/so-ldtbxh-nghe-an/', 3], ['ĐBSCL', '/thoa-thuan/thoa-thuan-tphcm-dbscl-2025/', 10], ['qcph kiên giang', '/thoa-thuan/qcph-kien-giang-', 1],
  ],
  number: [
    ['4286', '/thoa-thuan/ctph-4286/', 1], ['4286/CTPH-BLĐTBXH-TWĐTN', '/thoa-thuan/ctph-4286/', 1], ['4286 ctph', '/thoa-thuan/ctph-4286/', 1],
    ['4286-ctph', '/thoa-thuan/ctph-4286/', 1], ['128/NQ-CP', '/thoa-thuan/ctph-nghe-an-2022-2025/', 3],
    ['19/2008/NQLT-CP-UBTWMTTQVN', '/thoa-thuan/nqlt-19-chinh-phu-mttq-2008/', 1], ['4286/CTPH-LĐTBXH-TƯĐ', '/thoa-thuan/ctph-4286/', 1], ['chương trình 642/CTr-BGDĐT-TƯĐ', '/thoa-thuan/ctph-bgddt-twd-2016-2020/', 1],
  ],
  'several fields': [['quy chế kiên giang 2023', '/thoa-thuan/qcph-kien-giang-2023-2027/', 1], ['đào ngọc dung bộ trưởng', '/nguoi-ky/dao-ngoc-dung/', 1], ['sở lao động cần thơ', '/co-quan/so-ldtbxh-can-tho/', 3]],
  'any order': [['dung đào ngọc', '/nguoi-ky/dao-ngoc-dung/', 1], ['kiên giang tỉnh đoàn', '/co-quan/tinh-doan-kien-giang/', 1]],
  topic: [['tệ nạn xã hội', '/linh-vuc/phong-chong-te-nan-xa-hoi/', 1], ['đền ơn đáp nghĩa', '/linh-vuc/nguoi-co-cong/', 3]],
  commitment: [['hội thi có tính giáo dục', '/thoa-thuan/qcph-kien-giang-2023-2027/', 1], ['rà soát đề nghị sửa đổi bổ sung các chế độ chính sách', '/thoa-thuan/qcph-tra-vinh-2013-2017/', 3]],
  body: [['Nguyễn Đắc Vinh', '/tin-tuc/2021/ky-ket-chuong-trinh-phoi-hop-2021-2025/', 3]],
  status: [['còn hiệu lực kiên giang', '/thoa-thuan/qcph-kien-giang-2023-2027/', 1], ['hết hiệu lực trà vinh', '/thoa-thuan/qcph-tra-vinh-2018-2022/', 3]],
  page: [['gioi thieu', '/gioi-thieu/', 1], ['dòng thời gian', '/dong-thoi-gian/', 1]],
  'the office above others': [['viện kiểm sát', '/co-quan/vksnd-toi-cao/', 1], ['mặt trận tổ quốc', '/co-quan/mttq-trung-uong/', 1], ['đoàn thanh niên', '/co-quan/trung-uong-doan/', 3], ['biên phòng', '/co-quan/bo-tu-lenh-bdbp/', 1]],
  'abbreviations of offices': [
    ['MTTQ Lâm Đồng', '/co-quan/mttq-lam-dong/', 1], ['VKSND Đà Nẵng', '/co-quan/vksnd-da-nang/', 1], ['BĐBP Tây Ninh', '/co-quan/bdbp-tay-ninh/', 1],
    ['UBND tp hcm', '/co-quan/ubnd-tp', 1], ['sở tnmt bến tre', '/co-quan/so-tnmt-ben-tre/', 1], ['hội nông dân quảng ninh', '/co-quan/hoi-nong-dan-quang-ninh/', 1], ['hội phụ nữ', '/co-quan/hoi-lhpn-viet-nam/', 3],
  ],
  'an unfinished number': [['42', '/thoa-thuan/ctph-4286/', 3], ['428', '/thoa-thuan/ctph-4286/', 1], ['số 414', '/thoa-thuan/ctph-4144/', 1], ['414', '/thoa-thuan/ctph-4144/', 1], ['60', '/thoa-thuan/ctph-btp-hlhpn-2018-2022/', 1]],
  'a day or a month': [
    ['29/10/2018', '/thoa-thuan/ctph-4144/', 1], ['25-11-2021', '/thoa-thuan/ctph-4286/', 1], ['2021-11-25', '/thoa-thuan/ctph-4286/', 1], ['25.11.2021', '/thoa-thuan/ctph-4286/', 1],
    ['ngày 29 tháng 10 năm 2018', '/thoa-thuan/ctph-4144/', 1], ['29 thang 10 nam 2018', '/thoa-thuan/ctph-4144/', 1], ['ký ngày 5/1/2018', '/thoa-thuan/ctph-btp-hlhpn-2018-2022/', 1],
    ['5 tháng 1, 2018', '/thoa-thuan/ctph-btp-hlhpn-2018-2022/', 1], ['tháng 10/2018', '/thoa-thuan/ctph-4144/', 1], ['tháng 1 năm 2018', '/thoa-thuan/ctph-btp-hlhpn-2018-2022/', 3],
    ['1/2018', '/thoa-thuan/ctph-btp-hlhpn-2018-2022/', 3], ['bộ tư pháp tháng 10 năm 2018', '/thoa-thuan/ctph-4144/', 1], ['06/2015', '/thoa-thuan/qcph-01-bca-bgddt-2026/', 5],
  ],
  'without blanks': [['bocongan', '/co-quan/bo-cong-an/', 1], ['boytế', '/co-quan/bo-y-te/', 1], ['trungươngđoàn', '/co-quan/trung-uong-doan/', 1], ['công antỉnh gia lai', '/co-quan/cong-an-gia-lai/', 1], ['kiengiang', '/tinh-thanh/kien-giang/', 1], ['hochiminh', '/tinh-thanh/ho-chi-minh/', 3], ['longan', '/tinh-thanh/long-an/', 1], ['danang', '/tinh-thanh/da-nang/', 1]],
  questions: [['ai ký chương trình 4286', '/thoa-thuan/ctph-4286/', 3], ['những thỏa thuận của đà nẵng', '/tinh-thanh/da-nang/', 3], ['bà chủ tịch trần thị xuân mai', '/nguoi-ky/tran-thi-xuan-mai/', 1]],
  'other names of lists': [
    ['bản đồ', '/tinh-thanh/', 1], ['tải dữ liệu', '/du-lieu/', 1], ['lịch sử', '/dong-thoi-gian/', 1], ['dữ liệu mở', '/du-lieu/', 1], ['csv', '/du-lieu/', 1],
    ['rss', '/du-lieu/', 1], ['Atom', '/du-lieu/', 1], ['rss', '/feed.xml', 2], ['lịch', '/thoa-thuan/het-han/', 1], ['liên hệ', '/lien-he/', 1], ['giới thiệu', '/gioi-thieu/', 1], ['sơ kết', '/so-ket/', 1], ['so ket', '/so-ket/', 1],
  ],
  'a list and a year': [['tin 2021', '/tin-tuc/2021', 1], ['tin tức năm 2023', '/tin-tuc/2023', 1], ['ban tin nam 2017', '/tin-tuc/2017', 1], ['2022 tin mới', '/tin-tuc/2022', 1]],
  'the name of a list before what is asked of it': [['thỏa thuận tphcm', '/thoa-thuan/', 1], ['thoả thuận nghệ an', '/thoa-thuan/ctph-nghe-an-2022-2025/', 3], ['tin tức nghệ an', '/tin-tuc/', 1], ['TPHCM thỏa thuận', '/thoa-thuan/thoa-thuan-', 1], ['hồ chí minh', '/tinh-thanh/ho-chi-minh/', 1]],
  'an office of people': [['bộ trưởng', '/nguoi-ky/', 3], ['Bo truong', '/nguoi-ky/', 3], ['giám đốc sở', '/nguoi-ky/', 3]],
  'an office of people and where it is': [
    ['bộ trưởng bộ tư pháp', '/nguoi-ky/', 1], ['chu tich mttq ninh binh', '/nguoi-ky/', 1], ['bí thư tỉnh đoàn trà vinh', '/nguoi-ky/huynh-thi-hang-nga/', 1],
    ['bộ tư pháp', '/co-quan/bo-tu-phap/', 1], ['bà rịa', '/tinh-thanh/ba-ria-vung-tau/', 1], ['ban thường trực mặt trận tổ quốc', '/co-quan/mttq-trung-uong/', 1],
  ],
  'a question about a status': [
    ['chương trình 4286 còn hiệu lực không', '/thoa-thuan/ctph-4286/', 1], ['quy chế điện biên hết hạn khi nào', '/thoa-thuan/qcph-dien-bien-2023-2027/', 1],
    ['khi nào hết hạn thỏa thuận tây nguyên', '/thoa-thuan/thoa-thuan-tphcm-tay-nguyen-2022-2025/', 1], ['thỏa thuận đang còn hiệu lực ở kiên giang', '/thoa-thuan/qcph-kien-giang-2023-2027/', 1],
    ['thỏa thuận nào sắp hết hạn', '/thoa-thuan/het-han/', 1], ['thỏa thuận nào còn hiệu lực', '/thoa-thuan/', 1], ['chưa hết hạn kiên giang', '/thoa-thuan/qcph-kien-giang-2023-2027/', 1],
    ['nghệ an còn hiệu lực', '/tinh-thanh/nghe-an/', 3], ['ngệ an còn hiệu lực', '/tinh-thanh/nghe-an/', 3],
  ],
  'a list with words beside its name': [
    ['danh sách người ký', '/nguoi-ky/', 1], ['danh sách các tỉnh thành', '/tinh-thanh/', 1], ['bản đồ việt nam', '/tinh-thanh/', 1], ['bản đồ tỉnh thành', '/tinh-thanh/', 1],
    ['dữ liệu json', '/du-lieu/', 1], ['tải excel', '/du-lieu/', 1], ['xem tất cả cơ quan', '/co-quan/', 1], ['trang chủ', '/', 1],
  ],
  'who and what is in a place': [
    ['cơ quan quảng trị', '/co-quan/', 1], ['người ký trà vinh', '/nguoi-ky/', 1], ['các cơ quan ở cần thơ', '/co-quan/', 1], ['trà vinh có những thỏa thuận nào', '/thoa-thuan/qcph-tra-vinh-', 2],
    ['danh sách thỏa thuận nghệ an', '/thoa-thuan/ctph-nghe-an-2022-2025/', 1],
  ],
  'words of questions': [
    ['sổ ký kết', '/gioi-thieu/', 3], ['quảng nam cũ', '/tinh-thanh/quang-nam/', 1], ['chương trình 4286 do ai ký', '/thoa-thuan/ctph-4286/', 1], ['bến tre sáp nhập vào đâu', '/tinh-thanh/ben-tre/', 3],
    ['người có công', '/linh-vuc/nguoi-co-cong/', 1], ['nông thôn mới', '/linh-vuc/nong-nghiep-nong-thon/', 1],
  ],
  'what else something is called': [['dạy nghề', '/linh-vuc/giao-duc-nghe-nghiep/', 1], ['miền tây', '/thoa-thuan/', 5], ['UB tỉnh trà vinh', '/co-quan/ubnd-tinh-tra-vinh/', 3]],
  'a wrong letter of words that are there apart': [['khan hòa', '/tinh-thanh/khanh-hoa/', 1], ['quản bình', '/tinh-thanh/quang-binh/', 1]],
  'what sounds alike, though it is a syllable': [
    ['kiêng giang', '/tinh-thanh/kien-giang/', 1], ['quảng chị', '/tinh-thanh/quang-tri/', 1], ['chẻ em', '/linh-vuc/tre-em/', 1], ['bến chè', '/tinh-thanh/ben-tre/', 1],
    ['mặt trân tổ quốc', '/co-quan/mttq-trung-uong/', 1], ['tuyên qang', '/tinh-thanh/tuyen-quang/', 1], ['kiên giang', '/tinh-thanh/kien-giang/', 1],
  ],
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-test-'));
after(() => fs.rmSync(folder, { recursive: true, force: true }));
let real;
before(async () => {
  real = await openSearch(build(root, path.join(folder, 'output'), { options: ['--content', 'content', '--worktree', '--theme', path.join(root, 'themes', 'default')] }), '2026-11-30');
});

const place = (urls, url) => urls.findIndex((one) => (/^\/[a-z-]+\/[^/]+\/$/.test(url) || url.split('/').length !== 3 ? one === url : one.startsWith(url)) || (!url.endsWith('/') && one.startsWith(url)));

for (const [kind, queries] of Object.entries(asked))
  test(`what readers type comes first: ${kind}`, async () => {
    for (const [query, url, top] of queries) {
      const { urls } = await real.find(query);
      const at = place(urls, url);
      assert.ok(at >= 0 && at < top, `${query}: ${url} is at ${at} of ${urls.slice(0, 5).join(' ')}`);
    }
  });

test('only a list and a year stand for what the list has of it', async () => {
  const all = await real.find('tin 2021');
  const news = all.urls.filter((url) => url.startsWith('/tin-tuc/2021/'));
  assert.deepEqual(all.urls.slice(0, news.length), news);
  assert.ok(all.ids.length > news.length, 'what else has the words comes behind');
  for (const query of ['2021', 'quy chế 2021', 'tin học 2021', 'tin 20211', 'tin 2021 2022']) {
    const { urls } = await real.find(query);
    assert.ok(!urls.every((url) => url.startsWith('/tin-tuc/2021/')), `${query}: ${urls.join(' ')}`);
  }
});

test('what is not there finds what is nearest, or nothing', async () => {
  assert.deepEqual((await real.find('zzz qqq')).urls, []);
  const some = await real.find('tỉnh đoàn kiên giang xyzzy');
  assert.equal(some.how, 'some');
  assert.equal(some.urls[0], '/co-quan/tinh-doan-kien-giang/');
  assert.equal((await real.find('ngệ an')).how, 'near');
  assert.equal((await real.find('nghệ an')).how, 'all');
  // What is marked in a row is what it was found by.
  assert.ok((await real.find('quản bình')).words.some(({ folded }) => folded === 'quang'));
  assert.ok(!(await real.find('quảng bình')).words.some(({ folded }) => folded === 'quan'));
});

test('a day that is none, and the number of a document, are not looked up as a day', async () => {
  const { words } = await real.find('ngày 42 tháng 10 năm 2018');
  assert.ok(words.some(({ text }) => text === 'tháng'));
  const writings = async (query) => [...new Set((await real.find(query)).words.map(({ text }) => text))];
  assert.ok((await writings('ký 5/1/2018')).includes('05'));
  for (const query of ['5/1/2018/NQ-CP', '15/13/2018', '105/1/2018', '5/1/20189', '5/2018/TT']) assert.ok(!(await writings(query)).includes('05'), query);
});

test('a last word that names have whole comes before what it may become', async (t) => {
  const people = ['Nguyễn Anh Tú', 'Nguyễn Anh Tuấn', 'Trần Lê Tùng'];
  const repository = await register(t, [
    ['content/site.yaml', 'title: Sổ\nbase_url: https://example.vn/\n'],
    ['content/organizations/so.md', entry({ name: 'Sở' })],
    ...people.map((name, i) => [`content/people/p${i}.md`, entry({ name, positions: [{ organization: 'so', title: 'Giám đốc' }] })]),
  ]);
  const search = await openSearch(build(repository, path.join(temporaryFolder(t), 'output')), '2026-11-30');
  assert.deepEqual((await search.find('anh tu')).urls, ['/nguoi-ky/p0/', '/nguoi-ky/p1/']);
  assert.deepEqual((await search.find('anh tu ')).urls, ['/nguoi-ky/p0/']);
  const [open, closed] = [await search.find('lê tu'), await search.find('lê tu ')];
  assert.deepEqual([open.urls, open.how], [['/nguoi-ky/p2/'], 'all']);
  assert.notEqual(closed.how, 'all', closed.urls.join(' '));
});

test('what is asked for before the modules of the search are there is what they need first', async () => {
  const days = (name) => name.startsWith('s/');
  const long = 'Chương trình phối hợp giữa Bộ Lao động - Thương binh và Xã hội và Trung ương Đoàn';
  for (const query of ['nghe an', '4286/CTPH', "  Kiên  Giang'", 'giáo dục nghề nghiệp thanh niên', 'rà soát đề nghị sửa đổi bổ sung', 'Bình', long]) {
    const asked = real.asksFirst(query);
    const { names } = await real.find(query);
    const shards = asked.filter((name) => !days(name));
    assert.ok(shards.length > 0 && shards.every((name) => names.includes(name)), `${query}: ${asked} of ${names}`);
    assert.deepEqual(names.slice(0, shards.length).sort(), [...shards].sort(), query);
    assert.equal(asked.filter(days).length, 1);
  }
  for (const query of ['', '  ', '?!']) assert.deepEqual(real.asksFirst(query), []);
});

test('a query without a whole answer reads little too', async () => {
  for (const query of ['một câu dài mà chẳng trang nào nói trọn như thế này cả', 'tỉh đoàn kiên gang 2023', 'zzz qqq sở lao động']) {
    const { files, bytes } = await real.find(query);
    assert.ok(files < 60 && bytes < 120_000, `${query}: ${files} files, ${bytes} bytes`);
  }
});

test('an office comes before those below it, and a province of today before former ones', async (t) => {
  const levels = [['xa', 'commune'], ['tinh', 'province'], ['vien', 'central'], ['toi-cao', 'central']];
  const repository = await register(t, [
    ['content/site.yaml', 'title: Sổ\nbase_url: https://example.vn/\n'],
    ['content/data/provinces.yaml', dump([...'abcdefgh'].map((id, i) => ({ id, name: `Bình ${id.toUpperCase()}`, kind: 'tỉnh', ...(i % 2 ? { merged_into: 'a', until: '2025-06-30' } : {}) })))],
    ...levels.flatMap(([id, level]) => Array.from({ length: 5 }, (_, i) => [`content/organizations/${id}-${i}.md`, entry({ name: `Kiểm toán ${id} ${i}`, level, ...(id === 'vien' ? { parent: 'toi-cao-0' } : {}), ...(level === 'province' ? { province: 'a' } : {}) })])),
  ]);
  const search = await openSearch(build(repository, path.join(temporaryFolder(t), 'output')), '2026-11-30');
  const { urls } = await search.find('kiểm toán');
  assert.deepEqual(urls.map((url) => /\/([a-z-]+)-\d\/$/.exec(url)[1]), [...Array(5).fill('toi-cao'), ...Array(5).fill('vien')]);
  const { urls: provinces } = await search.find('bình', { kind: 'province' });
  assert.deepEqual(provinces.slice(0, 4).map((url) => url.split('/')[2]).sort(), ['a', 'c', 'e', 'g']);
});

test('names are found together without the words that they may lack, and no other words are left out', async (t) => {
  const repository = await register(t, [
    ['content/site.yaml', 'title: Sổ\nbase_url: https://example.vn/\n'],
    ['content/organizations/a.md', entry({ name: 'Hội Làm vườn Việt Nam tỉnh Sông Lam' })],
    ['content/organizations/b.md', entry({ name: 'Sở Thủy lợi và Sông Hồ' })],
    ['content/news/2025/tin.md', entry({ title: 'Hội làm vườn Sông Lam', date: '2025-03-04' }, 'Bản làng H’Rê và K\'Bang.')],
    ['content/news/2025/hai.md', entry({ title: 'Thủy lợi Sông Hồ', date: '2025-03-04' })],
  ]);
  const search = await openSearch(build(repository, path.join(temporaryFolder(t), 'output')), '2026-11-30');
  assert.deepEqual((await search.find('làm vườn sông lam')).urls, ['/co-quan/a/', '/tin-tuc/2025/tin/']);
  assert.deepEqual((await search.find('thủy lợi sông hồ')).urls, ['/tin-tuc/2025/hai/', '/co-quan/b/']);
});

test('an apostrophe between letters is left out', async (t) => {
  const repository = await register(t, [
    ['content/site.yaml', 'title: Sổ\nbase_url: https://example.vn/\n'],
    ['content/news/2025/tin.md', entry({ title: 'Tin', date: '2025-03-04' }, 'Bản làng H’Rê và K\'Bang, năm 2024\'x ‘trích’ lại.')],
  ]);
  const search = await openSearch(build(repository, path.join(temporaryFolder(t), 'output')), '2026-11-30');
  for (const query of ['hrê', 'h’rê', "h'rê", 'kbang', "k'bang"]) assert.deepEqual((await search.find(query)).urls, ['/tin-tuc/2025/tin/'], query);
  for (const query of ['2024', 'trích lại']) assert.deepEqual((await search.find(query)).urls, ['/tin-tuc/2025/tin/'], query);
  for (const query of ['kxbang', 'hrêvà']) assert.notEqual((await search.find(query)).how, 'all', query);
});

test('a phrase of a text comes before what only sounds like it', async (t) => {
  const repository = await register(t, [
    ['content/site.yaml', 'title: Sổ\nbase_url: https://example.vn/\n'],
    ['content/news/2025/tin.md', entry({ title: 'Tin', date: '2025-03-04' }, 'Mở đầu.\n\nBà con chăm lo con trâu, gieo mạ trên đồng.')],
    ['content/organizations/xa.md', entry({ name: 'Hội Con Châu' })],
    ['content/organizations/ma.md', entry({ name: 'Tổ Da Mạc' })],
  ]);
  const search = await openSearch(build(repository, path.join(temporaryFolder(t), 'output')), '2026-11-30');
  assert.deepEqual((await search.find('chăm lo con trâu')).urls, ['/tin-tuc/2025/tin/']);
  assert.deepEqual((await search.find('gieo mạ')).urls, ['/tin-tuc/2025/tin/']);
  assert.deepEqual((await search.find('con trâu')).urls, ['/co-quan/xa/', '/tin-tuc/2025/tin/'], 'unless a name does');
});

test('words typed with marks come first where they have these marks, and few words that are together somewhere before those apart', async (t) => {
  const repository = await register(t, [
    ['content/site.yaml', 'title: Sổ\nbase_url: https://example.vn/\n'],
    ['content/organizations/a.md', entry({ name: 'Tổ Lầm Than' })],
    ['content/organizations/b.md', entry({ name: 'Tổ Rừng Xóm Lâm' })],
    ['content/news/2025/tin.md', entry({ title: 'Đón ông Tô Lâm', date: '2025-03-04' })],
  ]);
  const search = await openSearch(build(repository, path.join(temporaryFolder(t), 'output')), '2026-11-30');
  assert.deepEqual((await search.find('Tô Lâm')).urls, ['/tin-tuc/2025/tin/', '/co-quan/a/']);
  assert.deepEqual((await search.find('to lam')).urls, ['/co-quan/a/', '/tin-tuc/2025/tin/'], 'without marks any will do');
  assert.deepEqual((await search.find('tổ lầm')).urls, ['/co-quan/a/', '/tin-tuc/2025/tin/']);
});

test('only what a list is called finds it, and what a question has besides', async () => {
  for (const query of ['dữ liệu mặt trận', 'người ký kết thỏa thuận', 'bản đồ hành chính', 'danh sách', 'việt nam', 'không']) assert.deepEqual((await real.find(query)).sections, [], query);
  const { SearchIndex } = await themeModule('search-index.js');
  const index = new SearchIndex({ parameters: '2 5 15 5  province', fillers: ['ký', 'ai', 'không'], kept: ['ký kết', 'không gian'], questions: ['không', 'khi nào'], listWords: ['danh sách', 'tải'], sections: [['Tin tức', '/tin-tuc/', 'tin', 'news']], statuses: [['ended', 'hết hạn, không còn hiệu lực']], load: () => assert.fail() });
  const plain = (query) => index.queries.plain(query);
  assert.deepEqual([plain('ai ký'), plain('ai ký kết'), plain('ky ket'), plain('không gian mạng không')], ['', 'ký kết', 'ky ket', 'không gian mạng']);
  const listed = (query) => index.listIn(query)?.query ?? null;
  assert.deepEqual([listed('danh sách tin tức nghệ an'), listed('nghệ an có ai ký tin tức không'), listed('ai có niềm tin'), listed('tai nguyen tin')], ['tin tức nghệ an', 'nghệ an có ', null, null]);
  const said = (query) => index.queries.statusIn(query);
  assert.deepEqual([said('quy chế hết hạn'), said('quy chế hết hạn khi nào'), said('khi nào quy chế hết hạn')].map(({ code }) => code), ['ended', '', '']);
  assert.deepEqual([said('không gian mạng hết hạn').code, said('không còn hiệu lực').code, said('quy chế')], ['ended', 'ended', null]);
});

test('a đ of VNI at the beginning is read, and what is no syllable stays', async () => {
  const { SearchIndex } = await themeModule('search-index.js');
  const index = new SearchIndex({ parameters: '2 5 15 5  province', load: () => assert.fail() });
  const read = (query) => index.queries.readings(query).map(({ words }) => words.map(({ text }) => text).join(' '));
  assert.equal(read('d9i ho5c')[0], 'di hoc');
  assert.deepEqual([read('d9'), read('d900 nq')[0], read('a199 ctph')[0], read('đi học')], [['d 9'], 'd 900 nq', 'a 199 ctph', ['đi học']]);
});

test('an abbreviation is not what other marks make of a word', async (t) => {
  const { SearchIndex } = await themeModule('search-index.js');
  const index = new SearchIndex({ parameters: '2 5 15 5  province', abbreviations: [['ca', 'công an'], ['ldld', 'liên đoàn lao động']], load: () => assert.fail() });
  const read = (query) => index.queries.readings(query).map(({ words }) => words.map(({ text }) => text).join(' '));
  assert.deepEqual(read('ca cà mau'), ['ca cà mau', 'công an cà mau']);
  assert.deepEqual(read('cà mau'), ['cà mau']);
  assert.deepEqual(read('CA tỉnh'), ['ca tỉnh', 'công an tỉnh']);
  assert.deepEqual(read('LĐLĐ tỉnh'), ['lđlđ tỉnh', 'liên đoàn lao động tỉnh']);
  // Of two of them each is written out alone too, since names have some as they are.
  assert.deepEqual(read('CA LĐLĐ'), ['ca lđlđ', 'công an liên đoàn lao động', 'công an lđlđ', 'ca liên đoàn lao động']);
});

test('results are narrowed by kind, status, province, office, topic and year, also without words', async () => {
  const urls = async (query, filters) => (await real.find(query, filters)).urls;
  assert.deepEqual(await urls('kiên giang', { kind: 'province' }), ['/tinh-thanh/kien-giang/', '/tinh-thanh/an-giang/']);
  const current = await urls('', { status: 'current', province: 'an-giang' });
  assert.ok(current.includes('/thoa-thuan/qcph-kien-giang-2023-2027/'), current.join());
  assert.ok((await urls('4286')).includes('/thoa-thuan/ctph-4286/'));
  assert.ok(!(await urls('4286', { status: 'current' })).includes('/thoa-thuan/ctph-4286/'));
  const ended = await urls('quy chế', { status: 'ended' });
  assert.ok(ended.length > 1 && ended.every((url) => /^\/thoa-thuan\/qc(ph)?-/.test(url)), ended.join());
  // What was Kiên Giang's is An Giang's today.
  assert.ok((await urls('quy chế', { province: 'an-giang' })).includes('/thoa-thuan/qcph-kien-giang-2023-2027/'));
  assert.ok(!(await urls('quy chế', { province: 'nghe-an' })).some((url) => url.includes('kien-giang')));
  assert.ok((await urls('', { office: 'bo-ldtbxh' })).includes('/thoa-thuan/ctph-4286/'));
  assert.deepEqual((await urls('', { topic: 'hop-tac-quoc-te', kind: 'agreement' })).filter((url) => !url.startsWith('/thoa-thuan/')), []);
  const news = await urls('', { year: '2018', kind: 'news' });
  assert.ok(news.includes('/tin-tuc/2018/tra-vinh-ky-ket-quy-che-phoi-hop-2018-2022/'), news.join());
  assert.deepEqual(news.filter((url) => !url.startsWith('/tin-tuc/2018/')), []);
  assert.deepEqual(await urls('kiên giang', { year: '1900' }), []);
});

test('where the words are nowhere together, what is called by some of them comes too', async () => {
  const first = { 'quảng nam cũ': '/tinh-thanh/quang-nam/', 'thủ đô hà nội': '/tinh-thanh/ha-noi/', 'bà Mai': '/nguoi-ky/tran-thi-xuan-mai/', 'quê hương đồng tháp': '/tinh-thanh/dong-thap/' };
  for (const [query, url] of Object.entries(first)) {
    const { urls } = await real.find(query);
    assert.ok(urls.slice(0, 3).includes(url), `${query}: ${urls.slice(0, 5).join(' ')}`);
  }
  // Not where they are together, nor where a number is lacking that it was asked for.
  assert.ok(!(await real.find('tệ nạn xã hội')).urls.some((url) => url.startsWith('/nguoi-ky/')));
  assert.notEqual((await real.find('quy chế trà vinh 2013')).urls[0], '/tinh-thanh/tra-vinh/');
  assert.equal((await real.find('trần thị xuân mai')).urls[0], '/nguoi-ky/tran-thi-xuan-mai/');
});

test('what is chosen is looked for in all ways to read a query', async () => {
  const news = await real.find('tin kiên giang 2023', { kind: 'news' });
  assert.equal(news.urls[0], '/tin-tuc/2023/kien-giang-ky-ket-quy-che-phoi-hop-2023-2027/');
  assert.ok(news.urls.every((url) => url.startsWith('/tin-tuc/')), news.urls.join(' '));
  const near = await real.find('ngệ an', { kind: 'news' });
  assert.ok(near.urls.length > 0 && near.urls.every((url) => url.startsWith('/tin-tuc/')), near.urls.join(' '));
  const other = await real.find('công an tỉnh', { province: 'an-giang' });
  assert.ok(other.urls.length > 0);
  const those = await real.find('thỏa thuận của bộ công an');
  assert.match(those.urls.slice(0, 5).join(' '), /^(\/thoa-thuan\/\S*(bca|cong-an)\S* ?){5}$/);
  for (const url of (await real.find('quy chế kiên giang', { status: 'ended' })).urls) assert.match(url, /^\/thoa-thuan\//);
  assert.deepEqual((await real.find('zzz qqq', { kind: 'news' })).urls, []);
});

test('a long text is quoted up to the end of a word', async () => {
  const url = '/thoa-thuan/ctht-tphcm-can-tho-2024-2025/';
  const { rows } = await real.find('cần thơ 2024');
  const [, quoted] = rows.find((row) => row.url === url).texts.find(([label]) => label === 'summary');
  const [, summary] = fs.readFileSync(path.join(root, 'content', 'agreements', `${url.split('/')[2]}.md`), 'utf8').match(/^summary: (.*)$/m);
  assert.match(quoted, /^.{80,} …$/u);
  assert.ok(summary.startsWith(quoted.slice(0, -1)), quoted);
});

test('whatever a reader types, search ends', async () => {
  for (const query of ['<script>alert(1)</script>', '%', '\0\u0001', '"\'`', '🙂 🙂', 'a'.repeat(10000), 'ơ '.repeat(5000), '9'.repeat(400), '\u0300\u0301', 'ﷺ', '-- ; DROP', 'constructor __proto__', 'đ', ' '])
    assert.ok(Array.isArray((await real.find(query)).urls), query.slice(0, 20));
});

test('damaged shards end too', async () => {
  const { SearchIndex } = await themeModule('search-index.js');
  let state = 1;
  const random = () => (state = (state * 48271) % 2147483647);
  for (let round = 0; round < 200; round++) {
    const load = async () => Uint8Array.from({ length: random() % 200 }, () => random() & 255);
    const index = new SearchIndex({ parameters: '1 5 15 3,2 1,2 province,topic', load, statusOn: statusRule('2026-11-30') });
    const found = await index.find(`nghệ an ${round}`).catch((problem) => problem);
    assert.ok(Array.isArray(found.ids) || found instanceof RangeError, String(found));
  }
});

// News of a day each, with a text that has words of its own.
const words = 'hội nghị thanh niên lao động sơ kết phối hợp địa phương hướng nghiệp trẻ em cơ sở đào tạo việc làm sông núi biển rừng làng xã'.split(' ');
function newsFile(i, text = '') {
  const some = Array.from({ length: 40 }, (_, k) => words[(i * 7 + k * k * 3 + k * (i % 11)) % words.length]).join(' ');
  const date = new Date(Date.UTC(2020, 0, 1 + i)).toISOString().slice(0, 10);
  return [`content/news/${date.slice(0, 4)}/tin-${i}.md`, `---\ntitle: Tin số ${i} ngày ${date}\ndate: ${date}\n---\n\n${some} ${text}.\n`];
}

function* newsFiles(count) {
  yield ['content/site.yaml', 'title: Sổ thử\nbase_url: https://example.vn/\n'];
  for (let i = 0; i < count; i++) yield newsFile(i);
}

// The files of the index with their bytes.
const shards = (output) => new Map(listFiles(path.join(output, 'tim-kiem')).map((name) => [name, fs.readFileSync(path.join(output, 'tim-kiem', name), 'latin1')]));
function changed(old, now) {
  const names = [...new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name));
  return { names, bytes: names.reduce((sum, name) => sum + (now.get(name)?.length ?? 0), 0) };
}

test('an entry changes no shard but those that hold its terms, and an increment equals a full build', async (t) => {
  const repository = await register(t, newsFiles(600));
  const output = build(repository, path.join(temporaryFolder(t), 'output'));
  let last = shards(output);
  const total = [...last.values()].reduce((sum, { length }) => sum + length, 0);
  const step = async (files, subject) => {
    await commitFiles(repository, files, subject);
    build(repository, output);
    const now = shards(output);
    const difference = changed(last, now);
    last = now;
    return difference;
  };
  // A word more in an old text: its two pairs, itself as it stands out, and perhaps its row.
  const word = await step([newsFile(20, 'karaoke')], 'Thêm một chữ');
  assert.ok(word.names.length >= 2 && word.names.length <= 6, word.names.join());
  const search = await openSearch(output, '2026-11-30');
  assert.deepEqual((await search.find('karaoke')).urls, ['/tin-tuc/2020/tin-20/']);
  // A new entry: the newest generation, its row and no more.
  const added = await step([newsFile(601, 'mới nhất')], 'Thêm tin');
  assert.deepEqual(added.names.filter((name) => !/^(0|r)\/|^index\.html$/.test(name)), []);
  assert.ok(added.bytes < total / 4, `${added.bytes} of ${total}`);
  // An old entry is as new to the register.
  const elsewhere = (names) => names.filter((name) => !/^(0|r)\/|^index\.html$/.test(name));
  const back = await step([['content/news/2020/tin-cu.md', '---\ntitle: Karaoke cũ\ndate: 2020-03-01\n---\n\nMột bài internet.\n']], 'Thêm tin cũ');
  assert.deepEqual(elsewhere(back.names), []);
  assert.equal(back.names.filter((name) => name.startsWith('r/')).length, 1);
  // So are an office, and many of one day, of which some want the number that an older one has.
  const office = await step([['content/organizations/so-moi.md', entry({ name: 'Sở Mới lập' })]], 'Thêm cơ quan');
  assert.deepEqual(elsewhere(office.names), []);
  const sameDay = Array.from({ length: 12 }, (_, k) => [`content/news/2020/cung-ngay-${k}.md`, `---\ntitle: Cùng ngày ${k}\ndate: 2020-05-0${1 + (k % 2)}\n---\n\nMột bài ngắn.\n`]);
  assert.deepEqual(elsewhere((await step(sameDay, 'Thêm tin cùng ngày')).names), []);
  // Editing one does not move it: its two words more are in this generation too.
  const edited = await step([['content/news/2020/tin-cu.md', '---\ntitle: Karaoke cũ\ndate: 2020-03-01\n---\n\nMột bài internet webcam.\n']], 'Sửa tin cũ');
  assert.deepEqual(elsewhere(edited.names), []);
  assert.ok(edited.names.length > 1 && edited.names.length < 8, edited.names.join());
  const later = await openSearch(output, '2026-11-30');
  assert.deepEqual((await later.find('karaoke')).urls, ['/tin-tuc/2020/tin-cu/', '/tin-tuc/2020/tin-20/']);
  assertSameFiles(output, build(repository, path.join(temporaryFolder(t), 'output')));
  assertSameFiles(output, build(repository, path.join(temporaryFolder(t), 'output'), { options: ['-j', '1'] }));
});

test('what is not committed comes last to the register, and a clone without its past finds as much', async (t) => {
  const folder = temporaryFolder(t);
  const repository = await register(t, newsFiles(300));
  const old = (id) => [`content/news/2020/${id}.md`, `---\ntitle: Tin ${id}\ndate: 2020-02-02\n---\n\nMột bài ngắn.\n`];
  await commitFiles(repository, [old('karaoke')], 'Thêm tin cũ');
  await commitFiles(repository, [old('internet')], 'Thêm tin cũ nữa');
  const whole = path.join(folder, 'whole');
  const clone = path.join(folder, 'clone');
  const of = (name, at, options) => shards(build(at, path.join(folder, name), { options }));
  const committed = of('committed', repository);
  git(folder, 'clone', '--quiet', repository, whole);
  fs.writeFileSync(path.join(whole, old('webcam')[0]), old('webcam')[1]);
  const generation = (names) => [...new Set(names.map((name) => name.split('/')[0]))].sort().join();
  const uncommitted = of('uncommitted', whole, ['--worktree']);
  assert.equal(generation(changed(committed, uncommitted).names), '0,r');
  // Changed and not committed, one that came with others is where it was: three words more.
  fs.appendFileSync(path.join(whole, 'content/news/2020/tin-20.md'), '\nMột webcam.\n');
  const edited = changed(uncommitted, of('edited', whole, ['--worktree']));
  assert.ok(edited.names.length > 1 && edited.names.length < 8 && !generation(edited.names).includes('0'), edited.names.join());
  git(whole, 'checkout', '--quiet', 'content/news/2020/tin-20.md');
  git(whole, 'add', '-A');
  git(whole, '-c', 'user.name=a', '-c', 'user.email=a@example.vn', 'commit', '--quiet', '-m', 'Thêm tin');
  assert.deepEqual(changed(uncommitted, of('added', whole)).names, []);
  git(folder, 'clone', '--quiet', '--depth', '1', `file://${whole}`, clone);
  const search = await openSearch(build(clone, path.join(folder, 'shallow')), '2026-11-30');
  for (const id of ['karaoke', 'internet', 'webcam']) assert.deepEqual((await search.find(id)).urls, [`/tin-tuc/2020/${id}/`]);
  // The past that it does not have is by days.
  assert.notDeepEqual(changed(uncommitted, shards(path.join(folder, 'shallow'))).names, []);
});

test('of a register of thousands a query reads little, and finds all', async (t) => {
  const repository = await register(t, registerFiles(3000, 1));
  const output = build(repository, path.join(temporaryFolder(t), 'output'));
  const search = await openSearch(output, '2026-11-30');
  assert.equal(search.parameters.split(' ')[3].split(',').length, 2, 'two generations');
  const names = git(repository, 'ls-tree', '-r', '--name-only', 'HEAD').split('\n').filter((name) => /\/(news|agreements)\//.test(name));
  let bytes = 0;
  let place = 0;
  for (let i = 0; i < names.length; i += 211) {
    const text = git(repository, 'show', `HEAD:${names[i]}`);
    const title = /^title: "?(.*?)"?$/m.exec(text)[1];
    const id = path.basename(names[i], '.md');
    const found = await search.find(title);
    assert.ok(found.urls.slice(0, 3).some((url) => url.endsWith(`/${id}/`)), `${title}: ${found.urls.join(' ')}`);
    bytes = Math.max(bytes, found.bytes);
    const line = text.split('---\n').at(-1).trim().split('\n').find((one) => /^[^#*[\]>-]{80,}$/.test(one));
    if (!line) continue;
    const quoted = await search.find(line.split(' ').slice(3, 17).join(' '));
    assert.ok(quoted.urls.some((url) => url.endsWith(`/${id}/`)), `${line.slice(0, 80)}: ${quoted.urls.join(' ')}`);
    bytes = Math.max(bytes, quoted.bytes);
    place++;
  }
  assert.ok(place > 5);
  assert.ok(bytes < 80_000, `${bytes} bytes`);
});

test('names of parties on the day of signing, other names and former ones lead to an agreement', async (t) => {
  const repository = await register(t, [
    ['content/site.yaml', 'title: Sổ\nbase_url: https://example.vn/\n'],
    ['content/data/provinces.yaml', dump([{ id: 'moi', name: 'Mới', kind: 'tỉnh' }, { id: 'cu', name: 'Tỉnh Xưa', kind: 'tỉnh', merged_into: 'moi', until: '2025-06-30' }])],
    ['content/organizations/so.md', entry({ name: 'Sở Hợp nhất', province: 'cu', other_names: ['SHN'], former_names: [{ name: 'Sở Tách ra', until: '2020-12-31' }] })],
    ['content/organizations/doan.md', entry({ name: 'Đoàn thanh niên' })],
    ['content/agreements/a.md', entry({ title: 'Thỏa thuận đầu', signed: '2019-05-06', period: { start: 2019, end: 2023 }, signatories: [{ organization: 'so', signers: [{ name: 'Trần Ký', title: 'Phó Giám đốc' }] }, { organization: 'doan' }],
      legal_basis: [{ number: '99/2018/NĐ-CP', title: 'Nghị định về việc thử' }], commitments: [{ title: 'Trồng một nghìn cây đước' }, { title: 'Dạy bơi' }] }, 'Lễ ký tại hội trường Hoa Sen.')],
  ]);
  const search = await openSearch(build(repository, path.join(temporaryFolder(t), 'output')), '2026-11-30');
  for (const query of ['Sở Tách ra 2019', 'shn', 'trần ký', 'phó giám đốc', '99/2018', 'nghị định về việc thử', 'cây đước', 'day boi', 'hoa sen', 'tỉnh xưa', 'thoa thuan dau']) {
    const { urls } = await search.find(query, { kind: 'agreement' });
    assert.deepEqual(urls, ['/thoa-thuan/a/'], query);
  }
  assert.deepEqual((await search.find('', { province: 'moi', kind: 'agreement' })).urls, ['/thoa-thuan/a/']);
  // Words of two parts of an entry do not follow each other.
  const { words: marked, rows } = await search.find('cây đước dạy');
  assert.ok(marked.length > 0);
  assert.equal(rows[0]?.url, '/thoa-thuan/a/');
});
