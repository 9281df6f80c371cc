'use strict';
// Puts the reference of the front matter into README.md, from `kyket schema` (node tests/reference.js build/kyket).
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const [begin, end] = ['<!-- reference: begin -->\n', '<!-- reference: end -->'];

// The README with the reference that the program prints.
function withReference(readme, program) {
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) throw new Error('README.md has no place for the reference');
  const reference = execFileSync(program, ['schema', '--format', 'markdown'], { encoding: 'utf8' });
  return `${readme.slice(0, from)}${begin}\n${reference}${readme.slice(to)}`;
}

module.exports = { withReference };

if (require.main === module) {
  const file = path.join(__dirname, '..', 'README.md');
  const readme = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, withReference(readme, process.argv[2]));
}
