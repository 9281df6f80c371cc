'use strict';
// Prints the examples of the CommonMark specification, all versions in one array, for the program commonmark:
// node tests/conformance/commonmark-examples.js >FILE.json

const examples = (version, specification) =>
  specification.tests.map(({ markdown, html, section, number }) => ({
    version,
    // The specification shows a tab as an arrow.
    markdown: markdown.replaceAll('→', '\t'),
    html: html.replaceAll('→', '\t'),
    example: number,
    section,
  }));

process.stdout.write(
  JSON.stringify([
    ...examples('0.30', require('commonmark-spec-0.30')),
    ...examples('0.31', require('commonmark-spec')),
  ]) + '\n',
);
