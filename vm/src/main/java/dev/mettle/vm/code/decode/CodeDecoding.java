package dev.mettle.vm.code.decode;

import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.EntryTable;
import dev.mettle.vm.code.Validity;
import dev.mettle.vm.code.link.FunctionTable;
import dev.mettle.vm.code.link.KernelMeaning;

/**
 * Makes decoded code of stack code.
 *
 * @param kernels the operations behind the opcodes that have a kernel
 */
public record CodeDecoding(KernelMeaning kernels) implements FunctionTable.Decoding {

  @Override
  public Code decode(VerifiedFunction function, FunctionTable functions, Validity validity) {
    return new CodeDecoder(function, functions, kernels).decode(validity);
  }

  @Override
  public EntryTable entries(VerifiedFunction function, FunctionTable functions) {
    return new CodeDecoder(function, functions, kernels).entries();
  }
}
