'use strict';
// Compressed copies beside what is published, for web servers that look for them; and the small files about the site.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');
const { test } = require('node:test');
const yaml = require('yaml');
const { exists, listFiles, read, snapshot } = require('../support/folders.js');
const { entry, news, site, smallRepository } = require('../support/register.js');

const TODAY = '2024-06-01';
const output = (repository, ...parts) => path.join(repository.folder, 'output', ...parts);
function build(repository, ...args) {
  const result = repository.kyket(['build', '--date', TODAY, ...args]);
  assert.equal(result.status, 0, result.output);
  return repository;
}
const copies = (repository) => listFiles(output(repository)).filter((file) => /\.(gz|br)$/.test(file));

// Each copy holds what its text does, and each larger text has both, and what of the search index gets smaller.
function checkCopies(repository) {
  const all = copies(repository);
  for (const file of all) {
    const bytes = fs.readFileSync(output(repository, file));
    const text = (file.endsWith('.gz') ? zlib.gunzipSync : zlib.brotliDecompressSync)(bytes);
    assert.deepEqual(text, fs.readFileSync(output(repository, file.slice(0, -3))), file);
    assert.ok(bytes.length < text.length, file);
  }
  for (const file of listFiles(output(repository)).filter((name) => /\.(html|css|js|xml|json|csv)$/.test(name)))
    if (fs.statSync(output(repository, file)).size > 1000) assert.ok(all.includes(`${file}.gz`) && all.includes(`${file}.br`), file);
  assert.ok(!all.some((file) => /\.png\.(gz|br)$/.test(file)));
  assert.ok(all.some((file) => /^tim-kiem\/.*\.bin\.gz$/.test(file)), 'shards of the search index');
}

test('copies follow the site: made for what changed, removed with their texts, and the same after a full build', (t) => {
  const repository = build(smallRepository(t), '--compress');
  checkCopies(repository);
  const times = () => Object.fromEntries(copies(repository).map((file) => [file, fs.statSync(output(repository, file)).ctimeMs]));
  const before = times();
  build(repository, '--compress');
  assert.deepEqual(times(), before, 'nothing changed');
  repository.commit({ 'content/news/2018/them.md': entry({ ...news, title: 'Thêm' }), 'content/pages/gioi-thieu.md': null, 'content/site.yaml': null });
  repository.commit({ 'content/site.yaml': yaml.stringify({ ...site, menu: [] }) });
  build(repository, '--compress');
  checkCopies(repository);
  assert.ok(!exists(repository.folder, 'output', 'gioi-thieu'), 'no folder stays for copies alone');
  const increment = snapshot(output(repository));
  build(repository, '--compress', '--full');
  assert.deepEqual(snapshot(output(repository)), increment);
});

test('what is not kyket\'s own is neither replaced nor removed', (t) => {
  const repository = build(smallRepository(t, { 'content/static/a.txt': 'chữ '.repeat(200), 'content/static/a.txt.gz': 'của trang' }), '--compress');
  assert.equal(read(output(repository, 'a.txt.gz')), 'của trang');
  assert.ok(exists(output(repository, 'a.txt.br')));
  build(repository);
  assert.deepEqual(copies(repository), ['a.txt.gz']);
  assert.ok(!exists(output(repository, '.kyket-compressed')));
});

test('a build loads no library for copies that nobody asks for', (t) => {
  const repository = smallRepository(t);
  const log = path.join(repository.folder, 'calls');
  const result = repository.kyket(['build'], { env: { LD_DEBUG: 'files', LD_DEBUG_OUTPUT: log } });
  assert.equal(result.status, 0);
  const said = fs.readdirSync(repository.folder).filter((file) => file.startsWith('calls')).map((file) => read(repository.folder, file)).join('');
  assert.match(said, /libdeflate/);
  assert.doesNotMatch(said, /brotli/);
});

test('a web app manifest, a picture for sharing, and whom to tell of a hole where site.yaml says whom', (t) => {
  const bare = build(smallRepository(t));
  assert.ok(!exists(output(bare, 'security.txt')));
  const manifest = JSON.parse(read(output(bare, 'site.webmanifest')));
  assert.deepEqual([manifest.name, manifest.start_url, manifest.icons[0].src], [site.title, '/', '/assets/icon.svg']);
  assert.deepEqual(manifest.icons.map(({ src, sizes, type }) => [src, sizes, type]).slice(1), [192, 512].map((size) => [`/assets/icon-${size}.png`, `${size}x${size}`, 'image/png']));
  for (const { src, sizes } of manifest.icons) {
    const icon = fs.readFileSync(output(bare, src));
    if (sizes !== 'any') assert.equal(`${icon.readUInt32BE(16)}x${icon.readUInt32BE(20)}`, sizes);
  }
  const page = read(output(bare, 'thoa-thuan', 'quy-che-2018', 'index.html'));
  const [, picture] = /<meta property="og:image" content="https:\/\/example\.vn(\/[^"]+)">/.exec(page);
  const bytes = fs.readFileSync(output(bare, picture));
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1200, 630]);
  assert.match(page, /og:image:width" content="1200"[^]*og:image:height" content="630"[^]*og:image:alt" content="Sổ thử"/);
  const repository = build(smallRepository(t, { 'content/site.yaml': yaml.stringify({ ...site, contact: { email: 'so@example.vn', url: 'https://example.vn/lien-he/' } }) }));
  assert.equal(
    read(output(repository, 'security.txt')),
    'Contact: mailto:so@example.vn\nContact: https://example.vn/lien-he/\nExpires: 2025-01-01T00:00:00+07:00\nPreferred-Languages: vi\nCanonical: https://example.vn/.well-known/security.txt\n',
  );
});
