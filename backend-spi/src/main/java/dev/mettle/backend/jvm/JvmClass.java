package dev.mettle.backend.jvm;

import java.lang.constant.ClassDesc;
import java.util.List;

/**
 * A class that the translator wrote: final, synthetic, a direct subclass of {@code Object} without
 * a constructor. Its methods are all static, package-private, and contain no subroutine calls.
 *
 * @param name its name
 * @param sourceFile for the {@code SourceFile} attribute; empty if unknown
 * @param fields its fields
 * @param methods its methods; {@code <clinit>} is one of them if there is anything to initialise
 * @since 1.0
 */
public record JvmClass(
    ClassDesc name, String sourceFile, List<JvmField> fields, List<JvmMethod> methods) {

  /** The major version of its class file: that of JDK 25. */
  public static final int MAJOR_VERSION = 69;

  /** Flags of the class: final, super, synthetic. */
  public static final int CLASS_FLAGS = 0x0010 | 0x0020 | 0x1000;

  /** Flags of each field: private, static, final. */
  public static final int FIELD_FLAGS = 0x0002 | 0x0008 | 0x0010;

  /** Flags of each method: static. */
  public static final int METHOD_FLAGS = 0x0008;

  /** Copies the lists. */
  public JvmClass {
    fields = List.copyOf(fields);
    methods = List.copyOf(methods);
  }

  /** The name with slashes, as class files have it. */
  public String internalName() {
    String descriptor = name.descriptorString();
    return descriptor.substring(1, descriptor.length() - 1);
  }
}
