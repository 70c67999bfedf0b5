package dev.mettle.vm.code.run;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.code.frame.CallFrames;
import dev.mettle.vm.code.link.CodeEvaluator;
import dev.mettle.vm.code.meaning.OwnValues;
import dev.mettle.vm.code.site.HeadSite;
import dev.mettle.vm.code.site.PatternSite;
import dev.mettle.vm.code.unit.CompiledCalls;
import dev.mettle.vm.code.unit.FirstVisits;
import dev.mettle.vm.machine.Machine;

/**
 * What the instructions of the loop do where they take longer, and those that do so much that a
 * place in the loop would not make them faster.
 */
final class LoopInstructions {

  private final CallFrames vm;
  final SlowRoads slow;
  final LoopCalls calls;
  final FirstVisits visits;
  private final Machine machine;
  private final RareInstructions rare;

  LoopInstructions(CallFrames vm, CodeEvaluator evaluator, SlowRoads slow, CompiledCalls compiled) {
    this.vm = vm;
    this.slow = slow;
    this.machine = vm.machine;
    this.calls = new LoopCalls(vm, evaluator, compiled, slow);
    this.visits = new FirstVisits(vm, compiled, slow::holds);
    this.rare = new RareInstructions(vm, evaluator, slow, calls, visits);
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
        yield pc + Form.Small.LENGTH;
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
        yield pc + Form.Binary.LENGTH;
      }
      case Ops.NEG, Ops.ABS, Ops.NOT -> {
        slow.unary(code, pc);
        yield pc + Form.Unary.LENGTH;
      }
      case Ops.BRANCH_LT_SMALL, Ops.BRANCH_EQ_SMALL ->
          slow.holds(code, pc, c[pc])
              ? pc + Form.BranchSmall.LENGTH
              : c[pc + Form.BranchSmall.FALSE];
      case Ops.BRANCH_LT, Ops.BRANCH_EQ ->
          slow.holds(code, pc, c[pc])
              ? pc + Form.BranchBinary.LENGTH
              : c[pc + Form.BranchBinary.FALSE];
      case Ops.BRANCH -> slow.branch(b + c[pc + Form.Branch.CONDITION], c, pc);
      case Ops.UNLESS_ADMITS -> {
        Atom expected = vm.operand(code, c[pc + Form.UnlessAdmits.EXPECTED]);
        yield OwnValues.admits(expected, (Atom) code.pool[c[pc + Form.UnlessAdmits.TYPE]])
            ? pc + Form.UnlessAdmits.LENGTH
            : c[pc + Form.UnlessAdmits.OTHER];
      }
      case Ops.BY_HEAD -> {
        HeadSite site = (HeadSite) code.pool[c[pc + Form.ByHead.SITE]];
        yield switch (slow.headVerdict(site, b + site.place)) {
          case DATA -> pc + Form.ByHead.LENGTH;
          case UNTYPED -> c[pc + Form.ByHead.UNTYPED];
          case TYPED -> c[pc + Form.ByHead.TYPED];
          case OTHER -> c[pc + Form.ByHead.OTHER];
        };
      }
      case Ops.EVAL ->
          slow.eval(
                  code,
                  b + c[pc + Form.Eval.ATOM],
                  c[pc + Form.Eval.EXPECTED],
                  pc + Form.Eval.RESULT)
              ? pc + Form.Eval.LENGTH
              : SlowRoads.LEAVE;
      case Ops.UNLESS_VALUE ->
          slow.isValue(code, pc) ? pc + Form.UnlessValue.LENGTH : c[pc + Form.UnlessValue.OTHER];
      case Ops.TAIL_EVAL ->
          slow.tailEval(code, b + c[pc + Form.TailEval.ATOM], c[pc + Form.TailEval.EXPECTED], pc)
              ? SlowRoads.RETURN_DATA
              : SlowRoads.LEAVE;
      case Ops.REDUCE ->
          switch (slow.reduce(
              code,
              b + c[pc + Form.Reduce.ATOM],
              c[pc + Form.Reduce.EXPECTED],
              pc + Form.Reduce.RESULT)) {
            case SlowRoads.NEXT -> pc + Form.Reduce.LENGTH;
            case SlowRoads.TARGET -> c[pc + Form.Reduce.IRREDUCIBLE];
            case SlowRoads.FUNCTION -> c[pc + Form.Reduce.FUNCTION];
            default -> SlowRoads.LEAVE;
          };
      case Ops.TAIL_REDUCE ->
          switch (slow.tailReduce(
              code, b + c[pc + Form.TailReduce.ATOM], c[pc + Form.TailReduce.EXPECTED], pc)) {
            case SlowRoads.NEXT -> SlowRoads.RETURN_DATA;
            case SlowRoads.TARGET -> c[pc + Form.TailReduce.IRREDUCIBLE];
            case SlowRoads.FUNCTION -> c[pc + Form.TailReduce.FUNCTION];
            default -> SlowRoads.LEAVE;
          };
      case Ops.IF_NEW_ERROR -> {
        int x = b + c[pc + Form.IfNewError.VALUE];
        if (!slow.differs(code, x, c[pc + Form.IfNewError.WRITTEN])) {
          yield pc + Form.IfNewError.LENGTH;
        }
        vm.put(b + c[pc + Form.IfNewError.KEPT], SlowRoads.passed(code, pc, vm.at(x)));
        yield c[pc + Form.IfNewError.ERROR];
      }
      case Ops.INSTANTIATE -> {
        vm.put(
            b + c[pc + Form.Instantiate.RESULT],
            slow.instantiate((Atom) code.pool[c[pc + Form.Instantiate.TEMPLATE]]));
        yield pc + Form.Instantiate.LENGTH;
      }
      case Ops.NEW_ERROR -> {
        vm.put(
            b + c[pc + Form.Instantiate.RESULT],
            slow.error(code, pc, (Atom) code.pool[c[pc + Form.Instantiate.TEMPLATE]]));
        yield pc + Form.Instantiate.LENGTH;
      }
      case Ops.MARK -> {
        vm.put(
            b + c[pc + Form.Mark.RESULT],
            slow.data.markEvaluated(vm.at(b + c[pc + Form.Mark.VALUE])));
        yield pc + Form.Mark.LENGTH;
      }
      case Ops.MATCH -> {
        PatternSite site = (PatternSite) code.pool[c[pc + Form.Match.PATTERN]];
        yield switch (rare.match(
            code,
            b + c[pc + Form.Match.VALUE],
            site,
            pc + Form.Match.LENGTH,
            c[pc + Form.Match.OTHER])) {
          case SlowRoads.NEXT -> pc + Form.Match.LENGTH;
          case SlowRoads.TARGET -> c[pc + Form.Match.OTHER];
          default -> SlowRoads.LEAVE;
        };
      }
      case Ops.NEW_SCOPE -> {
        vm.words[b + c[pc + Form.NewScope.SCOPE]] = Words.ofInteger(Variable.newScope());
        yield pc + Form.NewScope.LENGTH;
      }
      case Ops.CLAIM -> {
        slow.shared.claim(code, pc);
        yield pc + Form.Claim.LENGTH;
      }
      case Ops.END -> {
        if (!slow.shared.endAlternatives(code, pc)) {
          machine.fail();
          yield SlowRoads.LEAVE;
        }
        yield pc + Form.End.LENGTH;
      }
      default -> rare.run(code, pc);
    };
  }
}
