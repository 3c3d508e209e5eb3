/** Spanish words of the menu's further rows. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'Guardar este chat',
  soundOn: 'Activar el sonido',
  soundOff: 'Desactivar el sonido',
  chatWith: 'Chat con {shop}',
  you: 'Usted',
};
