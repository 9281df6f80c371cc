'use strict';
// The forms at /admin/: in the preview and on the site, whom they ask, and what a save leaves as it was.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const Ajv = require('ajv');
const addFormats = require('ajv-formats');
const { after, before, test } = require('node:test');
const { chromium } = require('playwright-core');
const yaml = require('yaml');
const { listFiles, read } = require('../support/folders.js');
const { kyket, root } = require('../support/program.js');
const { agreement, dump, entry, news, site, smallRepository } = require('../support/register.js');
const { serve } = require('../support/serve.js');

const admin = path.join(root, 'forms', 'admin');
const formsOf = (kind) => JSON.parse(kyket(['schema', kind, '--format', 'sveltia']).stdout);

let keep;
before(async () => {
  // A module, which the name of its file does not say to node.
  const { keepsAsWritten } = await import(`data:text/javascript;base64,${fs.readFileSync(path.join(admin, 'as-written.js')).toString('base64')}`);
  const { entry: ofEntry, data } = keepsAsWritten(yaml);
  keep = (kind) => (formsOf(kind).folder ? ofEntry : data)(formsOf(kind).fields);
});

const written = `---
# Đầu tệp
title: "Chương trình: một"
la: giữ tôi
signed: 2021-11
period: {start: 2021-05, end: open}
summary: |
  Dòng một
  dòng hai: có hai chấm

  đoạn hai
signatories:
  # Bên thứ nhất
  - organization: ubnd-an-giang
    signers:
      - {name: 'Ông A', title: "Chủ tịch", khac: 7}
  - organization: tinh-doan-an-giang # bên thứ hai
commitments:
  - title: >-
      Một nội dung dài
      trên hai dòng
    topics: tre-em
  - title: "no"
    continues: 3
aliases: /cu/
source: {name: Báo, url: https://x.example/, date: 2020}
# Cuối
number: "0123"
---
Thân bài.  
Dòng sau.

| a | b |
|---|---|
| 1 | [x](agreement:quy-che-2018) |
`;

test('what is not changed stays as it was written, and what is changed is changed where it stands', () => {
  const form = keep('agreement');
  const change = (edit) => {
    const value = form.fromFile(written);
    edit(value);
    return form.toFile(value);
  };
  assert.equal(change(() => {}), written);
  // The forms hand numbers back as texts, and sources as a list.
  assert.equal(change((value) => (value.commitments[1].continues = ['3'])), written);
  for (const [edit, from, to] of [
    [(value) => (value.title = 'Mới'), '"Chương trình: một"', '"Mới"'],
    [(value) => (value.period.end = '2027-05-01'), 'end: open', 'end: 2027-05-01'],
    [(value) => (value.signatories[0].signers[0].title = 'Bí thư'), '"Chủ tịch"', '"Bí thư"'],
    [(value) => (value.sources[0].name = 'Đài'), '{name: Báo', '{name: Đài'],
    [(value) => (value.number = '0124'), '"0123"', '"0124"'],
    [(value) => delete value.signed, 'signed: 2021-11\n', ''],
    [(value) => (value.place = 'Hà Nội'), 'summary: |', 'place: Hà Nội\nsummary: |', ['signed', 'place']],
    [(value) => value.signatories.pop(), '\n  - organization: tinh-doan-an-giang # bên thứ hai', ''],
    [(value) => (value.body += '\n\nThêm.'), ') |\n', ') |\n\nThêm.\n'],
  ]) {
    if (!from.startsWith('summary')) assert.equal(change(edit), written.replace(from, to));
    else assert.equal(yaml.parse(change(edit).split('---\n')[1]).place, 'Hà Nội');
  }
  const two = yaml.parse(change((value) => value.sources.push({ name: 'Báo hai' })).split('---\n')[1]);
  assert.deepEqual([two.source, two.sources.map(({ name }) => name)], [undefined, ['Báo', 'Báo hai']]);
  // What refers to itself, or is no mapping in lines, is written anew and says the same.
  for (const text of ['---\ntitle: &a Tên\nshort_title: *a\n---\n', '---\n{title: Tên, short_title: Tên}\n---\n']) {
    const value = form.fromFile(text);
    value.number = '1';
    assert.deepEqual(yaml.parse(form.toFile(value).split('---\n')[1]), { title: 'Tên', short_title: 'Tên', number: '1' });
  }
  assert.equal(form.toFile({ title: 'Mới', signed: '2026-11-30', body: 'Chữ.' }), '---\ntitle: Mới\nsigned: 2026-11-30\n---\n\nChữ.\n');
});

test('every entry of this repository stays as it is, and of a list what is not changed', () => {
  for (const [kind, folder] of [['agreement', 'agreements'], ['news', 'news'], ['organization', 'organizations'], ['person', 'people'], ['page', 'pages']]) {
    const form = keep(kind);
    for (const file of listFiles(path.join(root, 'content', folder))) {
      const text = read(root, 'content', folder, file);
      assert.equal(form.toFile(form.fromFile(text)), text, file);
    }
  }
  const form = keep('topic');
  const text = '# Đầu\n- {id: a, name: A} # một\n- id: b\n  name: "B" # hai\n\n# Ba\n- {id: c, name: C}\n';
  const change = (edit) => {
    const items = form.fromFile(text);
    edit(items);
    return form.toFile(items);
  };
  assert.equal(change(() => {}), text);
  assert.equal(change((items) => (items[1].name = 'X')), text.replace('"B"', '"X"'));
  assert.equal(change((items) => items.push({ id: 'd', name: 'D' })), `${text}- id: d\n  name: D\n`);
  assert.equal(change((items) => items.splice(0, 1)), text.replace('- {id: a, name: A} # một\n', ''));
});

test('numbers with a nought, signs of YAML in texts and comments between lines stay too', () => {
  const form = keep('organization');
  const change = (text, edit) => {
    const value = form.fromFile(text);
    edit(value);
    return form.toFile(value);
  };
  const text = `---
name: Sở Nội vụ
# Theo quyết định 2025
short_name: "*không phải neo"
code: 07
other_names: [SNV, 012, "Sở: Nội vụ"] # trong báo
former_names:
  - name: >-
      Sở Tổ chức
      và cán bộ
    # ngày của nghị định
    until: 2008-02-28
founded: 2008
---
Chữ.
`;
  assert.equal(form.fromFile(text).code, '07');
  for (const [edit, from, to] of [
    [(value) => (value.code = '08'), '07', '08'],
    [(value) => (value.other_names[0] = 'S.N.V: #1'), 'SNV', "'S.N.V: #1'"],
    [(value) => (value.other_names[2] = 'Nói "thế"'), '"Sở: Nội vụ"', '"Nói \\"thế\\""'],
    [(value) => (value.former_names[0].until = '2008-03'), '2008-02-28', '2008-03'],
    [(value) => (value.founded = '2009'), 'founded: 2008', 'founded: 2009'],
    [(value) => delete value.name, 'name: Sở Nội vụ\n', ''],
    [(value) => delete value.short_name, '# Theo quyết định 2025\nshort_name: "*không phải neo"\n', ''],
    [(value) => (value.name = 'no'), 'Sở Nội vụ', 'no'],
    [(value) => (value.name = 'true'), 'Sở Nội vụ', "'true'"],
  ])
    assert.equal(change(text, edit), text.replace(from, to));
  // Where an item goes, what is said about others stays.
  const topics = keep('topic');
  const list = '- id: a\n  name: A\n\n# Xã hội\n\n# của b\n- id: b\n  name: B\n# của c\n- id: c\n  name: C\n';
  const items = topics.fromFile(list);
  items.splice(1, 1);
  assert.equal(topics.toFile(items), list.replace('# của b\n- id: b\n  name: B\n', ''));
  const [first, second, third] = topics.fromFile(list);
  assert.equal(topics.toFile([third, second, first]), '# của c\n- id: c\n  name: C\n# của b\n- id: b\n  name: B\n- id: a\n  name: A\n\n# Xã hội\n\n');
});

const backend = { name: 'gitea', repo: 'ban-bien-tap/so', api_root: 'https://git.example.vn/api/v1' };
const withForms = (forms) => ({ 'content/site.yaml': dump({ ...site, forms }) });
const built = (repository, ...args) => {
  const result = repository.kyket(['build', ...args]);
  assert.equal(result.status, 0, result.output);
  return (name) => fs.readFileSync(repository.path('output', name), 'utf8');
};

test('the site has forms where site.yaml asks for them, and only there', (t) => {
  const repository = smallRepository(t);
  built(repository);
  assert.ok(!fs.existsSync(repository.path('output/admin')));
  repository.commit(withForms({ backend }));
  const output = built(repository);
  assert.match(output('admin/index.html'), /<html lang="vi" data-place="remote">[^]*<meta name="robots" content="noindex">/);
  const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(output('admin/index.html'));
  assert.match(policy, /^default-src 'none'; script-src 'self';.* connect-src 'self' blob: data: https:\/\/git\.example\.vn;/);
  assert.doesNotMatch(output('sitemap.xml'), /admin/);
  const config = JSON.parse(output('admin/config.yml'));
  assert.deepEqual(config.backend, { ...backend, auth_methods: ['token'] });
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(read(root, 'forms', 'sveltia.schema.json')));
  assert.ok(validate(config), JSON.stringify(validate.errors?.slice(0, 3)));
  for (const file of listFiles(admin).filter((name) => name !== 'index.html')) assert.ok(fs.readFileSync(path.join(admin, file)).equals(fs.readFileSync(repository.path('output/admin', file))), file);
  repository.commit(withForms({ backend: { ...backend, name: 'gitlab', base_url: 'https://dang-nhap.example.vn', app_id: 'a1', api_root: undefined } }));
  const again = built(repository);
  assert.match(again('admin/index.html'), /data: https:\/\/gitlab\.com https:\/\/dang-nhap\.example\.vn;/);
  assert.equal(JSON.parse(again('admin/config.yml')).backend.auth_type, 'pkce');
  repository.commit({ 'content/site.yaml': dump(site) });
  built(repository);
  assert.ok(!fs.existsSync(repository.path('output/admin')));
});

test('wrong values of forms are told with their place', (t) => {
  const repository = smallRepository(t);
  for (const [wrong, code] of [
    [{ repo: 'so' }, 'bad-repository'], [{ repo: 'a/../b' }, 'bad-repository'], [{ repo: 'a/b/' }, 'bad-repository'], [{ repo: "a/b';" }, 'bad-repository'],
    [{ api_root: 'http://git.example.vn/api' }, 'bad-url'], [{ base_url: "https://x.example;script-src'" }, 'bad-url'], [{ name: 'svn' }, 'unknown-choice'], [{ repo: undefined }, 'missing-field'],
  ]) {
    repository.write(withForms({ backend: { ...backend, ...wrong } }));
    const { status, stdout } = repository.kyket(['check', '--worktree']);
    assert.equal(status, 1, JSON.stringify(wrong));
    assert.match(stdout, new RegExp(`content/site\\.yaml:\\d+:\\d+: error: .*\\[${code}\\]`), JSON.stringify(wrong));
  }
  repository.write({ ...withForms({ backend }), 'content/pages/admin.md': entry({ title: 'Trang' }) });
  assert.match(repository.kyket(['check', '--worktree']).stdout, /pages\/admin\.md.*\[address-conflict\]/);
});

let browser;
before(async () => {
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
});
after(() => browser?.close());

// A tab in Vietnamese that notes whom it asks and what is wrong.
async function open(t, origin) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'vi-VN', reducedMotion: 'reduce' });
  t.after(() => context.close());
  const tab = await context.newPage();
  const foreign = [];
  const complaints = [];
  tab.on('request', (request) => request.url().startsWith(origin) || request.url().startsWith(`blob:${origin}`) || request.url().startsWith('data:') || foreign.push(request.url()));
  tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(error.message));
  return { tab, foreign, complaints };
}

// Puts a register into the browser's own folder, which stands for the one that a person picks.
async function fill(tab, repository) {
  const files = Object.fromEntries(listFiles(repository.path('content')).map((file) => [`content/${file}`, fs.readFileSync(repository.path('content', file)).toString('base64')]));
  await tab.evaluate(async (given) => {
    window.picked = await (await navigator.storage.getDirectory()).getDirectoryHandle('so', { create: true });
    window.showDirectoryPicker = async () => window.picked;
    FileSystemHandle.prototype.requestPermission ??= async () => 'granted';
    await window.picked.getDirectoryHandle('.git', { create: true });
    window.find = async (path, create) => {
      let folder = window.picked;
      const parts = path.split('/');
      for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create });
      return folder.getFileHandle(parts.at(-1), { create });
    };
    for (const [path, text] of Object.entries(given)) {
      const writable = await (await window.find(path, true)).createWritable();
      await writable.write(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
      await writable.close();
    }
  }, files);
  return (file) => tab.evaluate(async (name) => (await (await window.find(name, false)).getFile()).text(), file);
}

const field = (tab, key) => tab.locator(`section.field[data-key-path="${key}"]`);

// Saves, and waits until the file is another and the form is closed.
async function save(tab, readFile, file) {
  const old = await readFile(file).catch(() => undefined);
  await tab.getByRole('button', { name: 'Lưu', exact: true }).first().click();
  for (;;) {
    const now = await readFile(file).catch(() => undefined);
    if (now !== undefined && now !== '' && now !== old) {
      await tab.locator('section.field').first().waitFor({ state: 'detached' });
      return now;
    }
    await tab.waitForTimeout(50);
  }
}

// Goes to a form and stays there: the forms may go back to a list some time after an entry was saved.
async function go(tab, place) {
  const hash = `#/collections/${place}`;
  do {
    await tab.evaluate((to) => (location.hash = to), hash);
    await tab.waitForTimeout(1500);
  } while (new URL(tab.url()).hash !== hash);
}

test('in the preview a form changes the one field that was changed, and asks nobody else', { timeout: 300000 }, async (t) => {
  const odd = written.replaceAll('    continues: 3\n', '');
  const server = await serve(t, { files: { 'content/agreements/chuong-trinh.md': odd, 'content/news/2018/ky-quy-che.md': entry({ ...news, date: '2018-04-12', photos: [{ file: 'le-ky.png', alt: 'Hai người ký' }] }, 'Chữ.') }, args: ['--lang', 'vi'] });
  const { repository } = server;
  const { tab, foreign, complaints } = await open(t, server.url);
  await tab.goto(`${server.url}/thoa-thuan/chuong-trinh/`);
  const link = tab.locator('#kyket-serve-panel a');
  await tab.locator('#kyket-serve-panel').evaluate((panel) => (panel.open = true));
  assert.equal(await link.innerText(), 'Sửa bằng biểu mẫu');
  const address = await link.getAttribute('href');
  assert.equal(address, '/admin/#/collections/agreement/entries/chuong-trinh');
  await tab.goto(`${server.url}${address}`);
  const readFile = await fill(tab, repository);
  const start = tab.getByRole('button', { name: 'Làm việc với kho mã nguồn cục bộ' });
  await start.waitFor();
  assert.equal(await tab.locator('div.buttons button:visible').count(), 1);
  assert.ok((await tab.locator('div.buttons').innerText()).includes(path.basename(repository.folder)));
  await start.click();
  await field(tab, 'number').locator('input').fill('0124');
  assert.match(await field(tab, 'signed').innerText(), /Ngày ký[^]*Ngày ký, dạng 2021-11-25/);
  assert.equal(await save(tab, readFile, 'content/agreements/chuong-trinh.md'), odd.replace('"0123"', '"0124"'));

  await go(tab, 'news/entries/2018/ky-quy-che');
  const old = await readFile('content/news/2018/ky-quy-che.md');
  await field(tab, 'summary').locator('textarea').fill('Hai bên đã ký.');
  await field(tab, 'photos').getByRole('button', { name: 'Thêm' }).click();
  await field(tab, 'photos.1.file').getByRole('button', { name: 'Duyệt tệp' }).click();
  await tab.locator('dialog .content-pane [role=option]').click();
  await tab.locator('dialog').getByRole('button', { name: 'Chèn' }).click();
  await field(tab, 'photos.1.file').locator('img').waitFor();
  const changed = await save(tab, readFile, 'content/news/2018/ky-quy-che.md');
  assert.equal(changed, old.replace('Hai bên ký quy chế.', 'Hai bên đã ký.').replace(/( {4}alt: .*\n)/, '$1  - file: le-ky.png\n'));

  await go(tab, 'news/new');
  await field(tab, 'title').locator('input').fill('Lễ ký ở Đà Nẵng');
  await field(tab, 'date').locator('input').first().fill('2026-11-30');
  const added = await save(tab, readFile, 'content/news/2026/le-ky-o-da-nang.md');
  assert.equal(added, '---\ntitle: Lễ ký ở Đà Nẵng\ndate: 2026-11-30\n---\n');

  await go(tab, '_singletons/entries/site');
  await field(tab, 'page_size').locator('input').fill('7');
  assert.equal(await save(tab, readFile, 'content/site.yaml'), dump({ ...site, page_size: 7 }));

  for (const file of ['content/news/2018/ky-quy-che.md', 'content/news/2026/le-ky-o-da-nang.md', 'content/site.yaml', 'content/agreements/chuong-trinh.md']) {
    fs.mkdirSync(path.dirname(repository.path(file)), { recursive: true });
    fs.writeFileSync(repository.path(file), await readFile(file));
  }
  const checked = repository.kyket(['check', '--worktree', '-q']);
  assert.equal(checked.status, 0, checked.output);
  assert.deepEqual(foreign, []);
  assert.deepEqual(complaints, []);
});

test('a form of each kind changes its one field and nothing else, and a file that was changed elsewhere is not written over', { timeout: 300000 }, async (t) => {
  const odd = {
    'content/organizations/so-noi-vu.md': '---\n# Cơ quan\nname: "Sở Nội vụ" # theo quyết định\nkind: department\nlevel: province\nprovince: an-giang\ncode: 07\nla: {giữ: tôi}\nother_names: [SNV, 012]\nformer_names:\n  - name: >-\n      Sở Tổ chức\n      và cán bộ\n    until: 2008-02-28 # nghị định\nfounded: 2003\nsource: {name: Báo, url: https://x.example/, date: 2020}\n---\nThân bài.  \nDòng sau.\n',
    'content/people/le-thi-be.md': '---\nname: Lê Thị Bé\npositions:\n  # nhiệm kỳ\n  - {organization: so-noi-vu, title: Giám đốc, from: 2016-05, to: 2020}\n  - organization: ubnd-an-giang\n    title: "Phó Chủ tịch"\nother_names: Bé Ba\n---\n',
    'content/pages/huong-dan.md': '---\r\n# Trang\r\ntitle: Hướng dẫn\r\nsummary: |\r\n  Dòng một\r\n  dòng hai\r\n---\r\n\r\n| a | b |\r\n|---|---|\r\n| 1 | *hai* |\r\n',
    'content/data/provinces.yaml': '# Tỉnh thành\n- {id: an-giang, name: An Giang, kind: tỉnh, code: 091, latitude: 10.50, region: dbscl, tile: {column: 2, row: 3}} # một\n\n# Đã nhập\n- id: kien-giang\n  name: Kiên Giang\n  kind: tỉnh\n  merged_into: an-giang\n  until: 2025-06-30\n',
    'content/data/regions.yaml': '- id: dbscl # vùng\n  name: đồng bằng sông Cửu Long\n- {id: dong-bac, name: Đông Bắc}\n',
    'content/data/topics.yaml': '- id: tre-em\n  name: Trẻ em\n  # Dài\n  description: >-\n    Chăm sóc và\n    bảo vệ trẻ em.\n- {id: viec-lam, name: "Việc làm", silenced: [{code: not-linked, reason: Để dành.}]}\n',
    'content/data/agreement-types.yaml': "- {id: 'quy-che', name: Quy chế phối hợp}\n",
  };
  const server = await serve(t, { files: odd, args: ['--lang', 'vi'] });
  const { repository } = server;
  const { tab, foreign, complaints } = await open(t, server.url);
  await tab.goto(`${server.url}/admin/`);
  const readFile = await fill(tab, repository);
  await tab.getByRole('button', { name: 'Làm việc với kho mã nguồn cục bộ' }).click();
  await tab.getByText('Cơ quan').first().waitFor();
  for (const [kind, file, key, value, from, to] of [
    ['organization/entries/so-noi-vu', 'content/organizations/so-noi-vu.md', 'short_name', 'SNV', 'kind: department', 'short_name: SNV\nkind: department'],
    ['organization/entries/so-noi-vu', 'content/organizations/so-noi-vu.md', 'founded', '2004', 'founded: 2003', 'founded: 2004'],
    ['person/entries/le-thi-be', 'content/people/le-thi-be.md', 'positions.1.title', 'Chủ tịch', '"Phó Chủ tịch"', '"Chủ tịch"'],
    ['page/entries/huong-dan', 'content/pages/huong-dan.md', 'title', 'Cách dùng', 'Hướng dẫn', 'Cách dùng'],
    ['data/entries/province', 'content/data/provinces.yaml', 'items.1.until', '2025-07', '2025-06-30', '2025-07'],
    ['data/entries/region', 'content/data/regions.yaml', 'items.1.name', 'Tây Bắc', 'Đông Bắc', 'Tây Bắc'],
    ['data/entries/topic', 'content/data/topics.yaml', 'items.1.name', 'Việc', '"Việc làm"', '"Việc"'],
    ['data/entries/agreement_type', 'content/data/agreement-types.yaml', 'items.0.name', 'Quy chế', 'Quy chế phối hợp', 'Quy chế'],
  ]) {
    const old = await readFile(file);
    await go(tab, kind);
    await field(tab, key.split('.')[0]).first().waitFor();
    const closed = field(tab, key.split('.')[0]).locator('button[aria-label="Mở rộng"]:not([tabindex="-1"])');
    if (key.includes('.')) await closed.nth(Number(key.split('.')[1])).click();
    // Fields are made when they come into view.
    await tab.mouse.move(640, 500);
    for (; !(await field(tab, key).isVisible()); await tab.waitForTimeout(100)) await tab.mouse.wheel(0, 300);
    await field(tab, key).locator('input, textarea').first().fill(value);
    const now = await save(tab, readFile, file);
    // Sveltia CMS writes the ends of lines its own way.
    assert.equal(now, old.replace(from, to).replaceAll('\r\n', '\n'), file);
    odd[file] = now;
  }
  for (const [file, text] of Object.entries(odd)) repository.write({ [file]: text });
  const checked = repository.kyket(['check', '--worktree', '-q']);
  assert.equal(checked.status, 0, checked.output);
  assert.deepEqual(complaints, []);

  await tab.evaluate(async (text) => {
    const writable = await (await window.find('content/people/le-thi-be.md', false)).createWritable();
    await writable.write(text);
    await writable.close();
  }, odd['content/people/le-thi-be.md'].replace('Bé Ba', 'Bé Tư'));
  await go(tab, 'person/entries/le-thi-be');
  const said = [];
  tab.on('dialog', (dialog) => (said.push(dialog.message()), dialog.accept()));
  const told = tab.waitForEvent('dialog');
  await field(tab, 'name').locator('input').fill('Lê Thị Bê');
  await tab.getByRole('button', { name: 'Lưu', exact: true }).first().click();
  await told;
  await tab.waitForTimeout(1500);
  assert.equal(said.length, 1);
  assert.match(said[0], /le-thi-be\.md đã được sửa ở nơi khác/);
  assert.equal(await readFile('content/people/le-thi-be.md'), odd['content/people/le-thi-be.md'].replace('Bé Ba', 'Bé Tư'));
  assert.deepEqual(foreign, []);
});

test('the forms of the site start under the policy of their page, and ask nobody before somebody signs in', { timeout: 60000 }, async (t) => {
  const repository = smallRepository(t, withForms({ backend }));
  built(repository);
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
  const server = http.createServer((request, response) => {
    const name = new URL(request.url, 'http://localhost').pathname.replace(/\/$/, '/index.html');
    response.setHeader('Content-Type', types[path.extname(name)] ?? 'application/octet-stream');
    fs.readFile(repository.path('output', name), (error, bytes) => ((response.statusCode = error ? 404 : 200), response.end(bytes)));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const origin = `http://127.0.0.1:${server.address().port}`;
  const { tab, foreign, complaints } = await open(t, origin);
  await tab.goto(`${origin}/admin/`);
  await tab.getByRole('button', { name: 'Đăng nhập bằng mã truy cập' }).waitFor();
  // The letters of Vietnamese come from the font too.
  assert.ok((await tab.evaluate(async () => (await document.fonts.load('16px "Source Sans 3"', 'ữ')).map(({ unicodeRange }) => unicodeRange))).some((range) => /U\+1EA0-1EF9/i.test(range)));
  assert.ok((await tab.title()).includes(site.title));
  assert.deepEqual(foreign, []);
  assert.deepEqual(complaints, []);
});
