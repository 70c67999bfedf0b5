package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.Natives;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.NativeOperation;
import dev.mettle.ir.opcode.Opcode;
import java.lang.constant.ClassDesc;
import java.util.Optional;

/**
 * The operations of the engine that the code of one class refers to.
 *
 * @param owner the class that is being written
 * @param natives where the operations come from
 */
record Operations(ClassDesc owner, Natives natives) {

  /**
   * A native operation with its atom.
   *
   * @param body what it runs
   * @param operation the atom that stands for it
   */
  record Native(NativeOperation body, Atom operation) {}

  /** Why an instruction cannot be linked, if so. */
  Optional<String> missing(IrFunction function, Instruction instruction, Step step) {
    return switch (step) {
      case Step.Generic generic when generic.settles() -> {
        Optional<String> name = instruction.opcode().operation();
        yield name.flatMap(n -> natives.operation(Symbol.of(n))).isPresent()
            ? Optional.empty()
            : Optional.of("the engine has no operation " + name.orElse("of that meaning"));
      }
      case Step.Native call -> {
        Symbol name = name(function, instruction);
        boolean known =
            natives.find(name, call.arity()).isPresent() && natives.operation(name).isPresent();
        yield known
            ? Optional.empty()
            : Optional.of("the engine has no native " + name + " of " + call.arity());
      }
      case Step.Generic total -> Optional.empty();
      case Step.Nothing nothing -> Optional.empty();
      case Step.Push push -> Optional.empty();
      case Step.Load load -> Optional.empty();
      case Step.Shuffle shuffle -> Optional.empty();
      case Step.Typed typed -> Optional.empty();
      case Step.Return ret -> Optional.empty();
    };
  }

  /** The atom of the operation that an opcode computes. */
  Atom of(Opcode opcode) {
    return opcode.operation().flatMap(name -> natives.operation(Symbol.of(name))).orElseThrow();
  }

  /** What a {@code call_native} calls. */
  Native nativeOf(IrFunction function, Instruction instruction) {
    Symbol name = name(function, instruction);
    return new Native(
        natives.find(name, instruction.count()).orElseThrow(),
        natives.operation(name).orElseThrow());
  }

  private static Symbol name(IrFunction function, Instruction instruction) {
    return (Symbol) function.constant(instruction.immediate(0));
  }
}
