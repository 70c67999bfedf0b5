package dev.mettle.ir.function;

import dev.mettle.ir.opcode.ImmediateKind;
import dev.mettle.ir.opcode.Opcode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Code as bytes: for each instruction the opcode's code, then its immediates as variable-length
 * numbers of seven bits a byte, the lowest first. Integers that are data have their sign in the
 * lowest bit, so that small ones are short. {@code targets} are preceded by their number.
 *
 * @since 1.0
 */
public final class CodeFormat {

  private CodeFormat() {}

  /** The bytes of some instructions. */
  public static byte[] encode(List<Instruction> code) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(code.size() * 2);
    for (Instruction instruction : code) {
      out.write(instruction.opcode().code());
      int fixed = instruction.opcode().immediates().size();
      for (int i = 0; i < instruction.immediateCount(); i++) {
        ImmediateKind kind = instruction.kind(i);
        if (kind == ImmediateKind.TARGETS && i == fixed - 1) {
          writeNumber(out, instruction.immediateCount() - i);
        }
        long value = instruction.longImmediate(i);
        writeNumber(out, isSigned(kind) ? (value << 1) ^ (value >> 63) : value);
      }
    }
    return out.toByteArray();
  }

  /**
   * Reads instructions back.
   *
   * @throws MalformedCodeException if the bytes are no code
   */
  public static List<Instruction> decode(byte[] bytes) throws MalformedCodeException {
    Reader reader = new Reader(bytes);
    List<Instruction> code = new ArrayList<>();
    while (reader.position < bytes.length) {
      code.add(reader.instruction());
    }
    return code;
  }

  private static boolean isSigned(ImmediateKind kind) {
    return switch (kind) {
      case SMALL, LONG -> true;
      case LOCAL, CONSTANT, NAME, CALL_KEY, OPERATION -> false;
      case TEMPLATE, CALL_TEMPLATE, PATTERN, CASES, COUNT, TARGET, TARGETS -> false;
    };
  }

  private static void writeNumber(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static final class Reader {
    private final byte[] bytes;
    private int position;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    Instruction instruction() throws MalformedCodeException {
      int start = position;
      int code = bytes[position++] & 0xFF;
      Opcode opcode = Opcode.ofCode(code);
      if (opcode == null) {
        throw new MalformedCodeException(start, "unknown code 0x%02x".formatted(code));
      }
      List<Long> immediates = new ArrayList<>(opcode.immediates().size());
      for (ImmediateKind kind : opcode.immediates()) {
        if (kind == ImmediateKind.TARGETS) {
          long count = number(start, opcode);
          // Each target takes a byte at least, so a count beyond the rest is nonsense.
          if (count < 0 || count > bytes.length - position) {
            throw new MalformedCodeException(
                start, opcode.mnemonic() + ": there is no room for " + count + " targets");
          }
          for (long i = 0; i < count; i++) {
            immediates.add(number(start, opcode));
          }
        } else {
          long raw = number(start, opcode);
          immediates.add(isSigned(kind) ? (raw >>> 1) ^ -(raw & 1) : raw);
        }
      }
      try {
        return Instruction.of(opcode, immediates.stream().mapToLong(Long::longValue).toArray());
      } catch (IllegalArgumentException e) {
        throw new MalformedCodeException(start, String.valueOf(e.getMessage()));
      }
    }

    private long number(int start, Opcode opcode) throws MalformedCodeException {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        if (position == bytes.length) {
          throw new MalformedCodeException(start, opcode.mnemonic() + " is cut off");
        }
        byte next = bytes[position++];
        value |= (next & 0x7FL) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new MalformedCodeException(start, opcode.mnemonic() + ": a number is too long");
    }
  }
}
