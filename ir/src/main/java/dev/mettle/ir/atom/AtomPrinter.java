package dev.mettle.ir.atom;

import java.util.ArrayDeque;
import java.util.function.BiConsumer;

/**
 * Prints atoms without recursion over data.
 *
 * @since 1.0
 */
public final class AtomPrinter {

  private record Position(Expression expression, int next) {}

  private AtomPrinter() {}

  /** The text of {@code atom}, strings quoted and escaped. */
  public static String print(Atom atom) {
    StringBuilder out = new StringBuilder();
    print(atom, out);
    return out.toString();
  }

  /** The text of {@code atom}; a string on the top level comes raw, without quotes. */
  public static String printRaw(Atom atom) {
    return atom instanceof StringAtom s ? s.value() : print(atom);
  }

  /** Appends the text of {@code atom}. */
  public static void print(Atom atom, StringBuilder out) {
    print(atom, out, AtomPrinter::printLeaf);
  }

  /** Appends {@code atom}, everything but expressions as {@code leaves} writes it. */
  public static void print(Atom atom, StringBuilder out, BiConsumer<Atom, StringBuilder> leaves) {
    print(atom, out, Integer.MAX_VALUE, leaves);
  }

  /**
   * Appends the text of {@code atom} until {@code out} has some {@code most} characters: an atom
   * may be small in memory and have a text without end, since its parts may be shared.
   */
  public static void printBeginning(Atom atom, StringBuilder out, int most) {
    print(
        atom,
        out,
        most,
        (leaf, to) -> {
          if (leaf instanceof GroundedValue g) {
            g.displayBeginning(to, most);
          } else {
            printLeaf(leaf, to);
          }
        });
  }

  private static void print(
      Atom atom, StringBuilder out, int most, BiConsumer<Atom, StringBuilder> leaves) {
    if (!(atom instanceof Expression root)) {
      leaves.accept(atom, out);
      return;
    }
    ArrayDeque<Position> outer = new ArrayDeque<>();
    Expression current = root;
    int next = 0;
    int turn = 0;
    out.append('(');
    while (out.length() < most) {
      Interruption.check(++turn);
      if (next == current.size()) {
        out.append(')');
        Position back = outer.poll();
        if (back == null) {
          return;
        }
        current = back.expression();
        next = back.next();
        continue;
      }
      if (next > 0) {
        out.append(' ');
      }
      Atom child = current.get(next++);
      if (child instanceof Expression inner) {
        outer.push(new Position(current, next));
        current = inner;
        next = 0;
        out.append('(');
      } else {
        leaves.accept(child, out);
      }
    }
  }

  private static void printLeaf(Atom atom, StringBuilder out) {
    switch (atom) {
      case Symbol s -> out.append(s.name());
      case Variable v -> {
        out.append('$').append(v.name());
        if (v.number() != 0) {
          out.append('#').append(v.number());
        }
      }
      case Expression e -> print(e, out);
      case LongAtom n -> out.append(n.value());
      case BigIntegerAtom n -> LargeIntegers.print(n.value(), out);
      case DoubleAtom n -> out.append(FloatText.of(n.value()));
      case BoolAtom b -> out.append(b.value() ? "True" : "False");
      case StringAtom s -> StringText.quote(s.value(), out);
      case GroundedValue g -> out.append(g.display());
    }
  }
}
