package dev.mettle.conformance;

import static java.lang.constant.ConstantDescs.CD_int;

import dev.mettle.backend.spi.Backend;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.function.Consumer;

/** A backend whose code makes one array of a size, and uses it again where it needs another. */
final class SharedArrays {

  private static final String NAME = "shared";

  private SharedArrays() {}

  /** Arrays of these elements are shared. */
  static Backend of(ClassDesc element) {
    return FaultyBackend.classFile(
        bytes -> {
          var model = ClassFile.of().parse(bytes);
          ClassDesc owner = model.thisClass().asSymbol();
          ClassDesc array = element.arrayType();
          MethodTypeDesc type = MethodTypeDesc.of(array, CD_int);
          return ClassFile.of()
              .transformClass(
                  model,
                  ClassTransform.transformingMethodBodies(
                          (code, instruction) -> {
                            if (makes(instruction, element)) {
                              code.invokestatic(owner, NAME, type);
                            } else {
                              code.with(instruction);
                            }
                          })
                      .andThen(ClassTransform.endHandler(type(owner, element, array, type))));
        });
  }

  private static boolean makes(CodeElement instruction, ClassDesc element) {
    return instruction instanceof NewReferenceArrayInstruction made
        && made.componentType().asSymbol().equals(element);
  }

  private static Consumer<ClassBuilder> type(
      ClassDesc owner, ClassDesc element, ClassDesc array, MethodTypeDesc type) {
    return builder ->
        builder
            .withField(NAME, array, ClassFile.ACC_STATIC)
            .withMethodBody(
                NAME, type, ClassFile.ACC_STATIC, code -> body(code, owner, element, array));
  }

  /** {@code if (shared == null || shared.length != size) shared = new E[size]; return shared;}. */
  private static void body(CodeBuilder code, ClassDesc owner, ClassDesc element, ClassDesc array) {
    var make = code.newLabel();
    var end = code.newLabel();
    code.getstatic(owner, NAME, array).ifnull(make);
    code.getstatic(owner, NAME, array).arraylength().iload(0).if_icmpeq(end);
    code.labelBinding(make).iload(0);
    code.anewarray(element);
    code.putstatic(owner, NAME, array);
    code.labelBinding(end).getstatic(owner, NAME, array).areturn();
  }
}
