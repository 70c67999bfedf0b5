package dev.mettle.engine.module;

import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.View;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A module: its space, what its code can see, and the tokens by which its text is read.
 *
 * @param id the number by which {@code print-mods!} tells modules apart
 * @param name the full name
 * @param space the module's own atoms, for those who look at them together with its imports
 * @param bareSpace the same atoms, for those who look at them alone
 * @param view the module's space and what it imports
 * @param tokenizer how the module's text is read; {@code bind!} adds to it
 * @param exports words that an importing module's text may use too, with their values
 * @param location where the module's text lies, if it is in a file
 * @param directories where the module's own imports are looked for first
 * @param imported the names of what was imported so far
 */
public record Module(
    int id,
    ModuleName name,
    AtomSpace space,
    AtomSpace bareSpace,
    View view,
    Tokenizer tokenizer,
    Map<String, Atom> exports,
    Optional<ModuleLocation> location,
    List<Path> directories,
    Set<ModuleName> imported) {

  /**
   * Lets this module's code see what {@code other} defines and has imported itself; a second time
   * has no effect.
   */
  public void importAll(Module other) {
    if (other == this || !imported.add(other.name())) {
      return;
    }
    tokenizer.defineAll(other.exports());
    view.addDependencies(other.view().sources());
  }
}
