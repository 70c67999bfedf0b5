package dev.mettle.vm.code.run;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.machine.Terms;
import dev.mettle.vm.minimal.Instructions;
import org.jspecify.annotations.Nullable;

/** The instructions of loops over lists. */
public final class ListInstructions {

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
        Object longer = add(builder(local), vm.at(b + c[pc + 2]));
        vm.words[local] = Words.REFERENCE;
        vm.lane[local] = longer;
        yield pc + 3;
      }
      case Ops.TAKE_LIST -> {
        vm.put(b + c[pc + 2], take(builder(local)));
        yield pc + 3;
      }
      default -> throw new AssertionError(c[pc]);
    };
  }

  private @Nullable Object builder(int local) {
    return vm.words[local] == Words.REFERENCE ? vm.lane[local] : null;
  }

  /** A list under construction with one more child; anything but such a list is the empty one. */
  public static Object add(@Nullable Object list, Atom child) {
    Gathered before = list instanceof Gathered known ? known : null;
    return new Gathered(child, before, before == null ? 1 : before.count + 1);
  }

  /** The list that was constructed. */
  public static Expression take(@Nullable Object list) {
    return Gathered.list(list instanceof Gathered known ? known : null);
  }

  /** Whether a local holds an expression none of whose children is a function; it is resolved. */
  private boolean isList(int local) {
    Expression list = asList(Terms.dereference(vm.at(local)));
    if (list == null) {
      return false;
    }
    vm.put(local, list);
    return true;
  }

  /** An expression none of whose children is a function; null for anything else. */
  public static @Nullable Expression asList(Atom atom) {
    if (!(atom instanceof Expression list)) {
      return null;
    }
    for (Atom child : list) {
      if (Instructions.isFunction(Terms.dereference(child))) {
        return null;
      }
    }
    return list;
  }

  /** A list with one more child in front; null if {@code tail} is no expression. */
  public static @Nullable Expression cons(SlowRoads slow, Atom first, Atom tail) {
    if (!(Terms.resolve(tail) instanceof Expression rest)) {
      return null;
    }
    Expression longer = rest.withFirst(Terms.resolve(first));
    slow.data.markPart(longer, rest);
    return longer;
  }

  /** All children but the first, of which there is one. */
  public static Expression rest(SlowRoads slow, Expression list) {
    Expression rest = list.withoutFirst();
    slow.data.markPart(rest, list);
    return rest;
  }
}
