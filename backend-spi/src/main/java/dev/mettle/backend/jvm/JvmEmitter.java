package dev.mettle.backend.jvm;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * Receives the code of one method, instruction by instruction, and turns it into bytes. This is all
 * that a backend for the JVM has to write: each method appends one instruction with the means of
 * some library. Nothing has to be computed: stack-map frames come through {@link #frame}, the
 * maximal stack and locals stand in {@link JvmMethod}, and methods are short enough for two-byte
 * jumps.
 *
 * <p>Short forms ({@code iconst_1}, {@code aload_0}, {@code ldc}) are the emitter's choice, but it
 * must not use longer ones than the JVM offers, or the translator's sizes are wrong.
 *
 * @since 1.0
 */
public interface JvmEmitter {

  /** An instruction without operands. */
  void op(JvmOp op);

  /** Pushes an {@code int}. */
  void pushInt(int value);

  /** Pushes a {@code long}. */
  void pushLong(long value);

  /** Pushes a {@code double}, bit by bit: the zeros differ, and a NaN stays what it is. */
  void pushDouble(double value);

  /** Pushes a string. */
  void pushString(String value);

  /** Pushes a local variable. */
  void load(JvmType type, int slot);

  /** Sets a local variable. */
  void store(JvmType type, int slot);

  /** Adds to an {@code int} variable; {@code delta} fits a byte. */
  void increment(int slot, int delta);

  /** {@code getstatic}. */
  void getStatic(ClassDesc owner, String name, ClassDesc type);

  /** {@code putstatic}. */
  void putStatic(ClassDesc owner, String name, ClassDesc type);

  /** {@code invokestatic} of a method of a class. */
  void invokeStatic(ClassDesc owner, String name, MethodTypeDesc type);

  /** {@code invokevirtual}. */
  void invokeVirtual(ClassDesc owner, String name, MethodTypeDesc type);

  /** {@code invokeinterface}. */
  void invokeInterface(ClassDesc owner, String name, MethodTypeDesc type);

  /** {@code invokespecial} of a constructor. */
  void invokeConstructor(ClassDesc owner, MethodTypeDesc type);

  /** {@code invokedynamic}; calls of other functions link through it. */
  void invokeDynamic(
      DirectMethodHandleDesc bootstrap,
      String name,
      MethodTypeDesc type,
      List<ConstantDesc> arguments);

  /** {@code new}. */
  void newObject(ClassDesc type);

  /** {@code anewarray}. */
  void newArray(ClassDesc element);

  /** {@code newarray} of {@code long}. */
  void newLongArray();

  /** {@code checkcast}. */
  void checkCast(ClassDesc type);

  /** {@code instanceof}. */
  void instanceOf(ClassDesc type);

  /** A jump. */
  void branch(JvmBranch branch, JvmLabel target);

  /** {@code tableswitch} over {@code low}, {@code low} + 1 .. */
  void tableSwitch(int low, List<JvmLabel> targets, JvmLabel otherwise);

  /** Places a label here. Each label is placed once. */
  void place(JvmLabel label);

  /**
   * The frame of the next instruction, in full. Given where a branch or a handler arrives; a {@code
   * long} or {@code double} stands once for its two slots.
   */
  void frame(List<FrameType> locals, List<FrameType> stack);

  /** The source line of the instructions that follow. */
  void line(int line);

  /** A handler for what is thrown between two labels; called after all three were placed. */
  void handler(JvmLabel start, JvmLabel end, JvmLabel handler, ClassDesc type);
}
