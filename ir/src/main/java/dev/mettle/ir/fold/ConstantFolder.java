package dev.mettle.ir.fold;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BigIntegerAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.Assumption;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.ir.kernel.OutsideDomain;
import dev.mettle.ir.opcode.ImmediateKind;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Computes at compile time what does not depend on inputs, with the kernels that an engine would
 * call. A result is never changed by it: an operation that would raise an error or stay as it is is
 * left to run time, with the operands that it has there. So are operands of kinds whose types a
 * program can change, and integers that grow beyond reason.
 *
 * <p>A folded operation is gone from the code, so the fold records that it relied on the meaning of
 * its name.
 */
public final class ConstantFolder {

  /** Larger integers are computed only if a program asks for them. */
  private static final int MAX_BITS = 1024;

  private final IrFunction function;
  private final List<Folded> code = new ArrayList<>();
  private final int[] newOffsets;

  /** The constants that the last instructions of {@link #code} push, one each. */
  private final List<Atom> tail = new ArrayList<>();

  private boolean changed;

  /** What replaces an instruction, with its line. */
  private sealed interface Folded {
    int line();
  }

  private record Kept(Instruction instruction, int line) implements Folded {}

  private record Pushed(Atom constant, int line) implements Folded {}

  private ConstantFolder(IrFunction function) {
    this.function = function;
    this.newOffsets = new int[function.code().size()];
  }

  /**
   * A function with the same results, or the same function if there is nothing to fold.
   *
   * @param function a function that the verifier accepts
   */
  public static IrFunction fold(IrFunction function) {
    ConstantFolder folder = new ConstantFolder(function);
    List<Assumption> reliedOn = folder.run();
    return folder.changed ? folder.build(reliedOn) : function;
  }

  private List<Assumption> run() {
    List<Assumption> reliedOn = new ArrayList<>();
    BitSet targets = targets();
    for (int offset = 0; offset < function.code().size(); offset++) {
      if (targets.get(offset)) {
        // Another way leads here, on which the constants were not pushed.
        tail.clear();
      }
      newOffsets[offset] = code.size();
      Instruction instruction = function.code().get(offset);
      int line = function.line(offset);
      Opcode opcode = instruction.opcode();
      Atom pushed = function.constantPushedBy(instruction);
      if (pushed != null) {
        push(pushed, line);
      } else if (KernelTable.hasKernel(opcode) && foldOperation(opcode, line)) {
        opcode
            .operation()
            .ifPresent(name -> reliedOn.add(new Assumption.MeaningOf(Symbol.of(name))));
      } else if (!foldStackWork(opcode, line)) {
        code.add(new Kept(instruction, line));
        tail.clear();
      }
    }
    return reliedOn;
  }

  /** Does at compile time what only moves constants. */
  private boolean foldStackWork(Opcode opcode, int line) {
    int known = tail.size();
    if (opcode == Opcode.POP && known >= 1) {
      drop(1);
    } else if (opcode == Opcode.DUP && known >= 1) {
      push(tail.getLast(), line);
    } else if (opcode == Opcode.OVER && known >= 2) {
      push(tail.get(known - 2), line);
    } else if (opcode == Opcode.SWAP && known >= 2) {
      Atom top = tail.get(known - 1);
      Atom below = tail.get(known - 2);
      drop(2);
      push(top, line);
      push(below, line);
    } else {
      return false;
    }
    changed = true;
    return true;
  }

  private boolean foldOperation(Opcode opcode, int line) {
    int arity = opcode.picture().inputs().size();
    if (tail.size() < arity) {
      return false;
    }
    List<Atom> operands = tail.subList(tail.size() - arity, tail.size());
    if (!operands.stream().allMatch(ConstantFolder::hasFixedType)) {
      return false;
    }
    Atom result =
        switch (KernelTable.of(opcode)) {
          case KernelTable.Unary unary -> unary.apply(operands.getFirst());
          case KernelTable.Binary binary -> binary.apply(operands.getFirst(), operands.getLast());
          case null -> throw new AssertionError(opcode);
        };
    if (result instanceof OutsideDomain || Kernels.stops(result) || isTooLarge(result)) {
      return false;
    }
    drop(arity);
    push(result, line);
    changed = true;
    return true;
  }

  /** Whether no program can declare another type for this constant. */
  private static boolean hasFixedType(Atom atom) {
    return OperandKind.of(atom).isPlain();
  }

  private static boolean isTooLarge(Atom atom) {
    return atom instanceof BigIntegerAtom big && big.value().bitLength() > MAX_BITS;
  }

  private void push(Atom constant, int line) {
    code.add(new Pushed(constant, line));
    tail.add(constant);
  }

  private void drop(int count) {
    for (int i = 0; i < count; i++) {
      code.removeLast();
      tail.removeLast();
    }
  }

  private BitSet targets() {
    BitSet targets = new BitSet();
    for (Instruction instruction : function.code()) {
      for (int i = 0; i < instruction.immediateCount(); i++) {
        if (isTarget(instruction.kind(i))) {
          targets.set(instruction.immediate(i));
        }
      }
    }
    return targets;
  }

  private static boolean isTarget(ImmediateKind kind) {
    return kind == ImmediateKind.TARGET || kind == ImmediateKind.TARGETS;
  }

  private IrFunction build(List<Assumption> reliedOn) {
    FunctionBuilder out = FunctionBuilder.copyOfFrame(function).assumeAll(reliedOn);
    for (Folded folded : code) {
      out.line(folded.line());
      switch (folded) {
        case Kept(var instruction, var line) -> out.add(moved(instruction));
        case Pushed(var constant, var line) -> out.push(constant);
      }
    }
    return out.build();
  }

  private Instruction moved(Instruction instruction) {
    long[] immediates = new long[instruction.immediateCount()];
    for (int i = 0; i < immediates.length; i++) {
      immediates[i] =
          isTarget(instruction.kind(i))
              ? newOffsets[instruction.immediate(i)]
              : instruction.longImmediate(i);
    }
    return Instruction.of(instruction.opcode(), immediates);
  }
}
