'use strict';
// Lets each call of builds of a small register go wrong, one a build, in each of the scenarios of tests/support/faults.js:
//
//     node tests/property/faults.js [SCENARIOS [CLASSES [STEP [OFFSET]]]]     names with commas; "all"; each STEP-th fault
//
// and prints how many were tried and how the site stood.

const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Campaign, Tally, scenarios } = require('../support/faults.js');

async function main(names = 'all', wanted = 'all', step = '1', offset = '0') {
  const memory = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();
  const folder = fs.mkdtempSync(path.join(memory, 'kyket-faults-'));
  const list = (text) => (text === 'all' ? undefined : text.split(','));
  const cores = Number(process.env.CORES ?? 2);
  const choose = (faults) => faults.filter((_, index) => index % Number(step) === Number(offset));
  const tally = new Tally();
  let wrong = 0;
  try {
    const campaign = new Campaign(folder);
    for (const name of list(names) ?? Object.keys(scenarios))
      wrong += (await campaign.run(name, { choose, wanted: list(wanted), cores, told: console.log, tally })).length;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  console.log('what                                  tried    old    new between mended failed');
  const sum = [0, 0, 0, 0, 0, 0];
  for (const [key, row] of tally.rows) {
    Object.values(row).forEach((count, index) => (sum[index] += count));
    console.log(key.padEnd(36) + Object.values(row).map((count) => String(count).padStart(7)).join(''));
  }
  console.log('all'.padEnd(36) + sum.map((count) => String(count).padStart(7)).join(''));
  return wrong === 0 ? 0 : 1;
}

main(...process.argv.slice(2)).then((status) => (process.exitCode = status));
