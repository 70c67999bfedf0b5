package dev.mettle.vm.code;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.interp.Words;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Instructions;
import org.jspecify.annotations.Nullable;

/** The instructions of loops over lists. */
final class ListInstructions {

  private final VirtualMachine vm;

  ListInstructions(VirtualMachine vm) {
    this.vm = vm;
  }

  /**
   * The end of a list under construction. What lies before is shared by all alternatives that came
   * up since, so it never changes.
   */
  private record Gathered(Atom last, @Nullable Gathered before, int count) {

    static Expression list(@Nullable Gathered end) {
      Atom[] children = new Atom[end == null ? 0 : end.count];
      for (Gathered g = end; g != null; g = g.before) {
        children[g.count - 1] = g.last;
      }
      return Expression.owning(children);
    }
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
        Gathered before = gathered(local);
        Atom value = vm.at(b + c[pc + 2]);
        vm.words[local] = Words.REFERENCE;
        vm.lane[local] = new Gathered(value, before, before == null ? 1 : before.count + 1);
        yield pc + 3;
      }
      case Ops.TAKE_LIST -> {
        vm.put(b + c[pc + 2], Gathered.list(gathered(local)));
        yield pc + 3;
      }
      default -> throw new AssertionError(c[pc]);
    };
  }

  private @Nullable Gathered gathered(int local) {
    return vm.words[local] == Words.REFERENCE ? (Gathered) vm.lane[local] : null;
  }

  /** Whether a local holds an expression none of whose children is a function; it is resolved. */
  private boolean isList(int local) {
    if (!(Terms.dereference(vm.at(local)) instanceof Expression list)) {
      return false;
    }
    for (Atom child : list) {
      if (Instructions.isFunction(Terms.dereference(child))) {
        return false;
      }
    }
    vm.put(local, list);
    return true;
  }
}
