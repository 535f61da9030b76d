// A request of this page that came to nothing says so, and can be made again. What is shown stays, because it still reads.
const ID = 'request-failed';

function clear() { document.getElementById(ID)?.remove(); }

function tell(element, why) {
  clear();
  const band = document.createElement('p');
  band.id = ID;
  band.className = 'stale-banner';
  band.setAttribute('role', 'alert');
  const again = document.createElement('button');
  again.type = 'button';
  again.className = 'btn btn-sm';
  again.textContent = 'Try again';
  again.addEventListener('click', () => {
    const form = element.closest('form');
    clear();
    if (form) form.requestSubmit(); else element.click();
  });
  band.append(`${why} What you see is from before. `, again);
  document.getElementById('main').before(band);
}

document.addEventListener('htmx:sendError', event => tell(event.detail.elt, 'Fairway could not be reached.'));
document.addEventListener('htmx:responseError', event => {
  const request = event.detail.xhr.getResponseHeader('X-Request-Id');
  tell(event.detail.elt, `Fairway could not answer${request ? ` (request ${request})` : ''}.`);
});
document.addEventListener('htmx:afterOnLoad', clear);
