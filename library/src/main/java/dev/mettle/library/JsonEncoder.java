package dev.mettle.library;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.Candidates;
import java.util.ArrayDeque;

/** Writes atoms as JSON, on a stack of its own. */
final class JsonEncoder {

  /** Below, a float is written with an exponent. */
  private static final double LEAST_PLAIN = 1e-5;

  private final StringBuilder out = new StringBuilder();
  private final ArrayDeque<Open> open = new ArrayDeque<>();

  private JsonEncoder() {}

  static String encode(Atom atom) throws JsonException {
    JsonEncoder encoder = new JsonEncoder();
    encoder.write(atom);
    while (!encoder.open.isEmpty()) {
      Interruption.check();
      encoder.goOn(encoder.open.element());
    }
    return encoder.out.toString();
  }

  /** A list or an object that is being written. */
  private sealed interface Open {}

  private static final class OpenList implements Open {
    final Expression list;
    int next;

    OpenList(Expression list) {
      this.list = list;
    }
  }

  private static final class OpenObject implements Open {
    final Candidates pairs;
    boolean first = true;

    OpenObject(Candidates pairs) {
      this.pairs = pairs;
    }
  }

  private void goOn(Open innermost) throws JsonException {
    switch (innermost) {
      case OpenList l -> {
        if (l.next == l.list.size()) {
          out.append(']');
          open.pop();
        } else {
          if (l.next > 0) {
            out.append(", ");
          }
          write(l.list.get(l.next++));
        }
      }
      case OpenObject o -> {
        if (!o.pairs.hasNext()) {
          out.append('}');
          open.pop();
        } else {
          if (!o.first) {
            out.append(", ");
          }
          o.first = false;
          writePair(o.pairs.next());
        }
      }
    }
  }

  private void writePair(Atom atom) throws JsonException {
    if (!(atom instanceof Expression pair) || pair.size() != 2) {
      throw new JsonException(
          "Input space must be a dictionary space consists of key-value pairs only or empty space."
              + " Use dict-space function");
    }
    if (!(pair.get(0) instanceof StringAtom key)) {
      throw new JsonException("Key/value pair is expected, key must be a string");
    }
    writeString(key.value());
    out.append(':');
    write(pair.get(1));
  }

  private void write(Atom atom) throws JsonException {
    switch (atom) {
      case Symbol s -> {
        if (s.name().equals("null")) {
          out.append("null");
        } else {
          writeString(JsonDecoder.SYMBOL_PREFIX + s.name());
        }
      }
      case Variable v -> writeString(JsonDecoder.VARIABLE_PREFIX + v.toString().substring(1));
      case Expression e -> {
        out.append('[');
        open.push(new OpenList(e));
      }
      case BoolAtom b -> out.append(b.value());
      case StringAtom s -> writeString(s.value());
      case DoubleAtom d -> writeFloat(d);
      case NumberAtom n -> out.append(n);
      case AtomSpace space -> {
        out.append('{');
        open.push(new OpenObject(space.all()));
      }
      case GroundedValue other ->
          throw new JsonException("Encode failed for atom (unsupported type): {" + other + "}");
    }
  }

  private void writeFloat(DoubleAtom d) {
    double value = d.value();
    if (!Double.isFinite(value)) {
      // JSON has no word for these.
      out.append("null");
      return;
    }
    String text = d.toString();
    int e = text.indexOf('e');
    if (e < 0) {
      out.append(text);
    } else if (Math.abs(value) < 1 && Math.abs(value) >= LEAST_PLAIN) {
      int sign = value < 0 ? 1 : 0;
      int exponent = -Integer.parseInt(text.substring(e + 1));
      out.append(text, 0, sign).append("0.").repeat('0', exponent - 1);
      out.append(text.substring(sign, e).replace(".", ""));
    } else {
      out.append(text, 0, e + 1)
          .append(value < 1 && value > -1 ? "" : "+")
          .append(text, e + 1, text.length());
    }
  }

  private void writeString(String text) {
    Interruption.checkBefore(text.length());
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(c < 0x10 ? "0" : "").append(Integer.toHexString(c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
