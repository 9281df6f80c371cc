// Reads and writes the register's files for the forms so that what was not changed stays as it was written: comments,
// the order of keys, quotes, lists on one line. `yaml` has parseDocument and stringify of the package of that name.
//
// What is read bears the mark of its text, by which it is found again when it is written; what bears none is new.

const mark = '_as_written';
const session = Math.random().toString(36).slice(2);

const isMapping = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);
const isEmpty = (value) => value === null || value === undefined || value === '' || (typeof value === 'object' && Object.values(value).every(isEmpty));

// Whether the register reads the same from both: it takes one value for a list of one.
function isSame(one, other) {
  if (isEmpty(one) || isEmpty(other)) return isEmpty(one) && isEmpty(other);
  if (Array.isArray(one) !== Array.isArray(other)) return isSame([one].flat(), [other].flat());
  if (Array.isArray(one)) return one.length === other.length && one.every((value, i) => isSame(value, other[i]));
  if (isMapping(one) || isMapping(other))
    return isMapping(one) && isMapping(other) && [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => isSame(one[key], other[key]));
  return typeof one === 'number' || typeof other === 'number' ? Number(one) === Number(other) : String(one).trimEnd() === String(other).trimEnd();
}

// The value with what `change` makes of each of its fields.
function withFields(value, fields, change) {
  if (!isMapping(value)) return value;
  const changed = { ...value };
  for (const field of fields) {
    const own = changed[field.name];
    if (isEmpty(own)) continue;
    if (field.fields && Array.isArray(own)) changed[field.name] = own.map((item) => withFields(item, field.fields, change));
    else if (field.fields) changed[field.name] = withFields(own, field.fields, change);
    else changed[field.name] = change(own, field);
  }
  return changed;
}

// What the forms show: a list of one for one value where they have a list, the address of a file below media/, numbers
// and choices as what they are. All else is text, as the register reads it: 07 stays 07.
const media = '/media/';
const isMedia = ({ widget }) => widget === 'file' || widget === 'image';
const shownOf = (value, fields) =>
  withFields(structuredClone(value), fields, (own, field) => {
    if (isMedia(field)) return String(own).startsWith('/') ? own : media + own;
    if (field.widget === 'number') return Number.isFinite(Number(own)) ? Number(own) : own;
    if (field.widget === 'select') return field.options.find((option) => String(option.value) === own)?.value ?? own;
    return (field.field || field.multiple) && !Array.isArray(own) ? [own] : own;
  });
const storedOf = (value, fields) => withFields(value, fields, (own, field) => (isMedia(field) && own.startsWith(media) ? own.slice(media.length) : own));

export function keepsAsWritten(yaml) {
  const texts = new Map();
  const plain = { lineWidth: 0, singleQuote: true };
  const stringify = (value) => yaml.stringify(value, null, plain);
  // Scalars are texts, as they are written.
  const parse = (text) => yaml.parseDocument(text, { logLevel: 'silent', schema: 'failsafe' });
  const nodeOf = (value) => parse(stringify(value)).contents;
  // Whether it is a text too for who takes 07 for a number.
  const isText = (plain) => typeof yaml.parseDocument(plain, { logLevel: 'silent' }).toJS() === 'string';

  function remember(text, value) {
    const key = `${session}-${texts.size}`;
    texts.set(key, { text, value });
    return key;
  }

  const refersToItself = (node) => Boolean(node?.anchor || (node?.source && !('value' in node)) || node?.items?.some((item) => refersToItself(item.key) || refersToItself('key' in item ? item.value : item)));

  // What is written of one item of a mapping or sequence: the comment right above it, itself, and the lines without
  // anything but comments behind it.
  function partsOf(piece) {
    const [lead] = /^(?:[ \t]*#.*\n)*/.exec(piece);
    const [tail] = /(?:^(?:#.*)?\n)*(?![\s\S])/m.exec(piece.slice(lead.length)) ?? [''];
    return { lead, own: tail ? piece.slice(lead.length, -tail.length) : piece.slice(lead.length), tail };
  }

  // Without the item: what is said about others stays.
  const without = (piece) => (/#/.test(partsOf(piece).tail) ? partsOf(piece).tail : '');

  // The text cut before each item of a block mapping or sequence, with what stands before the first; undefined where
  // it is none, or refers to itself.
  function cut(text, kind) {
    const document = parse(text);
    const { contents } = document;
    if (document.errors.length > 0 || !contents?.items?.length || contents.flow || refersToItself(contents)) return undefined;
    if ((kind === 'mapping') !== contents.items.every((item) => 'key' in item)) return undefined;
    const starts = contents.items.map((item) => text.lastIndexOf('\n', (item.key ?? item).range[0] - 1) + 1);
    if (starts.some((start, i) => i > 0 && start <= starts[i - 1])) return undefined;
    if (kind === 'sequence' && !starts.every((start) => text[start] === '-')) return undefined;
    const above = (start) => /(?:^#.*\n)*(?![\s\S])/m.exec(text.slice(0, start))[0].length;
    const begins = starts.map((start, i) => (i === 0 ? start : start - above(start)));
    const pieces = begins.map((begin, i) => text.slice(begin, begins[i + 1]));
    return { before: text.slice(0, starts[0]), pieces, keys: contents.items.map((item) => item.key?.value) };
  }

  // How a text is written in the place of another one, on one line; undefined: it can't be.
  function scalarText(value, { type, value: old }) {
    const text = String(value);
    if (/[\n\t]/.test(text) || text !== text.trim()) return undefined;
    if (type === 'QUOTE_DOUBLE') return JSON.stringify(text);
    const { errors, contents } = parse(`[${text}]`);
    if (type === 'PLAIN' && errors.length === 0 && contents.items?.length === 1 && contents.items[0].value === text && (isText(text) || !isText(old))) return text;
    return type === 'PLAIN' || type === 'QUOTE_SINGLE' ? `'${text.replaceAll("'", "''")}'` : undefined;
  }

  // Collects what is to be put where in the text so that the node has the value; false where lines come or go.
  function edit(document, node, value, edits) {
    const own = node?.toJS?.(document) ?? null;
    if (isSame(own, value)) return true;
    if (Array.isArray(value) && Array.isArray(own)) return value.length === own.length && value.every((inner, i) => edit(document, node.items[i], inner, edits));
    if (Array.isArray(value) && value.length === 1 && !isMapping(own)) return edit(document, node, value[0], edits);
    if (isMapping(value) && isMapping(own)) {
      const isThere = Object.keys(value).every((key) => isEmpty(value[key]) || key in own);
      return isThere && node.items.every((pair) => edit(document, pair.value, value[pair.key], edits));
    }
    const text = isEmpty(value) || typeof value === 'object' || isEmpty(own) || node.items ? undefined : scalarText(value, node);
    if (text === undefined) return false;
    edits.push({ begin: node.range[0], end: node.range[1], text });
    return true;
  }

  // Puts the value into the node of a document, and leaves what is the same in it alone.
  function put(document, node, value) {
    const own = node?.toJS?.(document) ?? null;
    if (node?.items && isMapping(value) && node.items.every((item) => 'key' in item)) {
      node.items = node.items.filter((pair) => !isEmpty(value[pair.key]) || isEmpty(own[pair.key]));
      for (const [key, inner] of Object.entries(value)) {
        const pair = node.items.find((item) => String(item.key) === key);
        if (!pair && !isEmpty(inner)) node.items.push(nodeOf({ [key]: inner }).items[0]);
        else if (pair && !isSame(own?.[key], inner)) pair.value = put(document, pair.value, inner);
      }
      return node;
    }
    if (node?.items && Array.isArray(value) && Array.isArray(own)) {
      const left = node.items.map((item, i) => ({ item, value: own[i] }));
      const take = (at) => (at < 0 ? undefined : left.splice(at, 1)[0].item);
      const kept = value.map((inner) => take(left.findIndex((old) => isSame(old.value, inner))));
      // What is like none of the old ones is what became of the first that is left.
      node.items = value.map((inner, i) => kept[i] ?? put(document, take(left.length > 0 ? 0 : -1), inner));
      return node;
    }
    const made = nodeOf(value);
    const { comment, commentBefore, spaceBefore, type } = node ?? {};
    const keepsType = made && !made.items && type !== 'PLAIN' && (!/^QUOTE/.test(type) || !/\n/.test(value));
    return made && Object.assign(made, { comment, commentBefore, spaceBefore }, keepsType ? { type } : {});
  }

  // The piece with another value; `key`: of the mapping's item that it is.
  function rewrite(piece, value, key) {
    const { lead, own, tail } = partsOf(piece);
    const document = parse(own);
    const [item] = document.contents.items;
    const edits = [];
    if (edit(document, key === undefined ? item : item.value, value, edits))
      return lead + edits.reduceRight((text, { begin, end, text: put }) => text.slice(0, begin) + put + text.slice(end), own) + tail;
    if (key === undefined) document.contents.items[0] = put(document, item, value);
    else item.value = put(document, item.value, value);
    const options = { ...plain, indentSeq: !/^[^\s#-].*\n- /.test(own), flowCollectionPadding: /[[{] \S/.test(own) };
    return lead + document.toString(options) + tail;
  }

  function writeMapping(text, old, value) {
    const parts = text === undefined ? undefined : cut(text, 'mapping');
    if (!parts) return stringify(value);
    const lines = new Map(parts.keys.map((key, i) => [key, isSame(old[key], value[key]) ? parts.pieces[i] : !isEmpty(value[key]) ? rewrite(parts.pieces[i], value[key], key) : without(parts.pieces[i])]));
    const order = [...lines.keys()];
    Object.keys(value).forEach((key, i, all) => {
      if (lines.has(key) || isEmpty(value[key])) return;
      lines.set(key, stringify({ [key]: value[key] }));
      // Behind the key that it follows in the form.
      order.splice(order.indexOf(all.slice(0, i).reverse().find((before) => lines.has(before))) + 1, 0, key);
    });
    const written = parts.before + order.map((key) => lines.get(key).replace(/([^\n])$/, '$1\n')).join('');
    const read = parse(written);
    return read.errors.length === 0 && isSame(read.toJS(), value) ? written : stringify(value);
  }

  function writeSequence(items) {
    const wanted = items.map(({ [mark]: key, ...value }) => ({ value, place: texts.get(key)?.value }));
    const file = texts.get(wanted.find(({ place }) => place)?.place.file);
    const values = wanted.map(({ value }) => value);
    const parts = file && cut(file.text, 'sequence');
    if (!parts) return stringify(values);
    const kept = new Set(wanted.map(({ place }) => place?.number));
    const left = parts.pieces.map((piece, number) => (kept.has(number) ? '' : without(piece)));
    const pieces = wanted.map(({ value, place }) => {
      if (!place) return stringify([value]);
      const piece = parts.pieces[place.number];
      // With what was said between those before it that are gone.
      return left.splice(0, place.number, ...Array(place.number).fill('')).join('') + (isSame(file.value[place.number], value) ? piece : rewrite(piece, value));
    });
    const written = parts.before + [...pieces, left.join('')].map((piece) => piece.replace(/([^\n])$/, '$1\n')).join('');
    const read = parse(written);
    return read.errors.length === 0 && isSame(read.toJS(), values) ? written : stringify(values);
  }

  function valueOf(text) {
    const document = parse(text);
    if (document.errors.length > 0) throw document.errors[0];
    return document.toJS();
  }

  // An only source may stand under a key of its own, which the form does not have.
  const withSources = ({ source, ...value }) => (source && !value.sources ? { ...value, sources: [source] } : source ? { ...value, source } : value);
  const withSource = ({ sources, ...value }) => (sources?.length === 1 ? { ...value, source: sources[0] } : { ...value, sources });

  return {
    // A Markdown file with front matter.
    entry(fields) {
      return {
        fromFile(file) {
          const [, text, body = ''] = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n([\s\S]*))?$/.exec(file) ?? [null, '', file];
          const value = valueOf(text ?? '') ?? {};
          const shown = shownOf(withSources(value), fields);
          return { ...shown, body: body.trim(), [mark]: remember(text ?? '', { value, body }) };
        },
        toFile({ [mark]: key, body = '', ...rest }) {
          const { text, value: old } = texts.get(key) ?? {};
          const shown = storedOf(rest, fields);
          const value = old && 'source' in old.value && !('source' in shown) ? withSource(shown) : shown;
          const head = writeMapping(text, old?.value, value);
          const isSameBody = old && old.body.trim() === body.trim();
          const written = isSameBody ? old.body : `${old && !old.body.startsWith('\n') ? '' : '\n'}${body}\n`;
          return `---\n${head}---\n${written}`;
        },
      };
    },
    // A file of YAML: a mapping, or a list of mappings, whose fields those of the form's only list are.
    data(fields) {
      const [list] = fields;
      return {
        fromFile(text) {
          const value = valueOf(text);
          const key = remember(text, value);
          if (!list.root) return { ...shownOf(value, fields), [mark]: key };
          return (value || []).map((item, number) => ({ ...shownOf(item, list.fields), [mark]: remember('', { file: key, number }) }));
        },
        toFile(shown) {
          if (Array.isArray(shown)) return writeSequence(shown.map((item) => storedOf(item, list.fields)));
          const { [mark]: key, ...value } = shown;
          const { text, value: old } = texts.get(key) ?? {};
          return writeMapping(text, old, storedOf(value, fields));
        },
      };
    },
  };
}
