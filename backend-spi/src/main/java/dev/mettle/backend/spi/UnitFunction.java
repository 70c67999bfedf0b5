package dev.mettle.backend.spi;

import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.IrFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A function of a unit, as it was when the request was made. Nothing in it changes, so that another
 * thread can compile it.
 *
 * @param key what calls it
 * @param function its IR, which passed the verifier
 * @param code what captured frames of it go on in
 * @param calls what the calls by a key reach, by their offsets, calls as the last act and {@code
 *     apply_rules} included
 * @param switches the tables, by the offsets of their instructions
 * @param sites what other instructions keep, by their offsets
 * @param thorough whether ways that are seldom taken are compiled, too, so that nothing is left to
 *     the interpreter that compiled code can do: those of variables, of errors, and of atoms that
 *     have to be evaluated
 * @param left the instructions at which code of it has left, for which the same holds
 * @param several whether it may give several values for a reason that its instructions do not show,
 *     as rules that are found by unification
 * @param heads the functions that calls of a value have met so far, by the offsets of those calls,
 *     of {@code jump_by_head} and of {@code check_call}; they may meet any others next. None where
 *     there were more than a few
 * @since 1.0
 */
public record UnitFunction(
    CallKey key,
    IrFunction function,
    FunctionCode code,
    Map<Integer, Call> calls,
    Map<Integer, SwitchSite> switches,
    Map<Integer, CodeSite> sites,
    boolean thorough,
    Set<Integer> left,
    boolean several,
    Map<Integer, List<Head>> heads) {

  /** A function of which nothing is known about the values that it calls. */
  public UnitFunction(
      CallKey key,
      IrFunction function,
      FunctionCode code,
      Map<Integer, Call> calls,
      Map<Integer, SwitchSite> switches,
      Map<Integer, CodeSite> sites,
      boolean thorough,
      Set<Integer> left,
      boolean several) {
    this(key, function, code, calls, switches, sites, thorough, left, several, Map.of());
  }

  /** A function whose seldom ways are left to the interpreter. */
  public UnitFunction(
      CallKey key,
      IrFunction function,
      FunctionCode code,
      Map<Integer, Call> calls,
      Map<Integer, SwitchSite> switches,
      Map<Integer, CodeSite> sites) {
    this(key, function, code, calls, switches, sites, false, Set.of(), false);
  }

  /**
   * What a call reached when the request was made; judged again at each call.
   *
   * @param target what is asked then
   * @param callee the function of the unit that it reaches, if it is one of them
   * @param constructs whether the call is data
   */
  public record Call(CallTarget target, OptionalInt callee, boolean constructs) {}

  /**
   * A function that was the value of a head.
   *
   * @param target what is asked at each call
   * @param callee the function of the unit that it is
   * @param signature its type, if it has one; it has one type then
   */
  public record Head(CallTarget target, int callee, Optional<Signature> signature) {}

  /**
   * The type of a function, without type variables.
   *
   * @param type the type
   * @param plan what {@code check_call} finds for a call whose arguments it admits, where the type
   *     of the result is not in doubt
   */
  public record Signature(Expression type, Object plan) {}

  /** Copies the maps. */
  public UnitFunction {
    calls = Map.copyOf(calls);
    switches = Map.copyOf(switches);
    sites = Map.copyOf(sites);
    left = Set.copyOf(left);
    heads = Map.copyOf(heads);
  }

  /** What the call at an offset reaches. */
  public Optional<Call> call(int offset) {
    return Optional.ofNullable(calls.get(offset));
  }

  /** The functions that the value called at an offset was so far. */
  public List<Head> heads(int offset) {
    return heads.getOrDefault(offset, List.of());
  }
}
