'use strict';
// node tests/property/increments.js EDITS [SEED [EVERY]]: see campaign.js. Ends with the first difference.

const { campaign } = require('./campaign.js');

const edits = Number(process.argv[2] ?? 1000);
const seed = Number(process.argv[3] ?? Date.now() % 1000000);
const every = Number(process.argv[4] ?? 1);
if (!(edits > 0) || !Number.isInteger(seed) || !(every > 0)) {
  console.error('usage: node tests/property/increments.js EDITS [SEED [EVERY]]');
  process.exit(2);
}

const line = (total) =>
  `${total.edits} edits, ${total.builds} builds, ${total.errors} with errors, ${total.kills} killed; ` +
  `files: ${total.written} written, ${total.unchanged} unchanged`;

console.log(`seed ${seed}`);
try {
  let shown = Date.now();
  const report = (total) => {
    if (Date.now() - shown < 10000) return;
    shown = Date.now();
    console.log(line(total));
  };
  const total = campaign(edits, seed, { every, report });
  console.log(`${line(total)}; no difference`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
