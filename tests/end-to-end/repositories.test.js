'use strict';
// Repositories in the forms that git gives them: many packs, linked work trees, extensions, submodules, clones.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { assertNoDiagnostics, parseDiagnostics, theDiagnostic } = require('../support/diagnostics.js');
const { assertSameFiles, exists, listFiles, read, temporaryFolder } = require('../support/folders.js');
const { environment, git, kyket } = require('../support/program.js');
const { Repository, entry, numberedNews, smallRegister, smallRepository } = require('../support/register.js');

const PACKS = 150;

function buildsWell(result) {
  assert.equal(result.status, 0, result.output);
  assertNoDiagnostics(result);
}

const withDescriptors = (limit) => ({ wrapper: ['sh', '-c', `ulimit -n ${limit}; exec "$0" "$@"`] });

// A commit and a pack for each news item, and two versions of one page in every pack, one of which is stored as a
// difference to the other.
function manyPacks(t, packs) {
  const repository = new Repository(path.join(temporaryFolder(t), 'register'));
  const stream = [];
  const add = (name, content) => {
    const bytes = Buffer.from(content);
    stream.push(`M 100644 inline ${name}\ndata ${bytes.length}\n`, bytes, '\n');
  };
  const page = (number) => entry({ title: 'Trang' }, 'Một đoạn văn dài, không đổi. '.repeat(20) + number);
  for (let number = 0; number < packs; number++) {
    for (const half of [0, 1]) {
      stream.push('commit refs/heads/main\n', `committer A <a@example.vn> ${1700000000 + 2 * number + half} +0700\n`);
      stream.push('data 5\nThem\n\n');
      const files = half === 1 ? {} : number === 0 ? smallRegister() : numberedNews(number);
      for (const [name, content] of Object.entries(files)) add(name, content);
      add(`content/pages/trang-${number}.md`, page(2 * number + half));
    }
    stream.push('checkpoint\n\n');
  }
  const result = spawnSync('git', ['-c', 'core.fsync=none', '-c', 'fastimport.unpackLimit=0', 'fast-import', '--quiet'], {
    cwd: repository.folder,
    env: environment(),
    input: Buffer.concat(stream.map((part) => Buffer.from(part))),
  });
  assert.equal(result.status, 0, String(result.stderr));
  const found = fs.readdirSync(repository.path('.git', 'objects', 'pack')).filter((name) => name.endsWith('.pack'));
  assert.ok(found.length >= packs, `${found.length} packs`);
  return repository;
}

test('however many packs and threads there are, few files are open at a time', (t) => {
  const repository = manyPacks(t, PACKS);
  buildsWell(repository.kyket(['build', '-j', '8', '-o', 'few'], withDescriptors(128)));
  repository.git('repack', '-adq');
  buildsWell(repository.kyket(['build', '-j', '1', '-o', 'one']));
  assertSameFiles(repository.path('few'), repository.path('one'));
});

test('where even few files are too many the message says so, and not that objects are missing', (t) => {
  const repository = manyPacks(t, 40);
  let refused = 0;
  for (let limit = 6; limit < 40; limit += 3) {
    const result = repository.kyket(['build', '-j', '4', '--full'], withDescriptors(limit));
    assert.doesNotMatch(result.output, /not in the repository|git fsck|fetch/, `ulimit -n ${limit}`);
    if (result.status === 0) continue;
    refused++;
    assert.equal(result.status, 3, `ulimit -n ${limit}: ${result.output}`);
    assert.match(result.output, /[Tt]oo many open files|libgit2 doesn't start|shared libraries/, `ulimit -n ${limit}`);
  }
  assert.ok(refused > 0);
});
