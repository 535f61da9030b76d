// One stream of events per tab. An element with an id and [data-live] is replaced in place whenever the server has a
// fresh one; nothing moves, loses focus or scrolls by itself.
import { replace } from './morphing.js';
import { announce } from './announcing.js';

const SILENCE = 30_000;
const URL_LENGTH = 12_000;
const indicator = document.getElementById('live');
const banner = document.getElementById('stale');
let source;
let listening = '';
let position = document.body.dataset.position;
let heard = Date.now();
let lostAt;
let signedOut = false;

const topics = () => [...new Set([...document.querySelectorAll('[data-live]')].map(each => each.dataset.live).filter(Boolean))];
const clock = time => new Date(time).toTimeString().slice(0, 5);

function address(wanted) {
  const query = new URLSearchParams({ since: position });
  for (const topic of wanted) {
    query.append('topics', topic);
    if (query.toString().length > URL_LENGTH) break;
  }
  return `/events?${query}`;
}

function close() {
  source?.close();
  source = undefined;
  listening = '';
}

function connect() {
  const wanted = topics();
  if (wanted.length === 0 || document.hidden || signedOut) { close(); show(); return; }
  const now = wanted.join('\n');
  if (source && now === listening && source.readyState !== EventSource.CLOSED) return;
  close();
  listening = now;
  source = new EventSource(address(wanted));
  source.addEventListener('beat', hear);
  source.addEventListener('morph', event => { hear(event); morph(event.data); });
  source.addEventListener('signed-out', () => { signedOut = true; close(); show(); });
  source.addEventListener('error', () => { if (source?.readyState === EventSource.CLOSED) refused(); });
}

function hear(event) {
  heard = Date.now();
  lostAt = undefined;
  if (event.lastEventId) position = event.lastEventId;
  show();
}

function morph(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  const fresh = template.content.firstElementChild;
  const current = fresh && document.getElementById(fresh.id);
  if (!current) return;
  const worse = fresh.querySelector('.st-bad') && !current.querySelector('.st-bad');
  replace(current, fresh);
  if (worse) announce(`${fresh.querySelector('a')?.textContent ?? 'An application'} needs attention`);
  document.dispatchEvent(new CustomEvent('morphed', { detail: 'live' }));
}

// The browser does not try again after a refusal: the session may be over, or a server may be starting.
async function refused() {
  close();
  await look();
  show();
  if (!signedOut) setTimeout(connect, 3000);
}

// Whether the session still is: asking does not keep it alive. Somebody may have signed in again in another tab.
async function look() {
  try {
    const state = await fetch('/sign-in/state', { redirect: 'manual', cache: 'no-store' });
    if (state.status === 204 || state.status === 401) signedOut = state.status === 401;
  } catch { /* not reachable: what we knew still counts */ }
}

function show() {
  if (!indicator) return;
  const on = topics().length > 0;
  const silent = Date.now() - heard;
  const lost = !document.hidden && (signedOut || (on && silent > SILENCE));
  if (lost) lostAt ??= heard;
  indicator.hidden = !on && !lost;
  indicator.classList.toggle('live-lost', lost);
  indicator.querySelector('[data-live-text]').textContent = lost ? 'Not live' : 'Live';
  const text = !lost ? '' : signedOut
    ? 'Your session has ended: what you see is not kept fresh, and nothing can be changed. '
    : `Live updates lost ${clock(lostAt)} · data ${Math.round(silent / 1000)} s old · reconnecting`;
  banner.hidden = !lost;
  if (banner.dataset.text === text) return;
  banner.dataset.text = text;
  banner.textContent = text;
  if (signedOut) banner.append(again());
}

function again() {
  const link = document.createElement('a');
  link.textContent = 'Sign in again';
  link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
  return link;
}

async function returned() {
  heard = Date.now();
  await look();
  show();
  connect();
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) close();
  else returned();
});
document.addEventListener('morphed', event => { if (event.detail !== 'live') connect(); });
document.addEventListener('click', event => {
  const apply = event.target.closest('[data-order-apply]');
  if (!apply || event.ctrlKey || event.metaKey || !window.htmx) return;
  event.preventDefault();
  htmx.ajax('GET', apply.getAttribute('href'), { target: '#main', swap: 'morph:outerHTML' });
});
addEventListener('pagehide', close);
addEventListener('pageshow', event => { if (event.persisted) connect(); });
setInterval(show, 1000);
// A page without anything live has no stream that would tell it.
setInterval(() => { if (!source && !document.hidden) returned(); }, 60_000);
connect();
