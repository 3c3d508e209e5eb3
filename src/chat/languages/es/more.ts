/** Spanish words of the menu's further rows, and of a long transcript. */
import type { MoreTranslation } from '../translation.js';

export const more: MoreTranslation = {
  saveChat: 'Guardar este chat',
  soundOn: 'Activar el sonido',
  soundOff: 'Desactivar el sonido',
  notifyOn: 'Activar las notificaciones',
  notifyOff: 'Desactivar las notificaciones',
  notifyBlocked: 'Su navegador bloquea las notificaciones de esta página. Permítalas en sus ajustes para este sitio y actívelas después aquí.',
  closeNote: 'Cerrar esta nota',
  invitesYou: '{agent} le invita a vídeo.',
  chatWith: 'Chat con {shop}',
  you: 'Usted',
  fromShop: '{agent} de {shop}',
  now: 'ahora',
  dismissMessage: 'Ocultar el mensaje',
  earlier: 'Cargando mensajes anteriores',
};
