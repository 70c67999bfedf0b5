package dev.mettle.vm.code.run;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.meaning.OwnValues;
import dev.mettle.vm.code.site.HeadSite;
import dev.mettle.vm.code.site.PatternSite;
import dev.mettle.vm.machine.Machine;

/**
 * What the instructions of the loop do where they take longer, and those that do so much that a
 * place in the loop would not make them faster.
 */
final class LoopInstructions {

  private final CallFrames vm;
  private final SlowRoads slow;
  private final Machine machine;
  private final RareInstructions rare;

  LoopInstructions(CallFrames vm, SlowRoads slow, RareInstructions rare) {
    this.vm = vm;
    this.slow = slow;
    this.machine = vm.machine;
    this.rare = rare;
  }

  /**
   * Runs one instruction; where the code goes on, {@link SlowRoads#LEAVE}, or {@link
   * SlowRoads#RETURN_DATA}.
   */
  int run(Code code, int pc) {
    int[] c = code.code;
    int b = vm.base;
    return switch (c[pc]) {
      case Ops.ADD_SMALL,
          Ops.SUB_SMALL,
          Ops.LT_SMALL,
          Ops.LE_SMALL,
          Ops.GT_SMALL,
          Ops.GE_SMALL,
          Ops.EQ_SMALL -> {
        slow.valueSmall(code, pc);
        yield pc + 5;
      }
      case Ops.ADD,
          Ops.SUB,
          Ops.MUL,
          Ops.DIV,
          Ops.MOD,
          Ops.FLOOR_DIV,
          Ops.POW,
          Ops.AND,
          Ops.OR,
          Ops.XOR,
          Ops.LT,
          Ops.LE,
          Ops.GT,
          Ops.GE,
          Ops.EQ,
          Ops.NE -> {
        slow.value(code, pc);
        yield pc + 5;
      }
      case Ops.NEG, Ops.ABS, Ops.NOT -> {
        slow.unary(code, pc);
        yield pc + 4;
      }
      case Ops.BRANCH_LT_SMALL -> slow.holds(code, pc, Ops.LT_SMALL) ? pc + 6 : c[pc + 5];
      case Ops.BRANCH_EQ_SMALL -> slow.holds(code, pc, Ops.EQ_SMALL) ? pc + 6 : c[pc + 5];
      case Ops.BRANCH_LT -> slow.holds(code, pc, Ops.LT) ? pc + 6 : c[pc + 5];
      case Ops.BRANCH_EQ -> slow.holds(code, pc, Ops.EQ) ? pc + 6 : c[pc + 5];
      case Ops.BRANCH -> slow.branch(b + c[pc + 1], c, pc);
      case Ops.UNLESS_ADMITS -> {
        Atom expected = vm.operand(code, c[pc + 1]);
        yield OwnValues.admits(expected, (Atom) code.pool[c[pc + 2]]) ? pc + 4 : c[pc + 3];
      }
      case Ops.BY_HEAD -> {
        HeadSite site = (HeadSite) code.pool[c[pc + 1]];
        yield switch (slow.headVerdict(site, b + site.place)) {
          case DATA -> pc + 5;
          case UNTYPED -> c[pc + 2];
          case TYPED -> c[pc + 3];
          case OTHER -> c[pc + 4];
        };
      }
      case Ops.EVAL -> slow.eval(code, b + c[pc + 1], c[pc + 2], pc + 3) ? pc + 4 : SlowRoads.LEAVE;
      case Ops.UNLESS_VALUE -> slow.isValue(code, pc) ? pc + 5 : c[pc + 4];
      case Ops.TAIL_EVAL ->
          slow.tailEval(code, b + c[pc + 1], c[pc + 2], pc)
              ? SlowRoads.RETURN_DATA
              : SlowRoads.LEAVE;
      case Ops.REDUCE ->
          switch (slow.reduce(code, b + c[pc + 1], c[pc + 2], pc + 5)) {
            case SlowRoads.NEXT -> pc + 6;
            case SlowRoads.TARGET -> c[pc + 3];
            case SlowRoads.FUNCTION -> c[pc + 4];
            default -> SlowRoads.LEAVE;
          };
      case Ops.TAIL_REDUCE ->
          switch (slow.tailReduce(code, b + c[pc + 1], c[pc + 2], pc)) {
            case SlowRoads.NEXT -> SlowRoads.RETURN_DATA;
            case SlowRoads.TARGET -> c[pc + 3];
            case SlowRoads.FUNCTION -> c[pc + 4];
            default -> SlowRoads.LEAVE;
          };
      case Ops.IF_NEW_ERROR -> {
        int x = b + c[pc + 1];
        if (!slow.differs(code, x, c[pc + 2])) {
          yield pc + 5;
        }
        vm.put(b + c[pc + 3], SlowRoads.passed(code, pc, vm.at(x)));
        yield c[pc + 4];
      }
      case Ops.INSTANTIATE -> {
        vm.put(b + c[pc + 2], slow.instantiate((Atom) code.pool[c[pc + 1]]));
        yield pc + 3;
      }
      case Ops.NEW_ERROR -> {
        vm.put(b + c[pc + 2], slow.error(code, pc, (Atom) code.pool[c[pc + 1]]));
        yield pc + 3;
      }
      case Ops.MARK -> {
        vm.put(b + c[pc + 2], slow.data.markEvaluated(vm.at(b + c[pc + 1])));
        yield pc + 3;
      }
      case Ops.MATCH -> {
        PatternSite site = (PatternSite) code.pool[c[pc + 2]];
        yield switch (slow.match(code, b + c[pc + 1], site, pc + 4, c[pc + 3])) {
          case SlowRoads.NEXT -> pc + 4;
          case SlowRoads.TARGET -> c[pc + 3];
          default -> SlowRoads.LEAVE;
        };
      }
      case Ops.NEW_SCOPE -> {
        vm.words[b + c[pc + 1]] = Words.ofInteger(Variable.nextSerial());
        yield pc + 2;
      }
      case Ops.CLAIM -> {
        slow.shared.claim(code, pc);
        yield pc + 6;
      }
      case Ops.END -> {
        if (!slow.shared.endAlternatives(code, pc)) {
          machine.fail();
          yield SlowRoads.LEAVE;
        }
        yield pc + 4;
      }
      default -> rare.run(code, pc);
    };
  }
}
