package dev.mettle.backend.jvm.translator;

import dev.mettle.backend.spi.Footing;
import dev.mettle.backend.spi.FrameLayout;
import dev.mettle.backend.spi.FunctionCode;
import dev.mettle.backend.spi.Lane;
import dev.mettle.backend.spi.UnitFunction;
import dev.mettle.backend.spi.UnitRequest;
import dev.mettle.backend.spi.Version;
import dev.mettle.ir.atom.Symbol;
import dev.mettle.ir.verify.LiveLocals;
import java.lang.constant.ClassDesc;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The versions of the functions of a request, made when they are first called. */
final class Unit {

  /** Beyond these, calls go to the version that takes anything. */
  private static final int MAX_VERSIONS_OF_FUNCTION = 4;

  private static final int MAX_VERSIONS = 24;

  private static final int SLACK = 4;

  private final UnitRequest request;
  private final BitSet expelled;
  private final BitSet sharing;
  private final Map<Version, VersionCode> versions = new LinkedHashMap<>();
  private final Map<Way, VersionCode> resumptions = new HashMap<>();
  private final BitSet resumable;
  private int count;
  private boolean fixed;
  private final CheckRoutines checks = new CheckRoutines();
  private final LeaveRoutines leaves = new LeaveRoutines();
  private final Footing footing;
  private final Map<Integer, BitSet> mainWays = new HashMap<>();
  private Consumer<VersionCode> translation = version -> {};

  /** One of the ways that go on from frames of a layout. */
  private record Way(FrameLayout layout, int target) {}

  /**
   * The unit without some functions; calls of those leave the class.
   *
   * @param sharing the functions whose instructions share exits
   */
  Unit(UnitRequest request, BitSet expelled, BitSet sharing) {
    this.request = request;
    this.expelled = expelled;
    this.sharing = sharing;
    this.resumable = SeveralResults.of(request, expelled);
    this.footing = Footing.of(request.functions().getFirst().code());
  }

  /** What the class relies on. */
  Footing footing() {
    return footing;
  }

  /** The routines that capture frames. */
  LeaveRoutines leaves() {
    return leaves;
  }

  /** The routines that check calls. */
  CheckRoutines checks() {
    return checks;
  }

  ClassDesc className() {
    return request.className();
  }

  /**
   * At so many bytes a method is given up; before lanes are known, code is longer than in the end.
   */
  int longestCode() {
    return SLACK * request.limits().maxMethodBytes();
  }

  /** Whether operands of unknown kind are taken for numbers. */
  boolean guesses() {
    return request.guesses();
  }

  /** The versions that the wanted one leads to, and those that go on from frames of them. */
  Set<VersionCode> reached() {
    List<VersionCode> queue = new ArrayList<>(List.of(wanted()));
    Set<VersionCode> found = new LinkedHashSet<>(queue);
    for (int i = 0; i < queue.size(); i++) {
      for (VersionCode used : queue.get(i).uses()) {
        if (found.add(used)) {
          queue.add(used);
        }
      }
    }
    return found;
  }

  /** The version that the engine asked for. */
  VersionCode wanted() {
    return version(request.wanted());
  }

  /** Whether the instructions of a function share exits. */
  boolean sharesExits(int function) {
    return sharing.get(function);
  }

  /** Whether a function can be called directly. */
  boolean contains(int function) {
    return !expelled.get(function);
  }

  /** Whether any function may give several values. */
  boolean isResumable() {
    return !resumable.isEmpty();
  }

  /** Whether a function may give several values. */
  boolean mayGiveSeveral(int function) {
    return resumable.get(function);
  }

  /** The code of a function of the class. */
  FunctionCode codeOf(int function) {
    return request.functions().get(function).code();
  }

  /** Says what translates a version, which is done when it is called for the first time. */
  void translateBy(Consumer<VersionCode> translator) {
    translation = translator;
  }

  /**
   * The version that a call with these arguments runs; it may take more. It is translated before
   * the call is, so that what it gives is known there, unless it leads to the caller itself.
   */
  VersionCode call(VersionCode caller, int function, List<Lane> lanes, Optional<Symbol> expected) {
    VersionCode version = translated(function, lanes, expected);
    caller.calls(version);
    return version;
  }

  /** Whether a version is known to go on in one that takes more, by a call as the last act. */
  boolean widens(int function, List<Lane> lanes, Optional<Symbol> expected) {
    return translated(function, lanes, expected).isWidening();
  }

  private VersionCode translated(int function, List<Lane> lanes, Optional<Symbol> expected) {
    VersionCode version = version(function, lanes, expected);
    if (version.isNew()) {
      translation.accept(version);
    }
    return version;
  }

  private VersionCode version(int function, List<Lane> lanes, Optional<Symbol> expected) {
    Version exact = new Version(function, lanes, expected.map(symbol -> symbol));
    if (versions.containsKey(exact)) {
      return version(exact);
    }
    long ofFunction = versions.keySet().stream().filter(v -> v.function() == function).count();
    if (ofFunction >= MAX_VERSIONS_OF_FUNCTION || versions.size() >= MAX_VERSIONS) {
      List<Lane> any = Collections.nCopies(lanes.size(), Lane.REFERENCE);
      return version(new Version(function, any, Optional.empty()));
    }
    return version(exact);
  }

  private VersionCode version(Version version) {
    UnitFunction function = request.functions().get(version.function());
    return versions.computeIfAbsent(
        version,
        v -> {
          return new VersionCode(v, function, resumable.get(v.function()), count++);
        });
  }

  /** Notes that frames of a version wait for a value of a lane. */
  void waits(VersionCode version, FrameLayout layout, Lane delivered) {
    goesOn(version, layout, layout.irOffset() + 1, delivered);
  }

  /** Notes that frames of a version go on at an instruction with a value of a lane. */
  void goesOn(VersionCode version, FrameLayout layout, int start, Lane delivered) {
    VersionCode way = goesOn(version, layout, 0, start, delivered);
    way.mayDeliver(delivered);
  }

  /** Notes that frames of a version go on at an instruction. */
  void goesOn(VersionCode version, FrameLayout layout, int target, int start) {
    goesOn(version, layout, target, start, null);
  }

  private VersionCode goesOn(
      VersionCode version, FrameLayout layout, int target, int start, @Nullable Lane delivered) {
    Way way = new Way(layout, target);
    VersionCode known = resumptions.get(way);
    if (known == null) {
      known = new VersionCode(version, layout, target, start, delivered, count);
      resumptions.put(way, known);
      count++;
    }
    version.goesOnIn(known);
    return known;
  }

  /** From now on the lanes of results are what they are. */
  void fixLanes() {
    fixed = true;
  }

  /** Whether a result of unknown lane is one that never comes by an ordinary return. */
  boolean knowsLanes() {
    return fixed;
  }

  /** The offsets of a function that it gets to without a way that is seldom taken. */
  BitSet mainWay(int function) {
    return mainWays.computeIfAbsent(
        function, f -> MainWay.of(request.functions().get(f).function()));
  }

  /** Which locals are read where. */
  LiveLocals liveness(int function) {
    return codeOf(function).verified().liveLocals();
  }
}
