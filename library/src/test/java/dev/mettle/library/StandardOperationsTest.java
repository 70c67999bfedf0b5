package dev.mettle.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.operation.Alternatives;
import dev.mettle.vm.operation.Operation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The operations of every program, called with evaluated arguments. */
class StandardOperationsTest {

  private static final OperationCalls CALLS = OperationCalls.of(StandardLibrary.operations());

  /** Calls and answers, one a line; the answers were recorded from the reference. */
  @ParameterizedTest
  @CsvFileSource(
      resources = "operations.txt",
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 4096)
  void answersAsTheReference(String call, String answer) {
    Expression e = (Expression) OperationCalls.read(call);
    Atom result = CALLS.call(((Symbol) e.get(0)).name(), e.toArray(1, e.size()));
    String text =
        result instanceof Alternatives several
            ? String.join(", ", several.results().stream().map(Atom::toString).toList())
            : result == Symbols.NOT_REDUCIBLE ? call : result.toString();
    assertEquals(answer, text.replaceAll("#\\d+", "#"));
  }

  @Test
  void namesAreUnique() {
    Set<String> names = new HashSet<>();
    for (Operation operation : StandardLibrary.operations()) {
      assertTrue(names.add(operation.name()), operation.name());
    }
  }

  @Test
  void documentationFitsTheType() {
    for (Operation operation : StandardLibrary.operations()) {
      if (operation.type() instanceof Expression type) {
        operation
            .doc()
            .ifPresent(
                doc ->
                    assertEquals(type.size() - 2, doc.parameters().size(), () -> operation.name()));
      }
    }
    assertEquals(
        "(@doc not (@desc \"The opposite of a Bool value.\") (@params ((@param \"a Bool\")))"
            + " (@return \"the other Bool\"))",
        CALLS.operation("not").doc().orElseThrow().toAtom(CALLS.operation("not")).toString());
  }

  @Test
  void prints() {
    assertEquals(Expression.EMPTY, CALLS.call("println!", StringAtom.of("a\"b")));
    CALLS.call("println!", Expression.of(StringAtom.of("a")));
    assertEquals("a\"b\n(\"a\")\n", CALLS.printed());
    assertEquals(Symbol.of("x"), CALLS.call("trace!", StringAtom.of("s"), Symbol.of("x")));
    assertEquals("\"s\"\n", CALLS.printed());
    CALLS.call(
        "print-alternatives!",
        StringAtom.of("n"),
        Expression.of(StringAtom.of("a"), Expression.of(StringAtom.of("b"))));
    assertEquals("2 n:\n    a\n    (\"b\")\n", CALLS.printed());
  }

  @Test
  void statesChange() {
    Atom state =
        CALLS.call("_new-state", NumberAtom.of(5), Expression.of(Symbols.NUMBER, Symbols.STRING));
    Atom equal = CALLS.call("_new-state", NumberAtom.of(5), Expression.of(Symbols.NUMBER));
    assertEquals("(State 5)", state.toString());
    assertEquals(BoolAtom.TRUE, CALLS.call("==", state, equal));
    assertEquals(state, CALLS.call("change-state!", state, NumberAtom.of(6)));
    assertEquals(NumberAtom.of(6), CALLS.call("get-state", state));
    assertEquals(BoolAtom.FALSE, CALLS.call("==", state, equal));
  }

  @Test
  void integersAreExact() {
    Atom huge = NumberAtom.of(BigInteger.TEN.pow(400));
    assertEquals(huge, CALLS.call("abs-math", huge));
    assertEquals(huge, CALLS.call("floor-math", huge));
    assertEquals(BoolAtom.FALSE, CALLS.call("isinf-math", huge));
    assertTrue(
        CALLS.call("index-atom", Expression.of(huge), huge).toString().endsWith("out of bounds)"));
  }

  @Test
  void setOperationsAreLinear() {
    List<Atom> many = new ArrayList<>();
    for (int i = 0; i < 200_000; i++) {
      many.add(Expression.of(Symbol.of("p"), NumberAtom.of(i), Variable.of("v" + i)));
    }
    Expression list = Expression.of(many);
    assertEquals(list, CALLS.call("unique-atom", list));
    assertEquals(list, CALLS.call("intersection-atom", list, list));
    assertEquals(Expression.EMPTY, CALLS.call("subtraction-atom", list, list));
  }
}
