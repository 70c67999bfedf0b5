package dev.mettle.vm.code.run;

import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.meaning.Lists;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Instructions;
import org.jspecify.annotations.Nullable;

/** The instructions of loops over lists. */
public final class ListInstructions {

  private final CallFrames vm;

  ListInstructions(CallFrames vm) {
    this.vm = vm;
  }

  /** Runs one instruction; where the code goes on. */
  int run(Code code, int pc) {
    int[] c = code.code;
    int b = vm.base;
    int local = b + c[pc + 1];
    return switch (c[pc]) {
      case Ops.UNLESS_LIST -> isList(local) ? pc + 3 : c[pc + 2];
      case Ops.IF_FUNCTION ->
          vm.words[local] == Words.REFERENCE
                  && Instructions.isFunction(Terms.dereference(vm.at(local)))
              ? c[pc + 2]
              : pc + 3;
      case Ops.UNLESS_GROUND ->
          vm.words[local] != Words.REFERENCE || Terms.resolve(vm.at(local)).isGround()
              ? pc + 3
              : c[pc + 2];
      case Ops.NEXT_CHILD -> {
        Expression list = (Expression) vm.at(local);
        int index = (int) Words.integer(vm.words[b + c[pc + 2]]);
        if (index == list.size()) {
          yield c[pc + 3];
        }
        vm.countStep();
        vm.words[b + c[pc + 2]] = Words.ofInteger(index + 1);
        vm.put(b + c[pc + 4], Terms.dereference(list.get(index)));
        yield pc + 5;
      }
      case Ops.ADD_TO -> {
        Object longer = Lists.add(builder(local), vm.at(b + c[pc + 2]));
        vm.words[local] = Words.REFERENCE;
        vm.lane[local] = longer;
        yield pc + 3;
      }
      case Ops.TAKE_LIST -> {
        vm.put(b + c[pc + 2], Lists.take(builder(local)));
        yield pc + 3;
      }
      default -> throw new AssertionError(c[pc]);
    };
  }

  private @Nullable Object builder(int local) {
    return vm.words[local] == Words.REFERENCE ? vm.lane[local] : null;
  }

  /** Whether a local holds an expression none of whose children is a function; it is resolved. */
  private boolean isList(int local) {
    Expression list = Lists.asList(Terms.dereference(vm.at(local)));
    if (list == null) {
      return false;
    }
    vm.put(local, list);
    return true;
  }
}
