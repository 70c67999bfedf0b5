package dev.mettle.vm.space;

/** What a space notes about its own changes. */
final class SpaceHistory {

  Snapshot.Removal lastRemoval = new Snapshot.Removal(null);
  long lastSnapshot = -1;

  /** Number of facts that are rows. */
  int rowCount;
}
