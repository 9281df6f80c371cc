'use strict';
// Pictures that a test makes: PNG by itself, other kinds with libvips' command.

const { execFileSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const zlib = require('node:zlib');

const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let i = 0; i < 8; i++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let sum = 0xffffffff;
  for (const byte of body) sum = table[(sum ^ byte) & 255] ^ (sum >>> 8);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE((sum ^ 0xffffffff) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function pngOf(width, height, colours, pixels) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colours, 0, 0, 0], 8);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', zlib.deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))]);
}

// Two colours that run into each other, another picture for each seed. `alpha`: how opaque all of it is.
function png(width, height, seed = 0, alpha = undefined) {
  const bands = alpha === undefined ? 3 : 4;
  const pixels = Buffer.alloc((width * bands + 1) * height);
  for (let y = 0, at = 0; y < height; y++) {
    pixels[at++] = 0;
    for (let x = 0; x < width; x++, at += bands) {
      pixels[at] = (x * 255) / width;
      pixels[at + 1] = (y * 255) / height;
      pixels[at + 2] = (seed * 37 + ((x * y) >> 4)) & 255;
      if (alpha !== undefined) pixels[at + 3] = alpha;
    }
  }
  return pngOf(width, height, alpha === undefined ? 2 : 6, pixels);
}

// A file of few bytes that says it has very many pixels.
const bomb = (side) => pngOf(side, side, 0, Buffer.alloc(1 << 20));

const vips = (...args) => execFileSync('vips', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const header = (name, file) => execFileSync('vipsheader', ['-f', name, file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

// What libvips' command makes of a picture: `command` as "jpegsave" with its options; `ending` as ".jpg".
function convert(bytes, command, ending, ...options) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'kyket-picture-'));
  try {
    const [before, after] = [path.join(folder, 'before.png'), path.join(folder, `after${ending}`)];
    fs.writeFileSync(before, bytes);
    vips(command, before, after, ...options);
    return fs.readFileSync(after);
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

// EXIF in a JPEG: how the camera was held (1 to 8), and a text that nobody should read.
function withExif(jpeg, orientation, text) {
  const words = Buffer.from(`${text}\0`, 'latin1');
  const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(2, 8);
  tiff.writeUInt16BE(0x010e, 10);
  tiff.writeUInt16BE(2, 12);
  tiff.writeUInt32BE(words.length, 14);
  tiff.writeUInt32BE(tiff.length, 18);
  tiff.writeUInt16BE(0x0112, 22);
  tiff.writeUInt16BE(3, 24);
  tiff.writeUInt32BE(1, 26);
  tiff.writeUInt16BE(orientation, 30);
  const data = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, words]);
  const frame = Buffer.from([0xff, 0xe1, 0, 0]);
  frame.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), frame, data, jpeg.subarray(2)]);
}

const sizeOf = (file) => [Number(header('width', file)), Number(header('height', file))];
const pointOf = (file, x, y) => vips('getpoint', file, String(x), String(y)).trim().split(/\s+/).map(Number);
const fieldsOf = (file) => execFileSync('vipsheader', ['-a', file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

module.exports = { bomb, convert, fieldsOf, png, pointOf, sizeOf, withExif };
