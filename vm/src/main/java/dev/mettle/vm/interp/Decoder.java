package dev.mettle.vm.interp;

import dev.mettle.backend.spi.Natives;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.function.Instruction;
import dev.mettle.ir.function.IrFunction;
import dev.mettle.ir.kernel.NativeOperation;
import dev.mettle.ir.opcode.StackPicture;
import dev.mettle.ir.verify.VerifiedFunction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns verified stack code into what the interpreter's loop runs. The depth of the stack is known
 * at each instruction, so each operand has a fixed place in the frame: a local, a constant, or a
 * temporary. Instructions that only push or move operands then need no code at all, and the others
 * name the places of their operands and of their result in one word of 64 bits.
 */
final class Decoder {

  /** Places are 16 bits wide. */
  private static final int MAX_FRAME = 0xFFFF;

  private final VerifiedFunction verified;
  private final IrFunction function;
  private final Natives natives;
  private final List<Atom> constants = new ArrayList<>();

  /** For each instruction the place of the constant that it pushes, or -1. */
  private final int[] constantPlaces;

  /** The places of the operands on the stack. */
  private final List<Integer> stack = new ArrayList<>();

  /** How often each temporary lies on the stack. */
  private final List<Integer> uses = new ArrayList<>();

  private final ArrayDeque<Integer> free = new ArrayDeque<>();
  private final List<DecodedFunction.NativeCall> calls = new ArrayList<>();
  private final List<Long> code = new ArrayList<>();
  private int firstTemporary;

  Decoder(VerifiedFunction verified, Natives natives) {
    this.verified = verified;
    this.function = verified.function();
    this.natives = natives;
    this.constantPlaces = new int[function.code().size()];
  }

  /** The word of an instruction. */
  static long word(int code, int a, int b, int result) {
    return code | (long) a << 8 | (long) b << 24 | (long) result << 40;
  }

  DecodedFunction.Outcome decode() {
    placeConstants();
    firstTemporary = function.localCount() + constants.size();
    if (firstTemporary + verified.maxStack() + 1 > MAX_FRAME) {
      return new DecodedFunction.NotRunnable("the frame has more than " + MAX_FRAME + " places");
    }
    for (int offset = 0; offset < function.code().size(); offset++) {
      Instruction instruction = function.code().get(offset);
      int decoded = Codes.of(instruction.opcode());
      switch (decoded) {
        case Codes.NOT_RUNNABLE -> {
          return new DecodedFunction.NotRunnable(
              "%s is of stage %d"
                  .formatted(instruction.opcode().mnemonic(), instruction.opcode().stage()));
        }
        case Codes.MOVES -> move(offset, instruction);
        case Codes.CALL_NATIVE -> {
          if (!callNative(instruction)) {
            return new DecodedFunction.NotRunnable(
                "there is no operation " + function.constant(instruction.immediate(0)));
          }
        }
        case Codes.RETURN -> code.add(word(decoded, pop(), 0, 0));
        default -> operation(decoded, instruction.pops());
      }
    }
    return new DecodedFunction.Decoded(
        new DecodedFunction(
            verified,
            code.stream().mapToLong(Long::longValue).toArray(),
            constants,
            firstTemporary + uses.size(),
            calls,
            natives));
  }

  private void placeConstants() {
    Map<Object, Integer> known = new HashMap<>();
    for (int offset = 0; offset < constantPlaces.length; offset++) {
      Instruction instruction = function.code().get(offset);
      Atom constant = function.constantPushedBy(instruction);
      if (constant == null) {
        constantPlaces[offset] = -1;
        continue;
      }
      // Equal instructions push the same constant; equal atoms may differ, as 1 and 1.0 do.
      constantPlaces[offset] =
          known.computeIfAbsent(
              instruction,
              i -> {
                constants.add(constant);
                return function.localCount() + constants.size() - 1;
              });
    }
  }

  /** An instruction that leaves operands where they are and only changes what the stack shows. */
  private void move(int offset, Instruction instruction) {
    if (constantPlaces[offset] >= 0) {
      push(constantPlaces[offset]);
      return;
    }
    StackPicture picture = instruction.opcode().picture();
    if (picture.inputs().isEmpty() && !picture.outputs().isEmpty()) {
      push(instruction.immediate(0));
      return;
    }
    List<Integer> taken =
        List.copyOf(stack.subList(stack.size() - instruction.pops(), stack.size()));
    List<Integer> left = picture.rearrange(taken, instruction.count());
    // Pushed before the old ones are released, so that no temporary looks free in between.
    stack.subList(stack.size() - taken.size(), stack.size()).clear();
    left.forEach(this::push);
    taken.forEach(this::release);
  }

  private void operation(int decoded, int operands) {
    int b = operands == 2 ? pop() : 0;
    int a = pop();
    code.add(word(decoded, a, b, pushTemporary()));
  }

  private boolean callNative(Instruction instruction) {
    Symbol name = (Symbol) function.constant(instruction.immediate(0));
    Optional<NativeOperation> operation = natives.find(name, instruction.count());
    if (operation.isEmpty()) {
      return false;
    }
    calls.add(
        new DecodedFunction.NativeCall(operation.get(), natives.operation(name).orElse(null)));
    int count = instruction.count();
    List<Integer> places = List.copyOf(stack.subList(stack.size() - count, stack.size()));
    for (int i = 0; i < count; i++) {
      pop();
    }
    code.add(word(Codes.CALL_NATIVE, calls.size() - 1, count, pushTemporary()));
    places.forEach(place -> code.add((long) place));
    return true;
  }

  private void push(int place) {
    stack.add(place);
    if (place >= firstTemporary) {
      int temporary = place - firstTemporary;
      uses.set(temporary, uses.get(temporary) + 1);
    }
  }

  private int pushTemporary() {
    int temporary;
    if (free.isEmpty()) {
      temporary = uses.size();
      uses.add(0);
    } else {
      temporary = free.pop();
    }
    push(firstTemporary + temporary);
    return firstTemporary + temporary;
  }

  private int pop() {
    int place = stack.removeLast();
    release(place);
    return place;
  }

  private void release(int place) {
    if (place >= firstTemporary) {
      int temporary = place - firstTemporary;
      int left = uses.get(temporary) - 1;
      uses.set(temporary, left);
      if (left == 0) {
        free.push(temporary);
      }
    }
  }
}
