'use strict';
// What it takes to add a kind of entries: official documents, which agreements cite, are added to a copy of the
// program. The new files lie below files/; all else is a line each in files that are there.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test, before, after } = require('node:test');
const { listFiles, writeFiles } = require('../support/folders.js');
const { root } = require('../support/program.js');

const added = listFiles(path.join(__dirname, 'files'));

// Lines that are put behind a line of the file.
const lines = {
  'generator/site/kinds.c': [
    [
      '    NULL,                               false, false,                                      7)',
      'ROW(document, plan_entries, write_document, "agreements", true, "segment.documents", false, false, 0)',
    ],
  ],
  'themes/default/i18n/vi.yaml': [
    ['segment:', '  documents: van-ban'],
    ['entry_kind:', '  document: Văn bản'],
  ],
  'themes/default/i18n/en.yaml': [
    ['segment:', '  documents: documents'],
    ['entry_kind:', '  document: Document'],
  ],
};

const register = {
  'content/site.yaml': 'title: Sổ\nbase_url: https://example.vn/so/\n',
  'content/organizations/a.md': '---\nname: Bộ A\n---\n',
  'content/organizations/b.md': '---\nname: Sở B\n---\n',
  'content/agreements/t.md':
    '---\ntitle: Thỏa thuận t\nsigned: 2021-11-25\nperiod: {start: 2022, end: 2025}\nsignatories: [{organization: a}, {organization: b}]\n---\n' +
    'Căn cứ [](document:nd-74).\n',
  'content/documents/nd-74.md':
    '---\ntitle: Nghị định về quỹ việc làm\nnumber: 74/2019/NĐ-CP\nissued: 2019-09-23\nissuer: Chính phủ\n' +
    'text_url: https://example.vn/nd-74\n---\nĐiều 1. Xem [thỏa thuận](agreement:t).\n',
};

let folder;

function make(...targets) {
  const cores = os.availableParallelism?.() ?? os.cpus().length;
  return spawnSync('make', ['-s', `-j${cores}`, 'LTO=', 'CFLAGS=-O0 -U_FORTIFY_SOURCE', ...targets], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
}

function edit(file, change) {
  const place = path.join(folder, file);
  const text = fs.readFileSync(place, 'utf8');
  const changed = change(text);
  assert.notEqual(changed, text, `${file} was not changed`);
  fs.writeFileSync(place, changed);
  return () => fs.writeFileSync(place, text);
}

function addBehind(text, line, more) {
  const at = text.split('\n').indexOf(line);
  assert.notEqual(at, -1, `there is no line "${line}"`);
  const all = text.split('\n');
  all.splice(at + 1, 0, more);
  return all.join('\n');
}

function build(output) {
  const site = path.join(folder, 'register');
  writeFiles(site, register);
  return spawnSync(
    path.join(folder, 'build/kyket'),
    ['build', '-C', site, '--worktree', '-o', path.join(folder, output), '--date', '2026-01-01'],
    { encoding: 'utf8' },
  );
}

before(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-kinds-')));
  for (const name of ['Makefile', 'generator', 'themes', 'forms'])
    fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  fs.cpSync(path.join(__dirname, 'files'), folder, { recursive: true });
  for (const [file, changes] of Object.entries(lines))
    edit(file, (text) => changes.reduce((changed, [line, more]) => addBehind(changed, line, more), text));
  const result = make('all');
  assert.equal(result.status, 0, result.stderr);
});

after(() => fs.rmSync(folder, { recursive: true, force: true }));

test('a kind is its descriptions, a row, a page, a template and words in two languages', () => {
  assert.deepEqual([...added, ...Object.keys(lines)].sort(), [
    'generator/schema/fields/document.def',
    'generator/site/fields/document_page.def',
    'generator/site/kinds.c',
    'generator/site/pages/document.c',
    'themes/default/i18n/en.yaml',
    'themes/default/i18n/vi.yaml',
    'themes/default/templates/document.mustache',
  ]);
});

test('its entries have pages, linked in both directions', () => {
  const result = build('output');
  assert.equal(result.status, 0, result.stderr);
  const document = fs.readFileSync(path.join(folder, 'output/van-ban/nd-74/index.html'), 'utf8');
  assert.match(document, /<h1>Nghị định về quỹ việc làm<\/h1>/);
  assert.match(document, /74\/2019\/NĐ-CP, Chính phủ, /);
  assert.match(document, /<a href="\/so\/thoa-thuan\/t\/">Thỏa thuận t<\/a> <span class="kind">Thỏa thuận<\/span>/);
  const agreement = fs.readFileSync(path.join(folder, 'output/thoa-thuan/t/index.html'), 'utf8');
  assert.match(agreement, /Căn cứ <a href="\/so\/van-ban\/nd-74\/">Nghị định về quỹ việc làm<\/a>/);
  assert.match(agreement, /<a href="\/so\/van-ban\/nd-74\/">Nghị định về quỹ việc làm<\/a> <span class="kind">Văn bản<\/span>/);
  assert.match(fs.readFileSync(path.join(folder, 'output/sitemap.xml'), 'utf8'), /so\/sitemap-document\.xml/);
  assert.match(fs.readFileSync(path.join(folder, 'output/sitemap-document.xml'), 'utf8'), /so\/van-ban\/nd-74\//);
});

test('its keys are checked, and in the schema', () => {
  const schema = spawnSync(path.join(folder, 'build/kyket'), ['schema', 'document'], { encoding: 'utf8' });
  assert.equal(schema.status, 0, schema.stderr);
  assert.match(schema.stdout, /"issuer"/);
});

test('an entry whose address no plan makes stops the build', () => {
  const restore = edit('generator/site/kinds.c', (text) =>
    text.replace('ROW(document, plan_entries,', 'ROW(document, plan_nothing,'),
  );
  try {
    const made = make('all');
    assert.equal(made.status, 0, made.stderr);
    const result = build('other-output');
    assert.equal(result.status, 1, result.stderr);
    assert.match(result.stderr, /content\/documents\/nd-74\.md:.*error: .*\/so\/van-ban\/nd-74\/.*\[internal-error\]/);
    assert.ok(!fs.existsSync(path.join(folder, 'other-output')));
  } finally {
    restore();
  }
});

for (const [what, change, message] of [
  ['a row without a column', (text) => text.replace('"segment.documents", false, false, 0)', '"segment.documents", false, 0)'), /requires 9 arguments, but only 8 given/],
  ['a kind without a row', (text) => text.replace(/^ROW\(document,.*\n/m, ''), /document_row.* undeclared/],
])
  test(`${what} does not compile`, () => {
    const restore = edit('generator/site/kinds.c', change);
    try {
      const made = make('build/objects/generator/site/kinds.o');
      assert.notEqual(made.status, 0);
      assert.match(made.stderr, message);
    } finally {
      restore();
    }
  });
