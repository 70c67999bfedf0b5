package dev.mettle.vm.code.frame;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.atom.Variable;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.Form;
import dev.mettle.vm.code.Words;
import dev.mettle.vm.machine.ChoicePoint;
import dev.mettle.vm.machine.Machine;
import dev.mettle.vm.machine.Terms;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The instructions about what the copies of a frame have in common: scopes and barriers, see {@link
 * CallFrames#share}. All of it is about the running frame.
 */
public final class SharedPlaces {

  private final CallFrames vm;
  private final Machine machine;

  public SharedPlaces(CallFrames vm) {
    this.vm = vm;
    this.machine = vm.machine;
  }

  /** The scope in a place of the frame, if copies of the frame have it in common. */
  public @Nullable RuleScope scope(int place) {
    int index = vm.base + place;
    return vm.words[index] == Words.REFERENCE ? (RuleScope) vm.lane[index] : null;
  }

  /** The variable of a scope, which is a new one while nobody else has the scope. */
  public Variable scopeVariable(int scope, int order, String name) {
    RuleScope shared = scope(scope);
    return shared == null
        ? Variable.freshIn(Words.integer(vm.words[vm.base + scope]), name)
        : shared.variable(order, name);
  }

  /** The first value of a variable: it may be another one, which may be younger. */
  public void claim(Code code, int pc) {
    int[] c = code.code;
    int from = vm.base + c[pc + Form.Claim.FIRST];
    int to = vm.base + c[pc + Form.Claim.RESULT];
    long word = vm.words[from];
    vm.words[to] = word;
    if (word == Words.REFERENCE) {
      Object value = vm.lane[from];
      vm.lane[to] = value;
      if (value instanceof Variable variable) {
        vm.put(to, claimed(code, pc, Terms.dereference(variable)));
      }
    }
  }

  private Atom claimed(Code code, int pc, Atom value) {
    int[] c = code.code;
    RuleScope scope = scope(c[pc + Form.Claim.SCOPE]);
    return scope == null
        ? value
        : claimed(
            value, scope, (Symbol) code.pool[c[pc + Form.Claim.NAME]], c[pc + Form.Claim.ORDER]);
  }

  /** The first value of a variable of a scope that alternatives may have in common. */
  public Atom claimed(Atom value, RuleScope scope, Symbol name, int order) {
    if (value instanceof Variable v) {
      Variable own = scope.variable(order, name.name());
      if (v.isYoungerThan(own)) {
        machine.bind(v, own);
        return own;
      }
    }
    return value;
  }

  /** Opens a barrier in a place of the running frame, see {@link CallFrames#share}. */
  public void beginAlternatives(int index) {
    vm.words[index] = Words.REFERENCE;
    ChoicePoint choice = machine.choice();
    if (vm.lane[index] != choice) {
      vm.lane[index] = choice;
    }
  }

  /** Lets a value that is no error through the barrier in a place of the running frame. */
  public void pass(Code code, int place) {
    int index = vm.base + place;
    if (vm.lane[index] != machine.choice()) {
      vm.share(vm.base, code);
      ((BlockBarrier) Objects.requireNonNull(vm.lane[index])).pass(machine);
    }
  }

  /** Lets a value through a barrier of the running frame; false if that goes on no further. */
  public boolean endAlternatives(Code code, int pc) {
    int[] c = code.code;
    if (vm.lane[vm.base + c[pc + Form.End.BARRIER]] == machine.choice()) {
      vm.copyOperand(code, c[pc + Form.End.VALUE], vm.base + c[pc + Form.End.RESULT]);
      return true;
    }
    vm.share(vm.base, code);
    BlockBarrier barrier =
        (BlockBarrier) Objects.requireNonNull(vm.lane[vm.base + c[pc + Form.End.BARRIER]]);
    Atom value = vm.at(vm.base + c[pc + Form.End.VALUE]);
    if (!barrier.pass(machine, value, vm.base, code, pc + Form.End.RESULT)) {
      return false;
    }
    vm.put(vm.base + c[pc + Form.End.RESULT], value);
    return true;
  }
}
