package dev.mettle.backend.bytebuddy;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.assembler.JvmBackend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.SpecVersion;

/** Compiles IR functions with Byte Buddy: classes by its DSL, code by a visitor under it. */
public final class ByteBuddyBackend extends JvmBackend {

  private static final BackendDescriptor DESCRIPTOR =
      new BackendDescriptor("bytebuddy", "0.1.0", new SpecVersion(1, 0), translatedOpcodes(), 100);

  /** For the service loader. */
  public ByteBuddyBackend() {}

  @Override
  public BackendDescriptor descriptor() {
    return DESCRIPTOR;
  }

  @Override
  protected byte[] assemble(JvmClass type) {
    return ByteBuddyAssembler.assemble(type);
  }
}
