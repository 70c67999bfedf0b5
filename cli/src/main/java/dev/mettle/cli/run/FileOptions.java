package dev.mettle.cli.run;

import java.nio.file.Path;
import java.util.List;

/**
 * Which files a program may use besides those in its own directory and the working directory.
 *
 * @param allowed more directories
 * @param everything whether it may use all that the user may, and fetch modules by git
 * @param includePath more directories to look for modules in; they are allowed, too
 */
public record FileOptions(List<Path> allowed, boolean everything, List<Path> includePath) {}
