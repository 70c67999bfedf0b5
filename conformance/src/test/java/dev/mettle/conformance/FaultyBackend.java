package dev.mettle.conformance;

import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FrameLayout.Slot;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitOutcome.Compiled;
import dev.mettle.backend.spi.UnitOutcome.Entry;
import dev.mettle.backend.spi.UnitOutcome.Resume;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.text.FunctionParser;
import dev.mettle.ir.text.FunctionPrinter;
import dev.mettle.ir.text.TextFormatException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** A right backend whose requests or results are spoiled on the way. */
final class FaultyBackend implements Backend {

  private static final Backend RIGHT = new ClassFileBackend();

  private final Function<UnitRequest, UnitOutcome> compile;

  private FaultyBackend(Function<UnitRequest, UnitOutcome> compile) {
    this.compile = compile;
  }

  @Override
  public BackendDescriptor descriptor() {
    return RIGHT.descriptor();
  }

  @Override
  public UnitOutcome compile(UnitRequest request) {
    return compile.apply(request);
  }

  /** What the right backend makes of a request. */
  static UnitOutcome right(UnitRequest request) {
    return RIGHT.compile(request);
  }

  /** Whatever it does with requests. */
  static Backend compiling(Function<UnitRequest, UnitOutcome> compile) {
    return new FaultyBackend(compile);
  }

  /** Asks for something else. */
  static Backend asking(UnaryOperator<UnitRequest> request) {
    return new FaultyBackend(r -> right(request.apply(r)));
  }

  /** Compiles functions with another text; frames go on in the true ones. */
  static Backend text(String part, String other) {
    return asking(
        r -> {
          List<UnitFunction> functions = new ArrayList<>();
          for (UnitFunction f : r.functions()) {
            String text = FunctionPrinter.print(f.function()).replaceAll(part, other);
            functions.add(
                new UnitFunction(
                    f.key(),
                    parsed(text, f.function()),
                    f.code(),
                    f.calls(),
                    f.switches(),
                    f.sites()));
          }
          return new UnitRequest(r.className(), functions, r.wanted(), r.guesses(), r.limits());
        });
  }

  private static IrFunction parsed(String text, IrFunction right) {
    try {
      return FunctionParser.parseAll(text, "faulty", word -> constant(word, right))
          .getFirst()
          .function();
    } catch (TextFormatException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** The grounded value of the right function that is written like this. */
  private static Optional<GroundedValue> constant(String word, IrFunction right) {
    return right.constants().stream()
        .filter(GroundedValue.class::isInstance)
        .map(GroundedValue.class::cast)
        .filter(value -> value.display().equals(word))
        .findFirst();
  }

  /** Gives something else. */
  static Backend giving(UnaryOperator<Compiled> outcome) {
    return new FaultyBackend(r -> right(r) instanceof Compiled c ? outcome.apply(c) : right(r));
  }

  /** Gives another class file. */
  static Backend classFile(UnaryOperator<byte[]> change) {
    return giving(
        c -> new Compiled(change.apply(c.classFile()), c.entries(), c.resumes(), c.classData()));
  }

  /** Says something else of each entry. */
  static Backend entries(UnaryOperator<Entry> change) {
    return giving(
        c ->
            new Compiled(
                c.classFile(),
                c.entries().stream().map(change).toList(),
                c.resumes(),
                c.classData()));
  }

  /** Says something else of each place where frames go on, given it and the first of them. */
  static Backend resumes(BinaryOperator<Resume> change) {
    return giving(
        c ->
            new Compiled(
                c.classFile(),
                c.entries(),
                c.resumes().stream().map(r -> change.apply(r, c.resumes().getFirst())).toList(),
                c.classData()));
  }

  /** Gives other class data. */
  static Backend data(UnaryOperator<List<Object>> data) {
    return giving(
        c -> new Compiled(c.classFile(), c.entries(), c.resumes(), data.apply(c.classData())));
  }

  /** Frames have other layouts, in the class data and where they go on. */
  static Backend layouts(UnaryOperator<FrameLayout> change) {
    return giving(
        c -> {
          IdentityHashMap<FrameLayout, FrameLayout> changed = new IdentityHashMap<>();
          List<Object> data = new ArrayList<>();
          for (Object object : c.classData()) {
            data.add(
                object instanceof FrameLayout layout
                    ? changed.computeIfAbsent(layout, change)
                    : object);
          }
          List<Resume> resumes = new ArrayList<>();
          for (Resume r : c.resumes()) {
            resumes.add(
                new Resume(
                    changed.computeIfAbsent(r.layout(), change),
                    r.target(),
                    r.delivered(),
                    r.result(),
                    r.method()));
          }
          return new Compiled(c.classFile(), c.entries(), resumes, data);
        });
  }

  /** Frames have other slots. */
  static Backend slots(UnaryOperator<List<Slot>> change) {
    return layouts(
        l ->
            new FrameLayout(
                l.code(), l.irOffset(), l.waits(), l.reason(), change.apply(l.slots())));
  }

  /** Gives other code. */
  static Backend code(CodeTransform transform) {
    return classFile(
        bytes ->
            ClassFile.of()
                .transformClass(
                    ClassFile.of().parse(bytes),
                    ClassTransform.transformingMethodBodies(transform)));
  }

  /** Code with something else in the place of some elements. */
  static <E extends CodeElement> Backend replacing(
      Class<E> type, Predicate<E> which, BiConsumer<CodeBuilder, E> by) {
    return code(
        (code, element) -> {
          if (type.isInstance(element) && which.test(type.cast(element))) {
            by.accept(code, type.cast(element));
          } else {
            code.with(element);
          }
        });
  }

  /** Code with something else in the place of calls of a method. */
  static Backend calls(String name, BiConsumer<CodeBuilder, InvokeInstruction> by) {
    return replacing(InvokeInstruction.class, call -> call.name().stringValue().equals(name), by);
  }
}
