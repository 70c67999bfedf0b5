package dev.mettle.backend.jvm;

import java.lang.constant.MethodTypeDesc;

/**
 * A static method that the translator wrote.
 *
 * @since 1.0
 */
public interface JvmMethod {

  /** Its name. */
  String name();

  /** Its descriptor. */
  MethodTypeDesc type();

  /** The most slots that its operand stack takes. */
  int maxStack();

  /** How many slots its locals take, parameters included. */
  int maxLocals();

  /** How many labels it has; their numbers are smaller. */
  int labelCount();

  /** Gives all its instructions to an emitter, in order. Can be repeated. */
  void writeTo(JvmEmitter emitter);
}
