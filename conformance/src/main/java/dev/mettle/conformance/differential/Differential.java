package dev.mettle.conformance.differential;

import dev.mettle.conformance.answer.Agreement;
import dev.mettle.conformance.answer.ProgramOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Runs programs by two oracles and compares their answers: the judge, who is right by definition,
 * and the candidate.
 *
 * @since 1.0
 */
public final class Differential {

  /** What came out for a program. */
  public enum Verdict {
    /** Both gave the same answer, as far as agreement is asked for. */
    AGREE,
    /** The same, but for which variables are one. */
    SHARING,
    /** The same, but for the order of members and lines. */
    ORDER,
    /**
     * Not the same, where the program makes the text of library functions visible: each
     * implementation has its own.
     */
    LIBRARY_TEXT,
    /** Not the same. */
    DIFFERENT,
    /** The judge gives now this answer and now that. */
    ERRATIC,
    /** The judge crashed or did not end in time: there is nothing to compare with. */
    NO_JUDGEMENT
  }

  /** Decides which agreement is enough. */
  public enum Strictness {
    /** Multisets of results up to renaming of variables. */
    MULTISET,
    /** The same results in the same order, with the same variables in common. */
    SEQUENCE
  }

  /**
   * A program on which the oracles do not agree.
   *
   * @param script the program
   * @param verdict how far they disagree
   * @param expected what the judge says
   * @param actual what became of it at the candidate
   */
  public record Finding(
      Script script, Verdict verdict, ProgramOutput expected, Oracle.Outcome actual) {

    Finding withVerdict(Verdict other) {
      return new Finding(script, other, expected, actual);
    }

    /** Says what differs, with the program. */
    public String describe() {
      String difference =
          switch (actual) {
            case Oracle.Answered given ->
                given.output().differenceFrom(expected).orElse("the order of results");
            case Oracle.Crashed crash -> "crashed: " + crash.reason();
            case Oracle.TimedOut late -> "did not end in time; expected " + expected.results();
          };
      return "%s: %s: %s%n%s"
          .formatted(script.name(), verdict, shortened(difference), script.text());
    }

    private static String shortened(String text) {
      return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " ...";
    }

    /** Saves the program with the judge's answer, in the form of golden programs. */
    public Path save(Path directory) {
      String text = script.text();
      String name = "%s-%08x".formatted(script.name().replaceAll("\\W+", "-"), text.hashCode());
      try {
        Files.createDirectories(directory);
        Files.write(directory.resolve(name + ".out"), expected.lines());
        return Files.writeString(directory.resolve(name + ".metta"), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** More than a generated program has, and fewer than the library has atoms. */
  private static final int MANY_RESULTS = 100;

  /** Variables that generated programs do not have, except those of library types. */
  private static final Pattern LIBRARY_TEXT =
      Pattern.compile("\\$(?!v\\d|X#|t#|tgso#|tcso#)[^\\s()]|\\(@");

  private static final int SHOWN = 400;
  private static final int CONFIRMATIONS = 3;

  private final Oracle judge;
  private final Oracle candidate;
  private final Strictness strictness;
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);

  /**
   * A comparison.
   *
   * @param judge who is right
   * @param candidate who is compared with it
   * @param strictness which agreement is enough
   */
  public Differential(Oracle judge, Oracle candidate, Strictness strictness) {
    this.judge = judge;
    this.candidate = candidate;
    this.strictness = strictness;
  }

  /** How many programs had which verdict. */
  public Map<Verdict, Integer> counts() {
    return Map.copyOf(counts);
  }

  /**
   * Compares one program.
   *
   * @return the disagreement, if there is one
   */
  public Optional<Finding> compare(Script script) {
    Judgement judgement = confirmed(judgement(script));
    counts.merge(judgement.verdict(), 1, Integer::sum);
    return judgement.finding();
  }

  /** The verdict on a program, which is not counted. */
  public Verdict judge(Script script) {
    return judgement(script).verdict();
  }

  /** Counts programs that were compared as parts of another one. */
  public void count(Verdict verdict, int programs) {
    counts.merge(verdict, programs, Integer::sum);
  }

  /** The smallest program with the same kind of disagreement. */
  public Finding shrink(Finding finding) {
    Script smallest =
        ScriptShrinker.shrink(
            finding.script(), script -> judgement(script).verdict() == finding.verdict());
    return confirmed(judgement(smallest)).finding().orElse(finding);
  }

  /** Asks the judge again where there is a difference: it may not be sure itself. */
  private Judgement confirmed(Judgement judgement) {
    if (judgement.verdict() != Verdict.DIFFERENT || judgement.finding().isEmpty()) {
      return judgement;
    }
    Finding finding = judgement.finding().get();
    for (int i = 0; i < CONFIRMATIONS; i++) {
      judge.renew();
      boolean same =
          judge.run(finding.script()) instanceof Oracle.Answered(ProgramOutput again)
              && Agreement.of(finding.expected(), again).compareTo(Agreement.SAME) <= 0;
      if (!same) {
        return new Judgement(Verdict.ERRATIC, Optional.of(finding.withVerdict(Verdict.ERRATIC)));
      }
    }
    return judgement;
  }

  private record Judgement(Verdict verdict, Optional<Finding> finding) {}

  private Judgement judgement(Script script) {
    if (!(judge.run(script) instanceof Oracle.Answered(ProgramOutput expected))) {
      return new Judgement(Verdict.NO_JUDGEMENT, Optional.empty());
    }
    Oracle.Outcome actual = candidate.run(script);
    Verdict verdict =
        actual instanceof Oracle.Answered(ProgramOutput output)
            ? verdict(expected, output)
            : Verdict.DIFFERENT;
    return new Judgement(
        verdict,
        verdict == Verdict.AGREE
            ? Optional.empty()
            : Optional.of(new Finding(script, verdict, expected, actual)));
  }

  private Verdict verdict(ProgramOutput expected, ProgramOutput actual) {
    Agreement agreement = Agreement.of(expected, actual);
    Agreement enough = strictness == Strictness.SEQUENCE ? Agreement.IDENTICAL : Agreement.SAME;
    if (agreement.compareTo(enough) <= 0) {
      return Verdict.AGREE;
    }
    if (showsLibraryText(expected) || showsLibraryText(actual)) {
      return Verdict.LIBRARY_TEXT;
    }
    return switch (agreement) {
      case IDENTICAL, SAME, SAME_BUT_ORDER -> Verdict.ORDER;
      case SAME_BUT_SHARING ->
          strictness == Strictness.SEQUENCE ? Verdict.DIFFERENT : Verdict.SHARING;
      case DIFFERENT -> Verdict.DIFFERENT;
    };
  }

  private static boolean showsLibraryText(ProgramOutput output) {
    return output.prints().stream().anyMatch(line -> LIBRARY_TEXT.matcher(line).find())
        || output.results().stream()
            .anyMatch(
                list ->
                    list.size() > MANY_RESULTS
                        || list.stream().anyMatch(result -> LIBRARY_TEXT.matcher(result).find()));
  }
}
