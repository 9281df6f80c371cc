'use strict';
// From a save to the open browser: kyket serve shows a work tree, the words, the day and the references of news items and the period of agreements
// in it are changed, each by itself, and it is measured when the server tells of it and when Chromium, in which the page is open, has painted the change; both from when the
// file was closed.

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

// Calls `shown` in the page with when its contents were painted, each time that they are others.
function lookAtContents() {
  let last;
  const look = () => {
    const contents = document.querySelector('main')?.textContent;
    if (!contents || contents === last) return;
    last = contents;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.shown(performance.timeOrigin + performance.now());
    requestAnimationFrame(() => port2.postMessage(0)); // behind the frame
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

// What is saved of which kind of entry: words alone are shown at once; of days and of references everything else on the site may follow.
const news = {
  words: (text, round) => text.replace(/^title: .*$/m, `title: Đã lưu lần ${round}`),
  day: (text, round) => text.replace(/^(date: \S*?T\d\d:)\d\d/m, `$1${String(round % 60).padStart(2, '0')}`).replace(/^(date: \d{4}-)\d\d/m, (_, year) => `${year}${round % 2 ? '03' : '07'}`),
  references: (text) => text.replace(/^(topics: \[)[^,\]]*(?:, )?/m, '$1'),
};
const agreements = { period: (text, round) => text.replace(/^( +end: )(\d{4})/m, (_, key, year) => key + (Number(year) + (round % 2 ? 1 : -1))) };
const kinds = { news: { folder: 'tin-tuc', saves: news }, agreements: { folder: 'thoa-thuan', saves: agreements } };

// In milliseconds.
async function saveOnce(origin, page, waiting, file, text) {
  await new Promise((resolve) => setTimeout(resolve, 1000)); // till all of the save before has been read
  const before = await stateOf(origin, page);
  const told = stateOf(origin, page, before.generation).then(() => now());
  const shown = new Promise((resolve) => (waiting.shown = resolve));
  await new Promise((resolve) => setTimeout(resolve, 300));
  fs.writeFileSync(file, text);
  const begin = now();
  return { told: (await told) - begin, shown: (await shown) - begin };
}

// `repository`: a bare one, of whose work tree a copy is made in `folder`.
async function measure(kyket, repository, folder, rounds) {
  const { chromium } = require('playwright-core');
  execFileSync('git', ['clone', '--quiet', repository, folder], { env: environment });
  const filesOf = (kind) =>
    execFileSync('git', ['-C', folder, '-c', 'core.quotePath=off', 'ls-files', `content/${kind}`], { encoding: 'utf8', maxBuffer: 1 << 30 }).trim().split('\n');
  await new Promise((resolve) => setTimeout(resolve, 3000)); // younger files are always read
  const server = start(kyket, folder);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const results = {};
  try {
    const origin = await server.address;
    const opened = await browser.newPage();
    const waiting = {};
    await opened.exposeFunction('shown', (moment) => waiting.shown?.(moment));
    await opened.addInitScript(lookAtContents);
    for (const [kind, { folder: address, saves }] of Object.entries(kinds)) {
      const files = filesOf(kind);
      for (let round = -1; round < rounds; round++) {
        const name = files[((round + 2) * 7919) % files.length];
        const [, within] = /^content\/[^/]+\/(.*)\.md$/.exec(name);
        const page = `/${address}/${within}/`;
        await opened.goto(new URL(page, origin).href);
        const file = path.join(folder, name);
        for (const [part, change] of Object.entries(saves)) {
          const text = fs.readFileSync(file, 'utf8'), changed = change(text, round + 2);
          if (changed === text) throw new Error(`${name}: nothing to change of its ${part}`);
          const one = await saveOnce(origin, page, waiting, file, changed);
          if (round >= 0) (results[part] ??= []).push(one); // the first warms both up
        }
      }
    }
  } finally {
    await browser.close();
    await server.end();
  }
  const figures = (all) => {
    const of = (name) => all.map((one) => one[name]);
    return { told: machine.median(of('told')), shown: machine.median(of('shown')), most_told: Math.max(...of('told')), most_shown: Math.max(...of('shown')), all };
  };
  return Object.fromEntries(Object.entries(results).map(([kind, all]) => [kind, figures(all)]));
}

module.exports = { measure };
