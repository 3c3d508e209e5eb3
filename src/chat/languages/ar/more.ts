/** Arabic words of the menu's further rows, and of a long transcript. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'حفظ هذه المحادثة',
  soundOn: 'تشغيل الصوت',
  soundOff: 'إيقاف الصوت',
  notifyOn: 'تشغيل الإشعارات',
  notifyOff: 'إيقاف الإشعارات',
  notifyBlocked: 'يحظر متصفحك إشعارات هذه الصفحة. اسمح بها في إعداداته لهذا الموقع، ثم شغّلها هنا.',
  closeNote: 'إغلاق هذه الملاحظة',
  invitesYou: 'دعوة إلى الفيديو من {agent}.',
  chatWith: 'محادثة مع {shop}',
  you: 'أنت',
  fromShop: '{agent} من {shop}',
  now: 'الآن',
  dismissMessage: 'إخفاء الرسالة',
  earlier: 'جارٍ تحميل الرسائل السابقة',
};
