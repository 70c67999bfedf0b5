package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.code.Code;
import dev.mettle.vm.code.CodeTier;
import dev.mettle.vm.machine.Frame;
import org.jspecify.annotations.Nullable;

/** Runs resumable code whose frames wait for something. */
interface Resumption {

  /** Hands a value to a frame that waits for it, through the barrier of its call. */
  void arrive(ResumableFrame frame, Atom value);

  /** Lets a frame go on with a value. */
  void goOn(ResumableFrame frame, Atom value);

  /** Lets a frame go on at one of the targets of its instruction. */
  void goOnAt(HeapFrame frame, int target);

  /** Lets a frame go on with what was gathered for it. */
  void goOnWith(HeapFrame frame, Atom list);

  /** The frame of the machine that leads values to a frame that waits for them. */
  Frame frameOf(HeapFrame frame);

  /** The version for a call by its children, which begins now; null if there is none. */
  CodeTier.@Nullable Entry entry(Code callee, Atom[] call, Atom expected);

  /** Makes a call, by its children, whose values are for a frame that waits. */
  void enter(Code callee, Atom[] call, Atom expected, HeapFrame waiting);
}
