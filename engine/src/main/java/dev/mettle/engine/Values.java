package dev.mettle.engine;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BigIntegerAtom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.GroundedValue;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Atoms of Java values, and Java values of atoms.
 *
 * <table>
 * <caption>What becomes what</caption>
 * <tr><th>Java</th><th>MeTTa</th></tr>
 * <tr><td>{@code Long}, {@code Integer}, {@code Short}, {@code Byte}, {@code BigInteger}</td>
 *     <td>an integer; back comes a {@code Long}, or a {@code BigInteger} beyond 64 bits</td></tr>
 * <tr><td>{@code Double}, {@code Float}</td><td>a float; back comes a {@code Double}</td></tr>
 * <tr><td>{@code Boolean}</td><td>{@code True} or {@code False}</td></tr>
 * <tr><td>{@code String}, {@code Character}</td><td>a string; back comes a {@code String}</td></tr>
 * <tr><td>a {@code Collection} or an {@code Object[]}</td>
 *     <td>an expression of its elements; back comes an unmodifiable {@code List}</td></tr>
 * <tr><td>an {@link Atom}, a {@link Space}</td>
 *     <td>itself; symbols, variables, operations, spaces and states come back as atoms</td></tr>
 * <tr><td>any other object</td><td>a {@link JavaObject}; back comes the object</td></tr>
 * </table>
 */
public final class Values {

  /** A list that is being translated, from one side to the other. */
  private static final class Level {
    final Iterator<?> source;
    final List<Object> target = new ArrayList<>();

    Level(Iterator<?> source) {
      this.source = source;
    }
  }

  private Values() {}

  /**
   * The atom of a Java value.
   *
   * @throws IllegalArgumentException if there is a null in it, which has no atom
   */
  public static Atom toAtom(Object value) {
    Iterator<?> elements = elements(value);
    if (elements == null) {
      return leaf(value);
    }
    ArrayDeque<Level> outer = new ArrayDeque<>();
    Level level = new Level(elements);
    while (true) {
      if (level.source.hasNext()) {
        Object child = level.source.next();
        Iterator<?> inner = elements(child);
        if (inner == null) {
          level.target.add(leaf(child));
        } else {
          outer.push(level);
          level = new Level(inner);
        }
      } else {
        Atom done = Expression.owning(level.target.toArray(new Atom[0]));
        Level back = outer.poll();
        if (back == null) {
          return done;
        }
        back.target.add(done);
        level = back;
      }
    }
  }

  private static @Nullable Iterator<?> elements(Object value) {
    return switch (value) {
      case Collection<?> c -> c.iterator();
      case Object[] array -> Arrays.asList(array).iterator();
      case null, default -> null;
    };
  }

  private static Atom leaf(Object value) {
    return switch (value) {
      case null -> throw new IllegalArgumentException("null is no value of MeTTa");
      case Atom a -> a;
      case Space s -> s.atom();
      case Long n -> LongAtom.of(n);
      case Integer n -> LongAtom.of(n);
      case Short n -> LongAtom.of(n);
      case Byte n -> LongAtom.of(n);
      case BigInteger n -> NumberAtom.of(n);
      case Double d -> DoubleAtom.of(d);
      case Float f -> DoubleAtom.of(f);
      case Boolean b -> BoolAtom.of(b);
      case String s -> StringAtom.of(s);
      case Character c -> StringAtom.of(c.toString());
      default -> JavaObject.of(value);
    };
  }

  /** The Java value of an atom; for what Java has no value for, the atom itself. */
  public static Object toJava(Atom atom) {
    if (!(atom instanceof Expression root)) {
      return plain(atom);
    }
    ArrayDeque<Level> outer = new ArrayDeque<>();
    Level level = new Level(root.iterator());
    while (true) {
      if (level.source.hasNext()) {
        Object child = level.source.next();
        if (child instanceof Expression inner) {
          outer.push(level);
          level = new Level(inner.iterator());
        } else {
          level.target.add(plain((Atom) child));
        }
      } else {
        List<Object> done = Collections.unmodifiableList(level.target);
        Level back = outer.poll();
        if (back == null) {
          return done;
        }
        back.target.add(done);
        level = back;
      }
    }
  }

  private static Object plain(Atom atom) {
    return switch (atom) {
      case LongAtom n -> n.value();
      case BigIntegerAtom n -> n.value();
      case DoubleAtom d -> d.value();
      case BoolAtom b -> b.value();
      case StringAtom s -> s.value();
      case JavaObject o -> o.value();
      case Symbol s -> s;
      case Variable v -> v;
      case Expression e -> e;
      case GroundedValue g -> g;
    };
  }

  /**
   * The Java value of an atom as a {@code type}: a kind of number where the value fits it exactly,
   * any number for {@code double}; {@code boolean}, {@code String}, {@code List}, a class of atoms,
   * or the class of an object.
   *
   * @throws ClassCastException if the atom has no value of that type; the message names both
   */
  public static <T> T toJava(Atom atom, Class<T> type) {
    T value = convert(atom, type);
    if (value == null) {
      throw new ClassCastException(atom + " is no " + type.getName());
    }
    return value;
  }

  /** The value of {@code atom} as a {@code type}, or null if it has none. */
  @SuppressWarnings("unchecked") // a primitive class and its box are of one type parameter
  static <T> @Nullable T convert(Atom atom, Class<T> type) {
    if (type.isInstance(atom) && type != Object.class) {
      return type.cast(atom);
    }
    Object value = toJava(atom);
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    return (T)
        switch (value) {
          case Long n -> number(n, type);
          case BigInteger n when isDouble(type) -> n.doubleValue();
          case Double d when type == double.class -> d;
          case Double d when isFloat(type) -> d.floatValue();
          case Boolean b when type == boolean.class -> b;
          default -> null;
        };
  }

  private static boolean isDouble(Class<?> type) {
    return type == double.class || type == Double.class;
  }

  private static boolean isFloat(Class<?> type) {
    return type == float.class || type == Float.class;
  }

  private static @Nullable Object number(long n, Class<?> type) {
    if (type == long.class) {
      return n;
    }
    if (type == int.class || type == Integer.class) {
      return n == (int) n ? (Object) (int) n : null;
    }
    if (type == short.class || type == Short.class) {
      return n == (short) n ? (Object) (short) n : null;
    }
    if (type == byte.class || type == Byte.class) {
      return n == (byte) n ? (Object) (byte) n : null;
    }
    if (type == BigInteger.class) {
      return BigInteger.valueOf(n);
    }
    if (isDouble(type)) {
      return (double) n;
    }
    return isFloat(type) ? (Object) (float) n : null;
  }
}
