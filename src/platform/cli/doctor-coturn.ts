/**
 * Which releases of coturn have faults that everybody knows, by the version that it says of itself.
 *
 * Sources: GHSA-6g6j-r9rf-cm7p and GHSA-j8mm-mpf8-gvjg of coturn/coturn, CVE-2026-43994. A distribution may have mended a
 * release without a new number, which is why this never says more than "look".
 */

interface Fault {
  /** The first release without it. */
  readonly mended: string;
  readonly means: string;
}

const faults: readonly Fault[] = [
  { mended: '4.5.2', means: 'peers on the relay’s own machine are reached by way of 0.0.0.0 and ::1 (CVE-2020-26262)' },
  { mended: '4.9.0', means: 'denied-peer-ip is got around with IPv4 addresses written as IPv6 (CVE-2026-27624)' },
  { mended: '4.10.0', means: 'with --oauth, a token may overwrite memory (CVE-2026-43994)' },
];

const numbers = (version: string): readonly number[] => version.split('.').map(Number);

function isOlder(version: string, than: string): boolean {
  const [a, b] = [numbers(version), numbers(than)];
  for (let index = 0; index < b.length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** The version, and the faults that its release had; undefined for other servers. */
export function coturnFaults(software: string | undefined): { readonly version: string; readonly faults: readonly Fault[] } | undefined {
  const version = /coturn-(\d+(?:\.\d+){1,3})/i.exec(software ?? '')?.[1];
  return version === undefined ? undefined : { version, faults: faults.filter(({ mended }) => isOlder(version, mended)) };
}
