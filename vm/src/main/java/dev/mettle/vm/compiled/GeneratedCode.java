package dev.mettle.vm.compiled;

import java.lang.invoke.MethodHandles;

/** Lends the right to define classes in this package. */
public final class GeneratedCode {

  /** The package's name, with a dot behind it. */
  public static final String PREFIX = GeneratedCode.class.getPackageName() + ".";

  private GeneratedCode() {}

  /** A lookup in this package, which holds nothing worth protecting. */
  public static MethodHandles.Lookup lookup() {
    return MethodHandles.lookup();
  }
}
