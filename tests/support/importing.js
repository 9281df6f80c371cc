'use strict';
// A press text imported into the small register, and what was made of it.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const yaml = require('yaml');
const { entry, smallRepository } = require('./register.js');

const day = ['--date', '2028-12-01'];
const register = {
  'content/people/le-thi-be.md': entry({ name: 'Lê Thị Bé', other_names: ['Bé Lê'], positions: [{ organization: 'tinh-doan-an-giang', title: 'Bí thư' }] }),
};

// The drafts by the first part of their paths: their fields, comments and body.
function drafts(repository, result) {
  const found = {};
  for (const file of result.stdout.trim().split('\n').filter((line) => line !== '')) {
    const whole = fs.readFileSync(repository.path(file), 'utf8');
    const end = whole.indexOf('\n---\n', 4);
    const front = whole.slice(4, end + 1);
    found[file.split('/')[1]] = { file, fields: yaml.parse(front), comments: front.split('\n').filter((line) => line.startsWith('#')).join('\n'), body: whole.slice(end + 5) };
  }
  return found;
}

function importing(t, input, args = [], files = {}) {
  const repository = smallRepository(t, { ...register, ...files });
  const result = repository.kyket(['import', '-', '--lang', 'en', ...day, ...args], { input });
  return { repository, result, ...drafts(repository, result) };
}

const passes = (repository) => {
  const check = repository.kyket(['check', '-D', '--worktree', ...day]);
  assert.equal(check.status, 0, check.output);
};

module.exports = { day, drafts, importing, passes, register };
