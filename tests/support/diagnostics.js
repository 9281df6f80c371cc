'use strict';
// The lines in which kyket says what is wrong.

const assert = require('node:assert/strict');

const form =
  /^(?<file>[^\s:][^:\n]*?)(?::(?<line>\d+)(?::(?<column>\d+))?)?: (?<severity>error|warning|note): (?<message>.*) \[(?<code>[a-z0-9-]+)\]$/;

function parseDiagnostics(output) {
  const diagnostics = [];
  for (const line of output.split('\n')) {
    const match = form.exec(line);
    if (!match) continue;
    const { file, severity, message, code } = match.groups;
    diagnostics.push({
      file: file === 'kyket' ? '' : file,
      line: Number(match.groups.line ?? 0),
      column: Number(match.groups.column ?? 0),
      severity,
      message,
      code,
    });
  }
  return diagnostics;
}

// The one diagnostic of a run with this code (at this file, if it is given).
function theDiagnostic(result, code, file) {
  const found = parseDiagnostics(result.output).filter(
    (diagnostic) => diagnostic.code === code && (file === undefined || diagnostic.file === file),
  );
  assert.equal(found.length, 1, `one [${code}]${file ? ` at ${file}` : ''} wanted in:\n${result.output}`);
  return found[0];
}

function assertNoDiagnostics(result) {
  assert.deepEqual(parseDiagnostics(result.output), [], result.output);
}

module.exports = { assertNoDiagnostics, parseDiagnostics, theDiagnostic };
