/** Portuguese words of the menu's further rows. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'Salvar este chat',
  soundOn: 'Ativar o som',
  soundOff: 'Desativar o som',
  chatWith: 'Chat com {shop}',
  you: 'Você',
};
