/** Arabic words of the menu's further rows. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'حفظ هذه المحادثة',
  soundOn: 'تشغيل الصوت',
  soundOff: 'إيقاف الصوت',
  chatWith: 'محادثة مع {shop}',
  you: 'أنت',
};
