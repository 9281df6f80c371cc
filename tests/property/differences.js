'use strict';
// Whether two folders are the same, and in words how they are not.

const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');
const { listFiles } = require('../support/folders.js');

const isSame = (one, other) => spawnSync('diff', ['-rq', '--no-dereference', one, other], { stdio: 'ignore' }).status === 0;

const short = (line) => (line ?? '').trim().slice(0, 300);

// The first line that is another.
function firstDifference(name, is, wanted) {
  const [left, right] = [is.split('\n'), wanted.split('\n')];
  const at = left.findIndex((line, index) => line !== right[index]);
  return [`${name}:${at + 1}`, `  is     ${short(left[at])}`, `  wanted ${short(right[at])}`];
}

// How the files of one map by path differ from another's, in lines.
function differencesOfFiles(actual, expected) {
  const lines = [];
  const names = [...new Set([...actual.keys(), ...expected.keys()])];
  for (const name of names.sort((a, b) => (a === '.kyket') - (b === '.kyket') || (a < b ? -1 : 1))) {
    const [is, wanted] = [actual.get(name), expected.get(name)];
    if (is === wanted) continue;
    if (is === undefined || wanted === undefined) lines.push(`${name}: ${is === undefined ? 'is missing' : 'should be gone'}`);
    else lines.push(...firstDifference(name, is, wanted));
  }
  return lines;
}

function readFolder(folder) {
  const names = fs.existsSync(folder) ? listFiles(folder) : [];
  return new Map(names.map((name) => [name, fs.readFileSync(path.join(folder, name), 'utf8')]));
}

function differencesOfFolders(actual, expected) {
  const lines = differencesOfFiles(readFolder(actual), readFolder(expected));
  return lines.length > 0 ? lines : ['only in folders that are empty or in kinds of files'];
}

// Which lines of the register's files an edit has changed: the old ones with "-", the new ones with "+".
function changedLines(before, after) {
  const lines = [];
  const split = (content) => (Buffer.isBuffer(content) ? ['(bytes)'] : (content ?? '').split('\n'));
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [old, now] = [before.get(name), after.get(name)];
    if (old === now || (Buffer.isBuffer(old) && Buffer.isBuffer(now) && old.equals(now))) continue;
    const [left, right] = [split(old), split(now)];
    const most = Math.min(left.length, right.length);
    let [start, end] = [0, 0];
    while (start < most && left[start] === right[start]) start++;
    while (end < most - start && left.at(-1 - end) === right.at(-1 - end)) end++;
    lines.push(`${name}${old === undefined ? ' (new)' : now === undefined ? ' (gone)' : `:${start + 1}`}`);
    lines.push(...left.slice(start, left.length - end).map((line) => `  - ${short(line)}`));
    lines.push(...right.slice(start, right.length - end).map((line) => `  + ${short(line)}`));
  }
  return lines;
}

module.exports = { changedLines, differencesOfFolders, isSame };
