'use strict';
// Content that means harm: nothing crashes, nothing is written outside of the output, no script reaches a page.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { spawnSync } = require('node:child_process');
const { test } = require('node:test');
const zlib = require('node:zlib');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { exists, listFiles, snapshot, temporaryFolder, writeFiles } = require('../support/folders.js');
const { git } = require('../support/program.js');
const { Repository, agreement, dump, entry, news, photo, site, smallRegister, smallRepository } = require('../support/register.js');
const { elements, Website } = require('../support/website.js');
const parse5 = require('parse5');

const page = 'content/pages/gioi-thieu.md';
const newsPath = 'content/news/2018/ky-quy-che.md';

// Runs a build that may succeed or find errors, within some seconds, and checks that nothing outside was touched.
function survives(t, files, seconds = 20) {
  const repository = smallRepository(t, files);
  const outside = path.dirname(repository.folder);
  writeFiles(outside, { 'ngoai.txt': 'ở ngoài\n' });
  const before = snapshot(outside);
  const start = Date.now();
  const result = repository.kyket(['build']);
  assert.ok(Date.now() - start < seconds * 1000, `took ${Date.now() - start} ms`);
  assert.ok([0, 1].includes(result.status), result.output);
  const after = snapshot(outside);
  for (const file of Object.keys(after)) if (/^register\/(output|\.kyket)\//.test(file)) delete after[file];
  assert.deepEqual(after, before);
  return { repository, result };
}

// What may run or leads to a script, in any page of the site.
function assertHarmless(repository) {
  for (const file of listFiles(repository.path('output'))) {
    if (!file.endsWith('.html')) continue;
    for (const element of elements(parse5.parse(fs.readFileSync(repository.path('output', file), 'utf8')))) {
      const place = `${file}: <${element.tagName}>`;
      assert.ok(!['iframe', 'object', 'embed', 'base', 'frame', 'marquee', 'x-harm'].includes(element.tagName), place);
      for (const { name, value } of element.attrs) {
        assert.doesNotMatch(name, /^on/, `${place} ${name}="${value}"`);
        assert.doesNotMatch(value, /^[\s\0-\x1f]*(javascript|vbscript|data\s*:\s*text)/i, `${place} ${name}="${value}"`);
        if (name === 'style') assert.doesNotMatch(value, /expression|url\(/i, place);
      }
      if (element.tagName === 'script') {
        const text = element.childNodes.map((child) => child.value ?? '').join('');
        // A block of data runs nothing; what it quotes must stay in it, as one text of JSON without an angle bracket.
        if (element.attrs.some(({ name, value }) => name === 'type' && value === 'application/ld+json')) {
          assert.doesNotMatch(text, /</, place);
          assert.doesNotThrow(() => JSON.parse(text), place);
        } else assert.doesNotMatch(text, /harm/, place);
        assert.doesNotMatch(element.attrs.find(({ name }) => name === 'src')?.value ?? '/', /^(https?:)?\/\//, place);
      }
    }
  }
}

test('raw HTML in a body is left out with a warning', (t) => {
  const body = `<script>harm()</script>

Chữ <img src=x onerror="harm()"> và <b onclick=harm()>thẻ</b> <!-- chú thích --> <?php harm() ?> <![CDATA[x]]>.

<iframe src="https://harm.example/"></iframe>

<x-harm>

<style>body { display: none }</style>
`;
  const { repository, result } = survives(t, { [page]: entry({ title: 'Trang' }, body) });
  assert.equal(result.status, 0, result.output);
  const found = parseDiagnostics(result.output);
  assert.ok(found.length >= 3, result.output);
  for (const { file, severity, line } of found) assert.deepEqual([file, severity, line > 4], [page, 'warning', true]);
  assertHarmless(repository);
  const html = fs.readFileSync(repository.path('output/gioi-thieu/index.html'), 'utf8');
  assert.doesNotMatch(html, /harm|display: none|<!-- chú/);
});

test('dangerous addresses in a body are left out with a warning each', (t) => {
  const addresses = [
    'javascript:harm()',
    'JaVaScRiPt:harm()',
    '&#106;avascript:harm()',
    'java&#x73;cript:harm()',
    '<javascript:harm()>',
    'vbscript:harm()',
    'data:text/html;base64,PHNjcmlwdD4=',
    'file:///etc/passwd',
    'blob:https://x/',
  ];
  const body = addresses.map((address) => `[chữ](${address}) ![ảnh](${address})`).join('\n\n') + '\n\n<javascript:harm()>\n';
  const { repository, result } = survives(t, { [page]: entry({ title: 'Trang' }, body) });
  assert.equal(result.status, 0, result.output);
  assert.ok(parseDiagnostics(result.output).length >= addresses.length, result.output);
  assertHarmless(repository);
});

test('every text of the front matter is escaped', (t) => {
  const evil = `"'><script>harm()</script><img src=x onerror=harm()>{{harm}}{{{harm}}}&amp;<x-harm>`;
  const { repository, result } = survives(t, {
    'content/site.yaml': dump({ ...site, title: evil, description: evil, publisher: evil, menu: [{ title: evil, url: '/tin-tuc/' }] }),
    'content/data/topics.yaml': dump([{ id: 'tre-em', name: evil, description: evil }]),
    'content/data/agreement-types.yaml': dump([{ id: 'quy-che', name: evil }]),
    'content/data/regions.yaml': dump([{ id: 'vung', name: evil }]),
    'content/data/provinces.yaml': dump([{ id: 'an-giang', name: evil, kind: evil, region: 'vung' }]),
    'content/organizations/ubnd-an-giang.md': entry({ name: evil, short_name: evil, code: evil, province: 'an-giang', website: `https://x.example/?a='b'&c=1` }),
    'content/people/nguyen-van-an.md': entry({ name: evil, positions: [{ organization: 'ubnd-an-giang', title: evil }] }),
    'content/agreements/quy-che-2018.md': entry({
      ...agreement, title: evil, short_title: evil, summary: evil, number: evil, place: evil,
      signatories: agreement.signatories.map((each) => ({ ...each, signers: [{ name: evil, title: evil }] })),
      commitments: [{ title: evil }], terminated: { date: '2020-01-01', reason: evil },
      legal_basis: [{ number: evil, title: evil, url: `https://x.example/?a='b'&c=1` }],
      documents: [{ file: 'le-ky.png', title: evil }],
      photos: [{ file: 'le-ky.png', alt: evil, caption: evil, credit: evil }],
      source: { name: evil, url: `https://x.example/?a='b'&c=1` },
    }, `## ${evil}\n\n![${evil}](media:le-ky.png "${evil.replaceAll('"', '')}")\n\n\`${evil}\``),
    [newsPath]: entry({ ...news, title: evil, summary: evil, author: evil, category: evil, event: { kind: 'signing', place: evil } }),
  });
  assert.equal(result.status, 0, result.output);
  assertHarmless(repository);
  const website = new Website(repository.path('output'), 'https://example.vn/');
  assert.deepEqual([...website.checkFeeds(), ...website.checkSitemap()], []);
  for (const file of website.files) if (file.endsWith('.json')) JSON.parse(website.read(file));
});

test('control characters and things XML can not hold do not break feeds and maps', (t) => {
  const odd = 'Chữ \u0007\u000b\u001f\ufffe\uffff\u0085\u2028 và \u{1f600} ]]>';
  const repository = smallRepository(t, { [newsPath]: `---\ntitle: "${[...odd].map((c) => (c.codePointAt(0) < 128 && c >= ' ' ? c : `\\U${c.codePointAt(0).toString(16).padStart(8, '0')}`)).join('')}"\ndate: 2018-04-12\n---\n` });
  const result = repository.kyket(['build']);
  assert.ok([0, 1].includes(result.status), result.output);
  if (result.status === 0) {
    const website = new Website(repository.path('output'), 'https://example.vn/');
    assert.deepEqual([...website.checkFeeds(), ...website.checkSitemap()], []);
  }
});

for (const alias of ['../../ngoai.txt', '/../../ngoai.txt', '..', '/', '', '//khac.example/x', 'a/../../../ngoai.txt', '/%2e%2e/%2e%2e/ngoai.txt',
  '/a\\..\\..\\ngoai.txt', 'https://khac.example/', 'javascript:harm()', '/a\u0000b/', '/.git/config', '/a//b/', '/con?x=1#y', '/' + 'x'.repeat(5000) + '/'])
  test(`an alias ${JSON.stringify(alias).slice(0, 60)} leads nowhere outside`, (t) => {
    const { repository } = survives(t, { [page]: entry({ title: 'Trang', aliases: [alias] }) });
    assert.ok(!exists(repository.folder, 'output', '.git'));
    if (exists(repository.folder, 'output')) assertHarmless(repository);
  });

for (const file of ['../site.yaml', '../../../ngoai.txt', '/etc/passwd', 'a/../../site.yaml', '..', '.', '', 'le-ky.png/../../site.yaml', 'https://khac.example/x.png', '.git/config', 'le-ky.png\u0000.txt'])
  test(`a photo ${JSON.stringify(file)} is an error`, (t) => {
    const { result } = survives(t, { [newsPath]: entry({ ...news, photos: [{ file, alt: 'x' }] }, `![x](media:${encodeURI(file)})`) });
    assert.equal(result.status, 1, result.output);
    assert.ok(parseDiagnostics(result.output).some((each) => each.file === newsPath), result.output);
  });

test('menus and addresses of other schemes are refused', (t) => {
  for (const url of ['javascript:harm()', 'data:text/html,x', 'tin-tuc', '//khac.example/']) {
    const { result } = survives(t, { 'content/site.yaml': dump({ ...site, menu: [{ title: 'x', url }] }) });
    assert.equal(result.status, 1, `${url}: ${result.output}`);
  }
  for (const website of ['javascript:harm()', 'ftp://x/', 'khac.example', 'https://', 'https://x.example/ "onclick="harm()'])
    assert.equal(survives(t, { 'content/organizations/ubnd-an-giang.md': entry({ name: 'x', website }) }).result.status, 1, website);
});

test('two names in media/ that look the same are an error that names both', (t) => {
  const [composed, apart] = ['ảnh.png'.normalize('NFC'), 'ảnh.png'.normalize('NFD')];
  const { result } = survives(t, { [`content/media/${composed}`]: 'a', [`content/media/${apart}`]: 'b' });
  assert.equal(result.status, 1, result.output);
  const [found] = parseDiagnostics(result.output).filter(({ code }) => code === 'duplicate-media');
  const names = [composed, apart].map((name) => `content/media/${name}`);
  assert.ok(names.includes(found.file) && names.some((name) => name !== found.file && found.message.includes(name)), result.output);
  for (const name of [composed, apart]) {
    const alone = survives(t, { [`content/media/${name}`]: photo, [newsPath]: entry({ ...news, photos: [{ file: composed, alt: 'x' }] }) });
    assert.equal(alone.result.status, 0, alone.result.output);
  }
});

test('a menu entry is current on its own section alone', (t) => {
  const { repository } = survives(t, { 'content/pages/tin.md': entry({ title: 'Tin' }), 'content/site.yaml': dump({ ...site, menu: [{ title: 'Tin', url: '/tin' }, { title: 'Tỉnh', url: '/tinh-thanh/' }, { title: 'Tin tức', url: '/tin-tuc' }] }) });
  const current = (page) =>
    [...elements(parse5.parse(fs.readFileSync(repository.path('output', page, 'index.html'), 'utf8')))]
      .filter(({ tagName, attrs }) => tagName === 'a' && attrs.some(({ name }) => name === 'aria-current'))
      .map(({ attrs }) => attrs.find(({ name }) => name === 'href').value);
  assert.deepEqual(current('tinh-thanh'), ['/tinh-thanh/']);
  assert.ok(current('tin-tuc/2018').includes('/tin-tuc'));
  assert.ok(!current('tin-tuc/2018').includes('/tin'));
});

test('a register without a menu has one of the parts that it says something of', (t) => {
  const { menu, ...rest } = site;
  const shown = (files, page = '') => {
    const { repository } = survives(t, files);
    const html = fs.readFileSync(repository.path('output', page, 'index.html'), 'utf8');
    const nodes = [...elements(parse5.parse(html))];
    const navigation = nodes.find(({ attrs }) => attrs.some(({ name, value }) => name === 'class' && value === 'site-nav'));
    return {
      links: navigation === undefined ? [] : [...elements(navigation)].filter(({ tagName }) => tagName === 'a').map(({ attrs }) => attrs[0].value),
      buttons: nodes.filter(({ tagName, attrs }) => tagName === 'button' && attrs.some(({ name }) => name === 'popovertarget')).length,
    };
  };
  const without = { 'content/site.yaml': dump(rest) };
  const all = ['/thoa-thuan/', '/tin-tuc/', '/co-quan/', '/tinh-thanh/', '/linh-vuc/', '/dong-thoi-gian/'];
  assert.deepEqual(shown(without), { links: all, buttons: 2 });
  // Nothing but a page: no menu, and no button for one that would be empty; the search is in it elsewhere.
  const alone = { 'content': null, 'content/site.yaml': dump(rest), 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }) };
  const empty = { 'content/site.yaml': dump({ ...rest, menu: [] }) };
  for (const files of [alone, empty]) {
    for (const page of ['', 'tim-kiem']) assert.deepEqual(shown(files, page), { links: [], buttons: 0 });
    assert.deepEqual(shown(files, 'gioi-thieu'), { links: [], buttons: 2 });
  }
});

test('a theme of site.yaml is a name, not a path', (t) => {
  for (const theme of ['../..', '/etc', 'a/b', '.', '..', ''])
    survives(t, { 'content/site.yaml': dump({ ...site, theme }) });
  assert.equal(survives(t, { 'content/site.yaml': dump({ ...site, theme: '../themes/default' }) }).result.status, 1);
  const language = survives(t, { 'content/site.yaml': dump({ ...site, language: '../../vi' }) });
  assert.equal(language.result.status, 1);
});

test('ids that are no plain names are errors', (t) => {
  for (const id of ['..', '../x', 'a/b', '', '.', 'a b', 'A', '<script>', '-', 'index.html', 'x'.repeat(300)]) {
    const { result } = survives(t, { 'content/data/topics.yaml': dump([{ id: 'tre-em', name: 'x' }, { id, name: 'y' }]) });
    assert.equal(result.status, 1, `${id}: ${result.output}`);
  }
});

test('names in a tree of git that no checkout would make', (t) => {
  const repository = smallRepository(t);
  const blob = spawnSync('git', ['hash-object', '-w', '--stdin'], { cwd: repository.folder, input: entry({ title: 'Hại' }), encoding: 'utf8' }).stdout.trim();
  const tree = (rows) => {
    // Written by hand: git mktree refuses such names.
    const bytes = Buffer.concat(rows.map(([mode, name, object]) => Buffer.concat([Buffer.from(`${mode} ${name}\0`), Buffer.from(object, 'hex')])));
    return spawnSync('git', ['hash-object', '-w', '-t', 'tree', '--literally', '--stdin'], { cwd: repository.folder, input: bytes, encoding: 'utf8' }).stdout.trim();
  };
  const site = repository.git('rev-parse', 'HEAD:content/site.yaml').trim();
  const statics = tree([['100644', '..', blob], ['100644', '.git', blob], ['100644', '../../../ngoai-2.txt', blob], ['100644', 'a/b.txt', blob], ['100644', 'tot.txt', blob]]);
  const dots = tree([['40000', '..', statics]]);
  const content = tree([['40000', 'media', dots], ['40000', 'pages', statics], ['100644', 'site.yaml', site], ['40000', 'static', statics]]);
  const top = tree([['40000', 'content', content]]);
  const commit = git(repository.folder, 'commit-tree', top, '-m', 'hại').trim();
  const outside = path.dirname(repository.folder);
  const before = snapshot(outside);
  const result = repository.kyket(['build', '--rev', commit]);
  assert.ok([0, 1, 3].includes(result.status), result.output);
  const after = snapshot(outside);
  for (const file of Object.keys(after)) if (/^register\/(output|\.kyket)\//.test(file)) delete after[file];
  assert.deepEqual(after, before);
});

test('YAML aliases can not multiply', (t) => {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level++) {
    const [name, before] = [String.fromCharCode(97 + level), String.fromCharCode(96 + level)];
    levels.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
  }
  const { result } = survives(t, { [newsPath]: `---\ntitle: x\ndate: 2018-04-12\n${levels.join('\n')}\ntopics: *l\n---\n` }, 5);
  assert.equal(result.status, 1, result.output);
  const self = survives(t, { [newsPath]: '---\ntitle: x\ndate: 2018-04-12\nphotos: &a [*a]\n---\n' }, 5);
  assert.equal(self.result.status, 1, self.result.output);
});

for (const [name, yaml] of [
  ['lists', `topics: ${'['.repeat(50000)}`],
  ['closed lists', `topics: ${'['.repeat(20000)}${']'.repeat(20000)}`],
  ['mappings', `event: ${'{a: '.repeat(20000)}`],
  ['blocks', Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ['dashes', `topics:\n  ${'- '.repeat(20000)}x`],
  ['questions', '? '.repeat(20000)],
])
  test(`YAML nested deeply: ${name}`, (t) => {
    const { result } = survives(t, { [newsPath]: `---\ntitle: x\ndate: 2018-04-12\n${yaml}\n---\n` });
    assert.equal(result.status, 1, result.output.slice(0, 500));
    assert.ok(result.output.length < 1e6, `${result.output.length} bytes of messages`);
  });

test('very many keys, entries and long values in YAML', (t) => {
  const keys = Array.from({ length: 100000 }, (_, number) => `khoa_${number}: x`).join('\n');
  const many = survives(t, { [newsPath]: `---\ntitle: x\ndate: 2018-04-12\n${keys}\n---\n` });
  assert.ok(many.result.output.length < 50e6);
  survives(t, { 'content/data/topics.yaml': dump(Array.from({ length: 3000 }, (_, number) => ({ id: `t-${number}`, name: 'x' })).concat({ id: 'tre-em', name: 'x' })) }, 30);
  survives(t, { [newsPath]: entry({ ...news, title: 'x'.repeat(1 << 20), summary: 'Đ'.repeat(1 << 20) }) });
  const long = (count) => survives(t, { [newsPath]: `---\ntitle: x\ndate: 2018-04-12\nsummary: ${'Đ'.repeat(count)}\n---\n` }).result;
  assert.match(long(33000).output, /ky-quy-che\.md:4:10: error: this value has more than 64 KiB; .*\[yaml-limit\]/);
  assert.doesNotMatch(long(32000).output, /yaml-limit/);
  survives(t, { [newsPath]: entry({ ...news, topics: Array.from({ length: 50000 }, (_, number) => `khong-co-${number}`) }) }, 60);
});

test('texts that other pages repeat are bounded, and so is the number of what stands on many pages', (t) => {
  const of = (files) => {
    const { result } = survives(t, files);
    return parseDiagnostics(result.output).map(({ file, line, column, severity, code }) => `${file}:${line}:${column} ${severity} ${code}`);
  };
  const office = (name, other = []) => ({ 'content/organizations/ubnd-an-giang.md': `---\nname: ${name}\nother_names: ${JSON.stringify(other)}\n---\n` });
  // Characters are counted, not bytes.
  assert.deepEqual(of(office('Đ'.repeat(500), ['ơ'.repeat(500)])).filter((found) => /too-/.test(found)), []);
  assert.deepEqual(of(office('Đ'.repeat(501))), ['content/organizations/ubnd-an-giang.md:2:7 error too-long']);
  assert.deepEqual(of(office('Ủy ban', ['x', 'ơ'.repeat(501)])), ['content/organizations/ubnd-an-giang.md:3:19 error too-long']);
  assert.deepEqual(of({ [newsPath]: `---\ntitle: ${'Tin '.repeat(300)}\ndate: 2018-04-12\nsummary: ${'x'.repeat(5001)}\n---\n` }),
    [`${newsPath}:2:8 error too-long`, `${newsPath}:4:10 error too-long`]);
  assert.deepEqual(of({ 'content/data/topics.yaml': `- id: tre-em\n  name: ${'y '.repeat(300)}\n` }), ['content/data/topics.yaml:2:9 error too-long']);
  const plain = dump({ ...site, menu: undefined });
  const menu = (count) => ({ 'content/site.yaml': `${plain}menu:\n${'  - {title: Tin, url: /tin-tuc/}\n'.repeat(count)}` });
  assert.deepEqual(of(menu(50)).filter((found) => /error/.test(found)), []);
  const lines = plain.split('\n').length;
  assert.deepEqual(of(menu(51)).filter((found) => /error/.test(found)), [`content/site.yaml:${lines + 51}:5 error too-many`]);
});

for (const [name, body] of [
  ['quotes', '>'.repeat(50000) + ' x'],
  ['lists', Array.from({ length: 2000 }, (_, depth) => `${' '.repeat(depth * 2)}- x`).join('\n')],
  ['brackets', '['.repeat(50000)],
  ['closed brackets', '['.repeat(50000) + ']'.repeat(50000)],
  ['images', '!['.repeat(50000)],
  ['links', '[a](b'.repeat(20000)],
  ['emphasis', '*a_ '.repeat(50000)],
  ['nested emphasis', '*'.repeat(50000) + 'a' + '*'.repeat(50000)],
  ['backticks', Array.from({ length: 3000 }, (_, number) => `e${'`'.repeat(number)}`).join('')],
  ['entities', '&'.repeat(100000)],
  ['tags', '<a '.repeat(50000)],
  ['declarations', '<!A '.repeat(50000)],
  ['comments', '<!--'.repeat(50000)],
  ['references', Array.from({ length: 20000 }, (_, number) => `[${number}]: /x`).join('\n') + '\n\n' + '[x]'.repeat(20000)],
  ['footnotes', Array.from({ length: 5000 }, (_, number) => `[^${number}]`).join('') + '\n\n' + Array.from({ length: 5000 }, (_, number) => `[^${number}]: [^${(number + 1) % 5000}]`).join('\n\n')],
  ['one footnote often', '[^a] '.repeat(20000) + '\n\n[^a]: x'],
  ['table cells', `|${'a|'.repeat(20000)}\n|${'-|'.repeat(20000)}\n${`|${'a|'.repeat(3)}\n`.repeat(200)}`],
  ['table rows', `|a|\n|-|\n${'|x|\n'.repeat(50000)}`],
  ['tables that are none', '|a|b|\n'.repeat(20000)],
  ['headings of one name', '# Mục\n\n'.repeat(10000)],
  ['pipes', '|'.repeat(100000)],
])
  test(`Markdown in excess: ${name}`, (t) => {
    const { repository, result } = survives(t, { [page]: entry({ title: 'Trang' }, body) }, 30);
    assert.ok(result.output.length < 50e6, `${result.output.length} bytes of messages`);
    const file = repository.path('output/gioi-thieu/index.html');
    if (fs.existsSync(file)) assert.ok(fs.statSync(file).size < 200 * (body.length + 1000), `${fs.statSync(file).size} bytes`);
  });

test('random bytes, random cuts and random changes of good files end in a site or in errors', (t) => {
  // Marsaglia's xorshift: the same numbers in each run.
  let state = 2463534242;
  const random = (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
  const repository = new Repository(path.join(temporaryFolder(t), 'register'));
  const good = smallRegister();
  const texts = Object.keys(good).filter((name) => typeof good[name] === 'string' && name !== 'content/static/xac-minh.txt');
  const pieces = ['---', '\n', ': ', '- ', '[', ']', '{', '}', '"', "'", '|', '&a', '*a', '!', '%', '#', '\t', '\0', '\r', '\u202e', '](agreement:', '[^1]', '```', '<', '\ud83d\ude00'];
  for (let round = 0; round < 60; round++) {
    const files = { ...good };
    for (let change = 0; change < 4; change++) {
      const name = texts[random(texts.length)];
      let bytes = Buffer.from(files[name]);
      const at = random(bytes.length + 1);
      const kind = random(4);
      if (kind === 0) bytes = bytes.subarray(0, at);
      else if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(pieces[random(pieces.length)]), bytes.subarray(at)]);
      else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([random(256)]), bytes.subarray(Math.min(at + 1, bytes.length))]);
      else bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(random(bytes.length + 1))]);
      files[name] = bytes;
    }
    repository.write(files);
    const result = repository.kyket(['build', '--worktree', '-o', '../site']);
    assert.ok([0, 1].includes(result.status), `round ${round}: ${result.output}`);
    if (result.status === 1) assert.match(result.output, /: error: /, `round ${round}`);
  }
});

test('a damaged repository is said to be so', (t) => {
  for (const wanted of ['HEAD:content/pages/gioi-thieu.md', 'HEAD:content/pages', 'HEAD^{tree}', 'HEAD']) {
    const repository = smallRepository(t);
    const object = repository.git('rev-parse', wanted).trim();
    const file = repository.path('.git', 'objects', object.slice(0, 2), object.slice(2));
    const good = fs.readFileSync(file);
    const flipped = (at) => Buffer.from(good.map((byte, index) => (index === at ? byte ^ 0x55 : byte)));
    for (const bytes of [
      Buffer.from('x'),
      Buffer.alloc(0),
      good.subarray(0, 20),
      good.subarray(0, -1),
      flipped(good.length >> 1),
      flipped(good.length - 1),
      zlib.deflateSync('blob 5\0longer than it says'),
      zlib.deflateSync('blob 99\0shorter than it says'),
      zlib.deflateSync('thing 5\0thing'),
      null,
    ]) {
      fs.chmodSync(path.dirname(file), 0o755);
      fs.rmSync(file, { force: true });
      if (bytes !== null) fs.writeFileSync(file, bytes);
      const result = repository.kyket(['build']);
      assert.equal(result.status, 3, `${wanted}: ${result.output}`);
      assert.match(result.output, /error: /);
      assert.ok(!exists(repository.folder, 'output'));
    }
  }
});

test('a site.yaml that can not be read is told once, for its own reason', (t) => {
  const repository = smallRepository(t);
  const object = repository.git('rev-parse', 'HEAD:content/site.yaml').trim();
  const file = repository.path('.git', 'objects', object.slice(0, 2), object.slice(2));
  fs.chmodSync(path.dirname(file), 0o755);
  fs.rmSync(file, { force: true });
  fs.writeFileSync(file, 'x');
  const result = repository.kyket(['build']);
  assert.equal(result.status, 3, result.output);
  assert.match(result.output, /site\.yaml: error: .*\[unreadable\]/);
  assert.doesNotMatch(result.output, /no-site|missing/);
});
