// Brings another address, or the same one anew, into this page: what is different is put in place, everything else stays.
import { replace } from './morphing.js';

const PAUSE = 700;
let asking = null;
let askedAt = 0;
let again = false;

async function page(href) {
  const answer = await fetch(href, { headers: { Accept: 'text/html' }, redirect: 'follow' });
  if (answer.redirected && new URL(answer.url).pathname === '/sign-in') throw new Error('signed out');
  if (answer.status >= 500) throw new Error('not now');
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const main = fresh.getElementById('main');
  if (!main) throw new Error('no page');
  return { title: fresh.title, main, crumbs: fresh.querySelector('.crumbs'), pauses: fresh.getElementById('pauses') };
}

function place(fresh) {
  document.title = fresh.title;
  for (const [current, other] of [[document.querySelector('.crumbs'), fresh.crumbs], [document.getElementById('pauses'), fresh.pauses]])
    if (current && other) replace(current, other);
  replace(document.getElementById('main'), fresh.main);
  window.htmx?.process(document.getElementById('main'));
  document.dispatchEvent(new CustomEvent('morphed', { detail: 'visit' }));
}

/** Shows another address in this page. Falls back to following it as a link. */
export async function visit(href) {
  try {
    const fresh = await page(href);
    history.pushState({ visit: true }, '', href);
    place(fresh);
  } catch { location.assign(href); }
}

/** Asks for this page again; calls that come while it does become one more. Rejects if it cannot be had. */
export function refresh() {
  if (asking) { again = true; return asking; }
  asking = (async () => {
    await new Promise(resolve => setTimeout(resolve, Math.max(0, askedAt + PAUSE - Date.now())));
    askedAt = Date.now();
    const href = location.href;
    const fresh = await page(href);
    if (location.href === href) place(fresh);
  })().finally(() => {
    asking = null;
    if (again) { again = false; refresh().catch(() => {}); }
  });
  return asking;
}

addEventListener('popstate', event => { if (!event.state?.htmx) refresh().catch(() => location.reload()); });
