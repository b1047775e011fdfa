import { fileURLToPath } from 'node:url';
import { type Plugin, runnerImport } from 'vite';

const source = fileURLToPath(new URL('./src', import.meta.url));
const named = 'virtual:texts/';

/**
 * Gives the texts of one language as the module virtual:texts/zh or virtual:texts/en, so that a browser loads only those
 * that it shows, while both languages of a text stand side by side where they are written.
 */
export function texts(): Plugin {
  return {
    name: 'texts',
    resolveId: (id) => (id.startsWith(named) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith(`\0${named}`)) return;
      const language = id.slice(named.length + 1) as 'zh' | 'en';
      const { module, dependencies } = await runnerImport<typeof import('./src/i18n/locales')>(
        `${source}/i18n/locales.ts`,
        {
          configFile: false,
          resolve: { alias: { '@': source } },
        },
      );
      for (const file of dependencies) this.addWatchFile(file);
      const all = Object.entries(module.locales()).map(([name, locale]) => [name, locale[language]]);
      return `export default ${JSON.stringify(Object.fromEntries(all))}`;
    },
  };
}
