'use strict';
// Runs kyket, and says where there is room for its output: in memory where that is possible.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const { environment, program } = require('../support/program.js');

function scratch() {
  if (process.env.TMPDIR !== undefined) return process.env.TMPDIR;
  try {
    fs.accessSync('/dev/shm', fs.constants.W_OK);
    return '/dev/shm';
  } catch {
    return os.tmpdir();
  }
}

// { status, stderr }; killed after some milliseconds if they are given, and then the status is null. A crash throws.
function run(args, milliseconds) {
  const result = spawnSync(program, args, {
    env: environment(),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    timeout: milliseconds ?? 300000,
    killSignal: 'SIGKILL',
  });
  const { status, signal, stderr } = result;
  if (milliseconds !== undefined && signal === 'SIGKILL') return { status: null, stderr };
  if (result.error && result.error.code !== 'ETIMEDOUT') throw result.error;
  if (signal !== null || status > 3 || /Sanitizer: |: runtime error: /.test(stderr))
    throw new Error(`kyket ${args.join(' ')} ended with ${signal ?? `exit status ${status}`}:\n${stderr}`);
  return { status, stderr };
}

module.exports = { run, scratch };
