package dev.mettle.conformance.judge;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value operations written down once more, as plainly as possible and without a look at the
 * kernels, so that a defect of a kernel cannot hide behind itself.
 */
public final class ReferenceJudge implements Judge {

  /** An expression whose operands are being evaluated. */
  private record Open(Expression call, List<Atom> values) {}

  /** The judge. */
  public ReferenceJudge() {}

  @Override
  public String name() {
    return "the kit's reference";
  }

  @Override
  public Optional<Atom> evaluate(Atom meaning, Map<String, Atom> values) {
    Deque<Open> open = new ArrayDeque<>();
    Atom next = meaning;
    while (true) {
      @Nullable Atom value;
      if (next instanceof Variable variable) {
        value = values.getOrDefault(variable.name(), variable);
      } else if (next instanceof Expression call && call.size() > 0) {
        if (!ReferenceOperations.knows(call.head().toString())) {
          return Optional.empty();
        }
        open.push(new Open(call, new ArrayList<>()));
        value = null;
      } else {
        value = next;
      }
      while (true) {
        Open top = open.peek();
        if (value != null) {
          if (top == null) {
            return Optional.of(value);
          }
          top.values().add(value);
        }
        if (top == null) {
          return Optional.empty();
        }
        int done = top.values().size();
        if (done < top.call().size() - 1) {
          next = top.call().get(done + 1);
          break;
        }
        open.pop();
        value = apply(top);
      }
    }
  }

  private static Atom apply(Open call) {
    for (Atom operand : call.values()) {
      if (operand == Symbols.EMPTY || Symbols.isError(operand)) {
        return operand;
      }
    }
    return ReferenceOperations.apply((Symbol) call.call().head(), call.values());
  }
}
