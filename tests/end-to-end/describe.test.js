'use strict';
// Descriptions of types: what schema/describe.awk makes of them, and what stops the build.
const assert = require('node:assert');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');

const root = path.join(__dirname, '..', '..');
const script = path.join(root, 'generator', 'schema', 'describe.awk');

// The structures and tables of descriptions by file name.
function describe(files, want) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-describe-'));
  try {
    for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(folder, name), text);
    const args = ['-v', `want=${want}`, '-v', 'collection=record', '-f', script, ...Object.keys(files)];
    return spawnSync('awk', args, { cwd: folder, encoding: 'utf8' });
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

// Whether the C compiler accepts a type with so many fields.
function compiles(count) {
  const fields = Array.from({ length: count }, (_, i) => `FIELD(TEXT, field_${i}, OPTIONAL, PLAIN, "a", "b")\n`);
  const files = { 'many.def': `PART(many, "Nhiều")\n${fields.join('')}` };
  const source = `#include "schema/type.h"\n#include "schema/rows.h"\n${describe(files, 'structures').stdout}${describe(files, 'tables').stdout}`;
  const args = ['-std=gnu17', '-D_GNU_SOURCE', '-fsyntax-only', '-I', path.join(root, 'generator'), '-x', 'c', '-'];
  return spawnSync('cc', args, { input: source, encoding: 'utf8' });
}

const entry = 'BASE(entry, "Mục")\nDERIVED(VIEW, id, PLAIN, "Mã")\n';

test('a description becomes a structure with its members in their order', () => {
  const made = describe(
    {
      'entry.def': entry,
      'law.def': '/* A law. */\nENTRY(law, 20, "Luật", "laws")\nFIELD(TEXT, title, REQUIRED, PLAIN, "Tên", "Tên (đủ), và số.")\nMEMBER(bool is_old) /* repealed */\n',
      'case.def': 'ENTRY(case, 10, "Vụ việc", "cases")\nLINK(law, law, "Luật")\n',
    },
    'structures',
  );
  assert.strictEqual(made.stderr, '');
  assert.match(made.stdout, /\/\* A law. \*\/\nstruct law \{\n {2}struct entry entry;\n {2}struct text title;\n {2}bool is_old; \/\* repealed \*\/\n\};/);
  assert.match(made.stdout, /enum entry_kind \{\n {2}ENTRY_CASE,\n {2}ENTRY_LAW,\n {2}ENTRY_KINDS,\n\};/);
  assert.match(made.stdout, /#define ENTRY_KIND_NAMES "case", "law"/);
});

test('rows carry the name of their type and the member that they are in', () => {
  const made = describe({ 'entry.def': entry, 'law.def': 'ENTRY(law, 20, "Luật", "laws")\nFIELD(TEXT, title, REQUIRED, PLAIN, "a", "b")\n' }, 'tables');
  assert.match(made.stdout, /law_fields\[\] = \{\n {4}DERIVED\(law, entry\., VIEW, id, .*\n {4}FIELD\(law, , TEXT, title, /);
});

for (const [what, files, message] of [
  ['an unknown kind of field', { 'a.def': 'PART(a, "A")\nFIELD(TEXTT, b, OPTIONAL, PLAIN, "a", "b")\n' }, 'a.def:2: error: there is no kind of field "TEXTT"'],
  ['an unknown line', { 'a.def': 'PART(a, "A")\nFELD(TEXT, b)\n' }, 'a.def:2: error: no line of a description begins like this'],
  ['no first line', { 'a.def': 'FIELD(TEXT, b, OPTIONAL, PLAIN, "a", "b")\n' }, 'a.def:1: error: the first line says what is described'],
  ['two types in a file', { 'a.def': 'PART(a, "A")\nPART(b, "B")\n' }, 'a.def:2: error: a file describes one type'],
  ['another name than the file', { 'a.def': 'PART(b, "B")\n' }, 'a.def:1: error: the file of "b" must be called b.def'],
  ['two kinds with one place', { 'a.def': 'ENTRY(a, 10, "A", "as")\n', 'b.def': 'ENTRY(b, 10, "B", "bs")\n' }, 'b.def:1: error: "a" has the order 10 too'],
])
  test(`${what} stops the build`, () => {
    const made = describe(files, 'structures');
    assert.strictEqual(made.status, 1);
    assert.ok(made.stderr.startsWith(message), made.stderr);
  });

test('a type with more fields than masks have bits does not compile', () => {
  const most = compiles(63);
  assert.strictEqual(most.status, 0, most.stderr);
  const more = compiles(64);
  assert.notStrictEqual(more.status, 0);
  assert.match(more.stderr, /too many fields for the masks of fields: many/);
});
