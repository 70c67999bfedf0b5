package dev.mettle.frontend.lower;

import dev.mettle.ir.atom.Atom;

/**
 * A rule {@code (= head body)} with the place where it was written.
 *
 * @param head what it rewrites
 * @param body what it gives
 * @param source the name of the text; empty if unknown
 * @param line the line in it, from 1; 0 if unknown
 */
public record RuleText(Atom head, Atom body, String source, int line) {

  /** A rule of which nobody knows where it was written. */
  public static RuleText of(Atom head, Atom body) {
    return new RuleText(head, body, "", 0);
  }
}
