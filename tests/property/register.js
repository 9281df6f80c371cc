'use strict';
// A made-up register: its entries, its other files, and what all of them are as files by path.

const { png } = require('../support/pictures.js');
const { dump, entry, photo } = require('../support/register.js');
const { Bodies } = require('./bodies.js');
const { withTargets } = require('./leaf.js');
const { schema } = require('./schema.js');
const { Values } = require('./values.js');

// How many entries of a kind there are; of other kinds as many as of `other`. In a wide register there are more, and most
// references name the same few entries, so that long lists are cut.
const wide = { agreement: 48, news: 30 };
const beginning = {
  province: 7, topic: 4, agreement_type: 2, organization: 10, person: 6, agreement: 16, news: 20, page: 2, other: 3,
};

const copy = (value) => JSON.parse(JSON.stringify(value));

class RandomRegister {
  constructor(random) {
    this.random = random;
    this.types = withTargets(schema());
    this.kinds = [...this.types.keys()].filter((name) => this.types.get(name).path !== undefined && name !== 'site');
    this.isWide = random.chance(0.15);
    this.values = new Values(random, this.types, this);
    this.bodies = new Bodies(random, this.values, this);
    this.entries = new Map(); // id -> { kind, id, fields, body, folder, comment, text: of its file, when it is made }
    this.others = new Map();
    this.made = 0;
    for (let i = 0; i < 3; i++) this.others.set(`content/media/anh-${i}.png`, i === 0 ? photo : png(24, 16, i));
    this.others.set('content/static/xac-minh.txt', 'mã\n');
    this.others.set('content/static/tin/index.html', '<!doctype html><title>Tin</title>\n');
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

  // Those that are published on nearly every day of a campaign: a link to news that waits is an error.
  linkable(kind) {
    return this.names(kind).filter((id) => kind !== 'news' || String(this.entries.get(id).fields.date) < '2021');
  }

  // Kinds that links in bodies may name.
  linked() {
    return ['agreement', 'agreement', 'news', 'organization', 'person', 'province', 'topic', 'page'];
  }

  pictures() {
    return [...this.others.keys()].filter((name) => name.startsWith('content/media/')).map((name) => name.slice(14));
  }

  commitmentsOf(id) {
    return this.entries.get(id)?.fields.commitments?.length ?? 0;
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
      for (const item of items) item.text ??= dump([type.hasId ? { id: item.id, ...item.fields } : { ...item.fields, address: `/go/${item.id}/` }]);
      files.set(type.path, items.length === 0 ? '[]\n' : items.map(({ text }) => text).join(''));
    }
    for (const item of this.entries.values()) {
      if (this.types.get(item.kind).isData) continue;
      const comment = item.comment === undefined ? '' : `# ${item.comment}\n`;
      item.text ??= entry(item.fields, item.body).replace('---\n', `---\n${comment}`);
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
}

module.exports = { RandomRegister };
