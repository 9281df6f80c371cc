'use strict';
// kyket import: what a press text tells of a signing in the many ways of the press.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { importing, passes } = require('../support/importing.js');
const { dump, entry } = require('../support/register.js');

const title = 'Ký kết quy chế phối hợp giai đoạn 2028-2032';
const page = (...lines) => `${lines.join('\n\n')}\n`;
const text = (lead, ...rest) => page(title, '14/03/2028', lead, ...rest, 'Hai bên sẽ gặp nhau mỗi quý.');
const told = (imported) => imported.result.stderr;
const eventOf = (imported) => imported.news.fields.event;
const dayOf = (imported) => eventOf(imported).date && new Date(eventOf(imported).date).toISOString().slice(0, 10);
const partiesOf = (imported) => imported.agreements?.fields.signatories.map((one) => one.organization);
const unknown = (imported, name) => told(imported).split('\n').includes(`kyket new organization "${name}"`);
const office = (name, fields) => entry({ name, kind: 'department', level: 'province', province: 'an-giang', ...fields });
const both = 'UBND tỉnh An Giang và Tỉnh đoàn An Giang';

test('the day of another document is not that of the event', (t) => {
  for (const other of ['Quy chế số 39/QC-BĐBP-TCHQ ngày 4/9/2026', 'Nghị quyết 37/2026/QH15 ngày 4/9/2026', 'Chỉ thị số 26, ngày 4/9/2026', 'bản thỏa thuận (được ký kết ngày 4/9/2026)']) {
    const imported = importing(t, text(`Thực hiện ${other}, chiều 13/3/2028, ${both} ký quy chế phối hợp.`));
    assert.equal(dayOf(imported), '2028-03-13', other);
    passes(imported.repository);
  }
  assert.equal(dayOf(importing(t, text(`Năm 2028, ngày 13/3/2028, ${both} ký quy chế phối hợp.`))), '2028-03-13');
});

test('the number of what is replaced is not that of what is signed', (t) => {
  const numberOf = (said) => importing(t, text(`Sáng 13/3/2028, ${both} ký quy chế phối hợp${said}.`)).agreements.fields.number;
  assert.equal(numberOf(' thay thế Quy chế số 12/QC-UBND'), undefined);
  assert.equal(numberOf(' số 15/QC-UBND thay thế Quy chế số 12/QC-UBND'), '15/QC-UBND');
});

test('the day of the sentence that tells of signing goes before another, and both are told', (t) => {
  const imported = importing(t, text('Ngày 1/2/2028, hai bên họp bàn về quy chế cũ.', `Ngày 12/3/2028, tại thành phố Long Xuyên, ${both} ký quy chế phối hợp.`));
  assert.deepEqual([dayOf(imported), eventOf(imported).place], ['2028-03-12', 'thành phố Long Xuyên']);
  assert.match(told(imported), /gives 12\/3 and 1\/2 as days/);
  assert.doesNotMatch(told(importing(t, text(`Ngày 12/3/2028, ${both} ký quy chế phối hợp.`))), /as days/);
});

test('a day that is only said, and one in brackets', (t) => {
  const today = importing(t, text(`Sáng nay, tại Long Xuyên, ${both} ký quy chế phối hợp.`));
  assert.equal(dayOf(today), '2028-03-14');
  assert.match(told(today), /says only "Sáng nay"; that of publication was taken/);
  const yesterday = importing(t, text(`Hôm qua, ${both} ký quy chế phối hợp.`));
  assert.equal(dayOf(yesterday), undefined);
  assert.match(told(yesterday), /says only "Hôm qua"; put in the day/);
  const bracketed = importing(t, text(`Chiều nay (14/3), ${both} ký quy chế phối hợp.`));
  assert.equal(dayOf(bracketed), '2028-03-14');
  assert.doesNotMatch(told(bracketed), /calls/);
  assert.match(told(importing(t, text(`Chiều nay (4/1), ${both} ký quy chế phối hợp.`))), /calls 4\/1 today or yesterday/);
  const dayBefore = (day) => importing(t, text(`Hôm qua (${day}), ${both} ký quy chế phối hợp.`));
  assert.equal(String(dayBefore('13/3').news.fields.event.date).slice(0, 10), '2028-03-13');
  assert.doesNotMatch(told(dayBefore('13/3')), /today or yesterday/);
  assert.match(told(dayBefore('11/3')), /calls 11\/3 today or yesterday/);
  assert.equal(importing(t, text(`Trong năm qua 2/3 số xã dự họp, ${both} có quy chế phối hợp.`)).news.fields.event?.date, undefined);
});

test('a day with blanks round its dash is one; what is counted so is none', (t) => {
  const of = (said) => dayOf(importing(t, text(`${said}, ${both} ký quy chế phối hợp.`)));
  for (const said of ['Ngày 13 – 3', 'Chiều 13 - 3', 'Sáng ngày 13 - 3 - 2028', 'Tối 13 / 3', 'TỐI 13-3', 'Ngày 13-15/3', 'Ngày 13 – 15/3/2028']) assert.equal(of(said), '2028-03-13', said);
  for (const said of ['Sáng 2 - 3 giờ', 'Thu tới 2 - 3 triệu đồng', 'Bàn ngay 2/3 công việc', 'Trong năm này 2/3 số xã vắng mặt']) assert.equal(of(said), undefined, said);
});

test('places begin with their kind or have a dash in their name, and stand behind the day', (t) => {
  const placeOf = (said) => eventOf(importing(t, text(`${said}, ${both} ký quy chế phối hợp.`))).place;
  assert.equal(placeOf('Sáng 13/3, tại trụ sở Sở Y tế (Long Xuyên)'), 'trụ sở Sở Y tế');
  assert.equal(placeOf('Sáng 13/3, tại xã Ba Thê'), 'xã Ba Thê');
  assert.equal(placeOf('Sáng 13/3, tại Ban quản lý Núi Cấm - Đá Vàng'), 'Ban quản lý Núi Cấm - Đá Vàng');
  assert.equal(placeOf('Trong chuyến thăm tại Lào, chiều 13/3, tại thị xã Kaysone'), 'thị xã Kaysone');
  assert.equal(placeOf('Sáng 13/3, tại Sở Giáo dục và Đào tạo'), 'Sở Giáo dục và Đào tạo');
  assert.equal(placeOf('Sáng 13/3, tại hội trường tầng 3 MTTQ và các đoàn thể tỉnh'), 'hội trường tầng 3 MTTQ và các đoàn thể tỉnh');
  assert.equal(placeOf('Sáng 13/3, tại Long Xuyên và ngay sau hội nghị'), 'Long Xuyên');
  assert.equal(placeOf('Sáng 13/3, tại Long Xuyên và Bộ đội Biên phòng đã nêu'), 'Long Xuyên');
  assert.equal(placeOf('Sáng 13/3, tại hội nghị của tỉnh'), undefined);
  assert.equal(placeOf('Sáng 13/3, tại Long Xuyên - nơi có hội trường'), 'Long Xuyên');
});

test('a review at which something old is named is a review; the lead may say so', (t) => {
  const old = importing(t, page('Sơ kết ba năm thực hiện Quy chế phối hợp', '14/03/2028', `Ngày 13/3/2028, ${both} sơ kết quy chế phối hợp (được ký kết ngày 1/3/2025).`, 'Hai bên nêu kết quả.'));
  assert.equal(eventOf(old).kind, 'review');
  const lead = importing(t, page('Phối hợp chặt chẽ chăm lo trẻ em vùng biên', '14/03/2028', `Chiều 13/3/2028, ${both} sơ kết 5 năm thực hiện Quy chế phối hợp.`, 'Hai bên nêu kết quả.'));
  assert.deepEqual([eventOf(lead).kind, dayOf(lead)], ['review', '2028-03-13']);
  const none = importing(t, page('Phối hợp chặt chẽ chăm lo trẻ em vùng biên', '14/03/2028', `Chiều 13/3/2028, ${both} tổng kết năm học.`, 'Hai bên nêu kết quả.'));
  assert.equal(eventOf(none), undefined);
});

test('an opening tells what the event is, its day and its place, whatever the title says', (t) => {
  const bare = 'Phối hợp chặt chẽ chăm lo trẻ em vùng biên';
  const of = (...lines) => {
    const event = eventOf(importing(t, page(bare, '14/03/2028', ...lines, 'Hai bên nêu kết quả.')));
    return event && [event.kind, event.date && new Date(event.date).toISOString().slice(0, 10), event.place];
  };
  const review = ['review', '2028-03-12', 'Long Xuyên'];
  for (const lines of [
    [`Ngày 12/3, tại Long Xuyên, Hội nghị sơ kết ba năm thực hiện Quy chế phối hợp giữa ${both} được tổ chức.`],
    [`Sáng ngày 12/3, tại Long Xuyên, ${both} tổ chức Hội nghị sơ kết công tác phối hợp sáu tháng đầu năm.`],
    ['Trẻ em vùng biên được chăm lo hơn trước.', `Ngày 12 - 3, tại Long Xuyên, ${both} tổ chức Hội nghị sơ kết Quy chế phối hợp.`],
    [`Trẻ em vùng biên được chăm lo hơn trước. Ngày 12/3, tại Long Xuyên, ${both} sơ kết hoạt động phối hợp.`],
    [`Ngày 12/3, tại Long Xuyên, ${both} tổng kết công tác phối hợp năm 2027, triển khai nhiệm vụ năm 2028.`],
  ])
    assert.deepEqual(of(...lines), review, lines.join(' | '));
  assert.deepEqual(of(`Ngày 12/3, tại Long Xuyên, ${both} tổng kết 5 năm thực hiện Quy chế phối hợp.`), ['closing', '2028-03-12', 'Long Xuyên']);
  for (const lines of [
    [`Ngày 12/3, tại Long Xuyên, ${both} tổ chức Hội nghị sơ kết công tác hội.`],
    [`Ngày 12/3, tại Long Xuyên, ${both} họp và sẽ tổ chức sơ kết công tác phối hợp vào mùa thu.`],
    [`Ngày 12/3, tại Long Xuyên, ${both} thăm trẻ em.`, 'Ngày 2/3, tại Ba Thê, hai xã sơ kết công tác phối hợp.'],
    ['Trẻ em vùng biên được chăm lo hơn trước. Hai bên từng sơ kết hoạt động phối hợp.'],
  ])
    assert.equal(of(...lines), undefined, lines.join(' | '));
});

test('guests, and offices that stand far behind "giữa", are no parties', (t) => {
  const offices = { 'content/organizations/so-y-te.md': office('Sở Y tế tỉnh An Giang'), 'content/organizations/so-noi-vu.md': office('Sở Nội vụ tỉnh An Giang') };
  const guests = importing(t, text('Sáng 13/3/2028 diễn ra lễ ký kết quy chế.', 'Dự lễ ký kết có lãnh đạo Sở Y tế tỉnh An Giang, Sở Nội vụ tỉnh An Giang; hai bên ký trước sự chứng kiến của đại biểu.'), [], offices);
  assert.equal(guests.agreements, undefined);
  assert.match(told(guests), /no two signatories/);
  const far = importing(t, text('Sáng 13/3/2028, Sở Y tế tỉnh An Giang và Sở Nội vụ tỉnh An Giang đã ký kết Quy chế phối hợp giữa hai đơn vị, trình UBND tỉnh An Giang, Tỉnh đoàn An Giang những việc phải làm.'), [], offices);
  assert.deepEqual(partiesOf(far), ['so-y-te', 'so-noi-vu']);
  const near = importing(t, text(`Sáng 13/3/2028, ký kết quy chế giữa lãnh đạo ${both}.`), [], offices);
  assert.deepEqual(partiesOf(near), ['ubnd-an-giang', 'tinh-doan-an-giang']);
});

test('what is in brackets behind an office does not part it from the next', (t) => {
  const imported = importing(t, text('Sáng 13/3/2028, UBND tỉnh An Giang (phường Long Xuyên, tỉnh An Giang) và Tỉnh đoàn An Giang (Long Xuyên) ký quy chế phối hợp.'));
  assert.deepEqual(partiesOf(imported), ['ubnd-an-giang', 'tinh-doan-an-giang']);
});

test('an office that goes on the list of parties and is not understood is told', (t) => {
  const imported = importing(t, text(`Sáng 13/3/2028, ${both}, Quỹ Mái ấm ký quy chế phối hợp.`));
  assert.match(told(imported), /goes on with "Quỹ Mái ấm ký quy chế phối hợp", which is no office that is known|goes on with "Quỹ Mái ấm/);
  assert.doesNotMatch(told(importing(t, text(`Sáng 13/3/2028, ${both} ký quy chế phối hợp.`))), /goes on with/);
  // However long the word, no letter is cut in two.
  for (let i = 0; i < 4; i++) assert.doesNotMatch(told(importing(t, text(`Sáng 13/3/2028, ${both}, Quỹ ${'a'.repeat(i)}${'ộ'.repeat(60)} ký quy chế phối hợp.`))), /\ufffd/);
});

const provinces = dump([
  { id: 'an-giang', name: 'An Giang', kind: 'tỉnh' },
  { id: 'kien-giang', name: 'Kiên Giang', kind: 'tỉnh' },
  { id: 'can-tho', name: 'Cần Thơ', kind: 'thành phố' },
]);
const several = {
  'content/data/provinces.yaml': provinces,
  'content/organizations/ubnd-kien-giang.md': office('Ủy ban nhân dân tỉnh Kiên Giang', { kind: 'peoples-committee', province: 'kien-giang' }),
  'content/organizations/ubnd-can-tho.md': office('Ủy ban nhân dân thành phố Cần Thơ', { kind: 'peoples-committee', province: 'can-tho' }),
};

test('offices of one kind in a list of provinces are one office each', (t) => {
  const three = ['ubnd-an-giang', 'ubnd-kien-giang', 'ubnd-can-tho'];
  for (const said of ['UBND 3 tỉnh gồm An Giang, Kiên Giang và Cần Thơ', 'UBND các tỉnh, thành phố: An Giang, Kiên Giang, Cần Thơ', 'UBND ba tỉnh An Giang - Kiên Giang - Cần Thơ', 'Ủy ban nhân dân 03 tỉnh (An Giang, Kiên Giang và Cần Thơ)']) {
    const imported = importing(t, text(`Ngày 13/3/2028, ${said} ký quy chế phối hợp.`), [], several);
    assert.deepEqual(partiesOf(imported), three, said);
    assert.match(imported.news.body, /\[Kiên Giang\]\(organization:ubnd-kien-giang\)/);
    assert.doesNotMatch(told(imported), /offices of a kind/);
    passes(imported.repository);
  }
  const police = importing(t, text('Ngày 13/3/2028, Công an 3 tỉnh An Giang và Kiên Giang ký quy chế phối hợp.'), [], several);
  for (const name of ['Công an tỉnh An Giang', 'Công an tỉnh Kiên Giang']) assert.ok(unknown(police, name), told(police));
  assert.match(told(police), /speaks of 3 offices of a kind, 2 were found/);
  const one = importing(t, text('Ngày 13/3/2028, UBND các tỉnh ký quy chế phối hợp ở Kiên Giang.'), [], several);
  assert.equal(one.news.fields.organizations, undefined);
});

test('a province that is named below the lead alone is told of, where the draft lists it', (t) => {
  const passing = /below its title and lead alone: ca-mau;/;
  const files = { 'content/data/provinces.yaml': dump([{ id: 'an-giang', name: 'An Giang', kind: 'tỉnh' }, { id: 'ca-mau', name: 'Cà Mau', kind: 'tỉnh' }]) };
  const said = (lead, ...rest) => importing(t, text(`Sáng 13/3/2028, ${both} ký quy chế phối hợp${lead}.`, ...rest), [], files);
  const below = said('', 'Đoàn An Giang từng thăm tỉnh Cà Mau.');
  assert.deepEqual(below.news.fields.provinces, ['ca-mau']);
  assert.match(told(below), passing);
  assert.match(below.news.comments, /không ở tiêu đề và đoạn mở đầu: ca-mau/);
  assert.doesNotMatch(told(said(', cùng tỉnh Cà Mau', 'Đoàn An Giang từng thăm tỉnh Cà Mau.')), /below its title/);
  assert.doesNotMatch(told(said('', 'Quy chế có hiệu lực tại tỉnh An Giang.')), /below its title/);
});

test('provinces that sign are known by the agreement that the register has of theirs', (t) => {
  const agreement = entry({ title: 'Thỏa thuận An Giang Kiên Giang', type: 'quy-che', period: { start: 2028, end: 2032 }, signatories: [{ organization: 'ubnd-an-giang' }, { organization: 'ubnd-kien-giang' }] });
  const files = { ...several, 'content/agreements/hai-tinh.md': agreement };
  const lead = 'Chiều 13/3/2028 diễn ra lễ ký kết quy chế phối hợp giữa tỉnh An Giang – Kiên Giang giai đoạn 2028-2032.';
  const known = importing(t, text(lead), [], files);
  assert.deepEqual(known.news.fields.agreements, ['hai-tinh']);
  assert.match(told(known), /has the agreement already: hai-tinh/);
  for (const other of [lead.replace('2028-2032', '2027-2032'), lead.replace('Kiên Giang', 'Cần Thơ')])
    assert.doesNotMatch(told(importing(t, page('Ký kết quy chế phối hợp', '14/03/2028', other, 'Xong việc.'), [], files)), /has the agreement already/);
});

const paper = ['--url', 'https://baoangiang.example.vn/a'];

test('offices of a district are those of the district that the text names, not of the province', (t) => {
  const both = importing(t, page('UBND huyện và LĐLĐ huyện ký kết quy chế', '14/03/2028', 'Sáng 13/3/2028, tại hội trường huyện Ba Thê, UBND huyện và LĐLĐ huyện ký quy chế phối hợp.', 'Ban Thường vụ LĐLĐ nêu kết quả.'), paper);
  for (const name of ['Ủy ban nhân dân huyện Ba Thê', 'Liên đoàn Lao động huyện Ba Thê']) assert.ok(unknown(both, name), told(both));
  assert.doesNotMatch(told(both), /tỉnh An Giang"/);
  assert.match(told(both), /of 2 signatories/);
  const council = { 'content/organizations/ubnd-ba-the.md': entry({ name: 'Ủy ban nhân dân huyện Ba Thê', kind: 'peoples-committee', province: 'an-giang' }) };
  const known = importing(t, page('UBND huyện và LĐLĐ huyện ký kết quy chế', '14/03/2028', 'Sáng 13/3/2028, tại hội trường UBND huyện Ba Thê, UBND huyện và LĐLĐ huyện ký quy chế phối hợp.', 'Ban Thường vụ LĐLĐ nêu kết quả.'), paper, council);
  assert.deepEqual(known.news.fields.organizations, ['ubnd-ba-the']);
  assert.ok(unknown(known, 'Liên đoàn Lao động huyện Ba Thê') && !told(known).includes('tỉnh An Giang"'), told(known));
  const farmers = { 'content/organizations/hoi-nong-dan.md': office('Hội Nông dân tỉnh An Giang', { kind: 'union' }) };
  const unnamed = importing(t, page('Ký kết thỏa thuận liên ngành ở cơ sở', '14/03/2028', 'Chiều 13/3/2028, Hội LHPN huyện và Hội Nông dân ký quy chế phối hợp.', 'Xong việc.'), paper, farmers);
  assert.equal(unnamed.news.fields.organizations, undefined);
  const town = importing(t, page('Ký kết thỏa thuận liên ngành ở cơ sở', '14/03/2028', 'Chiều 13/3/2028, Hội LHPN huyện và Hội Nông dân ký quy chế phối hợp ở thị trấn Ba Thê.', 'Xong việc.'), paper);
  assert.doesNotMatch(told(town), /kyket new organization ".*Ba Thê"/);
  // Where the province's office is named too, a name alone is of it.
  const province = importing(t, text('Sáng 13/3/2028, UBND tỉnh An Giang và Hội Nông dân ký quy chế phối hợp; Hội LHPN huyện đến dự.'), [], farmers);
  assert.deepEqual(partiesOf(province), ['ubnd-an-giang', 'hoi-nong-dan']);
});

test('names of offices are cut where they end, and written whole', (t) => {
  for (const [written, name] of [
    ['Hội Nông dân huyện Ba Thê - Phòng Tư pháp huyện Ba Thê', 'Hội Nông dân huyện Ba Thê'],
    ['Viện Kiểm sát Nhân dân tỉnh An Giang', 'Viện Kiểm sát Nhân dân tỉnh An Giang'],
    ['Sở Giáo dục - Đào tạo tỉnh An Giang', 'Sở Giáo dục - Đào tạo tỉnh An Giang'],
    ['Sở GD&ĐT tỉnh An Giang', 'Sở Giáo dục và Đào tạo tỉnh An Giang'],
    ['Thi hành án dân sự tỉnh An Giang', 'Thi hành án dân sự tỉnh An Giang'],
    ['Chi cục Kiểm lâm tỉnh An Giang', 'Chi cục Kiểm lâm tỉnh An Giang'],
    ['Huyện đoàn Ba Thê', 'Huyện đoàn Ba Thê'],
    ['Ngân hàng NN&PTNT chi nhánh Ba Thê', 'Ngân hàng Nông nghiệp và Phát triển nông thôn chi nhánh Ba Thê'],
    ['Ủy ban Thường vụ Quốc hội', 'Ủy ban Thường vụ Quốc hội'],
    ['Ban Thường vụ Tỉnh ủy An Giang', 'Ban Thường vụ Tỉnh ủy An Giang'],
  ]) {
    const imported = importing(t, text(`Sáng 13/3/2028, ${written} và UBND tỉnh An Giang ký quy chế phối hợp.`));
    assert.ok(unknown(imported, name), `${written}: ${told(imported)}`);
    assert.match(told(imported), /of [23] signatories that the text names, the register knows 1/, written);
  }
  const known = { 'content/organizations/so-gddt.md': office('Sở Giáo dục và Đào tạo tỉnh An Giang') };
  assert.deepEqual(partiesOf(importing(t, text('Sáng 13/3/2028, UBND tỉnh An Giang và Sở Giáo dục - Đào tạo ký quy chế phối hợp.'), [], known)), ['ubnd-an-giang', 'so-gddt']);
  const bare = importing(t, page(title, '14/03/2028', 'Sáng 13/3/2028, UBND và các ngành ký quy chế phối hợp.', 'Xong việc.'));
  assert.doesNotMatch(told(bare), /kyket new organization/);
});

test('signers are known by rank, and by the position before an office', (t) => {
  const signersOf = (said) => {
    const imported = importing(t, text(`Sáng 13/3/2028, ${both} ký quy chế phối hợp.`, said));
    passes(imported.repository);
    return imported.agreements.fields.signatories.flatMap((one) => (one.signers ?? []).map((signer) => [signer.person ?? signer.name, signer.title]));
  };
  const an = ['nguyen-van-an', 'Chủ tịch'], be = ['le-thi-be', 'Bí thư'];
  assert.deepEqual(signersOf('Chủ tịch UBND tỉnh An Giang Nguyễn Văn An và Bí thư Tỉnh đoàn An Giang Lê Thị Bé đã ký kết quy chế.'), [an, be]);
  assert.deepEqual(signersOf('Đại tá Trần Quốc Khánh, Phó Chủ tịch UBND tỉnh An Giang và đồng chí Lê Thị Bé, Bí thư Tỉnh đoàn An Giang ký quy chế.'), [['Trần Quốc Khánh', 'Phó Chủ tịch'], be]);
  assert.deepEqual(signersOf('Ký quy chế có ông Nguyễn Văn An, Chủ tịch UBND tỉnh An Giang và bà Lê Thị Bé, Bí thư Tỉnh đoàn An Giang.'), [an, be]);
  for (const none of [
    'Đồng chí Nguyễn Văn An, Chủ tịch UBND tỉnh An Giang và đồng chí Lê Thị Bé, Bí thư Tỉnh đoàn An Giang chứng kiến hai đơn vị ký kết quy chế.',
    'Dự lễ có đồng chí Nguyễn Văn An, Chủ tịch UBND tỉnh An Giang; đồng chí Lê Thị Bé, Bí thư Tỉnh đoàn An Giang và hai đơn vị ký kết.',
    'Đồng chí Nguyễn Văn An, Chủ tịch UBND tỉnh An Giang và đồng chí Lê Thị Bé, Bí thư Tỉnh đoàn An Giang khẳng định quy chế đã ký kết sẽ có kết quả.',
  ])
    assert.deepEqual(signersOf(none), [], none);
});

test('the day behind the number of what is signed is its day where the text gives no other, and marked', (t) => {
  const numbered = importing(t, text(`${both} vừa ký Quy chế phối hợp số 12/QC-UBND ngày 3/2/2028 về trẻ em.`));
  assert.equal(dayOf(numbered), '2028-02-03');
  assert.match(told(numbered), /no day of the signing but the one behind the number 12\/QC-UBND/);
  const other = importing(t, text(`Sáng 12/3/2028, ${both} ký Quy chế phối hợp số 12/QC-UBND ngày 3/2/2028 về trẻ em.`));
  assert.equal(dayOf(other), '2028-03-12');
  assert.doesNotMatch(told(other), /behind the number/);
  assert.equal(importing(t, text(`${both} vừa ký Quy chế phối hợp số 12/QC-UBND về trẻ em, theo Quyết định số 5/QĐ-TTg ngày 3/2/2027.`)).news.fields.event?.date, undefined);
});

test('people whom a text calls anh, chị, Đ/c or by a degree are named where their position is', (t) => {
  const said = (who) => told(importing(t, text(`Sáng 13/3/2028, ${both} ký quy chế phối hợp.`, who)));
  for (const who of ['Dự lễ ký có anh Trần Văn Mít - Phó Bí thư Huyện đoàn.', 'Chị Trần Văn Mít, Bí thư Huyện đoàn, phát biểu.', 'Đ/c Trần Văn Mít phát biểu.', 'PGS.TS. Trần Văn Mít, Hiệu trưởng nhà trường, phát biểu.', 'ThS Trần Văn Mít (Phó Giám đốc) phát biểu.'])
    assert.ok(said(who).split('\n').includes('kyket new person "Trần Văn Mít"'), who);
  for (const who of ['Anh Trần Văn Mít ở xã Thanh Sơn được tặng nhà.', 'Ảnh Trần Văn Mít.', 'Lễ hội có chị Trần Văn Mít, thôn trưởng, đến dự.'])
    assert.doesNotMatch(said(who), /kyket new person/, who);
});

test('the name of a person ends where a position begins, and may have an apostrophe', (t) => {
  const people = told(importing(t, text(`Sáng 13/3/2028, ${both} ký quy chế phối hợp.`, 'Ông Trần Quốc Hoàn Cục trưởng và đồng chí H’ Giang Niê, đồng chí Thượng tá Lê Minh Tòng, bà Lê Thu Trường phát biểu.')));
  for (const name of ['Trần Quốc Hoàn', 'H’ Giang Niê', 'Lê Minh Tòng', 'Lê Thu Trường']) assert.ok(people.split('\n').includes(`kyket new person "${name}"`), people);
});

test('a day that no word calls one is taken from a sentence that tells of signing, shortly before the publication, and marked', (t) => {
  const bare = importing(t, text(`${both} ký quy chế phối hợp tại Long Xuyên, 12/3.`));
  assert.equal(dayOf(bare), '2028-03-12');
  assert.match(told(bare), /the day of the event, 12\/3, has no year in the text; 2028 was taken/);
  assert.match(bare.agreements.comments, /12\/3/);
  passes(bare.repository);
  for (const other of ['2/3 số xã sẽ dự', 'phục vụ 24/7', '12/12 xã cùng thực hiện', 'theo Quy chế số 12/3', 'trước 12/9'])
    assert.equal(dayOf(importing(t, text(`${both} ký quy chế phối hợp tại Long Xuyên, ${other}.`))), undefined, other);
  assert.equal(dayOf(importing(t, text(`${both} ký quy chế phối hợp tại Long Xuyên.`, 'Hai bên đã họp, 12/3.'))), undefined);
});

// The small register has quy-che-2023, of the same parties, and a superior one of others is added.
const superior = { 'content/agreements/quy-che-cap-tren.md': entry({ title: 'Quy chế phối hợp cấp trên giai đoạn 2026–2032', type: 'quy-che', number: '77/QC-SNV-ST', signed: '2026-01-01', period: { start: 2026, end: 2032 },
  signatories: [{ organization: 'so-noi-vu' }, { organization: 'so-thue' }] }),
'content/organizations/so-noi-vu.md': office('Sở Nội vụ tỉnh An Giang'), 'content/organizations/so-thue.md': office('Sở Thuế tỉnh An Giang') };

test('what a text says that is replaced or carried out is drafted and marked', (t) => {
  const relationsOf = (said) => {
    const imported = importing(t, text(`Ngày 12/3/2028, ${both} ký quy chế phối hợp giai đoạn 2028 - 2032.`, said), [], superior);
    passes(imported.repository);
    const { implements: carriesOut, succeeds } = imported.agreements.fields;
    return { carriesOut, succeeds, told: told(imported), comments: imported.agreements.comments };
  };
  for (const said of ['Quy chế thay thế Quy chế phối hợp số 02/QC-UBND.', 'Quy chế kế thừa Quy chế phối hợp giai đoạn 2023 - 2027 giữa hai bên.', 'Quy chế tiếp nối Quy chế phối hợp giai đoạn 2023–2027.']) {
    const { carriesOut, succeeds, told: words, comments } = relationsOf(said);
    assert.deepEqual([succeeds, carriesOut], [['quy-che-2023'], undefined], said);
    assert.match(words, /the text says ".*" of quy-che-2023, which was put into succeeds; check it/);
    assert.match(comments, /quy-che-2023 nên mã ấy được ghi vào succeeds/);
  }
  const carried = relationsOf('Quy chế nhằm thực hiện Quy chế phối hợp số 77/QC-SNV-ST.');
  assert.deepEqual([carried.carriesOut, carried.succeeds], [['quy-che-cap-tren'], undefined]);
});

test('what may be said of another document is marked alone, and what is past is no relation', (t) => {
  const draft = (said) => importing(t, text(`Ngày 12/3/2028, ${both} ký quy chế phối hợp giai đoạn 2028 - 2032.`, said), [], superior);
  for (const said of ['UBND tỉnh ban hành kế hoạch triển khai Quy chế phối hợp số 77/QC-SNV-ST.', 'Quy chế được xây dựng trên cơ sở Quy chế phối hợp số 77/QC-SNV-ST.', 'Quy chế thay thế Quy chế phối hợp số 77/QC-SNV-ST.']) {
    const imported = draft(said);
    assert.deepEqual([imported.agreements.fields.implements, imported.agreements.fields.succeeds], [undefined, undefined], said);
    assert.match(told(imported), /of quy-che-cap-tren; if that is meant of what is signed here, add (implements|succeeds): \[quy-che-cap-tren\]/, said);
  }
  for (const said of ['Hai bên sơ kết 3 năm thực hiện Quy chế phối hợp số 77/QC-SNV-ST.', 'Kết quả thực hiện Quy chế phối hợp số 02/QC-UBND giai đoạn 2023 - 2027 rất tốt.', 'Hai bên gặp nhau theo thông lệ.'])
    assert.doesNotMatch(told(draft(said)), /the text says/, said);
});

test('the police as a force is no office', (t) => {
  for (const said of ['lực lượng CAND trong sạch', 'chiến sĩ Công an nhân dân tỉnh nhà', 'Công an nhân dân An Giang anh hùng'])
    assert.doesNotMatch(told(importing(t, text(`Ngày 12/3/2028, ${both} ký quy chế phối hợp.`, `Hai bên cùng xây dựng ${said}.`))), /kyket new organization/, said);
  assert.ok(unknown(importing(t, text(`Ngày 12/3/2028, ${both} và Công an tỉnh An Giang ký quy chế phối hợp.`)), 'Công an tỉnh An Giang'));
});

const namesOf = (imported) => imported.agreements.fields.signatories.map((one) => (one.signers ?? []).map((signer) => [signer.name ?? signer.person, signer.title]));

test('signers whose position stands before the name, or whose office another sentence says', (t) => {
  const offices = 'Dự lễ có đồng chí Lê Văn Tám, Phó Chủ tịch UBND tỉnh; đồng chí Trần Thị Chín, Bí thư Tỉnh đoàn.';
  const lead = `Ngày 12/3/2028, ${both} ký quy chế phối hợp.`;
  const expected = [[['Lê Văn Tám', 'Phó Chủ tịch']], [['Trần Thị Chín', 'Bí thư']]];
  for (const said of ['Đồng chí Phó Chủ tịch Lê Văn Tám và đồng chí Bí thư Trần Thị Chín đã ký quy chế.', 'Đồng chí Lê Văn Tám và đồng chí Trần Thị Chín ký kết quy chế.'])
    assert.deepEqual(namesOf(importing(t, text(lead, offices, said))), expected, said);
  assert.deepEqual(namesOf(importing(t, text(lead, 'Tham gia ký kết có ông Lê Văn Tám, Phó Chủ tịch UBND tỉnh và bà Trần Thị Chín, Bí thư Tỉnh đoàn.'))), expected);
  assert.deepEqual(namesOf(importing(t, text(lead, 'Đại tá Lê Văn Tám, Phó Chủ tịch UBND tỉnh và Thượng tá Trần Thị Chín, Bí thư Tỉnh đoàn đã ký quy chế.'))), expected);
  // Who only came has not signed, and an office behind a position is nobody's name.
  assert.deepEqual(namesOf(importing(t, text(lead, offices))), [[], []]);
  const imported = importing(t, text(lead, 'Đồng chí Bộ trưởng Bộ Công an, đồng chí Giám đốc Sở Xây dựng và ông Cục trưởng Cục Thuế Hà Nội gửi lời chúc mừng.'));
  assert.doesNotMatch(told(imported), /kyket new person/);
});

test('positions in small letters are those of signers where an office stands right behind them', (t) => {
  const lead = `Ngày 12/3/2028, ${both} ký quy chế phối hợp.`;
  const expected = [[['Lê Văn Tám', 'Phó chủ tịch thường trực']], [['Trần Thị Chín', 'Bí thư']]];
  for (const said of [
    'Ông Lê Văn Tám, phó chủ tịch thường trực UBND tỉnh và bà Trần Thị Chín, bí thư Tỉnh đoàn đã ký quy chế.',
    'Ông Lê Văn Tám - phó chủ tịch thường trực UBND tỉnh An Giang - và bà Trần Thị Chín (bí thư Tỉnh đoàn An Giang) đã ký quy chế.',
    'Tham gia ký kết có ông Lê Văn Tám, tỉnh ủy viên, phó chủ tịch thường trực UBND tỉnh và bà Trần Thị Chín, bí thư Tỉnh đoàn.',
    'Sau đó, phó chủ tịch thường trực UBND tỉnh Lê Văn Tám và bí thư Tỉnh đoàn Trần Thị Chín đã ký kết quy chế.',
  ]) {
    const imported = importing(t, text(lead, said));
    assert.deepEqual(namesOf(imported), expected, said);
    passes(imported.repository);
  }
  const parties = importing(t, text('Sáng 13/3/2028, giám đốc Sở Y tế tỉnh An Giang và bí thư thứ nhất Ban chấp hành Tỉnh đoàn An Giang ký quy chế phối hợp.'), [], central);
  assert.deepEqual(partiesOf(parties), ['so-y-te', 'tinh-doan-an-giang'], told(parties));
  for (const none of [
    'Ông Lê Văn Tám, giám đốc, và bà Trần Thị Chín, chủ tịch, đã ký quy chế.',
    'Ông Lê Văn Tám, nguyên chủ tịch UBND tỉnh và bà Trần Thị Chín, cán bộ Tỉnh đoàn đã ký quy chế.',
    'Ông Lê Văn Tám cùng thủ trưởng các đơn vị và bà Trần Thị Chín, người từng gặp chủ tịch UBND tỉnh, đã ký quy chế.',
    'Ông Lê Văn Tám, giám đốc một công ty đã làm việc với UBND tỉnh, và bà Trần Thị Chín, thủ trưởng Tỉnh đoàn, đã ký quy chế.',
  ])
    assert.deepEqual(namesOf(importing(t, text(lead, none))), [[], []], none);
  for (const none of [
    'Sáng 13/3/2028, được sự đồng ý của chủ tịch UBND tỉnh An Giang, bí thư Tỉnh đoàn An Giang ký quy chế phối hợp.',
    'Sáng 13/3/2028, giám đốc đã làm việc với Sở Y tế tỉnh An Giang và bí thư đã gặp Tỉnh đoàn An Giang để ký quy chế phối hợp.',
    'Sáng 13/3/2028, thủ trưởng Sở Y tế tỉnh An Giang và thủ trưởng Tỉnh đoàn An Giang ký quy chế phối hợp.',
  ])
    assert.equal(importing(t, text(none), [], central).agreements, undefined, none);
});

test('a period behind semicolons, a body of the Front, offices that go together', (t) => {
  const period = importing(t, text(`Ngày 12/3/2028, ${both} ký quy chế phối hợp quản lý biên giới; phòng, chống buôn lậu giai đoạn 2029-2033.`).replace(' giai đoạn 2028-2032', ''));
  assert.deepEqual(period.agreements.fields.period, { start: 2029, end: 2033 });
  const front = { 'content/organizations/mttq-an-giang.md': entry({ name: 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh An Giang', kind: 'front', level: 'province', province: 'an-giang' }) };
  for (const said of ['Mặt trận Tổ quốc tỉnh', 'Mặt trận Tổ quốc tỉnh An Giang', 'MTTQ Việt Nam tỉnh'])
    assert.deepEqual(partiesOf(importing(t, text(`Ngày 12/3/2028, UBND tỉnh An Giang và ${said} ký quy chế phối hợp.`), [], front)), ['ubnd-an-giang', 'mttq-an-giang'], said);
  for (const said of ['vừa phối hợp', 'đã phối hợp với', 'phối hợp cùng'])
    assert.deepEqual(partiesOf(importing(t, text(`Ngày 12/3/2028, Tỉnh đoàn An Giang ${said} UBND tỉnh An Giang tổ chức lễ ký quy chế phối hợp.`))), ['tinh-doan-an-giang', 'ubnd-an-giang'], said);
});

test('a number of the same signs in another province is not that of the register', (t) => {
  const others = { 'content/data/provinces.yaml': dump([{ id: 'an-giang', name: 'An Giang', kind: 'tỉnh', region: 'dong-bang-song-cuu-long' }, { id: 'ca-mau', name: 'Cà Mau', kind: 'tỉnh', region: 'dong-bang-song-cuu-long' }, { id: 'kien-giang', name: 'Kiên Giang', kind: 'tỉnh', merged_into: 'an-giang', until: '2025-06-30' }]),
    'content/organizations/so-mot.md': office('Sở Một tỉnh Cà Mau', { province: 'ca-mau' }), 'content/organizations/so-hai.md': office('Sở Hai tỉnh Cà Mau', { province: 'ca-mau' }),
    'content/agreements/quy-che-ca-mau.md': entry({ title: 'Quy chế của Cà Mau', type: 'quy-che', number: '56/QCPH-VKS-TA', signed: '2026-01-01', signatories: [{ organization: 'so-mot' }, { organization: 'so-hai' }] }) };
  const imported = importing(t, text(`Ngày 12/3/2028, ${both} ký quy chế phối hợp thay thế Quy chế số 56/QCPH-VKS-TA.`), [], others);
  assert.deepEqual([imported.news.fields.agreements.length, imported.agreements.fields.succeeds], [1, undefined]);
  assert.match(told(imported), /"56\/QCPH-VKS-TA" was left out: of that name the register has quy-che-ca-mau alone/);
});

test('contents counted in one paragraph, and behind a word with a capital letter', (t) => {
  const contents = ['Chăm lo trẻ em', 'Tạo việc làm cho thanh niên', 'Mỗi quý họp một lần'];
  const lead = `Ngày 12/3/2028, ${both} ký quy chế phối hợp.`;
  for (const said of [`Một là, ${contents[0]}. Hai là, ${contents[1]}. Ba là, ${contents[2]}.`, `Nội dung phối hợp gồm: ${contents.join('; ')}.`, `Nội dung: (1) ${contents[0]}; (2) ${contents[1]}; (3) ${contents[2]}.`])
    assert.deepEqual(importing(t, text(lead, said)).agreements.fields.commitments.map((one) => one.title), contents, said);
});

const central = {
  'content/data/provinces.yaml': dump([{ id: 'an-giang', name: 'An Giang', kind: 'tỉnh' }, { id: 'ha-noi', name: 'Hà Nội', kind: 'thành phố' }]),
  'content/organizations/bo-y-te.md': entry({ name: 'Bộ Y tế', kind: 'ministry', level: 'central' }),
  'content/organizations/bo-noi-vu.md': entry({ name: 'Bộ Nội vụ', kind: 'ministry', level: 'central' }),
  'content/organizations/trung-uong-doan.md': entry({ name: 'Trung ương Đoàn Thanh niên Cộng sản Hồ Chí Minh', short_name: 'Trung ương Đoàn', kind: 'youth-union', level: 'central' }),
  'content/organizations/so-y-te.md': office('Sở Y tế tỉnh An Giang'),
};
const bySigners = /names the parties by those who sign alone/;

test('parties whose names stand in the offices of the signers alone are taken from the sentence in which they sign', (t) => {
  const ministries = ['bo-y-te', 'trung-uong-doan'], province = ['so-y-te', 'tinh-doan-an-giang'];
  for (const [said, expected] of [
    ['Sáng 13/3/2028, tại Hà Nội, Bộ trưởng Bộ Y tế Lê Văn An và Bí thư thứ nhất Trung ương Đoàn Trần Văn Bình đã ký Quy chế phối hợp giữa hai đơn vị.', ministries],
    ['Sáng 13/3/2028, Bộ trưởng Bộ Y tế và Bí thư thứ nhất Ban Chấp hành Trung ương Đoàn ký quy chế phối hợp.', ministries],
    ['Sáng 13/3/2028, đồng chí Lê Văn An, Ủy viên Trung ương Đảng, Bộ trưởng Bộ Y tế và đồng chí Trần Văn Bình, Bí thư Trung ương Đoàn ký kết quy chế phối hợp.', ministries],
    ['Sáng 13/3/2028 diễn ra lễ ký kết quy chế phối hợp giữa Bộ trưởng Bộ Y tế và Bí thư thứ nhất Trung ương Đoàn.', ministries],
    ['Sáng 13/3/2028, Giám đốc Sở Y tế tỉnh An Giang Lê Văn An và Bí thư Tỉnh đoàn Trần Văn Bình ký kết quy chế phối hợp trước sự chứng kiến của Chủ tịch UBND tỉnh An Giang.', province],
    ['Sáng 13/3/2028, tại trụ sở UBND tỉnh An Giang, đại diện Sở Y tế tỉnh An Giang và lãnh đạo Tỉnh đoàn An Giang ký quy chế phối hợp.', province],
    ['Sáng 13/3/2028, đồng chí Lê Văn An, Phó Bí thư Tỉnh ủy An Giang, Chủ tịch UBND tỉnh An Giang và đồng chí Trần Văn Bình, Bí thư Tỉnh đoàn An Giang ký quy chế phối hợp.', ['ubnd-an-giang', 'tinh-doan-an-giang']],
  ]) {
    const imported = importing(t, text(said), [], central);
    assert.deepEqual(partiesOf(imported), expected, `${said}\n${told(imported)}`);
    passes(imported.repository);
  }
  const marked = importing(t, text('Sáng 13/3/2028, Bộ trưởng Bộ Y tế và Bí thư thứ nhất Trung ương Đoàn ký quy chế phối hợp.'), [], central);
  assert.match(told(marked), bySigners);
  assert.match(marked.agreements.comments, /chức vụ của người ký/);
  assert.doesNotMatch(told(importing(t, text(`Sáng 13/3/2028, ${both} ký quy chế phối hợp.`))), bySigners);
});

test('who came, who saw it, and who has several posts is no party by an office', (t) => {
  for (const said of [
    'Sáng 13/3/2028, trước sự chứng kiến của Chủ tịch UBND tỉnh An Giang, Giám đốc Sở Y tế tỉnh An Giang và Bí thư Tỉnh đoàn, hai bên ký quy chế.',
    'Sáng 13/3/2028 diễn ra lễ ký kết. Dự lễ ký có Giám đốc Sở Y tế tỉnh An Giang; Bí thư Tỉnh đoàn An Giang.',
    'Sáng 13/3/2028, Giám đốc Sở Y tế tỉnh An Giang phát biểu, Bí thư Tỉnh đoàn An Giang nhấn mạnh việc ký quy chế.',
    'Sáng 13/3/2028, ông Lê Văn An, Giám đốc Sở Y tế tỉnh An Giang, Chủ tịch UBND tỉnh An Giang và Bí thư Tỉnh đoàn An Giang ký quy chế.',
    'Sáng 13/3/2028, Chủ tịch UBND tỉnh An Giang và Giám đốc Sở Y tế tỉnh An Giang ký Quyết định thành lập tổ công tác.',
    'Sáng 13/3/2028, Giám đốc Sở Y tế tỉnh An Giang ký quy chế phối hợp.',
  ])
    assert.equal(importing(t, text(said), [], central).agreements, undefined, said);
});

test('"hai đơn vị" who sign are the two that the text names together before', (t) => {
  const said = (lead) => importing(t, page(title, '14/03/2028', lead, 'Sau đó, đại diện lãnh đạo hai đơn vị ký quy chế phối hợp.', 'Hai bên sẽ gặp nhau mỗi quý.'), [], central);
  const two = said('Sáng 13/3/2028 diễn ra lễ ký. Bộ Y tế và Trung ương Đoàn tổ chức hội nghị.');
  assert.deepEqual(partiesOf(two), ['bo-y-te', 'trung-uong-doan'], told(two));
  assert.match(told(two), /says only that "hai đơn vị" sign/);
  assert.equal(said('Sáng 13/3/2028 diễn ra lễ ký. Bộ Y tế, Bộ Nội vụ và Trung ương Đoàn tổ chức hội nghị.').agreements, undefined);
  assert.equal(said('Sáng 13/3/2028 diễn ra lễ ký. Bộ Y tế tổ chức hội nghị.').agreements, undefined);
});

test('where central bodies sign is no territory; of a province it is told as before', (t) => {
  const lead = 'Sáng 13/3/2028, tại Hà Nội, Bộ Y tế và Trung ương Đoàn ký quy chế phối hợp';
  for (const said of [`${lead}.`, `${lead.replace('tại Hà Nội', 'tại trụ sở Bộ Y tế, Hà Nội')}.`]) {
    const imported = importing(t, text(said), [], central);
    assert.deepEqual([imported.news.fields.provinces, imported.agreements.fields.national, imported.agreements.fields.provinces], [undefined, true, undefined], said);
    assert.match(told(imported), /national: true was put in/);
    passes(imported.repository);
  }
  for (const said of [`${lead}, triển khai tại Hà Nội.`, `${lead} về chăm lo trẻ em của thành phố Hà Nội.`]) {
    const about = importing(t, text(said), [], central);
    assert.deepEqual([about.news.fields.provinces, about.agreements.fields.national], [['ha-noi'], undefined], said);
  }
  const local = importing(t, text('Sáng 13/3/2028, tại Hà Nội, UBND tỉnh An Giang và Bộ Y tế ký quy chế phối hợp.'), [], central);
  assert.deepEqual([local.news.fields.provinces, local.agreements.fields.national], [['ha-noi'], undefined]);
});

test('an agreement of central bodies is of the country unless the text says where it applies', (t) => {
  const lead = 'Sáng 13/3/2028, tại Hà Nội, Bộ Y tế và Trung ương Đoàn ký quy chế phối hợp';
  const territoryOf = (...said) => {
    const imported = importing(t, text(...said), [], central);
    passes(imported.repository);
    return { ...imported, national: imported.agreements.fields.national, provinces: imported.agreements.fields.provinces };
  };
  for (const passing of [
    'Dự lễ có lãnh đạo tỉnh An Giang và đại diện các sở trên địa bàn thành phố Hà Nội.',
    'Năm 2027, hai bên đã thí điểm tại An Giang, Hà Nội và đạt kết quả tốt.',
    'Ông Lê Văn An, Giám đốc Sở Y tế tỉnh An Giang cho rằng thanh niên tỉnh An Giang rất cần quy chế.',
    'Hội nghị được truyền trực tuyến đến điểm cầu tại các tỉnh An Giang, Hà Nội.',
    'Quy chế được áp dụng trên địa bàn cả nước, tại các tỉnh, thành phố.',
    'Sinh ra ở tỉnh An Giang, chị Trần Thị Chín mong quy chế sớm được thực hiện.',
  ]) {
    const { national, provinces, ...imported } = territoryOf(`${lead}.`, passing);
    assert.deepEqual([national, provinces], [true, undefined], `${passing}\n${told(imported)}`);
    assert.match(told(imported), /says of no part of the country that it applies there: national: true was put in/);
    assert.match(imported.agreements.comments, /ghi national: true; hãy đối chiếu văn bản/);
  }
  for (const [provinces, ...said] of [
    [['an-giang'], `${lead} trên địa bàn tỉnh An Giang.`],
    [['an-giang', 'ha-noi'], `${lead} về chăm lo trẻ em tại các tỉnh An Giang, Hà Nội.`],
    [['an-giang', 'ha-noi'], `${lead}.`, 'Quy chế sẽ được triển khai tại An Giang và Hà Nội.'],
  ]) {
    const { national, provinces: found, ...imported } = territoryOf(...said);
    assert.deepEqual([national, found], [undefined, provinces], `${said}\n${told(imported)}`);
    assert.match(told(imported), /the text says that it applies in these provinces; check them/);
    assert.match(imported.agreements.comments, /bài nói văn bản áp dụng ở các tỉnh này/);
  }
  for (const said of [`${lead} về chăm lo trẻ em trên địa bàn các tỉnh Tây Nguyên.`, `${lead} giúp thanh niên tại các tỉnh biên giới phía Bắc.`]) {
    const { national, provinces, ...imported } = territoryOf(said);
    assert.deepEqual([national, provinces], [undefined, undefined], said);
    assert.match(told(imported), /applies in a part of the country; put in regions or provinces/);
  }
  // Of a party of a province, its province says it.
  const local = importing(t, text('Sáng 13/3/2028, UBND tỉnh An Giang và Bộ Y tế ký quy chế phối hợp trên địa bàn tỉnh An Giang.'), [], central);
  assert.deepEqual([local.agreements.fields.national, local.agreements.fields.provinces], [undefined, undefined]);
});

test('who signs is named before or behind the word, behind the party that they sign for, and is no witness', (t) => {
  const chief = 'ông Lê Văn Tám, Chủ tịch UBND tỉnh An Giang', secretary = 'bà Trần Thị Na, Bí thư Tỉnh đoàn An Giang', guest = 'ông Đỗ Văn Long, Phó Chủ tịch UBND tỉnh An Giang';
  const signers = (said) => importing(t, text(`Sáng 13/3/2028, ${both} ký quy chế phối hợp.`, said)).agreements.fields.signatories.map((one) => one.signers?.map(({ name, title: post }) => `${name}, ${post}`).join('; '));
  const two = ['Lê Văn Tám, Chủ tịch', 'Trần Thị Na, Bí thư'];
  for (const said of [
    `Ông Lê Văn Tám, Chủ tịch UBND tỉnh An Giang và ${secretary} ký Quy chế trước sự chứng kiến của ${guest}.`,
    `Ông Lê Văn Tám - Chủ tịch UBND tỉnh An Giang ký với bà Trần Thị Na - Bí thư Tỉnh đoàn An Giang.`,
    'Thay mặt UBND tỉnh An Giang, ông Lê Văn Tám, Chủ tịch và thay mặt Tỉnh đoàn An Giang, bà Trần Thị Na, Bí thư đã ký Quy chế.',
    'Đại diện UBND tỉnh An Giang: ông Lê Văn Tám, Chủ tịch; đại diện Tỉnh đoàn An Giang: bà Trần Thị Na, Bí thư, ký Quy chế.',
    `Ông Đỗ Văn Long, Phó Chủ tịch UBND tỉnh An Giang chứng kiến ${chief} và ${secretary} ký Quy chế.`,
    `Quy chế được ký bởi ${chief} và ${secretary}.`,
  ])
    assert.deepEqual(signers(said), two, said);
  assert.deepEqual(signers(`Sau lễ ký, ${chief} và ${secretary} phát biểu.`), [undefined, undefined]);
});

test('a number may have blanks at its dashes, and stand in the sentence behind that of the signing', (t) => {
  const numberOf = (...said) => importing(t, text(...said)).agreements.fields.number;
  const signed = `Sáng 13/3/2028, ${both} ký quy chế phối hợp`;
  assert.equal(numberOf(`${signed} số 15 /QC - UBND - TĐ về trẻ em.`), '15/QC-UBND-TĐ');
  assert.equal(numberOf(`${signed} số 15/QC – UBND – TĐ về trẻ em.`), '15/QC-UBND-TĐ');
  assert.equal(numberOf(`${signed} số 15/QC-UBND - Tỉnh đoàn về trẻ em.`), '15/QC-UBND');
  assert.equal(numberOf(`${signed}. Quy chế mang số 15/QC-UBND.`), '15/QC-UBND');
  assert.equal(numberOf(`${signed}.`, 'Quy chế có số 15/QC-UBND gồm 5 điều.'), '15/QC-UBND');
  // Of others.
  assert.equal(numberOf(`${signed}. Quy chế thay thế Quy chế số 15/QC-UBND.`), undefined);
  assert.equal(numberOf(`${signed}. Chỉ thị mang số 15/CT-UBND.`), undefined);
  assert.equal(numberOf(`${signed}. Trong 3 năm, hai bên đã giúp 12 - 15 xã; số 4 - 5 gia đình mỗi xã.`), undefined);
});

const signersOf = (imported) => imported.agreements.fields.signatories.map(({ signers = [] }) => signers.map((one) => [one.name ?? one.person, one.title]));
const lead = `Sáng 13/3/2028, ${both} ký quy chế phối hợp.`;

test('those are signers between whom something was signed, and who are listed behind the words that they sign', (t) => {
  const both = [[['Lê Văn An', 'Phó Chủ tịch']], [['Vũ Thị Ba', 'Bí thư']]];
  for (const said of [
    'Quy chế được ký giữa đồng chí Lê Văn An, Phó Chủ tịch UBND tỉnh An Giang và đồng chí Vũ Thị Ba, Bí thư Tỉnh đoàn An Giang.',
    'Đại diện các bên ký kết gồm: ông Lê Văn An, Phó Chủ tịch UBND tỉnh An Giang; bà Vũ Thị Ba, Bí thư Tỉnh đoàn An Giang.',
    'Các đồng chí Lê Văn An, Phó Chủ tịch UBND tỉnh An Giang và Vũ Thị Ba, Bí thư Tỉnh đoàn An Giang ký kết quy chế.',
  ])
    assert.deepEqual(signersOf(importing(t, text(lead, said))), both, said);
  for (const said of [
    'Dự lễ ký kết có: ông Lê Văn An, Phó Chủ tịch UBND tỉnh An Giang; bà Vũ Thị Ba, Bí thư Tỉnh đoàn An Giang.',
    'Lễ ký kết có các đồng chí: Lê Văn An, Phó Chủ tịch UBND tỉnh An Giang; Vũ Thị Ba, Bí thư Tỉnh đoàn An Giang.',
    'Đại biểu chứng kiến hai bên ký kết gồm: ông Lê Văn An, Phó Chủ tịch UBND tỉnh An Giang; bà Vũ Thị Ba, Bí thư Tỉnh đoàn An Giang.',
  ])
    assert.deepEqual(signersOf(importing(t, text(lead, said))), [[], []], said);
});

test('a position before an office is that of the rank and name behind it, unless it is another\'s; an acting one and the head of a board are whole', (t) => {
  const police = { 'content/organizations/cong-an.md': office('Công an tỉnh An Giang'), 'content/organizations/ban-dan-toc.md': office('Ban Dân tộc tỉnh An Giang') };
  const signers = (said) => signersOf(importing(t, text('Sáng 13/3/2028, Công an tỉnh An Giang và Ban Dân tộc tỉnh An Giang ký quy chế phối hợp.', said), [], police));
  assert.deepEqual(signers('Q. Giám đốc Công an tỉnh An Giang, Đại tá Lê Văn An và Trưởng Ban Dân tộc tỉnh An Giang Vũ Thị Ba đã ký quy chế.'), [[['Lê Văn An', 'Q. Giám đốc']], [['Vũ Thị Ba', 'Trưởng Ban']]]);
  assert.deepEqual(signers('Ông Vũ Thế Ba, Phó Trưởng Ban Dân tộc tỉnh An Giang, Đại tá Lê Văn An, Giám đốc Công an tỉnh An Giang đã ký quy chế.'), [[['Lê Văn An', 'Giám đốc']], [['Vũ Thế Ba', 'Phó Trưởng Ban']]]);
});

test('a kind of document that the register lacks is told, and the draft has no type', (t) => {
  const of = (what) => importing(t, page('Vì trẻ em An Giang', '14/03/2028', `Sáng 13/3/2028, ${both} ký kết ${what}.`, 'Hai bên sẽ gặp nhau mỗi quý.'));
  const other = of('kế hoạch liên tịch số 15/KHLT-UBND về trẻ em');
  assert.equal(other.agreements.fields.type, undefined);
  assert.match(told(other), /calls what was signed "kế hoạch liên tịch", which is no type that the register has/);
  assert.match(other.agreements.comments, /kế hoạch liên tịch/);
  passes(other.repository);
  assert.doesNotMatch(told(of('quy chế phối hợp về trẻ em')), /no type|kind of document/);
  assert.match(told(of('phối hợp về trẻ em')), /does not say what kind of document/);
});

test('what the two sign at a review is a signing, too; what is signed every year or by others is none', (t) => {
  const review = (said) => importing(t, page(`${both} tổng kết quy chế phối hợp`, '14/03/2028', `Sáng 13/3/2028, ${both} tổng kết 5 năm thực hiện quy chế phối hợp.`, 'Hai bên đã có nhiều cố gắng.', said));
  const both_events = review('Dịp này, hai bên ký kết Quy chế phối hợp số 15/QC-UBND giai đoạn 2028 - 2032.');
  assert.deepEqual([eventOf(both_events).kind, both_events.agreements.fields.number], ['signing', '15/QC-UBND']);
  for (const said of ['Hằng năm, hai bên ký kết kế hoạch phối hợp.', 'Dịp này, nhiều xã ký kết quy chế phối hợp với đồn biên phòng.', 'Dịp này, hai bên sẽ ký kết quy chế mới.'])
    assert.equal(eventOf(review(said)).kind, 'closing', said);
});

test('a number without an issuer is taken behind "số", with the day behind it', (t) => {
  const short = importing(t, text(`${both} vừa ký Quy chế phối hợp số 12/QCPH ngày 3/2/2028 về trẻ em.`));
  assert.deepEqual([short.agreements.fields.number, dayOf(short)], ['12/QCPH', '2028-02-03']);
  passes(short.repository);
  for (const said of ['số 12/3 người dự', 'số 12/2028 ngày 3/2/2028', 'số 12/a'])
    assert.equal(importing(t, text(`Sáng 13/3/2028, ${both} ký Quy chế phối hợp ${said}.`)).agreements.fields.number, undefined, said);
});

test('a place ends before who was there, for what, and when', (t) => {
  const placeOf = (behind) => eventOf(importing(t, text(`Ngày 13/3/2028, tại Nhà Văn hóa Lao động tỉnh ${behind} ${both} ký quy chế phối hợp.`))).place;
  for (const behind of ['lãnh đạo hai đơn vị gồm', 'dưới sự chủ trì của đồng chí Lê Văn An,', 'các đồng chí lãnh đạo', 'nhân kỷ niệm Ngày thành lập Đoàn,', 'đại diện'])
    assert.equal(placeOf(behind), 'Nhà Văn hóa Lao động tỉnh', behind);
  assert.equal(eventOf(importing(t, text(`Ngày 13/3/2028, tại Hội trường Ủy ban nhân dân tỉnh, ${both} ký quy chế phối hợp.`))).place, 'Hội trường Ủy ban nhân dân tỉnh');
});
