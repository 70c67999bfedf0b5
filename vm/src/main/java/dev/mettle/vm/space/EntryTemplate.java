package dev.mettle.vm.space;

import dev.mettle.ir.atom.Atom;

/**
 * A stored atom with numbered slots in place of its variables.
 *
 * @param atom the template
 * @param slots how many different variables there are
 */
public record EntryTemplate(Atom atom, int slots) {

  static EntryTemplate of(Atom stored) {
    VariableRewriter numbering = VariableRewriter.numbering();
    Atom template = numbering.rewrite(stored);
    return new EntryTemplate(template, numbering.replacements().size());
  }
}
