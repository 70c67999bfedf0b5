package dev.mettle.vm.code;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.SwitchSite;
import dev.mettle.frontend.lower.program.FunctionLowering;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.space.RuleCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decoded function. Frames begin with two words of control: the way back to the caller, and the
 * barrier of the call that is under way. The locals follow, then the places of the operand stack.
 */
public final class Code extends FunctionCode implements RuleCode {

  /** How far a call lies before the place where its value is looked at. */
  private static final int NEAR = 4;

  /** Where the locals begin in a frame. */
  public static final int LOCALS = 2;

  public final VerifiedFunction verified;
  public final IrFunction function;
  public final int[] code;
  public final Object[] pool;

  /** The words of the atoms in the pool. */
  public final long[] poolWords;

  public final int frameSize;

  /** Where in a frame barriers and scopes lie, which copies of the frame have in common. */
  public final int[] shared;

  /** The functions among which it was made. */
  public final Functions functions;

  /**
   * What is remembered at instructions, by their offsets: the interpreter has it in the pool, and
   * compiled code in its class.
   */
  public final Map<Integer, CodeSite> sites;

  /** The tables of switches, by the offsets of these. */
  public final Map<Integer, SwitchSite> switches;

  private final Validity validity;

  /** Compiled versions of it, if calls have to look at them. */
  public @Nullable CodeTier tier;

  /** What is known of it besides, once it was found hot. */
  public @Nullable CodeTier noted;

  /** Where it can be entered besides its beginning; made when it is first asked for. */
  private @Nullable EntryTable entries;

  public Code(
      VerifiedFunction verified,
      int[] code,
      Object[] pool,
      int frameSize,
      int[] shared,
      Functions functions,
      Map<Integer, CodeSite> sites,
      Map<Integer, SwitchSite> switches,
      Validity validity) {
    super(validity.clock());
    this.verified = verified;
    this.function = verified.function();
    this.code = code;
    this.pool = pool;
    this.poolWords = new long[pool.length];
    for (int i = 0; i < pool.length; i++) {
      poolWords[i] = pool[i] instanceof Atom atom ? Words.of(atom) : Words.REFERENCE;
    }
    this.frameSize = frameSize;
    this.shared = shared;
    this.functions = functions;
    this.sites = Map.copyOf(sites);
    this.switches = Map.copyOf(switches);
    this.validity = validity;
  }

  @Override
  public IrFunction function() {
    return function;
  }

  @Override
  public VerifiedFunction verified() {
    return verified;
  }

  /** The last present at which the assumptions were known to hold. */
  public long checkedAt() {
    return checkedAt;
  }

  @Override
  protected boolean recheck() {
    if (!validity.holdsSince(checkedAt)) {
      return false;
    }
    checkedAt = validity.now();
    return true;
  }

  /** Where it can be entered besides its beginning. */
  public EntryTable entries() {
    EntryTable known = entries;
    if (known == null) {
      known = functions.entries(verified);
      entries = known;
    }
    return known;
  }

  /** Negative places are those of compiled code: the complement of the IR offset. */
  @Override
  public int lineAt(int place) {
    if (place == ANYWHERE) {
      return onlyLine();
    }
    return place < 0 ? function.line(~place) : function.line(entries().offsetAt(place));
  }

  /** The line of all rules that it was made of; 0 if they are in several. */
  private int onlyLine() {
    int line = 0;
    for (int offset = 0; offset < function.code().size(); offset++) {
      int next = function.line(offset);
      if (next != 0 && line != 0 && next != line) {
        return 0;
      }
      line = Math.max(line, next);
    }
    return line;
  }

  @Override
  public String functionName() {
    if (function.key().isPresent()) {
      return AtomPrinter.print(function.key().get().head());
    }
    String name = function.name();
    if (name.startsWith(FunctionLowering.RULE)) {
      return name.substring(FunctionLowering.RULE.length());
    }
    int end = name.lastIndexOf(' ');
    return end < 0 ? name : name.substring(0, end);
  }

  @Override
  public String sourceName() {
    return function.source();
  }

  @Override
  public String calledAt(int place) {
    List<Instruction> all = function.code();
    if (place == ANYWHERE) {
      return "";
    }
    int offset = place < 0 ? ~place : entries().offsetAt(place);
    for (int i = offset - 1; i >= Math.max(0, offset - NEAR); i--) {
      Instruction before = all.get(i);
      if (before.opcode() == Opcode.CALL) {
        return CallKey.fromAtom(function.constant(before.immediate(0)))
            .map(key -> AtomPrinter.print(key.head()))
            .orElse("");
      }
      if (before.opcode() == Opcode.INSTANTIATE
          && function.constant(before.immediate(0)) instanceof Expression e
          && e.size() > 0) {
        return AtomPrinter.print(e.get(0));
      }
    }
    return "";
  }

  @Override
  public String toString() {
    return function.toString();
  }
}
