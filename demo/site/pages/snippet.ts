/** "Copy" copies the text of `code`, and says whether that worked. */
export function copyButton(button: HTMLElement, code: HTMLElement, report: HTMLElement): void {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(code.textContent.trim());
      report.textContent = 'Copied.';
    } catch {
      // No permission, or no secure context: then it is selected, ready to copy by key.
      getSelection()?.selectAllChildren(code);
      report.textContent = 'Press Ctrl+C or ⌘C to copy.';
    }
  };
  button.addEventListener('click', () => void copy());
}
