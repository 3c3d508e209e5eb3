/** Hebrew words of what there is to choose in a message. */
import type { ContentTranslation } from '../translation.js';

export const content: ContentTranslation = {
  chosen: 'נבחר',
  chooseSeveral: 'שליחת הבחירה',
  showAll: 'הצגת הכול ({n})',
  timesIn: 'שעות לפי {zone}',
  opensNewTab: 'נפתח בכרטיסייה חדשה',
};
