'use strict';
// How the cost grows with a register's size: growth.md and growth.svg.

const fs = require('node:fs');
const path = require('node:path');

const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ',');
const seconds = (value) => (value === undefined ? '–' : value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`);
const megabytes = (bytes) => `${grouped(Math.round(bytes / 1e6))} MB`;

// The exponent of growth between two sizes: 1 is linear.
const slope = (before, after, value) => Math.log(value(after) / value(before)) / Math.log(after.entries / before.entries);

const columns = [
  ['full build', (row) => row.full.seconds, seconds],
  ['processor', (row) => row.full.processor_seconds, seconds],
  ['peak memory', (row) => row.full.peak_memory_bytes, megabytes],
  ['files', (row) => row.files, grouped],
  ['bytes', (row) => row.bytes, megabytes],
  ['floor', (row) => row.floor?.seconds, seconds],
  ['one news item more', (row) => row.added.seconds, seconds],
  ['files written for it', (row) => row.added.written, grouped],
  ['nothing changed', (row) => row.unchanged.seconds, seconds],
];

function markdown(rows, options) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const lines = [
    '# How the cost grows',
    '',
    `Made by \`make bench PARTS=growth\`: ${options.threads} threads, ${options.corpus ? 'a corpus that was given' : 'registers by corpus.js'}, ` +
      `medians of ${rows.map((row) => row.rounds).join(', ')} builds${rows.every((row) => row.in_memory) ? ', in memory' : rows.filter((row) => !row.in_memory).map((row) => `, ${grouped(row.entries)} entries on a disk`).join('')}. ` +
      'The floor is what any program must do (`floor.c`), measured in the same run. ' +
      `Other work on the machine makes the clock's seconds longer, the processor's hardly: its load was ${rows.map((row) => row.load.toFixed(1)).join(', ')} at the start of each.`,
    '',
    line(['entries', ...columns.map(([name]) => name)]),
    line(['---:', ...columns.map(() => '---:')]),
    ...rows.map((row) => line([grouped(row.entries), ...columns.map(([, value, form]) => form(value(row)))])),
    '',
    'The exponent between neighbours: 1 is linear, 0 does not grow.',
    '',
    line(['from', 'to', ...columns.map(([name]) => name)]),
    line(['---:', '---:', ...columns.map(() => '---:')]),
    ...rows.slice(1).map((row, i) =>
      line([grouped(rows[i].entries), grouped(row.entries), ...columns.map(([, value]) => {
        const exponent = slope(rows[i], row, value);
        return Number.isFinite(exponent) ? exponent.toFixed(2) : '–';
      })])),
    '',
    '![The same as a plot with two logarithmic scales](growth.svg)',
    '',
  ];
  return lines.join('\n');
}

const curves = [
  ['full build, seconds', (row) => row.full.seconds, '#0b57d0', ''],
  ['floor, seconds', (row) => row.floor?.seconds, '#0b57d0', '5 4'],
  ['peak memory, GB', (row) => row.full.peak_memory_bytes / 1e9, '#b3261e', ''],
  ['one news item more, seconds', (row) => row.added.seconds, '#146c2e', ''],
  ['nothing changed, seconds', (row) => row.unchanged.seconds, '#146c2e', '5 4'],
];

// Two logarithmic scales, a line for each power of ten; the thin grey line is linear growth.
function plot(rows) {
  const [width, height, left, right, top, bottom] = [760, 440, 64, 240, 20, 48];
  const values = rows.flatMap((row) => curves.map(([, value]) => value(row))).filter((value) => value > 0);
  const [low, high] = [Math.floor(Math.log10(Math.min(...values))), Math.ceil(Math.log10(Math.max(...values)))];
  const [first, last] = [Math.log10(rows[0].entries), Math.max(Math.log10(rows[rows.length - 1].entries), Math.log10(rows[0].entries) + 1)];
  const x = (entries) => left + ((Math.log10(entries) - first) / (last - first)) * (width - left - right);
  const y = (value) => height - bottom - ((Math.log10(value) - low) / (high - low)) * (height - top - bottom);
  const at = (entries, value) => `${x(entries).toFixed(1)},${y(value).toFixed(1)}`;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13">`,
    '<title>Seconds and memory of builds by the number of entries, on two logarithmic scales</title>',
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
  ];
  for (let power = low; power <= high; power++) {
    const label = power < 0 ? (10 ** power).toFixed(-power) : grouped(10 ** power);
    parts.push(`<path d="M${left} ${y(10 ** power).toFixed(1)}H${width - right}" stroke="#ddd"/>`,
      `<text x="${left - 8}" y="${(y(10 ** power) + 4).toFixed(1)}" text-anchor="end">${label}</text>`);
  }
  for (const { entries } of rows)
    parts.push(`<path d="M${x(entries).toFixed(1)} ${top}V${height - bottom}" stroke="#ddd"/>`,
      `<text x="${x(entries).toFixed(1)}" y="${height - bottom + 20}" text-anchor="middle">${grouped(entries)}</text>`);
  parts.push(`<text x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">entries</text>`);
  const end = rows[rows.length - 1];
  const start = curves[0][1](rows[0]);
  const steps = Math.min(end.entries / rows[0].entries, 10 ** high / start);
  parts.push(`<path d="M${at(rows[0].entries, start)}L${at(rows[0].entries * steps, start * steps)}" stroke="#999" fill="none"/>`);
  let lowest = Infinity;
  const measured = (value) => rows.filter((row) => value(row) !== undefined);
  const labels = curves.map((curve) => ({ curve, y: y(curve[1](measured(curve[1]).at(-1))) })).sort((a, b) => b.y - a.y);
  for (const { curve: [name, value, colour, dashes], y: wanted } of labels) {
    lowest = Math.min(wanted, lowest - 17);
    const points = measured(value).map((row) => at(row.entries, value(row)));
    parts.push(`<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2"${dashes ? ` stroke-dasharray="${dashes}"` : ''}/>`,
      ...points.map((point) => `<circle cx="${point.split(',')[0]}" cy="${point.split(',')[1]}" r="3" fill="${colour}"/>`),
      `<text x="${(x(end.entries) + 10).toFixed(1)}" y="${(lowest + 4).toFixed(1)}" fill="${colour}">${name}</text>`);
  }
  return `${parts.join('\n')}\n</svg>\n`;
}

function writeGrowth(folder, rows, options) {
  const text = markdown(rows, options);
  fs.writeFileSync(path.join(folder, 'growth.md'), text);
  fs.writeFileSync(path.join(folder, 'growth.svg'), plot(rows));
  return text;
}

module.exports = { writeGrowth };
