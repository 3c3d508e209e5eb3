/**
 * The chat as a developer of a single-page application has it: the element imported, the configuration a property, the
 * events listened to. `?deployment=` tries another deployment of the demo's configuration.
 */
import 'segue-chat/chat/define';
import { startDemoBar } from '../demo-bar.js';

startDemoBar('A customer');

const chat = document.querySelector('segue-chat');
const log = document.querySelector('#log');

if (chat !== null) {
  chat.config = {
    deploymentId: new URLSearchParams(location.search).get('deployment') ?? 'demo',
    allowMediaUpgrade: true,
    mediaTypes: ['chat', 'video'],
    videoChat: { enableVideo: true, enableAudio: true, cameraConstraints: { width: { ideal: 1280 }, height: { ideal: 720 } } },
    customer: { name: 'Jonas Weber' },
  };
  for (const name of ['segue-open', 'segue-close', 'segue-message', 'segue-upgrade', 'segue-call']) {
    chat.addEventListener(name, (event) => {
      const row = document.createElement('li');
      const detail: unknown = event instanceof CustomEvent ? event.detail : undefined;
      row.textContent = detail === undefined || detail === null ? name : `${name} ${JSON.stringify(detail)}`;
      log?.append(row);
    });
  }
}
