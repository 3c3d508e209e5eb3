/** What somebody may write who wants a page to run it, or to look like something else: in names, messages, files, links and settings. */
export const corpus: readonly string[] = [
  '<img src=x onerror="window.hacked = 1">',
  '"><img src=x onerror="window.hacked=1">',
  '<script>window.hacked = 1</script>',
  '</style><script>window.hacked=1</script>',
  '"><svg onload=window.hacked=1>',
  '<svg><animate onbegin=window.hacked=1 attributeName=x dur=1s>',
  '<math><mtext><form><mglyph><style></math><img src=x onerror=window.hacked=1>',
  '</p></div></template><iframe srcdoc="<script>parent.hacked=1</script>">',
  '<a href="javascript:window.hacked=1">x</a>',
  '[click](javascript:window.hacked=1)',
  'javascript:window.hacked=1',
  'java\tscript:window.hacked=1',
  'data:text/html,<script>window.hacked=1</script>',
  'https://x" onmouseover="window.hacked=1',
  '${window.hacked = 1}',
  '{{constructor.constructor("window.hacked=1")()}}',
  "';window.hacked=1;//",
  '<!--<img src=x onerror=window.hacked=1>-->',
  '?lit$1234567890$',
  '<?lit$>',
  '&lt;b&gt;not bold&lt;/b&gt;',
  'red}*{display:none',
  '\u202Edlrow',
  '__proto__',
];

/** What is in a root that would not be there with harmless values. */
export const strangers = (root: ParentNode): Element[] => [
  ...root.querySelectorAll('script, iframe, object, embed, math, form:not(.visit-form), img[src="x"], [onerror], [onload], [onmouseover], [onbegin], [srcdoc], a[href^="javascript:"], a[href^="data:"]'),
];
