'use strict';
// What the entries of a made-up register say: each kind's fields, as its file gives them.

const words =
  'xanh biển núi sông lúa sen tre mai trúc đào cam quế hồi chè cọ dừa mía bông gạo nắng mưa gió mây sao trăng đèn ấp Ổ Ăn Ý Đá Ơn ước'.split(
    ' ',
  );
const documents = ['74/2019/NĐ-CP', '128/NQ-CP', '598/KH-UBND', '45/2019/QH14', '12/2020/TT-BNV'];
const two = (number) => String(number).padStart(2, '0');

// Reads from the register: `names(kind)` are the ids of a kind, `before(id, kind)` those that were there before it.
class Fields {
  constructor(random, register) {
    this.random = random;
    this.register = register;
  }

  words(least, most) {
    return Array.from({ length: this.random.between(least, most) }, () => this.random.pick(words)).join(' ');
  }

  name(what) {
    return `${what} ${this.words(1, 2)} ${this.random.below(100)}`;
  }

  year() {
    return this.random.chance(0.9) ? this.random.between(2014, 2027) : this.random.between(2005, 2032);
  }

  day(year = this.year()) {
    return `${year}-${two(this.random.between(1, 12))}-${two(this.random.between(1, 28))}`;
  }

  yearOrDay(year = this.year()) {
    return this.random.chance(0.5) ? year : this.day(year);
  }

  // A record of what comes out of `choices`, each [probability, function].
  record(choices) {
    const fields = {};
    for (const [name, [probability, make]] of Object.entries(choices)) {
      if (!this.random.chance(probability)) continue;
      const value = make();
      if (value !== undefined && !(Array.isArray(value) && value.length === 0)) fields[name] = value;
    }
    return fields;
  }

  one(kind, id) {
    const names = id === undefined ? this.register.names(kind) : this.register.before(id, kind);
    return names.length === 0 ? undefined : this.random.pick(names);
  }

  some(kind, most, least = 0) {
    return this.random.some(this.register.names(kind), least, most);
  }

  earlier(id, kind, most) {
    return this.random.some(this.register.before(id, kind), 1, most);
  }

  aliases() {
    return [`/cu/${this.random.below(400)}/`];
  }

  photos() {
    return Array.from({ length: this.random.between(1, 2) }, () => ({
      file: this.random.pick(this.register.pictures()),
      ...this.record({
        alt: [0.8, () => this.words(1, 3)],
        caption: [0.6, () => this.words(1, 3)],
        credit: [0.7, () => this.words(1, 2)],
      }),
    }));
  }

  origin() {
    return { name: this.name('Báo'), ...this.record({ url: [0.5, () => `https://bao.example.vn/${this.random.below(50)}`] }) };
  }

  period(start = this.year()) {
    const end = start + this.random.below(6);
    return {
      ...this.record({ start: [0.92, () => (this.random.chance(0.7) ? start : `${start}-${two(this.random.between(1, 6))}-01`)] }),
      ...(this.random.chance(0.85) ? { end: this.random.chance(0.7) ? end : `${end}-${two(this.random.between(7, 12))}-15` } : {}),
    };
  }

  signer() {
    const person = this.random.chance(0.7) ? this.one('person') : undefined;
    return {
      ...(person === undefined ? { name: this.name('Ông') } : { person }),
      ...this.record({ title: [0.8, () => this.random.pick(['Chủ tịch', 'Bí thư', 'Giám đốc'])] }),
    };
  }

  signatories() {
    return this.some('organization', 3, 2).map((organization) => ({
      organization,
      ...this.record({ signers: [0.7, () => Array.from({ length: this.random.between(1, 2) }, () => this.signer())] }),
    }));
  }

  commitments() {
    return Array.from({ length: this.random.between(1, 4) }, () => ({
      title: `${this.random.pick(['Chăm lo', 'Bảo vệ', 'Phối hợp', 'Tuyên truyền'])} ${this.words(1, 3)}`,
      ...this.record({ topics: [0.6, () => this.some('topic', 2)] }),
    }));
  }

  province(id) {
    const merged = this.one('province', id);
    return {
      name: this.name('Tỉnh'),
      ...this.record({
        kind: [0.8, () => this.random.pick(['tỉnh', 'thành phố'])],
        code: [0.4, () => String(this.random.between(10, 99))],
        region: [0.8, () => this.random.pick(['Đồng bằng', 'Miền núi', 'Ven biển'])],
        latitude: [0.3, () => this.random.between(8, 23)],
        longitude: [0.3, () => this.random.between(102, 109)],
      }),
      ...(merged !== undefined && this.random.chance(0.4)
        ? { merged_into: merged, ...this.record({ until: [0.9, () => this.day()] }) }
        : {}),
    };
  }

  topic() {
    return { name: this.name('Lĩnh vực'), ...this.record({ description: [0.6, () => this.words(2, 5)] }) };
  }

  agreement_type() {
    return { name: this.name('Loại') };
  }

  organization(id) {
    return {
      name: this.name(this.random.pick(['Bộ', 'Sở', 'Ủy ban', 'Đoàn'])),
      ...this.record({
        short_name: [0.4, () => this.words(1, 1)],
        code: [0.4, () => this.random.pick(['BNV', 'UBND', 'TWĐTN', 'BYT'])],
        kind: [0.8, () => this.random.pick(['ministry', 'department', 'peoples-committee', 'youth-union', 'party', 'other'])],
        level: [0.8, () => this.random.pick(['central', 'province', 'city', 'commune'])],
        province: [0.6, () => this.one('province')],
        parent: [0.3, () => this.one('organization', id)],
        founded: [0.3, () => this.yearOrDay(this.random.between(1990, 2013))],
        dissolved: [0.25, () => this.yearOrDay(this.random.between(2016, 2027))],
        successors: [
          0.25,
          () =>
            this.earlier(id, 'organization', 2).map((organization) => ({
              organization,
              ...this.record({ since: [0.6, () => this.yearOrDay()], scope: [0.4, () => this.words(1, 3)] }),
            })),
        ],
        website: [0.2, () => `https://co-quan-${this.random.below(20)}.example.vn/`],
        aliases: [0.1, () => this.aliases()],
        draft: [0.03, () => true],
      }),
    };
  }

  person() {
    return {
      name: `${this.random.pick(['Nguyễn', 'Đào', 'Ôn', 'Ấu', 'Lê'])} ${this.words(1, 2)} ${this.random.below(100)}`,
      ...this.record({
        positions: [
          0.8,
          () =>
            this.some('organization', 3, 1).map((organization) => ({
              organization,
              title: this.random.pick(['Chủ tịch', 'Bí thư', 'Giám đốc']),
              ...this.record({ from: [0.7, () => this.yearOrDay(2015)], to: [0.5, () => this.yearOrDay(2022)] }),
            })),
        ],
        aliases: [0.1, () => this.aliases()],
        draft: [0.03, () => true],
      }),
    };
  }

  agreement(id) {
    const period = this.period();
    return {
      title: `${this.name('Chương trình')}${this.random.chance(0.3) ? ` giai đoạn ${this.year()}–${this.year()}` : ''}`,
      signed: this.day(Number(String(period.start ?? this.year()).slice(0, 4))),
      signatories: this.signatories(),
      ...this.record({
        short_title: [0.4, () => this.words(1, 2)],
        summary: [0.5, () => this.words(2, 6)],
        type: [0.7, () => this.one('agreement_type')],
        number: [
          0.7,
          () => this.random.pick([`${this.random.between(1, 40)}-CTPH/BNV-TWĐTN`, `${this.random.between(1, 40)}/QC-UBND`, 'sai']),
        ],
        place: [0.3, () => this.words(1, 1)],
        period: [0.85, () => period],
        provinces: [0.4, () => this.some('province', 2)],
        topics: [0.6, () => this.some('topic', 3)],
        commitments: [0.6, () => this.commitments()],
        review: [0.5, () => this.random.pick(['annual', 'annual', 'none'])],
        implements: [0.3, () => this.earlier(id, 'agreement', 2)],
        succeeds: [0.4, () => this.earlier(id, 'agreement', 2)],
        amends: [0.2, () => this.earlier(id, 'agreement', 1)],
        terminated: [
          0.12,
          () => ({ date: this.day(), ...this.record({ reason: [0.6, () => this.words(1, 4)] }) }),
        ],
        legal_basis: [
          0.3,
          () => [
            {
              number: this.random.pick(documents),
              ...this.record({ title: [0.5, () => this.words(2, 3)], url: [0.3, () => 'https://luat.example.vn/'] }),
            },
          ],
        ],
        documents: [
          0.2,
          () => [{ file: this.random.pick(this.register.pictures()), ...this.record({ title: [0.6, () => this.words(1, 2)] }) }],
        ],
        photos: [0.2, () => this.photos()],
        source: [0.3, () => this.origin()],
        aliases: [0.1, () => this.aliases()],
        draft: [0.03, () => true],
      }),
    };
  }

  news() {
    const day = this.day();
    return {
      title: this.name('Tin'),
      date: this.random.pick([day, day, `${day}T${two(this.random.below(24))}:30:00+07:00`, `${day}T09:15:00`]),
      ...this.record({
        summary: [0.5, () => this.words(2, 6)],
        author: [0.3, () => this.words(1, 2)],
        category: [0.3, () => this.random.pick(['Hội nghị', 'Lễ ký', 'Khác'])],
        source: [0.3, () => this.origin()],
        event: [
          0.5,
          () => ({
            kind: this.random.pick(['signing', 'review', 'review', 'closing', 'meeting', 'other']),
            ...this.record({ date: [0.8, () => this.day()], place: [0.4, () => this.words(1, 2)] }),
          }),
        ],
        agreements: [0.6, () => this.some('agreement', 2)],
        organizations: [0.4, () => this.some('organization', 2)],
        people: [0.3, () => this.some('person', 2)],
        provinces: [0.3, () => this.some('province', 2)],
        topics: [0.4, () => this.some('topic', 2)],
        photos: [0.2, () => this.photos()],
        featured: [0.1, () => true],
        aliases: [0.1, () => this.aliases()],
        draft: [0.03, () => true],
      }),
    };
  }

  page() {
    return {
      title: this.name('Trang'),
      ...this.record({
        summary: [0.5, () => this.words(2, 6)],
        aliases: [0.1, () => this.aliases()],
        draft: [0.05, () => true],
      }),
    };
  }

  link() {
    const kind = this.random.pick(['agreement', 'agreement', 'news', 'organization', 'person', 'province', 'topic', 'page']);
    const id = this.one(kind);
    if (id === undefined) return this.words(1, 1);
    return `[${this.random.chance(0.5) ? '' : this.words(1, 2)}](${kind}:${id})`;
  }

  paragraph() {
    const parts = [this.words(2, 8)];
    if (this.random.chance(0.5)) parts.push(this.link());
    if (this.random.chance(0.3)) parts.push(`theo văn bản ${this.random.pick(this.register.numbers())}`);
    if (this.random.chance(0.15)) parts.push(`và ${this.random.pick(documents)}`);
    if (this.random.chance(0.1)) parts.push(`![${this.words(1, 2)}](media:${this.random.pick(this.register.pictures())})`);
    return `${parts.join(' ')}.`;
  }

  body() {
    const parts = [];
    for (let count = this.random.below(4); count > 0; count--) {
      if (this.random.chance(0.3)) parts.push(`${this.random.chance(0.7) ? '##' : '###'} ${this.name('Mục')}`);
      parts.push(this.paragraph());
    }
    return parts.join('\n\n');
  }
}

module.exports = { Fields };
