package dev.mettle.conformance;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.assembler.ClassFileEmitter;
import dev.mettle.backend.jvm.assembler.JvmBackend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.SpecVersion;
import java.lang.classfile.CodeBuilder;

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
    return ClassFileEmitter.classFile(type, this::emitter);
  }
}
