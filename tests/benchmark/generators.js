'use strict';
// The generators that kyket is measured beside, where they are installed: how each is asked for its version, gets its
// site, and builds it. Each takes a folder to work in.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { hugoFiles, writeFiles } = require('./corpus.js');
const machine = require('./machine.js');

// Hugo's name for a list page's length was another before 0.128, and the site's own setting is passed over there.
const hugoSettings = (version) => (Number(/v0\.(\d+)/.exec(version)?.[1] ?? 128) < 128 ? { HUGO_PAGINATE: '50' } : {});

const generators = {
  hugo: {
    version: ['hugo', 'version'],
    files: hugoFiles,
    build: (site, output) => ['hugo', '--source', site, '--destination', output, '--cacheDir', `${output}-cache`, '--quiet'],
    environment: (version, threads) => ({ GOMAXPROCS: String(threads), ...hugoSettings(version) }),
  },
  zola: {
    version: ['zola', '--version'],
    build: (site, output) => ['zola', '--root', site, 'build', '--output-dir', output, '--force'],
    environment: (version, threads) => ({ RAYON_NUM_THREADS: String(threads) }),
  },
  eleventy: {
    version: ['eleventy', '--version'],
    build: (_, output) => ['eleventy', '--output', output, '--quiet'],
    environment: () => ({}),
    inside: true, // it takes paths from the folder that it runs in
  },
};

// Undefined when it is not installed.
function versionOf(name) {
  try {
    return machine.run(generators[name].version, { cwd: os.tmpdir() }).trim().split(/\s+/).slice(0, 2).join(' ');
  } catch {
    return undefined;
  }
}

// Writes the site that the generator reads: its form of the same entries, from corpus.py when that is given. False
// when there is no such form.
function makeSite(name, folder, { corpus, entries, seed }) {
  const { files } = generators[name];
  if (corpus !== undefined) {
    const made = `${folder}-made`;
    machine.run(['python3', corpus, String(entries), String(seed), made, name]);
    fs.renameSync(path.join(made, name), folder);
    fs.rmSync(made, { recursive: true });
    return true;
  }
  if (files !== undefined) writeFiles(folder, files(entries, seed));
  return files !== undefined;
}

// One build into a folder that is away afterwards, measured.
function buildSite(name, version, site, threads, scratch) {
  const generator = generators[name];
  const output = `${site}-output`;
  const [command, ...options] = generator.build(site, generator.inside ? path.relative(site, output) : output);
  const measured = machine.measure([command, ...options], scratch, { cwd: generator.inside ? site : undefined, env: generator.environment(version, threads) });
  const written = machine.listFiles(output).length;
  for (const folder of [output, `${output}-cache`]) fs.rmSync(folder, { recursive: true, force: true });
  return { ...measured, stats: { written } };
}

module.exports = { buildSite, makeSite, names: Object.keys(generators), versionOf };
