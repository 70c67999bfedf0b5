package dev.mettle.cli.why;

import dev.mettle.frontend.read.AtomReader;
import dev.mettle.frontend.read.SourceText;
import dev.mettle.frontend.read.SyntaxException;
import dev.mettle.frontend.read.Tokenizer;
import dev.mettle.ir.atom.Atom;
import dev.mettle.ir.atom.AtomPrinter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the rules of programs are written, as far as they are written and not made. */
public final class RulePlaceTable {

  private static final Pattern FRESH = Pattern.compile("(\\$[^\\s()#]+)#\\d+");

  private final Map<String, String> places = new HashMap<>();

  /** The places of what stands in these texts. */
  public RulePlaceTable(List<SourceText> texts) {
    for (SourceText text : texts) {
      add(text);
    }
  }

  private void add(SourceText text) {
    AtomReader reader = new AtomReader(text, Tokenizer.empty());
    try {
      for (Optional<Atom> atom = reader.read(); atom.isPresent(); atom = reader.read()) {
        places.putIfAbsent(written(atom.get()), reader.position().toString());
      }
    } catch (SyntaxException e) {
      // Whoever runs the text has said it; up to there the places are known.
    }
  }

  /** An atom as somebody has written it: without the numbers that tell fresh variables apart. */
  static String written(Atom atom) {
    return FRESH.matcher(AtomPrinter.print(atom)).replaceAll("$1");
  }

  /** The place of a rule, with a blank behind it; nothing if it is not known. */
  String of(Atom rule) {
    String place = places.get(written(rule));
    return place == null ? "" : place + " ";
  }
}
