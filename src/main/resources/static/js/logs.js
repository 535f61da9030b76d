// Follows a log: lines arrive as they are written, at most 2,000 stay in the page, and a person who scrolls up is left alone.
const MOST = 2000;
const button = document.querySelector('[data-follow]');
const pane = document.querySelector('.log');
const state = document.querySelector('[data-follow-state]');
let source = null;
let waiting = 0;
let latest = '';

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

const atEnd = lines => lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40;
const say = text => { state.hidden = !text; state.textContent = text; };

function part(name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

function append(line) {
  // After a reconnect the same instants may come again.
  if (line.at && line.at <= latest) return;
  latest = line.at || latest;
  const lines = list();
  const follow = atEnd(lines);
  const item = document.createElement('li');
  if (line.level) item.className = line.level;
  item.append(part('a', '', '·'));
  if (!pane.classList.contains('log-untimed')) item.append(part('time', '', line.clock));
  if (pane.classList.contains('log-pods')) item.append(part('i', 'log-pod', line.pod));
  item.append(part('span', '', line.text));
  lines.append(item);
  while (lines.children.length > MOST) lines.firstElementChild.remove();
  if (follow) { lines.scrollTop = lines.scrollHeight; waiting = 0; } else waiting++;
  say(waiting ? `${waiting} new ${waiting === 1 ? 'line' : 'lines'} below` : 'Following');
}

function stop(text) {
  source?.close();
  source = null;
  button.setAttribute('aria-pressed', 'false');
  say(text);
}

function start() {
  source = new EventSource(button.dataset.stream);
  button.setAttribute('aria-pressed', 'true');
  const lines = list();
  lines.scrollTop = lines.scrollHeight;
  source.addEventListener('open', () => say('Following'));
  source.addEventListener('message', event => append(JSON.parse(event.data)));
  source.addEventListener('end', event => stop(event.data));
  source.addEventListener('error', () => { if (source) say('Connection lost, trying again. Lines written meanwhile are missing.'); });
  lines.addEventListener('scroll', () => { if (atEnd(lines) && waiting) { waiting = 0; say('Following'); } });
}

if (button) {
  button.hidden = false;
  button.addEventListener('click', () => (source ? stop('') : start()));
  const marked = document.getElementById('at');
  const lines = pane.querySelector('.log-lines');
  if (marked) marked.scrollIntoView({ block: 'center' });
  else if (lines) lines.scrollTop = lines.scrollHeight;
}
