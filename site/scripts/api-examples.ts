/** Examples that run: each gets a button that asks this server and shows what it says. They are links without it. */

/** As much of an answer as is shown. */
const most = 1500;

async function answerOf(address: string): Promise<string> {
  const start = performance.now();
  const response = await fetch(address);
  const body = await response.text();
  const head = [
    `HTTP ${response.status}, ${Math.round(performance.now() - start)} ms, ${body.length.toLocaleString('en')} characters`,
    ...['content-type', 'etag', 'cache-control', 'link'].flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [`${name}: ${value}`];
    }),
  ];
  return `${head.join('\n')}\n\n${body.slice(0, most)}${body.length > most ? ' …' : ''}`;
}

for (const item of document.querySelectorAll('.examples li')) {
  const link = item.querySelector('a');
  if (!link) continue;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Run';
  button.setAttribute('aria-label', `Run ${link.textContent}`);
  const output = document.createElement('pre');
  output.tabIndex = 0;
  output.hidden = true;
  output.setAttribute('role', 'status');
  button.addEventListener('click', () => {
    button.disabled = true;
    answerOf(link.href)
      .catch((error: unknown) => `The server could not be asked: ${String(error)}`)
      .then((text) => {
        output.textContent = text;
        output.hidden = false;
        button.disabled = false;
      })
      .catch(() => undefined);
  });
  item.append(' ', button, output);
}
