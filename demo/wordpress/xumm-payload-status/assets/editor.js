/**
 * The block in the editor: a form for what the server reads from the post. There is nothing to build.
 */
(({ apiFetch, blocks, blockEditor, components, data, element, i18n, url }) => {
  const { createElement: h, useEffect, useState } = element;
  const { Notice, Placeholder, SelectControl, TextControl } = components;
  const { __ } = i18n;
  const domain = 'xumm-payload-status';

  const BLOCK = 'xumm-payload-status/request';

  /** Wait this long after a key, so that not every letter is checked. */
  const PAUSE_MS = 250;

  /** What the server says about the attributes, as it would on the page; null until it has answered. */
  function useCheck(attributes) {
    const [check, setCheck] = useState(null);
    const path = url.addQueryArgs('/xumm-payload-status/v1/check', attributes);
    useEffect(() => {
      const controller = new AbortController();
      const timer = setTimeout(() => {
        apiFetch({ path, signal: controller.signal }).then(setCheck, () => {});
      }, PAUSE_MS);
      return () => {
        clearTimeout(timer);
        controller.abort();
      };
    }, [path]);
    return check;
  }

  /** Whether a block needs a new name: it has none, or it is a copy and still has the other's. */
  function isNameless(name, clientId) {
    const { getBlockAttributes, getBlockName, getBlockParentsByBlockName, getClientIdsWithDescendants } =
      data.select(blockEditor.store);
    if (!name) return true;
    // A synced pattern that is on the page twice contains the same block twice, which is no copy.
    const patternOf = (id) => getBlockParentsByBlockName(id, ['core/block', 'core/template-part']).at(-1);
    return getClientIdsWithDescendants().some(
      (id) =>
        id !== clientId &&
        getBlockName(id) === BLOCK &&
        getBlockAttributes(id).name === name &&
        patternOf(id) === patternOf(clientId),
    );
  }

  blocks.registerBlockType(BLOCK, {
    edit({ attributes, setAttributes, clientId }) {
      const check = useCheck(attributes);
      // The name stays when the price changes, so that cached pages still find the item.
      useEffect(() => {
        if (isNameless(attributes.name, clientId)) setAttributes({ name: `b${clientId.slice(0, 8)}` });
      }, []);
      const field = (name, label, help) =>
        h(TextControl, {
          key: name,
          label,
          help,
          value: attributes[name],
          onChange: (value) => setAttributes({ [name]: value }),
        });
      const isPayment = attributes.type === 'payment';
      const currencies = check?.currencies ?? ['XRP', attributes.currency].filter(Boolean);
      return h(
        'div',
        blockEditor.useBlockProps(),
        h(
          Placeholder,
          { icon: 'money-alt', label: __('Xumm payment or sign-in', domain), isColumnLayout: true },
          check?.problem && h(Notice, { status: 'error', isDismissible: false }, check.problem),
          check?.network === 'TESTNET' &&
            h(
              Notice,
              { status: 'warning', isDismissible: false },
              __('TESTNET: visitors pay with play money.', domain),
            ),
          h(SelectControl, {
            label: __('What is asked for', domain),
            value: attributes.type,
            options: [
              { value: 'payment', label: __('A payment', domain) },
              { value: 'sign-in', label: __('A sign-in', domain) },
            ],
            // A sign-in has no amount.
            onChange: (type) =>
              setAttributes(type === 'sign-in' ? { type, amount: '', currency: '' } : { type }),
          }),
          isPayment && field('amount', __('Amount', domain), __('Such as 10 or 0.25.', domain)),
          isPayment &&
            h(SelectControl, {
              label: __('Currency', domain),
              value: attributes.currency || 'XRP',
              options: currencies.map((code) => ({ value: code, label: code })),
              onChange: (code) => setAttributes({ currency: code === 'XRP' ? '' : code }),
            }),
          field('label', __('Words on the button', domain), check?.label),
          field('instruction', __('What the wallet says it is for', domain)),
        ),
      );
    },
    save: () => null,
  });
})(window.wp);
