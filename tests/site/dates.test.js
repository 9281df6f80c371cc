'use strict';
// The repository's own content on five days: the status of every agreement, the offices that answer for it, what is published, and how
// many there are. dates.json is written by hand from the content; it is the promise, in the order of its days.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { after, test } = require('node:test');
const parse5 = require('parse5');
const { exists, listFiles, read } = require('../support/folders.js');
const { kyket, root } = require('../support/program.js');
const { attribute, elements, words } = require('../support/website.js');
const table = require('./dates.json');

const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-dates-'));
after(() => fs.rmSync(scratch, { recursive: true, force: true }));

const classes = (node) => (attribute(node, 'class') ?? '').split(' ');

// A page of a day's site.
function pageOf(day, address) {
  const tree = parse5.parse(read(scratch, day, address, 'index.html'));
  return (wanted, within = tree) => [...elements(within)].filter(wanted);
}

// The rows of the list of agreements, on all of its pages, and where each leads.
const lists = new Map();
function listed(day) {
  if (!lists.has(day)) {
    const numbered = path.join(scratch, day, 'thoa-thuan', 'trang');
    const pages = ['thoa-thuan', ...(fs.existsSync(numbered) ? fs.readdirSync(numbered).map((number) => `thoa-thuan/trang/${number}`) : [])];
    lists.set(day, pages.flatMap((address) => {
      const list = pageOf(day, address);
      return list((node) => classes(node).includes('row')).map((row) => ({
        row,
        links: list((node) => attribute(node, 'href') !== undefined, row).map((node) => attribute(node, 'href')),
      }));
    }));
  }
  return lists.get(day);
}

// Of each party of an agreement's page: itself, and who answers for it.
function parties(find) {
  const [list] = find((node) => classes(node).includes('parties'));
  return find((node) => node.tagName === 'li', list).map((item) => {
    const offices = (within) =>
      find((node) => node.tagName === 'a' && /^\/co-quan\/./.test(attribute(node, 'href')), within).map(
        (link) => attribute(link, 'href').split('/')[2],
      );
    const [heirs] = find((node) => classes(node).includes('heirs'), item);
    return [offices(item)[0], (heirs === undefined ? offices(item) : offices(heirs)).join(' ')];
  });
}

table.days.forEach((day, index) => {
  test(`${day}: the content builds`, () => {
    const result = kyket(['build', '--worktree', '--date', day, '-q', '-o', path.join(scratch, day)]);
    assert.equal(result.status, 0, result.output);
  });

  for (const [id, { status, parties: signed }] of Object.entries(table.agreements))
    test(`${day}: ${id} is ${status[index]}, and its offices are those of the day`, () => {
      const find = pageOf(day, `thoa-thuan/${id}`);
      const [article] = find((node) => node.tagName === 'article');
      assert.equal(attribute(article, 'data-status'), status[index]);
      assert.deepEqual(parties(find), signed.map((organization) => [organization, table.answering[organization][index]]));
      // The list of agreements says the same.
      const rows = listed(day).filter(({ links }) => links.includes(`/thoa-thuan/${id}/`));
      assert.equal(rows.length, 1);
      const [{ row }] = rows;
      assert.equal(attribute(row, 'data-status'), status[index]);
    });

  test(`${day}: news of the future is not published, agreements are`, () => {
    for (const [id, published] of Object.entries(table.news))
      assert.equal(exists(scratch, day, 'tin-tuc', id, 'index.html'), published[index], id);
  });

  test(`${day}: agreements are counted by status, on the front page all of them`, () => {
    const found = (address) => {
      const find = pageOf(day, address);
      return find((node) => classes(node).includes('status-count') && attribute(node, 'hidden') === undefined).map(words).join(', ');
    };
    for (const [address, expected] of Object.entries(table.counts)) assert.equal(found(address), expected[index], address);
    const statuses = Object.values(table.agreements).map(({ status }) => status[index]);
    const front = pageOf(day, '.');
    const numbers = front((node) => classes(node).includes('status-count') && attribute(node, 'hidden') === undefined).map((node) => [
      attribute(node, 'data-status'),
      parseInt(words(node), 10),
    ]);
    for (const [status, number] of numbers)
      assert.equal(statuses.filter((each) => each === status).length, number, status);
    assert.equal(numbers.reduce((sum, [, number]) => sum + number, 0), statuses.length);
  });

  test(`${day}: what came down from another unit says who signed it`, () => {
    for (const [address, expected] of Object.entries(table.marks)) {
      const find = pageOf(day, address);
      const marks = find((node) => classes(node).includes('signed-by')).map(words);
      const [said, times = 0] = expected[index] === '' ? [''] : expected[index].split(' × ');
      assert.equal([...new Set(marks)].join('; '), said, address);
      assert.equal(marks.length, Number(times), address);
    }
  });
});

test('the table has every agreement and news item of the content, and a word for every day', () => {
  const ids = (folder) =>
    listFiles(path.join(root, 'content', folder))
      .map((file) => file.replace(/\.md$/, ''))
      .sort();
  assert.deepEqual(Object.keys(table.agreements).sort(), ids('agreements'));
  assert.deepEqual(Object.keys(table.news).sort(), ids('news'));
  const rows = [table.answering, table.news, table.counts, table.marks].flatMap(Object.values);
  for (const row of [...rows, ...Object.values(table.agreements).map(({ status }) => status)])
    assert.equal(row.length, table.days.length);
});
