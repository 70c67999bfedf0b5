package dev.mettle.vm.interp;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.kernel.KernelTable;
import dev.mettle.ir.kernel.OutsideDomain;
import dev.mettle.ir.kernel.TypedKernels;
import dev.mettle.ir.opcode.OperandKind;
import dev.mettle.vm.code.Words;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions of stages 1 and 2. A frame is a row of words, with a lane of references beside it
 * for the values that no word can hold; see {@link Words}. The loop has the short roads for small
 * integers and floats, and the kernels do everything else.
 *
 * <p>An interpreter belongs to one thread at a time.
 */
public final class Interpreter {

  private static final int PLACE = 0xFFFF;

  private long[] words = new long[256];
  private @Nullable Atom[] atoms = new Atom[256];
  private int highWater;
  private final InterpreterCounters counters = new InterpreterCounters();

  /** An interpreter with an empty frame. */
  public Interpreter() {}

  /** What this interpreter has done so far. */
  public InterpreterCounters counters() {
    return counters;
  }

  /** Forgets the values of frames that are no longer used, so that they can be collected. */
  public void forgetValues() {
    Arrays.fill(atoms, 0, highWater, null);
    highWater = 0;
  }

  /**
   * Calls a function.
   *
   * @param arguments evaluated arguments, as many as the function has parameters
   * @return the result, or a {@link Leave} if the call is for the function's rules
   */
  public Atom run(DecodedFunction function, Atom... arguments) {
    if (arguments.length != function.kinds.length) {
      throw new IllegalArgumentException(
          "%d arguments for %s".formatted(arguments.length, function.function()));
    }
    LaneCode lanes = function.laneCode(arguments);
    if (lanes != null) {
      Atom result = runOnLanes(function, lanes, arguments);
      if (result != null) {
        return result;
      }
    }
    return runOnWords(function, arguments);
  }

  private void makeRoom(int frameSize) {
    if (frameSize > words.length) {
      int size = Integer.highestOneBit(frameSize) * 2;
      words = new long[size];
      atoms = new Atom[size];
    }
  }

  /** The result, or null if arguments or results are not what the code is for. */
  private @Nullable Atom runOnLanes(DecodedFunction function, LaneCode known, Atom[] arguments) {
    LaneCode lanes = known;
    makeRoom(lanes.frameSize);
    if (!lanes.load(arguments, words)) {
      lanes = function.laneCodeLike(arguments);
      if (lanes == null) {
        return null;
      }
      makeRoom(lanes.frameSize);
      if (!lanes.load(arguments, words)) {
        return null;
      }
    }
    long[] w = words;
    int place = LaneLoop.run(lanes.code, w);
    if (place < 0) {
      function.leftLanes();
      return null;
    }
    count(function);
    return lanes.box(w[place]);
  }

  private void count(DecodedFunction function) {
    counters.ran(function.instructionCount);
    function.ran();
  }

  private Atom runOnWords(DecodedFunction function, Atom[] arguments) {
    makeRoom(function.frameSize);
    highWater = Math.max(highWater, function.frameSize);
    for (int i = 0; i < arguments.length; i++) {
      if (!admits(function.kinds[i], arguments[i])) {
        counters.left(Leave.Reason.ARGUMENT_KIND);
        return Leave.ARGUMENT_KIND;
      }
      set(i, arguments[i]);
    }
    int locals = function.localCount;
    System.arraycopy(function.constantWords, 0, words, locals, function.constantWords.length);
    if (function.hasConstantAtoms) {
      System.arraycopy(function.constantAtoms, 0, atoms, locals, function.constantAtoms.length);
    }
    Atom result = loop(function, function.code, words);
    if (result instanceof Leave leave) {
      counters.left(leave.reason());
    } else {
      count(function);
    }
    return result;
  }

  private static boolean admits(OperandKind kind, Atom argument) {
    // The two commonest cases first; the general test looks at the atom's class in order.
    return kind == OperandKind.ATOM
        || kind == OperandKind.NUMBER && argument instanceof LongAtom
        || kind.admits(argument);
  }

  private Atom loop(DecodedFunction function, long[] code, long[] w) {
    int pc = 0;
    // The length is a power of two, which the compiler knows to make an index check superfluous.
    int mask = w.length - 1;
    while (true) {
      long i = code[pc++];
      int decoded = (int) i & 0xFF;
      long x = w[(int) (i >>> 8) & mask];
      long y = w[(int) (i >>> 24) & mask];
      long z;
      switch (decoded) {
        case Codes.ADD -> {
          if (Words.areIntegers(x, y)) {
            // In the upper 48 bits, so that a sum that leaves them overflows 64 bits.
            long p = x << 16;
            long q = y << 16;
            long n = p + q;
            if (((p ^ n) & (q ^ n)) >= 0) {
              z = Words.INTEGER | n >>> 16;
              break;
            }
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofDouble(Words.number(x) + Words.number(y));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.SUB -> {
          if (Words.areIntegers(x, y)) {
            // In the upper 48 bits, so that a sum that leaves them overflows 64 bits.
            long p = x << 16;
            long q = y << 16;
            long n = p - q;
            if (((p ^ q) & (p ^ n)) >= 0) {
              z = Words.INTEGER | n >>> 16;
              break;
            }
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofDouble(Words.number(x) - Words.number(y));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.MUL -> {
          if (Words.areIntegers(x, y)) {
            long p = x << 16;
            long q = Words.integer(y);
            long n = p * q;
            if (Math.multiplyHigh(p, q) == n >> 63) {
              z = Words.INTEGER | n >>> 16;
              break;
            }
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofDouble(Words.number(x) * Words.number(y));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.DIV -> {
          if (Words.areIntegers(x, y) && y != Words.INTEGER) {
            long n = Words.integer(x) / Words.integer(y);
            if (Words.fits(n)) {
              z = Words.ofInteger(n);
              break;
            }
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofDouble(Words.number(x) / Words.number(y));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.MOD -> {
          if (Words.areIntegers(x, y) && y != Words.INTEGER) {
            z = Words.ofInteger(Words.integer(x) % Words.integer(y));
            break;
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofDouble(Words.number(x) % Words.number(y));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.FLOOR_DIV -> {
          if (Words.areIntegers(x, y) && y != Words.INTEGER) {
            long n = Math.floorDiv(Words.integer(x), Words.integer(y));
            if (Words.fits(n)) {
              z = Words.ofInteger(n);
              break;
            }
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofDouble(Math.floor(Words.number(x) / Words.number(y)));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.NEG -> {
          if (Words.isInteger(x) && Words.fits(-Words.integer(x))) {
            z = Words.ofInteger(-Words.integer(x));
            break;
          } else if (Words.isDouble(x)) {
            z = Words.ofDouble(-Words.number(x));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.ABS -> {
          if (Words.isInteger(x) && Words.fits(Math.abs(Words.integer(x)))) {
            z = Words.ofInteger(Math.abs(Words.integer(x)));
            break;
          } else if (Words.isDouble(x)) {
            z = Words.ofDouble(Math.abs(Words.number(x)));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.POW -> {
          if (Words.isDouble(y) && (Words.isDouble(x) || Words.isInteger(x))) {
            z = Words.ofDouble(TypedKernels.pow(toDouble(x), Words.number(y)));
            break;
          } else if (Words.isInteger(y)
              && Words.integer(y) == (int) Words.integer(y)
              && (Words.isDouble(x) || Words.isInteger(x))) {
            z = Words.ofDouble(TypedKernels.pow(toDouble(x), Words.integer(y)));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.AND -> {
          if (Words.areBools(x, y)) {
            z = x & y;
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.OR -> {
          if (Words.areBools(x, y)) {
            z = x | y;
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.NOT -> {
          if (Words.isBool(x)) {
            z = x ^ 1;
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.XOR -> {
          if (Words.areBools(x, y)) {
            z = x ^ y ^ Words.FALSE;
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.LT -> {
          if (Words.areIntegers(x, y)) {
            z = Words.ofBool(x << 16 < y << 16);
            break;
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofBool(Words.number(x) < Words.number(y));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.LE -> {
          if (Words.areIntegers(x, y)) {
            z = Words.ofBool(x << 16 <= y << 16);
            break;
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofBool(Words.number(x) <= Words.number(y));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.GT -> {
          if (Words.areIntegers(x, y)) {
            z = Words.ofBool(x << 16 > y << 16);
            break;
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofBool(Words.number(x) > Words.number(y));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.GE -> {
          if (Words.areIntegers(x, y)) {
            z = Words.ofBool(x << 16 >= y << 16);
            break;
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofBool(Words.number(x) >= Words.number(y));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.EQ -> {
          if (Words.areIntegers(x, y) || Words.areBools(x, y)) {
            z = Words.ofBool(x == y);
            break;
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofBool(Words.number(x) == Words.number(y));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.NE -> {
          if (Words.areIntegers(x, y) || Words.areBools(x, y)) {
            z = Words.ofBool(x != y);
            break;
          } else if (Words.isDouble(x) && Words.isDouble(y)) {
            z = Words.ofBool(Words.number(x) != Words.number(y));
            break;
          }
          if (!slow(function, decoded, i)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          continue;
        }
        case Codes.RETURN -> {
          return get((int) (i >>> 8) & PLACE);
        }
        case Codes.CALL_NATIVE -> {
          if (!callNative(function, i, code, pc)) {
            return Leave.OUTSIDE_DOMAIN;
          }
          pc += (int) (i >>> 24) & PLACE;
          continue;
        }
        default -> throw new AssertionError(decoded);
      }
      w[(int) (i >>> 40) & mask] = z;
    }
  }

  /** The road for all operands that the loop has no short one for; false if it leads out. */
  private boolean slow(DecodedFunction function, int decoded, long i) {
    int a = (int) (i >>> 8) & PLACE;
    int b = (int) (i >>> 24) & PLACE;
    if (decoded <= Codes.FLOOR_DIV && isFloatWithInteger(words[a], words[b])) {
      words[(int) (i >>> 40)] = mixed(decoded, toDouble(words[a]), toDouble(words[b]));
      return true;
    }
    Atom x = get(a);
    return switch (Codes.kernel(decoded)) {
      case KernelTable.Unary kernel -> {
        Atom result = kernel.apply(x);
        yield result instanceof OutsideDomain outside
            ? settle(function, decoded, i, outside, x)
            : put(i, result);
      }
      case KernelTable.Binary kernel -> {
        Atom y = get(b);
        Atom result = kernel.apply(x, y);
        yield result instanceof OutsideDomain outside
            ? settle(function, decoded, i, outside, x, y)
            : put(i, result);
      }
    };
  }

  /** Arithmetic of a float with an integer that fits a word: no atoms are needed for it. */
  private static long mixed(int decoded, double x, double y) {
    return Words.ofDouble(
        switch (decoded) {
          case Codes.ADD -> x + y;
          case Codes.SUB -> x - y;
          case Codes.MUL -> x * y;
          case Codes.DIV -> x / y;
          case Codes.MOD -> x % y;
          case Codes.FLOOR_DIV -> Math.floor(x / y);
          default -> throw new AssertionError(decoded);
        });
  }

  private static boolean isFloatWithInteger(long x, long y) {
    return Words.isDouble(x) ? Words.isInteger(y) : Words.isDouble(y) && Words.isInteger(x);
  }

  /** A call without a value is an error or stays as it is, and quotes its operation. */
  private boolean settle(
      DecodedFunction function, int decoded, long i, OutsideDomain outside, Atom... operands) {
    Optional<Atom> operation =
        Codes.operation(decoded)
            .operation()
            .flatMap(name -> function.operations.operation(Symbol.of(name)));
    return operation.isPresent() && put(i, outside.toAtom(operation.get(), operands));
  }

  private boolean callNative(DecodedFunction function, long i, long[] code, int pc) {
    DecodedFunction.NativeCall call = function.natives[(int) (i >>> 8) & PLACE];
    Atom[] arguments = new Atom[(int) (i >>> 24) & PLACE];
    for (int n = 0; n < arguments.length; n++) {
      arguments[n] = get((int) code[pc + n]);
    }
    Atom result = call.operation().apply(arguments);
    if (!(result instanceof OutsideDomain outside)) {
      return put(i, result);
    }
    Atom operation = call.atom();
    return operation != null && put(i, outside.toAtom(operation, arguments));
  }

  private static double toDouble(long word) {
    return Words.isInteger(word) ? (double) Words.integer(word) : Words.number(word);
  }

  private boolean put(long i, Atom result) {
    set((int) (i >>> 40), result);
    return true;
  }

  private void set(int place, Atom value) {
    long word = Words.of(value);
    words[place] = word;
    if (Words.isReference(word)) {
      atoms[place] = value;
    }
  }

  private Atom get(int place) {
    long word = words[place];
    return Words.isReference(word) ? Objects.requireNonNull(atoms[place]) : Words.toAtom(word);
  }
}
