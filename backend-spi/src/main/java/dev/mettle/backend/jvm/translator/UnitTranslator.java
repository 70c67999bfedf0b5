package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.jvm.JvmClass;
import dev.mettle.backend.jvm.JvmMethod;
import dev.mettle.backend.spi.DeclineReason;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.UnitOutcome;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.ir.opcode.Opcode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Translates the functions of a program that call each other into one class. The lanes of results
 * are found by assuming that nothing returns until a way to return is found; then everything is
 * written once more. A function that is too large is tried again with exits that its instructions
 * share. One that is too large even so, or has an instruction that is not compiled, is left out,
 * and the unit begun anew; the hot one is needed.
 */
public final class UnitTranslator {

  /** Beyond these the class file's own tables would overflow. */
  private static final int MAX_CONSTANTS = 4_000;

  private static final int MAX_PARAMETER_SLOTS = 255;

  /** With more ways back in, a loop over them would be too long for HotSpot. */
  private static final int MAX_WAYS = 500;

  /** So many versions are translated in the midst of each other. */
  private static final int MAX_DEPTH = 16;

  private final UnitRequest request;
  private final BitSet expelled = new BitSet();
  private final BitSet sharing = new BitSet();
  private int depth;

  private UnitTranslator(UnitRequest request) {
    this.request = request;
  }

  /** Translates a unit, or says why not. */
  public static UnitTranslation translate(UnitRequest request) {
    return new UnitTranslator(request).run();
  }

  /** Why a version cannot be part of the class. */
  private record Flaw(int function, DeclineReason reason, Optional<Opcode> opcode, String detail) {}

  /** A flaw was found in the midst of a translation, which is in vain. */
  private static final class FlawException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Flaw flaw;

    FlawException(Flaw flaw) {
      super(flaw.detail(), null, false, false);
      this.flaw = flaw;
    }
  }

  private UnitTranslation run() {
    while (true) {
      depth = 0;
      Unit unit = new Unit(request, expelled, sharing);
      Constants constants = new Constants(request.className());
      Layouts layouts = new Layouts();
      Optional<Flaw> flaw = findLanes(unit, constants, layouts);
      if (flaw.isEmpty()) {
        Attempt attempt = write(unit, constants, layouts);
        if (attempt.translated().isPresent()) {
          return attempt.translated().get();
        }
        flaw = attempt.flaw();
      }
      Flaw found = flaw.orElseThrow();
      if (found.reason() == DeclineReason.TOO_LARGE && !sharing.get(found.function())) {
        sharing.set(found.function());
        continue;
      }
      if (found.function() == 0) {
        return new UnitTranslation.Refused(
            new UnitOutcome.Declined(found.reason(), found.opcode(), found.detail()));
      }
      expelled.set(found.function());
    }
  }

  // ------------------------------------------------------------------ lanes

  /**
   * Translates until no result changes its lane any more. What goes on from frames comes last: by
   * then the lanes of what lies in them are known.
   */
  private Optional<Flaw> findLanes(Unit unit, Constants constants, Layouts layouts) {
    unit.translateBy(version -> translateBeforehand(version, unit, constants, layouts));
    while (true) {
      Optional<VersionCode> next = nextStale(unit);
      if (next.isEmpty()) {
        if (unit.knowsLanes()) {
          break;
        }
        unit.fixLanes();
        unit.reached().forEach(VersionCode::reconsider);
        continue;
      }
      try {
        translate(next.get(), unit, constants, layouts);
      } catch (FlawException e) {
        return Optional.of(e.flaw);
      }
    }
    Optional<Flaw> flaw = Optional.empty();
    for (VersionCode version : unit.reached()) {
      if (flaw.isEmpty() && version.resumed() == null) {
        flaw = version.body().notCompiled().map(opcode -> notCompiled(version, opcode));
      }
    }
    if (unit.wanted().resultSoFar() != null || flaw.isEmpty() && mayEndOtherwise(unit.wanted())) {
      return Optional.empty();
    }
    // It is for want of an instruction that nothing returns, or nothing ever would.
    return flaw.isPresent() ? flaw : Optional.of(endless());
  }

  private static void translate(
      VersionCode version, Unit unit, Constants constants, Layouts layouts) {
    if (version.parameterSlots() > MAX_PARAMETER_SLOTS) {
      throw new FlawException(tooLarge(version, "its parameters do not fit a Java method"));
    }
    try {
      version.setBody(BodyTranslator.translate(unit, version, constants, layouts));
    } catch (CodeBuilder.TooLongException e) {
      throw new FlawException(tooLarge(version, String.valueOf(e.getMessage())));
    }
  }

  /**
   * Translates a version in the midst of the one that calls it first. What lies deeper waits, since
   * each takes a piece of the Java stack.
   */
  private void translateBeforehand(
      VersionCode version, Unit unit, Constants constants, Layouts layouts) {
    if (depth < MAX_DEPTH) {
      depth++;
      translate(version, unit, constants, layouts);
      depth--;
    }
  }

  /** One to be translated next, those that begin at the beginning first. */
  private static Optional<VersionCode> nextStale(Unit unit) {
    Optional<VersionCode> found = Optional.empty();
    for (VersionCode version : unit.reached()) {
      if (version.isStale()) {
        if (version.resumed() == null) {
          return Optional.of(version);
        }
        if (found.isEmpty()) {
          found = Optional.of(version);
        }
      }
    }
    return found;
  }

  /** Whether a version that returns no value in the ordinary way may do without. */
  private static boolean mayEndOtherwise(VersionCode version) {
    return version.isResumable()
        || version.function().function().code().stream()
            .anyMatch(instruction -> instruction.opcode() == Opcode.FAIL);
  }

  private Flaw endless() {
    return new Flaw(
        0,
        DeclineReason.NOT_WORTHWHILE,
        Optional.empty(),
        "compiled code of " + request.functions().getFirst().key() + " would never return");
  }

  // ------------------------------------------------------------------ the class

  private record Attempt(Optional<UnitTranslation.Translated> translated, Optional<Flaw> flaw) {}

  /** Gathers the versions that are called in the end; others were asked for on the way. */
  private Attempt write(Unit unit, Constants constants, Layouts layouts) {
    List<CodeBuilder> methods = new ArrayList<>();
    List<UnitOutcome.Entry> entries = new ArrayList<>();
    List<UnitOutcome.Resume> resumes = new ArrayList<>();
    Set<VersionCode> reached = unit.reached();
    HandOvers handOvers = new HandOvers(reached);
    for (VersionCode version : reached) {
      TranslatedBody body = version.body();
      FrameLayout resumed = version.resumed();
      if (body.notCompiled().isPresent() && resumed == null) {
        return failed(notCompiled(version, body.notCompiled().get()));
      }
      if (body.code().size() > request.limits().maxMethodBytes()) {
        return failed(
            tooLarge(
                version,
                "its code would have %d bytes, the limit is %d"
                    .formatted(body.code().size(), request.limits().maxMethodBytes())));
      }
      methods.add(body.code());
      TurnCode.of(unit, version, constants).ifPresent(methods::add);
      if (resumed == null) {
        CodeBuilder entry = EntryCode.write(request.className(), version);
        methods.add(entry);
        entries.add(
            new UnitOutcome.Entry(
                version.version(), version.result(), version.isResumable(), entry.name()));
      } else {
        CodeBuilder entry =
            EntryCode.resume(
                request.className(), constants, version, resumed, handOvers.of(version, layouts));
        methods.add(entry);
        FrameLayout layout = layouts.kept(resumed);
        resumes.add(
            new UnitOutcome.Resume(
                layout,
                version.target(),
                Optional.ofNullable(version.delivered()),
                version.result(),
                entry.name()));
      }
    }
    // A table without cases is none.
    if (!resumes.isEmpty() && resumes.size() <= MAX_WAYS && unit.isResumable()) {
      loopOver(methods, resumes);
    }
    methods.addAll(unit.checks().all());
    methods.addAll(unit.leaves().all());
    constants.keepOnly(methods);
    if (constants.count() > MAX_CONSTANTS) {
      return failed(tooLarge(unit.wanted(), "it needs %d constants".formatted(constants.count())));
    }
    if (constants.count() > 0) {
      methods.add(constants.initialiser());
    }
    JvmClass type =
        new JvmClass(
            request.className(),
            request.functions().getFirst().function().source(),
            constants.fields(),
            List.<JvmMethod>copyOf(methods));
    return new Attempt(
        Optional.of(new UnitTranslation.Translated(type, entries, resumes, constants.data())),
        Optional.empty());
  }

  /** Has the ways back in run by a loop. */
  private void loopOver(List<CodeBuilder> methods, List<UnitOutcome.Resume> resumes) {
    List<String> ways = resumes.stream().map(UnitOutcome.Resume::method).toList();
    methods.add(EntryCode.loop(request.className(), ways));
    for (int i = 0; i < ways.size(); i++) {
      UnitOutcome.Resume way = resumes.get(i);
      String name = "r" + ways.get(i).substring(1);
      methods.add(EntryCode.beginLoop(request.className(), name, i));
      resumes.set(
          i,
          new UnitOutcome.Resume(way.layout(), way.target(), way.delivered(), way.result(), name));
    }
  }

  private static Attempt failed(Flaw flaw) {
    return new Attempt(Optional.empty(), Optional.of(flaw));
  }

  private static Flaw notCompiled(VersionCode version, Opcode opcode) {
    return new Flaw(
        version.version().function(),
        DeclineReason.UNSUPPORTED,
        Optional.of(opcode),
        "%s: the translator does not handle %s"
            .formatted(version.function().key(), opcode.mnemonic()));
  }

  private static Flaw tooLarge(VersionCode version, String detail) {
    return new Flaw(
        version.version().function(),
        DeclineReason.TOO_LARGE,
        Optional.empty(),
        version.function().key() + ": " + detail);
  }
}
