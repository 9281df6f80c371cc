'use strict';
// Where the content is read from: any revision of any repository, or the files on disk.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { assertNoDiagnostics, parseDiagnostics, theDiagnostic } = require('../support/diagnostics.js');
const { assertSameFiles, exists, listFiles, read, snapshot, temporaryFolder } = require('../support/folders.js');
const { environment, git, kyket, root } = require('../support/program.js');
const { Repository, agreement, dump, entry, site, smallRegister, smallRepository } = require('../support/register.js');

const pageOf = (repository, ...parts) => read(repository.folder, 'output', ...parts, 'index.html');

function buildsWell(result) {
  assert.equal(result.status, 0, result.output);
  assertNoDiagnostics(result);
}

test('a repository: HEAD, content/ and output/ are the defaults', (t) => {
  const repository = smallRepository(t);
  buildsWell(repository.kyket(['build']));
  assert.match(pageOf(repository, 'thoa-thuan', 'quy-che-2018'), /Quy chế phối hợp giai đoạn 2018–2022/);
  assert.equal(read(repository.folder, 'output', 'xac-minh.txt'), 'mã xác minh\n');
});

test('a clone gives the same site as its origin', (t) => {
  const repository = smallRepository(t);
  const clone = path.join(temporaryFolder(t), 'clone');
  git(repository.folder, 'clone', '--quiet', repository.folder, clone);
  buildsWell(repository.kyket(['build']));
  buildsWell(repository.kyket(['build'], { cwd: clone }));
  assertSameFiles(path.join(clone, 'output'), repository.path('output'));
});

test('a bare clone gives the same site, from inside and with -C', (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  const bare = path.join(folder, 'bare.git');
  git(repository.folder, 'clone', '--quiet', '--bare', repository.folder, bare);
  const before = snapshot(bare);
  buildsWell(repository.kyket(['build']));
  buildsWell(repository.kyket(['build', '-o', path.join(folder, 'inside')], { cwd: bare }));
  buildsWell(repository.kyket(['build', '-C', bare, '-o', path.join(folder, 'outside')], { cwd: folder }));
  assertSameFiles(path.join(folder, 'inside'), repository.path('output'));
  assertSameFiles(path.join(folder, 'outside'), repository.path('output'));
  assert.deepEqual(snapshot(bare), before, 'the bare repository was written to');
});

test('a bare repository has no files on disk for --worktree', (t) => {
  const repository = smallRepository(t);
  const bare = path.join(temporaryFolder(t), 'bare.git');
  git(repository.folder, 'clone', '--quiet', '--bare', repository.folder, bare);
  const result = repository.kyket(['build', '--worktree'], { cwd: bare });
  assert.equal(result.status, 3, result.output);
  assert.match(theDiagnostic(result, 'repository').message, /bare/);
});

test('packed objects, packed references and alternates are read', (t) => {
  const repository = smallRepository(t);
  repository.git('gc', '--quiet', '--prune=now');
  const clone = path.join(temporaryFolder(t), 'shared');
  git(repository.folder, 'clone', '--quiet', '--shared', repository.folder, clone);
  buildsWell(repository.kyket(['build'], { cwd: clone }));
});

test('a linked work tree of git is a repository', (t) => {
  const repository = smallRepository(t);
  const linked = path.join(temporaryFolder(t), 'linked');
  repository.git('worktree', 'add', '--quiet', '--detach', linked);
  buildsWell(repository.kyket(['build'], { cwd: linked }));
  assert.ok(exists(linked, 'output', 'index.html'));
});

test('an older revision by its commit, abbreviated, by tag, annotated tag, branch and with ~', (t) => {
  const repository = smallRepository(t);
  const first = repository.git('rev-parse', 'HEAD').trim();
  repository.git('tag', 'light');
  repository.git('tag', '-a', 'heavy', '-m', 'x');
  repository.git('branch', 'old');
  repository.commit({ 'content/pages/moi.md': entry({ title: 'Trang mới' }) });
  buildsWell(repository.kyket(['build']));
  assert.ok(exists(repository.folder, 'output', 'moi', 'index.html'));
  const folder = temporaryFolder(t);
  for (const revision of [first, first.slice(0, 10), 'light', 'heavy', 'old', 'HEAD~1', 'refs/heads/old']) {
    const output = path.join(folder, revision.replaceAll('/', '-'));
    buildsWell(repository.kyket(['build', '--rev', revision, '-o', output]));
    assert.ok(exists(output, 'index.html'));
    assert.ok(!exists(output, 'moi', 'index.html'), `${revision} shows the newer page`);
    assertSameFiles(output, path.join(folder, first));
  }
});

test('an unknown revision, and one that is no commit, are said to be so', (t) => {
  const repository = smallRepository(t);
  for (const revision of ['khong-co', 'HEAD~5', 'HEAD:content/site.yaml', 'HEAD:content']) {
    const result = repository.kyket(['build', '--rev', revision]);
    assert.equal(result.status, 3, result.output);
    assert.match(theDiagnostic(result, 'revision').message, new RegExp(revision.replaceAll(/[~]/g, '\\$&')));
    assert.ok(!exists(repository.folder, 'output'));
  }
});

test('what is not committed shows only with --worktree, and nothing is touched', (t) => {
  const repository = smallRepository(t);
  repository.write({
    'content/pages/moi.md': entry({ title: 'Trang mới' }),
    'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu khác' }),
    'content/people/nguyen-van-an.md': null,
    'content/agreements/quy-che-2018.md': entry({ ...agreement, signatories: agreement.signatories.map(({ organization }) => ({ organization })) }),
    'content/agreements/quy-che-2023.md': null,
    'content/news/2018/ky-quy-che.md': null,
    'content/news/2023/ky-quy-che-moi.md': null,
  });
  const before = snapshot(repository.folder);
  const folder = temporaryFolder(t);
  const committed = repository.kyket(['build', '-o', path.join(folder, 'committed')]);
  assert.equal(committed.status, 0, committed.output);
  assert.equal(theDiagnostic(committed, 'uncommitted').severity, 'note');
  assert.ok(!exists(folder, 'committed', 'moi'));
  assert.ok(exists(folder, 'committed', 'nguoi-ky', 'nguyen-van-an', 'index.html'));
  const result = repository.kyket(['build', '--worktree', '-o', path.join(folder, 'disk')]);
  assert.equal(result.status, 0, result.output);
  assert.ok(exists(folder, 'disk', 'moi', 'index.html'));
  assert.match(read(folder, 'disk', 'gioi-thieu', 'index.html'), /Giới thiệu khác/);
  assert.ok(!exists(folder, 'disk', 'nguoi-ky', 'nguyen-van-an'));
  assert.deepEqual(snapshot(repository.folder), before);
});

test('a note tells of files that are not committed: changed, new and removed ones, and no others', (t) => {
  const repository = smallRepository(t, { 'themes/khac/theme.yaml': 'x: y\n', 'ghi-chu.txt': 'một\n', '.gitignore': '/output/\n/.kyket/\nnhap-*\n' });
  const folder = temporaryFolder(t);
  const bare = path.join(folder, 'bare.git');
  git(repository.folder, 'clone', '--quiet', '--bare', repository.folder, bare);
  const notes = (result) => {
    assert.equal(result.status, 0, result.output);
    return parseDiagnostics(result.output).filter(({ code }) => code === 'uncommitted');
  };
  const build = (...args) => repository.kyket(['build', '-o', path.join(folder, 'site'), ...args]);
  // Nothing to tell: nothing differs, git or kyket leaves it out, or it is not below content/ and themes/.
  const later = new Date(Date.now() + 5000);
  fs.utimesSync(repository.path('content', 'site.yaml'), later, later);
  repository.write({ 'ghi-chu.txt': 'hai\n', 'content/pages/nhap-1.md': 'x', 'content/pages/.ẩn.md': 'x', 'content/.tam/a.md': 'x' });
  for (const result of [build(), build(), repository.kyket(['check']), repository.kyket(['check', '--strict'])]) assert.deepEqual(notes(result), []);
  // What differs is told whether or not there is something to do, and is neither a warning nor an error.
  repository.write({ 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu khác' }), 'themes/khac/theme.yaml': 'x: z\n' });
  for (const result of [build(), build('--full'), build('--strict'), repository.kyket(['check', '--strict'])]) {
    const [note, ...others] = notes(result);
    assert.deepEqual(others, []);
    assert.equal(note.severity, 'note');
    assert.match(note.message, /: 2 \(content\/pages\/gioi-thieu\.md, themes\/khac\/theme\.yaml\); .*--worktree/);
  }
  repository.write({ 'content/pages/moi.md': entry({ title: 'Trang mới' }), 'content/static/xac-minh.txt': null, 'content/media/x\ny.bin': 'x' });
  repository.git('add', 'content/pages/moi.md');
  assert.match(notes(build())[0].message, /: 5 \(content\/media\/x\\x0ay\.bin, content\/pages\/gioi-thieu\.md, content\/pages\/moi\.md, …\);/);
  assert.match(notes(build('--theme', path.join(root, 'themes', 'default')))[0].message, /: 4 /);
  assert.match(notes(repository.kyket(['check', '--lang', 'vi']))[0].message, /^có 5 tệp trên đĩa khác với commit/);
  assert.equal(JSON.parse(repository.kyket(['check', '--format', 'json']).stdout).diagnostics.filter(({ code }) => code === 'uncommitted').length, 1);
  // Not with --quiet, not where they are read, not of another revision than HEAD, not of a bare repository.
  for (const args of [['-q'], ['--worktree'], ['--rev', 'HEAD~1', '--force']]) assert.deepEqual(notes(build(...args)), [], args.join(' '));
  for (const command of [['check'], ['build', '-o', path.join(folder, 'bare')]]) assert.deepEqual(notes(kyket([...command, '-C', bare])), []);
  assert.equal(notes(build('--rev', 'main')).length, 1);
  repository.commit();
  assert.deepEqual(notes(repository.kyket(['check'])), []);
});

test('--worktree of a clean clone gives the same site as HEAD', (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  buildsWell(repository.kyket(['build', '-o', path.join(folder, 'committed')]));
  buildsWell(repository.kyket(['build', '--worktree', '-o', path.join(folder, 'disk')]));
  // Files on disk are of no revision; one that is built says which in its open data.
  const { revision, ...state } = JSON.parse(read(folder, 'committed', 'du-lieu', 'state.json'));
  assert.equal(revision, repository.git('rev-parse', 'HEAD').trim());
  assert.deepEqual(JSON.parse(read(folder, 'disk', 'du-lieu', 'state.json')), state);
  // It stands for where files come from, too.
  for (const output of ['committed', 'disk'])
    for (const file of ['.kyket', 'du-lieu/state.json']) fs.rmSync(path.join(folder, output, file));
  assertSameFiles(path.join(folder, 'disk'), path.join(folder, 'committed'));
});

test('--worktree needs no repository', (t) => {
  const folder = temporaryFolder(t);
  const { writeFiles } = require('../support/folders.js');
  writeFiles(folder, smallRegister());
  const result = kyket(['build', '--worktree'], { cwd: folder });
  assert.equal(result.status, 0, result.output);
  assert.ok(exists(folder, 'output', 'thoa-thuan', 'quy-che-2018', 'index.html'));
});

test('--rev and --worktree together are wrong usage', (t) => {
  const result = smallRepository(t).kyket(['build', '--rev', 'HEAD', '--worktree']);
  assert.equal(result.status, 2, result.output);
});

test('from a subfolder the whole repository is read', (t) => {
  const repository = smallRepository(t);
  const output = path.join(temporaryFolder(t), 'site');
  buildsWell(repository.kyket(['build', '-o', output], { cwd: repository.path('content', 'news') }));
  assert.ok(exists(output, 'thoa-thuan', 'quy-che-2018', 'index.html'));
});

test('-C and --repo name the repository, a folder in it too; -o stays relative to the current folder', (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  for (const [index, args] of [
    ['-C', repository.folder],
    ['--repo', repository.folder],
    [`--repo=${repository.folder}`],
    ['-C', repository.path('content', 'pages')],
    ['-C', repository.path('.git')],
  ].entries()) {
    buildsWell(repository.kyket(['build', ...args, '-o', `site-${index}`], { cwd: folder }));
    assert.ok(exists(folder, `site-${index}`, 'index.html'), args.join(' '));
  }
});

test('--content names another folder of the repository', (t) => {
  const repository = new Repository(path.join(temporaryFolder(t), 'register'));
  const files = smallRegister();
  repository.commit(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replace('content/', 'so/noi-dung/'), text])),
  );
  buildsWell(repository.kyket(['build', '--content', 'so/noi-dung']));
  assert.ok(exists(repository.folder, 'output', 'thoa-thuan', 'quy-che-2018', 'index.html'));
  const typo = repository.kyket(['build', '--content', 'so/noi-dug', '-o', 'other']);
  assert.equal(typo.status, 1, typo.output);
  assert.match(theDiagnostic(typo, 'no-content').file, /so\/noi-dug/);
});

test('diagnostics name files from the root of the repository, wherever the content is', (t) => {
  const repository = new Repository(path.join(temporaryFolder(t), 'register'));
  const files = smallRegister();
  files['content/pages/gioi-thieu.md'] = entry({ title: 'Giới thiệu' }, '[](agreement:khong-co-dau-ca)');
  repository.commit(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replace('content/', 'so/'), text])),
  );
  const result = repository.kyket(['build', '--content', 'so'], { cwd: repository.path('so', 'pages') });
  assert.equal(result.status, 1, result.output);
  assert.equal(theDiagnostic(result, 'unknown-reference').file, 'so/pages/gioi-thieu.md');
});

test('an empty repository says that it has no commits', (t) => {
  const repository = new Repository(path.join(temporaryFolder(t), 'empty'));
  const result = repository.kyket(['build']);
  assert.equal(result.status, 3, result.output);
  assert.match(theDiagnostic(result, 'revision').message, /no commits/);
});

test('outside of a repository, and in a folder that is not there, the way out is said', (t) => {
  const folder = temporaryFolder(t);
  const outside = kyket(['build'], { cwd: folder });
  assert.equal(outside.status, 3, outside.output);
  assert.match(theDiagnostic(outside, 'repository').message, /--repo|--worktree/);
  const nowhere = kyket(['build', '-C', path.join(folder, 'khong-co')], { cwd: folder });
  assert.equal(nowhere.status, 3, nowhere.output);
  assert.match(theDiagnostic(nowhere, 'repository').message, /khong-co/);
  assert.deepEqual(listFiles(folder), []);
});

test('a repository without content/ is an error that names the folder', (t) => {
  const repository = new Repository(path.join(temporaryFolder(t), 'register'));
  repository.commit({ 'README.md': 'x\n' });
  const result = repository.kyket(['build']);
  assert.equal(result.status, 1, result.output);
  assert.equal(theDiagnostic(result, 'no-content').file, 'content');
  assert.ok(!exists(repository.folder, 'output'));
});

test('a content folder without site.yaml is an error', (t) => {
  const repository = smallRepository(t, { 'content/site.yaml': null });
  const result = repository.kyket(['build']);
  assert.equal(result.status, 1, result.output);
  assert.equal(theDiagnostic(result, 'no-site').file, 'content/site.yaml');
});

test('a shallow clone builds, says that its history is cut off, and invents no last change', (t) => {
  const repository = smallRepository(t);
  repository.commit({ 'content/pages/moi.md': entry({ title: 'Trang mới' }) }, 'Thêm trang mới');
  const clone = path.join(temporaryFolder(t), 'shallow');
  git(repository.folder, 'clone', '--quiet', '--depth', '1', `file://${repository.folder}`, clone);
  const result = repository.kyket(['build'], { cwd: clone });
  assert.equal(result.status, 0, result.output);
  assert.match(result.output, /shallow/);
  assert.ok(exists(clone, 'output', 'thoa-thuan', 'quy-che-2018', 'index.html'));
  buildsWell(repository.kyket(['build']));
  const dated = (html) => /class="last-change"[^]*2024-01-01/.test(html);
  assert.ok(dated(pageOf(repository, 'thoa-thuan', 'quy-che-2018')), 'the last change is not shown at all');
  assert.ok(!dated(read(clone, 'output', 'thoa-thuan', 'quy-che-2018', 'index.html')), 'a last change is invented');
});

test('the last change of an entry is that of the commit that changed it', (t) => {
  const repository = smallRepository(t);
  repository.commit({ 'content/pages/moi.md': entry({ title: 'Trang mới' }) });
  repository.write({ 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }, 'Viết lại.') });
  repository.git('add', '--all');
  repository.git('commit', '--quiet', '-m', 'Viết lại', '--author', 'Trần Văn Bình <b@example.vn>', {
    env: { GIT_AUTHOR_DATE: '2024-05-06T10:00:00+07:00', GIT_COMMITTER_DATE: '2024-05-20T10:00:00+07:00' },
  });
  buildsWell(repository.kyket(['build']));
  assert.match(pageOf(repository, 'gioi-thieu'), /2024-05-06/);
  assert.doesNotMatch(pageOf(repository, 'moi'), /2024-05-06/);
});

const isRoot = process.getuid() === 0;

test("a repository of another user is refused with git's way out, which then works", { skip: !isRoot && 'needs root' }, (t) => {
  const repository = smallRepository(t);
  const chown = spawnSync('chown', ['-R', '65534:65534', repository.folder]);
  assert.equal(chown.status, 0);
  const output = path.join(temporaryFolder(t), 'site');
  const refused = repository.kyket(['build', '-o', output]);
  assert.equal(refused.status, 3, refused.output);
  assert.match(theDiagnostic(refused, 'repository').message, /another user.*safe\.directory/);
  const home = temporaryFolder(t);
  const way = /git config --global --add safe\.directory (\S+)/.exec(refused.output);
  assert.equal(spawnSync('sh', ['-c', way[0]], { env: environment({ HOME: home }) }).status, 0);
  buildsWell(repository.kyket(['build', '-o', output], { env: { HOME: home } }));
});

test('submodules and symbolic links are left out with a warning each', (t) => {
  const repository = smallRepository(t);
  const other = new Repository(path.join(temporaryFolder(t), 'other'));
  other.commit({ 'trang.md': entry({ title: 'Trang của kho khác' }) });
  repository.git('submodule', '--quiet', 'add', other.folder, 'content/pages/kho-khac');
  fs.symlinkSync('gioi-thieu.md', repository.path('content/pages/lien-ket.md'));
  fs.symlinkSync('/etc/passwd', repository.path('content/static/mat-khau'));
  fs.symlinkSync('/etc', repository.path('content/media/thu-muc'));
  repository.commit();
  for (const options of [[], ['--worktree']]) {
    const result = repository.kyket(['build', ...options]);
    assert.equal(result.status, 0, result.output);
    const found = parseDiagnostics(result.output).map(({ file, code, severity }) => `${severity} ${code} ${file}`);
    for (const wanted of [
      'warning symbolic-link content/pages/lien-ket.md',
      'warning symbolic-link content/static/mat-khau',
      'warning symbolic-link content/media/thu-muc',
      'warning submodule content/pages/kho-khac',
    ])
      assert.ok(found.includes(wanted), `${wanted} wanted (${options}) in:\n${result.output}`);
    for (const name of ['lien-ket', 'mat-khau', 'media/thu-muc', 'kho-khac', 'trang'])
      assert.ok(!exists(repository.folder, 'output', name), name);
  }
});

test('pipes and devices are left out with a warning each, and nothing waits for them', (t) => {
  const repository = smallRepository(t);
  const made = ['content/pages/ong.md', 'content/news/2018/ong.md', 'content/media/ong.pdf', 'content/static/ong'];
  for (const file of made) {
    fs.mkdirSync(path.dirname(repository.path(file)), { recursive: true });
    assert.equal(spawnSync('mkfifo', [repository.path(file)]).status, 0);
  }
  const device = 'content/data/thiet-bi.yaml'; // which only root makes, and not everywhere
  if (spawnSync('mknod', [repository.path(device), 'c', '1', '5']).status === 0) made.push(device);
  const build = (...options) => repository.kyket(['build', '--worktree', ...options], { timeout: 60000 });
  const found = (result) =>
    parseDiagnostics(result.output).map(({ file, code, severity }) => `${severity} ${code} ${file}`).sort();
  let result = build();
  assert.equal(result.status, 0, result.output);
  assert.deepEqual(found(result), made.map((file) => `warning special-file ${file}`).sort());
  assert.ok(exists(repository.folder, 'output', 'gioi-thieu', 'index.html'));
  for (const name of ['ong', 'media/ong.pdf', 'tin-tuc/2018/ong']) assert.ok(!exists(repository.folder, 'output', name), name);
  assert.equal(build('--strict').status, 1);
  // In the place of a file that must be there.
  fs.unlinkSync(repository.path('content/site.yaml'));
  assert.equal(spawnSync('mkfifo', [repository.path('content/site.yaml')]).status, 0);
  result = build();
  assert.equal(result.status, 1, result.output);
  theDiagnostic(result, 'special-file', 'content/site.yaml');
  theDiagnostic(result, 'no-site');
});

// A pipe in the place of a file; a build that waited for it would be killed.
const madePipe = (file) => {
  fs.rmSync(file, { force: true });
  fs.mkdirSync(path.dirname(file), { recursive: true });
  assert.equal(spawnSync('mkfifo', [file]).status, 0);
};
const buildSoon = (t, folder, ...args) => kyket(['build', '-C', folder, '-o', path.join(temporaryFolder(t), 'site'), '--date', '2024-06-01', ...args], { wrapper: ['timeout', '--signal=KILL', '60'] });

test('a pipe or a device in the place of one of git\'s files is an error that names it, and nothing waits for it', (t) => {
  const names = ['HEAD', 'config', 'config.worktree', 'commondir', 'gitdir', 'packed-refs', 'shallow', 'info/grafts', 'refs/heads/main', 'objects/info/alternates', 'objects/pack/multi-pack-index'];
  const refuses = (file, folder, ...args) => {
    const result = buildSoon(t, folder, ...args);
    assert.equal(result.status, 3, `${file}: ${result.output}`);
    assert.match(result.output, / is a pipe, a socket or a device .*; remove it; .* \[repository\]/);
    assert.ok(result.output.includes(`error: ${file} is`), `${file}: ${result.output}`);
  };
  for (const name of names) {
    const { folder } = smallRepository(t);
    const file = path.join(folder, '.git', name);
    madePipe(file);
    for (const args of [[], ['--worktree']]) refuses(file, folder, ...args);
  }
  const { folder } = smallRepository(t);
  fs.renameSync(path.join(folder, '.git', 'config'), path.join(folder, 'kept'));
  fs.symlinkSync('/dev/null', path.join(folder, '.git', 'config'));
  refuses(path.join(folder, '.git/config'), folder);
  fs.unlinkSync(path.join(folder, '.git', 'config'));
  fs.renameSync(path.join(folder, 'kept'), path.join(folder, '.git', 'config'));
  buildsWell(buildSoon(t, folder));
  git(folder, 'tag', 'v1');
  git(folder, 'gc', '--quiet');
  buildsWell(buildSoon(t, folder));
  madePipe(path.join(folder, '.git/refs/tags/v1'));
  buildsWell(buildSoon(t, folder));
  refuses(path.join(folder, '.git/refs/tags/v1'), folder, '--rev', 'v1');
  const pack = fs.readdirSync(path.join(folder, '.git/objects/pack')).find((name) => name.endsWith('.pack'));
  for (const name of [pack, pack.replace('.pack', '.idx')]) {
    const file = path.join(folder, '.git/objects/pack', name);
    const bytes = fs.readFileSync(file);
    madePipe(file);
    refuses(file, folder);
    fs.unlinkSync(file);
    fs.writeFileSync(file, bytes);
  }
  buildsWell(buildSoon(t, folder));
  fs.rmSync(path.join(folder, '.git/refs/tags/v1'));
  git(folder, 'clone', '--quiet', '--bare', folder, '../tran.git');
  const bare = path.join(folder, '..', 'tran.git');
  buildsWell(buildSoon(t, bare));
  // The repository's own place, above the folder that is named too, and in a work tree of another's.
  git(folder, 'worktree', 'add', '--quiet', '../khac');
  const other = path.join(folder, '..', 'khac');
  buildsWell(buildSoon(t, other));
  madePipe(path.join(folder, '.git/worktrees/khac/HEAD'));
  refuses(path.join(folder, '.git/worktrees/khac/HEAD'), other);
  madePipe(path.join(other, '.git'));
  for (const below of ['.', 'content', 'content/news/2018']) refuses(path.join(other, '.git'), path.join(other, below));
  refuses(path.join(other, '.git'), other, '--worktree');
  madePipe(path.join(bare, 'HEAD'));
  refuses(path.join(bare, 'HEAD'), bare);
});

test('nothing waits for a pipe that libgit2 opens besides git\'s files', (t) => {
  const files = ['.gitignore', '.gitattributes', '.gitmodules', 'content/.gitignore', 'content/news/.gitattributes', '.git/info/exclude', '.git/info/attributes', '.git/index', '.git/logs/HEAD', '.git/refs/heads/khac', '.git/objects/info/commit-graph'];
  const { folder } = smallRepository(t);
  for (const file of files) madePipe(path.join(folder, file));
  buildsWell(buildSoon(t, folder));
  fs.appendFileSync(path.join(folder, '.git/config'), '[include]\n\tpath = them\n');
  madePipe(path.join(folder, '.git/them'));
  const result = buildSoon(t, folder);
  assert.equal(result.status, 3, result.output);
  assert.match(result.output, /\.git\/them/);
  for (const revision of ['HEAD', 'HEAD:content/pages/gioi-thieu.md']) {
    const { folder: broken } = smallRepository(t);
    const id = git(broken, 'rev-parse', revision).trim();
    madePipe(path.join(broken, '.git/objects', id.slice(0, 2), id.slice(2)));
    const found = buildSoon(t, broken);
    assert.equal(found.status, 3, found.output);
    assert.match(found.output, new RegExp(`objects/${id.slice(0, 2)}/${id.slice(2)} is no file`));
  }
});

test('git\'s files may be links, and the repository a linked folder, a work tree, a submodule or bare', (t) => {
  const { folder } = smallRepository(t);
  const around = path.dirname(folder);
  git(folder, 'pack-refs', '--all');
  for (const name of ['config', 'packed-refs']) {
    const file = path.join(folder, '.git', name);
    fs.renameSync(file, path.join(around, name));
    fs.symlinkSync(path.join(around, name), file);
    buildsWell(buildSoon(t, folder));
  }
  fs.renameSync(path.join(folder, '.git'), path.join(around, 'kho'));
  fs.symlinkSync('../kho', path.join(folder, '.git'));
  for (const below of ['.', 'content/news']) buildsWell(buildSoon(t, path.join(folder, below)));
  fs.unlinkSync(path.join(folder, '.git'));
  fs.writeFileSync(path.join(folder, '.git'), 'gitdir: ../kho\n');
  buildsWell(buildSoon(t, folder));
  fs.symlinkSync(folder, path.join(around, 'loi-vao'));
  buildsWell(buildSoon(t, path.join(around, 'loi-vao')));
});

test('a body of more than 1 MiB is an error at its first line; one of 1 MiB is shown whole', (t) => {
  const limit = 1 << 20;
  const head = '---\ntitle: Dài\n---\n';
  // No two of them side by side are the same, of which a warning would be told.
  const lines = ['Một dòng của một trang dài.\n\n', 'Một dòng khác.\n\n'];
  const count = Math.floor(limit / Buffer.byteLength(lines.join('')));
  const whole = lines.join('').repeat(count);
  const exact = whole + 'a'.repeat(limit - Buffer.byteLength(whole));
  const repository = smallRepository(t, { 'content/pages/dai.md': head + exact });
  buildsWell(repository.kyket(['build', '--worktree']));
  const page = pageOf(repository, 'dai');
  assert.equal(page.split('<p>Một dòng của một trang dài.</p>').length - 1, count);
  repository.write({ 'content/pages/dai.md': `${head}${exact}a` });
  for (const command of ['build', 'check']) {
    const result = repository.kyket([command, '--worktree']);
    assert.equal(result.status, 1, result.output);
    const found = theDiagnostic(result, 'too-long', 'content/pages/dai.md');
    assert.deepEqual([found.line, found.column], [4, 1]);
    assert.match(found.message, /1 MiB/);
  }
  assert.equal(pageOf(repository, 'dai'), page);
});

test('a file that is not UTF-8 is an error that says where', (t) => {
  const bad = Buffer.concat([Buffer.from('---\ntitle: Trang\n---\n\nDòng '), Buffer.from([0xe1, 0xba]), Buffer.from('\n')]);
  const repository = smallRepository(t, { 'content/pages/hong.md': bad });
  for (const options of [[], ['--worktree']]) {
    const result = repository.kyket(['build', ...options]);
    assert.equal(result.status, 1, result.output);
    const found = theDiagnostic(result, 'not-utf8', 'content/pages/hong.md');
    assert.equal(found.line, 5);
    assert.equal(found.column, 6);
  }
});

test('UTF-16, a byte order mark, NUL bytes and Windows line ends are no riddle', (t) => {
  const text = entry({ title: 'Trang' }, 'Một đoạn.\n\nHai đoạn.');
  const utf16 = smallRepository(t, { 'content/pages/trang.md': Buffer.from(`\ufeff${text}`, 'utf16le') });
  assert.equal(utf16.kyket(['build']).status, 1);
  const nul = smallRepository(t, { 'content/pages/trang.md': text.replace('Một', 'M\0t') });
  assert.ok([0, 1].includes(nul.kyket(['build']).status));
  const marked = smallRepository(t, { 'content/pages/trang.md': `\ufeff${text.replaceAll('\n', '\r\n')}` });
  const result = marked.kyket(['build']);
  assert.equal(result.status, 0, result.output);
  assert.match(pageOf(marked, 'trang'), /<p>Hai đoạn\.<\/p>/);
});

test('a text of more than 16 MiB is an error; media may be larger', (t) => {
  const repository = smallRepository(t, {
    'content/pages/lon.md': entry({ title: 'Lớn' }) + 'a b c d\n'.repeat((1 << 21) + 1),
    'content/media/lon.pdf': Buffer.alloc(17 << 20, 'x'),
  });
  for (const options of [[], ['--worktree']]) {
    const result = repository.kyket(['build', ...options]);
    assert.equal(result.status, 1, result.output);
    assert.deepEqual(
      parseDiagnostics(result.output).map(({ file, code }) => `${file} ${code}`),
      ['content/pages/lon.md too-large'],
    );
  }
});

test('text in NFD is normalised with a warning, names of files and ids too', (t) => {
  const nfd = entry({ title: 'Tiêu đề rời dấu' }, 'Thân bài rời dấu.').normalize('NFD');
  const repository = smallRepository(t, { 'content/pages/roi.md': nfd });
  const result = repository.kyket(['build']);
  assert.equal(result.status, 0, result.output);
  const warning = theDiagnostic(result, 'not-normalized', 'content/pages/roi.md');
  assert.equal(warning.severity, 'warning');
  const html = pageOf(repository, 'roi');
  assert.match(html, /Tiêu đề rời dấu/u);
  assert.equal(html, html.normalize('NFC'));
});

test('a theme from --theme, from themes/NAME at that revision, and the default one', (t) => {
  const own = {
    'themes/rieng/templates/page.mustache': '<!doctype html><title>riêng</title>{{page.heading}}',
  };
  const theme = {};
  for (const file of listFiles(path.join(root, 'themes', 'default')))
    theme[`themes/rieng/${file}`] = fs.readFileSync(path.join(root, 'themes', 'default', file));
  const layout = Object.keys(theme).find((name) => /templates\/layout\.mustache$/.test(name));
  assert.ok(layout, `the default theme has no layout.mustache but ${Object.keys(theme)} and ${Object.keys(own)}`);
  theme[layout] = theme[layout].toString().replace('</body>', '<p>giao diện riêng</p></body>');
  const repository = smallRepository(t, { ...theme, 'content/site.yaml': dump({ ...site, theme: 'rieng' }) });
  buildsWell(repository.kyket(['build']));
  assert.match(pageOf(repository, 'gioi-thieu'), /giao diện riêng/);

  theme[layout] = theme[layout].replace('giao diện riêng', 'giao diện sửa');
  repository.write(theme);
  assert.equal(theDiagnostic(repository.kyket(['build']), 'uncommitted').severity, 'note');
  assert.match(pageOf(repository, 'gioi-thieu'), /giao diện riêng/, 'the theme on disk is not that of the revision');
  const disk = repository.kyket(['build', '--worktree']);
  assert.equal(disk.status, 0, disk.output);
  assert.match(pageOf(repository, 'gioi-thieu'), /giao diện sửa/);

  buildsWell(repository.kyket(['build', '--theme', path.join(root, 'themes', 'default')]));
  assert.doesNotMatch(pageOf(repository, 'gioi-thieu'), /giao diện/);
  buildsWell(repository.kyket(['build', '--theme', repository.path('themes', 'rieng')]));
  assert.match(pageOf(repository, 'gioi-thieu'), /giao diện sửa/);
});

test('a theme that is not there is an error that says where was looked', (t) => {
  const repository = smallRepository(t, { 'content/site.yaml': dump({ ...site, theme: 'khong-co' }) });
  const named = repository.kyket(['build']);
  assert.equal(named.status, 1, named.output);
  assert.match(theDiagnostic(named, 'theme').message, /khong-co/);
  const folder = repository.kyket(['build', '--theme', 'khong-co-thu-muc']);
  assert.ok([1, 3].includes(folder.status), folder.output);
  assert.match(theDiagnostic(folder, 'theme').message, /khong-co-thu-muc/);
  assert.ok(!exists(repository.folder, 'output'));
});
