package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;
import java.nio.file.Path;

/** {@code load-facts}. */
final class LoadFacts implements Twin {

  private final Facts edges;

  LoadFacts(Path file) {
    edges = FactFile.read(file, "edge");
  }

  @Override
  public Atom main(int size) {
    return edges.withSecond(LongAtom.of(Math.subtractExact(size, 1))).getFirst().get(1);
  }
}
