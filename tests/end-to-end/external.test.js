'use strict';
// kyket check --external: links to other sites, against servers of this machine.

const assert = require('node:assert/strict');
const { spawn } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { test } = require('node:test');
const { parseDiagnostics } = require('../support/diagnostics.js');
const { read, temporaryFolder } = require('../support/folders.js');
const { environment, kyket, program } = require('../support/program.js');
const { dump, entry, site, smallRepository } = require('../support/register.js');

// A server whose answers a function gives; it counts what it is asked for at once, and keeps what it was asked for.
async function serve(t, answer, address = '127.0.0.1') {
  const server = http.createServer(async (request, response) => {
    served.asked.push(`${request.method} ${request.url}`);
    served.agents.add(request.headers['user-agent']);
    served.most = Math.max(served.most, ++served.now);
    response.on('close', () => served.now--);
    const [status, headers] = (await answer(request.url, request.method)) ?? [200];
    if (status === 0) return; // for ever
    response.writeHead(status, headers);
    response.end(request.method === 'HEAD' ? undefined : 'Trang.');
  });
  const served = { asked: [], agents: new Set(), now: 0, most: 0 };
  await new Promise((resolve) => server.listen(0, address, resolve));
  served.home = `http://${address.includes(':') ? `[${address}]` : address}:${server.address().port}`;
  served.close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  t.after(served.close);
  return served;
}

// Checks without holding up the servers, which are in this process.
function check(repository, args = [], env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['check', '--external', '--date', '2024-06-01', ...args], {
      cwd: repository.folder,
      env: environment({ KYKET_PRIVATE_LINKS: '1', ...env }),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data));
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output, found: parseDiagnostics(output).filter(({ code }) => /external|moved/.test(code)) }));
  });
}

const lines = ({ found }) => found.map(({ file, line, severity, message, code }) => `${path.basename(file)}:${line} ${severity} ${code} ${message}`);

const page = (fields, links) => ({ 'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu', ...fields }, links.map((link, i) => `[Trang ${i}](${link})`).join('\n\n')) });
const text = (...links) => page({}, links);

test('links in bodies, sources, websites, legal bases and the menu are looked up, and told of at their places', async (t) => {
  const { home, asked, agents } = await serve(t, (url) => (url.startsWith('/mat') ? [404] : [200]));
  const repository = smallRepository(t, {
    'content/site.yaml': dump({ ...site, menu: [...site.menu, { title: 'Ngoài', url: `${home}/mat-menu` }] }),
    'content/pages/gioi-thieu.md': entry({ title: 'Giới thiệu' }, `Xem [tin](${home}/mat-tin#doan), [ảnh](${home}/con).\n\nỞ ${home}/mat-tran.`),
    'content/organizations/ubnd-an-giang.md': entry({ name: 'Ủy ban nhân dân tỉnh An Giang', kind: 'peoples-committee', level: 'province', province: 'an-giang', website: `${home}/mat-web` }),
    'content/news/2024/tin.md': entry({ title: 'Tin', date: '2024-01-01', organizations: ['ubnd-an-giang'], sources: [{ name: 'Báo', url: `${home}/mat-nguồn` }, { name: 'Báo', url: `${home}/con` }] }),
    'content/news/2024/nhap.md': entry({ title: 'Nháp', date: '2024-01-01', draft: true, sources: [{ name: 'Báo', url: `${home}/mat-nhap` }] }),
  });
  const result = await check(repository);
  assert.deepEqual(lines(result), [
    `tin.md:8 warning dead-external-link ${home}/mat-nguồn can't be opened: its server answers 404; find its new address, or an archived copy`,
    `ubnd-an-giang.md:6 warning dead-external-link ${home}/mat-web can't be opened: its server answers 404; find its new address, or an archived copy`,
    `gioi-thieu.md:5 warning dead-external-link ${home}/mat-tin can't be opened: its server answers 404; find its new address, or an archived copy`,
    `gioi-thieu.md:7 warning dead-external-link ${home}/mat-tran can't be opened: its server answers 404; find its new address, or an archived copy`,
    `site.yaml:15 warning dead-external-link ${home}/mat-menu can't be opened: its server answers 404; find its new address, or an archived copy`,
  ]);
  assert.equal(result.status, 0, result.output);
  // Each once, in the form of addresses, with a name to complain to; of drafts none.
  assert.equal(asked.filter((line) => line === 'HEAD /con').length, 1);
  assert.ok(asked.includes('HEAD /mat-ngu%E1%BB%93n'), asked.join('\n'));
  assert.ok(!asked.some((line) => line.includes('nhap')));
  for (const agent of agents) assert.match(agent, /^kyket\//);
});

// Whether something can listen at the machine's own address of IPv6.
const listens = new Promise((resolve) => {
  const server = http.createServer();
  server.on('error', () => resolve(false));
  server.listen(0, '::1', () => server.close(() => resolve(true)));
});

test('an address of IPv6 is looked up as others are, in bodies and in sources', async (t) => {
  if (!(await listens)) return t.skip('this machine has no loopback of IPv6');
  const { home, asked } = await serve(t, (url) => (url.startsWith('/mat') ? [404] : url === '/chuyen' ? [301, { location: '/con' }] : [200]), '::1');
  assert.match(home, /^http:\/\/\[::1\]:\d+$/);
  const repository = smallRepository(t, page({ sources: [{ name: 'Báo', url: `${home}/mat-nguon` }] }, [`${home}/mat`, `${home}/con#doan`, `${home}/chuyen`]));
  const result = await check(repository);
  assert.deepEqual(lines(result), [
    `gioi-thieu.md:5 warning dead-external-link ${home}/mat-nguon can't be opened: its server answers 404; find its new address, or an archived copy`,
    `gioi-thieu.md:8 warning dead-external-link ${home}/mat can't be opened: its server answers 404; find its new address, or an archived copy`,
    `gioi-thieu.md:12 note moved-permanently ${home}/chuyen has moved for good; write ${home}/con`,
  ]);
  assert.equal(result.status, 0, result.output);
  assert.ok(asked.includes('HEAD /con') && asked.includes('HEAD /mat'), asked.join('\n'));
});

test('a server of IPv6 that is not there is told of', async (t) => {
  if (!(await listens)) return t.skip('this machine has no loopback of IPv6');
  const gone = await serve(t, () => [200], '::1');
  await gone.close();
  const result = await check(smallRepository(t, text(`${gone.home}/x`)));
  assert.deepEqual(result.found.map(({ code, line }) => [code, line]), [['dead-external-link', 5]], result.output);
});

test('what is refused for the head alone is asked for as a page; redirects are followed, but not for ever', async (t) => {
  const { home, asked } = await serve(t, (url, method) => {
    if (url === '/trang') return method === 'HEAD' ? [405] : [200];
    if (url === '/chan') return [403];
    if (url === '/chuyen') return [301, { location: '/giua' }];
    if (url === '/giua') return [308, { location: '/dich' }];
    if (url === '/tam') return [302, { location: '/dich' }];
    if (url === '/bo/bai-cu.html') return [301, { location: '/' }];
    if (url === '/gay') return [301, { location: '/khong' }];
    if (url === '/khong') return [410];
    const turn = /^\/vong-(\d+)$/.exec(url);
    if (turn) return [301, { location: `/vong-${Number(turn[1]) + 1}` }];
    return [200];
  });
  const silenced = [{ code: 'private-link', reason: 'Sổ của một mạng.' }];
  const repository = smallRepository(t, page({ silenced }, ['trang', 'chan', 'chuyen', 'tam', 'bo/bai-cu.html', 'gay', 'vong-0'].map((name) => `${home}/${name}`)));
  const result = await check(repository, ['--strict']);
  assert.deepEqual(lines(result), [
    `gioi-thieu.md:12 note moved-permanently ${home}/chuyen has moved for good; write ${home}/dich`,
    `gioi-thieu.md:16 warning dead-external-link ${home}/bo/bai-cu.html can't be opened: it leads to the front page of its site; open it in a browser; if it is gone, find its new address, or an archived copy`,
    `gioi-thieu.md:18 warning dead-external-link ${home}/gay can't be opened: its server answers 410; find its new address, or an archived copy`,
    `gioi-thieu.md:20 warning dead-external-link ${home}/vong-0 can't be opened: it leads from one address to the next without an end; open it in a browser; if it is gone, find its new address, or an archived copy`,
  ]);
  // A check does not fail for what others do.
  assert.equal(result.status, 0, result.output);
  assert.ok(asked.includes('GET /trang'));
  assert.equal(asked.filter((line) => line.includes('/vong-')).length, 6);
});

test('a server that is not there or does not answer is told of, and not waited for again and again', async (t) => {
  const gone = await serve(t, () => [200]);
  await gone.close();
  const slow = await serve(t, () => [0]);
  const repository = smallRepository(t, text(`${gone.home}/a`, ...['a', 'b', 'c', 'd'].map((name) => `${slow.home}/${name}`), 'http://khong-co.invalid/a'));
  const started = Date.now();
  const result = await check(repository, ['--lang', 'vi'], { KYKET_LINK_SECONDS: '1' });
  const end = 'hãy thử mở bằng trình duyệt; nếu không còn, hãy tìm địa chỉ mới, hoặc bản lưu của trang';
  assert.deepEqual(lines(result), [
    `gioi-thieu.md:5 warning dead-external-link ${gone.home}/a không mở được: không kết nối được máy chủ; ${end}`,
    ...['a', 'b', 'c', 'd'].map((name, i) => `gioi-thieu.md:${7 + 2 * i} warning dead-external-link ${slow.home}/${name} không mở được: máy chủ không trả lời kịp; ${end}`),
    `gioi-thieu.md:15 warning dead-external-link http://khong-co.invalid/a không mở được: không có máy chủ tên này; ${end}`,
  ]);
  assert.equal(slow.asked.length, 2);
  assert.ok(Date.now() - started < 20000);
  // What there was no time for is counted.
  const short = await check(repository, [], { KYKET_LINK_SECONDS: '60,1' });
  assert.deepEqual(lines(short).filter((line) => line.includes('left')), ['kyket:0 note external-links-left links to other sites that were not looked up for want of time: 4; run the check again: what was found good is not looked up again for some days'.replace('kyket', '')]);
});

test('of a host one link is asked for at a time, and of several hosts several', async (t) => {
  const names = ['a', 'b', 'c', 'd'];
  let meet;
  const met = new Promise((resolve) => (meet = resolve));
  const waiting = new Set();
  const together = async (host) => {
    waiting.add(host);
    if (waiting.size === 3) meet();
    await Promise.race([met, new Promise((resolve) => setTimeout(resolve, 5000))]);
    return [200];
  };
  const hosts = [];
  for (const host of [0, 1, 2]) hosts.push(await serve(t, (url) => (url === '/di' ? [302, { location: `${hosts[0].home}/den` }] : together(host))));
  const repository = smallRepository(t, text(...hosts.flatMap(({ home }) => names.map((name) => `${home}/${name}`)), `${hosts[1].home}/di`, `${hosts[2].home}/di`));
  const result = await check(repository);
  assert.deepEqual(lines(result), []);
  assert.equal(waiting.size, 3);
  assert.deepEqual(hosts.map(({ most }) => most), [1, 1, 1]);
  assert.deepEqual(hosts.map(({ asked }) => asked.length), [6, 5, 5]);
});

test('what was good is not asked for again for some days, what was not is', async (t) => {
  let isBack = false;
  const { home, asked } = await serve(t, (url) => (url === '/hong' && !isBack ? [500] : url === '/doi' ? [301, { location: '/moi' }] : [200]));
  const repository = smallRepository(t, text(`${home}/tot`, `${home}/hong`, `${home}/doi`));
  const codes = async (args) => (await check(repository, args)).found.map(({ code }) => code);
  assert.deepEqual(await codes(), ['dead-external-link', 'moved-permanently']);
  assert.ok(asked.length > 0);
  asked.length = 0;
  isBack = true;
  assert.deepEqual(await codes(), ['moved-permanently']);
  assert.deepEqual(asked, ['HEAD /hong']);
  // An answer of too long ago, and a file that is none, count for nothing.
  const file = repository.path('.kyket', 'links');
  const kept = JSON.parse(fs.readFileSync(file, 'utf8'));
  kept[`${home}/tot`].when -= 8 * 24 * 60 * 60;
  kept[`${home}/hong`].when += 60 * 60;
  fs.writeFileSync(file, JSON.stringify(kept));
  asked.length = 0;
  assert.deepEqual(await codes(), ['moved-permanently']);
  assert.deepEqual(asked.sort(), ['HEAD /hong', 'HEAD /tot']);
  fs.writeFileSync(file, '[{"');
  asked.length = 0;
  assert.deepEqual(await codes(), ['moved-permanently']);
  assert.equal(asked.length, 4);
  // Nothing of the site comes of it, nor of a check without the option.
  assert.deepEqual(fs.readdirSync(repository.folder).sort(), ['.git', '.kyket', 'content']);
});

test('private addresses are left alone, by whatever name or redirect they come', async (t) => {
  const inside = await serve(t, () => [404]);
  const port = new URL(inside.home).port;
  const repository = smallRepository(t, text(`${inside.home}/a`, `http://localhost:${port}/b`, `http://[::ffff:127.0.0.1]:${port}/c`, `http://2130706433:${port}/d`));
  const result = await check(repository, [], { KYKET_PRIVATE_LINKS: '' });
  assert.deepEqual([lines(result), inside.asked], [[], []]);
  assert.equal((await check(repository)).found.length > 0, true);
});

test('an entry accepts a dead link; --since looks up only links in what has changed; each format tells of them', async (t) => {
  const { home, asked } = await serve(t, () => [404]);
  const silenced = [{ code: 'dead-external-link', reason: 'Trang đã đóng, nguồn vẫn là nguồn.' }];
  const repository = smallRepository(t, text(`${home}/cu`));
  repository.commit({ 'content/pages/dong.md': entry({ title: 'Đóng', silenced }, `[Cũ](${home}/dong)`) });
  repository.commit({ 'content/pages/moi.md': entry({ title: 'Mới' }, `[Mới](${home}/moi) và [cũ](${home}/cu)`) });
  assert.deepEqual((await check(repository)).found.map(({ file, line }) => `${path.basename(file)}:${line}`), ['gioi-thieu.md:5', 'moi.md:5', 'moi.md:5']);
  // Not to have looked is no reason to call a silence useless.
  assert.ok(!kyket(['check', '-C', repository.folder, '--date', '2024-06-01']).output.includes('silence'));
  asked.length = 0;
  const since = await check(repository, ['--since', 'HEAD~1']);
  assert.deepEqual(since.found.map(({ file, line }) => `${path.basename(file)}:${line}`), ['moi.md:5', 'moi.md:5']);
  assert.ok(!asked.some((line) => line.includes('dong')));
  for (const format of ['json', 'github', 'gitlab', 'sarif'])
    assert.match((await check(repository, ['--format', format])).output, /dead-external-link/, format);
});

test('without the part a check with --external says how to get it', (t) => {
  const folder = temporaryFolder(t);
  fs.copyFileSync(program, path.join(folder, 'kyket'));
  const run = (...args) => kyket(args, { wrapper: ['sh', '-c', `shift; exec ${folder}/kyket "$@"`, 'sh'], cwd: smallRepository(t).folder });
  const result = run('check', '--external');
  assert.equal(result.status, 3);
  assert.match(result.stderr, /kyket-links.* is not installed; `sh \.ci\/packages parts && make` builds it/);
  assert.equal(run('check', '--date', '2024-06-01').status, 0);
  assert.ok(fs.existsSync(`${program}-links`) && read(path.dirname(program), 'kyket-links').length > 0);
});
