package dev.mettle.conformance.differential;

import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Calls of library functions with too few, too many and wrong arguments: each function with up to
 * four arguments of every kind, all combinations up to two of them and a fixed choice beyond.
 *
 * @since 1.0
 */
public final class CallTable {

  private static final String DECLARATIONS =
      """
      !(bind! &sp (new-space))
      !(bind! &st (new-state 0))
      (: typed Letter)
      (fact 1)
      (= (two) 1)
      (= (two) 2)
      """;

  private static final String ARGUMENTS =
      """
      7 -2.5 "text" True untyped typed $v0 () (b a) (1 2) (untyped $v1) (+ 1 2) (+ 1 untyped)
      (+ 1 "text") (Error it failed) Empty (two) &sp &self &st Number (-> Number Bool)
      """;

  private static final int MAX_ARGUMENTS = 4;
  private static final int SAMPLES = 150;
  private static final int CALLS_PER_SCRIPT = 40;

  private final List<Script.Form> declarations = new ArrayList<>();
  private final List<Atom> arguments;

  /** The table. */
  public CallTable() {
    boolean evaluated = false;
    for (Atom atom : read(DECLARATIONS)) {
      if (atom == Symbol.of("!")) {
        evaluated = true;
      } else {
        declarations.add(new Script.Form(evaluated, atom));
        evaluated = false;
      }
    }
    arguments = read(ARGUMENTS);
  }

  private static List<Atom> read(String text) {
    try {
      AtomReader reader =
          new AtomReader(new SourceText("call table", text), Tokenizer.withLiterals());
      List<Atom> atoms = new ArrayList<>();
      for (Optional<Atom> next = reader.read(); next.isPresent(); next = reader.read()) {
        atoms.add(next.get());
      }
      return List.copyOf(atoms);
    } catch (SyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Programs that call {@code function}, many calls in each. */
  public Stream<Script> scripts(String function) {
    List<Script> scripts = new ArrayList<>();
    List<Expression> calls = calls(Symbol.of(function));
    for (int from = 0; from < calls.size(); from += CALLS_PER_SCRIPT) {
      List<Script.Form> forms = new ArrayList<>(declarations);
      for (Expression call : calls.subList(from, Math.min(calls.size(), from + CALLS_PER_SCRIPT))) {
        // An Error as a result would end the program.
        forms.add(new Script.Form(true, Expression.of(Symbol.of("collapse"), call)));
      }
      scripts.add(new Script(function + " from call " + from, forms));
    }
    return scripts.stream();
  }

  /** How many calls one of these programs makes. */
  public int calls(Script script) {
    return script.forms().size() - declarations.size();
  }

  private List<Expression> calls(Symbol function) {
    List<Expression> calls = new ArrayList<>();
    calls.add(Expression.of(function));
    for (Atom first : arguments) {
      calls.add(Expression.of(function, first));
    }
    for (Atom first : arguments) {
      for (Atom second : arguments) {
        calls.add(Expression.of(function, first, second));
      }
    }
    Random random = new Random(function.name().hashCode());
    for (int count = 3; count <= MAX_ARGUMENTS; count++) {
      for (int i = 0; i < SAMPLES; i++) {
        Atom[] call = new Atom[count + 1];
        call[0] = function;
        for (int j = 1; j <= count; j++) {
          call[j] = arguments.get(random.nextInt(arguments.size()));
        }
        calls.add(Expression.owning(call));
      }
    }
    return calls;
  }

  /** The program with one of its calls at a time, for programs that cannot be judged as a whole. */
  public Stream<Script> singly(Script script) {
    return script.forms().stream()
        .skip(declarations.size())
        .map(
            form -> {
              List<Script.Form> forms = new ArrayList<>(declarations);
              forms.add(form);
              return new Script(script.name(), forms);
            });
  }
}
