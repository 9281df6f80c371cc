'use strict';
// What measuring needs of the machine: programs run and measured, folders listed, room counted.

const { spawnSync } = require('node:child_process');
const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const root = path.resolve(__dirname, '..', '..');
const programs = path.join(root, 'build', 'tests', 'benchmark');

const environment = { PATH: process.env.PATH, HOME: os.tmpdir(), LC_ALL: 'C.UTF-8' };

// Runs a command to its end and gives what it printed; throws when it fails.
function run(command, options = {}) {
  const result = spawnSync(command[0], command.slice(1), {
    cwd: options.cwd ?? root,
    env: { ...environment, ...options.env },
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.error) throw result.error;
  if (result.status !== 0)
    throw new Error(`${command.join(' ')}: ${result.signal ?? `exit status ${result.status}`}\n${result.stderr.slice(-2000)}`);
  return result.stdout;
}

// The same, with what it took from start to exit: seconds by the clock, of user and system, peak memory.
function measure(command, scratch, options) {
  const file = path.join(scratch, 'measured.json');
  const stdout = run([path.join(programs, 'measure'), file, ...command], options);
  return { ...JSON.parse(fs.readFileSync(file, 'utf8')), stdout };
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

// Path and size of each file below a folder, sorted by path.
function listFiles(folder) {
  const files = [];
  const walk = (below) => {
    for (const entry of fs.readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const name = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) walk(name);
      else files.push([name, fs.lstatSync(path.join(folder, name)).size]);
    }
  };
  walk('');
  return files.sort(([a], [b]) => (a < b ? -1 : 1));
}

const bytesOf = (files) => files.reduce((sum, [, size]) => sum + size, 0);
// What the files take where each is in whole blocks.
const blocksOf = (files) => files.reduce((sum, [, size]) => sum + Math.ceil(size / 4096) * 4096, 0) * 1.1;

const digests = (folder) =>
  new Map(listFiles(folder).map(([name]) => [name, crypto.createHash('md5').update(fs.readFileSync(path.join(folder, name))).digest('hex')]));

// Names of the files that are in one folder's digests only or differ.
function differences(before, after) {
  const names = [...after.keys()].filter((name) => before.get(name) !== after.get(name));
  return [...names, ...[...before.keys()].filter((name) => !after.has(name))].sort();
}

// Bytes that may be written below a folder; what a tmpfs has is no more than the memory that is free.
function room(folder) {
  const free = Number(run(['df', '-kP', folder]).trim().split('\n').pop().split(/\s+/)[3]) * 1024;
  if (!isTemporary(folder)) return free;
  const available = /^MemAvailable:\s+(\d+)/m.exec(fs.readFileSync('/proc/meminfo', 'utf8'));
  return Math.min(free, available ? Number(available[1]) * 1024 : free);
}

const isTemporary = (folder) => run(['df', '-kPT', folder]).trim().split('\n').pop().split(/\s+/)[1] === 'tmpfs';

const memoryFolder = () => {
  try {
    fs.accessSync('/dev/shm', fs.constants.W_OK);
    return isTemporary('/dev/shm') ? '/dev/shm' : os.tmpdir();
  } catch {
    return os.tmpdir();
  }
};

module.exports = {
  blocksOf, bytesOf, differences, digests, isTemporary, listFiles, measure, median, memoryFolder, programs, root, room, run,
};
