// Follows a log: lines arrive some at a time, at most 2,000 stay in the page, and a person who scrolls up is left alone.
const MOST = 2000;
const button = document.querySelector('[data-follow]');
const pane = document.querySelector('.log');
const state = document.querySelector('[data-follow-state]');
// What the page has, by line: none is shown twice.
const known = new Map();
let source = null;
let again = 0;
let waiting = 0;
// How far the page has read each pod, as the server told it.
let from = button?.dataset.from ?? '';
// Lines of several pods that come within a moment are put in the order of time; clocks that go wrong move no line out of sight.
const MOMENT = 3000;

const several = () => pane.classList.contains('log-pods');
// As text, a time without a fraction would come after those of the same second.
const comparable = at => (at.includes('.') ? at.replace('Z', '') : at.replace('Z', '.')).padEnd(30, '0');
const key = (at, pod, text) => `${at} ${several() ? pod : ''} ${text}`;
const atEnd = lines => lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
const say = text => { if (state.textContent !== text) { state.hidden = !text; state.textContent = text; } };

function list() {
  let lines = pane.querySelector('.log-lines');
  if (!lines) {
    lines = document.createElement('ol');
    lines.className = 'log-lines';
    lines.tabIndex = 0;
    pane.querySelector('.log-none')?.replaceWith(lines);
    if (!lines.isConnected) state.before(lines);
  }
  return lines;
}

function remember(item, at, pod, text) {
  known.set(key(at, pod, text), item);
  item.dataset.at = at;
}

function forget(item) {
  known.delete(key(item.dataset.at, item.querySelector('.log-pod')?.textContent ?? '', item.querySelector('span').textContent));
  item.remove();
}

function part(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

function permalink(at) {
  const link = part('a', '', '·');
  const to = new URL(location.href);
  to.searchParams.set('at', at);
  to.hash = 'at';
  link.href = to.href;
  link.setAttribute('aria-label', 'Permanent link');
  return link;
}

function made(line) {
  const item = document.createElement('li');
  if (line.level) item.className = line.level;
  item.append(permalink(line.at));
  if (!pane.classList.contains('log-untimed')) item.append(part('time', '', line.clock));
  if (several()) item.append(part('i', 'log-pod', line.pod));
  item.append(part('span', '', line.text));
  item.heard = performance.now();
  remember(item, line.at, line.pod, line.text);
  return item;
}

// Pods are read side by side: a line may be older than the last one of the page.
function place(lines, item) {
  let last = lines.lastElementChild;
  while (last?.heard > item.heard - MOMENT && item.dataset.at && comparable(last.dataset.at) > comparable(item.dataset.at)) last = last.previousElementSibling;
  if (last) last.after(item); else lines.prepend(item);
}

function append(batch) {
  const lines = list();
  const fresh = batch.filter(line => !line.at || !known.has(key(line.at, line.pod, line.text)));
  if (!fresh.length) return;
  const follow = atEnd(lines);
  for (const line of fresh) place(lines, made(line));
  for (let over = lines.children.length - MOST; over > 0; over--) forget(lines.firstElementChild);
  if (follow) { lines.scrollTop = lines.scrollHeight; waiting = 0; } else waiting += fresh.length;
  say(waiting ? `${waiting} new ${waiting === 1 ? 'line' : 'lines'} below` : 'Following');
}

function stop(text) {
  clearTimeout(again);
  source?.close();
  source = null;
  button.setAttribute('aria-pressed', 'false');
  say(text);
}

function open() {
  const told = from ? `${button.dataset.stream.includes('?') ? '&' : '?'}from=${encodeURIComponent(from)}` : '';
  source = new EventSource(button.dataset.stream + told);
  source.addEventListener('open', () => say('Following'));
  source.addEventListener('message', event => { from = event.lastEventId || from; append(JSON.parse(event.data)); });
  source.addEventListener('end', event => stop(event.data));
  source.addEventListener('error', () => {
    if (!source) return;
    say('Connection lost, trying again. Lines written meanwhile will follow.');
    // A browser gives up by itself when it is answered with an error.
    if (source.readyState === EventSource.CLOSED) again = setTimeout(open, 3000);
  });
}

function start() {
  button.setAttribute('aria-pressed', 'true');
  const lines = list();
  lines.scrollTop = lines.scrollHeight;
  lines.addEventListener('scroll', () => { if (atEnd(lines) && waiting) { waiting = 0; say('Following'); } });
  open();
}

if (button) {
  button.hidden = false;
  button.addEventListener('click', () => (source ? stop('') : start()));
  for (const item of pane.querySelectorAll('.log-lines li')) {
    remember(item, item.dataset.at ?? '', item.querySelector('.log-pod')?.textContent ?? '', item.querySelector('span').textContent);
  }
  const marked = document.getElementById('at');
  const lines = pane.querySelector('.log-lines');
  if (marked) marked.scrollIntoView({ block: 'center' });
  else if (lines) lines.scrollTop = lines.scrollHeight;
}
