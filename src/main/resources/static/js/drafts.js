// What is written so far stands in the address, so that a reload, a bookmark or a colleague finds it. A text is too long for
// that: leaving it asks first.
const form = () => document.querySelector('form[data-draft]');
let unsaved = false;

document.addEventListener('input', event => {
  const draft = form();
  if (!draft || event.target.closest('form') !== draft) return;
  if (draft.dataset.draft === 'yaml') { unsaved = true; return; }
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(draft)) if (name !== '_csrf' && typeof value === 'string') query.append(name, value);
  const address = `/apps/new?${query}`;
  if (address.length < 4000) history.replaceState(history.state, '', address);
});
document.addEventListener('submit', event => { if (event.target === form()) unsaved = false; });
addEventListener('beforeunload', event => { if (unsaved && form()) event.preventDefault(); });
