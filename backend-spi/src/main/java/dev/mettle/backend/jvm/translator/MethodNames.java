package dev.mettle.backend.jvm.translator;

/** Java names for functions, so that stack traces and profilers show what runs. */
public final class MethodNames {

  private static final int MAX_LENGTH = 60;

  private MethodNames() {}

  /** A legal method name that resembles {@code name}; never one that the translator uses itself. */
  public static String of(String name) {
    StringBuilder out = new StringBuilder("f$");
    for (int i = 0; i < Math.min(name.length(), MAX_LENGTH); i++) {
      char c = name.charAt(i);
      boolean legal = c > ' ' && c < 0x7f && ".;[/<>:\\".indexOf(c) < 0;
      out.append(legal ? c : '_');
    }
    return out.toString();
  }
}
