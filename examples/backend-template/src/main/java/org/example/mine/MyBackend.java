package org.example.mine;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.assembler.ClassFileEmitter;
import dev.mettle.backend.jvm.assembler.JvmBackend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.SpecVersion;

/** A backend that writes down what the translator says, here with the JDK's Class-File API. */
public final class MyBackend extends JvmBackend {

  /** The name is what {@code --backend} takes. */
  private static final BackendDescriptor DESCRIPTOR =
      new BackendDescriptor("mine", "1.0", new SpecVersion(1, 0), translatedOpcodes(), 0);

  /** For the engine, which finds it as a service. */
  public MyBackend() {}

  @Override
  public BackendDescriptor descriptor() {
    return DESCRIPTOR;
  }

  /** Several threads call this at once; so nothing is kept. */
  @Override
  protected byte[] assemble(JvmClass type) {
    return ClassFileEmitter.classFile(type, ClassFileEmitter::new);
  }
}
