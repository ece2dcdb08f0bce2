// Served by `dossier serve` alone: follows the page, reloads it where it changed, lists what went wrong.
'use strict';
(() => {
  const own = document.currentScript.dataset;
  const place = `dossier-place:${location.pathname}`;
  let source = null;
  let whole = own.whole;
  let box = null;

  const kept = sessionStorage.getItem(place);
  if (kept !== null && !location.hash) {
    sessionStorage.removeItem(place);
    addEventListener('load', () => scrollTo(0, Number(kept)));
  }

  function reload() {
    sessionStorage.setItem(place, String(scrollY));
    if (source) source.close();
    location.reload();
  }

  // Only the frame changed: the counts of the navigation are put in place, what a person reads does not move.
  async function refresh(next) {
    const answer = await fetch(location.pathname, { cache: 'no-store' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const [old, made] = [document.getElementById('nav'), page.getElementById('nav')];
    if (!answer.ok || !old || !made) return reload();
    old.replaceChildren(...made.childNodes);
    whole = next;
    document.documentElement.dataset.dossierFrame = String(Number(document.documentElement.dataset.dossierFrame || 0) + 1);
  }

  function line(tag, text, parent, href) {
    const made = document.createElement(tag);
    made.textContent = text;
    if (href) made.href = href;
    parent.append(made);
    return made;
  }

  function show(news) {
    if (box) box.remove();
    box = null;
    if (!news.findings.length && !news.failure && !news.busy) return;
    box = document.createElement('section');
    box.id = 'dossier-serve';
    box.setAttribute('role', 'status');
    box.setAttribute('aria-label', 'Production');
    if (news.failure) line('p', news.failure, box).className = 'error';
    if (news.findings.length) {
      const list = document.createElement('ul');
      for (const row of news.findings) {
        const item = document.createElement('li');
        item.className = row.severity;
        line('code', row.place, item);
        item.append(' ');
        line('a', row.code, item, `/regles/${row.code}.html`);
        item.append(` ${row.message}`);
        list.append(item);
      }
      box.append(list);
    }
    if (news.more) line('p', `… et ${news.more} de plus : voir le terminal`, box);
    if (news.busy) line('p', news.busy, box).className = 'busy';
    document.body.append(box);
  }

  function hear(event) {
    const news = JSON.parse(event.data);
    show(news);
    if (news.version && news.version.main !== own.main) return reload();
    if (news.version && news.version.whole !== whole) refresh(news.version.whole);
  }

  function listen() {
    if (source || document.visibilityState === 'hidden') return;
    const words = new URLSearchParams({ key: own.key, page: own.page });
    source = new EventSource(`/__dossier/events?${words}`);
    source.addEventListener('news', hear);
    source.addEventListener('error', () => {
      source.close();
      show({ findings: [], more: 0, busy: '', failure: 'dossier serve ne répond plus : cette page n’est plus suivie.' });
      setTimeout(again, 2000);
    });
  }

  // Whoever starts `dossier serve` again finds the page followed again.
  function again() {
    fetch(location.pathname, { method: 'HEAD', cache: 'no-store' }).then(reload, () => setTimeout(again, 2000));
  }

  // A browser keeps few connections to one place: pages that nobody sees give theirs back.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' && source) {
      source.close();
      source = null;
    }
    listen();
  });
  listen();
})();
