/**
 * The shop page's own script. The chat comes by the script tag; all this page adds is the demo bar, the colour swatches,
 * and `?deployment=` to try another deployment of the demo's configuration.
 */
import { startDemoBar } from '../demo-bar.js';

interface ChatQueue {
  push(call: readonly ['init', { readonly deploymentId: string }]): void;
}
declare global {
  interface Window {
    Segue?: ChatQueue;
  }
}

startDemoBar('A customer');

const deploymentId = new URLSearchParams(location.search).get('deployment');
if (deploymentId !== null) {
  window.Segue ??= [];
  window.Segue.push(['init', { deploymentId }]);
}

const finish = document.querySelector('#finish');
for (const swatch of document.querySelectorAll<HTMLInputElement>('.swatches input')) {
  swatch.addEventListener('change', () => {
    if (finish !== null) finish.textContent = swatch.value;
    document.documentElement.dataset['finish'] = swatch.id;
  });
}
