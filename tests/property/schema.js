'use strict';
// What kinds of files a register has and which fields of which kinds they hold: read from the program's own reference,
// so that a field that is new is edited too.

const { kyket } = require('../support/program.js');

// A field's value, by how the reference says it.
const forms = [
  [/^text$/, () => ({ form: 'text' })],
  [/^web address$/, () => ({ form: 'url' })],
  [/^path or web address$/, () => ({ form: 'path' })],
  [/^file in `?media\/`?$/, () => ({ form: 'media' })],
  [/^day or time$/, () => ({ form: 'date' })],
  [/^year, month, day or time$/, () => ({ form: 'when' })],
  [/^year, month or day$/, () => ({ form: 'span' })],
  [/^year, month, day or open$/, () => ({ form: 'end' })],
  [/^whole number$/, () => ({ form: 'integer' })],
  [/^number$/, () => ({ form: 'decimal' })],
  [/^`true`, `false`$/, () => ({ form: 'boolean' })],
  [/^`.*`$/, (text) => ({ form: 'choice', choices: [...text.matchAll(/`([^`]+)`/g)].map(([, choice]) => choice) })],
  [/^id of (\w+)$/, (text, target) => ({ form: 'reference', target })],
  [/^ids of (\w+)$/, (text, target) => ({ form: 'reference', target, isList: true })],
  [/^list of texts$/, () => ({ form: 'text', isList: true })],
  [/^mapping: (\w+)$/, (text, target) => ({ form: 'record', target })],
  [/^list of mappings: (\w+)(?:, or one alone as `(\w+)`)?$/, (text, target, single) => ({ form: 'record', target, single, isList: true })],
];

// How long a text, and how long a list, may be: edits stay far below.
const bounds = /( of up to \d+ characters|, at most \d+)+$/;

function fieldOf(type, [, name, required, text]) {
  for (const [pattern, make] of forms) {
    const match = pattern.exec(text.replace(bounds, ''));
    if (match) return { name, isRequired: required !== '', isList: false, ...make(...match) };
  }
  throw new Error(`tests/property/schema.js: ${type}.${name} is "${text}", which is no form that it knows`);
}

// Types by name: { name, path, isData, fields }. Those with a path are kinds of files: `content/news/ID.md`, or with
// isData a file of a list of entries: `content/data/topics.yaml`.
function readSchema() {
  const result = kyket(['schema', '--format', 'markdown']);
  if (result.status !== 0) throw new Error(result.output);
  const types = new Map();
  let type;
  for (const line of result.stdout.split('\n')) {
    const heading = /^#+ (\w+): [^(]*(?:\(`([^`]+)`\))?$/.exec(line);
    const row = /^\| `(\w+)`( \*)? \| (.*?) \|/.exec(line)?.map((part) => part ?? '');
    if (heading) {
      const [, name, path] = heading;
      type = { name, path, isData: path?.startsWith('content/data/') ?? false, hasId: false, fields: [] };
      types.set(name, type);
    } else if (row && row[1] === 'id') {
      type.hasId = true;
    } else if (row) {
      type.fields.push(fieldOf(type.name, row));
    }
  }
  for (const { name, fields } of types.values())
    for (const field of fields)
      if (field.target !== undefined && !types.has(field.target))
        throw new Error(`tests/property/schema.js: ${name}.${field.name} leads to ${field.target}, which is no type`);
  return types;
}

let types;
module.exports = {
  // The types, read once.
  schema: () => (types ??= readSchema()),
};
