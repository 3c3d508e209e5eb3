/** German words of the menu's further rows. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'Diesen Chat speichern',
  soundOn: 'Ton an',
  soundOff: 'Ton aus',
  chatWith: 'Chat mit {shop}',
  you: 'Sie',
};
