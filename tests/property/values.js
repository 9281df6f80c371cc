'use strict';
// Random values that fit a field: by its form, and where that alone would rarely make sense, by its name.

const words =
  'xanh biển núi sông lúa sen tre mai trúc đào cam quế hồi chè cọ dừa mía bông gạo nắng mưa gió mây sao trăng đèn'
    .concat(' ấp Ổ Ăn Ý Đá Ơn ước hoà hòa')
    .split(' ');
const documents = ['74/2019/NĐ-CP', '128/NQ-CP', '598/KH-UBND', '45/2019/QH14', '12/2020/TT-BNV'];
const codes = ['period-mismatch', 'not-linked', 'no-summary', 'overlap', 'unknown-number', 'signed-late', 'no-alt'];
const two = (number) => String(number).padStart(2, '0');

// How often an optional field is there, where that is not OFTEN; by type and field, or by field.
const OFTEN = 0.4;
const chances = {
  'agreement.signed': 0.95, 'agreement.period': 0.85, 'agreement.commitments': 0.7, 'agreement.type': 0.7,
  'agreement.number': 0.7, 'agreement.review': 0.5, 'agreement.succeeds': 0.5, 'agreement.terminated': 0.12, 'agreement.amends': 0.2,
  'agreement.commitments_complete': 0.3, 'commitment.continues': 0.3, 'commitment.group': 0.3,
  'news.event': 0.6, 'news.agreements': 0.6, 'news.featured': 0.1,
  'occasion.date': 0.85, 'organization.province': 0.6, 'period.start': 0.92, 'period.end': 0.85,
  'person.positions': 0.8, 'province.region': 0.8, 'province.until': 0, 'province.merged_into': 0.4,
  'signatory.signers': 0.7, 'signer.title': 0.8, 'site.theme': 0, 'site.page_size': 1, 'site.language': 1, 'site.menu': 1,
  'agreement.national': 0.2, 'agreement.regions': 0.25, aliases: 0.1, former_names: 0.25, other_names: 0.15, draft: 0.03, silenced: 0.06,
};
// The shortest and longest list, where that is not 1 to 2.
const lengths = {
  'agreement.signatories': [2, 3], 'agreement.commitments': [1, 4], 'site.menu': [1, 3], 'person.positions': [1, 3],
};

class Values {
  // Reads from the register: `names(kind)`, `before(id, kind)`: those that were there before an entry,
  // `kindOf(id)`, `commitmentsOf(id)`: how many, `pictures()`, `isWide`.
  constructor(random, types, register) {
    this.random = random;
    this.types = types;
    this.register = register;
  }

  words(least, most) {
    return Array.from({ length: this.random.between(least, most) }, () => this.random.pick(words)).join(' ');
  }

  year() {
    return this.random.chance(0.9) ? this.random.between(2014, 2027) : this.random.between(2005, 2032);
  }

  day(year = this.year()) {
    return `${year}-${two(this.random.between(1, 12))}-${two(this.random.between(1, 28))}`;
  }

  document() {
    return this.random.pick(documents);
  }

  text(name) {
    const { random } = this;
    const some = () => `${this.words(1, 3)} ${random.below(100)}`;
    const make = {
      'agreement.number': () => random.pick([`${random.between(1, 40)}-CTPH/BNV-TWĐTN`, `${random.between(1, 40)}/QC-UBND`, 'sai']),
      'agreement.title': () => `Chương trình ${some()}${random.chance(0.3) ? ` giai đoạn ${this.year()}–${this.year()}` : ''}`,
      'commitment.continues': () => String(random.between(1, 3)),
      'commitment.group': () => random.pick(['Mục I', 'Mục II']),
      'commitment.title': () => `${random.pick(['Chăm lo', 'Bảo vệ', 'Phối hợp', 'Tuyên truyền'])} ${this.words(1, 3)}`,
      'legal_document.number': () => this.document(),
      'former_unit_name.kind': () => random.pick(['tỉnh', 'thành phố']),
      'province.kind': () => random.pick(['tỉnh', 'thành phố']),
      'organization.code': () => random.pick(['BNV', 'UBND', 'TWĐTN', 'BYT']),
      'organization.name': () => `${random.pick(['Bộ', 'Sở', 'Ủy ban', 'Đoàn'])} ${some()}`,
      'person.name': () => `${random.pick(['Nguyễn', 'Đào', 'Ôn', 'Ấu', 'Lê'])} ${some()}`,
      'silence.code': () => random.pick(codes),
      'removed.address': () => `/go/${random.below(4000)}/`,
      'removed.replaced_by': () => random.pick(['/', '/xac-minh.txt', 'https://khac.example.vn/moi/']),
      'site.language': () => random.pick(['vi', 'en']),
    }[name];
    if (make !== undefined) return make();
    if (/\.(name|title)$/.test(name)) return `${random.pick(['Mục', 'Ủy ban', 'Tin', 'Việc'])} ${some()}`;
    return random.chance(0.05) ? `${this.words(1, 2)} & <${this.words(1, 1)}> "${this.words(1, 1)}"` : this.words(1, 5);
  }

  // What a list of the field has, or the field itself; undefined where there is nothing that it could name.
  one(type, field, id) {
    const { random } = this;
    const name = `${type.name}.${field.name}`;
    switch (field.form) {
      case 'text':
        return field.name === 'aliases' ? `/cu/${random.below(4000)}/` : this.text(name);
      case 'url':
        return field.name === 'base_url'
          ? random.pick(['https://example.vn/', 'https://example.vn/so/', 'https://so.example.vn/'])
          : `https://bao.example.vn/${random.below(50)}`;
      case 'path':
        return random.pick(['/', '/xac-minh.txt', '/tin', '/tin/', '/feed.xml', 'https://khac.example.vn/tin/']);
      case 'media': {
        const pictures = this.register.pictures();
        return pictures.length === 0 ? undefined : random.pick(pictures);
      }
      case 'date': {
        const day = this.day();
        return random.pick([day, day, `${day}T${two(random.below(24))}:30:00+07:00`, `${day}T09:15:00`, `${day}T20:57:00.000Z`]);
      }
      case 'when':
        if (random.chance(0.8)) return this.one(type, { ...field, form: 'date' }, id);
        return random.chance(0.6) ? this.day().slice(0, 7) : this.year();
      case 'span': {
        const year = field.name === 'founded' ? random.between(1990, 2013) : this.year();
        if (random.chance(0.5)) return year;
        return random.chance(0.3) ? this.day(year).slice(0, 7) : this.day(year);
      }
      case 'end':
        return random.chance(0.2) ? 'open' : this.one(type, { ...field, form: 'span' }, id);
      case 'integer':
        return random.between(1, { page_size: 5, column: 11, row: 20 }[field.name] ?? 400);
      case 'decimal':
        return field.name === 'longitude' ? random.between(1020, 1090) / 10 : random.between(80, 230) / 10;
      case 'boolean':
        return random.chance(0.85);
      case 'choice':
        return random.pick(field.choices);
      case 'reference': {
        const isOwnKind = field.target === this.register.kindOf(id); // then no circles
        const ids = isOwnKind ? this.register.before(id, field.target) : this.register.names(field.target);
        return ids.length === 0 ? undefined : random.pick(this.register.isWide && random.chance(0.7) ? ids.slice(0, 2) : ids);
      }
      case 'record':
        return this.record(this.types.get(field.target), id);
      default:
        throw new Error(`no value of the form ${field.form}`);
    }
  }

  // A value for the field of an entry of that id.
  value(type, field, id) {
    if (!field.isList) return this.one(type, field, id);
    const [least, most] = lengths[`${type.name}.${field.name}`] ?? [1, 2];
    const list = [];
    const count = this.random.between(least, most);
    for (let tries = 0; list.length < count && tries < 10; tries++) {
      const item = this.one(type, field, id);
      const office = item?.organization;
      const isThere = list.some((other) => other === item || (office !== undefined && other.organization === office));
      if (item !== undefined && !isThere) list.push(item);
    }
    return list.length === 0 ? undefined : list;
  }

  // A record of the type, with all that it must have and some of what it may have; undefined where it can't have what it
  // must.
  record(type, id) {
    const record = {};
    for (const field of type.fields) {
      const chance = field.isRequired ? 1 : (chances[`${type.name}.${field.name}`] ?? chances[field.name] ?? OFTEN);
      const value = this.random.chance(chance) ? this.value(type, field, id) : undefined;
      if (value !== undefined) record[field.name] = value;
      else if (field.isRequired && type.path === undefined) return undefined;
    }
    return this.fit(type, record);
  }

  // Most commitments that are continued are there.
  fitContinuations(agreement) {
    const others = [agreement.succeeds, agreement.implements].flat().filter((other) => other !== undefined);
    for (const commitment of agreement.commitments ?? []) {
      if (commitment.continues === undefined) continue;
      const other = others.length === 0 ? undefined : this.random.pick(others);
      const count = other === undefined ? 0 : this.register.commitmentsOf(other);
      if (count === 0) delete commitment.continues;
      else commitment.continues = [`${other}#${this.random.between(1, count)}`];
      if (count > 0 && others.length === 1) commitment.continues = Number(commitment.continues[0].split('#')[1]);
    }
  }

  // Former names end one after the other, between the beginning and the end.
  order(record, year) {
    const end = record.dissolved ?? record.until;
    const until = (name) => (String(name.until).length === 4 ? `${name.until}-12-31` : String(name.until));
    record.former_names = record.former_names
      .filter((name) => year(name.until) > year(record.founded ?? 0) && year(name.until) < year(end ?? 9999))
      .sort((a, b) => (until(a) < until(b) ? -1 : 1))
      .filter((name, i, all) => i === 0 || until(all[i - 1]) !== until(name));
    if (record.former_names.length === 0) delete record.former_names;
  }

  // Makes sense of the whole, which its fields alone don't.
  fit(type, record) {
    const year = (value) => Number(String(value).slice(0, 4));
    for (const [first, last] of [['start', 'end'], ['from', 'to'], ['founded', 'dissolved']])
      if (first in record && last in record && year(record[last]) <= year(record[first]))
        record[last] = year(record[first]) + this.random.between(first === 'founded' ? 5 : 1, 8);
    if ('former_names' in record) this.order(record, year);
    if (type.name === 'agreement') {
      const start = record.period?.start;
      if (start !== undefined && this.random.chance(0.8)) record.signed = this.day(year(start));
      if (record.period === undefined) record.signed ??= this.day();
    }
    if (type.name === 'agreement') this.fitContinuations(record);
    if (type.name === 'signer') {
      if (record.person !== undefined) delete record.name;
      else record.name ??= this.text('person.name');
    }
    if (type.name === 'legal_document' && record.title === undefined) record.number ??= this.document();
    if (type.name === 'province' && record.merged_into !== undefined && this.random.chance(0.9)) record.until = this.day();
    return record;
  }
}

module.exports = { Values };
