'use strict';
// The open data, read by libraries made for them: CSV and JSON say what the register says, each file is described, and
// what is new rewrites little.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const Ajv = require('ajv/dist/2020');
const { parse } = require('csv-parse/sync');
const { listFiles, read, snapshot } = require('../support/folders.js');
const { agreement, entry, news, site, smallRepository } = require('../support/register.js');
const yaml = require('yaml');

const TODAY = '2024-06-01';
const data = (repository, ...parts) => path.join(repository.folder, 'output', 'du-lieu', ...parts);
const json = (repository, name) => JSON.parse(read(data(repository, name)));
const csv = (repository, name) => parse(fs.readFileSync(data(repository, name)), { bom: true, columns: true, record_delimiter: '\r\n' });

function build(repository, ...args) {
  const result = repository.kyket(['build', '--date', TODAY, ...args]);
  assert.equal(result.status, 0, result.output);
  return repository;
}
const built = (t, files, ...args) => build(smallRepository(t, files), ...args);

test('each resource of the package is CSV with the columns of its schema, and JSON that its JSON Schema accepts', (t) => {
  const repository = built(t, {
    'content/data/regions.yaml': yaml.stringify([{ id: 'dong-bang-song-cuu-long', name: 'Đồng bằng sông Cửu Long' }]),
    'content/agreements/mo.md': entry({ ...agreement, title: 'Không thời hạn', signed: undefined, period: { start: '2020-05', end: 'open' }, sources: [{ name: 'Báo', url: 'https://bao.example/1' }, { name: 'Đài', date: '2020-06' }], legal_basis: [{ number: '1/NĐ' }], national: true }),
  });
  const described = json(repository, 'datapackage.json');
  const names = described.resources.map((resource) => resource.name);
  assert.equal(new Set(names).size, names.length);
  for (const table of ['organizations', 'people', 'provinces', 'regions', 'topics', 'agreements-2018', 'commitments-2018', 'signatories-2018', 'news-2018', 'events-2018', 'agreements-2020'])
    assert.ok(names.includes(table), `${table} in ${names}`);
  for (const resource of described.resources.filter(({ format }) => format === 'csv')) {
    const bytes = fs.readFileSync(data(repository, resource.path));
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf], resource.path);
    assert.ok(!/[^\r]\n/.test(bytes.toString().replace(/"[^"]*"/g, '')), `${resource.path} ends lines with CRLF`);
    const schema = json(repository, resource.schema);
    const [header, ...rows] = parse(bytes, { bom: true });
    assert.deepEqual(header, schema.fields.map((field) => field.name), resource.path);
    assert.equal(new Set(header).size, header.length, 'each column has a name of its own');
    checkRows(schema, header, rows, resource.path);
    const values = json(repository, resource.path.replace(/csv$/, 'json'));
    const validate = new Ajv({ strict: false }).compile(json(repository, resource.schema.replace(/json$/, 'schema.json')));
    assert.ok(validate(values), `${resource.path}: ${JSON.stringify(validate.errors)}`);
    assert.equal(values.length, rows.length, resource.path);
    assert.deepEqual(values.map((value) => value[header[0]]), rows.map((row) => row[0]), resource.path);
    assert.ok(!validate([{ ...values[0], nobody: 1 }]), 'a schema that accepts anything would say nothing');
  }
  assert.deepEqual(listFiles(data(repository)).filter((file) => /\.csv$/.test(file)).sort(), described.resources.filter(({ format }) => format === 'csv').map((resource) => resource.path).sort());
});

// What a reader of Table Schemas would check of each cell.
function checkRows(schema, header, rows, where) {
  const types = { integer: /^-?\d+$/, number: /^-?\d+([.]\d+)?$/, boolean: /^(true|false)$/ };
  for (const row of rows)
    schema.fields.forEach((field, i) => {
      if (row[i] === '') return;
      if (types[field.type]) assert.match(row[i], types[field.type], `${where}: ${field.name}`);
      if (field.constraints?.pattern) assert.match(row[i], new RegExp(field.constraints.pattern), `${where}: ${field.name}`);
      if (field.constraints?.enum) assert.ok(field.constraints.enum.includes(row[i]), `${where}: ${field.name} ${row[i]}`);
    });
}

test('an agreement, its commitments and its signers', (t) => {
  const repository = built(t);
  const [row] = csv(repository, 'agreements/2023.csv');
  assert.equal(row.id, 'quy-che-2023');
  assert.equal(row.url, 'https://example.vn/thoa-thuan/quy-che-2023/');
  assert.deepEqual([row.type, row.type_name, row.signed, row.period_start, row.period_end], ['quy-che', 'Quy chế phối hợp', '2023-03-01', '2023', '2027']);
  assert.deepEqual([row.status, row.status_from, row.status_until], ['in-force', '2023-03-01', '2027-07-03']);
  assert.equal(row.succeeds, 'quy-che-2018');
  const [object] = json(repository, 'agreements/2023.json');
  assert.deepEqual(object.period, { start: '2023', end: '2027' });
  assert.deepEqual(object.topics, ['tre-em']);
  assert.deepEqual(json(repository, 'commitments/2023.json').map(({ agreement: id, number, title, topics }) => [id, number, title, topics]), [
    ['quy-che-2023', 1, 'Chăm lo trẻ em', ['tre-em']],
    ['quy-che-2023', 2, 'Họp mỗi quý', undefined],
  ]);
  assert.deepEqual(
    csv(repository, 'signatories/2023.csv').map((signer) => [signer.organization, signer.organization_name, signer.signer_person, signer.signer_person_name, signer.signer_name, signer.signer_title]),
    [
      ['ubnd-an-giang', 'Ủy ban nhân dân tỉnh An Giang', 'nguyen-van-an', 'Nguyễn Văn An', '', 'Chủ tịch'],
      ['tinh-doan-an-giang', 'Tỉnh đoàn An Giang', '', '', 'Lê Thị Bé', 'Bí thư'],
    ],
  );
});

test('what is for editors alone, and what is not published, is not in the data', (t) => {
  const repository = built(t, { 'content/news/2024/nhap.md': entry({ ...news, title: 'Chưa xong', draft: true, date: '2024-02-02' }) });
  const all = listFiles(data(repository)).map((file) => read(data(repository, file))).join('\n');
  for (const word of ['Để dành', 'silenced', 'aliases', '"draft"', 'Chưa xong']) assert.ok(!all.includes(word), word);
  assert.ok(all.includes('Ký quy chế phối hợp mới'));
});

test('no text becomes a formula in a spreadsheet, and JSON has it as it was written', (t) => {
  const titles = ['=HYPERLINK("https://x.example","a")', '+84 tin', '-1+2', '@tin', 'Tin "trong ngoặc", có phẩy'];
  const files = Object.fromEntries(titles.map((title, i) => [`content/news/2021/tin-${i}.md`, entry({ title, date: `2021-01-0${i + 1}`, summary: 'dòng một\ndòng hai' })]));
  const repository = built(t, files);
  const rows = csv(repository, 'news/2021.csv').reverse();
  assert.deepEqual(rows.map((row) => row.title), ["'" + titles[0], "'" + titles[1], "'" + titles[2], "'" + titles[3], titles[4]]);
  assert.deepEqual(json(repository, 'news/2021.json').reverse().map((row) => row.title), titles);
  // Numbers are no texts.
  const south = built(t, { 'content/data/provinces.yaml': yaml.stringify([{ id: 'an-giang', name: 'An Giang', latitude: -10.25 }]), 'content/data/topics.yaml': yaml.stringify([{ id: 'tre-em', name: 'Trẻ em' }]) });
  assert.equal(csv(south, 'provinces.csv')[0].latitude, '-10.25');
});

test('a year of much news is cut by quarter and month, and all of it is there once', (t) => {
  const files = {};
  for (let i = 0; i < 100; i++) {
    const date = new Date(Date.UTC(2022, i < 80 ? 10 + (i % 2) : i % 9, 1 + (i % 28))).toISOString().slice(0, 10);
    files[`content/news/2022/tin-${i}.md`] = entry({ title: `Tin ${i}`, date });
  }
  const repository = built(t, files);
  const parts = listFiles(data(repository, 'news')).filter((file) => file.endsWith('.csv'));
  assert.deepEqual(parts, ['2018.csv', '2022-11.csv', '2022-12.csv', '2022-q1.csv', '2022-q2.csv', '2022-q3.csv', '2023.csv']);
  const ids = parts.flatMap((part) => csv(repository, `news/${part}`).map(({ id }) => id));
  assert.equal(ids.length, 102);
  assert.equal(new Set(ids).size, 102);
  for (const { date } of csv(repository, 'news/2022-11.csv')) assert.match(date, /^2022-11/);
});

test('a new item rewrites its own file, and the small ones that count and name the revision', (t) => {
  const repository = built(t);
  const before = snapshot(data(repository));
  repository.commit({ 'content/news/2018/them.md': entry({ ...news, title: 'Thêm', agreements: [], event: undefined }) });
  build(repository);
  const after = snapshot(data(repository));
  const changed = Object.keys(after).filter((file) => before[file] !== after[file]);
  assert.deepEqual(changed, ['index.html', 'news/2018.csv', 'news/2018.json', 'state.json']);
});

test('the day and the revision stand in one file; files on disk have none', (t) => {
  const repository = smallRepository(t);
  const revision = repository.git('rev-parse', 'HEAD').trim();
  build(repository);
  assert.deepEqual(json(repository, 'state.json'), { date: TODAY, revision });
  repository.write({ 'content/news/2018/them.md': entry({ ...news, title: 'Thêm' }) });
  build(repository, '--worktree');
  assert.deepEqual(json(repository, 'state.json'), { date: TODAY });
});

test('a status holds from its first day until its last', (t) => {
  const repository = smallRepository(t, { 'content/agreements/quy-che-2018.md': entry(agreement) });
  const span = (date) => {
    const result = repository.kyket(['build', '--date', date]);
    assert.equal(result.status, 0, result.output);
    const [row] = csv(repository, 'agreements/2018.csv');
    return [row.status, row.status_from, row.status_until];
  };
  assert.deepEqual(span('2018-04-01'), ['unsigned', '', '2018-04-11']);
  const first = span('2018-05-01');
  assert.deepEqual(span(first[2]), first);
  const next = span(new Date(Date.parse(first[2]) + 86400000).toISOString().slice(0, 10));
  assert.notEqual(next[0], first[0]);
  assert.deepEqual(span('2030-01-01').slice(0, 1), ['ended']);
});

test('licence and contact are those of site.yaml, and none is made up', (t) => {
  const bare = json(built(t), 'datapackage.json');
  assert.equal(bare.licenses, undefined);
  assert.deepEqual(bare.contributors, [{ title: site.publisher, roles: ['publisher'] }]);
  const repository = built(t, {
    'content/site.yaml': yaml.stringify({ ...site, licence: { name: 'CC-BY-4.0', title: 'Ghi công', url: 'https://creativecommons.org/licenses/by/4.0/' }, contact: { email: 'so@example.vn' } }),
  });
  const full = json(repository, 'datapackage.json');
  assert.deepEqual(full.licenses, [{ name: 'CC-BY-4.0', title: 'Ghi công', path: 'https://creativecommons.org/licenses/by/4.0/' }]);
  assert.equal(full.contributors[0].email, 'so@example.vn');
  const page = read(data(repository, 'index.html'));
  assert.match(page, /rel="license">Ghi công</);
  assert.match(page, /mailto:so@example\.vn/);
});
