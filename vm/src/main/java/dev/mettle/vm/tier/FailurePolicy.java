package dev.mettle.vm.tier;

/** What to do when a backend has a defect. The function is interpreted in any case. */
public enum FailurePolicy {
  /** Only note it in the statistics. */
  SILENT,
  /** Note it, and warn once for each function. */
  WARN,
  /** Note it, and throw a {@link BackendFailureException} to whoever called the function. */
  FAIL
}
