package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import java.util.ArrayList;
import java.util.List;

/** {@code two-step-join}: a hash join. */
final class TwoStepJoin implements Twin {

  @Override
  public Atom main(int size) {
    Facts map = Facts.roads(size);
    List<Atom> all = new ArrayList<>();
    for (Expression first : map.all()) {
      for (Expression second : map.withFirst(first.get(2))) {
        all.add(Expression.of(first.get(1), second.get(2)));
      }
    }
    return LongAtom.of(Expression.of(all).size());
  }
}
