package dev.mettle.ir.opcode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an instruction takes from the stack and what it leaves, deepest operand first. Written as
 * {@code "a:number b:number -- r:number"}; an operand without a kind is any atom, a name that
 * occurs on both sides is the same value, and {@code xs*} stands for as many operands as the
 * instruction's count says.
 *
 * <p>The kinds describe the domain of an operation. What happens outside of it is said by the
 * opcode's kernel, and an engine that cannot go on from there leaves the function.
 *
 * @since 1.0
 */
public record StackPicture(List<Operand> inputs, List<Operand> outputs) {

  /**
   * One operand.
   *
   * @param name the name, which ties an output to the input of the same name
   * @param kind what the operand must be, or is
   * @param repeated whether it stands for as many operands as the instruction's count says
   */
  public record Operand(String name, OperandKind kind, boolean repeated) {
    @Override
    public String toString() {
      return name + (repeated ? "*" : "") + (kind == OperandKind.ATOM ? "" : ":" + kind.label());
    }
  }

  /** Copies the lists. */
  public StackPicture {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Reads the written form. */
  static StackPicture parse(String text) {
    int dashes = text.indexOf("--");
    if (dashes < 0) {
      throw new IllegalArgumentException("no -- in the stack picture " + text);
    }
    return new StackPicture(
        operands(text.substring(0, dashes)), operands(text.substring(dashes + 2)));
  }

  private static List<Operand> operands(String text) {
    List<Operand> operands = new ArrayList<>();
    for (String word : text.split(" ")) {
      if (word.isEmpty()) {
        continue;
      }
      int colon = word.indexOf(':');
      String name = colon < 0 ? word : word.substring(0, colon);
      OperandKind kind =
          colon < 0 ? OperandKind.ATOM : OperandKind.ofLabel(word.substring(colon + 1));
      if (kind == null) {
        throw new IllegalArgumentException("unknown operand kind in " + word);
      }
      boolean repeated = name.endsWith("*");
      operands.add(
          new Operand(repeated ? name.substring(0, name.length() - 1) : name, kind, repeated));
    }
    return operands;
  }

  /** How many operands are taken if the instruction's count is {@code count}. */
  public int pops(int count) {
    return size(inputs, count);
  }

  /** How many operands are left if the instruction's count is {@code count}. */
  public int pushes(int count) {
    return size(outputs, count);
  }

  /**
   * What is left of some operands by an instruction that only moves, drops and repeats them.
   *
   * @param taken what the instruction takes, deepest first
   * @param count its count
   */
  public <T> List<T> rearrange(List<T> taken, int count) {
    Map<String, List<T>> named = new HashMap<>();
    int index = 0;
    for (Operand input : inputs) {
      int end = index + (input.repeated() ? count : 1);
      named.put(input.name(), taken.subList(index, end));
      index = end;
    }
    List<T> left = new ArrayList<>();
    for (Operand output : outputs) {
      left.addAll(named.getOrDefault(output.name(), List.of()));
    }
    return left;
  }

  private static int size(List<Operand> operands, int count) {
    int size = 0;
    for (Operand operand : operands) {
      size += operand.repeated() ? count : 1;
    }
    return size;
  }

  @Override
  public String toString() {
    return (words(inputs) + " -- " + words(outputs)).trim();
  }

  private static String words(List<Operand> operands) {
    return String.join(" ", operands.stream().map(Operand::toString).toList());
  }
}
