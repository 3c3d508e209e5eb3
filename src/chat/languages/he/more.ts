/** Hebrew words of the menu's further rows. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'שמירת השיחה',
  soundOn: 'הפעלת צליל',
  soundOff: 'כיבוי צליל',
  chatWith: 'צ׳אט עם {shop}',
  you: 'אני',
};
