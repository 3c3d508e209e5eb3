/** The platform's version, put in by the build; from the source it is `source`. */
declare const __SEGUE_VERSION__: string | undefined;

export const version: string = typeof __SEGUE_VERSION__ === 'string' ? __SEGUE_VERSION__ : 'source';
