package dev.mettle.ir.text;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.BigIntegerAtom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.FloatText;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.StringText;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes constants so that they read back as the same atoms. Differs from how programs print atoms
 * where that would be ambiguous: a symbol that looks like something else is written {@code s"inf"},
 * a strange variable {@code $"a b"}, and a grounded value {@code g"name"}.
 */
final class ConstantText {

  /** Words that are values and no symbols. */
  static final Set<String> RESERVED = Set.of("True", "False", "inf", "-inf", "NaN");

  static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final Pattern PLAIN_SYMBOL =
      Pattern.compile("[A-Za-z_+*/%<>=!?&^~.:|-][A-Za-z0-9_+*/%<>=!?&^~.:|'-]*");
  private static final Pattern PLAIN_VARIABLE = Pattern.compile("[A-Za-z0-9_+*/%<>=!?&^~.:|-]*");

  private ConstantText() {}

  static String of(Atom atom) {
    StringBuilder out = new StringBuilder();
    write(atom, out);
    return out.toString();
  }

  static void write(Atom atom, StringBuilder out) {
    AtomPrinter.print(atom, out, ConstantText::writeLeaf);
  }

  private static void writeLeaf(Atom atom, StringBuilder out) {
    switch (atom) {
      case Symbol s -> writeSymbol(s.name(), out);
      case Variable v -> writeVariable(v, out);
      case Expression e -> write(e, out);
      case LongAtom n -> out.append(n.value());
      case BigIntegerAtom n -> out.append(n.value());
      case DoubleAtom n -> out.append(FloatText.of(n.value()));
      case BoolAtom b -> out.append(b.value() ? "True" : "False");
      case StringAtom s -> StringText.quote(s.value(), out);
      case GroundedValue g -> StringText.quote(g.display(), out.append('g'));
    }
  }

  static void writeSymbol(String name, StringBuilder out) {
    if (PLAIN_SYMBOL.matcher(name).matches()
        && !RESERVED.contains(name)
        && !NUMBER.matcher(name).matches()) {
      out.append(name);
    } else {
      StringText.quote(name, out.append('s'));
    }
  }

  private static void writeVariable(Variable variable, StringBuilder out) {
    out.append('$');
    if (PLAIN_VARIABLE.matcher(variable.name()).matches()) {
      out.append(variable.name());
    } else {
      StringText.quote(variable.name(), out);
    }
    if (variable.number() != 0) {
      out.append('#').append(variable.number());
    }
    if (variable.slot() >= 0) {
      out.append('@').append(variable.slot());
    }
  }
}
