'use strict';
// Repositories in the forms that git gives them: many packs, linked work trees, extensions, submodules, clones.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { assertNoDiagnostics, theDiagnostic } = require('../support/diagnostics.js');
const { assertSameFiles, exists, listFiles, read, temporaryFolder } = require('../support/folders.js');
const { environment, git, kyket, root } = require('../support/program.js');
const { Repository, dump, entry, numberedNews, site, smallRegister, smallRepository } = require('../support/register.js');

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

// libgit2 damages the heap where threads close and read packs at once: without turns one build of 360 ended so.
test('many threads read many packs, again and again', (t) => {
  const repository = manyPacks(t, PACKS);
  buildsWell(repository.kyket(['build', '-j', '1', '-o', 'one']));
  for (let round = 0; round < 8; round++) {
    buildsWell(repository.kyket(['build', '-j', '64', '--full', '-o', 'many'], withDescriptors(256)));
    assertSameFiles(repository.path('many'), repository.path('one'));
  }
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

// A repository from which partial clones can be made, with an entry that has a past.
function served(t) {
  const repository = smallRepository(t);
  for (const number of ['Một', 'Hai']) repository.commit({ 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }, `${number}.`) }, number);
  repository.git('config', 'uploadpack.allowFilter', 'true');
  repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const folder = temporaryFolder(t);
  const clone = (name, ...args) => {
    git(folder, 'clone', '--quiet', ...args, `file://${repository.folder}`, name);
    const made = new Repository(path.join(folder, name), repository.clock);
    return { git: (...more) => git(made.folder, ...more), kyket: (args) => made.kyket([...args, '--lang', 'en']), folder: made.folder };
  };
  return { repository, folder, clone };
}

test('of a partial clone that lacks what is read one message says so, and its command mends it', (t) => {
  const { repository, folder, clone } = served(t);
  buildsWell(repository.kyket(['build']));
  for (const filter of ['blob:none', 'tree:0']) {
    const partial = clone(filter.replace(':', '-'), '--bare', `--filter=${filter}`);
    const output = path.join(folder, `site-${filter.replace(':', '-')}`);
    const result = partial.kyket(['build', '-o', output]);
    assert.equal(result.status, 3, result.output);
    assert.equal((result.output.match(/: error: /g) ?? []).length, 1, result.output);
    const { message } = theDiagnostic(result, 'unreadable');
    assert.match(message, /partial/);
    const [, command] = /git (fetch [^ ]*(?: --[^ ]*)*)/.exec(message);
    partial.git(...command.split(' '));
    buildsWell(partial.kyket(['build', '-o', output]));
    assertSameFiles(output, repository.path('output'));
  }
  // One that lacks an object for another reason says nothing of partial clones.
  const id = repository.git('rev-parse', 'HEAD:content/pages/gioi-thieu.md').trim();
  fs.rmSync(repository.path('.git', 'objects', id.slice(0, 2), id.slice(2)), { force: true });
  const broken = repository.kyket(['build', '--full']);
  assert.equal(broken.status, 3);
  assert.match(theDiagnostic(broken, 'unreadable').message, new RegExp(`${id}.*git fsck`));
});

test('what a partial clone lacks of the past is told, and shown when it has come', (t) => {
  const { repository, folder, clone } = served(t);
  buildsWell(repository.kyket(['build']));
  const page = ['gioi-thieu', 'lich-su', 'index.html'];
  const texts = clone('texts', '--filter=blob:none');
  const version = (clone, number) => clone.git('config', 'core.repositoryFormatVersion', number);
  version(texts, '0'); // of 1 libgit2 1.5 looks for extensions, and leaks memory
  const fetch = (clone) => {
    version(clone, '1');
    clone.git('fetch', '--quiet', '--refetch', '--no-filter');
    version(clone, '0');
  };
  const output = path.join(folder, 'site');
  buildsWell(texts.kyket(['build', '-o', output]));
  assert.match(read(output, ...page), /không có văn bản của lần sửa này/);
  fetch(texts);
  buildsWell(texts.kyket(['build', '-o', output]));
  assert.doesNotMatch(read(output, ...page), /không có văn bản của lần sửa này/);
  assert.equal(read(output, ...page), read(repository.path('output'), ...page));
  const folders = clone('folders', '--filter=tree:0');
  version(folders, '0');
  const told = folders.kyket(['build', '-o', output, '--full']);
  assert.equal(told.status, 0, told.output);
  const note = theDiagnostic(told, 'shallow-history');
  assert.equal(note.severity, 'note');
  assert.match(note.message, /partial.*git fetch --refetch --no-filter/);
  assert.doesNotMatch(note.message, /unshallow/);
  fetch(folders);
  buildsWell(folders.kyket(['build', '-o', output]));
  assertSameFiles(path.join(output, 'gioi-thieu'), repository.path('output', 'gioi-thieu'));
});

test('alternates are followed as git follows them, and one that is gone is named', (t) => {
  const repository = smallRepository(t);
  repository.git('gc', '--quiet', '--prune=now');
  const folder = temporaryFolder(t);
  const base = path.join(folder, 'base');
  fs.cpSync(repository.folder, base, { recursive: true });
  git(folder, 'clone', '--quiet', '--shared', base, 'first');
  git(folder, 'clone', '--quiet', '--shared', path.join(folder, 'first'), 'second');
  const alternates = path.join(folder, 'first', '.git', 'objects', 'info', 'alternates');
  const check = (name) => kyket(['check', '-C', path.join(folder, name)]);
  // Absolute, relative, and relative ones of another that is borrowed from, with a comment and an empty line.
  for (const line of [path.join(base, '.git', 'objects'), '../../../base/.git/objects', '# của kho\n\n../../../base/.git/objects']) {
    fs.writeFileSync(alternates, `${line}\n`);
    for (const name of ['first', 'second']) buildsWell(check(name));
  }
  buildsWell(kyket(['build', '-C', path.join(folder, 'second'), '-o', path.join(folder, 'site'), '-j', '4', '--date', '2024-06-01']));
  // In a circle.
  fs.mkdirSync(path.join(base, '.git', 'objects', 'info'), { recursive: true });
  fs.writeFileSync(path.join(base, '.git', 'objects', 'info', 'alternates'), '../../../first/.git/objects\n');
  buildsWell(check('second'));
  fs.renameSync(base, path.join(folder, 'moved'));
  for (const name of ['first', 'second']) {
    const result = check(name);
    assert.equal(result.status, 3, result.output);
    const { message } = theDiagnostic(result, 'unreadable');
    assert.ok(message.includes('base/.git/objects') && message.includes(alternates), message);
  }
  fs.renameSync(path.join(folder, 'moved'), base);
  buildsWell(check('second'));
});

test('a submodule in the place of the register or of a theme is named with the way out, which works', (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  const inner = new Repository(path.join(folder, 'inner'));
  inner.write(Object.fromEntries(Object.entries(smallRegister()).map(([name, text]) => [name.slice('content/'.length), text])));
  inner.commit();
  const outer = new Repository(path.join(folder, 'outer'));
  outer.git('submodule', '--quiet', 'add', inner.folder, 'content');
  outer.git('submodule', '--quiet', 'add', repository.folder, 'kho');
  outer.commit();
  for (const [args, place, way] of [[[], 'content', ['-C', 'content', '--content', '.']], [['--content', 'kho/content'], 'kho', ['-C', 'kho', '--content', 'content']]]) {
    const result = outer.kyket(['check', ...args]);
    assert.equal(result.status, 1, result.output);
    const { file, message } = theDiagnostic(result, 'submodule');
    assert.equal(file, place);
    assert.ok(message.includes(way.join(' ')) && message.includes('--worktree'), message);
    assert.equal((result.output.match(/: error: /g) ?? []).length, 1, result.output);
    buildsWell(outer.kyket(['check', ...way]));
    buildsWell(outer.kyket(['check', ...args, '--worktree']));
  }
  outer.git('submodule', '--quiet', 'deinit', '--force', 'content');
  const missing = outer.kyket(['check', '--worktree']);
  assert.equal(missing.status, 1);
  const { message } = theDiagnostic(missing, 'submodule');
  assert.equal((missing.output.match(/: error: /g) ?? []).length, 1, missing.output);
  outer.git(...message.slice(message.indexOf('git submodule') + 'git '.length).split(' '));
  buildsWell(outer.kyket(['check', '--worktree']));
  // A theme's folder.
  const themed = smallRepository(t, { 'content/site.yaml': dump({ ...site, theme: 'rieng' }) });
  const theme = new Repository(path.join(folder, 'theme'));
  fs.cpSync(path.join(root, 'themes', 'default'), theme.folder, { recursive: true });
  theme.commit();
  themed.git('submodule', '--quiet', 'add', theme.folder, 'themes/rieng');
  themed.commit();
  const refused = themed.kyket(['check']);
  assert.equal(refused.status, 1);
  assert.match(theDiagnostic(refused, 'submodule', 'themes/rieng').message, /--theme themes\/rieng/);
  buildsWell(themed.kyket(['check', '--theme', 'themes/rieng']));
  buildsWell(themed.kyket(['check', '--worktree']));
});

test('a register in the root of its repository is read with --content ., and nothing else that lies there', (t) => {
  const repository = new Repository(path.join(temporaryFolder(t), 'register'));
  repository.write(Object.fromEntries(Object.entries(smallRegister()).map(([name, text]) => [name.slice('content/'.length), text])));
  repository.commit({ 'README.md': 'x\n', 'scripts/a.md': '---\n{\n---\n', 'themes/x/y': 'x' });
  fs.symlinkSync('README.md', repository.path('LINK.md'));
  repository.commit();
  const refused = repository.kyket(['check']);
  assert.equal(refused.status, 1);
  assert.match(theDiagnostic(refused, 'no-content', 'content').message, /--content \.$/);
  const wanted = smallRepository(t);
  buildsWell(wanted.kyket(['build']));
  for (const args of [['--content', '.'], ['--content', './'], ['--content', '.', '--worktree'], ['--content', '.', '--worktree']]) {
    buildsWell(repository.kyket(['build', ...args]));
    assert.deepEqual(listFiles(repository.path('output')), listFiles(wanted.path('output')));
  }
  // An increment, with the paths of messages from the root.
  repository.commit({ 'pages/moi.md': entry({ title: 'Trang mới' }), 'pages/hong.md': entry({ title: 'Hỏng' }, '[](page:khong-co)') });
  assert.equal(theDiagnostic(repository.kyket(['build', '--content', '.']), 'unknown-reference').file, 'pages/hong.md');
  repository.commit({ 'pages/hong.md': null });
  buildsWell(repository.kyket(['build', '--content', '.']));
  assert.ok(exists(repository.folder, 'output', 'moi', 'index.html'));
  for (const content of ['..', '/tmp', 'a/../b', '']) assert.equal(repository.kyket(['check', '--content', content]).status, 2, content);
  buildsWell(wanted.kyket(['check', '--content', './content']));
});

test('a site is never put into the folder that git keeps a repository in; any other folder of that name will do', (t) => {
  const repository = smallRepository(t);
  repository.commit({});
  const other = smallRepository(t);
  fs.symlinkSync(repository.path('.git'), repository.path('kho'));
  for (const output of ['.git/out', '.git', '.git/refs/heads/x', repository.path('.git/a/b'), 'kho/out', other.path('.git/out')]) {
    const result = repository.kyket(['build', '-o', output]);
    assert.equal(result.status, 3, result.output);
    assert.match(theDiagnostic(result, 'output-refused').message, /git's own \(\/.*\.git\).*; name another with -o/);
  }
  assert.equal(repository.kyket(['build'], { cwd: repository.path('.git') }).status, 3);
  for (const made of [repository.path('.git/out'), repository.path('.git/a'), repository.path('.git/output'), other.path('.git/out')]) assert.ok(!fs.existsSync(made), made);
  repository.git('fsck', '--strict');
  fs.mkdirSync(repository.path('web/.git'), { recursive: true });
  buildsWell(repository.kyket(['build', '-o', 'web/.git/out']));
  buildsWell(repository.kyket(['build', '-o', '.github-pages']));
});

test('a site is never put into the register: who stands there gets it beside', (t) => {
  const repository = smallRepository(t);
  for (const args of [[], ['--worktree']]) {
    for (const folder of ['content', 'content/pages']) buildsWell(repository.kyket(['build', ...args], { cwd: repository.path(folder) }));
    assert.ok(exists(repository.folder, 'output', 'index.html'));
    assert.equal(repository.git('status', '--porcelain', 'content'), '');
    for (const output of ['x', '../content', '../content/x', repository.path('content', 'media')]) {
      const result = repository.kyket(['build', ...args, '-o', output], { cwd: repository.path('content') });
      assert.equal(result.status, 3, result.output);
      assert.equal(theDiagnostic(result, 'output-refused').file, output);
    }
    for (const cache of ['x', repository.path('content', 'media')]) {
      const result = repository.kyket(['build', ...args, '-o', '../ngoai', '--cache', cache], { cwd: repository.path('content') });
      assert.equal(result.status, 3, result.output);
      assert.deepEqual([theDiagnostic(result, 'output-refused').file, exists(repository.folder, 'ngoai')], [cache, false]);
    }
    assert.equal(repository.git('status', '--porcelain', 'content'), '');
  }
  // Elsewhere it is put where it always was, and named folders outside are.
  buildsWell(repository.kyket(['build', '-o', '../ngoai'], { cwd: repository.path('content') }));
  assert.ok(exists(repository.folder, 'ngoai', 'index.html'));
  fs.mkdirSync(repository.path('contents'));
  buildsWell(repository.kyket(['build'], { cwd: repository.path('contents') }));
  assert.ok(exists(repository.folder, 'contents', 'output', 'index.html'));
});
