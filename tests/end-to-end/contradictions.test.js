'use strict';
// Where days, signers and relations contradict each other: each is told at its place, and what only says more is not.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { dump, entry, news, site, smallRepository } = require('../support/register.js');
const { parseDiagnostics } = require('../support/diagnostics.js');

const path = 'content/agreements/thu.md';
const made = (fields, id = 'thu') => ({
  [`content/agreements/${id}.md`]: entry({ title: 'Quy chế thử', number: '09/QC-UBND', signed: '2030-05-04', period: { start: 2031, end: 2034 },
    signatories: [{ organization: 'ubnd-an-giang' }, { organization: 'tinh-doan-an-giang' }], ...fields }),
});
const codesAt = (t, files, date = '2035-01-01', file = path) => {
  const result = smallRepository(t, files).kyket(['check', '--date', date]);
  return parseDiagnostics(result.output).filter((one) => one.file === file && one.code !== 'not-linked' && one.code !== 'no-news').map(({ code, severity }) => `${severity} ${code}`);
};
const tells = (name, files, expected, ...rest) => test(name, (t) => assert.deepEqual(codesAt(t, files, ...rest), expected));

tells('nothing is told of what agrees', made({}), []);
tells('a title with years and no period', made({ title: 'Quy chế thử giai đoạn 2031–2034', period: undefined }), ['warning no-period']);
tells('a title with years and a period', made({ title: 'Quy chế thử giai đoạn 2031–2034' }), []);
tells('a title without years and no period', made({ period: undefined }), []);
tells('a short title with years and no period', made({ short_title: 'QC 2031–2034', period: undefined }), ['warning no-period']);
tells('a summary that names a period that is not given', made({ summary: 'Quy chế giai đoạn 2031-2034.', period: undefined }), ['warning no-period']);
tells('a summary with the years of something else', made({ summary: 'Thực hiện Chiến lược 2021-2030.', period: undefined }), []);
tells('a short title with a year that nothing else has', made({ short_title: 'QC 2036' }), ['warning period-mismatch']);
tells('a short title with the year of the signing, of an end of the period, of the title', { ...made({ short_title: 'QC 2030' }), ...made({ short_title: 'QC 2034', number: '10/QC-UBND', signed: '2024-05-04', period: { start: 2025, end: 2029 }, title: 'Quy chế năm 2034' }, 'sau') }, []);
tells('a number of another year than the signing', made({ number: '09/2029/QC-UBND' }), ['warning number-year']);
tells('a number of the year of the signing', made({ number: '09/2030/QC-UBND' }), []);
tells('a basis of a later year than the signing', made({ legal_basis: [{ number: '15/2031/NĐ-CP', title: 'Nghị định' }] }), ['warning number-year']);
tells('a basis of the year of the signing, and one whose number has no year', made({ legal_basis: [{ number: '15/2030/NĐ-CP', title: 'Nghị định' }, { number: '18-NQ/TW', title: 'Nghị quyết' }] }), []);
const withBody = (body, fields = {}) => ({ [path]: `${made({ number: '09/QC-UBND-TĐ', ...fields })[path]}\n${body}\n` });
const twoParties = [{ organization: 'ubnd-an-giang' }, { organization: 'tinh-doan-an-giang' }];
tells('a body with another number of the same code', withBody('Ngày 4/5/2030, hai bên ký Quy chế số 19/QC-UBND-TĐ.'), ['warning number-year']);
tells('a body with the number itself, and that of one before', withBody('Quy chế số 09/QC-UBND-TĐ nối tiếp Quy chế số 19/QC-UBND-TĐ.'), []);
tells('a body with the number of what came before, of another year or code', withBody('Quy chế thay Quy chế số 19/QC-UBND-TĐ.\n\nCông văn 19/UBND-VX.'), []);
tells('a body with a number and another year behind it', withBody('Hai bên nhắc Quy chế số 19/QC-UBND-TĐ ngày 5/6/2027.'), []);
tells('a body that is in force to another year', withBody('Quy chế có hiệu lực đến hết năm 2035.'), ['warning period-mismatch']);
tells('a body that is in force to the year of the period, or speaks of another document', withBody('Quy chế có hiệu lực đến hết năm 2034.'), []);
tells('a body with the validity of another document', withBody('Nghị quyết số 12/NQ-HĐND có hiệu lực đến năm 2036.'), []);
tells('a period of a document with another number', withBody('Quy chế theo Kế hoạch số 100/KH-UBND ngày 2/3/2030 giai đoạn 2030–2034.'), []);
tells('a period of its own in the body that is another', withBody('Quy chế thực hiện trong giai đoạn 2031–2035.'), ['warning period-mismatch']);
const fiveYears = { period: { start: 2030, end: 2034 } };
tells('the years of which results are told, within the period', withBody('Sơ kết giai đoạn 2030–2032, hai bên mở 20 lớp.\n\nNửa đầu, 2030–2031, hai bên làm được nhiều việc.\n\nHai bên theo kế hoạch năm năm 2030–2035 của Bộ.', fiveYears), []);
tells('a period that begins with the own one and of which nothing else is told', withBody('Hai bên ký Quy chế giai đoạn 2030–2032.', fiveYears), ['warning period-mismatch']);
tells('the validity of what the sentence links to', withBody('[Quy chế trước](agreement:quy-che-2018) có hiệu lực đến hết năm 2022. Giai đoạn trước có hiệu lực đến năm 2029.', fiveYears), []);
test('signs in codes make no other issuer', (t) => {
  const codes = { 'content/organizations/ubnd-an-giang.md': entry({ name: 'Ủy ban nhân dân tỉnh An Giang', kind: 'committee', level: 'province', province: 'an-giang', code: 'BGDĐT' }), 'content/organizations/tinh-doan-an-giang.md': entry({ name: 'Tỉnh đoàn An Giang', kind: 'union', level: 'province', province: 'an-giang', code: 'TWĐTN' }) };
  assert.deepEqual(codesAt(t, { ...codes, ...made({ number: '01/CTr-BGD&ĐT-TWĐTN', signatories: twoParties }) }), []);
  assert.deepEqual(codesAt(t, { ...codes, ...made({ number: '01/CTr-BGD&KH-TWĐTN', signatories: twoParties }) }), ['warning issuer-mismatch']);
});
tells('a signer twice on one side', made({ signatories: [{ organization: 'ubnd-an-giang', signers: [{ person: 'nguyen-van-an' }, { person: 'nguyen-van-an' }] }, twoParties[1]] }), ['warning signer-position', 'error repeated-reference', 'warning signer-position'], '2035-01-01');
tells('two signers on one side', made({ signatories: [{ organization: 'ubnd-an-giang', signers: [{ name: 'Lê Văn Bình' }, { name: 'Trần Văn Cường' }] }, twoParties[1]] }), []);
for (const [title, expected] of [['1. Dạy nghề; 2. Mở hội chợ', 'several commitments'], ['a) Dạy nghề; b) Mở hội chợ', 'several commitments'], ['1. Dạy nghề', 'second number'], ['1. Dạy nghề theo Điều 2. 3 của luật', 'second number']])
  test(`a commitment "${title}": ${expected}`, (t) => {
    const { output } = smallRepository(t, made({ commitments: [{ title }] })).kyket(['check', '--lang', 'en', '--date', '2035-01-01']);
    assert.deepEqual(parseDiagnostics(output).filter(({ file, code }) => file === path && code !== 'no-news').map(({ code }) => code), ['untidy-title'], output);
    assert.match(output, new RegExp(expected));
  });
tells('a commitment with parts in one sentence', made({ commitments: [{ title: 'Ba nhóm việc: (1) dạy nghề; (2) việc làm' }, { title: 'Thực hiện Điều 1; Điều 2 của luật' }] }), []);
tells('a place that says that nothing is known', made({ place: 'Không rõ' }), ['warning odd-value']);
tells('a place', made({ place: 'Long Xuyên' }), []);
const item = (title, kind) => ({ 'content/news/2031/tin.md': entry({ title, date: '2031-05-05', event: { kind, date: '2031-05-05' } }, 'Hai bên gặp nhau.') });
for (const [title, kind, expected] of [['Hai bên ký chương trình phối hợp', 'review', ['warning name-mismatch']], ['Sơ kết một năm phối hợp', 'signing', ['warning name-mismatch']], ['Sơ kết một năm ký kết chương trình', 'review', []],
  ['Hai bên ký chương trình phối hợp', 'signing', []], ['Tổng kết và ký quy chế mới', 'signing', []], ['Đánh giá kết quả ký quy chế', 'closing', []], ['Hội nghị đăng ký thi đua', 'review', []]])
  tells(`news "${title}" of kind ${kind}`, item(title, kind), expected, '2035-01-01', 'content/news/2031/tin.md');
tells('signed before anybody who reads was born', made({ signed: '1030-05-04', period: { start: 1031, end: 1034 } }), ['warning far-year', 'warning far-year', 'warning far-year']);
tells('an end a century later', made({ period: { start: 2031, end: 2134 } }), ['warning far-year']);
tells('an end fifty years later', made({ period: { start: 2031, end: 2080 } }), []);
tells('start and end beside the period', made({ period: undefined, start: 2031, end: 2034 }), ['error misplaced-key', 'error misplaced-key']);
tells('signed tomorrow', made({}), ['warning signed-in-future'], '2030-05-03');
tells('signed today', made({}), [], '2030-05-04');
tells('signed in the month that today lies in', made({ signed: '2030-05' }), [], '2030-05-01');
tells('terminated before it was signed', made({ terminated: { date: '2030-05-03' } }), ['warning wrong-order']);
tells('terminated on the day of signing', made({ terminated: { date: '2030-05-04' } }), []);
tells('terminated after its end', made({ terminated: { date: '2035-01-01' } }), ['warning wrong-order']);
tells('terminated on its last day', made({ terminated: { date: '2034-12-31' } }), []);
tells('an amendment older than what it amends', { ...made({ amends: 'sau' }), ...made({ signed: '2030-05-05', title: 'Sau', number: '10/QC-UBND', signatories: [{ organization: 'ubnd-an-giang' }, { organization: 'ubnd-kien-giang' }] }, 'sau'),
  'content/organizations/ubnd-kien-giang.md': entry({ name: 'UBND tỉnh Kiên Giang' }) }, ['warning wrong-order']);
tells('an amendment of the same day', { ...made({ amends: 'sau' }), ...made({ title: 'Sau', number: '10/QC-UBND' }, 'sau') }, []);
tells('a predecessor that was signed later', { ...made({ succeeds: 'sau' }), ...made({ signed: '2031-05-05', period: { start: 2026, end: 2030 }, title: 'Sau', number: '10/QC-UBND' }, 'sau') }, ['warning wrong-order']);
tells('carries out what was signed later', made({ implements: 'quy-che-2023', signed: '2020-05-04', period: { start: 2031, end: 2034 } }), ['warning wrong-order']);
tells('carries out what was signed earlier', made({ implements: 'quy-che-2023' }), []);
tells('a predecessor that was signed earlier', made({ succeeds: 'quy-che-2023' }), []);

const people = {
  'content/people/chung.md': entry({ name: 'Lê Chung', positions: [{ organization: 'ubnd-an-giang', title: 'Chủ tịch' }, { organization: 'tinh-doan-an-giang', title: 'Bí thư' }] }),
  'content/people/khac.md': entry({ name: 'Lê Khác', positions: [{ organization: 'tinh-doan-an-giang', title: 'Bí thư' }] }),
};
const signed = (...signers) => ({ ...people, ...made({ signatories: ['ubnd-an-giang', 'tinh-doan-an-giang'].map((organization, i) => ({ organization, signers: signers[i] })) }) });
tells('one person signs for both sides', signed([{ person: 'chung' }], [{ person: 'chung' }]), ['warning signer-twice']);
tells('one name signs for both sides', signed([{ name: 'Lê Thị Bé' }], [{ name: 'LÊ THỊ BÉ' }]), ['warning signer-twice']);
tells('two names sign', signed([{ name: 'Lê Thị Bé' }], [{ name: 'Lê Thị Bế' }]), []);
tells('a signer with an entry, however the name is written', signed([{ name: 'LÊ CHUNG' }], []), ['warning known-signer']);
tells('a signer with an entry, addressed', signed([{ name: 'Ông Lê Chung' }], []), ['warning untidy-title', 'warning known-signer']);
tells('a signer without an entry whose name begins as an address does', signed([{ name: 'Bàng Văn Ong' }, { name: 'Anh Tuấn' }], []), []);
tells('a person who is addressed in the name', { ...made({}), 'content/people/moi.md': entry({ name: 'TS. Lê Mới' }) }, ['warning untidy-title'], '2035-01-01', 'content/people/moi.md');
tells('two people of one name but for its case', { ...made({}), 'content/people/chung.md': people['content/people/chung.md'], 'content/people/chung-hai.md': people['content/people/chung.md'].replace('Lê Chung', 'LÊ CHUNG') }, ['warning twin'], '2035-01-01', 'content/people/chung-hai.md');
tells('two offices of one name but for where a mark stands', { ...made({}), 'content/organizations/mot.md': entry({ name: 'Uỷ ban Hoà Bình' }), 'content/organizations/ot.md': entry({ name: 'Ủy ban Hòa Bình' }) }, ['warning twin'], '2035-01-01', 'content/organizations/ot.md');
tells('each side has its own', signed([{ person: 'chung' }], [{ person: 'khac' }]), []);
tells('a signer whose positions are elsewhere', signed([{ person: 'khac' }], []), ['warning signer-elsewhere']);
tells('a title that says more than the position', signed([{ person: 'chung', title: 'Chủ tịch Hội LHPN tỉnh' }], [{ person: 'khac', title: 'Bí thư Tỉnh đoàn' }]), []);
tells('a title that says something else', signed([{ person: 'chung', title: 'Phó Chủ tịch' }], []), ['warning signer-position']);

const toldOf = (date) => ({ ...made({}), 'content/news/2030/ky.md': entry({ ...news, title: 'Ký', date: '2030-06-01', agreements: ['thu'], people: undefined, event: { kind: 'signing', date } }) });
tells('news of the signing on another day', toldOf('2030-05-05'), ['warning signing-mismatch']);
tells('the same is told at the news', toldOf('2030-05-05'), ['warning signing-mismatch'], '2035-01-01', 'content/news/2030/ky.md');
tells('news of the signing on that day', toldOf('2030-05-04'), []);
tells('news of the signing in that month', toldOf('2030-05'), []);
tells('news that names the agreement before it too', {
  ...toldOf('2030-05-04'),
  'content/news/2030/ky.md': entry({ ...news, title: 'Ký', date: '2030-06-01', agreements: ['thu', 'quy-che-2018'], people: undefined, event: { kind: 'signing', date: '2030-05-04' } }),
}, []);

const office = (since) => ({ 'content/organizations/so-cu.md': entry({ name: 'Sở cũ', dissolved: '2025-02-28', successors: [{ organization: 'ubnd-an-giang', since }] }) });
tells('a successor long before the end', office('2023-01-01'), ['warning wrong-order'], '2035-01-01', 'content/organizations/so-cu.md');
tells('a successor the day after', office('2025-03-01'), [], '2035-01-01', 'content/organizations/so-cu.md');
tells('a successor some months before', office('2024-06-01'), [], '2035-01-01', 'content/organizations/so-cu.md');

tells('a name that has an entry', { ...people, ...made({ signatories: [{ organization: 'ubnd-an-giang', signers: [{ name: 'Lê Chung' }] }, { organization: 'tinh-doan-an-giang' }] }) }, ['warning known-signer']);
tells('a name that has none', { ...people, ...made({ signatories: [{ organization: 'ubnd-an-giang', signers: [{ name: 'Lê Lạ' }] }, { organization: 'tinh-doan-an-giang' }] }) }, []);

const copy = 'content/news/2018/ky-quy-che-2.md';
const copied = (fields) => ({ [copy]: entry({ ...news, event: undefined, ...fields }) });
tells('a news item that was copied', copied({}), ['warning twin'], '2035-01-01', copy);
tells('a news item of the same title on another day', copied({ date: '2018-04-20' }), [], '2035-01-01', copy);
tells('another news item of that day', copied({ title: 'Tin khác' }), [], '2035-01-01', copy);
const office2 = 'content/organizations/ubnd-an-giang-2.md';
tells('an office with two entries', { [office2]: entry({ name: 'Ủy ban nhân dân tỉnh An Giang', province: 'an-giang' }) }, ['warning twin'], '2035-01-01', office2);
tells('an office of another province with that name', { [office2]: entry({ name: 'Ủy ban nhân dân tỉnh An Giang', province: 'kien-giang' }) }, [], '2035-01-01', office2);
const person2 = 'content/people/nguyen-van-an-2.md';
const namesake = (organization) => ({ [person2]: entry({ name: 'Nguyễn Văn An', positions: [{ organization, title: 'Chuyên viên' }] }), 'content/organizations/so-khac.md': entry({ name: 'Sở khác' }) });
tells('a person with two entries', namesake('ubnd-an-giang'), ['warning twin'], '2035-01-01', person2);
tells('a namesake in another office', namesake('so-khac'), [], '2035-01-01', person2);

const officePath = 'content/organizations/thu-co-quan.md';
const bureau = (fields) => ({ [officePath]: entry(fields), 'content/data/provinces.yaml': '- {id: an-giang, name: An Giang, kind: tỉnh}\n- {id: kien-giang, name: Kiên Giang, kind: tỉnh, merged_into: an-giang, until: 2025-06-30}\n- {id: hue, name: Huế, kind: thành phố}\n' });
for (const [name, kind] of [['Sở Tư pháp tỉnh An Giang', 'ministry'], ['Bộ Xây dựng', 'department'], ['Tỉnh đoàn An Giang', 'ministry'], ['Ủy ban nhân dân tỉnh An Giang', 'department'], ['Bộ Chỉ huy Bộ đội Biên phòng tỉnh An Giang', 'ministry'], ['Công đoàn Công ty Hoa Sen', 'company'], ['Toà án nhân dân tỉnh An Giang', 'police']])
  tells(`${name} as ${kind}`, bureau({ name, kind }), ['warning name-mismatch'], '2035-01-01', officePath);
for (const [name, kind] of [['Sở Tư pháp tỉnh An Giang', 'department'], ['Bộ Xây dựng', 'ministry'], ['Bộ Tư lệnh Cảnh vệ', 'police'], ['Bộ Chỉ huy Quân sự tỉnh An Giang', 'military'], ['Ban Tuyên giáo Hội Nông dân', 'union'], ['Hội Nhà báo tỉnh An Giang', 'union'], ['Viện Dân tộc học', 'ministry'], ['Sở Giao dịch Chứng khoán Hà Nội', 'company'], ['Hội đồng nhân dân tỉnh An Giang', 'peoples-committee'], ['Trường Sa', 'other']])
  tells(`${name} as ${kind}`, bureau({ name, kind }), [], '2035-01-01', officePath);
const placeOf = (name, level) => (level === 'central' ? undefined : name.includes('Huế') ? 'hue' : 'an-giang');
for (const [name, level] of [['Bộ Xây dựng', 'province'], ['Sở Tư pháp tỉnh An Giang', 'central'], ['Ủy ban nhân dân tỉnh An Giang', 'commune'], ['Ủy ban nhân dân xã Hòa Vang', 'province'], ['Ủy ban Mặt trận Tổ quốc Việt Nam phường An Khê', 'central'], ['Tỉnh đoàn An Giang', 'central'], ['Trung ương Đoàn', 'province']])
  tells(`${name} of the level ${level}`, bureau({ name, level, province: placeOf(name, level) }), ['warning name-mismatch'], '2035-01-01', officePath);
for (const [name, level] of [['Sở Tư pháp thành phố Huế', 'city'], ['Sở Tư pháp thành phố Huế', 'province'], ['Ủy ban nhân dân xã An Giang', 'commune'], ['Cục Thuế tỉnh An Giang', 'central'], ['Bảo hiểm xã hội tỉnh An Giang', 'central'], ['Ủy ban nhân dân thành phố Long Xuyên tỉnh An Giang', 'province'], ['Ủy ban nhân dân huyện Chợ Mới tỉnh An Giang', 'commune'], ['Hội Nông dân Việt Nam', 'central']])
  tells(`${name} of the level ${level}`, bureau({ name, level, province: placeOf(name, level) }), [], '2035-01-01', officePath);
tells('an office of another province than its name says', bureau({ name: 'Sở Tư pháp tỉnh An Giang', province: 'hue' }), ['warning name-mismatch'], '2035-01-01', officePath);
tells('an office of a city, in another province', bureau({ name: 'Sở Y tế thành phố Huế', province: 'an-giang' }), ['warning name-mismatch'], '2035-01-01', officePath);
tells('an office of a province that was merged into the one that is given', bureau({ name: 'Sở Tư pháp tỉnh Kiên Giang', province: 'an-giang' }), [], '2035-01-01', officePath);
tells('an office of a commune that is called as another province', bureau({ name: 'Ủy ban nhân dân xã Huế', province: 'an-giang' }), [], '2035-01-01', officePath);
tells('an office whose kind then is not the one that its name then says', bureau({ name: 'Sở Tư pháp tỉnh An Giang', kind: 'department', founded: 1982, former_names: [{ name: 'Sở Pháp chế tỉnh An Giang', kind: 'ministry', until: 1990 }] }), ['warning name-mismatch'], '2035-01-01', officePath);
tells('an office whose mismatch is meant', bureau({ name: 'Bộ Xây dựng', level: 'province', province: 'an-giang', silenced: [{ code: 'name-mismatch', reason: 'thử' }] }), [], '2035-01-01', officePath);

const dated = (file, fields) => ({ [file]: entry(fields) });
const oldNews = 'content/news/1024/cu.md', lateNews = 'content/news/3026/sau.md', personPath = 'content/people/le-moi.md';
tells('news of the year 1024', dated(oldNews, { title: 'Tin cũ', date: '1024-05-01' }), ['warning far-year'], '2035-01-01', oldNews);
tells('news of the year 3026, which waits', dated(lateNews, { title: 'Tin sau', date: '3026-05-01' }), ['warning far-year', 'note waiting'], '2035-01-01', lateNews);
tells('news of the year 1950', dated('content/news/1950/cu.md', { title: 'Tin cũ', date: '1950-05-01' }), [], '2035-01-01', 'content/news/1950/cu.md');
tells('news whose event and source are of far years', dated('content/news/2030/cu.md', { title: 'Tin', date: '2030-05-01', event: { kind: 'meeting', date: '1030-05-01' }, sources: [{ name: 'Báo', date: '1030-05-01' }] }), ['warning far-year', 'warning far-year'], '2035-01-01', 'content/news/2030/cu.md');
tells('an office that was founded in 1045', bureau({ name: 'Sở Tư pháp', founded: 1045 }), ['warning far-year'], '2035-01-01', officePath);
tells('an office that was founded in 1930', bureau({ name: 'Hội Nông dân Việt Nam', founded: 1930 }), [], '2035-01-01', officePath);
tells('somebody who is in office until 3035', dated(personPath, { name: 'Lê Mới', positions: [{ organization: 'ubnd-an-giang', title: 'Chủ tịch', from: 2030, to: 3035 }] }), ['warning far-year'], '2035-01-01', personPath);
tells('somebody who is in office until 2040', dated(personPath, { name: 'Lê Mới', positions: [{ organization: 'ubnd-an-giang', title: 'Chủ tịch', from: 2030, to: 2040 }] }), [], '2035-01-01', personPath);
tells('a source of an agreement from the year 1030', made({ sources: [{ name: 'Báo', date: '1030-05-04' }] }), ['warning far-year']);
tells('a province until the year 1025', { 'content/data/provinces.yaml': '- {id: an-giang, name: An Giang}\n- {id: kien-giang, name: Kiên Giang, merged_into: an-giang, until: 1025-06-30}\n' }, ['warning far-year'], '2035-01-01', 'content/data/provinces.yaml');

const provincesPath = 'content/data/provinces.yaml', topicsPath = 'content/data/topics.yaml', sitePath = 'content/site.yaml';
const provinces = (...more) => ({ [provincesPath]: `- {id: an-giang, name: An Giang, kind: tỉnh}\n- {id: kien-giang, name: Kiên Giang, kind: tỉnh, merged_into: an-giang, until: 2025-06-30}\n${more.map((line) => `- {${line}}\n`).join('')}` });
for (const [name, files, expected, file] of [
  ['a person of one word', { [personPath]: entry({ name: 'Mới' }) }, ['warning odd-value'], personPath],
  ['a person called by an office', { [personPath]: entry({ name: 'Bí thư', positions: [{ organization: 'tinh-doan-an-giang', title: 'Bí thư' }] }) }, ['warning odd-value'], personPath],
  ['a person with an office in the name', { [personPath]: entry({ name: 'Bộ trưởng Lê Văn Mới' }) }, ['warning untidy-title'], personPath],
  ['a person in small letters', { [personPath]: entry({ name: 'lê văn mới' }) }, ['warning odd-value'], personPath],
  ['a person as others', { [personPath]: entry({ name: "H'Yim Kđoh", positions: [{ organization: 'tinh-doan-an-giang', title: 'Bí thư' }] }) }, [], personPath],
  ['a code with a blank', bureau({ name: 'Sở Tư pháp', code: 'S TP' }), ['warning odd-value'], officePath],
  ['a code in small letters', bureau({ name: 'Sở Tư pháp', code: 'stp' }), ['warning odd-value'], officePath],
  ['a code', bureau({ name: 'Sở Tư pháp', code: 'STP' }), [], officePath],
  ['a name in small letters', bureau({ name: 'sở tư pháp' }), ['warning untidy-title'], officePath],
  ['a short name that is longer', bureau({ name: 'Sở Tư pháp', short_name: 'Sở Tư pháp tỉnh An Giang' }), ['warning odd-value'], officePath],
  ['an office below one of its level', bureau({ name: 'Sở Xây dựng', level: 'province', province: 'an-giang', parent: 'ubnd-an-giang' }), [], officePath],
  ['an office below a commune', { ...bureau({ name: 'Bộ Xây dựng', level: 'central', parent: 'xa' }), 'content/organizations/xa.md': entry({ name: 'UBND xã A', level: 'commune', province: 'an-giang' }) }, ['warning odd-value'], officePath],
  ['a central office in a province', bureau({ name: 'Bộ Xây dựng', level: 'central', province: 'an-giang' }), ['warning odd-value'], officePath],
  ['a local office without its province', bureau({ name: 'Sở Tư pháp', level: 'province' }), ['warning no-province'], officePath],
  ['a local office', bureau({ name: 'Sở Tư pháp', level: 'province', province: 'an-giang' }), [], officePath],
  ['a province abroad', provinces('id: x, name: X, kind: tỉnh, latitude: 105.8, longitude: 21'), ['warning odd-value'], provincesPath],
  ['a province without its longitude', provinces('id: x, name: X, kind: tỉnh, latitude: 10.5'), ['warning odd-value'], provincesPath],
  ['a province of another kind', provinces('id: x, name: X, kind: tỉn'), ['warning odd-value'], provincesPath],
  ['a province with its kind in its name', provinces('id: x, name: Tỉnh X, kind: tỉnh'), ['warning odd-value'], provincesPath],
  ['a merger without its day', provinces('id: x, name: X, kind: tỉnh, merged_into: an-giang'), ['warning odd-value'], provincesPath],
  ['an end without a merger', provinces('id: x, name: X, kind: tỉnh, until: 2025-06-30'), ['warning odd-value'], provincesPath],
  ['a merger into one that ended the same day', provinces('id: x, name: X, kind: tỉnh, merged_into: kien-giang, until: 2025-06-30'), ['warning odd-value'], provincesPath],
  ['a merger into one that ended later', provinces('id: x, name: X, kind: tỉnh, merged_into: kien-giang, until: 1991-06-30'), [], provincesPath],
  ['one code for two', provinces('id: x, name: X, kind: tỉnh, code: "01"', 'id: y, name: Y, kind: tỉnh, code: "01"'), ['warning odd-value'], provincesPath],
  ['one code for two of which one is no more', provinces('id: x, name: X, kind: tỉnh, code: "01"', 'id: y, name: Y, kind: tỉnh, code: "01", merged_into: x, until: 2025-06-30'), [], provincesPath],
  ['a region that is no more', { ...provinces('id: x, name: X, kind: tỉnh, region: cu'), 'content/data/regions.yaml': '- {id: cu, name: Vùng cũ, until: 2025-06-30}\n' }, ['warning odd-value'], provincesPath],
  ['two topics of one name', { [topicsPath]: '- {id: tre-em, name: Trẻ em}\n- {id: viec-lam, name: Việc làm}\n- {id: viec, name: Việc Làm}\n' }, ['warning twin'], topicsPath],
  ['a draft in a data file', { [topicsPath]: '- {id: tre-em, name: Trẻ em}\n- {id: viec-lam, name: Việc làm, draft: true}\n' }, ['error held-back'], topicsPath],
  ['a draft within an event', { [oldNews]: entry({ title: 'Tin', date: '1024-05-01', event: { kind: 'meeting', draft: true } }) }, ['warning far-year', 'error held-back'], oldNews],
  ['a menu with one title twice', { [sitePath]: dump({ ...site, menu: [...site.menu, { title: 'Tin tức', url: '/thoa-thuan/quy-che-2018/' }] }) }, ['warning repeated-item'], sitePath],
  ['a menu with one page twice', { [sitePath]: dump({ ...site, menu: [...site.menu, { title: 'Tin khác', url: '/tin-tuc/' }] }) }, ['warning repeated-item'], sitePath],
  ['a mail address that is none', { [sitePath]: dump({ ...site, contact: { email: 'ban bien tap' } }) }, ['error bad-mail'], sitePath],
  ['a mail address', { [sitePath]: dump({ ...site, contact: { email: 'bbt@example.vn' } }) }, [], sitePath],
  ['a century before an end', { [sitePath]: dump({ ...site, ending_days: 36500 }) }, ['error bad-number'], sitePath],
])
  tells(name, files, expected, '2035-01-01', file);
tells('a commitment that is numbered', made({ commitments: [{ title: '1. Chăm lo trẻ em' }, { title: '2/3 xã có điểm vui chơi' }, { title: '3 xã' }] }), ['warning untidy-title']);
tells('a commitment without a letter', made({ commitments: [{ title: '1' }] }), ['warning odd-value']);
tells('a place that is a day', made({ place: '25/11/2021' }), ['warning odd-value']);
tells('a summary that repeats the title', made({ summary: 'QUY CHẾ THỬ.' }), ['warning odd-value']);
tells('a source called by its address', made({ sources: [{ name: 'https://bao.example.vn/a', url: 'https://bao.example.vn/a' }] }), ['warning odd-value']);
tells('an end that is open in words', made({ period: { start: 2031, end: 'không thời hạn' } }), ['error bad-date']);
const types = (type, title) => ({ ...made({ type, title }), 'content/data/agreement-types.yaml': '- {id: quy-che, name: Quy chế}\n- {id: ke-hoach, name: Kế hoạch}\n- {id: ke-hoach-phoi-hop, name: Kế hoạch phối hợp}\n' });
tells('another type than the title begins with', types('quy-che', 'Kế hoạch phối hợp thử'), ['warning name-mismatch']);
tells('a type whose name the title begins with, and a longer one too', types('ke-hoach', 'Kế hoạch phối hợp thử'), []);
tells('a type that the title does not begin with, as it begins with none', types('quy-che', 'Văn bản thử'), []);

test('all of these are silenced like others', (t) => {
  const files = made({ period: undefined, title: 'Quy chế thử 2031–2034', silenced: [{ code: 'no-period', reason: 'đã hỏi' }] });
  assert.deepEqual(codesAt(t, files), []);
});

test('news of a signing whose offices have nothing to do with the parties names the agreement of others, and gives it no day', (t) => {
  const offices = { 'content/organizations/bo-a.md': entry({ name: 'Bộ A', kind: 'ministry', level: 'central' }), 'content/organizations/cuc-b.md': entry({ name: 'Cục B', kind: 'department', level: 'central', parent: 'bo-a' }) };
  const newsPath = 'content/news/2018/ky-thu.md';
  const of = (organizations, kind = 'signing') => {
    const files = { ...offices, ...made({ signed: undefined, signatories: [{ organization: 'bo-a' }, { organization: 'tinh-doan-an-giang' }] }), [newsPath]: entry({ ...news, date: '2030-05-05', event: { kind, date: '2030-05-04' }, agreements: ['thu'], organizations, provinces: undefined, people: undefined, topics: undefined, photos: undefined }) };
    const told = parseDiagnostics(smallRepository(t, files).kyket(['check', '--date', '2035-01-01', '--lang', 'en']).output);
    return told.filter((one) => ['foreign-agreement', 'unsigned-though-told', 'signing-mismatch'].includes(one.code) || /no day of signing|signed:/.test(one.message ?? '')).map(({ file, code }) => `${file} ${code}`);
  };
  assert.deepEqual(of(['hoi-nong-dan-thu-x']).filter((one) => one.includes('foreign')), []); // an unknown office is an error of its own
  const stranger = { 'content/organizations/bo-c.md': entry({ name: 'Bộ C', kind: 'ministry', level: 'central' }) };
  Object.assign(offices, stranger);
  assert.deepEqual(of(['bo-c']), [`${newsPath} foreign-agreement`]);
  for (const organizations of [['bo-a'], ['bo-c', 'cuc-b'], ['ubnd-an-giang'], undefined]) assert.ok(!of(organizations).some((one) => one.includes('foreign')), String(organizations));
  assert.deepEqual(of(['bo-c'], 'review'), []);
});

test('a wrong day of the signing accuses the agreement that was signed, and not the one before it', (t) => {
  const files = { ...made({ signed: '2029-05-04', period: { start: 2029, end: 2033 } }, 'cu'), ...made({ signed: '2034-01-05', period: { start: 2034, end: 2038 }, number: '11/QC-UBND', succeeds: 'cu' }, 'moi'),
    'content/news/2018/ky-moi.md': entry({ ...news, date: '2034-05-05', event: { kind: 'signing', date: '2034-05-01' }, agreements: ['moi', 'cu'] }) };
  const told = parseDiagnostics(smallRepository(t, files).kyket(['check', '--date', '2035-01-01']).output).filter(({ code }) => code === 'signing-mismatch').map(({ file }) => file);
  assert.deepEqual([...new Set(told)].sort(), ['content/agreements/moi.md', 'content/news/2018/ky-moi.md']);
});
