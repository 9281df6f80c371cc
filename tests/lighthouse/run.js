// Lighthouse on one page of every kind of a written site: node run.js FOLDER [ADDRESS …]. Prints the four scores of each page, and what keeps
// one below 100. Exit status 1 when one is below. A phone, its network and its processor are simulated, so run it on a quiet machine.

import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import zlib from 'node:zlib';
import * as chromeLauncher from 'chrome-launcher';
import lighthouse from 'lighthouse';

const kinds = [
  '/', '/tin-tuc/', '/tin-tuc/2021/ky-ket-chuong-trinh-phoi-hop-2021-2025/', '/thoa-thuan/', '/thoa-thuan/tinh-trang/ended/',
  '/thoa-thuan/het-han/', '/thoa-thuan/het-han/2025/', '/thoa-thuan/ca-nuoc/', '/thoa-thuan/ctph-4286/', '/thoa-thuan/ctph-4286/lich-su/',
  '/co-quan/', '/co-quan/bo-ldtbxh/', '/nguoi-ky/', '/nguoi-ky/dao-ngoc-dung/', '/tinh-thanh/', '/tinh-thanh/nghe-an/', '/linh-vuc/',
  '/linh-vuc/tre-em/', '/dong-thoi-gian/', '/dong-thoi-gian/2025/', '/so-ket/', '/du-lieu/', '/du-lieu/agreements/', '/tim-kiem/?q=nghe+an',
  '/gioi-thieu/',
];
const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.json': 'application/json',
  '.xml': 'application/xml', '.txt': 'text/plain', '.png': 'image/png', '.jpg': 'image/jpeg' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; " +
  "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

// Compressed, and kept by browsers, as a public site is.
function serve(folder) {
  const server = http.createServer((request, response) => {
    let file = path.join(folder, decodeURIComponent(new URL(request.url, 'http://localhost').pathname));
    if (file.endsWith('/')) file += 'index.html';
    fs.readFile(file, (error, data) => {
      response.writeHead(error ? 404 : 200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream', 'Content-Encoding': 'gzip',
        'Content-Security-Policy': policy, 'Cross-Origin-Opener-Policy': 'same-origin', 'Cache-Control': 'max-age=31536000' });
      response.end(zlib.gzipSync(error ? '' : data));
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

const [folder, ...asked] = process.argv.slice(2);
const server = await serve(folder);
const chrome = await chromeLauncher.launch({ chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', chromeFlags: ['--headless', '--no-sandbox', '--disable-dev-shm-usage'] });
let isGood = true;
try {
  for (const address of asked.length > 0 ? asked : kinds) {
    // The history is kept out of indexes, which is no mistake.
    const skipAudits = address.endsWith('/lich-su/') ? ['is-crawlable'] : [];
    const { lhr } = await lighthouse(`http://127.0.0.1:${server.address().port}${address}`, {
      port: chrome.port, output: 'json', logLevel: 'error', skipAudits, onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
    });
    const scores = Object.values(lhr.categories).map(({ score }) => Math.round(score * 100));
    console.log(`${scores.join(' ')}  ${address}`);
    for (const category of Object.values(lhr.categories)) {
      if (category.score >= 0.995) continue;
      isGood = false;
      for (const { id, weight } of category.auditRefs) {
        const { score, title, displayValue, details } = lhr.audits[id];
        if (weight === 0 || score === null || score >= 0.9) continue;
        console.log(`    ${category.title}: ${title} ${displayValue ?? ''}`);
        for (const item of details?.items?.slice(0, 3) ?? []) console.log(`        ${(item.node?.snippet ?? item.url ?? JSON.stringify(item)).slice(0, 200)}`);
      }
    }
  }
} finally {
  await chrome.kill();
  server.close();
}
process.exitCode = isGood ? 0 : 1;
