import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/**
 * Links, when the command is built, what the JVM would link by generating classes when it runs.
 *
 * <p>The compiler leaves switches over types, and equality and hash codes of records, to bootstrap
 * methods that generate code at the first execution of each; no AOT cache keeps that code. A short
 * program goes through dozens of such places and spends a third of its time on them. In the jars
 * that the command is started from each becomes a call of a method in the same class that does the
 * same.
 */
final class EarlyLinking {
  private static final String SWITCHES = "java.lang.runtime.SwitchBootstraps";
  private static final String RECORDS = "java.lang.runtime.ObjectMethods";
  private static final String PREFIX = "linked$";
  private static final ClassDesc OBJECTS = Objects.class.describeConstable().orElseThrow();

  private final ClassFile format;
  private final List<InvokeDynamicInstruction> found = new ArrayList<>();

  private EarlyLinking(ClassHierarchyResolver types) {
    this.format =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                types.orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /**
   * Writes the jar {@code from} to {@code to} with its dynamic calls linked.
   *
   * @param classPath where the types are that its code mentions
   */
  static void link(Path from, Path to, List<Path> classPath) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path entry : classPath) {
      urls.add(entry.toUri().toURL());
    }
    try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), null);
        JarFile jar = new JarFile(from.toFile());
        OutputStream file = Files.newOutputStream(to);
        JarOutputStream out = new JarOutputStream(file)) {
      ClassHierarchyResolver types = ClassHierarchyResolver.ofResourceParsing(loader).cached();
      for (JarEntry entry : jar.stream().toList()) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        byte[] content = jar.getInputStream(entry).readAllBytes();
        boolean code = entry.getName().endsWith(".class");
        out.write(code ? new EarlyLinking(types).link(content) : content);
        out.closeEntry();
      }
    }
  }

  private byte[] link(byte[] classFile) {
    ClassModel model = format.parse(classFile);
    if (model.methods().stream().noneMatch(EarlyLinking::isConcerned)) {
      return classFile;
    }
    ClassDesc owner = model.thisClass().asSymbol();
    CodeTransform calls =
        (code, element) -> {
          if (element instanceof InvokeDynamicInstruction call && isLinked(call)) {
            code.invokestatic(owner, PREFIX + found.size(), call.typeSymbol());
            found.add(call);
          } else {
            code.with(element);
          }
        };
    return format.transformClass(
        model,
        ClassTransform.transformingMethodBodies(EarlyLinking::isConcerned, calls)
            .andThen(ClassTransform.endHandler(this::addMethods)));
  }

  private static boolean isConcerned(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(element -> element instanceof InvokeDynamicInstruction call && isLinked(call));
  }

  private static boolean isLinked(InvokeDynamicInstruction call) {
    return isTypeSwitch(call) || isRecordMethod(call);
  }

  /** A switch over types alone; switches with other labels are left to the JVM. */
  private static boolean isTypeSwitch(InvokeDynamicInstruction call) {
    return bootstrapClass(call).equals(SWITCHES)
        && call.bootstrapMethod().methodName().equals("typeSwitch")
        && call.typeSymbol().parameterCount() == 2
        && call.bootstrapArgs().stream().allMatch(label -> label instanceof ClassDesc);
  }

  private static boolean isRecordMethod(InvokeDynamicInstruction call) {
    String name = call.name().stringValue();
    return bootstrapClass(call).equals(RECORDS)
        && (name.equals("hashCode") || name.equals("equals"));
  }

  private static String bootstrapClass(InvokeDynamicInstruction call) {
    ClassDesc owner = call.bootstrapMethod().owner();
    return owner.packageName() + "." + owner.displayName();
  }

  private void addMethods(ClassBuilder target) {
    for (int i = 0; i < found.size(); i++) {
      InvokeDynamicInstruction call = found.get(i);
      target.withMethodBody(
          PREFIX + i,
          call.typeSymbol(),
          ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
          code -> {
            if (isTypeSwitch(call)) {
              writeTypeSwitch(code, call.bootstrapArgs());
            } else if (call.name().stringValue().equals("hashCode")) {
              writeHashCode(code, components(call));
            } else {
              writeEquals(code, call.typeSymbol().parameterType(0), components(call));
            }
          });
    }
  }

  /** The index of the first label from {@code restart} on that fits; -1 for null. */
  private static void writeTypeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
    int subject = code.parameterSlot(0);
    int restart = code.parameterSlot(1);
    Label present = code.newLabel();
    code.aload(subject).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(restart).loadConstant(i).if_icmpgt(next);
      code.aload(subject).instanceOf((ClassDesc) labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn().labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }

  /** The fields of a record, behind its class and their names among the arguments. */
  private static List<DirectMethodHandleDesc> components(InvokeDynamicInstruction call) {
    return call.bootstrapArgs().stream()
        .skip(2)
        .map(argument -> (DirectMethodHandleDesc) argument)
        .toList();
  }

  private static ClassDesc typeOf(DirectMethodHandleDesc field) {
    return field.invocationType().returnType();
  }

  private static void load(CodeBuilder code, int slot, DirectMethodHandleDesc field) {
    code.aload(slot).getfield(field.owner(), field.methodName(), typeOf(field));
  }

  /** As the JVM's own: 31 times what came before, plus the hash code of the component. */
  private static void writeHashCode(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
    code.iconst_0();
    for (DirectMethodHandleDesc field : fields) {
      code.bipush(31).imul();
      load(code, 0, field);
      ClassDesc type = typeOf(field);
      if (type.isPrimitive()) {
        MethodTypeDesc hash = MethodTypeDesc.of(ConstantDescs.CD_int, type);
        code.invokestatic(boxOf(type), "hashCode", hash);
      } else {
        code.invokestatic(
            OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
      }
      code.iadd();
    }
    code.ireturn();
  }

  private static void writeEquals(
      CodeBuilder code, ClassDesc owner, List<DirectMethodHandleDesc> fields) {
    Label different = code.newLabel();
    code.aload(1).instanceOf(owner).ifeq(different);
    int other = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(1).checkcast(owner).astore(other);
    for (DirectMethodHandleDesc field : fields) {
      load(code, 0, field);
      load(code, other, field);
      ClassDesc type = typeOf(field);
      if (type.isPrimitive()) {
        code.invokestatic(
            boxOf(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type));
        code.ifne(different);
      } else {
        code.invokestatic(
            OBJECTS,
            "equals",
            MethodTypeDesc.of(
                ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object));
        code.ifeq(different);
      }
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  private static ClassDesc boxOf(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case SHORT -> ConstantDescs.CD_Short;
      case CHAR -> ConstantDescs.CD_Character;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      case DOUBLE -> ConstantDescs.CD_Double;
      case REFERENCE, VOID -> throw new IllegalArgumentException(primitive.displayName());
    };
  }
}
