package dev.mettle.vm.code;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads decoded code by the shapes of its instructions: to list it, and to see that it is right.
 */
public final class DecodedWords {

  private final int[] code;
  private final int length;

  /** The first {@code length} words of {@code code}. */
  public DecodedWords(int[] code, int length) {
    this.code = code;
    this.length = length;
  }

  /** Takes the words of instructions, one after the other. */
  private interface Reader {
    void word(Shape.Kind kind, String name, int word);
  }

  /**
   * Reads the instruction at {@code pc}.
   *
   * @return where the next one begins
   */
  private int read(int pc, Shape shape, Reader reader) {
    int at = pc + 1;
    int count = 0;
    for (Shape.Operand operand : shape.operands()) {
      for (int i = 0; i < (operand.isRow() ? count : 1); i++) {
        reader.word(operand.kind(), operand.name(), at < length ? code[at] : -1);
        at++;
      }
      if (operand.kind() == Shape.Kind.COUNT && at <= length) {
        count = code[at - 1];
      }
    }
    return at;
  }

  /**
   * What is wrong with the code, if anything is: each instruction has a shape, its words are places
   * of the frame, constants of the pool and beginnings of instructions.
   */
  public Optional<String> fault(int frameSize, int poolSize) {
    BitSet starts = new BitSet(length);
    BitSet targets = new BitSet(length);
    List<String> faults = new ArrayList<>();
    int pc = 0;
    while (pc < length) {
      Shape shape = Shape.of(code[pc]);
      if (shape == null) {
        return Optional.of("no instruction at " + pc);
      }
      starts.set(pc);
      int start = pc;
      pc =
          read(
              pc,
              shape,
              (kind, name, word) -> {
                boolean right =
                    switch (kind) {
                      case FROM, TO -> word >= Code.LOCALS && word < frameSize;
                      case VALUE, VALUES ->
                          word < 0 ? ~word < poolSize : word >= Code.LOCALS && word < frameSize;
                      case POOL -> word >= 0 && word < poolSize;
                      case COUNT -> word >= 0 && word < length;
                      case TARGET, TARGETS -> word >= 0 && word < length;
                      case NUMBER -> true;
                    };
                if (!right) {
                  faults.add(shape.name() + " at " + start + " has " + word + " for " + name);
                } else if (kind == Shape.Kind.TARGET || kind == Shape.Kind.TARGETS) {
                  targets.set(word);
                }
              });
    }
    if (pc != length) {
      faults.add("the last instruction ends at " + pc + " of " + length);
    }
    targets.andNot(starts);
    if (!targets.isEmpty()) {
      faults.add("no instruction begins at " + targets);
    }
    return faults.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", faults));
  }

  /** The code in words, an instruction a line. */
  public String listing() {
    StringBuilder text = new StringBuilder();
    int pc = 0;
    while (pc < length) {
      Shape shape = Shape.of(code[pc]);
      text.append(pc).append(' ');
      if (shape == null) {
        return text.append("no instruction: ").append(code[pc]).append('\n').toString();
      }
      text.append(shape.name());
      pc =
          read(
              pc,
              shape,
              (kind, name, word) ->
                  text.append(' ').append(name).append('=').append(shown(kind, word)));
      text.append('\n');
    }
    return text.toString();
  }

  private static String shown(Shape.Kind kind, int word) {
    return switch (kind) {
      case FROM, TO -> "@" + word;
      case VALUE, VALUES -> word < 0 ? "#" + ~word : "@" + word;
      case POOL -> "#" + word;
      case NUMBER, COUNT -> Integer.toString(word);
      case TARGET, TARGETS -> "->" + word;
    };
  }
}
