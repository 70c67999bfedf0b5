package dev.mettle.vm.query;

import dev.mettle.vm.space.Candidates;
import dev.mettle.vm.space.Entry;
import java.util.List;
import java.util.NoSuchElementException;

/** The stored atoms of several spaces that may match a pattern, one space after the other. */
final class EntryCursor {

  private final List<Candidates> parts;
  private int part;

  EntryCursor(List<Candidates> parts) {
    this.parts = parts;
  }

  boolean hasNext() {
    while (part < parts.size()) {
      if (parts.get(part).hasNext()) {
        return true;
      }
      part++;
    }
    return false;
  }

  Entry next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return parts.get(part).nextEntry();
  }
}
