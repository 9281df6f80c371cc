'use strict';
// After each of many random edits the site that an incremental build leaves must be the one a full build makes, byte
// for byte, whatever came between: errors, kills, caches that are gone or broken, other days and options.

const fs = require('node:fs');
const path = require('node:path');
const { changedLines, differencesOfFolders, isSame } = require('./differences.js');
const { Random } = require('./random.js');
const { EditedRegister } = require('./edits.js');
const { PlainRepository } = require('./repository.js');
const { run, scratch } = require('./runs.js');

const ROUND = 120; // edits of one register
const REPORTED = 60; // lines of a difference
const days = ['2018-06-01', '2025-06-30', '2025-07-01', '2023-01-01']; // mergers, a year's first day

// One register with its repository, two outputs that are built now and then, and one that is always built as a whole.
class Round {
  constructor(folder, seed, every) {
    this.random = new Random(seed);
    this.seed = seed;
    this.every = every;
    this.folder = folder;
    this.counts = { edits: 0, builds: 0, errors: 0, kills: 0, written: 0, unchanged: 0 };
    this.register = new EditedRegister(this.random);
    this.repository = new PlainRepository(path.join(folder, 'register'));
    this.outputs = [path.join(folder, 'site'), path.join(folder, 'second')];
    this.cache = this.random.chance(0.5) ? path.join(folder, 'cache') : undefined;
    this.whole = path.join(folder, 'full', 'site');
    this.options = { date: '2022-06-01', drafts: false, future: false, base: undefined };
    this.worktree = false; // what lies on disk is built, not what is committed
    this.commits = []; // the good ones: { name, state, files }
    this.isBegun = false; // there was a build without errors
    this.isShown = false; // the first output is there
    this.isBehind = false; // the full build is older than the first output
    this.last = 20; // milliseconds of an incremental build
  }

  changeOptions() {
    const { random, options } = this;
    if (random.chance(0.12)) {
      const day = new Date(`${options.date}T00:00:00Z`);
      day.setUTCDate(day.getUTCDate() + random.pick([1, 1, -1, 2, 30, -30, 180, 365, -365, -700, 900]));
      options.date = random.chance(0.2) ? random.pick(days) : day.toISOString().slice(0, 10);
    }
    if (random.chance(options.drafts ? 0.3 : 0.02)) options.drafts = !options.drafts;
    if (random.chance(options.future ? 0.3 : 0.02)) options.future = !options.future;
    if (random.chance(options.base ? 0.5 : 0.01)) options.base = options.base ? undefined : 'https://khac.example.vn/duong/';
  }

  arguments(revision) {
    const { options } = this;
    return [
      'build', '-q', '--force', '-C', this.repository.folder, '--date', options.date,
      ...(revision === 'worktree' ? ['--worktree'] : ['--rev', revision]),
      ...(options.drafts ? ['-D'] : []),
      ...(options.future ? ['-F'] : []),
      ...(options.base ? ['-b', options.base] : []),
    ];
  }

  // Increments come with any number of threads.
  increment(args, output, milliseconds) {
    const stats = path.join(this.folder, 'stats.json');
    const all = [...args, '-o', this.outputs[output], '-j', String(this.random.between(1, 4)), '--stats', stats];
    if (this.cache !== undefined) all.push('--cache', this.cache);
    const start = performance.now();
    const result = run(all, milliseconds);
    if (result.status !== 0) return result;
    this.last = performance.now() - start;
    const { written, unchanged } = JSON.parse(fs.readFileSync(stats, 'utf8'));
    this.counts.written += written;
    this.counts.unchanged += unchanged;
    return result;
  }

  full(args) {
    return run([...args, '-o', this.whole, '--full', '-j', '1']);
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
      this.isShown = false;
      this.words.push('the output is gone');
    }
  }

  fail(problem) {
    throw new Error(
      [
        `seed ${this.seed}, edit ${this.counts.edits}: ${problem}`,
        ...this.words.map((word) => `  ${word}`),
        'what was changed:',
        ...changedLines(this.filesBefore, this.files).slice(0, REPORTED).map((line) => `  ${line}`),
        ...(this.every > 1 ? ['the edit is one of the last ones; the command below compares after each'] : []),
        `again with: node tests/property/increments.js ${this.counts.edits} ${this.seed}`,
      ].join('\n'),
    );
  }

  // Compares the output with the full one, which after errors is still that of the last good build.
  compare(output, result, full) {
    if (result.status !== full.status) this.fail(`exit status ${result.status} instead of ${full.status}\n${result.stderr}`);
    if (result.stderr !== full.stderr) this.fail(`it says\n${result.stderr}instead of\n${full.stderr}`);
    if (full.status !== 0 && this.isBehind) return;
    if (full.status === 0 || this.isShown ? !isSame(this.outputs[output], this.whole) : fs.existsSync(this.outputs[output]))
      this.differ(output);
  }

  differ(output) {
    const lines = differencesOfFolders(this.outputs[output], this.whole).slice(0, REPORTED);
    const cause = this.isPlain()
      ? 'this edit alone makes it: an increment of the state before differs too'
      : 'this edit alone does not make it: something earlier matters';
    this.fail([`the output ${output + 1} differs`, ...lines.map((line) => `  ${line}`), cause].join('\n'));
  }

  // Whether the edit alone makes the difference: a full build of the state before, then an increment.
  isPlain() {
    const output = path.join(this.folder, 'plain', 'site');
    const jobs = ['-j', '1', '-o', output];
    if (this.before === undefined || run([...this.before, ...jobs, '--full']).status !== 0) return false;
    return run([...this.now, ...jobs]).status === 0 && !isSame(output, this.whole);
  }

  // Commits the files: on top of all, or on a side branch from an older commit that is merged.
  commit(files) {
    const message = this.register.values.words(1, 4);
    const base = this.commits.length > 0 && this.random.chance(0.05) ? this.random.pick(this.commits) : undefined;
    if (base === undefined) return this.repository.commit(files, message);
    const side = new Map(base.files);
    for (const [name, content] of files) if (this.filesBefore.get(name) !== content) side.set(name, content);
    const other = this.repository.commit(side, message, [base.name]);
    this.words.push(`on a branch from ${base.name}, merged`);
    return this.repository.commit(files, `Gộp ${message}`, [this.head, other]);
  }

  edit() {
    const { random, register } = this;
    if (this.commits.length > 1 && random.chance(0.02)) {
      register.restore(random.pick(this.commits).state);
      this.words.push('all is as it was some commits ago');
    }
    for (let count = random.chance(0.85) ? 1 : random.between(2, 4); count > 0; count--) this.words.push(register.edit());
    this.changeOptions();
  }

  // One edit, and what follows.
  step() {
    const { random, register, repository } = this;
    const state = register.save();
    this.counts.edits++;
    this.words = [];
    this.filesBefore = this.files ?? new Map();
    this.edit();
    this.files = register.files();
    let revision = 'worktree';
    let isOlder = false;
    if (random.chance(this.worktree ? 0.3 : 0.06)) this.worktree = !this.worktree;
    if (!this.worktree) {
      this.head = revision = this.commit(this.files);
      if (this.commits.length > 0 && random.chance(0.04)) {
        revision = random.pick(this.commits).name;
        isOlder = true;
        this.words.push(`an older commit, ${revision}`);
      }
    } else {
      repository.checkOut(this.files);
    }
    const args = (this.now = this.arguments(revision));
    this.words.push(`kyket ${args.join(' ')}`);
    if (this.counts.edits > 1) this.disturb(args);
    const result = this.build(args);
    if (result.status !== 0) this.counts.errors++;
    else this.before = this.worktree ? undefined : args;
    // An older commit says nothing of the edit.
    const isGood = result.status === 0 && !isOlder;
    if (isGood && !this.worktree) this.keep({ name: revision, state: register.save(), files: this.files });
    if (isGood) this.isBegun = true;
    else if (this.isBegun) register.restore(state);
    else this.register = new EditedRegister(random);
  }

  // Builds one output or both, and as a whole to compare them.
  build(args) {
    const isBoth = this.random.chance(0.12);
    const result = this.increment(args, 0);
    this.counts.builds++;
    if (result.status === 0) this.isShown = true;
    const isCompared = isBoth || this.counts.edits % this.every === 0;
    if (isCompared) {
      const full = this.full(args);
      this.compare(0, result, full);
      if (isBoth && full.status === 0) this.compare(1, this.increment(args, 1), full);
      if (full.status === 0) this.isBehind = false;
    } else if (result.status === 0) {
      this.isBehind = true;
    }
    return result;
  }

  // Older commits to go back to; not all, for what they keep.
  keep(commit) {
    this.commits.push(commit);
    if (this.commits.length > 40) this.commits.splice(this.random.below(30), 1);
  }
}

const sum = (one, other) => Object.fromEntries(Object.keys(one).map((name) => [name, one[name] + other[name]]));

// Makes that many edits in registers of their own, the first with this seed; what was done, in numbers, which `report` is
// given after each edit. `every`: after so many edits a full build is made and compared; what is done is the same.
function campaign(edits, seed, { every = 1, report = () => {} } = {}) {
  let total = { edits: 0, builds: 0, errors: 0, kills: 0, written: 0, unchanged: 0 };
  for (let first = seed; total.edits < edits; first++) {
    const folder = fs.mkdtempSync(path.join(scratch(), 'kyket-increments-'));
    try {
      const round = new Round(folder, first, every);
      for (let left = Math.min(ROUND, edits - total.edits); left > 0; left--) {
        round.step();
        report(sum(total, round.counts));
      }
      total = sum(total, round.counts);
    } finally {
      if (process.env.KEEP === undefined) fs.rmSync(folder, { recursive: true, force: true });
    }
  }
  return total;
}

module.exports = { campaign };
