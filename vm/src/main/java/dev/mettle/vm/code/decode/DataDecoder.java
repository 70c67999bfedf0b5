package dev.mettle.vm.code.decode;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Expression;
import dev.mettle.ir.atom.Symbols;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.verify.VerifiedFunction;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Ops;
import dev.mettle.vm.code.link.KernelMeaning;
import dev.mettle.vm.code.site.PatternSite;

/** Instructions that build data, take it apart, unify it and look for it in spaces. */
abstract class DataDecoder extends OperandDecoder {

  DataDecoder(VerifiedFunction verified, KernelMeaning kernels) {
    super(verified, kernels);
  }

  final void unlessKind(Instruction i) {
    settle(stack.size());
    put(Ops.UNLESS_KIND, local(i.immediate(0)), pooled(function.constant(i.immediate(1))));
    putTarget(i.immediate(2));
  }

  final void nextChild(Instruction i) {
    settle(stack.size());
    put(Ops.NEXT_CHILD, local(i.immediate(0)), local(i.immediate(1)));
    putTarget(i.immediate(2));
    put(push());
    resultIsLast();
  }

  final void makeExpression(Instruction i) {
    int[] operands = popAll(i.count());
    put(Ops.MAKE_EXPR, operands.length);
    put(operands);
    put(push());
    resultIsLast();
  }

  final void instantiate(Instruction i) {
    int template = constantAt(i, 0);
    boolean isError = Symbols.isError((Atom) pool.get(template));
    put(isError ? Ops.NEW_ERROR : Ops.INSTANTIATE, template, push());
    resultIsLast();
  }

  final void loadChild(Instruction i) {
    int x = popPlace();
    put(Ops.CHILD, x, i.immediate(0), push());
    resultIsLast();
  }

  final void unify(Instruction i) {
    int b = popPlace();
    int a = popPlace();
    settle(stack.size());
    put(Ops.UNIFY, a, b);
    putTarget(i.immediate(0));
  }

  final void matchPattern(Instruction i) {
    int x = popPlace();
    settle(stack.size());
    put(Ops.MATCH, x, site(PatternSite.of((Expression) function.constant(i.immediate(0)))));
    putTarget(i.immediate(1));
  }

  final void cons(Instruction i) {
    int b = popPlace();
    int a = popPlace();
    stack.add(a);
    stack.add(b);
    settle(stack.size());
    pop();
    pop();
    put(Ops.CONS, stackBase + stack.size(), stackBase + stack.size() + 1);
    putTarget(i.immediate(0));
    put(push());
  }

  final void claim(Instruction i) {
    int x = popPlace();
    put(Ops.CLAIM, x, push());
    put(constantAt(i, 0), local(i.immediate(1)), i.immediate(2));
    resultIsAt(length - Form.Claim.LENGTH + Form.Claim.RESULT);
  }

  final void part(int op, Instruction i) {
    int x = popPlace();
    stack.add(x);
    settle(stack.size());
    pop();
    put(op, stackBase + stack.size());
    putTarget(i.immediate(0));
    put(push());
  }

  final void spaceMatch(Instruction i) {
    settle(stack.size());
    pop();
    pop();
    int first = stackBase + stack.size();
    put(Ops.SPACE_MATCH, first, first + 1);
    putTarget(i.immediate(0));
  }
}
