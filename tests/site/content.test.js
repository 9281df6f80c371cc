'use strict';
// The website of the repository's own content, at its own address and below a path: valid, whole, every link leading
// somewhere.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, test } = require('node:test');
const { checkHtml } = require('../support/html-checker.js');
const { read, listFiles } = require('../support/folders.js');
const { kyket, root } = require('../support/program.js');
const { Website } = require('../support/website.js');
const yaml = require('yaml');

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-site-'));
after(() => fs.rmSync(scratch, { recursive: true, force: true }));

const ownBase = yaml.parse(read(root, 'content', 'site.yaml')).base_url;

// What one build is checked on; a build that fails fails each of its tests.
for (const [name, base, options] of [
  ['at its own address', ownBase, []],
  ['below a path', 'https://example.vn/so-thoa-thuan/', ['-b', 'https://example.vn/so-thoa-thuan/']],
]) {
  const output = path.join(scratch, name.replaceAll(' ', '-'));
  let built;
  const website = () => {
    if (built === undefined) {
      const result = kyket(['build', '--worktree', '--strict', '-q', '-o', output, ...options]);
      built = { result, website: result.status === 0 ? new Website(output, base) : undefined };
    }
    assert.equal(built.result.status, 0, built.result.output);
    return built.website;
  };

  test(`${name}: the content builds without a warning`, () => {
    website();
    assert.equal(built.result.output, '');
  });
  for (const [what, check] of [
    ['every link, asset and anchor leads somewhere', 'checkLinks'],
    ['no id stands twice on a page', 'checkIds'],
    ['no two pages share a title', 'checkTitles'],
    ['each page says what its address is', 'checkCanonicals'],
    ['every page can be reached from the home page', 'checkReachable'],
    ['the sitemap names the pages, and only what is there', 'checkSitemap'],
    ['the feeds are Atom and name only what is there', 'checkFeeds'],
    ['robots.txt names the sitemap', 'checkRobots'],
  ])
    test(`${name}: ${what}`, () => assert.deepEqual(website()[check](), []));

  // The pages below a path are the same but for their addresses.
  if (base === ownBase)
    test('every page, style sheet and drawing is valid', () => {
      website();
      assert.deepEqual(checkHtml(output), []);
    });
}

test('each entry of the content has its page', () => {
  const output = path.join(scratch, 'at-its-own-address');
  const folders = {
    agreements: 'thoa-thuan',
    news: 'tin-tuc',
    organizations: 'co-quan',
    people: 'nguoi-ky',
    pages: '',
  };
  const missing = [];
  let count = 0;
  for (const [folder, segment] of Object.entries(folders))
    for (const file of listFiles(path.join(root, 'content', folder))) {
      if (!file.endsWith('.md') || /^draft: true$/m.test(read(root, 'content', folder, file))) continue;
      count++;
      const page = path.join(segment, file.slice(0, -3), 'index.html');
      if (!fs.existsSync(path.join(output, page))) missing.push(page);
    }
  for (const [file, segment] of [['provinces', 'tinh-thanh'], ['topics', 'linh-vuc']])
    for (const { id } of yaml.parse(read(root, 'content', 'data', `${file}.yaml`))) {
      count++;
      const page = path.join(segment, id, 'index.html');
      if (!fs.existsSync(path.join(output, page))) missing.push(page);
    }
  assert.deepEqual(missing, []);
  assert.ok(count > 100, `${count} entries`);
});
