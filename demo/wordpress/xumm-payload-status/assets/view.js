/** "New request" in the element submits the form after it. */
document.addEventListener('xumm-renew', ({ target }) => {
  const form = target.nextElementSibling;
  if (form instanceof HTMLFormElement) form.submit();
});
