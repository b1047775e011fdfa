import { defineConfig } from '@playwright/test'
import base from './playwright.config.js'

/** Takes the pictures of the documents: npm run pictures. */
export default defineConfig({ ...base, testDir: 'pictures' })
