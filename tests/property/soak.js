'use strict';
// Pushes through the hook that publishes, for as long as is wanted, with nginx serving the site all the while: readers
// ask for pages without a pause, and one follows every link of random pages at once.
//
//     node tests/property/soak.js [MINUTES [SEED]]
//
// Each push edits, adds, renames or removes pages and news, or merges a branch; some come several at once. Nothing may
// fail, be cut off or be half; a link of a page may lead nowhere only while that page, asked for again, has changed.
// At the end the site is the head of the branch, as a full build makes it, the cache, but what it knows of the
// history, is no larger than a few lists of the site's files, and nothing is left beside the output. Each build is a
// process of its own, so no memory is kept but the cache.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const os = require('node:os');
const path = require('node:path');
const { execFile, spawn } = require('node:child_process');
const { promisify } = require('node:util');
const { once } = require('node:events');
const { Editor } = require('./editor.js');
const { Random } = require('./random.js');
const { listFiles, snapshot } = require('../support/folders.js');
const { environment, git, kyket } = require('../support/program.js');
const { Repository, entry, smallRegister } = require('../support/register.js');

const run = promisify(execFile);

async function freePort() {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startServer(folder, site) {
  const port = await freePort();
  const file = path.join(folder, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  const user = process.getuid() === 0 ? 'user root;' : '';
  fs.writeFileSync(file, `${user} daemon off; pid ${folder}/pid; error_log stderr; worker_processes 1; events {}\n` +
    `http { access_log off; include /etc/nginx/mime.types; ${temporary}\nserver { listen 127.0.0.1:${port}; root ${site}; }\n}\n`);
  const child = spawn('nginx', ['-p', folder, '-c', file], { stdio: 'ignore' });
  for (let tries = 0; ; tries++) {
    const socket = net.connect(port, '127.0.0.1');
    const good = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false);
    socket.destroy();
    if (good) return { port, child };
    assert.ok(tries < 100, 'nginx does not start');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });

const CACHE_GROWTH = 8;
const sizeOf = (folder) => listFiles(folder).filter((file) => file !== 'history').reduce((sum, file) => sum + fs.statSync(path.join(folder, file)).size, 0);

// What was got: a status, the bytes, and whether all that were promised came. A connection that nginx closed because
// nobody used it for a while may be taken just then; that one is asked for again.
function get(port, place) {
  return new Promise((resolve) => {
    const request = http.get({ host: '127.0.0.1', port, path: place, agent }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('close', () => {
        const bytes = Buffer.concat(pieces);
        const length = response.headers['content-length'];
        resolve({ status: response.statusCode, text: bytes.toString(), whole: response.complete && (length === undefined || bytes.length === Number(length)) });
      });
    });
    request.on('error', (error) =>
      resolve(request.reusedSocket && error.code === 'ECONNRESET' ? get(port, place) : { status: 0, text: error.message, whole: false }));
  });
}

class Readers {
  constructor(port, site, random) {
    Object.assign(this, { port, site, random, asked: 0, links: 0, between: 0, wrong: [], ended: false, last: {} });
  }

  fail(text) {
    this.wrong.push(text);
    if (this.wrong.length < 20) console.log(text);
  }

  // A page that is there for as long as the register is.
  async read() {
    const places = ['/', '/tin-tuc/', '/thoa-thuan/', '/co-quan/', '/gioi-thieu/', '/assets/style.css', '/feed.xml', '/tim-kiem/'];
    while (!this.ended) {
      const place = this.random.pick(places);
      const { status, text, whole } = await get(this.port, place);
      this.asked++;
      if (status !== 200 || !whole) this.fail(`${place}: ${status} ${whole ? '' : 'cut off'}`);
      else if (/<html/.test(text) && !text.trimEnd().endsWith('</html>')) this.fail(`${place}: half a page`);
    }
  }

  // Every link of a random page, at once; where one leads nowhere the page must have changed meanwhile.
  async follow() {
    while (!this.ended) {
      let pages;
      try {
        pages = listFiles(this.site).filter((file) => file.endsWith('index.html'));
      } catch {
        continue; // folders go while they are listed
      }
      const place = `/${this.random.pick(pages).replace(/index\.html$/, '')}`;
      const page = await get(this.port, place);
      this.asked++;
      if (page.status !== 200) continue;
      const found = new Set([...page.text.matchAll(/(?:href|src)="(\/[^"#?]*)/g)].map(([, link]) => link.replaceAll('&amp;', '&')));
      await Promise.all([...found].map(async (link) => {
        const answer = await get(this.port, link);
        this.asked++;
        this.links++;
        if (answer.status === 200 && answer.whole) return;
        const again = await get(this.port, place);
        if (answer.whole && (again.status !== 200 || again.text !== page.text)) this.between++;
        else this.fail(`${place} -> ${link}: ${answer.status} ${answer.whole ? '' : 'cut off'}`);
      }));
    }
  }
}

async function main(minutes = '15', seed = '1') {
  const random = new Random(Number(seed));
  const memory = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();
  const folder = fs.mkdtempSync(path.join(memory, 'kyket-soak-'));
  fs.chmodSync(folder, 0o755);
  const bare = path.join(folder, 'bare.git');
  const site = path.join(folder, 'site');
  const cache = path.join(folder, '.kyket');
  git(folder, 'init', '-q', '--bare', '-b', 'main', bare);
  const installed = kyket(['hook', 'install', '-C', bare, '-o', site]);
  assert.equal(installed.status, 0, installed.output);
  const repository = new Repository(path.join(folder, 'register'));
  repository.commit(smallRegister());
  git(repository.folder, 'branch', '-M', 'main');
  git(repository.folder, 'remote', 'add', 'origin', bare);
  const env = environment({ SOURCE_DATE_EPOCH: '1717200000' });
  const push = async (ref) => {
    const { stderr } = await run('git', ['push', '-q', 'origin', ref], { cwd: repository.folder, env, maxBuffer: 1 << 26 });
    if (/: error: /.test(stderr)) throw new Error(stderr);
  };
  await push('main');
  const { port, child } = await startServer(folder, site);
  const readers = new Readers(port, site, random);
  const work = [readers.read(), readers.read(), readers.follow()];
  const editor = new Editor(repository, random);
  const end = Date.now() + 60000 * Number(minutes);
  let pushes = 0;
  try {
    while (Date.now() < end) {
      if (random.chance(0.1)) {
        git(repository.folder, 'checkout', '-q', '-b', 'nhanh');
        repository.commit(editor.change());
        git(repository.folder, 'checkout', '-q', 'main');
        repository.commit({ [`content/pages/chinh-${pushes}.md`]: entry({ title: `Chính ${pushes}` }) });
        git(repository.folder, 'merge', '-q', '--no-edit', 'nhanh');
        git(repository.folder, 'branch', '-D', 'nhanh');
      } else {
        repository.commit(editor.change());
      }
      if (random.chance(0.1)) {
        // Two at once: the later one may be first, and then the other is refused.
        const earlier = git(repository.folder, 'rev-parse', 'main').trim();
        repository.commit(editor.change());
        await Promise.allSettled([push(`${earlier}:main`), push('main')]);
        pushes++;
      }
      await push('main');
      pushes++;
      if (pushes % 100 === 0) {
        console.log(`${pushes} pushes, ${readers.asked} requests, ${readers.links} links, ${readers.between} between, ${readers.wrong.length} wrong, cache ${sizeOf(cache)} bytes`);
      }
    }
  } finally {
    readers.ended = true;
    await Promise.all(work);
    child.kill();
    agent.destroy();
  }
  const wanted = path.join(folder, 'wanted', 'site');
  const built = kyket(['build', '-C', bare, '-o', wanted, '--full'], { env: { SOURCE_DATE_EPOCH: '1717200000' } });
  assert.equal(built.status, 0, built.output);
  assert.deepEqual(snapshot(site), snapshot(wanted));
  assert.deepEqual(fs.readdirSync(folder).filter((name) => name.startsWith('.')), ['.kyket']);
  const first = sizeOf(path.join(folder, 'wanted', '.kyket'));
  console.log(`seed ${seed}: ${pushes} pushes, ${readers.asked} requests, ${readers.links} links followed, ${readers.between} between two states, ${readers.wrong.length} wrong; cache ${sizeOf(cache)} bytes, a list of the site's files ${first}`);
  assert.ok(sizeOf(cache) < CACHE_GROWTH * first, 'the cache has grown');
  fs.rmSync(folder, { recursive: true, force: true });
  return readers.wrong.length === 0 ? 0 : 1;
}

main(...process.argv.slice(2)).then((status) => (process.exitCode = status));
