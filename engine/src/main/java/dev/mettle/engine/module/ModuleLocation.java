package dev.mettle.engine.module;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a module's text lies.
 *
 * @param real the file or directory without any link, by which the module is known: found by two
 *     names it is one module
 * @param text the file to read, as messages name it; none for a directory that only holds modules
 * @param directory where the module's own imports are looked for
 */
public record ModuleLocation(Path real, Optional<Path> text, Path directory) {}
