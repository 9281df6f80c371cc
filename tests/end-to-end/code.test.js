'use strict';
// Rules for the sources themselves: which functions they do not use, and which may include which.

const assert = require('node:assert/strict');
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const { listFiles } = require('../support/folders.js');
const { root } = require('../support/program.js');

const generator = path.join(root, 'generator');

// The compiler's messages for a source that begins as all of ours do.
function compile(source) {
  return spawnSync('cc', ['-std=gnu17', '-D_GNU_SOURCE', '-I', generator, '-include', 'base/banned.h', '-x', 'c', '-fsyntax-only', '-'],
    { input: source, encoding: 'utf8' });
}

test('a source that uses a banned function does not compile', () => {
  const good = compile('#include <string.h>\nint main(void) { return (int)strlen("x"); }\n');
  assert.equal(good.status, 0, good.stderr);
  const banned = [...fs.readFileSync(path.join(generator, 'base', 'banned.h'), 'utf8').matchAll(/^#pragma GCC poison (.*)$/gm)].flatMap(([, names]) => names.split(' '));
  assert.ok(banned.includes('strcpy') && banned.includes('atoi') && banned.length > 20);
  const result = compile(banned.map((name) => `void *pointer_${name}(void) { return (void *)${name}; }\n`).join(''));
  assert.notEqual(result.status, 0);
  for (const name of banned) assert.match(result.stderr, new RegExp(`poisoned ["‘]${name}["’]`), name);
});

test('every source of the program is compiled so', () => {
  assert.match(fs.readFileSync(path.join(root, 'Makefile'), 'utf8'), /-include base\/banned\.h/);
});

// Calls go down: a folder includes those behind it in this list, and itself.
const order = ['main', 'parts', 'command', 'edit', 'publish', 'depend', 'site', 'render', 'formats', 'register', 'parse', 'cache', 'schema', 'source', 'text', 'base'];

function sources() {
  const files = listFiles(generator).filter((file) => /\.(c|h|def)$/.test(file));
  return Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(generator, file), 'utf8')]));
}

// Includes that go up, or to a folder that is not in the list.
function upward(files) {
  const found = [];
  for (const [file, text] of Object.entries(files)) {
    const from = order.indexOf(file.includes('/') ? file.split('/')[0] : 'main');
    assert.notEqual(from, -1, `${file}: a folder without a place`);
    for (const [, name] of text.matchAll(/^\s*#\s*include\s+"([^"]+)"/gm)) {
      if (name.startsWith('generated/')) continue;
      const to = order.indexOf(name.split('/')[0]);
      if (to < from) found.push(`${file} includes ${name}`);
    }
  }
  return found;
}

// A module is a source with its header. The parts of a body's parser count as one: its face includes them, and they it.
const moduleOf = (file) => (file.startsWith('parse/body/') ? 'parse/body' : file.replace(/\.[ch]$/, ''));

// The modules that lie on a circle of includes.
function circular(files) {
  const uses = new Map();
  for (const [file, text] of Object.entries(files)) {
    const from = moduleOf(file);
    if (!uses.has(from)) uses.set(from, new Set());
    for (const [, name] of text.matchAll(/^\s*#\s*include\s+"([^"]+)"/gm))
      if (moduleOf(name) !== from) uses.get(from).add(moduleOf(name));
  }
  const left = new Set(uses.keys());
  // What uses nothing that is left, or is used by nothing that is left, lies on no circle.
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    const used = new Set([...left].flatMap((each) => [...uses.get(each)]));
    for (const each of [...left]) if (!used.has(each) || ![...uses.get(each)].some((other) => left.has(other))) left.delete(each);
  }
  return [...left].sort();
}

test('no modules include each other in a circle', () => {
  assert.deepEqual(circular(sources()), []);
  const files = { 'a/x.h': '', 'a/x.c': '#include "a/x.h"\n#include "b/y.h"', 'b/y.h': '', 'b/y.c': '#include "c/z.h"', 'c/z.h': '#include "a/x.h"', 'd/w.c': '#include "a/x.h"' };
  assert.deepEqual(circular(files), ['a/x', 'b/y', 'c/z']);
  assert.deepEqual(circular({ ...files, 'c/z.h': '' }), []);
});

test('no folder includes one above it', () => {
  const files = sources();
  assert.ok(Object.keys(files).length > 100);
  assert.deepEqual(upward(files), []);
  assert.deepEqual(upward({ 'parse/a.c': '#include "register/b.h"\n#include "base/c.h"\n', 'text/b.c': '#include "lost/d.h"' }), ['parse/a.c includes register/b.h', 'text/b.c includes lost/d.h']);
});
