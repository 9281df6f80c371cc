'use strict';
// Edits of a made-up register: what editors, a designer and an administrator would do. Most change one place of one file
// (leaf.js, bodies.js); the others add, remove or rename whole entries and files.

const fs = require('node:fs');
const path = require('node:path');
const { png } = require('../support/pictures.js');
const { photo } = require('../support/register.js');
const { root } = require('../support/program.js');
const { LeafEdit, pathsOf } = require('./leaf.js');
const { RandomRegister } = require('./register.js');

// How often an entry of a kind is edited; of other kinds as often as of `other`.
const edited = {
  agreement: 36, news: 26, organization: 14, person: 8, province: 10, topic: 7, agreement_type: 3, page: 3, other: 6,
};

// How often each edit is made.
const kindsOfEdits = {
  Field: 40, Leaf: 24, Body: 12, Site: 1, Order: 1.5, Comment: 1,
  Add: 5, Delete: 4, Rename: 3, Draft: 2.5, Move: 1,
  Theme: 0.8, File: 3, Place: 1.5, Error: 0.7,
};

let defaultTheme;
function themeFiles() {
  if (defaultTheme !== undefined) return defaultTheme;
  const folder = path.join(root, 'themes', 'default');
  defaultTheme = new Map();
  for (const name of fs.readdirSync(folder, { recursive: true }))
    if (fs.statSync(path.join(folder, name)).isFile())
      defaultTheme.set(`themes/rieng/${name}`, fs.readFileSync(path.join(folder, name), 'utf8'));
  return defaultTheme;
}

class EditedRegister extends RandomRegister {
  constructor(random) {
    super(random);
    this.leaf = new LeafEdit(random, this.values);
    this.deck = []; // [kind, path] of the fields that are still to be changed
  }

  weights(more = {}) {
    return Object.fromEntries(this.kinds.map((kind) => [kind, more[kind] ?? edited[kind] ?? edited.other]));
  }

  any(kind = this.random.weighted(this.weights())) {
    const names = this.names(kind);
    return names.length === 0 ? undefined : this.entries.get(this.random.pick(names));
  }

  anyFile() {
    const item = this.any();
    return item === undefined || this.types.get(item.kind).isData ? undefined : item;
  }

  // One place of every field of every kind comes by turns, in any order.
  editField() {
    if (this.deck.length === 0) {
      const all = [...this.kinds, 'site'].flatMap((kind) => pathsOf(this.types.get(kind)).map((where) => [kind, where]));
      this.deck = this.random.some(all, all.length, all.length);
    }
    const [kind, where] = this.deck.pop();
    const site = { id: 'site.yaml', fields: this.site };
    const items = kind === 'site' ? [site] : this.names(kind).map((id) => this.entries.get(id));
    for (const item of this.random.some(items, items.length, items.length)) {
      const what = this.leaf.changeAt(this.types.get(kind), item.fields, item.id, where);
      if (what === undefined) continue;
      this.touch(item);
      return `${item.id}: ${what}`;
    }
    return this.editLeaf();
  }

  editLeaf() {
    const item = this.any();
    if (item === undefined) return this.editAdd();
    const what = this.leaf.change(this.types.get(item.kind), item.fields, item.id);
    if (what === undefined) return this.editLeaf();
    this.touch(item);
    return `${item.id}: ${what}`;
  }

  editSite() {
    const what = this.leaf.change(this.types.get('site'), this.site);
    return what === undefined ? this.editSite() : `site.yaml: ${what}`;
  }

  editBody() {
    const item = this.anyFile();
    if (item === undefined) return this.editLeaf();
    const [body, what] = this.bodies.change(item.body);
    item.body = body;
    this.touch(item);
    return `${item.id}: body: ${what}`;
  }

  // Other bytes that say the same.
  editComment() {
    const item = this.anyFile();
    if (item === undefined) return this.editLeaf();
    item.comment = this.random.chance(0.3) ? undefined : this.values.words(1, 3);
    this.touch(item);
    return `${item.id}: a comment`;
  }

  // The file moves to another folder of its kind.
  editMove() {
    const item = this.anyFile();
    if (item === undefined) return this.editLeaf();
    item.folder = this.random.pick(item.kind === 'news' ? ['', '2019/', '2024/', 'khac/sau/'] : ['', 'khac/']);
    return `${item.id}: its file moves to ${this.pathOf(item)}`;
  }

  editAdd() {
    const kind = this.random.weighted(this.weights({ news: 45 }));
    const id = this.freshName(kind);
    const item = { kind, id, fields: {}, body: '' };
    this.entries.set(id, item);
    this.write(item);
    return `add ${id}`;
  }

  editDelete() {
    const item = this.any();
    if (item === undefined || this.names(item.kind).length < 3) return this.editAdd();
    this.entries.delete(item.id);
    if (this.random.chance(0.95)) this.mend(item.id, undefined);
    return `delete ${item.id}`;
  }

  editRename() {
    const item = this.any();
    if (item === undefined) return this.editAdd();
    const id = this.freshName(this.random.chance(0.5) ? 'a' : item.kind);
    const mends = this.random.chance(0.95);
    const renamed = { ...item, id, text: undefined };
    this.entries = new Map([...this.entries].map(([name, old]) => (old === item ? [id, renamed] : [name, old])));
    if (mends) this.mend(item.id, id);
    return `rename ${item.id} to ${id}${mends ? '' : ', references as they were'}`;
  }

  editDraft() {
    const item = this.anyFile();
    if (item === undefined) return this.editLeaf();
    if (item.fields.draft) delete item.fields.draft;
    else item.fields.draft = true;
    if (item.fields.draft && this.random.chance(0.9)) this.mend(item.id, undefined);
    this.touch(item);
    return `draft ${item.fields.draft ? 'on' : 'off'} for ${item.id}`;
  }

  // Entries of a data file change places.
  editOrder() {
    const kind = this.random.pick(this.kinds.filter((one) => this.types.get(one).isData));
    const names = this.names(kind);
    if (names.length < 2) return this.editAdd();
    const [one, other] = this.random.some(names, 2, 2);
    const swapped = (id) => (id === one ? other : id === other ? one : id);
    this.entries = new Map([...this.entries.keys()].map((id) => [swapped(id), this.entries.get(swapped(id))]));
    return `${one} and ${other} change places in ${this.types.get(kind).path}`;
  }

  editTheme() {
    const own = this.site.theme === 'rieng';
    if (!own || this.random.chance(0.2)) {
      if (own) delete this.site.theme;
      else this.site.theme = 'rieng';
      for (const [name, text] of themeFiles()) if (!this.others.has(name)) this.others.set(name, text);
      return own ? 'the default theme' : 'a theme of its own';
    }
    const names = [...this.others.keys()].filter((name) => name.startsWith('themes/rieng/'));
    const name = this.random.pick(names);
    const mark = this.random.below(1000);
    if (this.random.chance(0.2)) {
      this.others.set(`themes/rieng/assets/them-${this.random.below(3)}.txt`, `${mark}\n`);
      return 'an asset more';
    }
    const text = this.others.get(name);
    const add = /\.yaml$/.test(name) ? `\n# ${mark}\n` : /\.(css|js)$/.test(name) ? `\n/* ${mark} */\n` : `<!-- ${mark} -->\n`;
    this.others.set(name, /i18n/.test(name) ? text.replace(/^(\w+: "?)(\w)/m, `$1${this.random.pick('ABC')}$2`) : text + add);
    return `change ${name}`;
  }

  editFile() {
    const folder = this.random.chance(0.5) ? 'content/media' : 'content/static';
    const inMenu = ['content/static/xac-minh.txt', 'content/static/tin/index.html'];
    const names = [...this.others.keys()].filter((name) => name.startsWith(`${folder}/`) && !inMenu.includes(name));
    // A dot is shown as it is; of others renditions are made, and some are the same.
    const dot = () => Buffer.concat([photo, Buffer.from(this.values.words(1, 4))]);
    const bytes = () => (this.random.chance(0.4) ? dot() : png(24 + this.random.below(3), 16, this.random.below(4)));
    const what = this.random.weighted({ add: 3, change: 4, delete: 2, nest: folder === 'content/static' ? 2 : 0 });
    const name = names.length === 0 ? undefined : this.random.pick(names);
    if (what === 'add' || name === undefined) {
      const fresh =
        folder === 'content/static' && this.random.chance(0.2)
          ? `content/static/cu/${this.random.below(400)}/index.html`
          : `${folder}/${this.random.chance(0.4) ? 'sau/' : ''}tep-${this.random.below(30)}.png`;
      this.others.set(fresh, bytes());
      return `add ${fresh}`;
    }
    const isUsed = [...this.entries.values()].some((item) =>
      (JSON.stringify(item.fields) + item.body).includes(name.slice(folder.length + 1)),
    );
    if (!isUsed) this.others.delete(name);
    if (isUsed || what === 'change') this.others.set(name, bytes());
    if (what === 'nest') {
      const parent = path.dirname(name);
      if (parent === 'content/static') this.others.set(`${name}/trong.txt`, 'x\n');
      else {
        for (const other of names) if (other.startsWith(`${parent}/`)) this.others.delete(other);
        this.others.set(parent, 'nay là tệp\n');
      }
    }
    return `${what} ${name}`;
  }

  // A file of the editors' own where kyket would put one, or no longer.
  editPlace() {
    const aliases = [...this.entries.values()].flatMap((item) => item.fields.aliases ?? []);
    const alias = aliases.length > 0 && this.random.chance(0.3) ? this.random.pick(aliases) : undefined;
    const name = alias === undefined ? 'content/static/robots.txt' : `content/static${alias}index.html`;
    if (this.others.delete(name)) return `delete ${name}`;
    this.others.set(name, `${this.random.below(100)}\n`);
    for (const item of this.entries.values())
      if (item.fields.aliases?.includes(alias)) {
        delete item.fields.aliases;
        this.touch(item);
      }
    return `add ${name}`;
  }

  editError() {
    const item = this.any('news') ?? this.any('agreement');
    if (this.random.chance(0.5)) item.fields.topics = ['khong-co'];
    else item.body += '\n\n[](agreement:khong-co)';
    this.touch(item);
    return `an error in ${item.id}`;
  }

  // One edit; what it was, in words.
  edit() {
    return this[`edit${this.random.weighted(kindsOfEdits)}`]();
  }
}

module.exports = { EditedRegister };
