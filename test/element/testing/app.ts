/** An app as a customer of ours may have one: a page with the chat somewhere in it. */
import '../../../src/chat/define.js';

document.body.innerHTML = '<main><h1>Our shop</h1><segue-chat deployment-id="shop" lang="en"></segue-chat></main>';
