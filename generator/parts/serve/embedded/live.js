'use strict';
// Shows the page anew when what it is made of was saved, mistakes over it, and the page's warnings beside it. Only kyket serve hands this out.
(() => {
  const shown = document.currentScript.dataset.page;
  const scroll = 'kyket-serve-scroll';
  let state, hidden, waiting;

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

  function take(next) {
    const came = state;
    state = next;
    if ((next.page ?? '0000000000000000') !== shown) {
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
        take(await answer.json());
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

  document.addEventListener('visibilitychange', () => (document.hidden ? waiting?.abort() : watch()));
  watch();
})();
