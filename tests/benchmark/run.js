'use strict';
// Measures kyket on registers that are made up: `make bench`, or
//
//   node tests/benchmark/run.js [--entries N] [--seed N] [--rounds N] [-j N] [--corpus corpus.py] [--million]
//                               [--folder DIR] [--keep] [full] [hugo] [zola] [eleventy] [increment] [nothing] [search] [save] [growth]
//
//   full       a full build beside the floor, which does the least that must be done (floor.c)
//   hugo       a full build beside Hugo's; zola and eleventy the same, with --corpus alone, which writes their sites
//   increment  a commit that adds one news item
//   nothing    a build with nothing changed
//   search     what a query loads on a slow phone, and how long it takes (search.js)
//   save       from a save to the open browser, with kyket serve (save.js)
//   growth     1,000, 10,000 and 100,000 entries, with --million also 1,000,000: growth.md and growth.svg
//
// All parts when none is named. In memory (/dev/shm) where there is one, unless a folder is named. Programs that are compared take turns in one
// run, and medians are told. Everything measured is in build/benchmark.json.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { commitFiles, registerFiles } = require('./corpus.js');
const generators = require('./generators.js');
const machine = require('./machine.js');
const { writeGrowth } = require('./growth.js');
const save = require('./save.js');
const search = require('./search.js');

const kyket = path.join(machine.root, 'build', 'kyket');
const parts = ['full', ...generators.names, 'increment', 'nothing', 'search', 'save', 'growth'];
const usage = `usage: node tests/benchmark/run.js [--entries N] [--seed N] [--rounds N] [-j N] [--corpus FILE] [--million] [--folder DIR] [--keep] [${parts.join('] [')}]`;

function readOptions(args) {
  const options = { entries: 10000, seed: 1, rounds: 5, threads: os.cpus().length, parts: [] };
  const numbers = { '--entries': 'entries', '--seed': 'seed', '--rounds': 'rounds', '-j': 'threads' };
  for (let i = 0; i < args.length; i++) {
    if (numbers[args[i]] !== undefined) options[numbers[args[i]]] = Number(args[++i]);
    else if (args[i] === '--corpus') options.corpus = path.resolve(args[++i] ?? '');
    else if (args[i] === '--folder') options.folder = path.resolve(args[++i] ?? '');
    else if (args[i] === '--million') options.million = true;
    else if (args[i] === '--keep') options.keep = true;
    else if (parts.includes(args[i])) options.parts.push(args[i]);
    else return undefined;
  }
  if (Object.values(numbers).some((name) => !(Number.isInteger(options[name]) && options[name] > 0))) return undefined;
  if (options.parts.length === 0) options.parts = parts;
  return options;
}

const say = (text) => process.stderr.write(`${text}\n`);
const milliseconds = (seconds) => `${(seconds * 1000).toFixed(1)} ms`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;
const times = (a, b) => `${(a / b).toFixed(2)}×`;

function table(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  for (const row of rows)
    console.log(`  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  ')}`);
}

// With their texts, which memory would not hold all at once.
function* filesIn(folder) {
  for (const [name] of machine.listFiles(folder)) yield [name, fs.readFileSync(path.join(folder, name), 'utf8')];
}

// A register in a folder of its own, with the output and the cache of the builds that are measured.
class Bench {
  constructor(options, entries, parent) {
    Object.assign(this, { options, entries });
    this.folder = fs.mkdtempSync(path.join(parent, 'kyket-bench-'));
    this.repository = path.join(this.folder, 'register.git');
    this.clean = () => options.keep || fs.rmSync(this.folder, { recursive: true, force: true });
    process.on('exit', this.clean);
    this.added = 0;
    this.fresh = 0;
  }

  at(name) {
    return path.join(this.folder, name);
  }

  remove(...names) {
    for (const name of names) fs.rmSync(this.at(name), { recursive: true, force: true });
  }

  async makeRegister() {
    const { corpus, seed } = this.options;
    let files = registerFiles(this.entries, seed);
    if (corpus !== undefined) {
      machine.run(['python3', corpus, String(this.entries), String(seed), this.at('corpus'), 'kyket']);
      const folder = this.at('corpus/kyket');
      files = filesIn(folder);
    }
    await commitFiles(this.repository, files, 'Sổ thử');
    this.remove('corpus');
  }

  // A copy of some news item under a new name, today's: what a commit adds.
  async addNews() {
    const git = ['git', '-C', this.repository];
    this.news ??= machine.run([...git, '-c', 'core.quotePath=off', 'ls-tree', '-r', '--name-only', 'HEAD', 'content/news/']).trim().split('\n');
    const number = ++this.added;
    const text = machine.run([...git, 'show', `HEAD:${this.news[(number * 7919) % this.news.length]}`])
      .replace(/^title: .*$/m, `title: Tin mới số ${number}`).replace(/^date: .*$/m, `date: 2026-12-${String(number).padStart(2, '0')}T08:00:00+07:00`);
    await commitFiles(this.repository, [[`content/news/2026/tin-moi-${number}.md`, text]], `Thêm tin mới số ${number}`);
  }

  // The day is fixed, so that every news item is published.
  build(output, cache, ...more) {
    const stats = this.at('stats.json');
    const measured = machine.measure(
      [kyket, 'build', '-C', this.repository, '-o', this.at(output), '--cache', this.at(cache), '--date', '2026-12-31', '-j',
        String(this.options.threads), '--stats', stats, '--quiet', ...more], this.folder);
    return { ...measured, stats: JSON.parse(fs.readFileSync(stats, 'utf8')) };
  }

  buildFresh() {
    const name = `fresh-${++this.fresh}`;
    const measured = this.build(name, `${name}.cache`);
    this.remove(name, `${name}.cache`);
    return measured;
  }

  // The output that the other parts go on from; made once.
  buildFirst() {
    if (this.first === undefined) {
      this.first = this.build('output', 'cache');
      this.files = machine.listFiles(this.at('output'));
      fs.writeFileSync(this.at('manifest'), this.files.map(([name, size]) => `${size} ${name}\n`).join(''));
    }
    return this.first;
  }

  runFloor() {
    const measured = machine.measure(
      [path.join(machine.programs, 'floor'), '-j', String(this.options.threads), this.repository, this.at('floor'), this.at('manifest')], this.folder);
    this.remove('floor');
    return { ...measured, stats: JSON.parse(measured.stdout) };
  }
}

// The rounds of one program in a few figures; the phases are those of the round in the middle.
function summarize(rounds) {
  const seconds = machine.median(rounds.map((round) => round.seconds));
  const middle = [...rounds].sort((a, b) => a.seconds - b.seconds)[Math.floor(rounds.length / 2)];
  return {
    seconds,
    all_seconds: rounds.map((round) => round.seconds),
    processor_seconds: machine.median(rounds.map((round) => round.user + round.system)),
    peak_memory_bytes: Math.max(...rounds.map((round) => round.peak_memory_bytes)),
    written: middle.stats.written,
    phases: middle.stats.seconds,
  };
}

function printPhases(name, summary) {
  const phases = Object.entries(summary.phases ?? {}).filter(([phase, value]) => typeof value === 'number' && phase !== 'total');
  if (phases.length > 0) console.log(`  ${name}: ${phases.map(([phase, seconds]) => `${phase} ${milliseconds(seconds)}`).join(', ')}`);
}

// Runs programs in turn and prints a table, each beside kyket.
function compare(bench, title, others) {
  const rounds = { kyket: [], ...Object.fromEntries(Object.keys(others).map((name) => [name, []])) };
  for (let round = 1; round <= bench.options.rounds; round++) {
    say(`  round ${round} of ${bench.options.rounds}`);
    rounds.kyket.push(bench.buildFresh());
    for (const [name, work] of Object.entries(others)) rounds[name].push(work());
  }
  const results = Object.fromEntries(Object.entries(rounds).map(([name, each]) => [name, summarize(each)]));
  console.log(`\n${title}`);
  table([
    ['program', 'seconds', 'processor', 'peak memory', 'files', 'kyket takes', 'of the processor'],
    ...Object.entries(results).map(([name, each]) => [
      name, each.seconds.toFixed(3), each.processor_seconds.toFixed(3), megabytes(each.peak_memory_bytes), String(each.written),
      name === 'kyket' ? '' : times(results.kyket.seconds, each.seconds),
      name === 'kyket' ? '' : times(results.kyket.processor_seconds, each.processor_seconds),
    ]),
  ]);
  for (const [name, each] of Object.entries(results)) printPhases(name, each);
  return results;
}

function full(bench) {
  bench.buildFirst();
  return compare(bench, `Full build of ${bench.entries} entries beside the floor`, { floor: () => bench.runFloor() });
}

function beside(bench, name) {
  const version = generators.versionOf(name);
  const site = bench.at(name);
  const skipped = version === undefined ? 'not installed' : !generators.makeSite(name, site, bench.options) && 'its site is written by --corpus alone';
  if (skipped) {
    console.log(`\n${name}: not compared, ${skipped}`);
    return { skipped };
  }
  const results = compare(bench, `Full build of ${bench.entries} entries beside ${name} (${version})`, {
    [name]: () => generators.buildSite(name, version, site, bench.options.threads, bench.folder),
  });
  console.log(`  ${name} takes ${times(results[name].seconds, results.kyket.seconds)} as long`);
  bench.remove(name);
  return { version, ...results };
}

async function addSome(bench, count) {
  const rounds = [];
  for (let round = 0; round < count; round++) {
    await bench.addNews();
    rounds.push(bench.build('output', 'cache'));
  }
  return summarize(rounds);
}

// After the last commit the output must be what a full build writes.
async function increment(bench) {
  bench.buildFirst();
  const results = await addSome(bench, bench.options.rounds);
  const before = machine.digests(bench.at('output'));
  await bench.addNews();
  bench.build('output', 'cache');
  const after = machine.digests(bench.at('output'));
  results.files = machine.differences(before, after);
  bench.build('whole', 'whole.cache', '--full');
  results.unlike_full = machine.differences(machine.digests(bench.at('whole')), after);
  bench.remove('whole', 'whole.cache');
  console.log(`\nOne news item added by a commit, ${bench.entries} entries`);
  console.log(`  ${milliseconds(results.seconds)} (${milliseconds(results.processor_seconds)} of the processor), ${megabytes(results.peak_memory_bytes)}, ${results.written} files written`);
  printPhases('phases', results);
  const shown = results.files.slice(0, 40);
  console.log(`  files that changed, ${results.files.length}: ${shown.join(' ')}${shown.length < results.files.length ? ' ...' : ''}`);
  if (results.unlike_full.length > 0) throw new Error(`the increment differs from a full build: ${results.unlike_full.slice(0, 20).join(' ')}`);
  return results;
}

function nothing(bench) {
  bench.buildFirst();
  bench.build('output', 'cache');
  const results = summarize(Array.from({ length: bench.options.rounds }, () => bench.build('output', 'cache')));
  console.log(`\nNothing changed, ${bench.entries} entries`);
  console.log(`  ${milliseconds(results.seconds)} (${milliseconds(results.processor_seconds)} of the processor), ${megabytes(results.peak_memory_bytes)}, ${results.written} files written`);
  printPhases('phases', results);
  return results;
}

const LONG = 20; // seconds: what takes longer is built once

// Where a register of some size fits, going by the one before, which may be nowhere: the register, the cache, the output, and
// a second output where there are several rounds.
function placeFor(entries, before) {
  const ratio = before === undefined ? 0 : entries / before.entries;
  const outputs = before !== undefined && before.full.seconds * ratio >= LONG ? 1.5 : 2.5;
  const needed = before === undefined ? 1 << 28 : outputs * before.blocks * ratio;
  for (const folder of [machine.memoryFolder(), os.tmpdir()]) if (machine.room(folder) > needed * 1.1) return folder;
  say(`  ${entries} entries need about ${megabytes(needed)}, and neither ${machine.memoryFolder()} nor ${os.tmpdir()} has them: left out`);
  return undefined;
}

async function growth(options) {
  const sizes = [1000, 10000, 100000, ...(options.million ? [1000000] : [])];
  const rows = [];
  let text = '';
  for (const entries of sizes) {
    const place = placeFor(entries, rows[rows.length - 1]);
    if (place === undefined) break;
    say(`  growth: ${entries} entries in ${place}`);
    const load = os.loadavg()[0];
    const bench = new Bench(options, entries, place);
    await bench.makeRegister();
    const builds = [bench.buildFirst()];
    const rounds = builds[0].seconds < LONG ? 3 : 1;
    for (let round = 1; round < rounds; round++) builds.push(bench.buildFresh());
    const whole = summarize(builds);
    const blocks = machine.blocksOf(bench.files);
    const added = await addSome(bench, rounds);
    const unchanged = summarize(Array.from({ length: rounds }, () => bench.build('output', 'cache')));
    bench.remove('output', 'cache');
    const floor = summarize(Array.from({ length: rounds }, () => bench.runFloor()));
    rows.push({ entries, rounds, load, in_memory: machine.isTemporary(place), full: whole, files: bench.files.length, bytes: machine.bytesOf(bench.files), blocks, added, unchanged, floor });
    text = writeGrowth(__dirname, rows, options); // now, since to remove a million files takes longer than to make them
    bench.clean();
  }
  console.log(`\n${text}`);
  return rows;
}

// Of a copy of the output, since another program's index of the same pages may be put beside it.
async function searching(bench) {
  bench.buildFirst();
  fs.cpSync(bench.at('output'), bench.at('searched'), { recursive: true });
  const results = await search.measure(bench.at('searched'), bench.repository);
  bench.remove('searched');
  console.log(`\nA query on a slow phone, ${bench.entries} entries`);
  table([search.HEAD, ...search.rowsOf(results)]);
  return results;
}

async function saving(bench) {
  const results = await save.measure(kyket, bench.repository, bench.at('tree'), bench.options.rounds);
  bench.remove('tree');
  console.log(`\nA news item saved while kyket serve shows it, ${bench.entries} entries`);
  const whole = (number) => `${number.toFixed(0)} ms`;
  const rows = Object.entries(results).map(([kind, { told, most_told, shown, most_shown }]) => [kind, whole(told), whole(most_told), whole(shown), whole(most_shown)]);
  table([['its', 'told', 'at most', 'shown by Chromium', 'at most'], ...rows]);
  return results;
}

async function main(args) {
  const options = readOptions(args);
  if (options === undefined) {
    console.error(usage);
    return 2;
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(3));
  const parent = options.folder ?? machine.memoryFolder();
  const results = { cores: os.cpus().length, processor: os.cpus()[0]?.model, memory_bytes: os.totalmem(), folder: parent, in_memory: machine.isTemporary(parent), ...options };
  console.log(`${options.entries} entries, ${options.threads} threads on ${results.cores} cores (${results.processor}), in ${parent}${results.in_memory ? ', which is memory' : ': a disk, whose times vary'}; load ${os.loadavg()[0].toFixed(1)}`);
  const others = Object.fromEntries(generators.names.map((name) => [name, (bench) => beside(bench, name)]));
  const works = { full, ...others, increment, nothing, search: searching, save: saving };
  if (options.parts.some((part) => part in works)) {
    const bench = new Bench(options, options.entries, parent);
    say('  making the register');
    await bench.makeRegister();
    for (const part of parts) if (part in works && options.parts.includes(part)) results[part] = await works[part](bench);
    bench.clean();
  }
  if (options.parts.includes('growth')) results.growth = await growth(options);
  fs.writeFileSync(path.join(machine.root, 'build', 'benchmark.json'), `${JSON.stringify(results, null, 2)}\n`);
  return 0;
}

main(process.argv.slice(2)).then(
  (status) => (process.exitCode = status),
  (error) => {
    console.error(`tests/benchmark/run.js: ${error.stack}`);
    process.exitCode = 1;
  },
);
