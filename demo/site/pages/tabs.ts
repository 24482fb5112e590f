/**
 * Makes tabs of panels that are shown one below the other, each a section with a heading. The heading becomes the tab, and
 * the fragment of the address chooses one.
 */
export function tabs(root: HTMLElement): void {
  const panels = [...root.querySelectorAll<HTMLElement>(':scope > section')];
  const list = document.createElement('div');
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', root.dataset['label'] ?? '');

  const all = panels.map((panel) => {
    const heading = panel.querySelector('h3');
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', panel.id);
    tab.textContent = heading?.textContent ?? '';
    tab.id = heading?.id ?? '';
    heading?.remove();
    panel.setAttribute('role', 'tabpanel');
    list.append(tab);
    return { tab, panel };
  });

  const choose = (index: number): void => {
    all.forEach(({ tab, panel }, at) => {
      tab.setAttribute('aria-selected', String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
      panel.hidden = at !== index;
    });
  };
  const chooseByAddress = (): void => {
    const index = panels.findIndex(({ id }) => `#${id}` === location.hash);
    if (index >= 0) choose(index);
  };

  all.forEach(({ tab, panel }, index) => {
    tab.addEventListener('click', () => {
      choose(index);
      history.replaceState(null, '', `#${panel.id}`);
    });
  });
  list.addEventListener('keydown', (event) => {
    const at = all.findIndex(({ tab }) => tab === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const next = to === undefined ? undefined : (all.at(to % all.length) ?? all[0]);
    if (!next) return;
    event.preventDefault();
    next.tab.click();
    next.tab.focus();
  });

  choose(0);
  chooseByAddress();
  addEventListener('hashchange', chooseByAddress);
  root.prepend(list);
}
