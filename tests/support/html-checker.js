'use strict';
// The Nu HTML checker over all of a folder's pages, style sheets and drawings, in one run.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { listFiles } = require('./folders.js');

const jar = path.join(path.dirname(require.resolve('vnu-jar/package.json')), 'build', 'dist', 'vnu.jar');

// A page with one known error goes into every run: if the checker does not find it, the run says nothing.
const canary = '<!doctype html><html lang="en"><head><title>Canary</title></head><body><blink>here</blink></body></html>\n';

// What the checker's list of CSS lacks: container queries (CSS Containment 3) and SVG 2's vector-effect, which every
// browser has had since 2023. These three are passed over by their whole messages, all else is judged; the checker skips what
// stands inside @container.
const unknownToTheChecker = new Set([
  'CSS: “container-type”: Property “container-type” doesn\'t exist.',
  'CSS: “vector-effect”: Property “vector-effect” doesn\'t exist.',
  'CSS: Unrecognized at-rule “@container”',
]);

// Errors and warnings, each as "file:line: message".
function checkHtml(folder) {
  const own = fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-canary-'));
  try {
    const page = path.join(own, 'canary.html');
    fs.writeFileSync(page, canary);
    const files = listFiles(folder)
      .filter((file) => /\.(html|css|svg)$/.test(file))
      .map((file) => path.join(folder, file));
    const result = spawnSync(
      'java',
      ['-Xss8m', '-jar', jar, '--stdout', '--exit-zero-always', '--format', 'json', '--also-check-css',
        '--also-check-svg', ...files, page],
      { encoding: 'utf8', maxBuffer: 1 << 28, timeout: 600000 },
    );
    if (result.error) throw result.error;
    if (result.status !== 0) throw new Error(`the HTML checker ended with ${result.status}: ${result.stderr}`);
    let canaries = 0;
    const problems = [];
    for (const message of JSON.parse(result.stdout).messages) {
      if (message.url?.endsWith('/canary.html')) {
        canaries++;
        continue;
      }
      if (message.type === 'info' && message.subType !== 'warning') continue;
      if (unknownToTheChecker.has(message.message)) continue;
      const file = message.url ? path.relative(folder, new URL(message.url).pathname) : '?';
      problems.push(`${decodeURI(file)}:${message.lastLine ?? 0}: ${message.message}`);
    }
    if (canaries === 0) throw new Error('the HTML checker did not find the error it was given');
    return problems;
  } finally {
    fs.rmSync(own, { recursive: true, force: true });
  }
}

module.exports = { checkHtml };
