'use strict';
// Prints the examples of the CommonMark specification, all versions in one array, for the program commonmark:
// node tests/conformance/commonmark-examples.js >FILE.json
// Where a body comes out as it was meant rather than as the specification has it, commonmark-exceptions.json has the
// example, the rule (as the manual kyket(5) names it) and the HTML instead.

const exceptions = new Map(require('./commonmark-exceptions.json').map((exception) => [exception.markdown, exception]));
const used = new Set();

function htmlOf(markdown, html) {
  const exception = exceptions.get(markdown);
  if (exception === undefined) return html;
  if (exception.html === html) throw new Error(`no exception: ${JSON.stringify(markdown)}`);
  used.add(exception);
  return exception.html;
}

const examples = (version, specification) =>
  specification.tests.map(({ markdown, html, section, number }) => ({
    version,
    // The specification shows a tab as an arrow.
    markdown: markdown.replaceAll('→', '\t'),
    html: htmlOf(markdown.replaceAll('→', '\t'), html.replaceAll('→', '\t')),
    example: number,
    section,
  }));

const all = [
  ...examples('0.30', require('commonmark-spec-0.30')),
  ...examples('0.31', require('commonmark-spec')),
];
for (const exception of exceptions.values())
  if (!used.has(exception)) throw new Error(`no example: ${JSON.stringify(exception.markdown)}`);
process.stdout.write(JSON.stringify(all) + '\n');
