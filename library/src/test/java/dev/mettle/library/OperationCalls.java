package dev.mettle.library;

import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.operation.OperationContext;
import dev.mettle.vm.operation.ValueOperation;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.ChangeClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Calls operations by name, without an engine. */
final class OperationCalls {

  private final Map<String, Operation> operations = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final OperationContext context;

  private OperationCalls(List<Operation> list) {
    list.forEach(operation -> operations.put(operation.name(), operation));
    ChangeClock clock = new ChangeClock();
    PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
    PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8);
    context =
        new OperationContext() {
          @Override
          public PrintStream out() {
            return outStream;
          }

          @Override
          public PrintStream err() {
            return errStream;
          }

          @Override
          public AtomSpace newSpace() {
            return new AtomSpace("GroundingSpace-0x1", clock);
          }

          @Override
          public ChangeClock clock() {
            return clock;
          }

          @Override
          public List<String> arguments() {
            return List.of("in.txt", "two words");
          }

          @Override
          public Path file(String path) {
            return Path.of(path);
          }
        };
  }

  static OperationCalls of(String module) {
    return new OperationCalls(BuiltinModules.named(module).orElseThrow().operations());
  }

  static OperationCalls of(List<Operation> operations) {
    return new OperationCalls(operations);
  }

  OperationContext context() {
    return context;
  }

  Operation operation(String name) {
    Operation operation = operations.get(name);
    if (operation == null) {
      throw new IllegalArgumentException(name);
    }
    return operation;
  }

  Atom call(String name, Atom... arguments) {
    Atom[] children = new Atom[arguments.length + 1];
    children[0] = operation(name);
    System.arraycopy(arguments, 0, children, 1, arguments.length);
    return ((ValueOperation) operation(name)).apply(Expression.owning(children), context);
  }

  /** The atom of a text, in which nothing but literals are tokens. */
  static Atom read(String text) {
    try {
      return new AtomReader(new SourceText("test", text), Tokenizer.withLiterals())
          .read()
          .orElseThrow();
    } catch (SyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What was printed since the last question. */
  String printed() {
    String text = out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    out.reset();
    err.reset();
    return text;
  }
}
