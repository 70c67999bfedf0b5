package dev.mettle.vm.module;

import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.vm.space.AtomSpace;
import dev.mettle.vm.space.View;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A loaded module: its space, what its code can see, and the tokens by which its text is read.
 *
 * @param name the full name, such as {@code top} or {@code top:random}
 * @param space the module's own atoms
 * @param view the module's space and what it imports
 * @param tokenizer how the module's text is read; {@code bind!} adds to it
 * @param directory where the module looks for its own imports, if it came from a file
 */
public record Module(
    String name, AtomSpace space, View view, Tokenizer tokenizer, Optional<Path> directory) {}
