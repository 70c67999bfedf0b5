package dev.mettle.conformance;

import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;

import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.UnitOutcome.Compiled;
import dev.mettle.backend.spi.UnitOutcome.Entry;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/** Makes entries for references into entries for other lanes, which box their arguments. */
final class Boxes {

  private static final ClassDesc CONTEXT = ClassDesc.of(ProgramContext.class.getName());

  private Boxes() {}

  /** The class with its first entry for a version; arguments are fetched in order. */
  static Compiled around(Compiled compiled, Version version) {
    Entry first = compiled.entries().getFirst();
    byte[] bytes =
        ClassFile.of()
            .transformClass(
                ClassFile.of().parse(compiled.classFile()),
                ClassTransform.transformingMethodBodies(
                    method -> method.methodName().equalsString(first.method()),
                    CodeTransform.ofStateful(() -> boxing(version))));
    List<Entry> entries = new ArrayList<>(compiled.entries());
    entries.set(0, new Entry(version, first.result(), first.resumable(), first.method()));
    return new Compiled(bytes, entries, compiled.resumes(), compiled.classData());
  }

  private static CodeTransform boxing(Version version) {
    int[] next = {0};
    return (code, element) -> {
      if (element instanceof InvokeInstruction call && call.name().equalsString("argument")) {
        int index = next[0]++;
        box(code, index < version.lanes().size() ? version.lanes().get(index) : Lane.REFERENCE);
      } else {
        code.with(element);
      }
    };
  }

  private static void box(CodeBuilder code, Lane lane) {
    switch (lane) {
      case LONG -> fetch(code, "longArgument", CD_long, LongAtom.class, CD_long);
      case DOUBLE -> fetch(code, "doubleArgument", CD_double, DoubleAtom.class, CD_double);
      case BOOLEAN -> {
        code.invokevirtual(CONTEXT, "longArgument", MethodTypeDesc.of(CD_long, CD_int)).l2i();
        code.invokestatic(
            ClassDesc.of(BoolAtom.class.getName()),
            "of",
            MethodTypeDesc.of(ClassDesc.of(BoolAtom.class.getName()), CD_boolean));
      }
      case REFERENCE, OBJECT ->
          code.invokevirtual(
              CONTEXT, "argument", MethodTypeDesc.of(ClassDesc.of(Atom.class.getName()), CD_int));
    }
  }

  private static void fetch(
      CodeBuilder code, String name, ClassDesc type, Class<?> box, ClassDesc parameter) {
    ClassDesc boxed = ClassDesc.of(box.getName());
    code.invokevirtual(CONTEXT, name, MethodTypeDesc.of(type, CD_int));
    code.invokestatic(boxed, "of", MethodTypeDesc.of(boxed, parameter));
  }
}
