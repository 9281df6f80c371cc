'use strict';
// Puts what the program prints of itself, its synopsis, into README.md: node tests/reference.js build/kyket
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

// What stands between the two marks of a name.
function part(text, name) {
  const [begin, end] = [`<!-- ${name}: begin -->\n`, `<!-- ${name}: end -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`there is no place for "${name}"`);
  return { before: text.slice(0, from + begin.length), inside: text.slice(from + begin.length, to), after: text.slice(to) };
}

// The lines of `kyket help` that name the commands and their options.
function synopsis(program) {
  const help = execFileSync(program, ['help'], { encoding: 'utf8' });
  return help.slice(0, help.indexOf('\n\n') + 1).replace(/^(usage:|.{6} )/gm, '').replace(/^ /gm, '');
}

// The README with the synopsis that the program prints.
function withSynopsis(readme, program) {
  const { before, after } = part(readme, 'synopsis');
  return `${before}\`\`\`text\n${synopsis(program)}\`\`\`\n${after}`;
}

module.exports = { part, synopsis, withSynopsis };

if (require.main === module) {
  const file = path.join(__dirname, '..', 'README.md');
  const readme = fs.readFileSync(file, 'utf8');
  fs.writeFileSync(file, withSynopsis(readme, process.argv[2]));
}
