/** French words of the menu's further rows, and of a long transcript. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'Enregistrer ce chat',
  soundOn: 'Activer le son',
  soundOff: 'Couper le son',
  notifyOn: 'Activer les notifications',
  notifyOff: 'Désactiver les notifications',
  notifyBlocked: 'Votre navigateur bloque les notifications de cette page. Autorisez-les dans ses paramètres pour ce site, puis activez-les ici.',
  closeNote: 'Fermer cette note',
  invitesYou: '{agent} vous invite en vidéo.',
  chatWith: 'Chat avec {shop}',
  you: 'Vous',
  fromShop: '{agent}, {shop}',
  now: 'à l’instant',
  dismissMessage: 'Masquer le message',
  earlier: 'Chargement des messages précédents',
};
