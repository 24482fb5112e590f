/** "Copy" copies what stands in `code`, and says whether that worked. */
export function copyButton(button: HTMLElement, code: HTMLElement, report: HTMLElement): void {
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(code.textContent.trim());
      report.textContent = 'Copied.';
    } catch {
      // No permission, or no secure context: then it is selected, and one key away.
      getSelection()?.selectAllChildren(code);
      report.textContent = 'Press Ctrl+C or ⌘C to copy.';
    }
  };
  button.addEventListener('click', () => void copy());
}
