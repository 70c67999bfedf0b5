package dev.mettle.ir.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.StringAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.opcode.Opcode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KernelTableTest {

  private static final Atom ERROR = Expression.of(Symbols.ERROR, Symbol.of("a"), Symbol.of("b"));

  private static List<Method> tagged(Class<?> owner) {
    List<Method> methods = new ArrayList<>();
    for (Method method : owner.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Kernel.class)) {
        methods.add(method);
      }
    }
    return methods;
  }

  private static Opcode opcodeOf(Method method) {
    return method.getAnnotation(Kernel.class).value();
  }

  @Test
  void eachOperationOfStages1And2HasExactlyOneKernel() {
    List<Opcode> found = tagged(Kernels.class).stream().map(KernelTableTest::opcodeOf).toList();
    for (Opcode opcode : Opcode.values()) {
      boolean expected = opcode.stage() <= 2 && opcode.operation().isPresent();
      assertEquals(expected, KernelTable.hasKernel(opcode), opcode.mnemonic());
      assertEquals(expected ? 1 : 0, found.stream().filter(o -> o == opcode).count());
    }
  }

  @Test
  void tagsNamesAndTypesAgreeWithTheTable() {
    for (Method method : tagged(Kernels.class)) {
      KernelTable.Method listed = KernelTable.generic(opcodeOf(method)).orElseThrow();
      assertEquals(method.getName(), listed.name());
      assertEquals(List.of(method.getParameterTypes()), listed.type().parameterList());
      assertEquals(method.getReturnType(), listed.type().returnType());
      assertEquals(Kernels.class, listed.owner());
    }
    for (Method method : tagged(TypedKernels.class)) {
      KernelTable.Method listed =
          KernelTable.typed(opcodeOf(method), method.getParameterTypes()).orElseThrow();
      assertEquals(method.getName(), listed.name());
      assertEquals(method.getReturnType(), listed.type().returnType(), method.toString());
    }
  }

  @Test
  void theTableListsNoTypedKernelThatIsNotThere() throws NoSuchMethodException {
    List<Class<?>> lanes = List.of(long.class, double.class, boolean.class);
    int count = 0;
    for (Opcode opcode : Opcode.values()) {
      for (Class<?> a : lanes) {
        List<Optional<KernelTable.Method>> candidates = new ArrayList<>();
        candidates.add(KernelTable.typed(opcode, a));
        lanes.forEach(b -> candidates.add(KernelTable.typed(opcode, a, b)));
        for (Optional<KernelTable.Method> candidate : candidates) {
          if (candidate.isPresent()) {
            KernelTable.Method m = candidate.get();
            TypedKernels.class.getMethod(m.name(), m.type().parameterArray());
            count++;
          }
        }
      }
    }
    assertEquals(tagged(TypedKernels.class).size(), count);
  }

  @Test
  void typedKernelsAgreeWithTheKernelsOnAtoms() throws IllegalAccessException {
    List<Atom> samples = new ArrayList<>(Samples.numbers());
    samples.add(BoolAtom.TRUE);
    samples.add(BoolAtom.FALSE);
    for (Method method : tagged(TypedKernels.class)) {
      Class<?>[] types = method.getParameterTypes();
      for (Atom a : samples) {
        for (Atom b : types.length == 2 ? samples : List.of(a)) {
          Object x = unboxed(a, types[0]);
          Object y = unboxed(b, types[types.length - 1]);
          if (x != null && y != null) {
            Object[] arguments = types.length == 2 ? new Object[] {x, y} : new Object[] {x};
            compare(method, apply(opcodeOf(method), a, b), arguments);
          }
        }
      }
    }
  }

  private static @Nullable Object unboxed(Atom atom, Class<?> type) {
    if (type == long.class) {
      return atom instanceof LongAtom n ? n.value() : null;
    }
    if (type == double.class) {
      return atom instanceof DoubleAtom n ? n.value() : null;
    }
    return atom instanceof BoolAtom b ? b.value() : null;
  }

  private static Atom apply(Opcode opcode, Atom a, Atom b) {
    return switch (Objects.requireNonNull(KernelTable.of(opcode))) {
      case KernelTable.Unary unary -> unary.apply(a);
      case KernelTable.Binary binary -> binary.apply(a, b);
    };
  }

  private static void compare(Method method, Atom expected, Object[] arguments)
      throws IllegalAccessException {
    String call = method + " " + List.of(arguments);
    try {
      Object actual = method.invoke(null, arguments);
      assertEquals(unboxed(expected, method.getReturnType()), actual, call);
    } catch (InvocationTargetException e) {
      // The way out of a typed lane: the true result is no long.
      assertTrue(e.getCause() instanceof ArithmeticException, call);
      assertFalse(expected instanceof LongAtom, call);
      assertFalse(expected instanceof DoubleAtom, call);
    }
  }

  @Test
  void operandsOutsideOfTheDomainLeaveTheCallOrNameTheError() {
    Atom symbol = Symbol.of("a");
    Atom one = LongAtom.of(1);
    for (Opcode opcode : Opcode.values()) {
      if (KernelTable.hasKernel(opcode) && opcode != Opcode.EQ && opcode != Opcode.NE) {
        Atom result = apply(opcode, symbol, one);
        assertTrue(result instanceof OutsideDomain, opcode.mnemonic());
        boolean irreducible = opcode != Opcode.DIV && opcode != Opcode.ABS && opcode != Opcode.POW;
        assertEquals(irreducible, ((OutsideDomain) result).isIrreducible(), opcode.mnemonic());
      }
    }
    Symbol plus = Symbol.of("+");
    assertEquals("(+ a 1)", settled(Kernels.add(symbol, one), plus, symbol, one));
    assertEquals(
        "(Error (/ a 1) Divide expects two numbers: dividend and divisor)",
        settled(Kernels.div(symbol, one), Symbol.of("/"), symbol, one));
    assertEquals(
        "(Error (/ 1 0) DivisionByZero)",
        settled(Kernels.div(one, LongAtom.of(0)), Symbol.of("/"), one, LongAtom.of(0)));
    assertEquals(
        "(Error (abs-math a) abs-math expects one argument: number)",
        settled(Kernels.abs(symbol), Symbol.of("abs-math"), symbol));
    assertEquals(
        "(Error (pow-math a 1) pow-math expects two arguments: number (base) and number (power))",
        settled(Kernels.pow(symbol, one), Symbol.of("pow-math"), symbol, one));
  }

  private static String settled(Atom result, Atom operation, Atom... operands) {
    return ((OutsideDomain) result).toAtom(operation, operands).toString();
  }

  @Test
  void theLeftmostErrorOrEmptyComesBack() {
    Atom one = LongAtom.of(1);
    for (Opcode opcode : Opcode.values()) {
      if (KernelTable.hasKernel(opcode)) {
        assertSame(ERROR, apply(opcode, ERROR, Symbols.EMPTY), opcode.mnemonic());
        assertSame(Symbols.EMPTY, apply(opcode, Symbols.EMPTY, ERROR), opcode.mnemonic());
        if (KernelTable.of(opcode) instanceof KernelTable.Binary) {
          assertSame(ERROR, apply(opcode, one, ERROR), opcode.mnemonic());
          assertSame(ERROR, apply(opcode, Symbol.of("a"), ERROR), opcode.mnemonic());
        }
      }
    }
  }

  @Test
  void equalityIsStructural() {
    Atom a = Expression.of(Symbol.of("f"), LongAtom.of(1), StringAtom.of("x"));
    Atom b = Expression.of(Symbol.of("f"), DoubleAtom.of(1.0), StringAtom.of("x"));
    assertSame(BoolAtom.TRUE, Kernels.eq(a, b));
    assertSame(BoolAtom.FALSE, Kernels.ne(a, b));
    assertSame(BoolAtom.FALSE, Kernels.eq(StringAtom.of("1"), NumberAtom.of(1)));
  }
}
