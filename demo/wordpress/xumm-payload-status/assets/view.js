/**
 * "New request" in the element sends the form that stands behind it.
 */
document.addEventListener('xumm-renew', ({ target }) => {
  const form = target.nextElementSibling;
  if (form instanceof HTMLFormElement) form.submit();
});
