'use strict';
// From a save to the open browser: kyket serve shows a work tree, a title of a news item in it is changed again and again, and it is measured when
// the server tells of it and when Chromium, in which the page is open, has painted the new title; both from when the file was closed.

const { execFileSync, spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const machine = require('./machine.js');

const environment = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', TMPDIR: machine.memoryFolder() };

// The server's address, which it prints first.
function start(kyket, folder) {
  const child = spawn(kyket, ['serve', '--port', '0'], { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = new Promise((resolve, reject) => {
    child.stdout.once('data', (bytes) => resolve(String(bytes).trim()));
    child.once('close', (status) => reject(new Error(`kyket serve: exit status ${status}`)));
  });
  return { address, end: () => new Promise((resolve) => child.once('close', resolve) && child.kill('SIGINT')) };
}

const now = () => performance.timeOrigin + performance.now();

async function stateOf(origin, page, generation) {
  const query = new URLSearchParams({ page, ...(generation === undefined ? {} : { generation }) });
  return (await fetch(`${origin}.kyket-serve/state?${query}`)).json();
}

// Calls `shown` in the page with the words of its heading, and when they were painted, each time that they are others.
function lookAtHeading() {
  let last;
  const look = () => {
    const heading = document.querySelector('h1')?.textContent;
    if (!heading || heading === last) return;
    last = heading;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.shown(heading, performance.timeOrigin + performance.now());
    requestAnimationFrame(() => port2.postMessage(0)); // behind the frame
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

// In milliseconds.
async function saveOnce(origin, page, waiting, file, title) {
  const text = fs.readFileSync(file, 'utf8').replace(/^title: .*$/m, `title: ${title}`);
  await new Promise((resolve) => setTimeout(resolve, 1000)); // till all of the save before has been read
  const before = await stateOf(origin, page);
  const told = stateOf(origin, page, before.generation).then(() => now());
  const shown = new Promise((resolve) => (waiting[title] = resolve));
  await new Promise((resolve) => setTimeout(resolve, 300));
  fs.writeFileSync(file, text);
  const begin = now();
  return { told: (await told) - begin, shown: (await shown) - begin };
}

// `repository`: a bare one, of whose work tree a copy is made in `folder`.
async function measure(kyket, repository, folder, rounds) {
  const { chromium } = require('playwright-core');
  execFileSync('git', ['clone', '--quiet', repository, folder], { env: environment });
  const news = execFileSync('git', ['-C', folder, '-c', 'core.quotePath=off', 'ls-files', 'content/news'], { encoding: 'utf8', maxBuffer: 1 << 30 }).trim().split('\n');
  await new Promise((resolve) => setTimeout(resolve, 3000)); // younger files are always read
  const server = start(kyket, folder);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const results = [];
  try {
    const origin = await server.address;
    const opened = await browser.newPage();
    const waiting = {};
    await opened.exposeFunction('shown', (heading, moment) => waiting[heading]?.(moment));
    await opened.addInitScript(lookAtHeading);
    for (let round = -1; round < rounds; round++) {
      const name = news[((round + 2) * 7919) % news.length];
      const [, year, id] = /content\/news\/(?:(\d+)\/)?(.*)\.md$/.exec(name);
      const page = `/tin-tuc/${year ? `${year}/` : ''}${id}/`;
      await opened.goto(new URL(page, origin).href);
      const one = await saveOnce(origin, page, waiting, path.join(folder, name), `Đã lưu lần ${round + 2}`);
      if (round >= 0) results.push(one); // the first warms both up
    }
  } finally {
    await browser.close();
    await server.end();
  }
  const of = (name) => results.map((one) => one[name]);
  return { told: machine.median(of('told')), shown: machine.median(of('shown')), most_told: Math.max(...of('told')), most_shown: Math.max(...of('shown')), all: results };
}

module.exports = { measure };
