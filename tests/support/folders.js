'use strict';
// Folders for one test, and what is in them.

const assert = require('node:assert/strict');
const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

// A new folder that goes when the test ends.
function temporaryFolder(t, name = 'kyket-test-') {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), name)));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

// Files by path: strings and buffers are written, null removes.
function writeFiles(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    if (content === null) {
      fs.rmSync(file, { recursive: true, force: true });
      continue;
    }
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
}

// The paths of all files below a folder, sorted; folders that are empty and dot files show too.
function listFiles(folder) {
  const files = [];
  const walk = (below) => {
    for (const entry of fs.readdirSync(path.join(folder, below), { withFileTypes: true })) {
      const name = path.posix.join(below, entry.name);
      if (entry.isDirectory()) walk(name);
      else files.push(name);
    }
  };
  walk('');
  return files.sort();
}

// Path -> digest of its bytes (or target of the link): two equal snapshots are equal byte for byte.
function snapshot(folder) {
  const result = {};
  for (const name of listFiles(folder)) {
    const file = path.join(folder, name);
    result[name] = fs.lstatSync(file).isSymbolicLink()
      ? `-> ${fs.readlinkSync(file)}`
      : crypto.createHash('sha256').update(fs.readFileSync(file)).digest('hex');
  }
  return result;
}

function assertSameFiles(actual, expected, message) {
  assert.deepEqual(snapshot(actual), snapshot(expected), message);
}

const read = (...parts) => fs.readFileSync(path.join(...parts), 'utf8');
const exists = (...parts) => fs.existsSync(path.join(...parts));

// All of a site's sitemaps, one behind the other.
const readSitemaps = (...parts) =>
  fs
    .readdirSync(path.join(...parts))
    .filter((file) => /^sitemap.*\.xml$/.test(file))
    .map((file) => read(...parts, file))
    .join('');

module.exports = { assertSameFiles, exists, listFiles, read, readSitemaps, snapshot, temporaryFolder, writeFiles };
