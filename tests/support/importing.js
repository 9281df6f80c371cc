'use strict';
// A press text imported into the small register, and what was made of it.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const zlib = require('node:zlib');
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

// A zip archive with one file, stored or deflated.
function zip(name, content, { deflate = true, size = content.length } = {}) {
  const packed = deflate ? zlib.deflateRawSync(content) : content;
  const fixed = Buffer.alloc(26);
  fixed.writeUInt16LE(20, 0);
  fixed.writeUInt16LE(deflate ? 8 : 0, 4);
  fixed.writeUInt32LE(zlib.crc32 ? zlib.crc32(content) : 0, 10);
  fixed.writeUInt32LE(packed.length, 14);
  fixed.writeUInt32LE(size, 18);
  fixed.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), fixed, Buffer.from(name), packed]);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fixed, Buffer.alloc(14), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
const documentOf = (inside, before = '') => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${before}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${inside}</w:body></w:document>`);

module.exports = { day, documentOf, drafts, importing, passes, register, zip };
