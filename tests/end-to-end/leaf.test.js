'use strict';
// One value of one file is another: the increment leaves what a full build makes. Each case was found by random edits
// (tests/property) or by hand, and was stale once.

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const { assertSameFiles, read, temporaryFolder } = require('../support/folders.js');
const { entry, news, smallRepository } = require('../support/register.js');
const { Random } = require('../property/random.js');
const { EditedRegister } = require('../property/edits.js');

const day = '2024-06-01';

// A repository of the small register and the files, built into a folder; `change` commits other files, builds into the
// same folder and compares it with a full build.
function published(t, files) {
  const repository = smallRepository(t, files);
  const folder = temporaryFolder(t);
  const build = (output, ...rest) => {
    const result = repository.kyket(['build', '--date', day, '-o', path.join(folder, output), ...rest]);
    assert.equal(result.status, 0, result.output);
  };
  build('site');
  return {
    page: (...parts) => read(folder, 'site', ...parts, 'index.html'),
    change(other) {
      repository.commit(other, 'Sửa một chỗ');
      build('site');
      build('full', '--full');
      assertSameFiles(path.join(folder, 'site'), path.join(folder, 'full'));
    },
  };
}

test('the kind of an event alone is another', (t) => {
  const item = (kind) => ({
    'content/news/2021/so-ket.md': entry({
      ...news,
      title: 'Một cuộc họp',
      date: '2021-05-06',
      event: { kind, date: '2021-05-05' },
    }),
  });
  const site = published(t, item('meeting'));
  const before = site.page('dong-thoi-gian', '2021');
  site.change(item('review'));
  assert.notEqual(site.page('dong-thoi-gian', '2021'), before);
});

test('random edits of one place reach every field of every type', () => {
  const random = new Random(1);
  const register = new EditedRegister(random);
  const fieldsOf = ({ name, fields }) => fields.map((field) => `${name}.${field.name}`);
  const missing = new Set([...register.types.values()].flatMap(fieldsOf));
  const apart = ['agreement', 'news', 'organization', 'person', 'page'].map((kind) => `${kind}.draft`).concat('site.theme');
  for (const name of apart) assert.ok(missing.delete(name), `${name} has edits of its own`);
  // Each value of a record, by the type and name of its field.
  const valuesOf = (type, record) =>
    type.fields.flatMap((field) => [
      `${type.name}.${field.name} ${JSON.stringify(record[field.name])}`,
      ...(field.form === 'record' ? [record[field.name] ?? []].flat().flatMap((item) => valuesOf(field.type, item)) : []),
    ]);
  for (const kind of [...register.kinds, 'site']) {
    const type = register.types.get(kind);
    for (let edits = 0; edits < 4000; edits++) {
      const { id, fields } = kind === 'site' ? { fields: register.site } : register.any(kind);
      const before = new Set(valuesOf(type, fields));
      register.leaf.change(type, fields, id);
      for (const value of valuesOf(type, fields)) if (!before.has(value)) missing.delete(value.split(' ')[0]);
    }
  }
  assert.deepEqual([...missing], []);
});
