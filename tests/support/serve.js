'use strict';
// kyket serve while a test runs.

const { spawn } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { temporaryFolder } = require('./folders.js');
const { environment, program } = require('./program.js');
const { smallRepository } = require('./register.js');

// A preview of a small register that runs until the test is over; `end` stops it and says how it ended.
async function serve(t, { files = {}, args = [], repository = smallRepository(t, files) } = {}) {
  const temporary = temporaryFolder(t);
  const child = spawn(program, ['serve', '--port', '0', '--lang', 'en', ...args], { cwd: repository.folder, env: environment({ TMPDIR: temporary }) });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (data) => (stderr += data));
  const ended = new Promise((resolve) => child.on('close', (status, signal) => resolve({ status, signal, stdout, stderr, left: fs.existsSync(temporary) ? fs.readdirSync(temporary) : [] })));
  const end = (signal = 'SIGINT') => (child.kill(signal), ended);
  t.after(() => end('SIGKILL'));
  await new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => (stdout += data).includes('\n') && resolve());
    child.on('close', () => reject(new Error(stderr)));
  });
  const [, url, port] = /^(http:\/\/127\.0\.0\.1:(\d+)\/)\n/.exec(stdout);
  const write = (file, text) => (fs.mkdirSync(path.dirname(repository.path(file)), { recursive: true }), fs.writeFileSync(repository.path(file), text));
  return { url: url.slice(0, -1), port: Number(port), repository, temporary, end, ended, write, said: () => stderr };
}

module.exports = { serve };
