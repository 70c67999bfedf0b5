package dev.mettle.engine.module;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The full name of a module: the names on the way from the program, {@code top}, down to it, as in
 * {@code top:graph:search}.
 *
 * @param parts the names below {@code top}; none for the program itself
 */
public record ModuleName(List<String> parts) {

  /** The name of the program. */
  public static final ModuleName TOP = new ModuleName(List.of());

  /** More names than anybody nests; each costs a search and is kept. */
  private static final int MAX_PARTS = 1000;

  private static final String TOP_WORD = "top";
  private static final String SELF_WORD = "self";
  private static final String SEPARATOR = ":";

  /** Copies the list. */
  public ModuleName {
    parts = List.copyOf(parts);
  }

  /**
   * What {@code written} means in the text of this module: names below it, unless the first word is
   * {@code top}; {@code self}, {@code top} and nothing are modules too.
   *
   * <p>Whether each of the names may be the name of a module is asked when it is looked for, see
   * {@link #checkLast}: what lies above it is loaded first.
   *
   * @throws ModuleException if a name is missing
   */
  public ModuleName resolve(String written) throws ModuleException {
    String text =
        written.endsWith(SEPARATOR) ? written.substring(0, written.length() - 1) : written;
    if (text.isEmpty()) {
      return this;
    }
    List<String> words = List.of(text.split(SEPARATOR, -1));
    List<String> all = new ArrayList<>();
    int from = 0;
    switch (words.get(0)) {
      case TOP_WORD -> from = 1;
      case SELF_WORD -> {
        all.addAll(parts);
        from = 1;
      }
      case "" -> throw new ModuleException("Parent module not loaded: ");
      default -> all.addAll(parts);
    }
    for (String word : words.subList(from, words.size())) {
      if (word.isEmpty()) {
        throw new ModuleException("Invalid module name format: " + new ModuleName(all) + SEPARATOR);
      }
      all.add(word);
    }
    if (all.size() > MAX_PARTS) {
      throw new ModuleException("Illegal module name: it has more than " + MAX_PARTS + " parts");
    }
    return new ModuleName(all);
  }

  /**
   * Refuses a last name that no module can have.
   *
   * @throws ModuleException if there are other characters in it than letters, digits, {@code _} and
   *     {@code -}
   */
  public void checkLast() throws ModuleException {
    if (!last().chars().allMatch(ModuleName::isNameCharacter)) {
      throw new ModuleException("Illegal module name: " + last());
    }
  }

  private static boolean isNameCharacter(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '_'
        || c == '-';
  }

  /** The name of a module in a file or a directory, made of what its name allows. */
  public static String fromFile(Path path) {
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return stem.isEmpty() ? "module" : stem.replaceAll("[^A-Za-z0-9_-]", "_");
  }

  /** The name of the module below this one that is called {@code name}. */
  public ModuleName child(String name) {
    List<String> all = new ArrayList<>(parts);
    all.add(name);
    return new ModuleName(all);
  }

  /** Whether this is the program. */
  public boolean isTop() {
    return parts.isEmpty();
  }

  /** The module {@code depth} names below the program on the way to this one. */
  public ModuleName prefix(int depth) {
    return new ModuleName(parts.subList(0, depth));
  }

  /** The module above; the program is above itself. */
  public ModuleName parent() {
    return isTop() ? this : prefix(parts.size() - 1);
  }

  /** The last name; {@code top} for the program. */
  public String last() {
    return isTop() ? TOP_WORD : parts.get(parts.size() - 1);
  }

  /** The name as programs write it. */
  @Override
  public String toString() {
    return isTop() ? TOP_WORD : TOP_WORD + SEPARATOR + String.join(SEPARATOR, parts);
  }
}
