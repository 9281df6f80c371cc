'use strict';
// What pages say to programs: JSON-LD in schema.org's terms, and no more than the register knows.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const yaml = require('yaml');
const { listFiles, read } = require('../support/folders.js');
const { agreement, entry, news, smallRepository } = require('../support/register.js');
const { expand, graphOf, nodeOf, problemsOf } = require('../support/structured-data.js');

const TODAY = '2024-06-01';

function built(t, files, args = []) {
  const repository = smallRepository(t, files);
  const result = repository.kyket(['build', '--date', TODAY, ...args]);
  assert.equal(result.status, 0, result.output);
  return (...parts) => read(repository.folder, 'output', ...parts);
}
const graph = (page, ...parts) => graphOf(page(...parts, 'index.html'));

test('the checker finds what schema.org has no term for', () => {
  assert.deepEqual(problemsOf({ '@type': 'Legislation', name: 'a', legislationDate: '2018' }), []);
  assert.deepEqual(problemsOf({ '@type': 'Legislation', signer: 'a' }), ['$: Legislation has no signer']);
  assert.deepEqual(problemsOf({ '@type': 'Treaty' }), ['$: no type Treaty']);
});

test('each page but the missing one has a graph of known terms, which expands, and a way back', async (t) => {
  const repository = smallRepository(t);
  assert.equal(repository.kyket(['build', '--date', TODAY]).status, 0);
  const pages = listFiles(repository.path('output')).filter((file) => file.endsWith('.html'));
  const without = [];
  for (const file of pages) {
    const found = graphOf(read(repository.folder, 'output', file));
    if (found === undefined) {
      without.push(file);
      continue;
    }
    assert.equal(found['@context'], 'https://schema.org');
    assert.deepEqual(problemsOf(found['@graph']), [], file);
    const expanded = await expand(found);
    assert.ok(expanded.length > 0, file);
    if (file !== 'index.html') assert.ok(nodeOf(found, 'BreadcrumbList').itemListElement.length >= 2, file);
  }
  assert.ok(without.every((file) => /^404|http-equiv="refresh"/.test(file) || /http-equiv="refresh"/.test(read(repository.folder, 'output', file))), without.join(' '));
});

test('an agreement is legislation with its number, days, parties, territory and what it is based on', (t) => {
  const page = built(t, {
    'content/agreements/quy-che-2023.md': entry({
      ...agreement, number: '02/QC', signed: '2023-03-01', period: { start: 2023, end: 2027 }, summary: 'Hai bên.', implements: 'quy-che-2018',
      amends: 'quy-che-2018', legal_basis: [{ number: '74/2019/NĐ-CP', title: 'Nghị định', url: 'https://vb.example/74' }],
    }),
  });
  const node = nodeOf(graph(page, 'thoa-thuan', 'quy-che-2023'), 'Legislation');
  assert.equal(node['@id'], 'https://example.vn/thoa-thuan/quy-che-2023/');
  assert.equal(node.legislationIdentifier, '02/QC');
  assert.equal(node.legislationType, 'Quy chế phối hợp');
  assert.equal(node.legislationDate, '2023-03-01');
  assert.equal(node.legislationLegalForce, 'https://schema.org/InForce');
  assert.equal(node.temporalCoverage, '2023/2027');
  assert.deepEqual(node.legislationPassedBy.map((party) => [party['@type'], party.name]), [
    ['GovernmentOrganization', 'Ủy ban nhân dân tỉnh An Giang'],
    ['Organization', 'Tỉnh đoàn An Giang'],
  ]);
  assert.deepEqual(node.spatialCoverage.map((area) => area.name), ['Tỉnh An Giang']);
  assert.deepEqual(node.isBasedOn, [{ '@type': 'Legislation', legislationIdentifier: '74/2019/NĐ-CP', name: 'Nghị định', url: 'https://vb.example/74' }]);
  assert.deepEqual(node.legislationApplies.map((other) => other['@id']), ['https://example.vn/thoa-thuan/quy-che-2018/']);
  assert.deepEqual(node.legislationChanges.map((other) => other['@id']), ['https://example.vn/thoa-thuan/quy-che-2018/']);
  assert.equal(nodeOf(graph(page, 'thoa-thuan', 'quy-che-2018'), 'Legislation').legislationLegalForce, 'https://schema.org/NotInForce');
});

test('what the register does not know is not said', (t) => {
  const page = built(t, {
    'content/agreements/thieu.md': entry({ title: 'Thiếu', signed: '2020-05', signatories: agreement.signatories.map(({ organization }) => ({ organization })) }),
    'content/agreements/mo.md': entry({ title: 'Mở', signed: '2020-05-04', period: { end: 'open' }, signatories: agreement.signatories }),
    'content/agreements/den.md': entry({ title: 'Đến', signed: '2023-03', period: { end: 2025 }, signatories: agreement.signatories }),
  });
  const node = nodeOf(graph(page, 'thoa-thuan', 'thieu'), 'Legislation');
  assert.equal(node.legislationDate, '2020-05');
  for (const name of ['legislationIdentifier', 'legislationLegalForce', 'temporalCoverage', 'description', 'isBasedOn', 'legislationChanges', 'keywords']) assert.equal(node[name], undefined, name);
  const open = nodeOf(graph(page, 'thoa-thuan', 'mo'), 'Legislation');
  assert.equal(open.temporalCoverage, undefined);
  assert.equal(nodeOf(graph(page, 'thoa-thuan', 'den'), 'Legislation').temporalCoverage, '../2025');
});

test('news, offices, people, provinces and the front page', (t) => {
  const page = built(t, { 'content/news/2018/ky-quy-che.md': entry({ ...news, author: 'Tổ tin', sources: [{ name: 'Báo', url: 'https://bao.example/' }], photos: [{ file: 'le-ky.png' }] }) });
  const item = nodeOf(graph(page, 'tin-tuc', '2018', 'ky-quy-che'), 'NewsArticle');
  assert.deepEqual([item.headline, item.datePublished, item.creditText, item.inLanguage], [news.title, news.date, 'Tổ tin', 'vi']);
  assert.deepEqual(item.image, ['https://example.vn/media/le-ky.png']);
  assert.deepEqual(item.isBasedOn, [{ '@type': 'CreativeWork', name: 'Báo', url: 'https://bao.example/' }]);
  assert.deepEqual(nodeOf(graph(page, 'tin-tuc', '2018', 'ky-quy-che'), 'BreadcrumbList').itemListElement.map(({ position, item: at }) => [position, at]), [
    [1, 'https://example.vn/'], [2, 'https://example.vn/tin-tuc/'], [3, 'https://example.vn/tin-tuc/2018/'], [4, 'https://example.vn/tin-tuc/2018/ky-quy-che/'],
  ]);
  assert.equal(nodeOf(graph(page, 'co-quan', 'ubnd-an-giang'), 'GovernmentOrganization').location[0]['@type'], 'AdministrativeArea');
  const [role] = nodeOf(graph(page, 'nguoi-ky', 'nguyen-van-an'), 'Person').affiliation;
  assert.deepEqual([role['@type'], role.roleName, role.startDate, role.endDate], ['OrganizationRole', 'Chủ tịch', '2016', '2026']);
  assert.equal(nodeOf(graph(page, 'tinh-thanh', 'an-giang'), 'AdministrativeArea').name, 'Tỉnh An Giang');
  const site = nodeOf(graph(page), 'WebSite');
  assert.equal(site.potentialAction.target.urlTemplate, 'https://example.vn/tim-kiem/?q={search_term_string}');
});

test('no text ends the element or becomes markup', (t) => {
  const title = 'Quy chế </script><script>alert("x")</script> <!-- & "ngoặc" \\';
  const page = built(t, { 'content/agreements/quy-che-2018.md': entry({ ...agreement, title }) });
  const text = page('thoa-thuan', 'quy-che-2018', 'index.html');
  assert.equal(nodeOf(graphOf(text), 'Legislation').name, title);
  assert.ok(!text.includes('</script><script>alert'));
  assert.ok(!/<script type="application\/ld\+json">[^<]*<(?!\/script>)/.test(text));
});
