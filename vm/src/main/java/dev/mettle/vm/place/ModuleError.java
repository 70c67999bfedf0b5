package dev.mettle.vm.place;

import dev.mettle.frontend.read.SourcePosition;
import dev.mettle.ir.atom.Atom;
import java.util.Optional;

/**
 * An error that has ended the text of a module.
 *
 * @param error the error, which has its own rules
 * @param place where the {@code !} is in the module, or the atom that was not added
 * @param cause the error of another module that this one tells of
 */
public record ModuleError(Atom error, SourcePosition place, Optional<ModuleError> cause) {}
