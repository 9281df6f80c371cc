'use strict';
// The output folder: replaced as a whole or file by file, and finished by the next build, whatever happens.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { test } = require('node:test');
const { isDeepStrictEqual } = require('node:util');
const { theDiagnostic } = require('../support/diagnostics.js');
const { assertSameFiles, exists, listFiles, read, snapshot, temporaryFolder, writeFiles } = require('../support/folders.js');
const { environment, git, kyket, kyketKilled, program } = require('../support/program.js');
const { entry, news, numberedNews, smallRegister, smallRepository } = require('../support/register.js');

const isRoot = process.getuid() === 0;

function builds(repository, args = [], options = {}) {
  const result = repository.kyket(['build', ...args], options);
  assert.equal(result.status, 0, result.output);
  return result;
}

const wrong = { 'content/pages/hong.md': entry({ title: 'Hỏng' }, '[](page:khong-co)') };

test('an output folder that is neither empty nor of kyket is refused and left as it is', (t) => {
  const repository = smallRepository(t);
  for (const [name, files] of [
    ['a', { 'ghi-chu.txt': 'của người dùng\n' }],
    ['b', { 'index.html': 'của người dùng\n' }],
    ['c', { 'thu-muc/trong/tep': 'x' }],
    ['d', { '.kyket/entries/state': 'the cache of an output beside it\n', 'ghi-chu.txt': 'x' }],
  ]) {
    const folder = path.join(temporaryFolder(t), name);
    writeFiles(folder, files);
    const before = snapshot(folder);
    const result = repository.kyket(['build', '-o', folder]);
    assert.equal(result.status, 3, result.output);
    assert.match(theDiagnostic(result, 'output-refused').message, /./);
    assert.deepEqual(snapshot(folder), before);
    assert.deepEqual(listFiles(path.dirname(folder)), Object.keys(before).map((file) => `${name}/${file}`));
  }
});

test('an output folder that is the cache, lies in it or holds it is wrong usage', (t) => {
  const repository = smallRepository(t);
  fs.symlinkSync('.', repository.path('lien-ket'));
  const before = snapshot(repository.folder);
  for (const args of [
    ['-o', '.kyket'], ['-o', '.kyket/'], ['-o', './content/../.kyket', '--cache', '.kyket'], ['-o', 'ra', '--cache', 'ra'], ['-o', 'ra', '--cache', 'ra/kho'],
    ['-o', 'kho/ra/nua', '--cache', 'kho'], ['-o', 'lien-ket/ra', '--cache', 'ra'], ['-o', repository.path('ra'), '--cache', './ra/'],
  ]) {
    const result = repository.kyket(['build', ...args]);
    assert.equal(result.status, 2, `${args.join(' ')}: ${result.output}`);
    assert.match(result.stderr, /the output folder \(.*\) and the cache's \(.*\) must lie apart/);
  }
  assert.deepEqual(snapshot(repository.folder), before);
  for (const args of [['-o', 'ra', '--cache', 'ra-kho'], ['-o', 'rara', '--cache', 'ra']]) builds(repository, args);
});

test('an output folder that is empty, new, deep or only holds dot files is taken', (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  fs.mkdirSync(path.join(folder, 'empty'));
  writeFiles(path.join(folder, 'dots'), { '.git/config': 'x\n', '.nojekyll': '' });
  for (const name of ['empty', 'dots', 'new', 'deep/deeper/deepest']) {
    builds(repository, ['-o', path.join(folder, name)]);
    assert.ok(exists(folder, name, 'index.html'));
  }
  assert.equal(read(folder, 'dots', '.git', 'config'), 'x\n');
});

test('the repository itself, a file and a symbolic link are no output folder', (t) => {
  const repository = smallRepository(t);
  const before = snapshot(repository.folder);
  for (const output of ['.', 'content', repository.folder, repository.path('content', 'site.yaml'), '/']) {
    const result = repository.kyket(['build', '-o', output]);
    assert.equal(result.status, 3, `-o ${output}: ${result.output}`);
  }
  assert.deepEqual(snapshot(repository.folder), before);
  const elsewhere = temporaryFolder(t);
  writeFiles(elsewhere, { 'ghi-chu.txt': 'x' });
  fs.symlinkSync(elsewhere, repository.path('output'));
  assert.equal(repository.kyket(['build']).status, 3);
  assert.deepEqual(listFiles(elsewhere), ['ghi-chu.txt']);
});

test('dot files in the output are left alone, deep down too', (t) => {
  const repository = smallRepository(t);
  builds(repository);
  const own = { '.git/HEAD': 'ref: x\n', '.htaccess': 'x\n', '.well-known/security.txt': 'x\n', 'tin-tuc/.ghi-chu': 'x\n' };
  writeFiles(repository.path('output'), own);
  const times = Object.keys(own).map((file) => fs.statSync(repository.path('output', file)).mtimeMs);
  repository.commit({ 'content/pages/moi.md': entry({ title: 'Trang mới' }) });
  builds(repository);
  for (const [index, [file, text]] of Object.entries(own).entries()) {
    assert.equal(read(repository.folder, 'output', file), text);
    assert.equal(fs.statSync(repository.path('output', file)).mtimeMs, times[index]);
  }
  assert.ok(exists(repository.folder, 'output', 'moi', 'index.html'));
});

test('what is no longer in the content goes; what stays keeps its bytes and time', (t) => {
  const repository = smallRepository(t, { 'content/pages/moi.md': entry({ title: 'Trang mới' }) });
  builds(repository);
  const kept = repository.path('output', 'xac-minh.txt');
  fs.utimesSync(kept, 1000000000, 1000000000);
  repository.commit({ 'content/pages/moi.md': null });
  builds(repository);
  assert.ok(!exists(repository.folder, 'output', 'moi'));
  assert.equal(fs.statSync(kept).mtimeMs, 1000000000000);
});

test('a file or folder that somebody else put into the site goes with the next full build', (t) => {
  const repository = smallRepository(t);
  builds(repository);
  const before = snapshot(repository.path('output'));
  writeFiles(repository.path('output'), { 'la/la.html': 'x', 'index.html': 'phá' });
  builds(repository, ['--full']);
  assert.deepEqual(snapshot(repository.path('output')), before);
});

test('folders that lie deeper than a path can name, beside the site or in it, hinder no build', (t) => {
  const repository = smallRepository(t);
  builds(repository);
  const before = snapshot(repository.path('output'));
  const deep = (...parts) => {
    const folder = repository.path(...parts);
    const script = 'mkdir -p "$1" && cd "$1" && for i in {1..40}; do mkdir -p $2 && cd $2 || exit 1; done && : >tep';
    const run = spawnSync('bash', ['-c', script, 'bash', folder, Array(10).fill('thu-muc-sau').join('/')], { encoding: 'utf8' });
    assert.equal(run.status, 0, run.stderr);
    t.after(() => spawnSync('rm', ['-rf', folder]));
  };
  deep('.output.kyket-new', 'a');
  deep('.output.kyket-stage', 'a');
  builds(repository, ['--full']);
  deep('output', 'la');
  builds(repository, ['--full']);
  builds(repository, ['--full']);
  assert.deepEqual(snapshot(repository.path('output')), before);
  assert.deepEqual(fs.readdirSync(repository.folder).sort(), ['.git', '.kyket', 'content', 'output']);
});

// What is mounted is unmounted before the folders are removed. False: this system mounts nothing.
function mounter(t) {
  const mounted = [];
  t.after(() => mounted.reverse().forEach((folder) => spawnSync('umount', ['-l', folder])));
  return (folder, ...args) => {
    fs.mkdirSync(folder, { recursive: true });
    if (spawnSync('mount', [...args, folder]).status !== 0) return false;
    mounted.push(folder);
    return true;
  };
}

// Builds the two revisions over each other at `output`, wholly and in part, with dot files and a foreign file there.
function publishesInto(t, output, { wrapper = [], repository = smallRepository(t), kept = ['output'] } = {}) {
  const wanted = path.join(temporaryFolder(t), 'wanted');
  const run = (site, ...args) => {
    const result = repository.kyket(['build', '-o', site, '--cache', path.join(path.dirname(wanted), `cache-${path.basename(site)}`), ...args], { wrapper });
    assert.equal(result.status, 0, result.output);
    return result;
  };
  const folder = () => fs.statSync(output);
  run(output, '--full');
  const own = { '.htaccess': 'x\n', '.well-known/acme/1': 'y\n' };
  writeFiles(output, own);
  const before = folder();
  for (const [args, files] of [
    [[], { 'content/pages/moi.md': entry({ title: 'Mới' }) }],
    [['--full'], { 'content/static/moi': null, 'content/static/a/b.txt': 'b' }],
    [['--full'], { 'content/static/a': null, 'content/static/la/la.html': null }],
    [[], { 'content/static/a': 'tệp' }],
    [[], { 'content/static/a': null, 'content/pages/moi.md': null }],
  ]) {
    repository.commit(files);
    writeFiles(output, { 'la/la.html': 'x', 'la/khac/y': 'y' });
    const full = args.length > 0;
    run(output, ...args);
    run(wanted, '--full');
    const found = snapshot(output);
    for (const [name, text] of Object.entries(own)) {
      assert.equal(read(output, name), text);
      delete found[name];
    }
    if (!full) delete found['la/la.html'], delete found['la/khac/y'];
    assert.deepEqual(found, snapshot(wanted));
    for (const name of ['mode', 'uid', 'gid', 'dev']) assert.equal(folder()[name], before[name], name);
    assert.deepEqual(fs.readdirSync(path.dirname(output)).filter((name) => name.startsWith('.output')), []);
  }
  assert.match(run(output).output, /0 files written/);
}

test('a full build keeps the mode, the owner and the group of the output folder', (t) => {
  const output = path.join(temporaryFolder(t), 'output');
  fs.mkdirSync(output);
  fs.chmodSync(output, 0o2750);
  if (isRoot) fs.chownSync(output, 12345, 54321);
  publishesInto(t, output);
  assert.equal(fs.statSync(output).mode & 0o7777, 0o2750);
});

test('a build keeps the access lists of the output folder, and what it makes there has the list for that', (t) => {
  const output = path.join(temporaryFolder(t), 'output');
  fs.mkdirSync(output);
  const list = (...args) => spawnSync('setfacl', [...args, output]).status === 0;
  if (!list('-m', 'u:12345:rwx,d:u:54321:r-x')) return t.skip('no access lists, or no setfacl, here');
  const lists = (...parts) => spawnSync('getfacl', ['-cpn', path.join(output, ...parts)], { encoding: 'utf8' }).stdout;
  const before = lists();
  assert.match(before, /^user:12345:rwx$/m);
  publishesInto(t, output);
  assert.equal(lists(), before);
  assert.match(lists('index.html'), /^user:54321:r-x/m);
  // Nor does it get those of a folder above.
  assert.ok(list('-b'));
  spawnSync('setfacl', ['-m', 'd:u:999:rwx', path.dirname(output)]);
  publishesInto(t, output);
  assert.doesNotMatch(lists(), /999|12345|54321/);
});

test('a folder in the output that something else is mounted on is told of before anything is changed', { skip: !isRoot && 'needs root' }, (t) => {
  const mount = mounter(t);
  const repository = smallRepository(t);
  builds(repository);
  const output = path.join(repository.folder, 'output');
  if (!mount(path.join(output, 'gioi-thieu'), '-t', 'tmpfs', 'none')) return t.skip('nothing can be mounted here');
  repository.commit({ 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }, 'Khác.') });
  for (const args of [[], ['--full']]) {
    const before = snapshot(output);
    const result = repository.kyket(['build', ...args]);
    assert.equal(result.status, 3, result.output);
    assert.match(result.output, /gioi-thieu\/[^:]+: Invalid cross-device link; the published site is as it was/);
    assert.deepEqual(snapshot(output), before);
  }
  spawnSync('umount', [path.join(output, 'gioi-thieu')]);
  builds(repository);
  assert.match(read(output, 'gioi-thieu', 'index.html'), /Khác/);
});

test('what somebody put in the place of a new folder goes when the folder comes, and stops no later build', (t) => {
  for (const put of [(place) => fs.writeFileSync(place, 'x'), (place) => fs.symlinkSync('/tmp', place), (place) => fs.symlinkSync('nowhere', place)]) {
    const repository = smallRepository(t);
    builds(repository);
    put(path.join(repository.folder, 'output', 'moi'));
    repository.commit({ 'content/pages/moi.md': entry({ title: 'Mới' }), 'content/static/moi/tep.txt': 'tệp' });
    builds(repository);
    assert.ok(fs.lstatSync(path.join(repository.folder, 'output', 'moi')).isDirectory());
    const output = path.join(repository.folder, 'output');
    const before = snapshot(output);
    builds(repository, ['--full']);
    assert.deepEqual(snapshot(output), before);
  }
});

test('a folder that somebody put in the place of a new page is told as what it is, and a full build clears it', (t) => {
  const repository = smallRepository(t);
  builds(repository);
  const output = path.join(repository.folder, 'output');
  fs.mkdirSync(path.join(output, 'moi', 'index.html', 'x'), { recursive: true });
  repository.commit({ 'content/pages/moi.md': entry({ title: 'Mới' }) });
  const before = snapshot(output);
  const result = repository.kyket(['build', '--lang', 'en']);
  assert.equal(result.status, 3, result.output);
  assert.match(result.output, /moi\/index\.html: Is a directory; the published site is as it was/);
  assert.deepEqual(snapshot(output), before);
  builds(repository, ['--full']);
  assert.match(read(output, 'moi', 'index.html'), /Mới/);
});

test('a folder that was removed below the program, and paths of very many folders, end in a message', (t) => {
  const folder = temporaryFolder(t);
  const gone = path.join(folder, 'gone');
  for (const output of ['output', './a/b', 'x'.repeat(300), 'a/'.repeat(3000), `/${'a/'.repeat(3000)}`, '/']) {
    fs.mkdirSync(gone);
    const shell = `rmdir '${gone}' && exec '${program}' build --worktree -o "$0" 2>&1`;
    const result = spawnSync('sh', ['-c', shell, output], { cwd: gone, env: environment(), encoding: 'utf8' });
    assert.ok(result.status >= 1 && result.status <= 3, `${output.slice(0, 20)}: ${result.signal ?? result.status}`);
    assert.match(result.stdout, /\S/);
  }
  const deep = smallRepository(t).kyket(['build', '-o', 'a/'.repeat(3000)]);
  assert.ok(deep.status === 2 || deep.status === 3, deep.output.slice(0, 300));
});

test('an output that is a mount point, lies on an overlay or is mounted elsewhere too is published in place', { skip: !isRoot && 'needs root' }, (t) => {
  const mount = mounter(t);
  const folder = temporaryFolder(t);
  const point = path.join(folder, 'point', 'output');
  if (!mount(point, '-t', 'tmpfs', 'none')) return t.skip('nothing can be mounted here');
  publishesInto(t, point);
  // Seen from elsewhere, as in a container.
  const shared = path.join(folder, 'shared', 'output');
  const seen = path.join(folder, 'seen');
  fs.mkdirSync(shared, { recursive: true });
  assert.ok(mount(seen, '--bind', shared));
  publishesInto(t, shared);
  assertSameFiles(seen, shared);
  // Below an overlay there is a site already.
  const layers = path.join(folder, 'layers');
  assert.ok(mount(layers, '-t', 'tmpfs', 'none'));
  for (const name of ['lower/output', 'upper', 'work']) fs.mkdirSync(path.join(layers, name), { recursive: true });
  const merged = path.join(folder, 'merged');
  if (mount(merged, '-t', 'overlay', 'overlay', '-o', ['lower', 'upper', 'work'].map((name) => `${name}dir=${layers}/${name}`).join(',')))
    publishesInto(t, path.join(merged, 'output'));
});

test('where only the output folder may be written to, it is published in place; leftovers of others hinder nobody', { skip: !isRoot && 'needs root' }, (t) => {
  const nobody = 65534;
  const folder = temporaryFolder(t);
  fs.chmodSync(folder, 0o755);
  writeFiles(path.join(folder, 'register'), smallRegister());
  // The program may lie where nobody else comes to.
  const own = path.join(folder, 'kyket');
  fs.copyFileSync(program, own);
  fs.chmodSync(own, 0o755);
  const given = path.join(folder, 'given', 'output');
  const free = path.join(folder, 'free');
  fs.mkdirSync(given, { recursive: true });
  fs.mkdirSync(path.join(free, '.output.kyket-new', 'x'), { recursive: true });
  for (const place of [given, free]) fs.chownSync(place, nobody, nobody);
  for (const output of [given, path.join(free, 'output')])
    for (let time = 0; time < 2; time++) {
      const args = ['build', '--worktree', '-C', path.join(folder, 'register'), '-o', output, '--cache', path.join(folder, 'none'), '--full'];
      const run = spawnSync('setpriv', [`--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', own, ...args], { cwd: folder, env: environment(), encoding: 'utf8' });
      assert.equal(run.status, 0, run.stderr);
      assert.ok(exists(output, 'index.html'));
      assert.equal(fs.statSync(output).uid, nobody);
      assert.equal(/can't clear away \.output\.kyket-new: /.test(run.stderr), output !== given, run.stderr);
    }
  assert.deepEqual(fs.readdirSync(given).filter((name) => name.startsWith('.')), ['.kyket']);
  assert.deepEqual(fs.readdirSync(free).sort(), ['.output.kyket-new', 'output']);
});

test('a build with errors leaves the published site byte for byte, and nothing beside it', (t) => {
  const repository = smallRepository(t);
  builds(repository);
  const before = snapshot(repository.folder);
  repository.write(wrong);
  const result = repository.kyket(['build', '--worktree']);
  assert.equal(result.status, 1);
  repository.write({ 'content/pages/hong.md': null });
  assert.deepEqual(snapshot(repository.folder), before);
});

test('errors before the first build leave no output folder', (t) => {
  const repository = smallRepository(t, wrong);
  assert.equal(repository.kyket(['build']).status, 1);
  assert.deepEqual(
    fs.readdirSync(repository.folder).filter((name) => name !== '.git'),
    ['content'],
  );
});

const manyNews = (count) => Object.assign({}, ...Array.from({ length: count }, (_, number) => numberedNews(number + 1)));

// Pushes to a bare repository whose hook publishes, while another build holds the output: the builds all wait for it.
test('builds of several pushes that wait for each other leave the site at the head of the branch', async (t) => {
  const repository = smallRepository(t, manyNews(20));
  const folder = temporaryFolder(t);
  const bare = path.join(folder, 'bare.git');
  const output = path.join(folder, 'site');
  git(folder, 'init', '--quiet', '--bare', bare);
  const hook = path.join(bare, 'hooks', 'post-receive');
  fs.writeFileSync(hook, `#!/bin/sh\nexec '${program}' build -C '${bare}' -o '${output}' --date 2024-06-01\n`, { mode: 0o755 });
  const push = (commit) =>
    new Promise((resolve, reject) => {
      const args = ['push', '--quiet', bare, `${commit}:refs/heads/main`];
      const child = spawn('git', args, { cwd: repository.folder, env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.on('data', (data) => (said += data));
      child.on('error', reject);
      child.on('close', (status) => (status === 0 && !/kyket: error|exit status/.test(said) ? resolve() : reject(new Error(said))));
    });
  const head = () => spawnSync('git', ['rev-parse', '-q', '--verify', 'refs/heads/main'], { cwd: bare, env: environment(), encoding: 'utf8' }).stdout.trim();
  for (let round = 1; round <= 10; round++) {
    const other = spawn('flock', [folder, 'sh', '-c', 'echo locked; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
    await new Promise((resolve) => other.stdout.once('data', resolve));
    const pushes = [];
    for (let number = 1; number <= 4; number++) {
      const title = `Lần ${round}, đẩy ${number}`;
      const commit = repository.commit({ 'content/pages/dem.md': entry({ title }) });
      pushes.push(push(commit));
      while (head() !== commit) await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    other.stdin.end();
    await Promise.all(pushes);
    assert.match(read(output, 'dem', 'index.html'), new RegExp(`Lần ${round}, đẩy 4`), `round ${round}`);
  }
  const wanted = path.join(folder, 'wanted');
  builds(repository, ['-o', wanted, '--date', '2024-06-01', '--full']);
  assertSameFiles(output, wanted);
});

// Starts builds, one after the other, that wait for a lock on the folder above their output; how each ended.
async function waitTogether(folder, builds) {
  const other = spawn('flock', [folder, 'sh', '-c', 'echo locked; exec cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise((resolve) => other.stdout.once('data', resolve));
  const ends = [];
  for (const { cwd, args } of builds) {
    const child = spawn(program, ['build', '--date', '2024-06-01', ...args], { cwd, env: environment() });
    let said = '';
    child.stderr.on('data', (data) => (said += data));
    ends.push(new Promise((resolve) => child.on('close', (status) => resolve({ status, said }))));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  other.stdin.end();
  return Promise.all(ends);
}

const shows = (output, text) => assert.match(read(output, 'dem', 'index.html'), new RegExp(text));

function threeCommits(t) {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  const commits = ['Một', 'Hai', 'Ba'].map((title) => repository.commit({ 'content/pages/dem.md': entry({ title }) }, title));
  const build = (...args) => repository.kyket(['build', '-o', path.join(folder, 'site'), ...args]);
  return { repository, folder, commits, output: path.join(folder, 'site'), build };
}

test('an older revision does not replace what is published, unless --force says so', (t) => {
  const { repository, commits, output, build } = threeCommits(t);
  assert.equal(build('--rev', commits[1]).status, 0);
  assert.equal(build().status, 0);
  const before = read(output, '.kyket');
  for (const args of [['--rev', commits[1]], ['--rev', 'HEAD~2'], ['--rev', 'HEAD~1', '--full'], ['--rev', 'HEAD~1', '--date', '2024-07-01'], ['--rev', 'HEAD~1', '-q']]) {
    const result = build(...args);
    assert.equal(result.status, 3, args.join(' '));
    const { message, file } = theDiagnostic(result, 'older-revision');
    assert.equal(file, output);
    assert.ok(message.includes(commits[2]) && message.includes('--force'), message);
    assert.equal(read(output, '.kyket'), before);
  }
  // The site's language where neither --lang nor the locale names one.
  assert.match(repository.kyket(['build', '-o', output, '--rev', 'HEAD~1'], { env: { LC_MESSAGES: 'C' } }).output, /đã công bố commit/);
  shows(output, 'Ba');
  assert.equal(build('--rev', 'HEAD~1', '--force').status, 0);
  shows(output, 'Hai');
  // The later one follows, the same again is no replacement, and another day is the same revision.
  for (const args of [[], [], ['--date', '2024-07-01'], ['--full']]) {
    assert.equal(build(...args).status, 0, args.join(' '));
    shows(output, 'Ba');
  }
});

test('other lines of history, what was taken back, and files on disk are published as they are asked for', (t) => {
  const { repository, folder, commits, output, build } = threeCommits(t);
  assert.equal(build().status, 0);
  // A branch that goes another way is not of the past of what is published, nor the other way round.
  repository.git('checkout', '--quiet', '-b', 'khac', commits[0]);
  repository.commit({ 'content/pages/dem.md': entry({ title: 'Nhánh khác' }) });
  for (const [args, text] of [[[], 'Nhánh khác'], [['--rev', 'main'], 'Ba'], [['--rev', 'khac'], 'Nhánh khác'], [['--rev', 'main'], 'Ba']]) {
    assert.equal(build(...args).status, 0);
    shows(output, text);
  }
  // Files on disk are no revision, whatever is committed there: of them nothing is older.
  assert.equal(build('--worktree').status, 0);
  shows(output, 'Nhánh khác');
  assert.equal(build('--rev', commits[1]).status, 0);
  shows(output, 'Hai');
  // A commit that was taken back from all branches must not stay public.
  assert.equal(build('--rev', 'main').status, 0);
  repository.git('branch', '--force', 'main', commits[0]);
  assert.equal(build('--rev', 'main').status, 0);
  shows(output, 'Một');
  // A tag holds it as a branch does.
  repository.git('tag', 'giu', commits[2]);
  assert.equal(build('--rev', 'giu').status, 0);
  assert.equal(build('--rev', 'main').status, 3);
  shows(output, 'Ba');
  // A shallow clone knows what it has, and of what it has not nothing is older.
  repository.git('branch', '--force', 'main', commits[2]);
  const shallow = path.join(folder, 'nong');
  repository.git('clone', '--quiet', '--depth', '2', '--branch', 'main', `file://${repository.folder}`, shallow);
  const clone = (...args) => kyket(['build', '-C', shallow, '-o', output, '--date', '2024-06-01', ...args]);
  assert.equal(clone().status, 0);
  assert.equal(clone('--rev', 'HEAD~1').status, 3);
  assert.equal(build('--rev', 'khac').status, 0);
  assert.equal(clone('--rev', 'HEAD~1').status, 0);
  shows(output, 'Hai');
});

test('builds that were overtaken while they waited say so and are done', async (t) => {
  const { repository, folder, commits, output } = threeCommits(t);
  const bare = path.join(folder, 'bare.git');
  git(folder, 'clone', '--quiet', '--bare', repository.folder, bare);
  const build = (revision) => ({ cwd: bare, args: ['-o', output, '--rev', revision] });
  const ends = await waitTogether(folder, [build(commits[0]), build('main'), build(commits[1]), build('main'), build(commits[0])]);
  for (const { status, said } of ends) assert.equal(status, 0, said);
  shows(output, 'Ba');
  assert.equal(read(output, '.kyket').split('\n')[2], commits[2]);
  const told = ends.map(({ said }) => said).join('');
  // Who comes second depends on the kernel: of the builds of the branch one does it, the others tell so.
  assert.equal(told.match(/another one published the same revision/g).length, 1, told);
  assert.ok((told.match(/another one published [0-9a-f]{40}, which comes after/g) ?? []).length >= 1, told);
  // A build that waited for nothing tells nothing of that.
  assert.ok(!/while this build waited/.test(kyket(['build', '-C', bare, '-o', output, '--date', '2024-06-01']).output));
  const elsewhere = await waitTogether(folder, [{ cwd: bare, args: ['-o', output] }]);
  assert.ok(!/while this build waited/.test(elsewhere[0].said), elsewhere[0].said);
});

// Two revisions in which every news item differs, the sites they make, and a folder with the first one's.
function twoRevisions(t) {
  const repository = smallRepository(t, manyNews(120));
  const folder = temporaryFolder(t);
  const output = path.join(folder, 'site');
  const first = repository.git('rev-parse', 'HEAD').trim();
  const second = repository.commit({
    ...Object.fromEntries(Object.keys(manyNews(120)).map((file) => [file, entry({ ...news, title: file, date: '2022-01-01' })])),
    'content/static/xac-minh.txt': null,
  });
  const wanted = {};
  for (const revision of [first, second]) {
    const start = Date.now();
    builds(repository, ['--rev', revision, '-o', path.join(folder, revision)]);
    wanted[revision] = { files: snapshot(path.join(folder, revision)), milliseconds: Date.now() - start };
  }
  assert.notDeepEqual(wanted[first].files, wanted[second].files);
  builds(repository, ['--rev', first, '-o', output]);
  return { repository, folder, output, first, second, wanted };
}

// Builds the two in turn, each killed a little later than the one before; `look` sees what is left.
async function killedInTurn({ repository, folder, output, first, second, wanted }, args, look) {
  let killed = 0;
  const tries = 24;
  for (let number = 0; number < tries; number++) {
    const revision = number % 2 === 0 ? second : first;
    const milliseconds = (wanted[revision].milliseconds * (number + 0.5)) / tries;
    const command = ['build', '--date', '2024-06-01', '--rev', revision, '--force', '-o', output, ...args];
    if (await kyketKilled(command, { cwd: repository.folder, milliseconds })) killed++;
    look(snapshot(output), `killed after ${milliseconds} ms`, revision);
  }
  assert.ok(killed > tries / 4, `only ${killed} of ${tries} builds were killed in time`);
  builds(repository, ['--rev', second, '-o', output]);
  assert.deepEqual(snapshot(output), wanted[second].files);
  assert.deepEqual(fs.readdirSync(folder).filter((name) => !name.startsWith('.')).sort(), ['site', first, second].sort());
}

test('a full build that is killed at any moment leaves the old site or the new one', async (t) => {
  const revisions = twoRevisions(t);
  await killedInTurn(revisions, ['--full'], (now, message) =>
    assert.ok(
      Object.values(revisions.wanted).some(({ files }) => isDeepStrictEqual(now, files)),
      `${message}: neither the old site nor the new one`,
    ),
  );
});

test('an increment that is killed at any moment leaves whole files, and the next build finishes it', async (t) => {
  const { repository, output, wanted, ...rest } = twoRevisions(t);
  await killedInTurn({ repository, output, wanted, ...rest }, [], (now, message, revision) => {
    for (const [file, digest] of Object.entries(now))
      assert.ok(
        file === '.kyket' || Object.values(wanted).some(({ files }) => files[file] === digest),
        `${message}: ${file} is neither the old one nor the new one`,
      );
    builds(repository, ['--rev', revision, '--force', '-o', output]);
    assert.deepEqual(snapshot(output), wanted[revision].files, message);
  });
});

test('what a killed build left beside the output goes with the next one', async (t) => {
  const repository = smallRepository(t, manyNews(120));
  const folder = temporaryFolder(t);
  const output = path.join(folder, 'site');
  builds(repository, ['-o', output]);
  const beside = fs.readdirSync(folder).sort();
  const start = Date.now();
  builds(repository, ['-o', output]);
  const milliseconds = Date.now() - start;
  for (const part of [0.3, 0.5, 0.6, 0.7, 0.8, 0.9])
    await kyketKilled(['build', '-o', output], { cwd: repository.folder, milliseconds: milliseconds * part });
  builds(repository, ['-o', output]);
  assert.deepEqual(fs.readdirSync(folder).sort(), beside);
});

test('a full disk (no file may grow) is exit status 3, and the old site stays', (t) => {
  const repository = smallRepository(t);
  builds(repository);
  const before = snapshot(repository.path('output'));
  repository.commit({
    'content/pages/dai.md': entry({ title: 'Dài' }, 'Một đoạn rất dài.\n\n'.repeat(20000)),
    'content/media/lon.bin': Buffer.alloc(1 << 20, 1),
  });
  for (const blocks of [0, 1, 8, 256]) {
    const result = repository.kyket(['build'], {
      wrapper: ['sh', '-c', `trap "" XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`],
    });
    assert.equal(result.status, 3, `${blocks} blocks: ${result.output}`);
    assert.match(result.output, /error: /);
    assert.deepEqual(snapshot(repository.path('output')), before);
  }
});

test('a full disk (a small tmpfs) is exit status 3, and the old site stays', { skip: !isRoot && 'needs root' }, (t) => {
  const repository = smallRepository(t);
  const disk = path.join(temporaryFolder(t), 'disk');
  fs.mkdirSync(disk);
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk], { encoding: 'utf8' });
  if (mount.status !== 0) return t.skip(`no tmpfs here: ${mount.stderr.trim()}`);
  try {
    const output = path.join(disk, 'site');
    builds(repository, ['-o', output]);
    const before = snapshot(output);
    repository.commit({ 'content/media/lon.bin': Buffer.alloc(4 << 20, 1) });
    const result = repository.kyket(['build', '-o', output]);
    assert.equal(result.status, 3, result.output);
    assert.match(result.output, /error: .*[Nn]o space left/);
    assert.deepEqual(snapshot(output), before);
    repository.commit({ 'content/media/lon.bin': null });
    builds(repository, ['-o', output]);
  } finally {
    spawnSync('umount', ['-l', disk]);
  }
});

test('a place that may not be written to is exit status 3', { skip: isRoot && 'root may write anywhere' }, (t) => {
  const repository = smallRepository(t);
  const folder = temporaryFolder(t);
  fs.chmodSync(folder, 0o555);
  const result = repository.kyket(['build', '-o', path.join(folder, 'site')]);
  fs.chmodSync(folder, 0o755);
  assert.equal(result.status, 3, result.output);
  assert.match(theDiagnostic(result, 'output').message, /denied/i);
});

test('a read-only disk is exit status 3', (t) => {
  const repository = smallRepository(t);
  for (const output of ['/proc/site', '/proc/self/site', '/dev/null', '/dev/null/site']) {
    const result = repository.kyket(['build', '-o', output]);
    assert.equal(result.status, 3, `${output}: ${result.output}`);
    assert.match(result.output, /error: /);
  }
});

test('the same commit twice, in another folder, with more threads: the same bytes', (t) => {
  const repository = smallRepository(t, manyNews(20));
  const folder = temporaryFolder(t);
  builds(repository);
  builds(repository, ['-o', path.join(folder, 'a')]);
  builds(repository, ['-o', path.join(folder, 'a')]);
  builds(repository, ['-o', path.join(folder, 'b', 'c'), '-j', '4', '--full', '--cache', path.join(folder, 'cache')]);
  builds(repository, ['-o', path.join(folder, 'd')], { env: { TZ: 'America/New_York', LC_ALL: 'C', LANG: 'vi_VN' } });
  fs.cpSync(repository.folder, path.join(folder, 'copy'), { recursive: true });
  builds(repository, ['-o', path.join(folder, 'e')], { cwd: path.join(folder, 'copy') });
  for (const other of ['a', 'b/c', 'd', 'e']) assertSameFiles(path.join(folder, other), repository.path('output'), other);
});

test('no page carries the time of the build or a path of the machine', (t) => {
  const repository = smallRepository(t);
  builds(repository, ['--date', '2024-06-01']);
  const today = new Date().toISOString().slice(0, 10);
  for (const file of listFiles(repository.path('output'))) {
    if (!/\.(html|xml|txt|json)$/.test(file)) continue;
    const text = read(repository.folder, 'output', file);
    assert.ok(!text.includes(repository.folder), `${file} names the folder`);
    assert.ok(!text.includes(today), `${file} names today`);
  }
});

test('--stats counts entries, pages and files, and measures', (t) => {
  const repository = smallRepository(t);
  const stats = () => JSON.parse(read(repository.folder, 'stats.json'));
  const build = () => {
    builds(repository, ['--stats', 'stats.json']);
    return stats();
  };
  const first = build();
  assert.deepEqual(Object.keys(first).sort(), ['entries', 'next_change', 'pages', 'peak_memory_bytes', 'phases', 'removed', 'seconds', 'unchanged', 'waiting', 'written']);
  const files = listFiles(repository.path('output')).filter((file) => !path.basename(file).startsWith('.'));
  assert.deepEqual(
    [first.written, first.unchanged, first.removed, first.entries],
    [files.length, 0, 0, 13],
  );
  assert.ok(first.pages >= files.filter((file) => file.endsWith('.html')).length, `${first.pages} pages`);
  assert.ok(first.pages <= files.length);
  assert.ok(first.peak_memory_bytes > 1e6 && first.peak_memory_bytes < 1e10);
  assert.ok(Object.values(first.seconds).length >= 2);
  for (const seconds of Object.values(first.seconds)) assert.ok(seconds >= 0 && seconds < 100);

  const again = build();
  assert.deepEqual([again.written, again.unchanged, again.removed], [0, files.length, 0]);
  repository.commit({ 'content/static/xac-minh.txt': null, 'content/static/khac.txt': 'x', 'content/static/xac-minh-2.txt': 'x' });
  const changed = build();
  // And the file that names the revision.
  assert.deepEqual([changed.written, changed.removed], [3, 1]);
  assert.equal(changed.unchanged, files.length - 2);
  assert.equal(changed.entries, 13);
});

test('--stats into a place that can not be written is exit status 3', (t) => {
  const result = smallRepository(t).kyket(['build', '--stats', '/dev/null/stats.json']);
  assert.equal(result.status, 3, result.output);
});

test('builds at the same time into one folder: each ends well, and the site is whole', async (t) => {
  const { spawn } = require('node:child_process');
  const { environment, program } = require('../support/program.js');
  const repository = smallRepository(t, manyNews(100));
  builds(repository, ['-o', 'wanted']);
  const ends = await Promise.all(
    Array.from({ length: 6 }, () => new Promise((resolve) => {
      const child = spawn(program, ['build', '-o', 'site'], {
        cwd: repository.folder,
        env: environment({ SOURCE_DATE_EPOCH: '1717200000' }),
        stdio: 'ignore',
      });
      child.on('close', (status) => resolve(status));
    })),
  );
  assert.deepEqual(ends, Array(6).fill(0));
  assertSameFiles(repository.path('site'), repository.path('wanted'));
});
