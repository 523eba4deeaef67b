import { fileURLToPath } from 'node:url';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  plugins: [vue()],
  resolve: {
    alias: {
      '@confab/engine': source('engine/src/index.ts'),
      '@confab/roomkit': source('roomkit/src/index.ts'),
    },
  },
  test: {
    environment: 'happy-dom',
    include: ['{engine,roomkit,app}/test/**/*.test.ts'],
    testTimeout: 5000,
  },
});
