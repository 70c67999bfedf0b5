package dev.mettle.backend.bytebuddy;

import dev.mettle.backend.jvm.JvmClass;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.dynamic.scaffold.subclass.ConstructorStrategy;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.pool.TypePool;

/**
 * Builds the class with Byte Buddy's DSL. Fields and methods come from a visitor under it: they are
 * finished already, so there is nothing for the DSL to decide, and describing each method to it
 * would double the time.
 */
final class ByteBuddyAssembler {

  /** A template for all classes; it is immutable. */
  private static final ByteBuddy BYTE_BUDDY =
      new ByteBuddy(ClassFileVersion.ofMinorMajor(JvmClass.MAJOR_VERSION))
          .with(TypeValidation.DISABLED);

  private ByteBuddyAssembler() {}

  static byte[] assemble(JvmClass type) {
    try (DynamicType.Unloaded<Object> made =
        BYTE_BUDDY
            .subclass(Object.class, ConstructorStrategy.Default.NO_CONSTRUCTORS)
            .modifiers(JvmClass.CLASS_FLAGS & ~SUPER)
            .name(type.internalName().replace('/', '.'))
            .visit(new Members(type))
            .make(TypeResolutionStrategy.Disabled.INSTANCE)) {
      return made.getBytes();
    }
  }

  /** Byte Buddy sets this flag itself. */
  private static final int SUPER = 0x0020;

  /** Puts the visitor that writes the members under the DSL. */
  private record Members(JvmClass type) implements AsmVisitorWrapper {

    @Override
    public int mergeWriter(int flags) {
      return flags;
    }

    @Override
    public int mergeReader(int flags) {
      return flags;
    }

    @Override
    public ClassVisitor wrap(
        TypeDescription instrumented,
        ClassVisitor visitor,
        Implementation.Context context,
        TypePool pool,
        FieldList<FieldDescription.InDefinedShape> fields,
        MethodList<?> methods,
        int writerFlags,
        int readerFlags) {
      return new MemberVisitor(visitor, type);
    }
  }
}
