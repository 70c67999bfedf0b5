package dev.mettle.conformance.check;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Grounded;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.atom.Variable;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The values of each kind at which engines tend to differ. */
final class BoundaryValues {

  /** Integers of fewer bits are small. */
  private static final int SMALL = 8;

  /** Around zero, and around the borders of 32, 48, 53 and 64 bits. */
  static final List<Atom> INTEGERS = integers();

  /** Zeros, the ends of the range, the borders of integers, and what is no number. */
  static final List<Atom> FLOATS = floats();

  /** Both. */
  static final List<Atom> BOOLS = List.of(BoolAtom.TRUE, BoolAtom.FALSE);

  /** What is neither a number nor a Bool, errors and {@code Empty} included. */
  static final List<Atom> OTHERS =
      List.of(
          StringAtom.of(""),
          StringAtom.of("a"),
          Symbol.of("x"),
          Variable.of("v"),
          Expression.EMPTY,
          Expression.of(Symbol.of("f"), LongAtom.of(1)),
          Expression.of(Symbols.ERROR, Symbol.of("a"), Symbol.of("b")),
          Symbols.EMPTY);

  /** All of them. */
  static final List<Atom> ALL = all();

  /**
   * Each way to hold a number and each border between two of them, and everything that is no
   * number: for what is tried in many functions, or once more after all values were.
   */
  static final List<Atom> BORDERS = borders();

  /**
   * What is written into code. As the borders, but of integers and floats that are held alike there
   * is one each.
   */
  static final List<Atom> CONSTANTS =
      BORDERS.stream().filter(atom -> !isLikeAnother(atom)).toList();

  /** One value or two of each kind, for functions of which many are run. */
  static final List<Atom> SAMPLES =
      List.of(
          LongAtom.of(0),
          LongAtom.of(-7),
          NumberAtom.of(BigInteger.ONE.shiftLeft(70)),
          DoubleAtom.of(-0.0),
          DoubleAtom.of(2.5),
          DoubleAtom.of(Double.NaN),
          BoolAtom.TRUE,
          BoolAtom.FALSE,
          StringAtom.of("a"),
          Symbol.of("x"),
          Expression.EMPTY,
          Expression.of(Symbol.of("A"), LongAtom.of(1)),
          Expression.of(LongAtom.of(1), Symbol.of("x"), StringAtom.of("s")));

  private static final IdentityHashMap<Atom, List<Atom>> PARTNERS = partners();

  private BoundaryValues() {}

  /** The values that a word of a vector's matrix stands for. */
  static List<Atom> named(String word) {
    return switch (word) {
      case "values" -> ALL;
      case "integers" -> INTEGERS;
      case "floats" -> FLOATS;
      case "bools" -> BOOLS;
      case "samples" -> SAMPLES;
      case "errors" ->
          with(
              SAMPLES,
              Expression.of(Symbols.ERROR, Symbol.of("a"), Symbol.of("b")),
              Expression.of(Symbol.of("Fault"), Symbol.of("a"), Symbol.of("b")));
      case "steps" ->
          with(
              SAMPLES,
              Expression.of(Symbols.ERROR, Symbol.of("a"), Symbol.of("b")),
              Symbols.EMPTY,
              Symbols.NOT_REDUCIBLE,
              Expression.of(Symbol.of("function"), Expression.of(Symbols.RETURN, LongAtom.of(1))));
      case "grounded" -> SAMPLES.stream().filter(atom -> atom instanceof Grounded).toList();
      case "leaves" -> SAMPLES.stream().filter(atom -> !(atom instanceof Expression)).toList();
      case "rows" ->
          SAMPLES.stream().filter(atom -> atom instanceof Expression e && e.size() > 1).toList();
      case "heads" ->
          Stream.of("f", "g", "two", "h").map(Symbol::of).map(Atom.class::cast).toList();
      case "plaintypes" ->
          List.of(Symbols.UNDEFINED, Symbols.NUMBER, Symbols.BOOL, Symbols.STRING, Symbols.SYMBOL);
      case "types" ->
          List.of(
              Symbols.UNDEFINED,
              Symbols.ATOM,
              Symbols.NUMBER,
              Symbols.BOOL,
              Symbols.STRING,
              Symbols.SYMBOL,
              Symbols.EXPRESSION,
              Symbols.GROUNDED,
              Symbols.VARIABLE);
      default -> throw new IllegalArgumentException("no operands are called " + word);
    };
  }

  /**
   * What a value is tried together with: all that lie at borders with each other, and what lies
   * beside a border with everything of its own size, with what is small, and with something of each
   * other kind.
   */
  static List<Atom> partners(Atom value) {
    return Objects.requireNonNull(PARTNERS.get(value));
  }

  private static IdentityHashMap<Atom, List<Atom>> partners() {
    Set<Atom> beside = new HashSet<>(INTEGERS);
    beside.removeAll(new HashSet<>(BORDERS));
    IdentityHashMap<Atom, List<Atom>> partners = new IdentityHashMap<>();
    for (Atom a : ALL) {
      partners.put(
          a,
          ALL.stream()
              .filter(b -> !beside.contains(a) || isNear(a, b))
              .filter(b -> !beside.contains(b) || isNear(b, a))
              .toList());
    }
    return partners;
  }

  private static boolean isNear(Atom integer, Atom other) {
    if (SAMPLES.contains(other)) {
      return true;
    }
    return other instanceof NumberAtom number
        && (bits(number) < SMALL || Math.abs(bits((NumberAtom) integer) - bits(number)) <= 1);
  }

  /** How many bits the whole part of a number has, about. */
  private static int bits(NumberAtom number) {
    return number instanceof DoubleAtom d
        ? Math.getExponent(d.value()) + 1
        : number.bigIntegerValue().bitLength();
  }

  private static boolean isLikeAnother(Atom atom) {
    return atom instanceof DoubleAtom d
        ? Math.abs(d.value()) > 1 && d.value() < 0 && !Double.isInfinite(d.value())
            || d.value() == 0.1
            || d.value() == -0.1
            || d.value() == -0.5
            || d.value() == -Double.MIN_VALUE
        : atom instanceof LongAtom n && n.value() == -7;
  }

  private static List<Atom> with(List<Atom> some, Atom... more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  private static List<Atom> integers() {
    List<Atom> values = new ArrayList<>();
    for (long small : new long[] {0, 1, -1, 2, -2, 3, -7, 10}) {
      values.add(LongAtom.of(small));
    }
    for (int bits : new int[] {31, 47, 53, 62, 63, 64, 100}) {
      BigInteger border = BigInteger.ONE.shiftLeft(bits);
      for (BigInteger value :
          List.of(border.subtract(BigInteger.ONE), border, border.add(BigInteger.ONE))) {
        values.add(NumberAtom.of(value));
        values.add(NumberAtom.of(value.negate()));
      }
    }
    return List.copyOf(values);
  }

  private static List<Atom> floats() {
    List<Atom> values = new ArrayList<>();
    for (double value :
        new double[] {
          0.0,
          1.0,
          0.5,
          2.0,
          0.1,
          1e15,
          0x1p53,
          0x1p63,
          1e300,
          Double.MAX_VALUE,
          Double.MIN_VALUE,
          Double.POSITIVE_INFINITY
        }) {
      values.add(DoubleAtom.of(value));
      values.add(DoubleAtom.of(-value));
    }
    values.add(DoubleAtom.of(Double.NaN));
    return List.copyOf(values);
  }

  private static List<Atom> all() {
    List<Atom> values = new ArrayList<>(INTEGERS);
    values.addAll(FLOATS);
    values.addAll(BOOLS);
    values.addAll(OTHERS);
    return List.copyOf(values);
  }

  private static List<Atom> borders() {
    Set<BigInteger> ends = new HashSet<>();
    for (int bits : new int[] {31, 47, 53, 63}) {
      BigInteger end = BigInteger.ONE.shiftLeft(bits);
      ends.addAll(List.of(end.subtract(BigInteger.ONE), end, end.negate(), end.not()));
    }
    ends.add(BigInteger.ONE.shiftLeft(64));
    ends.add(BigInteger.ONE.shiftLeft(100).negate());
    return ALL.stream().filter(atom -> !isInteger(atom) || isSmallOr(ends, atom)).toList();
  }

  private static boolean isInteger(Atom atom) {
    return atom instanceof NumberAtom && !(atom instanceof DoubleAtom);
  }

  private static boolean isSmallOr(Set<BigInteger> ends, Atom atom) {
    BigInteger value = ((NumberAtom) atom).bigIntegerValue();
    return value.bitLength() < SMALL || ends.contains(value);
  }
}
