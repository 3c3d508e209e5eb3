/** The version of this package, as the build writes it in. */
declare const __SEGUE_VERSION__: string | undefined;

export const version: string = typeof __SEGUE_VERSION__ === 'string' ? __SEGUE_VERSION__ : 'source';
