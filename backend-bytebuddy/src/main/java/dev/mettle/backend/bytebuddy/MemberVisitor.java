package dev.mettle.backend.bytebuddy;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmField;
import dev.mettle.backend.jvm.JvmMethod;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/** Adds the translator's fields and methods to the class that Byte Buddy makes. */
final class MemberVisitor extends ClassVisitor {

  private final JvmClass type;

  MemberVisitor(ClassVisitor next, JvmClass type) {
    super(OpenedClassReader.ASM_API, next);
    this.type = type;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    super.visit(version, access, name, signature, superName, interfaces);
    if (!type.sourceFile().isEmpty()) {
      super.visitSource(type.sourceFile(), null);
    }
  }

  @Override
  public void visitEnd() {
    for (JvmField field : type.fields()) {
      super.visitField(
              JvmClass.FIELD_FLAGS, field.name(), field.type().descriptorString(), null, null)
          .visitEnd();
    }
    for (JvmMethod method : type.methods()) {
      MethodVisitor visitor =
          super.visitMethod(
              JvmClass.METHOD_FLAGS, method.name(), method.type().descriptorString(), null, null);
      visitor.visitCode();
      method.writeTo(new ByteBuddyEmitter(visitor, method.labelCount()));
      visitor.visitMaxs(method.maxStack(), method.maxLocals());
      visitor.visitEnd();
    }
    super.visitEnd();
  }
}
