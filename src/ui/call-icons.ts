/**
 * Glyphs that only a call shows: they travel in the call chunk. Those for later in the call: in-call-icons.ts.
 * Path data of lucide 1.62.0 (https://lucide.dev), ISC License, Copyright (c) Lucide Icons and Contributors; parts from
 * Feather, MIT, Copyright (c) Cole Bemis. Circles, lines and boxes are rewritten as paths so that an icon is one string
 * and unused ones vanish from a bundle. Grid 24 x 24, stroke only. See icon.ts for drawing them.
 */

export const micIcon = 'M12 19v3M19 10v2a7 7 0 0 1-14 0v-2M12 2h0a3 3 0 0 1 3 3v7a3 3 0 0 1 -3 3h0a3 3 0 0 1 -3 -3v-7a3 3 0 0 1 3 -3z';
export const micOffIcon = 'M12 19v3M15 9.34V5a3 3 0 0 0-5.68-1.33M16.95 16.95A7 7 0 0 1 5 12v-2M18.89 13.23A7 7 0 0 0 19 12v-2M2 2l20 20M9 9v3a3 3 0 0 0 5.12 2.12';
export const maximize2Icon = 'M15 3h6v6M21 3l-7 7M3 21l7-7M9 21H3v-6';
export const minimize2Icon = 'M14 10l7-7M20 10h-6V4M3 21l7-7M4 14h6v6';
export const volume2Icon = 'M11 4.702a.705.705 0 0 0-1.203-.498L6.413 7.587A1.4 1.4 0 0 1 5.416 8H3a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2.416a1.4 1.4 0 0 1 .997.413l3.383 3.384A.705.705 0 0 0 11 19.298zM16 9a5 5 0 0 1 0 6M19.364 18.364a9 9 0 0 0 0-12.728';
export const messageSquareIcon = 'M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z';
