/** Milliseconds of this process's own processor time since `spent()` was called, so that a busy machine fails no test. */
export function spent(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}
