import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** What keeps somebody from using the page, or a part of it, as it is now in one theme; nothing when all is well. */
export async function barriers(page: Page, theme: Theme, within = 'html'): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.waitForFunction((t) => (document.documentElement.dataset.theme ?? t) === t, theme)
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((a) => a.playState === 'finished' || a.effect?.getComputedTiming().endTime === Infinity),
  )
  await page.addStyleTag({ content: '*, ::before, ::after { transition: none !important }' })
  const found = await new AxeBuilder({ page }).include(within).analyze()
  return found.violations.map((v) => `${theme} ${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`)
}

/** What is wider than the window and moves the page sideways; nothing when all fits. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('main')]
      .filter((e) => e.scrollWidth > e.clientWidth)
      .map((e) => `${e.tagName} ${e.scrollWidth} > ${e.clientWidth}`),
  )
}
