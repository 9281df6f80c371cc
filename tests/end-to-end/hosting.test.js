'use strict';
// The files to copy of generator/hosting/: workflows call the program as it can be called, nginx takes its configuration and serves a site
// by it, and the units of systemd are accepted.

const assert = require('node:assert/strict');
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const http = require('node:http');
const net = require('node:net');
const path = require('node:path');
const { test } = require('node:test');
const yaml = require('yaml');
const { listFiles, temporaryFolder } = require('../support/folders.js');
const { kyket, program, root } = require('../support/program.js');
const { entry, site: settings, smallRepository } = require('../support/register.js');

const hosting = path.join(root, 'generator', 'hosting');
const text = (name) => fs.readFileSync(path.join(hosting, name), 'utf8');
const sbin = `${process.env.PATH}:/usr/sbin`;
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`], { env: { PATH: sbin } }).status === 0;

// The commands of kyket in a text: words, without what a shell does with its output.
function calls(script) {
  return [...script.matchAll(/(?:^|[\s=])(?:\/usr\/bin\/)?kyket ((?:build|check|publish|list|new|hook|schema)\b[^\n|;&`]*)/gm)]
    .map(([, line]) => line.replace(/\s*>>?\S+/g, '').trim().split(/\s+/).map((word) => word.replaceAll('"', '')));
}

// A call is accepted where a last option that does not exist is all that is wrong with it; and its options must be those of the help.
function assertAccepted([command, ...words]) {
  const known = kyket([command, ...words, '--no-such-option']);
  assert.equal(known.status, 2, known.output);
  assert.match(known.stderr, /unknown option: --no-such-option/, `kyket ${command} ${words.join(' ')}`);
  const help = kyket([command, '--help']).stdout;
  for (const word of words.filter((each) => each.startsWith('-'))) assert.match(help, new RegExp(`(^|[\\s,])${word}[\\s,]`, 'm'), `${command} ${word}`);
}

// The scripts of a workflow, wherever they are.
function scripts(value, key) {
  if (Array.isArray(value)) return value.flatMap((each) => scripts(each, key));
  if (value !== null && typeof value === 'object') return Object.entries(value).flatMap(([name, each]) => scripts(each, name));
  return ['run', 'script', 'before_script'].includes(key) ? [value] : [];
}

test('each call of the program in the files is one that it takes', () => {
  let found = 0;
  for (const name of listFiles(hosting))
    for (const call of calls(text(name))) {
      found++;
      assertAccepted(call.map((word) => (word.includes('$') ? 'https://example.vn/' : word)));
    }
  assert.ok(found >= 8, String(found));
  for (const wrong of [['build', '--previews'], ['build', '--draft'], ['check', '--format', 'xml']]) assert.throws(() => assertAccepted(wrong));
});

test('the workflows check, publish with the cache kept, and preview change requests', () => {
  for (const name of ['github-actions.yml', 'gitlab-ci.yml']) {
    const all = scripts(yaml.parse(text(name)));
    const found = all.flatMap(calls);
    const of = (command, ...options) => found.some((call) => call[0] === command && options.every((option) => call.includes(option)));
    assert.ok(of('check', '--format', name.startsWith('github') ? 'github' : 'gitlab'), name);
    assert.ok(of('build', '--cache', 'site/cache', '-o', 'site/public'), name);
    assert.ok(of('build', '-D', '-F', '-o', 'preview'), name);
    for (const script of all) {
      // What others write (branches, titles) becomes no part of a script.
      assert.doesNotMatch(script, /\$\{\{/, name);
      assert.equal(spawnSync('sh', ['-n'], { input: script }).status, 0, script);
    }
  }
  const { jobs } = yaml.parse(text('github-actions.yml'));
  assert.deepEqual(Object.keys(jobs), ['check', 'publish', 'preview']);
  assert.ok(jobs.publish.steps.some(({ uses, with: given }) => /^actions\/cache@/.test(uses) && given.path === 'site'));
  for (const { steps } of Object.values(jobs)) assert.ok(steps.some((step) => step.with?.['fetch-depth'] === 0));
  const gitlab = yaml.parse(text('gitlab-ci.yml'));
  assert.equal(gitlab.variables.GIT_DEPTH, '0');
  assert.deepEqual(gitlab.pages.cache.paths, ['site']);
  assert.deepEqual(gitlab.check.artifacts.reports, { codequality: 'code-quality.json' });
});

const freePort = () => new Promise((resolve) => {
  const server = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

function ask(port, address, headers = {}) {
  return new Promise((resolve, reject) => {
    http.get({ host: '127.0.0.1', port, path: address, headers, agent: false }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    }).on('error', reject);
  });
}

async function askSoon(port, address) {
  for (let left = 50; ; left--)
    try {
      return await ask(port, address);
    } catch (error) {
      if (left === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

// nginx in a folder of its own, with the file as it is but for its folder and its port.
async function serve(t, site) {
  const folder = temporaryFolder(t);
  const port = await freePort();
  const file = path.join(folder, 'nginx.conf');
  const server = text('nginx.conf').replace(/^ *listen \[::\]:80;\n/m, '').replace('listen 80;', `listen 127.0.0.1:${port};`).replace('root /srv/www/register;', `root ${site};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  const user = process.getuid() === 0 ? 'user root;' : '';
  fs.writeFileSync(file, `${user} daemon off; pid ${folder}/pid; error_log stderr; events {}\nhttp { access_log off; include /etc/nginx/mime.types; ${temporary}\n${server}\n}\n`);
  const options = { env: { PATH: sbin }, encoding: 'utf8' };
  const tested = spawnSync('nginx', ['-t', '-p', folder, '-c', file], options);
  assert.equal(tested.status, 0, tested.stderr);
  assert.doesNotMatch(tested.stderr, /\[(warn|emerg)\]/);
  const child = spawn('nginx', ['-p', folder, '-c', file], { ...options, stdio: 'ignore' });
  t.after(() => child.kill('SIGTERM'));
  return port;
}

test('nginx serves a site by its configuration', { skip: !has('nginx') && 'there is no nginx' }, async (t) => {
  const repository = smallRepository(t, {
    'content/site.yaml': yaml.stringify({ ...settings, contact: { email: 'so@example.vn' } }),
    'content/pages/moi.md': entry({ title: 'Trang mới', aliases: ['/trang-cu/'] }),
  });
  const site = repository.path('output');
  const built = repository.kyket(['build', '--compress']);
  assert.equal(built.status, 0, built.output);
  const port = await serve(t, site);
  const front = await askSoon(port, '/');
  assert.equal(front.status, 200);
  assert.deepEqual(front.body, fs.readFileSync(path.join(site, 'index.html')));
  assert.equal(front.headers['content-type'], 'text/html; charset=utf-8');
  assert.equal(front.headers['cache-control'], 'no-cache');
  // The policy under which every kind of page is looked at in a browser.
  const { policy } = /const policy = \[(?<policy>[\s\S]*?)\]\.join/.exec(fs.readFileSync(path.join(root, 'tests', 'site', 'layout.test.js'), 'utf8')).groups;
  assert.deepEqual(front.headers['content-security-policy'].split('; '), [...policy.matchAll(/"([^"]*)"/g)].map(([, rule]) => rule));
  for (const name of ['x-content-type-options', 'referrer-policy', 'cross-origin-opener-policy', 'permissions-policy']) assert.ok(front.headers[name], name);
  assert.ok(text('Caddyfile').includes(front.headers['content-security-policy']));
  // Pages are asked for again, for nothing where they are what they were.
  assert.equal((await ask(port, '/', { 'If-None-Match': front.headers.etag })).status, 304);
  // What was compressed is sent so, to those that take it.
  const style = await ask(port, '/assets/style.css', { 'Accept-Encoding': 'gzip' });
  assert.deepEqual(style.body, fs.readFileSync(path.join(site, 'assets', 'style.css.gz')));
  assert.equal(style.headers['content-encoding'], 'gzip');
  assert.equal(style.headers.vary, 'Accept-Encoding');
  assert.match(style.headers['cache-control'], /max-age=600/);
  // One address a page, old addresses, and what is not there.
  const redirects = { '/gioi-thieu': '/gioi-thieu/', '/gioi-thieu/index.html': '/gioi-thieu/', '/tim-kiem/index.html?q=a': '/tim-kiem/?q=a' };
  for (const [address, target] of Object.entries(redirects)) {
    const answer = await ask(port, address);
    assert.deepEqual([answer.status, answer.headers.location], [301, target], address);
  }
  const old = await ask(port, '/trang-cu/');
  assert.equal(old.status, 200);
  assert.match(old.body.toString(), /url=(?:\.\.)?\/moi\//);
  for (const address of ['/khong-co/', '/.kyket', '/.kyket-compressed', '/assets/', '/gioi-thieu/.bi-mat']) {
    const answer = await ask(port, address);
    assert.equal(answer.status, 404, address);
    assert.deepEqual(answer.body, fs.readFileSync(path.join(site, '404.html')), address);
    assert.ok(answer.headers['content-security-policy'], address);
  }
  // Where RFC 9116 has it, unless the site has one of its own there.
  const security = () => ask(port, '/.well-known/security.txt');
  assert.deepEqual((await security()).body, fs.readFileSync(path.join(site, 'security.txt')));
  fs.mkdirSync(path.join(site, '.well-known'));
  fs.writeFileSync(path.join(site, '.well-known', 'security.txt'), 'Contact: mailto:rieng@example.vn\n');
  assert.match((await security()).body.toString(), /rieng@example/);
  fs.rmSync(path.join(site, '.well-known'), { recursive: true });
  fs.rmSync(path.join(site, 'security.txt'));
  assert.equal((await security()).status, 404);
  const types = { '/feed.xml': 'application/atom+xml', '/feed.json': 'application/feed+json', '/site.webmanifest': 'application/manifest+json', '/lich.ics': 'text/calendar; charset=utf-8',
    [`/${listFiles(site).find((file) => file.endsWith('.csv'))}`]: 'text/csv; charset=utf-8', '/sitemap.xml': 'text/xml' };
  for (const [address, type] of Object.entries(types)) {
    const answer = await ask(port, address);
    assert.equal(answer.status, 200, address);
    assert.equal(answer.headers['content-type'], type, address);
    assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  }
});

test('systemd takes the service and its timer', { skip: !has('systemd-analyze') && 'there is no systemd' }, (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['kyket.service', 'kyket.timer'])
    fs.writeFileSync(path.join(folder, name), text(name).replaceAll('/usr/bin/kyket', program).replace('User=kyket', 'User=root'));
  const verify = () => spawnSync('systemd-analyze', ['verify', '--man=no', path.join(folder, 'kyket.timer'), path.join(folder, 'kyket.service')], { encoding: 'utf8' });
  const result = verify();
  assert.equal(result.status, 0, result.stderr);
  assert.doesNotMatch(result.stderr, /kyket\.(service|timer)/);
  fs.appendFileSync(path.join(folder, 'kyket.timer'), '\n[Timer]\nOnCalendar=*:65\n');
  assert.match(verify().stderr, /kyket\.timer/);
});
