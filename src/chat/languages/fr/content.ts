/** French words of what there is to choose in a message. */
import type { ContentTranslation } from '../translation.js';

export const content: ContentTranslation = {
  chosen: 'Choisi',
  chooseSeveral: 'Envoyer le choix',
  showAll: 'Afficher les {n}',
  timesIn: 'Heures de {zone}',
  opensNewTab: 'ouvre un nouvel onglet',
};
