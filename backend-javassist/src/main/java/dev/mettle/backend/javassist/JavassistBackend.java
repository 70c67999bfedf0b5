package dev.mettle.backend.javassist;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.assembler.JvmBackend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.SpecVersion;

/**
 * Compiles IR functions with Javassist's bytecode API. It is the fastest of the generators that
 * were measured, so it has the highest priority.
 */
public final class JavassistBackend extends JvmBackend {

  private static final BackendDescriptor DESCRIPTOR =
      new BackendDescriptor("javassist", "0.1.0", new SpecVersion(1, 0), translatedOpcodes(), 200);

  /** For the service loader. */
  public JavassistBackend() {}

  @Override
  public BackendDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  protected byte[] assemble(JvmClass type) {
    return JavassistAssembler.assemble(type);
  }
}
