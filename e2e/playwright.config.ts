import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

/** The system's Chromium: its own downloads are not used. */
function chromium(): string {
  const places = [
    process.env.XINGFU_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ]
  const found = places.find((place) => place && existsSync(place))
  if (!found)
    throw new Error('No Chromium was found. Install it (Debian: apt install chromium) or set XINGFU_CHROMIUM.')
  return found
}

export default defineConfig({
  testDir: 'tests',
  globalSetup: './server.ts',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 2,
  retries: 1, // what passes only then is told by name at the end of make test
  // The pages are only looked at, so two can be at once; what people do changes what others see.
  projects: [
    { name: 'faces', testMatch: 'faces.spec.ts', fullyParallel: true },
    { name: 'deeds', testIgnore: 'faces.spec.ts', workers: 1, dependencies: ['faces'] },
  ],
  reporter: 'list',
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    contextOptions: { reducedMotion: 'reduce' }, // a click into a menu that is still growing hits its neighbour
    launchOptions: {
      executablePath: chromium(),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
})
