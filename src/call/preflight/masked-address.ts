/** Half of an address: enough for support to tell networks apart, too little to tell visitors apart. */

/** `203.0.113.7` becomes `203.0.x.x`, `2001:db8:1::2` becomes `2001:db8:x`; a name of mDNS stays the random name it is. */
export function maskAddress(address: string): string {
  if (address.endsWith('.local')) return 'x.local';
  const v4 = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(address);
  if (v4) return `${v4[1] ?? ''}.${v4[2] ?? ''}.x.x`;
  const [first = '', second = ''] = address.split(':');
  return address.includes(':') ? `${first}:${second}:x` : 'x';
}
