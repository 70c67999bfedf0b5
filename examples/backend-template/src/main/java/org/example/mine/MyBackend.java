package org.example.mine;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmField;
import dev.mettle.backend.jvm.JvmMethod;
import dev.mettle.backend.jvm.assembler.JvmBackend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.SpecVersion;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.attribute.SourceFileAttribute;

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
    // The library works out the frames itself, and asks which classes extend which.
    ClassHierarchyResolver classes =
        ClassHierarchyResolver.ofClassLoading(MyBackend.class.getClassLoader());
    return ClassFile.of(ClassHierarchyResolverOption.of(classes))
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
                    code -> method.writeTo(new MyEmitter(code, method.labelCount())));
              }
            });
  }
}
