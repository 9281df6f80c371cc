'use strict';
// The cache costs time when it is lost, and nothing else: another version of a library, leftovers of killed builds, changed bytes.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { assertSameFiles, temporaryFolder } = require('../support/folders.js');
const { program } = require('../support/program.js');
const { smallRepository } = require('../support/register.js');

function setUp(t) {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  const build = (env = {}, ...args) => {
    const stats = path.join(folder, 'stats.json');
    const result = repository.kyket(
      ['build', '-q', '--date', '2024-06-01', '-o', path.join(folder, 'site'), '--stats', stats, ...args], { env });
    assert.equal(result.status, 0, result.output);
    return { ...JSON.parse(fs.readFileSync(stats, 'utf8')), said: result.stderr };
  };
  return { repository, folder, cache: path.join(folder, '.kyket'), build };
}

// A shared object whose function stands before the library's of that name.
function shim(folder, code) {
  const source = path.join(folder, 'shim.c');
  fs.writeFileSync(source, code);
  execFileSync(process.env.CC || 'cc', ['-shared', '-fPIC', '-o', path.join(folder, 'shim.so'), source]);
  return { LD_PRELOAD: path.join(folder, 'shim.so'), ASAN_OPTIONS: 'verify_asan_link_order=0' };
}

const versions = {
  cmark: 'const char *cmark_version_string(void) { return "99.1"; }\n',
  yaml: 'const char *yaml_get_version_string(void) { return "99.2"; }\n',
};

for (const [library, code] of Object.entries(versions))
  test(`another version of ${library}: the last build and its pages count no more`, (t) => {
    const { folder, build } = setUp(t);
    const first = build();
    assert.equal(build().seconds.read, 0, 'the same again');
    const other = build(shim(folder, code));
    assert.notEqual(other.seconds.read, 0, 'all is read again');
    assert.equal(other.entries, first.entries);
    assert.equal(build(shim(folder, code)).seconds.read, 0, 'the same again with the other version');
  });

test('the version of ICU is part of what the last build depended on', (t) => {
  const { folder, build } = setUp(t);
  build();
  // Debian's ICU has the version in the names of its functions.
  const kyket = execFileSync('nm', ['-D', program], { encoding: 'utf8' });
  const name = /\bU (u_getVersion\w*)/.exec(kyket)[1];
  const other = build(shim(folder, `void ${name}(unsigned char *v) { v[0] = 99; v[1] = v[2] = v[3] = 0; }\n`));
  assert.notEqual(other.seconds.read, 0);
});

test('what a killed build left in the cache is removed by the next one', (t) => {
  const { repository, cache, build } = setUp(t);
  build();
  const before = fs.readdirSync(cache).sort();
  for (const name of ['entries.values-123', 'entries.index-new-99', 'site-new-1', 'history-new'])
    fs.writeFileSync(path.join(cache, name), 'left');
  repository.commit({ 'content/pages/them.md': '---\ntitle: Thêm\n---\n' }, 'Thêm');
  build();
  assert.deepEqual(fs.readdirSync(cache).filter((name) => !/^later-/.test(name)).sort(), before);
});

test('a cache with any of its files damaged costs time and nothing else', (t) => {
  const { repository, folder, cache, build } = setUp(t);
  build();
  repository.commit({ 'content/pages/them.md': '---\ntitle: Thêm\n---\n' }, 'Thêm');
  build({}, '--full', '-o', path.join(folder, 'whole', 'site'));
  for (const name of fs.readdirSync(cache).filter((each) => !/-[0-9a-f]{16}$/.test(each) || /^(site|last)/.test(each))) {
    const file = path.join(cache, name);
    const good = fs.readFileSync(file);
    for (const at of [0, 9, Math.floor(good.length / 3), Math.floor(good.length / 2), good.length - 1]) {
      const bad = Buffer.from(good);
      bad[at] ^= 0x41;
      fs.writeFileSync(file, bad);
      build();
      assertSameFiles(path.join(folder, 'site'), path.join(folder, 'whole', 'site'), `${name}, byte ${at}`);
    }
  }
});
