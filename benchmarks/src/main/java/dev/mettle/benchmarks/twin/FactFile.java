package dev.mettle.benchmarks.twin;

import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.LongAtom;
import dev.mettle.ir.atom.Symbol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the facts of a file: lines {@code (head first second)}. */
final class FactFile {

  private FactFile() {}

  static Facts read(Path file, String head) {
    Facts facts = new Facts();
    String start = "(" + head + " ";
    Symbol symbol = Symbol.of(head);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(start)) {
          int middle = line.indexOf(' ', start.length());
          Atom first = atom(line, start.length(), middle);
          facts.add(symbol, first, atom(line, middle + 1, line.length() - 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return facts;
  }

  private static Atom atom(String line, int from, int to) {
    return Character.isDigit(line.charAt(from))
        ? LongAtom.of(Long.parseLong(line, from, to, 10))
        : Symbol.of(line.substring(from, to));
  }
}
