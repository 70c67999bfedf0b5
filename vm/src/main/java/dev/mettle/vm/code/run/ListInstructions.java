package dev.mettle.vm.code.run;

import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.meaning.Lists;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.StepResult;
import org.jspecify.annotations.Nullable;

/** The instructions of loops over lists. */
public final class ListInstructions {

  /** The first word of each of them names a local. */
  private static final int FIRST = 1;

  private final CallFrames vm;

  ListInstructions(CallFrames vm) {
    this.vm = vm;
  }

  /** Runs one instruction; where the code goes on. */
  int run(Code code, int pc) {
    int[] c = code.code;
    int b = vm.base;
    int local = b + c[pc + FIRST];
    return switch (c[pc]) {
      case Ops.UNLESS_LIST -> isList(local) ? pc + Form.Test.LENGTH : c[pc + Form.Test.OTHER];
      case Ops.IF_FUNCTION ->
          vm.words[local] == Words.REFERENCE
                  && StepResult.isFunction(Terms.dereference(vm.at(local)))
              ? c[pc + Form.Test.OTHER]
              : pc + Form.Test.LENGTH;
      case Ops.UNLESS_GROUND ->
          vm.words[local] != Words.REFERENCE || Terms.resolve(vm.at(local)).isGround()
              ? pc + Form.Test.LENGTH
              : c[pc + Form.Test.OTHER];
      case Ops.NEXT_CHILD -> {
        Expression list = (Expression) vm.at(local);
        int index = (int) Words.integer(vm.words[b + c[pc + Form.NextChild.INDEX]]);
        if (index == list.size()) {
          yield c[pc + Form.NextChild.DONE];
        }
        vm.countStep();
        vm.words[b + c[pc + Form.NextChild.INDEX]] = Words.ofInteger(index + 1);
        vm.put(b + c[pc + Form.NextChild.RESULT], Terms.dereference(list.get(index)));
        yield pc + Form.NextChild.LENGTH;
      }
      case Ops.ADD_TO -> {
        Object longer = Lists.add(builder(local), vm.at(b + c[pc + Form.AddTo.CHILD]));
        vm.words[local] = Words.REFERENCE;
        vm.lane[local] = longer;
        yield pc + Form.AddTo.LENGTH;
      }
      case Ops.TAKE_LIST -> {
        vm.put(b + c[pc + Form.TakeList.RESULT], Lists.take(builder(local)));
        yield pc + Form.TakeList.LENGTH;
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
