'use strict';
// Completion of the command line in bash and zsh, which knows what the program itself knows, and the packages of `make deb`.
// Not under sanitizers: no package holds a program of theirs.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { before, test } = require('node:test');
const { listFiles, snapshot, temporaryFolder } = require('../support/folders.js');
const { environment, kyket, program, root } = require('../support/program.js');
const { smallRepository } = require('../support/register.js');

const flavour = path.basename(path.dirname(program)) === 'check' ? 'check' : 'release';
const script = path.join(root, 'generator', 'packaging', 'completion.sh');

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: environment(), timeout: 300000, ...options });
  if (result.error) throw result.error;
  return result;
}

function succeed(command, args, options) {
  const result = run(command, args, options);
  assert.equal(result.status, 0, `${command} ${args.join(' ')}\n${result.stdout}${result.stderr}`);
  return result.stdout;
}

const completion = {};
before(() => {
  for (const shell of ['bash', 'zsh']) completion[shell] = succeed('sh', [script, program, shell]);
});

const commands = [...kyket(['help']).stdout.matchAll(/^(?:usage:| {6}) kyket (\w+) (?!\|)/gm)].map(([, name]) => name);
// The forms of each option of a command, with its value, by its help.
const optionsOf = (command) =>
  [...kyket([command, '--help']).stdout.matchAll(/^ {2}(?:(-\w), | {4})(--[\w-]+)(?: (\S+))?/gm)].map(([, letter, name, value]) => ({ forms: letter ? [letter, name] : [name], value }));

// What bash offers for the last word of a command line.
function bash(folder, ...words) {
  const file = path.join(folder, 'kyket.bash');
  fs.writeFileSync(file, completion.bash);
  const ask = '. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _kyket; [ ${#COMPREPLY[@]} -eq 0 ] || printf "%s\\n" "${COMPREPLY[@]}"';
  const PATH = `${path.dirname(program)}:${process.env.PATH}`;
  return succeed('bash', ['--norc', '-c', ask, 'bash', file, 'kyket', ...words], { cwd: folder, env: environment({ PATH }) }).split('\n').filter(Boolean);
}

test('bash completes the commands, and the options, values and arguments of each', (t) => {
  const { folder } = smallRepository(t);
  assert.ok(commands.length >= 10 && commands.includes('build') && commands.includes('publish'));
  assert.deepEqual(bash(folder, '').sort(), [...commands, 'help', 'version'].sort());
  assert.deepEqual(bash(folder, 'sch'), ['schema']);
  let choices = 0;
  for (const command of commands) {
    const options = optionsOf(command);
    assert.ok(options.length > 1, command);
    assert.deepEqual(bash(folder, command, '-').sort(), [...options.flatMap(({ forms }) => forms), '--help'].sort(), command);
    for (const { forms, value } of options.filter((each) => each.value?.includes('|')))
      for (const form of forms) {
        choices++;
        assert.deepEqual(bash(folder, command, form, ''), value.split('|'), `${command} ${form}`);
      }
  }
  assert.ok(choices >= 5);
  const list = kyket(['list', '-']);
  assert.equal(list.status, 2);
  const kinds = kyket(['list', '--lang', 'en', '.']).stderr.match(/there are (.*)$/m)[1].split(', ');
  assert.ok(kinds.includes('agreement') && kinds.length > 5);
  for (const command of ['list', 'new', 'rename', 'schema']) assert.deepEqual(bash(folder, command, ''), kinds, command);
  assert.deepEqual(bash(folder, 'hook', ''), ['install']);
});

test('bash completes ids, folders and files where they belong', (t) => {
  const { folder } = smallRepository(t);
  const ids = kyket(['list', 'organization'], { cwd: folder }).stdout.split('\n').filter(Boolean).map((line) => line.split('\t')[0]);
  assert.ok(ids.length > 1);
  assert.deepEqual(bash(folder, 'rename', 'organization', ''), ids);
  assert.deepEqual(bash(folder, 'rename', '--content', 'content', 'organization', ''), ids);
  assert.deepEqual(bash(temporaryFolder(t), 'rename', 'organization', '-C', folder, ''), ids);
  assert.deepEqual(bash(folder, 'rename', 'organization', ids[0], ''), []);
  fs.mkdirSync(path.join(folder, 'a folder'));
  fs.writeFileSync(path.join(folder, 'a file'), '');
  assert.deepEqual(bash(folder, 'build', '-o', 'a'), ['a folder']);
  assert.deepEqual(bash(folder, 'import', 'a').sort(), ['a file', 'a folder']);
  assert.deepEqual(bash(folder, 'build', '--date', ''), []);
  assert.deepEqual(bash(folder, 'no-such-command', ''), []);
});

// zsh with its completion in a terminal of its own, which shows the matches of a line as a list.
function zsh(folder, line) {
  const functions = path.join(folder, 'functions');
  fs.mkdirSync(functions, { recursive: true });
  fs.writeFileSync(path.join(functions, '_kyket'), completion.zsh);
  const setup = `
fpath=(${functions} $fpath); autoload -U compinit; compinit -u -D
zstyle ':completion:*' verbose no
compadd() {
  builtin compadd "$@"
  local -a found; builtin compadd -O found "$@"
  (( $#found )) && print -rl -- "MATCH:"$^found >>${functions}/matches
}
complete_line() { zle complete-word; print done >>${functions}/matches; }
zle -N complete_line; bindkey '^T' complete_line
print ready >>${functions}/matches`;
  fs.writeFileSync(path.join(functions, '.zshrc'), setup);
  const ask = `
zmodload zsh/zpty
zpty shell 'ZDOTDIR=${functions} TERM=dumb zsh -i'
wait_for() { for i in {1..400}; do grep -q "^$1" ${functions}/matches 2>/dev/null && return; zpty -rt shell >/dev/null; sleep 0.05; done; exit 1; }
wait_for ready
zpty -nw shell $'${line}\\x14'
wait_for done
zpty -d shell`;
  fs.rmSync(path.join(functions, 'matches'), { force: true });
  const PATH = `${path.dirname(program)}:${process.env.PATH}`;
  succeed('zsh', ['-f', '-c', ask], { cwd: folder, env: environment({ PATH }) });
  const lines = fs.readFileSync(path.join(functions, 'matches'), 'utf8').split('\n');
  return [...new Set(lines.filter((each) => each.startsWith('MATCH:')).map((each) => each.slice(6)))].sort();
}

test('zsh takes its completion, and offers commands, options and ids by it', (t) => {
  const { folder } = smallRepository(t);
  assert.deepEqual(zsh(folder, 'kyket '), [...commands, 'help', 'version'].sort());
  const check = optionsOf('check').flatMap(({ forms }) => forms);
  const offered = zsh(folder, 'kyket check -');
  assert.deepEqual(check.filter((form) => !offered.includes(form)), []);
  assert.deepEqual(zsh(folder, 'kyket check --format '), optionsOf('check').find(({ forms }) => forms.includes('--format')).value.split('|').sort());
  const ids = kyket(['list', 'organization'], { cwd: folder }).stdout.split('\n').filter(Boolean).map((line) => line.split('\t')[0]);
  assert.deepEqual(zsh(folder, 'kyket rename organization '), ids.sort());
});

test('every option of every command is in the completion of zsh, with what it does', () => {
  const blocks = Object.fromEntries([...completion.zsh.matchAll(/^(\w+)\)\n {2}_arguments([\s\S]*?)\n {2};;$/gm)].map(([, name, text]) => [name, text]));
  assert.deepEqual(Object.keys(blocks).sort(), [...commands].sort());
  for (const command of commands)
    for (const { forms } of optionsOf(command))
      for (const form of forms) assert.match(blocks[command], new RegExp(`^ {4}'(?:\\([^)]*\\))?${form}\\[[^\\]]{5,}`, 'm'), `${command} ${form}`);
});

test('make deb makes packages that lintian accepts, with all that belongs to them, and that run', (t) => {
  const folder = temporaryFolder(t);
  const env = environment({ SOURCE_DATE_EPOCH: '1796000000' });
  const make = (packages) => succeed('make', [`FLAVOUR=${flavour}`, `PACKAGES=${path.relative(root, packages)}`, 'deb'], { env });
  make(path.join(folder, 'first'));
  const parts = fs.readdirSync(path.dirname(program)).filter((name) => /^kyket-[a-z]+$/.test(name)).sort();
  const nameOf = (file) => path.basename(file).split('_')[0];
  const files = fs.readdirSync(path.join(folder, 'first')).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  assert.deepEqual(files.map(nameOf), ['kyket', ...parts]);
  assert.ok(parts.length >= 3);

  const paths = files.map((name) => path.join(folder, 'first', name));
  const lint = run('lintian', ['--allow-root', '--fail-on', 'error,warning', ...paths]);
  assert.equal(lint.status, 0, lint.stdout + lint.stderr);

  const field = (file, name) => succeed('dpkg-deb', ['--field', file, name]).trim();
  for (const part of parts) {
    assert.ok(field(paths[0], 'Recommends').includes(`${part} (= ${field(paths[0], 'Version')})`), part);
    const file = paths[files.findIndex((name) => name.startsWith(`${part}_`))];
    assert.match(field(file, 'Depends'), /^kyket \(= [^)]+\), /);
    assert.match(field(file, 'Description'), /\n.*"kyket |\n/);
  }
  // What only a part needs is no need of the program.
  for (const library of ['libmicrohttpd', 'libcurl', 'libxml2', 'libvips']) assert.ok(!field(paths[0], 'Depends').includes(library), library);
  assert.match(field(paths[files.findIndex((name) => name.startsWith('kyket-serve_'))], 'Depends'), /libmicrohttpd/);
  assert.match(field(paths[files.findIndex((name) => name.startsWith('kyket-photos_'))], 'Depends'), /libvips42/);

  const system = path.join(folder, 'system');
  for (const file of paths) succeed('dpkg-deb', ['--extract', file, system]);
  const installed = listFiles(path.join(system, 'usr')).filter((name) => !name.startsWith('share/kyket/themes/') && !name.startsWith('share/doc/kyket/examples/'));
  assert.deepEqual(installed, [
    'bin/kyket',
    ...parts.map((name) => `libexec/kyket/${name}`),
    'share/bash-completion/completions/kyket',
    ...['kyket', ...parts].flatMap((name) => ['changelog.gz', 'copyright'].map((each) => `share/doc/${name}/${each}`)),
    'share/kyket/hosting',
    ...['man1/kyket.1', 'man5/kyket.5', 'man7/kyket-theme.7'].map((page) => `share/man/${page}.gz`),
    'share/zsh/vendor-completions/_kyket',
  ].sort());
  assert.equal(fs.readFileSync(path.join(system, 'usr/share/bash-completion/completions/kyket'), 'utf8'), completion.bash);
  assert.equal(fs.readFileSync(path.join(system, 'usr/share/zsh/vendor-completions/_kyket'), 'utf8'), completion.zsh);
  assert.deepEqual(listFiles(path.join(system, 'usr/share/kyket/hosting/')), listFiles(path.join(root, 'generator', 'hosting')));
  const repository = smallRepository(t);
  const kyketOfPackage = (args) => run(path.join(system, 'usr/bin/kyket'), args, { cwd: repository.folder });
  const built = kyketOfPackage(['build']);
  assert.equal(built.status, 0, built.stderr);
  assert.ok(fs.existsSync(path.join(repository.folder, 'output', 'index.html')));
  const part = kyketOfPackage(['serve', '--port', 'x']);
  assert.match(part.stderr, /^kyket serve: --port needs a number/);

  make(path.join(folder, 'second'));
  assert.deepEqual(snapshot(path.join(folder, 'second')), snapshot(path.join(folder, 'first')));
});
