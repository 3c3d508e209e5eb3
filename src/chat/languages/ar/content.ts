/** Arabic words of what there is to choose in a message. */
import type { ContentTranslation } from '../translation.js';

export const content: ContentTranslation = {
  chosen: 'الاختيار',
  chooseSeveral: 'إرسال الاختيار',
  showAll: 'عرض الكل ({n})',
  timesIn: 'الأوقات بتوقيت {zone}',
  opensNewTab: 'يُفتح في علامة تبويب جديدة',
};
