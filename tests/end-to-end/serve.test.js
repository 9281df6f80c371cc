'use strict';
// kyket serve: what it shows, when, to whom, and how it ends.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const path = require('node:path');
const { after, test } = require('node:test');
const { chromium } = require('playwright-core');
const { Editor } = require('../property/editor.js');
const { Random } = require('../property/random.js');
const { listFiles, temporaryFolder } = require('../support/folders.js');
const { environment, kyket, program, root } = require('../support/program.js');
const { agreement, entry, news, photo, smallRepository } = require('../support/register.js');
const { serve } = require('../support/serve.js');

const page = '/tin-tuc/2018/ky-quy-che/';
const source = 'content/news/2018/ky-quy-che.md';

function get(server, address, options = {}) {
  return new Promise((resolve, reject) => {
    http.request(server.url + address, { agent: false, ...options }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(pieces), text: Buffer.concat(pieces).toString() }));
    }).on('error', reject).end();
  });
}

const state = async (server, address = page, generation) =>
  JSON.parse((await get(server, `/.kyket-serve/state?page=${encodeURIComponent(address)}${generation === undefined ? '' : `&generation=${generation}`}`)).text);

// What a server answers to these bytes, until it closes the connection or the time is over.
function raw(server, bytes, milliseconds = 3000) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(server.port, '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    const timer = setTimeout(() => socket.destroy(), milliseconds);
    socket.on('data', (data) => (answer += data));
    socket.on('error', (error) => error.code === 'ECONNRESET' || error.code === 'EPIPE' || reject(error));
    socket.on('close', () => (clearTimeout(timer), resolve({ answer, status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0) })));
  });
}

test('serve shows what is on disk, drafts and what is to come, and says that it is a preview', async (t) => {
  const server = await serve(t, { args: ['--date', '2024-06-01'] });
  server.write('content/news/2031/sau-nay.md', entry({ title: 'Tin của mai sau', date: '2031-01-01', draft: true }));
  for (let known = 1; (await get(server, '/tin-tuc/2031/sau-nay/')).status !== 200; known = (await state(server, '/', known)).generation);
  const shown = await get(server, '/tin-tuc/2031/sau-nay/');
  assert.match(shown.text, /Tin của mai sau/);
  assert.match(shown.text, /class="preview"/);
  const { status, headers } = await get(server, '/');
  assert.equal(status, 200);
  assert.match(headers['content-security-policy'], /default-src 'none'; script-src 'self'.*trusted-types 'none'/);
  assert.equal((await get(server, '/tin-tuc')).headers.location, '/tin-tuc/');
  assert.equal((await get(server, '/khong-co/')).status, 404);
  assert.match((await get(server, '/khong-co/')).headers['content-type'], /^text\/html/);
  assert.equal((await get(server, '/xac-minh.txt')).text, 'mã xác minh\n');
});

test('files of the disk have their types and can be read in parts', async (t) => {
  const server = await serve(t);
  const whole = await get(server, '/media/le-ky.png');
  assert.deepEqual([whole.status, whole.headers['content-type'], whole.headers['accept-ranges']], [200, 'image/png', 'bytes']);
  assert.deepEqual(whole.bytes, photo);
  for (const [range, status, begin, end] of [['bytes=1-3', 206, 1, 4], ['bytes=60-', 206, 60], ['bytes=-5', 206, photo.length - 5], ['bytes=2-9999', 206, 2], ['bytes=1-2,4-5', 200, 0], ['x=1-2', 200, 0], ['bytes=3-1', 200, 0]]) {
    const part = await get(server, '/media/le-ky.png', { headers: { range } });
    assert.equal(part.status, status, range);
    assert.deepEqual(part.bytes, photo.subarray(begin, end), range);
    if (status === 206) assert.equal(part.headers['content-range'], `bytes ${begin}-${(end ?? photo.length) - 1}/${photo.length}`);
  }
  for (const range of [`bytes=${photo.length}-`, 'bytes=-0']) assert.equal((await get(server, '/media/le-ky.png', { headers: { range } })).status, 416, range);
  const head = await get(server, '/media/le-ky.png', { method: 'HEAD' });
  assert.deepEqual([head.status, head.headers['content-length'], head.bytes.length], [200, String(photo.length), 0]);
});

test('at the port of HTTP, which browsers leave out, its names are known without one', async (t) => {
  let server;
  try {
    server = await serve(t, { args: ['--port', '80'] });
  } catch (error) {
    t.skip(`port 80 is not to be had: ${error.message}`);
    return;
  }
  const status = async (host) => (await raw(server, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).status;
  for (const host of ['127.0.0.1', 'localhost', '127.0.0.1:80', 'LOCALHOST:80']) assert.equal(await status(host), 200, host);
  for (const host of ['127.0.0.1:8', '127.0.0.1:', 'localhost:8080', 'localhos', 'localhost.evil.example', 'evil.example:80', 'evil.example', ':80']) assert.ok([400, 403].includes(await status(host)), host);
});

test('only requests to this machine by its own name are answered, and only those that ask for a page', async (t) => {
  const server = await serve(t);
  const request = (line, headers = `Host: 127.0.0.1:${server.port}\r\n`) => raw(server, `${line}\r\n${headers}Connection: close\r\n\r\n`);
  assert.equal((await request('GET / HTTP/1.1')).status, 200);
  assert.equal((await request('GET / HTTP/1.1', `Host: LOCALHOST:${server.port}\r\n`)).status, 200);
  for (const headers of ['Host: evil.example\r\n', `Host: evil.example:${server.port}\r\n`, 'Host: 127.0.0.1\r\n', `Host: 127.0.0.1:${server.port}.evil.example\r\n`, `Host: 127.0.0.1:${server.port}\r\nHost: evil.example\r\n`,
    `Host: user@127.0.0.1:${server.port}\r\n`, 'Host:\r\n', '']) {
    for (const target of ['/.kyket-serve/state?page=/', '/admin/config.yml']) {
      const { status, answer } = await request(`GET ${target} HTTP/1.1`, headers);
      assert.ok(status === 403 || status === 400, `${headers}: ${answer.slice(0, 80)}`);
      assert.doesNotMatch(answer, /generation|collections/);
    }
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'get']) assert.equal((await request(`${method} / HTTP/1.1`)).status, 405, method);
  assert.equal((await request('GET / HTTP/1.1', `Host: 127.0.0.1:${server.port}\r\nContent-Length: 5\r\n`)).status, 413);
  assert.equal((await request('GET / HTTP/1.1', `Host: 127.0.0.1:${server.port}\r\nTransfer-Encoding: chunked\r\n`)).status, 413);
  for (const target of ['/../content/site.yaml', '/media/../../content/site.yaml', '/%2e%2e/content/site.yaml', '/media/%2E%2E/site.yaml', '/media%2f..%2fsite.yaml', '/media/..%5csite.yaml', '/admin/../content/site.yaml', '/admin/%2e%2e/content/site.yaml', '/tin-tuc//', '//', '/./', '/tin-tuc/%00',
    '/%', '/%zz', '/%ff', '/%0d%0aX:y', `http://127.0.0.1:${server.port}/`, '*', 'tin-tuc/'])
    assert.equal((await request(`GET ${target} HTTP/1.1`)).status, 400, target);
  for (const target of ['/content/site.yaml', '/.git/config', '/.gitignore', '/site.yaml', '/templates/layout.mustache', '/.kyket-serve/', '/.kyket-serve/server.c', '/admin/sveltia', '/admin/sveltia.version', '/news/2018/ky-quy-che.md'])
    assert.equal((await request(`GET ${target} HTTP/1.1`)).status, 404, target);
  for (const bytes of [`GET / HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX: ${'a'.repeat(40000)}\r\n\r\n`, `GET /${'a'.repeat(40000)} HTTP/1.1\r\n\r\n`]) {
    const { status } = await raw(server, bytes);
    assert.ok(status === 431 || status === 414 || status === 400, String(status));
  }
  assert.equal((await request('GET / HTTP/1.1')).status, 200);
});

test('a link in the register leads to no file outside it', async (t) => {
  const repository = smallRepository(t);
  const secret = path.join(temporaryFolder(t), 'bi-mat.txt');
  fs.writeFileSync(secret, 'bí mật');
  fs.symlinkSync(secret, repository.path('content/static/bi-mat.txt'));
  const server = await serve(t, { repository });
  assert.equal((await get(server, '/bi-mat.txt')).status, 404);
  assert.equal((await get(server, '/xac-minh.txt')).status, 200);
  fs.rmSync(repository.path('content/static/xac-minh.txt'));
  fs.symlinkSync(secret, repository.path('content/static/xac-minh.txt'));
  for (let i = 0; i < 5; i++) assert.notEqual((await get(server, '/xac-minh.txt')).text, 'bí mật');
});

test('slow requests and many connections keep nobody else from being answered', async (t) => {
  const server = await serve(t);
  const sockets = Array.from({ length: 200 }, () => net.connect(server.port, '127.0.0.1').on('error', () => {}));
  t.after(() => sockets.forEach((socket) => socket.destroy()));
  for (const socket of sockets) socket.write('GET / HTTP/1.1\r\nHo');
  const slow = raw(server, 'GET / HTTP/1.1\r\n', 30000);
  const begin = Date.now();
  assert.equal((await get(server, '/')).status, 200);
  const closed = await slow;
  assert.ok(Date.now() - begin < 29000);
  assert.ok(closed.status === 0 || closed.status === 408, closed.answer.slice(0, 40));
});

test('many who wait for a save keep nobody else from being answered', async (t) => {
  const server = await serve(t);
  const { generation } = await state(server);
  const sockets = [];
  t.after(() => sockets.forEach((socket) => socket.destroy()));
  for (let i = 0; i < 150; i++) {
    sockets.push(net.connect(server.port, '127.0.0.1').on('error', () => {}));
    sockets.at(-1).write(`GET /.kyket-serve/state?page=/&generation=${generation} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`);
    // So that each is waiting when the next ones come.
    if (i % 10 === 9) await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (let i = 0; i < 5; i++) assert.equal((await get(server, '/')).status, 200);
  const waiting = state(server, page, generation);
  server.write(source, entry({ ...news, title: 'Tên khác' }));
  assert.ok((await waiting).generation > generation);
});

test('a save is told at once, however an editor saves, in folders that are new too', async (t) => {
  const server = await serve(t);
  let { generation } = await state(server);
  const next = async (change) => {
    const waiting = state(server, page, generation);
    change();
    const told = await waiting;
    assert.ok(told.generation > generation);
    ({ generation } = told);
  };
  const { repository } = server;
  await next(() => fs.writeFileSync(repository.path(source), entry({ ...news, title: 'Tên thứ hai' })));
  for (let i = 0; i < 20 && !/Tên thứ hai/.test((await get(server, page)).text); i++) ({ generation } = await state(server, page, generation));
  assert.match((await get(server, page)).text, /Tên thứ hai/);
  await next(() => {
    fs.writeFileSync(repository.path('content/news/2018/.ky-quy-che.md.swp'), 'x');
    fs.writeFileSync(repository.path('content/news/2018/4913'), '');
    fs.rmSync(repository.path('content/news/2018/4913'));
    fs.renameSync(repository.path(source), repository.path(`${source}~`));
    fs.writeFileSync(repository.path(source), entry({ ...news, title: 'Tên thứ ba' }));
    fs.rmSync(repository.path(`${source}~`));
  });
  for (let i = 0; i < 20 && !/Tên thứ ba/.test((await get(server, page)).text); i++) ({ generation } = await state(server, page, generation));
  assert.match((await get(server, page)).text, /Tên thứ ba/);
  await next(() => server.write('content/news/2026/moi/tin-moi.md', entry({ title: 'Trong thư mục mới', date: '2026-01-01' })));
  for (let i = 0; i < 20 && (await get(server, '/tin-tuc/2026/tin-moi/')).status !== 200; i++) ({ generation } = await state(server, page, generation));
  assert.equal((await get(server, '/tin-tuc/2026/tin-moi/')).status, 200);
  await next(() => fs.writeFileSync(repository.path('content/news/2026/moi/tin-moi.md'), entry({ title: 'Sửa lần nữa', date: '2026-01-01' })));
  for (let i = 0; i < 20 && !/Sửa lần nữa/.test((await get(server, '/tin-tuc/2026/tin-moi/')).text); i++) ({ generation } = await state(server, page, generation));
  assert.match((await get(server, '/tin-tuc/2026/tin-moi/')).text, /Sửa lần nữa/);
  await next(() => fs.renameSync(repository.path('content/news/2026'), repository.path('cho-khac')));
  for (let i = 0; i < 20 && (await get(server, '/tin-tuc/2026/tin-moi/')).status !== 404; i++) ({ generation } = await state(server, page, generation));
  assert.equal((await get(server, '/tin-tuc/2026/tin-moi/')).status, 404);
  await next(() => server.write('themes/default/i18n/vi.yaml', 'x: y\n'));
  assert.ok((await state(server)).error_count > 0);
});

test('what is wrong is told with its place, in the language that was asked for, and the last good page stays', async (t) => {
  for (const [language, sentence, words] of [['en', /unknown agreement "khong-co"/, /below is the last state/], ['vi', /không có thỏa thuận|"khong-co"/, /bên dưới là trang/]]) {
    const server = await serve(t, { args: ['--lang', language] });
    const before = (await get(server, page)).text;
    const { generation, page: digest, file } = await state(server);
    assert.equal(file, source);
    const waiting = state(server, page, generation);
    server.write(source, entry({ ...news, agreements: ['khong-co'] }));
    const told = await waiting;
    assert.equal(told.errors.length, 1);
    assert.match(told.errors[0].place, /^content\/news\/2018\/ky-quy-che\.md:\d+:\d+$/);
    assert.match(told.errors[0].text, sentence);
    assert.match(told.words.broken, words);
    assert.equal(told.page, digest);
    assert.equal((await get(server, page)).text, before);
    assert.match(server.said(), /ky-quy-che\.md:\d+:\d+: error: /);
    await server.end();
  }
});

// Saves of several files may be read in several steps; afterwards nothing happens for a while.
async function settled(server, generation) {
  for (let known = (await state(server, page, generation)).generation; ; ) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { generation: now } = await state(server);
    if (now === known) return now;
    known = now;
  }
}

test('the last good page stays where its own text was saved with a mistake, and had lain still before', async (t) => {
  const server = await serve(t);
  const { generation: first } = await state(server);
  await new Promise((resolve) => setTimeout(resolve, 3200));
  server.write('content/pages/gioi-thieu.md', entry({ title: 'Giới thiệu', summary: 'Về sổ.' }, 'Khác.'));
  const generation = await settled(server, first);
  const before = (await get(server, page)).text;
  const { page: digest } = await state(server);
  server.write(source, entry(news, 'Một bài khác hẳn, nói tới [một thỏa thuận](agreement:khong-co).'));
  await settled(server, generation);
  const told = await state(server);
  assert.deepEqual([told.error_count, told.page], [1, digest]);
  const { status, text } = await get(server, page);
  assert.deepEqual([status, text], [200, before]);
  assert.match(before, /Hai bên ký/);
});

test('words that were saved are shown before everything is read, and taken back where they turn out to be wrong', async (t) => {
  const other = entry({ ...news, title: 'Tin khác', date: '2019-01-01', event: undefined }, 'Theo [tin](news:ky-quy-che).');
  const server = await serve(t, { files: { [source]: entry(news, 'Lời cũ, theo [quy chế](agreement:quy-che-2018).'), 'content/news/2019/khac.md': other } });
  const { generation: first } = await state(server);
  const saved = async (front, body, known) => {
    const waiting = state(server, page, known);
    server.write(source, entry({ ...news, ...front }, body));
    const told = await waiting;
    return { ...told, text: (await get(server, page)).text };
  };
  const waits = [await saved({ title: 'Tên khác' }, 'Lời mới, theo [quy chế](agreement:quy-che-2018#cam-ket-1).', first)]; // another link: read whole
  let known = await settled(server, first);
  assert.equal(known, first + 1);
  const words = await saved({ title: 'Tên hay hơn' }, 'Lời hay hơn, theo [quy chế ấy](agreement:quy-che-2018#cam-ket-1).', known);
  assert.match(words.text, /<h1>Tên hay hơn<\/h1>[^]*Lời hay hơn, theo <a href="[^"]*\/thoa-thuan\/quy-che-2018\/#cam-ket-1">quy chế ấy<\/a>/);
  assert.match((await get(server, '/tin-tuc/2019/khac/')).text, /Tên hay hơn/);
  known = await settled(server, words.generation);
  assert.equal(known, words.generation + 1);
  assert.equal((await state(server)).page, words.page);
  for (const place of [page, '/', '/tin-tuc/2018/', '/feed.xml']) assert.match((await get(server, place)).text, /Tên hay hơn/, place);
  // No title is a mistake of the register, which only reading all of it tells.
  const { page: digest } = await state(server);
  await saved({ title: '' }, 'Lời hay hơn, theo [quy chế ấy](agreement:quy-che-2018#cam-ket-1).', known);
  known = await settled(server, known);
  const wrong = await state(server);
  assert.deepEqual([wrong.error_count, wrong.page], [1, digest]);
  assert.match((await get(server, page)).text, /<h1>Tên hay hơn<\/h1>/);
  // Other fields with the words, and a body that is gone.
  for (const front of [{ title: 'Lần nữa', topics: [] }, { title: 'Lần cuối' }]) {
    await saved(front, front.topics ? 'Lời cuối.' : '', known);
    known = await settled(server, known);
    assert.match((await get(server, page)).text, new RegExp(`<h1>${front.title}</h1>`));
  }
  assert.doesNotMatch((await get(server, page)).text, /Lời/);
  assert.equal(waits[0].error_count, 0);
});

test('after any saves every page is what a build makes of the files, and the warnings are those of one who reads them anew', async (t) => {
  const server = await serve(t, { args: ['--date', '2024-06-01'] });
  const { repository } = server;
  const random = new Random(1901);
  const editor = new Editor(repository, random);
  const commitments = ['Chăm lo trẻ em', 'Họp mỗi quý', 'chăm lo, trẻ em', 'Tặng quà'];
  const changes = {
    pages: () => editor.change(),
    agreement: () => ({ 'content/agreements/quy-che-2018.md': entry({ ...agreement, number: '01/QC-UBND',
      title: random.pick(['Quy chế phối hợp giai đoạn 2018–2022', 'QUY CHẾ PHỐI HỢP GIAI ĐOẠN 2018–2022', 'Quy chế  phối hợp 2018–2022']),
      commitments: random.some(commitments, 1, 4).map((title) => ({ title })) }) }),
    news: () => ({ [source]: entry({ ...news, title: `Ký lần ${random.below(3)}`, agreements: random.pick([['quy-che-2018'], ['quy-che-2018', 'quy-che-2018'], ['khong-co'], []]) }) }),
    office: () => ({ 'content/organizations/so-moi.md': random.chance(0.5) ? null : entry({ name: 'Sở Mới', kind: 'department' }) }),
    static: () => ({ 'content/static/xac-minh.txt': `mã ${random.below(100)}\n` }),
  };
  let { generation } = await state(server);
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i < 6; i++) {
      repository.write(changes[random.pick(Object.keys(changes))]());
      if (random.chance(0.5)) generation = await settled(server, undefined);
    }
    repository.write({ [source]: entry({ ...news, title: `Lần ${round}` }) });
    generation = await settled(server, generation);
    const output = path.join(temporaryFolder(t), 'site');
    const built = repository.kyket(['build', '--worktree', '--drafts', '--future', '--date', '2024-06-01', '-b', `${server.url}/`, '-o', output]);
    assert.equal(built.status, 0, built.output);
    const files = listFiles(output).filter((file) => !file.startsWith('.'));
    assert.ok(files.length > 150);
    for (const file of files) {
      const served = await get(server, `/${encodeURI(file.replace(/(^|\/)index\.html$/, '$1'))}`);
      assert.equal(served.status, 200, file);
      const bytes = file.endsWith('.html') ? Buffer.from(served.text.replace(/<link rel="stylesheet" href="\/\.kyket-serve\/live\.css"><script [^>]*><\/script>/, '')) : served.bytes;
      assert.ok(bytes.equals(fs.readFileSync(path.join(output, file))), `round ${round}: ${file}`);
    }
    const anew = await serve(t, { repository, args: ['--date', '2024-06-01'] });
    for (const address of [page, '/thoa-thuan/quy-che-2018/', '/co-quan/ubnd-an-giang/']) {
      const [left, right] = await Promise.all([server, anew].map((one) => state(one, address)));
      assert.deepEqual([left.warnings, left.warning_count, left.errors], [right.warnings, right.warning_count, right.errors], `round ${round}`);
    }
    await anew.end();
  }
});

// Files that have lain still for some seconds are taken as they were listed, until something is told of them.
test('what has lain still is looked at again, whatever happens to it or to its folder', async (t) => {
  const folders = ['a', 'b', 'c'];
  const item = (name, title) => entry({ title: `${title} ${name}`, date: '2020-01-01' });
  const file = (folder, name) => `content/news/2020/${folder}/${name}.md`;
  const files = Object.fromEntries(folders.flatMap((folder) => ['mot', 'hai', 'ba', 'bon'].map((name) => [file(folder, `${folder}-${name}`), item(`${folder}-${name}`, 'Trước')])));
  const server = await serve(t, { files, args: ['--date', '2024-06-01'] });
  const { repository } = server;
  const at = (name) => repository.path(name);
  let { generation } = await state(server);
  await new Promise((resolve) => setTimeout(resolve, 3200));
  const save = async (change) => {
    change();
    server.write(source, entry({ ...news, title: `Lần ${generation}` }));
    generation = await settled(server, generation);
  };
  const told = async (name) => /(Trước|Sau|Khác) [abc]-/.exec((await get(server, `/tin-tuc/2020/${name}/`)).text)?.[1];
  await save(() => {});
  await save(() => fs.writeFileSync(at(file('a', 'a-mot')), item('a-mot', 'Sau')));
  assert.deepEqual(await Promise.all(['a-mot', 'a-hai', 'b-mot', 'c-bon'].map(told)), ['Sau', 'Trước', 'Trước', 'Trước']);
  // In its place another one of the same size and time.
  await save(() => {
    const { atime, mtime, size } = fs.statSync(at(file('a', 'a-hai')));
    const other = item('a-hai', 'Khác');
    fs.writeFileSync(at('khac.md'), other + '\n'.repeat(size - Buffer.byteLength(other)));
    fs.utimesSync(at('khac.md'), atime, mtime);
    fs.renameSync(at('khac.md'), at(file('a', 'a-hai')));
  });
  assert.equal(await told('a-hai'), 'Khác');
  await save(() => fs.rmSync(at(file('a', 'a-ba'))));
  assert.equal((await get(server, '/tin-tuc/2020/a-ba/')).status, 404);
  await save(() => fs.linkSync(at(file('a', 'a-bon')), at(file('a', 'a-ba'))));
  assert.equal((await get(server, '/tin-tuc/2020/a-ba/')).status, 200);
  // Another folder with the same names, and back.
  await save(() => {
    fs.renameSync(at('content/news/2020/b'), at('cho-khac'));
    fs.mkdirSync(at('content/news/2020/b'));
    for (const name of ['b-mot', 'b-hai']) fs.writeFileSync(at(file('b', name)), item(name, 'Khác'));
  });
  assert.deepEqual(await Promise.all(['b-mot', 'b-hai'].map(told)), ['Khác', 'Khác']);
  assert.equal((await get(server, '/tin-tuc/2020/b-ba/')).status, 404);
  await save(() => {
    fs.rmSync(at('content/news/2020/b'), { recursive: true });
    fs.renameSync(at('cho-khac'), at('content/news/2020/b'));
  });
  assert.deepEqual(await Promise.all(['b-mot', 'b-ba'].map(told)), ['Trước', 'Trước']);
  // What a folder that was moved holds is watched where it is now.
  await save(() => fs.renameSync(at('content/news/2020/c'), at('content/news/2020/d')));
  await save(() => fs.writeFileSync(at('content/news/2020/d/c-mot.md'), item('c-mot', 'Sau')));
  assert.deepEqual(await Promise.all(['c-mot', 'c-hai'].map(told)), ['Sau', 'Trước']);
  await save(() => fs.writeFileSync(at('content/news/2020/.gitignore'), 'b-hai.md\n'));
  assert.equal((await get(server, '/tin-tuc/2020/b-hai/')).status, 200, 'git keeps it');
});

test('what git ignores is not shown, whatever tells it so, and wherever that changes', async (t) => {
  const server = await serve(t, { args: ['--date', '2024-06-01'] });
  const { repository } = server;
  const address = '/tin-tuc/2020/nhap/';
  let { generation } = await state(server);
  let round = 0;
  const shownAfter = async (change) => {
    change();
    server.write(source, entry({ ...news, title: `Lần ${round++}` }));
    generation = await settled(server, generation);
    return (await get(server, address)).status === 200;
  };
  const remove = (name) => fs.rmSync(repository.path(name));
  const shown = [
    await shownAfter(() => server.write('content/news/2020/nhap.md', entry({ title: 'Nháp', date: '2020-01-01' }))),
    await shownAfter(() => server.write('content/news/2020/.gitignore', 'nhap.md\n')),
    await shownAfter(() => remove('content/news/2020/.gitignore')),
    await shownAfter(() => server.write('.gitignore', 'nhap.md\n')),
    await shownAfter(() => repository.git('add', '-f', 'content/news/2020/nhap.md')),
    await shownAfter(() => repository.git('rm', '-q', '--cached', 'content/news/2020/nhap.md')),
    await shownAfter(() => remove('.gitignore')),
    await shownAfter(() => fs.writeFileSync(repository.path('.git/info/exclude'), 'nhap.md\n')),
  ];
  assert.deepEqual(shown, [true, false, true, false, true, false, true, false]);
});

test('a register that begins with a mistake shows it, and the site when it is mended', async (t) => {
  const server = await serve(t, { files: { [source]: entry({ ...news, agreements: ['khong-co'] }) } });
  const empty = await get(server, '/');
  assert.equal(empty.status, 503);
  assert.match(empty.text, /\.kyket-serve\/live\.js/);
  const { generation, errors } = await state(server);
  assert.equal(errors.length, 1);
  const waiting = state(server, page, generation);
  server.write(source, entry(news));
  assert.equal((await waiting).error_count, 0);
  assert.equal((await get(server, '/')).status, 200);
});

test('a page has the warnings about its own file', async (t) => {
  const server = await serve(t, { files: { [source]: entry({ ...news, agreements: ['quy-che-2018', 'quy-che-2018'] }) } });
  const { warnings, warning_count: all } = await state(server);
  assert.ok(warnings.length >= 1 && warnings.every(({ place }) => place.startsWith(source)), JSON.stringify(warnings));
  assert.ok(all >= warnings.length);
  assert.deepEqual((await state(server, '/nguoi-ky/nguyen-van-an/')).warnings, []);
});

test('SIGINT and SIGTERM end it, with exit status 0 and nothing left, and nothing is written to the register', async (t) => {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    const server = await serve(t);
    const waiting = raw(server, `GET /.kyket-serve/state?page=/&generation=1 HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`, 20000);
    await get(server, '/');
    const { status, stdout, left } = await server.end(signal);
    assert.deepEqual([status, stdout.split('\n').length, left], [0, 2, []]);
    await waiting;
    assert.equal(server.repository.git('status', '--porcelain', '--ignored'), '');
  }
});

test('a port that is taken, a folder that is none and a wrong option are said', async (t) => {
  const server = await serve(t);
  const { repository } = server;
  const taken = repository.kyket(['serve', '--port', String(server.port)]);
  assert.equal(taken.status, 3);
  assert.match(taken.stderr, new RegExp(`port ${server.port} can't be had: .*--port 0`));
  assert.equal(taken.stdout, '');
  assert.equal(kyket(['serve', '--port', '0', '-C', '/khong/co']).status, 3);
  for (const port of ['-1', '65536', 'x', '', '123456']) assert.equal(repository.kyket(['serve', '--port', port]).status, 2, port);
});

test('what is built knows nothing of the preview, and the build loads nothing of its library', (t) => {
  const repository = smallRepository(t);
  assert.equal(repository.kyket(['build']).status, 0);
  for (const file of fs.readdirSync(repository.path('output'), { recursive: true }).map((name) => path.join(repository.path('output'), name)))
    if (fs.statSync(file).isFile()) assert.ok(!fs.readFileSync(file).includes('kyket-serve'), file);
  assert.doesNotMatch(execFileSync('ldd', [program], { encoding: 'utf8' }), /microhttpd/);
  assert.match(execFileSync('ldd', [`${program}-serve`], { encoding: 'utf8' }), /microhttpd/);
});

let browser;
after(() => browser?.close());

// A tab of its own, and what it complains of.
async function openTab() {
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim();
  browser ??= await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const tab = await browser.newPage({ viewport: { width: 800, height: 600 }, reducedMotion: 'reduce' });
  const complaints = [];
  tab.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(error.message));
  return { tab, complaints };
}

const long = Array.from({ length: 60 }, (_, i) => `Đoạn ${i}. ${'Chữ '.repeat(60)}`).join('\n\n');

test('a browser shows each save where it was scrolled to, mistakes over the page until they are mended, and the warnings', async (t) => {
  const server = await serve(t, { files: { [source]: entry({ ...news, agreements: ['quy-che-2018', 'quy-che-2018'] }, long) } });
  const { tab, complaints } = await openTab();
  await tab.goto(server.url + page);
  const panel = tab.locator('#kyket-serve-panel');
  await panel.waitFor();
  assert.ok((await panel.innerText()).includes(source));
  await tab.evaluate(() => scrollTo(0, 1500));
  const loads = [];
  tab.on('load', () => loads.push(1));
  server.write(source, entry({ ...news, title: 'Tên mới' }, long));
  await tab.locator('h1', { hasText: 'Tên mới' }).waitFor();
  await tab.waitForFunction(() => scrollY === 1500);
  // Another page's save leaves this one alone.
  server.write('content/pages/gioi-thieu.md', entry({ title: 'Giới thiệu', summary: 'Về sổ.' }, 'Khác.'));
  await tab.waitForTimeout(500);
  assert.equal(loads.length, 0);
  server.write(source, entry({ ...news, agreements: ['khong-co'] }, long));
  const overlay = tab.locator('#kyket-serve-mistakes[role=alert]');
  await overlay.waitFor();
  assert.match(await overlay.innerText(), /content\/news\/2018\/ky-quy-che\.md:\d+:\d+ unknown agreement/);
  assert.equal(await tab.locator('h1').innerText(), 'Tên mới');
  await overlay.locator('button').click();
  await overlay.waitFor({ state: 'detached' });
  server.write(source, entry({ ...news, agreements: ['cung-khong-co'] }, long));
  await overlay.waitFor();
  server.write(source, entry({ ...news, title: 'Đã sửa' }, long));
  await tab.locator('h1', { hasText: 'Đã sửa' }).waitFor();
  assert.equal(await overlay.count(), 0);
  assert.equal(await tab.evaluate(() => scrollY), 1500);
  assert.deepEqual(complaints, []);
});

test('what a browser shows after a save is the page as if it was opened then: its scripts ran once, and the way back is the same', async (t) => {
  const server = await serve(t);
  const { tab, complaints } = await openTab();
  await tab.goto(server.url);
  await tab.goto(server.url + page);
  for (const title of ['Lần một', 'Lần hai', 'Lần ba']) {
    server.write(source, entry({ ...news, title }));
    await tab.locator('h1', { hasText: title }).waitFor();
  }
  // Each script of the page, and of the preview, once, and none of a page before.
  await tab.locator('.display-switches').waitFor();
  assert.equal(await tab.locator('script[src$="live.js"]').count(), 1);
  await tab.locator('[data-step="1"]').click();
  assert.equal(await tab.evaluate(() => document.documentElement.dataset.textSize), '115');
  assert.equal(await tab.locator('#kyket-serve-panel').count(), 1);
  await tab.locator('[data-step="0"]').click();
  await tab.goBack();
  assert.equal(tab.url(), `${server.url}/`);
  await tab.goForward();
  assert.equal(await tab.locator('h1').innerText(), 'Lần ba');
  assert.deepEqual(complaints, []);
});

test('texts that were saved are put into the page as it is; where scripts may have to know of a change they are told, or the page is loaded anew, as where the theme is another', async (t) => {
  const linked = entry({ ...news, agreements: ['quy-che-2018'] }, long);
  const server = await serve(t, { files: { [source]: linked } });
  const { tab, complaints } = await openTab();
  let loads = 0;
  tab.on('load', () => loads++);
  const shows = (heading, paragraph) =>
    tab.waitForFunction(([h1, first]) => document.querySelector('h1')?.innerText === h1 && document.querySelector('.prose p')?.innerText.startsWith(first), [heading, paragraph]);
  await tab.goto(server.url + page);
  await tab.locator('#kyket-serve-panel').waitFor();
  await tab.evaluate(() => (scrollTo(0, 900), (window.kept = document.querySelector('[data-step="1"]'))));
  const title = await tab.title();
  server.write(source, linked.replace(news.title, 'Tên mới').replace('Đoạn 0.', 'Đoạn thứ nhất, *nghiêng*.'));
  await shows('Tên mới', 'Đoạn thứ nhất, nghiêng.');
  assert.equal(await tab.title(), title.replace(news.title, 'Tên mới'));
  server.write(source, linked.replace('Đoạn 0.', 'Đoạn thêm vào.\n\n- một\n- hai\n\nĐoạn 0.'));
  await shows(news.title, 'Đoạn thêm vào.');
  assert.deepEqual(await tab.locator('.prose > *').evaluateAll((nodes) => nodes.slice(0, 3).map((node) => node.nodeName)), ['P', 'UL', 'P']);
  assert.equal(await tab.locator('.prose > *').count(), 62);
  server.write(source, linked.replace('Đoạn 0.', 'Đoạn không.'));
  await shows(news.title, 'Đoạn không.');
  assert.equal(await tab.locator('.prose > *').count(), 60);
  // Days, which no script looks for.
  server.write(source, linked.replace(news.date, '2018-03-04T05:06:00+07:00'));
  await tab.waitForFunction(() => document.querySelector('main time[datetime^="2018-03-04"]')?.innerText.includes('ngày 4 tháng 3 năm 2018'));
  assert.equal(await tab.locator(`main time[datetime="${news.date}"]`).count(), 0);
  server.write(source, linked.replace('Đoạn 0.', 'Đoạn không.'));
  await tab.waitForFunction((date) => document.querySelector(`main time[datetime="${date}"]`), news.date);
  assert.deepEqual([loads, await tab.evaluate(() => scrollY > 0 && window.kept === document.querySelector('[data-step="1"]'))], [1, true]);
  // What a script of the page has changed since: all of the page's contents are the server's again, and its scripts prepare them again.
  const mark = () => tab.evaluate(() => (window.kept = document.querySelector('main')));
  const isRenewed = () => tab.waitForFunction(() => window.kept && !window.kept.isConnected && document.querySelector('main'));
  await mark();
  await tab.evaluate(() => document.querySelector('.prose p').append('!'));
  server.write(source, linked.replace('Đoạn 0.', 'Đoạn khác.'));
  await shows(news.title, 'Đoạn khác.');
  await isRenewed();
  assert.ok(!(await tab.locator('.prose p').first().innerText()).endsWith('!'));
  assert.deepEqual([loads, await tab.evaluate(() => scrollY > 0)], [1, true]);
  // What scripts look for: an agreement's row, which has its days.
  const rows = 'li.row[data-days]';
  server.write(source, entry({ ...news, agreements: [] }, long));
  await tab.waitForFunction((selector) => !document.querySelector('main').querySelector(selector), rows);
  await mark();
  server.write(source, entry(news, long));
  await tab.waitForFunction((selector) => document.querySelector('main').querySelector(selector), rows);
  await isRenewed();
  assert.equal(loads, 1);
  await tab.locator('[data-step="1"]').click();
  assert.equal(await tab.evaluate(() => document.documentElement.dataset.textSize), '115'); // one step, so the button is prepared, and once
  await tab.locator('[data-step="0"]').click();
  const copied = tab.locator('.accessed time');
  assert.equal(await copied.count(), await tab.locator('.accessed').count());
  assert.equal(await tab.locator('script[src$="live.js"]').count(), 1);
  assert.equal(await tab.locator('#kyket-serve-panel').count(), 1);
  // A script that does not say that it prepares the page again: it is loaded anew.
  fs.cpSync(path.join(root, 'themes/default'), server.repository.path('themes/default'), { recursive: true });
  const layout = fs.readFileSync(path.join(root, 'themes/default/templates/layout.mustache'), 'utf8');
  server.write('themes/default/templates/layout.mustache', layout.replace(/(<script defer) data-renews( src="[^"]*details\.js")/, '$1$2'));
  await tab.waitForFunction(() => document.querySelector('script[src$="details.js"]:not([data-renews])'));
  await tab.locator('#kyket-serve-panel').waitFor();
  server.write(source, entry({ ...news, agreements: [] }, long));
  await tab.waitForFunction((selector) => !document.querySelector('main').querySelector(selector), rows);
  await mark();
  server.write(source, entry(news, long));
  await tab.waitForFunction((selector) => document.readyState === 'complete' && !window.kept && document.querySelector('main')?.querySelector(selector), rows);
  await tab.locator('#kyket-serve-panel').waitFor();
  // The theme with a text: no page shows one of them with the other's former state.
  server.write('themes/default/assets/style.css', `${fs.readFileSync(path.join(root, 'themes/default/assets/style.css'), 'utf8')}\nh1 { letter-spacing: 5px; }\n`);
  server.write(source, entry({ ...news, title: 'Cùng giao diện' }, long));
  await shows('Cùng giao diện', 'Đoạn 0.');
  await tab.waitForFunction(() => getComputedStyle(document.querySelector('h1')).letterSpacing === '5px');
  assert.deepEqual(complaints, []);
});

test('a browser shows a theme that was saved', async (t) => {
  const server = await serve(t);
  const { tab, complaints } = await openTab();
  await tab.goto(server.url + page);
  await tab.locator('h1').waitFor();
  const style = fs.readFileSync(path.join(root, 'themes/default/assets/style.css'), 'utf8');
  fs.cpSync(path.join(root, 'themes/default'), server.repository.path('themes/default'), { recursive: true });
  server.write('themes/default/assets/style.css', `${style}\nh1 { letter-spacing: 7px; }\n`);
  await tab.waitForFunction(() => {
    const heading = document.querySelector('h1'); // while the page is loaded anew there is none
    return heading !== null && getComputedStyle(heading).letterSpacing === '7px';
  });
  assert.deepEqual(complaints, []);
});
