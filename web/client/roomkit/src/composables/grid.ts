const GAP = 12;
const RATIO = 16 / 9;
const SMALLEST_RATIO = 3 / 4;

export interface Tiling {
  columns: number;
  width: number;
  height: number;
}

/** The columns that make `count` pictures as large as they can be in a box of that size. */
export function tiling(count: number, boxWidth: number, boxHeight: number): Tiling {
  let best: Tiling = { columns: 1, width: 0, height: 0 };
  for (let columns = 1; columns <= Math.max(1, count); columns++) {
    const rows = Math.ceil(count / columns);
    const cellWidth = (boxWidth - GAP * (columns - 1)) / columns;
    const cellHeight = (boxHeight - GAP * (rows - 1)) / rows;
    // A narrow screen may show pictures upright rather than tiny.
    const width = Math.min(cellWidth, cellHeight * RATIO);
    const height = Math.min(
      cellHeight,
      width / SMALLEST_RATIO,
      Math.max(width / RATIO, tall(boxWidth, boxHeight, width)),
    );
    if (width * height > best.width * best.height)
      best = { columns, width: Math.floor(width), height: Math.floor(height) };
  }
  return best;
}

const tall = (boxWidth: number, boxHeight: number, width: number) =>
  boxHeight > boxWidth ? width / SMALLEST_RATIO : 0;

export const tilesPerPage = (boxWidth: number): number => (boxWidth < 640 ? 6 : boxWidth < 1100 ? 9 : 12);
