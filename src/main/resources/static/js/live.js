// One stream of events per tab. An element with an id and [data-live] is replaced in place whenever the server has a fresh
// one; a page with [data-live-page] is asked for again when its mark has changed. Nothing moves, loses focus or scrolls by
// itself.
import { replace } from './morphing.js';
import { announce } from './announcing.js';
import { refresh, visit } from './visits.js';

// Told before half a minute is over.
const SILENCE = 28_000;
const URL_LENGTH = 12_000;
const indicator = document.getElementById('live');
const banner = document.getElementById('stale');
// What has come since the last frame: many elements that change at once are laid out once.
let waiting = [];
let source;
let listening = '';
let position = document.body.dataset.position;
let heard = Date.now();
let lostAt;
let signedOut = false;
let notice = '';
let noticeUntil = 0;

const whole = () => document.querySelector('[data-live-page]');
const topics = () => [...new Set([...document.querySelectorAll('[data-live]')].map(each => each.dataset.live).filter(Boolean))];
const clock = time => new Date(time).toTimeString().slice(0, 5);

function address(wanted) {
  const query = new URLSearchParams({ since: position });
  if (whole()) { query.set('page', whole().dataset.livePage); query.set('mark', whole().dataset.mark); }
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
  const now = [whole()?.dataset.livePage, ...wanted].join('\n');
  if ((wanted.length === 0 && !whole()) || document.hidden || signedOut) { close(); show(); return; }
  if (source && now === listening && source.readyState !== EventSource.CLOSED) return;
  close();
  listening = now;
  source = new EventSource(address(wanted));
  source.addEventListener('beat', hear);
  source.addEventListener('morph', event => { hear(event); if (waiting.push(event.data) === 1) requestAnimationFrame(morphAll); });
  source.addEventListener('signed-out', () => { signedOut = true; close(); show(); });
  source.addEventListener('fresh', event => { hear(event); if (whole() && whole().dataset.mark !== event.data) refresh().catch(later); });
  source.addEventListener('error', () => { if (source?.readyState === EventSource.CLOSED) refused(); });
}

// The page could not be had though the stream speaks: a server is starting or stopping.
function later() { setTimeout(() => refresh().catch(later), 3000); }

function hear(event) {
  heard = Date.now();
  lostAt = undefined;
  if (event.lastEventId) position = event.lastEventId;
  show();
}

function morphAll() {
  const fresh = waiting;
  waiting = [];
  fresh.forEach(morph);
  document.dispatchEvent(new CustomEvent('morphed', { detail: 'live' }));
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

const isOn = () => topics().length > 0 || Boolean(whole());
const isLost = () => !document.hidden && (signedOut || (isOn() && Date.now() - heard > SILENCE));

function show() {
  if (!indicator) return;
  const silent = Math.round((Date.now() - heard) / 1000);
  const lost = isLost();
  if (lost) lostAt ??= heard;
  indicator.hidden = !isOn() && !lost;
  indicator.classList.toggle('live-lost', lost);
  indicator.querySelector('[data-live-text]').textContent = lost ? `Not live · ${silent} s old` : `Live · ${silent} s ago`;
  if (Date.now() < noticeUntil) { say(notice); return; }
  if (!lost) { banner.hidden = true; return; }
  if (signedOut) { ended(); return; }
  if (!banner.querySelector('[data-old]')) {
    const old = document.createElement('span');
    old.dataset.old = '';
    // Readers of the screen hear of the loss once, not of every second.
    old.ariaHidden = 'true';
    banner.replaceChildren(`Live updates lost ${clock(lostAt)}`, old);
  }
  banner.querySelector('[data-old]').textContent = ` · data ${silent} s old · reconnecting`;
  banner.hidden = false;
}

// The way back leads to this very page.
function ended() {
  if (!banner.querySelector('a')) {
    const link = document.createElement('a');
    link.textContent = 'Sign in again';
    link.href = `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
    banner.replaceChildren('Your session has ended: what you see is not kept fresh, and nothing can be changed. ', link);
  }
  banner.hidden = false;
}

// For a while, in place of whatever else the banner has to say.
function tell(text) {
  notice = text;
  noticeUntil = Date.now() + 8000;
  show();
}

function say(text) {
  if (banner.textContent !== text) banner.textContent = text;
  banner.hidden = false;
}

async function returned() {
  heard = Date.now();
  await look();
  show();
  connect();
}

// What cannot be undone is not done to a state that may be long gone: it is looked at once more first.
document.addEventListener('submit', async event => {
  if (!isLost() || event.target.method !== 'post' || !event.target.closest('main')) return;
  event.preventDefault();
  try {
    await refresh();
    heard = Date.now();
    connect();
    tell('This page was old and is fresh again. Nothing was sent: look once more, then repeat.');
  } catch { tell('Fairway cannot be reached. Nothing was sent.'); }
}, true);

document.addEventListener('visibilitychange', () => {
  if (document.hidden) close();
  else returned();
});
document.addEventListener('morphed', event => { if (event.detail !== 'live') connect(); });
document.addEventListener('click', event => {
  const apply = event.target.closest('[data-order-apply]');
  if (!apply || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  visit(apply.href);
});
addEventListener('pagehide', close);
addEventListener('pageshow', event => { if (event.persisted) connect(); });
setInterval(show, 1000);
// A page without anything live has no stream that would tell it.
setInterval(() => { if (!source && !document.hidden) returned(); }, 60_000);
connect();
