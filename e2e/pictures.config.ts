import { defineConfig } from '@playwright/test'
import base from './playwright.config.js'

/** Takes the pictures of the documents: npm run pictures. */
export default defineConfig({
  ...base,
  testDir: 'pictures',
  projects: ['zh-CN', 'en-GB'].map((locale) => ({
    name: locale.slice(0, 2),
    use: {
      locale,
      viewport: { width: 1240, height: 700 },
      colorScheme: 'light',
      contextOptions: { reducedMotion: 'reduce' },
    },
  })),
})
