package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the form {@code (= lhs rhs)}. As a rule it has a compiled form, made when the rule is
 * first tried: templates in which each distinct variable is replaced by a numbered slot, so that a
 * call fills an array instead of renaming variables.
 */
public final class Rule extends Entry implements RuleCode {

  private @Nullable RuleTemplate template;

  Rule(Expression atom, long added) {
    super(atom, added);
  }

  /** Whether {@code atom} is a rule. */
  public static boolean isRule(Atom atom) {
    return atom instanceof Expression e && e.size() == 3 && e.get(0) == Symbols.EQUALS;
  }

  /** The rule as it was added, {@code (= lhs rhs)}. */
  public Expression original() {
    return (Expression) atom();
  }

  /** The left-hand side as it was added. */
  public Atom lhs() {
    return original().get(1);
  }

  /** The right-hand side as it was added. */
  public Atom rhs() {
    return original().get(2);
  }

  @Override
  public String functionName() {
    return AtomPrinter.print(lhs() instanceof Expression e && e.size() > 0 ? e.get(0) : lhs());
  }

  /** Number of distinct variables; those of the left-hand side have the lower slots. */
  public int slotCount() {
    return ruleTemplate().slots().length;
  }

  /** Number of distinct variables of the left-hand side. */
  public int headSlotCount() {
    return ruleTemplate().headSlots();
  }

  /** The variable that slot {@code slot} stands for, as written. */
  public Variable slotVariable(int slot) {
    return ruleTemplate().slots()[slot];
  }

  /** The left-hand side with slots for variables; ground parts are those of the original. */
  public Atom head() {
    return ruleTemplate().head();
  }

  /** The right-hand side with slots for variables; ground parts are those of the original. */
  public Atom body() {
    return ruleTemplate().body();
  }

  /**
   * Whether the left-hand side is a symbol with distinct variables as arguments, {@code (f $x $y)}.
   * Argument {@code i} then has slot {@code i}, and every call of the right size matches.
   */
  public boolean hasPlainParameters() {
    return ruleTemplate().plainParameters();
  }

  /** Whether errors stand in the right-hand side. */
  public boolean writesErrors() {
    return ruleTemplate().writesErrors();
  }

  /** What a change of a rule concerns: the bits of its head, or all bits. */
  static long headSignature(Atom lhs) {
    Atom head = lhs instanceof Expression e && e.size() > 0 ? e.get(0) : lhs;
    return head instanceof Symbol || head instanceof Expression ? allIfNone(head) : ChangeClock.ALL;
  }

  private static long allIfNone(Atom head) {
    long signature = head.signature();
    return signature == 0 ? ChangeClock.ALL : signature;
  }

  private RuleTemplate ruleTemplate() {
    RuleTemplate t = template;
    if (t == null) {
      t = RuleTemplate.of(lhs(), rhs());
      template = t;
    }
    return t;
  }
}
