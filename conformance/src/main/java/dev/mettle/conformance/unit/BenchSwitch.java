package dev.mettle.conformance.unit;

import dev.mettle.backend.spi.SwitchSite;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Variable;

/** The table of a switch. */
final class BenchSwitch extends SwitchSite {

  private final Expression keys;

  BenchSwitch(Expression keys) {
    this.keys = keys;
  }

  @Override
  public int targetOf(Atom atom) {
    if (atom instanceof Variable) {
      return 0;
    }
    for (int i = 0; i < keys.size(); i++) {
      if (fits(keys.get(i), atom)) {
        return i + 2;
      }
    }
    return 1;
  }

  private static boolean fits(Atom key, Atom atom) {
    if (!(key instanceof Expression wanted)) {
      return key.equals(atom);
    }
    return atom instanceof Expression e
        && e.size() == ((LongAtom) wanted.get(wanted.size() - 1)).value()
        && (wanted.size() == 1 || e.get(0) == wanted.get(0));
  }
}
