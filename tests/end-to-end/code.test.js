'use strict';
// Rules for the sources themselves: which functions they do not use, and which folder may include which.

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
const order = ['main', 'command', 'publish', 'depend', 'site', 'render', 'formats', 'register', 'parse', 'cache', 'schema', 'source', 'text', 'base'];

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

test('no folder includes one above it', () => {
  const files = Object.fromEntries(listFiles(generator).filter((file) => /\.(c|h|def)$/.test(file)).map((file) => [file, fs.readFileSync(path.join(generator, file), 'utf8')]));
  assert.ok(Object.keys(files).length > 100);
  assert.deepEqual(upward(files), []);
  assert.deepEqual(upward({ 'parse/a.c': '#include "register/b.h"\n#include "base/c.h"\n', 'text/b.c': '#include "lost/d.h"' }), ['parse/a.c includes register/b.h', 'text/b.c includes lost/d.h']);
});
