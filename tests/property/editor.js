'use strict';
// Edits of a small register that leave it without mistakes: pages and news are added, edited, renamed and removed.

const fs = require('node:fs');
const { entry, numberedNews } = require('../support/register.js');

// Random changes; what there is now is kept by path.
class Editor {
  constructor(repository, random) {
    Object.assign(this, { repository, random, pages: [], number: 1000, news: 0 });
  }

  change() {
    const { random } = this;
    const link = this.pages.length > 0 ? ` Xem [](page:${random.pick(this.pages)}).` : '';
    const kind = this.pages.length < 3 ? 'add' : random.pick(['add', 'edit', 'edit', 'news', 'rename', 'remove']);
    if (kind === 'add') {
      const id = `trang-${++this.number}`;
      this.pages.push(id);
      return { [`content/pages/${id}.md`]: entry({ title: `Trang ${this.number}` }, `Mới.${link}`) };
    }
    if (kind === 'news') return numberedNews(++this.news % 200);
    const id = random.pick(this.pages);
    const file = `content/pages/${id}.md`;
    if (kind === 'edit') return { [file]: entry({ title: `Trang ${id} ${random.below(1000)}` }, 'Đã sửa.') };
    // What is renamed or goes must not be linked to any more.
    const changed = { [file]: null };
    this.pages = this.pages.filter((other) => other !== id);
    for (const other of this.pages) {
      const text = fs.readFileSync(this.repository.path(`content/pages/${other}.md`), 'utf8');
      if (text.includes(`page:${id}`)) changed[`content/pages/${other}.md`] = text.replace(/ Xem .*/, '');
    }
    if (kind === 'rename') {
      const next = `trang-${++this.number}`;
      this.pages.push(next);
      changed[`content/pages/${next}.md`] = entry({ title: `Trang ${next}`, aliases: [`/${id}/`] });
    }
    return changed;
  }
}

module.exports = { Editor };
