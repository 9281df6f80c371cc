'use strict';
// Where days, signers and relations contradict each other: each is told at its place, and what only says more is not.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { entry, news, smallRepository } = require('../support/register.js');
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

test('all of these are silenced like others', (t) => {
  const files = made({ period: undefined, title: 'Quy chế thử 2031–2034', silenced: [{ code: 'no-period', reason: 'đã hỏi' }] });
  assert.deepEqual(codesAt(t, files), []);
});
