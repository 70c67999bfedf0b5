package dev.mettle.vm.space;

/** What a space notes about its own changes, for snapshots and for what is remembered of it. */
final class SpaceHistory {

  Snapshot.Removal lastRemoval = new Snapshot.Removal(null);
  long lastSnapshot = -1;
  long ruleStamp;
  long typeStamp;

  /** Number of facts that are rows. */
  int rowCount;
}
