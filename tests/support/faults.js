'use strict';
// Builds in which one allocation fails. Each ends with exit status 0 and the right bytes, or with 3, a message that says
// why, and no site or the right one: never with 1, which blames the content, never with wrong pages, never with a crash.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawn, spawnSync } = require('node:child_process');
const { exists, snapshot } = require('./folders.js');
const { environment, program, root } = require('./program.js');

function compile(folder, name) {
  const library = path.join(folder, `${name}.so`);
  const source = path.join(root, 'tests', 'support', `${name}.c`);
  const made = spawnSync('cc', ['-D_GNU_SOURCE', '-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, source, '-ldl'], { encoding: 'utf8' });
  assert.equal(made.status, 0, made.stderr);
  return library;
}

class Faults {
  // All builds are of this repository, their outputs in folders of `folder`.
  constructor(repository, folder) {
    this.repository = repository;
    this.folder = folder;
    this.library = compile(folder, 'failing_malloc');
    const counted = path.join(folder, 'allocations');
    const result = spawnSync(program, this.arguments('wanted'), { ...this.options({ ALLOCATIONS: counted }), encoding: 'utf8' });
    assert.equal(result.status, 0, result.stderr);
    this.count = Number(fs.readFileSync(counted, 'utf8'));
    this.wanted = snapshot(path.join(folder, 'wanted', 'site'));
    this.said = result.stderr;
  }

  // One thread, so that the allocations come in the same order each time.
  arguments(name) {
    return ['build', '-q', '-j', '1', '--no-sync', '--date', '2024-06-01', '-o', path.join(this.folder, name, 'site')];
  }

  options(more) {
    return { cwd: this.repository.folder, env: environment({ LD_PRELOAD: this.library, ...more }) };
  }

  // What is wrong with the build in which this allocation fails; an empty text: nothing.
  fault(number, more = {}) {
    return new Promise((resolve) => {
      const name = `fault-${number}`;
      const child = spawn(program, this.arguments(name), { ...this.options({ FAIL_AT: String(number), ...more }), stdio: ['ignore', 'ignore', 'pipe'] });
      let said = '';
      child.stderr.on('data', (data) => (said += data));
      child.on('close', (status, signal) => {
        const wrong = this.judge(path.join(this.folder, name, 'site'), status, signal, said);
        fs.rmSync(path.join(this.folder, name), { recursive: true, force: true });
        resolve(wrong === '' ? '' : `allocation ${number}: ${wrong}`);
      });
    });
  }

  judge(site, status, signal, said) {
    if (signal !== null) return `ended by ${signal}: ${said}`;
    if (status !== 0 && status !== 3) return `exit status ${status}: ${said}`;
    if (status === 3 && !/memory|allocate/i.test(said)) return `exit status 3 without the reason: ${said}`;
    // What fails while the cache is kept fails after the site was published.
    if (status === 3 && !exists(site)) return '';
    if (status === 3 && /nothing was published/.test(said)) return `exit status 3, and there is a site: ${said}`;
    const found = snapshot(site);
    const names = [...new Set([...Object.keys(found), ...Object.keys(this.wanted)])];
    const wrong = names.filter((file) => found[file] !== this.wanted[file]);
    return wrong.length === 0 ? '' : `exit status ${status}, and these are wrong: ${wrong.slice(0, 5).join(', ')}`;
  }

  // All that is wrong with these builds, as many at once as there are cores.
  async faults(numbers, told, cores = 2) {
    const wrong = [];
    const queue = [...numbers];
    const worker = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const found = await this.fault(next);
        if (found === '') continue;
        wrong.push(found);
        if (told !== undefined) told(found);
      }
    };
    await Promise.all(Array.from({ length: cores }, worker));
    return wrong;
  }
}

module.exports = { Faults };
