// Medians and percentiles, and how numbers are written.

/** The smallest value that a share of the values does not exceed. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

export const median = (values) => percentile(values, 0.5);
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
export const milliseconds = (value) => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
export const whole = (value) => Math.round(value).toLocaleString("en-GB");
