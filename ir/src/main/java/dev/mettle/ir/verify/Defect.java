package dev.mettle.ir.verify;

import dev.mettle.ir.opcode.Opcode;
import java.util.Optional;

/**
 * What is wrong with a function.
 *
 * @param offset where: the index of an instruction, or -1 for the function as a whole
 * @param opcode the instruction there
 * @param reason what is wrong, in words
 * @param isLimit whether the function is only too large, as any code can become
 * @since 1.0
 */
public record Defect(int offset, Optional<Opcode> opcode, String reason, boolean isLimit) {

  @Override
  public String toString() {
    return offset < 0
        ? reason
        : "at %d, %s: %s".formatted(offset, opcode.map(Opcode::mnemonic).orElse("end"), reason);
  }
}
