package dev.mettle.backend.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.kernel.Kernels;
import dev.mettle.ir.opcode.Opcode;
import java.lang.invoke.MethodHandles;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The small types of the contract. */
class ContractTypesTest {

  @Test
  void anEngineTakesBackendsOfItsMajorVersion() {
    SpecVersion engine = new SpecVersion(2, 3);
    assertTrue(engine.accepts(new SpecVersion(2, 3)));
    assertTrue(engine.accepts(new SpecVersion(2, 0)));
    assertFalse(engine.accepts(new SpecVersion(2, 4)));
    assertFalse(engine.accepts(new SpecVersion(1, 0)));
    assertFalse(engine.accepts(new SpecVersion(3, 0)));
    assertThrows(IllegalArgumentException.class, () -> new SpecVersion(0, 1));
  }

  @Test
  void descriptorsHaveSimpleIds() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new BackendDescriptor("My Backend", "1", SpecVersion.CURRENT, Set.of(), 0));
    assertTrue(BackendDescriptor.opcodesUpToStage(2).contains(Opcode.POW));
    assertFalse(BackendDescriptor.opcodesUpToStage(2).contains(Opcode.CALL));
  }

  @Test
  void lanesAreChosenByValue() {
    assertEquals(Lane.LONG, Lane.of(LongAtom.of(1)));
    assertEquals(Lane.DOUBLE, Lane.of(DoubleAtom.of(1.0)));
    assertEquals(Lane.BOOLEAN, Lane.of(BoolAtom.TRUE));
    assertEquals(Lane.REFERENCE, Lane.of(NumberAtom.of(BigInteger.TWO.pow(70))));
    assertEquals(Lane.REFERENCE, Lane.of(Symbol.of("x")));
  }

  @Test
  void profilesExpectOnlyWhatIsUnanimous() {
    Profile profile =
        new Profile(
            List.of(Set.of(Lane.LONG), Set.of(Lane.LONG, Lane.DOUBLE), Set.of()), false, Map.of());
    assertEquals(Lane.LONG, profile.lane(0));
    assertEquals(Lane.REFERENCE, profile.lane(1));
    assertEquals(Lane.REFERENCE, profile.lane(2));
  }

  @Test
  void kernelResultsAreSettled() {
    Atom plus = Symbol.of("+");
    Atom a = Symbol.of("a");
    Atom one = LongAtom.of(1);
    assertEquals("(+ a 1)", KernelResult.settle(a, one, Kernels.add(a, one), plus).toString());
    assertEquals("2", KernelResult.settle(one, one, Kernels.add(one, one), plus).toString());
    assertEquals(
        "(Error (/ 1 0) DivisionByZero)",
        KernelResult.settle(one, LongAtom.of(0), Kernels.div(one, LongAtom.of(0)), Symbol.of("/"))
            .toString());
    assertEquals("(neg a)", KernelResult.settle(a, Kernels.neg(a), Symbol.of("neg")).toString());
  }

  @Test
  void classDataHasToBeThere() {
    assertThrows(IllegalStateException.class, () -> ClassData.take(MethodHandles.lookup()));
  }
}
