/** German words of the menu's further rows, and of a long transcript. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'Diesen Chat speichern',
  soundOn: 'Ton an',
  soundOff: 'Ton aus',
  notifyOn: 'Benachrichtigungen an',
  notifyOff: 'Benachrichtigungen aus',
  notifyBlocked: 'Ihr Browser blockiert Benachrichtigungen dieser Seite. Erlauben Sie sie in den Einstellungen für diese Website und schalten Sie sie dann hier ein.',
  closeNote: 'Diesen Hinweis schließen',
  invitesYou: '{agent} lädt Sie zum Video ein.',
  chatWith: 'Chat mit {shop}',
  you: 'Sie',
  fromShop: '{agent} von {shop}',
  now: 'jetzt',
  dismissMessage: 'Nachricht ausblenden',
  earlier: 'Frühere Nachrichten werden geladen',
};
