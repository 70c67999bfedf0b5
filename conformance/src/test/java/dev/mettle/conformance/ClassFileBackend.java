package dev.mettle.conformance;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmField;
import dev.mettle.backend.jvm.JvmMethod;
import dev.mettle.backend.jvm.assembler.JvmBackend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.SpecVersion;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.attribute.SourceFileAttribute;

/** A right backend. The wrong ones differ from it in one point each. */
class ClassFileBackend extends JvmBackend {

  static final BackendDescriptor DESCRIPTOR =
      new BackendDescriptor("classfile", "1", new SpecVersion(1, 0), translatedOpcodes(), 1);

  @Override
  public BackendDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /** The emitter; wrong backends give another one. */
  protected JvmEmitter emitter(CodeBuilder code, int labelCount) {
    return new ClassFileEmitter(code, labelCount);
  }

  @Override
  protected byte[] assemble(JvmClass type) {
    return ClassFile.of()
        .build(
            type.name(),
            builder -> {
              builder.withFlags(JvmClass.CLASS_FLAGS);
              if (!type.sourceFile().isEmpty()) {
                builder.with(SourceFileAttribute.of(type.sourceFile()));
              }
              for (JvmField field : type.fields()) {
                builder.withField(field.name(), field.type(), JvmClass.FIELD_FLAGS);
              }
              for (JvmMethod method : type.methods()) {
                builder.withMethodBody(
                    method.name(),
                    method.type(),
                    JvmClass.METHOD_FLAGS,
                    code -> method.writeTo(emitter(code, method.labelCount())));
              }
            });
  }
}
