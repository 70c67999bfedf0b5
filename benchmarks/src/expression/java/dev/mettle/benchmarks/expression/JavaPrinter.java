package dev.mettle.benchmarks.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Prints an expression as a Java class, in the way in which one would write it by hand: one method
 * on primitive values with the checked arithmetic of {@link Math}, one line for each operation, and
 * behind it, for results beyond 64 bits, the same expression on numbers of any size. Operations on
 * Bool values are strict, as those of the language are.
 */
public final class JavaPrinter {

  /** The package of printed classes. */
  public static final String PACKAGE = "dev.mettle.benchmarks.printed";

  private JavaPrinter() {}

  /** The simple name of the class of an expression. */
  public static String className(Family family, int depth, Operands operands) {
    return capitalised(family.label()) + capitalised(operands.label()) + depth;
  }

  private static String capitalised(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** The source text of a class that computes the expression. */
  public static String print(Family family, int depth, Operands operands) {
    ExpressionTree tree = family.tree(depth, operands);
    List<ValueKind> inputs = operands == Operands.INPUTS ? family.inputs() : List.of();
    StringBuilder tests = new StringBuilder();
    StringBuilder parameters = new StringBuilder();
    StringBuilder arguments = new StringBuilder();
    for (int i = 0; i < inputs.size(); i++) {
      ValueKind kind = inputs.get(i);
      String name = new ExpressionTree.Input(i, kind).name();
      String separator = i == 0 ? "" : ", ";
      tests
          .append(i == 0 ? "" : "\n        && ")
          .append("inputs[%d] instanceof %s %s".formatted(i, kind.atomType(), name));
      parameters.append(separator).append(kind.javaType()).append(' ').append(name);
      arguments.append(separator).append(name).append(".value()");
    }
    return """
    package %1$s;

    import dev.mettle.benchmarks.subject.PrintedExpression;
    import dev.mettle.ir.atom.Atom;
    import dev.mettle.ir.atom.BoolAtom;
    import dev.mettle.ir.atom.DoubleAtom;
    import dev.mettle.ir.atom.LongAtom;
    import dev.mettle.ir.kernel.Kernels;
    import dev.mettle.ir.kernel.TypedKernels;

    /** {@code %2$s} at depth %3$d over %4$s. */
    final class %5$s implements PrintedExpression {

      static %6$s value(%7$s) {
        %8$s
      }

      static Atom exact(Atom[] inputs) {
        %9$s
      }

      @Override
      public Atom call(Atom[] inputs) {
        if (%10$s) {
          try {
            return %11$s.of(value(%12$s));
          } catch (ArithmeticException beyond64Bits) {
            // below
          }
        }
        return exact(inputs);
      }
    }
    """
        .formatted(
            PACKAGE,
            family.label(),
            depth,
            operands.label(),
            className(family, depth, operands),
            tree.kind().javaType(),
            parameters,
            lines(tree, JavaPrinter::primitive, ValueKind::javaType),
            lines(tree, JavaPrinter::onAtoms, kind -> "Atom"),
            tests.isEmpty() ? "inputs.length == 0" : tests,
            tree.kind().atomType(),
            arguments);
  }

  /** How a leaf or the call of an operation is written; operands are leaves or names. */
  private interface Style {
    String text(ExpressionTree tree, List<String> operands);
  }

  /**
   * One line for each call, operands first. A chain of nested calls would be the same to the JVM,
   * but javac cannot resolve it at these depths.
   */
  private static String lines(
      ExpressionTree tree, Style style, Function<ValueKind, String> typeName) {
    StringBuilder out = new StringBuilder();
    String result = lines(tree, style, typeName, out);
    return out.append("return ").append(result).append(";").toString();
  }

  /** Appends the lines of a tree and gives the name of its value. */
  private static String lines(
      ExpressionTree tree, Style style, Function<ValueKind, String> typeName, StringBuilder out) {
    if (!(tree instanceof ExpressionTree.Call call)) {
      return style.text(tree, List.of());
    }
    List<String> operands = new ArrayList<>();
    for (ExpressionTree argument : call.arguments()) {
      operands.add(lines(argument, style, typeName, out));
    }
    String name = "x" + call.operations();
    while (out.indexOf(" " + name + " =") >= 0) {
      name += "x";
    }
    out.append(
        "%s %s = %s;\n    "
            .formatted(typeName.apply(call.kind()), name, style.text(call, operands)));
    return name;
  }

  // ------------------------------------------------------------------ on primitive values

  private static String primitive(ExpressionTree tree, List<String> operands) {
    return switch (tree) {
      case ExpressionTree.Input input -> input.name();
      case ExpressionTree.Constant constant -> literal(constant.value());
      case ExpressionTree.Call call -> primitive(call, operands);
    };
  }

  private static String primitive(ExpressionTree.Call call, List<String> operands) {
    String a = operands.getFirst();
    String b = operands.getLast();
    boolean integers = call.kind() == ValueKind.INTEGER;
    return switch (call.operation()) {
      case ADD -> integers ? "Math.addExact(" + a + ", " + b + ")" : a + " + " + b;
      case SUB -> integers ? "Math.subtractExact(" + a + ", " + b + ")" : a + " - " + b;
      case MUL -> integers ? "Math.multiplyExact(" + a + ", " + b + ")" : a + " * " + b;
      case DIV ->
          integers && !isHarmlessDivisor(call.arguments().getLast())
              ? "Math.divideExact(" + a + ", " + b + ")"
              : a + " / " + b;
      case MOD -> a + " % " + b;
      case POW -> "TypedKernels.pow(" + a + ", " + b + ")";
      case AND -> a + " & " + b;
      case OR -> a + " | " + b;
      case XOR -> a + " ^ " + b;
      case NOT -> "!" + a;
      case LT -> a + " < " + b;
      case LE -> a + " <= " + b;
      case GT -> a + " > " + b;
      case EQ -> a + " == " + b;
    };
  }

  private static boolean isHarmlessDivisor(ExpressionTree divisor) {
    return divisor instanceof ExpressionTree.Constant(Value.Whole(long n)) && n > 0;
  }

  private static String literal(Value value) {
    return switch (value) {
      case Value.Whole whole -> whole.number() + "L";
      case Value.Real real -> Double.toString(real.number());
      case Value.Truth truth -> Boolean.toString(truth.holds());
    };
  }

  // ------------------------------------------------------------------ on atoms

  private static String onAtoms(ExpressionTree tree, List<String> operands) {
    return switch (tree) {
      case ExpressionTree.Input input -> "inputs[" + input.index() + "]";
      case ExpressionTree.Constant constant ->
          constant.kind().atomType() + ".of(" + literal(constant.value()) + ")";
      case ExpressionTree.Call call ->
          "Kernels." + call.operation().kernel() + "(" + String.join(", ", operands) + ")";
    };
  }
}
