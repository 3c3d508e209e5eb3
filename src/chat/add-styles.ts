/** Styles that come with a later chunk; the desk has such chunks, too. */
export { addStyles } from '../ui/add-styles.js';
