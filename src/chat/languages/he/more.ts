/** Hebrew words of the menu's further rows, and of a long transcript. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'שמירת השיחה',
  soundOn: 'הפעלת צליל',
  soundOff: 'כיבוי צליל',
  notifyOn: 'הפעלת התראות',
  notifyOff: 'השבתת התראות',
  notifyBlocked: 'הדפדפן חוסם התראות מהעמוד הזה. יש לאפשר אותן בהגדרות האתר בדפדפן, ואז להפעיל אותן כאן.',
  closeNote: 'סגירת ההודעה',
  invitesYou: 'הזמנה לווידאו מאת {agent}.',
  chatWith: 'צ׳אט עם {shop}',
  you: 'אני',
  fromShop: '{agent}, {shop}',
  now: 'עכשיו',
  dismissMessage: 'הסתרת ההודעה',
  earlier: 'טוען הודעות קודמות',
};
