package dev.mettle.backend.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.atom.BoolAtom;
import dev.mettle.ir.atom.DoubleAtom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.NumberAtom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.opcode.Opcode;
import java.lang.invoke.MethodHandles;
import java.math.BigInteger;
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
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new BackendDescriptor(
                "mine", "1", SpecVersion.CURRENT, Set.of(), Set.of(Lane.REFERENCE), 0));
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
  void classDataHasToBeThere() {
    assertThrows(IllegalStateException.class, () -> ClassData.take(MethodHandles.lookup()));
  }
}
