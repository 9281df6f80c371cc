'use strict';
// One rule says what holds of an agreement on a day; the program has it and the browser has it. Here they are compared with each other on
// every day of ten years, for agreements of all kinds.

const assert = require('node:assert/strict');
const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { test } = require('node:test');
const vm = require('node:vm');
const { program } = require('../support/program.js');

const source = fs.readFileSync(path.join(__dirname, '..', '..', 'themes', 'default', 'assets', 'status.js'), 'utf8');
const statuses = ['in-force', 'ending', 'unknown', 'upcoming', 'unsigned', 'ended', 'replaced', 'terminated'];

// The theme's script with the setting that its page gives it.
function browserRule(endingDays, text = source) {
  const document = { currentScript: { dataset: { endingDays: String(endingDays) }, getAttribute: () => '' }, querySelectorAll: () => [] };
  return vm.runInNewContext(`${text}; registerStatus`, { document });
}

const iso = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
const first = Date.parse('2020-01-01') / 864e5;
const last = Date.parse('2029-12-31') / 864e5;
const days = Array.from({ length: last - first + 1 }, (_, i) => iso(first + i));

// Every mixture of what is known and what is not, and days drawn at random within the years and around them.
function factsOf(number) {
  let seed = 20261130 + number;
  const random = () => (seed = (seed * 48271) % 0x7fffffff) / 0x7fffffff;
  const day = () => iso(Math.floor(first - 400 + random() * (last - first + 800)));
  const some = (bit) => (number & bit ? day() : '');
  const end = number & 4 ? day() : '';
  const open = number & 32 ? (end ? `open:${end}` : 'open') : end;
  return [some(1), some(2), open, some(8), some(16)].join('/');
}
const facts = Array.from({ length: 640 }, (_, number) => factsOf(number));

function programRule(endingDays) {
  const input = `${facts.join('\n')}\n`;
  const output = execFileSync(path.join(path.dirname(program), 'tests', 'status'), [iso(first), iso(last), String(endingDays)], { input, maxBuffer: 1 << 26, encoding: 'utf8' });
  return output.trimEnd().split('\n');
}

// How many days of how many agreements both rules see differently.
function differences(rule, endingDays) {
  const found = [];
  programRule(endingDays).forEach((line, number) => {
    for (let i = 0; i < days.length; i++) {
      const status = statuses[line.charCodeAt(i) - 65];
      if (rule.on(facts[number], days[i]) !== status) found.push(`${facts[number]} on ${days[i]}: ${status}`);
    }
  });
  return found;
}

for (const endingDays of [0, 30, 180])
  test(`the program and the browser agree on every day of ten years, ending days ${endingDays}`, () => {
    assert.deepEqual(differences(browserRule(endingDays), endingDays).slice(0, 5), []);
  });

test('the comparison sees a rule that is wrong by a day', () => {
  for (const [right, wrong] of [['ends < today', 'ends <= today'], ['signed > today', 'signed >= today'], ['replaced <= today', 'replaced < today']]) {
    assert.ok(source.includes(right), right);
    assert.ok(differences(browserRule(180, source.replace(right, wrong)), 180).length > 0, wrong);
  }
});

test('every status occurs', () => {
  const letters = new Set(programRule(180).join(''));
  assert.deepEqual([...letters].sort().join(''), 'ABCDEFGH');
});
