import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env['CONFAB_DEV_SERVER'] ?? 'http://localhost:8080';

export default defineConfig({
  base: './',
  plugins: [vue()],
  resolve: {
    alias: {
      '@confab/engine': source('../engine/src/index.ts'),
      '@confab/roomkit': source('../roomkit/src/index.ts'),
    },
  },
  build: { target: 'es2022', outDir: '../dist', emptyOutDir: true },
  server: {
    proxy: {
      '/ws': { target: server, ws: true },
      '/demo': { target: server },
    },
  },
});
