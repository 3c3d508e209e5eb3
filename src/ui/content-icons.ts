/** Glyphs of what there is to choose. Path data of lucide, see icons.ts. */
export { checkIcon } from './icons.js';
export const externalLinkIcon = 'M15 3h6v6M10 14 21 3M18 13v6a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2h6';
