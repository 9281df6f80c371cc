'use strict';
// One change of one place in an entry's fields: a value, an element of a list or a key, however deep it stands. All else
// stays as it is.

const { changeText } = require('./texts.js');

const copy = (value) => JSON.parse(JSON.stringify(value));
const year = (value) => Number(String(value).slice(0, 4));
const apart = ['draft', 'theme']; // fields that have edits of their own
const pairs = [['start', 'end'], ['from', 'to'], ['founded', 'dissolved']];

// Values, lists and records of a record, each with where it stands: { path, type, field, holder, key }.
function placesOf(type, record, path = '', found = { values: [], lists: [], records: [] }) {
  found.records.push({ path, type, record });
  for (const field of type.fields) {
    if (!(field.name in record) || apart.includes(field.name)) continue;
    const value = record[field.name];
    const here = { path: `${path}${field.name}`, type, field, record };
    const items = Array.isArray(value) ? value.map((item, i) => [value, i, `[${i}]`]) : [[record, field.name, '']];
    if (Array.isArray(value)) found.lists.push({ ...here, list: value });
    for (const [holder, key, index] of items) {
      if (field.form === 'record') placesOf(field.type, holder[key], `${here.path}${index}.`, found);
      else found.values.push({ ...here, path: here.path + index, holder, key });
    }
  }
  return found;
}

// The types with the type that a record's field leads to beside it.
function withTargets(types) {
  for (const type of types.values())
    for (const field of type.fields) if (field.form === 'record') field.type = types.get(field.target);
  return types;
}

// The paths of all fields of a type without indices: "event.kind", "signatories.signers.title".
function pathsOf(type, before = '') {
  return type.fields.flatMap((field) => {
    const path = before + field.name;
    if (apart.includes(field.name)) return [];
    return field.form === 'record' ? [path, ...pathsOf(field.type, `${path}.`)] : [path];
  });
}

const withoutIndices = (path) => path.replace(/\[\d+\]/g, '');

class LeafEdit {
  constructor(random, values) {
    this.random = random;
    this.values = values;
  }

  // Changes one place of the entry's fields; what it was, in words. Undefined when there was nothing to do.
  change(type, fields, id) {
    this.id = id;
    this.places = placesOf(type, fields);
    const weights = { value: 40, tweak: 40, remove: 14, add: 16, double: 6, swap: 8, move: 10, keys: 3, form: 2 };
    return this[this.random.weighted(weights)]();
  }

  // The same at a place of that path (pathsOf); undefined too where the entry has none.
  changeAt(type, fields, id, path) {
    this.id = id;
    const { values, lists, records } = placesOf(type, fields);
    const isThere = (place) => withoutIndices(place.path) === path;
    const parent = path.includes('.') ? `${path.slice(0, path.lastIndexOf('.'))}.` : '';
    const only = path.slice(parent.length); // of the record's fields
    const parents = records.filter((place) => withoutIndices(place.path) === parent);
    this.places = {
      values: values.filter(isThere),
      lists: lists.filter(isThere),
      records: parents.map((place) => ({ ...place, only })),
    };
    let weights = { add: 1 };
    if (this.places.lists.length > 0) weights = { add: 30, remove: 20, swap: 20, double: 20 };
    if (this.places.values.length > 0) weights = { value: 50, tweak: 20, remove: 12, swap: 8, add: 5 };
    return this[this.random.weighted(weights)]();
  }

  pick(list) {
    return list.length === 0 ? undefined : this.random.pick(list);
  }

  put(place, value, what = '') {
    const old = place.holder[place.key];
    if (value === undefined || JSON.stringify(value) === JSON.stringify(old)) return undefined;
    place.holder[place.key] = this.inOrder(place, value);
    return `${place.path}: ${JSON.stringify(old)} -> ${JSON.stringify(place.holder[place.key])}${what && ` (${what})`}`;
  }

  // Most ends stay behind their beginnings.
  inOrder({ record, field }, value) {
    for (const [first, last] of pairs) {
      if (field.name === first && last in record && year(value) > year(record[last]) && this.random.chance(0.9))
        return year(record[last]) - this.random.below(5) - 1;
      if (field.name === last && first in record && year(value) < year(record[first]) && this.random.chance(0.9))
        return year(record[first]) + this.random.below(5) + 1;
    }
    return value;
  }

  // Another value of the same form.
  value() {
    const place = this.pick(this.places.values);
    return place && this.put(place, this.values.one(place.type, place.field, this.id));
  }

  // Nearly the same value.
  tweak() {
    const place = this.pick(this.places.values.filter(({ field }) => ['text', 'date', 'when', 'span', 'end', 'integer'].includes(field.form)));
    if (place === undefined || ['aliases', 'language'].includes(place.field.name)) return this.value();
    const value = place.holder[place.key];
    if (place.field.form === 'integer') return this.put(place, Math.max(1, value + this.random.pick([-1, 1])));
    if (place.field.form !== 'text') return this.put(place, this.nearDay(value));
    const [text, what] = changeText(String(value), this.random, (least, most) => this.values.words(least, most));
    return this.put(place, text.trim() === '' ? undefined : text, what);
  }

  nearDay(value) {
    const match = /^(\d{4}-\d\d-\d\d)(.*)$/.exec(String(value));
    if (/^\d{4}-\d\d$/.test(String(value))) return this.random.chance(0.5) ? `${value}-15` : this.values.day().slice(0, 7);
    if (value === 'open') return this.values.day();
    if (match === null) return this.random.chance(0.5) ? value + this.random.pick([-1, 1]) : this.values.day(value);
    if (this.random.chance(0.1)) return `${match[1]}${match[2] === '' ? 'T08:00:00+07:00' : ''}`;
    const day = new Date(`${match[1]}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + this.random.pick([-1, 1, -1, 1, 30, -30, 365, -365]));
    return day.toISOString().slice(0, 10) + match[2];
  }

  // A key or an element less.
  remove() {
    const keys = this.places.records.flatMap(({ path, type, record, only }) =>
      type.fields
        .filter(({ name }) => (only ?? name) === name && name in record && !apart.includes(name))
        .filter(({ isRequired }) => !isRequired || this.random.chance(0.03))
        .map(({ name }) => ({ path: path + name, remove: () => delete record[name] })),
    );
    const items = this.places.lists.flatMap(({ path, field, list }) =>
      list.length < (field.name === 'signatories' ? 3 : 2)
        ? []
        : list.map((item, i) => ({ path: `${path}[${i}]`, remove: () => list.splice(i, 1) })),
    );
    const place = this.pick([...keys, ...items]);
    place?.remove();
    return place && `${place.path} is gone`;
  }

  // A key or an element more.
  add() {
    const keys = this.places.records.flatMap(({ path, type, record, only }) =>
      type.fields
        .filter(({ name }) => (only ?? name) === name && !(name in record) && !apart.includes(name))
        .map((field) => ({ path: path + field.name, type, field, add: (value) => (record[field.name] = value) })),
    );
    const items = this.places.lists.map(({ path, type, field, list }) => {
      const at = this.random.below(list.length + 1);
      return { path: `${path}[${at}]`, type, field: { ...field, isList: false }, add: (value) => list.splice(at, 0, value) };
    });
    const place = this.pick(this.random.chance(0.6) && items.length > 0 ? items : keys);
    const value = place && this.values.value(place.type, place.field, this.id);
    if (value === undefined) return undefined;
    place.add(value);
    return `${place.path}: ${JSON.stringify(value)} is new`;
  }

  // An element again, a little different.
  double() {
    const place = this.pick(this.places.lists.filter(({ field }) => field.form === 'record'));
    if (place === undefined) return this.add();
    const from = this.random.below(place.list.length);
    const to = this.random.below(place.list.length + 1);
    const again = copy(place.list[from]);
    place.list.splice(to, 0, again);
    this.places = placesOf(place.field.type, again, `${place.path}[${to}].`);
    return `${place.path}[${to}] is ${from} again, ${this.random.chance(0.8) ? (this.value() ?? 'the same') : 'the same'}`;
  }

  // Two elements in each other's place.
  swap() {
    const place = this.pick(this.places.lists.filter(({ list }) => list.length > 1));
    if (place === undefined) return this.move();
    const [i, k] = this.random.some([...place.list.keys()], 2, 2);
    [place.list[i], place.list[k]] = [place.list[k], place.list[i]];
    return `${place.path}: ${i} and ${k} are swapped`;
  }

  // A value, or an element of a list, goes to another place of its form.
  move() {
    const { random } = this;
    const from = this.pick(this.places.lists.filter(({ field, list }) => field.name !== 'signatories' && list.length > 0));
    const to = from && this.pick(this.places.lists.filter(({ field, list }) => field === from.field && list !== from.list));
    if (to !== undefined && random.chance(0.6)) {
      const [item] = from.list.splice(random.below(from.list.length), 1);
      to.list.push(item);
      if (from.list.length === 0) delete from.record[from.field.name];
      return `an element of ${from.path} moves to ${to.path}`;
    }
    const one = this.pick(this.places.values);
    const isOther = ({ holder, key }) => holder !== one.holder || key !== one.key;
    const isLike = ({ field }) => ['form', 'target', 'choices'].every((name) => field[name] === one.field[name]);
    const others = this.places.values.filter(
      (other) => isOther(other) && isLike(other) && !['aliases', 'language'].includes(other.field.name),
    );
    const other = one && this.pick(others);
    if (other === undefined) return this.value();
    [one.holder[one.key], other.holder[other.key]] = [other.holder[other.key], one.holder[one.key]];
    return `${one.path} and ${other.path} change places`;
  }

  // The keys of a record in another order.
  keys() {
    const { record, path } = this.random.pick(this.places.records);
    const names = Object.keys(record);
    const fields = { ...record };
    for (const name of names) delete record[name];
    for (const name of this.random.some(names, names.length, names.length)) record[name] = fields[name];
    return `the keys of ${path === '' ? 'all' : path} in another order`;
  }

  // A list of one is written as that one, and the other way round.
  form() {
    const isOne = ({ field, holder, key }) => field.isList && (key === field.name || holder.length === 1);
    const place = this.pick(this.places.values.filter(isOne));
    if (place === undefined) return this.tweak();
    const { record, field } = place;
    record[field.name] = Array.isArray(record[field.name]) ? record[field.name][0] : [record[field.name]];
    return `${field.name} is ${Array.isArray(record[field.name]) ? 'a list' : 'no list'}`;
  }
}

module.exports = { LeafEdit, pathsOf, withTargets };
