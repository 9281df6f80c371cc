'use strict';
// Every id is there once on a page, whatever the headings of its body are.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const parse5 = require('parse5');
const { listFiles } = require('../support/folders.js');
const { root } = require('../support/program.js');
const { agreement, entry, smallRepository } = require('../support/register.js');
const { elements } = require('../support/website.js');

const templates = path.join(root, 'themes', 'default', 'templates');
// One that is compared with the one before it.
const agreementPath = 'content/agreements/quy-che-2023.md';
const later = { ...agreement, title: 'Quy chế sau', signed: '2023-03-01', period: { start: 2023, end: 2027 }, succeeds: 'quy-che-2018' };

// The ids that templates give, with numbers in the place of what is filled in; those of headings and of sections
// that are named in the same way (`anchor`) are left out.
function templateIds() {
  const ids = new Set();
  for (const file of listFiles(templates))
    for (const [, id] of fs.readFileSync(path.join(templates, file), 'utf8').matchAll(/\sid="((?:\{\{[^}]*\}\}|[^"])*)"/g))
      if (!id.includes('anchor')) ids.add(id.replace(/\{\{[$/][^}]*\}\}/g, '').replace(/\{\{[^}]*\}\}/g, '1'));
  return [...ids];
}

function idsOf(file) {
  return [...elements(parse5.parse(fs.readFileSync(file, 'utf8')))].flatMap(({ attrs }) => attrs.filter(({ name }) => name === 'id').map(({ value }) => value));
}

test('no heading takes an id of a template', (t) => {
  const ids = templateIds();
  assert.ok(ids.includes('so-sanh-1') && ids.includes('cam-ket-1') && ids.includes('site_main'), ids.join(' '));
  const own = [...ids, 'fn-1', 'fnref-1', 'cam-ket-2', 'fnref-1-2'];
  const headings = own.flatMap((id) => [`## ${id}`, `## ${id.replaceAll(/[-_]/g, ' ')}`, `## ${id}`]).join('\n\n');
  const repository = smallRepository(t, { [agreementPath]: entry(later, `Chữ [^1] và [^1].\n\n${headings}\n\n[^1]: Chú thích.`) });
  const result = repository.kyket(['build']);
  assert.equal(result.status, 0, result.output);
  const found = idsOf(repository.path('output/thoa-thuan/quy-che-2023/index.html'));
  assert.ok(found.includes('so-sanh-1') && found.includes('cam-ket-1') && found.includes('fn-1'), found.join(' '));
  assert.deepEqual(found.filter((id, index) => found.indexOf(id) !== index), []);
  // One id of each heading and one more for each time that it comes again.
  assert.ok(found.length > 3 * own.length);
});

test('headings keep their names', (t) => {
  const repository = smallRepository(t, { [agreementPath]: entry(later, '## So sánh hai văn bản\n\n## So sánh 1\n\n## Điều 1\n\n## Điều 1') });
  assert.equal(repository.kyket(['build']).status, 0);
  const found = idsOf(repository.path('output/thoa-thuan/quy-che-2023/index.html'));
  for (const id of ['so-sanh-hai-van-ban', 'muc-so-sanh-1', 'dieu-1', 'dieu-1-2']) assert.ok(found.includes(id), id);
});
