package dev.mettle.vm.operation;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Errors;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.vm.space.AtomSpace;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What comes of calls with fewer arguments than an operation takes. The check of types finds most
 * of them, but nothing checks {@code (eval (size-atom))} or {@code ((if True + -) 1)}.
 */
final class MissingArguments {

  private static final String NO_EXPRESSION = "Atom is not an ExpressionAtom";

  /**
   * An answer.
   *
   * @param text what the error says; null where the call stays as it is
   * @param first what the first two arguments must be, if they are there, before others are missed
   * @param firstText what the error says if they are not
   */
  private record Answer(
      @Nullable String text, @Nullable Predicate<Atom> first, @Nullable String firstText) {}

  private static final Answer STAYS = new Answer(null, null, null);

  private static final Answer UNKNOWN =
      new Answer(Symbols.INCORRECT_NUMBER_OF_ARGUMENTS.name(), null, null);

  private static final Map<String, Answer> ANSWERS = new HashMap<>();

  static {
    for (String name :
        new String[] {"+", "-", "*", "%", "<", ">", "<=", ">=", "and", "or", "xor", "not"}) {
      ANSWERS.put(name, STAYS);
    }
    for (String name :
        new String[] {
          "trunc", "ceil", "floor", "round", "sin", "cos", "tan", "asin", "acos", "atan", "isnan",
          "isinf"
        }) {
      says(name + "-math", name + "-math expects one argument: input number");
    }
    says("sqrt-math", "sqrt-math expects one argument: number");
    says("abs-math", "abs-math expects one argument: number");
    says("pow-math", "pow-math expects two arguments: number (base) and number (power)");
    says("log-math", "log-math expects two arguments: base (number) and input value (number)");
    says("/", "Divide expects two numbers: dividend and divisor");

    says("==", "$op expects two arguments");
    says("=alpha", "=alpha expects two atoms as arguments: actual and expected");
    says("if-equal", "if-equal expects <atom> <pattern> <then> <else> as an argument");
    says("superpose", "superpose expects single expression as an argument");
    says("sealed", "sealed expects two arguments: var_list to be ignored and expression");
    says("capture", "capture expects one argument");
    says("get-metatype", "get-metatype expects single atom as an argument");
    says("get-type", "get-type expects single atom as an argument");
    says(
        "get-type-space",
        "get-type-space expects two arguments: space and atom",
        AtomSpace.class::isInstance,
        "get-type-space expects a space as the first argument");

    says("unique-atom", "unique expects single expression atom as an argument");
    for (String name : new String[] {"union", "intersection", "subtraction"}) {
      says(
          name + "-atom",
          name + " expects and executable LHS and RHS atom",
          Expression.class::isInstance,
          NO_EXPRESSION);
    }
    says("size-atom", "size-atom expects one argument: expression");
    says("min-atom", "min-atom expects one argument: expression");
    says("max-atom", "max-atom expects one argument: expression");
    says(
        "index-atom",
        "index-atom expects two arguments: expression and atom",
        Expression.class::isInstance,
        NO_EXPRESSION);

    String format =
        " expects format string as a first argument and expression as a second argument";
    says("sort-strings", "sort-strings expects expression with strings as a first argument");
    says("format-args", "format-args" + format);
    says("print-alternatives!", "print-alternatives!" + format);
    says("println!", "println! expects single atom as an argument");
    says("trace!", "trace! expects two atoms as arguments");

    says("add-atom", "add-atom expects two arguments: space and atom");
    says("remove-atom", "remove-atom expects two arguments: space and atom");
    says("get-atoms", "get-atoms expects one argument: space");
    says("match", "match expects three arguments: space, pattern and template");
    says(
        "_new-state",
        "new-state expects atom as a first argument and non-empty list of types as a second"
            + " argument");
    says("get-state", "get-state expects single state atom as an argument");
    says(
        "change-state!",
        "change-state! expects a state atom and its new value as arguments",
        StateValue.class::isInstance,
        "change-state! expects a state as the first argument");

    says("import!", "import! expects a destination &space and a module name argument");
    says("include", "include expects a module name argument");
    says("mod-space!", "mod-space! expects a module name argument");
    says("module-space-no-deps", "module-space-no-deps expects a space as an argument");
    says("register-module!", "register-module! expects a file system path; use quotes if needed");
    says("git-module!", "git-module! expects a URL; use quotes if needed");
    says(
        "bind!",
        "bind! expects two arguments: token and atom",
        Symbol.class::isInstance,
        "bind! expects symbol atom as a token");

    for (String name : new String[] {"equal", "alpha-equal", "equal-msg", "alpha-equal-msg"}) {
      says(
          "_assert-results-are-" + name,
          "Pair of evaluation results with bindings is expected as an argument",
          Expression.class::isInstance,
          NO_EXPRESSION);
    }

    String numbers = " expects three arguments: random generator, number (start) and number (end)";
    says("random-int", "random-int" + numbers);
    says("random-float", "random-float" + numbers);
    says(
        "set-random-seed",
        "set-random-seed expects two arguments: random generator and number (seed)");
    says("new-random-generator", "new-random-generator expects one argument: number (seed)");
    says("reset-random-generator", "reset-random-generator expects one argument: random generator");

    says(
        "file-open!",
        "file-open! expects filepath and options in form of string atoms as an argument");
    says("file-read-to-string!", "file-read-to-string! expects filehandle as an argument");
    says("file-write!", "file-write! expects filehandle and content (string atom) as an arguments");
    says("file-seek!", "file-seek! expects filehandle and start byte (number) as an arguments");
    says(
        "file-read-exact!",
        "file-read-exact! expects filehandle and number of bytes to read (number) as an"
            + " arguments");
    says("file-get-size!", "file-get-size! expects filehandle as an argument");
    says("json-encode", "json-encode expects atom to encode as input");
    says("json-decode", "json-decode expects string to decode as input");
    says("catalog-list!", "catalog-list! expects a catalog name, or \"all\" to list all available");
    says("catalog-update!", "catalog-update! expects a catalog name, or \"all\" to update all");
    says("catalog-clear!", "catalog-clear! expects a catalog name, or \"all\" to clear all");
    says("skel-swap-pair-native", "single pair is expected as an argument");
  }

  private MissingArguments() {}

  private static void says(String name, String text) {
    ANSWERS.put(name, new Answer(text, null, null));
  }

  private static void says(String name, String text, Predicate<Atom> first, String firstText) {
    ANSWERS.put(name, new Answer(text, first, firstText));
  }

  /** The result of a call with too few arguments: an error, or that the call stays as it is. */
  static Atom answer(Operation operation, Expression call) {
    Answer answer = ANSWERS.getOrDefault(operation.name(), UNKNOWN);
    String text = answer.text();
    Predicate<Atom> first = answer.first();
    String firstText = answer.firstText();
    if (first != null && firstText != null) {
      for (int i = 1; i < Math.min(call.size(), 3); i++) {
        if (!first.test(call.get(i))) {
          text = firstText;
        }
      }
    }
    return text == null ? Symbols.NOT_REDUCIBLE : Errors.of(call, text);
  }
}
