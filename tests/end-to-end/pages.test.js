'use strict';
// Which pages there are, at which address, and what they show.

const assert = require('node:assert/strict');
const path = require('node:path');
const { test } = require('node:test');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { exists, listFiles, read, snapshot, temporaryFolder } = require('../support/folders.js');
const { agreement, dump, entry, news, numberedNews, site, smallRepository } = require('../support/register.js');
const { Website, attribute, elements, textOf } = require('../support/website.js');
const { parseXml } = require('../support/xml.js');
const parse5 = require('parse5');

const base = 'https://example.vn/';

// Builds and looks at the whole site; what is wrong anywhere fails the test.
function built(repository, args = [], address = base) {
  const result = repository.kyket(['build', ...args]);
  assert.equal(result.status, 0, result.output);
  const website = new Website(repository.path('output'), address);
  assert.deepEqual(website.checkAll(), []);
  return website;
}

const pageText = (repository, ...parts) => {
  const html = read(repository.folder, 'output', ...parts, 'index.html');
  const main = [...elements(parse5.parse(html))].find((element) => element.tagName === 'main');
  return textOf(main).replace(/\s+/g, ' ');
};

// Whether the page's main part links to the address.
const links = (repository, page, target) => {
  const html = read(repository.folder, 'output', page, 'index.html');
  const main = [...elements(parse5.parse(html))].find((element) => element.tagName === 'main');
  return [...elements(main)].some((element) => element.tagName === 'a' && attribute(element, 'href') === target);
};

test('every address of the contract has its page', (t) => {
  const repository = smallRepository(t);
  built(repository);
  const missing = [
    'index.html',
    'tin-tuc/index.html',
    'tin-tuc/2018/index.html',
    'tin-tuc/2018/ky-quy-che/index.html',
    'thoa-thuan/index.html',
    'thoa-thuan/quy-che-2018/index.html',
    'co-quan/index.html',
    'co-quan/ubnd-an-giang/index.html',
    'nguoi-ky/index.html',
    'nguoi-ky/nguyen-van-an/index.html',
    'tinh-thanh/index.html',
    'tinh-thanh/an-giang/index.html',
    'tinh-thanh/kien-giang/index.html',
    'linh-vuc/index.html',
    'linh-vuc/tre-em/index.html',
    'linh-vuc/viec-lam/index.html',
    'dong-thoi-gian/index.html',
    'dong-thoi-gian/2018/index.html',
    'dong-thoi-gian/2023/index.html',
    'tim-kiem/index.html',
    'gioi-thieu/index.html',
    'feed.xml',
    'tin-tuc/feed.xml',
    'thoa-thuan/feed.xml',
    'sitemap.xml',
    'robots.txt',
    '404.html',
    'xac-minh.txt',
  ].filter((file) => !exists(repository.folder, 'output', file));
  assert.deepEqual(missing, []);
});

test('every list has its feed', (t) => {
  const repository = smallRepository(t);
  const website = built(repository);
  for (const list of ['', 'tin-tuc/', 'thoa-thuan/', 'co-quan/ubnd-an-giang/', 'tinh-thanh/an-giang/', 'linh-vuc/tre-em/', 'nguoi-ky/nguyen-van-an/']) {
    const html = website.read(`${list}index.html`);
    const feeds = [...elements(parse5.parse(html))]
      .filter((element) => element.tagName === 'link' && attribute(element, 'type') === 'application/atom+xml')
      .map((element) => attribute(element, 'href'));
    assert.ok(feeds.includes(`/${list}feed.xml`), `${list || '/'} names the feeds ${feeds}`);
  }
});

test('a feed has the newest first, and changes its date only with its entries', (t) => {
  const repository = smallRepository(t);
  const website = built(repository);
  const feed = parseXml(website.read('tin-tuc/feed.xml'));
  const entries = feed.children.filter(({ name }) => name === 'entry');
  const titles = entries.map(({ children }) => children.find(({ name }) => name === 'title').text);
  assert.deepEqual(titles, ['Ký quy chế phối hợp mới', 'Ký quy chế phối hợp']);
  const before = website.read('tin-tuc/feed.xml');
  repository.commit({ 'content/pages/gioi-thieu.md': entry({ title: 'Trang viết lại' }) });
  assert.equal(built(repository, ['--date', '2030-01-01']).read('tin-tuc/feed.xml'), before);
});

test('each entry is linked both ways: what it names, and what names it', (t) => {
  const repository = smallRepository(t);
  built(repository, ['--date', '2026-01-01']);
  const pairs = [
    ['thoa-thuan/quy-che-2018', 'co-quan/ubnd-an-giang'],
    ['thoa-thuan/quy-che-2018', 'co-quan/tinh-doan-an-giang'],
    ['thoa-thuan/quy-che-2018', 'nguoi-ky/nguyen-van-an'],
    ['thoa-thuan/quy-che-2018', 'tinh-thanh/an-giang'],
    ['thoa-thuan/quy-che-2018', 'linh-vuc/tre-em'],
    ['thoa-thuan/quy-che-2018', 'thoa-thuan/quy-che-2023'],
    ['thoa-thuan/quy-che-2018', 'tin-tuc/2018/ky-quy-che'],
    ['tin-tuc/2018/ky-quy-che', 'co-quan/ubnd-an-giang'],
    ['tin-tuc/2018/ky-quy-che', 'nguoi-ky/nguyen-van-an'],
    ['tin-tuc/2018/ky-quy-che', 'linh-vuc/tre-em'],
    ['tin-tuc/2018/ky-quy-che', 'tinh-thanh/an-giang'],
    ['co-quan/ubnd-an-giang', 'nguoi-ky/nguyen-van-an'],
    ['co-quan/ubnd-an-giang', 'tinh-thanh/an-giang'],
    ['tinh-thanh/kien-giang', 'tinh-thanh/an-giang'],
  ];
  const missing = pairs
    .flatMap(([one, other]) => [[one, other], [other, one]])
    .filter(([page, target]) => !links(repository, page, `/${target}/`));
  assert.deepEqual(missing, []);
});

test("an agreement's page shows what the entry says", (t) => {
  const repository = smallRepository(t, {
    'content/agreements/day-du.md': entry({
      ...agreement,
      title: 'Chương trình đầy đủ',
      number: '03/QC-UBND',
      summary: 'Tóm tắt của chương trình.',
      place: 'Long Xuyên',
      review: 'annual',
      implements: 'quy-che-2018',
      amends: 'quy-che-2023',
      terminated: { date: '2021-05-05', reason: 'Sáp nhập tỉnh' },
      legal_basis: [{ number: '74/2019/NĐ-CP', title: 'Nghị định về việc làm', url: 'https://vanban.example/74' }],
      documents: [{ file: 'le-ky.png', title: 'Bản quét' }],
      photos: [{ file: 'le-ky.png', alt: 'Hai người ký', caption: 'Lễ ký ở Long Xuyên', credit: 'Lê Bình' }],
      source: { name: 'Báo thử', url: 'https://bao.example/1' },
    }),
  });
  built(repository);
  const text = pageText(repository, 'thoa-thuan', 'day-du');
  for (const part of [
    'Chương trình đầy đủ', '03/QC-UBND', '12/04/2018|12/4/2018|ngày 12 tháng 4 năm 2018', 'Long Xuyên', 'Quy chế phối hợp',
    '2018', '2022', 'Nguyễn Văn An', 'Chủ tịch', 'Lê Thị Bé', 'Bí thư', 'Chăm lo trẻ em', 'Họp mỗi quý', 'Sáp nhập tỉnh',
    '74/2019/NĐ-CP', 'Nghị định về việc làm', 'Bản quét', 'Lễ ký ở Long Xuyên', 'Lê Bình', 'Báo thử', 'An Giang', 'Trẻ em',
  ])
    assert.match(text, new RegExp(part), `"${part}" is not in: ${text}`);
  const html = read(repository.folder, 'output', 'thoa-thuan', 'day-du', 'index.html');
  for (const address of ['https://vanban.example/74', 'https://bao.example/1', '/thoa-thuan/quy-che-2018/', '/thoa-thuan/quy-che-2023/'])
    assert.ok(html.includes(`href="${address}"`), address);
  assert.match(html, /alt="Hai người ký"/);
  assert.ok(links(repository, 'thoa-thuan/quy-che-2018', '/thoa-thuan/day-du/'), 'what implements it is not named');
  assert.ok(links(repository, 'thoa-thuan/quy-che-2023', '/thoa-thuan/day-du/'), 'what amends it is not named');
});

test('the facts of an agreement lead to what came before and after, and its contents to every part of the page', (t) => {
  const repository = smallRepository(t, {
    'content/agreements/day-du.md': entry({ ...agreement, title: 'Chương trình đầy đủ', number: '03/QC-UBND', implements: 'quy-che-2018', amends: 'quy-che-2023',
      sources: [{ name: 'Báo thử' }] }, '## Bối cảnh\n\nChữ.\n\n### Chi tiết\n\nChữ.'),
  });
  built(repository, ['--date', '2026-01-01']);
  const facts = (id) => {
    const html = read(repository.folder, 'output', 'thoa-thuan', id, 'index.html');
    const all = [...elements(parse5.parse(html))];
    const terms = [...elements(all.find((node) => attribute(node, 'class') === 'facts'))].filter(({ tagName }) => tagName === 'dt');
    const contents = all.find((node) => attribute(node, 'class') === 'toc');
    return {
      contents: [...elements(contents)].filter(({ tagName }) => tagName === 'a').map((node) => attribute(node, 'href')),
      parts: all.filter((node) => node.tagName === 'section' && attribute(node, 'id') !== undefined).map((node) => `#${attribute(node, 'id')}`),
      links: Object.fromEntries(terms.map((term) => [textOf(term), [...elements(term.parentNode)].filter(({ tagName }) => tagName === 'a').map((node) => attribute(node, 'href'))])),
    };
  };
  const full = facts('day-du');
  assert.deepEqual([full.links['Thực hiện hoặc căn cứ'], full.links['Sửa đổi, bổ sung']], [['/thoa-thuan/quy-che-2018/'], ['/thoa-thuan/quy-che-2023/']]);
  assert.equal(full.links['Tiếp nối'], undefined);
  assert.deepEqual(facts('quy-che-2023').links['Tiếp nối'], ['/thoa-thuan/quy-che-2018/']);
  assert.deepEqual(facts('quy-che-2023').links['Văn bản sửa đổi, bổ sung'], ['/thoa-thuan/day-du/']);
  assert.deepEqual(facts('quy-che-2018').links['Thỏa thuận tiếp nối'], ['/thoa-thuan/quy-che-2023/']);
  for (const id of ['day-du', 'quy-che-2018', 'quy-che-2023']) {
    const { contents, parts } = facts(id);
    assert.deepEqual(parts.filter((part) => !contents.includes(part)), [], id);
  }
  assert.deepEqual(full.contents.slice(1, 3), ['#boi-canh', '#chi-tiet']);
});

test('a page is cited by its own last change, whatever else is committed', (t) => {
  const repository = smallRepository(t);
  const cited = (...parts) => {
    built(repository, ['--date', '2026-01-01']);
    const html = read(repository.folder, 'output', ...parts, 'index.html');
    return textOf([...elements(parse5.parse(html))].find((node) => attribute(node, 'id') === 'citation_text')).replace(/\s+/g, ' ');
  };
  const before = cited('thoa-thuan', 'quy-che-2018');
  const commit = repository.git('rev-parse', 'HEAD').trim();
  assert.ok(before.includes(`bản ${commit.slice(0, 10)} ngày`), before);
  repository.commit({ 'content/pages/gioi-thieu.md': entry({ title: 'Trang viết lại' }) });
  assert.equal(cited('thoa-thuan', 'quy-che-2018'), before);
  assert.ok(cited('gioi-thieu').includes(`“Trang viết lại”, Sổ thử, https://example.vn/gioi-thieu/, bản ${repository.git('rev-parse', 'HEAD').trim().slice(0, 10)} ngày`));
  assert.doesNotMatch(cited('tinh-thanh', 'an-giang'), /bản/);
});

test("a number in a text leads to its agreement, and back; other documents' numbers are listed", (t) => {
  const repository = smallRepository(t, {
    'content/news/2019/so-hieu.md': entry({ title: 'Số hiệu', date: '2019-01-01' }, 'Theo 01/QC-UBND và 74/2019/NĐ-CP.'),
  });
  built(repository);
  const html = read(repository.folder, 'output', 'tin-tuc', '2019', 'so-hieu', 'index.html');
  assert.ok(html.includes('<p>Theo <a href="/thoa-thuan/quy-che-2018/">01/QC-UBND</a> và 74/2019/NĐ-CP.</p>'), html);
  assert.match(pageText(repository, 'tin-tuc', '2019', 'so-hieu'), /Văn bản được nhắc đến\s+74\/2019\/NĐ-CP/);
  assert.ok(links(repository, 'thoa-thuan/quy-che-2018', '/tin-tuc/2019/so-hieu/'), 'the mention is not named');
  assert.ok(!pageText(repository, 'thoa-thuan', 'quy-che-2018').includes('Văn bản được nhắc đến'));
});

test('the status is judged on the day of --date, of SOURCE_DATE_EPOCH, or today', (t) => {
  const repository = smallRepository(t, {
    'content/agreements/quy-che-2023.md': null,
    'content/news/2023/ky-quy-che-moi.md': null,
    'content/agreements/quy-che-2018.md': entry(agreement), // no link to news that is to come on the first of the days
  });
  const statusOn = (date) => {
    const result = repository.kyket(['build', '--date', date]);
    assert.equal(result.status, 0, result.output);
    return pageText(repository, 'thoa-thuan', 'quy-che-2018');
  };
  const pages = ['2017-06-01', '2020-06-01', '2022-12-31', '2023-01-01'].map(statusOn);
  assert.equal(new Set(pages).size, pages.length, 'two of upcoming, in force, ending and ended look alike');
  assert.equal(statusOn('2020-06-02').replaceAll('02/06', '01/06'), pages[1].replaceAll('02/06', '01/06'));
  repository.kyket(['build'], { env: { SOURCE_DATE_EPOCH: String(Date.UTC(2017, 5, 1) / 1000) } });
  assert.equal(pageText(repository, 'thoa-thuan', 'quy-che-2018'), pages[0]);
  repository.kyket(['build'], { env: { SOURCE_DATE_EPOCH: '' } });
  assert.equal(pageText(repository, 'thoa-thuan', 'quy-che-2018'), statusOn(new Date(Date.now() + 7 * 3600e3).toISOString().slice(0, 10)));
});

test('drafts are left out, and shown with -D', (t) => {
  const repository = smallRepository(t, {
    'content/agreements/nhap.md': entry({ ...agreement, title: 'Thỏa thuận nháp', draft: true }),
    'content/news/2018/tin-nhap.md': entry({ ...news, title: 'Tin nháp', draft: true }),
    'content/pages/nhap-trang.md': entry({ title: 'Trang nháp', draft: true, aliases: ['/cu-nhap/'] }),
  });
  const drafts = ['thoa-thuan/nhap', 'tin-tuc/2018/tin-nhap', 'nhap-trang', 'cu-nhap'];
  const website = built(repository);
  for (const page of drafts) assert.ok(!exists(repository.folder, 'output', page), page);
  for (const file of website.files)
    if (/\.(html|xml|json)$/.test(file)) assert.doesNotMatch(website.read(file), /[Tt]in nháp|Thỏa thuận nháp|Trang nháp/, file);
  for (const option of ['-D', '--drafts']) {
    const result = repository.kyket(['build', option]);
    assert.equal(result.status, 0, result.output);
    for (const page of drafts) assert.ok(exists(repository.folder, 'output', page, 'index.html'), `${option} ${page}`);
  }
});

test('news of the future waits for its day, and shows with -F', (t) => {
  const repository = smallRepository(t, { 'content/news/2024/mai-sau.md': entry({ ...news, title: 'Tin mai sau', date: '2024-07-01' }) });
  const page = path.join('output', 'tin-tuc', '2024', 'mai-sau');
  const website = built(repository, ['--date', '2024-06-30']);
  assert.ok(!exists(repository.folder, page));
  for (const file of website.files) if (/\.(html|xml|json)$/.test(file)) assert.doesNotMatch(website.read(file), /Tin mai sau/, file);
  built(repository, ['--date', '2024-07-01']);
  assert.ok(exists(repository.folder, page));
  for (const option of ['-F', '--future']) {
    built(repository, ['--date', '2024-06-30', option]);
    assert.ok(exists(repository.folder, page));
  }
});

test('aliases redirect to the entry, with the base path', (t) => {
  const repository = smallRepository(t, {
    'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu', aliases: ['/ve-chung-toi/', '/about.html', '/cu/tin-12'] }),
    'content/agreements/quy-che-2018.md': entry({ ...agreement, aliases: '/quy-che-cu/' }),
  });
  for (const address of [base, 'https://example.vn/so/']) {
    const website = built(repository, ['-b', address], address);
    for (const [old, target] of [
      ['ve-chung-toi/', 'gioi-thieu/'],
      ['about.html', 'gioi-thieu/'],
      ['cu/tin-12/', 'gioi-thieu/'],
      ['quy-che-cu/', 'thoa-thuan/quy-che-2018/'],
    ]) {
      const page = website.page(old);
      assert.ok(page, `${old} is not there`);
      assert.equal(new URL(page.redirect, page.url).href, address + target);
      assert.deepEqual(page.canonicals, [address + target]);
    }
  }
});

test('-b changes every link, asset, feed and map; no other base is left', (t) => {
  const repository = smallRepository(t);
  built(repository);
  const plain = listFiles(repository.path('output'));
  const address = 'https://khac.example:8443/so-thoa-thuan/';
  const website = built(repository, ['-b', address], address);
  assert.deepEqual(listFiles(repository.path('output')), plain);
  for (const file of website.files) {
    if (!/\.(html|xml|txt|json)$/.test(file)) continue;
    assert.doesNotMatch(website.read(file), /example\.vn/, file);
    assert.doesNotMatch(website.read(file), /(href|src|action)="\/(?!so-thoa-thuan\/)/, file);
  }
  const without = built(repository, ['-b', address.slice(0, -1)], address);
  assert.ok(without.page(''), 'a base URL without a slash at the end');
});

test('base_url in site.yaml may have a path', (t) => {
  const address = 'https://example.vn/so-thoa-thuan/';
  built(smallRepository(t, { 'content/site.yaml': dump({ ...site, base_url: address }) }), [], address);
});

test('lists are cut into pages that are counted from the oldest: a new entry changes few of them', (t) => {
  const repository = smallRepository(t, Object.assign({}, ...Array.from({ length: 40 }, (_, number) => numberedNews(number + 1))));
  const website = built(repository);
  const shown = (file) => [...website.read(file).matchAll(/href="\/tin-tuc\/2022\/tin-(\d+)\/"/g)].map(([, number]) => Number(number));
  const numbered = [...website.files].filter((file) => /^tin-tuc\/[^/]+\/\d+\/index\.html$/.test(file) && !/^tin-tuc\/\d{4}\//.test(file));
  assert.ok(numbered.length >= 10, `pages of the list: ${numbered}`);
  const first = numbered.find((file) => /\/1\/index\.html$/.test(file));
  assert.ok(!shown(first).includes(40) && shown('tin-tuc/index.html').includes(40), 'page 1 is not the oldest');
  const lists = ['tin-tuc/index.html', ...numbered];
  const everywhere = lists.flatMap(shown);
  for (let number = 1; number <= 40; number++) assert.ok(everywhere.includes(number), `news ${number} is on no page`);

  const before = snapshot(repository.path('output'));
  for (let number = 41; number <= 47; number++) {
    const old = snapshot(repository.path('output'));
    repository.commit(numberedNews(number));
    built(repository);
    const now = snapshot(repository.path('output'));
    const changed = lists.filter((file) => old[file] !== now[file]);
    assert.ok(changed.length <= 2, `news ${number} changed ${changed}`);
  }
  const after = snapshot(repository.path('output'));
  const kept = numbered.filter((file) => before[file] === after[file]);
  assert.ok(kept.length >= numbered.length - 1, `only ${kept.length} of ${numbered.length} older pages stayed`);
});

test('a new entry rewrites few files of the site', (t) => {
  const repository = smallRepository(t, Object.assign({}, ...Array.from({ length: 60 }, (_, number) => numberedNews(number + 1))));
  built(repository);
  const before = snapshot(repository.path('output'));
  repository.commit(numberedNews(61));
  built(repository, ['--stats', 'stats.json']);
  const after = snapshot(repository.path('output'));
  const { written, unchanged } = JSON.parse(read(repository.folder, 'stats.json'));
  // Its words stand in shards of the search index: of so few entries, one shard holds a word or two.
  const changed = Object.keys(after).filter((file) => after[file] !== before[file] && file !== '.kyket');
  const others = changed.filter((file) => !/^tim-kiem\/0\//.test(file));
  assert.equal(written, changed.length);
  assert.ok(others.length <= 20 && unchanged > 300, `${unchanged} unchanged, ${written} written: ${changed}`);
});

test('offices fold away by province where there are many, and stand open where there are few', (t) => {
  const groups = (count) => {
    const offices = Array.from({ length: count }, (_, i) => [`content/organizations/so-${i}.md`,
      entry({ name: `Sở số ${i}`, kind: 'department', level: 'province', province: i % 2 === 0 ? 'an-giang' : 'kien-giang' })]);
    const page = parse5.parse(built(smallRepository(t, Object.fromEntries(offices))).read('co-quan/index.html'));
    return [...elements(page)].filter((node) => node.tagName === 'details' && attribute(node, 'class') === 'group')
      .map((node) => [attribute(node, 'open') !== undefined, textOf(node).match(/Sở số \d+/g)?.length ?? 0]);
  };
  assert.deepEqual(groups(4), [[true, 2], [true, 2]]);
  assert.deepEqual(groups(60), [[false, 30], [false, 30]]);
});

test('people are sorted by given name, everything else the Vietnamese way', (t) => {
  const files = {};
  for (const [id, name] of [['a', 'Trần Văn Ước'], ['b', 'Đỗ Thị Ánh'], ['c', 'Lê Văn Đông'], ['d', 'Phạm Dung'], ['e', 'Nguyễn Thị Ân'], ['f', 'Vũ Ăn']])
    files[`content/people/${id}.md`] = entry({ name, positions: [{ organization: 'ubnd-an-giang', title: 'Phó Chủ tịch' }] });
  for (const [id, name] of [['ox', 'Ôn hòa'], ['ox2', 'Ơn'], ['ox3', 'Oan'], ['ox4', 'Đèn'], ['ox5', 'Dừa'], ['ox6', 'Ý']])
    files[`content/organizations/${id}.md`] = entry({ name });
  const repository = smallRepository(t, files);
  built(repository);
  const order = (page, names) => {
    const text = pageText(repository, page);
    return names.map((name) => text.indexOf(name)).every((position, index, all) => position >= 0 && (index === 0 || all[index - 1] < position));
  };
  assert.ok(order('nguoi-ky', ['Nguyễn Văn An', 'Đỗ Thị Ánh', 'Vũ Ăn', 'Nguyễn Thị Ân', 'Phạm Dung', 'Lê Văn Đông', 'Trần Văn Ước']), pageText(repository, 'nguoi-ky'));
  assert.ok(order('co-quan', ['Dừa', 'Đèn', 'Oan', 'Ôn hòa', 'Ơn', 'Ý']), pageText(repository, 'co-quan'));
});

test('Markdown: tables, footnotes, anchors, figures and the register\'s links', (t) => {
  const body = `Đoạn có chú thích.[^mot] Xem [Trẻ em](topic:tre-em), [](person:nguyen-van-an), [](../agreements/quy-che-2018.md#boi-canh),
[tệp](media:le-ky.png), [ngoài](https://khac.example/) và [thư](mailto:a@example.vn).

[^mot]: Nội dung chú thích.

## Điều khoản & cam kết

## Điều khoản & cam kết

| Trái | Giữa | Phải |
|:-----|:----:|-----:|
| a    | b    | c    |

![Hai người ký](media:le-ky.png "Lễ ký")
`;
  const repository = smallRepository(t, { 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }, body) });
  const website = built(repository);
  const html = website.read('gioi-thieu/index.html');
  assert.match(html, /id="dieu-khoan-cam-ket"/);
  assert.match(html, /id="dieu-khoan-cam-ket-[^"]+"/);
  assert.match(html, /<td[^>]*(center|giua)[^>]*>b<\/td>/);
  assert.match(html, /<figure[^]*<img[^>]*alt="Hai người ký"[^]*<figcaption[^>]*>\s*Lễ ký/);
  assert.match(html, /href="\/linh-vuc\/tre-em\/"[^>]*>Trẻ em</);
  assert.match(html, /href="\/nguoi-ky\/nguyen-van-an\/"[^>]*>Nguyễn Văn An</);
  assert.match(html, /href="\/thoa-thuan\/quy-che-2018\/#boi-canh"[^>]*>Quy chế phối hợp giai đoạn 2018–2022</);
  assert.match(html, /Nội dung chú thích\./);
  assert.match(html, /<a[^>]*href="https:\/\/khac\.example\/"[^>]*(rel|class)="[^"]*external/);
});

test('a register with nothing but site.yaml makes a site', (t) => {
  const files = {};
  for (const file of listFiles(smallRepository(t).path('content'))) if (file !== 'site.yaml') files[`content/${file}`] = null;
  const repository = smallRepository(t, { ...files, 'content/site.yaml': dump({ title: 'Sổ', base_url: base }) });
  built(repository);
});

test('another language: its segments and words', (t) => {
  const repository = smallRepository(t, { 'content/site.yaml': dump({ ...site, language: 'en', menu: site.menu.slice(2) }) });
  const result = repository.kyket(['build']);
  assert.equal(result.status, 0, result.output);
  const website = new Website(repository.path('output'), base);
  assert.deepEqual(website.checkAll(), []);
  assert.match(website.read('index.html'), /<html[^>]* lang="en"/);
  assert.ok(!website.files.has('thoa-thuan/index.html'));
  assert.ok(website.files.has('agreements/quy-che-2018/index.html'), [...website.files].join(' '));
  assert.deepEqual(parseDiagnostics(result.output), []);
});
