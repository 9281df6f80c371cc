'use strict';
// Builds in which one call goes wrong, or that one and all that follow: tests/support/injector.c, preloaded, says of
// which classes. After each: the program ended with 0 or with 3 and a true message; the site is the old one or the new
// one, or it is said that it is between; the next build ends with 0 and equals a full build; and nothing is left
// beside the output or in the cache.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { createInterface } = require('node:readline');
const { exists } = require('./folders.js');
const { KeptFolder, emptyFolders, filesBelow } = require('./kept_folder.js');
const { environment, program, root } = require('./program.js');
const { Repository, dump, entry } = require('./register.js');

const { EIO, ENOSPC, ENOMEM, EINTR, EMFILE, EAGAIN } = os.constants.errno;
const classes = {
  open: [EMFILE, EIO, ENOMEM],
  read: [EIO, EINTR],
  write: [ENOSPC, EIO, EINTR],
  close: [EIO],
  rename: [EIO, ENOSPC],
  link: [EIO, ENOSPC],
  unlink: [EIO],
  mkdir: [ENOSPC, EIO],
  mmap: [ENOMEM],
  stat: [EIO, ENOMEM],
  readdir: [EIO],
  lock: [EIO, EINTR],
  sync: [EIO, ENOSPC],
  memory: [ENOMEM],
  threads: [EAGAIN],
};
// Calls that change something, before each of which a build is killed, and stopped to look at the site.
const changing = ['open', 'write', 'rename', 'link', 'unlink', 'mkdir', 'sync'];

const signalNames = new Map(Object.entries(os.constants.signals).map(([name, number]) => [number, name]));
const errorNames = new Map(Object.entries(os.constants.errno).map(([name, number]) => [number, name]));
const reasons = new Map([[EIO, 'Input/output error'], [ENOSPC, 'No space left on device|the disk is full'], [ENOMEM, 'allocate memory|out of memory'],
  [EINTR, 'Interrupted system call'], [EMFILE, 'Too many open files|too many open files'], [EAGAIN, 'Resource temporarily unavailable']]);

function compileInjector(folder) {
  const library = path.join(folder, 'injector.so');
  const source = path.join(root, 'tests', 'support', 'injector.c');
  const made = spawnSync('cc', ['-D_GNU_SOURCE', '-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, source, '-ldl'], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  return library;
}

// What is built, over what. `before` is built first, whole; of `killed` an increment is killed in the midst of its steps.
const scenarios = {
  first: { before: undefined, args: [] },
  full: { before: 'HEAD~1', args: ['--full'] },
  increment: { before: 'HEAD~1', args: [] },
  again: { before: 'HEAD', args: [] },
  recovery: { before: 'HEAD~1', killed: true, args: [] },
};

const office = (name) => entry({ name, kind: 'department' });

// As little as makes every kind of file, and two commits: a page is edited, one is new and one goes.
function faultRepository(folder) {
  const repository = new Repository(path.join(folder, 'register'));
  const removed = [{ address: '/cu/', date: '2024-01-01', reason: 'Đã gỡ.' }];
  repository.commit({
    'content/site.yaml': dump({ title: 'Sổ', base_url: 'https://example.vn/', language: 'vi' }),
    'content/data/agreement-types.yaml': dump([{ id: 'quy-che', name: 'Quy chế' }]),
    'content/organizations/a.md': office('Sở A'),
    'content/organizations/b.md': office('Sở B'),
    'content/agreements/x.md': entry({ title: 'Quy chế', type: 'quy-che', signed: '2023-03-01', period: { start: 2023, end: 2025 }, signatories: [{ organization: 'a' }, { organization: 'b' }] }, 'Có [tệp](media:x.pdf).'),
    'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }),
    'content/pages/cu.md': entry({ title: 'Cũ' }),
    'content/media/x.pdf': '%PDF-1.4\n',
    'content/static/xac-minh.txt': 'mã\n',
  });
  repository.commit({
    'content/data/removed.yaml': dump(removed),
    'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }, 'Đã sửa.'),
    'content/pages/cu.md': null,
    'content/pages/moi.md': entry({ title: 'Mới' }, 'Xem [](page:gioi-thieu).'),
    'content/static/moi.txt': 'mới\n',
  });
  return repository;
}

// A dot file at the top and one below, which must be there at every moment.
const dotFiles = { '.well-known/security.txt': 'x\n', 'thoa-thuan/.htaccess': 'y\n' };

const MOST_SECONDS = 300;
const EACH = 25;

// To a process that may have ended, which its server is about to say.
function signalTo(process_, signal) {
  try {
    process.kill(process_, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

// The program with one command line, loaded once and begun for each request in a copy of its process, see injector.c.
class Server {
  constructor(injector, args, { folder, name }) {
    this.said = path.join(folder, `said-${name}`);
    this.called = path.join(folder, `call-${name}`);
    const env = environment({ LD_PRELOAD: injector, INJECT_SERVER: '1', INJECT_CALL: this.called });
    this.child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe'] });
    this.lines = createInterface({ input: this.child.stdio[4] })[Symbol.asyncIterator]();
  }

  async answer() {
    const { value, done } = await this.lines.next();
    assert.ok(!done, 'the program that is loaded once has ended');
    const [word, number] = value.split(' ');
    return { word, number: Number(number) };
  }

  // Without a fault nothing goes wrong; `stopped` is called where the build is stopped.
  async build({ class: name = '-', at = 0, how = 'none', error = EIO, on = false } = {}, stopped = () => {}) {
    fs.rmSync(this.called, { force: true });
    this.child.stdio[3].write(`${name} ${at} ${how} ${error} ${on ? 1 : '-'} ${this.said}\n`);
    const process_ = (await this.answer()).number;
    const timer = setTimeout(() => signalTo(process_, 'SIGKILL'), 1000 * MOST_SECONDS);
    let { word, number } = await this.answer();
    for (; word === 'stopped'; { word, number } = await this.answer()) {
      // Another may have stopped it, who looks at nothing.
      if (how === 'stop') stopped();
      signalTo(process_, 'SIGCONT');
    }
    clearTimeout(timer);
    const signal = number & 0x7f;
    const call = exists(this.called) ? fs.readFileSync(this.called, 'utf8').trim() : 'no call';
    return { status: signal === 0 ? number >> 8 : null, signal: signal === 0 ? null : signalNames.get(signal), said: fs.readFileSync(this.said, 'utf8'), call };
  }

  end() {
    this.child.stdio[3].end();
    return new Promise((resolve) => this.child.on('close', resolve));
  }
}

// One place where builds of a scenario fail, one after the other.
class Place {
  constructor(campaign, name, number) {
    this.campaign = campaign;
    this.scenario = scenarios[name];
    this.name = name;
    this.folder = path.join(campaign.folder, `${name}-${number}`);
    this.work = path.join(this.folder, 'work');
    this.site = path.join(this.work, 'site');
    this.servers = new Map();
    fs.mkdirSync(this.work, { recursive: true });
    this.prepare();
  }

  arguments(more = []) {
    return ['build', '-C', this.campaign.repository.folder, '-j', '1', '--date', '2024-06-01', '-o', this.site, ...more];
  }

  buildNow(args, env = {}) {
    const result = spawnSync(program, this.arguments(args), { cwd: this.work, env: environment(env), encoding: 'utf8' });
    return { ...result, said: result.stdout + result.stderr };
  }

  addDotFiles() {
    for (const [name, text] of Object.entries(dotFiles)) {
      fs.mkdirSync(path.dirname(path.join(this.site, name)), { recursive: true });
      fs.writeFileSync(path.join(this.site, name), text);
    }
  }

  prepare() {
    const { before, killed, args } = this.scenario;
    const { injector } = this.campaign;
    const whole = this.buildNow(['--full']);
    assert.equal(whole.status, 0, whole.said);
    if (before !== undefined) this.addDotFiles();
    this.wanted = filesBelow(new KeptFolder(this.work).wanted, 'site');
    fs.rmSync(this.work, { recursive: true });
    fs.mkdirSync(this.work);
    if (before !== undefined) {
      const result = this.buildNow(['--full', '--rev', before]);
      assert.equal(result.status, 0, result.said);
      this.addDotFiles();
    }
    if (killed) {
      // Behind the journal's name, the cache's files and a few steps.
      const env = { LD_PRELOAD: injector, INJECT_CLASS: 'rename', INJECT_HOW: 'kill' };
      for (let number = 1; number < 100 && !exists(this.work, '.site.kyket-stage', 'journal'); number++)
        assert.equal(this.buildNow(args, { ...env, INJECT_AT: String(number) }).signal, 'SIGKILL');
      assert.equal(this.buildNow(args, { ...env, INJECT_AT: '5' }).signal, 'SIGKILL');
    }
    this.kept = new KeptFolder(this.work);
    this.old = filesBelow(this.kept.wanted, 'site');
    this.kept.restore();
    const counts = path.join(this.folder, 'counts');
    const result = this.buildNow(args, { LD_PRELOAD: injector, INJECT_COUNTS: counts });
    assert.equal(result.status, 0, result.said);
    assert.deepEqual(this.state().where, 'new', this.describe(this.state().found));
    this.counts = Object.fromEntries(fs.readFileSync(counts, 'utf8').trim().split('\n').map((line) => line.split(' ')).map(([name, count]) => [name, Number(count)]));
  }

  // Where the site stands: old, new, or between.
  state() {
    const all = this.kept.look();
    const found = filesBelow(all, 'site');
    const same = (other) => {
      const names = Object.keys(found);
      return names.length === Object.keys(other).length && names.every((name) => found[name] === other[name]);
    };
    if (same(this.wanted)) return { where: 'new', found, all };
    if (same(this.old)) return { where: 'old', found, all };
    return { where: 'between', found, all };
  }

  isOld(found) {
    return Object.keys({ ...found, ...this.old }).every((name) => found[name] === this.old[name]);
  }

  // What is wrong with a site that is between: a file that neither state has, or a dot file that is missing.
  wrongFiles(found) {
    const names = Object.keys({ ...found, ...this.old, ...this.wanted });
    return names.filter((name) => found[name] !== this.old[name] && found[name] !== this.wanted[name]);
  }

  leftovers({ all }) {
    const kept = /^(site|\.kyket)(\/|$)/;
    const cache = /^\.kyket(\/(entries\.values|entries\.index|history|media|links|(site|later|last)-[0-9a-f]{16}))?$/;
    const left = [...all.keys()].filter((name) => !kept.test(name) || (name.startsWith('.kyket') && !cache.test(name)));
    return [...left, ...emptyFolders(all).filter((name) => name.startsWith('site/'))];
  }

  // The two command lines that are built with, each loaded when it is first used.
  server(name, args) {
    if (!this.servers.has(name)) this.servers.set(name, new Server(this.campaign.injector, this.arguments(args), { folder: this.folder, name }));
    return this.servers.get(name);
  }

  async end() {
    await Promise.all([...this.servers.values()].map((server) => server.end()));
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  // Runs the build with one fault and looks at what it left; what is wrong, in words, and how the site stood.
  async fault({ class: name, at, on = false, how = 'fail', error = EIO }) {
    this.kept.restore();
    const wrong = [];
    let stopped;
    const look = () => (stopped = this.state());
    const { call, ...result } = await this.server('build', this.scenario.args).build({ class: name, at, on, how, error }, look);
    const { where, found, all } = this.state();
    this.judge({ how, on, error, ...result, where, found, stopped, wrong });
    const same = !(await this.mends(this.kept.digest(all), wrong));
    const what = `${this.name}: ${name} ${at}${on ? ' and on' : ''} ${how}${how === 'fail' ? ` ${errorNames.get(error)}` : ''} (${call})`;
    return { where: stopped?.where ?? where, status: result.signal ?? result.status, same, mended: where !== 'new' && wrong.length === 0, wrong: wrong.map((text) => `${what}: ${text}`) };
  }

  // Whether the next build makes all that there is into the new site. What it makes of a folder follows from the names,
  // modes and bytes in it: each is restored as new files of new times. So of folders that are the same it is run once,
  // and of each EACH that are it is run again; false where it was not run.
  async mends(digest, wrong) {
    const known = this.campaign.mended.get(`${this.name} ${digest}`) ?? 0;
    if (known > 0) this.campaign.mended.set(`${this.name} ${digest}`, known + 1);
    if (known % EACH !== 0) return false;
    const before = wrong.length;
    const next = await this.server('next', []).build();
    const state = this.state();
    if (next.status !== 0) wrong.push(`the next build: ${next.signal ?? next.status}: ${next.said}`);
    else if (state.where !== 'new') wrong.push(`the next build leaves ${this.describe(state.found)}`);
    const left = this.leftovers(state);
    if (left.length > 0) wrong.push(`left: ${left.join(', ')}`);
    if (known === 0 && wrong.length === before) this.campaign.mended.set(`${this.name} ${digest}`, 1);
    return true;
  }

  describe(found) {
    const names = Object.keys({ ...found, ...this.wanted });
    return names.filter((name) => found[name] !== this.wanted[name]).slice(0, 5).join(', ');
  }

  judge({ how, on, error, status, signal, said, where, found, stopped, wrong }) {
    const odd = this.wrongFiles(stopped?.found ?? found);
    if (odd.length > 0) wrong.push(`neither old nor new: ${odd.slice(0, 5).join(', ')}`);
    if (stopped?.where === 'between' && this.scenario.args.includes('--full')) wrong.push('between during a swap');
    if (how === 'kill') {
      if (signal !== 'SIGKILL') wrong.push(`not killed: ${status} ${said}`);
      if (where === 'between' && this.scenario.args.includes('--full')) wrong.push(`between after a kill: ${this.describe(found)}`);
      return;
    }
    if (signal !== null) wrong.push(`ended by ${signal}: ${said}`);
    else if (status !== 0 && status !== 3) wrong.push(`exit status ${status}: ${said}`);
    else if (status === 0 && where !== 'new') wrong.push(`exit status 0, and wrong: ${this.describe(found)}`);
    if (status === 0 && how !== 'fail' && /error: |can't |not kept/.test(said)) wrong.push(`exit status 0, and said: ${said}`);
    if (status !== 3) return;
    // What libgit2 tells of without saying why.
    if (!new RegExp(`${reasons.get(how === 'fail' ? error : EIO)}|can't be opened: (object not found - )?failed to (refresh packfiles|(stat|load object database in) '[^']+');`).test(said)) wrong.push(`exit status 3 without the reason: ${said}`);
    if (/nothing was published|site is as it was/.test(said) && !this.isOld(found)) wrong.push(`the site is ${where}, and said was: ${said}`);
    if (where === 'between' && !/partly/.test(said)) wrong.push(`between, which was not said: ${said}`);
  }
}

// Counts of how many builds were tried and how the site stood after them.
class Tally {
  constructor() {
    this.rows = new Map();
  }

  add(key, { where, mended, same, wrong }) {
    const row = this.rows.get(key) ?? { tried: 0, old: 0, new: 0, between: 0, mended: 0, same: 0, failed: 0 };
    row.tried++;
    row[where]++;
    row.mended += Number(mended);
    row.same += Number(same);
    row.failed += Number(wrong.length > 0);
    this.rows.set(key, row);
  }
}

class Campaign {
  constructor(folder, repository = faultRepository(folder)) {
    this.folder = folder;
    this.repository = repository;
    this.injector = compileInjector(folder);
    // How often each state that a scenario left was met, of those that the next build was seen to mend.
    this.mended = new Map();
  }

  // Every fault of a scenario: one call each, and that one and all that follow.
  static faultsOf(counts, wanted = Object.keys(classes)) {
    const faults = [];
    for (const name of wanted)
      for (let at = 1; at <= counts[name]; at++) {
        for (const error of classes[name]) faults.push({ class: name, at, error });
        faults.push({ class: name, at, error: classes[name][0], on: true });
        if (name === 'read' || name === 'write') faults.push({ class: name, at, how: 'short' });
        if (changing.includes(name)) faults.push({ class: name, at, how: 'kill' }, { class: name, at, how: 'stop' });
      }
    return faults;
  }

  // Runs these faults in these places, one in each at a time; what is wrong.
  static async runIn(places, faults, tally) {
    const queue = [...faults];
    const wrong = [];
    const worker = async (place) => {
      for (let fault = queue.shift(); fault !== undefined; fault = queue.shift()) {
        const found = await place.fault(fault);
        tally.add(`${place.name} ${fault.class} ${fault.how ?? 'fail'}${fault.on ? ' and on' : ''}`, found);
        wrong.push(...found.wrong);
      }
    };
    await Promise.all(places.map(worker));
    return wrong;
  }

  // As many places of a scenario as there are cores.
  places(name, cores = 2) {
    return Array.from({ length: cores }, (_, number) => new Place(this, name, number));
  }

  // Runs the faults that `choose` takes of all; what is wrong.
  async run(name, { choose, tally = new Tally() }) {
    const places = this.places(name);
    const wrong = await Campaign.runIn(places, choose(Campaign.faultsOf(places[0].counts)), tally);
    await Promise.all(places.map((place) => place.end()));
    return wrong;
  }
}

module.exports = { Campaign, Place, Tally, classes, scenarios };
