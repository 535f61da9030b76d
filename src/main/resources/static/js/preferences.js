// Theme and keys without a reload. The server reads the same cookies, so the next page comes in the right colours.
const keep = (name, value) => {
  document.cookie = `${name}=${value}; path=/; max-age=34560000; samesite=lax${location.protocol === 'https:' ? '; secure' : ''}`;
};

document.addEventListener('submit', event => {
  if (!event.target.matches('[data-theme-choice]') || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  keep('theme', theme);
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  for (const button of document.querySelectorAll('[data-theme-choice] button'))
    button.setAttribute('aria-pressed', String(button.value === theme));
  const menu = event.target.closest('details.menu');
  if (menu) { menu.open = false; menu.querySelector('summary').focus(); }
});

document.addEventListener('change', event => {
  if (!event.target.closest('[data-keys-choice]')) return;
  document.body.dataset.keys = event.target.checked ? 'on' : 'off';
  keep('keys', document.body.dataset.keys);
});
