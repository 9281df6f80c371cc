'use strict';
// kyket import: how pages, posts and documents lay out a press text.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { importing, passes } = require('../support/importing.js');
const { entry } = require('../support/register.js');

const title = 'UBND tỉnh An Giang và Tỉnh đoàn ký kết quy chế phối hợp';
const lead = 'Sáng 14/3/2028, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký quy chế phối hợp giai đoạn 2028-2032.';
const closing = 'Hai bên sẽ gặp nhau mỗi quý.';
const page = (...lines) => `${lines.join('\n')}\n`;
const captionsOf = (news) => [...news.comments.matchAll(/^#     caption: (.*)$/gm)].map(([, words]) => words);
const dayOf = (date) => new Date(date).toISOString();

test('the way to a page, emoji and hashtags are no part of its title and text', (t) => {
  for (const way of ['Trang chủ » Tin tức » Hoạt động của các ngành', 'Trang chủ >> TIN TỨC >> Đời sống xã hội', 'Trang chủ › Hoạt động › Tin của các ngành']) {
    const below = importing(t, page(title, way, '14/03/2028', lead, closing));
    const above = importing(t, page(way, '14/03/2028', title, lead, closing));
    for (const { news } of [below, above]) {
      assert.equal(news.fields.title, title, way);
      assert.ok(!news.body.includes('»') && !news.body.includes('>>'), way);
      assert.equal(dayOf(news.fields.date).slice(0, 10), '2028-03-14');
    }
  }
  const post = importing(t, page('UBND tỉnh An Giang', '2 giờ ·', `🌟 ${title} 🌟`, `📌 ${lead}`, closing, '#QuyChe #AnGiang', '126', '14 bình luận', '32 lượt chia sẻ'));
  assert.equal(post.news.fields.title, title);
  assert.equal(post.news.fields.summary, lead);
  for (const gone of ['🌟', '📌', '#', '126', 'bình luận', 'chia sẻ', '2 giờ']) assert.ok(!post.news.body.includes(gone), gone);
  passes(post.repository);
  // What is compared or counted in a sentence stays.
  const kept = importing(t, page(title, '14/03/2028', lead, 'Có 126 bình luận của đoàn viên được gửi tới hội nghị.', 'Kết quả > 90% là tốt.'));
  assert.match(kept.news.body, /126 bình luận[^]*90%/);
});

test('the day below the title is that of publication, not the one that a page shows on top', (t) => {
  const clock = importing(t, page('Thứ bảy, ngày 23/11/2030', title, 'Thứ Ba 14/03/2028 17:34', 'Xem với cỡ chữ', lead, closing));
  assert.equal(dayOf(clock.news.fields.date), '2028-03-14T10:34:00.000Z');
  assert.match(clock.result.stderr, /more than one day/);
  const only = importing(t, page('Thứ Ba, 14/03/2028', title, lead, closing));
  assert.equal(dayOf(only.news.fields.date).slice(0, 10), '2028-03-14');
  const glued = importing(t, page(`${title} 14/03/2028 19:20`, lead, closing));
  assert.deepEqual([glued.news.fields.title, dayOf(glued.news.fields.date)], [title, '2028-03-14T12:20:00.000Z']);
  // A day without a time may be part of the title.
  const titled = importing(t, page(`${title} ngày 14/3/2028`, '15/03/2028', lead, closing));
  assert.equal(titled.news.fields.title, `${title} ngày 14/3/2028`);
});

test('lines under pictures are captions, whether short, doubled, broken off or in a table', (t) => {
  const words = 'Đại diện hai đơn vị ký kết quy chế phối hợp';
  for (const [name, lines, wanted] of [
    ['short', [words], [words]],
    ['doubled', [words, words], [words]],
    ['broken off', ['Đại diện lãnh đạo UBND tỉnh và Tỉnh đoàn', 'ký kết quy chế phối hợp'], ['Đại diện lãnh đạo UBND tỉnh và Tỉnh đoàn ký kết quy chế phối hợp']],
    ['in a table', ['    |', ' |', `| ${words}. |`], [`${words}.`]],
    ['a view', ['Quang cảnh hội nghị.'], ['Quang cảnh hội nghị.']],
    ['a mark', ['Hình 1', words], [words]],
    ['a name of a file', ['quangcanhhn', words], [words]],
  ]) {
    const imported = importing(t, page(title, '14/03/2028', lead, ...lines, closing, 'Lan Anh'));
    assert.deepEqual(captionsOf(imported.news), wanted, name);
    assert.ok(!imported.news.body.includes('##') && !imported.news.body.includes('|'), imported.news.body);
    passes(imported.repository);
  }
  const last = importing(t, page(title, '14/03/2028', lead, closing, words, 'LAN ANH'));
  assert.deepEqual([captionsOf(last.news), last.news.fields.author], [[words], 'LAN ANH']);
  // A heading, a last line without a stop, and a row of a table are none.
  const kept = importing(t, page(title, '14/03/2028', lead, 'Đồng hành cùng thanh niên', closing, 'Chỉ tiêu | Kế hoạch | Thực hiện', 'Quy chế được thực hiện từ nay'));
  assert.deepEqual(captionsOf(kept.news), []);
  assert.match(kept.news.body, /^## Đồng hành cùng thanh niên$/m);
  assert.doesNotMatch(kept.news.body, /## Chỉ tiêu/);
});

test('an author is known by brackets, dashes, labels and a position behind the name', (t) => {
  for (const [lines, author] of [
    [['(Lê Văn Tám)'], 'Lê Văn Tám'],
    [['- Lê Văn Tám -'], 'Lê Văn Tám'],
    [['- Lê Văn Tám -', 'PCT LĐLĐ huyện Ba Thê'], 'Lê Văn Tám'],
    [['Lê Văn Tám - Phòng Hợp tác quốc tế.'], 'Lê Văn Tám'],
    [['Lê Văn Tám - Đài TT huyện'], 'Lê Văn Tám'],
    [['Người viết tin: Lê Văn Tám – Văn phòng Sở'], 'Lê Văn Tám'],
    [['BÀI, ẢNH: LÊ TÁM'], 'LÊ TÁM'],
    [['L.T', 'Nguồn Báo Thử: https://bao.example.vn/a'], 'L.T'],
    [['Lê Tám – Minh Quang'], 'Lê Tám – Minh Quang'],
  ]) {
    const { news, repository } = importing(t, page(title, '14/03/2028', lead, closing, ...lines));
    assert.equal(news.fields.author, author, lines.join(' / '));
    assert.match(news.body, new RegExp(`${closing}\\s*$`), lines.join(' / '));
    passes(repository);
  }
  assert.equal(importing(t, page(title, 'Lê Văn Tám| 14/03/2028 16:24', lead, closing)).news.fields.author, 'Lê Văn Tám');
  for (const none of ['Hội Nông dân - một chặng đường mới', 'Hai bên ký (lần thứ hai)'])
    assert.equal(importing(t, page(title, '14/03/2028', lead, closing, none)).news.fields.author, undefined, none);
});

test('a link to another text goes, and what follows it stays; forms end the text', (t) => {
  const { news } = importing(t, page(title, '14/03/2028', lead, 'Xem thêm: Tỉnh đoàn trao nhà', closing, 'Họ tên Email', 'Địa chỉ Mã an toàn XG'));
  assert.match(news.body, /Hai bên sẽ gặp nhau/);
  for (const gone of ['Xem thêm', 'trao nhà', 'Họ tên', 'Mã an toàn']) assert.ok(!news.body.includes(gone), gone);
  const bare = importing(t, page(title, '14/03/2028', lead, closing, 'Xem thêm', 'Tin khác hôm qua.'));
  assert.ok(!bare.news.body.includes('Tin khác'));
});

test('where a text was printed is taken off its lead in the forms of the press', (t) => {
  for (const printed of ['(BDO) ', '(THTG) ', 'LSO-', 'Baothu.vn) - ', 'VOV.VN - ', '- ', '(Báo Thử): '])
    assert.equal(importing(t, page(title, '14/03/2028', `${printed}${lead}`, closing)).news.fields.summary, lead, printed);
  assert.equal(importing(t, page(title, '14/03/2028', 'NDO -', lead, closing)).news.fields.summary, lead);
  for (const kept of ['(Ba đơn vị) Sáng nay ký quy chế phối hợp.', 'HĐND-UBND tỉnh ký quy chế phối hợp.'])
    assert.equal(importing(t, page(title, '14/03/2028', kept, closing)).news.fields.summary, kept);
});

test('what a picture above the lead shows is its caption, and a sentence that tells something is the lead', (t) => {
  for (const shown of ['Các đại biểu chụp ảnh lưu niệm tại buổi lễ.', 'Lãnh đạo hai đơn vị bắt tay sau lễ ký'])
    for (const printed of ['', '(BDO)- ']) {
      const { news, result } = importing(t, page(title, '14/03/2028', shown, `${printed}${lead}`, closing));
      assert.equal(news.fields.summary, lead, shown);
      assert.deepEqual(captionsOf(news), [shown]);
      assert.match(result.stderr, /read like captions of pictures/);
    }
  for (const told of ['Lãnh đạo hai đơn vị đã bắt tay sau lễ ký.', 'Ký kết quy chế phối hợp giữa hai đơn vị'])
    assert.equal(importing(t, page(title, '14/03/2028', told, lead, closing)).news.fields.summary, told);
  assert.equal(importing(t, page(title, '14/03/2028', 'Các đại biểu chụp ảnh lưu niệm.', closing)).news.fields.summary, 'Các đại biểu chụp ảnh lưu niệm.');
});

test('items below a sentence that says so are the commitments, with whatever sign', (t) => {
  const contents = ['Tuyên truyền pháp luật', 'Trợ giúp pháp lý', 'Hòa giải ở cơ sở'];
  for (const sign of ['- ', '+ ', '✅ ', '• ', 'a) b) c)', '(1) (2) (3)', 'Thứ nhất, Thứ hai, Thứ ba,']) {
    const signs = sign.includes('b)') || sign.includes('(2)') ? sign.split(' ').map((one) => `${one} `) : sign.startsWith('Thứ') ? ['Thứ nhất, ', 'Thứ hai, ', 'Thứ ba, '] : [sign, sign, sign];
    const { agreements, repository } = importing(t, page(title, '14/03/2028', lead, 'Quy chế có 3 nội dung phối hợp:', ...contents.map((one, i) => `${signs[i]}${one};`), closing));
    assert.deepEqual(agreements.fields.commitments.map((one) => one.title), contents, sign);
    passes(repository);
  }
  const inline = importing(t, page(title, '14/03/2028', lead, `Quy chế có 3 nhóm nhiệm vụ: (1) ${contents.join('; (2) ')}.`, closing));
  assert.deepEqual(inline.agreements.fields.commitments.map((one) => one.title), contents);
  // Numbers that begin again are of another list; items of guests are no contents.
  const again = importing(t, page(title, '14/03/2028', lead, 'I. Nội dung', '1. Một việc', '2. Hai việc', 'II. Trách nhiệm', '1. Báo cáo', '2. Đầu mối', '3. Kinh phí'));
  assert.deepEqual(again.agreements.fields.commitments.map((one) => one.title), ['Một việc', 'Hai việc']);
  const guests = importing(t, page(title, '14/03/2028', lead, 'Dự lễ có:', '- Ông Lê Văn Tám;', '- Bà Trần Thị Chín;', closing));
  assert.equal(guests.agreements.fields.commitments, undefined);
});

test('menus by the class of a list go, and a lead that is marked as a heading is the lead', (t) => {
  const html = `<!DOCTYPE html><html><body><div class="main-menu"><ul><li>Kinh tế</li></ul></div><ul class="top_breadcrumb"><li>Pháp luật</li></ul>
<h1>${title}</h1><span>14/03/2028</span><h2>${lead}</h2><p>${closing}</p><h3>Chặng đường mới</h3><p>Đoạn cuối.</p><div class="box-tags"><span>quy chế</span></div><div class="related-news"><p>Tin khác.</p></div></body></html>`;
  const { news } = importing(t, html);
  assert.equal(news.fields.summary, lead);
  assert.match(news.body, /## Chặng đường mới/);
  for (const gone of ['Kinh tế', 'Pháp luật', 'Tin khác', `## ${lead.slice(0, 20)}`]) assert.ok(!news.body.includes(gone), gone);
  assert.equal(news.comments.includes('category'), false);
});

test('a whole sentence that tells no more than a picture shows is its caption, and marked', (t) => {
  const likely = /lines that read like captions of pictures were taken for such: (\d+)/;
  const scenes = ['Đại diện hai đơn vị ký kết quy chế phối hợp.', 'Ông Lê Văn Tám phát biểu tại buổi lễ.', 'Các đại biểu chụp ảnh lưu niệm.'];
  const texts = ['Ông Lê Văn Tám, Chủ tịch UBND tỉnh và bà Trần Thị Chín, Bí thư Tỉnh đoàn ký quy chế.', 'Đại diện hai đơn vị đã ký quy chế phối hợp.', 'Ông Lê Văn Tám phát biểu tại lễ ký, đề nghị hai bên gặp nhau mỗi quý.', 'Lãnh đạo hai bên ký kết 3 văn bản.'];
  const { news, result } = importing(t, page(title, '14/03/2028', lead, ...scenes, ...texts, closing));
  for (const scene of scenes) {
    assert.ok(!news.body.includes(scene), scene);
    assert.ok(news.comments.includes(scene.slice(0, -1)), scene);
  }
  for (const kept of texts) assert.ok(news.body.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').includes(kept), kept);
  assert.equal(likely.exec(result.stderr)[1], '3');
});

test('HTML tells captions by their class, and by a centred paragraph below a picture', (t) => {
  const caption = 'Hai bên trao đổi văn bản đã ký và bắt tay nhau.';
  for (const picture of [`<table><tr><td><img src="a.jpg"></td></tr><tr><td class="PhotoCMS_Caption">${caption}</td></tr></table>`, `<p style="text-align:center"><img src="a.jpg"></p><p style="text-align: center"><em>${caption}</em></p>`]) {
    const { news, result } = importing(t, `<!DOCTYPE html><html><body><h1>${title}</h1><span>14/03/2028</span><p>${lead}</p>${picture}<p>${closing}</p></body></html>`);
    assert.ok(!news.body.includes(caption), picture);
    assert.match(news.comments, /caption: Hai bên trao đổi/);
    assert.doesNotMatch(result.stderr, /read like captions/);
  }
  const centred = importing(t, `<!DOCTYPE html><html><body><h1>${title}</h1><span>14/03/2028</span><p>${lead}</p><p style="text-align:center">${caption.replace('bắt tay', 'đã bắt tay')}</p><p>${closing}</p></body></html>`);
  assert.match(centred.news.body, /đã bắt tay/);
});

test('the title stands above a lead that the day of publication follows', (t) => {
  for (const printed of ['', '(Báo Thử) - ', 'TPO - ']) {
    const { news } = importing(t, page(title, `${printed}${lead}`, '14/03/2028 10:00', closing));
    assert.deepEqual([news.fields.title, news.fields.summary], [title, lead], printed);
  }
  const bare = importing(t, page(title, '(NLĐO) - Hai bên sẽ gặp nhau mỗi quý', '14/03/2028 10:00', lead, closing));
  assert.equal(bare.news.fields.title, title);
  // A title with a stop, of which nothing stands above, stays one.
  assert.equal(importing(t, page('Báo Thử', `${title}.`, '14/03/2028', lead, closing)).news.fields.title, title);
});

test('who wrote is told with a dash in the label, or is the board of editors', (t) => {
  assert.equal(importing(t, page(title, '14/03/2028', lead, closing, 'Tin-ảnh: Lan Anh')).news.fields.author, 'Lan Anh');
  const board = importing(t, page(title, '14/03/2028', lead, closing, 'Ban Biên tập'));
  assert.equal(board.news.fields.author, 'Ban Biên tập');
  assert.ok(!board.news.body.includes('Ban Biên tập'));
});

test('an address alone on a line above the lead is that of the source, and no part of the text', (t) => {
  const url = 'https://bao.example.vn/tin/ky-ket';
  const sourceOf = (...lines) => importing(t, page(...lines));
  for (const lines of [[title, url, '14/03/2028', lead, closing], [title, '14/03/2028', url, lead, closing], [url, title, '14/03/2028', lead, closing]]) {
    const { news } = sourceOf(...lines);
    assert.deepEqual([news.fields.sources[0].url, news.fields.sources[0].name, news.fields.summary], [url, `“${title}”, bao.example.vn`, lead]);
    assert.ok(!news.body.includes('bao.example.vn') && !news.comments.includes('category'), news.body);
    assert.equal(news.fields.event.kind, 'signing');
  }
  // One that stands in the text is of the text; one that was given goes before.
  const inside = sourceOf(title, '14/03/2028', lead, `Xem thêm ở ${url} để biết.`, closing);
  assert.equal(inside.news.fields.sources[0].url, undefined);
  const given = importing(t, page(title, url, '14/03/2028', lead, closing), ['--url', 'https://bao.example.vn/b']);
  assert.equal(given.news.fields.sources[0].url, 'https://bao.example.vn/b');
});

test('of the lines above the text the title is the one that has most in common with it, where the one by its place has little', (t) => {
  const menu = ['Báo Thử Nhật báo Trang trẻ Phụ san Tòa soạn Liên hệ quảng cáo', 'Nhịp sống'];
  const { news, repository } = importing(t, page(...menu, title, lead, closing));
  assert.deepEqual([news.fields.title, news.fields.summary], [title, lead]);
  assert.ok(!news.body.includes('Nhịp sống') && !news.fields.sources[0].name.includes('quảng cáo'));
  passes(repository);
  // A title may begin as captions do, and be marked as an item.
  const item = 'Ký kết quy chế phối hợp giữa UBND tỉnh An Giang và Tỉnh đoàn An Giang';
  assert.equal(importing(t, page('Đài Truyền thanh của thành phố', 'Radio of the city', `• ${item}`, lead, closing)).news.fields.title, item);
  // What is no menu stays the title, whatever a line below it says again.
  const poetic = 'Bàn tay nối những bàn tay thân ái';
  const below = 'Đại diện UBND tỉnh An Giang và Tỉnh đoàn An Giang ký quy chế phối hợp';
  assert.equal(importing(t, page(poetic, '14/03/2028', below, lead, closing)).news.fields.title, poetic);
});

test('a name alone on the line above the lead is the author, and marked', (t) => {
  const { news, result, repository } = importing(t, page(title, '14/03/2028', 'Thanh Mai', `TPO - ${lead}`, closing));
  assert.deepEqual([news.fields.author, news.fields.summary], ['Thanh Mai', lead]);
  assert.match(result.stderr, /"Thanh Mai", alone on the line above the lead, was taken for the author/);
  assert.match(news.comments, /"Thanh Mai"/);
  passes(repository);
  for (const none of ['AN GIANG', 'Hội nghị'])
    assert.equal(importing(t, page(title, '14/03/2028', none, lead, closing)).news.fields.author, undefined, none);
  const signed = importing(t, page(title, '14/03/2028', lead, closing, 'Lê Văn Tám'));
  assert.equal(signed.news.fields.author, 'Lê Văn Tám');
  assert.doesNotMatch(signed.result.stderr, /above the lead/);
});

test('an outlet in capital letters before a lead is cut off, and an office is not', (t) => {
  const plain = 'UBND tỉnh An Giang và Tỉnh đoàn An Giang vừa ký quy chế phối hợp.';
  for (const outlet of ['TPO', 'SGGPO', 'BTN'])
    assert.equal(importing(t, page(title, '14/03/2028', `${outlet} - ${plain}`, closing)).news.fields.summary, plain, outlet);
  for (const kept of ['UBND - Tỉnh đoàn An Giang vừa ký quy chế phối hợp.', 'MTTQ - Các đoàn thể tỉnh vừa ký quy chế phối hợp.'])
    assert.equal(importing(t, page(title, '14/03/2028', kept, closing)).news.fields.summary, kept);
});

test('a title in capital letters takes those of the text, and is marked', (t) => {
  const { news, result, repository } = importing(t, page('UBND TỈNH AN GIANG VÀ SỞ TƯ PHÁP KÝ QUY CHẾ PHỐI HỢP', '14/03/2028', 'Sáng 14/3/2028, UBND tỉnh An Giang và Sở Tư pháp tỉnh An Giang ký quy chế phối hợp.', closing));
  assert.equal(news.fields.title, 'UBND tỉnh An Giang và Sở Tư pháp ký quy chế phối hợp');
  assert.match(result.stderr, /kyket new organization "Sở Tư pháp tỉnh An Giang"/);
  assert.doesNotMatch(result.stderr, /"SỞ/);
  assert.match(result.stderr, /the title is in capital letters alone/);
  passes(repository);
  const office = { 'content/organizations/so-tu-phap.md': entry({ name: 'Sở Tư pháp tỉnh An Giang', kind: 'department', level: 'province', province: 'an-giang' }) };
  const known = importing(t, page('SỞ TƯ PHÁP VÀ TỈNH ĐOÀN KÝ QUY CHẾ PHỐI HỢP', '14/03/2028', 'Tại An Giang, hai bên vừa ký quy chế phối hợp.', closing), [], office);
  assert.deepEqual([known.news.fields.title, known.news.fields.organizations], ['Sở Tư pháp và Tỉnh đoàn ký quy chế phối hợp', ['so-tu-phap', 'tinh-doan-an-giang']]);
  const plain = importing(t, page(title, '14/03/2028', lead, closing));
  assert.doesNotMatch(plain.result.stderr, /capital letters/);
});

test('the title is above the text where the day stands below it, and a few words above the text are no lead', (t) => {
  const below = importing(t, page(title, lead, closing, 'Lê Văn Tám', '14/03/2028 06:45 GMT+7'));
  assert.deepEqual([below.news.fields.title, below.news.fields.summary, dayOf(below.news.fields.date)], [title, lead, '2028-03-13T23:45:00.000Z']);
  const filed = importing(t, page(title, '14/03/2028', 'VKSND GIA LAI', lead, closing));
  assert.equal(filed.news.fields.summary, lead);
  assert.match(filed.news.comments, /# category: VKSND GIA LAI/);
  assert.ok(!filed.news.body.includes('VKSND'));
  // A sentence, however short, is the lead.
  assert.equal(importing(t, page(title, '14/03/2028', 'Hai bên đã ký.', lead, closing)).news.fields.summary, 'Hai bên đã ký.');
});

test('what an agency writes before its lead is cut off, and where it writes is no province that the text is about', (t) => {
  for (const agency of ['Hà Nội (TTXVN) - ', 'TP. Hồ Chí Minh (Baothu.vn) – '])
    assert.equal(importing(t, page(title, '14/03/2028', `${agency}${lead}`, closing)).news.fields.summary, lead, agency);
  const { news } = importing(t, page('Ký kết quy chế phối hợp', '14/03/2028', 'An Giang (TTXVN) - Sáng 13/3/2028, Bộ Y tế và Ngân hàng Chính sách xã hội ký quy chế phối hợp.', closing, 'T.H (TTXVN)'));
  assert.deepEqual([news.fields.provinces, news.fields.author], [undefined, 'T.H']);
  assert.ok(!news.body.includes('TTXVN'));
  const office = 'Sở Y tế (SYT) - Hội Nông dân tỉnh vừa ký quy chế phối hợp.';
  assert.equal(importing(t, page(title, '14/03/2028', office, closing)).news.fields.summary, office);
});

test('a caption above the lead is no section that the text is filed under', (t) => {
  for (const caption of ['| Quang cảnh hội nghị |', 'Toàn cảnh lễ ký']) {
    const { news } = importing(t, page(title, '14/03/2028', caption, lead, closing));
    assert.equal(news.fields.summary, lead, caption);
    assert.deepEqual(captionsOf(news), [caption.replaceAll('|', '').trim()]);
    assert.doesNotMatch(news.comments, /category/);
  }
});

test('a day among other notes on its line is that of publication, and a month may be a word', (t) => {
  const both = 'UBND tỉnh An Giang và Tỉnh đoàn An Giang';
  const lead = `Ngày 12/3/2028, ${both} ký kết Quy chế phối hợp về chăm lo trẻ em trên địa bàn tỉnh.`;
  for (const notes of ['Đăng ngày: 14/03/2028 | Chuyên mục: Hợp tác giữa các cơ quan | Lượt xem: 45', 'Tin tức · 14 thg 3, 2028 · 3 phút đọc', 'Posted on 14 Tháng Ba, 2028 by admin', 'Bởi Lê Hoa | 14 tháng ba, 2028']) {
    const { news } = importing(t, `Ký kết quy chế phối hợp ở An Giang\n\n${notes}\n\n${lead}\n\nHai bên sẽ gặp nhau mỗi quý để rút kinh nghiệm.\n`);
    assert.equal(String(news.fields.date), '2028-03-14', notes);
    assert.match(news.fields.summary ?? news.body, /UBND|Ủy ban nhân dân/, notes);
    assert.ok(!JSON.stringify(news).includes('Chuyên mục') && !JSON.stringify(news).includes('phút đọc'), notes);
    if (notes.startsWith('Bởi')) assert.equal(news.fields.author, 'Lê Hoa');
  }
});

test('what stands below the author of a page is no part of the text', (t) => {
  const of = (...lines) => importing(t, ['Ký kết quy chế phối hợp ở An Giang', '14/03/2028', 'Ngày 12/3/2028, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký kết Quy chế phối hợp.', 'Hai bên sẽ gặp nhau mỗi quý để rút kinh nghiệm.', ...lines].join('\n\n')).news;
  for (const lines of [
    ['Tác giả: Lê Hoa', 'Nguồn tin: Tỉnh đoàn', 'Tổng số điểm của bài viết là: 5 trong 1 đánh giá', 'Xếp hạng: 5 - 1 phiếu bầu', 'Click để đánh giá bài viết'],
    ['Người viết bài: Lê Hoa', 'Duyệt bài: Lê Nam'],
    ['Lê Hoa', 'TIN TỨC LIÊN QUAN', 'Ngày hội toàn dân'],
    ['Lê Hoa', 'Tải về', 'Tệp đính kèm: quyche.pdf'],
    ['Lê Hoa', 'Bài viết trước', 'Bài viết tiếp theo'],
    ['Lê Hoa', 'Phản hồi', 'Họ và tên', 'Gửi'],
    ['Tin: Lê Hoa - Ảnh: Lê Nam'],
    ['Tin: Lê Hoa; ảnh: CTV'],
  ]) {
    const news = of(...lines);
    assert.equal(news.fields.author, 'Lê Hoa', lines.join(' / '));
    assert.match(news.body, /rút kinh nghiệm\.\n$/, lines.join(' / '));
  }
  // A sentence that begins with such a word is a part of it.
  assert.match(of('Tải về máy tính của mỗi xã là bản quy chế mà hai bên cùng ký hôm nay.').body, /Tải về máy tính/);
});
