'use strict';
// A made-up register that is edited at random: what its editors, a designer and an administrator would do.

const fs = require('node:fs');
const path = require('node:path');
const { dump, entry, photo } = require('../support/register.js');
const { root } = require('../support/program.js');
const { Fields } = require('./fields.js');

const kinds = ['province', 'topic', 'agreement_type', 'organization', 'person', 'agreement', 'news', 'page'];
const dataFiles = { province: 'provinces', topic: 'topics', agreement_type: 'agreement-types' };
const folders = { organization: 'organizations', person: 'people', agreement: 'agreements', page: 'pages' };
const beginning = { province: 7, topic: 4, agreement_type: 2, organization: 10, person: 6, agreement: 14, news: 18, page: 2 };
const editedKinds = { agreement: 40, news: 24, organization: 14, person: 7, province: 9, topic: 8, agreement_type: 2, page: 2 };

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
    this.fields = new Fields(random, this);
    this.entries = new Map(); // id -> { kind, id, fields, body, text }
    this.others = new Map();
    this.made = 0;
    this.site = {
      title: 'Sổ thử',
      base_url: 'https://example.vn/',
      language: 'vi',
      page_size: random.between(1, 5),
      menu: [{ title: 'Tin tức', url: '/tin-tuc/' }],
    };
    for (let i = 0; i < 3; i++) this.others.set(`content/media/anh-${i}.png`, Buffer.concat([photo, Buffer.from([i])]));
    this.others.set('content/static/xac-minh.txt', 'mã\n');
    for (const kind of kinds) for (let i = 0; i < beginning[kind]; i++) this.add(kind);
    for (const item of this.entries.values()) delete item.fields.draft;
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
    this.entries = state.entries;
    this.others = state.others;
    this.site = state.site;
  }

  names(kind) {
    return [...this.entries.values()].filter((item) => item.kind === kind).map((item) => item.id);
  }

  before(id, kind) {
    const names = this.names(kind);
    const at = names.indexOf(id);
    return at < 0 ? names : names.slice(0, at);
  }

  pictures() {
    return [...this.others.keys()].filter((name) => name.startsWith('content/media/')).map((name) => name.slice(14));
  }

  numbers() {
    const numbers = [...this.entries.values()].map((item) => item.fields.number).filter((number) => number !== undefined);
    return numbers.length === 0 ? ['1/QC-UBND'] : numbers;
  }

  // All files by path.
  files() {
    const files = new Map(this.others);
    files.set('content/site.yaml', dump(this.site));
    for (const [kind, name] of Object.entries(dataFiles)) {
      const items = this.names(kind).map((id) => ({ id, ...this.entries.get(id).fields }));
      files.set(`content/data/${name}.yaml`, dump(items));
    }
    for (const item of this.entries.values()) {
      if (item.kind in dataFiles) continue;
      const year = String(item.fields.date).slice(0, 4);
      item.text ??= entry(item.fields, item.body);
      files.set(`content/${item.kind === 'news' ? `news/${year}` : folders[item.kind]}/${item.id}.md`, item.text);
    }
    return files;
  }

  touch(item) {
    item.text = undefined;
  }

  freshName(kind) {
    return `${kind.replace('_', '-')}-${this.made++}`;
  }

  add(kind) {
    const id = this.freshName(kind);
    this.entries.set(id, { kind, id, fields: this.fields[kind](id), body: kind in dataFiles ? '' : this.fields.body() });
    return `add ${id}`;
  }

  any(kind = this.random.weighted(editedKinds)) {
    const names = this.names(kind);
    return names.length === 0 ? undefined : this.entries.get(this.random.pick(names));
  }

  // Everything that names the entry says another one, or nothing.
  mend(id, other) {
    const clean = (value) => {
      if (Array.isArray(value)) return value.map(clean).filter((item) => item !== undefined);
      if (typeof value === 'object' && value !== null) {
        const fields = {};
        for (const [name, old] of Object.entries(value)) {
          const now = clean(old);
          if (now !== undefined && !(Array.isArray(now) && now.length === 0)) fields[name] = now;
          else if (name === 'organization') return undefined;
          else if (name === 'person') fields.name = 'Một người khác';
        }
        return fields;
      }
      return value === id ? other : value;
    };
    for (const item of this.entries.values()) {
      const body = item.body.replaceAll(`:${id})`, other === undefined ? '://example.vn/)' : `:${other})`);
      item.body = body.replaceAll(/\]\([a-z]+:\/\//g, '](https://');
      item.fields = clean(item.fields);
      if (item.kind === 'agreement' && (item.fields.signatories?.length ?? 0) < 2)
        item.fields.signatories = this.fields.signatories();
      this.touch(item);
    }
  }

  editAdd() {
    return this.add(this.random.weighted({ ...editedKinds, news: 45 }));
  }

  editDelete() {
    const item = this.any();
    if (item === undefined || this.names(item.kind).length < 3) return this.editAdd();
    this.entries.delete(item.id);
    if (this.random.chance(0.93)) this.mend(item.id, undefined);
    return `delete ${item.id}`;
  }

  editRename() {
    const item = this.any();
    if (item === undefined) return this.editAdd();
    const id = this.freshName(this.random.chance(0.5) ? 'a' : item.kind);
    const entries = [...this.entries].map(([name, old]) => (name === item.id ? [id, { ...old, id }] : [name, old]));
    const mends = this.random.chance(0.93);
    this.entries = new Map(entries);
    if (mends) this.mend(item.id, id);
    return `rename ${item.id} to ${id}${mends ? '' : ', references as they were'}`;
  }

  editField() {
    const item = this.any();
    if (item === undefined) return this.editAdd();
    const fresh = this.fields[item.kind](item.id);
    const names = [...new Set([...Object.keys(fresh), ...Object.keys(item.fields)])];
    const name = this.random.pick(names.filter((one) => one !== 'draft'));
    if (name in fresh) item.fields[name] = fresh[name];
    else delete item.fields[name];
    this.touch(item);
    return `change ${name} of ${item.id} to ${JSON.stringify(item.fields[name])}`;
  }

  editBody() {
    const item = this.any();
    if (item === undefined || item.kind in dataFiles) return this.editField();
    item.body = this.fields.body();
    this.touch(item);
    return `change the body of ${item.id}`;
  }

  editDraft() {
    const item = this.any();
    if (item === undefined || item.kind in dataFiles) return this.editField();
    if (item.fields.draft) delete item.fields.draft;
    else item.fields.draft = true;
    if (item.fields.draft && this.random.chance(0.9)) this.mend(item.id, undefined);
    this.touch(item);
    return `draft ${item.fields.draft ? 'on' : 'off'} for ${item.id}`;
  }

  // What an office says shows on pages far from its own.
  editOffice() {
    const item = this.any('organization');
    if (item === undefined) return this.editAdd();
    const name = this.random.pick(['province', 'dissolved', 'successors', 'name']);
    const fresh = this.fields.organization(item.id)[name];
    if (fresh === undefined) delete item.fields[name];
    else item.fields[name] = fresh;
    item.fields.name ??= this.fields.name('Sở');
    this.touch(item);
    return `change ${name} of ${item.id} to ${JSON.stringify(fresh)}`;
  }

  editOrder() {
    const kind = this.random.pick(Object.keys(dataFiles));
    const items = [...this.entries].filter(([, item]) => item.kind === kind);
    this.entries = new Map([...this.random.some(items, items.length, items.length), ...[...this.entries].filter(([, item]) => item.kind !== kind)]);
    return `the order of ${dataFiles[kind]}.yaml`;
  }

  editSite() {
    const name = this.random.pick(['title', 'description', 'publisher', 'page_size', 'page_size', 'menu', 'ending_days', 'base_url', 'language']);
    const value = {
      title: () => this.fields.name('Sổ'),
      description: () => this.fields.words(2, 5),
      publisher: () => this.fields.words(1, 3),
      page_size: () => this.random.between(1, 5),
      menu: () => [{ title: this.fields.words(1, 1), url: '/thoa-thuan/' }],
      ending_days: () => this.random.between(1, 400),
      base_url: () => this.random.pick(['https://example.vn/', 'https://example.vn/so/', 'https://so.example.vn/']),
      language: () => this.random.pick(['vi', 'en']),
    }[name]();
    this.site[name] = value;
    return `site.yaml: ${name}: ${JSON.stringify(value)}`;
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
    const bytes = () => Buffer.concat([photo, Buffer.from(this.fields.words(1, 4))]);
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
    const edits = {
      Field: 46, Office: 6, Add: 12, Delete: 7, Rename: 5, Body: 9, Draft: 3, Order: 1.5, Site: 1.5, Theme: 1.2, File: 5, Place: 2, Error: 1,
    };
    return this[`edit${this.random.weighted(edits)}`]();
  }
}

module.exports = { RandomRegister };
