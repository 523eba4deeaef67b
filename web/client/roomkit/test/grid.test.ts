// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { tiling } from '../src/composables/grid';

describe('the grid of pictures', () => {
  it.each([
    [1, 1280, 640],
    [2, 1280, 640],
    [3, 1280, 640],
    [9, 1280, 640],
    [2, 370, 620],
    [5, 340, 560],
    [12, 1900, 900],
  ])('%i pictures fit into %i by %i', (count, width, height) => {
    const { columns, width: w, height: h } = tiling(count, width, height);
    const rows = Math.ceil(count / columns);
    expect(w * columns + 12 * (columns - 1)).toBeLessThanOrEqual(width);
    expect(h * rows + 12 * (rows - 1)).toBeLessThanOrEqual(height);
    expect(w).toBeGreaterThan(60);
  });

  it('stacks two pictures on a telephone and puts them side by side on a desk', () => {
    expect(tiling(2, 370, 620).columns).toBe(1);
    expect(tiling(2, 1280, 640).columns).toBe(2);
  });
});
