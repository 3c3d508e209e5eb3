/**
 * Loops over an object's own keys where a library loops over the inherited ones, too: on a page whose `Object.prototype`
 * was added to, valibot would look for the addition in every frame.
 */
import type { Plugin } from 'rollup';

export const ownKeys: Plugin = {
  name: 'own-keys',
  transform(code, id) {
    if (!/[\\/]node_modules[\\/]valibot[\\/]/.test(id)) return null;
    const own = code.replace(/for \((const|let) (\w+) in ([\w.]+)\)/g, 'for ($1 $2 of Object.keys($3))');
    if (own === code || /for \(\w+ \w+ in /.test(own)) throw new Error('valibot no longer loops as it did');
    return { code: own, map: null };
  },
};
