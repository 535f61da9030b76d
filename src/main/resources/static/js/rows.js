// j and k walk along the rows of a list by their links, x selects; the bar of actions says how many are selected.
const rows = () => [...document.querySelectorAll('main [data-row]')].filter(row => row.getClientRects().length > 0);
const box = row => row?.querySelector('input[type=checkbox][name=app]');

function step(by) {
  const all = rows();
  if (all.length === 0) return;
  const at = all.indexOf(document.activeElement.closest('[data-row]'));
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
  next.querySelector('a[href]')?.focus();
}

export function count() {
  const boxes = [...document.querySelectorAll('main input[type=checkbox][name=app]')];
  const selected = boxes.filter(each => each.checked);
  for (const each of boxes) each.closest('[data-row]')?.classList.toggle('is-sel', each.checked);
  const bar = document.querySelector('[data-bulk]');
  if (!bar) return;
  bar.classList.toggle('on', selected.length > 0);
  bar.querySelector('[data-bulk-count]').textContent = selected.length === 1 ? '1 selected' : `${selected.length} selected`;
  const all = document.querySelector('[data-select-all]');
  if (all) {
    all.checked = selected.length > 0 && selected.length === boxes.length;
    all.indeterminate = selected.length > 0 && selected.length < boxes.length;
  }
}

document.addEventListener('change', event => {
  if (event.target.matches('[data-select-all]'))
    for (const each of document.querySelectorAll('main input[type=checkbox][name=app]')) each.checked = event.target.checked;
  if (event.target.matches('[data-select-all], [name=app]')) count();
});

document.addEventListener('click', event => {
  if (!event.target.closest('[data-select-none]')) return;
  for (const each of document.querySelectorAll('main input[type=checkbox][name=app]')) each.checked = false;
  count();
});

document.addEventListener('keydown', event => {
  if (document.body.dataset.keys === 'off' || event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') || document.querySelector('dialog:modal')) return;
  if (event.key === 'j') step(1);
  if (event.key === 'k') step(-1);
  if (event.key === 'x') {
    const chosen = box(document.activeElement.closest('[data-row]'));
    if (chosen) { chosen.checked = !chosen.checked; count(); }
  }
});

// A star is kept without leaving the page; without scripts its form is sent.
document.addEventListener('submit', async event => {
  const star = event.submitter;
  if (event.target.id !== 'stars' || !star) return;
  event.preventDefault();
  try {
    const answer = await fetch(event.target.action, { method: 'POST', body: new FormData(event.target, star) });
    if (!answer.ok) throw new Error(answer.status);
    star.setAttribute('aria-pressed', star.name === 'star');
    star.name = star.name === 'star' ? 'unstar' : 'star';
  } catch {
    const sent = Object.assign(document.createElement('input'), { type: 'hidden', name: star.name, value: star.value });
    event.target.append(sent);
    event.target.submit();
  }
});

document.addEventListener('morphed', count);
count();
