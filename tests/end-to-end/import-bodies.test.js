'use strict';
// kyket import: a body's name in a province's text is never the central body without a word.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { importing, passes } = require('../support/importing.js');
const { dump, entry } = require('../support/register.js');

const page = (...lines) => `${lines.join('\n\n')}\n`;
const told = (imported) => imported.result.stderr;
const organizations = (imported) => imported.news.fields.organizations ?? [];
const unknown = (imported, name) => told(imported).split('\n').includes(`kyket new organization "${name}"`);
const central = (name, fields) => entry({ name, kind: 'department', level: 'central', ...fields });
const ofProvince = (name, fields) => entry({ name, kind: 'department', level: 'province', province: 'an-giang', ...fields });
const guard = { 'content/organizations/guard.md': central('Bộ Tư lệnh Bộ đội Biên phòng', { short_name: 'Bộ đội Biên phòng' }) };
const guardOfProvince = { 'content/organizations/guard-an-giang.md': ofProvince('Bộ đội Biên phòng tỉnh An Giang', { short_name: 'BĐBP An Giang' }) };
const farmers = { 'content/organizations/farmers.md': central('Hội Nông dân Việt Nam', { other_names: ['Hội NDVN'] }) };
const farmersOfProvince = { 'content/organizations/farmers-an-giang.md': ofProvince('Hội Nông dân tỉnh An Giang') };
const signed = (t, lead, files) => importing(t, page('Ký kết quy chế phối hợp giai đoạn 2028-2032', '14/03/2028', lead, 'Hai bên sẽ gặp nhau mỗi quý.'), [], files);

test('a short name of a central body in a text of a province is the office of the province', (t) => {
  for (const name of ['BĐBP', 'Bộ đội Biên phòng']) {
    const imported = signed(t, `Sáng 13/3/2028, UBND tỉnh An Giang và ${name} ký quy chế phối hợp.`, { ...guard, ...guardOfProvince });
    assert.deepEqual(imported.agreements.fields.signatories.map((one) => one.organization), ['ubnd-an-giang', 'guard-an-giang'], name);
    assert.match(told(imported), new RegExp(`"${name}" without a province was taken for guard-an-giang`));
    passes(imported.repository);
  }
});

test('where the register has no office of the province the name is doubtful, and its text says so', (t) => {
  const imported = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang và BĐBP ký quy chế phối hợp.', guard);
  assert.deepEqual(organizations(imported), ['ubnd-an-giang']);
  assert.equal(imported.agreements, undefined);
  assert.match(told(imported), /"BĐBP" stands in a text of a province and was not taken for guard: it may be Bộ đội Biên phòng tỉnh An Giang/);
  assert.match(imported.news.comments, /BĐBP.*guard/);
  assert.ok(unknown(imported, 'Bộ đội Biên phòng tỉnh An Giang'));
});

test('the central body is meant by its own name, and by its short name in a text of central bodies', (t) => {
  const own = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang và Bộ Tư lệnh Bộ đội Biên phòng ký quy chế phối hợp.', { ...guard, ...guardOfProvince });
  assert.deepEqual(organizations(own), ['ubnd-an-giang', 'guard']);
  const none = signed(t, 'Sáng 13/3/2028, Hội Nông dân Việt Nam và Bộ đội Biên phòng ký quy chế phối hợp.', { ...guard, ...farmers });
  assert.deepEqual(organizations(none), ['farmers', 'guard']);
  assert.doesNotMatch(told(none), /Bộ đội Biên phòng/);
  const place = signed(t, 'Sáng 13/3/2028, tại tỉnh An Giang, Hội Nông dân Việt Nam và Bộ đội Biên phòng ký quy chế phối hợp.', { ...guard, ...farmers, ...guardOfProvince });
  assert.deepEqual(organizations(place), ['farmers', 'guard']);
  assert.match(told(place), /"Bộ đội Biên phòng" was taken for guard, though/);
  const ministry = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang và Bộ Y tế ký quy chế phối hợp.', { 'content/organizations/bo-y-te.md': central('Bộ Y tế') });
  assert.deepEqual(organizations(ministry), ['ubnd-an-giang', 'bo-y-te']);
  assert.doesNotMatch(told(ministry), /"Bộ Y tế"/);
});

test('in a text of several provinces a short name is left out, and told', (t) => {
  const imported = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang, UBND tỉnh Kiên Giang và BĐBP ký quy chế phối hợp.', { ...guard, 'content/organizations/ubnd-kien-giang.md': ofProvince('Ủy ban nhân dân tỉnh Kiên Giang', { province: 'kien-giang' }) });
  assert.deepEqual(organizations(imported), ['ubnd-an-giang', 'ubnd-kien-giang']);
  assert.match(told(imported), /"BĐBP" may be an office of one of the provinces that the text names, or guard/);
});

test('a central name with a province behind it is the office of that, or unknown', (t) => {
  for (const name of ['Hội NDVN tỉnh', 'Hội Nông dân Việt Nam tỉnh']) {
    const lead = (place) => `Sáng 13/3/2028, UBND tỉnh An Giang và ${name}${place} ký quy chế phối hợp.`;
    assert.deepEqual(organizations(signed(t, lead(' An Giang'), { ...farmers, ...farmersOfProvince })), ['ubnd-an-giang', 'farmers-an-giang'], name);
    const other = signed(t, lead(' Hà Tây'), { ...farmers, ...farmersOfProvince });
    assert.deepEqual(organizations(other), ['ubnd-an-giang'], name);
    assert.ok(unknown(other, 'Hội Nông dân tỉnh Hà Tây'), told(other));
    assert.deepEqual(organizations(signed(t, lead(''), { ...farmers, ...farmersOfProvince })), ['ubnd-an-giang', 'farmers-an-giang']);
  }
  const alone = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang và Hội Nông dân Việt Nam (tại An Giang) ký quy chế phối hợp.', { ...farmers, ...farmersOfProvince });
  assert.deepEqual(organizations(alone), ['ubnd-an-giang', 'farmers']);
});

test('the force is no office, and "BĐBP các tỉnh" no body', (t) => {
  const imported = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký quy chế phối hợp; lực lượng BĐBP và BĐBP các tỉnh được thông báo.', { ...guard, ...guardOfProvince });
  assert.deepEqual(organizations(imported), ['ubnd-an-giang', 'tinh-doan-an-giang']);
});

test('nothing within the number of a document is a name; the number of an agreement is', (t) => {
  const files = { ...guard, ...guardOfProvince };
  for (const number of ['634/CTPH-CCB-BĐBP', '634/2028/CTPH-BĐBP', '634-CT/BĐBP', '12/KH-UBND']) {
    const imported = signed(t, `Thực hiện Chương trình số ${number}, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký quy chế phối hợp.`, files);
    assert.ok(imported.news.body.includes(number), imported.news.body);
    assert.deepEqual(organizations(imported), ['ubnd-an-giang', 'tinh-doan-an-giang'], number);
  }
  const known = (number) => signed(t, `Thực hiện Quy chế số ${number}, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký quy chế phối hợp.`, files).news.body;
  assert.ok(known('01/QC-UBND').includes('[01/QC-UBND](agreement:quy-che-2018)'));
  assert.ok(known('01/QC-UBND-BĐBP').includes('01/QC-UBND-BĐBP'));
});

test('what is short in a name is written out in the line that makes the body, and a word in capitals is no abbreviation', (t) => {
  const short = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang và Công an TP Cần Thơ ký quy chế phối hợp.');
  assert.ok(unknown(short, 'Công an thành phố Cần Thơ'), told(short));
  const capitals = signed(t, 'Sáng 13/3/2028, UBND TỈNH AN GIANG VÀ SỞ TƯ PHÁP TỈNH KIÊN GIANG ký quy chế phối hợp.');
  assert.ok(!told(capitals).includes('Trung ương'), told(capitals));
});

test('a body of a province that is a city today is named as the text names the province', (t) => {
  const provinces = (name, kind, former) => ({
    'content/data/provinces.yaml': dump([
      { id: 'an-giang', name: 'An Giang', kind: 'tỉnh', region: 'dong-bang-song-cuu-long' },
      { id: 'kien-giang', name: 'Kiên Giang', kind: 'tỉnh', merged_into: 'an-giang', until: '2025-06-30' },
      { id: 'ha-khau', name, kind, former_names: [former] },
    ]),
  });
  const became = provinces('Hà Khẩu', 'thành phố', { name: 'Hà Khẩu', kind: 'tỉnh', until: '2029-12-31' });
  const renamed = provinces('Hà Khẩu', 'thành phố', { name: 'Lạc Hà', kind: 'tỉnh', until: '2029-12-31' });
  const found = (lead, files) => told(signed(t, `Sáng 13/3/2028, ${lead} ký quy chế phối hợp.`, files)).split('\n').filter((line) => line.startsWith('kyket new organization'));
  const line = (name) => `kyket new organization "${name}"`;
  assert.deepEqual(found('HĐND và UBND tỉnh Hà Khẩu', became), [line('Hội đồng nhân dân tỉnh Hà Khẩu'), line('Ủy ban nhân dân tỉnh Hà Khẩu')]);
  assert.deepEqual(found('HĐND và UBND thành phố Hà Khẩu', became), [line('Hội đồng nhân dân thành phố Hà Khẩu'), line('Ủy ban nhân dân thành phố Hà Khẩu')]);
  assert.deepEqual(found('tại Hà Khẩu, HĐND tỉnh và Sở Y tế tỉnh', became), [line('Hội đồng nhân dân tỉnh Hà Khẩu'), line('Sở Y tế tỉnh Hà Khẩu')]);
  assert.deepEqual(found('tại Lạc Hà, HĐND tỉnh và UBND tỉnh Lạc Hà', renamed), [line('Hội đồng nhân dân tỉnh Lạc Hà'), line('Ủy ban nhân dân tỉnh Lạc Hà')]);
  assert.deepEqual(found('tại Hà Khẩu, HĐND tỉnh và UBND tỉnh Lạc Hà', renamed)[0], line('Hội đồng nhân dân tỉnh Lạc Hà'));
});

test("a parliament's delegation, an office's secretariat and a school are bodies of their own", (t) => {
  const named = (lead) => signed(t, `Sáng 13/3/2028, ${lead} ký quy chế phối hợp.`);
  const delegation = named('UBND tỉnh An Giang và Đoàn ĐBQH tỉnh');
  assert.ok(unknown(delegation, 'Đoàn đại biểu Quốc hội tỉnh An Giang'), told(delegation));
  assert.doesNotMatch(told(delegation), /Tỉnh đoàn/);
  for (const name of ['Văn phòng UBND tỉnh An Giang', 'văn phòng UBND tỉnh An Giang']) {
    const secretariat = named(`${name} và Sở Tư pháp tỉnh An Giang`);
    assert.equal(organizations(secretariat).includes('ubnd-an-giang'), false, name);
    assert.ok(unknown(secretariat, 'Văn phòng Ủy ban nhân dân tỉnh An Giang'), told(secretariat));
  }
  const joint = named('Văn phòng Đoàn ĐBQH và HĐND tỉnh An Giang và Sở Tư pháp tỉnh An Giang');
  assert.ok(unknown(joint, 'Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh An Giang'), told(joint));
  assert.equal(unknown(joint, 'Hội đồng nhân dân tỉnh An Giang'), false);
  const held = named('tại văn phòng UBND tỉnh An Giang, Sở Tư pháp tỉnh An Giang và Sở Nội vụ tỉnh An Giang');
  assert.doesNotMatch(told(held), /Văn phòng/);
  assert.deepEqual(organizations(held), []);
  for (const name of ['Đại học Quốc gia Thành phố Hồ Chí Minh', 'Trường Đại học Khoa học Xã hội và Nhân văn Hà Nội', 'Học viện Thanh thiếu niên Việt Nam', 'Học viện Chính trị khu vực III']) {
    const school = named(`${name} và UBND tỉnh An Giang`);
    assert.ok(unknown(school, name), told(school));
    assert.deepEqual(school.news.fields.provinces ?? [], []);
  }
  const beside = named('Trường Đại học Vinh và UBND tỉnh An Giang');
  assert.ok(unknown(beside, 'Trường Đại học Vinh'), told(beside));
});

test("an authority's numbered district is its office, and a district without a number is not", (t) => {
  const named = (lead) => signed(t, `Sáng 13/3/2028, ${lead} ký quy chế phối hợp.`, { 'content/organizations/audit.md': central('Kiểm toán Nhà nước') });
  for (const name of ['Kiểm toán Nhà nước khu vực XI', 'Chi cục Thuế khu vực XIV', 'Tòa án nhân dân khu vực 1 - An Giang', 'Ngân hàng Nhà nước chi nhánh Khu vực 11']) {
    const imported = named(`${name} và UBND tỉnh An Giang`);
    assert.ok(unknown(imported, name), told(imported));
    assert.deepEqual(organizations(imported), ['ubnd-an-giang']);
  }
  const centre = named('Kiểm toán Nhà nước và UBND tỉnh An Giang');
  assert.deepEqual(organizations(centre), ['audit', 'ubnd-an-giang']);
  assert.doesNotMatch(told(named('UBND tỉnh An Giang và Công an các khu vực biên giới')), /khu vực/);
  const cut = importing(t, page('UBND tỉnh An Giang ký quy chế phối hợp với Kiểm toán Nhà nước khu vực', '14/03/2028', 'Sáng 13/3/2028, UBND tỉnh An Giang ký quy chế với Kiểm toán Nhà nước khu vực'));
  assert.doesNotMatch(told(cut), /khu vực"/);
});

test("the party's bodies are named with the province behind them, and its standing committee is no party for leading", (t) => {
  const named = (lead) => signed(t, `Sáng 13/3/2028, ${lead} ký quy chế phối hợp.`);
  for (const name of ['Ban Dân vận Tỉnh ủy', 'Ủy ban Kiểm tra Tỉnh ủy', 'Ban Tuyên giáo và Dân vận Tỉnh ủy', 'Văn phòng Tỉnh ủy'])
    for (const written of [name, `${name} An Giang`]) {
      const imported = named(`${written} và UBND tỉnh An Giang`);
      assert.ok(unknown(imported, `${name} An Giang`), told(imported));
      assert.match(told(imported), /of 2 signatories that the text names, the register knows 1/);
    }
  const led = named('được sự đồng ý của Ban Thường vụ Tỉnh ủy, Sở Y tế tỉnh An Giang và UBND tỉnh An Giang');
  assert.doesNotMatch(told(led), /new organization "Ban Thường vụ/);
  const rank = named('ông Lê Văn An, Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Tỉnh ủy dự; Sở Y tế tỉnh An Giang và UBND tỉnh An Giang');
  assert.match(told(rank), /of 2 signatories/);
});

test("a standing committee, a bank's branch, a team's council and a military zone are bodies of their own", (t) => {
  for (const [name, office] of [
    ['Thường trực Hội đồng nhân dân tỉnh', 'Thường trực Hội đồng nhân dân tỉnh An Giang'],
    ['Ngân hàng Chính sách xã hội chi nhánh tỉnh An Giang', 'Ngân hàng Chính sách xã hội chi nhánh tỉnh An Giang'],
    ['Hội đồng Đội tỉnh', 'Hội đồng Đội tỉnh An Giang'],
    ['Hội đồng Đội Trung ương', 'Hội đồng Đội Trung ương'],
    ['Bộ Tư lệnh Quân khu 9', 'Bộ Tư lệnh Quân khu 9'],
    ['Quân khu IV', 'Quân khu IV'],
  ])
    assert.ok(unknown(signed(t, `Sáng 13/3/2028, UBND tỉnh An Giang và ${name} ký quy chế phối hợp.`), office), name);
  const person = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang ký quy chế phối hợp với Quân khu 9 Lê Văn An.');
  assert.ok(unknown(person, 'Quân khu 9'));
});

test('where the sentence says how many sign, another number of parties is told', (t) => {
  const wrong = signed(t, 'Sáng 13/3/2028, ba cơ quan là UBND tỉnh An Giang, Tỉnh đoàn An Giang và Chợ Ba Thê ký quy chế phối hợp.');
  assert.match(told(wrong), /speaks of 3 offices of a kind, 2 were found/);
  const right = signed(t, 'Sáng 13/3/2028, hai cơ quan là UBND tỉnh An Giang và Tỉnh đoàn An Giang ký quy chế phối hợp.');
  assert.doesNotMatch(told(right), /offices of a kind/);
});

test('of the offices of several provinces a short name is the one that is named whole', (t) => {
  const of = (id, name) => ({ [`content/organizations/guard-${id}.md`]: entry({ name: `Bộ đội Biên phòng tỉnh ${name}`, kind: 'department', level: 'province', province: id }) });
  const provinces = { 'content/data/provinces.yaml': dump([['an-giang', 'An Giang'], ['ca-mau', 'Cà Mau'], ['tay-ninh', 'Tây Ninh']].map(([id, name]) => ({ id, name, kind: 'tỉnh' }))) };
  const files = { ...guardOfProvince, ...provinces, ...of('ca-mau', 'Cà Mau'), ...of('tay-ninh', 'Tây Ninh') };
  const lead = (...named) => `Sáng 13/3/2028, ${named.join(' và ')} ký quy chế phối hợp. Dự lễ ký có Chính ủy Bộ đội Biên phòng tỉnh.`;
  const [here, there] = ['An Giang', 'Cà Mau'].map((name) => `Bộ đội Biên phòng tỉnh ${name}`);
  const one = signed(t, lead(here, 'UBND tỉnh Tây Ninh'), files);
  assert.doesNotMatch(told(one), /"Bộ đội Biên phòng tỉnh" may be/);
  assert.deepEqual(organizations(one), ['guard-an-giang']);
  assert.match(told(signed(t, lead(here, there), files)), /"Bộ đội Biên phòng tỉnh" may be any of these/);
});

test("a committee of the party within an office is a body of its own, but for its secretary's post", (t) => {
  const both = signed(t, 'Sáng 13/3/2028, Đảng ủy Công an tỉnh và Đảng ủy Quân sự tỉnh An Giang ký quy chế phối hợp.');
  for (const name of ['Đảng ủy Công an tỉnh An Giang', 'Đảng ủy Quân sự tỉnh An Giang']) assert.ok(unknown(both, name), told(both));
  const post = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang ký quy chế phối hợp với Tỉnh đoàn An Giang. Dự có Phó Bí thư Đảng ủy Công an tỉnh.');
  assert.doesNotMatch(told(post), /kyket new organization "Đảng ủy/);
});

test('"Tỉnh đoàn" behind a comma is no part of the name before it', (t) => {
  const health = { 'content/organizations/so-y-te.md': ofProvince('Sở Y tế tỉnh An Giang') };
  const imported = signed(t, 'Sáng 13/3/2028, Sở Y tế, Tỉnh đoàn An Giang và UBND tỉnh An Giang ký quy chế phối hợp.', health);
  assert.deepEqual(imported.agreements.fields.signatories.map((one) => one.organization), ['so-y-te', 'tinh-doan-an-giang', 'ubnd-an-giang']);
});

test('the bank of social policy is a central body in a text of central bodies alone', (t) => {
  const central = importing(t, page('Ký kết quy chế phối hợp giai đoạn 2028-2032', '14/03/2028', 'Sáng 13/3/2028, Bộ Y tế và Ngân hàng Chính sách xã hội ký quy chế phối hợp.', 'Hai bên sẽ gặp nhau mỗi quý.'));
  assert.ok(unknown(central, 'Ngân hàng Chính sách xã hội'), told(central));
  const there = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang ký quy chế phối hợp với Tỉnh đoàn An Giang. Người dân vay của Ngân hàng Chính sách xã hội.');
  assert.doesNotMatch(told(there), /kyket new organization "Ngân hàng/);
});

test('by whose leave or in whose presence is signed is no party, nor what a party is a unit of', (t) => {
  const parties = (lead) => importing(t, page('Ký kết quy chế phối hợp ở An Giang', '14/03/2028', lead, 'Hai bên sẽ gặp nhau mỗi quý để rút kinh nghiệm.')).agreements?.fields.signatories.map((one) => one.organization);
  const two = ['ubnd-an-giang', 'tinh-doan-an-giang'];
  for (const patron of ['dưới sự chủ trì của Bộ Y tế', 'thừa ủy quyền của lãnh đạo Bộ Y tế', 'được sự đồng ý của Bộ Y tế'])
    assert.deepEqual(parties(`Ngày 13/3/2028, ${patron}, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký kết Quy chế phối hợp.`), two, patron);
  assert.deepEqual(parties('Ngày 13/3/2028, sau báo cáo của UBND tỉnh An Giang, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký kết Quy chế phối hợp.'), two);
  for (const unit of ['Nhà khách Núi Sam thuộc UBND tỉnh An Giang', 'Phòng Quản trị UBND tỉnh An Giang', 'Ban Quản trị (UBND tỉnh An Giang)'])
    assert.equal(parties(`Ngày 13/3/2028, ${unit} và Tỉnh đoàn An Giang ký kết Quy chế phối hợp.`), undefined, unit);
});

test('two names with a blank between are that of a body within the second', (t) => {
  const imported = importing(t, page('Ký kết quy chế phối hợp ở An Giang', '14/03/2028', 'Ngày 13/3/2028, Hội Phụ nữ Công an tỉnh An Giang và Tỉnh đoàn An Giang ký kết Quy chế phối hợp.', 'Hai bên sẽ gặp nhau mỗi quý để rút kinh nghiệm.'));
  assert.equal(imported.agreements, undefined);
  assert.match(imported.result.stderr, /kyket new organization "Hội Phụ nữ Công an tỉnh An Giang"/);
  const apart = importing(t, page('Ký kết quy chế phối hợp ở An Giang', '14/03/2028', 'Ngày 13/3/2028, Hội Phụ nữ tỉnh, Công an tỉnh An Giang và Tỉnh đoàn An Giang ký kết Quy chế phối hợp.', 'Hai bên sẽ gặp nhau mỗi quý để rút kinh nghiệm.'));
  assert.doesNotMatch(apart.result.stderr, /Hội Phụ nữ Công an/);
});

test('the rank of its city, the order of its words and capital letters make no other office of a name; a city in a province does', (t) => {
  const provinces = {
    'content/data/provinces.yaml': dump([
      { id: 'an-giang', name: 'An Giang', kind: 'tỉnh', region: 'dong-bang-song-cuu-long' },
      { id: 'kien-giang', name: 'Kiên Giang', kind: 'tỉnh', merged_into: 'an-giang', until: '2025-06-30' },
      { id: 'can-tho', name: 'Cần Thơ', kind: 'thành phố', region: 'dong-bang-song-cuu-long' },
      { id: 'ca-mau', name: 'Cà Mau', kind: 'tỉnh', region: 'dong-bang-song-cuu-long' },
    ]),
  };
  const lines = (headline, ...said) =>
    told(importing(t, page(headline, '14/03/2028', ...said, 'Hai bên sẽ gặp nhau mỗi quý.'), [], provinces))
      .split('\n')
      .filter((line) => line.startsWith('kyket new organization'))
      .map((line) => line.slice('kyket new organization "'.length, -1));
  assert.deepEqual(lines('Sở Du lịch Cần Thơ và Sở Du lịch Cà Mau ký kết hợp tác', 'Sáng 13/3/2028, Sở Du lịch thành phố Cần Thơ và Sở Du lịch tỉnh Cà Mau ký kết chương trình hợp tác.'), ['Sở Du lịch Cần Thơ', 'Sở Du lịch Cà Mau']);
  assert.deepEqual(lines('Ký kết chương trình phối hợp', 'Sáng 13/3/2028, Ngân hàng Chính sách xã hội chi nhánh Cà Mau và Hội Nông dân tỉnh Cà Mau ký kết chương trình phối hợp.', 'Chi nhánh Ngân hàng Chính sách xã hội tỉnh Cà Mau sẽ cho vay.'), ['Ngân hàng Chính sách xã hội chi nhánh Cà Mau', 'Hội Nông dân tỉnh Cà Mau']);
  assert.deepEqual(lines('KÝ KẾT GIỮA HỘI NÔNG DÂN VÀ TỈNH ĐOÀN CÀ MAU', 'Sáng 13/3/2028, Hội Nông dân tỉnh và Tỉnh đoàn Cà Mau ký kết chương trình phối hợp.'), ['Hội Nông dân tỉnh Cà Mau', 'Tỉnh đoàn Cà Mau']);
  const both = lines('Ký kết quy chế phối hợp', 'Sáng 13/3/2028, Hội Nông dân tỉnh Cà Mau và Hội Nông dân thành phố Cà Mau ký kết chương trình phối hợp.');
  assert.equal(both.length, 2, both.join());
});

test('an office of the register is found where the text has the words of its name in another order', (t) => {
  const bank = { 'content/organizations/bank.md': ofProvince('Ngân hàng Chính sách xã hội chi nhánh An Giang') };
  const imported = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang và Chi nhánh Ngân hàng Chính sách xã hội tỉnh An Giang ký quy chế phối hợp.', bank);
  assert.deepEqual(imported.agreements.fields.signatories.map((one) => one.organization), ['ubnd-an-giang', 'bank']);
  const other = signed(t, 'Sáng 13/3/2028, UBND tỉnh An Giang và Chi nhánh Ngân hàng Phát triển tỉnh An Giang ký quy chế phối hợp.', bank);
  assert.equal(other.agreements, undefined);
});

test('of a title in capital letters what is no syllable stays an abbreviation, and names that all know are written as such', (t) => {
  const titleOf = (headline) => importing(t, page(headline, '14/03/2028', 'Sáng 13/3/2028, UBND tỉnh An Giang và Tỉnh đoàn An Giang ký quy chế phối hợp.', 'Hai bên sẽ gặp nhau mỗi quý.')).news.fields.title;
  assert.equal(titleOf('KÝ KẾT QUY CHẾ VỚI ĐOÀN TNCS HỒ CHÍ MINH VÀ MTTQ VIỆT NAM'), 'Ký kết quy chế với đoàn TNCS Hồ Chí Minh và MTTQ Việt Nam');
});
