'use strict';
// The project's documents, cut into what a test compares with the program.

const { part } = require('../reference.js');
const { read } = require('./folders.js');
const { root } = require('./program.js');

const documentText = (...parts) => read(root, ...parts);

// What stands between the two marks of a name.
const marked = (text, name) => part(text, name).inside;

// The fenced blocks of Markdown: their language and text.
const fencedBlocks = (text) =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language, block]) => ({ language, block }));

// Files that a document shows whole, by path: a line that ends with the path in backticks and a colon, then a block.
const shownFiles = (text) =>
  Object.fromEntries(
    [...text.matchAll(/^.*`(content\/[^`]+)`:\n\n```\w*\n([\s\S]*?)^```$/gm)].map(([, file, block]) => [file, block]),
  );

// The rows of a pipe table below its rule, each a list of cells.
const tableRows = (text) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) => line.slice(2, -2).split(' | '));

// The lines in backticks of a cell.
const codeLines = (cell) => cell.split('<br>').map((part) => part.replace(/^`|`$/g, ''));

module.exports = { codeLines, documentText, fencedBlocks, marked, shownFiles, tableRows };
