package dev.mettle.vm.code.heat;

import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.site.RowSite;
import java.util.List;

/**
 * How much hotter than others a function has to be before it is compiled. One whose queries have
 * several answers, or need unification, spends most of its time in the space and in choice points,
 * in the same methods with compiled code and without: so a call gains next to nothing, and a
 * million are needed to earn back what a class costs, HotSpot's work for it included.
 */
final class Patience {

  /** So many times hotter. */
  private static final int WITH_QUERIES = 256;

  private Patience() {}

  /** The factor for a unit of these functions. */
  static int with(List<Code> unit) {
    return unit.stream().anyMatch(Patience::hasQueries) ? WITH_QUERIES : 1;
  }

  private static boolean hasQueries(Code code) {
    long queries =
        code.function().code().stream().filter(i -> i.opcode() == Opcode.SPACE_MATCH).count();
    for (Object pooled : code.pool) {
      if (pooled instanceof RowSite site && site.isUnique()) {
        queries--;
      }
    }
    return queries > 0;
  }
}
