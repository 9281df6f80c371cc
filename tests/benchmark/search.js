'use strict';
// How long a reader's search takes on a slow phone, and what it loads: Chromium with a processor four times slower, 400 kbit/s and 400 ms of
// latency, each query with an empty cache. Queries are made of the register's own titles, names, numbers, commitments and texts.
//
//   node tests/benchmark/search.js OUTPUT REPOSITORY [QUERIES]   of a site that is built
//
// Where the package `pagefind` is installed beside the tests' others, its index of the same pages is measured by its side.

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const zlib = require('node:zlib');

const NETWORK = { offline: false, latency: 400, downloadThroughput: 400e3 / 8, uploadThroughput: 400e3 / 8 };
const SLOWER = 4;
const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json', '.wasm': 'application/wasm' };

const compressed = /\.(html|css|js|svg|json|bin)$/;

// A static server that compresses what those of generator/hosting/ send compressed; `sent` counts what goes over the network.
async function serve(folder) {
  const sent = { bytes: 0, search: 0, files: 0 };
  const server = http.createServer((request, response) => {
    let name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (name.endsWith('/')) name += 'index.html';
    fs.readFile(path.join(folder, name), (error, bytes) => {
      const smaller = !error && compressed.test(name) ? zlib.gzipSync(bytes, { level: 9 }) : bytes;
      const packs = !error && smaller.length < bytes.length;
      const data = error ? Buffer.alloc(0) : packs ? smaller : bytes;
      sent.bytes += data.length;
      sent.files++;
      if (/search[^/]*\.js$|tim-kiem\/.*\/|pagefind/.test(name)) sent.search += data.length;
      response.writeHead(error ? 404 : 200, { 'Content-Type': types[path.extname(name)] ?? 'application/octet-stream', 'Content-Length': data.length, ...(packs ? { 'Content-Encoding': 'gzip' } : {}) });
      response.end(data);
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${server.address().port}`, sent, close: () => server.close() };
}

// What readers look for: of some entries, evenly spread, a title, its first words, a number, two parties, a commitment, a sentence's words.
function queriesOf(repository, count) {
  const git = (...args) => execFileSync('git', args, { cwd: repository, encoding: 'utf8', maxBuffer: 1 << 30 });
  const files = git('ls-tree', '-r', '--name-only', 'HEAD').split('\n').filter((name) => /\/(news|agreements|organizations|people)\/.*\.md$/.test(name));
  const queries = [];
  for (let i = 0; i < count; i++) {
    const file = files[Math.floor(((i + 0.5) * files.length) / count)];
    const text = git('show', `HEAD:${file}`);
    const field = (name) => new RegExp(`^ *-? *${name}: "?(.*?)"?$`, 'm').exec(text)?.[1];
    const words = (field('title') ?? field('name') ?? '').split(' ');
    const body = text.split('---\n').at(-1).split('\n').find((line) => /^[^#*[\]>-]{80,}$/.test(line))?.split(' ');
    const commitment = /commitments:\n *- title: "?(.*?)"?$/m.exec(text)?.[1];
    const all = [words.slice(0, 5), field('number')?.split('/').slice(0, 1), body?.slice(4, 9), commitment?.split(' ').slice(0, 5), words.slice(0, 3)].filter((one) => one?.length);
    queries.push({ query: all[i % all.length].join(' '), id: path.basename(file, '.md') });
  }
  return queries;
}

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

async function measureAll(folder, queries, ask) {
  const { chromium } = require('playwright-core');
  const server = await serve(folder);
  const browser = await chromium.launch({ executablePath: execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).trim(), args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  const measured = [];
  for (const { query, id } of queries) {
    Object.assign(server.sent, { bytes: 0, search: 0, files: 0 });
    const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', NETWORK);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const begin = process.hrtime.bigint();
    const urls = await ask(page, server.origin, query);
    const seconds = Number(process.hrtime.bigint() - begin) / 1e9;
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    measured.push({ query, seconds, ...server.sent, heap: usedSize, results: urls.length, place: urls.findIndex((url) => url.includes(`/${id}/`)) });
    await context.close();
  }
  await browser.close();
  server.close();
  const of = (name) => measured.map((one) => one[name]);
  return {
    queries: measured.length,
    seconds: median(of('seconds')), most_seconds: Math.max(...of('seconds')),
    bytes: median(of('bytes')), most_bytes: Math.max(...of('bytes')),
    search_bytes: median(of('search')), most_search_bytes: Math.max(...of('search')),
    files: median(of('files')), most_heap: Math.max(...of('heap')),
    none: of('results').filter((count) => count === 0).length,
    in_ten: of('place').filter((place) => place >= 0 && place < 10).length,
    measured,
  };
}

async function askOurs(page, origin, query) {
  await page.goto(`${origin}/tim-kiem/?q=${encodeURIComponent(query)}`, { waitUntil: 'commit' });
  await page.waitForFunction(() => document.querySelector('#search_status')?.textContent && document.querySelector('#search_results').getAttribute('aria-busy') === 'false', null, { timeout: 60000 });
  return page.locator('#search_results .row-title').evaluateAll((links) => links.map((link) => link.href));
}

// A page that asks Pagefind for its first ten results.
async function askPagefind(page, origin, query) {
  await page.goto(`${origin}/pagefind-asks.html`, { waitUntil: 'load' });
  return page.evaluate(async (text) => {
    const pagefind = await import('/pagefind/pagefind.js');
    const { results } = await pagefind.search(text);
    return Promise.all(results.slice(0, 10).map(async (one) => (await one.data()).url));
  }, query);
}

async function measure(output, repository, count = 40) {
  const queries = queriesOf(repository, count);
  const result = { kyket: await measureAll(output, queries, askOurs) };
  const pagefind = path.join(__dirname, '..', 'node_modules', '.bin', 'pagefind');
  if (fs.existsSync(pagefind)) {
    execFileSync(pagefind, ['--site', output, '--force-language', 'vi'], { stdio: 'ignore' });
    fs.writeFileSync(path.join(output, 'pagefind-asks.html'), '<!doctype html><title>Pagefind</title>');
    result.pagefind = await measureAll(output, queries, askPagefind);
  }
  return result;
}

function rowsOf(result) {
  const kilobytes = (bytes) => `${(bytes / 1e3).toFixed(0)} KB`;
  return Object.entries(result).map(([name, one]) => [name, `${one.seconds.toFixed(1)} s`, `${one.most_seconds.toFixed(1)} s`, kilobytes(one.search_bytes), kilobytes(one.most_search_bytes), kilobytes(one.bytes), kilobytes(one.most_bytes), `${(one.most_heap / 1e6).toFixed(1)} MB`, `${one.in_ten} of ${one.queries}`, String(one.none)]);
}

const HEAD = ['', 'seconds', 'at most', 'of search', 'at most', 'with the page', 'at most', 'heap', 'in ten', 'none'];

module.exports = { HEAD, measure, rowsOf };

if (require.main === module)
  measure(process.argv[2], process.argv[3], Number(process.argv[4] ?? 40)).then((result) => {
    console.log([HEAD, ...rowsOf(result)].map((row) => row.join('\t')).join('\n'));
    if (process.env.VERBOSE) for (const one of result.kyket.measured) console.log(JSON.stringify(one));
  });
