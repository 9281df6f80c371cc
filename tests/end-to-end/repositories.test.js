'use strict';
// Repositories in the forms that git gives them: many packs, linked work trees, extensions, submodules, clones.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { assertNoDiagnostics, theDiagnostic } = require('../support/diagnostics.js');
const { assertSameFiles, exists, read, temporaryFolder } = require('../support/folders.js');
const { environment, git, kyket } = require('../support/program.js');
const { Repository, entry, numberedNews, smallRegister, smallRepository } = require('../support/register.js');

const PACKS = 150;

function buildsWell(result) {
  assert.equal(result.status, 0, result.output);
  assertNoDiagnostics(result);
}

// What was found leaked here, now and then, is a window of libgit2's own (48 bytes, made where it maps a pack), with
// several threads at its limit of open packs. So with few descriptors AddressSanitizer looks for all but leaks; our own
// would be found by the other tests that read packs.
const withDescriptors = (limit) => ({
  wrapper: ['sh', '-c', `ulimit -n ${limit}; exec "$0" "$@"`],
  env: process.env.ASAN_OPTIONS === undefined ? {} : { ASAN_OPTIONS: `${process.env.ASAN_OPTIONS}:detect_leaks=0` },
});

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

// A setting that the git at hand may not know, so that it would not read the repository any more.
const configure = (repository, name, value) =>
  git(repository.folder, 'config', '--file', repository.path('.git', 'config'), name, value);

// Makes the paths between a repository and its linked work tree relative, as `git worktree add --relative-paths` does.
function useRelativePaths(repository, linked) {
  const own = repository.path('.git', 'worktrees', path.basename(linked));
  fs.writeFileSync(path.join(linked, '.git'), `gitdir: ${path.relative(linked, own)}\n`);
  fs.writeFileSync(path.join(own, 'gitdir'), `${path.relative(own, path.join(linked, '.git'))}\n`);
  configure(repository, 'core.repositoryFormatVersion', '1');
  configure(repository, 'extensions.relativeWorktrees', 'true');
}

test('linked work trees whose paths are relative are read, and so is their repository', (t) => {
  const repository = smallRepository(t);
  const linked = path.join(path.dirname(repository.folder), 'linked');
  repository.git('worktree', 'add', '--quiet', '-b', 'khac', linked);
  useRelativePaths(repository, linked);
  buildsWell(repository.kyket(['build']));
  buildsWell(repository.kyket(['build', '-o', '../output'], { cwd: path.join(linked, 'content') }));
  assertSameFiles(path.join(linked, 'output'), repository.path('output'));
  fs.writeFileSync(path.join(linked, 'content', 'pages', 'moi.md'), entry({ title: 'Trang mới' }));
  buildsWell(repository.kyket(['build', '--worktree', '-o', 'moi'], { cwd: linked }));
  assert.ok(exists(linked, 'moi', 'moi', 'index.html'));
});

test('extensions that change nothing for a reader are accepted, one that is not known is named', (t) => {
  const repository = smallRepository(t);
  configure(repository, 'core.repositoryFormatVersion', '1');
  const accepted = { worktreeConfig: 'true', partialClone: 'origin', preciousObjects: 'true', refStorage: 'files', noop: 'true', objectFormat: 'sha1' };
  for (const [name, value] of Object.entries(accepted)) {
    configure(repository, `extensions.${name}`, value);
    buildsWell(repository.kyket(['build', '-o', name]));
  }
  configure(repository, 'extensions.unheardOf', 'true');
  const result = repository.kyket(['build']);
  assert.equal(result.status, 3, result.output);
  assert.match(theDiagnostic(result, 'repository').message, /unheardof/i);
});

test('repositories with sha256 or reftable are refused with the reason and the way out', (t) => {
  const folder = path.join(temporaryFolder(t), 'register');
  fs.mkdirSync(folder);
  git(folder, 'init', '--quiet', '--object-format=sha256');
  const result = kyket(['build'], { cwd: folder });
  assert.equal(result.status, 3, result.output);
  assert.match(theDiagnostic(result, 'repository').message, /SHA-256.*git fast-export/);
  const repository = smallRepository(t);
  configure(repository, 'core.repositoryFormatVersion', '1');
  configure(repository, 'extensions.refStorage', 'reftable');
  const other = repository.kyket(['build']);
  assert.equal(other.status, 3, other.output);
  assert.match(theDiagnostic(other, 'repository').message, /reftable.*git refs migrate/);
});

test('a submodule that is checked out is a repository of its own', (t) => {
  const register = smallRepository(t);
  const outer = new Repository(path.join(temporaryFolder(t), 'outer'));
  outer.git('submodule', '--quiet', 'add', register.folder, 'so');
  outer.commit();
  buildsWell(register.kyket(['build']));
  buildsWell(register.kyket(['build', '-o', path.join(outer.folder, 'site')], { cwd: outer.path('so') }));
  assertSameFiles(outer.path('site'), register.path('output'));
  buildsWell(register.kyket(['build', '--worktree', '-o', path.join(outer.folder, 'site')], { cwd: outer.path('so') }));
});

test('a clone that borrows its objects through two alternates reads them all', (t) => {
  const repository = smallRepository(t);
  repository.git('gc', '--quiet', '--prune=now');
  const folder = temporaryFolder(t);
  git(folder, 'clone', '--quiet', '--shared', repository.folder, 'first');
  git(folder, 'clone', '--quiet', '--shared', path.join(folder, 'first'), 'second');
  const second = new Repository(path.join(folder, 'second'), repository.clock);
  second.commit({ 'content/pages/moi.md': entry({ title: 'Trang mới' }) });
  buildsWell(second.kyket(['build']));
  assert.match(read(second.folder, 'output', 'moi', 'index.html'), /Trang mới/);
});
