package dev.mettle.backend.jvm.assembler;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.spi.ClassData;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.SourceFileAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The class of a unit, for backends that write their instructions by hand with the JDK's Class-File
 * API: its name and source, its methods, the objects that these need, and the limits of the
 * request.
 *
 * @since 1.0
 */
public final class UnitClass {

  /** The type of entries, and of where frames go on. */
  public static final MethodTypeDesc ENTRY =
      MethodTypeDesc.of(ConstantDescs.CD_void, desc(ProgramContext.class));

  /** Beyond these the static initialiser would be too long for a method. */
  private static final int MAX_CONSTANTS = 4_000;

  private static final ClassDesc OBJECTS = ConstantDescs.CD_Object.arrayType();

  private record Constant(Object object, int index, ClassDesc type) {}

  private record Method(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {}

  private final UnitRequest request;
  private final List<Method> methods = new ArrayList<>();
  private final List<Constant> constants = new ArrayList<>();
  private final IdentityHashMap<Object, Constant> constantOf = new IdentityHashMap<>();

  /** A class without methods. */
  public UnitClass(UnitRequest request) {
    this.request = request;
  }

  /** How a class file names a class. */
  public static ClassDesc desc(Class<?> type) {
    return ClassDesc.ofDescriptor(type.descriptorString());
  }

  /** Adds a method; what is written by {@code body} is asked for in {@link #finish}. */
  public void method(String name, MethodTypeDesc type, Consumer<CodeBuilder> body) {
    methods.add(new Method(name, type, body));
  }

  /**
   * Pushes an object, which comes to the class by its class data. Objects that are equal stay
   * apart, as 1 and 1.0 do.
   *
   * @param code the body of a method
   * @param type a class of the object
   */
  public void push(CodeBuilder code, Object object, ClassDesc type) {
    Constant constant = constantOf.get(object);
    if (constant == null) {
      constant = new Constant(object, constants.size(), type);
      constantOf.put(object, constant);
      constants.add(constant);
      if (constants.size() > MAX_CONSTANTS) {
        // It is caught where the class is written: nobody waits for what is not going to fit.
        throw new IllegalArgumentException("it needs more than " + MAX_CONSTANTS + " constants");
      }
    }
    code.getstatic(request.className(), nameOf(constant), constant.type());
  }

  /**
   * Writes the class; declines where it is larger than the request says, or than a class can be.
   */
  public UnitOutcome finish(List<UnitOutcome.Entry> entries, List<UnitOutcome.Resume> resumes) {
    byte[] classFile;
    try {
      ClassHierarchyResolver classes =
          ClassHierarchyResolver.ofClassLoading(
              Objects.requireNonNull(UnitClass.class.getClassLoader()));
      classFile =
          ClassFile.of(ClassHierarchyResolverOption.of(classes))
              .build(request.className(), this::write);
    } catch (IllegalArgumentException e) {
      // How the library says that something does not fit the class file.
      return tooLarge("its code does not fit a class file: %s", String.valueOf(e.getMessage()));
    }
    if (classFile.length > request.limits().maxClassBytes()) {
      return tooLarge("the class would have %d bytes", classFile.length);
    }
    int longest =
        ClassFile.of().parse(classFile).methods().stream()
            .mapToInt(UnitClass::length)
            .max()
            .orElse(0);
    if (longest > request.limits().maxMethodBytes()) {
      return tooLarge("its code would have %d bytes", longest);
    }
    List<Object> data = constants.stream().map(Constant::object).toList();
    return new UnitOutcome.Compiled(classFile, entries, resumes, data);
  }

  private void write(ClassBuilder type) {
    type.withFlags(JvmClass.CLASS_FLAGS);
    String source = request.functions().getFirst().function().source();
    if (!source.isEmpty()) {
      type.with(SourceFileAttribute.of(source));
    }
    for (Method method : methods) {
      type.withMethodBody(method.name(), method.type(), JvmClass.METHOD_FLAGS, method.body());
    }
    if (!constants.isEmpty()) {
      constants.forEach(it -> type.withField(nameOf(it), it.type(), JvmClass.FIELD_FLAGS));
      type.withMethodBody(
          ConstantDescs.CLASS_INIT_NAME,
          ConstantDescs.MTD_void,
          ClassFile.ACC_STATIC,
          this::initialise);
    }
  }

  private void initialise(CodeBuilder code) {
    ClassDesc lookup = ConstantDescs.CD_MethodHandles_Lookup;
    code.invokestatic(desc(MethodHandles.class), "lookup", MethodTypeDesc.of(lookup))
        .invokestatic(desc(ClassData.class), "take", MethodTypeDesc.of(OBJECTS, lookup))
        .astore(0);
    for (Constant constant : constants) {
      code.aload(0).loadConstant(constant.index()).aaload().checkcast(constant.type());
      code.putstatic(request.className(), nameOf(constant), constant.type());
    }
    code.return_();
  }

  private static String nameOf(Constant constant) {
    return "k" + constant.index();
  }

  private static int length(MethodModel method) {
    return method.findAttribute(Attributes.code()).map(code -> code.codeLength()).orElse(0);
  }

  private static UnitOutcome tooLarge(String detail, Object argument) {
    return new UnitOutcome.Declined(
        DeclineReason.TOO_LARGE, Optional.empty(), detail.formatted(argument));
  }
}
