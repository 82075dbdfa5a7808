import type { Page } from 'playwright-core';
import { describe, expect, inject, it } from 'vitest';
import { violationsOf } from '../support/accessibility.ts';
import { layOutAll } from '../support/visit.ts';
import { visiting } from '../support/visiting.ts';

const origin = inject('origin');
const visit = visiting();

const { open } = visit;

const phone = { viewport: { width: 360, height: 780 } };
const card = (page: Page) => page.locator('#card');
/** Lays out and unfolds everything, as a reader may. */
async function unfold(page: Page): Promise<void> {
  await layOutAll(page);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

describe('definition cards', () => {
  it('open on the focus of a symbol, describe it, and close by Esc', async () => {
    const page = await open('/');
    const symbol = page
      .locator('#two-points ~ p a.symbol[href="#symbol-h"], section a.symbol[href="#symbol-h"]')
      .first();
    await page.locator('a.term').first().focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    await card(page).waitFor();
    expect(await card(page).innerText()).toContain('What a hidden layer computes for an input');
    await page.keyboard.press('Escape');
    expect(await card(page).isVisible()).toBe(false);
    await symbol.hover();
    await card(page).waitFor();
    expect(await card(page).innerText()).toContain('squared distance of the two hidden representations');
    expect(await symbol.getAttribute('aria-describedby')).toBe('card');
    expect(visit.faults).toEqual([]);
  });

  it('take the focus by Enter, and give it back by Tab or Esc', async () => {
    const page = await open('/');
    const cite = page.locator('a.cite').first();
    await cite.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('card');
    expect(await card(page).innerText()).toContain('Universality in Representation Learning Dynamics');
    await page.keyboard.press('Escape');
    expect(await cite.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await card(page).waitFor();
    for (let stop = 0; stop < 4 && (await card(page).isVisible()); stop++) await page.keyboard.press('Tab');
    expect(await card(page).isVisible()).toBe(false);
    expect(await cite.evaluate((link) => link === document.activeElement)).toBe(true);
    expect(new URL(page.url()).hash).toBe('');
  });

  it('stay while the pointer is on them, and go when it has left', async () => {
    const page = await open('/');
    await page.locator('a.term').first().hover();
    await card(page).waitFor();
    await card(page).hover();
    await page.waitForTimeout(400);
    expect(await card(page).isVisible()).toBe(true);
    await page.mouse.move(5, 5);
    await expect.poll(() => card(page).isVisible()).toBe(false);
  });

  it('explain every symbol of a formula by Enter, and one of them by a tap', async () => {
    const page = await open('/', { ...phone, hasTouch: true });
    const formula = page.locator('#result ~ .formula').first();
    await formula.focus();
    await page.keyboard.press('Enter');
    await card(page).waitFor();
    const text = await card(page).innerText();
    for (const part of ['effective learning rate of the encoder', 'squared distance of the two targets']) {
      expect(text).toContain(part);
    }
    await page.keyboard.press('Escape');
    await formula.locator('.sym-w').first().tap();
    await card(page).waitFor();
    expect(await card(page).innerText()).toContain('alignment of the prediction with its own error');
    expect((await card(page).boundingBox())!.width).toBe(360);
  });

  it('are links into the glossary and the references without script', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    await page.locator('a.symbol[href="#symbol-w"]').first().click();
    expect(new URL(page.url()).hash).toBe('#symbol-w');
    await expect.poll(() => page.locator('#symbol-w').innerText()).toContain('alignment of the prediction');
  });
});

describe('notes', () => {
  const mark = (page: Page) => page.locator('#note-which-distance-mark');
  const note = (page: Page) => page.locator('#note-which-distance');

  it('stand beside the text where there is room', async () => {
    const page = await open('/');
    const [text, box] = [await page.locator('#puzzle').boundingBox(), await note(page).boundingBox()];
    expect(box!.x).toBeGreaterThan(text!.x + text!.width);
    const [at, of] = [await mark(page).boundingBox(), await note(page).boundingBox()];
    expect(Math.abs(at!.y - of!.y)).toBeLessThan(40);
  });

  it('do not lie on each other or on figures', async () => {
    const page = await open('/');
    await layOutAll(page);
    const overlaps = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('.sidenote, figure.figure')].map((element) =>
        element.getBoundingClientRect(),
      );
      return boxes.filter((a, n) =>
        boxes.slice(n + 1).some((b) => a.bottom > b.top && b.bottom > a.top && a.right > b.left && b.right > a.left),
      ).length;
    });
    expect(overlaps).toBe(0);
  });

  it('unfold and fold at their mark on a phone, by the keyboard', async () => {
    const page = await open('/', phone);
    expect(await note(page).isVisible()).toBe(false);
    await mark(page).focus();
    await page.keyboard.press('Enter');
    expect(await note(page).isVisible()).toBe(true);
    expect(await mark(page).getAttribute('aria-expanded')).toBe('true');
    await note(page).getByRole('link', { name: 'Back to the text at note' }).press('Enter');
    expect(await note(page).isVisible()).toBe(false);
    expect(await mark(page).evaluate((link) => link === document.activeElement)).toBe(true);
  });

  it('unfold on a phone without script', async () => {
    const page = await open('/', { ...phone, javaScriptEnabled: false });
    await mark(page).click();
    expect(await note(page).isVisible()).toBe(true);
  });
});

describe('a question before its answer', () => {
  it('is answered by the keyboard, and the reply is to what was chosen', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    const question = page.locator('.predict').first();
    await question.getByRole('radio').first().focus();
    await page.keyboard.press('ArrowDown');
    await question.locator('summary').press('Enter');
    expect(await question.locator('.verdict:visible').innerText()).toContain('You chose the depth.');
    await question.getByRole('radio').last().check();
    expect(await question.locator('.verdict:visible').innerText()).toContain('and so does the theory');
  });

  it('can be skipped', async () => {
    const page = await open('/');
    const question = page.locator('.predict').first();
    await question.locator('summary').click();
    expect(await question.locator('.verdict:visible').count()).toBe(0);
    expect(await question.locator('details p:visible').count()).toBeGreaterThan(0);
  });
});

describe('finding one’s way', () => {
  it('shows in the contents what is being read, and how much of it has been', async () => {
    const page = await open('/');
    await page.evaluate(() => {
      document.querySelector('#form')!.scrollIntoView({ behavior: 'instant' });
    });
    const current = page.locator('.contents a[aria-current=location]');
    await expect.poll(() => current.getAttribute('href')).toBe('#form');
    const read = (href: string) =>
      page.locator(`.contents a[href="${href}"]`).evaluate((link) => Number(link.style.getPropertyValue('--read')));
    expect(await read('#puzzle')).toBe(1);
    expect(await read('#method')).toBe(0);
  });

  it('keeps the contents in view beside the text, and folds them on a phone', async () => {
    const wide = await open('/');
    await wide.evaluate(() => {
      document.querySelector('#form')!.scrollIntoView({ behavior: 'instant' });
    });
    await expect.poll(async () => (await wide.locator('.contents').boundingBox())!.y).toBeGreaterThan(0);
    const narrow = await open('/', phone);
    expect(await narrow.locator('.contents li').first().isVisible()).toBe(false);
    await narrow.getByText('Contents', { exact: true }).press('Enter');
    await narrow
      .locator('.contents')
      .getByRole('link', { name: /The equations/ })
      .press('Enter');
    expect(new URL(narrow.url()).hash).toBe('#equations');
  });

  it.each(['/', '/reproduction'])(
    'leads every link within %s somewhere, and no two things have one id',
    async (path) => {
      const page = await open(path);
      const { dead, doubled, hosts } = await page.evaluate(() => {
        const links = [...document.querySelectorAll('a')];
        const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
        return {
          dead: links
            .map((link) => link.getAttribute('href') ?? '')
            .filter((href) => href.startsWith('#') && !document.getElementById(href.slice(1))),
          doubled: ids.filter((id, n) => ids.indexOf(id) !== n),
          hosts: links
            .filter((link) => link.protocol === 'http:' && link.host !== location.host)
            .map((link) => link.href),
        };
      });
      expect(dead).toEqual([]);
      expect(doubled).toEqual([]);
      expect(hosts).toEqual([]);
    },
  );

  it('numbers the figures in order, and gives sections and figures permalinks, those of earlier versions too', async () => {
    const page = await open('/');
    const numbers = await page.locator('.figure-number').allTextContents();
    expect(numbers.map((text) => text.trim())).toEqual(numbers.map((_, n) => `Figure ${n + 1}.`));
    const named = await page.evaluate(() =>
      [...document.querySelectorAll('section > h2, figure.figure')].map(
        (element) => element.querySelector(`a[href="#${element.id}"]`) !== null,
      ),
    );
    expect(named.length).toBeGreaterThan(12);
    expect(named).not.toContain(false);
    for (const anchor of [
      'question',
      'two-points',
      'live',
      'sweep',
      'cite',
      'figure-two-points',
      'figure-released-run',
    ]) {
      expect(await page.locator(`[id="${anchor}"]`).count(), anchor).toBe(1);
    }
  });

  it.each([360, 1280])('leads to the place that an address or a link names, at %i px', async (width) => {
    const topOf = (page: Page, id: string) =>
      page.locator(`[id="${id}"]`).evaluate((e) => e.getBoundingClientRect().top);
    const viewport = { width, height: 800 };
    for (const id of ['form', 'depth']) {
      const page = await open(id === 'form' ? '/#form' : '/', { viewport, reducedMotion: 'reduce' });
      if (id === 'depth') await page.locator('a[href="#depth"]').first().dispatchEvent('click');
      await expect.poll(() => topOf(page, id)).toBeLessThan(200);
      expect(await topOf(page, id), id).toBeGreaterThan(-1);
    }
  });

  it('cites every work in the list of references, and lists every work that it cites', async () => {
    const page = await open('/');
    const { cited, listed } = await page.evaluate(() => ({
      cited: [...document.querySelectorAll('a.cite')].map((link) => link.getAttribute('href')!.slice(1)),
      listed: [...document.querySelectorAll('.references li')].map(({ id }) => id),
    }));
    expect([...new Set(cited)].sort()).toEqual(listed.sort());
  });
});

describe('pictures and tables of the article', () => {
  const place = (page: Page) => page.locator('#figure-two-points .picture div > svg:visible');

  it('are fetched when the reader comes near, into the room that was kept for them', async () => {
    const page = await open('/');
    expect(await place(page).locator('path').count()).toBe(0);
    expect(await place(page).getAttribute('aria-label')).toContain('half done at step');
    const before = await place(page).boundingBox();
    await page.locator('#live').scrollIntoViewIfNeeded();
    await expect.poll(() => place(page).locator('path').count()).toBeGreaterThan(10);
    const after = await place(page).boundingBox();
    expect([after!.width, after!.height]).toEqual([before!.width, before!.height]);
    const details = page.locator('#figure-two-points details.data');
    await details.locator('summary').click();
    await expect.poll(() => details.locator('tbody tr').count()).toBeGreaterThan(10);
    expect(visit.faults).toEqual([]);
  });

  it('come all by themselves once the reader has begun to read, to be there in print', async () => {
    const page = await open('/');
    const toCome = page.locator('.picture svg[data-later]:visible');
    expect(await toCome.count()).toBeGreaterThan(0);
    await expect
      .poll(
        async () => {
          await page.mouse.wheel(0, 100);
          return toCome.count();
        },
        { timeout: 30_000, interval: 500 },
      )
      .toBe(0);
  });

  it('are all there on paper, even if the reader has seen none of them', async () => {
    const page = await open('/');
    expect(await page.locator('.picture svg[data-later]').count()).toBeGreaterThan(0);
    await page.pdf({ format: 'A4' });
    expect(await page.locator('.picture svg[data-later]').count()).toBe(0);
    expect(visit.faults).toEqual([]);
  });
});

describe('every page', () => {
  const pages = ['/', '/reproduction', '/not-there'];

  it.each(pages)('%s has a strict content policy, which nothing in it offends', async (path) => {
    const page = await open(path);
    await unfold(page);
    await page.evaluate(async () => {
      for (let y = 0; y < document.body.scrollHeight; y += 1500) {
        scrollTo({ top: y, behavior: 'instant' });
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });
    const policy = (await page.locator('meta[http-equiv=content-security-policy]').getAttribute('content'))!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-');
    expect(policy).not.toMatch(/https?:|\*/);
    expect(visit.faults).toEqual([]);
    const { headers } = await fetch(origin + path);
    expect(headers.get('content-security-policy')).toBe("frame-ancestors 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
  });

  it.each([360, 768, 1000, 1280, 1920, 2560])(
    'never scrolls sideways at %i px, with everything unfolded',
    async (width) => {
      for (const path of pages) {
        const page = await open(path, { viewport: { width, height: 900 } });
        await unfold(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(width);
      }
    },
  );

  it.each([
    { path: '/', colorScheme: 'light' as const, contrast: 'no-preference' as const },
    { path: '/', colorScheme: 'dark' as const, contrast: 'no-preference' as const },
    { path: '/', colorScheme: 'light' as const, contrast: 'more' as const },
    { path: '/', colorScheme: 'dark' as const, contrast: 'more' as const },
    { path: '/reproduction', colorScheme: 'light' as const, contrast: 'no-preference' as const },
    { path: '/reproduction', colorScheme: 'dark' as const, contrast: 'no-preference' as const },
    { path: '/not-there', colorScheme: 'light' as const, contrast: 'no-preference' as const },
    { path: '/not-there', colorScheme: 'dark' as const, contrast: 'no-preference' as const },
  ])(
    '$path has no accessibility violations, unfolded, $colorScheme, contrast $contrast',
    async ({ path, ...options }) => {
      const page = await open(path, options);
      const coloursOnly = options.colorScheme === 'dark' || options.contrast === 'more';
      await unfold(page);
      if (path === '/') {
        await page.locator('a.cite').first().click();
        await card(page).waitFor();
      }
      expect(await violationsOf(page, { coloursOnly })).toEqual([]);
    },
    // The article has ten thousand elements, which axe looks at one by one.
    180_000,
  );

  it.each([360, 768, 1280])('moves nothing while fonts and scripts come late, at %i px', async (width) => {
    const page = await visit.newPage({ viewport: { width, height: 800 } });
    await page.route(/\.(woff2|js)$/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500));
      await route.continue();
    });
    await page.addInitScript(() => {
      Object.assign(globalThis, { shifts: [] });
      new PerformanceObserver((list) => {
        const { shifts } = globalThis as unknown as { shifts: string[] };
        for (const entry of list.getEntries()) {
          const { value, sources } = entry as unknown as { value: number; sources: { node: Element | null }[] };
          shifts.push(`${value}: ${sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 99)).join()}`);
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(origin);
    await page.waitForTimeout(1500);
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: string[] }).shifts)).toEqual([]);
  });

  it('keeps lines of text between 45 and 80 characters where there is room', async () => {
    for (const width of [768, 1280, 1920, 2560]) {
      const page = await open('/', { viewport: { width, height: 900 } });
      const characters = await page.locator('#opening').evaluate((heading) => {
        const paragraph = heading.nextElementSibling!;
        const range = document.createRange();
        range.selectNodeContents(paragraph);
        const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)));
        return paragraph.textContent.length / lines.size;
      });
      expect(characters, `${width} px`).toBeGreaterThan(45);
      expect(characters, `${width} px`).toBeLessThan(80);
    }
  });

  it('prints everything that is folded, with notes and addresses', async () => {
    const page = await open('/');
    await page.emulateMedia({ media: 'print' });
    const shown = (selector: string) => page.locator(selector).first().isVisible();
    expect(await shown('.step .formula')).toBe(true);
    expect(await shown('#note-deep-linear')).toBe(true);
    expect(await shown('.toolbar')).toBe(false);
    expect(await shown('.contents')).toBe(false);
    const address = await page
      .locator('.section a[href^="https:"]:not(.references a)')
      .first()
      .evaluate((link) => getComputedStyle(link, '::after').content);
    expect(address).toContain('https:');
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.byteLength).toBeGreaterThan(50_000);
  });
});
