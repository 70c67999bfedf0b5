package dev.mettle.benchmarks.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes all measured expressions as Java classes, and the class that finds them by name; the build
 * starts it before it compiles.
 */
public final class PrintJava {

  private PrintJava() {}

  /** Usage: {@code PrintJava DIRECTORY}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0], JavaPrinter.PACKAGE.split("\\."));
    Files.createDirectories(folder);
    StringBuilder cases = new StringBuilder();
    for (Family family : Family.values()) {
      for (int depth : Family.DEPTHS) {
        for (Operands operands : Operands.values()) {
          String name = JavaPrinter.className(family, depth, operands);
          write(folder.resolve(name + ".java"), JavaPrinter.print(family, depth, operands));
          cases.append("      case \"%1$s\" -> new %1$s();%n".formatted(name));
        }
      }
    }
    write(folder.resolve("PrintedExpressions.java"), finder(cases.toString()));
    write(
        folder.resolve("package-info.java"),
        """
        /** The measured expressions as Java. */
        @org.jspecify.annotations.NullMarked
        package %s;
        """
            .formatted(JavaPrinter.PACKAGE));
  }

  private static String finder(String cases) {
    return """
    package %s;

    import dev.mettle.benchmarks.subject.PrintedExpression;

    /** Finds the Java class of an expression. */
    public final class PrintedExpressions {

      private PrintedExpressions() {}

      /** The expression with this class name. */
      public static PrintedExpression of(String name) {
        return switch (name) {
    %s      default -> throw new IllegalArgumentException("nothing was printed for " + name);
        };
      }
    }
    """
        .formatted(JavaPrinter.PACKAGE, cases);
  }

  /** Leaves files alone that would not change, so that nothing is compiled again. */
  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.writeString(file, text);
    }
  }
}
