const types: Readonly<Record<string, string>> = { svg: 'image/svg+xml', csv: 'text/csv', json: 'application/json' };

/** Saves a text that was made in the page as a file of that name. */
export function saveFile(name: string, text: string): void {
  const type = types[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain';
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 10_000);
}
