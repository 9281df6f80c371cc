'use strict';
// kyket import: the names of pictures' files are no words of a text.

const assert = require('node:assert/strict');
const { test } = require('node:test');
const { importing } = require('../support/importing.js');

const page = (...lines) => `${lines.join('\n\n')}\n`;

test('a line that is the name of a picture\'s file is neither summary, heading nor caption', (t) => {
  for (const file of ['IMG_2034.jpg', 'anh-1.png', 'Ảnh minh họa.jpg', 'DSC 0012.JPG', '[le-ky.webp]', 'Quang cảnh hội nghị.jpeg']) {
    const { news } = importing(t, page('Tỉnh chăm lo trẻ em vùng biên', '14/03/2028', file, 'Sáng 13/3/2028, nhiều đại biểu dự hội nghị.', file, 'Hai bên sẽ gặp nhau mỗi quý.'));
    assert.equal(news.fields.summary, 'Sáng 13/3/2028, nhiều đại biểu dự hội nghị.', file);
    assert.ok(!`${news.body}${news.comments}`.includes(file.slice(1, -4)), file);
  }
});

test('a sentence and a heading that only speak of a file or of pictures stay', (t) => {
  for (const line of ['Mẫu đơn nằm trong tệp anh-1.png trên cổng thông tin của tỉnh.', 'Ảnh đẹp mùa xuân']) {
    const { news } = importing(t, page('Tỉnh chăm lo trẻ em vùng biên', '14/03/2028', 'Sáng 13/3/2028, nhiều đại biểu dự hội nghị.', line, 'Hai bên sẽ gặp nhau mỗi quý.'));
    assert.ok(news.body.includes(line), line);
  }
});
