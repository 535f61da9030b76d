// What a field holds is shown wherever a slot of its name is.
for (const field of document.querySelectorAll('[data-fills]'))
  field.addEventListener('input', () => {
    for (const slot of document.querySelectorAll(`[data-slot="${field.dataset.fills}"]`))
      slot.textContent = field.value.trim() || slot.dataset.empty || '…';
  });
