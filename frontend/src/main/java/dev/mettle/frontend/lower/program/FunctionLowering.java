package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.DeclineReason;
import dev.mettle.frontend.lower.LoweringResult;
import dev.mettle.frontend.lower.RuleText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Interruption;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.verify.InvalidFunctionException;
import dev.mettle.ir.verify.Verifier;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lowers functions of any kind: the rules that calls of one key can reach, or a single rule whose
 * head has been matched already. The last parameter of such a function is the type that its value
 * is evaluated against.
 */
public final class FunctionLowering {

  /**
   * With more rules the index of the space finds them faster than a decision tree that is built
   * anew for each change.
   */
  public static final int MAX_RULES = 24;

  /** Of rules that are nested more deeply only the outermost levels become code. */
  private static final int MAX_DEPTH = 400;

  /** So large are only atoms that were made by a program, or share their parts. */
  private static final int MAX_PARTS = 1 << 20;

  private static final Symbol SEQUENCE = Symbol.of("let*");

  private static final String EXPECTED = "expected";

  private final ProgramFacts facts;

  /** Lowering for programs that see {@code facts}. */
  public FunctionLowering(ProgramFacts facts) {
    this.facts = facts;
  }

  /**
   * Lowers the function that calls of a symbol reach.
   *
   * @param data whether the caller expects an {@code Atom}, so that bodies are not evaluated
   */
  public LoweringResult function(CallKey key, boolean data) {
    List<RuleText> rules = facts.rulesOf(key);
    Map<Integer, Demands> demands = new HashMap<>();
    return lower(
        rules,
        () -> {
          FunctionBuilder code = FunctionBuilder.named(key.toString()).key(key);
          code.assume(new Assumption.RulesOf(key));
          if (!rules.isEmpty()) {
            code.source(rules.getFirst().source());
          }
          for (int i = 0; i < key.parameterCount(); i++) {
            code.parameter("a" + i, OperandKind.ATOM);
          }
          code.parameter(EXPECTED, OperandKind.TYPE);
          new MatchTree(facts, code, key, rules, demands, data).emit();
          return code;
        });
  }

  /**
   * Lowers the body of one rule.
   *
   * @param parameters the variables that matching the head gives values, in the order in which they
   *     are passed
   */
  public LoweringResult clause(RuleText rule, List<Variable> parameters, boolean data) {
    Demands demands = new Demands();
    return lower(
        List.of(rule),
        () -> {
          FunctionBuilder code = FunctionBuilder.named("rule " + nameOf(rule.head()));
          code.source(rule.source()).line(rule.line());
          Places places = new Places(code);
          for (Variable variable : parameters) {
            places.put(variable, code.localCount());
            code.parameter(variable.name(), OperandKind.ATOM);
          }
          int expected = code.localCount();
          code.parameter(EXPECTED, OperandKind.TYPE);
          new ClauseLowering(facts, code, demands, places, expected)
              .body(rule.head(), rule.body(), data);
          return code;
        });
  }

  private static String nameOf(Atom head) {
    return head instanceof Expression e && e.size() > 0 && e.get(0) instanceof Symbol s
        ? s.name()
        : "of anything";
  }

  private interface Attempt {
    FunctionBuilder run();
  }

  private static LoweringResult lower(List<RuleText> rules, Attempt attempt) {
    for (RuleText rule : rules) {
      if (isTooLarge(rule.body()) || isTooLarge(rule.head()) || hasTooManyVariables(rule)) {
        return new LoweringResult.Declined(DeclineReason.TOO_LARGE, "a very large rule", Set.of());
      }
    }
    while (true) {
      try {
        IrFunction function = attempt.run().build();
        return new LoweringResult.Lowered(Verifier.verify(function));
      } catch (Restart again) {
        // Each time something more is demanded, of finitely many variables.
      } catch (InvalidFunctionException e) {
        return new LoweringResult.Declined(
            DeclineReason.of(e), String.valueOf(e.getMessage()), Set.of());
      }
    }
  }

  /** Whether an atom has more parts than code should be made for. */
  private static boolean isTooLarge(Atom atom) {
    return !isWithin(atom, Integer.MAX_VALUE, MAX_PARTS);
  }

  /** Whether a rule has more variables than a function can have locals. */
  private static boolean hasTooManyVariables(RuleText rule) {
    if (rule.head().isGround() && rule.body().isGround()) {
      return false;
    }
    Set<Variable> variables = new HashSet<>();
    Replacement.forEachVariable(rule.head(), variables::add);
    Replacement.forEachVariable(rule.body(), variables::add);
    return variables.size() > Verifier.MAX_LOCALS;
  }

  /** Whether the body of a rule is nested so deeply that code for each level would be too much. */
  static boolean isDeep(Atom body) {
    return !isWithin(body, MAX_DEPTH, Integer.MAX_VALUE);
  }

  /**
   * Whether an atom is nested no more deeply than {@code depth}, and has no more parts than {@code
   * size}. A list of pairs, as {@code let*} has them, is a nesting of as many levels.
   */
  private static boolean isWithin(Atom atom, int depth, int size) {
    ArrayDeque<Part> pending = new ArrayDeque<>();
    pending.push(new Part(atom, 0));
    int parts = 0;
    while (!pending.isEmpty()) {
      Interruption.check(++parts);
      Part part = pending.pop();
      if (part.depth() > depth || parts > size) {
        return false;
      }
      if (part.atom() instanceof Expression e) {
        int below = part.depth() + 1;
        boolean isSequence = e.size() == 3 && e.get(0) == SEQUENCE;
        for (int i = 0; i < e.size(); i++) {
          boolean isInside = isSequence && i == 2 && e.get(1) instanceof Expression;
          pending.push(
              new Part(e.get(i), isInside ? below + ((Expression) e.get(1)).size() : below));
        }
      }
    }
    return true;
  }

  /** A part of a rule and how many expressions it stands in. */
  private record Part(Atom atom, int depth) {}

  /** Loads the arguments and the expected type, as all calls of the general kind need them. */
  static void loadAll(FunctionBuilder code, int arguments) {
    for (int i = 0; i <= arguments; i++) {
      code.emit(Opcode.LOAD_LOCAL, i);
    }
  }
}
