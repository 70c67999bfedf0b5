package dev.mettle.backend.javassist;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.util.ArrayList;
import java.util.List;
import javassist.bytecode.BootstrapMethodsAttribute;
import javassist.bytecode.ClassFile;
import javassist.bytecode.ConstPool;

/** The bootstrap methods that the {@code invokedynamic} instructions of one class name. */
final class JavassistBootstraps {

  private final ConstPool pool;
  private final List<BootstrapMethodsAttribute.BootstrapMethod> methods = new ArrayList<>();

  JavassistBootstraps(ConstPool pool) {
    this.pool = pool;
  }

  /** The index of a bootstrap method with these arguments. */
  int add(DirectMethodHandleDesc handle, List<ConstantDesc> arguments) {
    int[] indexes = new int[arguments.size()];
    for (int i = 0; i < indexes.length; i++) {
      indexes[i] = constant(arguments.get(i));
    }
    int owner = pool.addClassInfo(Names.of(handle.owner()));
    int method =
        handle.isOwnerInterface()
            ? pool.addInterfaceMethodrefInfo(owner, handle.methodName(), handle.lookupDescriptor())
            : pool.addMethodrefInfo(owner, handle.methodName(), handle.lookupDescriptor());
    methods.add(
        new BootstrapMethodsAttribute.BootstrapMethod(
            pool.addMethodHandleInfo(ConstPool.REF_invokeStatic, method), indexes));
    return methods.size() - 1;
  }

  private int constant(ConstantDesc constant) {
    return switch (constant) {
      case Integer i -> pool.addIntegerInfo(i);
      case Long l -> pool.addLongInfo(l);
      case Double d -> pool.addDoubleInfo(d);
      case String s -> pool.addStringInfo(s);
      case ClassDesc c -> pool.addClassInfo(Names.of(c));
      case ConstantDesc other ->
          throw new IllegalArgumentException("no bootstrap argument: " + other);
    };
  }

  void addTo(ClassFile file) {
    if (!methods.isEmpty()) {
      file.addAttribute(
          new BootstrapMethodsAttribute(
              pool, methods.toArray(new BootstrapMethodsAttribute.BootstrapMethod[0])));
    }
  }
}
