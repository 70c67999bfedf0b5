package dev.mettle.conformance;

import dev.mettle.backend.jvm.assembler.ReferenceCode;
import dev.mettle.backend.spi.Backend;
import dev.mettle.backend.spi.BackendDescriptor;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.LeaveReason;
import dev.mettle.backend.spi.SpecVersion;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.opcode.Opcode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Compiles functions that begin with arithmetic, on references; the interpreter does the rest. */
public final class SmallBackend implements Backend {

  private static final Set<Opcode> OPCODES = EnumSet.copyOf(BackendDescriptor.opcodesUpToStage(1));

  static {
    OPCODES.addAll(Set.of(Opcode.JUMP_UNLESS_KIND, Opcode.JUMP_UNLESS_ADMITS));
  }

  @Override
  public BackendDescriptor descriptor() {
    return new BackendDescriptor("small", "1", new SpecVersion(1, 0), OPCODES, Set.of(), 0);
  }

  @Override
  public UnitOutcome compile(UnitRequest request) {
    for (Instruction instruction : request.functions().getFirst().function().code()) {
      Opcode opcode = instruction.opcode();
      if (!OPCODES.contains(opcode)) {
        return new UnitOutcome.Declined(
            DeclineReason.NOT_WORTHWHILE, Optional.of(opcode), "it does not begin with arithmetic");
      }
      if (KernelTable.hasKernel(opcode) || opcode == Opcode.RETURN) {
        return ReferenceCode.compile(request, SmallBackend::write);
      }
    }
    throw new IllegalArgumentException("code without an end");
  }

  /** Writes an instruction; false if the code does not go on behind it. */
  private static boolean write(ReferenceCode code, Instruction instruction) {
    switch (instruction.opcode()) {
      case NOP -> {}
      case LOAD_LOCAL -> code.pushLocal(instruction.immediate(0));
      case POP, DUP, SWAP, ROT3, OVER, DUP_N, POP_N -> code.rearrange(instruction);
      case PUSH_NIL, PUSH_UNIT, PUSH_TRUE, PUSH_FALSE, PUSH_LONG_SMALL ->
          code.pushConstant(instruction);
      case ADD, SUB, MUL, DIV, MOD, FLOOR_DIV, NEG, ABS -> code.compute(instruction.opcode());
      case AND, OR, NOT, XOR, LT, LE, GT, GE, EQ, NE -> code.compute(instruction.opcode());
      case JUMP_UNLESS_KIND -> code.leaveUnlessKind(instruction);
      case JUMP_UNLESS_ADMITS -> code.leaveUnlessAdmits(instruction);
      case RETURN -> {
        code.give();
        return false;
      }
      default -> {
        code.leave(LeaveReason.NOT_COMPILED);
        return false;
      }
    }
    return true;
  }
}
