/** French words of the menu's further rows. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'Enregistrer ce chat',
  soundOn: 'Activer le son',
  soundOff: 'Couper le son',
  chatWith: 'Chat avec {shop}',
  you: 'Vous',
};
