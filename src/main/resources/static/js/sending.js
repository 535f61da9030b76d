// A form that is on its way says so, and is not sent twice.
document.addEventListener('submit', event => {
  const form = event.target;
  if (event.defaultPrevented || (event.submitter?.getAttribute('formmethod') ?? form.method) !== 'post') return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'true';
  event.submitter?.setAttribute('aria-busy', 'true');
});
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) {
    delete form.dataset.sent;
    form.querySelector('[aria-busy]')?.removeAttribute('aria-busy');
  }
});
