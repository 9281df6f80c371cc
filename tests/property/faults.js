'use strict';
// Fails each allocation of a build of a small register, one a build: node tests/property/faults.js [FIRST [LAST [STEP]]]

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Faults } = require('../support/faults.js');
const { Repository, smallRegister } = require('../support/register.js');

async function main(first = 1, last = Infinity, step = 1) {
  const memory = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();
  const folder = fs.mkdtempSync(path.join(memory, 'kyket-faults-'));
  try {
    const repository = new Repository(path.join(folder, 'register'));
    repository.commit(smallRegister());
    repository.commit({ 'content/pages/gioi-thieu.md': '---\ntitle: Giới thiệu\n---\n\nĐã sửa.\n' }, 'Sửa');
    const faults = new Faults(repository, folder);
    const numbers = [];
    for (let number = Number(first); number <= Math.min(Number(last), faults.count); number += Number(step)) numbers.push(number);
    const wrong = await faults.faults(numbers, console.log);
    console.log(`${numbers.length - wrong.length} passed, ${wrong.length} failed, of ${faults.count} allocations`);
    return wrong.length === 0 ? 0 : 1;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

main(...process.argv.slice(2)).then((status) => (process.exitCode = status));
