/** Made by texts.ts beside vite.config.ts. */
declare module 'virtual:texts/*' {
  const texts: Record<string, import('.').Texts>;
  export default texts;
}
