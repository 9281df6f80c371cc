'use strict';
// Shows the page anew when what it is made of was saved, mistakes over it, and the page's warnings beside it. Only kyket serve hands this out.
(() => {
  const scroll = 'kyket-serve-scroll';
  let { page: shown } = document.currentScript.dataset;
  let state, hidden, waiting, served;

  const element = (name, text, ...children) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    made.append(...children);
    return made;
  };

  const list = (items) => element('ul', '', ...items.map(({ place, text }) => element('li', '', element('code', place), ` ${text}`)));

  // Puts what is made in the place of what had its name; nothing: only takes that away.
  function put(id, made) {
    document.getElementById(id)?.remove();
    if (!made) return;
    made.id = id;
    made.lang = state.tag;
    document.body.append(made);
  }

  function showMistakes() {
    const { errors, words, error_count: count } = state;
    if (count === 0 || hidden === state.generation) return put('kyket-serve-mistakes');
    const button = element('button', words.hide);
    button.type = 'button';
    button.addEventListener('click', () => {
      hidden = state.generation;
      showMistakes();
    });
    const more = count > errors.length ? element('p', `… +${count - errors.length} ${words.more}`) : '';
    const made = element('section', '', element('h2', words.broken), list(errors), more, button);
    made.setAttribute('role', 'alert');
    put('kyket-serve-mistakes', made);
  }

  function showPanel() {
    const { file, form, warnings = [], warning_count: all, words } = state;
    const old = document.getElementById('kyket-serve-panel');
    if (!file && all === 0) return put('kyket-serve-panel');
    const title = file ? `${words.warnings}: ${warnings.length}` : `${words.all_warnings}: ${all}`;
    const made = element('details', '', element('summary', title));
    if (file) made.append(element('p', `${words.file}: `, element('code', file)));
    if (form) {
      const link = element('a', words.form);
      link.href = form;
      link.target = 'kyket-forms';
      made.append(element('p', '', link));
    }
    if (warnings.length > 0) made.append(list(warnings));
    made.open = old ? old.open : warnings.length > 0 && sessionStorage.getItem('kyket-serve-open') !== 'no';
    made.addEventListener('toggle', () => sessionStorage.setItem('kyket-serve-open', made.open ? 'yes' : 'no'));
    put('kyket-serve-panel', made);
  }

  // The page as the server sends it, which no script has touched.
  function fetchPage() {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.responseType = 'document';
      request.onload = () => (ownScript(request.response) ? done(request.response) : fail(new Error(location.pathname)));
      request.onerror = fail;
      request.open('GET', location.pathname);
      request.send();
    });
  }

  const ownScript = (page) => page?.querySelector('script[src="/.kyket-serve/live.js"]');
  const isOwn = (node) => /^kyket-serve-/.test(node.id);

  // What scripts of the page need not know of: text without anything that they could find it by.
  const plain = 'p, h2, h3, h4, h5, h6, ul, ol, li, a, em, strong, code, pre, blockquote, br, hr, q, span, time';
  const loading = 'script, style, link';
  const marked = (node) => node.getAttributeNames().some((name) => name === 'class' || name.startsWith('data-'));
  const isPlain = (node) =>
    node.nodeType === Node.TEXT_NODE || (node.matches?.(plain) && [node, ...node.querySelectorAll('*')].every((one) => one.matches(plain) && !marked(one)));

  const areTexts = (...nodes) => nodes.every((node) => node.nodeType === Node.TEXT_NODE);
  const areForPrograms = (...nodes) => nodes.every((node) => node.matches?.('meta, script[type="application/ld+json"]')); // these stay as they were
  const areTimes = (...nodes) => nodes.every((node) => node.matches?.('time') && !marked(node)); // of another day, too
  const isSame = (left, right) => left.cloneNode(false).isEqualNode(right.cloneNode(false));
  const arePairs = (left, right) =>
    areTexts(left, right) || areForPrograms(left, right) || areTimes(left, right) || isSame(left, right);

  // Adds to `steps` what makes the shown node, which came as `old`, into `next`. False where a script of the page has touched what changes, or
  // might have to: then the page is loaded anew.
  function plan(node, old, next, steps) {
    if (old.isEqualNode(next) || areForPrograms(old, next)) return true;
    if (areTexts(old, next)) {
      steps.push(() => (node.data = next.data));
      return node.data === old.data;
    }
    if (!arePairs(old, next) || old.matches?.(loading)) return false;
    if (areTimes(old, next)) {
      if (node.dateTime !== old.dateTime) return false;
      steps.push(() => (node.dateTime = next.dateTime));
    }
    return planNodes(node, [...node.childNodes].filter((one) => !isOwn(one)), [...old.childNodes], [...next.childNodes], steps);
  }

  // Nodes that stayed, at both ends, then those that are others of the same tags; what is left between them goes and comes.
  function planNodes(parent, nodes, old, next, steps) {
    if (nodes.length !== old.length || !nodes.every((one, i) => one.nodeName === old[i].nodeName)) return false;
    let begin = 0, end = old.length, nextEnd = next.length, good = true;
    const isLeft = () => good && begin < end && begin < nextEnd;
    while (isLeft() && old[begin].isEqualNode(next[begin])) begin++;
    while (isLeft() && old[end - 1].isEqualNode(next[nextEnd - 1])) end--, nextEnd--;
    for (; isLeft() && arePairs(old[begin], next[begin]); begin++) good = plan(nodes[begin], old[begin], next[begin], steps);
    for (; isLeft() && arePairs(old[end - 1], next[nextEnd - 1]); end--, nextEnd--) good = plan(nodes[end - 1], old[end - 1], next[nextEnd - 1], steps);
    const [gone, come, place] = [nodes.slice(begin, end), next.slice(begin, nextEnd), nodes[end] ?? null];
    const names = new Set(come.map((one) => one.nodeName));
    steps.push(() => {
      for (const one of gone) one.remove();
      for (const one of come) parent.insertBefore(document.importNode(one, true), place);
    });
    if (gone.some((one) => one.matches?.(loading) || one.querySelector?.(loading))) return false;
    return good && come.every(isPlain) && nodes.every((one, i) => one.isEqualNode(old[i]) || !(names.has(one.nodeName) || gone.includes(one)));
  }

  const foreignScripts = (page) => [...page.querySelectorAll('script[src]')].filter((one) => one !== ownScript(page));

  // Puts all that stands in the next page in the place of what is shown, where every script of both says that it prepares a page again when it
  // is told so: see kyket-theme(7).
  function renew(old, next) {
    const scripts = foreignScripts(next), former = foreignScripts(old), head = [];
    if (!scripts.every((one) => one.hasAttribute('data-renews'))) return false;
    if (scripts.length !== former.length || !scripts.every((one, i) => one.isEqualNode(former[i]))) return false;
    if (!isSame(old.documentElement, next.documentElement) || !isSame(old.body, next.body)) return false;
    if (!plan(document.head, old.head, next.head, head)) return false;
    const [x, y] = [scrollX, scrollY];
    const body = document.importNode(next.body, true);
    const run = foreignScripts(document.body); // which a copy would do a second time
    for (const [i, one] of foreignScripts(body).entries()) one.replaceWith(run[i]);
    for (const step of head) step();
    const own = [...document.body.children].filter(isOwn);
    document.body.replaceChildren(...body.childNodes, ...own);
    document.dispatchEvent(new Event('renewed'));
    scrollTo({ left: x, top: y, behavior: 'instant' });
    return true;
  }

  // Where texts alone are others, they are put into the page as it is: that takes a browser a fraction of the time. Where more is, all of the
  // page's contents are. False: neither can be done.
  async function change() {
    const [old, next] = await Promise.all([served, fetchPage()]);
    const [{ dataset: before }, { dataset: after }] = [ownScript(old), ownScript(next)];
    const digest = after.page;
    if (before.page !== shown || before.look !== after.look) return false;
    const steps = [];
    after.page = shown;
    const good = plan(document.documentElement, old.documentElement, next.documentElement, steps);
    if (good) for (const step of steps) step();
    const done = good || renew(old, next);
    after.page = digest;
    if (!done) return false;
    shown = digest;
    served = next;
    return true;
  }

  async function take(next) {
    const came = state;
    const digest = next.page ?? '0000000000000000';
    state = next;
    if (digest !== shown && !(await change().catch(() => false))) {
      sessionStorage.setItem(scroll, JSON.stringify([location.pathname, scrollX, scrollY]));
      location.reload();
      return;
    }
    if (came?.generation === next.generation) return;
    showMistakes();
    showPanel();
  }

  // One request waits while the page is in sight: a browser has few connections to one server.
  async function watch() {
    waiting?.abort();
    const own = (waiting = new AbortController());
    while (!document.hidden && !own.signal.aborted) {
      const query = new URLSearchParams({ page: location.pathname });
      if (state) query.set('generation', state.generation);
      try {
        const answer = await fetch(`/.kyket-serve/state?${query}`, { signal: own.signal });
        if (!answer.ok) throw new Error(answer.statusText);
        await take(await answer.json());
      } catch {
        if (own.signal.aborted) return;
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    }
  }

  // A browser puts a page that it loads again where it was; where the page grew meanwhile this does.
  const [path, x, y] = JSON.parse(sessionStorage.getItem(scroll) ?? '[]');
  sessionStorage.removeItem(scroll);
  if (path === location.pathname) scrollTo({ left: x, top: y, behavior: 'instant' });

  served = fetchPage();
  served.catch(() => {}); // the page is loaded anew then
  document.addEventListener('visibilitychange', () => (document.hidden ? waiting?.abort() : watch()));
  watch();
})();
