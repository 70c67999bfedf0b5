package dev.mettle.conformance.program;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/** Writes the code of a program, with detours over the stack that change nothing. */
final class ProgramWriter {

  /** The style without any detours. */
  static final long PLAIN = 0;

  private static final Map<String, Opcode> BY_OPERATION = byOperation();

  private final FunctionBuilder builder;
  private final Random random;
  private final boolean plain;

  private ProgramWriter(FunctionBuilder builder, long style) {
    this.builder = builder;
    this.random = new Random(style);
    this.plain = style == PLAIN;
  }

  /** The name of a parameter. */
  static String parameter(int index) {
    return "p" + index;
  }

  /**
   * The function that computes what a program means.
   *
   * @param parameters how many it has
   * @param style the seed of the detours
   */
  static IrFunction write(Atom meaning, int parameters, long style) {
    FunctionBuilder builder = FunctionBuilder.named("program").source("generated.metta").line(1);
    for (int i = 0; i < parameters; i++) {
      builder.parameter(parameter(i), OperandKind.ATOM);
    }
    ProgramWriter writer = new ProgramWriter(builder, style);
    writer.value(meaning);
    return builder.emit(Opcode.RETURN).build();
  }

  private static Map<String, Opcode> byOperation() {
    Map<String, Opcode> map = new HashMap<>();
    for (Opcode opcode : Opcode.values()) {
      if (opcode.stage() <= 2 && !opcode.picture().inputs().isEmpty()) {
        opcode.operation().ifPresent(name -> map.put(name, opcode));
      }
    }
    return map;
  }

  // Programs are generated a few levels deep, so this may recurse.
  private void value(Atom meaning) {
    detour();
    if (meaning instanceof Variable variable) {
      builder.emit(Opcode.LOAD_LOCAL, Integer.parseInt(variable.name().substring(1)));
    } else if (meaning instanceof Expression call && call.size() > 0) {
      call(call);
    } else {
      builder.push(meaning);
    }
  }

  private void call(Expression call) {
    Opcode opcode = BY_OPERATION.get(call.head().toString());
    int arity = call.size() - 1;
    if (opcode == null) {
      throw new IllegalArgumentException("no opcode computes " + call.head());
    }
    if (arity == 2) {
      int junkBelow = two(call.get(1), call.get(2));
      builder.emit(opcode);
      for (int i = 0; i < junkBelow; i++) {
        builder.emit(Opcode.SWAP).emit(Opcode.POP);
      }
    } else {
      value(call.get(1));
      builder.emit(opcode);
    }
  }

  /** Two operands, in one of the ways to get them there; says how much junk lies below them. */
  private int two(Atom first, Atom second) {
    int way = plain ? 0 : random.nextInt(6);
    if (!plain && first.equals(second) && way < 3) {
      value(first);
      builder.emit(Opcode.DUP);
    } else if (way == 3) {
      value(second);
      value(first);
      builder.emit(Opcode.SWAP);
    } else if (way == 4) {
      // second, junk, first: the rotation makes it junk, first, second.
      value(second);
      builder.emit(Opcode.PUSH_NIL);
      value(first);
      builder.emit(Opcode.ROT3);
      return 1;
    } else if (way == 5) {
      value(first);
      value(second);
      builder.emit(Opcode.DUP_N, 2).emit(Opcode.POP_N, 2);
    } else {
      value(first);
      value(second);
    }
    return 0;
  }

  private void detour() {
    switch (plain ? -1 : random.nextInt(24)) {
      case 0 -> builder.emit(Opcode.NOP);
      case 1 -> builder.emit(Opcode.PUSH_TRUE).emit(Opcode.POP);
      case 2 ->
          builder
              .emit(Opcode.PUSH_LONG_SMALL, 7)
              .emit(Opcode.PUSH_UNIT)
              .emit(Opcode.OVER)
              .emit(Opcode.POP_N, 3);
      default -> {}
    }
  }
}
