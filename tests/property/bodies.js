'use strict';
// Bodies in Markdown, and one change of one place of them: a word, a link, a heading, a footnote, a cell of a table.

const { changeText } = require('./texts.js');

const linkPattern = /(!?)\[([^\]^]*)\]\(([a-z]+):([^)]+)\)/g;

class Bodies {
  // Reads from the register: `linkable(kind)`: names that links may have, `linked()`: the kinds that links may name, `pictures()`, `numbers()`.
  constructor(random, values, register) {
    this.random = random;
    this.values = values;
    this.register = register;
  }

  words(least, most) {
    return this.values.words(least, most);
  }

  target() {
    const kind = this.random.pick(this.register.linked());
    const names = this.register.linkable(kind);
    return names.length === 0 ? undefined : `${kind}:${this.random.pick(names)}`;
  }

  link() {
    const target = this.random.chance(0.1) ? this.fileTarget() : this.target();
    return target === undefined ? this.words(1, 1) : `[${this.random.chance(0.5) ? '' : this.words(1, 2)}](${target})`;
  }

  fileTarget() {
    const pictures = this.register.pictures();
    return pictures.length === 0 ? undefined : `media:${this.random.pick(pictures)}`;
  }

  paragraph() {
    const { random } = this;
    const parts = [this.words(2, 8)];
    if (random.chance(0.5)) parts.push(this.link());
    if (random.chance(0.3)) parts.push(`theo văn bản ${random.pick(this.register.numbers())}`);
    if (random.chance(0.15)) parts.push(`và ${this.values.document()}`);
    if (random.chance(0.1)) parts.push(`*${this.words(1, 2)}* \`${this.words(1, 1)}\``);
    const picture = random.chance(0.1) ? this.fileTarget() : undefined;
    if (picture !== undefined) parts.push(`![${this.words(1, 2)}](${picture})`);
    return `${parts.join(' ')}.`;
  }

  block() {
    const { random } = this;
    const make = {
      paragraph: () => this.paragraph(),
      heading: () => `${random.pick(['##', '##', '###'])} ${this.words(1, 3)}`,
      list: () => Array.from({ length: random.between(1, 3) }, () => `- ${this.words(1, 4)} ${this.link()}`).join('\n'),
      quote: () => `> ${this.paragraph()}`,
      table: () => {
        const rows = Array.from({ length: random.between(1, 3) }, () => `| ${this.words(1, 2)} | ${this.link()} |`);
        return [`| ${this.words(1, 1)} | ${this.words(1, 1)} |`, '| --- | ---: |', ...rows].join('\n');
      },
      footnote: () => {
        const name = `c${random.below(1000)}`;
        return `${this.words(1, 3)}[^${name}].\n\n[^${name}]: ${this.paragraph()}`;
      },
    };
    return make[random.weighted({ paragraph: 60, heading: 20, list: 8, quote: 4, table: 8, footnote: 8 })]();
  }

  body() {
    return Array.from({ length: this.random.below(5) }, () => this.block()).join('\n\n');
  }

  // The body with one place changed: [body, what it was].
  change(body) {
    const weights = { word: 30, destination: 20, linkText: 12, heading: 10, cell: 8, add: 14, remove: 8, swap: 6, double: 4 };
    for (let tries = 0; tries < 4; tries++) {
      const what = this.random.weighted(weights);
      const changed = this[what](body);
      if (changed !== undefined && changed !== body) return [changed, what];
    }
    return [this.add(body), 'add'];
  }

  // One of the pattern's matches becomes what `make` makes of it.
  one(body, pattern, make) {
    const matches = [...body.matchAll(pattern)];
    if (matches.length === 0) return undefined;
    const match = this.random.pick(matches);
    const made = make(match);
    return made === undefined ? undefined : body.slice(0, match.index) + made + body.slice(match.index + match[0].length);
  }

  changed(text) {
    return changeText(text, this.random, (least, most) => this.words(least, most))[0];
  }

  word(body) {
    return this.one(body, /(?<=^|\s)\p{L}+(?=\s|\.|$)/gmu, ([word]) => this.changed(word));
  }

  destination(body) {
    return this.one(body, linkPattern, ([, image, text]) => {
      const target = image === '!' ? this.fileTarget() : this.target();
      return target === undefined ? undefined : `${image}[${text}](${target})`;
    });
  }

  linkText(body) {
    return this.one(body, linkPattern, ([, image, text, scheme, id]) => {
      const other = text === '' ? this.words(1, 2) : this.random.chance(0.5) && image === '' ? '' : this.changed(text);
      return `${image}[${other}](${scheme}:${id})`;
    });
  }

  heading(body) {
    return this.one(body, /^(##+) (.*)$/gm, ([, level, text]) =>
      this.random.chance(0.3) ? `${level === '##' ? '###' : '##'} ${text}` : `${level} ${this.changed(text)}`,
    );
  }

  cell(body) {
    return this.one(body, /(?<=^\| )[^|\n]+(?= \|)/gm, ([text]) => (/^[-:]+$/.test(text) ? undefined : this.changed(text)));
  }

  blocks(body, change) {
    const blocks = body === '' ? [] : body.split('\n\n');
    return change(blocks) === false ? undefined : blocks.join('\n\n');
  }

  add(body) {
    return this.blocks(body, (blocks) => blocks.splice(this.random.below(blocks.length + 1), 0, this.block()));
  }

  remove(body) {
    return this.blocks(body, (blocks) => blocks.length > 0 && blocks.splice(this.random.below(blocks.length), 1));
  }

  double(body) {
    return this.blocks(body, (blocks) => blocks.length > 0 && blocks.push(this.random.pick(blocks)));
  }

  swap(body) {
    return this.blocks(body, (blocks) => {
      if (blocks.length < 2) return false;
      const [i, k] = this.random.some([...blocks.keys()], 2, 2);
      [blocks[i], blocks[k]] = [blocks[k], blocks[i]];
      return true;
    });
  }
}

module.exports = { Bodies };
