package dev.mettle.frontend.lower.program;

import dev.mettle.frontend.lower.RuleText;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.CallKey;
import dev.mettle.ir.opcode.Opcode;
import java.util.List;
import java.util.Optional;

/**
 * What lowering of functions asks about the view that a program runs in. Each answer that code
 * depends on is recorded as an {@link dev.mettle.ir.function.Assumption} of the function.
 */
public interface ProgramFacts {

  /** All rules that calls with this key can reach, in the order in which they are tried. */
  List<RuleText> rulesOf(CallKey key);

  /** How calls of a symbol or of a grounded operation are checked. */
  HeadTypes typesOf(Atom head);

  /** Whether a type may be declared for some expression with this head and size. */
  boolean mayDeclareType(Atom head, int size);

  /** The type of a symbol or grounded value that has exactly one; none if it has none. */
  List<Atom> typesOfLeaf(Atom leaf);

  /** The opcode that computes what a grounded operation does, if one of stage 1 or 2 does. */
  Optional<Opcode> opcodeOf(Atom operation);

  /** Whether an atom is a grounded operation, which is called when it is the head. */
  boolean isOperation(Atom head);

  /** Whether calls of a symbol are minimal instructions. */
  boolean isInstruction(Symbol head);

  /** The form that calls of a head with so many arguments have, if its meaning is the library's. */
  Optional<SpecialForm> formOf(Atom head, int arity);
}
