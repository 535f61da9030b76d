// The tree of an application. Arrow keys walk between cards by where they lie, Enter opens one beside the tree, "." shows
// what can be done to it; zooming is kept for the tab.
import { visit } from './visits.js';

const tree = () => document.querySelector('main .tree-box .tree');
const centre = card => {
  const box = card.querySelector('.card').getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
};
const directions = {
  ArrowUp: (from, to) => (to.y < from.y - 4 && Math.abs(to.x - from.x) < 4 ? from.y - to.y : NaN),
  ArrowDown: (from, to) => (to.y > from.y + 4 && Math.abs(to.x - from.x) < 4 ? to.y - from.y : NaN),
  ArrowLeft: (from, to) => (to.x < from.x - 4 ? (from.x - to.x) + 4 * Math.abs(from.y - to.y) : NaN),
  ArrowRight: (from, to) => (to.x > from.x + 4 ? (to.x - from.x) + 4 * Math.abs(from.y - to.y) : NaN),
};
const plain = event => !event.metaKey && !event.ctrlKey && !event.altKey && !event.shiftKey;
const lettersOn = event => document.body.dataset.keys !== 'off' && plain(event)
  && !event.target.closest?.('input, textarea, select') && !document.querySelector('dialog:modal');

function walk(event, card) {
  const distance = directions[event.key];
  const from = centre(card);
  let nearest = null;
  let least = Infinity;
  for (const other of tree().querySelectorAll('a.node')) {
    const length = distance(from, centre(other));
    if (length < least) { least = length; nearest = other; }
  }
  if (!nearest) return;
  event.preventDefault();
  nearest.focus();
}

// ---------- zoom ----------
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2];
const kept = () => sessionStorage.getItem('tree-zoom') ?? '1';
const natural = svg => svg.getAttribute('viewBox').split(' ').slice(2).map(Number);

function factor(svg) {
  if (kept() !== 'fit') return Number(kept());
  const box = svg.parentElement;
  const style = getComputedStyle(box);
  const room = box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  const [width, height] = natural(svg);
  return Math.max(0.1, Math.min(1, room / width, Math.max(320, innerHeight - box.getBoundingClientRect().top - scrollY) / height));
}

function scale() {
  const svg = tree();
  const tools = document.querySelector('[data-zoom-tools]');
  if (tools) tools.hidden = !svg;
  if (!svg) return;
  const by = factor(svg);
  const [width, height] = natural(svg);
  svg.setAttribute('width', Math.round(width * by));
  svg.setAttribute('height', Math.round(height * by));
  if (!tools) return;
  tools.querySelector('[data-zoom="0"]').textContent = `${Math.round(by * 100)} %`;
  tools.querySelector('[data-zoom="fit"]').setAttribute('aria-pressed', String(kept() === 'fit'));
}

function zoom(how) {
  const svg = tree();
  if (!svg) return;
  const now = factor(svg);
  const next = how === '+' ? STEPS.find(step => step > now + 0.01) ?? 2
    : how === '-' ? STEPS.findLast(step => step < now - 0.01) ?? 0.25
      : how === 'fit' ? 'fit' : 1;
  sessionStorage.setItem('tree-zoom', String(next));
  scale();
}

// ---------- what can be done to a card ----------
let menu = null;
let from = null;

function closeMenu() {
  if (!menu) return false;
  menu.remove();
  menu = null;
  from?.focus();
  return true;
}

async function openMenu(card, x, y) {
  closeMenu();
  const answer = await fetch(`${card.dataset.page}/menu`, { headers: { Accept: 'text/html' } });
  if (!answer.ok) { location.assign(card.dataset.page); return; }
  menu = document.createElement('div');
  menu.className = 'menu-pop card-menu';
  menu.innerHTML = await answer.text();
  document.body.append(menu);
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`;
  from = card;
  menu.querySelector('a, button:not([disabled])')?.focus();
}

const below = card => { const box = card.querySelector('.card').getBoundingClientRect(); return [box.left + 16, box.bottom + 4]; };

// ---------- drawer ----------
async function openBeside(card) {
  const { id } = card;
  const opens = card.getAttribute('href').includes('focus=');
  await visit(card.getAttribute('href').replace(/#.*/, ''));
  const drawer = document.querySelector('aside.drawer');
  if (opens && drawer) drawer.querySelector('h2')?.focus();
  else document.getElementById(id)?.focus({ preventScroll: true });
}

document.addEventListener('click', event => {
  const more = event.target.closest?.('[data-card-menu]');
  if (more) {
    event.preventDefault();
    const card = more.closest('.slot').querySelector('a.node');
    openMenu(card, event.clientX, event.clientY);
    return;
  }
  if (menu && !menu.contains(event.target)) { from = null; closeMenu(); }
  const button = event.target.closest?.('[data-zoom]');
  if (button) { zoom(button.dataset.zoom); return; }
  const card = event.target.closest?.('.tree-box a.node');
  if (card && plain(event) && event.button === 0 && card.getAttribute('href').includes('/tree?')) { event.preventDefault(); openBeside(card); }
});

document.addEventListener('contextmenu', event => {
  const card = event.target.closest?.('.tree-box a.node[data-page]');
  if (!card) return;
  event.preventDefault();
  openMenu(card, event.clientX, event.clientY);
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && closeMenu()) { event.stopPropagation(); return; }
  if (menu?.contains(event.target) && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    event.preventDefault();
    const items = [...menu.querySelectorAll('a, button:not([disabled])')];
    const at = items.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
    items[(at + items.length) % items.length].focus();
    return;
  }
  const card = event.target.closest?.('.tree a.node');
  if (card && directions[event.key] && plain(event)) { walk(event, card); return; }
  if (!tree() || !lettersOn(event)) return;
  if (event.key === '.' && card?.dataset.page) { event.preventDefault(); event.stopPropagation(); openMenu(card, ...below(card)); }
  if (event.key === '+' || event.key === '-') zoom(event.key);
  if (event.key === '0') zoom('0');
}, true);

// The empty part of the picture can be dragged.
let dragged = null;
document.addEventListener('pointerdown', event => {
  const box = event.target.closest?.('.tree-box');
  if (!box || event.target.closest('a') || event.button !== 0 || event.pointerType === 'touch') return;
  dragged = { box, x: event.clientX + box.scrollLeft, y: event.clientY + scrollY };
});
document.addEventListener('pointermove', event => {
  if (!dragged) return;
  if (event.buttons === 0) { dragged = null; return; }
  dragged.box.scrollLeft = dragged.x - event.clientX;
  scrollTo(scrollX, dragged.y - event.clientY);
});
document.addEventListener('pointerup', () => { dragged = null; });

document.addEventListener('morphed', scale);
addEventListener('resize', scale);
scale();
