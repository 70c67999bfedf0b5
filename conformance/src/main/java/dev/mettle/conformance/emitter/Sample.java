package dev.mettle.conformance.emitter;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmEmitter;
import dev.mettle.backend.jvm.JvmField;
import dev.mettle.backend.jvm.JvmMethod;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A method without parameters, and what it has to return.
 *
 * @param label what is special about it
 * @param result its return type
 * @param code its instructions
 * @param expected what it returns, see {@link #text}
 * @param initialised a field that is set before, and the instructions for that; or none
 */
record Sample(
    String label,
    ClassDesc result,
    Consumer<JvmEmitter> code,
    String expected,
    List<Initialised> initialised) {

  /** The class that all samples are written into, one at a time. */
  static final ClassDesc CLASS = ClassDesc.of("dev.mettle.conformance.emitter.Emitted");

  private static final int STACK = 12;
  private static final int LOCALS = 400;
  private static final int LABELS = 12;

  /** A field and the instructions that set it. */
  record Initialised(JvmField field, Consumer<JvmEmitter> code) {}

  /** A sample without fields. */
  static Sample of(String label, ClassDesc result, Consumer<JvmEmitter> code, Object expected) {
    return new Sample(label, result, code, text(expected), List.of());
  }

  /** A class of the JDK. */
  static ClassDesc jdk(Class<?> type) {
    return type.describeConstable().orElseThrow();
  }

  /** The same with a field. */
  Sample with(JvmField field, Consumer<JvmEmitter> set) {
    return new Sample(label, result, code, expected, List.of(new Initialised(field, set)));
  }

  /** A value, exactly: floats by their bits. */
  static String text(@Nullable Object value) {
    return value instanceof Double d
        ? "%s, bits %016x".formatted(d, Double.doubleToRawLongBits(d))
        : String.valueOf(value);
  }

  private record Written(String name, MethodTypeDesc type, Consumer<JvmEmitter> code)
      implements JvmMethod {

    @Override
    public int maxStack() {
      return STACK;
    }

    @Override
    public int maxLocals() {
      return LOCALS;
    }

    @Override
    public int labelCount() {
      return LABELS;
    }

    @Override
    public void writeTo(JvmEmitter emitter) {
      code.accept(emitter);
    }
  }

  /** The class to emit. */
  JvmClass type() {
    List<JvmMethod> methods = new ArrayList<>();
    methods.add(new Written("sample", MethodTypeDesc.of(result), code));
    for (Initialised field : initialised) {
      methods.add(new Written("<clinit>", MethodTypeDesc.of(ConstantDescs.CD_void), field.code()));
    }
    return new JvmClass(
        CLASS, "sample.metta", initialised.stream().map(Initialised::field).toList(), methods);
  }

  /** Loads the class and calls the method; what that throws has its class as text. */
  // A method that is wrong may throw anything.
  @SuppressWarnings("CatchThrowable")
  String call(byte[] classFile) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(classFile, true);
    Class<?> type = lookup.lookupClass();
    MethodType descriptor = MethodType.methodType(result.resolveConstantDesc(lookup));
    MethodHandle method =
        lookup.findStatic(type, "sample", descriptor).asType(MethodType.methodType(Object.class));
    try {
      return text((@Nullable Object) method.invokeExact());
    } catch (Throwable t) {
      return "throws " + t.getClass().getName();
    }
  }

  /** The instructions as text, one a line. */
  String listing() {
    List<String> lines = new ArrayList<>();
    JvmEmitter writer =
        (JvmEmitter)
            Proxy.newProxyInstance(
                JvmEmitter.class.getClassLoader(),
                new Class<?>[] {JvmEmitter.class},
                (proxy, method, arguments) -> {
                  lines.add(
                      "    "
                          + method.getName()
                          + Arrays.stream(arguments)
                              .map(argument -> " " + argument)
                              .collect(Collectors.joining()));
                  return null;
                });
    code.accept(writer);
    return String.join("\n", lines);
  }
}
