'use strict';
// Calendars of what is due, read by a library made for them.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const ICAL = require('ical.js');
const yaml = require('yaml');
const { exists, listFiles, read } = require('../support/folders.js');
const { agreement, entry, site, smallRepository } = require('../support/register.js');

const TODAY = '2024-06-01';
const newPath = 'content/agreements/quy-che-2023.md';
const running = { ...agreement, title: 'Quy chế 2023–2027', number: '02/QC', signed: '2023-03-01', period: { start: 2023, end: '2027-08-31' } };

function built(t, fields = {}, files = {}, date = TODAY) {
  const repository = smallRepository(t, { [newPath]: entry({ ...running, ...fields }), ...files });
  const result = repository.kyket(['build', '--date', date]);
  assert.equal(result.status, 0, result.output);
  return repository;
}

// [UID, day, summary, address, stamp] of each event.
function eventsOf(repository, ...parts) {
  const calendar = new ICAL.Component(ICAL.parse(read(repository.folder, 'output', ...parts, 'lich.ics')));
  assert.equal(calendar.getFirstPropertyValue('version'), '2.0');
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    assert.ok(event.startDate.isDate);
    return [event.uid, event.startDate.toString(), event.summary, component.getFirstPropertyValue('url'), component.getFirstPropertyValue('dtstamp').toString()];
  });
}

test('the last day of an agreement and its next review, for the site, a province and an office', (t) => {
  const repository = built(t, { review: 'annual' });
  const url = 'https://example.vn/thoa-thuan/quy-che-2023/';
  const events = eventsOf(repository);
  assert.deepEqual(events.map((event) => event.slice(0, 4)), [
    ['review-2024-quy-che-2023@example.vn', '2024-12-31', 'Hạn sơ kết do sổ tính: Quy chế 2023–2027', url],
    ['end-quy-che-2023@example.vn', '2027-08-31', 'Ngày cuối có hiệu lực: Quy chế 2023–2027', url],
  ]);
  for (const [, , , , stamp] of events) assert.match(stamp, /^20(23|24)-\d\d-\d\dT\d\d:00:00Z$/);
  assert.deepEqual(eventsOf(repository, 'tinh-thanh', 'an-giang'), events);
  assert.deepEqual(eventsOf(repository, 'co-quan', 'ubnd-an-giang'), events);
});

test('of an end that is known by its year or month alone no last day is told', (t) => {
  for (const end of [2027, '2027-08'])
    assert.equal(eventsOf(built(t, { period: { start: 2023, end } }))[0][2], 'Kết thúc thời hạn, không rõ ngày: Quy chế 2023–2027');
});

test('pages link to their calendars, to subscribe and to download; those without have none', (t) => {
  const repository = built(t);
  const page = (...parts) => read(repository.folder, 'output', ...parts, 'index.html');
  for (const [parts, address] of [[[], '/lich.ics'], [['tinh-thanh', 'an-giang'], '/tinh-thanh/an-giang/lich.ics'], [['co-quan', 'ubnd-an-giang'], '/co-quan/ubnd-an-giang/lich.ics']]) {
    assert.ok(page(...parts).includes(`href="webcal://example.vn${address}"`), address);
    assert.ok(page(...parts).includes(`href="${address}" type="text/calendar" download`), address);
  }
  assert.ok(!page('nguoi-ky', 'nguyen-van-an').includes('webcal:'));
  assert.deepEqual(listFiles(repository.path('output')).filter((file) => file.endsWith('.ics')), ['co-quan/tinh-doan-an-giang/lich.ics', 'co-quan/ubnd-an-giang/lich.ics', 'lich.ics', 'tinh-thanh/an-giang/lich.ics']);
});

test('what is over, has no end or ended before its term is in no calendar', (t) => {
  for (const fields of [{ period: { start: 2023, end: 'open' } }, { period: { start: 2023 } }, { period: { start: 2023, end: '2023-12-31' } }, { terminated: { date: '2024-05-01', reason: 'Hai bên.' } }]) {
    const repository = built(t, fields);
    assert.ok(!exists(repository.folder, 'output', 'lich.ics'), JSON.stringify(fields));
    assert.ok(!read(repository.folder, 'output', 'index.html').includes('webcal:'));
  }
});

test('what ended earlier in the year of the build stays, so that the calendar is the same from day to day', (t) => {
  const texts = [TODAY, '2024-09-15'].map((date) => read(built(t, { period: { start: 2023, end: '2024-08-31' } }, {}, date).folder, 'output', 'lich.ics'));
  assert.equal(texts[0], texts[1]);
});

test('lines are folded at 75 octets between characters, and what has a meaning is escaped', (t) => {
  const title = `Quy chế; "A, B" \\ ${'phối hợp giữa các cơ quan '.repeat(8)}hết`;
  const repository = built(t, { title });
  const text = read(repository.folder, 'output', 'lich.ics');
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
  assert.ok(!text.includes('�') && !/[^\r]\n/.test(text));
  assert.equal(eventsOf(repository)[0][2], `Ngày cuối có hiệu lực: ${title}`);
  assert.match(text, /SUMMARY:Ngày cuối có hiệu lực: Quy chế\\; "A\\, B" \\\\/);
});

test('below a path every address carries it', (t) => {
  const repository = built(t, {}, { 'content/site.yaml': yaml.stringify({ ...site, base_url: 'https://example.vn/so/' }) });
  assert.equal(eventsOf(repository)[0][3], 'https://example.vn/so/thoa-thuan/quy-che-2023/');
  assert.ok(read(repository.folder, 'output', 'index.html').includes('href="webcal://example.vn/so/lich.ics"'));
});
