package dev.mettle.vm.interp;

import dev.mettle.backend.spi.Lane;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.opcode.OperandKind;
import java.util.Optional;

/**
 * Makes {@link LaneCode} of decoded code, by running it over lanes instead of values. It gives up
 * where an operation has operands that no lane carries, calls a native operation, or compares an
 * integer with a float, which tagged words do exactly.
 */
final class LaneSpecializer {

  private static final int PLACE = 0xFFFF;

  /** Up to here every integer is a float. */
  private static final long EXACT = 1L << 53;

  private final DecodedFunction function;
  private final Lane[] parameters;
  private final long[] constants;
  private final Lane[] lanes;
  private final long[] code;
  private int length;

  /** Places behind the frame: constants as floats, and temporaries for what becomes a float. */
  private long[] tail = new long[4];

  private int tailLength;

  private LaneSpecializer(DecodedFunction function, Atom[] arguments) {
    this.function = function;
    this.parameters = new Lane[arguments.length];
    this.lanes = new Lane[function.frameSize];
    // Each operand may have to become a float first.
    this.code = new long[3 * function.code.length];
    java.util.Arrays.fill(lanes, Lane.REFERENCE);
    for (int i = 0; i < arguments.length; i++) {
      parameters[i] = laneOf(function.kinds[i], arguments[i]);
      lanes[i] = parameters[i];
    }
    this.constants = new long[function.constants.size()];
    for (int i = 0; i < constants.length; i++) {
      Atom constant = function.constants.get(i);
      lanes[function.localCount + i] = Lane.of(constant);
      constants[i] = bits(constant);
    }
  }

  /** The code for calls with arguments like these; none if they have to run on tagged words. */
  static Optional<LaneCode> specialize(DecodedFunction function, Atom[] arguments) {
    return new LaneSpecializer(function, arguments).specialize();
  }

  private static Lane laneOf(OperandKind kind, Atom argument) {
    boolean carried =
        switch (kind) {
          case NUMBER, INTEGER, FLOAT, BOOL -> true;
          case ATOM,
              STRING,
              SYMBOL,
              VARIABLE,
              EXPRESSION,
              UNIT,
              SPACE,
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
              false;
        };
    return carried && kind.admits(argument) ? Lane.of(argument) : Lane.REFERENCE;
  }

  private static long bits(Atom constant) {
    return switch (constant) {
      case LongAtom n -> n.value();
      case DoubleAtom n -> Double.doubleToRawLongBits(n.value());
      case BoolAtom b -> b.value() ? 1 : 0;
      default -> 0;
    };
  }

  private Optional<LaneCode> specialize() {
    for (long i : function.code) {
      int decoded = (int) i & 0xFF;
      int a = (int) (i >>> 8) & PLACE;
      int b = (int) (i >>> 24) & PLACE;
      int result = (int) (i >>> 40) & PLACE;
      if (decoded == Codes.RETURN) {
        return finish(i, lanes[a]);
      }
      if (decoded == Codes.CALL_NATIVE) {
        return Optional.empty();
      }
      Lane lane = operation(decoded, a, b, result);
      if (lane == Lane.REFERENCE || function.frameSize + tailLength > PLACE) {
        return Optional.empty();
      }
      lanes[result] = lane;
    }
    throw new IllegalStateException("code without a return");
  }

  private Optional<LaneCode> finish(long ret, Lane result) {
    if (result == Lane.REFERENCE) {
      return Optional.empty();
    }
    code[length++] = ret;
    return Optional.of(
        new LaneCode(
            function.kinds,
            parameters,
            java.util.Arrays.copyOf(code, length),
            function.localCount,
            constants,
            function.frameSize,
            java.util.Arrays.copyOf(tail, tailLength),
            result));
  }

  /** Appends an operation and gives the lane of its result; a reference if it has none. */
  private Lane operation(int decoded, int a, int b, int result) {
    return switch (decoded) {
      case Codes.ADD, Codes.SUB, Codes.MUL, Codes.DIV, Codes.MOD, Codes.FLOOR_DIV ->
          arithmetic(decoded, a, b, result);
      case Codes.NEG, Codes.ABS -> sign(decoded, a, result);
      case Codes.POW -> power(a, b, result);
      case Codes.AND, Codes.OR, Codes.XOR ->
          isBool(a) && isBool(b) ? emit(decoded, a, b, result, Lane.BOOLEAN) : Lane.REFERENCE;
      case Codes.NOT -> isBool(a) ? emit(decoded, a, 0, result, Lane.BOOLEAN) : Lane.REFERENCE;
      case Codes.LT, Codes.LE, Codes.GT, Codes.GE ->
          isNumber(a) && isNumber(b) ? comparison(decoded, a, b, result) : Lane.REFERENCE;
      case Codes.EQ, Codes.NE -> equality(decoded, a, b, result);
      default -> Lane.REFERENCE;
    };
  }

  private Lane arithmetic(int decoded, int a, int b, int result) {
    if (!isNumber(a) || !isNumber(b)) {
      return Lane.REFERENCE;
    }
    return lanes[a] == Lane.LONG && lanes[b] == Lane.LONG
        ? emit(decoded, a, b, result, Lane.LONG)
        : emit(LaneLoop.FLOAT + decoded, asFloat(a), asFloat(b), result, Lane.DOUBLE);
  }

  private Lane sign(int decoded, int a, int result) {
    if (!isNumber(a)) {
      return Lane.REFERENCE;
    }
    return lanes[a] == Lane.LONG
        ? emit(decoded, a, 0, result, Lane.LONG)
        : emit(LaneLoop.FLOAT + decoded, a, 0, result, Lane.DOUBLE);
  }

  private Lane power(int a, int b, int result) {
    if (!isNumber(a) || !isNumber(b)) {
      return Lane.REFERENCE;
    }
    int operation = lanes[b] == Lane.LONG ? LaneLoop.POW_INTEGER : LaneLoop.FLOAT + Codes.POW;
    return emit(operation, asFloat(a), b, result, Lane.DOUBLE);
  }

  private Lane equality(int decoded, int a, int b, int result) {
    if (isBool(a) && isBool(b)) {
      return emit(decoded, a, b, result, Lane.BOOLEAN);
    }
    return isNumber(a) && isNumber(b) ? comparison(decoded, a, b, result) : Lane.REFERENCE;
  }

  private Lane comparison(int decoded, int a, int b, int result) {
    if (lanes[a] == lanes[b]) {
      int operation = lanes[a] == Lane.LONG ? decoded : LaneLoop.FLOAT + decoded;
      return emit(operation, a, b, result, Lane.BOOLEAN);
    }
    return isExactFloat(a) && isExactFloat(b)
        ? emit(LaneLoop.FLOAT + decoded, asFloat(a), asFloat(b), result, Lane.BOOLEAN)
        : Lane.REFERENCE;
  }

  private boolean isExactFloat(int place) {
    return lanes[place] == Lane.DOUBLE
        || isConstant(place) && Math.abs(constants[place - function.localCount]) <= EXACT;
  }

  private boolean isConstant(int place) {
    return place >= function.localCount && place < function.localCount + constants.length;
  }

  private boolean isBool(int place) {
    return lanes[place] == Lane.BOOLEAN;
  }

  private boolean isNumber(int place) {
    return lanes[place] == Lane.LONG || lanes[place] == Lane.DOUBLE;
  }

  /** The place of a number as a float; appends what makes it one, unless it is a constant. */
  private int asFloat(int place) {
    if (lanes[place] == Lane.DOUBLE) {
      return place;
    }
    if (tailLength == tail.length) {
      tail = java.util.Arrays.copyOf(tail, 2 * tailLength);
    }
    int converted = function.frameSize + tailLength;
    if (isConstant(place)) {
      double value = (double) constants[place - function.localCount];
      tail[tailLength] = Double.doubleToRawLongBits(value);
    } else {
      code[length++] = Decoder.word(LaneLoop.TO_FLOAT, place, 0, converted);
    }
    tailLength++;
    return converted;
  }

  private Lane emit(int operation, int a, int b, int result, Lane lane) {
    code[length++] = Decoder.word(operation, a, b, result);
    return lane;
  }
}
