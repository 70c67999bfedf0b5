package dev.mettle.vm.code.unit;

import dev.mettle.backend.spi.HeapFrame;
import dev.mettle.backend.spi.ResumableFrame;
import dev.mettle.ir.atom.Atom;

/** Lets frames of resumable code go on that wait for something. */
interface Resumption {

  /** Hands a value to a frame that waits for it, through the barrier of its call. */
  void arrive(ResumableFrame frame, Atom value);

  /** Lets a frame go on with a value. */
  void goOn(ResumableFrame frame, Atom value);

  /** Lets a frame go on at one of the targets of its instruction. */
  void goOnAt(HeapFrame frame, int target);

  /** Lets a frame go on with what was gathered for it. */
  void goOnWith(HeapFrame frame, Atom list);
}
