package dev.mettle.backend.javassist;

import java.lang.constant.ClassDesc;

/** Class names as Javassist's constant pool wants them. */
final class Names {

  private Names() {}

  /** With dots for a class, the descriptor for an array. */
  static String of(ClassDesc type) {
    String descriptor = type.descriptorString();
    return type.isArray()
        ? descriptor
        : descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
  }
}
