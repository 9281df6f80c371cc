'use strict';
// kyket schema: JSON Schema that fits the content, and nothing but it.

const assert = require('node:assert/strict');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const Ajv7 = require('ajv');
const Ajv = require('ajv/dist/2020');
const addFormats = require('ajv-formats');
const yaml = require('yaml');
const { test } = require('node:test');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { listFiles, read } = require('../support/folders.js');
const { kyket, root } = require('../support/program.js');
const { agreement, entry, news, site, smallRepository } = require('../support/register.js');

const kinds = ['agreement', 'news', 'organization', 'person', 'page', 'province', 'region', 'topic', 'agreement_type', 'site'];
// Kinds whose entries stand together in one file.
const lists = ['province', 'region', 'topic', 'agreement_type'];

function schemaOf(kind) {
  const result = kyket(['schema', kind]);
  assert.equal(result.status, 0, result.output);
  assert.equal(result.stderr, '');
  return JSON.parse(result.stdout);
}

function validatorOf(schema) {
  const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false });
  addFormats(ajv);
  return ajv.compile(schema);
}

// Dates stay as they are written, as an editor's YAML extension reads them too.
const frontMatter = (text) => yaml.parse(text.split(/^---$/m)[1], { version: '1.2', schema: 'core' });

test('each kind has a schema that names its dialect and explains each of its keys', () => {
  for (const kind of kinds) {
    const schema = schemaOf(kind);
    assert.equal(schema.$schema, 'https://json-schema.org/draft/2020-12/schema');
    validatorOf(schema);
    const { properties } = lists.includes(kind) ? schema.items : schema;
    assert.ok(Object.keys(properties).length > 0);
    for (const [name, { title, description }] of Object.entries(properties))
      assert.ok(name === 'id' || (title?.length > 0 && description?.length > 5), `${kind}: ${name} is not explained`);
  }
});

test('without a kind there is one schema of all of them', () => {
  const result = kyket(['schema']);
  assert.equal(result.status, 0, result.output);
  const schema = JSON.parse(result.stdout);
  validatorOf(schema);
  for (const kind of kinds) assert.ok(JSON.stringify(schema).includes(`"${kind}"`), kind);
});

test('the schema bounds texts and lists as the program does', (t) => {
  const { properties } = schemaOf('agreement');
  assert.deepEqual([properties.title.maxLength, properties.number.maxLength, properties.summary.maxLength, properties.signatories.maxItems], [1000, 500, 5000, 500]);
  const path = 'content/agreements/quy-che-2018.md';
  for (const field of ['title', 'short_title', 'summary', 'number', 'place'])
    for (const more of [0, 1]) {
      const text = 'Ổ'.repeat(properties[field].maxLength + more);
      const found = parseDiagnostics(smallRepository(t, { [path]: entry({ ...agreement, [field]: text }) }).kyket(['check']).output);
      assert.equal(found.filter(({ code }) => code === 'too-long').length, more, `${field}: ${JSON.stringify(found)}`);
      assert.equal(validatorOf(schemaOf('agreement'))({ ...agreement, [field]: text }), more === 0, field);
    }
});

test('an unknown kind is wrong usage', () => {
  const result = kyket(['schema', 'agrement']);
  assert.equal(result.status, 2);
  assert.match(result.stderr, /did you mean "agreement"\?/);
  assert.equal(result.stdout, '');
});

for (const [kind, folder] of [['agreement', 'agreements'], ['news', 'news'], ['organization', 'organizations'], ['person', 'people'], ['page', 'pages']])
  test(`the front matter of content/${folder}/ fits the schema of ${kind}`, () => {
    const validate = validatorOf(schemaOf(kind));
    const files = listFiles(path.join(root, 'content', folder)).filter((file) => file.endsWith('.md'));
    assert.ok(files.length > 1);
    for (const file of files)
      assert.ok(validate(frontMatter(read(root, 'content', folder, file))), `${file}: ${JSON.stringify(validate.errors)}`);
  });

for (const [kind, file] of [['province', 'provinces'], ['region', 'regions'], ['topic', 'topics'], ['agreement_type', 'agreement-types']])
  test(`content/data/${file}.yaml fits the schema of ${kind}`, () => {
    const validate = validatorOf(schemaOf(kind));
    const entries = yaml.parse(read(root, 'content', 'data', `${file}.yaml`));
    assert.ok(entries.length > 1);
    assert.ok(validate(entries), JSON.stringify(validate.errors));
    for (const wrong of [{ id: 'x' }, { id: 'Á', name: 'x' }, { name: 'x' }, { id: 'x', name: 'x', nam: 'x' }])
      assert.ok(!validate([...entries, wrong]), `${JSON.stringify(wrong)} passes`);
  });

test('content/site.yaml fits the schema of site', () => {
  const validate = validatorOf(schemaOf('site'));
  assert.ok(validate(yaml.parse(read(root, 'content', 'site.yaml'))), JSON.stringify(validate.errors));
});

for (const [kind, good, wrongs] of [
  ['news', news, [
    { title: undefined }, { date: undefined }, { date: '2018-02' }, { date: 'hôm nay' }, { title: ['x'] },
    { event: { kind: 'ky' } }, { event: 'ky' }, { photos: [{ alt: 'x' }] }, { sumary: 'x' }, { featured: 'có' }, { agreements: [1.5] },
    { source: { name: 'x', url: 'khong phai' } }, { sources: { name: 'x' } }, { sources: [{ url: 'https://x.example/' }] },
    { source: { name: 'x' }, sources: [{ name: 'x' }] },
  ]],
  ['agreement', agreement, [
    { title: undefined }, { signatories: undefined }, { review: 'hang-nam' }, { period: { start: 'x' } }, { period: 2018 },
    { commitments: ['x'] }, { commitments: [{ title: 'x', continues: [true] }] }, { tittle: 'x' },
  ]],
  ['site', site, [{ title: undefined }, { base_url: undefined }, { page_size: -1 }, { page_size: 'x' }, { menu: [{ title: 'x' }] }]],
])
  test(`the schema of ${kind} takes what is good and refuses what is not`, () => {
    const validate = validatorOf(schemaOf(kind));
    const plain = (value) => JSON.parse(JSON.stringify(value));
    assert.ok(validate(plain(good)), JSON.stringify(validate.errors));
    for (const wrong of wrongs) assert.ok(!validate(plain({ ...good, ...wrong })), `${JSON.stringify(wrong)} passes`);
  });

test('the schema of agreements takes the numbers of commitments that are continued', () => {
  const validate = validatorOf(schemaOf('agreement'));
  for (const continues of [3, [1, 2], 'khac#3', ['khac#3', 2]])
    assert.ok(validate(JSON.parse(JSON.stringify({ ...agreement, commitments: [{ title: 'x', continues }] }))), JSON.stringify(validate.errors));
});

test('the reference as Markdown has a section for each kind', () => {
  const result = kyket(['schema', '--format', 'markdown']);
  assert.equal(result.status, 0, result.output);
  for (const name of ['title', 'signatories', 'commitments', 'merged_into', 'page_size']) assert.ok(result.stdout.includes(name), name);
});

// What the forms' authors say of a configuration.
const formsFolder = path.join(root, 'forms');
const acceptsForms = () => {
  const ajv = new Ajv7({ strict: false });
  addFormats(ajv);
  return ajv.compile(JSON.parse(read(formsFolder, 'sveltia.schema.json')));
};
const formsOf = (...args) => JSON.parse(kyket(['schema', '--format', 'sveltia', ...args]).stdout);

test('the configuration of the forms is one that their JSON Schema accepts', () => {
  const validate = acceptsForms();
  const config = formsOf();
  assert.ok(validate(config), JSON.stringify(validate.errors?.slice(0, 5)));
  for (const wrong of [{ backend: { name: 'cvs' } }, { media: 'x' }, { collections: [{ name: 'x', fields: [] }] }])
    assert.ok(!validate({ ...config, ...wrong }), `${JSON.stringify(wrong)} passes`);
});

test('a form has each key of its kind, with label and help, and lists of entries to choose from', () => {
  const config = formsOf();
  const data = config.collections.find(({ name }) => name === 'data');
  const seen = new Set();
  const compare = (fields, schema, where) => {
    const own = Object.entries(schema.properties).filter(([key]) => key !== 'source');
    assert.deepEqual(fields.map(({ name }) => name).filter((name) => name !== 'body').sort(), own.map(([key]) => key).sort(), where);
    for (const field of fields) {
      if (field.name === 'body') continue;
      const { title, description, items, ...rest } = schema.properties[field.name];
      seen.add(field.widget);
      if (field.name !== 'id') assert.deepEqual([field.label, field.hint], [title, description], `${where}.${field.name}`);
      assert.equal(field.required ?? true, schema.required.includes(field.name), `${where}.${field.name}`);
      if (field.widget === 'select' && rest.enum) {
        assert.deepEqual(field.options.map(({ value }) => value), rest.enum);
        for (const { label, value } of field.options) assert.notEqual(label, value, `${where}.${field.name}: ${value} has no name`);
      }
      if (field.fields) compare(field.fields, items ?? { properties: rest.properties, required: rest.required }, `${where}.${field.name}`);
      if (field.widget === 'relation') {
        const target = config.collections.find(({ name }) => name === field.collection);
        const wanted = target.files ? target.files.find(({ name }) => name === field.file).fields[0].fields : target.fields;
        for (const shown of [...field.display_fields, ...field.search_fields])
          assert.ok(wanted.some(({ name }) => name === shown.split('.').at(-1)), `${where}.${field.name} shows ${shown}`);
      }
    }
  };
  for (const kind of [...kinds, 'removed']) {
    const form = formsOf(kind);
    assert.deepEqual([...config.collections, ...data.files, ...config.singletons].find(({ name }) => name === kind), form);
    const schema = schemaOf(kind);
    if (schema.type === 'array') assert.ok(form.fields[0].root, kind);
    compare(schema.type === 'array' ? form.fields[0].fields : form.fields, schema.items ?? schema, kind);
  }
  for (const widget of ['string', 'text', 'datetime', 'select', 'relation', 'list', 'object', 'number', 'file']) assert.ok(seen.has(widget), widget);
});

test('patterns of forms take what the register takes', () => {
  const fields = Object.fromEntries(formsOf('agreement').fields.map((field) => [field.name, field]));
  const when = new RegExp(fields.signed.pattern[0]);
  for (const day of ['2021', '2021-11', '2021-11-25', '2021-11-25T08:30+07:00']) assert.match(day, when);
  for (const wrong of ['25/11/2021', '2021-1', 'hôm nay']) assert.doesNotMatch(wrong, when);
  const [, end] = fields.period.fields;
  assert.match('open', new RegExp(end.pattern[0]));
});

test('the forms that are kept here are those that npm has under that name', () => {
  const sums = spawnSync('sha256sum', ['--quiet', '-c', 'sveltia.sums'], { cwd: formsFolder, encoding: 'utf8' });
  assert.equal(sums.status, 0, sums.stdout + sums.stderr);
  const listed = read(formsFolder, 'sveltia.sums').trim().split('\n').map((line) => line.split('  ')[1]);
  assert.deepEqual(listFiles(path.join(formsFolder, 'admin', 'sveltia')).map((file) => `admin/sveltia/${file}`).sort(),
    listed.filter((file) => file.startsWith('admin/')).sort());
  assert.match(read(formsFolder, 'sveltia.version'), /^@sveltia\/cms \d+\.\d+\.\d+ sha512-\S+$/m);
});

test('what has no JSON Schema is Markdown unless it is asked for as JSON', () => {
  for (const [kind, word] of [['theme', 'agreement.mustache'], ['diagnostics', 'unknown-reference']]) {
    const result = kyket(['schema', kind]);
    assert.equal(result.status, 0, result.output);
    assert.ok(result.stdout.includes(word), kind);
    for (const format of ['json', 'sveltia']) assert.equal(kyket(['schema', kind, '--format', format]).status, 2);
  }
});
