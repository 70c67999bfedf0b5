package dev.mettle.ir.testing;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.ir.function.FunctionBuilder;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.opcode.Opcode;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.ir.opcode.StackPicture;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes random well-formed functions of straight code of stages 1 and 2, from the opcode table. The
 * same seed gives the same functions.
 *
 * <p>Operands fit what their operations want as far as kinds can tell, so most functions have a
 * value; parameters of unknown kind and divisions by zero see to it that some have none.
 *
 * @since 1.0
 */
public final class FunctionGenerator {

  private static final List<OperandKind> PARAMETER_KINDS =
      List.of(
          OperandKind.NUMBER,
          OperandKind.NUMBER,
          OperandKind.INTEGER,
          OperandKind.FLOAT,
          OperandKind.BOOL,
          OperandKind.ATOM);

  private static final double[] FLOATS = {
    0.0, -0.0, 1.0, -1.5, 1e16, 0x1p53, 0x1p63, Double.POSITIVE_INFINITY, Double.NaN
  };

  private static final long[] INTEGERS = {
    0,
    1,
    -1,
    2,
    (1L << 47) - 1,
    1L << 47,
    -(1L << 47),
    -(1L << 47) - 1,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  private final Random random;
  private final List<Opcode> opcodes = new ArrayList<>();

  /** A generator of the functions of one seed. */
  public FunctionGenerator(long seed) {
    random = new Random(seed);
    for (Opcode opcode : Opcode.values()) {
      if (opcode.stage() <= 2 && opcode != Opcode.RETURN) {
        opcodes.add(opcode);
      }
    }
  }

  /** A function of about {@code length} instructions. */
  public IrFunction next(int length) {
    FunctionBuilder builder = FunctionBuilder.named("generated").source("generated");
    List<OperandKind> parameters = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      OperandKind kind = PARAMETER_KINDS.get(random.nextInt(PARAMETER_KINDS.size()));
      builder.parameter("p" + parameters.size(), kind);
      parameters.add(kind);
    }
    List<OperandKind> stack = new ArrayList<>();
    while (builder.offset() < length) {
      builder.line(random.nextInt(3));
      append(builder, opcodes.get(random.nextInt(opcodes.size())), parameters, stack);
    }
    if (stack.isEmpty()) {
      append(builder, Opcode.PUSH_NIL, parameters, stack);
    }
    builder.result(stack.getLast()).emit(Opcode.RETURN);
    return builder.build();
  }

  /** Appends an instruction if its operands are there. */
  private void append(
      FunctionBuilder builder,
      Opcode opcode,
      List<OperandKind> parameters,
      List<OperandKind> stack) {
    int count = random.nextInt(4);
    List<StackPicture.Operand> inputs = opcode.picture().inputs();
    int pops = opcode.picture().pops(count);
    // Without a bound the stack would grow and most operands never be used.
    boolean grows = opcode.picture().pushes(count) > pops;
    if (stack.size() < pops || grows && stack.size() > 12) {
      return;
    }
    int start = stack.size() - pops;
    if (opcode.countIndex() >= 0) {
      List<OperandKind> group = List.copyOf(stack.subList(start, stack.size()));
      if (opcode == Opcode.POP_N) {
        stack.subList(start, stack.size()).clear();
      } else {
        stack.addAll(group);
      }
      builder.emit(opcode, count);
      return;
    }
    List<OperandKind> taken = List.copyOf(stack.subList(start, stack.size()));
    for (int i = 0; i < pops; i++) {
      if (inputs.get(i).kind().isDisjointFrom(taken.get(i))) {
        return;
      }
    }
    switch (opcode) {
      case LOAD_LOCAL -> {
        if (!parameters.isEmpty()) {
          int local = random.nextInt(parameters.size());
          builder.emit(opcode, local);
          stack.add(parameters.get(local));
        }
      }
      case PUSH_CONSTANT -> {
        Atom constant = constant();
        builder.emit(opcode, builder.constant(constant));
        stack.add(OperandKind.of(constant));
      }
      case PUSH_LONG, PUSH_LONG_SMALL -> {
        long value = integer();
        builder.emit(opcode, opcode == Opcode.PUSH_LONG ? value : (int) value);
        stack.add(OperandKind.INTEGER);
      }
      default -> {
        builder.emit(opcode);
        stack.subList(start, stack.size()).clear();
        for (StackPicture.Operand output : opcode.picture().outputs()) {
          stack.add(kindOf(output, inputs, taken));
        }
      }
    }
  }

  private static OperandKind kindOf(
      StackPicture.Operand output, List<StackPicture.Operand> inputs, List<OperandKind> taken) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i).name().equals(output.name())) {
        return taken.get(i);
      }
    }
    return output.kind();
  }

  /** An argument that a parameter of this kind admits. */
  public Atom argument(OperandKind kind) {
    return switch (kind) {
      case NUMBER -> random.nextInt(4) == 0 ? number() : LongAtom.of(integer());
      case INTEGER ->
          random.nextInt(4) == 0
              ? NumberAtom.of(new BigInteger(120, random))
              : LongAtom.of(integer());
      case FLOAT -> number();
      case BOOL -> BoolAtom.of(random.nextBoolean());
      case STRING -> StringAtom.of("s" + random.nextInt(3));
      case SYMBOL -> Symbol.of("a" + random.nextInt(3));
      case VARIABLE -> Variable.of("v" + random.nextInt(3));
      case UNIT -> Expression.EMPTY;
      case EXPRESSION -> Expression.of(Symbol.of("f"), LongAtom.of(integer()));
      case ATOM -> constant();
      case SPACE,
          STATE,
          TYPE,
          PLAN,
          COLLECTOR,
          BARRIER,
          SCOPE,
          SOFT_CUT,
          BUILDER,
          CURSOR,
          OPERAND,
          ANYTHING ->
          throw new IllegalArgumentException("nothing of kind " + kind.label() + " can be made");
    };
  }

  private Atom constant() {
    return switch (random.nextInt(8)) {
      case 0, 1 -> argument(OperandKind.INTEGER);
      case 2, 3 -> argument(OperandKind.FLOAT);
      case 4 -> argument(OperandKind.BOOL);
      case 5 -> argument(OperandKind.STRING);
      case 6 -> argument(OperandKind.SYMBOL);
      default -> argument(OperandKind.EXPRESSION);
    };
  }

  private long integer() {
    return switch (random.nextInt(4)) {
      case 0 -> INTEGERS[random.nextInt(INTEGERS.length)];
      case 1 -> random.nextLong() >> random.nextInt(64);
      default -> random.nextInt(-20, 21);
    };
  }

  private Atom number() {
    return DoubleAtom.of(
        random.nextBoolean()
            ? FLOATS[random.nextInt(FLOATS.length)]
            : random.nextInt(-64, 65) / 4.0);
  }
}
