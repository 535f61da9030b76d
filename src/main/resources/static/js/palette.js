// The palette: the server finds, arrows choose, Enter opens.
const dialog = document.getElementById('palette');
const input = dialog?.querySelector('input[type=search]');
const list = document.getElementById('palette-results');

const hits = () => [...list.querySelectorAll('a[href]')];
function choose(index) {
  const all = hits();
  all.forEach((hit, at) => hit.classList.toggle('on', at === index));
  const chosen = all[index];
  if (chosen) { input.setAttribute('aria-activedescendant', chosen.id); chosen.scrollIntoView({ block: 'nearest' }); }
  else input.removeAttribute('aria-activedescendant');
}

if (dialog) {
  dialog.addEventListener('opened', () => { input.select(); htmx.trigger(input, 'palette-open'); });
  // Not before the swap has settled: until then htmx puts the classes of elements with ids back.
  list.addEventListener('htmx:afterSettle', () => choose(0));
  input.addEventListener('keydown', event => {
    const all = hits();
    const at = all.findIndex(hit => hit.classList.contains('on'));
    if (event.key === 'ArrowDown') { event.preventDefault(); choose(Math.min(all.length - 1, at + 1)); }
    if (event.key === 'ArrowUp') { event.preventDefault(); choose(Math.max(0, at - 1)); }
    // The field would only empty itself, and close at the second press.
    if (event.key === 'Escape') { event.preventDefault(); dialog.close(); }
    if (event.key === 'Enter' && all[at]) { event.preventDefault(); all[at].click(); }
  });
}
