'use strict';
// Runs kyket, git and shells with an environment of their own, so that no setting of the machine shows.

const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '..', '..');
const program = process.env.KYKET ?? path.join(root, 'build', 'kyket');

let home;
function environment(more = {}) {
  if (home === undefined) {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-home-'));
    process.on('exit', () => fs.rmSync(home, { recursive: true, force: true }));
    fs.writeFileSync(
      path.join(home, '.gitconfig'),
      '[user]\n\tname = Ban biên tập\n\temail = editor@example.vn\n[init]\n\tdefaultBranch = main\n' +
        '[protocol "file"]\n\tallow = always\n[commit]\n\tgpgSign = false\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n',
    );
  }
  const kept = {};
  for (const name of ['PATH', 'TMPDIR', 'ASAN_OPTIONS', 'LSAN_OPTIONS', 'UBSAN_OPTIONS'])
    if (process.env[name] !== undefined) kept[name] = process.env[name];
  return { ...kept, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), LC_CTYPE: 'C.UTF-8', LC_MESSAGES: 'en_US.UTF-8', ...more };
}

// How a run of kyket ended. A crash or a sanitizer's report is never what a test expects: it throws.
function settle(args, { status, signal, stdout, stderr }) {
  const output = stdout + stderr;
  if (signal !== null || status === null || status > 3 || /Sanitizer: |: runtime error: /.test(output))
    throw new Error(`kyket ${args.join(' ')} ended with ${signal ?? `exit status ${status}`}:\n${output}`);
  return { status, stdout, stderr, output };
}

// Options: cwd, env, wrapper (a command that is given kyket's path and arguments).
function kyket(args, options = {}) {
  const command = [...(options.wrapper ?? []), program, ...args];
  const result = spawnSync(command[0], command.slice(1), {
    cwd: options.cwd ?? root,
    env: environment(options.env),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    timeout: 120000,
    input: options.input ?? '',
  });
  if (result.error) throw result.error;
  return settle(args, result);
}

// Starts kyket and kills it after some milliseconds; true when it was killed before its end.
function kyketKilled(args, { cwd, milliseconds }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: environment(), stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.on('error', reject);
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      resolve(signal === 'SIGKILL');
    });
  });
}

function git(cwd, ...args) {
  const options = typeof args[args.length - 1] === 'object' ? args.pop() : {};
  const result = spawnSync('git', args, { cwd, env: environment(options.env), encoding: 'utf8', maxBuffer: 1 << 28 });
  if (result.error) throw result.error;
  if (result.status !== 0) throw new Error(`git ${args.join(' ')} in ${cwd}: ${result.stderr}`);
  return result.stdout;
}

module.exports = { environment, git, kyket, kyketKilled, program, root };
