package dev.mettle.vm.code.link;

import dev.mettle.backend.spi.CallTarget;
import dev.mettle.backend.spi.Clock;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.CallKey;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.eval.Callee;
import dev.mettle.vm.minimal.Instructions;
import dev.mettle.vm.minimal.UnevaluatedParts;
import org.jspecify.annotations.Nullable;

/** What calls of one key reach in one view, kept up to date. */
public final class FunctionLink extends CallTarget implements UnevaluatedParts {

  /** Keeps links up to date, and has their code. */
  interface Source {

    /** The clock of the changes that matter. */
    Clock clock();

    /** The present. */
    long now();

    /** Looks again at what calls of a link reach, if anything has changed at all. */
    void refresh(FunctionLink link);

    /** The code of a function, for values or for the bodies themselves; null if there is none. */
    @Nullable Code codeOf(FunctionLink link, boolean data);
  }

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

  /** The only type of the head, a function's for so many arguments; null if it has none such. */
  @Nullable Expression headType;

  /** Which arguments are not evaluated; for marks on calls that stay data. */
  long lazyArguments;

  /** How often the rules have changed since it was first called. */
  int changes;

  /** The rules that were last looked at. */
  RuleVersion[] rules = {};

  private final Source source;

  FunctionLink(CallKey key, Source source) {
    super(key.head(), source.clock());
    this.key = key;
    this.source = source;
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
    type = headType;
  }

  /** The only type of the head, as of when it was last looked at; null if it has none such. */
  public @Nullable Expression headType() {
    return headType;
  }

  /** Notes the code for values, which is current. */
  public void reach(Code current) {
    fast = current;
    code = current;
  }

  @Override
  protected boolean look() {
    refresh();
    if (fast == null && kind == Kind.COMPILED) {
      Code current = source.codeOf(this, false);
      if (current != null && current.isCurrent()) {
        reach(current);
      }
    }
    return true;
  }

  /**
   * The code for values, if some was made already and is current. What is compiled before it runs
   * has made no call yet, not even of itself.
   */
  public @Nullable Code knownCode() {
    Code known = valueCode;
    if (known != null) {
      stillRuns(known);
    }
    return fast;
  }

  @Override
  protected boolean stillRuns(FunctionCode expected) {
    refresh();
    Code known = valueCode;
    if (kind != Kind.COMPILED || known == null || known != expected || !known.isCurrent()) {
      return false;
    }
    reach(known);
    return true;
  }

  /** Looks again at what calls reach, if anything has changed at all. */
  public void refresh() {
    source.refresh(this);
  }

  /** The code for a call; null if the call is not for code, or not for code alone. */
  public @Nullable Code codeFor(Atom expected) {
    if (lookedAt != source.now()) {
      refresh();
    }
    if (kind != Kind.COMPILED) {
      return null;
    }
    Code found = bodyFor(expected);
    if (expected != Symbols.ATOM && found != null && found.isCurrent()) {
      reach(found);
    }
    return found;
  }

  /** The same for a function that is known to have code, as of when it was last looked at. */
  public @Nullable Code bodyFor(Atom expected) {
    boolean data = expected == Symbols.ATOM;
    Code known = data ? dataCode : valueCode;
    if (known != null && known.checkedAt() == lookedAt) {
      return known;
    }
    return source.codeOf(this, data);
  }

  @Override
  public boolean leavesUnevaluated(int index) {
    return index > 0 && index <= Long.SIZE && (lazyArguments >>> index - 1 & 1) != 0;
  }
}
