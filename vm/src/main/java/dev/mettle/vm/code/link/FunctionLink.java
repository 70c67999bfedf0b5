package dev.mettle.vm.code.link;

import dev.mettle.backend.spi.CallTarget;
import dev.mettle.ir.function.CallKey;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.eval.Callee;
import dev.mettle.vm.minimal.Instructions;
import org.jspecify.annotations.Nullable;

/** What calls of one key reach in one view, kept up to date. */
public final class FunctionLink extends CallTarget {

  public enum Kind {
    /** No rule can match: a call is data. */
    CONSTRUCTOR,
    /** There is code. */
    COMPILED,
    /** A library function that is computed directly. */
    INTRINSIC,
    /** Rules are found by the index of their space. */
    GENERAL
  }

  public final CallKey key;
  public final int arity;

  /** Whether the head is a minimal instruction, in whatever view. */
  public final boolean isInstruction;

  public Kind kind = Kind.CONSTRUCTOR;
  public @Nullable Callee callee;

  /** The code for values, as of when it was last made. */
  public @Nullable Code valueCode;

  public @Nullable Code dataCode;

  /** The code for values, if it is known to be current at {@link #checkedAt()}. */
  public @Nullable Code fast;

  /** Whether the head has no type, and calls of it need no look at types. */
  public boolean plainHead;

  /** Which arguments are not evaluated; for marks on calls that stay data. */
  public long lazyArguments;

  /** How often the rules have changed since it was first called. */
  int changes;

  /** The rules that were last looked at. */
  RuleVersion[] rules = {};

  private final FunctionTable table;

  FunctionLink(CallKey key, FunctionTable table) {
    super(key.head(), table.clock());
    this.key = key;
    this.table = table;
    this.arity = key.parameterCount();
    this.isInstruction = Instructions.isInstruction(key.head());
  }

  /** The last present at which this was looked at; -1 for never. */
  public long checkedAt() {
    return lookedAt;
  }

  /** Notes that it was looked at; its code is still to be judged. */
  void looked(long now) {
    lookedAt = now;
    fast = null;
    code = null;
    constructs = kind == Kind.CONSTRUCTOR;
    plain = plainHead;
  }

  /** Notes the code for values, which is current. */
  public void reach(Code current) {
    fast = current;
    code = current;
  }

  @Override
  protected boolean look() {
    table.refresh(this);
    if (fast == null && kind == Kind.COMPILED) {
      Code current = table.codeOf(this, false);
      if (current != null && current.isCurrent()) {
        reach(current);
      }
    }
    return true;
  }

  /** The table that it belongs to. */
  public FunctionTable table() {
    return table;
  }
}
