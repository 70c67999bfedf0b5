package dev.mettle.vm.machine;

import dev.mettle.ir.atom.Atom;

/** Takes the results of a run as they come. */
@FunctionalInterface
public interface ResultSink {

  /** Takes one result, with all bindings applied; returns whether more are wanted. */
  boolean accept(Atom result);
}
