import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [vue()],
  build: {
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: 'src/index.ts',
      formats: ['es'],
      fileName: () => 'roomkit.js',
      cssFileName: 'roomkit',
    },
    rollupOptions: { external: ['vue', 'pinia', '@confab/engine'] },
  },
});
