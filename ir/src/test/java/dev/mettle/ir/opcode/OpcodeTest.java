package dev.mettle.ir.opcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mettle.ir.BlessedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpcodeTest {

  @Test
  void theDocumentIsUpToDate() throws IOException {
    BlessedFile.check(Path.of("../docs/opcodes.md"), OpcodeDocument.markdown());
  }

  @Test
  void codesAndMnemonicsLeadBack() {
    for (Opcode opcode : Opcode.values()) {
      assertSame(opcode, Opcode.ofCode(opcode.code()));
      assertSame(opcode, Opcode.ofMnemonic(opcode.mnemonic()));
    }
    assertNull(Opcode.ofCode(0xFF));
    assertNull(Opcode.ofCode(-1));
    assertNull(Opcode.ofCode(256));
    assertNull(Opcode.ofMnemonic("ADD"));
  }

  @Test
  void eachEntryIsComplete() {
    for (Opcode opcode : Opcode.values()) {
      String name = opcode.mnemonic();
      assertFalse(opcode.doc().isEmpty(), name);
      assertFalse(opcode.effects().isEmpty(), name);
      assertTrue(opcode.stage() >= 1 && opcode.stage() <= 6, name);
      assertTrue(opcode.since() <= Opcode.SPEC_VERSION, name);
      assertTrue(opcode.stage() > 2 || opcode.isPure(), name + ": stages 1 and 2 are pure");
      boolean starred =
          opcode.picture().inputs().stream().anyMatch(StackPicture.Operand::repeated)
              || opcode.picture().outputs().stream().anyMatch(StackPicture.Operand::repeated);
      assertEquals(starred, opcode.countIndex() >= 0, name + ": a star needs a count");
      boolean hasTarget =
          opcode.immediates().contains(ImmediateKind.TARGET)
              || opcode.immediates().contains(ImmediateKind.TARGETS);
      assertEquals(hasTarget, opcode.flow() == Flow.BRANCH || opcode.flow() == Flow.JUMP, name);
      assertTrue(
          opcode.definition().isEmpty() == opcode.rule().isPresent(),
          name + ": an expression says what it means, or a rule");
    }
  }

  @Test
  void eachRuleIsFollowed() {
    for (Rule rule : Rule.values()) {
      assertTrue(
          Arrays.stream(Opcode.values()).anyMatch(o -> o.rule().equals(Optional.of(rule))),
          rule.label());
      assertTrue(rule.doc().endsWith("."), rule.label());
    }
  }

  @Test
  void whatSetsALocalOrWorksOnOneIsNotPure() {
    for (Opcode opcode : Opcode.values()) {
      boolean sets = opcode.immediates().contains(ImmediateKind.PATTERN);
      for (Immediate immediate : opcode.declaredImmediates()) {
        sets |= immediate instanceof LocalImmediate local && local.access().sets();
      }
      if (sets) {
        assertTrue(opcode.effects().contains(Effect.WRITES_LOCAL), opcode.mnemonic());
      }
      assertEquals(
          opcode.isPure(), opcode.effects().equals(Set.of(Effect.PURE)), opcode.mnemonic());
    }
    for (Opcode opcode :
        List.of(
            Opcode.STORE_LOCAL,
            Opcode.FRESH_VAR,
            Opcode.NEXT_CHILD,
            Opcode.ADD_TO,
            Opcode.YIELD,
            Opcode.END_ALTERNATIVES,
            Opcode.HAS_RESULT)) {
      assertFalse(opcode.isPure(), opcode.mnemonic());
    }
    assertTrue(Opcode.HAS_RESULT.effects().contains(Effect.CUTS));
    assertTrue(Opcode.UNIFY.effects().contains(Effect.BINDS));
    assertTrue(Opcode.LOAD_LOCAL.isPure());
  }

  @Test
  void operationsAreNamedByTheirDefinitions() {
    assertEquals(Optional.of("+"), Opcode.ADD.operation());
    assertEquals(Optional.of("pow-math"), Opcode.POW.operation());
    assertEquals(Optional.empty(), Opcode.PUSH_NIL.operation());
    assertEquals(Optional.empty(), Opcode.DUP.operation());
  }

  @Test
  void picturesReadBack() {
    for (Opcode opcode : Opcode.values()) {
      assertEquals(opcode.picture(), StackPicture.parse(opcode.picture().toString()));
    }
    assertThrows(IllegalArgumentException.class, () -> StackPicture.parse("a b"));
    assertThrows(IllegalArgumentException.class, () -> StackPicture.parse("a:colour --"));
  }

  @Test
  void kindsFormATree() {
    for (OperandKind a : OperandKind.values()) {
      assertTrue(OperandKind.ANYTHING.includes(a));
      assertSame(a, OperandKind.ofLabel(a.label()));
      for (OperandKind b : OperandKind.values()) {
        OperandKind join = a.join(b);
        assertSame(join, b.join(a));
        assertTrue(join.includes(a) && join.includes(b));
        assertEquals(a.includes(b) || b.includes(a), !a.isDisjointFrom(b));
      }
    }
    assertSame(OperandKind.NUMBER, OperandKind.INTEGER.join(OperandKind.FLOAT));
    assertSame(OperandKind.ATOM, OperandKind.BOOL.join(OperandKind.FLOAT));
    assertSame(OperandKind.OPERAND, OperandKind.BOOL.join(OperandKind.TYPE));
    assertSame(OperandKind.ANYTHING, OperandKind.BOOL.join(OperandKind.PLAN));
    assertTrue(OperandKind.UNIT.isValue());
    assertFalse(OperandKind.TYPE.isValue());
  }
}
