'use strict';
// A made-up register and edits of it: what editors, a designer and an administrator would do. Most edits change one
// place of one file (leaf.js, bodies.js); the others add, remove or rename whole entries and files.

const fs = require('node:fs');
const path = require('node:path');
const { dump, entry, photo } = require('../support/register.js');
const { root } = require('../support/program.js');
const { Bodies } = require('./bodies.js');
const { LeafEdit, pathsOf, withTargets } = require('./leaf.js');
const { schema } = require('./schema.js');
const { Values } = require('./values.js');

// How many entries of a kind there are at first, and how often one is edited; other kinds have the figures of `other`. In
// a wide register there are more, and most references name the same few entries, so that long lists are cut.
const wide = { agreement: 55, news: 60 };
const beginning = { province: 9, topic: 5, agreement_type: 3, organization: 14, person: 8, agreement: 22, news: 30, page: 3, other: 4 };
const edited = { agreement: 36, news: 26, organization: 14, person: 8, province: 10, topic: 7, agreement_type: 3, page: 3, other: 6 };

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

const copy = (value) => JSON.parse(JSON.stringify(value));

class RandomRegister {
  constructor(random) {
    this.random = random;
    this.types = withTargets(schema());
    this.kinds = [...this.types.values()].filter(({ path: place, name }) => place !== undefined && name !== 'site').map(({ name }) => name);
    this.isWide = random.chance(0.15);
    this.values = new Values(random, this.types, this);
    this.bodies = new Bodies(random, this.values, this);
    this.leaf = new LeafEdit(random, this.values);
    this.entries = new Map(); // id -> { kind, id, fields, body, folder, comment, text: of its file, when it is made }
    this.others = new Map();
    this.made = 0;
    for (let i = 0; i < 3; i++) this.others.set(`content/media/anh-${i}.png`, Buffer.concat([photo, Buffer.from([i])]));
    this.others.set('content/static/xac-minh.txt', 'mã\n');
    this.fill();
    this.site = this.values.record(this.types.get('site'));
    for (const item of this.entries.values()) delete item.fields.draft;
  }

  // All ids are there before the first entry names one.
  fill() {
    const order = [...this.kinds].sort((a, b) => this.types.get(b).isData - this.types.get(a).isData);
    for (const kind of order)
      for (let i = (this.isWide && wide[kind]) || (beginning[kind] ?? beginning.other); i > 0; i--) {
        const id = this.freshName(kind);
        this.entries.set(id, { kind, id, fields: {}, body: '' });
      }
    for (const item of this.entries.values()) this.write(item);
  }

  write(item) {
    const { isData } = this.types.get(item.kind);
    item.fields = this.values.record(this.types.get(item.kind), item.id);
    item.body = isData ? '' : this.bodies.body();
    item.folder = item.kind === 'news' ? `${String(item.fields.date).slice(0, 4)}/` : '';
    this.touch(item);
  }

  // A state to which `restore` goes back.
  save() {
    return {
      entries: new Map([...this.entries].map(([id, item]) => [id, { ...item, fields: copy(item.fields) }])),
      others: new Map(this.others),
      site: copy(this.site),
    };
  }

  restore(state) {
    this.entries = new Map([...state.entries].map(([id, item]) => [id, { ...item, fields: copy(item.fields) }]));
    this.others = new Map(state.others);
    this.site = copy(state.site);
  }

  kindOf(id) {
    return this.entries.get(id)?.kind;
  }

  names(kind) {
    return [...this.entries.values()].filter((item) => item.kind === kind).map((item) => item.id);
  }

  before(id, kind) {
    const names = this.names(kind);
    const at = names.indexOf(id);
    return at < 0 ? names : names.slice(0, at);
  }

  // Kinds that links in bodies may name.
  linked() {
    return ['agreement', 'agreement', 'news', 'organization', 'person', 'province', 'topic', 'page'];
  }

  pictures() {
    return [...this.others.keys()].filter((name) => name.startsWith('content/media/')).map((name) => name.slice(14));
  }

  numbers() {
    const numbers = [...this.entries.values()].map((item) => item.fields.number).filter((number) => number !== undefined);
    return numbers.length === 0 ? ['1/QC-UBND'] : numbers;
  }

  pathOf(item) {
    return this.types.get(item.kind).path.replace('ID.md', `${item.folder}${item.id}.md`);
  }

  // All files by path.
  files() {
    const files = new Map(this.others);
    files.set('content/site.yaml', dump(this.site));
    for (const kind of this.kinds) {
      const type = this.types.get(kind);
      if (!type.isData) continue;
      const items = this.names(kind).map((id) => this.entries.get(id));
      for (const item of items) item.text ??= dump([{ id: item.id, ...item.fields }]);
      files.set(type.path, items.length === 0 ? '[]\n' : items.map(({ text }) => text).join(''));
    }
    for (const item of this.entries.values()) {
      if (this.types.get(item.kind).isData) continue;
      item.text ??= entry(item.fields, item.body).replace('---\n', item.comment === undefined ? '---\n' : `---\n# ${item.comment}\n`);
      files.set(this.pathOf(item), item.text);
    }
    return files;
  }

  touch(item) {
    item.text = undefined;
  }

  freshName(kind) {
    return `${kind.replace('_', '-')}-${this.made++}`;
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

  // Every reference to the entry names another one, or none.
  mend(id, other) {
    for (const item of this.entries.values()) {
      const before = JSON.stringify(item.fields) + item.body;
      this.mendRecord(this.types.get(item.kind), item.fields, item.id, id, other);
      item.body = item.body.replaceAll(/(!?)\[([^\]]*)\]\([a-z]+:([^)]+)\)/g, (link, image, text, name) =>
        name !== id ? link : other === undefined ? text : link.replace(`:${id})`, `:${other})`),
      );
      if (JSON.stringify(item.fields) + item.body !== before) this.touch(item);
    }
  }

  // False: the record can't be without the reference.
  mendRecord(type, record, owner, id, other) {
    for (const field of type.fields) {
      if (!(field.name in record) || !['reference', 'record'].includes(field.form)) continue;
      const mend = (value) => {
        if (field.form === 'record') return this.mendRecord(field.type, value, owner, id, other) ? value : undefined;
        return value === id ? other : value;
      };
      const old = record[field.name];
      let value = Array.isArray(old) ? old.map(mend).filter((item) => item !== undefined) : mend(old);
      if (Array.isArray(value) && value.length < (field.name === 'signatories' ? 2 : 1)) value = undefined;
      if (value === undefined && field.name === 'signatories') value = this.values.value(type, field, owner);
      if (value === undefined) delete record[field.name];
      else record[field.name] = value;
      if (value === undefined && field.isRequired) return false;
    }
    if (type.name === 'signer') record.name = record.person === undefined ? (record.name ?? 'Một người khác') : undefined;
    if (record.name === undefined) delete record.name;
    return true;
  }

  // One place of every field of every kind comes by turns, in any order.
  editField() {
    if (this.deck === undefined || this.deck.length === 0) {
      const all = [...this.kinds, 'site'].flatMap((kind) => pathsOf(this.types.get(kind)).map((where) => [kind, where]));
      this.deck = this.random.some(all, all.length, all.length);
    }
    const [kind, where] = this.deck.pop();
    const items = kind === 'site' ? [{ id: 'site.yaml', fields: this.site }] : this.names(kind).map((id) => this.entries.get(id));
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
    this.entries = new Map([...this.entries].map(([name, old]) => (name === item.id ? [id, { ...old, id, text: undefined }] : [name, old])));
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
    const names = [...this.others.keys()].filter((name) => name.startsWith(`${folder}/`));
    const bytes = () => Buffer.concat([photo, Buffer.from(this.values.words(1, 4))]);
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

module.exports = { RandomRegister };
