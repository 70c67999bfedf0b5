package dev.mettle.vm.tier;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.util.List;

/**
 * Checks what a generated class refers to. The contract allows {@code java.base}, the IR with its
 * kernels, and the contract's own package; a class that reaches further would break as soon as the
 * engine is arranged in another way.
 */
final class ClassChecker {

  private static final List<String> ALLOWED =
      List.of("java/", "dev/mettle/ir/", "dev/mettle/backend/spi/");

  private ClassChecker() {}

  static void check(byte[] classFile, ClassDesc expectedName) throws UnusableClassException {
    ClassModel model;
    String expected;
    try {
      model = ClassFile.of().parse(classFile);
      String descriptor = expectedName.descriptorString();
      expected = descriptor.substring(1, descriptor.length() - 1);
      if (!model.thisClass().asInternalName().equals(expected)) {
        throw new UnusableClassException(
            "the class is called %s instead of %s"
                .formatted(model.thisClass().asInternalName(), expected));
      }
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof ClassEntry type && !allowed(type.asInternalName(), expected)) {
          throw new UnusableClassException(
              "the class refers to " + type.asInternalName() + ", which is not its to know");
        }
      }
    } catch (IllegalArgumentException e) {
      // How the parser says that these bytes are no class; the JVM would say it as well.
      throw new ClassFormatError(e.getMessage());
    }
  }

  private static boolean allowed(String internalName, String own) {
    String element = internalName;
    while (element.startsWith("[")) {
      element = element.substring(1);
    }
    if (element.length() < internalName.length()) {
      if (!element.startsWith("L")) {
        return true; // an array of primitives
      }
      element = element.substring(1);
    }
    String name = element;
    return name.startsWith(own) || ALLOWED.stream().anyMatch(name::startsWith);
  }
}
