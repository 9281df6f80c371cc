'use strict';
// A folder that is brought back to how it was again and again, and looked at in between: only what has changed is read and
// written. What was put there bears a day long past; whatever writes to a file gives it another.

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const LONG_PAST = 1000000000;
const FOLDER = 'a folder';

// The contents of the files below one folder of those that were found, by name.
function filesBelow(found, folder) {
  const files = {};
  for (const [name, { content }] of found) if (content !== FOLDER && name.startsWith(`${folder}/`)) files[name.slice(folder.length + 1)] = content;
  return files;
}

// The folders with nothing in them of those that were found.
function emptyFolders(found) {
  const filled = new Set([...found.keys()].map((name) => path.posix.dirname(name)));
  return [...found].filter(([name, { content }]) => content === FOLDER && !filled.has(name)).map(([name]) => name);
}

// The names of all that is below a folder, a folder before what is in it.
function namesBelow(folder, below = '', names = []) {
  for (const found of fs.readdirSync(path.join(folder, below), { withFileTypes: true })) {
    const name = below === '' ? found.name : `${below}/${found.name}`;
    names.push(name);
    if (found.isDirectory()) namesBelow(folder, name, names);
  }
  return names;
}

// What is at a path, as text that is another for whatever else there might be.
function contentOf(file, status) {
  if (status.isDirectory()) return FOLDER;
  if (status.isSymbolicLink()) return `-> ${fs.readlinkSync(file)}`;
  return `${status.isFile() ? '' : 'no file'}:${fs.readFileSync(file, 'latin1')}`;
}

class KeptFolder {
  // Takes how it is now for how it shall be.
  constructor(folder) {
    this.folder = folder;
    this.wanted = new Map();
    this.marks = new Map();
    for (const name of namesBelow(folder)) {
      const file = path.join(folder, name);
      const status = fs.lstatSync(file);
      this.wanted.set(name, { mode: status.mode, content: contentOf(file, status) });
    }
  }

  isUntouched(name, status) {
    const wanted = this.wanted.get(name);
    if (wanted === undefined || wanted.mode !== status.mode) return false;
    return status.isDirectory() || (status.mtimeMs === 1000 * LONG_PAST && this.marks.get(name) === `${status.ino} ${status.size}`);
  }

  // What is there, by name: { mode, content }, of what is untouched the very one that was taken. Where something goes
  // meanwhile, as when another lets a build go on that was stopped to be looked at, it looks again.
  look() {
    for (;;) {
      try {
        return this.lookOnce();
      } catch (error) {
        if (error.code !== 'ENOENT') throw error;
      }
    }
  }

  lookOnce() {
    const found = new Map();
    for (const name of namesBelow(this.folder)) {
      const file = path.join(this.folder, name);
      const status = fs.lstatSync(file);
      found.set(name, this.isUntouched(name, status) ? this.wanted.get(name) : { mode: status.mode, content: contentOf(file, status) });
    }
    return found;
  }

  // The same text of two looks says that all names, modes and bytes were the same.
  digest(found) {
    const digest = crypto.createHash('sha256');
    const add = (...words) => words.forEach((word) => digest.update(`${Buffer.byteLength(word)} ${word}`));
    for (const name of [...found.keys()].sort()) {
      const { mode, content } = found.get(name);
      if (found.get(name) !== this.wanted.get(name)) add(name, String(mode), content);
    }
    for (const name of this.wanted.keys()) if (!found.has(name)) add(name, 'gone', '');
    return digest.digest('hex');
  }

  restore() {
    const there = new Set();
    for (const name of namesBelow(this.folder)) {
      const file = path.join(this.folder, name);
      const status = fs.lstatSync(file, { throwIfNoEntry: false });
      if (status === undefined) continue;
      if (this.isUntouched(name, status)) there.add(name);
      else fs.rmSync(file, { recursive: true });
    }
    for (const [name, { mode, content }] of this.wanted) {
      if (there.has(name)) continue;
      const file = path.join(this.folder, name);
      if (content === FOLDER) fs.mkdirSync(file);
      else if (content.startsWith('->')) fs.symlinkSync(content.slice(3), file);
      else fs.writeFileSync(file, content.slice(1), 'latin1');
      if (content.startsWith('->')) continue;
      fs.chmodSync(file, mode);
      if (content === FOLDER) continue;
      fs.utimesSync(file, LONG_PAST, LONG_PAST);
      const status = fs.lstatSync(file);
      this.marks.set(name, `${status.ino} ${status.size}`);
    }
  }
}

module.exports = { KeptFolder, emptyFolders, filesBelow };
