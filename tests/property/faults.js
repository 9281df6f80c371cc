'use strict';
// Lets each call of builds of a small register go wrong, one a build, in each of the scenarios of tests/support/faults.js:
//
//     node tests/property/faults.js [SCENARIOS [CLASSES [STEP [OFFSET]]]]     names with commas; "all"; each STEP-th fault
//
// and prints how many were tried and how the site stood. With DONE=FILE it takes the calls in ranges of 25, adds a
// line for each range that was run whole to that file, leaves out those that are there, of the same program, and prints
// what all of them came to: so a campaign can be stopped, go on on another day, and be spread over machines by scenarios and
// classes, whose files are put one behind the other. SECONDS=N begins no range after so many. CORES=N: builds at once.

const crypto = require('node:crypto');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { Campaign, Tally, classes, scenarios } = require('../support/faults.js');
const { program } = require('../support/program.js');

const RANGE = 25;

// The program, by its bytes: of another one all is to be run again.
const programKey = crypto.createHash('sha256').update(fs.readFileSync(program)).digest('hex').slice(0, 16);

// What was run whole, by scenario, class and range.
class Record {
  constructor(file, { step, offset }) {
    Object.assign(this, { file, step, offset });
    this.ranges = new Map();
    const lines = file !== undefined && fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
    for (const line of lines) if (line.endsWith('}')) this.add(JSON.parse(line));
  }

  add(range) {
    if (range.program === programKey && range.step === this.step && range.offset === this.offset)
      this.ranges.set(`${range.scenario} ${range.class} ${range.from}`, range);
  }

  has(scenario, name, from) {
    return this.ranges.has(`${scenario} ${name} ${from}`);
  }

  keep(range) {
    const whole = { program: programKey, step: this.step, offset: this.offset, ...range };
    this.add(whole);
    if (this.file !== undefined) fs.appendFileSync(this.file, `${JSON.stringify(whole)}\n`);
  }
}

function print(record) {
  const columns = ['tried', 'old', 'new', 'between', 'mended', 'same', 'failed'];
  const rows = new Map();
  const add = (key, row) => rows.set(key, columns.map((column, index) => (rows.get(key)?.[index] ?? 0) + row[column]));
  for (const range of record.ranges.values())
    for (const [key, row] of range.rows)
      for (const sum of [key, `all of ${range.class}`, `all of ${range.scenario}`, 'all']) add(sum, row);
  const line = (name, cells) => console.log(name.padEnd(36) + cells.map((cell) => String(cell).padStart(8)).join(''));
  line('what', columns);
  const isSum = (key) => key.startsWith('all');
  for (const [key, cells] of [...rows].sort(([one], [other]) => isSum(one) - isSum(other))) line(key, cells);
}

async function main(names = 'all', wanted = 'all', step = '1', offset = '0') {
  const list = (text, all) => (text === 'all' ? Object.keys(all) : text.split(','));
  const memory = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();
  const folder = fs.mkdtempSync(path.join(memory, 'kyket-faults-'));
  const record = new Record(process.env.DONE, { step: Number(step), offset: Number(offset) });
  const end = Date.now() + 1000 * Number(process.env.SECONDS ?? Infinity);
  let wrong = 0;
  let open = 0;
  try {
    const campaign = new Campaign(folder);
    for (const scenario of list(names, scenarios)) {
      if (Date.now() > end) continue;
      const places = campaign.places(scenario, Number(process.env.CORES ?? 2));
      const faults = Campaign.faultsOf(places[0].counts).filter((_, index) => index % record.step === record.offset);
      for (const name of list(wanted, classes)) {
        const calls = places[0].counts[name];
        for (let from = 1; from <= calls; from += RANGE) {
          const to = Math.min(from + RANGE - 1, calls);
          if (record.has(scenario, name, from)) continue;
          if (Date.now() > end) {
            open++;
            continue;
          }
          const tally = new Tally();
          const found = await Campaign.runIn(places, faults.filter((fault) => fault.class === name && fault.at >= from && fault.at <= to), tally);
          found.forEach((text) => console.log(text));
          wrong += found.length;
          record.keep({ scenario, class: name, from, to, of: calls, rows: [...tally.rows], wrong: found });
        }
      }
      await Promise.all(places.map((place) => place.end()));
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  print(record);
  if (open > 0) console.log(`${open} ranges are still to be run`);
  return wrong === 0 ? 0 : 1;
}

main(...process.argv.slice(2)).then((status) => (process.exitCode = status));
