'use strict';
// A git repository whose objects are written without git: a commit costs no process.

const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const zlib = require('node:zlib');

class PlainRepository {
  constructor(folder) {
    this.folder = folder;
    this.git = path.join(folder, '.git');
    this.clock = Date.UTC(2024, 0, 1) / 1000;
    this.head = undefined;
    this.known = new Set();
    this.blobs = new Map();
    this.disk = new Map();
    for (const below of ['objects', 'refs/heads']) fs.mkdirSync(path.join(this.git, below), { recursive: true });
    fs.writeFileSync(path.join(this.git, 'HEAD'), 'ref: refs/heads/main\n');
    fs.writeFileSync(path.join(this.git, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = false\n');
  }

  write(kind, bytes) {
    const whole = Buffer.concat([Buffer.from(`${kind} ${bytes.length}\0`), bytes]);
    const id = crypto.createHash('sha1').update(whole).digest('hex');
    if (this.known.has(id)) return id;
    this.known.add(id);
    const folder = path.join(this.git, 'objects', id.slice(0, 2));
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, id.slice(2)), zlib.deflateSync(whole, { level: 1 }));
    return id;
  }

  blob(content) {
    let id = this.blobs.get(content);
    if (id === undefined) this.blobs.set(content, (id = this.write('blob', Buffer.from(content))));
    return id;
  }

  // The tree of files by path.
  tree(files) {
    const below = new Map();
    const items = [];
    for (const [name, content] of files) {
      const slash = name.indexOf('/');
      if (slash < 0) {
        items.push({ order: name, mode: '100644', name, id: this.blob(content) });
        continue;
      }
      const folder = name.slice(0, slash);
      if (!below.has(folder)) below.set(folder, []);
      below.get(folder).push([name.slice(slash + 1), content]);
    }
    for (const [name, rest] of below) items.push({ order: `${name}/`, mode: '40000', name, id: this.tree(rest) });
    items.sort((a, b) => Buffer.compare(Buffer.from(a.order), Buffer.from(b.order)));
    return this.write(
      'tree',
      Buffer.concat(items.flatMap(({ mode, name, id }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')])),
    );
  }

  // Commits all files, by path, on top of the commits that are named, and says the commit's name.
  commit(files, message, parents = this.head === undefined ? [] : [this.head]) {
    this.clock += 5000;
    const who = `Ban biên tập <editor@example.vn> ${this.clock} +0700`;
    const lines = [`tree ${this.tree(files)}`, ...parents.map((parent) => `parent ${parent}`), `author ${who}`, `committer ${who}`];
    const text = `${lines.join('\n')}\n\n${message}\n`;
    this.head = this.write('commit', Buffer.from(text));
    fs.writeFileSync(path.join(this.git, 'refs/heads/main'), `${this.head}\n`);
    return this.head;
  }

  // Makes the files on disk these.
  checkOut(files) {
    for (const name of this.disk.keys()) {
      if (files.has(name)) continue;
      fs.rmSync(path.join(this.folder, name));
      for (let folder = path.dirname(name); folder !== '.'; folder = path.dirname(folder)) {
        if (fs.readdirSync(path.join(this.folder, folder)).length > 0) break;
        fs.rmdirSync(path.join(this.folder, folder));
      }
    }
    for (const [name, content] of files) {
      if (this.disk.get(name) === content) continue;
      fs.mkdirSync(path.dirname(path.join(this.folder, name)), { recursive: true });
      fs.writeFileSync(path.join(this.folder, name), content);
    }
    this.disk = new Map(files);
  }
}

module.exports = { PlainRepository };
