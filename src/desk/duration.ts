/** Durations as the desk writes them: `8:12`, `1:24:07`, and waits under ten seconds as `6 s`. Input in milliseconds. */

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** `m:ss` under an hour, `h:mm:ss` above. Negative input counts as zero. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** A wait: `6 s` under ten seconds, else as `duration`. */
export function wait(ms: number): string {
  return ms < 10_000 ? `${Math.max(0, Math.round(ms / 1000))} s` : duration(ms);
}
