'use strict';
// After each of many random edits the site that an incremental build leaves must be the one a full build makes, byte
// for byte, whatever came between: errors, kills, caches that are gone or broken, other days and options.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { environment, program } = require('../support/program.js');
const { listFiles } = require('../support/folders.js');
const { PlainRepository } = require('./repository.js');
const { Random } = require('./random.js');
const { RandomRegister } = require('./register.js');

const ROUND = 120; // edits of one register

// Many small files come and go: in memory where that is possible.
function place() {
  if (process.env.TMPDIR !== undefined) return process.env.TMPDIR;
  try {
    fs.accessSync('/dev/shm', fs.constants.W_OK);
    return '/dev/shm';
  } catch {
    return os.tmpdir();
  }
}

// Runs kyket; killed after some milliseconds if they are given.
function run(args, milliseconds) {
  const result = spawnSync(program, args, {
    env: environment(),
    encoding: 'utf8',
    timeout: milliseconds ?? 120000,
    killSignal: 'SIGKILL',
  });
  const { status, signal, stderr } = result;
  if (milliseconds !== undefined && signal === 'SIGKILL') return { status: null, stderr };
  if (result.error && result.error.code !== 'ETIMEDOUT') throw result.error;
  if (signal !== null || status > 3 || /Sanitizer: |: runtime error: /.test(stderr))
    throw new Error(`kyket ${args.join(' ')} ended with ${signal ?? `exit status ${status}`}:\n${stderr}`);
  return { status, stderr };
}

const isSame = (one, other) => spawnSync('diff', ['-rq', '--no-dereference', one, other], { stdio: 'ignore' }).status === 0;

// In words, how two folders differ.
function difference(actual, expected) {
  const lines = [];
  const read = (folder, name) => {
    const file = path.join(folder, name);
    return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined;
  };
  const names = [...new Set([...listFiles(actual), ...listFiles(expected)])];
  for (const name of names.sort((a, b) => (a === '.kyket') - (b === '.kyket') || (a < b ? -1 : 1))) {
    const [is, wanted] = [read(actual, name), read(expected, name)];
    if (is === wanted) continue;
    if (is === undefined || wanted === undefined) {
      lines.push(`  ${name}: ${is === undefined ? 'is missing' : 'should be gone'}`);
      continue;
    }
    const [left, right] = [is.split('\n'), wanted.split('\n')];
    const at = left.findIndex((line, index) => line !== right[index]);
    lines.push(`  ${name}:${at + 1}`, `    is     ${(left[at] ?? '').trim().slice(0, 300)}`, `    wanted ${(right[at] ?? '').trim().slice(0, 300)}`);
  }
  if (lines.length === 0) lines.push('  only in folders that are empty or kinds of files');
  return lines.slice(0, 60).join('\n');
}

class Round {
  constructor(folder, seed) {
    this.random = new Random(seed);
    this.seed = seed;
    this.folder = folder;
    this.counts = { edits: 0, builds: 0, errors: 0, kills: 0, written: 0, unchanged: 0 };
    this.register = new RandomRegister(this.random);
    this.repository = new PlainRepository(path.join(folder, 'register'));
    this.outputs = [path.join(folder, 'site'), path.join(folder, 'second')];
    this.cache = this.random.chance(0.5) ? path.join(folder, 'cache') : undefined;
    this.options = { date: '2022-06-01', drafts: false, future: false, base: undefined };
    this.worktree = false; // what lies on disk is built, not what is committed
    this.commits = [];
    this.isBegun = false; // there was a build without errors
    this.published = [undefined, undefined]; // what each output shows, as a full build made it
    this.made = 0;
    this.last = 20; // milliseconds of an incremental build
  }

  changeOptions() {
    const { random, options } = this;
    if (random.chance(0.12)) {
      const day = new Date(`${options.date}T00:00:00Z`);
      day.setUTCDate(day.getUTCDate() + random.pick([1, 1, -1, 2, 30, -30, 180, 365, -365, -700, 900]));
      options.date = random.chance(0.2) ? random.pick(['2018-06-01', '2025-06-30', '2025-07-01', '2023-01-01']) : day.toISOString().slice(0, 10);
    }
    if (random.chance(options.drafts ? 0.3 : 0.02)) options.drafts = !options.drafts;
    if (random.chance(options.future ? 0.3 : 0.02)) options.future = !options.future;
    if (random.chance(options.base ? 0.5 : 0.01)) options.base = options.base ? undefined : 'https://khac.example.vn/duong/';
  }

  arguments(revision) {
    const { options } = this;
    return [
      'build', '-q', '-C', this.repository.folder, '--date', options.date,
      ...(revision === 'worktree' ? ['--worktree'] : ['--rev', revision]),
      ...(options.drafts ? ['-D'] : []),
      ...(options.future ? ['-F'] : []),
      ...(options.base ? ['-b', options.base] : []),
    ];
  }

  // Increments come with any number of threads.
  increment(args, output, milliseconds) {
    const jobs = ['-j', String(this.random.between(1, 4))];
    const stats = path.join(this.folder, 'stats.json');
    const whole = [...args, '-o', this.outputs[output], ...jobs, ...(this.cache ? ['--cache', this.cache] : []), '--stats', stats];
    const start = performance.now();
    const result = run(whole, milliseconds);
    if (result.status !== 0) return result;
    this.last = performance.now() - start;
    const { written, unchanged } = JSON.parse(fs.readFileSync(stats, 'utf8'));
    this.counts.written += written;
    this.counts.unchanged += unchanged;
    return result;
  }

  full(args) {
    const output = path.join(this.folder, `full-${this.made++}`, 'site');
    return { output, ...run([...args, '-o', output, '--full', '-j', '1']) };
  }

  keep(output, full) {
    const old = this.published[output];
    this.published[output] = full;
    if (old !== undefined && !this.published.includes(old)) fs.rmSync(path.dirname(old), { recursive: true, force: true });
  }

  // What happens to the outputs between builds.
  disturb(args) {
    const { random } = this;
    const cache = this.cache ?? path.join(this.folder, '.kyket');
    if (random.chance(0.06)) {
      const result = this.increment(args, 0, 1 + random.below(Math.ceil(this.last * 1.2)));
      if (result.status === null) this.counts.kills++;
      this.words.push(result.status === null ? 'a killed build' : 'a build that was not killed in time');
      if (result.status !== null && result.status !== 0) this.words.push('(errors)');
    }
    if (random.chance(0.01)) {
      fs.rmSync(cache, { recursive: true, force: true });
      this.words.push('the cache is gone');
    }
    if (random.chance(0.01) && fs.existsSync(cache)) {
      const files = fs.readdirSync(cache).map((name) => path.join(cache, name)).filter((name) => fs.statSync(name).isFile());
      if (files.length > 0) {
        const file = random.pick(files);
        const bytes = fs.readFileSync(file);
        if (bytes.length > 0) bytes[random.below(bytes.length)] ^= 1 << random.below(8);
        fs.writeFileSync(file, bytes);
        this.words.push(`a bit of ${path.basename(file)} is another`);
      }
    }
    if (random.chance(0.005)) {
      fs.rmSync(this.outputs[0], { recursive: true, force: true });
      this.keep(0, undefined);
      this.words.push('the output is gone');
    }
  }

  fail(problem) {
    throw new Error(
      `seed ${this.seed}, edit ${this.counts.edits}: ${problem}\n  ${this.words.join('\n  ')}\n` +
        `again with: node tests/property/increments.js ${this.counts.edits} ${this.seed}`,
    );
  }

  compare(output, args, full) {
    const result = this.increment(args, output);
    this.counts.builds++;
    if (result.status !== full.status) this.fail(`exit status ${result.status} instead of ${full.status}\n${result.stderr}`);
    if (result.stderr !== full.stderr) this.fail(`it says\n${result.stderr}instead of\n${full.stderr}`);
    if (full.status === 0) this.keep(output, full.output);
    const expected = this.published[output];
    if (expected === undefined ? fs.existsSync(this.outputs[output]) : !isSame(this.outputs[output], expected))
      this.fail(`the output ${output + 1} differs\n${expected === undefined ? '' : difference(this.outputs[output], expected)}`);
  }

  // One edit, and what follows.
  step() {
    const { random, register, repository } = this;
    const before = register.save();
    this.counts.edits++;
    this.words = [];
    for (let count = random.chance(0.85) ? 1 : random.between(2, 4); count > 0; count--) this.words.push(register.edit());
    this.changeOptions();
    const files = register.files();
    let revision = 'worktree';
    let isOlder = false;
    if (random.chance(this.worktree ? 0.3 : 0.06)) this.worktree = !this.worktree;
    if (!this.worktree) {
      revision = repository.commit(files, register.fields.words(1, 4));
      if (this.commits.length > 0 && random.chance(0.04)) {
        revision = random.pick(this.commits);
        isOlder = true;
        this.words.push(`an older commit, ${revision}`);
      }
    } else {
      repository.checkOut(files);
    }
    const args = this.arguments(revision);
    this.words.push(`kyket ${args.join(' ')}`);
    if (this.counts.edits > 1) this.disturb(args);
    const full = this.full(args);
    const isPublished = full.status === 0;
    this.compare(0, args, full);
    if (random.chance(0.12)) this.compare(1, args, full);
    if (!isPublished) {
      this.counts.errors++;
      fs.rmSync(path.dirname(full.output), { recursive: true, force: true });
    }
    // An older commit says nothing of the edit.
    const isGood = isPublished && !isOlder;
    if (isGood && revision === repository.head) this.commits.push(revision);
    if (isGood) this.isBegun = true;
    else if (this.isBegun) register.restore(before);
    else this.register = new RandomRegister(random);
  }
}

// Makes that many edits in registers of their own, the first with this seed; what was done, in numbers.
function campaign(edits, seed, report = () => {}) {
  const total = { edits: 0, builds: 0, errors: 0, kills: 0, written: 0, unchanged: 0 };
  for (let first = seed; total.edits < edits; first++) {
    const folder = fs.mkdtempSync(path.join(place(), 'kyket-increments-'));
    try {
      const round = new Round(folder, first);
      for (let i = Math.min(ROUND, edits - total.edits); i > 0; i--) round.step();
      for (const name of Object.keys(total)) total[name] += round.counts[name];
      report(total);
    } finally {
      if (process.env.KEEP === undefined) fs.rmSync(folder, { recursive: true, force: true });
    }
  }
  return total;
}

module.exports = { campaign };
