import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { texts } from './texts';

// The program that answers /api while the console is being developed.
const program = process.env.XINGFU_URL ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), texts()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  server: { proxy: { '/api': program, '/portal': program } },
  build: { target: 'es2022', chunkSizeWarningLimit: 900 },
  // A busy machine takes long over a test; that is no failure.
  test: {
    environment: 'jsdom',
    testTimeout: 30_000,
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test.setup.ts'],
  },
});
