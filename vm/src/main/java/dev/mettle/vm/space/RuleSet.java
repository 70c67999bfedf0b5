package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.space.Candidates.Selection;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one space that can match the calls of one form, in the order added: those written
 * for it, and at their places those with a variable in place of the head or of the whole left-hand
 * side. A set lives as long as its space, so callers may keep it and compare {@link #stamp}.
 */
public final class RuleSet {

  private static final int[] LHS = {1};

  private final RuleKey key;
  private final StampCounter counter;
  private final EntryGroup group;
  private long stamp = 1;

  RuleSet(RuleKey key, StampCounter counter) {
    this.key = key;
    this.counter = counter;
    this.group = new EntryGroup(LHS, key.size(), key.firstIndexedChild());
  }

  /** Changes whenever a rule comes into this set or leaves it. */
  public long stamp() {
    return stamp;
  }

  /** Number of rules. */
  public int size() {
    return group.entries().live();
  }

  /** Whether there is no rule. */
  public boolean isEmpty() {
    return group.entries().live() == 0;
  }

  /** The only rule, or null if there are none or several. */
  public @Nullable Rule sole() {
    PostingList rules = group.entries();
    return rules.live() == 1 ? (Rule) rules.entries()[rules.firstLive()] : null;
  }

  /** All rules as of now. */
  public Candidates all() {
    long now = counter.now();
    return new Candidates(group.entries(), new Selection(null, true, now, now), null);
  }

  /**
   * The rules that may match {@code call} as of now, found by its most telling argument; those that
   * clash with it at first sight are left out. The call must be of this set's form; its variables
   * may be bound.
   */
  public Candidates candidates(Expression call) {
    long now = counter.now();
    return group.select(call, new Selection(call, true, now, now), null);
  }

  boolean admits(Atom lhs) {
    return key.admits(lhs);
  }

  void add(Rule rule) {
    group.add(rule);
    stamp++;
  }

  void remove(Rule rule) {
    group.remove(rule);
    stamp++;
  }

  /** The form of the calls that a set of rules is for. */
  sealed interface RuleKey {

    /** Number of children of a call. */
    int size();

    /** The first child of a call that tells one from the other. */
    int firstIndexedChild();

    /** Whether a rule with this left-hand side can match calls of this form. */
    boolean admits(Atom lhs);
  }

  /** Calls {@code (head a1 .. an)}, with {@code size} = n + 1. */
  record SymbolHead(Symbol head, int size) implements RuleKey {

    @Override
    public int firstIndexedChild() {
      return 1;
    }

    @Override
    public boolean admits(Atom lhs) {
      return lhs instanceof Variable
          || lhs instanceof Expression e
              && e.size() == size
              && (e.get(0) == head || e.get(0) instanceof Variable);
    }
  }

  /**
   * Calls {@code ((ownHead b1 .. bm) a1 .. an)}.
   *
   * @param ownHead the symbol at the head of the call's head, null if there is something else
   * @param headSize number of children of the call's head
   * @param size number of children of the call
   */
  record ExpressionHead(@Nullable Symbol ownHead, int headSize, int size) implements RuleKey {

    static ExpressionHead of(Expression head, int size) {
      Symbol own = head.size() > 0 && Clashes.resolve(head.get(0)) instanceof Symbol s ? s : null;
      return new ExpressionHead(own, head.size(), size);
    }

    // Written out, since each call whose head is an expression comes here.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ExpressionHead o
          && ownHead == o.ownHead
          && headSize == o.headSize
          && size == o.size;
    }

    @Override
    public int hashCode() {
      return ((ownHead == null ? 0 : ownHead.hashCode()) * 31 + headSize) * 31 + size;
    }

    @Override
    public int firstIndexedChild() {
      return 0;
    }

    @Override
    public boolean admits(Atom lhs) {
      if (lhs instanceof Variable) {
        return true;
      }
      if (!(lhs instanceof Expression e) || e.size() != size) {
        return false;
      }
      return e.get(0) instanceof Variable
          || e.get(0) instanceof Expression h
              && h.size() == headSize
              && (headSize == 0 || admitsOwnHead(h.get(0)));
    }

    private boolean admitsOwnHead(Atom atom) {
      return atom instanceof Variable
          || (ownHead == null ? !(atom instanceof Symbol) : atom == ownHead);
    }
  }

  /**
   * Calls {@code (value a1 .. an)} of a number, a string or another plain value, with {@code size}
   * = n + 1. Operations are no such heads: their calls ask for no rules.
   */
  record ValueHead(int size) implements RuleKey {

    @Override
    public int firstIndexedChild() {
      return 0;
    }

    @Override
    public boolean admits(Atom lhs) {
      return lhs instanceof Variable
          || lhs instanceof Expression e
              && e.size() == size
              && (e.get(0) instanceof Grounded || e.get(0) instanceof Variable);
    }
  }

  /** Whatever has no form of its own: rules that join the sets of others. */
  record AnyCall() implements RuleKey {

    @Override
    public int size() {
      return 0;
    }

    @Override
    public int firstIndexedChild() {
      return 0;
    }

    @Override
    public boolean admits(Atom lhs) {
      return isGeneric(lhs);
    }
  }

  /** Whether rules with this left-hand side join the sets of several forms. */
  static boolean isGeneric(Atom lhs) {
    if (lhs instanceof Variable) {
      return true;
    }
    if (!(lhs instanceof Expression e) || e.size() == 0) {
      return false;
    }
    Atom head = e.get(0);
    return head instanceof Variable
        || head instanceof Expression h && h.size() > 0 && h.get(0) instanceof Variable;
  }
}
