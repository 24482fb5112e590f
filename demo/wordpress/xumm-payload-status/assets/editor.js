/**
 * The block in the editor: a form for what the server reads from the post. There is nothing to build.
 */
(({ blocks, blockEditor, components, element, i18n }) => {
  const { createElement: h } = element;
  const { Placeholder, SelectControl, TextControl } = components;
  const { __ } = i18n;
  const domain = 'xumm-payload-status';

  blocks.registerBlockType('xumm-payload-status/request', {
    edit({ attributes, setAttributes }) {
      const field = (name, label, help) =>
        h(TextControl, {
          key: name,
          label,
          help,
          value: attributes[name],
          onChange: (value) => setAttributes({ [name]: value }),
        });
      const isPayment = attributes.type === 'payment';
      return h(
        'div',
        blockEditor.useBlockProps(),
        h(
          Placeholder,
          { icon: 'money-alt', label: __('Xumm payment or sign-in', domain), isColumnLayout: true },
          h(SelectControl, {
            label: __('What is asked for', domain),
            value: attributes.type,
            options: [
              { value: 'payment', label: __('A payment', domain) },
              { value: 'sign-in', label: __('A sign-in', domain) },
            ],
            // A sign-in has no amount.
            onChange: (type) => setAttributes(type === 'sign-in' ? { type, amount: '' } : { type }),
          }),
          isPayment && field('amount', __('Amount in XRP', domain), __('Such as 10 or 0.25.', domain)),
          field('label', __('Words on the button', domain)),
          field('instruction', __('What the wallet says it is for', domain)),
          field(
            'name',
            __('Name', domain),
            __('Needed where a page has several: a-z, 0-9 and hyphens.', domain),
          ),
        ),
      );
    },
    save: () => null,
  });
})(window.wp);
