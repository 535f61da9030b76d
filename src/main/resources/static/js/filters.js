// A filter that is ticked is applied at once; without scripts its form has a button.
document.addEventListener('change', event => {
  const form = event.target.closest('form[data-filters]');
  if (form && event.target.type === 'checkbox') form.requestSubmit();
});
document.addEventListener('input', event => {
  if (!event.target.matches('[data-narrow]')) return;
  const text = event.target.value.toLowerCase();
  for (const option of event.target.closest('.menu-pop').querySelectorAll('label'))
    option.hidden = !option.textContent.toLowerCase().includes(text);
});
