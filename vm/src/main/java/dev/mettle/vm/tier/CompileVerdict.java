package dev.mettle.vm.tier;

import dev.mettle.backend.spi.CompileOutcome;
import dev.mettle.ir.opcode.Opcode;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What became of the attempt to compile a function. */
public sealed interface CompileVerdict {

  /** A sentence for statistics and messages. */
  String describe();

  /**
   * The function is compiled.
   *
   * @param code its code
   */
  record Installed(CompiledCode code) implements CompileVerdict {
    @Override
    public String describe() {
      return "compiled by " + code.backend();
    }
  }

  /** There is no backend. */
  record NoBackend() implements CompileVerdict {
    @Override
    public String describe() {
      return "no backend was found";
    }
  }

  /**
   * The function uses opcodes outside of the backend's set, so it was not asked.
   *
   * @param backend its id
   * @param opcodes the opcodes
   */
  record NotCovered(String backend, Set<Opcode> opcodes) implements CompileVerdict {
    @Override
    public String describe() {
      return "backend "
          + backend
          + " does not cover "
          + new TreeSet<>(opcodes).stream().map(Opcode::mnemonic).collect(Collectors.joining(", "));
    }
  }

  /**
   * The backend declined.
   *
   * @param backend its id
   * @param outcome its reason
   */
  record Declined(String backend, CompileOutcome.Declined outcome) implements CompileVerdict {
    @Override
    public String describe() {
      return "backend %s declined%s: %s"
          .formatted(
              backend,
              outcome.opcode().map(o -> " because of " + o.mnemonic()).orElse(""),
              outcome.detail());
    }
  }

  /**
   * The backend has a defect.
   *
   * @param backend its id
   * @param what what it did wrong
   * @param cause what was thrown
   */
  record Failed(String backend, String what, Throwable cause) implements CompileVerdict {
    @Override
    public String describe() {
      return "backend %s is at fault: %s: %s".formatted(backend, what, Reasons.of(cause));
    }
  }

  /**
   * The code of the backend left again and again, in its most general form too.
   *
   * @param backend its id
   */
  record GaveUp(String backend) implements CompileVerdict {
    @Override
    public String describe() {
      return "code of backend " + backend + " leaves too often to be of use";
    }
  }
}
