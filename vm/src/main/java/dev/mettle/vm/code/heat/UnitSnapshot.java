package dev.mettle.vm.code.heat;

import dev.mettle.backend.spi.CodeSite;
import dev.mettle.backend.spi.CompileLimits;
import dev.mettle.backend.spi.ProgramContext;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import dev.mettle.vm.code.link.FunctionLink;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.code.site.HeadSite;
import dev.mettle.vm.code.site.OperationSite;
import dev.mettle.vm.code.site.RuleSite;
import dev.mettle.vm.operation.Operation;
import dev.mettle.vm.tier.UnitCompiler;
import dev.mettle.vm.types.FunctionType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what a backend has to know of a hot function and of those that it calls, so that it can
 * compile them in another thread while the program goes on.
 */
public final class UnitSnapshot {

  /** Instructions that errors come from, or go on at. */
  private static final Set<Opcode> PLACED =
      EnumSet.of(
          Opcode.JUMP_IF_ERROR,
          Opcode.JUMP_IF_NEW_ERROR,
          Opcode.EVAL_ATOM,
          Opcode.TAIL_EVAL,
          Opcode.REDUCE,
          Opcode.TAIL_REDUCE,
          Opcode.RUN_INSTRUCTION,
          Opcode.TAIL_INSTRUCTION,
          Opcode.RUN_FUNCTION,
          Opcode.TAIL_FUNCTION,
          Opcode.CALL_EVALUATED);

  private static final int MAX_FUNCTIONS = 16;
  private static final int MAX_INSTRUCTIONS = 2_000;

  private final FunctionTable functions;
  private final List<Code> codes = new ArrayList<>();
  private final Map<Code, Integer> places = new HashMap<>();
  private int instructions;

  private UnitSnapshot(FunctionTable functions) {
    this.functions = functions;
  }

  /**
   * What a backend is asked for.
   *
   * @param codes the code of its functions, in their order
   */
  public record Snapshot(UnitRequest request, List<Code> codes) {

    /** Where code of a function had left when the picture was taken. */
    Set<Integer> ways(int function) {
      return request.functions().get(function).left();
    }
  }

  /** The request for a version of {@code code}, which is its function 0. */
  public static Snapshot of(Code code, Version version, boolean guesses, CompileLimits limits) {
    UnitSnapshot snapshot = new UnitSnapshot(FunctionTable.of(code));
    snapshot.place(code);
    List<UnitFunction> found = new ArrayList<>();
    for (int i = 0; i < snapshot.codes.size(); i++) {
      found.add(snapshot.function(snapshot.codes.get(i)));
    }
    return new Snapshot(
        new UnitRequest(UnitCompiler.className(code.function()), found, version, guesses, limits),
        List.copyOf(snapshot.codes));
  }

  /**
   * The functions of a unit, as far as they are called by their names.
   *
   * @param isRepeated whether the first one, if it waits for another, does so more than once, as a
   *     rule: it is called in the unit, or goes on again for each of several values
   */
  record Unit(List<Code> codes, boolean isRepeated) {}

  /** The unit that begins with a function. */
  static Unit unit(Code code) {
    UnitSnapshot snapshot = new UnitSnapshot(FunctionTable.of(code));
    snapshot.place(code);
    boolean isRepeated = false;
    for (int i = 0; i < snapshot.codes.size(); i++) {
      Code next = snapshot.codes.get(i);
      boolean calls = snapshot.callees(next).contains(0);
      isRepeated =
          isRepeated
              || calls
              || next.function().code().stream().anyMatch(in -> in.opcode() == Opcode.FORK);
    }
    return new Unit(List.copyOf(snapshot.codes), isRepeated);
  }

  /** The places of the functions that one calls by their names; they get one if there is room. */
  private Set<Integer> callees(Code code) {
    IrFunction function = code.function();
    Set<Integer> found = new HashSet<>();
    for (Instruction instruction : function.code()) {
      if (instruction.opcode() == Opcode.CALL || instruction.opcode() == Opcode.TAIL_CALL) {
        call(CallKey.fromAtom(function.constant(instruction.immediate(0))).orElseThrow())
            .callee()
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** The place of a callee in the unit, if it has one or gets one. */
  private OptionalInt place(Code code) {
    Integer known = places.get(code);
    if (known != null) {
      return OptionalInt.of(known);
    }
    int size = code.function().code().size();
    CodeTier noted = code.noted;
    boolean blocked = noted != null && noted.blocked != null;
    if (!codes.isEmpty()
        && (blocked
            || code.function().parameterCount() > ProgramContext.MAX_PARAMETERS
            || codes.size() == MAX_FUNCTIONS
            || instructions + size > MAX_INSTRUCTIONS
            || code.functions != functions)) {
      return OptionalInt.empty();
    }
    instructions += size;
    places.put(code, codes.size());
    codes.add(code);
    return OptionalInt.of(codes.size() - 1);
  }

  private UnitFunction function(Code code) {
    IrFunction function = code.function();
    Map<Integer, UnitFunction.Call> calls = new HashMap<>();
    Map<Integer, List<UnitFunction.Head>> heads = new HashMap<>();
    for (int offset = 0; offset < function.code().size(); offset++) {
      Instruction instruction = function.code().get(offset);
      Opcode opcode = instruction.opcode();
      if (opcode == Opcode.CALL || opcode == Opcode.TAIL_CALL) {
        calls.put(
            offset,
            call(CallKey.fromAtom(function.constant(instruction.immediate(0))).orElseThrow()));
      } else if (opcode == Opcode.CALL_VALUE || opcode == Opcode.TAIL_CALL_VALUE) {
        heads.put(offset, met(code, instruction.immediate(0), instruction.count()));
      } else if (opcode == Opcode.JUMP_BY_HEAD) {
        heads.put(offset, met(code, instruction.immediate(0), instruction.immediate(1)));
      } else if (opcode == Opcode.CHECK_CALL) {
        Expression call = (Expression) function.constant(instruction.immediate(0));
        if (call.get(0) instanceof Variable head) {
          heads.put(offset, met(code, head.slot(), call.size() - 1));
        }
      } else if (opcode == Opcode.APPLY_RULES) {
        FunctionLink link =
            functions.link(
                CallKey.fromAtom(function.constant(instruction.immediate(0))).orElseThrow());
        calls.put(offset, new UnitFunction.Call(link, OptionalInt.empty(), false));
      }
    }
    Map<Integer, CodeSite> sites = new HashMap<>(code.sites);
    for (int offset = 0; offset < function.code().size(); offset++) {
      if (sites.get(offset) instanceof HeadSite head) {
        head.standsAt(code, offset);
      }
      CodeSite place = sites.containsKey(offset) ? null : place(code, offset);
      if (place != null) {
        sites.put(offset, place);
      }
    }
    // Functions that were not made from rules are called by nobody but the engine.
    CallKey key =
        function
            .key()
            .orElseGet(() -> CallKey.of(Symbol.of(function.name()), function.parameterCount()));
    CodeTier tier = code.noted;
    Set<Integer> left = new HashSet<>();
    if (tier != null) {
      tier.left.stream().forEach(left::add);
    }
    return new UnitFunction(
        key,
        function,
        code,
        calls,
        code.switches,
        sites,
        tier != null && tier.thorough,
        left,
        tier != null && tier.several,
        heads);
  }

  /**
   * The functions that the value of a local was where it was called, as far as the interpreter has
   * seen; none if there were more than a few.
   */
  private List<UnitFunction.Head> met(Code code, int local, int arity) {
    Set<FunctionLink> links = new LinkedHashSet<>();
    for (Object pooled : code.pool) {
      if (pooled instanceof HeadSite site
          && site.place == Code.LOCALS + local
          && site.arity == arity) {
        if (site.metMany()) {
          return List.of();
        }
        links.addAll(site.met());
      }
    }
    List<UnitFunction.Head> heads = new ArrayList<>();
    if (links.size() <= HeadSite.FEW) {
      for (FunctionLink link : links) {
        Code callee = link.codeFor(Symbols.UNDEFINED);
        Expression type = link.headType();
        Optional<UnitFunction.Signature> signature =
            type == null ? Optional.empty() : signature(type);
        if (callee != null && (link.plainHead || signature.isPresent())) {
          place(callee).ifPresent(at -> heads.add(new UnitFunction.Head(link, at, signature)));
        }
      }
    }
    return List.copyOf(heads);
  }

  /** What is known of calls by a type, if all of its parts are symbols. */
  private static Optional<UnitFunction.Signature> signature(Expression type) {
    for (int i = 1; i < type.size(); i++) {
      if (!(type.get(i) instanceof Symbol)) {
        return Optional.empty();
      }
    }
    Atom result = type.get(type.size() - 1);
    return result == Symbols.ATOM || result == Symbols.EXPRESSION
        ? Optional.empty()
        : Optional.of(new UnitFunction.Signature(type, FunctionType.of(type).plan(result)));
  }

  /** Where errors come from that an instruction makes or meets; null if it does neither. */
  private @Nullable CodeSite place(Code code, int offset) {
    IrFunction function = code.function();
    Instruction instruction = function.code().get(offset);
    Opcode opcode = instruction.opcode();
    if (opcode == Opcode.CALL_OPERATION || opcode == Opcode.TAIL_OPERATION) {
      return new OperationSite(
          (Operation) function.constant(instruction.immediate(0)), code, offset);
    }
    if (opcode == Opcode.INSTANTIATE && Symbols.isError(function.constant(instruction.immediate(0)))
        || PLACED.contains(opcode)
        || (opcode == Opcode.CALL || opcode == Opcode.TAIL_CALL)
            && makesErrors(function.constant(instruction.immediate(0)))) {
      return new RuleSite(code, offset);
    }
    return null;
  }

  /** Whether what is called is computed directly, so that errors are those of the caller. */
  private boolean makesErrors(Atom key) {
    return CallKey.fromAtom(key)
        .filter(called -> functions.link(called).kind == FunctionLink.Kind.INTRINSIC)
        .isPresent();
  }

  private UnitFunction.Call call(CallKey key) {
    FunctionLink link = functions.link(key);
    boolean constructs = link.constructs();
    Code callee = link.knownCode();
    return new UnitFunction.Call(
        link, callee == null ? OptionalInt.empty() : place(callee), constructs);
  }
}
